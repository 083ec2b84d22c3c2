"""Where a text says in which year, volume and page something appeared: "2005;2(8):e124"."""

from __future__ import annotations

from typing import Final

from refcheck.text.dates import YEAR
from refcheck.text.patterns import lazy_regex

__all__ = ["locator_count", "printed_locators"]

_YEAR: Final = rf"(?<![\d.,/-]){YEAR}(?!\d)"
_ISSUE: Final = r"(?:\s?\([^()]{1,20}\))?"
_LOCATOR: Final = lazy_regex(
    rf"{_YEAR}[^;:.]{{0,12}};\s?\d{{1,4}}{_ISSUE}\s?:\s?[A-Za-z]{{0,2}}\d"  # "2005;2(8):e124"
    rf"|{_YEAR},\s?\d{{1,4}}{_ISSUE}[,:]\s?[A-Za-z]{{0,2}}\d"  # "2000, 122, 345"
    rf"|\d{{1,4}}{_ISSUE}[,:]\s?[A-Za-z]{{0,2}}\d[\d–-]{{0,12}}\s?\({_YEAR}\)"  # "98, 288 (1996)"
    r"|(?<![\d/-])\d{1,4}\s?\(\d{1,3}(?:[-–]\d{1,3})?\),\s?[eE]?\d{1,6}\s?[-–.]"  # "47(4), 351-354"
)
# What follows names the place of something else: an erratum, a reply, the translated work.
_NOTICE: Final = lazy_regex(
    r"(?i)\b(?:errat|corr(?:ect|igend)|retract|withdraw|comment|repl[iy]|republish|reprint|update"
    r"|originally|translat|simultaneous|discussion|review of|review in|summary|abstract|supersed"
    r"|published in|appear|also|aufgehoben|concern|duplicate|version|addend|summar)"
)
_NOTICE_CHARACTERS: Final = 120  # before a locator, in which the word for it is

# Between two places, no more than a journal: the title of a review gives the place of what it
# reviews ("'Title'. Int J Psychoanal. Vol. 99 (3), 569-89. J Anal Psychol. 2019;64:621-3").
_JOURNAL_ONLY: Final = lazy_regex(
    r"[\d–-]{0,8}[.;]\s(?![^\W\d_]{2,30}\s[A-Z]{1,3}\b)(?:[^\W\d_]{1,30}\.?\s){1,6}"
)


def printed_locators(text: str) -> list[tuple[int, int]]:
    """Returns the places where a text says where something appeared, in order."""
    return [found.span() for found in _LOCATOR.finditer(text)]


def locator_count(text: str) -> int:
    """Returns how many works a text says the place of; notices ("Erratum in: ...") do not count."""
    places = printed_locators(text)
    own = sum(
        not _NOTICE.search(text, max(0, start - _NOTICE_CHARACTERS), start)
        and not (number and _JOURNAL_ONLY.fullmatch(text, places[number - 1][1], start))
        for number, (start, _) in enumerate(places)
    )
    return max(own, min(1, len(places)))
