"""Stretches of a document that may be lists of references, each cut and weighed as a whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from refcheck.extraction.entries import Draft
from refcheck.extraction.evidence import NAME_AT_START, YEAR, is_grounded, likeness
from refcheck.extraction.furniture import is_count, is_links, leading_marks, page_furniture
from refcheck.extraction.headings import closes_list, opens_list
from refcheck.extraction.labels import INLINE, Label, Run, find_labels, find_runs
from refcheck.extraction.lines import Lines
from refcheck.extraction.segmentation import Row, cut

__all__ = ["Candidate", "Finder"]

Judge = Callable[[str], float]

# Scores of single entries are probabilities; a list is their sum above this.
_EVEN: Final = 0.45
_REMEMBERED: Final = 20_000  # pieces whose score is kept: a list is judged more than once
_REACH: Final = 800  # lines below a heading that are looked at first; lists may be longer
_MARGIN: Final = 60  # lines: a list that comes so near to the end of them may go on
_LOOKED_AT: Final = 600  # characters behind a label that have to hold a year, a number or a link
_FIRST_LINES: Final = 45  # that the first words are looked for on: some pages break at each comma
_LISTED_LINK: Final = 0.6  # what "Statistics: https://..." is worth below "References"
_JUDGED: Final = 900  # characters of an entry that are judged


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of lines that may be a list: its entries and how good they are together."""

    first: int
    last: int  # exclusive
    drafts: tuple[Draft, ...]
    scores: tuple[float, ...]
    value: float


