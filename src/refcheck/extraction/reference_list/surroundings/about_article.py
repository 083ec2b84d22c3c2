"""What a page says of its own article next to the list: how to cite it, when it was accepted.

"Cite this article as: Brown: Hedgehogs in medicine. BMC Med Res Methodol 2012, 12:1." looks like
one more reference, and its DOI like that of the reference before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from refcheck.extraction.reference_list.likelihood import NAME_AT_START, YEAR_ALONE, likelihood
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings.link_text import is_links
from refcheck.extraction.thresholds import (
    HEADER_CHARACTERS,
    HEADING_CHARACTERS,
    JUDGED_CHARACTERS,
    NOTICE_CHARACTERS,
    NOTICE_ENTRY_CHARACTERS,
    NOTICE_HABIT,
    NOTICE_PAGE_LINES,
    NOTICE_WORD_CHARACTERS,
    NOTICE_WORDS,
    OWN_DOI_CHARACTERS,
    OWN_DOI_REACH,
    STATEMENT_LIKELIHOOD,
)
from refcheck.extraction.words import (
    ARTICLE_STATEMENTS,
    CITING_NEIGHBOURS,
    CITING_REQUESTS,
    CITING_WORDS,
    HISTORY_NEIGHBOURS,
    HISTORY_WORDS,
    LEGENDS,
)
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import is_month

__all__ = ["ArticleNotices", "is_legend_heading", "is_notice"]

_FIRST_WORDS: Final = (
    CITING_WORDS
    | CITING_NEIGHBOURS
    | HISTORY_WORDS
    | HISTORY_NEIGHBOURS
    | {phrase.partition(" ")[0] for phrase in ARTICLE_STATEMENTS}
)
_MARKS: Final = " \t\u00a0*_#([•"
_COLON: Final = lazy_regex(r"[:：]")
_COUNT: Final = lazy_regex(r"[\s\d.,]*")
_OF: Final = frozenset({"de", "of"})  # "3 de marzo de 2012"
_DAY: Final = lazy_regex(r"\d{1,2}(?:st|nd|rd|th|o)?")
_NUMBER: Final = lazy_regex(r"\d{1,4}")
_YEAR: Final = lazy_regex(rf"{YEAR_ALONE}|://|\b10\.\d{{4}}")
_FINISHED: Final = (".", ")", "]", "/", "”", '"', ">", "?", "!", *"0123456789")
_DOI: Final = lazy_regex(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
# A line with a DOI and no more than the place in a journal before it.
_DOI_LINE: Final = lazy_regex(
    r"(?i)(?P<place>[^\W\d_][^\n:]{1,60}\s\(?(?:19|20)\d\d\)?[;:, ]\s?\d{1,4}\S{0,20}"
    r"[\s,.;|–-]{1,4})?"
    r"\W{0,2}(?:doi\s?:?\s{0,2})?(?:https?://)?(?:(?:dx\.)?doi\.org/)?10\.\d{4,9}/[^\s(]{1,200}"
    r"(?:\s\([^()\n]{4,40}\))?"
)


def is_legend_heading(line: str) -> bool:
    """Returns whether a line is the heading of the captions of figures: "Figure legends"."""
    if len(line) > HEADING_CHARACTERS or line.endswith((".", ",", ";")) or line[0].islower():
        return False
    return fold(line) in LEGENDS


class ArticleNotices:
    """Tells lines in and after a list that are about the article itself."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._text = lines.document.text
        self._habits: dict[str, set[str]] | None = None

    def begins(self, line: int, stop: int) -> bool:
        """Returns whether a notice begins at a line that is not the first one of an entry.

        `stop` is the line at which the next entry begins, as far as that is known.
        """
        text = self._lines.text(line)
        if "10." in text and _DOI_LINE.fullmatch(text):
            return self._is_own_doi(line)
        if not _may_begin(text) or not self._comes_after_entry(line):
            return False
        if _cites_itself(text):
            return not self._is_habit(text)
        return _is_history(text) or self._is_statement(line, stop)

    def goes_on(self, line: int) -> bool:
        """Returns whether a notice goes on at the line after one of its lines."""
        before = self._lines.text(line - 1)
        return not before.endswith(".") or not NAME_AT_START.match(self._lines.text(line))

    def is_running_head(self, line: int) -> bool:
        """Returns whether a line is alone above or below a page and has the DOI of the article:
        "BMJ 2012;344:e1234 doi: 10.1136/bmj.e1234 (Published 3 March 2012)"."""
        lines = self._lines
        text = lines.text(line)
        sides = [side for side in (line - 1, line + 1) if 0 <= side < len(lines)]
        if text.isdigit():  # the number of the page, next to it
            return any(not lines.text(s).isdigit() and self.is_running_head(s) for s in sides)
        if "10." not in text or len(text) > HEADER_CHARACTERS:
            return False
        match = _DOI_LINE.fullmatch(text)
        return (
            match is not None
            and match["place"] is not None
            and all(lines.blank(side) or lines.text(side).isdigit() for side in sides)
            and self._comes_after_entry(line)
        )

    def _comes_after_entry(self, line: int) -> bool:
        """Returns whether something dated is at an end before a line."""
        lines = self._lines
        before = lines.previous_filled(line - 1)
        while before >= 0 and lines.text(before).isdigit() and before > line - NOTICE_PAGE_LINES:
            before = lines.previous_filled(before - 1)
        if before < 0:
            return False
        end = lines.end[before]
        if not (self._text[end - 1] in _FINISHED or is_links(lines.text(before))):
            return False
        return _YEAR.search(self._text, max(0, end - NOTICE_ENTRY_CHARACTERS), end) is not None

    def _is_own_doi(self, line: int) -> bool:
        """Returns whether a DOI on a line of its own is that of the article, and not that of the
        entry before: the words on how to cite the article come next."""
        lines = self._lines
        following = lines.next_filled(line + 1)
        if following >= len(lines) or not self._comes_after_entry(line):
            return False
        notice = lines.text(following)
        if not (_may_begin(notice) and _cites_itself(notice)) or self._is_habit(notice):
            return False
        doi = _DOI.search(lines.text(line))
        printed = doi.group().rstrip(".,;") if doi else ""
        begin = lines.start[following]
        notice = self._text[begin : begin + NOTICE_CHARACTERS]
        if printed.rpartition("/")[2] in notice:
            return True
        start = lines.start[line]
        if printed in self._text[: min(start, OWN_DOI_CHARACTERS)]:
            return True
        return not _DOI.search(self._text, max(0, start - OWN_DOI_REACH), start)

    def _is_habit(self, text: str) -> bool:
        """Returns whether a page has such words at every entry: "Citation: Smith J. ..."."""
        if self._habits is None:
            self._habits = {}
            for line in self._lines.filled():
                one = self._lines.text(line)
                if _may_begin(one) and _cites_itself(one):
                    self._habits.setdefault(_opening(one), set()).add(one)
        return len(self._habits.get(_opening(text), ())) > NOTICE_HABIT

    def _is_statement(self, line: int, stop: int) -> bool:
        """Returns whether a statement on the article begins at a line, and no title: "Funding: who
        pays for trials? Lancet 2004;..."."""
        lines = self._lines
        if _opening(lines.text(line)) not in ARTICLE_STATEMENTS:
            return False
        last, most = line, lines.start[line] + JUDGED_CHARACTERS
        while last + 1 < min(stop, len(lines)) and not self._ends_statement(last + 1):
            last += 1
            if lines.end[last] > most:
                break
        rest = " ".join(self._text[lines.start[line] : lines.end[last]][:JUDGED_CHARACTERS].split())
        return likelihood(rest) < STATEMENT_LIKELIHOOD

    def _ends_statement(self, line: int) -> bool:
        text = self._lines.text(line)
        return self._lines.blank(line) or is_notice(text) or _DOI_LINE.fullmatch(text) is not None


