"""Reports for programs, tables and reference managers: complete, well formed, and safe to open."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from tests.unit.reports import samples

from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.formats.csl import from_csl
from refcheck.formats.normalise import normalise
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.report import DocumentReport
from refcheck.readers.bibliography.bib import read_bib
from refcheck.readers.bibliography.ris import read_ris
from refcheck.reports import REPORTERS, ReportOptions

# Markup, formulas, controls, what ends a CDATA section, a comment or a command, a lone surrogate.
HOSTILE = (
    '=HYPERLINK("http://a.example","x")\x1b[31m<script>alert(1)</script>]]>--></td>\r\n::error::'
    "|`a`[l](http://b.example)\u202e\x00\ud800%0A&amp; @x\\end{document}"
)


def written(name: str, *reports: DocumentReport, **options: Any) -> str:
    stream = io.StringIO(newline="")
    reporter = REPORTERS[name].open(stream, ReportOptions(**options))
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    return stream.getvalue()


def everything() -> tuple[DocumentReport, ...]:
    return samples.flawed(), samples.clean(), samples.no_references(), samples.unreadable()


def hostile() -> DocumentReport:
    """A document of which everything that an article can say is hostile."""
    report = samples.flawed()
    checked = report.references[0]
    string = replace(checked.reference.string, raw=HOSTILE, key=HOSTILE, source_id=HOSTILE)
    cited = replace(checked.reference.record, title=HOSTILE, container_title=HOSTILE)
    parsed = replace(checked.reference.parsed, record=cited)
    finding = Finding(
        rule="title-wording",
        field=Field.TITLE,
        severity=Severity.ERROR,
        message=HOSTILE,
        cited=HOSTILE,
        expected=(HOSTILE,),
        fix=HOSTILE,
    )
    bad = replace(
        checked,
        reference=replace(checked.reference, string=string, parsed=parsed),
        key=HOSTILE,
        lookup=None,
        findings=(finding,),
    )
    return replace(report, path=HOSTILE, references=(bad,), findings=(finding,))


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"text", "json", "xlsx", "docx"}))
def test_nothing_of_an_article_gets_through(name: str) -> None:
    text = written(name, hostile())
    text.encode()
    assert "\x1b" not in text
    assert "\x00" not in text
    assert "\u202e" not in text
    if name in ("markdown", "junit"):
        assert "<script>" not in text


def test_csv_has_a_row_for_each_finding_and_each_reference() -> None:
    reports = everything()
    rows = list(csv.DictReader(io.StringIO(written("csv", *reports), newline="")))
    findings = [
        finding.rule
        for report in reports
        for group in (*(one.findings for one in report.references), report.findings)
        for finding in group
    ]
    assert sorted(row["rule"] for row in rows if row["rule"]) == sorted(findings)
    numbers = {(row["file"], row["number"]) for row in rows}
    for report in reports:
        for checked in report.references:
            assert (report.path, str(checked.reference.string.number)) in numbers
    assert any("cannot be read" in row["message"] for row in rows)


@pytest.mark.parametrize("first", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_is_a_formula(first: str) -> None:
    report = samples.flawed()
    checked = report.references[0]
    string = replace(checked.reference.string, raw=first)
    bad = replace(checked, reference=replace(checked.reference, string=string))
    text = written("csv", replace(report, path=first, references=(bad,)))
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row)


def workbook_bytes(*reports: DocumentReport) -> bytes:
    """The Excel file of a run."""
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8")
    reporter = REPORTERS["xlsx"].open(stream, ReportOptions())
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    return content.getvalue()


def workbook(*reports: DocumentReport) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(*reports)))


def test_a_workbook_has_a_row_for_every_finding_and_every_reference() -> None:
    reports = everything()
    book = workbook(*reports)
    assert book.sheetnames == ["Findings", "References", "Summary"]
    references = sum(len(report.references) for report in reports)
    assert book["References"].max_row == references + 1
    findings = sum(
        len(report.findings) + sum(len(one.findings) for one in report.references)
        for report in reports
    )
    assert book["Findings"].max_row == findings + 2  # the headings, and the file that is unreadable


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    for sheet in workbook(hostile()).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None


def test_sarif_names_every_finding_with_its_rule_and_place() -> None:
    reports = everything()
    log = json.loads(written("sarif", *reports, rule_titles={"year-mismatch": "Wrong year"}))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        region = result["locations"][0]["physicalLocation"].get("region")
        assert region is None or region["startLine"] >= 1
    assert run["invocations"][0]["toolExecutionNotifications"]
    fingerprints = [
        (
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["partialFingerprints"]["refcheck/v1"],
        )
        for result in run["results"]
    ]
    assert len(fingerprints) == len(set(fingerprints)) > 3


def test_fingerprints_do_not_change_when_references_are_added_before() -> None:
    report = samples.flawed()
    later = replace(
        report,
        references=tuple(
            replace(
                one,
                reference=replace(
                    one.reference,
                    string=replace(
                        one.reference.string, number=one.reference.string.number + 7, label=None
                    ),
                ),
            )
            for one in report.references
        ),
        findings=(),
    )
    report = replace(report, findings=())
    before, after = (json.loads(written("sarif", one)) for one in (report, later))
    prints = [
        [result["partialFingerprints"] for result in log["runs"][0]["results"]]
        for log in (before, after)
    ]
    assert prints[0] == prints[1]


def test_junit_counts_what_failed() -> None:
    root = ET.fromstring(written("junit", *everything()))  # noqa: S314 - our own
    suites = root.findall("testsuite")
    assert len(suites) == 4
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests", "0")) == len(cases)
        assert int(suite.get("failures", "0")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors", "0")) == len(suite.findall("testcase/error"))
    assert sum(int(suite.get("errors", "0")) for suite in suites) == 1


def test_concise_and_github_have_one_line_for_each_alarm() -> None:
    report = samples.flawed()
    alarms = [
        finding
        for group in (*(one.findings for one in report.references), report.findings)
        for finding in group
        if finding.severity is not Severity.INFO
    ]
    concise = written("concise", report).splitlines()
    assert len(concise) == len(alarms)
    assert all(re.match(r"[^:]+:\d+:\d+: (error|warning) [a-z-]+ \S", line) for line in concise)
    github = written("github", report).splitlines()
    assert len(github) == len(alarms)
    assert all(re.match(r"::(error|warning) file=[^,:]+,", line) for line in github)


def test_markdown_shows_text_as_it_is() -> None:
    text = written("markdown", *everything())
    assert "| No. | reference | severity | finding |" in text
    assert written("markdown", hostile()).count("\n| ") == 4  # two rows below the head's two


def test_json_lines_have_everything_once() -> None:
    reports = everything()
    lines = [json.loads(line) for line in written("jsonl", *reports).splitlines()]
    kinds = [line["kind"] for line in lines]
    assert kinds.count("reference") == sum(len(report.references) for report in reports)
    assert kinds.count("document") == 4
    assert kinds[-1] == "summary"


def titles(name: str, text: str) -> list[str | None]:
    match name:
        case "ris":
            marked = read_ris("a.ris", text.encode()).references or ()
            return [one.record.title if one.record else None for one in marked]
        case "bibtex":
            marked = read_bib("a.bib", text.encode()).references or ()
            return [one.record.title if one.record else None for one in marked]
        case _:
            return [normalise(from_csl(item)).record.title for item in json.loads(text)]


@pytest.mark.parametrize("name", ["ris", "bibtex", "csl-json"])
def test_lists_of_works_have_every_work_once(name: str) -> None:
    report = samples.clean()
    expected = [
        (one.lookup.record if one.lookup and one.lookup.record else one.reference.record).title
        for one in report.references
    ]
    found = titles(name, written(name, report))
    assert [(title or "").lower() for title in found] == [
        (title or "").lower() for title in expected
    ]


@pytest.mark.parametrize("name", ["ris", "bibtex", "csl-json"])
def test_unique_leaves_out_what_is_there_already(name: str) -> None:
    report = samples.clean()
    last = report.references[-1].reference.string.number
    again = Finding(
        rule=ListDuplicate.id,
        field=Field.LIST,
        severity=Severity.WARNING,
        message="Reference 2 is the same work as reference 1.",
        references=(1, last),
    )
    report = replace(report, findings=(again,))
    options = {"unique": True, "duplicate_rule": ListDuplicate.id}
    assert len(titles(name, written(name, report, **options))) == len(report.references) - 1
    assert len(titles(name, written(name, report))) == len(report.references)


@pytest.mark.parametrize("name", ["ris", "bibtex", "csl-json"])
def test_unique_keeps_the_identifiers_of_what_it_leaves_out(name: str) -> None:
    first, again = samples.clean(), samples.clean()
    (checked,) = again.references
    own = checked.reference
    string = replace(own.string, source_id="WOS:000123", key="rajkumar_wos")
    parsed = replace(own.parsed, record=replace(own.record, pmcid="PMC4242"))
    duplicate = replace(checked, reference=replace(own, string=string, parsed=parsed), lookup=None)
    finding = Finding(
        rule=ListDuplicate.id,
        field=Field.LIST,
        severity=Severity.WARNING,
        message="Reference 1 is the same work as reference 1 in a.ris.",
        references=(own.string.number,),
        duplicate_of=(first.path, own.string.number),
    )
    again = replace(again, path="b.bib", references=(duplicate,), findings=(finding,))
    third = replace(again, path="c.bib", findings=(replace(finding, duplicate_of=("b.bib", 1)),))
    options = {"unique": True, "duplicate_rule": ListDuplicate.id}
    text = written(name, first, again, third, **options)
    assert len(titles(name, text)) == 1
    assert text.count("PMC4242") == 1
    assert text.count("WOS:000123") == text.count("rajkumar_wos") == 1
