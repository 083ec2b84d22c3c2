"""What may be a list of references: its entries, and how good they are together."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from refcheck.extraction.reference_list.cited import (
    counts_up,
    is_sure_work,
    offers_service,
    without_label,
)
from refcheck.extraction.reference_list.entry_links import LinkedAddresses
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.likelihood import (
    entry_likelihood,
    is_grounded,
)
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.same_author import with_name
from refcheck.extraction.reference_list.several_works import first_mark_length
from refcheck.extraction.reference_list.surroundings.about_article import ArticleNotices
from refcheck.extraction.reference_list.surroundings.affiliations import is_affiliation
from refcheck.extraction.reference_list.surroundings.annotations import without_annotation
from refcheck.extraction.reference_list.surroundings.boilerplate import (
    boilerplate_within,
    is_boilerplate,
)
from refcheck.extraction.reference_list.surroundings.link_text import (
    is_count,
    is_links,
    leading_marks,
)
from refcheck.extraction.reference_list.surroundings.page_headers import page_headers
from refcheck.extraction.reference_list.unlabelled.listed import has_address, listed_score
from refcheck.extraction.thresholds import (
    AFFILIATIONS_SHARE,
    BEFORE_CHARACTERS,
    EVEN_SCORE,
    GROUNDED_SHARE,
    HEADED_MEAN,
    HEADER_SCANNED_CHARACTERS,
    JUDGED_CHARACTERS,
    LABELLED_BONUS,
    LABELLED_ENTRIES,
    LABELLED_FACTOR,
    LABELLED_MEAN,
    LEAST_WORKS_SHARE,
    LISTED_ENTRIES,
    LISTED_IDENTIFIER_SCORE,
    LISTED_MEAN,
    LONE_ENTRY_SCORE,
    LOOSE_ENTRIES,
    LOOSE_MEAN,
    REMEMBERED_PIECES,
    SERVICES_SHARE,
    SOURCE_FIRMNESS,
    SURE_GROUNDED_SHARE,
    SURE_MEAN,
    TRIMMED_MEAN,
    WEAK_HEADING_MEAN,
    WORKS_SHARE,
)
from refcheck.frozen import dataclass
from refcheck.text.patterns import lazy_regex

__all__ = ["ListCandidate", "ListJudge", "best_stretch"]

# Scores of single entries are probabilities; a list is their sum above this.
# The mean score of numbered pieces that are taken for references because a firm heading says so.
# The share of entries that have to have a mark of references alone, if no heading announces them.
# "Abreu , R. , Jorge , J. ( 2020. )": pages that print every part of an entry apart.
_STARS_ALONE: Final = lazy_regex(r"(?:[*•●○◦°■□★☆†‡·]\s?){1,6}")  # "••" on a line of its own
_SPACED_SIGN: Final = lazy_regex(r" (?:(?<=[\w.)] )(?=[,.;:)])|(?<=\( ))")


@dataclass(frozen=True, slots=True)
class ListCandidate:
    """A stretch of lines that may be a list: its entries and how good they are together."""

    first: int
    last: int  # exclusive
    drafts: tuple[EntryDraft, ...]
    scores: tuple[float, ...]
    value: float


class ListJudge:
    """Judges pieces of one document, and lists made of them."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._text = lines.document.text
        self._lines = lines
        self._page_headers: frozenset[int] | None = None
        self._scores: dict[str, float] = {}
        self._links = LinkedAddresses(lines.document.links)
        self.notices = ArticleNotices(lines)

    @property
    def page_headers(self) -> frozenset[int]:
        """Page numbers and page headers, found when they are first asked for."""
        if self._page_headers is None:
            may_be = self._lines.document.may_have_page_headers
            self._page_headers = page_headers(self._lines) if may_be else frozenset()
        return self._page_headers

    def next_content(self, line: int) -> int | None:
        """Returns the first line from `line` on that is neither blank nor a page header."""
        while line < len(self._lines):
            if not self._lines.blank(line) and line not in self.page_headers:
                return line
            line += 1
        return None

    def line_of(self, offset: int) -> int:
        """Returns the line that an offset lies in, or that it ends."""
        return max(0, bisect_right(self._lines.start, max(0, offset - 1)) - 1)

    def parts(
        self, first: int, stop: int, begin: int
    ) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """Returns the stretches of the lines from `first` to `stop`: text, and links after it."""
        parts: list[tuple[int, int]] = []
        links: list[tuple[int, int]] = []
        for line in range(first, stop):
            if self._lines.blank(line) or (line in self.page_headers and line != first):
                continue
            start, end = max(self._lines.start[line], begin), self._lines.end[line]
            if start >= end:
                continue
            text = self._text[start:end]
            if line != first and self.notices.begins(line, stop):
                break
            if line != first and self.is_boilerplate(line, stop):
                continue
            if parts and (is_links(text) or (links and is_count(text))):
                links.append((start, end))
            else:
                parts += links
                links.clear()
                parts += self.without_boilerplate(start, end)
        return tuple(parts), tuple(links)

    def is_boilerplate(self, line: int, stop: int) -> bool:
        """Returns whether a line (not the first) of an entry up to `stop` is not part of it."""
        lines = self._lines
        text = lines.text(line)
        if _STARS_ALONE.fullmatch(text) or self.notices.is_running_head(line):
            return True
        after = lines.next_filled(line + 1)
        before = max(0, lines.previous_filled(line - 1))
        end = lines.end[before]
        return is_boilerplate(
            self._text[max(lines.start[before], end - BEFORE_CHARACTERS) : end],
            text[:HEADER_SCANNED_CHARACTERS],
            self._text[lines.start[after] : lines.end[after]][:BEFORE_CHARACTERS]
            if after < stop
            else "",
        )

    def without_boilerplate(self, start: int, end: int) -> list[tuple[int, int]]:
        """Returns the stretches of a line without the notices that have got into it."""
        stretches = []
        line = start
        for begin, stop in boilerplate_within(self._text[line:end]):
            if start < line + begin:
                stretches.append((start, line + begin))
            start = line + stop
        if start < end:
            stretches.append((start, end))
        return stretches

    def piece(self, parts: Sequence[tuple[int, int]]) -> str:
        """Returns the text of an entry as far as it is judged, without the marks before it, and
        with a name where a sign stands for the author of the entry before."""
        joined = ""
        for start, end in parts:
            joined += self._text[start : min(end, start + JUDGED_CHARACTERS)] + " "
            if len(joined) > JUDGED_CHARACTERS:
                break
        joined = joined[leading_marks(joined) :].strip()
        return with_name(_SPACED_SIGN.sub("", joined[first_mark_length(joined) :]))

    def score(
        self,
        draft: EntryDraft,
        *,
        listed: bool = False,
        labelled: bool = False,
        linked: bool = True,
    ) -> float:
        """Returns how surely an entry is a reference; below a heading (`listed`) an identifier, an
        address or a year in what is not a sentence is enough. `linked`: so is a link."""
        piece = self.piece(draft.parts)
        if not piece:
            return 0.0
        score = self._judged(piece)
        if not listed or score > LISTED_IDENTIFIER_SCORE:
            return score
        covered, works = self._linked(draft) if linked else (0, False)
        return max(score, listed_score(piece, labelled=labelled, works=works, covered=covered))

    def is_link(self, start: int, end: int) -> bool:
        """Returns whether the words from `start` to `end` are a link to an address, or most are."""
        return self._links.page(start, end) is not None

    def _linked(self, draft: EntryDraft) -> tuple[int, bool]:
        """Returns how many characters of an entry are links, and whether one leads to a work."""
        start, end = draft.parts[0][0], (*draft.parts, *draft.after)[-1][1]
        works = next(self._links.within(start, end), None) is not None
        return sum(self._links.covered(a, b) for a, b in draft.parts), works

    def _judged(self, text: str) -> float:
        """Returns the likelihood of a piece, remembered."""
        known = self._scores.get(text)
        if known is not None:
            return known
        score = entry_likelihood(text)
        if len(self._scores) < REMEMBERED_PIECES:
            self._scores[text] = score
        return score

    def weigh(
        self,
        first: int,
        last: int,
        drafts: Sequence[EntryDraft],
        firmness: float,
        *,
        labelled: bool,
    ) -> ListCandidate | None:
        """Returns a candidate of these entries, cut down to the good ones where many are not."""
        drafts = [without_annotation(self._text, draft) for draft in drafts if draft.parts]
        scores = [self.score(draft, listed=firmness > 0, labelled=labelled) for draft in drafts]
        if not scores:
            return None
        if math.fsum(scores) / len(scores) < (
            LISTED_MEAN if labelled and firmness == 1.0 else TRIMMED_MEAN
        ):
            begin, end = best_stretch(scores, from_start=False)
            drafts, scores = drafts[begin:end], scores[begin:end]
            if not drafts:
                return None
            first = self.line_of(drafts[0].parts[0][0])
            last = self.line_of(drafts[-1].parts[-1][1]) + 1
        return self.accept(first, last, drafts, scores, firmness, labelled=labelled)

    def accept(
        self,
        first: int,
        last: int,
        drafts: Sequence[EntryDraft],
        scores: Sequence[float],
        firmness: float,
        *,
        labelled: bool,
    ) -> ListCandidate | None:
        """Returns a candidate, if its entries are good enough for what announces them."""
        mean = math.fsum(scores) / len(scores)
        if firmness == 1.0:
            good = mean >= (
                LISTED_MEAN if labelled and len(scores) > LISTED_ENTRIES else HEADED_MEAN
            )
        elif firmness:
            good = mean >= WEAK_HEADING_MEAN and (len(scores) > 1 or mean > LONE_ENTRY_SCORE)
            good = good and self._are_works(drafts, sources=firmness >= SOURCE_FIRMNESS)
        else:
            good = mean >= (LABELLED_MEAN if labelled else LOOSE_MEAN)
            good = good and len(scores) > (LABELLED_ENTRIES if labelled else LOOSE_ENTRIES)
            least = SURE_GROUNDED_SHARE if labelled and mean >= SURE_MEAN else GROUNDED_SHARE
            good = good and self.grounded(drafts) >= least * len(drafts)
            good = good and self._affiliations(drafts) < AFFILIATIONS_SHARE * len(drafts)
        if not good:
            return None
        value = math.fsum(score - EVEN_SCORE for score in scores)
        if labelled:  # the labels say where entries begin: that is worth more than a good cut
            value = LABELLED_FACTOR * value + LABELLED_BONUS * len(scores)
        return ListCandidate(first, last, tuple(drafts), tuple(scores), value + firmness)

    def grounded(self, drafts: Sequence[EntryDraft]) -> int:
        """Returns how many entries have a mark that only references have."""
        return sum(is_grounded(without_label(self.piece(draft.parts))) for draft in drafts)

    def sure_works(self, drafts: Sequence[EntryDraft]) -> int:
        """Returns how many entries are grounded, or have the form of a work."""
        pieces = (self.piece(draft.parts) for draft in drafts)
        return sum(is_grounded(piece) or is_sure_work(piece) for piece in pieces)

    def _affiliations(self, drafts: Sequence[EntryDraft]) -> int:
        """Returns how many entries name where an author works."""
        return sum(is_affiliation(self.piece(draft.parts)) for draft in drafts)

    def _are_works(self, drafts: Sequence[EntryDraft], *, sources: bool) -> bool:
        """Returns whether enough entries below a soft heading are works, by their words or by what
        they lead to. Below "Sources" any address will do, but not that of a service."""
        pieces = [without_label(self.piece(draft.parts)) for draft in drafts]
        works = others = addresses = 0
        for piece, draft in zip(pieces, drafts, strict=True):
            if counts_up(self._text, draft.parts):
                continue
            if is_sure_work(piece) or self._linked(draft)[1]:
                works += 1
            elif offers_service(piece):
                others += 1
            elif has_address(piece) or self._linked(draft)[0]:
                addresses += 1
        least = 0 if sources else LEAST_WORKS_SHARE
        return (
            works >= least * len(drafts)
            and works + addresses >= WORKS_SHARE * len(drafts)
            and others <= SERVICES_SHARE * len(drafts)
        )


def best_stretch(scores: Sequence[float], *, from_start: bool) -> tuple[int, int]:
    """Returns the stretch of pieces whose scores are together the farthest above even."""
    best = total = 0.0
    begin = start = end = 0
    for number, score in enumerate(scores):
        if total <= 0 and not from_start:
            total, start = 0.0, number
        total += score - EVEN_SCORE
        if total > best:
            best, begin, end = total, start, number + 1
    return begin, end
