"""The citations of a document that names authors and years, and how well they explain it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.index import AuthorYearIndex
from refcheck.extraction.intext.author_year.laws import cited_laws
from refcheck.extraction.intext.author_year.linking import AuthorYearLink, AuthorYearLinker
from refcheck.extraction.intext.author_year.markers import (
    AuthorYearMarker,
    find_author_year_markers,
)
from refcheck.extraction.intext.author_year.uncited_names import (
    is_at_second_hand,
    names_a_species,
)
from refcheck.extraction.intext.linking import InTextCitation
from refcheck.extraction.thresholds import (
    LEAST_NAMED_SCORE,
    LONE_NAMED,
    MOST_LINKED,
    NAMED_SHARE,
    NAMED_TRUST,
)
from refcheck.frozen import dataclass
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind

__all__ = ["AuthorYearStyle", "author_year_style"]


@dataclass(frozen=True, slots=True)
class AuthorYearStyle:
    """The citations by name and year, in order, and how well they explain the document."""

    found: tuple[InTextCitation, ...]
    score: float


def author_year_style(
    body: BodyText, references: Sequence[Reference], *, above: float = 0.0
) -> AuthorYearStyle | None:
    """Returns the document's citations by names and years; None where it hardly cites so, and where
    another style explains it by a score of `above` and this one cannot do better."""
    markers = list(find_author_year_markers(body))
    # No need to index the references for the few names with years of a text that cites numbers.
    most = min(len(references), MOST_LINKED * sum(map(_most_links, markers)))
    if not most or _score(most, references) <= above:
        return None
    linker = AuthorYearLinker(AuthorYearIndex(references), references)
    links = [link for marker in markers for link in linker.link(marker)]
    exact = {work for link in links if not link.differs for work in link.works}
    score = _score(len(exact), references)
    if not exact or score < LEAST_NAMED_SCORE:
        return None
    links = linker.second_look(links, exact)
    numbers = [reference.string.number for reference in references]
    found = list(_found(_citing(links, body.text), numbers))
    cited = {work for link in links for work in link.works}
    held = {place for one in found for place in range(one.start, one.end)}
    by_name = _by_name(linker, body, cited, numbers)
    found += (one for one in (*by_name, *_laws(body, references)) if one.start not in held)
    return AuthorYearStyle(tuple(sorted(found)), score)


def _score(works: int, references: Sequence[Reference]) -> float:
    """Returns how well it explains a document that names of so many works are in its text."""
    return NAMED_TRUST + (1 - NAMED_TRUST) * works / (len(references) + LONE_NAMED)


def _most_links(marker: AuthorYearMarker) -> int:
    """Returns how many links a marker can have: one for each letter and year."""
    return max(1, len(marker.letters)) * (2 if marker.second_year else 1)


def _by_name(
    linker: AuthorYearLinker, body: BodyText, cited: set[int], numbers: Sequence[int]
) -> Iterator[InTextCitation]:
    """Citations by a name alone, of works that are cited in no other way, in a text that else
    cites most of its list."""
    if len(cited) >= NAMED_SHARE * len(numbers):
        for start, end, work in linker.by_name(body, cited):
            yield InTextCitation(start, end, (numbers[work],), CitationKind.AUTHOR_YEAR)


def _laws(body: BodyText, references: Sequence[Reference]) -> Iterator[InTextCitation]:
    """Citations of laws by their numbers, which no name comes before."""
    for start, end, work in cited_laws(body, references):
        number = references[work].string.number
        yield InTextCitation(start, end, (number,), CitationKind.AUTHOR_YEAR)


def _citing(links: Sequence[AuthorYearLink], text: str) -> list[AuthorYearLink]:
    """Returns the links without those who described a species and works at second hand, where the
    list does not have just this work."""
    return [
        link
        for link in links
        if (link.works and not link.differs)
        or not (_of_species(link, text) or is_at_second_hand(text, link.marker.end))
    ]


def _of_species(link: AuthorYearLink, text: str) -> bool:
    """Returns whether the names of a link come after that of a species or a family."""
    return any(names_a_species(text, word.start) for word in link.marker.words)


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
