"""A saved report is read as far as it is one; anything else is told in one line."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from tests.unit.reports import samples

from refcheck.reports import REPORTERS, ReportOptions
from refcheck.runs.saved_report import NotAReport, read_report


def written(name: str, **options: Any) -> bytes:
    stream = StringIO()
    reporter = REPORTERS[name].open(stream, ReportOptions(**options))
    reports = [samples.flawed(), samples.no_references()]
    reporter.begin()
    for one in reports:
        reporter.document(one)
    reporter.end(samples.summary_of(*reports))
    return stream.getvalue().encode()


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_what_a_reporter_writes_is_read_back(name: str) -> None:
    report = read_report(written(name))
    assert [one.path for one in report.documents] == ["seeds/with-errors.txt", "news.txt"]
    first = report.documents[0]
    assert len(first.references) == 10
    second = first.references[1]
    assert (second.lookup, second.matched) == ("matched", ("pubmed", "25982932"))
    assert second.record["volume"] == "99"
    assert [one.rule for one in second.findings][:2] == ["year-mismatch", "author-misspelt"]
    assert second.findings[0].expected == ("2015", "2016")
    assert first.findings[0].references == (10,)
    assert first.cites == ("[3-5]",)


def test_a_report_without_lookups_is_read() -> None:
    report = read_report(written("json", checked=False))
    assert report.documents[1].status == "no_references"


def test_json_and_json_lines_say_the_same() -> None:
    assert read_report(written("json")).documents == read_report(written("jsonl")).documents


def test_known_and_suppressed_findings_have_a_state() -> None:
    whole = json.loads(written("json", baseline="known.json"))
    reference = whole["documents"][0]["references"][1]
    reference["findings"][0]["known"] = True
    reference["suppressed"] = [reference["findings"].pop()]
    found = read_report(json.dumps(whole).encode()).documents[0].references[1].findings
    assert [one.state for one in found] == ["known", *["open"] * (len(found) - 2), "suppressed"]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "not JSON, or it is damaged"),
        (b"{", "not JSON, or it is damaged"),
        (b"\x00\xff", "not JSON, or it is damaged"),
        (b'{"a":' * 100_000, "not JSON, or it is damaged"),
        (b"[" * 5_000_000, "more objects than"),
        (b"[0" + b",0" * 13_000_000 + b"]", "more values than"),
        (b"[]", "the report is not an object"),
        (b"{}", "not a JSON report of refcheck"),
        (b'{"schema": "refcheck-report/1"}', "a report of schema 1, of an earlier version"),
        (b'{"schema": "refcheck-report/3"}', "not a JSON report of refcheck"),
        (b'{"schema": "refcheck-report/2"}', "the report has no version"),
        (b'{"schema": "refcheck-report/2", "version": "1"}', "the report has no list of documents"),
        (
            b'{"schema": "refcheck-report/2", "version": "1", "documents": [3]}',
            r"documents\[0\] is not an object",
        ),
        (b'{"schema": "refcheck-report/2", "kind": "x"}', "line 1 is of no known kind"),
    ],
)
def test_what_is_not_a_report_is_told(content: bytes, line: str) -> None:
    with pytest.raises(NotAReport, match=line) as caught:
        read_report(content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("number", "1", r"documents\[0\]\.references\[0\]\.number is not a number"),
        ("number", True, r"references\[0\]\.number is not a number"),
        ("raw", None, r"references\[0\] has no raw"),
        ("csl", [], r"references\[0\]\.csl is not an object"),
        ("lookup", 3, r"references\[0\]\.lookup is not an object"),
        ("findings", {}, r"references\[0\] has no list of findings"),
        ("findings", [{}], r"references\[0\]\.findings\[0\] has no rule"),
        ("suppressed", 3, r"references\[0\] has no list of suppressed"),
    ],
)
def test_a_damaged_member_is_named(name: str, value: object, line: str) -> None:
    whole = json.loads(written("json"))
    whole["documents"][0]["references"][0][name] = value
    with pytest.raises(NotAReport, match=line):
        read_report(json.dumps(whole).encode())


def test_json_lines_that_end_too_early_are_told() -> None:
    first = written("jsonl").splitlines()[0]
    with pytest.raises(NotAReport, match="ends within a document"):
        read_report(first)