def _may_begin(text: str) -> bool:
    """Returns whether a notice may begin with the first word of a line: most lines end here."""
    head = text[:NOTICE_WORD_CHARACTERS].lstrip(_MARKS)
    word = fold(head).partition(" ")[0]
    return word in _FIRST_WORDS


def is_notice(text: str) -> bool:
    """Returns whether a line says how to cite the article, or when it was accepted."""
    return _may_begin(text) and (_cites_itself(text) or _is_history(text))


def _opening(text: str) -> str:
    """Returns the words before the colon of a line, folded; "" where there is none near."""
    colon = _COLON.search(text, 0, HEADING_CHARACTERS)
    return fold(text[: colon.start()]) if colon else ""


def _cites_itself(text: str) -> bool:
    """Returns whether a line says how to cite the article: "Cite this article as:"."""
    opening = _opening(text)
    if opening:
        behind = _COLON.split(text, maxsplit=1)[1]
        counted = behind and _COUNT.fullmatch(behind)  # "Citation: 12"
        return _are_citing(opening.split()) and not counted
    words = fold(text[:HEADING_CHARACTERS]).split()
    if len(text) <= HEADING_CHARACTERS and len(words) > 1 and _are_citing(words):
        return not text.endswith((".", ",", ";")) and not CITING_REQUESTS.isdisjoint(words)
    return False


def _are_citing(words: Sequence[str]) -> bool:
    return (
        len(words) <= NOTICE_WORDS
        and any(word in CITING_WORDS for word in words)
        and all(word in CITING_WORDS or word in CITING_NEIGHBOURS for word in words)
    )


def _is_history(text: str) -> bool:
    """Returns whether a line says on which day the article was received or accepted."""
    words = fold(text[:HEADING_CHARACTERS]).split()
    place = 0
    seen = False
    while place < min(len(words), NOTICE_WORDS) and (
        words[place] in HISTORY_WORDS or words[place] in HISTORY_NEIGHBOURS
    ):
        seen = seen or words[place] in HISTORY_WORDS
        place += 1
    return seen and _is_date(words[place : place + 5])


def _is_date(words: Sequence[str]) -> bool:
    """Returns whether folded words begin with a whole date: "3 march 2012", "03 04 2012"."""
    plain = [word for word in words if word not in _OF][:3]
    if len(plain) < 3:
        return False
    numbers = [
        _NUMBER.fullmatch(word) is not None or _DAY.fullmatch(word) is not None for word in plain
    ]
    months = [is_month(word) for word in plain]
    return sum(months) + sum(numbers) == 3 and sum(months) <= 1
