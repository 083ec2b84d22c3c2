"""The lines of a column: pieces joined from left to right, and the gaps and indents between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from refcheck.readers.pdf.spans import Piece

__all__ = [
    "Row",
    "extend",
    "indent",
    "pitches",
    "quantile",
    "rows_of",
    "same_size",
    "typical_pitch",
]

# In parts of the size of the type:
_SAME_LINE: Final = 0.3  # how far the baselines of one line may be apart
_NEAR: Final = 0.35  # how near a superscript is to its word
_CLOSE: Final = 0.13
_SMALL: Final = 0.88
_SAME_SIZE: Final = 0.08
_FULL: Final = 0.75  # of the width of its column: a line so long is full
_DEEPEST_INDENT: Final = 40  # spaces


@dataclass(slots=True)
class Row:
    """A line as it is read: what `Piece` has, joined from left to right."""

    text: str
    left: float
    right: float
    base: float
    size: float
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)


def rows_of(pieces: Sequence[Piece]) -> list[Row]:
    """Returns the lines of one column from top to bottom."""
    main = _main_size(pieces)
    marks = [p for p in pieces if p.size <= _SMALL * main and len(p.text) <= 12]
    small = set(map(id, marks))
    lines: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if id(p) not in small), key=lambda p: -p.base):
        if lines and _same_line(lines[-1][-1], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    loose = [mark for mark in marks if not _attach(mark, lines)]
    for mark in sorted(loose, key=lambda p: -p.base):
        for line in lines:
            if _same_line(line[0], mark):
                line.append(mark)
                break
        else:
            lines.append([mark])
    rows = [_row(line) for line in lines]
    return sorted(rows, key=lambda row: -row.base) if loose else rows


def _main_size(pieces: Iterable[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _same_line(piece: Piece, other: Piece) -> bool:
    return abs(piece.base - other.base) <= _SAME_LINE * min(piece.size, other.size)


def _attach(mark: Piece, lines: Sequence[list[Piece]]) -> bool:
    """Put a superscript that was painted apart to the line that it belongs to."""
    for line in lines:
        lift = mark.base - line[0].base
        if lift < -0.4 * line[0].size:
            continue
        if lift > 0.75 * line[0].size:
            continue
        near = _NEAR * line[0].size
        if any(
            abs(mark.left - piece.right) <= near or abs(piece.left - mark.right) <= near
            for piece in line
        ):
            if lift > 0.12 * line[0].size:
                mark.superscripts = [(0, len(mark.text))]
            line.append(mark)
            return True
    return False


def _row(pieces: list[Piece]) -> Row:
    pieces = sorted(pieces, key=lambda piece: piece.left)
    head = pieces[0]
    whole = Piece(
        head.text, list(head.xs), head.right, head.base, head.size, head.superscripts, head.links
    )
    for piece in pieces[1:]:
        extend(whole, piece)
    return Row(
        whole.text, whole.left, whole.right, whole.base, whole.size, whole.superscripts, whole.links
    )


def extend(piece: Piece, other: Piece) -> None:
    """Append a piece that is to the right on the same line."""
    gap = other.left - piece.right > _CLOSE * max(piece.size, other.size)
    if gap:
        piece.text += " "
        piece.xs.append(piece.right)
    shift = len(piece.text)
    piece.text += other.text
    piece.xs += other.xs
    piece.superscripts += [(start + shift, end + shift) for start, end in other.superscripts]
    piece.links += [(start + shift, end + shift, target) for start, end, target in other.links]
    piece.right = max(piece.right, other.right)
    if other.size > piece.size or len(other.text) > shift:
        piece.size, piece.base = other.size, other.base


def same_size(row: Row, other: Row) -> bool:
    """Returns whether two lines are set in type of one size."""
    return abs(row.size - other.size) <= _SAME_SIZE * max(row.size, other.size)


def pitches(rows: Sequence[Row]) -> dict[int, list[float]]:
    """Returns the distances from full lines to the next, by the size of the type in half points.

    A paragraph seldom ends with a full line, so that these are the distances within paragraphs.
    """
    found: dict[int, list[float]] = {}
    if not rows:
        return found
    full = min(row.left for row in rows) + _FULL * _width(rows)
    for row, below in pairwise(rows):
        pitch = row.base - below.base
        if row.right > full and same_size(row, below) and 0.8 * row.size < pitch < 4 * row.size:
            found.setdefault(round(2 * row.size), []).append(pitch)
    return found


def _width(rows: Sequence[Row]) -> float:
    return max(row.right for row in rows) - min(row.left for row in rows)


def typical_pitch(distances: Sequence[float]) -> float:
    """Returns the distance from line to line within a paragraph, from what `pitches` found."""
    return quantile(distances, 0.3)


def quantile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def indent(row: Row, margin: float) -> int:
    """Returns how many spaces stand for the distance of a line from the left margin of its
    column."""
    return max(0, min(_DEEPEST_INDENT, round((row.left - margin) / (0.5 * row.size))))
