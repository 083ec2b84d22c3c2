"""What is on the pages of a PDF next to its text: page headers and footers, numbers of pages and
lines, marks that are repeated on every page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from refcheck.readers.pdf.spans import Piece
from refcheck.text.line_numbers import line_step

__all__ = ["without_headers_and_footers"]

_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"\W{0,3}(?:[Pp]age\s?|p\.\s?|S\.\s?)?(\d{1,5})(?:\s?(?:/|of|von|de)\s?\d{1,5})?\W{0,3}"
)
_ROMAN: Final = re.compile(r"[ivxlc]{1,7}|[IVXLC]{1,7}")
_BAND: Final = 4  # lines at the top and at the bottom that may be headers and footers
_HEIGHT: Final = 4.0  # points that a page header may shift from page to page
_OFTEN: Final = 3  # pages on which a line is repeated, at its place
_LONGEST: Final = 160
_FEWEST: Final = 6  # characters; a word may be at the same place on many pages by chance
_SHORT: Final = 90  # characters of a page header next to a page number
_HEAD: Final = 110  # characters of a page header
_TITLE: Final = 1.15  # type larger than that of the text by so much makes titles
_SMALLER: Final = 0.95
_LINE_NUMBERS: Final = 8  # of them in a row on a page
_LARGE: Final = 1.25  # a title in type so much larger than the text is not a page header


def without_headers_and_footers(pages: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Returns the pieces of each page without those that are no part of the text."""
    pages = [_without_line_numbers(page) for page in pages]
    body = _body_size(pages)
    bands = [_bands(page) for page in pages]
    spacings = [_spacing(page) for page in pages]
    sure = _repeated(bands, body, str.strip) | _page_numbers(bands)
    known = sure | _repeated(bands, body, _key)
    for edge in (0, 1):
        edges_of_pages = [(of_page[edge], at) for of_page, at in zip(bands, spacings, strict=True)]
        known |= _outside(edges_of_pages, body)
    kept = []
    for page, edges, spacing in zip(pages, bands, spacings, strict=True):
        dropped: set[int] = set()
        for band in edges:
            dropped |= _heads(band, known, sure, spacing)
        kept.append(_unless_half([piece for piece in page if id(piece) not in dropped], page))
    stamped = _without_stamps(kept, body)
    return [_unless_half(fewer, page) for fewer, page in zip(stamped, kept, strict=True)]


def _unless_half(fewer: list[Piece], page: list[Piece]) -> list[Piece]:
    """Returns what is left of a page; all of it where more than half would go, which is text."""
    left, all_of_it = (sum(len(piece.text) for piece in one) for one in (fewer, page))
    return fewer if 2 * left >= all_of_it else page


