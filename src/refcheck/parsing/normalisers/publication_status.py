"""Notices that are not part of a field, cut out of a string before it is labelled."""

from __future__ import annotations

import re

from refcheck.parsing.thresholds import (
    WORDS_CHARACTERS,
)
from refcheck.parsing.tokens import NOTICE
from refcheck.text.dates import YEAR

__all__ = ["cut_notices"]

_DAY = r"(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?,?\s" + YEAR
# "Angiology. Published online January 16, 2024.", "Haemophilia. Advance online publication.",
# "Lancet. Epub ahead of print.", "Eur Urol. In press."
_AHEAD = re.compile(
    r"(?<=[.,;:?!)\]”\"] )(?:(?:advance|early|first) online (?:publication|version)"
    r"|online (?:ahead of print|first)"
    r"|published (?:online(?: first| ahead of print)?|ahead of print)"
    r"|e-?pub ahead of print|in press)"
    rf"(?=\s{{0,2}}(?:[.;:,]|$|{_DAY}|{YEAR}\b))",
    re.IGNORECASE,
)
_EPUB = re.compile(r"(?<=[.;] )E-?pub(?=:?\s" + YEAR + r"\b)")
_YEAR = re.compile(r"(?<!\d)" + YEAR + r"(?!\d)")
# The publisher's number of an article, as MEDLINE prints it: "2017; pii: S0261-5614(17)31437-1.",
# "2022 Oct 1:S0161-6420(22)00756-4."
_PII = re.compile(r"(?:(?<=[.;:] )pii: |(?<=\d:))S\d{4}-[\dX]{4}\(\d\d\)\d{5}-[\dX]\b")


def cut_notices(text: str) -> tuple[str, bool]:
    """`text` with a mark for what says that the work is ahead of print, and whether it does.

    "Epub 2014 May 3" is left where another date is printed: it is a second date then.
    """
    if "pii: S" in text or ":S" in text:
        text = _PII.sub(NOTICE, text)
    if " " not in text or not _hints(text):
        return text, False
    cut, count = _AHEAD.subn(NOTICE, text)
    if not count and len(_YEAR.findall(cut[:WORDS_CHARACTERS])) == 1:
        cut, count = _EPUB.subn(NOTICE, cut)
    return cut, count > 0


def _hints(text: str) -> bool:
    lower = text.lower()
    return "online" in lower or "pub" in lower or "in press" in lower or "ahead of" in lower
