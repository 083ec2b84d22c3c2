"""Records as bytes and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.accuracy.service.record_xml import record_xml
from lxml import etree
from tests.nlm_files import RECORDS, book

from refcheck.index.records.journals import JournalForm, Journals
from refcheck.index.records.packing import pack, unpack
from refcheck.lookup.pubmed.xml import record_from_xml
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)

MAPPED = [record_from_xml(etree.fromstring(record_xml(record))) for record in RECORDS]


def back(record: BibliographicRecord) -> BibliographicRecord:
    return unpack(pack(record), record.pmid or "", JournalForm.of(record))


def test_real_records_come_back_as_they_were() -> None:
    assert [back(record) for record in MAPPED] == MAPPED
    assert any(record.notices for record in MAPPED)


@pytest.mark.parametrize(
    "name",
    [
        PersonName(family="Ford", given="John A", initials="JA"),
        PersonName(family="Ford", given="John A", initials="J"),
        PersonName(family="Ford", given="John", initials=None),
        PersonName(family="Ford", initials="J"),
        PersonName(family="Ford"),
        PersonName(family="Ford", suffix="Jr"),
        PersonName(family="Ford", given="Jean-Luc", initials="JL", suffix="3rd"),
        PersonName(family="李", given="明"),
        GroupName(name="ISBT Working Party"),
    ],
)
def test_names(name: PersonName | GroupName) -> None:
    record = replace(MAPPED[0], authors=(name,))
    assert back(record) == record


@pytest.mark.parametrize(
    "date",
    [
        PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2015), text="2015"),
        PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2015), text=None),
        PublicationDate(
            kind=DateKind.ELECTRONIC, date=PartialDate(year=2015, month=5, day=6), text="2015 05 06"
        ),
        PublicationDate(
            kind=DateKind.PUBMED, date=PartialDate(year=2015, month=5, day=6), text="2015 5 6"
        ),
        PublicationDate(
            kind=DateKind.PRINT, date=PartialDate(year=1999, season="Spring"), text="1999 Spring"
        ),
        PublicationDate(
            kind=DateKind.PRINT,
            date=PartialDate(year=1998, month=12),
            until=PartialDate(year=1999, month=1),
            text="1998 Dec-1999 Jan",
        ),
    ],
)
def test_dates(date: PublicationDate) -> None:
    record = replace(MAPPED[0], dates=(date,))
    assert back(record) == record


@pytest.mark.parametrize("language", [None, "eng", "ger"])
def test_languages(language: str | None) -> None:
    record = replace(MAPPED[0], language=language)
    assert back(record) == record


def test_books_keep_what_only_they_have() -> None:
    record = record_from_xml(etree.fromstring(book(21413306, "Writing for Readers", "Patrias")))
    assert record.type is WorkType.BOOK
    assert record.publisher == "NLM"
    assert back(record) == record


def test_every_kind_of_notice_has_a_number_that_stays() -> None:
    assert list(NoticeKind).index(NoticeKind.RETRACTION_IN) == 0
    assert list(NoticeKind).index(NoticeKind.COMMENT_ON) == 17


def test_journals_are_found_by_every_name_of_theirs() -> None:
    journals = Journals()
    form = JournalForm(
        title="Lancet (London, England)",
        variants=("Lancet",),
        issn=("0140-6736",),
        nlm_id="2985213R",
    )
    number = journals.number(form)
    other = JournalForm(title="Lancet Neurology", variants=(), issn=(), nlm_id=None)
    journals.number(other)
    assert journals.form(number) == form
    for name in ("lancet", "lancet london england", "0140 6736"):
        assert journals.named(name) == (form.journal,), name
    assert journals.named("lancet oncology") == ()
    assert Journals.unpacked(journals.packed()).named("lancet neurology") == (other.journal,)
    assert len(journals) == 2
