"""Crossref's records, with the artefacts that they are known for."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.lookup.doi.crossref import record_of, trimmed
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    NoticeKind,
    PersonName,
    WorkType,
)


def item(**members: Any) -> dict[str, Any]:
    return {"DOI": "10.5555/Alpine.7", "type": "journal-article", "title": ["Snow"], **members}


def mapped(**members: Any) -> BibliographicRecord:
    record = record_of(trimmed(item(**members)))
    assert record is not None
    return record


def test_a_whole_record() -> None:
    record = mapped(
        title=["Tidal volumes in mountain rescue"],
        author=[
            {"given": "Nina", "family": "Osterwalder", "sequence": "first", "affiliation": []},
            {"name": "The Rescue Group", "sequence": "additional"},
            {"given": "P. J.", "family": "Halloran", "suffix": "Jr", "sequence": "additional"},
        ],
        **{
            "container-title": ["Journal of Alpine Medicine"],
            "short-container-title": ["J Alpine Med"],
            "published-print": {"date-parts": [[2018, 5]]},
            "published-online": {"date-parts": [[2017, 12, 3]]},
            "issued": {"date-parts": [[2017, 12, 3]]},
        },
        volume="41",
        issue="2",
        page="112-119",
        ISSN=["0028-4793"],
        abstract="<jats:p>not kept</jats:p>",
    )
    assert record.key is not None
    assert (record.key.source, record.key.id) == ("crossref", "10.5555/alpine.7")
    assert record.doi == "10.5555/alpine.7"
    assert record.title == "Tidal volumes in mountain rescue"
    assert record.container_title == "Journal of Alpine Medicine"
    assert record.container_variants == ("J Alpine Med",)
    assert [type(name) for name in record.authors] == [PersonName, GroupName, PersonName]
    assert record.authors_complete
    assert {(each.kind, each.date.year) for each in record.dates} == {
        (DateKind.PRINT, 2018),
        (DateKind.ELECTRONIC, 2017),
    }
    assert (record.volume, record.issue, record.pages) == ("41", "2", "112-119")


def test_what_is_cached_has_no_abstract_and_no_affiliation() -> None:
    kept = trimmed(item(abstract="text", author=[{"family": "A", "affiliation": [{"name": "B"}]}]))
    assert "abstract" not in kept
    assert kept["author"] == [{"family": "A"}]


@pytest.mark.parametrize(
    ("title", "subtitle", "wanted"),
    [
        (["Snow"], ["A review of snow"], ("Snow: A review of snow", "Snow")),
        (["Snow: a review"], ["A review"], ("Snow: a review",)),
        (["SNOW AND ICE"], [], ("SNOW AND ICE",)),
        (["Snow &amp;amp; ice"], [], ("Snow & ice",)),
        (["RETRACTED: Snow and ice"], [], ("Snow and ice",)),
        (["Effects of <i>E. coli</i>\n   in snow"], [], ("Effects of E. coli in snow",)),
        (["Snow", "Schnee"], [], ("Snow", "Schnee")),
    ],
)
def test_titles(title: list[str], subtitle: list[str], wanted: tuple[str, ...]) -> None:
    record = mapped(title=title, subtitle=subtitle)
    assert (record.title, *record.title_variants) == wanted


@pytest.mark.parametrize(
    "members",
    [
        {"title": []},
        {"title": None},
        {"title": [""]},
        {"type": "component"},
        {"type": "peer-review"},
        {"type": "journal-issue"},
        {"type": "grant"},
        {"DOI": "10.65215/copy.1", "type": "posted-content"},
    ],
)
def test_what_cannot_be_a_cited_work(members: dict[str, Any]) -> None:
    assert record_of(item(**members)) is None


@pytest.mark.parametrize(
    ("authors", "count", "complete"),
    [
        ([{"family": "A", "sequence": "first"}, {"family": "B"}], 2, True),
        ([{"family": "B", "sequence": "additional"}], 1, False),  # the first is missing
        ([{"family": "A", "sequence": "first"}, {"family": "et al."}], 1, False),
        ([{"name": "A group", "sequence": "first"}], 1, True),
        ([], 0, False),
        (None, 0, False),
        ("A. Person", 0, False),
        ([None, 7, {"given": "Only"}], 1, False),
    ],
)
def test_authors(authors: object, count: int, complete: bool) -> None:
    record = mapped(author=authors)
    assert (len(record.authors), record.authors_complete) == (count, complete)


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2020, 5]]}, 2020),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[99999]]}, None),
        ({"date-parts": [[2020, 13, 40]]}, 2020),
        ("2020", None),
        (None, None),
    ],
)
def test_dates(issued: object, year: int | None) -> None:
    record = mapped(issued=issued)
    assert (record.issued.year if record.issued else None) == year


@pytest.mark.parametrize(
    ("page", "number", "wanted"),
    [
        ("101-110", None, "101-110"),
        ("no-pagination", "e0123", "e0123"),
        (None, "e0123", "e0123"),
        ("S101", "e0123", "S101"),
        (None, None, None),
    ],
)
def test_pages(page: str | None, number: str | None, wanted: str | None) -> None:
    assert mapped(page=page, **{"article-number": number}).pages == wanted


def test_a_chapter_has_the_book_and_the_series() -> None:
    record = mapped(type="book-chapter", **{"container-title": ["Lecture Notes", "The Book"]})
    assert record.type is WorkType.CHAPTER
    assert (record.container_title, *record.container_variants) == ("Lecture Notes", "The Book")


def _updated(*updates: dict[str, Any], **more: Any) -> list[tuple[str, str | None, str | None]]:
    item = {"DOI": "10.5555/a", "title": ["Snow"], "updated-by": list(updates), **more}
    record = record_of(trimmed(item))
    assert record is not None
    return [
        (notice.kind.value, notice.by and notice.by.partition(" (")[0], notice.url)
        for notice in record.notices
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("retraction", "RetractionIn"),
        ("Retraction", "RetractionIn"),
        ("partial_retraction", "PartialRetractionIn"),
        ("withdrawal", "WithdrawnIn"),
        ("removal", "WithdrawnIn"),
        ("expression_of_concern", "ExpressionOfConcernIn"),
        ("expression-of-concern", "ExpressionOfConcernIn"),
        ("correction", "ErratumIn"),
        ("corrigendum", "ErratumIn"),
        ("erratum", "ErratumIn"),
        ("new_version", "UpdateIn"),
        ("new_edition", "UpdateIn"),
        ("addendum", None),
        ("clarification", None),
        ("", None),
    ],
)
def test_what_a_work_was_updated_by(kind: str, expected: str | None) -> None:
    said = _updated({"DOI": "10.5555/N", "type": kind, "source": "publisher"})
    found = (expected, "its publisher", "https://doi.org/10.5555/n")
    assert said == ([found] if expected else [])


def test_retraction_watch_goes_before_the_publisher() -> None:
    updates = [
        {"DOI": "10.5555/n", "type": "retraction", "source": name}
        for name in ("publisher", "retraction-watch")
    ]
    assert [by for _, by, _ in _updated(*updates)] == ["Retraction Watch", "its publisher"]


def test_a_notice_is_no_retracted_work() -> None:
    notice = {"DOI": "10.5555/b", "type": "retraction", "source": "publisher"}
    assert _updated(**{"update-to": [notice]}) == []


def test_two_works_that_are_the_notice_of_each_other_are_said_to_be() -> None:
    other = {"DOI": "10.5555/b", "type": "retraction", "source": "publisher"}
    item = {"DOI": "10.5555/a", "title": ["Snow"], "updated-by": [other], "update-to": [other]}
    record = record_of(trimmed(item))
    assert record is not None
    assert "notice of the other" in (record.notices[0].by or "")


@pytest.mark.parametrize("odd", ["x", [None], [{}], {"type": "retraction"}, [{"type": 7}]])
def test_odd_updates_say_nothing(odd: object) -> None:
    record = record_of(trimmed({"DOI": "10.5555/a", "title": ["Snow"], "updated-by": odd}))
    assert record is not None
    assert record.notices == ()


@pytest.mark.parametrize(
    ("relation", "urls"),
    [
        (
            {"is-preprint-of": [{"id-type": "doi", "id": "10.1093/JUE/juz025"}]},
            ["10.1093/jue/juz025"],
        ),
        ({"is-preprint-of": [{"id-type": "issn", "id": "2749-9952"}]}, []),
        ({"is-version-of": [{"id-type": "doi", "id": "10.5555/v1"}]}, []),
        ({"has-preprint": [{"id-type": "doi", "id": "10.1101/055962"}]}, []),
        ({"is-preprint-of": [{"id-type": "doi"}]}, []),
        ({"is-preprint-of": [{"id-type": "doi", "id": "nothing"}]}, []),
        ({"is-preprint-of": "10.1093/jue/juz025"}, []),
        ([], []),
        (None, []),
    ],
)
def test_the_article_that_a_preprint_has_become(relation: object, urls: list[str]) -> None:
    item = {"DOI": "10.1101/1", "type": "posted-content", "title": ["A"], "relation": relation}
    record = record_of(trimmed(item))
    assert record is not None
    assert [each.url for each in record.notices] == [f"https://doi.org/{doi}" for doi in urls]
    assert all(each.kind is NoticeKind.UPDATE_IN for each in record.notices)
