"""Notices that are not part of a field, cut out of a string before it is labelled."""

from __future__ import annotations

import re

from refcheck.parsing.thresholds import (
    WORDS_CHARACTERS,
    YEAR_PLACE_CHARACTERS,
)
from refcheck.parsing.tokens import NO_YEAR, NOTICE
from refcheck.text.folding import plain_lower
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import MONTHS, YEAR, parse_date

__all__ = ["cut_notices"]

_DAY = r"(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?,?\s" + YEAR
# "Angiology. Published online January 16, 2024.", "Haemophilia. Advance online publication.",
# "Lancet. Epub ahead of print.", "Eur Urol. In press."
_AHEAD = lazy_regex(
    r"(?<=[.,;:?!)\]”\"] )(?:(?:advance|early|first) online (?:publication|version)"
    r"|online (?:ahead of print|first)"
    r"|published (?:online(?: first| ahead of print)?|ahead of print)"
    r"|e-?pub ahead of print|in press|forthcoming)"
    rf"(?=\s{{0,2}}(?:[.;:,]|$|{_DAY}|{YEAR}\b))",
    re.IGNORECASE,
)
# "[published online ahead of print January 5, 2020]", "(Epub 2019 Dec 3)", "[in press]".
_IN_BRACKETS = lazy_regex(
    r"\s{0,3}[\[(](?:(?:published|available|first)\s)?"
    r"(?:e-?pub\b|online (?:ahead of print|first|version|publication|early)"
    r"|online(?=\s\w{0,9}\s?\d)"
    r"|ahead of print|in press|advance online|early (?:online|view))"
    r"[^\[\]()]{0,60}[\])]",
    re.IGNORECASE,
)
_PLACE = lazy_regex(r"\d\s?[;:(]\s?\d")
_END_CHARACTERS = 20
# In place of the year: "(n.d.)", "(s. f.)", "(o. J.)", "(in press)", "(im Druck)".
_UNDATED = lazy_regex(
    r"[\[(](?:n\.?\s?d\.?|s\.\s?[fda]\.|o\.\s?J\.|no date|undated|sin fecha|sem data|ohne Jahr"
    r"|sans date|b\.\s?d\.|б\.\s?г\.)[\])](?=[.:,;\s]|$)"
)
# One of these, or a square bracket, begins whatever `_UNDATED` finds. A pattern that begins with
# one sign is as quick as a plain search.
_UNDATED_HINT = lazy_regex(r"\([nsoubб]")
_UNDATED_END = lazy_regex(r"[,;]\s(?:n\.\s?d\.|o\.\s?J\.|s\.\s?[fda]\.)(?=\s?$)")
_UNDATED_CHARACTERS = len("; o. J. ")
_PENDING = lazy_regex(
    r"\((?:in press|forthcoming|to appear|accepted|submitted|in preparation|im Druck|im Erscheinen"
    r"|en prensa|sous presse|no prelo|in corso di stampa)\)(?=[.:,])",
    re.IGNORECASE,
)
_LAST_MARKS = lazy_regex(r"(?:[\s.,;:(]|https?|doi|DOI|PMID|[\ue000-\ue006)]){0,40}$")
_EPUB = lazy_regex(r"(?<=[.;] )E-?pub(?=:?\s" + YEAR + r"\b)")
_YEAR = lazy_regex(r"(?<!\d)" + YEAR + r"(?!\d)")
# The publisher's number of an article, as MEDLINE prints it: "2017; pii: S0261-5614(17)31437-1.",
# "2022 Oct 1:S0161-6420(22)00756-4."
_PII = lazy_regex(r"(?:(?<=[.;:] )pii: |(?<=\d:))S\d{4}-[\dX]{4}\(\d\d\)\d{5}-[\dX]\b")


def cut_notices(text: str) -> tuple[str, bool]:
    """`text` with a mark for what says that the work is ahead of print, and whether it does.

    "Epub 2014 May 3" is left where another date is printed: it is a second date then.
    """
    if "pii: S" in text or ":S" in text:
        text = _PII.sub(NOTICE, text)
    if " " not in text:
        return text, False
    text, pending = _with_year(text)
    if not _hints(text):
        return text, pending
    printed = text
    text = _out_of_brackets(text)
    cut, count = _AHEAD.subn(NOTICE, text)
    if not count and len(_YEAR.findall(cut[:WORDS_CHARACTERS])) == 1:
        cut, count = _EPUB.subn(NOTICE, cut)
    return cut, pending or count > 0 or (text != printed and not _PLACE.search(text))


def _with_year(text: str) -> tuple[str, bool]:
    """Returns the text with a year that no work has in place of "(n.d.)" or "(in press)", so that
    the labeller sees a year where one belongs, and whether the work is not out yet."""
    if "." not in text[:YEAR_PLACE_CHARACTERS] and "(" not in text[:YEAR_PLACE_CHARACTERS]:
        return text, False
    if "[" in text or _UNDATED_HINT.search(text):
        cut = _UNDATED.sub(f"({NO_YEAR})", text, count=1)
        if cut != text:
            return cut, False
    pending = _PENDING.search(text)
    if pending is None or len(text) - pending.end() <= _END_CHARACTERS:
        end = _UNDATED_END.search(text, max(len(text) - _UNDATED_CHARACTERS, 0))
        return (text[: end.start()] + text[end.end() :] if end else text), False
    return f"{text[: pending.start()]}({NO_YEAR}){text[pending.end() :]}", True


def _out_of_brackets(text: str) -> str:
    """Returns the text with the notice that stands in brackets behind the title at its end, as
    PubMed prints it: "Sleep [published online January 5, 2020]. Lancet." is "Sleep. Lancet. Epub
    2020 Jan 5."."""
    found = _IN_BRACKETS.search(text)
    if found is None or not found.start():
        return text
    if "(in press" in found[0].lower() and len(text) - found.end() > _END_CHARACTERS:
        return text  # "Eder, K. (in press). Social inequality": in place of the year
    rest = text[: found.start()] + text[found.end() :]
    marks = _LAST_MARKS.search(rest)
    end = marks.start() if marks and max(marks[0], default="") >= "\ue000" else len(rest)
    before, after = rest[:end].rstrip(" ."), rest[end:].lstrip(" .")
    return f"{before}. Epub {_date(found[0])}. {after}".rstrip()


def _date(notice: str) -> str:
    """Returns the date of a notice as PubMed prints it, or "ahead of print" where it has none."""
    date = parse_date(notice)
    if date is None:
        return "ahead of print"
    month = f" {MONTHS[date.month - 1]}" if date.month else ""
    return f"{date.year}{month}{f' {date.day}' if date.day else ''}"


def _hints(text: str) -> bool:
    lower = plain_lower(text)
    return (
        "forthcoming" in lower
        or "online" in lower
        or "epub" in lower
        or "e-pub" in lower
        or "early view" in lower
        or "in press" in lower
        or "ahead of" in lower
    )
