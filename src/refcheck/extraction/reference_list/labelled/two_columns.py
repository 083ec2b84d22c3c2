"""Short numbered lists set in two columns side by side, as they come out of a layout.

" [1] S. Kichenassamy, ... (1997).      [3] Y. T. Gao, ... (1998)."
" [2] B. Tian, K. Zhao, ... 35,         [4] E. Parkes, ..."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.headings import opens_list
from refcheck.extraction.thresholds import (
    COLUMN_GAP,
    COLUMN_LINE_CHARACTERS,
    HEADING_LINES,
    LEAST_COLUMN_ENTRIES,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["two_column_lists"]

_LABEL: Final = r"(?P<{name}>\[\d{{1,3}}\]|\(\d{{1,3}}\)|\d{{1,3}}[.)])\s{{1,4}}(?=\S)"
_FIRST: Final = lazy_regex(_LABEL.format(name="first"))
_SECOND: Final = lazy_regex(r"(?<=\s)" + _LABEL.format(name="second"))
_OPENING: Final = ("[", "(")  # what a label begins with if it does not begin with a digit
_DIGITS: Final = lazy_regex(r"\d+")


class _Cell(NamedTuple):
    """A part of a line, in one of the columns."""

    start: int
    end: int


def two_column_lists(judge: ListJudge) -> Iterator[ListCandidate]:
    """Yields the lists whose second half is next to the first."""
    done = 0
    text, start = judge.lines.document.text, judge.lines.start
    for line in judge.lines.promising():
        sign = text[start[line] : start[line] + 1]
        if line < done or not (sign.isdecimal() or sign in _OPENING):
            continue
        done = _block_end(judge, line)
        if done > line:
            candidate = _list_of(judge, line, done)
            if candidate is not None:
                yield candidate


def _block_end(judge: ListJudge, line: int) -> int:
    """Returns where the block of lines ends that begins with two labels; `line` if it has none."""
    lines = judge.lines
    length = lines.length(line)
    if not COLUMN_GAP < length <= COLUMN_LINE_CHARACTERS or _second(judge, line) is None:
        return line
    stop = line + 1
    while stop < len(lines) and 0 < lines.length(stop) <= COLUMN_LINE_CHARACTERS:
        stop += 1
    return stop


def _second(judge: ListJudge, line: int) -> re.Match[str] | None:
    """Returns the label of the second column of a line whose first column begins with one."""
    text, start, end = judge.lines.document.text, judge.lines.start[line], judge.lines.end[line]
    first = _FIRST.match(text, start, end)
    if first is None:
        return None
    number = int(_DIGITS.findall(first["first"])[0])
    for found in _SECOND.finditer(text, first.end(), end):
        same = _DIGITS.sub("", found["second"]) == _DIGITS.sub("", first["first"])
        if same and int(_DIGITS.findall(found["second"])[0]) > number:
            return found
    return None


def _list_of(judge: ListJudge, line: int, stop: int) -> ListCandidate | None:
    """Returns the list in a block of lines, read column by column."""
    cells = _columns(judge, line, stop)
    if cells is None:
        return None
    drafts = list(_drafts(judge.lines.document.text, cells))
    numbers = [int(_DIGITS.findall(draft.label or "0")[0]) for draft in drafts]
    counted = range(numbers[0], numbers[0] + len(numbers)) if numbers else range(0)
    if len(numbers) < LEAST_COLUMN_ENTRIES or numbers != list(counted):
        return None
    firmness = _heading_of(judge, line)
    scores = [judge.score(one, listed=firmness > 0, labelled=True) for one in drafts]
    return judge.accept(line, stop, drafts, scores, firmness, labelled=True)


def _columns(judge: ListJudge, line: int, stop: int) -> list[_Cell] | None:
    """Returns the parts of lines, the first column before the second; None where words go across
    from one to the other."""
    lines, text = judge.lines, judge.lines.document.text
    seconds = {one: _second(judge, one) for one in range(line, stop)}
    places = {
        one: lines.indent[one] + found.start() - lines.start[one]
        for one, found in seconds.items()
        if found is not None
    }
    usual = places[line]
    near = [place for place in places.values() if abs(place - usual) <= COLUMN_GAP]
    begin = lines.start[line] + usual - lines.indent[line]
    if len(near) < 2 and not text[begin - COLUMN_GAP : begin].isspace():
        return None
    leftmost = min(near)
    left: list[_Cell] = []
    right: list[_Cell] = []
    for one in range(line, stop):
        place = places.get(one, leftmost)
        place = place if abs(place - usual) <= COLUMN_GAP else leftmost
        start, end = lines.start[one], lines.end[one]
        middle = min(end, start + max(0, place - lines.indent[one]))
        if start < middle < end and text[middle - 1] not in " \t":
            return None
        left.append(_Cell(start, middle))
        right.append(_Cell(middle, end))
    return [*left, *right]


def _drafts(text: str, cells: list[_Cell]) -> Iterator[EntryDraft]:
    """Yields the entries of the cells in reading order."""
    label: str | None = None
    parts: list[tuple[int, int]] = []
    for start, end in cells:
        while end > start and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            continue
        found = _FIRST.match(text, start, end)
        if found is not None:
            if label is not None:
                yield EntryDraft(label, tuple(parts))
            label, parts = found["first"], [(found.end(), end)]
        else:
            parts.append((start, end))
    if label is not None:
        yield EntryDraft(label, tuple(parts))


def _heading_of(judge: ListJudge, line: int) -> float:
    best = 0.0
    for _ in range(HEADING_LINES):
        line = judge.lines.previous_filled(line - 1)
        if line < 0:
            break
        best = max(best, opens_list(judge.lines.text(line)))
    return best
