"""Versions, deposits of data, and books that are updated all the time."""

from __future__ import annotations

import pytest

from refcheck.compare.deposits import (
    book_number,
    is_data_deposit,
    is_living_book,
    is_other_version,
    is_versioned,
    same_doi,
)
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.works.identifiers import normalise_doi


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.12688/f1000research.19766.1", "10.12688/F1000Research.19766.3", True),
        ("10.12688/f1000research.19766", "10.12688/f1000research.19766.3", True),
        ("10.12688/gatesopenres.13013.1", "10.12688/gatesopenres.13013.2", True),
        ("10.7554/elife.89306", "10.7554/eLife.89306.sa1", True),
        ("10.7554/elife.89306.002", "10.7554/elife.89306", True),
        ("10.20944/preprints202001.0001.v1", "10.20944/preprints202001.0001.v2", True),
        ("10.31234/osf.io/abcde_v1", "10.31234/osf.io/abcde", True),
        ("10.6084/m9.figshare.22678177.v2", "10.6084/m9.figshare.22678177", True),
        ("10.12688/f1000research.19766.1", "10.12688/f1000research.19767.1", False),
        ("10.1002/14651858.cd004833.pub3", "10.1002/14651858.cd004833.pub4", False),
        ("10.1016/j.phrs.2015.05.003", "10.1016/j.phrs.2015.05.030", False),
        ("10.1016/j.phrs.2015.05.1", "10.1016/j.phrs.2015.05.2", False),
    ],
)
def test_versions_of_a_doi(one: str, other: str, same: bool) -> None:
    assert same_doi(one, other) is same
    assert is_other_version(one, other) is same


def test_only_a_doi_with_a_version_is_versioned() -> None:
    assert is_versioned("10.12688/f1000research.19766.3")
    assert not is_versioned("10.1016/j.phrs.2015.05.003")
    assert not is_versioned(None)


def cited(**fields: object) -> BibliographicRecord:
    return BibliographicRecord(type=WorkType.ARTICLE_JOURNAL, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "is_data"),
    [
        (cited(container_title="Figshare"), True),
        (cited(container_title="Mendeley Data", volume="V2"), True),
        (cited(publisher="Dryad Digital Repository"), True),
        (cited(doi=normalise_doi("10.5281/zenodo.1234567")), True),
        (BibliographicRecord(type=WorkType.DATASET), True),
        (cited(container_title="Sci Data", doi=normalise_doi("10.6084/m9.figshare.1")), False),
        (cited(doi=normalise_doi("10.5281/zenodo.1234567"), volume="3", pages="12"), False),
        (cited(container_title="Lancet"), False),
    ],
)
def test_deposits(record: BibliographicRecord, is_data: bool) -> None:
    assert is_data_deposit(record) is is_data


def test_books_that_are_updated_and_their_numbers() -> None:
    page = BibliographicRecord(
        type=WorkType.CHAPTER,
        container_title="StatPearls",
        url="https://www.ncbi.nlm.nih.gov/books/NBK539859/",
    )
    assert is_living_book(page)
    assert book_number(page) == "NBK539859"
    assert book_number(BibliographicRecord(elocations=("NBK1335",))) == "NBK1335"
    assert book_number(BibliographicRecord(url="https://example.org/NBK")) is None
    assert not is_living_book(cited(container_title="StatPearls of wisdom"))
    other = BibliographicRecord(type=WorkType.BOOK, title="Gray's anatomy")
    assert not is_living_book(other)
