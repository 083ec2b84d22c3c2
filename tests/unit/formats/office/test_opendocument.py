"""Records from the marks of OpenDocument's own bibliography."""

from __future__ import annotations

import pytest

from refcheck.formats.normalise import normalise
from refcheck.formats.office.opendocument import from_bibliography_mark
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.people.names import written


def read(fields: dict[str, str]) -> BibliographicRecord:
    return normalise(from_bibliography_mark(fields)).record


def test_an_article() -> None:
    record = read(
        {
            "bibliography-type": "Article",
            "author": "Rajkumar, R; Fam, J and E Yeo & Plato",
            "title": "Ketamine",
            "journal": "Pharmacol Res",
            "year": "2015",
            "volume": "99",
            "number": "2",
            "pages": "23-35",
        }
    )
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert [written(name) for name in record.authors] == ["Rajkumar R", "Fam J", "Yeo E", "Plato"]
    assert (record.container_title, record.issue) == ("Pharmacol Res", "2")
    assert record.issued is not None
    assert record.issued.year == 2015


@pytest.mark.parametrize("name", ["publisher", "institution", "school"])
def test_publishers(name: str) -> None:
    assert read({"title": "Ketamine", name: "NUS"}).publisher == "NUS"


def test_a_mark_that_says_nothing() -> None:
    record = read({})
    assert (record.type, record.title, record.authors) == (WorkType.DOCUMENT, None, ())
