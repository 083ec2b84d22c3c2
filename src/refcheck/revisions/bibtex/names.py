"""The author field of an entry: names in its order, joined as it joins them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from refcheck.fixes.changes import Change
from refcheck.formats.bibtex.latex import decode
from refcheck.formats.bibtex.names import carried_names, names_field, read_names
from refcheck.formats.bibtex.writer import name_parts, split_names
from refcheck.frozen import dataclass
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.revisions.author_lists import (
    AuthorListError,
    Slot,
    author_slots,
    joined,
    shared_ends,
    styled,
)
from refcheck.revisions.bibtex.latex import LatexStyle
from refcheck.revisions.bibtex.values import Value
from refcheck.text.words import word_set

__all__ = ["NameStyle", "author_edit", "given_names", "new_authors"]

_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)
_OTHERS: Final = "others"
_SUFFIXES: Final = word_set("jr jnr junior sr snr senior i ii iii iv v 2nd 3rd phd md")
_TIE: Final = re.compile(r"\.~")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStyle:
    """How the names of a file are written, for an entry that does not tell.

    `comma`: the family name comes first, "Fam, J."; `given` are given names of its entries.
    """

    comma: bool = True
    given: tuple[str, ...] = ()


def author_edit(
    value: Value, changes: Sequence[Change], style: LatexStyle, names: NameStyle
) -> tuple[int, int, str]:
    """Returns the edit that makes the changes in a list of names. Raises `AuthorListError`."""
    authors, complete = read_names(value.raw)
    raws, gaps = _split(value.raw)
    if len(raws) != len(authors) + (not complete) or any(map(_is_list, raws)):
        raise AuthorListError
    slots = author_slots(authors, changes)
    writer = _Writer(raws, authors, style, names)
    written = [writer.name(slot) for slot in slots]
    record = changes[0].record
    all_named = record.authors_complete and len(slots) >= len(record.authors) > 0
    if not complete and not (all_named and len(slots) > len(authors)):
        written.append(raws[-1])  # "others", as long as there are others
    usual = Counter(gaps).most_common(1)[0][0] if gaps else " and "
    return _shortest(value, joined(written, slots, gaps, usual))


def new_authors(changes: Sequence[Change], style: LatexStyle, names: NameStyle) -> str:
    """Returns the value of the author field of an entry that has none."""
    slots = author_slots((), changes)
    writer = _Writer([], (), style, names)
    return " and ".join(writer.name(slot) for slot in slots)


def given_names(raw: str) -> tuple[bool | None, tuple[str, ...]]:
    """Returns whether most names of a field have their comma (None: it does not tell), and the
    given names in it."""
    raws = [name for name in split_names(raw) if "," in name or " " in name]
    if not raws:
        return None, ()
    authors, _ = read_names(raw)
    given = tuple(name.given for name in authors if isinstance(name, PersonName) and name.given)
    return sum(map(_has_comma, raws)) * 2 >= len(raws), given


def _split(raw: str) -> tuple[list[str], list[str]]:
    """Returns the names of a field, and what is between them."""
    raws = split_names(raw)
    gaps: list[str] = []
    place = 0
    for at, name in enumerate(raws):
        start = raw.find(name, place)
        if start < 0:
            raise AuthorListError
        if at:
            gaps.append(raw[place:start])
        elif raw[:start].strip():
            raise AuthorListError
        place = start + len(name)
    if raw[place:].strip() or not all(_AND.fullmatch(gap) for gap in gaps):
        raise AuthorListError
    return raws, gaps


def _shortest(value: Value, new: str) -> tuple[int, int, str]:
    """Returns the edit of what differs."""
    old = value.raw
    head, tail = shared_ends(old, new)
    return value.start + head, value.start + len(old) - tail, new[head : len(new) - tail]


def _is_list(raw: str) -> bool:
    """Returns whether BibTeX takes several names for one: "Fam, J.; Yeo, E.", "Fam J, Yeo E"."""
    if raw.startswith("{"):
        return False
    suffix = name_parts(raw).jr.strip("{}. ").lower()
    return ";" in raw or raw.count(",") > 2 or (bool(suffix) and suffix not in _SUFFIXES)


def _has_comma(raw: str) -> bool:
    depth = 0
    for char in raw:
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            return True
    return False


class _Writer:
    """Writes the names of one entry."""

    def __init__(
        self,
        raws: Sequence[str],
        authors: Sequence[Contributor],
        style: LatexStyle,
        names: NameStyle,
    ) -> None:
        self._raws, self._authors, self._style, self._names = raws, authors, style, names
        told = [raw for raw in raws if not raw.startswith("{") and raw.lower() != _OTHERS]
        told = [raw for raw in told if _has_comma(raw) or re.search(r"[\s~]", raw)]
        commas = sum(map(_has_comma, told))
        self._comma = commas * 2 >= len(told) if told else names.comma
        self._tie = any(map(_TIE.search, raws))

    def name(self, slot: Slot) -> str:
        if slot.right is None:
            return self._raws[slot.index or 0]
        cited = self._authors[slot.index] if slot.index is not None else None
        right = styled(slot.right, cited, self._authors, self._names.given)
        match right:
            case GroupName():
                return f"{{{self._style.encode(right.name)}}}"
            case PersonName():
                raw = self._raws[slot.index] if slot.index is not None else ""
                return self._person(right, raw, cited)

    def _person(self, right: PersonName, raw: str, cited: Contributor | None) -> str:
        (carried,) = carried_names((right,))
        if not isinstance(carried, PersonName):
            return self._style.restyled(
                names_field((carried,), complete=True, unicode=self._style.unicode)
            )
        family, given = self._family(carried), self._given(carried)
        comma = self._comma
        if raw and isinstance(cited, PersonName):
            comma = _has_comma(raw) if re.search(r"[\s~]", raw) else comma
            parts = name_parts(raw)
            if cited.full_family == carried.full_family:
                family = " ".join(part for part in (parts.von, parts.last) if part)
            if cited.given == carried.given and parts.first:
                given = parts.first if "~" not in raw else self._given(carried)
        suffix = self._style.encode(carried.suffix) if carried.suffix else ""
        if comma:
            return ", ".join(part for part in (family, suffix, given) if part)
        words = (given, family if not suffix else f"{{{family}, {suffix}}}")
        return " ".join(part for part in words if part)

    def _given(self, person: PersonName) -> str:
        given = self._style.encode(person.given or "")
        return given.replace(". ", ".~") if self._tie else given

    def _family(self, person: PersonName) -> str:
        """Returns the family name with its particle, as a list with commas has it, or in braces
        where BibTeX would otherwise take a part of it for a given name."""
        alone = replace(person, given="J", suffix=None, initials=None)
        field = names_field((alone,), complete=True, unicode=self._style.unicode)
        family = self._style.restyled(field.rpartition(",")[0])
        if self._style.encode(person.family) != family and not person.particle:
            plain = self._style.encode(person.family)
            family = plain if decode(plain) == decode(family) and "{" not in field else family
        if self._comma or person.particle or " " not in family or family.startswith("{"):
            return family
        return f"{{{family}}}"
