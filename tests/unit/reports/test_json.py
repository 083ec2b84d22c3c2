"""The JSON report against its schema, its golden file and the words of the contract."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from tests.unit.reports import samples
from tests.unit.reports.golden import assert_golden

from refcheck.model.document import Span
from refcheck.model.record import RecordKey
from refcheck.model.report import DocumentReport
from refcheck.reports import REPORTERS, ReportOptions, schema_text

SCHEMA = json.loads(schema_text())


def written(*reports: DocumentReport, checked: bool = True) -> str:
    stream = io.StringIO()
    reporter = REPORTERS["json"].open(stream, ReportOptions(checked=checked))
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    return stream.getvalue()


def valid(text: str) -> Any:
    """The report as data, once it is known to agree with the schema."""
    report = json.loads(text)
    jsonschema.validate(
        report, SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return report


def objects(value: Any) -> Iterable[dict[str, Any]]:
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict | list):
        for child in children:
            yield from objects(child)


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("broken", [{"schema": "refcheck-report/1"}, {"documents": [{}]}])
def test_schema_refuses_what_is_no_report(broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        valid(json.dumps(json.loads(written(samples.clean())) | broken))


def test_everything_at_once_is_valid_and_stays_as_it_is() -> None:
    text = written(samples.flawed(), samples.clean(), samples.no_references(), samples.unreadable())
    valid(text)
    assert_golden("checked.json", text.replace(f'"version": "{version(text)}"', '"version": "X"'))


def version(text: str) -> str:
    return str(json.loads(text)["version"])


def test_no_documents_are_valid_too() -> None:
    report = valid(written())
    assert report["documents"] == []
    assert report["summary"]["documents"] == 0


def test_extraction_has_neither_lookup_nor_verdict_nor_summary() -> None:
    report = valid(written(samples.extracted(), checked=False))
    assert "summary" not in report
    for reference in report["documents"][0]["references"]:
        assert not {"lookup", "verdict"} & reference.keys()
        assert reference["findings"] == []
    assert report["documents"][0]["findings"][0]["span"]["line"] == 71


def test_members_of_the_contract() -> None:
    report = valid(written(samples.flawed()))
    reference = report["documents"][0]["references"][1]
    assert list(reference) == [
        *("number", "list", "label", "raw", "span", "key", "source_id", "csl"),
        *("lookup", "findings", "verdict"),
    ]
    assert reference["lookup"] == {
        "status": "matched",
        "reason": None,
        "source": "pubmed",
        "id": "25982932",
        "pmid": "25982932",
        "confidence": 0.99,
        "retrieved": "2026-11-20",
        "record": reference["lookup"]["record"],
        "candidates": [{"source": "pubmed", "id": "25982932", "pmid": "25982932", "score": 0.99}],
        "searches": [{"source": "pubmed", "status": "found"}],
    }
    assert reference["source_id"] is None
    assert report["settings_from"] is None
    assert reference["lookup"]["record"]["container-title-short"] == "Pharmacol Res"
    assert report["summary"] == {
        "documents": 1,
        "without_list": 0,
        "unreadable": 0,
        "references": 10,
        "verified": 1,
        "mismatched": 2,
        "ambiguous": 1,
        "not_found": 1,
        "suspect": 1,
        "unchecked": 4,
        "errors": 4,
        "warnings": 4,
        "notes": 2,
        "retracted": 0,
        "duplicates": 0,
    }


def test_a_finding_has_the_place_of_its_reference_and_its_number() -> None:
    report = valid(written(samples.flawed()))
    second = report["documents"][0]["references"][1]
    assert {finding["span"]["line"] for finding in second["findings"]} == {62}
    assert [finding["references"] for finding in second["findings"]] == [[2]] * 4
    assert report["documents"][0]["findings"][0]["references"] == [10]


def test_a_finding_with_its_own_place_keeps_it() -> None:
    checked = samples.flawed().references[1]
    place = Span(start=1404, end=1408, line=62, column=8)
    finding = replace(checked.findings[0], span=place)
    report = replace(samples.clean(), references=(replace(checked, findings=(finding,)),))
    shown = valid(written(report))["documents"][0]["references"][0]["findings"][0]
    assert (shown["span"]["start"], shown["span"]["column"]) == (1404, 8)


def test_a_record_of_a_different_source_has_the_identifier_of_that_source() -> None:
    checked = samples.flawed().references[1]
    assert checked.lookup is not None
    (scored,) = checked.lookup.candidates
    key = RecordKey(source="crossref", id="10.1016/j.phrs.2015.05.003")
    record = replace(scored.candidate.record, key=key)
    candidate = replace(scored.candidate, source="crossref", record=record)
    lookup = replace(
        checked.lookup,
        source="crossref",
        record=record,
        candidates=(replace(scored, candidate=candidate),),
    )
    report = replace(samples.clean(), references=(replace(checked, lookup=lookup),))
    shown = valid(written(report))["documents"][0]["references"][0]["lookup"]
    assert (shown["id"], shown["pmid"]) == (key.id, "25982932")
    assert shown["candidates"][0]["source"] == "crossref"
    assert shown["candidates"][0]["id"] == key.id


def test_documents_without_a_list_and_unreadable_ones_are_counted_apart() -> None:
    text = written(samples.clean(), samples.no_references(), samples.unreadable())
    summary = valid(text)["summary"]
    counts = (summary["documents"], summary["without_list"], summary["unreadable"])
    assert counts == (3, 1, 1)


@pytest.mark.parametrize("name", ["settings_from", "summary", "documents"])
def test_schema_closes_what_it_names(name: str) -> None:
    report = json.loads(written(samples.clean()))
    with pytest.raises(jsonschema.ValidationError):
        valid(json.dumps(report | {name: {"path": "refcheck.toml"}}))


def test_schema_takes_a_settings_file() -> None:
    report = json.loads(written(samples.clean()))
    valid(
        json.dumps(report | {"settings_from": {"path": "refcheck.toml", "weakens": ["exit-zero"]}})
    )


def test_unreadable_says_why() -> None:
    document = valid(written(samples.unreadable()))["documents"][0]
    assert document["status"] == "unreadable"
    assert document["error"] == "it holds binary data, not text"


def test_every_object_in_the_golden_report_is_closed() -> None:
    """No member goes out that the schema does not name."""
    closed = json.loads(schema_text())
    for item in list(objects(closed)):
        if item.get("type") == "object" and "properties" in item:
            item["additionalProperties"] = False
    text = written(samples.flawed(), samples.unreadable())
    jsonschema.validate(json.loads(text), closed)


def test_what_could_steer_a_terminal_is_escaped() -> None:
    steering = "\x1b[2J\x9b1m\x7f\u202e\u2028\u200b\ufeff\u061c\ufff9\U000e0041"
    report = replace(samples.unreadable(), path=f"{steering}é می\u200cخواهم")
    text = written(report)
    assert not set(text) & (set(steering) - set("[2J1m"))
    assert r"\udb40\udc41" in text
    assert "می\u200cخواهم" in text
    assert valid(text)["documents"][0]["path"] == report.path


def test_lone_surrogates_do_not_break_it() -> None:
    report = replace(samples.flawed(), path="caf\udce9.txt")
    text = written(report)
    text.encode()
    assert valid(text)["documents"][0]["path"] == "caf\ufffd.txt"


def test_documents_are_written_as_they_come() -> None:
    stream = io.StringIO()
    reporter = REPORTERS["json"].open(stream, ReportOptions())
    reporter.begin()
    before = stream.tell()
    reporter.document(samples.clean())
    assert stream.tell() > before
    assert stream.getvalue().endswith("}")
