"""What changed between two reports, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO

import pytest
from tests.unit.runs.test_pairing import EDLER, JONES, SMITH

from refcheck.reports.run_diff import write_text
from refcheck.runs.differences import Difference, differences
from refcheck.runs.saved_report import SavedDocument, SavedFinding, SavedReference, SavedReport

YEAR = SavedFinding(
    rule="year-mismatch",
    field="year",
    severity="error",
    cited="2012",
    expected=("2013",),
    message="The year is 2013.",
)
RETRACTED = SavedFinding(
    rule="retracted",
    field="status",
    severity="error",
    cited=None,
    expected=(),
    message="Retracted.",
)
GAP = SavedFinding(
    rule="list-gap",
    field="list",
    severity="warning",
    cited="3",
    expected=(),
    message="Number 2 is missing before reference 3.",
    references=(2,),
)
ONE = SavedReference(
    number=1,
    key="smith2012sleep",
    raw=SMITH,
    lookup="matched",
    matched=("pubmed", "1"),
    retrieved="2026-11-01",
    record={"volume": "13", "PMID": "1"},
    verdict="mismatched",
    findings=(YEAR,),
)
TWO = SavedReference(number=2, key="jones2015dreams", raw=JONES, verdict="unchecked")


def report(
    *references: SavedReference,
    findings: Sequence[SavedFinding] = (),
    version: str = "1",
    **change: object,
) -> SavedReport:
    document = SavedDocument(
        path="a.txt", status="ok", references=references, findings=tuple(findings)
    )
    return SavedReport(version=version, documents=(replace(document, **change),))  # type: ignore[arg-type]


def changes(old: SavedReport, new: SavedReport) -> list[tuple[str, str]]:
    return [(one.kind.value, one.reason.value) for one in differences(old, new)]


OLD = report(ONE, TWO, findings=[GAP])


def test_a_report_has_no_difference_from_itself() -> None:
    assert changes(OLD, OLD) == []
    assert changes(OLD, report(ONE, TWO, findings=[GAP], version="2")) == []


def test_renumbering_is_not_a_difference_where_a_reference_was_added() -> None:
    added = SavedReference(number=1, key="edler", raw=EDLER)
    moved_gap = replace(GAP, cited="4", references=(3,))
    new = report(added, replace(ONE, number=2), replace(TWO, number=3), findings=[moved_gap])
    assert changes(OLD, new) == [("reference-added", "article")]
    assert changes(new, OLD) == [("reference-removed", "article")]


def test_another_order_is_one_difference_for_each_reference_that_was_moved() -> None:
    new = report(replace(TWO, number=1), replace(ONE, number=2))
    assert changes(report(ONE, TWO), new) == [("reference-moved", "article")]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            replace(ONE, raw=SMITH.replace("2012", "2013"), findings=(), verdict="verified"),
            [
                ("text-changed", "article"),
                ("verdict-changed", "article"),
                ("finding-removed", "article"),
            ],
        ),
        (
            replace(ONE, record={"volume": "14", "PMID": "1"}, findings=(YEAR, RETRACTED)),
            [("record-changed", "record"), ("finding-added", "record")],
        ),
        (
            replace(ONE, matched=("pubmed", "2"), record={"PMID": "2"}),
            [("record-changed", "record")],
        ),
        (
            replace(ONE, retrieved="2026-12-01", findings=(YEAR, RETRACTED)),
            [("finding-added", "record")],
        ),
        (replace(ONE, retrieved="2026-12-01"), []),
        (
            replace(
                ONE, lookup="unavailable", matched=None, record={}, findings=(), verdict="unchecked"
            ),
            [
                ("lookup-changed", "lookup"),
                ("verdict-changed", "lookup"),
                ("finding-removed", "lookup"),
            ],
        ),
        (
            replace(ONE, findings=(replace(YEAR, severity="warning"),)),
            [("finding-changed", "settings")],
        ),
        (replace(ONE, findings=()), [("finding-removed", "settings")]),
        (
            replace(ONE, findings=(replace(YEAR, state="known"),)),
            [("finding-changed", "baseline")],
        ),
        (
            replace(ONE, findings=(replace(YEAR, state="suppressed"),)),
            [("finding-changed", "suppression")],
        ),
        (replace(ONE, findings=(replace(YEAR, message="In other words."),)), []),
    ],
)
def test_a_change_of_a_reference_has_its_reason(
    new: SavedReference, expected: list[tuple[str, str]]
) -> None:
    assert changes(report(ONE), report(new)) == expected


def test_another_version_with_the_same_reference_and_record_is_another_rule() -> None:
    new = report(replace(ONE, findings=(), verdict="verified"), version="2")
    assert changes(report(ONE), new) == [("verdict-changed", "rules"), ("finding-removed", "rules")]
    retracted = report(replace(ONE, findings=(YEAR, RETRACTED), retrieved="later"), version="2")
    assert changes(report(ONE), retracted) == [("finding-added", "record")]


def test_findings_of_the_document_change_with_its_text_or_with_the_rules() -> None:
    assert changes(OLD, report(ONE, TWO)) == [("finding-removed", "settings")]
    assert changes(OLD, report(ONE, TWO, version="2")) == [("finding-removed", "rules")]
    assert changes(OLD, report(ONE, TWO, cites=("[1]",))) == [("finding-removed", "article")]


def test_documents_come_go_move_and_are_read_in_another_way() -> None:
    empty = SavedReport(version="1", documents=())
    assert changes(empty, OLD) == [("document-added", "article")]
    assert changes(OLD, empty) == [("document-removed", "article")]
    assert changes(OLD, report(ONE, TWO, findings=[GAP], path="b/a.txt")) == [
        ("document-moved", "article")
    ]
    assert ("status-changed", "article") in changes(OLD, report(status="unreadable"))


def test_what_weakens_a_check_is_a_difference() -> None:
    new = replace(OLD, weakened_by=("exit-zero",))
    assert changes(OLD, new) == [("settings-changed", "settings")]


def shown(found: list[Difference], versions: tuple[str, str] = ("1", "1")) -> str:
    stream = StringIO()
    write_text(stream, found, versions, color=False)
    return stream.getvalue()


def test_the_text_names_the_reference_what_changed_and_why() -> None:
    new = report(
        replace(TWO, number=1),
        replace(ONE, number=2, record={"volume": "14"}, findings=(YEAR, RETRACTED)),
        findings=[GAP],
    )
    text = shown(list(differences(OLD, new)), ("1", "2"))
    assert "a.txt\n  2 (was 1). Smith J, Brown K. Sleep and memory" in text
    assert "moved in the list\n" in text
    assert "another record, or a record that changed (the record changed)" in text
    assert "new: error: Retracted. [retracted] (the record changed)" in text
    assert "the record changed: 2." in text
    assert "The first report is of refcheck 1, the second of 2." in text


def test_nothing_in_a_report_steers_a_terminal() -> None:
    evil = replace(ONE, raw=f"{SMITH} \x1b[2J\u202e", findings=(replace(YEAR, message="\x1b[31m"),))
    text = shown(list(differences(report(ONE, path="\x1b[0m"), report(evil, path="\x1b[0m"))))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_no_differences_are_told() -> None:
    assert shown([]) == "No differences.\n"
