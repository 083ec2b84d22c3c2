"""The references of a document by the names under which they may be cited."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article, record

from refcheck.extraction.intext.author_year.index import AuthorYearIndex


def index(*works: str) -> AuthorYearIndex:
    return AuthorYearIndex(Article("").named(*works).references)


@pytest.mark.parametrize(
    ("work", "names"),
    [
        ("Smith J 2010", ["smith"]),
        ("van Berg K 2010", ["vanberg", "berg"]),
        ("García-López J 2010", ["garcialopez"]),
        ("Müller K 2010", ["muller", "mueller"]),
        ("O'Leary OF 2010", ["oleary"]),
        ("{World Health Organization} 2010", ["worldhealthorganization", "who"]),
        ("{UKPDS Group} 2010", ["ukpds", "ukpdsgroup"]),
    ],
)
def test_the_names_of_a_first_author(work: str, names: list[str]) -> None:
    found = index(work, "Other A 2011")
    for name in names:
        assert [one.place for one in found.named(name)] == [0], name
        assert [one.place for one in found.of_year(name, "2010")] == [0], name
        assert found.of_year(name, "2012") == []


def test_further_authors_are_not_indexed() -> None:
    found = index("Smith J, Jones K 2010")
    assert found.named("jones") == []
    assert [len(work.names) for work in found.works] == [2]


@pytest.mark.parametrize(
    ("printed", "years", "letter"),
    [("2010", ("2010",), ""), ("2010a", ("2010",), "a"), ("n.d.", (), ""), ("in press", (), "")],
)
def test_years_and_letters(printed: str, years: tuple[str, ...], letter: str) -> None:
    entry = (f"Smith J ({printed}) Title.", record("Smith J", int(years[0]) if years else 0))
    article = Article("").with_list([entry], None)
    (work,) = AuthorYearIndex(article.references).works
    assert (work.years, work.letter) == (years, letter)
    assert work.is_of(years[0] if years else "")
    assert not work.is_of("1999")


def test_a_further_year_is_printed_and_not_the_works_own() -> None:
    entry = ("Smith J (2010) Wars of 1914. Reprinted 2015.", record("Smith J", 2010))
    (work,) = AuthorYearIndex(Article("").with_list([entry], None).references).works
    assert work.years == ("2010", "1914", "2015")
    assert work.is_of("2010")
    assert not work.is_of("1914")
    assert work.prints("1914")
    assert not work.prints("1999")


def test_a_dash_stands_for_the_author_before() -> None:
    entries = [
        ("Smith J (2010) Title.", record("Smith J", 2010)),
        ("______ (2012) Other.", record("", 2012)),
    ]
    found = AuthorYearIndex(Article("").with_list(entries, None).references)
    assert [work.place for work in found.named("smith")] == [0, 1]


@pytest.mark.parametrize(("count", "known"), [(30, 30), (31, 30)])
def test_of_one_name_thirty_works_are_compared(count: int, known: int) -> None:
    assert len(index(*(f"Smith J {1950 + n}" for n in range(count))).named("smith")) == known
