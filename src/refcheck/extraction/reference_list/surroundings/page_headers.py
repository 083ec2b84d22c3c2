"""Page numbers and page headers and footers that a text copied from pages contains.

Where form feeds mark the pages, the lines at their edges are looked at. A text copied out of a PDF
has often lost its form feeds and its blank lines. Then a page number is a line like any other
("137-150." / "15" / "Moreno CE ..."); but the next one is 16, and about as many lines further on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from refcheck.extraction.reference_list.headings import opens_list
from refcheck.extraction.reference_list.likelihood import NAME_AT_START, likelihood
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings.link_text import is_links
from refcheck.extraction.thresholds import (
    ENTRY_LIKELIHOOD,
    FEWEST_PAGES,
    FOOTER_LINES,
    HEADER_BLOCKS,
    HEADER_CHARACTERS,
    HEADER_DISTANCE_LINES,
    HEADER_LETTERS,
    HEADER_LINES,
    HEADER_SEARCH_LINES,
    HEADER_TOP_LINES,
    HEADERS_PER_PAGE,
    LONE_LINES_SHARE,
    LONE_NUMBERS,
    LONGEST_PAGE_LINES,
    NUMBERED_HEADER_LINES,
    RECURRING_HEADERS,
    REGULAR_PAGES,
    REPEATED_AT_TOP,
    REPEATED_ELSEWHERE,
    SHORTEST_PAGE_LINES,
    SURE_PAGE_NUMBERS,
)
from refcheck.text.lengths import has_at_least, median
from refcheck.text.patterns import lazy_regex

__all__ = ["page_headers"]

_PAGE_NUMBER: Final = lazy_regex(
    r"\W{0,3}(?:(?:[Pp]age|[Ss]eite|[Pp]ágina|S\.|p\.)\s?)?(?:\d(?:\s?\d){0,3}|[ivxlc]{1,6})"
    r"(?:\s?(?:of|/|von|de)\s?\d{1,4})?[\s|)\]*~–-]{0,3}"
)
# "A. Nonymous et al.": the authors of the article, above each of its pages.
_AUTHORS: Final = lazy_regex(r"(?i)[^\d,;:()\[\]]{2,60}\set\.? al\.?")
# "Available from:", "Acesso em: 12 ago. 2021.": ends of entries, alike in all of them.
_ACCESS: Final = lazy_regex(
    r"(?i)https?:|www\.|\b(?:doi\b|pmc?id\b|available|access|acess|acceso|dispon|retrieved|abgerufen|zugriff|consult)"
)
_DIGITS: Final = lazy_regex(r"\d+")


def page_headers(lines: Lines) -> frozenset[int]:
    """Returns the lines that are page numbers or page headers."""
    counts = _repeats(lines)
    found: set[int] = set()
    seen = -1
    for page in lines.pages:
        if page <= seen:  # an empty page
            continue
        seen = lines.next_filled(page)
        found |= _foot(lines, page, counts)
        found |= _head(lines, page, counts)
    if len(lines) <= HEADER_SEARCH_LINES:
        found |= _regular_lines(lines)
        if not _double_spaced(lines):
            found |= _unmarked(lines, counts)
    return frozenset(found)


def _key(line: str) -> str:
    """Returns a line without what changes from page to page; empty where hardly a letter is
    left."""
    key = _without_digits(line)
    return key if has_at_least(HEADER_LETTERS + 1, str.isalpha, key) else ""


@lru_cache(maxsize=8_192)  # of most lines it is asked several times
def _without_digits(line: str) -> str:
    return _DIGITS.sub("#", line)


def _comes_again(text: str, counts: Counter[str], *, often: int) -> bool:
    """Returns whether a line is repeated often; one that looks like a reference has to do so
    oftener.

    A list may well contain the same work two times, or a page header may name the journal.
    """
    count = counts[_key(text)]
    if count < often or _ACCESS.search(text):
        return False
    return count > often + 1 or likelihood(text) < ENTRY_LIKELIHOOD


def _edge(lines: Lines, line: int) -> bool:
    """Returns whether a line is short and is at the edge of a block or a page."""
    if not 0 < lines.length(line) <= HEADER_CHARACTERS:
        return False
    before, after = line - 1, line + 1
    return before < 0 or after >= len(lines) or lines.blank(before) or lines.blank(after)


def _edges(lines: Lines) -> Iterator[int]:
    """Yields the lines that are at an edge, one after the other."""
    last = len(lines)
    bounds = list(zip(lines.start, lines.end, strict=True))
    for line, (start, end) in enumerate(bounds):
        if 0 < end - start <= HEADER_CHARACTERS:
            above = bounds[line - 1] if line else (0, 0)
            below = bounds[line + 1] if line + 1 < last else (0, 0)
            if above[0] == above[1] or below[0] == below[1]:
                yield line


def _double_spaced(lines: Lines) -> bool:
    """Returns whether most lines are alone between blank ones: then that tells nothing."""
    filled = lines.filled()
    alone = sum(b - a > 1 for a, b in pairwise(filled))
    return alone > LONE_LINES_SHARE * len(filled)


def _repeats(lines: Lines) -> Counter[str]:
    counts: Counter[str] = Counter()
    if len(lines) <= HEADER_SEARCH_LINES:
        counts.update(_key(lines.text(line)) for line in _edges(lines))
    for page in lines.pages:
        top = range(page, min(page + HEADER_TOP_LINES, len(lines)))
        counts.update(_key(lines.text(line)) for line in top if not _edge(lines, line))
    del counts[""]
    return counts


def _block(lines: Lines, first: int) -> range:
    last = first
    while last < len(lines) and not lines.blank(last) and last - first <= HEADER_LINES:
        last += 1
    return range(first, last)


def _head(lines: Lines, page: int, counts: Counter[str]) -> set[int]:
    """Returns the page header at the top of a page."""
    found: set[int] = set()
    line = page
    for number in range(HEADER_BLOCKS):
        line = lines.next_filled(line)
        if line >= len(lines):
            break
        block = _block(lines, line)
        heads = _heads_of(lines, block, counts, first=number == 0)
        known = any(_comes_again(lines.text(head), counts, often=REPEATED_AT_TOP) for head in found)
        if len(heads) < len(block) or (known and not _is_known(lines, block, counts)):
            found.update(heads if not known else ())
            break
        found.update(heads)
        line = block.stop
    return found


def _is_known(lines: Lines, block: range, counts: Counter[str]) -> bool:
    """Returns whether every line of a block is a page number or is repeated on other pages."""
    texts = map(lines.text, block)
    return all(
        _PAGE_NUMBER.fullmatch(t) or _comes_again(t, counts, often=REPEATED_AT_TOP) for t in texts
    )


def _heads_of(lines: Lines, block: range, counts: Counter[str], *, first: bool) -> list[int]:
    """Returns those lines of a block at the top of a page that are a page header."""
    texts = [lines.text(line) for line in block]
    ends = block.stop >= len(lines) or lines.blank(block.stop)
    if ends and len(block) <= NUMBERED_HEADER_LINES and any(map(_PAGE_NUMBER.fullmatch, texts)):
        return [] if any(map(opens_list, texts)) else list(block)
    heads = []
    for line, text in zip(block, texts, strict=True):
        repeated = len(text) <= HEADER_CHARACTERS and _comes_again(
            text, counts, often=REPEATED_AT_TOP
        )
        if not repeated and not _PAGE_NUMBER.fullmatch(text):
            break
        heads.append(line)
    alone = ends and len(block) == 1 and not heads
    if alone and _may_be_head(texts[0], first=first):
        return list(block)
    return heads


def _may_be_head(text: str, *, first: bool) -> bool:
    """Returns whether one line that is alone at the top of a page is a page header."""
    if first and text[0].isupper() and _AUTHORS.fullmatch(text):
        return len(text) <= HEADER_CHARACTERS
    if len(text) > HEADER_CHARACTERS or (
        text.endswith((".", ",", ";", "-")) and not text.isupper()
    ):
        return False
    if not (text[0].isupper() or text[0].isdigit()) and "Page " not in text and not first:
        return False
    if text[0].islower() and "Page " not in text and ".org" not in text:
        return False
    if opens_list(text) or NAME_AT_START.match(text) or "http" in text or text.startswith("10."):
        return False
    return first or not any(map(str.isdigit, text)) or "(" in text


def _foot(lines: Lines, page: int, counts: Counter[str]) -> set[int]:
    """Returns the page number or page footer at the bottom of the page before."""
    found: set[int] = set()
    line = page - 1
    paged = False
    for _ in range(FOOTER_LINES):
        line = lines.previous_filled(line)
        if line < 0:
            break
        text = lines.text(line)
        repeated = _edge(lines, line) and _comes_again(text, counts, often=REPEATED_ELSEWHERE)
        numbered = _PAGE_NUMBER.fullmatch(text) and not paged and _edge(lines, line)
        if not repeated and not numbered:
            break
        paged = paged or not repeated
        found.add(line)
        line -= 1
    return found


def _unmarked(lines: Lines, counts: Counter[str]) -> set[int]:
    """Running heads in texts that have lost their form feeds: blocks that are repeated often."""
    if not any(count > REPEATED_AT_TOP for count in counts.values()):
        return set()
    found: set[int] = set()
    line = 0
    while line < len(lines):
        line = lines.next_filled(line)
        block = _block(lines, line)
        line = block.stop + (len(block) > HEADER_LINES)
        texts = [lines.text(number) for number in block]
        edges = texts[:1] + texts[-1:]
        if (
            len(block) <= HEADER_LINES
            and all(
                _comes_again(text, counts, often=REPEATED_ELSEWHERE)
                for text in edges
                if not _PAGE_NUMBER.fullmatch(text)
            )
            and not all(map(_PAGE_NUMBER.fullmatch, texts))
            and not any(map(opens_list, texts))
            and not any(map(is_links, texts))
            and likelihood(" ".join(texts)) < ENTRY_LIKELIHOOD
        ):
            found.update(block)
    return found


# --- pages that nothing marks, told by how regularly their numbers and headers come ---------------

_NUMBER: Final = lazy_regex(
    r"[|~–—-]{0,2}\s?(?:(?:[Pp]age|[Ss]eite|[Pp]ágina|p\.)\s?)?(\d{1,4})\s?[|~–—-]{0,2}"
)
_IN_HEAD: Final = lazy_regex(r"(?:^|\s)(\d{1,4})(?:\s|$)")


def _regular_lines(lines: Lines) -> set[int]:
    """Returns the page numbers that count up at regular distances, and the page headers next to
    them."""
    numbers: dict[int, list[int]] = defaultdict(list)
    heads: dict[str, list[int]] = defaultdict(list)
    for line in range(len(lines)):
        if 0 < lines.length(line) <= HEADER_CHARACTERS:
            text = lines.text(line)
            number = _NUMBER.fullmatch(text)
            if number:
                numbers[int(number.group(1))].append(line)
            else:
                heads[_without_digits(text)].append(line)
    alone = sorted(line for places in numbers.values() for line in places)
    found: set[int] = set()
    for chain in _chains(numbers):
        if len(chain) >= FEWEST_PAGES and _is_regular(chain) and _is_beyond_chance(chain, alone):
            found.update(chain)
    found.update(_next_to(lines, found))
    for key, places in heads.items():
        worded = len(places) >= FEWEST_PAGES and sum(map(str.isalpha, key)) > HEADER_LETTERS
        if worded and (_counts_up(lines, places) or _recurs(lines, places)):
            found.update(places)
    return found


def _chains(numbers: dict[int, list[int]]) -> Iterator[list[int]]:
    """Yields the lines of numbers that count up by one, page after page."""
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


def _is_beyond_chance(chain: Sequence[int], alone: Sequence[int]) -> bool:
    """Returns whether a chain is more than chance, by the other numbers that are alone among its
    lines.

    Pages that print how often a work was cited have one such number below every entry.
    """
    among = bisect_right(alone, chain[-1]) - bisect_left(alone, chain[0])
    return among <= LONE_NUMBERS * len(chain) or len(chain) >= SURE_PAGE_NUMBERS


def _following(places: Sequence[int], line: int) -> int | None:
    place = bisect_left(places, line + SHORTEST_PAGE_LINES)
    if place < len(places) and places[place] - line <= LONGEST_PAGE_LINES:
        return places[place]
    return None


def _is_regular(places: Sequence[int]) -> bool:
    """Returns whether pages are about equally long; the first and the last one are often
    shorter."""
    lengths = sorted(b - a for a, b in pairwise(places))
    usual = median(lengths)
    inner = lengths[1:] if len(lengths) > FEWEST_PAGES else lengths
    return (
        lengths[0] >= SHORTEST_PAGE_LINES
        and inner[0] * REGULAR_PAGES >= usual >= lengths[-1] / REGULAR_PAGES
    )


def _next_to(lines: Lines, numbers: set[int]) -> set[int]:
    """Returns the lines next to page numbers that are there on several pages."""
    near: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        for line in _neighbours(lines, number):
            text = lines.text(line)
            if len(text) <= HEADER_CHARACTERS and sum(map(str.isalpha, text)) > HEADER_LETTERS:
                near[_without_digits(text)].append(line)
    least = max(FEWEST_PAGES, len(numbers) // HEADERS_PER_PAGE)
    return {line for places in near.values() if len(places) >= least for line in places}


def _neighbours(lines: Lines, line: int) -> Iterator[int]:
    before = line
    after = line
    for _ in range(HEADER_DISTANCE_LINES):
        before = lines.previous_filled(before - 1)
        if before >= 0:
            yield before
        after = lines.next_filled(after + 1)
        if after < len(lines):
            yield after


def _recurs(lines: Lines, places: Sequence[int]) -> bool:
    """Returns whether a line is repeated at regular distances and is not part of an entry."""
    text = lines.text(places[0])
    if len(places) < RECURRING_HEADERS or not _is_regular(places) or text.endswith((",", ";", ":")):
        return False
    return (
        all(lines.text(place) == text for place in places) and likelihood(text) < ENTRY_LIKELIHOOD
    )


def _counts_up(lines: Lines, places: Sequence[int]) -> bool:
    """Returns whether a head has the page number: "272 ROE ET AL.", two pages on "274 ROE ET
    AL."."""
    numbers = []
    for line in places:
        found = _IN_HEAD.findall(lines.text(line))
        if len(found) != 1:
            return False
        numbers.append(int(found[0]))
    steps = {b - a for a, b in pairwise(numbers)}
    return len(steps) == 1 and steps <= {1, 2} and _is_regular(places)
