"""Dates as references and PubMed print them, read to the precision that they have."""

from __future__ import annotations

import re
from typing import Final

from refcheck.model.record import PartialDate
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = ["MONTHS", "YEAR", "is_month", "month_number", "parse_date", "parse_medline_date"]

# As MEDLINE prints them.
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Month by month: English, German, French, Spanish, Portuguese, Italian; full and abbreviated.
_NAMES = (
    "january jan januar jaenner janner janvier janv enero ene janeiro gennaio gen",
    "february feb februar feber fevrier fevr fev febrero fevereiro febbraio",
    "march mar marz maerz mrz mars marzo marco",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug aout agosto ago",
    "september sep sept septembre septiembre setiembre setembro set settembre sett",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dezembro dicembre",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_SEASONS = frozenset(["spring", "summer", "autumn", "fall", "winter"])
# The years in which works were printed, from the first ones on; a part of longer patterns.
YEAR: Final = r"(?:1[4-9]|20)\d\d"
_YEAR = lazy_regex(rf"(?<!\d)({YEAR})(?!\d)")
_ISO = lazy_regex(r"\b(" + YEAR + r")[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_NUMERIC = lazy_regex(r"(?<!\d)(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(" + YEAR + r")(?!\d)")
_WORD = lazy_regex(r"[^\W\d_]{3,12}")
_DAY = lazy_regex(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?![\d:])")
_LONGEST = 200  # no date is longer; what follows is other text


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation in six languages, with or without a full stop.

    >>> month_number("févr.")
    2
    """
    # almost every word asked about is plain, and folding is dear
    plain = word.lower().strip(" .") if word.isascii() else fold(word[:20])
    return _MONTHS.get(plain)


def is_month(lower: str) -> bool:
    """Returns whether a word in small letters, without full stops, is a month's name."""
    return (lower if lower.isascii() else fold(lower[:20])) in _MONTHS


def parse_date(text: str) -> PartialDate | None:
    """Returns the first date in `text`, as far as it is plain; None where there is no year.

    A date in digits alone is read as day and month only where it cannot be month and day
    ("13/04/2020"), or with full stops ("03.05.2020", German); else its month is left open.
    """
    text = text[:_LONGEST]
    if iso := _ISO.search(text):
        date = _checked(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
        if date.month:
            return date
    if numeric := _NUMERIC.search(text):
        return _from_digits(int(numeric[1]), int(numeric[2]), int(numeric[3]), "." in numeric[0])
    year = _YEAR.search(text)
    if not year:
        return None
    rest = text[: year.start()] + " " + text[year.end() :]
    month, season, span = _month_or_season(rest)
    day = _DAY.search(rest[: span[0]][-8:]) or _DAY.match(rest[span[1] :].lstrip(" .,")[:8])
    return _checked(int(year[1]), month, int(day[1]) if month and day else None, season)


def parse_medline_date(text: str) -> tuple[PartialDate, PartialDate | None] | None:
    """PubMed's MedlineDate: the date, and the end of the range where it is one.

    >>> parse_medline_date("1998 Dec-1999 Jan")[1]
    PartialDate(year=1999, month=1, day=None, season=None)
    """
    halves = re.split(r"\s?[-–/]\s?", text[:_LONGEST].strip(), maxsplit=1)
    first = parse_date(halves[0])
    if first is None:
        return None
    if len(halves) == 1:
        return first, None
    until = _end_of_range(first, halves[1])
    later = until and until != first and _order(until) >= _order(first)
    return first, until if later else None


def _order(date: PartialDate) -> tuple[int, int, int]:
    return date.year, date.month or 0, date.day or 0


def _end_of_range(first: PartialDate, text: str) -> PartialDate | None:
    """Returns the second half of "2018 May - Jun", "1947-1948", "2012 Dec 28-Jan 3", "2012 May
    8-14"."""
    if whole := parse_date(text):
        return whole
    month, season, span = _month_or_season(text)
    day = _DAY.search(text[span[1] :] if month else text)
    number = int(day[1]) if day else None
    if month:
        year = first.year + 1 if first.month and month < first.month else first.year
        return _checked(year, month, number)
    if season:
        return PartialDate(year=first.year, season=season)
    if number and first.month and first.day:
        return _checked(first.year, first.month, number)
    return None


def _month_or_season(text: str) -> tuple[int | None, str | None, tuple[int, int]]:
    for word in _WORD.finditer(text):
        if month := month_number(word[0]):
            return month, None, word.span()
        if word[0].lower() in _SEASONS:
            return None, word[0].capitalize(), word.span()
    return None, None, (0, 0)


def _from_digits(first: int, second: int, year: int, stops: bool) -> PartialDate:
    if stops or first > 12:
        return _checked(year, second, first)
    return _checked(year, first, second) if second > 12 else PartialDate(year=year)


def _checked(
    year: int, month: int | None, day: int | None, season: str | None = None
) -> PartialDate:
    if not month or not 1 <= month <= 12:
        return PartialDate(year=year, season=season)
    return PartialDate(year=year, month=month, day=day if day and 1 <= day <= 31 else None)