def _spacing(page: Sequence[Piece]) -> float:
    """Returns the usual distance from line to line of a page."""
    bases = sorted({round(piece.base) for piece in page})
    drops = sorted(b - a for a, b in pairwise(bases) if b - a > 4)
    return float(drops[len(drops) // 2]) if drops else 0.0


def _heads(
    band: Sequence[list[Piece]], known: set[int], sure: set[int], spacing: float
) -> set[int]:
    """Returns the pieces of one edge of a page, inwards, as far as they are headers or footers.

    What changes from page to page in its numbers only (`known`, not `sure`) has to be set apart
    from the text: the lines of a table may be like it.
    """
    lines: list[list[Piece]] = []
    certain = 0
    for number, line in enumerate(band):
        own = {id(piece) for piece in line}
        rest = sum(len(piece.text) for piece in line if id(piece) not in known)
        if not own & known or (rest and (rest > _SHORT or not _is_apart(band, number, spacing))):
            break
        lines.append(line)
        if certain == number and own <= sure:
            certain += 1
    while len(lines) > certain and not _is_apart(band, len(lines) - 1, spacing):
        del lines[-1]
    return {id(piece) for line in lines for piece in line}


def _is_apart(band: Sequence[list[Piece]], number: int, spacing: float) -> bool:
    """Returns whether a line is farther from the next one inwards than lines of text are."""
    line = band[number]
    if number + 1 >= len(band):
        return False
    return abs(line[0].base - band[number + 1][0].base) > 1.5 * max(spacing, line[0].size)


def _outside(bands: Sequence[tuple[Sequence[list[Piece]], float]], body: float) -> set[int]:
    """Returns the pieces of short lines that are outside of the frame that the text of all pages
    fills.

    They are set apart, and no page has text there; or a single one has a page number,
    or is set in smaller type.
    """
    outer = [(band[0], _is_apart(band, 0, spacing)) for band, spacing in bands if band]
    found: set[int] = set()
    for line, apart in outer:
        size = max(piece.size for piece in line)
        letters = sum(len(piece.text) for piece in line)
        if not apart or letters > _HEAD or size > _TITLE * body:
            continue
        level = [alone for other, alone in outer if abs(other[0].base - line[0].base) <= _HEIGHT]
        numbered = any(_NUMBER.fullmatch(piece.text.strip()) for piece in line)
        small = size < _SMALLER * body
        if all(level) and (len(level) > 1 or small or numbered):
            found.update(map(id, line))
    return found


def _body_size(pages: Sequence[Sequence[Piece]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page:
            sizes[round(2 * piece.size) / 2] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _lines(page: Sequence[Piece]) -> list[list[Piece]]:
    """Returns the pieces of a page by lines over its whole width, from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(page, key=lambda piece: -piece.base):
        if lines and lines[-1][0].base - piece.base <= 0.35 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


def _bands(page: Sequence[Piece]) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Returns the lines at the top and at the bottom of a page, each from the edge inwards."""
    lines = _lines(page)
    half = (len(lines) + 1) // 2
    return lines[: min(_BAND, half)], lines[::-1][: min(_BAND, len(lines) - half)]


def _key(text: str) -> str:
    """Returns a text without what changes from page to page; empty where hardly a letter is
    left."""
    key = _DIGITS.sub("#", text).strip()
    return key if sum(map(str.isalpha, key)) > 2 and len(key) <= _LONGEST else ""


def _repeated(
    bands: Sequence[tuple[list[list[Piece]], ...]], body: float, key_of: Callable[[str], str]
) -> set[int]:
    """Returns the pieces of headers and footers that are repeated at the same height on other
    pages."""
    places: dict[str, list[tuple[int, Piece]]] = defaultdict(list)
    for number, edges in enumerate(bands):
        for band in edges:
            for line in band:
                for piece in line:
                    key = key_of(piece.text)
                    if len(key) >= _FEWEST and piece.size <= _LARGE * body:
                        places[key].append((number, piece))
    found: set[int] = set()
    often = _OFTEN if len(bands) > 3 else 2
    for met in places.values():
        if len({number for number, _ in met}) < often:
            continue
        for number, piece in met:
            near = {
                other
                for other, twin in met
                if other != number and abs(twin.base - piece.base) <= _HEIGHT
            }
            if len(near) >= often - 1:
                found.add(id(piece))
    return found


def _page_numbers(bands: Sequence[tuple[list[list[Piece]], ...]]) -> set[int]:
    """Returns the pieces of headers and footers that count the pages."""
    counted: dict[tuple[int, int], list[tuple[int, Piece]]] = defaultdict(list)
    romans: dict[int, list[Piece]] = defaultdict(list)
    for number, edges in enumerate(bands):
        for edge, band in enumerate(edges):
            for piece in _apart(band[:2]):
                text = piece.text.strip()
                match = _NUMBER.fullmatch(text) if len(text) <= 24 else None
                if match:
                    counted[(edge, int(match[1]) - number)].append((number, piece))
                elif _ROMAN.fullmatch(text):
                    romans[edge].append(piece)
    found: set[int] = set()
    often = _OFTEN if len(bands) > 5 else 2
    for met in counted.values():
        if len({number for number, _ in met}) >= often:
            found.update(id(piece) for _, piece in met)
    for pieces in romans.values():
        if len(pieces) >= _OFTEN:
            found.update(map(id, pieces))
    return found


def _apart(lines: Sequence[list[Piece]]) -> Iterator[Piece]:
    """Yields the pieces that have nothing near them on their lines."""
    for line in lines:
        for piece in line:
            near = 2 * piece.size
            if not any(
                other is not piece
                and other.left - near < piece.right
                and piece.left - near < other.right
                for other in line
            ):
                yield piece


def _without_stamps(pages: list[list[Piece]], body: float) -> list[list[Piece]]:
    """Returns the pages without what is printed on the same spot of nearly all of them."""
    if len(pages) < 4:
        return pages
    spots: Counter[tuple[str, int, int]] = Counter()
    for page in pages:
        spots.update(
            {
                _spot(piece)
                for piece in page
                if piece.size <= _LARGE * body and len(piece.text) >= _FEWEST
            }
        )
    often = {spot for spot, count in spots.items() if count > 3 and count > 0.5 * len(pages)}
    if not often:
        return pages
    return [[piece for piece in page if _spot(piece) not in often] for page in pages]


def _spot(piece: Piece) -> tuple[str, int, int]:
    return piece.text, round(piece.left / 2), round(piece.base / 2)


# --- line numbers -------------------------------------------------------------------------------


def _without_line_numbers(page: list[Piece]) -> list[Piece]:
    """Returns a page of a manuscript without the numbers of its lines."""
    for series in _series(page):
        if _are_line_numbers(series, page):
            gone = set(map(id, series))
            page = [piece for piece in page if id(piece) not in gone]
    return page


def _series(page: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Numbers that are below one another."""
    by_edge: dict[int, list[Piece]] = defaultdict(list)
    for piece in page:
        if len(piece.text) <= 5 and piece.text.isdecimal():
            by_edge[round(piece.right / 3)].append(piece)
    done: set[int] = set()
    for edge in sorted(by_edge):
        together = [
            piece
            for near in (edge, edge + 1)
            for piece in by_edge.get(near, ())
            if id(piece) not in done
        ]
        if len(together) >= _LINE_NUMBERS:
            done.update(map(id, together))
            yield sorted(together, key=lambda piece: -piece.base)


def _are_line_numbers(series: Sequence[Piece], page: Sequence[Piece]) -> bool:
    """Returns whether numbers count the lines next to them, one by one or by fives, at even
    distances."""
    values = [int(piece.text) for piece in series]
    step = line_step(values, [piece.base for piece in series])
    if step is None:
        return False
    own = set(map(id, series))
    high, low = series[0].base + 3, series[-1].base - 3
    nearby = [p for p in page if id(p) not in own and low <= p.base <= high]
    lines = {round(piece.base / 4) for piece in nearby}
    if step == 1 and len(series) < 0.6 * len(lines):
        return False
    left, right = min(p.left for p in series), max(p.right for p in series)
    return not any(p.left < left - 1 and p.right > right + 1 for p in nearby)
