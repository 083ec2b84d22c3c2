"""The lines of a list without labels as rows to cut, with the links and labels next to them.

Links after an entry, the ids of studies before it, and what the format says of its items.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise
from typing import Final, NamedTuple

from refcheck.extraction.reference_list.block_paths import block_relations
from refcheck.extraction.reference_list.candidates import ListJudge
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.labelled.study_ids import study_id
from refcheck.extraction.reference_list.surroundings.group_headings import group_headings
from refcheck.extraction.reference_list.surroundings.link_text import is_count, is_links
from refcheck.extraction.reference_list.unlabelled.run_in import run_in_rows
from refcheck.extraction.reference_list.unlabelled.segmentation import Row
from refcheck.extraction.thresholds import SURE_GAP
from refcheck.frozen import dataclass

__all__ = ["ListRows", "list_rows"]

_BULLETS: Final = frozenset("•▪◦*-–")  # alone on a line, before an entry
_BETWEEN: Final = " \t\u00a0;|•●▪■/—–"  # two references of a paragraph
_IN_LIST: Final = frozenset({"item", "inside", "same"})


class _Line(NamedTuple):
    number: int
    start: int  # after the id of a study or a heading, where that is on the line too
    end: int
    gap: int
    page: int
    notice: bool = False  # words on the article itself begin here


@dataclass(frozen=True, slots=True)
class ListRows:
    """Rows of a list with the lines they are on, the links after them and the labels before them.

    `items` are the rows of the first list that the format marks as one, of two items at least;
    empty where it marks none. `notices` are the rows at which words on the article itself begin.
    """

    lines: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    rows: tuple[Row, ...]
    links: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    labels: tuple[tuple[int, str], ...] = ()
    items: range = range(0)
    notices: frozenset[int] = frozenset()

    def part(self, low: int, high: int) -> ListRows:
        """Returns the rows from `low` to `high` (exclusive)."""
        items = range(max(0, self.items.start - low), max(0, min(self.items.stop, high) - low))
        return ListRows(
            self.lines[low:high],
            self.starts[low:high],
            self.ends[low:high],
            self.rows[low:high],
            self.links,
            self.labels,
            items,
            frozenset(row - low for row in self.notices if low <= row < high),
        )

    def draft(self, judge: ListJudge, piece: range) -> EntryDraft:
        """Returns the entry that some rows make up."""
        parts = tuple(
            part for n in piece for part in judge.without_boilerplate(self.starts[n], self.ends[n])
        )
        lines = [self.lines[n] for n in piece]
        if piece.stop < len(self.lines) and self.lines[piece.stop] == lines[-1]:
            lines.pop()  # the links are after the last reference of a paragraph
        after = tuple(stretch for line in lines for stretch in self.links.get(line, ()))
        return EntryDraft(self._label(self.lines[piece.start]), parts, after)

    def _label(self, line: int) -> str | None:
        """Returns the id of the study that an entry is a report of: the last one before it."""
        place = bisect_right(self.labels, line, key=lambda one: one[0])
        return self.labels[place - 1][1] if place else None

    def is_item(self, row: int) -> bool:
        """Returns whether a row is part of a list that the format marks, or it marks none."""
        following = row + 1 < len(self.rows) and self.rows[row + 1].relation == "item"
        return not self.items or following or self.rows[row].relation in _IN_LIST


def list_rows(judge: ListJudge, first: int, stop: int, skipped: int = 0) -> ListRows:
    """Returns the lines from `first` to `stop` (exclusive) as rows; the first one without the
    `skipped` characters of a heading.

    A row is a line, or one of the references in a paragraph that has several.
    """
    lines = judge.lines
    found, links, labels = _read(judge, first, stop, skipped)
    found = _parted(lines.document.text, found)
    margins: dict[int, int] = {}
    for one in found:
        indent = lines.indent[one.number]
        margins[one.page] = min(indent, margins.get(one.page, indent))
    relation = block_relations(lines.document, [one.start for one in found])
    rows = tuple(
        Row(
            lines.document.text[one.start : one.end],
            lines.indent[one.number] - margins[one.page],
            one.gap,
            relation[place],
        )
        for place, one in enumerate(found)
    )
    numbers = tuple(one.number for one in found)
    starts = tuple(one.start for one in found)
    ends = tuple(one.end for one in found)
    notices = frozenset(place for place, one in enumerate(found) if one.notice)
    items = _first_items(rows)
    return ListRows(numbers, starts, ends, rows, links, tuple(labels), items, notices)


def _parted(text: str, found: list[_Line]) -> list[_Line]:
    """Returns the lines with those parted that have several references."""
    starts = run_in_rows([text[one.start : one.end] for one in found], [one.gap for one in found])
    if not starts:
        return found
    parted: list[_Line] = []
    for place, one in enumerate(found):
        cuts = [0, *starts.get(place, ()), one.end - one.start]
        for begin, stop in pairwise(cuts):
            start, end = one.start + begin, one.start + stop
            while end > start and text[end - 1] in _BETWEEN:
                end -= 1
            if start < end:
                gap = SURE_GAP if begin else one.gap
                parted.append(_Line(one.number, start, end, gap, one.page, one.notice))
    return parted


def _read(
    judge: ListJudge, first: int, stop: int, skipped: int
) -> tuple[list[_Line], dict[int, list[tuple[int, int]]], list[tuple[int, str]]]:
    """Returns the lines that are rows, the links after them and the ids before them, by line."""
    lines = judge.lines
    found: list[_Line] = []
    links: dict[int, list[tuple[int, int]]] = {}
    labels: list[tuple[int, str]] = []
    gap, page = 0, 0
    headings = group_headings(lines, first, stop)
    for line in range(first, stop):
        if lines.blank(line):
            gap = gap or 1
            continue
        if line in headings:
            gap = SURE_GAP
            continue
        if line in judge.page_headers:
            gap, page = 2, page + (gap != 2)
            continue
        text = lines.text(line)
        notice = bool(found) and (
            judge.notices.begins(line, stop)
            or (found[-1].notice and found[-1].number == line - 1 and judge.notices.goes_on(line))
        )
        if found and not notice and judge.is_boilerplate(line, stop):
            continue
        before = found[-1].number if found else -1
        if found and (is_links(text) or (before in links and is_count(text) and gap in {0, 3})):
            links.setdefault(before, []).append((lines.start[line], lines.end[line]))
            gap = SURE_GAP
            continue
        start = lines.start[line] + (skipped if line == first else 0)
        named = study_id(lines, line)
        if named is not None:
            labels.append((line, named.label))
            start, gap = named.content, SURE_GAP
        if text in _BULLETS or start >= lines.end[line]:
            gap = SURE_GAP
            continue
        if lines.begins_page(line) and gap != SURE_GAP:
            gap, page = 2, page + (gap != 2)
        gap = SURE_GAP if notice else gap
        found.append(_Line(line, start, lines.end[line], gap, page, notice))
        gap = 0
    return found, links, labels


def _first_items(rows: Sequence[Row]) -> range:
    """Returns the rows of the first list that the format marks as one."""
    place = next((n for n, row in enumerate(rows) if row.relation == "item"), None)
    if place is None:
        return range(0)
    begin = place - 1
    while begin > 0 and rows[begin].relation in {"inside", "same"}:
        begin -= 1
    end = place
    while end < len(rows) and rows[end].relation in _IN_LIST:
        end += 1
    return range(max(begin, 0), end)
