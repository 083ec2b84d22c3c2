"""The markers in the body text and the references that they point to.

Three kinds of evidence are read apart and then put together: links that the format ties to entries
(`citation_links`), numbers (`markers`, `citation_style`), and names with years (`named_markers`,
`named_links`). How a document cites is decided once for the whole of it, by scores.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.style import author_year_style
from refcheck.extraction.intext.equations import equation_numbers
from refcheck.extraction.intext.keys import key_citations
from refcheck.extraction.intext.linking import InTextCitation, linked_citations
from refcheck.extraction.intext.marker import Shape
from refcheck.extraction.intext.numeric import find_markers
from refcheck.extraction.intext.numeric_linking import ReferenceNumbers, numbered_citations
from refcheck.extraction.intext.style import numeric_style
from refcheck.extraction.thresholds import (
    AGREEING_LINKS,
    FEW_LINKS,
)
from refcheck.model.document import Document
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind
from refcheck.text.folding import squeeze

__all__ = ["find_citations"]


def find_citations(document: Document, references: Sequence[Reference]) -> Iterator[Citation]:
    """Yields every marker of the body text, in order, with the numbers of the references it points
    to.

    `references` are those of the document, parsed: author-year markers are told by their names. One
    citation is one bracket of numbers ("[3-5]"), or one work named with its year.
    """
    if not references:
        return
    body = BodyText(document, references)
    linked = linked_citations(body, references)
    written = _written(body, references)
    for found in _merged(linked, written):
        yield Citation(
            text=squeeze(document.text[found.start : found.end]),
            span=document.span(found.start, found.end),
            references=found.references,
            kind=found.kind,
            missing=found.missing,
        )


def _written(body: BodyText, references: Sequence[Reference]) -> list[InTextCitation]:
    """Returns the markers that the words of the text show, in the style that explains them best."""
    candidates = find_markers(body)
    numbered = numeric_style(candidates, ReferenceNumbers.of(references))
    named = author_year_style(body, references, above=numbered.score if numbered else 0.0)
    labelled = key_citations(body, references)
    best = max(
        numbered.score if numbered else 0.0,
        named.score if named else 0.0,
        labelled.score if labelled else 0.0,
    )
    if labelled and labelled.score == best:
        return list(labelled.found)
    if numbered and numbered.score == best:
        worded = candidates[Shape.WORDED]
        found = numbered_citations(numbered.markers, worded, numbered.numbering, body.text)
        equations = equation_numbers(body)
        return [one for one in found if not _is_of_equations(one, equations)]
    return list(named.found) if named else []


def _is_of_equations(one: InTextCitation, equations: Collection[int]) -> bool:
    """Returns whether a marker names equations alone: "(4)", where the list ends with 3."""
    return not one.references and all(
        missing.isdigit() and int(missing) in equations for missing in one.missing
    )


def _merged(
    linked: Sequence[InTextCitation], written: Sequence[InTextCitation]
) -> list[InTextCitation]:
    """Returns links and written markers together; where both are at one place, what agrees is
    taken."""
    if not linked:
        return list(written)
    starts = [one.start for one in linked]
    overlaps = [_overlapping(one, linked, starts) for one in written]
    met = {place for places in overlaps for place in places}
    if len(linked) >= FEW_LINKS and len(met) < AGREEING_LINKS * len(linked):
        return list(linked)
    merged: list[InTextCitation] = []
    replaced: set[int] = set()
    for one, places in zip(written, overlaps, strict=True):
        if any(linked[place].kind is CitationKind.KEY for place in places):
            continue  # the digits of a key are no number: "\\cite{smith2}"
        ties = {number for place in places for number in linked[place].references}
        if ties <= set(one.references):
            merged.append(one)
            replaced.update(places)
        elif not one.references and len(places) == 1 and len(ties) == 1:
            merged.append(one._replace(references=tuple(ties)))
            replaced.update(places)
    merged += [one for place, one in enumerate(linked) if place not in replaced]
    return sorted(merged)


def _overlapping(
    one: InTextCitation, linked: Sequence[InTextCitation], starts: Sequence[int]
) -> range:
    """Returns the places of the links that a written marker shares characters with."""
    last = bisect_left(starts, one.end)
    first = last
    while first and linked[first - 1].end > one.start:
        first -= 1
    return range(first, last)
