"""What biblatex keeps of the cited entries (`.bbl`): fields, by Biber or BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.formats.bibtex.records import from_bibtex
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.formats.reference_string import marked_reference
from refcheck.model.document import MarkedReference
from refcheck.readers.latex.source import braced

__all__ = ["biblatex_entries"]

_ENTRY: Final = re.compile(r"\\entry\s{0,5}\{([^{}]{1,300})\}\s{0,5}\{([^{}]{1,60})\}")
_END: Final = re.compile(r"\\endentry\b")
_SECTION: Final = re.compile(r"\\refsection\b")
_FIELD: Final = re.compile(
    r"\\(?:field|strng)\s{0,5}\{([a-z]{1,40})\}\s{0,5}(?=\{)"
    r"|\\list\s{0,5}\{([a-z]{1,40})\}\s{0,5}\{\d{1,4}\}\s{0,5}(?=\{)"
    r"|\\name\s{0,5}\{([a-z]{1,40})\}\s{0,5}\{\d{1,4}\}\s{0,5}\{[^{}]{0,200}\}\s{0,5}(?=\{)"
    r"|\\verb\s{0,5}\{([a-z]{1,40})\}\s{0,5}\n\s{0,40}\\verb\s([^\n]{0,3000})"
    r"|\\true\s{0,5}\{(more[a-z]{1,20})\}"
)
_PART: Final = re.compile(r"\b(family|given|prefix|suffix)=(?=\{)")
_MACROS: Final = (
    (re.compile(r"\\bibrangedash\s?"), "--"),
    (re.compile(r"\\bibinitperiod|\\bibinitdelim|\\bibinithyphendelim"), " "),
    (re.compile(r"\\bib(?:named|range|list)\w{1,12}\s?"), " "),
)


def biblatex_entries(source: str) -> Iterator[MarkedReference]:
    """Yields the entries of a biblatex `.bbl`, each key once in a section."""
    known: set[str] = set()
    place = 0
    while begin := _ENTRY.search(source, place):
        if _SECTION.search(source, place, begin.start()):
            known.clear()
        found = _END.search(source, begin.end())
        end = found.end() if found else len(source)
        place = end
        if begin[1] in known:
            continue
        known.add(begin[1])
        fields = dict(_fields(source, begin.end(), found.start() if found else end))
        kind = begin[2].lower()
        written = from_bibtex(BibEntry(type=kind, key=begin[1], fields=fields))
        yield marked_reference(
            begin.start(),
            end,
            written,
            id=begin[1],
            key=begin[1],
            notes=fields.get("note", ""),
        )


def _fields(source: str, place: int, limit: int) -> Iterator[tuple[str, str]]:
    more: list[str] = []
    people: dict[str, str] = {}
    while found := _FIELD.search(source, place, limit):
        place = found.end()
        field, listed, names, verbatim, address, cut = found.groups()
        if cut:
            more.append(cut)
            continue
        if verbatim:
            yield verbatim, address.strip()
            continue
        end = braced(source, place, limit)
        if end is None:
            return
        value = source[place + 1 : end - 1]
        place = end
        if field:
            yield field, _plain(value)
        elif listed:
            yield listed, _plain(" and ".join(_groups(value)))
        else:
            people[names] = " and ".join(map(_name, _groups(value)))
    for role, written in people.items():
        cut_off = f"more{role}" in more or ("morelabelname" in more and role == "author")
        yield role, f"{written} and others" if cut_off else written


def _groups(value: str) -> Iterator[str]:
    """Yields the groups in braces that a list has, without the braces."""
    place = value.find("{")
    while place >= 0:
        end = braced(value, place)
        if end is None:
            return
        yield value[place + 1 : end - 1]
        place = value.find("{", end)


def _name(group: str) -> str:
    """`family={Rajkumar}, given={Ramamoorthy}` as BibTeX writes it."""
    parts: dict[str, str] = {}
    for found in _PART.finditer(group):
        end = braced(group, found.end())
        if end is not None:
            parts.setdefault(found[1], _plain(group[found.end() + 1 : end - 1]))
    if "given" not in parts:
        return "{" + " ".join(parts.get(each, "") for each in ("prefix", "family")).strip() + "}"
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return ", ".join(filter(None, (family, parts.get("suffix"), parts["given"])))


def _plain(value: str) -> str:
    for pattern, replacement in _MACROS:
        value = pattern.sub(replacement, value)
    return value
