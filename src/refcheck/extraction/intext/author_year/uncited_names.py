"""Names with years that cite nothing: copyright lines, those who described a species, and works
that are known from another one ("Smith, 1982, as cited in Jones, 2001")."""

from __future__ import annotations

import re
from typing import Final

from refcheck.extraction.thresholds import (
    OWN_LINE_CHARACTERS,
    SPECIES_CHARACTERS,
)
from refcheck.extraction.words import SENTENCE_OPENERS
from refcheck.text.patterns import lazy_regex

__all__ = ["is_at_second_hand", "is_of_copyright", "names_a_species"]

# "© Wan et al. 2016", "Copyright (c) 2016 by Wan and others", "Citation: Wan et al. (2016) ...".
_RIGHTS: Final = lazy_regex(
    r"(?:©|\(c\)|\bcopyright\b|\bcopr\.|\blicen[sc]ee\b|\ball rights reserved\b"
    r"|\brunning (?:head|title)\b"
    r"|^\s{0,20}(?:how to |to |suggested |recommended )?cit(?:e|ation|ed)"
    r"(?: (?:this|as|it)(?: \w{1,12}){0,3})?\s?:)"
    r"(?:[\s:,©–-]|\(c\)|\(s\)|\d{4}|\b(?:by|the|authors?|under|exclusive|licen[cs]ed?|to|holders?|of)\b)"
    r"{0,40}\Z",
    re.I | re.M,
)
# "Lacerta viridis (", "L. viridis ", "Podarcis (Podarcis) muralis brueggemanni (".
_BINOMIAL: Final = lazy_regex(
    r"\b(?P<genus>[A-Z](?:[a-z]{2,24}|\.))\s(?:\([A-Z][a-z]{2,24}\)\s)?(?:cf\.\s|aff\.\s)?"
    r"(?P<epithet>[a-z]{2,24}(?:-[a-z]{2,20})?)(?:\s(?:(?:var|subsp|ssp|f)\.\s)?[a-z]{3,24})?"
    r",?\s?[(\[]?\s?\Z"
)
_EPITHET: Final = lazy_regex(r"[a-z-]*(?:us|um|is|ae|i|ense|a|oides)")
# "Lacertidae Oppel, 1811", "sp. nov. Smith & Jones, 2010", "genus Tarentola Gray et al., 1825".
_RANK: Final = lazy_regex(
    r"\b(?:[A-Z][a-z]{2,24}(?:idae|inae|oidea|aceae|ales|formes|ini)"
    r"|(?:gen|sp|subsp|comb|nom|stat)\.\s?(?:et\s\w{2,5}\.\s)?(?:nov|nud)\."
    r"|(?:[Ss]ub)?(?:[Gg]enus|[Ff]amily|[Oo]rder|[Tt]ribe|genus|family)\s[A-Z][a-z]{2,24})"
    r"\s?[(\[]?\s?\Z"
)
# Words that end like Latin ones but are not: "Factor analysis (", "Census data (".
_ENGLISH: Final = lazy_regex(
    r"[a-z]*(?:[sx]is|data|area|idea|criteria|media|schema|formula|era|was|does|this|ous|plus|versus"
    r"|status|focus|virus|bias|versus|thus|basis|consensus|spectrum|maximum|minimum|medium|sum|via"
    r"|trauma|dementia|anxiety|anemia|anaemia|asthma|pneumonia)"
)

# After the year, with pages or not: ", p. 3, as cited in", ") quoted by", " apud", " zit. nach".
_AT_SECOND_HAND: Final = lazy_regex(
    r"(?:,\s?(?:pp?|S)\.\s?[\d–-]{1,9})?[\s,;:()\[\]]{1,4}"
    r"(?:(?:(?:as|so|wie)\s)?(?:cited|quoted|reported|reprinted|referenced|discussed|summari[sz]ed)"
    r"\s(?:in|by)|apud|zit(?:\.|iert)\s?(?:nach|n\.|in|bei)|(?:apud\s)?(?:cit\.|citad[oa]s?|citat[oiae]"
    r"|cité[es]{0,2}|geciteerd|aangehaald|citerat|citeret|sitert|cytowan\w{1,3}|cyt\.)"
    r"\s(?:in|en|em|por|par|da|dans|door|i|av|od|za|przez|w)|цит\.\sпо)(?!\w)",
    re.I,
)


def is_of_copyright(text: str, start: int) -> bool:
    """Returns whether names at an offset are in a line on copyright, or on how to cite the text."""
    begin = text.rfind("\n", max(0, start - OWN_LINE_CHARACTERS), start) + 1
    return _RIGHTS.search(text, begin or max(0, start - OWN_LINE_CHARACTERS), start) is not None


def names_a_species(text: str, start: int) -> bool:
    """Returns whether names at an offset are those of who described a species or a family.

    "Lacerta viridis (Laurenti, 1768)", "Tarentola boehmei Joger et al., 1984".
    """
    before = re.sub(r"\s+", " ", text[max(0, start - SPECIES_CHARACTERS) : start])
    if _RANK.search(before):
        return True
    found = _BINOMIAL.search(before)
    if found is None or found["genus"] in SENTENCE_OPENERS:
        return False
    epithet = found["epithet"]
    return _EPITHET.fullmatch(epithet) is not None and _ENGLISH.fullmatch(epithet) is None


def is_at_second_hand(text: str, end: int) -> bool:
    """Returns whether a work whose names and year end at an offset is known from another one, which
    alone belongs into the list: "Smith (1982, as cited in Jones, 2001)", "Silva (1990 apud Souza,
    1996)"."""
    return _AT_SECOND_HAND.match(text, end) is not None
