"""Takes the groups for which the authors sign out of the text: the title then follows the names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from refcheck.parsing.author_words import SIGNING_FOR
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.text_repair.names_area import ends_with_initials, names_area
from refcheck.parsing.thresholds import (
    MOST_SIGNING_GROUPS,
    NAMES_AREA_CHARACTERS,
)
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.people.organisations import is_organisation, is_signing_group

__all__ = ["signing_groups"]

_ET_AL: Final = lazy_regex(r"[,;]?\set al\.?", re.IGNORECASE)
_BEHALF: Final = lazy_regex(
    rf"(?P<mark>[\s,;.:(\[–—-][\s,;.:(\[–—-]{{0,3}})(?P<for>{SIGNING_FOR})\s(?:all\s)?(?:(?:the|le|la|el|die|der|den)\s)?"
    r"(?:members\sof\s(?:the\s)?)?",
    re.IGNORECASE,
)
_BEHALF_CHARACTERS: Final = 40  # of what is before a group, behind the names
# One of these is in what `_BEHALF` finds, but for "and", "&" and "with" in small letters.
_FOR_HINT: Final = lazy_regex(
    r"behalf|represent|for\s|collaboration|nom\s|pour\s|namen|für\s|nombre|nome\s|por\s|para\s|per\s"
)
_MARK: Final = lazy_regex(
    r"(?P<mark>\s?[;,.]\s|\s?[(\[]|;|\s[–—]\s)(?P<for>)(?:[Tt]he\s)?(?:[Mm]embers\sof\s(?:the\s)?)?"
)
# A group's name goes to the end of its sentence; "U.S." and "St. Jude" do not end it.
_NAME: Final = lazy_regex(
    r"(?:[^.;:,()\[\]?!]|(?<=\b[A-Z])\.|(?<=\bSt)\.|,\s(?=(?:[A-Z][a-z]+,?\s){0,2}and\s[A-Z])){3,160}"
)
# Nothing but a group follows these: "on behalf of ASCEND".
_ONLY_GROUPS: Final = lazy_regex(r"behalf|namen|nombre|nome|nom\s", re.IGNORECASE)
_BEGINS_TITLE: Final = lazy_regex(r"\s?(?:[.:(\[;,]|$)|[)\]]")
_SURE_NAME: Final = lazy_regex(
    r"(?:groups?|investigators?|collaborators|trialists|consortium|collaboration|committee|network"
    r"|task force|members|team|investigadores|gruppe|groupe|grupo)"
    r"(?:\s(?:of|for|on|in|from)\s.{2,80}|\s\([\w/ -]{2,30}\)|[*†‡§]{1,2})?$",
    re.IGNORECASE,
)


def signing_groups(front: Front) -> Front:
    """ "Smith AB, et al. for the ABC Investigators. Sleep.", "Smith AB; ABC Study Group. Sleep.":
    takes out the groups that follow the persons, one after another."""
    text, groups = front.text, list(front.groups)
    start = _end_of_persons(text)
    if not start:
        return front
    place = start
    while len(groups) < MOST_SIGNING_GROUPS and (found := _group_at(text, place)):
        name, place = found
        groups.append(name)
    if place == start:
        return front
    names, rest = text[:start].rstrip(" ,;"), text[place:].lstrip(" )]")
    if names.endswith(".") and rest[:1] == ".":
        rest = rest[1:].lstrip()
    glue = "" if rest[:1] in (".", ":", ",", ";", "") else " "
    if glue and rest[0] != "(" and not names.endswith("."):
        glue = ". "
    return replace(front, text=f"{names}{glue}{rest}", groups=tuple(groups))


def _end_of_persons(text: str) -> int:
    """Returns the place after "et al", or after the initials of the last person; 0 if there are no
    persons."""
    area = names_area(text)
    end = min(area + 8, NAMES_AREA_CHARACTERS)
    sign = _ET_AL.search(text, 0, end) if " et al" in text[:end].lower() else None
    if sign:
        return sign.end()
    front = text[: area + _BEHALF_CHARACTERS]
    if _FOR_HINT.search(front.casefold()) or has_any(front, ("And", "AND", "With", "WITH")):
        for match in _BEHALF.finditer(text, 0, area + _BEHALF_CHARACTERS):
            joined = match["for"] in ("and", "&", "with")
            if not joined and ends_with_initials(text[: match.start()]):
                return match.start() + (text[match.start()] == ".")
    best = 0
    for match in _PERSON_END.finditer(text, 0, area):
        best = match.end()
        if text[best : best + 1] == ".":
            break
    return best


_PERSON_END: Final = lazy_regex(
    r"(?<!\w)[^\W\d_][\w'’-]{1,40},?\s(?:[A-Z]{1,4}|(?:[A-Z]\.[\s-]?){1,4}(?<=\.))(?:,?\s(?:Jr|Sr|I{2,3}|IV|2nd|3rd)\b\.?)?"
    r"(?=\s?[,;.(\[]|\sand\s|\s&\s|\s[–—])"
)


def _group_at(text: str, place: int) -> tuple[str, int] | None:
    """Returns the group named at a place, and where the text goes on."""
    mark = _BEHALF.match(text, place) or _MARK.match(text, place)
    if mark is None:
        return None
    name = _NAME.match(text, mark.end())
    if name is None:
        return None
    end = name.end()
    acronym = re.compile(r"\s?\([A-Z][\w/ -]{1,30}\)").match(text, end - (text[end - 1] == " "))
    if acronym:
        end = acronym.end()
    printed = text[name.start() : end].strip()
    if not _BEGINS_TITLE.match(text, end) or not _is_group(printed, mark):
        return None
    return printed.strip("*†‡§ "), end


def _is_group(name: str, mark: re.Match[str]) -> bool:
    """Returns whether a name is a group's. After a full stop a title may begin ("Smith AB. The
    Rotterdam Study."), so that nothing less than "for", or a comma, or "et al", introduces one."""
    if not (is_signing_group(name) or is_organisation(name)):
        return _ONLY_GROUPS.search(mark["for"]) is not None and name[:1].isupper()
    if mark["for"]:
        return True
    sentence = "." in mark["mark"]
    return not sentence and (_SURE_NAME.search(name) is not None or mark["mark"].strip() != ",")
