"""References whose form alone says what each word is, so that no labeller has to.

Most styles print an article as authors, title, journal, year, volume, issue and pages, with a fixed
sign between two of them. Where the authors are in a plain list, the string ends with the numbers of
one such style, and what is between title and numbers is a journal that the table of journals has,
the labels follow. Whatever is not wholly like that is left to the labeller: docs/adr/0025.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.journals.authority import find_journals
from refcheck.model.reference import LONGEST_PARSED
from refcheck.parsing.confidence import CSL_NAMES
from refcheck.parsing.plain.authors import Authors, find_authors, name_labels
from refcheck.parsing.plain.names import YEAR
from refcheck.parsing.thresholds import (
    FORM_ENDING_CHARACTERS,
    FORM_JOURNAL_CHARACTERS,
    FORM_TITLE_WORDS,
)
from refcheck.parsing.tokens import MARKS, Token, Word, tokenise
from refcheck.text.patterns import lazy_regex

__all__ = ["Form", "labelled", "printed_form"]

# Between authors and title: "(2010). ", ". 2010. ", ". ", ": ", and ", " after names.
_HEAD: Final = lazy_regex(
    rf"(?:[.,]{{0,2}}\s\((?P<year>{YEAR})\)[.,:]?|[.,]\s(?P<bare_year>{YEAR})[.,:]|(?P<sign>[.:,]{{0,2}}))\s"
)
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
# "Mar", "Mar 5", "Mar-Apr"
_DAY: Final = rf"{_MONTH}(?:[\s-]\d{{1,2}}|[-/]{_MONTH})?"
_DASH: Final = "[-‐‑‒–—−]{1,2}"
_PAGES: Final = (
    r"(?:pp?\.\s?)?(?P<pages>[A-Za-z]{0,3}\d{1,9}"
    rf"(?:{_DASH}[A-Za-z]{{0,3}}\d{{1,9}})?[a-z]?)"
)
_ISSUE: Final = (
    rf"(?P<issue>\d{{1,4}}(?:{_DASH}\d{{1,4}}|/\d{{1,4}})?"
    r"|(?:Suppl|Pt)\.?\s?\d{1,2}|[Ss]\d{1,2})"
)
_VOLUME: Final = r"(?P<volume>\d{1,4})"
_AND_ISSUE: Final = rf"{_VOLUME}(?:\s?\({_ISSUE}\)|\s(?P<supplement>Suppl\.?\s?\d{{1,2}}))?"
# After the numbers: the marks of identifiers.
_REST: Final = r"[.,;]?(?:(?:[\s.,;]|Available (?:from|at):)*[\ue000-\ue002\ue006])*[\s.;]*$"
# The ends of references, from the space after the journal on: patterns that begin with a sign are
# found three times as quickly.
_ENDINGS: Final = tuple(
    lazy_regex(rf"\s{ending}{_REST}")
    for ending in (
        # "vol. 3, no. 4, pp. 123-45, March 2010", "v. 3, n. 4, p. 123-45, 2010"
        rf"[Vv](?:ol)?\.?\s{_VOLUME}(?:,\s(?:[Nn]o?)\.?\s{_ISSUE})?,\s{_PAGES}"
        rf"(?:,\s(?:{_MONTH}\s)?(?P<year>{YEAR}))?",
        # "March 2010", "March 5, 2010", which is no volume with a page
        rf"{_MONTH}\s(?:\d{{1,2}},\s)?(?P<year>{YEAR})",
        # "2010 Mar 5;3(4):123-45", "2010, 3 (4), 123-45"
        rf"(?P<year>{YEAR})(?:\s{_DAY})?[;,:]\s?{_AND_ISSUE}[:,]\s?{_PAGES}",
        # "3 (2010) 123-45", "3(4) (2010), 123-45"
        rf"{_AND_ISSUE}\s\((?P<year>{YEAR})\)[:,]?\s?{_PAGES}",
        # "3, no. 4 (2010): 123-45"
        rf"{_VOLUME},?\s[Nn]o\.?\s{_ISSUE}\s\((?P<year>{YEAR})\)[:,]?\s?{_PAGES}",
        # "3(4), 123-45", "3(4):123-45, 2010", "3: 123-45 (2010)"
        rf"{_AND_ISSUE}[:,]\s?{_PAGES}(?:,?\s\(?(?P<year>{YEAR})\)?)?",
        # "2010 Mar 5", "(2010)"
        rf"\(?(?P<year>{YEAR})\)?(?:\s{_DAY})?",
    )
)
_LABELS: Final = {"supplement": "issue"}
_QUOTES: Final = {'"': '"', "“": "”", "‘": "’", "«": "»", "'": "'"}
_AFTER_QUOTE: Final = lazy_regex(r"[.,]?\s")
_SENTENCE: Final = lazy_regex(r"[.?!]\s")
_ANOTHER_NAME: Final = ("and ", "& ")
_QUESTIONS: Final = ("? ", "! ")
_SMALL_WORD: Final = lazy_regex(r"\s[a-z]")
_NOT_PLAIN: Final = frozenset('[]"“”«»')
_PHRASE: Final = Word("", "", "", "", "X")
# A title after names and a comma is not one more person or group that signs.
_NAME_AHEAD: Final = lazy_regex(
    r"(?:^|,\s|and\s)[A-Z]\.|^[^,]*(?:Group|Consortium|Investigators|Collaborat|Network|Team|Committee"
    r"|Society|Association|Organi[sz]ation|Council)\b"
)
# "Robi S. Datta and Carol Jones. Gut. 2010": no more than names.
_NAMES_ALONE: Final = lazy_regex(r"(?:(?:[A-Z][a-zà-ÿ'’-]*|and|&)[.,]?(?:\s|$)){1,40}$")


class Form(NamedTuple):
    """A reference as it is printed: its authors, and where each field is ((start, end, label), in
    order)."""

    authors: Authors
    fields: tuple[tuple[int, int, str], ...]

    def csl_names(self) -> tuple[str, ...]:
        """Returns the names that CSL has for the fields that it has."""
        return ("author", *(CSL_NAMES[label] for _, _, label in self.fields))


def printed_form(text: str) -> Form | None:
    """Returns the form of a reference, if it is in one of those that leave no doubt. `text` has a
    mark for each identifier.

    >>> printed_form("Smith AB. Sleep and mood. Gut. 2010;3:12-5.").fields[:3]
    ((10, 25, 'title'), (26, 30, 'container'), (31, 35, 'year'))
    """
    authors = find_authors(text) if len(text) <= LONGEST_PARSED else None
    if authors is None:
        return None
    head = _HEAD.match(text, authors.end)
    ending = _ending(text, head.end()) if head else None
    if head is None or ending is None or not _is_head(text, authors, head):
        return None
    spans = {
        _LABELS.get(label, label): ending.span(label)
        for label, found in ending.groupdict().items()
        if found
    }
    year = next((head.span(name) for name in ("year", "bare_year") if head[name]), None)
    if (year is None) == ("year" not in spans):
        return None
    if year is not None:
        spans["year"] = year
    start, end = head.end(), ending.start() - (text[ending.start() - 1] == ",")
    by_comma = not year and (head["sign"] or "").endswith(",")
    find = _title_and_journal if "volume" in spans else _title_and_sure_journal
    parts = find(text[start:end], by_comma=by_comma)
    if parts is None:
        return None
    spans["title"] = (start, start + parts[0])
    spans["container"] = (start + parts[1], end)
    return Form(authors, tuple(sorted((*span, label) for label, span in spans.items())))


def _ending(text: str, start: int) -> re.Match[str] | None:
    start = max(start, len(text) - FORM_ENDING_CHARACTERS)
    found = (pattern.search(text, start) for pattern in _ENDINGS)
    return next((match for match in found if match), None)


def _is_head(text: str, authors: Authors, head: re.Match[str]) -> bool:
    """Returns whether the sign after the authors ends their list: a year, a full stop, a colon; a
    comma only where no family name could follow it."""
    sign = head["sign"]
    if sign is None:
        return True
    if sign.endswith(","):
        return authors.inverted == 0
    return bool(sign) or text[authors.end - 1] == "."


# --- title and journal ----------------------------------------------------------------------------


def _title_and_journal(text: str, *, by_comma: bool) -> tuple[int, int] | None:
    """Returns where in a text the title ends and the journal begins, if that is sure."""
    if text.startswith(_ANOTHER_NAME) or not MARKS.isdisjoint(text):
        return None
    if text[:1] in _QUOTES:
        border = _after_quotation(text)
    elif not _NOT_PLAIN.isdisjoint(text):
        return None
    else:
        border = _after_comma(text) if by_comma else _after_sentence(text)
    if border is None or text.count(" ", 0, border[0]) < FORM_TITLE_WORDS - 1:
        return None
    return None if _NAMES_ALONE.match(text, 0, border[0]) else border


def _title_and_sure_journal(text: str, *, by_comma: bool) -> tuple[int, int] | None:
    """`_title_and_journal` where there is no volume: of books, too, a place or a publisher and a
    year are the end, and there are journals called "New York" and "ACM"."""
    if by_comma and text[:1] not in _QUOTES:
        return None
    border = _title_and_journal(text, by_comma=False)
    if border is None or _question_end(text[: border[0]]):
        return None
    found = find_journals(text[border[1] :].rstrip("."))
    return border if any(journal.in_use and journal.whole for journal in found) else None


def _after_quotation(text: str) -> tuple[int, int] | None:
    opening, closing = text[0], _QUOTES[text[0]]
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


def _after_sentence(text: str) -> tuple[int, int] | None:
    """The first sentence is the title; a question may be followed by one more."""
    for found in _SENTENCE.finditer(text):
        end, start = found.start() + 1, found.end()
        if _is_journal(text[start : start + FORM_JOURNAL_CHARACTERS + 1]):
            return None if _may_be_torn(text[:end], text[start:]) else (end, start)
        if text[end - 1] == ".":
            return None
    return None


def _is_journal(name: str) -> bool:
    return (
        len(name) <= FORM_JOURNAL_CHARACTERS
        and name[:1].isalpha()
        and bool(find_journals(name.rstrip(".")))
    )


def _may_be_torn(title: str, journal: str) -> bool:
    """Returns whether the last words of a title may be the first of its journal: "New evidence,
    Appl. Econ. Lett.", "What for? Brit. J. Nutr."."""
    if question := _question_end(title):
        return not _SMALL_WORD.search(title, question)
    last = title.rpartition(", ")[2]
    return "." in journal[:-1] and last[:1].isupper() and " " not in last


