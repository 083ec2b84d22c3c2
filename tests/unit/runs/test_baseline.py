"""Known findings: what is marked, what the file looks like, and what is wrong with a broken one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.runs.test_fingerprints import JONES, SMITH, YEAR, checked, report

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.report import DocumentReport, DocumentStatus, Lookup, LookupStatus
from refcheck.runs.baseline import Baseline, BaselineWriter, NotABaseline, read_baseline

VOLUME = Finding(
    rule="volume-mismatch",
    field=Field.VOLUME,
    severity=Severity.WARNING,
    message="The volume is 12.",
    cited="13",
)
NOTE = replace(VOLUME, rule="title-wording", severity=Severity.INFO)


def written(*reports: DocumentReport, least: Severity = Severity.WARNING) -> str:
    writer = BaselineWriter(least)
    for one in reports:
        writer.take(one)
    return writer.text()


def of(*reports: DocumentReport) -> Baseline:
    return read_baseline(written(*reports).encode())


def known(baseline: Baseline, *reports: DocumentReport) -> list[list[str]]:
    """The rules of the known findings of each report."""
    baseline.begin([one.path for one in reports])
    found = []
    for one in map(baseline.mark, reports):
        findings = [finding for each in one.references for finding in each.findings]
        found.append([each.rule for each in (*findings, *one.findings) if each.known])
    return found


BASE = report(checked(1, SMITH, YEAR, VOLUME), checked(2, JONES))


def test_what_was_found_before_is_known_and_nothing_else() -> None:
    doi = replace(YEAR, rule="doi-mismatch", cited="10.1/x")
    now = report(checked(1, JONES, doi), checked(2, SMITH, VOLUME, YEAR))
    assert known(of(BASE), now) == [["volume-mismatch", "year-mismatch"]]


def test_a_report_without_known_findings_is_the_same() -> None:
    now = report(checked(1, JONES, YEAR))
    assert of(BASE).mark(now) is now


def test_a_finding_is_known_as_often_as_it_was_found() -> None:
    now = report(checked(1, SMITH, YEAR), checked(2, SMITH, YEAR), checked(3, SMITH, YEAR))
    assert known(of(report(checked(1, SMITH, YEAR))), now) == [["year-mismatch"]]
    twice = report(checked(1, SMITH, YEAR), checked(2, SMITH, YEAR))
    assert known(of(twice), now) == [["year-mismatch"] * 2]


def test_a_file_that_was_moved_takes_its_findings_with_it() -> None:
    moved = replace(BASE, path="archive/2026/a.txt")
    assert known(of(BASE), moved) == [["year-mismatch", "volume-mismatch"]]


def test_the_same_mistake_in_another_file_is_new_while_the_first_is_still_there() -> None:
    other = replace(BASE, path="b.txt")
    assert known(of(BASE), other, BASE) == [[], ["year-mismatch", "volume-mismatch"]]


@pytest.mark.parametrize("path", ["./a.txt", "x/../a.txt", ".//a.txt"])
def test_one_path_may_be_written_in_several_ways(path: str) -> None:
    here = replace(BASE, path=path)
    assert known(of(BASE), here) == [["year-mismatch", "volume-mismatch"]]


def test_a_correction_elsewhere_in_a_reference_leaves_the_others_known() -> None:
    corrected = report(checked(1, SMITH.replace("2012", "2013"), VOLUME))
    assert known(of(BASE), corrected) == [["volume-mismatch"]]


def test_the_value_of_another_reference_is_not_taken_for_a_correction() -> None:
    assert known(of(BASE), report(checked(1, JONES, VOLUME))) == [[]]
    no_value = replace(VOLUME, rule="not-found", cited=None)
    before = of(report(checked(1, SMITH, no_value)))
    changed = report(checked(1, SMITH.replace("2012", "2013"), no_value))
    assert known(before, changed) == [[]]


def test_a_retraction_that_appears_is_new_and_one_that_was_there_is_known() -> None:
    retracted = replace(YEAR, rule="retracted", field=Field.STATUS, cited=None)
    now = report(checked(1, SMITH, YEAR, VOLUME, retracted))
    assert known(of(BASE), now) == [["year-mismatch", "volume-mismatch"]]
    assert known(of(now), now) == [["year-mismatch", "volume-mismatch", "retracted"]]


def test_the_file_is_sorted_has_a_line_for_each_finding_and_no_notes() -> None:
    one = report(checked(1, SMITH, YEAR, VOLUME, NOTE), path="b.txt")
    other = report(checked(1, JONES, VOLUME), checked(2, JONES, VOLUME), path="a.txt")
    text = written(one, other)
    assert text == written(other, one)
    whole = json.loads(text)
    assert (whole["format"], whole["version"]) == ("refcheck-baseline", 1)
    assert [(each["file"], each["rule"], each["count"]) for each in whole["findings"]] == [
        ("a.txt", "volume-mismatch", 2),
        ("b.txt", "volume-mismatch", 1),
        ("b.txt", "year-mismatch", 1),
    ]
    assert sum("fingerprint" in line for line in text.splitlines()) == 3
    assert "title-wording" in written(one, least=Severity.INFO)


def test_a_run_without_findings_makes_an_empty_baseline() -> None:
    text = written(report(checked(1, SMITH)))
    assert json.loads(text)["findings"] == []
    assert known(read_baseline(text.encode()), BASE) == [[]]


def test_what_could_not_be_looked_up_stays_known() -> None:
    unanswered = replace(checked(1, SMITH), lookup=Lookup(status=LookupStatus.UNAVAILABLE))
    writer = BaselineWriter(Severity.WARNING, of(BASE))
    writer.take(report(unanswered, checked(2, JONES)))
    assert writer.kept == 2
    again = read_baseline(writer.text().encode())
    assert known(again, BASE) == [["year-mismatch", "volume-mismatch"]]


def test_what_is_in_a_file_that_cannot_be_read_stays_known_and_what_was_fixed_goes() -> None:
    writer = BaselineWriter(Severity.WARNING, of(BASE, replace(BASE, path="b.txt")))
    writer.take(DocumentReport(path="a.txt", status=DocumentStatus.UNREADABLE, error="no"))
    writer.take(report(checked(1, SMITH), path="b.txt"))
    assert (writer.kept, writer.total) == (2, 2)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "it is not a baseline of refcheck, or it is damaged"),
        (b"{", "it is not a baseline of refcheck, or it is damaged"),
        (b"\xff\xfe", "it is not a baseline of refcheck, or it is damaged"),
        (b"[" * 200_000, "it is not a baseline of refcheck, or it is damaged"),
        (b"[]", "it is not a baseline of refcheck"),
        (b'{"schema": "refcheck-report/2"}', "it is not a baseline of refcheck"),
        (
            b'{"format": "refcheck-baseline", "version": 2, "findings": []}',
            "this version of refcheck reads baselines of version 1 only",
        ),
        (
            b'{"format": "refcheck-baseline", "version": true, "findings": []}',
            "this version of refcheck reads baselines of version 1 only",
        ),
        (
            b'{"format": "refcheck-baseline", "version": 1}',
            "it is damaged: it has no list of findings",
        ),
        (
            b'{"format": "refcheck-baseline", "version": 1, "findings": [3]}',
            "it is damaged: finding 1 is not complete",
        ),
    ],
)
def test_a_file_that_is_not_a_baseline_is_told(content: bytes, line: str) -> None:
    with pytest.raises(NotABaseline, match=line):
        read_baseline(content)


@pytest.mark.parametrize(
    ("name", "value"),
    [("count", 0), ("count", "1"), ("count", True), ("rule", None), ("fingerprint", 7)],
)
def test_a_finding_that_is_damaged_is_told_by_its_place(name: str, value: object) -> None:
    whole = json.loads(written(BASE))
    whole["findings"][1][name] = value
    with pytest.raises(NotABaseline, match="finding 2 is not complete"):
        read_baseline(json.dumps(whole).encode())


def test_an_editor_may_have_added_a_byte_order_mark() -> None:
    content = b"\xef\xbb\xbf" + written(BASE).replace("\n", "\r\n").encode()
    assert known(read_baseline(content), BASE) == [["year-mismatch", "volume-mismatch"]]
