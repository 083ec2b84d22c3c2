"""The markers in the running text and the references that they point to.

Three kinds of evidence are read apart and then put together: links that the format ties to entries
(`citation_links`), numbers (`markers`, `citation_style`), and names with years (`named_markers`,
`named_links`). How a document cites is decided once for the whole of it, by scores.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.extraction.body_text import RunningText
from refcheck.extraction.intext.author_year import named_style
from refcheck.extraction.intext.keys import labelled_citations
from refcheck.extraction.intext.linking import Found, linked_citations
from refcheck.extraction.intext.numbering import Numbering
from refcheck.extraction.intext.numeric import find_markers
from refcheck.extraction.intext.numeric_linking import numbered_citations
from refcheck.extraction.intext.style import numeric_style
from refcheck.model.document import Document
from refcheck.model.reference import Reference
from refcheck.model.report import Citation
from refcheck.text.folding import squeeze

__all__ = ["find_citations"]

_FEW_LINKS: Final = 3  # fewer say nothing on how a document cites
_AGREEING: Final = 0.5  # of the links stand where the style has markers, or the style is another


def find_citations(document: Document, references: Sequence[Reference]) -> Iterator[Citation]:
    """Every marker of the running text, in order, with the numbers of the references it points to.

    `references` are those of the document, parsed: author-year markers are told by their names.
    One citation is one bracket of numbers ("[3-5]"), or one work named with its year.
    """
    if not references:
        return
    running = RunningText(document, references)
    linked = linked_citations(running, references)
    written = _written(running, references)
    for found in _merged(linked, written):
        yield Citation(
            text=squeeze(document.text[found.start : found.end]),
            span=document.span(found.start, found.end),
            references=found.references,
            kind=found.kind,
            missing=found.missing,
        )


def _written(running: RunningText, references: Sequence[Reference]) -> list[Found]:
    """The markers that the words of the text show, in the style that explains them best."""
    candidates = find_markers(running)
    numbered = numeric_style(candidates, Numbering.of(references))
    named = named_style(running, references)
    labelled = labelled_citations(running, references)
    best = max(
        numbered.score if numbered else 0.0,
        named.score if named else 0.0,
        labelled.score if labelled else 0.0,
    )
    if labelled and labelled.score == best:
        return list(labelled.found)
    if numbered and numbered.score == best:
        return list(numbered_citations(numbered, candidates, running.text))
    return list(named.found) if named else []


def _merged(linked: Sequence[Found], written: Sequence[Found]) -> list[Found]:
    """Links and written markers together; where both stand at one place, what agrees is taken."""
    if not linked:
        return list(written)
    starts = [one.start for one in linked]
    overlaps = [_overlapping(one, linked, starts) for one in written]
    met = {place for places in overlaps for place in places}
    if len(linked) >= _FEW_LINKS and len(met) < _AGREEING * len(linked):
        return list(linked)
    merged: list[Found] = []
    replaced: set[int] = set()
    for one, places in zip(written, overlaps, strict=True):
        ties = {number for place in places for number in linked[place].references}
        if ties <= set(one.references):
            merged.append(one)
            replaced.update(places)
        elif not one.references and len(places) == 1 and len(ties) == 1:
            merged.append(one._replace(references=tuple(ties)))
            replaced.update(places)
    merged += [one for place, one in enumerate(linked) if place not in replaced]
    return sorted(merged)


def _overlapping(one: Found, linked: Sequence[Found], starts: Sequence[int]) -> range:
    """The places of the links that a written marker shares characters with."""
    last = bisect_left(starts, one.end)
    first = last
    while first and linked[first - 1].end > one.start:
        first -= 1
    return range(first, last)
