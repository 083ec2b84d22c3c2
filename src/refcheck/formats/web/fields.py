"""Names and dates as people type them into the fields of a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.model.record import Contributor, DateKind, GroupName, PersonName, PublicationDate
from refcheck.text.works.dates import parse_date

__all__ = ["dates_in", "name_in", "names_in"]

_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.?[-\s]?){1,4}")
_INITIALS_LAST: Final = re.compile(r"(\S.*?)[\s,]+((?:[^\W\d_a-z]\.?-?){1,4})")
_SEVERAL: Final = re.compile(r"\s*(?:;|,?\s+and\s+|&)\s*")
_GROUP: Final = re.compile(
    r"(?i)\b(?:group|consortium|committee|collaborat\w+|organi[sz]ation|association|society|team"
    r"|institut\w*|university|network|investigators|agency|ministry|department|centers?|centres?)\b"
)
_PARTICLE: Final = re.compile(r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ter|ten)\s)+")


def dates_in(text: str | None) -> tuple[PublicationDate, ...]:
    date = parse_date(text.replace("/", "-")) if text else None
    return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()


def names_in(value: str) -> Iterator[Contributor]:
    """Yields the names in one value: it should be one, and sometimes is "J Smith, K Jones"."""
    for part in _SEVERAL.split(value):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        single = len(pieces) < 2 or (len(pieces) == 2 and _INITIALS.fullmatch(pieces[1]))
        if not single and all(" " in piece for piece in pieces):
            yield from (name for piece in pieces if (name := name_in(piece)) is not None)
        elif (name := name_in(part)) is not None:
            yield name


def name_in(text: str) -> Contributor | None:
    text = re.sub(r"[,\s]*\bet al\.?$", "", text.strip(" ,;")).strip()
    if not text:
        return None
    if _GROUP.search(text):
        return GroupName(name=text)
    family, comma, given = text.partition(",")
    if comma:
        return PersonName(family=family.strip(), given=given.strip() or None)
    last = _INITIALS_LAST.fullmatch(text)
    if last is not None and not _INITIALS.fullmatch(last[1]):
        return PersonName(family=last[1], given=last[2])
    particle = _PARTICLE.search(text)
    if particle is not None and particle.start():
        return PersonName(family=text[particle.start() :], given=text[: particle.start()].strip())
    given, _, family = text.rpartition(" ")
    return PersonName(family=family, given=given or None)
