"""Lists without labels: under a heading, or with nothing to announce them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge, best_stretch
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.headings import (
    closes_list,
    inline_heading,
    inline_sources,
    opens_list,
)
from refcheck.extraction.reference_list.likelihood import NAME_AT_START, likelihood
from refcheck.extraction.reference_list.several_works import each_work
from refcheck.extraction.reference_list.surroundings.about_article import is_legend_heading
from refcheck.extraction.reference_list.surroundings.annotations import (
    is_annotation,
    without_annotation,
)
from refcheck.extraction.reference_list.surroundings.exhibits import exhibit_begins
from refcheck.extraction.reference_list.surroundings.group_headings import parts_groups
from refcheck.extraction.reference_list.unlabelled.address_lines import cut_at_addresses
from refcheck.extraction.reference_list.unlabelled.rows import ListRows, list_rows
from refcheck.extraction.reference_list.unlabelled.segmentation import Row, cut
from refcheck.extraction.thresholds import (
    ADDRESS_GAIN,
    AFTER_PAGE_LIKELIHOOD,
    ANNOTATED_ENTRIES,
    CLUSTER_GAP_LINES,
    CLUSTER_LINES,
    CLUSTER_MARGIN_LINES,
    COVERED_SHARE,
    CUT_ROUNDS,
    EVEN_SCORE,
    HEADED_GROWTH,
    HEADED_LINES,
    HEADED_MARGIN_LINES,
    HEADING_CHARACTERS,
    INTRODUCTION_PIECES,
    INTRODUCTION_SCORE,
    LAST_ON_PAGE_LIKELIHOOD,
    LEAST_HEADING_CHARACTERS,
    MOST_ENTRY_LINES,
    REST_BLANKS,
    REST_ENTRIES,
    REST_SCORE,
    SOURCE_FIRMNESS,
    SURE_ENTRIES,
    SURE_LABELLED_MEAN,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["UnnumberedListFinder"]

_DATE: Final = lazy_regex(r"[12]\d{3}|://|www|\d[:;,(]\s?\d")  # what an entry has and a menu not
# "12:34-5", a DOI, "PMID" or a year. The set of first characters comes first, and what is
# before them is looked at after it: only so the pattern is quick on body text.
_STRONG: Final = lazy_regex(
    r"[0-9P](?:(?<=[0-9])\)?\s?[:;,]\s?[a-zA-Z]?\d{1,6}\s?[-–]\s?[a-zA-Z]?\d"
    r"|(?<!\w1)(?<=1)0\.\d{4,9}/|(?<!\wP)(?<=P)MID\b"
    r"|(?P<year>(?<![\d.,/-][12])(?:(?<=1)[5-9]\d\d|(?<=2)0[0-4]\d)(?!\d)))"
)


# What begins with two words like "Patients were" does not begin with a name: particles are shorter.
_SENTENCE: Final = lazy_regex(r"[A-Z][a-z]{3,} [a-z]")


class UnnumberedListFinder:
    """Finds the lists of a document that have to be cut by layout and wording."""

    def __init__(self, judge: ListJudge) -> None:
        self._judge = judge
        self._lines = judge.lines
        self._text = judge.lines.document.text

    def headed(self, labelled: Sequence[ListCandidate]) -> Iterator[ListCandidate]:
        """Yields the lists under a heading, but for those that have been found by their labels."""
        begins = {candidate.first for candidate in labelled if _is_sure(candidate)}
        last = -1
        for line in self._lines.promising():
            if not self._lines.length(line) > LEAST_HEADING_CHARACTERS or line < last:
                continue
            first, skipped, firmness = self._opened(line)
            if not firmness or line in self._judge.page_headers:
                continue
            if self._judge.next_content(first) in begins:
                continue
            candidate = self._below(first, firmness, skipped)
            if candidate is not None:
                last = candidate.last
                yield candidate

    def run_in(self) -> Iterator[ListCandidate]:
        """Yields the lists in one paragraph after a word like "Sources:", of two works at least.

        To be asked where there is nothing else: tables have such lines too.
        """
        stop = 0  # the end of the last paragraph that was tried
        for line in self._lines.promising():
            skipped = inline_sources(self._lines.text(line)[:HEADING_CHARACTERS])
            if not skipped or line < stop or line in self._judge.page_headers:
                continue
            stop = line + 1
            while stop < len(self._lines) and not self._lines.blank(stop):
                stop += 1
            candidate = self._from_lines(line, stop, SOURCE_FIRMNESS, skipped)
            works = (
                [each_work(self._text, draft) for draft in candidate.drafts] if candidate else []
            )
            if candidate is not None and sum(map(len, works)) > 1:
                yield candidate

    def _opened(self, line: int) -> tuple[int, int, float]:
        """Returns the first line below a heading, and how firm that is (0: it is not one).

        In "References: Smith J. ..." it is the line itself, without the characters of the heading.
        """
        if self._lines.length(line) > HEADING_CHARACTERS:
            start = self._lines.start[line]
            skipped = inline_heading(self._text[start : start + HEADING_CHARACTERS])
            return line, skipped, float(skipped > 0)
        firmness = opens_list(self._lines.text(line))
        below = self._lines.next_filled(line + 1)
        repeats = firmness and below < len(self._lines)
        if repeats and opens_list(self._lines.text(below)) >= firmness:  # it is printed twice
            line = below
        return line + 1, 0, firmness

    def _below(self, first: int, firmness: float, skipped: int) -> ListCandidate | None:
        """Returns the list that begins with a line (`skipped` characters into it), looked for in
        ever longer stretches."""
        reach = HEADED_LINES
        while True:
            stop = self._stop(first, first + reach)
            candidate = self._from_lines(first, stop, firmness, skipped)
            if (
                candidate is None
                or stop < first + reach
                or candidate.last < stop - HEADED_MARGIN_LINES
            ):
                return candidate
            reach *= HEADED_GROWTH

    def _stop(self, line: int, limit: int) -> int:
        """Returns the line of the next heading that ends a list, or the end of the document."""
        first = self._lines.next_filled(line)
        line = first
        limit = min(limit, len(self._lines))
        while line < limit:
            short = 0 < self._lines.length(line) <= HEADING_CHARACTERS
            short = short and line not in self._judge.page_headers
            if short and line > first and self._ends_list(line):
                return line
            if short and line > first and is_legend_heading(self._lines.text(line)):
                return line
            if line > first and exhibit_begins(self._lines, line):
                return line
            line += 1
        return limit

    def _ends_list(self, line: int) -> bool:
        """Returns whether a line is a heading by its words and by its place."""
        lines = self._lines
        text = lines.text(line)
        if not (text[0].isupper() or text[0].isdigit() or text[0] in "#*_"):
            return False
        if text.endswith(".") and not lines.blank(line - 1):
            return False  # "CEPR Discussion Papers 6699, C.E.P.R." / "Discussion Papers."
        apart = lines.blank(line - 1) or line + 1 >= len(lines) or lines.blank(line + 1)
        if not apart or not (opens_list(text) > 0 or closes_list(text)):
            return False
        return not parts_groups(lines, line, lines.previous_filled(line - 1))

    def _from_lines(
        self, first: int, stop: int, firmness: float, skipped: int = 0
    ) -> ListCandidate | None:
        """Returns the list in a stretch of lines, cut by its layout and ended where it stops to
        look so."""
        rows = list_rows(self._judge, first, stop, skipped)
        drafts: list[EntryDraft] = []
        scores: list[float] = []
        for _ in range(CUT_ROUNDS):
            pieces, drafts, scores = self._cut(rows, firmness)
            lead = self._introduction(drafts, scores) if firmness else 0
            begin, end = best_stretch(scores[lead:], from_start=firmness > 0)
            if begin == end:
                return None
            begin, end = begin + lead, end + lead
            end = begin + _before_rest(rows.rows, pieces[begin:end], scores[begin:end])
            begin, end = _whole_list(rows.rows, pieces, begin, end)
            low, high = pieces[begin].start, _last_row(rows.rows, pieces[begin:end])
            if (low, high) == (0, len(rows.rows)):
                break
            rows = rows.part(low, high)
        drafts, scores = self._without_annotations(drafts, scores)
        last = self._judge.line_of(drafts[-1].parts[-1][1]) + 1
        begins = self._judge.line_of(drafts[0].parts[0][0])
        return self._judge.accept(begins, last, drafts, scores, firmness, labelled=False)

    def _without_annotations(
        self, drafts: Sequence[EntryDraft], scores: Sequence[float]
    ) -> tuple[list[EntryDraft], list[float]]:
        """Returns the entries without the sentences about them, where a list has such."""
        shorter = [without_annotation(self._text, draft) for draft in drafts]
        notes = [
            number > 0 and score < REST_SCORE and is_annotation(self._judge.piece(draft.parts))
            for number, (draft, score) in enumerate(zip(shorter, scores, strict=True))
        ]
        if sum(notes) < ANNOTATED_ENTRIES:
            notes = [False] * len(notes)
        kept = [number for number, note in enumerate(notes) if not note]
        return [shorter[n] for n in kept], [
            scores[n] if shorter[n] is drafts[n] else self._judge.score(shorter[n]) for n in kept
        ]

    def _cut(
        self, rows: ListRows, firmness: float
    ) -> tuple[list[range], list[EntryDraft], list[float]]:
        """Returns the pieces of a list, as drafts and with their scores: cut by layout and wording,
        or after each address where that is better by far."""
        best = self._judged(rows, cut(rows.rows), firmness)
        if not firmness or self._looks_cited(best[1]):
            return best
        other = self._judged(rows, cut_at_addresses(self._judge, rows), firmness)
        gains = [
            math.fsum(score - EVEN_SCORE for score in scores) for _, _, scores in (best, other)
        ]
        return other if gains[1] > gains[0] + ADDRESS_GAIN else best

    def _looks_cited(self, drafts: Sequence[EntryDraft]) -> bool:
        """Returns whether most pieces look like references by their own words."""
        good = sum(self._judge.score(draft) >= REST_SCORE for draft in drafts)
        return 2 * good > len(drafts)

    def _judged(
        self, rows: ListRows, pieces: list[range], firmness: float
    ) -> tuple[list[range], list[EntryDraft], list[float]]:
        pieces = [piece for piece in pieces if piece.start not in rows.notices]
        drafts = [rows.draft(self._judge, piece) for piece in pieces]
        scores = [
            self._score(rows, piece, draft, firmness)
            for piece, draft in zip(pieces, drafts, strict=True)
        ]
        return pieces, drafts, scores

    def _score(self, rows: ListRows, piece: range, draft: EntryDraft, firmness: float) -> float:
        """Returns how surely a piece is an entry. Links count in the list below the heading alone:
        after it come menus."""
        listed = firmness > 0 and rows.is_item(piece.start)
        return self._judge.score(
            draft, listed=listed, linked=not rows.items or piece.start in rows.items
        )

    def _introduction(self, drafts: Sequence[EntryDraft], scores: Sequence[float]) -> int:
        """Returns how many pieces between a heading and the first entry are not entries.

        "This article references 3 other publications.", a menu of the sections.
        """
        count = 0
        while (
            count < min(INTRODUCTION_PIECES, len(drafts) - 1)
            and scores[count] < INTRODUCTION_SCORE
            and not _DATE.search(self._judge.piece(drafts[count].parts))
        ):
            count += 1
        return count if count < len(drafts) and scores[count] >= EVEN_SCORE else 0

    def loose(self, known: Sequence[ListCandidate]) -> Iterator[ListCandidate]:
        """Yields the lists that nothing announces, where what has been found covers too little."""
        ahead = deque(sorted(known, key=lambda one: one.first))
        near: list[ListCandidate] = []  # those that reach into the cluster, or beyond it
        for first, stop in self._clusters():
            while ahead and ahead[0].first < stop:
                near.append(ahead.popleft())
            near = [candidate for candidate in near if candidate.last > first]
            covered = sum(
                min(
                    max(0, min(stop, c.last) - max(first, c.first)),
                    MOST_ENTRY_LINES * len(c.drafts),
                )
                for c in near
            )
            filled = sum(not self._lines.blank(line) for line in range(first, stop))
            if covered > COVERED_SHARE * filled:
                continue
            candidate = self._from_lines(first, stop, 0.0)
            if candidate is not None:
                yield candidate

    def _clusters(self) -> Iterator[tuple[int, int]]:
        """Yields stretches where lines with the marks of references are close together."""
        lines = self._lines
        first = last = -100
        count = 0
        for line in self._strong_lines():
            if line - last > CLUSTER_GAP_LINES:
                if count >= CLUSTER_LINES:
                    yield self._widened(first, last)
                first, count = line, 0
            count += 1
            last = line
        if count >= CLUSTER_LINES:
            yield self._widened(first, min(last, len(lines) - 1))

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """From the beginning of the block that `first` is in to the end of that of `last`."""
        lines = self._lines
        floor = max(0, first - CLUSTER_MARGIN_LINES)
        while (
            first > floor and not lines.blank(first - 1) and not opens_list(lines.text(first - 1))
        ):
            first -= 1
        ceiling = min(len(lines), last + CLUSTER_MARGIN_LINES + 1)
        while last < ceiling and not lines.blank(last):
            last += 1
        return first, last

    def _strong_lines(self) -> Iterator[int]:
        last = -1
        for match in _STRONG.finditer(self._text):
            line = bisect_right(self._lines.start, match.start()) - 1
            if line == last or line < 0:
                continue
            if match.lastgroup == "year":
                start, end = self._lines.start[line], self._lines.end[line]
                if _SENTENCE.match(self._text, start, end):
                    continue
                if not NAME_AT_START.match(self._text, start, end):
                    continue
            last = line
            yield line


def _before_rest(rows: Sequence[Row], pieces: Sequence[range], scores: Sequence[float]) -> int:
    """Returns how many of the pieces are entries, where what follows a list was taken in with it.

    In a list that is set without blank lines, the first one ends it, unless what follows is a sure
    reference. And a list in alphabetical order does not begin again at A.
    """
    gaps = [rows[piece.start].gap for piece in pieces]
    for number in range(REST_ENTRIES, len(pieces)):
        if (
            scores[number] < REST_SCORE
            and gaps[number] == 1
            and gaps[1:number].count(1) * REST_BLANKS < number
        ):
            return number
    return len(pieces)


def _whole_list(
    rows: Sequence[Row], pieces: Sequence[range], begin: int, end: int
) -> tuple[int, int]:
    """Returns the pieces from the first to the last item of a list that the format itself marks."""
    items = [rows[piece.start].relation == "item" for piece in pieces]
    if end - begin < 2 or not all(items[begin + 1 : end]):
        return begin, end
    while begin > 0 and items[begin]:
        begin -= 1
    while end < len(pieces) and items[end]:
        end += 1
    return begin, end


def _is_sure(candidate: ListCandidate) -> bool:
    """Returns whether nearly all entries of a labelled list are references beyond doubt."""
    scores = candidate.scores
    return len(scores) > SURE_ENTRIES and math.fsum(scores) > SURE_LABELLED_MEAN * len(scores)


def _last_row(rows: Sequence[Row], pieces: Sequence[range]) -> int:
    """Returns where the last piece ends: at its first blank line, if no other piece contains one.

    Where the page ends with it, so does the list, if the next page goes on with something else.
    """
    *others, last = pieces
    for row in last[1:]:
        if rows[row].gap == 2 and rows[row - 1].text.endswith("."):
            before, after = (
                " ".join(rows[r].text for r in part)
                for part in (range(last.start, row), range(row, last.stop))
            )
            if (
                likelihood(before) > LAST_ON_PAGE_LIKELIHOOD
                and likelihood(after) < AFTER_PAGE_LIKELIHOOD
                and after[0].isupper()
            ):
                return row
    if not any(rows[row].gap == 1 for piece in others for row in piece[1:]):
        for row in last[1:]:
            if rows[row].gap == 1:
                return row
    return last.stop
