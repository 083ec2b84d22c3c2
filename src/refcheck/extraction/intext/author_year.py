"""The citations of a document that names authors and years, and how well they explain it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year_index import AuthorYearIndex
from refcheck.extraction.intext.author_year_linking import AuthorYearLink, AuthorYearLinker
from refcheck.extraction.intext.author_year_markers import find_author_year_markers
from refcheck.extraction.intext.linking import InTextCitation
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind

__all__ = ["AuthorYearStyle", "author_year_style"]

_TRUST: Final = 0.3  # what a name with a year that the list has together is worth by itself
_LEAST: Final = 0.33
_MOSTLY: Final = 0.7  # of the list is cited with years: then a lone name is a citation, too
_LONE: Final = 1.2


@dataclass(frozen=True, slots=True)
class AuthorYearStyle:
    """The citations by name and year, in order, and how well they explain the document."""

    found: tuple[InTextCitation, ...]
    score: float


def author_year_style(
    body: BodyText, index: AuthorYearIndex, references: Sequence[Reference]
) -> AuthorYearStyle | None:
    """The document's citations by names and years; None where it hardly cites so."""
    linker = AuthorYearLinker(index, references)
    links = [link for marker in find_author_year_markers(body) for link in linker.link(marker)]
    exact = {work for link in links if not link.differs for work in link.works}
    if not exact:
        return None
    score = _TRUST + (1 - _TRUST) * len(exact) / (len(references) + _LONE)
    if score < _LEAST:
        return None
    links = linker.second_look(links, exact)
    numbers = [reference.string.number for reference in references]
    found = list(_found(links, numbers))
    cited = {work for link in links for work in link.works}
    held = {place for one in found for place in range(one.start, one.end)}
    found += (one for one in _by_name(linker, body, cited, numbers) if one.start not in held)
    return AuthorYearStyle(tuple(sorted(found)), score)


def _by_name(
    linker: AuthorYearLinker, body: BodyText, cited: set[int], numbers: Sequence[int]
) -> Iterator[InTextCitation]:
    """Citations by a name alone, of works that are cited in no other way, in a text that else
    cites most of its list."""
    if len(cited) >= _MOSTLY * len(numbers):
        for start, end, work in linker.by_name(body, cited):
            yield InTextCitation(start, end, (numbers[work],), CitationKind.AUTHOR_YEAR)


def _found(links: Sequence[AuthorYearLink], numbers: Sequence[int]) -> Iterator[InTextCitation]:
    for link in links:
        if link.works or link.is_sure:
            yield InTextCitation(
                link.start,
                link.marker.end,
                tuple(numbers[work] for work in link.works),
                CitationKind.AUTHOR_YEAR,
                (link.named,) if link.differs or not link.works else (),
            )
