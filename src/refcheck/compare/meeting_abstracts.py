"""Abstracts of meetings: how a reference shows that it cites one and not a paper.

The later paper often has the title and the authors of the abstract. It is not the cited work.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from refcheck.compare.locators import page_ranges
from refcheck.compare.thresholds import ABSTRACT_TEXT, MOST_ABSTRACT_PAGES
from refcheck.model.record import BibliographicRecord
from refcheck.text.patterns import lazy_regex

__all__ = ["AbstractSign", "abstract_sign"]

# Words of their own, outside of the title: "[abstract]", "Abstract 5", "(suppl; abstr 9003)",
# "Poster presented at", "Presented at: 52nd EASD Annual Meeting", "[Poster P12]".
_SAID: Final = lazy_regex(
    r"[\[(]\s?(?:(?:meeting|conference|congress|oral|poster|published)\s)?"
    r"(?:abstracts?|posters?|poster (?:presentation|session)|oral (?:presentation|communication)"
    r"|conference presentation|paper presentation|resumen|résumé|resumo)"
    r"(?:\s(?:no\.?\s?|nr\.?\s?|#\s?)?[a-z]{0,4}[-. ]?\d{1,6})?\s?[\])]"
    r"|\b(?:abstract|abstr|poster|résumé|resumen|póster)\b\.?\s?(?:no\b\.?|nr\b\.?|number|nº|#|:)?"
    r"\s?(?:[a-z]{1,4}[-. ]?)?\d{1,6}\b"
    r"|\b(?:meeting|conference|congress) abstracts?\b|\babstract book\b|\bbook of abstracts\b"
    r"|\b(?:abstract|poster|paper|oral presentation|oral communication|data|results) (?:was )?"
    r"(?:presented|given|shown|displayed) (?:at|during|to)\b"
    r"|\bpresented (?:as an? [a-z ]{1,30} )?(?:at|during)\b|\bpresentation at\b"
    r"|\bposter (?:presentation|session|exhibit)\b|\boral (?:presentation|communication)\b"
    r"|\bannual (?:scientific )?(?:meeting|congress|conference|convention)\b"
    r"|\b(?:vorgestellt|präsentiert) (?:auf|bei|beim)\b|\bprésenté (?:au|à|lors)\b"
    r"|\bpresentado en\b|\bapresentado (?:no|na|em)\b|\bpresentato (?:a|al|alla)\b",
    re.IGNORECASE,
)
# One of these is in whatever `_SAID` finds.
_HINTS: Final = ("abstr", "poster", "póster", "present", "présent", "präsent", "vorgest", "oral",
                 "annual", "meeting", "resum", "résum")  # fmt: skip
# What an abstract in the words above is not: "[Article in Chinese; English abstract]".
_LANGUAGE: Final = lazy_regex(
    r"\b(?:english|french|german) abstracts?\b|\babstracts? (?:in|available|only)\b", re.IGNORECASE
)
_TITLE_END: Final = lazy_regex(r"(?=[\[(])|[.?!]\s")
_SUPPLEMENT: Final = lazy_regex(r"suppl|(?<![a-z])s\s?\d{0,3}$|\d\s?s$", re.IGNORECASE)
# "A680", "P45", "PO-123", "AB12", "OP0034", "FRI0123": how congresses number abstracts. "e12",
# "n71" and "CD004833" number articles.
_NUMBERED: Final = lazy_regex(
    r"(?:a|ab|abs|p|po|ps|op|or|oc|o|pp|sp|thu|fri|sat|sun)\W?\d{1,5}\b|s\W?\d{1,5}$"
)
# Pages of a supplement: "S5-S6", "vi12".
_SUPPLEMENT_PAGE: Final = lazy_regex(r"(?:s|[ivx]{1,6})\W?\d{1,5}\b|\d{1,6}$")


class AbstractSign(Enum):
    """How a reference shows that it cites an abstract, a poster or a talk."""

    WORDS = "words"  # it says so: "[abstract]", "Presented at"
    PLACE = "place"  # where journals print abstracts: "59(Suppl 1):S5-S6", "34(15_suppl):9003"


def abstract_sign(cited: BibliographicRecord, text: str) -> AbstractSign | None:
    """Returns what shows that an abstract is cited, the surer sign first. `text` is the reference
    as printed."""
    if _says_so(text[:ABSTRACT_TEXT], cited.title):
        return AbstractSign.WORDS
    return AbstractSign.PLACE if _has_place_of_abstract(cited) else None


def _says_so(text: str, title: str | None) -> bool:
    """Returns whether a text says it outside the title."""
    if not _has_hint(text):
        return False
    if title:  # what follows a bracket or a full stop may have been read into it
        text = text.replace(_TITLE_END.split(title, maxsplit=1)[0], " ")
    return _has_hint(text) and _SAID.search(_LANGUAGE.sub(" ", text)) is not None


def _has_hint(text: str) -> bool:
    lower = text.casefold()
    for hint in _HINTS:  # noqa: SIM110 - half the time of `any`, for every reference
        if hint in lower:
            return True
    return False


def _has_place_of_abstract(cited: BibliographicRecord) -> bool:
    pages = (cited.pages or "").strip().casefold()
    if not pages or not cited.volume:
        return False
    if not _NUMBERED.match(pages):
        places = (cited.volume, cited.issue or "")
        if not _SUPPLEMENT_PAGE.match(pages) or not any(
            _SUPPLEMENT.search(text.strip()) for text in places
        ):
            return False
    return _is_short(pages)


def _is_short(pages: str) -> bool:
    """Returns whether the pages are one or two, as abstracts have."""
    first = page_ranges(pages)[:1]
    if not first or first[0].last is None:
        return bool(first)
    begin, end = (re.sub(r"\D", "", page) for page in (first[0].first, first[0].last))
    return bool(begin and end) and 0 <= int(end) - int(begin) < MOST_ABSTRACT_PAGES
