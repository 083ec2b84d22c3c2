"""The columns of the pages of a PDF, in the order in which they are read.

A PDF says where letters are and not what they belong to. Columns are told by the gap that nearly
all lines of a stretch of the page keep clear of, and by the edge that the lines after it share.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from refcheck.frozen import dataclass
from refcheck.readers.pdf.lines import Row, extend, quantile, rows_of, same_size
from refcheck.readers.pdf.spans import Piece

__all__ = ["Column", "pages_of_columns"]

# In parts of the size of the type:
_SAME_LINE: Final = 0.3  # how far the baselines of one line may be apart
_GUTTER: Final = 0.5  # the narrowest gap between columns
_LABEL_REACH: Final = 3.5  # how far a label may be before its entry

_SMALLER: Final = 0.93  # the type of footnotes, in parts of that of the text
_NOTE_MARKS: Final = frozenset("*∗†‡§¶")
_DEEPEST: Final = 6  # columns within columns
_CANDIDATES: Final = 16  # edges that are tried as the left edge of a column
_FEWEST_ROWS: Final = 6  # lines on both sides that make two columns
_SURE_ROWS: Final = 12  # so many make them sure enough for shorter ones elsewhere
_FEWEST_LETTERS: Final = 12  # letters a line on both sides, on average; cells of tables have fewer
_EDGES: Final = 3  # places that the lines of a column begin at: margin, hanging, first line
_ALIGNED: Final = 0.6  # of the lines of a column begin there
_STICKS_OUT: Final = 0.08  # how much of a line may stick out over the gutter
_NARROWEST: Final = 0.12  # of the width: what is narrower is not a column
_LABEL: Final = re.compile(r"[\[(]?\d{1,3}[\]).]{0,2}|[•▪◦·–-]")
_HEADING: Final = 3  # lines of a heading that is below two columns
_MOST_PIECES: Final = 4_000  # on a page; beyond, no columns are looked for
_SAME_SIZE: Final = 0.08


@dataclass(slots=True)
class Column:
    """Rows that are below one another. `flows`: the column before may go on in it."""

    rows: list[Row]
    flows: bool = False


def pages_of_columns(pages: Sequence[Sequence[Piece]]) -> list[list[Column]]:
    """Returns the columns of each page in the order in which they are read.

    Where most pages have a gutter, short columns next to it are columns on all of them.
    """
    joined = [_with_labels(page) for page in pages]
    gutters: Counter[int] = Counter()
    for page in joined:
        zones = _best_zones(page, ())
        gutters.update({round(zone.at) for zone in zones or () if _is_sure(zone)})
    known = [at for at, count in gutters.items() if count * 5 >= len(pages)]
    return [
        _with_notes_last([column for column in _ordered(page, 0, known) if column.rows])
        for page in joined
    ]


def _with_notes_last(page: list[Column]) -> list[Column]:
    """Returns the columns of a page, footnotes at the end of a column put after the last one."""
    notes: list[Column] = []
    for column, following in pairwise(page):
        count = _notes(column)
        if count and not same_size(column.rows[-1], following.rows[0]):
            notes.append(Column(column.rows[-count:]))
            del column.rows[-count:]
    return page + notes


def _notes(column: Column) -> int:
    """Returns how many rows at the end of a column are footnotes: in smaller type, after a mark."""
    rows = column.rows
    small = rows[-1].size
    count = 0
    while count < len(rows) and rows[-1 - count].size <= (1 + _SAME_SIZE) * small:
        count += 1
    if not 0 < count < len(rows) or rows[-1 - count].size * _SMALLER < small:
        return 0
    first = rows[-count]
    marked = bool(first.superscripts) and first.superscripts[0][0] == 0
    return count if marked or first.text[0] in _NOTE_MARKS else 0


def _is_sure(zone: _Zone) -> bool:
    return min(len(_levels(side)) for side in (zone.left, zone.right)) >= _SURE_ROWS


def _with_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Returns the pieces, labels put before the pieces that they belong to ("[12]", "3.", "•").

    The gap after a column of labels is not a gap between columns.
    """
    labels = [piece for piece in pieces if len(piece.text) <= 6 and _LABEL.fullmatch(piece.text)]
    if not labels:
        return list(pieces)
    begins: dict[int, list[Piece]] = {}
    for piece in pieces:
        begins.setdefault(round(piece.base), []).append(piece)
    taken: set[int] = set()
    for label in labels:
        if id(label) in taken:
            continue
        near = [
            piece
            for base in (-1, 0, 1)
            for piece in begins.get(round(label.base) + base, ())
            if piece is not label
            and id(piece) not in taken
            and abs(piece.base - label.base) <= _SAME_LINE * label.size
            and -1 <= piece.left - label.right <= _LABEL_REACH * label.size
        ]
        if near:
            body = min(near, key=lambda piece: piece.left)
            taken.add(id(body))
            extend(label, body)
    return [piece for piece in pieces if id(piece) not in taken]


