"""Where a text says in which year, volume and page something appeared: "2005;2(8):e124"."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = ["locator_count", "printed_locators"]

# A year, of which the first digit is known, alone.
_OF_YEAR: Final = r"(?<![\d.,/-].)(?:(?<=1)[4-9]|(?<=2)0)\d\d(?!\d)"
_YEAR: Final = rf"(?<![\d.,/-]){YEAR}(?!\d)"
_ISSUE: Final = r"(?:\s?\([^()]{1,20}\))?"
_LOCATOR: Final = lazy_regex(
    # Each begins with a digit, so that `re` skips words: "2005;2(8):e124", "2000, 122, 345",
    rf"\d(?:{_OF_YEAR}[^;:.]{{0,12}};\s?\d{{1,4}}{_ISSUE}\s?:\s?[A-Za-z]{{0,2}}\d"
    rf"|{_OF_YEAR},\s?\d{{1,4}}{_ISSUE}[,:]\s?[A-Za-z]{{0,2}}\d"
    # "98, 288 (1996)", "47(4), 351-354"
    rf"|\d{{0,3}}{_ISSUE}[,:]\s?[A-Za-z]{{0,2}}\d[\d–-]{{0,12}}\s?\({_YEAR}\)"
    r"|(?<![\d/-].)\d{0,3}\s?\(\d{1,3}(?:[-–]\d{1,3})?\),\s?[eE]?\d{1,6}\s?[-–.])"
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


@lru_cache(maxsize=1_024)  # an entry is asked about when it is found, and when it is checked
def printed_locators(text: str) -> tuple[tuple[int, int], ...]:
    """Returns the places where a text says where something appeared, in order."""
    return tuple([found.span() for found in _LOCATOR.finditer(text)])


def locator_count(text: str) -> int:
    """Returns how many works a text says the place of; notices ("Erratum in: ...") do not count."""
    places = printed_locators(text)
    own = sum(
        not _NOTICE.search(text, max(0, start - _NOTICE_CHARACTERS), start)
        and not (number and _JOURNAL_ONLY.fullmatch(text, places[number - 1][1], start))
        for number, (start, _) in enumerate(places)
    )
    return max(own, min(1, len(places)))
