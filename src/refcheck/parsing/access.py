"""The date on which a page of the web was read, which is not that of the work: "(accessed 2 June
2020)", "[cited 2020 May 3]", "abgerufen am 3. Mai 2020"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from refcheck.model.record import PartialDate
from refcheck.parsing.thresholds import PATTERN_CHARACTERS
from refcheck.text.folding import plain_lower
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.works.dates import YEAR, parse_date

__all__ = ["Access", "find_access"]

_WORDS: Final = (
    r"(?:last |date )?access(?:ed)?(?: date)?|date of (?:last )?access|cited"
    r"|(?:last )?(?:viewed|visited|retrieved|checked|assessed|consulted)|retrieved|read"
    r"|(?:zuletzt |letzter |letztmals )?(?:abgerufen|aufgerufen|zugriff|zugegriffen|geprüft|besucht"
    r"|eingesehen|überprüft)|abrufdatum|abruf|stand"
    r"|(?:page |site |dernière )?consult(?:é|ée|ation)|accès|visité|cité|vu"
    r"|(?:fecha de )?(?:última )?"
    r"(?:consulta|acceso|accedido|(?:consultad|citad|recuperad|visitad)[oa])"
    r"|(?:data de )?(?:último )?acesso|acessad[oa]|acedido"
    r"|(?:ultimo |data di )?(?:accesso|consultazione)|consultat[oa]|visitat[oa]"
    r"|geraadpleegd|bezocht|dostęp|data dostępu|дата (?:обращения|доступа)|erişim(?: tarihi)?"
    r"|hämtad|besökt|hentet|besøgt|lest|luettu|viitattu|citováno|acc\."
    r"|访问日期|引用日期|检索日期|アクセス日?|閲覧日?|参照日?|검색일|접속일"
)
_MONTH: Final = r"[^\W\d_]{3,12}\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?"
_DATE: Final = (
    rf"(?:(?:{_DAY},?\s(?:de\s|of\s)?)?{_MONTH},?\s(?:de\s|of\s)?(?:{_DAY},?\s)?{YEAR}"
    rf"|{YEAR}[,\s-]{{1,2}}(?:{_MONTH}[\s-]{_DAY}|{_DAY}[\s-]{_MONTH}|{_MONTH})"
    rf"|{YEAR}\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}日?|\d{{1,2}}[-/.]\s?\d{{1,2}}[-/.]\s?(?:{YEAR}|\d\d)"
    rf"|{_DAY}[-\s]{_MONTH}[-\s]{YEAR}|\d{{1,2}}/{YEAR}|{YEAR})(?!\d)"
)
_ACCESS: Final = lazy_regex(
    # It begins with one class of signs, so that `re` skips whatever else a text is made of.
    r"[\[(<;,\s](?:(?<=[\[(<;,])\s?|(?<=[.,;:)\]>\ue000-\ue007]\s))"
    rf"(?P<words>{_WORDS})(?:\s(?:on|am|le|la|el|em|en|il|op|den?|dne|in|online|the)\b)?"
    rf"\s?[:,]?\s{{0,2}}[\[(]?(?P<date>{_DATE})",
    re.IGNORECASE,
)


# Whatever `_WORDS` finds has one of these; those that are in ASCII are found at less cost.
_HINTS: Final = (
    *("acce", "acc.", "cited", "citad", "citov", "viewed", "visit", "retriev", "check", "assess"),
    *("consult", "ruf", "zug", "besucht", "eingesehen", "recuperad", "aces", "aced"),
    *("raadpleegd", "bezocht", "hentet", "luettu", "viitattu"),
)
_FOREIGN_HINTS: Final = (
    *("accè", "cité", "prüft", "dostęp", "дата", "erişim", "hämtad", "besökt", "besøgt"),
    *("日", "アクセス", "閲覧", "参照", "검색", "접속"),
)
# One of these is in each of those: to look for single letters costs a third.
_FOREIGN_LETTERS: Final = tuple("èéüęдşäöøÈÉÜĘДŞÄÖØ日ア閲参검접")
_SHORT: Final = ("read", "stand", "vu", "lest")
_SHORT_HINTS: Final = lazy_regex(rf"[\[(<;,\s](?:{'|'.join(_SHORT)})")


class Access(NamedTuple):
    """Where in a string it is said when a page was read (`end` exclusive), and the date."""

    start: int
    end: int
    date: PartialDate


@lru_cache(maxsize=64)
def find_access(text: str) -> Access | None:
    """Returns where a reference, with a mark for each identifier, says when its page was read."""
    if _may_have(text):
        for found in _ACCESS.finditer(text, 0, PATTERN_CHARACTERS):
            date = parse_date(found["date"]) or _short(found["date"])
            if found["date"].isdecimal() and found[0][0] not in "[(<":
                continue  # "Yee TW, cited 2006: A user's guide"
            if date is not None:
                return Access(found.start("words"), found.end(), date)
    return None


def _may_have(text: str) -> bool:
    """Returns whether a string may say when something was read."""
    plain = plain_lower(text)
    if text.isascii():
        return has_any(plain, ("cite", "access", "retriev", "abger", "consult", "viewed"))
    if has_any(plain, _HINTS):
        return True
    if has_any(text, _FOREIGN_LETTERS) and has_any(text.lower(), _FOREIGN_HINTS):
        return True
    return has_any(plain, _SHORT) and _SHORT_HINTS.search(text.lower()) is not None


def _short(printed: str) -> PartialDate | None:
    """Returns the date with a year of two digits: "03.05.20"."""
    parts = re.split(r"[-/.]\s?", printed)
    return (
        PartialDate(year=2000 + int(parts[-1])) if len(parts) == 3 and parts[-1].isdigit() else None
    )
