"""What the imported retractions say of a cited work, and when they say nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from refcheck import checks
from refcheck.lookup.retraction_watch.rows import Nature, Row
from refcheck.lookup.retraction_watch.table import RetractionTable
from refcheck.model.record import BibliographicRecord, Notice, NoticeKind
from refcheck.model.report import Lookup, LookupStatus
from refcheck.pipeline.documents import prepare_strings
from refcheck.pipeline.lookups.retractions import applied

DOI, TITLE = "10.5555/snow.1", "Snow depths of the eastern Alps"
PRINTED = f"Doe J. {TITLE}. J Snow Stud. 2020;3:1-9. doi:{DOI}"


class Table:
    """The rows of one paper."""

    until = date(2026, 9, 28)

    def __init__(self, *rows: Row) -> None:
        self._rows = rows

    def find(self, doi: str | None, pmid: str | None) -> tuple[Row, ...]:
        return tuple(
            row for row in self._rows if (doi and row.doi == doi) or (pmid and row.pmid == pmid)
        )


def row(nature: Nature, year: int = 2022, **more: Any) -> Row:
    values = {"doi": DOI, "title": TITLE.lower(), "notice": "10.5555/notice.1", **more}
    return Row(nature=nature, day=date(year, 3, 15), **values)


def said(
    *rows: Row, record: BibliographicRecord | None = None, text: str = PRINTED
) -> list[tuple[str, str]]:
    reference = prepare_strings([text]).references[0]
    status = LookupStatus.MATCHED if record else LookupStatus.OUT_OF_SCOPE
    table = cast(RetractionTable, Table(*rows))
    lookup = applied(Lookup(status=status, record=record), reference, table)
    findings = checks.check_lookup(reference, lookup)
    if lookup.record is not None:
        findings += checks.check_record(reference, lookup.record)
    rules = ("retracted", "expression-of-concern", "corrected", "withdrawn")
    return [(each.rule, each.severity) for each in findings if each.rule in rules]


RECORD = BibliographicRecord(title=TITLE, doi=DOI, pmid="11")  # type: ignore[arg-type]


@pytest.mark.parametrize("record", [RECORD, None], ids=["matched", "undecided"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(Nature.RETRACTION),), [("retracted", "error")]),
        ((row(Nature.PARTIAL),), [("retracted", "warning")]),
        ((row(Nature.CONCERN),), [("expression-of-concern", "warning")]),
        ((row(Nature.CORRECTION),), [("corrected", "info")]),
        ((row(Nature.REINSTATEMENT),), []),
        ((row(Nature.CORRECTION, 2004), row(Nature.RETRACTION, 2010)), [("retracted", "error")]),
        ((row(Nature.CONCERN, 2004), row(Nature.RETRACTION, 2010)), [("retracted", "error")]),
        ((row(Nature.RETRACTION, 2010), row(Nature.REINSTATEMENT, 2012)), []),
        ((row(Nature.REINSTATEMENT, 2012), row(Nature.RETRACTION, 2010)), []),
        ((row(Nature.RETRACTION, 2010), row(Nature.REINSTATEMENT, 2010)), []),
        ((row(Nature.PARTIAL, 2010), row(Nature.REINSTATEMENT, 2012)), []),
        (
            (
                row(Nature.RETRACTION, 2010),
                row(Nature.REINSTATEMENT, 2012),
                row(Nature.RETRACTION, 2014),
            ),
            [("retracted", "error")],
        ),
        ((row(Nature.RETRACTION, doi="10.5555/other"),), []),
    ],
)
def test_what_holds_after_all_rows(
    record: BibliographicRecord | None, rows: tuple[Row, ...], expected: list[tuple[str, str]]
) -> None:
    assert said(*rows, record=record) == expected


def test_an_identifier_that_contradicts_needs_the_title() -> None:
    mistyped = {"doi": "10.5555/other", "pmid": "11"}
    assert said(row(Nature.RETRACTION, **mistyped), record=RECORD)
    assert not said(row(Nature.RETRACTION, **mistyped, title="glaciers of asia"), record=RECORD)


def test_a_printed_doi_alone_is_not_enough() -> None:
    assert not said(row(Nature.RETRACTION, title="glaciers of central asia"))
    assert not said(row(Nature.RETRACTION, title="snow"))


@pytest.mark.parametrize(
    "title",
    [
        f"Retraction: {TITLE}",
        f"Retraction—{TITLE}",
        f"Retraction note to: {TITLE}",
        f"Notice of retraction: {TITLE}",
        f"Partial retraction of {TITLE}",
    ],
)
def test_the_notice_itself_may_be_cited(title: str) -> None:
    text = PRINTED.replace(TITLE, title)
    assert not said(row(Nature.RETRACTION), text=text)
    record = BibliographicRecord(title=title, doi=DOI)  # type: ignore[arg-type]
    assert not said(row(Nature.RETRACTION), record=record, text=text)


def test_a_record_of_a_notice_is_left_alone() -> None:
    of = BibliographicRecord(
        title=TITLE,
        doi=RECORD.doi,
        notices=(Notice(kind=NoticeKind.RETRACTION_OF, source="J Snow Stud. 2020"),),
    )
    assert not said(row(Nature.RETRACTION), record=of)


def test_the_message_says_by_whom_and_since_when() -> None:
    reference = prepare_strings([PRINTED]).references[0]
    table = cast(RetractionTable, Table(row(Nature.RETRACTION)))
    lookup = applied(Lookup(status=LookupStatus.NOT_FOUND), reference, table)
    messages = [each.message for each in checks.check_lookup(reference, lookup)]
    assert (
        "The work was retracted on 2022-03-15, says Retraction Watch, data up to 2026-09-28: "
        "see https://doi.org/10.5555/notice.1."
    ) in messages
    assert "2026-09-28" in (lookup.terms or "")


def test_without_a_table_nothing_changes() -> None:
    reference = prepare_strings([PRINTED]).references[0]
    lookup = Lookup(status=LookupStatus.NOT_FOUND)
    assert applied(lookup, reference, None) == lookup
