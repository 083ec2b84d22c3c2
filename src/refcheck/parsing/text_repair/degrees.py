"""Takes titles, degrees and offices of persons out of a list of authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, starmap
from operator import itemgetter
from typing import Final

from refcheck.parsing.author_words import DEGREES, SURE_DEGREES, TITLE_ENDINGS, TITLES
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.text_repair.names_area import names_area
from refcheck.parsing.thresholds import DEGREE_AREA_CHARACTERS
from refcheck.text.patterns import has_any, lazy_regex

__all__ = ["may_have_degrees", "without_degrees", "without_titles"]


def _form(degree: str) -> str:
    """Returns the pattern of a degree with and without its full stops: "PhD", "Ph.D.", "Ph. D"."""
    stop = r"\\.?" if degree.isupper() else r"(?:\\.\\s?)?"
    return re.sub(r"(?<=[A-Za-z])(?=[A-Z])", stop, degree)


def _one_of(degrees: frozenset[str]) -> str:
    return "|".join(
        _form(degree) for degree in sorted(degrees, key=lambda word: (-len(word), word))
    )


_SURE: Final = rf"(?:{_one_of(SURE_DEGREES)})"
_ANY: Final = (
    rf"(?:{_one_of(DEGREES)}|(?:Dr|Prof|Dipl)\.?\s(?:{TITLE_ENDINGS})\b(?:\.?\s(?:{TITLE_ENDINGS})\b)*"
    rf"|Dr\.?-Ing|Dipl\.?-[A-Z][a-z]{{2,6}}|Prof)(?:-BC|-C|\([A-Z][a-z]{{0,4}}\))?"
)
_RUN: Final = rf"\(?{_ANY}(?![\w-])\)?(?:\.?[,/\s]\s?(?:and\s|&\s)?\(?{_ANY}(?![\w-])\)?){{0,8}}\.?"
_ENDS: Final = r"(?!\.?\s(?:[Tt]hes|[Dd]iss|[Tt]ese))(?=\s?[,;(.]|\s(?:and|&|et)\s|\s?$)"
_FAMILY: Final = r"[^\W\d_][\w'’-]{1,30}"
_SUFFIX: Final = r"(?:,?\s(?:Jr|Sr|I{2,3}|IV|2nd|3rd|4th)\.?)?"
_PARTICLES: Final = r"(?:(?:van|von|de|der|den|la|du|di)\s){0,2}"
# A name whose initials are known: "Smith AB", "Smith, A. B.", "J. A. Smith", "John A. Smith".
_WITH_INITIALS: Final = (
    rf"(?:{_FAMILY}\s[A-Z]{{1,4}}|{_FAMILY},?\s(?:[A-Z]\.[\s-]?){{1,3}}(?<=\.)"
    rf"|(?<![\w.])[A-Z]\.?[\s-](?:[A-Z]\.?[\s-]){{0,2}}{_PARTICLES}[A-Z]{_FAMILY}){_SUFFIX}"
)
_AFTER_INITIALS: Final = lazy_regex(
    rf"(?P<name>{_WITH_INITIALS})(?P<comma>,?)\s(?P<run>{_RUN}){_ENDS}"
)
# A name in full: "John Smith", "Maria de la Cruz Lopez".
_IN_FULL: Final = (
    rf"(?<![\w.])[A-Z][\w'’-]+(?:\s(?:[A-Z]\.|[A-Z][\w'’-]+|van|von|de|der|den|la|du|di|el)){{1,4}}"
    rf"{_SUFFIX}"
)
_AFTER_FULL: Final = lazy_regex(rf"(?P<name>{_IN_FULL})(?P<comma>,?)\s(?P<run>{_RUN}){_ENDS}")
# "Smith, John, MD": only a sure degree, since "Smith, John, Do, Kim" are two persons.
_AFTER_GIVEN: Final = lazy_regex(
    rf"(?P<name>(?:^|(?<=[,;&]\s)|(?<=\sand\s))[A-Z][a-z][\w'’-]{{0,30}},\s[A-Z][a-z]+(?:\s[A-Z]\.?)?),\s"
    rf"(?P<run>{_RUN}){_ENDS}"
)


def _beginning(letter: str, degrees: Sequence[str]) -> str:
    """Returns the pattern of the first two letters of the degrees that begin with a letter; most
    words with it fail at the second, before the forms are tried one by one."""
    seconds = "".join(sorted({degree[1] for degree in degrees}))
    return rf"{letter}(?<![\w.]{letter})(?=(?:\.\s?)?[{seconds}])"


def _with_letter(letter: str, degrees: Sequence[str]) -> str:
    """Returns the pattern of the degrees that begin with a letter."""
    rests = "|".join(sorted(_form(degree)[1:] for degree in degrees))
    return rf"{_beginning(letter, degrees)}(?:{rests})"


# Parted by their first letters, which begin the pattern, so that `re` skips all others.
_BY_LETTERS: Final = tuple(
    (letter, tuple(degrees))
    for letter, degrees in groupby(sorted((*DEGREES, "Dr", "Prof", "Dipl")), key=itemgetter(0))
)
_BEGINS_DEGREE: Final = lazy_regex("|".join(starmap(_beginning, _BY_LETTERS)))
_HAS_DEGREE: Final = lazy_regex(rf"(?:{'|'.join(starmap(_with_letter, _BY_LETTERS))})(?!\w)")
# What is right before a degree that follows initials: "Smith AB, MD", "Smith, A. B., Jr, MD"; and
# initials before a family name: "A. B. Smith MD". Before that of "Smith MA" is neither.
_BEHIND_INITIALS: Final = lazy_regex(r"(?:[A-Z.]|Jr|Sr|nd|rd|th),?\s\(?\Z")
_INITIALS_FIRST: Final = lazy_regex(r"(?<![\w.])[A-Z]\.?[\s-]")
_RIGHT_BEFORE: Final = len("Jr, (")
_HAS_SURE: Final = lazy_regex(rf"(?<![\w.]){_SURE}(?![\w-])")
_TITLES: Final = lazy_regex(
    rf"(?:(?<=^)|(?<=[,;&]\s)|(?<=\sand\s))(?:{TITLES}\b(?:\.|(?=\s))\s?(?:(?:{TITLE_ENDINGS})\b\.?\s?){{0,4}}){{1,4}}"
    rf"(?=(?:[A-Z]\.\s?)*[A-Z][^\W\d_]|(?:van|von|de)\s)"
)


_TITLE_HINTS: Final = ("Prof", "Dr", "Do", "Priv", "Mr", "Ms", "Mme", "Sir", "Dame")


def may_have_degrees(names: str) -> bool:
    """Returns whether something like a degree or a title is in a list of names: "Smith MA"."""
    return next(_degree_places(names), None) is not None


def without_titles(front: Front) -> Front:
    """ "Dr. Alan Smith, Prof. Carol Jones. Sleep." is by Alan Smith and Carol Jones."""
    text = front.text
    if "r" not in text[:DEGREE_AREA_CHARACTERS]:
        return front
    area = names_area(text)
    if not has_any(text[:area], _TITLE_HINTS):
        return front
    names = _TITLES.sub("", text[:area])
    return replace(front, text=names + text[area:]) if len(names) < area else front


def without_degrees(front: Front) -> Front:
    """ "Smith AB, MD, Jones CD, PhD. Sleep." is by Smith AB and Jones CD; so is "John Smith, MD".

    "Smith MD, Jones PA" has initials: what may be initials is a degree only after other initials,
    or where all names have a degree.
    """
    area = min(names_area(front.text) + 12, len(front.text))
    names, rest = front.text[:area], front.text[area:]
    places = list(_degree_places(names[:DEGREE_AREA_CHARACTERS]))
    if not places:
        return front
    if _follows_initials(names, places):
        names = _AFTER_INITIALS.sub(_cut, names)
    if _HAS_SURE.search(names) or _all_have_degrees(names):
        names = _AFTER_GIVEN.sub(lambda match: match["name"], names)
        names = _AFTER_FULL.sub(lambda match: match["name"], names)
    return replace(front, text=names + rest)


def _degree_places(names: str) -> Iterator[int]:
    """Yields where something like a degree begins; most are somebody's initials."""
    first = _BEGINS_DEGREE.search(names)  # in many names none does
    found = _HAS_DEGREE.search(names, first.start()) if first else None
    while found is not None:
        yield found.start()
        found = _HAS_DEGREE.search(names, found.start() + 1)


