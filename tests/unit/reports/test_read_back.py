"""Reports for programs, read by libraries that know the format and not this project."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from python_calamine import CalamineWorkbook
from sarif import loader
from tests.unit.reports import samples
from tests.unit.reports.test_formats import everything, hostile, workbook_bytes, written

from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport
from refcheck.reports import schema_text

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


@cache
def _validator() -> Any:
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def validate_sarif(log: Any) -> None:
    """Raise `ValidationError` unless it is SARIF 2.1.0 as the published schema has it."""
    _validator().validate(log)


def severities(*reports: DocumentReport) -> dict[Severity, int]:
    """How many findings of each severity the reports have."""
    found = [
        finding.severity
        for report in reports
        for group in (*(one.findings for one in report.references), report.findings)
        for finding in group
    ]
    return {severity: found.count(severity) for severity in Severity}


@pytest.mark.parametrize(
    "reports",
    [
        everything(),
        (samples.flawed(),),
        (samples.no_references(),),
        (samples.unreadable(),),
        (),
        (hostile(),),
    ],
    ids=["all", "flawed", "no list", "unreadable", "none", "hostile"],
)
def test_sarif_is_valid(reports: tuple[DocumentReport, ...]) -> None:
    validate_sarif(json.loads(written("sarif", *reports)))


def test_the_schema_would_notice() -> None:
    log = json.loads(written("sarif", samples.flawed()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        validate_sarif(log)


def test_sarif_tools_count_what_we_count(tmp_path: Path) -> None:
    reports = everything()
    file = tmp_path / "report.sarif"
    file.write_text(written("sarif", *reports), encoding="utf-8")
    found = loader.load_sarif_file(str(file)).get_report()
    counts = severities(*reports)
    assert found.get_issue_count_for_severity("error") == counts[Severity.ERROR]
    assert found.get_issue_count_for_severity("warning") == counts[Severity.WARNING]
    assert found.get_issue_count_for_severity("note") == counts[Severity.INFO]


def test_junit_is_read_by_junitparser() -> None:
    reports = everything()
    suites = [*JUnitXml.fromstring(written("junit", *reports).encode())]
    assert [suite.name for suite in suites] == [report.path for report in reports]
    for suite, report in zip(suites, reports, strict=True):
        cases = [*suite]
        assert suite.tests == len(cases) == len(report.references) + 1
        results = [result for case in cases for result in case.result]
        assert suite.failures == sum(isinstance(one, Failure) for one in results)
        assert suite.errors == sum(isinstance(one, Error) for one in results)
        assert suite.skipped == sum(isinstance(one, Skipped) for one in results)
        failed = [
            any(one.severity is Severity.ERROR for one in group)
            for group in (*(one.findings for one in report.references), report.findings)
        ]
        assert suite.failures == sum(failed)


def test_a_workbook_is_read_by_a_library_that_did_not_write_it() -> None:
    reports = everything()
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(*reports)))
    assert book.sheet_names == ["Findings", "References", "Summary"]
    head, *rows = book.get_sheet_by_name("References").to_python()
    works = [dict(zip(head, row, strict=True)) for row in rows]
    expected = [
        (report.path, checked.reference.string.number, checked.reference.string.text)
        for report in reports
        for checked in report.references
    ]
    told = [(one["file"], int(one["number"]), one["reference"]) for one in works]
    assert [one[:2] for one in told] == [one[:2] for one in expected]
    counts = severities(*reports)
    head, *rows = book.get_sheet_by_name("Findings").to_python()
    column = [row[head.index("severity")] for row in rows]
    assert {one: column.count(one.value) for one in Severity} == counts


def test_json_lines_are_the_parts_of_the_json_report() -> None:
    """Each line has the members that the published schema describes."""
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    whole = json.loads(written("json", *everything()))
    lines = [json.loads(line) for line in written("jsonl", *everything()).splitlines()]
    references = [
        {
            name: value
            for name, value in line.items()
            if name not in ("kind", "path", "schema", "version")
        }
        for line in lines
        if line["kind"] == "reference"
    ]
    assert references == [one for document in whole["documents"] for one in document["references"]]