def _question_end(title: str) -> int:
    """Returns where the words after the last question or exclamation begin; 0 where there is
    none, or nothing after it."""
    return max(title.rfind(sign) for sign in _QUESTIONS) + 1


# --- labels ---------------------------------------------------------------------------------------


def labelled(form: Form, text: str) -> tuple[list[Token], list[str]]:
    """Returns the tokens of a text that has a form, and the label of each. Title and journal are a
    token each: nobody asks for their words."""
    at = next(place for place, field in enumerate(form.fields) if field[2] == "title")
    title, journal = form.fields[at : at + 2]
    tokens = tokenise(text, 0, title[0])
    labels = list(name_labels(form.authors, tokens))
    labels += _field_labels(form.fields[:at], tokens[len(labels) :])
    numbers = tokenise(text, journal[1])
    for start, end, label in (title, journal):
        tokens.append(Token(start, end, _PHRASE))
        labels.append(label)
    return tokens + numbers, labels + list(_field_labels(form.fields[at + 2 :], numbers))


def _field_labels(fields: Sequence[tuple[int, int, str]], tokens: Sequence[Token]) -> Iterator[str]:
    starts = [start for start, _, _ in fields]
    for token in tokens:
        start = token.start + len(token.word.before)
        place = bisect_right(starts, start) - 1
        yield fields[place][2] if place >= 0 and start < fields[place][1] else "O"
