"""The author field: names as BibTeX writes and splits them.

A name is `particle Family, Suffix, Given`, a group has braces of its own, `and others` ends a
list that is cut. BibTeX takes for particle what begins with a small letter, so a particle with a
capital of its own ("De Silva") is carried as part of the family name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from refcheck.formats.bibtex.latex import clean, decode, encode
from refcheck.formats.bibtex.writer import name_parts, split_names
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.organisations import are_parts_of_one

__all__ = ["carried_names", "names_field", "read_names"]

# `and` and `others` as words of a name would end it: "Smith and Sons" in a badly cut list.
_KEYWORD = lazy_regex(r"(?<!\S)(and|others)(?!\S)", re.IGNORECASE)
# dblp tells people of one name apart by a number: "Wei Wang 0001".
_HOMONYM = lazy_regex(r"(?<=\w)\s+0\d{3}(?=\s*$|,)")
# bibtexparser 2.1.0 does not see `and` next to a command that is in no braces.
_BARE = lazy_regex(r"\\[&%$#_]")
# A plain letter: one with an accent is a command in braces, whose case BibTeX does not see.
_SMALL = lazy_regex(r"[a-z](?![\u0300-\u036f])")
_CAPITAL = lazy_regex(r"[A-Z](?![\u0300-\u036f])")


def carried_names(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    """Returns the names as a BibTeX file has them: what reading them back gives."""
    return tuple(name for contributor in contributors if (name := _carried(contributor)))


def names_field(contributors: Iterable[Contributor], *, complete: bool, unicode: bool) -> str:
    """Returns the value of an author or editor field ("" without names); the names must be
    `carried`."""
    names: list[str] = []
    for contributor in contributors:
        written = _written(contributor, unicode=unicode)
        if names and _would_be_joined(names[-1], written):
            names[-1] += "{}"  # "Johnson{} and Johnson": two persons
        names.append(written)
    if names and not complete:
        names.append("others")
    return " and ".join(names)


def read_names(field: str) -> tuple[tuple[Contributor, ...], bool]:
    """Returns the names in an author or editor field, and whether the list is complete."""
    names = [name for name in split_names(field) if name]
    complete = not names or names[-1].lower() != "others"
    read = (_read(name) for name in _joined(names if complete else names[:-1]))
    return tuple(name for name in read if name), complete


def _joined(names: list[str]) -> list[str]:
    """Returns the names, with organisations in one that lack their braces: BibTeX parts "Food and
    Drug Administration" at its "and". A group of two names may go on in a third."""
    joined: list[str] = []
    for name in names:
        last = joined[-1] if joined else ""
        if last and _would_be_joined(last, name):
            joined[-1] = f"{{{last} and {name}}}"
        else:
            joined.append(name)
    return joined


def _would_be_joined(first: str, second: str) -> bool:
    return "{" not in first + second and are_parts_of_one(first, second)


def _carried(contributor: Contributor) -> Contributor | None:
    match contributor:
        case GroupName(name=name):
            return GroupName(name=_trimmed(name)) if _trimmed(name) else None
        case PersonName():
            return _carried_person(contributor)


def _carried_person(person: PersonName) -> PersonName | None:
    given = _trimmed(person.given or person.initials)
    suffix = _trimmed(person.suffix) or None
    particle, family = _split_particle(_trimmed(person.particle), _trimmed(person.family))
    if not family:  # the only name there is
        (particle, family), given = _split_particle("", given), ""
    if not family:
        return None
    return PersonName(family=family, particle=particle, given=given or None, suffix=suffix)


def _trimmed(text: str | None) -> str:
    """Clean text whose words are apart by one space, as BibTeX splits names at a `~` too."""
    return squeeze(clean(text or ""))


def _split_particle(particle: str, family: str) -> tuple[str | None, str]:
    """Particle and family as BibTeX splits them when they are one after the other.

    >>> _split_particle("", "van der Berg"), _split_particle("De", "la Cruz")
    (('van der', 'Berg'), (None, 'De la Cruz'))
    """
    words = [word for word in f"{particle} {family}".split(" ") if word]
    taken = len(particle.split(" ")) if particle and family else 0
    if taken and not _SMALL.match(words[taken - 1]):
        taken = 0
    while taken < len(words) - 1 and _SMALL.match(words[taken]):
        taken += 1
    return " ".join(words[:taken]) or None, " ".join(words[taken:])


def _written(contributor: Contributor, *, unicode: bool) -> str:
    match contributor:
        case GroupName(name=name):
            return "{" + encode(name, unicode=unicode) + "}"
        case PersonName():
            return _written_person(contributor, unicode=unicode)


def _written_person(person: PersonName, *, unicode: bool) -> str:
    family = _part(person.family, unicode=unicode)
    particle = _part(person.particle, unicode=unicode) + " " if person.particle else ""
    if not person.given and not person.suffix and not particle:
        return _one_word(family)
    if not all(map(_is_capitalised, person.family.split(" ")[:-1])):
        family = "{" + family + "}"  # `García de la Torre`: BibTeX would make a particle of it
    given = _part(person.given, unicode=unicode) if person.given else "{}"
    if person.suffix:
        return f"{particle}{family}, {_part(person.suffix, unicode=unicode)}, {given}"
    return f"{particle}{family}, {given}"


def _is_capitalised(word: str) -> bool:
    """Returns whether BibTeX sees the capital that a word begins with; `{A}nd` hides it."""
    return bool(_CAPITAL.match(word)) and not _KEYWORD.fullmatch(word)


def _part(text: str | None, *, unicode: bool) -> str:
    """Returns a part of a name as LaTeX, with nothing in it that would end the part or the name."""
    written = encode(text or "", unicode=unicode).replace(",", "{,}")
    written = _BARE.sub(r"{\g<0>}", written)
    return _KEYWORD.sub(lambda match: f"{{{match[0][0]}}}{match[0][1:]}", written)


def _one_word(family: str) -> str:
    """Returns a lone family name, written so that BibTeX takes it for neither given name nor
    group."""
    family = family.replace(" ", "{ }")
    return family + "{}" if _is_braced(family) else family


def _is_braced(text: str) -> bool:
    """Returns whether one pair of braces encloses all of the text."""
    if not text.startswith("{"):
        return False
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def _read(name: str) -> Contributor | None:
    if _is_braced(name):
        return GroupName(name=decode(name)) if decode(name) else None
    parts = name_parts(_HOMONYM.sub("", name))
    person = PersonName(
        family=decode(parts.last),
        particle=decode(parts.von) or None,
        given=decode(parts.first) or None,
        suffix=decode(parts.jr) or None,
    )
    return person if person.family else None
