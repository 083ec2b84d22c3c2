"""The dates of a reference: published, ahead of print, accessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.frozen import maker
from refcheck.model.record import DateKind, PartialDate, PublicationDate
from refcheck.parsing.access import find_access
from refcheck.parsing.thresholds import (
    DATE_TOKENS,
    PATTERN_CHARACTERS,
)
from refcheck.parsing.tokens import Token
from refcheck.text.folding import plain_lower
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.works.dates import YEAR, parse_date, parse_medline_date

__all__ = ["accessed_date", "ahead_of_print", "published"]

_date_of = maker(PartialDate)
_published_of = maker(PublicationDate)
_YEAR = lazy_regex(r"(?<!\d)(" + YEAR + r")(?!\d)")
# "2013 5 30;92(20-21):976-983": MEDLINE's order with the month as a number.
_IN_DIGITS = lazy_regex(r"(" + YEAR + r") (0?[1-9]|1[0-2])(?: (0?[1-9]|[12]\d|3[01]))?(?=;\s?\d)")
_AHEAD = lazy_regex(r"\bahead of print\b|\bonline first\b|\bearly (?:view|online)\b", re.IGNORECASE)
_AHEAD_HINTS = ("ahead", "online", "early")
_EPUB = lazy_regex(r"\b[Ee]pub\s{1,2}(?:ahead of print\s{1,2})?(" + YEAR + r"[\s\w]{0,12})")
_ACCESSED = lazy_regex(
    r"\b(?:accessed|access date|cited|viewed|retrieved|last access(?:ed)?|consulted|acess?o em|"
    r"acessado|citado|consultad[oa]|consulté|abgerufen|zugriff|letzter zugriff|accesso|stand|"
    r"date of access)\b[^0-9|]{0,25}(\d[\d./-]{5,9}|[\w\s.,/-]{0,30})",
    re.IGNORECASE,
)
_WORDED = lazy_regex(
    r"\b(?:accessed|cited|viewed|retrieved|consulted|access)\s{0,2}:?\s{0,2}(?:on\s)?([\w\s.,/-]{0,30})",
    re.IGNORECASE,
)
# One of these is in whatever the two find; to look for them costs a tenth.
_HINT = lazy_regex(r"acc|aces|cit|view|retr|consult|abgerufen|zugriff|stand")


def published(
    text: str, tokens: Sequence[Token], labels: Sequence[str], start: int, end: int
) -> tuple[PublicationDate, ...]:
    """Returns the date of the year token at `start`, with the month and day that are next to it."""
    printed = text[tokens[start].start : tokens[end - 1].end].strip(" .,;:()[]")
    year = _year(printed)
    if year is None:
        return ()
    begins = tokens[start].start
    spaced = text.startswith(" ", begins + len("2013"))
    if spaced and (digits := _IN_DIGITS.match(text, begins)):
        day = int(digits[3]) if digits[3] else None
        moment = PartialDate(year=int(digits[1]), month=int(digits[2]), day=day)
        return (PublicationDate(kind=DateKind.PRINT, date=moment, text=digits[0]),)
    first, last = start, end
    while last < len(tokens) and last - end < DATE_TOKENS and _is_part(tokens, labels, last, 1):
        last += 1
    while first and start - first < DATE_TOKENS and _is_part(tokens, labels, first - 1, -1):
        first -= 1
    whole = printed
    if last - first != end - start:
        whole = text[tokens[first].start : tokens[last - 1].end].strip(" .,;:()[]")
    date = parse_medline_date(whole) if last - first > 1 else None
    if date is None or date[0].year != int(year):
        plain = (_date_of(year=int(year)), None)
        date = plain if printed == year else parse_medline_date(printed) or plain
    dates = [_published_of(kind=DateKind.PRINT, date=date[0], until=date[1], text=whole)]
    if "pub " in text and (epub := _EPUB.search(text)):
        electronic = parse_date(epub[1])
        if electronic is not None and (electronic.month or electronic.year != date[0].year):
            dates.append(
                PublicationDate(kind=DateKind.ELECTRONIC, date=electronic, text=epub[1].strip())
            )
    return tuple(dates)


def _year(printed: str) -> str | None:
    """Returns the first year in what is printed, which most often is all of it. It may be wrong:
    "2100" for 2010."""
    if len(printed) == 4 and "1400" <= printed < "2200" and printed.isascii() and printed.isdigit():
        return printed
    found = _YEAR.search(printed)
    return found[1] if found else None


def _is_part(tokens: Sequence[Token], labels: Sequence[str], place: int, step: int) -> bool:
    """Returns whether a token belongs to the date of the year: a month, or a day next to a
    month."""
    word = tokens[place].word
    if labels[place] not in ("O", "year"):
        return False
    if word.kind == "M" or word.lower in ("spring", "summer", "autumn", "fall", "winter"):
        return _joined(tokens, place, step)
    if word.core.isdigit() and len(word.core) <= 2 and not word.before:
        around = tokens[place - 1].word.kind, tokens[min(place + 1, len(tokens) - 1)].word.kind
        return "M" in around and _joined(tokens, place, step)
    if word.kind == "R" and step > 0:  # 2012 May 8-14
        return tokens[place - 1].word.kind == "M"
    return (not word.core and word.before in ("-", "–", "/")) or (
        "-" in word.core
        and word.core[0].isupper()
        and parse_medline_date(f"2000 {word.core}") is not None
        and any(
            parse_date(f"2000 {half}") != PartialDate(year=2000)
            for half in re.split("[-–]", word.core)
        )
    )


def _joined(tokens: Sequence[Token], place: int, step: int) -> bool:
    """Returns whether nothing but a comma or a stop is between a token and its neighbour."""
    left = tokens[place - 1] if step > 0 else tokens[place]
    return left.word.after in ("", ",", ".") or (step < 0 and left.word.after in ("-", "–"))


def accessed_date(text: str, rest: str) -> PartialDate | None:
    """When a web page was read ("[cited 2011 Jun 15]", "Acesso em: 20 jun. 2017"), as `text` says,
    or what no field took of it (`rest`)."""
    if (access := find_access(text)) is not None:
        return access.date
    rest = rest[:PATTERN_CHARACTERS]
    lower = plain_lower(rest)
    if not _HINT.search(lower):
        return None
    for pattern in (_WORDED, _ACCESSED):
        for found in pattern.finditer(rest):
            date = parse_date(found[1])
            if date is not None:
                return date
    return None


def ahead_of_print(rest: str) -> bool:
    """Returns whether the reference says that the issue is not out yet."""
    return has_any(plain_lower(rest), _AHEAD_HINTS) and _AHEAD.search(rest) is not None
