"""Lists whose entries have labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.headings import closes_list, opens_list
from refcheck.extraction.reference_list.labelled.inline import inline_labels
from refcheck.extraction.reference_list.labelled.joints import goes_on
from refcheck.extraction.reference_list.labelled.labels import (
    Label,
    LabelRun,
    begins_second,
    find_label_runs,
    find_labels,
    is_weak,
)
from refcheck.extraction.reference_list.likelihood import (
    NAME_AT_START,
    YEAR_ALONE,
    is_grounded,
    likelihood,
)
from refcheck.extraction.reference_list.lines import DATED
from refcheck.extraction.reference_list.several_works import first_mark_length
from refcheck.extraction.reference_list.surroundings.about_article import is_legend_heading
from refcheck.extraction.reference_list.surroundings.group_headings import is_sure_group
from refcheck.extraction.reference_list.surroundings.link_text import is_links, leading_marks
from refcheck.extraction.reference_list.surroundings.quick_views import without_views
from refcheck.extraction.thresholds import (
    BEFORE_PROSE_LIKELIHOOD,
    BLANK_ENDS_CHARACTERS,
    FIRST_LINE_CHARACTERS,
    FIRST_WORDS_CHARACTERS,
    FIRST_WORDS_LINES,
    GROUNDED_SHARE,
    HEADING_LINES,
    INNER_HEADING_CHARACTERS,
    JUDGED_CHARACTERS,
    LABEL_REACH_CHARACTERS,
    OUTLIER_FACTOR,
    OUTLIER_LINES,
    PAGE_LINES,
    PAGE_REFERENCES,
    PARAGRAPH_CHARACTERS,
    PROMISING_LIKELIHOOD,
    PROSE_CHARACTERS,
    PROSE_LIKELIHOOD,
    PROSE_LINES,
    RARE_BLANK_SHARE,
    REMEMBERED_LABELS,
    SAMPLE_LABELS,
    SAMPLE_SHARE,
    SURE_GROUNDED,
    SURE_PROSE_CHARACTERS,
)
from refcheck.text.label_forms import is_lettered
from refcheck.text.lengths import median
from refcheck.text.patterns import lazy_regex

__all__ = ["NumberedListFinder"]

# The styles that most lists have. Others number clauses, prices and steps more often than
# references: they need a firm heading, or the marks of references.
_USUAL: Final = frozenset(
    {"square", "round", "dot", "paren", "colon", "super", "bare", "flattened", "key", "marked"}
)
_CLOSED: Final = (".", ")", "]", "/", *"0123456789")  # how the line before a heading ends
_YEAR: Final = lazy_regex(YEAR_ALONE)
_SIGNS: Final = lazy_regex(r"[\d.,;:/@]")  # in a line that is not a heading but the end of an entry
# "3. Results", and a section below it: words without anything that parts names or fields.
_TITLE: Final = lazy_regex(r"[^\d.,;:]{1,60}")


class _Limits(NamedTuple):
    """How many lines may be between two labels, before something else is among them.

    "13. ...", then a chapter of text, then "14. ...". `parted` is for entries that contain a blank
    line, in a list where they hardly ever do.
    """

    whole: float
    parted: float

    @classmethod
    def of(cls, spans: Sequence[int], parted: Sequence[bool]) -> _Limits:
        """Returns the limits of a list with these numbers of lines between its labels."""
        if not spans:
            return cls(0, 0)
        whole = OUTLIER_FACTOR * median(spans) + OUTLIER_LINES
        if sum(parted) > RARE_BLANK_SHARE * len(parted):
            return cls(whole, whole)
        return cls(
            whole, min(whole, 1 + max(s for s, p in zip(spans, parted, strict=True) if not p))
        )


class NumberedListFinder:
    """Finds the lists of a document whose entries have labels."""

    def __init__(self, judge: ListJudge) -> None:
        self._judge = judge
        self._lines = judge.lines
        self._text = judge.lines.document.text
        self._looked: dict[int, float] = {}
        self._dated = (0, -1)  # from where the next mark of a date was looked for, and its place

    def find(self) -> Iterator[ListCandidate]:
        """Yields each run of labels that comes before references."""
        for run in find_label_runs(find_labels(self._lines), self._looks):
            if self._may_be_list(run) and not self._are_pages(run):
                candidate = self._from_run(run)
                if candidate is not None:
                    yield candidate

    def _looks(self, label: Label) -> float:
        """Returns how much the piece after a label looks like a reference, by its first words."""
        if not self._is_dated(label):
            return 0.0
        known = self._looked.get(label.begin)
        if known is None:
            if len(self._looked) >= REMEMBERED_LABELS:
                self._looked.clear()
            known = self._looked[label.begin] = self._look(label)
        return known

    def _look(self, label: Label) -> float:
        before = self._lines.previous_filled(label.line - 1)
        if before >= 0 and before == label.line - 1:
            end = self._lines.end[before]
            if goes_on(self._text, end):
                return 0.0
        words = self._first_words(label)
        return likelihood(words[first_mark_length(words) :])

    def _is_dated(self, label: Label) -> bool:
        """Returns whether a date or something like it comes after a label, at no great distance."""
        begin, found = self._dated
        if not begin <= label.content <= found:
            match = DATED.search(self._text, label.content)
            found = match.start() if match else len(self._text)
            self._dated = (label.content, found)
        return found < label.content + LABEL_REACH_CHARACTERS

    def _first_words(self, label: Label) -> str:
        """Returns the text after a label, as far as it takes to judge it."""
        words = self._text[
            label.content : min(self._lines.end[label.line], label.content + FIRST_LINE_CHARACTERS)
        ]
        line = label.line + 1
        last = min(len(self._lines), line + FIRST_WORDS_LINES)
        named = NAME_AT_START.match(words) is not None
        while line < last and (
            len(words) <= FIRST_WORDS_CHARACTERS
            or (named and len(words) <= LABEL_REACH_CHARACTERS and not _YEAR.search(words))
        ):
            if self._lines.blank(line) and (
                len(words) > BLANK_ENDS_CHARACTERS
                or words.endswith((".", "]"))
                or _TITLE.fullmatch(words)
            ):
                break
            words = f"{words} {self._lines.text(line)[:FIRST_LINE_CHARACTERS]}".strip()
            line += 1
        return words

    def _may_be_list(self, run: LabelRun) -> bool:
        """Returns, at a quick look, whether any of the first pieces may be a reference."""
        sample = run.labels[:: max(1, len(run.labels) // SAMPLE_LABELS)]
        good = sum(self._looks(label) > PROMISING_LIKELIHOOD for label in sample)
        if run.style.startswith("named"):
            return good > 0 and self._heading_of(run.labels[0]) == 1.0
        if good >= max(1, SAMPLE_SHARE * len(sample)):
            return True
        return len(run.labels) > 1 and self._heading_of(run.labels[0]) > 0

    def _are_pages(self, run: LabelRun) -> bool:
        """Returns whether numbers alone on their lines, none of them 1, are those of pages: each of
        the stretches between them has lines that begin several references."""
        numbers = [label for label in run.labels if label.content >= self._lines.end[label.line]]
        if len(numbers) < len(run.labels) or any(label.number <= 1 for label in numbers):
            return False
        stretches = [self._begun(a.line + 1, b.line) for a, b in pairwise(numbers)]
        return bool(stretches) and median(stretches) >= PAGE_REFERENCES

    def _begun(self, first: int, stop: int) -> int:
        """Returns how many lines from `first` to `stop` (exclusive) begin with a name, after a
        bullet or a blank line."""
        count = 0
        for line in range(first, min(stop, first + PAGE_LINES)):
            text = self._lines.text(line)
            parted = leading_marks(text) > 0 or self._lines.blank(line - 1)
            count += parted and NAME_AT_START.match(text) is not None
        return count

    def _from_run(self, run: LabelRun) -> ListCandidate | None:
        heading = self._heading_of(run.labels[0])
        drafts: list[EntryDraft] = []
        labels = self._without_strays(run.labels)
        pairs = list(pairwise(labels))
        spans = [self._filled(a.line, b.line) for a, b in pairs]
        parted = [self._has_inner_blank(a, b.line) for a, b in pairs]
        blanks = sum(parted)
        limits = _Limits.of(spans, parted)
        longest = max((span for span in spans if span <= limits.whole), default=0)
        for (label, following), span, blank in zip(pairs, spans, parted, strict=True):
            stop = self._before_heading(label, following.line)
            if span > (limits.parted if blank else limits.whole):
                stop = min(stop, self._end_of_last(label, loose=False, longest=longest))
            anew = begins_second(label.number, following.number)
            drafts += self._drafts(label, stop, label.number + 1 if anew else following.number)
        last_label = labels[-1]
        loose = len(labels) > 1 and blanks * 2 > len(labels)
        end = self._end_of_last(last_label, loose=loose, longest=longest)
        drafts += self._drafts(last_label, end, None)
        drafts = without_views(self._text, drafts)
        if len(drafts) == 1 and (is_lettered(run.style) or run.style.startswith("named")):
            return None  # "A. Einstein, ...": an initial
        found = self._judge.weigh(labels[0].line, end, drafts, heading, labelled=True)
        if found is None or heading == 1.0 or run.style in _USUAL:
            return found
        good = (self._judge.sure_works if heading else self._judge.grounded)(found.drafts)
        share = good / len(found.drafts)
        weak = not heading and any(map(is_weak, labels))
        return found if share >= (SURE_GROUNDED if weak else GROUNDED_SHARE) else None

    def _without_strays(self, labels: Sequence[Label]) -> list[Label]:
        """Returns the labels without numbers like 101 amid an entry: no 102 comes next, and neither
        a blank line nor a heading before it."""
        kept = list(labels[:1])
        for place, label in enumerate(labels[1:], 1):
            highest = max(one.number for one in kept[-2:])
            following = labels[place + 1].number if place + 1 < len(labels) else None
            if begins_second(highest, label.number) and following != label.number + 1:
                before = self._lines.previous_filled(label.line - 1)
                apart = before < label.line - 1
                heading = self._lines.previous_filled(before - 1)
                if not apart and not is_sure_group(self._lines, before, heading):
                    continue
            kept.append(label)
        return kept

    def _filled(self, first: int, stop: int) -> int:
        """Returns how many lines from `first` to `stop` (exclusive) contain text."""
        return sum(not self._lines.blank(line) for line in range(first, stop))

    def _before_heading(self, label: Label, following: int) -> int:
        """Returns where an entry ends: before a heading that parts it from the label of the next
        one.

        "8. Smith J. ... 2015;7:134-40.", a blank line, "Further reading", a blank line, "9. ..."; a
        heading like "Websites" needs no blank lines.
        """
        lines = self._lines
        heading = lines.previous_filled(following - 1)
        before = lines.previous_filled(heading - 1)
        if before < label.line or heading in self._judge.page_headers:
            return following
        if lines.end[before] > label.content and is_sure_group(lines, heading, before):
            return heading
        if heading - before < 2:
            return following
        if label.content >= lines.end[label.line] and before == label.line:
            return following
        text = lines.text(heading)
        if len(text) > INNER_HEADING_CHARACTERS or not self._text[: lines.end[before]].endswith(
            _CLOSED
        ):
            return following
        plain = text[0].isupper() and text[-1].isalpha() and not _SIGNS.search(text)
        is_heading = plain and following - heading > 1 and not is_links(text)
        return heading if is_heading or opens_list(text) or closes_list(text) else following

    def _has_inner_blank(self, label: Label, last: int) -> bool:
        """Returns whether an entry contains a blank line that no page break explains."""
        first = label.line
        if label.content >= self._lines.end[first]:  # the label has a line to itself
            first = self._lines.next_filled(first + 1)
        last = self._lines.previous_filled(last - 1)
        inner = [n for n in range(first + 1, last) if self._lines.blank(n)]
        return bool(inner) and not any(n in self._judge.page_headers for n in range(first, last))

    def _end_of_last(self, label: Label, *, loose: bool, longest: int) -> int:
        """Returns the line after the last entry of a labelled list."""
        lines = self._lines
        line = label.line + 1
        if label.content >= lines.end[label.line]:  # the label has a line to itself
            line = lines.next_filled(line) + 1
        base = lines.indent[label.line]
        most = line + max(longest, 3) + 2
        while line < len(lines) and line <= most:
            if line in self._judge.page_headers:
                line, most = line + 1, most + 1
                continue
            if lines.blank(line):
                following = self._judge.next_content(line)
                if following is None or not self._goes_on(
                    label, line, following, base, loose=loose
                ):
                    break
                line, most = following, most + following - line
                continue
            text = lines.text(line)
            if self._is_prose(label, line, longest) or self._judge.notices.begins(line, most):
                break
            if opens_list(text) == 1.0 or is_legend_heading(text):
                break
            if closes_list(text) and lines.blank(min(line + 1, len(lines) - 1)):
                break
            line += 1
        return min(line, len(lines))

    def _is_prose(self, label: Label, line: int, longest: int) -> bool:
        """Returns whether body text begins at a line right after the last, finished entry."""
        end = self._lines.end[line - 1]
        start = self._lines.start[line]
        if not (self._text[start].isupper() and self._text[end - 1] in ".)]"):
            return False
        stop = self._lines.end[min(line + PROSE_LINES, len(self._lines) - 1)]
        rest = " ".join(
            self._text[start : min(stop, start + PROSE_CHARACTERS)].split("\n\n")[0].split()
        )
        sure = line - label.line >= longest or len(rest) > SURE_PROSE_CHARACTERS
        entry = " ".join(self._text[label.content : end][:JUDGED_CHARACTERS].split())
        return (
            sure
            and likelihood(rest) < PROSE_LIKELIHOOD
            and is_grounded(entry)
            and likelihood(entry) > BEFORE_PROSE_LIKELIHOOD
        )

    def _goes_on(self, label: Label, blank: int, following: int, base: int, *, loose: bool) -> bool:
        """Returns whether an entry goes on after a blank line."""
        if is_links(self._lines.text(following)):
            return True
        text = self._lines.text(following)
        paged = any(n in self._judge.page_headers for n in range(blank - 1, following))
        if paged:
            before = self._lines.text(self._lines.previous_filled(blank - 1))
            return not before.endswith(".") or text[0].islower()
        end = self._lines.end[blank - 1]
        before, unfinished = self._text[max(0, end - 12) : end], goes_on(self._text, end)
        if following - blank > 1 or opens_list(text) or closes_list(text):
            return False
        if not loose:
            return unfinished or (text[0].islower() and before[-1:].isalpha())
        finished = before.endswith((".", ")", "]")) and not unfinished
        if not DATED.search(self._text, label.content, self._lines.end[blank - 1]):
            finished = False  # "6. Romeo B, Choucha W, Rotge JY.": only the names so far
        return self._lines.indent[following] > base or not finished or not text[0].isupper()

    def _drafts(self, label: Label, stop: int, following: int | None) -> list[EntryDraft]:
        """Returns the entry after a label, cut up where further labels are within its lines."""
        name = self._text[label.begin : label.end].strip("*\\ ")
        parts, links = self._judge.parts(label.line, stop, label.content)
        draft = EntryDraft(name, parts, links)
        if label.number < 0 or following == label.number + 1:
            return [draft]
        return self._split(draft, label, following)

    def _split(self, draft: EntryDraft, label: Label, following: int | None) -> list[EntryDraft]:
        """Cut an entry where the next labels are within its lines, if the pieces look right."""
        drafts = [draft]
        parts = list(draft.parts)
        gone = 0  # stretches that the entries before have taken
        for inner in inline_labels(self._text, draft.parts, label.style, label.number, following):
            place = inner.part - gone
            start, end = parts[place]
            whole = (*parts[:place], *([(start, inner.stop)] if inner.stop > start else ()))
            rest = [(inner.content, end)] if inner.content < end else []
            parts, gone = [*rest, *parts[place + 1 :]], inner.part + (not rest)
            name = self._text[inner.begin : inner.end].strip("*\\ ")
            drafts[-1:] = [
                EntryDraft(drafts[-1].label, whole),
                EntryDraft(name, tuple(parts), draft.after),
            ]
        good = sum(
            likelihood(self._judge.piece(part.parts)) > PROMISING_LIKELIHOOD for part in drafts
        )
        return drafts if good * 3 >= len(drafts) * 2 else [draft]

    def _heading_of(self, label: Label) -> float:
        """Returns how firmly the words or lines before a label announce a list."""
        start = self._lines.start[label.line]
        best = opens_list(
            self._text[max(start, label.begin - 30) : label.begin].strip().split(". ")[-1]
        )
        line = label.line
        for _ in range(HEADING_LINES):
            line = self._lines.previous_filled(line - 1)
            if line < 0 or self._lines.length(line) > PARAGRAPH_CHARACTERS:
                break
            best = max(best, opens_list(self._lines.text(line)))
        return best
