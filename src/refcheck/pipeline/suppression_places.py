"""Which reference, or which line of the text, each comment on suppressed findings is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.checks.suppressing import PlacedSuppression
from refcheck.model.document import Document, SuppressionComment
from refcheck.model.reference import Reference
from refcheck.model.suppression import Suppression
from refcheck.text.suppressions import owner, read_directive

__all__ = ["placed_suppressions"]

_MOST: Final = 10_000  # of one document: it may have a million
_FILLED: Final = re.compile(r"\S")
_LINE_ENDS: Final = re.compile(r"[\n\r]")


def placed_suppressions(
    document: Document, references: Sequence[Reference]
) -> tuple[PlacedSuppression, ...]:
    """Returns the comments of a document with what they are about; only the first of very many."""
    placed = [*_on_marked(document), *_others(document, references)]
    if len(placed) <= _MOST:
        return tuple(placed)
    fault = f"Only the first {_MOST:,} suppressions of a file are applied."
    last = placed[_MOST].suppression
    refused = Suppression(rules=(), reason="", span=last.span, fault=fault)
    return (*placed[:_MOST], PlacedSuppression(suppression=refused))


def _on_marked(document: Document) -> Iterator[PlacedSuppression]:
    """Yields the comments that the format ties to a reference."""
    for number, marked in enumerate(document.references or (), 1):
        for one in marked.suppressions:
            # Of an entry that was included, the lines before it were not.
            own = document.is_list or one.start >= 0
            start = marked.start + one.start if own else marked.start
            end = marked.start + one.end if own else marked.end
            suppression = _suppression(document, one, start, end)
            yield PlacedSuppression(suppression=suppression, reference=number)


def _others(document: Document, references: Sequence[Reference]) -> Iterator[PlacedSuppression]:
    if not document.suppressions:
        return
    ordered = sorted(references, key=lambda one: one.string.span.start)
    starts = [one.string.span.start for one in ordered]
    ends = [one.string.span.end for one in ordered]
    for one in document.suppressions:
        suppression = _suppression(document, one, one.start, one.end)
        if suppression.whole_document:
            yield PlacedSuppression(suppression=suppression)
            continue
        index = owner((one.start, one.end), starts, ends, document.text)
        if index is None:
            place = _line(document, suppression, one)
            yield PlacedSuppression(suppression=suppression, place=place)
        else:
            number = ordered[index].string.number
            yield PlacedSuppression(suppression=suppression, reference=number)


def _suppression(
    document: Document, comment: SuppressionComment, start: int, end: int
) -> Suppression:
    said = read_directive(comment.text)
    return Suppression(
        rules=said.rules,
        reason=said.reason,
        until=said.until,
        whole_document=said.whole_document,
        span=document.span(start, end),
        fault=said.fault,
    )


def _line(
    document: Document, suppression: Suppression, comment: SuppressionComment
) -> tuple[int, int]:
    """Returns the line of text that a comment is about: its own, else the next one."""
    text = document.text
    span = suppression.span
    start = comment.start - (span.column - 1 if span else 0)
    end = _end_of_line(text, comment.end)
    if not _FILLED.search(text, start, end):
        filled = _FILLED.search(text, end)
        start = filled.start() if filled else len(text)
        start = max(text.rfind("\n", end, start), text.rfind("\r", end, start), end) + 1
        end = _end_of_line(text, start)
    return start, end


def _end_of_line(text: str, place: int) -> int:
    found = _LINE_ENDS.search(text, place)
    return found.start() if found else len(text)
