"""What a registry's record may say against a reference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from refcheck.checks import second_sources
from refcheck.checks.second_sources import tempered
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.settings import source_values


def dated(year: int) -> tuple[PublicationDate, ...]:
    return (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),)


CITED = BibliographicRecord(dates=dated(2015))
RECORD = BibliographicRecord(
    key=RecordKey(source="crossref", id="10.5555/a"),
    type=WorkType.ARTICLE_JOURNAL,
    dates=dated(2018),
    pages="23-35",
)
BOOK = replace(RECORD, type=WorkType.BOOK)
PAPER = replace(RECORD, type=WorkType.PAPER_CONFERENCE)
CATALOGUED = replace(BOOK, key=RecordKey(source="nlmcatalog", id="1"), edition="2nd ed.")
COLLECTED = replace(RECORD, key=RecordKey(source="europepmc", id="PPR1"))
DATA = replace(RECORD, key=RecordKey(source="datacite", id="10.5281/b"))
OF_PUBMED = replace(RECORD, key=RecordKey(source="pubmed", id="1"))


def finding(field: Field, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        rule="any",
        field=field,
        severity=severity,
        message="It differs.",
        fix="right",
        span=Span(start=0, end=1, line=1, column=1),
    )


@pytest.mark.parametrize(
    ("field", "record", "alarms"),
    [
        (Field.TITLE, RECORD, True),
        (Field.TITLE, DATA, True),
        (Field.TITLE, BOOK, True),
        (Field.VOLUME, RECORD, True),
        (Field.PAGES, RECORD, True),
        (Field.YEAR, RECORD, True),
        (Field.DOI, RECORD, False),
        (Field.STATUS, DATA, True),
        (Field.TITLE, CATALOGUED, True),
        (Field.YEAR, CATALOGUED, False),  # the edition is not cited
        (Field.AUTHOR, CATALOGUED, False),
        (Field.TITLE, COLLECTED, False),
        (Field.YEAR, COLLECTED, False),
        (Field.STATUS, COLLECTED, True),
        (Field.AUTHOR, RECORD, False),
        (Field.JOURNAL, RECORD, False),
        (Field.ISSUE, RECORD, False),
        (Field.YEAR, replace(RECORD, dates=dated(2016)), False),
        (Field.YEAR, replace(RECORD, dates=()), False),
        (Field.YEAR, replace(RECORD, dates=dated(2012) + dated(2018)), False),
        (Field.YEAR, BOOK, False),
        (Field.YEAR, PAPER, False),
        (Field.YEAR, DATA, False),
        (Field.PAGES, replace(RECORD, pages="1"), False),
        (Field.PAGES, BOOK, False),
        (Field.VOLUME, PAPER, False),
        (Field.VOLUME, DATA, False),
        (Field.AUTHOR, OF_PUBMED, True),
        (Field.YEAR, replace(OF_PUBMED, dates=dated(2016)), True),
    ],
)
def test_what_is_an_alarm(field: Field, record: BibliographicRecord, alarms: bool) -> None:
    (one,) = tempered([finding(field)], CITED, record)
    assert (one.severity is Severity.ERROR) is alarms
    assert (one.fix is None) is not alarms


def test_a_note_stays_a_note() -> None:
    note = finding(Field.AUTHOR, Severity.INFO)
    assert tempered([note], CITED, RECORD) == [note]


@pytest.mark.parametrize(("edition", "alarm"), [("2", True), ("Second 2e", True), ("3rd", False)])
def test_the_year_of_a_catalogued_book_counts_for_the_cited_edition(
    edition: str, alarm: bool
) -> None:
    cited = replace(CITED, edition=edition)
    (told,) = tempered([finding(Field.YEAR)], cited, CATALOGUED)
    assert (told.severity is Severity.ERROR) is alarm


def test_of_every_source_behind_the_main_one_it_is_said_what_it_may_contradict() -> None:
    """A source that is left out would be believed as PubMed is. doi.org itself has no records."""
    assert set(second_sources._AUTHORITY) == set(source_values._FURTHER) - {"doi"}
