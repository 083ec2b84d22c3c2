"""Candidates for numbered markers in the body text: [3-5], (3), superscript and flattened
numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.equations import is_equation_number
from refcheck.extraction.intext.intervals import is_interval
from refcheck.extraction.intext.marker import DASH, NUMBERS, Marker, Shape, read_numbers
from refcheck.extraction.intext.superscript import flattened_markers, superscript_markers
from refcheck.extraction.thresholds import (
    ENUMERATION_CHARACTERS,
    ENUMERATION_MARKERS,
    ROW_CHARACTERS,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["find_markers"]

_LEAD: Final = (
    r"(?:(?:[Ss]ee|e\.g\.|i\.e\.|[Cc]f\.?|[Rr]ef(?:s|erences?)?\.?|[Rr]eviewed (?:in|by)"
    r"|also|as in|in|vgl\.?|siehe|ver|véase|voir)[,:]?\s){1,2}"
)
_TAIL: Final = (
    r"(?:[,;:]\s?(?:pp?\.|pages?|ch(?:ap|apter)?\b|sec(?:t|tion)?\b|§|[Tt]heorem|[Ll]emma|[Ff]ig|[Tt]able"
    r"|[Ee]q|[Pp]rop|[Dd]ef|S\.|vol|[Aa]ppendix|and|see|for)[^\[\]()\n]{0,40}"
    r"|\s(?:and|and the) (?:references|others)[^\[\]()\n]{0,20})?"
)
_SQUARE: Final = lazy_regex(
    rf"(?:\[|\{{\[\}})\s{{0,2}}(?:{_LEAD})?(?P<numbers>{NUMBERS}){_TAIL}"
    r"\s{0,2}(?:\\?\]|\{\]\})"  # of LaTeX: "{[}3{]}"
)
_ROUND: Final = lazy_regex(rf"\(\s{{0,2}}(?:{_LEAD})?(?P<numbers>{NUMBERS}){_TAIL}\s{{0,2}}\)")
_WORDED: Final = lazy_regex(
    rf"[Rr]ef(?<!\w...)(?:s|erences?|\.)?\.?\s{{1,2}}(?:[Nn]os?\.\s?)?(?P<numbers>{NUMBERS})(?![\w.]\w|\w|%)"
)

# What numbers in brackets belong to that cite nothing: "equation (3)", "Article 12 (3)".
_NUMBERED_THING: Final = lazy_regex(
    r"(?:\b(?:[Ee]q(?:s|n|uations?|uação|uações|uación)?|[Ff]ig(?:s|ures?|ura)?"
    r"|[Tt]ab(?:s|les?|ela|la)?|[Ss]ection|[Aa]rt(?:icle)?|[Cc]hapter|[Ss]cheme|[Tt]heorem"
    r"|[Ll]emma|[Nn]os?)\.?|[=<>≤≥±×·+*/−§])\s{0,2}\Z"
)


def _brackets(body: BodyText, pattern: re.Pattern[str], shape: Shape) -> Iterator[Marker]:
    text = body.text
    for match in body.find(pattern):
        start, end = match.span()
        start -= text[start - 1 : start] == "\\"  # of Markdown: "\\[3\\]"
        if shape is Shape.ROUND and not _may_be_round(text, start, end):
            continue
        if is_equation_number(text, start, end):
            continue
        if shape is Shape.SQUARE and is_interval(text, match.start(), end):
            continue
        if not _is_label(text, start, end):
            yield Marker(start, end, shape, read_numbers(match["numbers"]))


def _may_be_round(text: str, start: int, end: int) -> bool:
    """Returns whether (3) may cite: not attached to a word, not the number of a thing, not in a
    table."""
    before = text[start - 1 : start]
    if not before or before.isalnum() or text[end : end + 1].isalnum():
        return False
    if _NUMBERED_THING.search(text, max(0, start - 16), start) is not None:
        return False
    return not (before == " " and text[start - 2].isdigit() and _is_row(text, start))


def _is_row(text: str, start: int) -> bool:
    """Returns whether a line contains counts with their shares, as tables do: "12 (40) 15 (50)"."""
    begin = text.rfind("\n", max(0, start - ROW_CHARACTERS), start) + 1 or max(
        0, start - ROW_CHARACTERS
    )
    end = text.find("\n", start, start + ROW_CHARACTERS)
    return _COUNTS.search(text, begin, end if end >= 0 else start + ROW_CHARACTERS) is not None


_COUNTS: Final = lazy_regex(r"\d\s\(\d[\d.]{0,5}%?\)[\s,;|/]{1,3}\d[\d.]{0,8}\s\(")


def _is_label(text: str, start: int, end: int) -> bool:
    """Returns whether a bracket begins a line as the label of an item, not as a wrapped word
    does."""
    line_start = text.rfind("\n", max(0, start - 40), start)
    if (line_start < 0 and start > 40) or text[line_start + 1 : start].strip():
        return False
    if text[end : end + 1] in {".", ",", ";", ":", ")"}:
        return False
    before = text[max(0, line_start - 4) : max(0, line_start)].rstrip("\r")
    goes_on = before[-1:].isalnum() or before[-1:] in {",", ")", "%", '"', "”", "-", "–"}
    return not (goes_on or before.endswith("al."))


def find_markers(body: BodyText) -> dict[Shape, list[Marker]]:
    """Returns every candidate by shape, each list in order; no two of one shape overlap."""
    found = {
        Shape.SQUARE: _with_ranges(body.text, list(_brackets(body, _SQUARE, Shape.SQUARE))),
        Shape.ROUND: _without_enumerations(body.text, list(_brackets(body, _ROUND, Shape.ROUND))),
        Shape.SUPERSCRIPT: superscript_markers(body),
        Shape.FLATTENED: flattened_markers(body),
    }
    found[Shape.WORDED] = [
        Marker(*match.span(), Shape.WORDED, read_numbers(match["numbers"]))
        for match in body.find(_WORDED)
    ]
    return found


_TO: Final = lazy_regex(rf"\s?{DASH}\s?")


def _with_ranges(text: str, markers: list[Marker]) -> list[Marker]:
    """Returns markers that are the two ends of a range joined: "[3]–[5]"."""
    joined: list[Marker] = []
    for marker in markers:
        before = joined[-1] if joined else None
        if before is not None:
            first, last = before.ranges[-1], marker.ranges[0]
            single = first[0] == first[1] and last[0] == last[1]
            if single and _TO.fullmatch(text, before.end, marker.start):
                ranges = (*before.ranges[:-1], (first[0], last[0]), *marker.ranges[1:])
                joined[-1] = Marker(before.start, marker.end, marker.shape, ranges)
                continue
        joined.append(marker)
    return joined


_BEFORE_POINT: Final = lazy_regex(
    r"(?:[:;,.]|\b(?:and|or|und|oder|y|e|et|ou|o|the|by|are|is))\s{0,3}\Z|\n\s{0,8}\Z"
)
_AFTER_POINT: Final = lazy_regex(r"\s{0,2}[^\W\d_]")


def _without_enumerations(text: str, markers: list[Marker]) -> list[Marker]:
    """Returns the markers without "(1) ..., (2) ..., and (3) ..." that count points of a
    sentence."""
    dropped: set[int] = set()
    for first, marker in enumerate(markers):
        if marker.ranges != ((1, 1),):
            continue
        run = [first]
        for place in range(first + 1, min(len(markers), first + ENUMERATION_MARKERS)):
            step = len(run) + 1
            if markers[place].start - markers[run[-1]].end > ENUMERATION_CHARACTERS:
                break
            if markers[place].ranges == ((step, step),):
                run.append(place)
        steps = [place for place in run if _opens_step(text, markers[place])]
        if len(run) > 1 and len(steps) * 3 >= len(run) * 2 and run[0] in steps:
            dropped.update(run)
    return [marker for place, marker in enumerate(markers) if place not in dropped]


def _opens_step(text: str, marker: Marker) -> bool:
    before = _BEFORE_POINT.search(text, max(0, marker.start - 8), marker.start)
    return before is not None and _AFTER_POINT.match(text, marker.end) is not None
