"""Puts the authors of a string that begins with its title in front of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from refcheck.parsing.author_words import DEGREES
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.text_repair.names_area import names_area
from refcheck.parsing.thresholds import FIRST_TITLE_WORDS, TITLE_FIRST_CHARACTERS
from refcheck.text.patterns import lazy_regex

__all__ = ["authors_first"]

_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚΑ-ΫА-Я]"
_PARTICLE: Final = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]er?|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Dd]os?|[Ll]a|[Tt]en|[Tt]er|[Ee]l|[Aa]l|y|e"
    r"|zu)[\s-]){0,3}"
)
_WORD: Final = rf"(?:[dlDLO]['’])?{_CAPITAL}[^\W\d_]+(?:[-’'][^\W\d_]+){{0,3}}"
_FAMILY: Final = rf"{_PARTICLE}{_WORD}(?:\s(?:{_PARTICLE})?{_WORD}){{0,2}}"
_DEGREE: Final = "|".join(sorted(DEGREES, key=lambda word: (-len(word), word)))
_SUFFIX: Final = (
    rf"(?:,?\s(?:Jr|Sr|I{{2,3}}|IV|2nd|3rd|4th)\b\.?)?(?:,?\s(?:{_DEGREE})(?=[\s,;.])){{0,4}}"
)
# "Smith AB", "Smith, A. B.", "A. B. Smith"; the last only where the initials have full stops.
_PLAIN: Final = rf"{_FAMILY}\s(?:{_CAPITAL}{{1,4}}|{_CAPITAL}[-‐]{_CAPITAL}){_SUFFIX}"
_DOTTED: Final = rf"{_FAMILY},?\s(?:{_CAPITAL}\.[\s-]?){{1,4}}(?<=\.){_SUFFIX}"
_BEFORE: Final = rf"(?:{_CAPITAL}\.[\s-]?){{1,4}}{_FAMILY}{_SUFFIX}"
_FULL: Final = (
    rf"{_CAPITAL}[\w’'-]+(?:\s{_CAPITAL}\.?){{0,2}}\s{_PARTICLE}{_WORD}(?:\s{_WORD})?{_SUFFIX}"
)
_AND: Final = r"(?:\s?[,;]\s?(?:(?:and|&|et|und|y|e)\s)?|\s(?:and|&|et|und|y|e)\s)"
_REST: Final = (
    r"(?:[,;]?\s(?:et\sal\b\.?|and\sothers))?"
    r"(?:[,;]?\s(?:for|on\sbehalf\sof|and)\s(?:the\s)?[A-Z][^.;:()]{2,90}"
    r"(?:[Gg]roup|[Ii]nvestigators|[Cc]ollaborators|Consortium|Network|Committee))?"
)


def _list_of(person: str, least: int) -> str:
    return rf"{person}(?:{_AND}{person}){{{least - 1},400}}{_REST}"


_SURE: Final = "|".join(_list_of(person, 2) for person in (_PLAIN, _DOTTED, _BEFORE))
_ONE: Final = rf"(?:{_PLAIN}|{_DOTTED}|{_BEFORE}){_REST}"
_IN_FULL: Final = _list_of(_FULL, 1)
_END: Final = r"(?P<end>\s?[.,:;)\]/]+\s|\s\(|\s//\s|\s?[—–|]\s?|\s?$)"
_CLOSED: Final = r"[.?!][”\"’»]?\s|[”\"»][.,]?\s|\s?[—–|]\s?"
_AFTER_TITLE: Final = lazy_regex(
    rf"(?P<mark>{_CLOSED}|\s[-/]\s|,\s|\s[(\[])(?:[Bb]y:?\s|[Aa]uthors?:\s)?(?P<names>{_SURE}){_END}"
)
_ONE_AFTER_TITLE: Final = lazy_regex(rf"(?P<mark>{_CLOSED})(?P<names>{_ONE}){_END}")
_BY_WORD: Final = (
    rf"(?P<mark>{_CLOSED}|,\s)"
    r"(?:[Bb]y|[Aa]uthors?|[Aa]utor(?:es|en)?|[Vv]on|[Pp]ar|[Pp]or|[Dd]i):?\s"
)
_BY_HINT: Final = lazy_regex(_BY_WORD)  # few texts have it, and the pattern with the names is long
_BY: Final = lazy_regex(rf"{_BY_WORD}(?P<names>{_SURE}|{_ONE}|{_IN_FULL}){_END}")
_LETTERS: Final = lazy_regex(r"[^\W\d_]+")
# What shows that the string does not begin with its title: a comma after the first word ("Smith,
# John"), a full stop ("Homer. The Iliad"), initials among the first words, a particle in front.
_NAME_FIRST: Final = lazy_regex(
    r"\W?\S{1,40}[,.]\s|(?:[^\s—–|]{1,40}(?<![.?!])\s){0,4}(?:[A-Z]\.|[A-Z](?:[A-Z]{0,4}|[-‐][A-Z]{1,2})(?:[,.:;]|\s\(|\s(?:Jr|Sr|I{2,3}|IV|\d(?:nd|rd|th))\b))"
    r"|\S{1,40}\s[A-Z]{1,4}\s(?:[Vv]an|[Vv]on|[Dd]er?|[Dd]en)\s|(?:van|von|de|der|den)\s"
)
# What shows that the names found are not the authors: numbers of a publication, a sentence, or a
# role before them.
_OTHER_NAMES: Final = lazy_regex(
    r"(?:19|20)\d\d|[^\W\d_]{4}\.\s|\b(?:[Ii]n|[Ee]ds?|[Ee]dited|[Tt]ranslated|[Cc]ompiled|[Rr]eview"
    r"|[Ii]llustrated|[Tt]rad|fr|hg|hrsg)\b[^\w]{0,3}$|\b[Ii]n:"
)
_EDITORS: Final = lazy_regex(r"\W{0,3}(?:[Ee]ds?\b|[Ee]ditors?|[Hh]rsg|[Hh]g\b|[Oo]rgs?\b)")


def authors_first(front: Front) -> Front:
    """ "Sleep and mood in older adults. Smith AB, Jones CD. Lancet. 2010": a list of names that
    follows other words is moved to the front."""
    text = front.text
    if _NAME_FIRST.match(text):
        return front
    place = _end_of_first_words(text)
    match = _first(text, place) if place else None
    if match is None or names_area(text) >= match.start():
        return front
    title = (text[: match.start()] + match["mark"].rstrip(" —–|/-,([.")).strip(" .,/")
    names, rest = match["names"].rstrip(" ,;"), text[match.end() :].lstrip(" .,/])|—–")
    opening = "(" if match["end"].strip() == "(" else ""
    stop = "" if names.endswith(".") else "."
    end = "" if title[-1:] in '?!.”"»' else "."
    return replace(front, text=f"{names}{stop} {title}{end} {opening}{rest}")


def _end_of_first_words(text: str) -> int:
    """Returns where the first words end, if some are in small letters, as in a title; else 0."""
    found = list(islice(_LETTERS.finditer(text, 0, TITLE_FIRST_CHARACTERS), 4 * FIRST_TITLE_WORDS))
    small = any(match[0].islower() and len(match[0]) > 1 for match in found)
    return found[FIRST_TITLE_WORDS - 1].end() if small and len(found) >= FIRST_TITLE_WORDS else 0


def _first(text: str, place: int) -> re.Match[str] | None:
    """Returns the first list of names after a place that are those of the authors."""
    stop = min(len(text), TITLE_FIRST_CHARACTERS)
    has_by = _BY_HINT.search(text, place, stop) is not None
    for pattern in (_AFTER_TITLE, _BY) if has_by else (_AFTER_TITLE,):
        match = pattern.search(text, place, stop)
        if match is not None and _is_of_authors(text, match):
            return match
    match = _ONE_AFTER_TITLE.search(text, place, stop)
    if match is not None and _is_of_authors(text, match) and _is_one_author(text, match):
        return match
    return None


def _is_of_authors(text: str, match: re.Match[str]) -> bool:
    """Returns whether only a title is before the names, and something is left for a journal after
    them."""
    if _OTHER_NAMES.search(text[: match.start()]) or _EDITORS.match(text, match.end("names")):
        return False
    return _LETTERS.search(text, match.end(), match.end() + 40) is not None


def _is_one_author(text: str, match: re.Match[str]) -> bool:
    """Returns whether one name is an author, not a journal: "Acta Cryst D. 2010", "J Chromatogr
    B"."""
    letters = re.sub(r"[^A-Z]", "", match["names"].split(" ")[-1])
    after = text[match.end() : match.end() + 12].lstrip()
    return len(letters) >= 2 and after[:1].isupper() and "." in match["mark"]