def _follows_initials(names: str, places: Sequence[int]) -> bool:
    """Returns whether one of the degrees at these places may come after somebody's initials."""
    first = _INITIALS_FIRST.search(names)
    return (first is not None and first.end() <= places[-1]) or any(
        _BEHIND_INITIALS.search(names, max(place - _RIGHT_BEFORE, 0), place) for place in places
    )


def _cut(match: re.Match[str]) -> str:
    """Returns the name alone, where what follows is no other name.

    "SMITH, J., MA, L." has names in capitals, "Smith J. MS," a title, "R. S. French, M. S. Lam" two
    persons.
    """
    name, run = match["name"], match["run"]
    if _HAS_SURE.search(run):
        return name
    family = name.split(",")[0].split(" ")[0]
    in_capitals = len(family) > len("DO") and family.isupper()
    begins_title = not match["comma"] and name[-1] == "."
    begins_name = "." in name and "." in run and match.string[match.end() :][:1] not in ",;"
    return match[0] if in_capitals or begins_title or begins_name else name


def _all_have_degrees(names: str) -> bool:
    """Returns whether each name in full has what may be a degree after it: "John Smith, MD, Li Ma,
    RN"."""
    before = (names[max(place - len(", ("), 0) : place] for place in _degree_places(names))
    if not any(text.rstrip("( ").endswith(",") for text in before):
        return False
    found = list(_AFTER_FULL.finditer(names))
    if not found or not all(match["comma"] for match in found):
        return False
    rest = _AFTER_FULL.sub("", names[: found[-1].end()]).replace("and ", "")
    return not rest.strip(" ,;.&") and names[found[-1].end() :].lstrip()[:1] in (".", "(", "")
