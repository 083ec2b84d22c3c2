"""Headings that announce a list of references where none was found: a list that would be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.headings import closes_list, opens_list, strip_marks
from refcheck.extraction.reference_list.likelihood import likelihood
from refcheck.extraction.thresholds import (
    CONTENTS_CHARACTERS,
    CONTENTS_LINES,
    HEADING_CHARACTERS,
    LEAST_HEADING_CHARACTERS,
    UNLISTED_LIKELIHOOD,
    UNLISTED_LINES,
    UNLISTED_SECTION_LINES,
)
from refcheck.model.document import Heading

__all__ = ["unlisted_headings"]

_ONE_WORK = frozenset({"reference", "ref", "referencia"})  # a column, the sign of a letter
_FULL_STOPS = (".", ",", ";", ":", "-")


def unlisted_headings(judge: ListJudge, lists: Sequence[ListCandidate]) -> Iterator[Heading]:
    """Yields each firm heading that no list follows.

    Where a document has lists, an entry of its table of contents says "References" as well: then
    something like references has to follow the heading.
    """
    headings = list(_headings(judge))
    for place, line in enumerate(headings):
        following = headings[place + 1] if place + 1 < len(headings) else len(judge.lines)
        if any(one.first < following and one.last > line for one in lists):
            continue
        if not lists and place + 1 < len(headings):
            continue  # the last heading is that of the list; the others are in a table of contents
        if not lists or _has_references(judge, line, following):
            span = judge.lines.document.span(judge.lines.start[line], judge.lines.end[line])
            yield Heading(text=strip_marks(judge.lines.text(line)).strip(), span=span)


def _headings(judge: ListJudge) -> Iterator[int]:
    """Yields the lines that announce a list firmly."""
    lines = judge.lines
    for line in range(len(lines)):
        short = LEAST_HEADING_CHARACTERS < lines.length(line) <= HEADING_CHARACTERS
        if not short or opens_list(lines.text(line)) < 1.0 or _is_in_contents(judge, line):
            continue
        if strip_marks(lines.text(line)).strip().lower() not in _ONE_WORK:
            yield line


def _is_in_contents(judge: ListJudge, line: int) -> bool:
    """Returns whether a line is one of a table of contents: short lines come right before it."""
    above = range(line - CONTENTS_LINES, line)
    return above.start >= 0 and all(
        0 < judge.lines.length(one) <= CONTENTS_CHARACTERS
        and not judge.lines.text(one).endswith(_FULL_STOPS)
        for one in above
    )


def _has_references(judge: ListJudge, heading: int, following: int) -> bool:
    """Returns whether lines below a heading look like references."""
    lines = judge.lines
    count = 0
    for line in range(heading + 1, min(following, heading + UNLISTED_SECTION_LINES, len(lines))):
        if lines.blank(line):
            continue
        if closes_list(lines.text(line)) and lines.blank(line - 1):
            break
        count += likelihood(lines.text(line)) > UNLISTED_LIKELIHOOD
    return count >= UNLISTED_LINES