class Finder:
    """Finds the lists of one document."""

    def __init__(self, lines: Lines, judge: Judge) -> None:
        self._lines = lines
        self._text = lines.document.text
        self._judge = judge
        self._furniture: frozenset[int] | None = None
        self._scores: dict[str, float] = {}
        self._looked: dict[int, float] = {}

    def candidates(self) -> list[Candidate]:
        """Every stretch that passes for a list; they may overlap."""
        found = list(self._labelled())
        found += self._headed(found)
        found += self._loose(found)
        return found

    # --- judging --------------------------------------------------------------------------------

    def score(self, text: str) -> float:
        """How surely a piece is a reference: its own marks, and the parser's where they waver."""
        known = self._scores.get(text)
        if known is not None:
            return known
        own = likeness(text)
        score = 0.7 * own + 0.3 * self._judge(text) if 0.08 < own < 0.92 else own
        if len(self._scores) < _REMEMBERED:
            self._scores[text] = score
        return score

    def _piece(self, parts: Sequence[tuple[int, int]]) -> str:
        """The text of an entry as far as it is judged, without the marks before it."""
        joined = ""
        for start, end in parts:
            joined += self._text[start : min(end, start + _JUDGED)] + " "
            if len(joined) > _JUDGED:
                break
        return _SPACED_SIGN.sub("", joined[leading_marks(joined) :].strip())

    def _score(self, draft: Draft, *, listed: bool = False) -> float:
        """How surely an entry is a reference; under a firm heading (`listed`) a link is enough."""
        piece = self._piece(draft.parts)
        if not piece:
            return 0.0
        score = self.score(piece)
        return max(score, _LISTED_LINK) if listed and len(piece) < 200 and "://" in piece else score

    @property
    def furniture(self) -> frozenset[int]:
        """Page numbers and running heads, found when they are first asked for."""
        if self._furniture is None:
            self._furniture = page_furniture(self._lines)
        return self._furniture

    # --- labelled lists -------------------------------------------------------------------------

    def _labelled(self) -> Iterator[Candidate]:
        runs = find_runs(find_labels(self._lines), self._looks)
        for run in runs:
            if self._may_be_list(run):
                candidate = self._from_run(run)
                if candidate is not None:
                    yield candidate

    def _looks(self, label: Label) -> float:
        """How much the piece behind a label looks like a reference, by its first words."""
        known = self._looked.get(label.begin)
        if known is None:
            if len(self._looked) >= _REMEMBERED:
                self._looked.clear()
            known = self._looked[label.begin] = self._look(label)
        return known

    def _look(self, label: Label) -> float:
        before = self._lines.previous_filled(label.line - 1)
        if before >= 0 and before == label.line - 1:
            end = self._lines.end[before]
            if _UNFINISHED.search(self._text, max(0, end - 12), end):
                return 0.0
        if _DATED.search(self._text, label.content, label.content + _LOOKED_AT) is None:
            return 0.0
        return likeness(self._first_words(label))

    def _first_words(self, label: Label) -> str:
        """The text behind a label, as far as it takes to judge it."""
        words = self._text[label.content : min(self._lines.end[label.line], label.content + 400)]
        line = label.line + 1
        last = min(len(self._lines), line + _FIRST_LINES)
        while len(words) <= 240 and line < last:
            if self._lines.blank(line) and (len(words) > 120 or words.endswith((".", "]"))):
                break
            words = f"{words} {self._lines.text(line)[:400]}".strip()
            line += 1
        return words

    def _may_be_list(self, run: Run) -> bool:
        """A quick look: does any of the first pieces look like a reference at all?"""
        sample = run.labels[:: max(1, len(run.labels) // 12)]
        good = sum(self._looks(label) > 0.4 for label in sample)
        return good >= max(1, 0.3 * len(sample))

    def _from_run(self, run: Run) -> Candidate | None:
        heading = self._heading_of(run.labels[0])
        drafts: list[Draft] = []
        longest = 0
        blanks = 0
        for label, following in zip(run.labels, run.labels[1:], strict=False):
            span = [n for n in range(label.line, following.line) if not self._lines.blank(n)]
            longest = max(longest, len(span))
            blanks += self._has_inner_blank(label, following.line)
            drafts += self._drafts(run, label, following.line, following.number)
        last_label = run.labels[-1]
        loose = len(run.labels) > 1 and blanks * 2 > len(run.labels)
        end = self._end_of_last(last_label, loose=loose, longest=longest)
        drafts += self._drafts(run, last_label, end, None)
        return self._weigh(run.labels[0].line, end, drafts, heading, labelled=True)

    def _has_inner_blank(self, label: Label, last: int) -> bool:
        """Whether an entry holds a blank line that no page break explains."""
        first = label.line
        if label.content >= self._lines.end[first]:  # the label has a line to itself
            first = self._lines.next_filled(first + 1)
        last = self._lines.previous_filled(last - 1)
        inner = [n for n in range(first + 1, last) if self._lines.blank(n)]
        return bool(inner) and not any(n in self.furniture for n in range(first, last))

    def _end_of_last(self, label: Label, *, loose: bool, longest: int) -> int:
        """The line after the last entry of a labelled list."""
        lines = self._lines
        line = label.line + 1
        if label.content >= lines.end[label.line]:  # the label has a line to itself
            line = lines.next_filled(line) + 1
        base = lines.indent[label.line]
        most = line + max(longest, 3) + 2
        while line < len(lines) and line <= most:
            if line in self.furniture:
                line += 1
                continue
            if lines.blank(line):
                following = self._next_content(line)
                if following is None or not self._goes_on(line, following, base, loose=loose):
                    break
                line = following
                continue
            text = lines.text(line)
            if opens_list(text) == 1.0 or (
                closes_list(text) and lines.blank(min(line + 1, len(lines) - 1))
            ):
                break
            line += 1
        return min(line, len(lines))

    def _next_content(self, line: int) -> int | None:
        while line < len(self._lines):
            if not self._lines.blank(line) and line not in self.furniture:
                return line
            line += 1
        return None

    def _goes_on(self, blank: int, following: int, base: int, *, loose: bool) -> bool:
        """Whether an entry goes on behind a blank line."""
        if is_links(self._lines.text(following)):
            return True
        text = self._lines.text(following)
        paged = any(n in self.furniture for n in range(blank - 1, following))
        if paged:
            before = self._lines.text(self._lines.previous_filled(blank - 1))
            return not before.endswith(".") or text[0].islower()
        if not loose or following - blank > 1 or opens_list(text) or closes_list(text):
            return False
        before = self._text[max(0, self._lines.end[blank - 1] - 12) : self._lines.end[blank - 1]]
        finished = before.endswith((".", ")", "]")) and not _UNFINISHED.search(before)
        return self._lines.indent[following] > base or not finished or not text[0].isupper()

    def _drafts(self, run: Run, label: Label, stop: int, following: int | None) -> list[Draft]:
        """The entry behind a label, cut up where further labels stand within its lines."""
        name = self._text[label.begin : label.end].strip("*\\ ")
        parts, links = self._parts(label.line, stop, label.content)
        draft = Draft(name, parts, links)
        pattern = INLINE.get(run.style)
        if pattern is None or label.number < 0 or following == label.number + 1:
            return [draft]
        return self._split(draft, pattern, label.number, following)

    def _parts(
        self, first: int, stop: int, begin: int
    ) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """The stretches of the lines from `first` to `stop`: text, and links behind it."""
        parts: list[tuple[int, int]] = []
        links: list[tuple[int, int]] = []
        for line in range(first, stop):
            if self._lines.blank(line) or (line in self.furniture and line != first):
                continue
            start, end = max(self._lines.start[line], begin), self._lines.end[line]
            if start >= end:
                continue
            text = self._text[start:end]
            if parts and (is_links(text) or (links and is_count(text))):
                links.append((start, end))
            else:
                parts += links
                links.clear()
                parts.append((start, end))
        return tuple(parts), tuple(links)

    def _split(self, draft: Draft, pattern: str, number: int, following: int | None) -> list[Draft]:
        """Cut an entry where the next labels stand within its lines, if the pieces look right."""
        drafts = [draft]
        while following is None or number + 1 < following:
            number += 1
            place = self._inline(drafts[-1], pattern.format(n=number))
            if place is None:
                break
            drafts[-1:] = place
        good = sum(likeness(self._piece(part.parts)) > 0.4 for part in drafts)
        return drafts if good * 3 >= len(drafts) * 2 else [draft]

    def _inline(self, draft: Draft, label: str) -> tuple[Draft, Draft] | None:
        """An entry cut in two at a label within its lines, behind the end of a sentence."""
        for number, (start, end) in enumerate(draft.parts):
            place = self._text.find(label, start, end)
            while place >= 0:
                after = _BEHIND_LABEL.match(self._text, place + len(label), end)
                before = _BEFORE_LABEL.search(self._text[max(start, place - 9) : place])
                if after and before:
                    stop = place - len(before.group())
                    first = Draft(draft.label, (*draft.parts[:number], (start, stop)))
                    rest = ((after.end(), end), *draft.parts[number + 1 :])
                    return first, Draft(label, rest, draft.after)
                place = self._text.find(label, place + 1, end)
        return None

    # --- lists under a heading --------------------------------------------------------------------

    def _headed(self, labelled: Sequence[Candidate]) -> Iterator[Candidate]:
        """The lists under a heading, but for those that have been found by their labels."""
        begins = {candidate.first for candidate in labelled if _is_sure(candidate)}
        last = -1
        for line in range(len(self._lines)):
            if not 3 < self._lines.length(line) <= 90 or line < last:
                continue
            firmness = opens_list(self._lines.text(line))
            if not firmness or line in self.furniture:
                continue
            if self._next_content(line + 1) in begins:
                continue
            candidate = self._below(line + 1, firmness)
            if candidate is not None:
                last = candidate.last
                yield candidate

    def _below(self, first: int, firmness: float) -> Candidate | None:
        """The list that begins with a line, looked for in ever longer stretches."""
        reach = _REACH
        while True:
            stop = self._stop(first, first + reach)
            candidate = self._from_lines(first, stop, firmness)
            if candidate is None or stop < first + reach or candidate.last < stop - _MARGIN:
                return candidate
            reach *= 4

    def _stop(self, line: int, limit: int) -> int:
        """The line of the next heading that ends a list, or the end of the document."""
        first = self._lines.next_filled(line)
        line = first
        limit = min(limit, len(self._lines))
        while line < limit:
            short = 0 < self._lines.length(line) <= 90 and line not in self.furniture
            if short and line > first and self._ends_list(line):
                return line
            line += 1
        return limit

    def _ends_list(self, line: int) -> bool:
        """Whether a line is a heading by its words and by its place."""
        lines = self._lines
        text = lines.text(line)
        if not (text[0].isupper() or text[0].isdigit() or text[0] in "#*_"):
            return False
        apart = lines.blank(line - 1) or line + 1 >= len(lines) or lines.blank(line + 1)
        return apart and (opens_list(text) == 1.0 or closes_list(text))

    def _from_lines(self, first: int, stop: int, firmness: float) -> Candidate | None:
        """The list in a stretch of lines, cut by its layout and ended where it stops to look so."""
        numbers, rows, links = self._rows(first, stop)
        drafts: list[Draft] = []
        scores: list[float] = []
        for _ in range(3):
            pieces = cut(rows)
            drafts = [self._draft(numbers[p.start : p.stop], links) for p in pieces]
            scores = [self._score(draft, listed=firmness == 1.0) for draft in drafts]
            begin, end = _best_stretch(scores, from_start=firmness > 0)
            if begin == end:
                return None
            end = begin + _before_rest(rows, pieces[begin:end], scores[begin:end])
            low, high = pieces[begin].start, _last_row(rows, pieces[begin:end])
            if (low, high) == (0, len(rows)):
                break
            rows, numbers = rows[low:high], numbers[low:high]
        last = self._line_of(drafts[-1].parts[-1][1]) + 1
        begins = self._line_of(drafts[0].parts[0][0])
        return self._accept(begins, last, drafts, scores, firmness, labelled=False)

    def _line_of(self, offset: int) -> int:
        return max(0, bisect_right(self._lines.start, max(0, offset - 1)) - 1)

    def _rows(
        self, first: int, stop: int
    ) -> tuple[list[int], list[Row], dict[int, list[tuple[int, int]]]]:
        """The lines of a list as rows, and the links that stand behind each."""
        lines = self._lines
        numbers: list[int] = []
        raw: list[tuple[str, int, int, int]] = []
        links: dict[int, list[tuple[int, int]]] = {}
        gap, page = 0, 0
        for line in range(first, stop):
            if lines.blank(line):
                gap = gap or 1
                continue
            if line in self.furniture:
                gap, page = 2, page + (gap != 2)
                continue
            text = lines.text(line)
            if numbers and (
                is_links(text) or (numbers[-1] in links and is_count(text) and gap in {0, 3})
            ):
                links.setdefault(numbers[-1], []).append((lines.start[line], lines.end[line]))
                gap = 3
                continue
            if text in _BULLETS:
                gap = 3
                continue
            if line in lines.pages and gap != 3:
                gap, page = 2, page + (gap != 2)
            numbers.append(line)
            raw.append((text, lines.indent[line], gap, page))
            gap = 0
        margins: dict[int, int] = {}
        for _, indent, _, page in raw:
            margins[page] = min(indent, margins.get(page, indent))
        rows = [Row(text, indent - margins[page], gap) for text, indent, gap, page in raw]
        return numbers, rows, links

    def _draft(self, numbers: Sequence[int], links: dict[int, list[tuple[int, int]]]) -> Draft:
        parts = tuple((self._lines.start[n], self._lines.end[n]) for n in numbers)
        after = tuple(stretch for n in numbers for stretch in links.get(n, ()))
        return Draft(None, parts, after)

    # --- lists without heading or label -----------------------------------------------------------

    def _loose(self, known: Sequence[Candidate]) -> Iterator[Candidate]:
        for first, stop in self._clusters():
            if any(c.first < stop and first < c.last for c in known):
                continue
            candidate = self._from_lines(first, stop, 0.0)
            if candidate is not None:
                yield candidate

    def _clusters(self) -> Iterator[tuple[int, int]]:
        """Stretches where lines with the marks of references stand close together."""
        lines = self._lines
        first = last = -100
        count = 0
        for line in self._strong_lines():
            if line - last > 14:
                if count >= 3:
                    yield self._widened(first, last)
                first, count = line, 0
            count += 1
            last = line
        if count >= 3:
            yield self._widened(first, min(last, len(lines) - 1))

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """From the beginning of the block that `first` is in to the end of that of `last`."""
        lines = self._lines
        floor = max(0, first - 6)
        while (
            first > floor and not lines.blank(first - 1) and not opens_list(lines.text(first - 1))
        ):
            first -= 1
        ceiling = min(len(lines), last + 7)
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
                start = self._lines.start[line]
                if not NAME_AT_START.match(
                    self._text, start, min(self._lines.end[line], start + 80)
                ):
                    continue
            last = line
            yield line

    def _grounded(self, drafts: Sequence[Draft]) -> int:
        """How many entries bear a mark that only references bear."""
        return sum(is_grounded(self._piece(draft.parts)) for draft in drafts)

    # --- weighing -------------------------------------------------------------------------------

    def _heading_of(self, label: Label) -> float:
        """How firmly the words or lines before a label announce a list."""
        start = self._lines.start[label.line]
        best = opens_list(
            self._text[max(start, label.begin - 30) : label.begin].strip().split(". ")[-1]
        )
        line = label.line
        for _ in range(3):
            line = self._lines.previous_filled(line - 1)
            if line < 0 or self._lines.length(line) > 300:
                break
            best = max(best, opens_list(self._lines.text(line)))
        return best

    def _weigh(
        self, first: int, last: int, drafts: Sequence[Draft], firmness: float, *, labelled: bool
    ) -> Candidate | None:
        drafts = [draft for draft in drafts if draft.parts]
        scores = [self._score(draft) for draft in drafts]
        if not scores:
            return None
        if sum(scores) / len(scores) < 0.6:
            begin, end = _best_stretch(scores, from_start=False)
            drafts, scores = drafts[begin:end], scores[begin:end]
            if not drafts:
                return None
            first = self._line_of(drafts[0].parts[0][0])
            last = self._line_of(drafts[-1].parts[-1][1]) + 1
        return self._accept(first, last, drafts, scores, firmness, labelled=labelled)

    def _accept(
        self,
        first: int,
        last: int,
        drafts: Sequence[Draft],
        scores: Sequence[float],
        firmness: float,
        *,
        labelled: bool,
    ) -> Candidate | None:
        """A candidate, if its entries are good enough for what announces them."""
        mean = sum(scores) / len(scores)
        if firmness == 1.0:
            good = mean >= (0.5 if len(scores) > 3 else 0.55)
        elif firmness:
            good = mean >= 0.6 and (len(scores) > 1 or mean > 0.8)
        else:
            good = mean >= (0.65 if labelled else 0.75) and len(scores) > (1 if labelled else 2)
            good = good and self._grounded(drafts) * 2 >= len(drafts)
        if not good:
            return None
        value = sum(score - _EVEN for score in scores)
        if labelled:  # the labels say where entries begin: that is worth more than a good cut
            value = 1.4 * value + 0.3 * len(scores)
        return Candidate(first, last, tuple(drafts), tuple(scores), value + firmness)


def _before_rest(rows: Sequence[Row], pieces: Sequence[range], scores: Sequence[float]) -> int:
    """How many of the pieces are entries, where what follows a list was taken in with it.

    In a list that is set without blank lines, the first one ends it, unless what follows is a
    sure reference. And a list in alphabetical order does not begin again at A.
    """
    gaps = [rows[piece.start].gap for piece in pieces]
    for number in range(6, len(pieces)):
        if scores[number] < 0.8 and gaps[number] == 1 and gaps[1:number].count(1) * 12 < number:
            return number
    return len(pieces)


def _is_sure(candidate: Candidate) -> bool:
    """Whether nearly all entries of a labelled list are references beyond doubt."""
    return len(candidate.scores) > 2 and sum(candidate.scores) > 0.85 * len(candidate.scores)


def _last_row(rows: Sequence[Row], pieces: Sequence[range]) -> int:
    """Where the last piece ends: at its first blank line, if no other piece holds one.

    Where the page ends with it, so does the list, if the next page goes on with something else.
    """
    *others, last = pieces
    for row in last[1:]:
        if rows[row].gap == 2 and rows[row - 1].text.endswith("."):
            before, after = (
                " ".join(rows[r].text for r in part)
                for part in (range(last.start, row), range(row, last.stop))
            )
            if likeness(before) > 0.9 and likeness(after) < 0.3 and after[0].isupper():
                return row
    if not any(rows[row].gap == 1 for piece in others for row in piece[1:]):
        for row in last[1:]:
            if rows[row].gap == 1:
                return row
    return last.stop


# What every reference bears in its first words, or else they say "in press" or give a link.
_DATED: Final = re.compile(r"[12]\d{3}|://|www|press|[Ff]orthcoming|[:;,] ?\d|n\.\s?d\.")

_BULLETS: Final = frozenset("•▪◦*-–")  # alone on a line, before an entry

_BEFORE_LABEL: Final = re.compile(r"(?<=[.\])\d\w/”\"])\s{1,8}\Z")
_BEHIND_LABEL: Final = re.compile(r"\s{0,4}(?=[^\W\d_]|[“\"‘'])")

_STRONG: Final = re.compile(
    r"\d\)?\s?[:;,]\s?[a-zA-Z]?\d{1,6}\s?[-–]\s?[a-zA-Z]?\d|\b10\.\d{4,9}/|\bPMID\b"
    rf"|(?P<year>{YEAR})"
)


# "Abreu , R. , Jorge , J. ( 2020. )": pages that print every part of an entry apart.
_SPACED_SIGN: Final = re.compile(r"(?<=[\w.)]) (?=[,.;:)])|(?<=\() ")
_UNFINISHED: Final = re.compile(
    r"(?:[,:(\[–—&-]|\b(?:and|und|et|y|e|of|the|in|pp?\.|no\.|vol\.))\s{0,3}\Z"
)


def _best_stretch(scores: Sequence[float], *, from_start: bool) -> tuple[int, int]:
    """The stretch of pieces whose scores are together the farthest above even."""
    best = total = 0.0
    begin = start = end = 0
    for number, score in enumerate(scores):
        if total <= 0 and not from_start:
            total, start = 0.0, number
        total += score - _EVEN
        if total > best:
            best, begin, end = total, start, number + 1
    return begin, end
