"""Which reference, or which line of the text, each comment on suppressed findings is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.checks.suppressing import PlacedSuppression
from refcheck.model.document import Document, SuppressionComment
from refcheck.model.reference import Reference
from refcheck.model.suppression import Suppression
from refcheck.text.patterns import lazy_regex
from refcheck.text.suppressions import owner, read_directive

__all__ = ["placed_suppressions"]

_MOST: Final = 10_000  # of one document: it may have a million
_FILLED: Final = lazy_regex(r"\S")
_LINE_ENDS: Final = lazy_regex(r"[\n\r]")


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
    lines = _Lines(document.text)
    for one in document.suppressions:
        suppression = _suppression(document, one, one.start, one.end)
        if suppression.whole_document:
            yield PlacedSuppression(suppression=suppression)
            continue
        index = owner((one.start, one.end), starts, ends, document.text)
        if index is None:
            place = lines.of(suppression, one)
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


class _Lines:
    """The lines that comments outside of entries are about, which are asked about in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        # There is nothing between these two, and no line end: looked for once.
        self._blank = self._unbroken = (0, 0)

    def of(self, suppression: Suppression, comment: SuppressionComment) -> tuple[int, int]:
        """Returns the line of text that a comment is about: its own, else the next one."""
        text = self._text
        span = suppression.span
        start = comment.start - (span.column - 1 if span else 0)
        end = self._line_end(comment.end)
        if not self._filled(start) < end:
            start = self._filled(end)
            start = max(text.rfind("\n", end, start), text.rfind("\r", end, start), end) + 1
            end = self._line_end(start)
        return start, end

    def _filled(self, place: int) -> int:
        """Returns the next place that is not blank."""
        begin, end = self._blank
        if not begin <= place < end:
            found = _FILLED.search(self._text, place)
            self._blank = (place, found.start() if found else len(self._text))
        return self._blank[1]

    def _line_end(self, place: int) -> int:
        begin, end = self._unbroken
        if not begin <= place <= end:
            found = _LINE_ENDS.search(self._text, place)
            self._unbroken = (place, found.start() if found else len(self._text))
        return self._unbroken[1]
