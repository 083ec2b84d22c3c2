"""Title and journal between the authors of a reference and its numbers, where their border is sure.

It is sure where what follows it is a journal that the table of journals has, or where there is but
one border: docs/adr/0025.
"""

from __future__ import annotations

from typing import Final

from refcheck.frozen import dataclass
from refcheck.journals.authority import find_journals, is_journal_to_the_letter
from refcheck.parsing.author_words import SIGNING_FOR
from refcheck.parsing.plain.names import CAPITAL, FAMILY, PARTICLES, YEAR
from refcheck.parsing.thresholds import FORM_JOURNAL_CHARACTERS, FORM_TITLE_WORDS
from refcheck.parsing.tokens import MARKS
from refcheck.text.patterns import lazy_regex

__all__ = ["QUOTES", "Body", "find_journal_alone", "find_title"]

QUOTES: Final = {'"': '"', "“": "”", "‘": "’", "«": "»", "'": "'"}
_PAIRS: Final = (("“", "”"), ("«", "»"))
_NOT_PLAIN: Final = frozenset('[]"“”«»')
_BRACKETS: Final = frozenset("[]")
_AFTER_QUOTE: Final = lazy_regex(r"[.,]?\s")
_SENTENCE: Final = lazy_regex(r"[.?!][\"”’»]?\s")
# After a full stop, a title that goes on: "III. ", "The effect of sleep. "; not "In: ...".
_GOES_ON: Final = lazy_regex(r"(?!In\b)(?:[IVX]{1,4}\.|.*?\s[a-z]{2})")
# What goes on with the authors: "and Jones C", "for the ABC Group", "(including 5 others)", "Jr",
# and after a full stop in place of a comma "Jones CD, Lee E".
_STILL_AUTHORS: Final = lazy_regex(
    rf"(?i:{SIGNING_FOR})\s|\(|(?:Jr|Sr|I{{2,3}}|IV)\b|{FAMILY}\s{CAPITAL}{{1,3}}[,.]\s"
)
# The year of one more reference, which the same line has: "(2010) Sleep. Wiley, Bern Lee A (2011)".
_ANOTHER_YEAR: Final = lazy_regex(rf"\({YEAR}\)")
# "protein kinases J. Biol. Chem.", "neural control.Biol. Cybern."
_TORN_WORD: Final = lazy_regex(r"J\.$|[^\W_]{2,}\.[A-Z]")
_QUESTIONS: Final = ("? ", "! ")
_SMALL_WORD: Final = lazy_regex(r"\s[a-z]")
_UNKNOWN_JOURNAL: Final = lazy_regex(
    rf"(?!In\b){CAPITAL}[^\W\d_]*(?:[\s’'&-]{{1,3}}[^\W\d_]{{2,}}){{0,9}}\.?$"
)
# A title after names and a comma is not one more person or group that signs.
_NAME_AHEAD: Final = lazy_regex(
    r"(?:^|,\s|and\s)[A-Z]\.|^[^,]*(?:Group|Consortium|Investigators|Collaborat|Network|Team|Committee"
    r"|Society|Association|Organi[sz]ation|Council)\b"
)
# "Robi S. Datta and Carol Jones. Gut. 2010", "Cutting, Rong Mu, et al. Sleep": no more than names.
_NAMES_ALONE: Final = lazy_regex(
    rf"(?:(?:{CAPITAL}[\w'’-]*|and|&|et|al|do|{PARTICLES}|\dr?[dnst]+)[.,]{{0,2}}(?:\s|$))"
    r"{1,200}$"
)


@dataclass(frozen=True, slots=True)
class Body:
    """What is between the authors of a reference, with the year after them, and its numbers.

    `whole` is the reference, of which it has the characters from `start` to `end`. The year is
    before it (`after_year`) or among the numbers; a comma ends what is before it (`by_comma`);
    there is a volume among the numbers (`has_volume`), or a year alone, or nothing.
    """

    whole: str
    start: int
    end: int
    after_year: bool
    by_comma: bool
    has_volume: bool

    @property
    def text(self) -> str:
        """Its characters."""
        return self.whole[self.start : self.end]


def find_title(body: Body) -> tuple[int, int] | None:
    """Returns where in the text of a body the title ends and the journal begins, if that is sure.

    Of books, too, a place or a publisher and a year are the end, and there are journals called "New
    York" and "ACM": without a volume the journal has to be one that is in use. Where not even a
    year follows it, nothing else may be in its name: "Int J Drug Policy. Online only".
    """
    text = body.text
    if body.has_volume:
        return _border(text, body)
    if body.by_comma and text[:1] not in QUOTES:
        return None
    border = _border(text, body)
    if border is None or _question_end(text[: border[0]]):
        return None
    name = text[border[1] :].rstrip(".")
    if body.after_year and not is_journal_to_the_letter(name):
        return None
    is_known = any(journal.in_use and journal.whole for journal in find_journals(name))
    return border if is_known else None


