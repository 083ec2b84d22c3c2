"""Records from the fields of a `citation_reference` tag."""

from __future__ import annotations

import pytest

from refcheck.formats.normalise import normalise
from refcheck.formats.web.citation_tags import from_citation_tag
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.people.names import written


def read(**fields: str) -> BibliographicRecord:
    return normalise(from_citation_tag({name: [value] for name, value in fields.items()})).record


def test_an_article() -> None:
    record = read(
        title="Ketamine and suicidal ideation in depression",
        author="Rajkumar, R",
        journal_title="Pharmacol Res",
        publication_date="2015/09/01",
        volume="99",
        firstpage="23",
        lastpage="35",
        doi="https://doi.org/10.1016/J.PHRS.2015.05.003",
    )
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert [written(name) for name in record.authors] == ["Rajkumar R"]
    assert record.issued is not None
    assert (record.issued.year, record.issued.month) == (2015, 9)
    assert (record.volume, record.pages) == ("99", "23-35")
    assert record.doi == "10.1016/j.phrs.2015.05.003"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"inbook_title": "Airway Management"}, WorkType.CHAPTER),
        ({"conference_title": "Proc CHI"}, WorkType.PAPER_CONFERENCE),
        ({"conference": "Proc CHI"}, WorkType.PAPER_CONFERENCE),
        ({"publisher": "Elsevier"}, WorkType.BOOK),
        ({}, WorkType.DOCUMENT),
    ],
)
def test_kinds(fields: dict[str, str], expected: WorkType) -> None:
    assert read(title="Ketamine", **fields).type is expected


@pytest.mark.parametrize(
    ("pages", "expected"), [({"firstpage": "23"}, "23"), ({"lastpage": "35"}, None)]
)
def test_half_of_the_pages(pages: dict[str, str], expected: str | None) -> None:
    assert read(title="Ketamine", **pages).pages == expected


def test_a_cut_list_is_not_complete() -> None:
    record = read(title="Ketamine", authors="Rajkumar R, et al.")
    assert not record.authors_complete
    assert [written(name) for name in record.authors] == ["Rajkumar R"]
