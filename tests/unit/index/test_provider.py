"""The index as a source of records: stages, scope, and what is said of its age."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.nlm_files import RECORDS

from refcheck.errors import IndexDataError, UsageError
from refcheck.index.provider import KEYS, PubMedIndex
from refcheck.lookup.provider import LookupProvider
from refcheck.lookup.pubmed.coverage import may_be_listed_later
from refcheck.lookup.pubmed.provider import COVERAGE, IDENTIFIER, TITLE
from refcheck.model.document import Span
from refcheck.model.identifiers import PMID
from refcheck.model.outcome import (
    Coverage,
    Found,
    NotAsked,
    NotFound,
    Outcome,
    Stage,
    Unavailable,
    Unmatched,
    Via,
)
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString


@pytest.fixture
def provider(index_folder: Path) -> PubMedIndex:
    return PubMedIndex(index_folder)


def _ask(provider: LookupProvider, stage: Stage, *works: BibliographicRecord) -> Sequence[Outcome]:
    return asyncio.run(provider.ask(stage, [(work,) for work in works]))


def _cited(number: int, provider: PubMedIndex) -> BibliographicRecord:
    found = _ask(provider, IDENTIFIER, BibliographicRecord(pmid=PMID(RECORDS[number].pmid)))[0]
    assert isinstance(found, Found)
    record = found.candidates[0].record
    return replace(record, key=None, pmid=None, doi=None, pmcid=None)


def _reference(record: BibliographicRecord) -> Reference:
    span = Span(start=0, end=1, line=1, column=1)
    raw = record.title or ""
    string = ReferenceString(number=1, list_number=1, label=None, raw=raw, span=span)
    return Reference(string=string, parsed=ParsedString(record=record))


def _dated(year: int, month: int | None = None) -> BibliographicRecord:
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year, month=month))
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        title="A title",
        authors=(PersonName(family="Ford"),),
        container_title="Lancet",
        dates=(date,),
    )


def test_it_says_what_it_is_and_of_which_day(provider: PubMedIndex) -> None:
    assert provider.source == "pubmed"
    assert provider.name == "PubMed"
    assert "2026-05-01" in provider.terms
    record = BibliographicRecord(pmid=PMID("7"))
    assert provider.url_of(record) == "https://pubmed.ncbi.nlm.nih.gov/7/"


def test_identifiers_lead_to_their_records(provider: PubMedIndex) -> None:
    known = next(record for record in RECORDS if record.doi and record.pmc)
    by_pmid, by_doi, by_pmcid, other = _ask(
        provider,
        IDENTIFIER,
        BibliographicRecord(pmid=PMID(known.pmid)),
        BibliographicRecord(doi=known.doi),  # type: ignore[arg-type]
        BibliographicRecord(pmcid=known.pmc),  # type: ignore[arg-type]
        BibliographicRecord(pmid=PMID("99999999")),
    )
    for outcome, via in ((by_pmid, Via.PMID), (by_doi, Via.DOI), (by_pmcid, Via.PMCID)):
        assert isinstance(outcome, Found)
        assert [(each.via, each.record.pmid) for each in outcome.candidates] == [(via, known.pmid)]
    assert isinstance(other, NotFound)


def test_keys_lead_to_the_record_of_each_work(provider: PubMedIndex) -> None:
    works = [_cited(number, provider) for number in range(0, 40, 4)]
    outcomes = _ask(provider, KEYS, *works, BibliographicRecord())
    for number, outcome in zip(range(0, 40, 4), outcomes, strict=False):
        assert isinstance(outcome, Found)
        assert outcome.candidates[0].record.pmid == RECORDS[number].pmid
        assert outcome.candidates[0].retrieved.isoformat() == "2026-05-01"
        assert outcome.searches[0].endpoint == "index"
    assert isinstance(outcomes[-1], NotAsked)


def test_a_work_that_is_not_there_was_searched_for(provider: PubMedIndex) -> None:
    invented = replace(_dated(2015), title="Barcoded zeppelins and lighthouse keepers of the sea")
    keys, title = (_ask(provider, stage, invented)[0] for stage in (KEYS, TITLE))
    assert isinstance(keys, NotFound)
    assert isinstance(title, NotFound)
    assert title.searches[0].ignored


def test_coverage_is_answered_from_the_index(provider: PubMedIndex) -> None:
    known = _cited(100, provider)
    outcome, other = _ask(
        provider, COVERAGE, known, replace(known, container_title="Annals of Nothing")
    )
    assert isinstance(outcome, Coverage)
    assert outcome.journal
    assert outcome.articles >= 1
    assert isinstance(other, Coverage)
    assert not other.journal


@pytest.mark.parametrize(
    ("year", "month", "later"),
    [
        (2026, None, True),
        (2026, 4, True),
        (2025, 12, True),
        (2025, 11, True),
        (2025, 10, False),
        (2025, None, True),
        (2024, None, False),
        (2027, None, True),
    ],
)
def test_what_may_be_too_new_is_out_of_its_scope(
    provider: PubMedIndex, year: int, month: int | None, later: bool
) -> None:
    """The index is of 2026-05-01."""
    cited = _dated(year, month)
    assert cited.issued is not None
    found = provider.coverage(Unmatched(reference=_reference(cited), retrieved=provider.date))
    assert bool(found.outside) is later
    assert may_be_listed_later(cited.issued, provider.date) is later
    if later:
        assert "2026-05-01" in (found.outside or "")


def test_books_are_out_of_its_scope(provider: PubMedIndex) -> None:
    book = replace(_dated(2010), type=WorkType.BOOK)
    found = provider.coverage(Unmatched(reference=_reference(book), retrieved=provider.date))
    assert found.outside == "a book: PubMed does not list it"


def test_no_index_and_a_damaged_one(tmp_path: Path, index_folder: Path) -> None:
    with pytest.raises(UsageError, match="has no index"):
        PubMedIndex(tmp_path)
    damaged = tmp_path / "index"
    shutil.copytree(index_folder, damaged)
    records = damaged / "segment-000001" / "records.bin"
    records.write_bytes(b"\0" * records.stat().st_size)
    (outcome,) = _ask(PubMedIndex(damaged), IDENTIFIER, BibliographicRecord(pmid=PMID("12")))
    assert isinstance(outcome, Unavailable)
    assert "is damaged: 'refcheck index verify' says where" in outcome.reason
    records.write_bytes(b"\0" * 7)
    with pytest.raises(IndexDataError, match="has 7 bytes instead of"):
        PubMedIndex(damaged)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_pipes_in_the_place_of_its_files_are_not_waited_for(
    tmp_path: Path, index_folder: Path
) -> None:
    index = tmp_path / "index"
    for original in sorted(path for path in index_folder.rglob("*") if path.is_file()):
        shutil.copytree(index_folder, index)
        path = index / original.relative_to(index_folder)
        path.unlink()
        os.mkfifo(path)
        try:
            opened = PubMedIndex(index)
            found = _ask(opened, IDENTIFIER, BibliographicRecord(pmid=PMID("12")))
            assert not isinstance(found[0], Unavailable) or "not a file" in found[0].reason
        except IndexDataError as error:
            assert "not a file" in error.reason or "bytes instead of" in error.reason  # noqa: PT017
        shutil.rmtree(index)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "is damaged"),
        (b"[]", "is damaged"),
        (b'{"format": 99}', "another version of refcheck"),
        (b'{"format": 1}', "is damaged"),
    ],
)
def test_a_damaged_manifest_is_said(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "index.json").write_bytes(content)
    with pytest.raises(IndexDataError, match=reason):
        PubMedIndex(tmp_path)
