"""Labels within lines: lists that are one paragraph ("1) ...; 2) ...", "[1]...[2]")."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.extraction.reference_list.labelled.joints import asks_for_number
from refcheck.extraction.reference_list.likelihood import NAME_AT_START, likelihood
from refcheck.extraction.thresholds import (
    FIRST_WORDS_CHARACTERS,
    INLINE_LOST,
    INLINE_TRIED,
    PROMISING_LIKELIHOOD,
)
from refcheck.text.label_forms import is_lettered, read_labels
from refcheck.text.patterns import lazy_regex

__all__ = ["InlineLabel", "inline_labels"]


class InlineLabel(NamedTuple):
    """A label within the stretch number `part` of an entry; the entry before ends at `stop`."""

    part: int
    stop: int
    number: int
    begin: int
    end: int
    content: int


# Where a label may begin: behind the end of a reference ("351-4.2.Zarate", "351-4; 2) Zarate",
# "Geneva 2 Smith"), by what it begins with.
_BEHIND: Final = r"(?:(?<=[.;)\]”\"’/?!>,|])|(?<=[\w.;)\]”\"’/?!>,|•●—–])[^\S\n]{1,8})"
_CLOSE: Final = r"(?:(?<=[\w.;)\]”\"’/?!>,|])|(?<=\S)[^\S\n]{1,8})"
_STARS: Final = r"(?:[*•●○◦°■★]{1,3}\s?)?"
_DIGIT_PLACES: Final = lazy_regex(rf"{_BEHIND}(?={_STARS}\d)")
_SIGN_PLACES: Final = lazy_regex(rf"{_CLOSE}(?={_STARS}[\[(（［{{/<«‹【#№])")
_RAISED_PLACES: Final = lazy_regex(rf"{_CLOSE}(?={_STARS}(?:[⁰¹²³⁴-⁹①-⓿❶-➓㉑-㊿]|<sup>|\^))")
_WORD_PLACES: Final = lazy_regex(rf"{_BEHIND}(?={_STARS}(?:[^\W\d_]|[\[(#№{{/]))")
_SIGNED: Final = frozenset({"square", "round", "brace", "slashes", "angle"})
_BEGINS: Final = lazy_regex(r"[\"“‘'«„]?(?:[^\W\d_]|https?:)")
_FINISHED: Final = frozenset('.;)]/”"')
# "1-" and "1 -" are as good as "1.-" for the label that is looked for.
_ALIKE: Final = {"own": "bare", "flattened": "bare", "marked": "dot"}
# The last characters before a label that are not part of the entry before it.
_PARTED: Final = " \t\u00a0;,|•●*—–"


def inline_labels(
    text: str, parts: Sequence[tuple[int, int]], style: str, number: int, following: int | None
) -> list[InlineLabel]:
    """Returns the labels after `number` that are within the stretches of an entry of a text.

    They count up by one (a few may be lost), up to `following`, the label of the next entry. Each
    comes where an entry may end, and before what may begin one.
    """
    places: dict[int, list[InlineLabel]] = defaultdict(list)
    for label in _labels(text, parts, style):
        if number < label.number and (following is None or label.number < following):
            places[label.number].append(label)
    chain: list[InlineLabel] = []
    at, ends = parts[0][0] if parts else 0, [end for _, end in parts]
    while places:
        found = None
        for step in range(1, INLINE_LOST + 2):
            found = _first(text, places.get(number + step, ()), at, ends)
            if found is not None:
                break
        if found is None:
            break
        chain.append(found)
        number, at = found.number, found.content
    return chain


def _labels(text: str, parts: Sequence[tuple[int, int]], style: str) -> Iterator[InlineLabel]:
    wanted = _ALIKE.get(style, style)
    pattern = _DIGIT_PLACES
    if style in _SIGNED:
        pattern = _SIGN_PLACES
    elif style in {"super", "circled"}:
        pattern = _RAISED_PLACES
    elif is_lettered(style) or style == "word" or style.startswith("named"):
        pattern = _WORD_PLACES
    for part, (start, end) in enumerate(parts):
        for place in pattern.finditer(text, start, end):
            if asks_for_number(text, place.start()):
                continue
            for form in read_labels(text, place.end(), end):
                if _ALIKE.get(form.style, form.style) == wanted:
                    stop = place.start()
                    while stop > start and (
                        text[stop - 1] in _PARTED or text[stop - 2 : stop] == " /"
                    ):
                        stop -= 1
                    yield InlineLabel(part, stop, *form[1:])


def _first(
    text: str, labels: Sequence[InlineLabel], at: int, ends: Sequence[int]
) -> InlineLabel | None:
    """Returns the first label after an offset that a reference follows."""
    first = bisect_right(labels, at, key=lambda one: one.begin)
    second_best = None
    for label in labels[first : first + INLINE_TRIED]:
        after = text[label.content : min(ends[label.part], label.content + FIRST_WORDS_CHARACTERS)]
        if after and not _BEGINS.match(after):
            continue
        if likelihood(after) > PROMISING_LIKELIHOOD or NAME_AT_START.match(after):
            return label
        parted = text[label.stop - 1] in _FINISHED or text[label.stop : label.begin].strip()
        if second_best is None and parted:
            second_best = label
    return second_best
