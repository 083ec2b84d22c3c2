"""The markers in the running text and the references that they point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.model.document import Document
from refcheck.model.reference import Reference
from refcheck.model.report import Citation

__all__ = ["find_citations"]


def find_citations(document: Document, references: Sequence[Reference]) -> Iterator[Citation]:
    """Every marker of the running text, in order, with the numbers of the references it points to.

    `references` are those of the document, parsed: author-year markers are told by their names.
    """
    by_id = {one.string.id: one.string.number for one in references if one.string.id}
    for link in document.links:
        known = [by_id[target] for target in link.targets if target in by_id]
        if known:
            yield Citation(
                text=document.text[link.start : link.end],
                span=document.span(link.start, link.end),
                references=tuple(known),
            )