def find_journal_alone(body: Body, names_end: int) -> bool:
    """Returns whether a body is a journal and has no title, and no name or initial before
    `names_end` may belong to the journal: "Spiro R. G. J. Biol. Chem.", "J. S. Lee, J. Comput."."""
    text = body.text
    if not body.has_volume or not _is_journal(text):
        return False
    if not is_journal_to_the_letter(text.rstrip(".")):
        return False
    before = (body.whole.rfind(sign, 0, names_end - 1) + 1 for sign in (",", " "))
    return not any(_is_journal(body.whole[at : body.end].lstrip()) for at in before)


def _border(text: str, body: Body) -> tuple[int, int] | None:
    if _STILL_AUTHORS.match(text) or _ANOTHER_YEAR.search(text):
        return None
    if " ," in text or not MARKS.isdisjoint(text):
        return None
    if text[:1] in QUOTES:
        border = _after_quotation(text)
    elif not _has_plain_quotes(text):
        return None
    else:
        border = _after_words(text, body)
    if border is None or text.count(" ", 0, border[0]) < FORM_TITLE_WORDS - 1:
        return None
    first = _SENTENCE.search(text, 0, border[0])
    return None if _NAMES_ALONE.match(text, 0, first.end() if first else border[0]) else border


def _after_words(text: str, body: Body) -> tuple[int, int] | None:
    if not body.by_comma:
        return _after_sentence(text, by_comma=False) or _only_border(text)
    border = _after_comma(text)
    return _after_sentence(text, by_comma=True) if border is None and body.after_year else border


def _has_plain_quotes(text: str) -> bool:
    """Returns whether a text has no brackets, and as many quotation marks at the beginning of
    quoted words as at their end."""
    if _NOT_PLAIN.isdisjoint(text):
        return True
    return (
        _BRACKETS.isdisjoint(text)
        and text.count('"') % 2 == 0
        and all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)
    )


def _after_quotation(text: str) -> tuple[int, int] | None:
    opening, closing = text[0], QUOTES[text[0]]
    end = text.rfind(closing) + 1
    after = _AFTER_QUOTE.match(text, end)
    inner = text[1 : end - 1]
    if after is None or not _NOT_PLAIN.isdisjoint(inner) or not _is_journal(text[after.end() :]):
        return None
    return None if opening == closing == '"' and opening in inner else (end, after.end())


def _after_comma(text: str) -> tuple[int, int] | None:
    end = text.rfind(", ")
    if end <= 0 or text[end - 1] == "." or _NAME_AHEAD.search(text[:end]):
        return None
    longer = text.rfind(", ", 0, end)
    if not _is_journal(text[end + 2 :]) or (longer > 0 and _is_journal(text[longer + 2 :])):
        return None
    return end, end + 2


def _after_sentence(text: str, *, by_comma: bool) -> tuple[int, int] | None:
    """Returns the border before the first journal; sentences before it belong to the title."""
    before, ends_in_stop = 0, False
    for found in _SENTENCE.finditer(text):
        end, start = found.end() - 1, found.end()
        if ends_in_stop and not _GOES_ON.match(text, before, end):
            return None
        if _is_journal(text[start : start + FORM_JOURNAL_CHARACTERS + 1]):
            return (
                None if _may_be_torn(text[:end], text[start:], by_comma=by_comma) else (end, start)
            )
        before, ends_in_stop = start, found[0].startswith(".")
    return None


def _only_border(text: str) -> tuple[int, int] | None:
    """Returns the one border of two sentences, the second a journal that the table has not. The
    last word of the first one is no abbreviation of that journal's: "Rice (Oryza sativa L.) Breed.
    Sci.", "Influence on climate, Clim. Dynam."."""
    borders = list(_SENTENCE.finditer(text))
    if len(borders) != 1 or not _UNKNOWN_JOURNAL.match(text, borders[0].end()):
        return None
    end = borders[0].end() - 1
    last = text.rfind(" ", 0, end) + 1
    if (text[last].isupper() and text[last - 2] in ",.)") or _TORN_WORD.match(text[last:end]):
        return None
    return (end, end + 1) if _SMALL_WORD.search(text, 0, end) else None


def _is_journal(name: str) -> bool:
    return (
        len(name) <= FORM_JOURNAL_CHARACTERS
        and name[:1].isalpha()
        and bool(find_journals(name.rstrip(".")))
    )


def _may_be_torn(title: str, journal: str, *, by_comma: bool) -> bool:
    """Returns whether the last words of a title may be the first of its journal: "New evidence,
    Appl. Econ. Lett.", "What for? Brit. J. Nutr."; "Sleep and mood, Curr. Biol." where the commas
    part the fields (`by_comma`)."""
    if question := _question_end(title):
        return not _SMALL_WORD.search(title, question)
    if _TORN_WORD.match(title, title.rfind(" ") + 1):
        return True
    last = title.rpartition(", ")[2]
    return (by_comma or "." in journal[:-1]) and last[:1].isupper() and " " not in last


def _question_end(title: str) -> int:
    """Returns where the words after the last question or exclamation begin; 0 where there is
    none, or nothing after it."""
    return max(title.rfind(sign) for sign in _QUESTIONS) + 1
