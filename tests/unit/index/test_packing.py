"""Records as bytes and back."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest
from benchmarks.accuracy.service.record_xml import record_xml
from lxml import etree
from tests.nlm_files import RECORDS, book

from refcheck.index.records import journals as module
from refcheck.index.records.journals import (
    JournalForm,
    JournalNames,
    Journals,
    PackedJournals,
)
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
    of_other = journals.number(other)
    names = JournalNames([form, other])
    for name in ("lancet", "lancet london england", "0140 6736"):
        assert names.named(name) == (form.journal,), name
    assert names.named("lancet neurology") == (other.journal,)
    assert names.named("lancet oncology") == ()
    assert JournalNames([]).named("lancet") == ()
    assert len(journals) == 2
    packed = PackedJournals(journals.packed())
    for read in (Journals.unpacked(journals.packed()), packed):
        assert (read.form(number), read.form(of_other)) == (form, other)
        with pytest.raises(KeyError):
            read.form(bytes(6))
    assert sorted(each.title or "" for each in packed) == [form.title, other.title]
    assert list(PackedJournals(b"")) == []


def _forms(count: int) -> list[JournalForm]:
    return [
        JournalForm(
            title=f"The journal of number {number} : its part",
            variants=(f"J Numb {number % 100}",),
            issn=(f"{number:04}-0000",),
            nlm_id=str(number),
        )
        for number in range(count)
    ]


def test_a_name_of_several_journals_has_them_in_the_order_of_their_forms() -> None:
    forms = _forms(300)
    names = JournalNames([*forms, *forms])
    expected = tuple(form.journal for form in forms[7::100])
    assert names.named("j numb 7") == expected
    assert names.named("journal of number 17") == (forms[17].journal,)


def test_whoever_searches_has_little_memory_for_journals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_READ", 100)
    monkeypatch.setattr(module, "_MOST_NAMED", 100)
    journals = Journals()
    numbers = [journals.number(form) for form in _forms(10_000)]
    content = journals.packed()
    tracemalloc.start()
    try:
        packed = PackedJournals(content)
        names = JournalNames(packed)
        for at, number in enumerate(numbers):
            packed.form(number)
            assert names.named(f"{at:04} 0000")
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1.5e6  # of 10,000 journals; with all forms and names as they are it is 13 MB
