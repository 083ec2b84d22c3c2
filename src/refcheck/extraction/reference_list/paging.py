"""Page numbers and running heads that no page break marks, told by how regularly they come.

A text copied out of a PDF has often lost its form feeds and its blank lines. Then a page number is
a line like any other ("137-150." / "15" / "Moreno CE ..."); but the next one is 16, and about as
many lines further on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from refcheck.extraction.reference_list.likelihood import likeness
from refcheck.extraction.reference_list.lines import Lines

__all__ = ["regular_lines"]

_LONGEST: Final = 110  # characters of a running head
_SHORTEST_PAGE: Final = 12  # lines; labels on lines of their own follow each other more closely
_LONGEST_PAGE: Final = 150
_FEWEST: Final = 3  # pages that show an order
_RECURRING: Final = 4  # times that a head without a number has to come
_ENTRY: Final = 0.6  # how much a line looks like a reference that is taken for one
_REGULAR: Final = 1.8  # the longest page to the median one, and that to the shortest
_MOST_NUMBERS: Final = 2.5  # that stand alone on a page, where a short chain is believed
_SURE_CHAIN: Final = 8
_NEAR: Final = 2  # lines that may stand between a page number and the running head
_NUMBER: Final = re.compile(
    r"[|~–—-]{0,2}\s?(?:(?:[Pp]age|[Ss]eite|[Pp]ágina|p\.)\s?)?(\d{1,4})\s?[|~–—-]{0,2}"
)
_IN_HEAD: Final = re.compile(r"(?:^|\s)(\d{1,4})(?:\s|$)")
_DIGITS: Final = re.compile(r"\d+")


def regular_lines(lines: Lines) -> set[int]:
    """The page numbers that count up at regular distances, and the running heads beside them."""
    numbers: dict[int, list[int]] = defaultdict(list)
    heads: dict[str, list[int]] = defaultdict(list)
    for line in range(len(lines)):
        if 0 < lines.length(line) <= _LONGEST:
            text = lines.text(line)
            number = _NUMBER.fullmatch(text)
            if number:
                numbers[int(number.group(1))].append(line)
            else:
                heads[_DIGITS.sub("#", text)].append(line)
    alone = sorted(line for places in numbers.values() for line in places)
    found: set[int] = set()
    for chain in _chains(numbers):
        if len(chain) >= _FEWEST and _is_regular(chain) and _stands_out(chain, alone):
            found.update(chain)
    found.update(_beside(lines, found))
    for key, places in heads.items():
        worded = len(places) >= _FEWEST and sum(map(str.isalpha, key)) > 2
        if worded and (_counts_up(lines, places) or _recurs(lines, places)):
            found.update(places)
    return found


def _chains(numbers: dict[int, list[int]]) -> Iterator[list[int]]:
    """The lines of numbers that count up by one, page after page."""
    taken: set[int] = set()
    for number in sorted(numbers):
        for line in numbers[number]:
            if line in taken:
                continue
            chain = [line]
            while True:
                following = _following(numbers.get(number + len(chain), ()), chain[-1])
                if following is None:
                    break
                chain.append(following)
            taken.update(chain)
            yield chain


def _stands_out(chain: Sequence[int], alone: Sequence[int]) -> bool:
    """Whether a chain is more than chance, by the other numbers that stand alone among its lines.

    Pages that print how often a work was cited have one such number below every entry.
    """
    among = bisect_right(alone, chain[-1]) - bisect_left(alone, chain[0])
    return among <= _MOST_NUMBERS * len(chain) or len(chain) >= _SURE_CHAIN


def _following(places: Sequence[int], line: int) -> int | None:
    place = bisect_left(places, line + _SHORTEST_PAGE)
    if place < len(places) and places[place] - line <= _LONGEST_PAGE:
        return places[place]
    return None


def _is_regular(places: Sequence[int]) -> bool:
    """Whether pages are about equally long; the first and the last one are often shorter."""
    lengths = sorted(b - a for a, b in pairwise(places))
    usual = median(lengths)
    inner = lengths[1:] if len(lengths) > _FEWEST else lengths
    return lengths[0] >= _SHORTEST_PAGE and inner[0] * _REGULAR >= usual >= lengths[-1] / _REGULAR


def _beside(lines: Lines, numbers: set[int]) -> set[int]:
    """The lines beside page numbers that stand there on several pages."""
    beside: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        for line in _neighbours(lines, number):
            text = lines.text(line)
            if len(text) <= _LONGEST and sum(map(str.isalpha, text)) > 2:
                beside[_DIGITS.sub("#", text)].append(line)
    least = max(_FEWEST, len(numbers) // 5)
    return {line for places in beside.values() if len(places) >= least for line in places}


def _neighbours(lines: Lines, line: int) -> Iterator[int]:
    before = line
    after = line
    for _ in range(_NEAR):
        before = lines.previous_filled(before - 1)
        if before >= 0:
            yield before
        after = lines.next_filled(after + 1)
        if after < len(lines):
            yield after


def _recurs(lines: Lines, places: Sequence[int]) -> bool:
    """Whether a line comes again at regular distances and is no part of an entry."""
    text = lines.text(places[0])
    if len(places) < _RECURRING or not _is_regular(places) or text.endswith((",", ";", ":")):
        return False
    return all(lines.text(place) == text for place in places) and likeness(text) < _ENTRY


def _counts_up(lines: Lines, places: Sequence[int]) -> bool:
    """Whether a head bears the page number: "272 ROE ET AL.", two pages on "274 ROE ET AL."."""
    numbers = []
    for line in places:
        found = _IN_HEAD.findall(lines.text(line))
        if len(found) != 1:
            return False
        numbers.append(int(found[0]))
    steps = {b - a for a, b in pairwise(numbers)}
    return len(steps) == 1 and steps <= {1, 2} and _is_regular(places)
