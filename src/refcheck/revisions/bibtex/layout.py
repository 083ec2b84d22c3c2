"""A field more in an entry of a .bib file: in its indentation, alignment and case, with its
commas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from refcheck.formats.bibtex.places import EntryPlaces, FieldPlace

__all__ = ["delimiters", "new_field"]

_SEPARATOR: Final = re.compile(r"\s*,\s*")
_TAB: Final = 8


def new_field(text: str, entry: EntryPlaces, name: str, value: str) -> tuple[int, str]:
    """Returns where a field is put into an entry, and its text; it comes after the last one.

    `value` is LaTeX without its delimiters.
    """
    opener, closer = delimiters(text, entry)
    name = _name(name, entry.fields)
    written = f"{name}{_equals(text, entry.fields, name)}{opener}{value}{closer}"
    if not entry.fields:
        return entry.opened, f"{_line_end(text, entry)}  {written}{_line_end(text, entry)}"
    return entry.fields[-1].end, f"{_separator(text, entry)}{written}"


def delimiters(text: str, entry: EntryPlaces) -> tuple[str, str]:
    """Returns what is around the values of most fields: braces or quotation marks."""
    openers = Counter(text[field.value] for field in entry.fields if text[field.value] in '{"')
    opener = openers.most_common(1)[0][0] if openers else "{"
    return ("{", "}") if opener == "{" else ('"', '"')


def _name(name: str, fields: Sequence[FieldPlace]) -> str:
    """Returns the name in the case of the others: "doi", "DOI", "Doi"."""
    names = [field.name for field in fields]
    if names and all(one.isupper() for one in names):
        return name.upper()
    if names and all(one[:1].isupper() for one in names):
        return name.capitalize()
    return name


def _equals(text: str, fields: Sequence[FieldPlace], name: str) -> str:
    """Returns what comes between name and value so that the columns of the entry stay aligned."""
    if not fields:
        return " = "
    gaps = [text[field.start + len(field.name) : field.value] for field in fields]
    if any("\n" in gap or gap.count("=") != 1 for gap in gaps):
        return " = "
    lengths = {len(field.name) for field in fields}
    equals = {len(field.name) + gap.index("=") for field, gap in zip(fields, gaps, strict=True)}
    values = {len(field.name) + len(gap) for field, gap in zip(fields, gaps, strict=True)}
    last = gaps[-1]
    if len(lengths) > 1 and len(equals) == 1:  # "author  = {", the signs in one column
        before = " " * max(equals.pop() - len(name), 1 if last.partition("=")[0] else 0)
        return f"{before}={last.partition('=')[2]}"
    if len(lengths) > 1 and len(values) == 1 and "\t" not in last:  # "author =       {"
        before = last.partition("=")[0]
        return f"{before}={' ' * max(values.pop() - len(name) - len(before) - 1, 1)}"
    return Counter(gaps).most_common(1)[0][0]


def _separator(text: str, entry: EntryPlaces) -> str:
    """Returns what is between two fields: ",\\n  ", "\\n  , ", ", "."""
    ends = [entry.opened - 1, *(field.end for field in entry.fields[:-1])]
    between = [text[end : field.start] for end, field in zip(ends, entry.fields, strict=True)]
    # The first field may be next to the key: "@article{key, author = ..."
    plain = [each for each in between[1:] or between if _SEPARATOR.fullmatch(each)]
    return plain[-1] if plain else f",{_line_end(text, entry)}  "


def _line_end(text: str, entry: EntryPlaces) -> str:
    """Returns how the first line of an entry ends, or the one after it."""
    found = re.compile(r"\r\n|\r|\n").search(text, entry.start)
    return found[0] if found else "\n"
