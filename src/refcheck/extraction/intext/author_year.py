"""The citations of a document that names authors and years, and how well they explain it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from refcheck.extraction.body_text import RunningText
from refcheck.extraction.intext.author_year_index import AuthorsIndex
from refcheck.extraction.intext.author_year_linking import NamedLink, NamedLinker
from refcheck.extraction.intext.author_year_markers import find_named_markers
from refcheck.extraction.intext.linking import Found
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind

__all__ = ["NamedStyle", "named_style"]

_TRUST: Final = 0.3  # what a name with a year that the list has together is worth by itself
_LEAST: Final = 0.33
_MOSTLY: Final = 0.7  # of the list is cited with years: then a lone name is a citation, too
_LONE: Final = 1.2


@dataclass(frozen=True, slots=True)
class NamedStyle:
    """The citations by name and year, in order, and how well they explain the document."""

    found: tuple[Found, ...]
    score: float


def named_style(running: RunningText, references: Sequence[Reference]) -> NamedStyle | None:
    """The document's citations by names and years; None where it hardly cites so."""
    markers = find_named_markers(running)
    first = next(markers, None)
    if first is None:  # an index of many thousand references would be in vain
        return None
    linker = NamedLinker(AuthorsIndex(references), references)
    links = [link for marker in chain((first,), markers) for link in linker.link(marker)]
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
    found += (one for one in _by_name(linker, running, cited, numbers) if one.start not in held)
    return NamedStyle(tuple(sorted(found)), score)


def _by_name(
    linker: NamedLinker, running: RunningText, cited: set[int], numbers: Sequence[int]
) -> Iterator[Found]:
    """Citations by a name alone, of works that are cited in no other way, in a text that else
    cites most of its list."""
    if len(cited) >= _MOSTLY * len(numbers):
        for start, end, work in linker.by_name(running, cited):
            yield Found(start, end, (numbers[work],), CitationKind.AUTHOR_YEAR)


def _found(links: Sequence[NamedLink], numbers: Sequence[int]) -> Iterator[Found]:
    for link in links:
        if link.works or link.is_sure:
            yield Found(
                link.start,
                link.marker.end,
                tuple(numbers[work] for work in link.works),
                CitationKind.AUTHOR_YEAR,
                (link.named,) if link.differs or not link.works else (),
            )