@dataclass(frozen=True, slots=True)
class _Zone:
    """Pieces in a stretch of a page: in two columns where `right` has any, else across both.

    `at` is the left edge of the right column.
    """

    left: list[Piece]
    right: list[Piece]
    at: float = 0.0


def _ordered(pieces: list[Piece], depth: int, known: Sequence[int]) -> Iterator[Column]:
    zones = _best_zones(pieces, known) if depth < _DEEPEST else None
    if zones is None:
        yield Column(rows_of(pieces))
        return
    for zone in zones:
        yield from _ordered(zone.left, depth + 1, known)
        for number, column in enumerate(_ordered(zone.right, depth + 1, known)):
            column.flows = column.flows or number == 0
            yield column


def _best_zones(pieces: Sequence[Piece], known: Sequence[int]) -> list[_Zone] | None:
    """Returns the pieces divided at the gutter that most of them keep clear of; None without one.

    `known` are left edges of columns on other pages.
    """
    if not 2 <= len(pieces) <= _MOST_PIECES:
        return None
    pieces = sorted(pieces, key=lambda piece: -piece.base)
    low = min(piece.left for piece in pieces)
    high = max(piece.right for piece in pieces)
    inner = (low + _NARROWEST * (high - low), high - _NARROWEST * (high - low))
    best: list[_Zone] | None = None
    most = 0.0
    for at in _candidates(pieces, known):
        if not inner[0] < at < inner[1]:
            continue
        sure = any(abs(at - one) <= 2 for one in known)
        zones = _divide(pieces, at, sure=sure)
        edge = min((p.left for zone in zones for p in zone.right), default=at)
        if edge < at - 1:  # most lines hang from it
            zones = _divide(pieces, edge, sure=sure)
        score = math.fsum(_score(zone) for zone in zones)
        if score > most:
            best, most = zones, score
    return best


def _candidates(pieces: Sequence[Piece], known: Sequence[int]) -> Iterator[float]:
    """Where a column may begin: at an edge that several pieces share."""
    edges: dict[int, list[float]] = {}
    for piece in pieces:
        edges.setdefault(round(piece.left / 2), []).append(piece.left)
    often = sorted(edges.values(), key=lambda lefts: -len(lefts))
    yield from (min(lefts) for lefts in often[:_CANDIDATES] if len(lefts) > 2)
    for at in known:
        yield min((p.left for p in pieces if abs(p.left - at) <= 2), default=float(at))


def _divide(pieces: Sequence[Piece], at: float, *, sure: bool) -> list[_Zone]:
    """Divide pieces, from top to bottom, at the left edge of a column."""
    zones: list[_Zone] = []
    left: list[Piece] = []
    right: list[Piece] = []
    across: list[Piece] = []
    nearby = [piece for piece in pieces if piece.left >= at - 1]
    spacing = _spacing(nearby)
    bases = [piece.base for piece in reversed(nearby)]
    crossed = sum(piece.left < at - 30 and piece.right > at + 30 for piece in pieces)

    def close(*, last: bool = False) -> None:
        if not _is_columns(left, right, at, crossed=crossed, sure=sure):
            across.extend(left + right)
        else:
            if across:
                zones.append(_Zone(across.copy(), []))
                across.clear()
            below = [] if last else _heading_below(left, right)
            zones.append(_Zone(left[: len(left) - len(below)], right.copy(), at))
            across.extend(below)
        left.clear()
        right.clear()

    for piece in pieces:
        over = piece.right - at
        under = at - piece.left
        if over <= -_GUTTER * piece.size * 0.5 or over <= _STICKS_OUT * piece.width:
            left.append(piece)
        elif under <= 1 or under <= _STICKS_OUT * piece.width:
            right.append(piece)
        elif _runs_on(bases, piece.base, spacing):
            left.append(piece)  # a line that is too long for its column
        else:
            close()
            across.append(piece)
    close(last=True)
    if across:
        zones.append(_Zone(across, []))
    return zones


