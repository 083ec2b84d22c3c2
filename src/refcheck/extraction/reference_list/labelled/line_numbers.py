"""The line numbers of a manuscript, at the beginning or at the end of the lines of a plain text.

"312     MC. The Information Quality Triangle: a methodology" is a line of an entry, and 312 is no
label. A list with bare numbers differs from such lines: each of its numbers begins an entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, Protocol

from refcheck.extraction.thresholds import (
    INNER_LINES_SHARE,
    LINE_NUMBER_COVERED,
    LINE_NUMBER_SKIPPED,
    LINE_NUMBERED_LINES,
    LINE_NUMBERS,
    LINE_NUMBERS_APART,
    TAIL_CHARACTERS,
)
from refcheck.text.line_numbers import LINE_STEPS, line_step
from refcheck.text.patterns import lazy_regex

__all__ = ["NumberedLine", "line_numbers"]

_LEAD: Final = lazy_regex(r"[Ll]?(\d{1,5})(?:\s?[:|])?(?:\s+|$)")
_TAIL: Final = lazy_regex(r"(?:^|\s+)(?:\|\s?)?(\d{1,5})$")
# How a line begins that is not the first of an entry or a paragraph: "2017;8(3):4875", "of acne".
_INNER: Final = lazy_regex(r"[\W_]{0,2}(?:[a-zß-öø-ÿ]|\d{1,4}\s?[^\W\d]?[);:,(–-])")


class _Lines(Protocol):
    """Lines by number, without the white space around them."""

    def __len__(self) -> int: ...
    def filled(self) -> list[int]: ...
    def text(self, line: int) -> str: ...


class NumberedLine(NamedTuple):
    """A line whose words go from `begin` to `end` (characters of it), without its number."""

    line: int
    begin: int
    end: int


class _Found(NamedTuple):
    value: int
    words: NumberedLine


def line_numbers(lines: _Lines) -> Iterator[NumberedLine]:
    """Yields the lines that have a line number, with what is left of them without it."""
    if len(lines) > LINE_NUMBERED_LINES:
        return
    filled = lines.filled()
    for of_line in (_at_begin, _at_end):
        numbered: dict[int, _Found] = {}  # by the place among the lines that are not blank
        for place, line in enumerate(filled):
            found = of_line(lines, line)
            if found is not None:
                numbered[place] = found
        if len(numbered) >= LINE_NUMBERS_APART:
            yield from _counted(lines, numbered, filled)


def _at_begin(lines: _Lines, line: int) -> _Found | None:
    text = lines.text(line)
    if not (text[0].isdigit() or text[0] in "Ll"):
        return None
    match = _LEAD.match(text)
    if match is None:
        return None
    return _Found(int(match[1]), NumberedLine(line, match.end(), len(text)))


def _at_end(lines: _Lines, line: int) -> _Found | None:
    text = lines.text(line)
    if not text[-1].isdigit():
        return None
    match = _TAIL.search(text, max(0, len(text) - TAIL_CHARACTERS))
    if match is None:
        return None
    return _Found(int(match[1]), NumberedLine(line, 0, match.start()))


def _counted(
    lines: _Lines, numbered: Mapping[int, _Found], filled: Sequence[int]
) -> Iterator[NumberedLine]:
    """Yields the lines of every series of numbers that count the lines."""
    gone: set[int] = set()  # judged already
    for step in LINE_STEPS:
        seen = set(gone)
        ended = -2  # the last number of the series before
        for place in numbered:
            if place in seen:
                continue
            series = _series(numbered, place, step, filled, seen)
            seen.update(series)
            values = [numbered[one].value for one in series]
            if values[0] != ended + 1 or step > 1:  # the rest after a figure is short
                if step == 1 and len(series) > 1:
                    gone.update(series)  # neither do 5, 10, 15 of such a list count lines
                if len(series) < (LINE_NUMBERS if step == 1 else LINE_NUMBERS_APART):
                    continue
                if line_step(values, series) != step:
                    continue
                if step == 1 and not _are_lines(lines, numbered, series, filled):
                    continue
            ended = values[-1]
            gone.update(series)
            yield from (numbered[one].words for one in series)


def _series(
    numbered: Mapping[int, _Found],
    place: int,
    step: int,
    filled: Sequence[int],
    seen: Collection[int],
) -> list[int]:
    """Returns the places of the numbers that count on from one, where it expects them."""
    series = [place]
    while True:
        last = series[-1]
        following = _following(numbered, last, step, filled)
        if following is None or following in seen:
            return series
        series.append(following)


def _following(
    numbered: Mapping[int, _Found], last: int, step: int, filled: Sequence[int]
) -> int | None:
    """Returns the place of the next number: a few lines may lack theirs, blank lines may count."""
    wanted = numbered[last].value + step
    ahead = range(1, 1 + LINE_NUMBER_SKIPPED) if step == 1 else range(step, 0, -1)
    for place in (last + one for one in ahead):
        found = numbered.get(place)
        if found is not None and found.value == wanted:
            exact = place - last == step or filled[place] - filled[last] == step
            if step == 1 or exact:
                return place
    return None


def _are_lines(
    lines: _Lines, numbered: Mapping[int, _Found], series: Sequence[int], filled: Sequence[int]
) -> bool:
    """Returns whether numbers that count up one by one belong to lines and not to entries.

    Nearly all lines have one, or it has a line to itself; and many lines go on with a sentence.
    """
    alone = [one for one in series if numbered[one].words.begin >= numbered[one].words.end]
    covered = len(series) >= LINE_NUMBER_COVERED * (series[-1] - series[0] + 1)
    if len(alone) == len(series):
        if covered:  # a column of numbers
            return True
        following = [filled[one + 1] for one in series if one + 1 < len(filled)]
        inner = sum(_INNER.match(lines.text(line)) is not None for line in following)
    elif covered:
        words = (numbered[one].words for one in series)
        inner = sum(_INNER.match(lines.text(w.line)[w.begin : w.end]) is not None for w in words)
    else:
        return False
    return inner >= INNER_LINES_SHARE * len(series)
