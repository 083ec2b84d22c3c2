"""The works that author-year markers point to, and what differs from the list."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.index import AuthorYearIndex
from refcheck.extraction.intext.author_year.linking import AuthorYearLink, AuthorYearLinker
from refcheck.extraction.intext.author_year.markers import find_author_year_markers

WORKS = (
    "Smith J, Jones K 2010a",
    "Smith J 2010b",
    "Kedem G, Adler A, Cohen B 1988",
    "van Berg K 2005",
    "Drapeau M 2012",
)


def links(body: str, *works: str) -> list[AuthorYearLink]:
    article = Article(body).named(*(works or WORKS))
    body = BodyText(article.document, article.references)
    linker = AuthorYearLinker(AuthorYearIndex(article.references), article.references)
    return [link for marker in find_author_year_markers(body) for link in linker.link(marker)]


EXACT = [
    ("(Smith & Jones, 2010a)", [(0,)]),
    ("(Smith, 2010b)", [(1,)]),
    ("(Smith, 2010a, b)", [(0,), (1,)]),
    ("(Kedem et al., 1988)", [(2,)]),
    ("as Kedem, Adler and Cohen (1988) say", [(2,)]),
    ("(van Berg, 2005)", [(3,)]),
    ("(Berg, 2005)", [(3,)]),
    ("(Kedem et al., 1988; Drapeau, 2012)", [(2,), (4,)]),
    ("as J. Drapeau (2012) says", [(4,)]),
]


@pytest.mark.parametrize(("body", "works"), EXACT)
def test_works_that_are_named_as_the_list_has_them(body: str, works: list[tuple[int, ...]]) -> None:
    found = links(body)
    assert [link.works for link in found] == works
    assert not any(link.differs for link in found)


DIFFERENT = [
    ("(Kedem et al., 1989)", (2,)),  # a year off
    ("(Kedem et al., 1888)", (2,)),  # one digit
    ("(Kedem et al., 1958)", (2,)),
    ("(Drappeau, 2012)", (4,)),  # a letter too many
]


@pytest.mark.parametrize(("body", "works"), DIFFERENT)
def test_works_that_the_list_has_otherwise(body: str, works: tuple[int, ...]) -> None:
    (link,) = links(body)
    assert link.works == works
    assert link.differs


UNLISTED = [
    ("(Brown, 2010)", False),
    ("(Brown et al., 2010)", True),
    ("(Brown & White, 2010)", True),
    ("as Brown and White (2010) say", True),
    ("(Kedem et al., 1951)", True),  # too far from 1988
    ("(Kedem et al., 1898)", True),
    ("in March 2010", False),
]


@pytest.mark.parametrize(("body", "sure"), UNLISTED)
def test_names_that_the_list_does_not_have(body: str, *, sure: bool) -> None:
    (link,) = links(body)
    assert link.works == ()
    assert link.is_sure is sure


def test_what_a_link_is_called() -> None:
    (link,) = links("(Brown et al., 2010a)")
    assert link.named == "Brown 2010a"
    (link,) = links("(Smith & Jones, 2010a)")
    assert link.named == "Smith 2010a"
