"""The references that the format of a document marks itself: taken, not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from refcheck.model.document import Document, MarkedReference
from refcheck.model.reference import ReferenceString
from refcheck.text.folding import squeeze

__all__ = ["marked_strings"]


def marked_strings(
    document: Document, marked: Sequence[MarkedReference]
) -> Iterator[ReferenceString]:
    """Yields the marked references as strings, in order; numbers count them all."""
    for number, reference in enumerate(marked, 1):
        source = document.text[reference.start : reference.end]
        raw = squeeze(reference.plain or source)
        yield ReferenceString(
            number=number,
            list_number=reference.list_number,
            label=reference.label,
            raw=raw,
            source=None if source == raw else source,
            span=document.span(reference.start, reference.end),
            link_text=reference.link_text,
            record=reference.record,
            id=reference.id,
            key=reference.key,
            source_id=reference.source_id,
            printed=reference.printed,
            faults=reference.faults,
            defects=tuple(
                replace(
                    one, span=document.span(reference.start + one.start, reference.start + one.end)
                )
                for one in reference.defects
            ),
        )