def _spacing(pieces: Sequence[Piece]) -> float:
    """Returns the usual distance from line to line of pieces, given from top to bottom."""
    drops = [a.base - b.base for a, b in pairwise(pieces) if a.base - b.base > 2]
    return quantile(drops, 0.5) if drops else 0.0


def _runs_on(bases: Sequence[float], base: float, spacing: float) -> bool:
    """Returns whether the lines next to a height are as close to one another as usual.

    `bases` are the heights of the lines next to it, from the lowest to the highest.
    """
    above = bisect_right(bases, base - 1)
    return 0 < above < len(bases) and bases[above] - bases[above - 1] <= 1.25 * spacing


def _heading_below(left: Sequence[Piece], right: Sequence[Piece]) -> Sequence[Piece]:
    """Returns the last pieces of the left column, where they are a heading below both columns."""
    lowest = min(piece.base for piece in right)
    spacing = _spacing(left)
    for number in range(1, min(_HEADING + 1, len(left))):
        above, below = left[-number - 1], left[-number]
        if below.base > lowest - below.size:
            break
        if above.base - below.base > 1.35 * spacing:
            return left[-number:]
    return []


def _is_columns(
    left: Sequence[Piece], right: Sequence[Piece], at: float, *, crossed: int, sure: bool
) -> bool:
    """Returns whether pieces next to one another are columns of text.

    Cells of a table have few letters. Words that a wide gap parts within justified lines begin
    anywhere; the lines of a column begin at its left edge, or hang from it. `sure`: other pages
    have a column that begins at `at`. `crossed`: how many lines
    of the page go on over the gap.
    """
    if not left or not right:
        return False
    levels = [_levels(side) for side in (left, right)]
    rows = min(map(len, levels))
    few = rows < _FEWEST_ROWS or (crossed > rows and not _is_gutter(left, right))
    hanging = _LABEL_REACH * right[0].size
    if few and not (sure and min(levels[1].values()) <= at + hanging):
        return False
    for side, lines in zip((left, right), levels, strict=True):
        letters = sum(sum(map(str.isalpha, piece.text)) for piece in side)
        if letters < (_FEWEST_LETTERS / 3 if few else _FEWEST_LETTERS) * len(lines):
            return False
    edges = Counter(round(edge / 2) for edge in levels[1].values())
    aligned = 0
    for edge, _ in edges.most_common(_EDGES if rows >= _SURE_ROWS else 2):
        aligned += sum(edges.pop(near, 0) for near in (edge - 1, edge, edge + 1))
    if aligned < _ALIGNED * len(levels[1]):
        return False
    top = min(max(piece.base for piece in side) for side in (left, right))
    bottom = max(min(piece.base for piece in side) for side in (left, right))
    return few or top > bottom


def _is_gutter(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    """Returns whether the gap between two sides is wider than all others on nearly all of their
    lines."""
    lines: dict[int, list[list[Piece]]] = {}
    for number, side in enumerate((left, right)):
        for piece in side:
            lines.setdefault(round(piece.base / 4), [[], []])[number].append(piece)
    wider = met = 0
    for sides in lines.values():
        if not all(sides):
            continue
        gap = min(piece.left for piece in sides[1]) - max(piece.right for piece in sides[0])
        others = [
            b.left - a.right
            for side in sides
            for a, b in pairwise(sorted(side, key=lambda piece: piece.left))
        ]
        met += 1
        wider += gap > 1.2 * max(others, default=0.0)
    return met == 0 or wider > 0.8 * met


def _levels(pieces: Iterable[Piece]) -> dict[int, float]:
    """Returns the lines that pieces are on, roughly, and where each of them begins."""
    levels: dict[int, float] = {}
    for piece in pieces:
        level = round(piece.base / 4)
        levels[level] = min(piece.left, levels.get(level, piece.left))
    return levels


def _score(zone: _Zone) -> float:
    """Returns how much is gained by reading a zone in columns: its lines, more for even columns."""
    if not zone.right:
        return 0.0
    widths = [
        max(piece.right for piece in side) - min(piece.left for piece in side)
        for side in (zone.left, zone.right)
    ]
    gutter = zone.at - quantile([piece.right for piece in zone.left], 0.95)
    even = min(widths) / max(*widths, 1.0)
    lines = len(zone.left) + len(zone.right)
    return lines * (0.6 + 0.4 * even) * (1.0 if gutter > 0 else 0.5)
