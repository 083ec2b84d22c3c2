"""Where the fields of an entry are in the text of a .bib file, for whoever writes into it.

`scanner` reads whatever a file contains; here an entry is either exactly what BibTeX expects or has
no places at all, so that nothing is written into a broken one.
"""

from __future__ import annotations

import re
from typing import Final

from refcheck.formats.bibtex.patterns import BRACE, JOIN, QUOTE_OR_BRACE
from refcheck.frozen import dataclass

__all__ = ["EntryPlaces", "FieldPlace", "entry_places"]

_BEGIN: Final = re.compile(r"@[ \t]{0,4}[A-Za-z]{2,30}\s{0,20}([{(])")
_KEY: Final = re.compile(r"\s*([^,={}\"()\s][^,={}\"()\n]{0,250}?)\s*,")
_NAME: Final = re.compile(r"[A-Za-z_][\w:.+/-]{0,60}")
_EQUALS: Final = re.compile(r"\s{0,200}=\s*")
# A line of comment between two fields, as Biber and writers by hand have them.
_BETWEEN: Final = re.compile(r"(?:[\s,]|(?<=\n)%[^\n]*\n|(?<=[ \t])%[^\n]*\n)*")
_BARE: Final = re.compile(r"[^\s,#{}\"()=%]{1,300}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPlace:
    """A field: where its name begins, and the pieces of its value with their marks ("{...}").

    A value of several pieces is joined by `#`; a piece without braces or quotation marks is a
    number or the name of a macro.
    """

    name: str
    start: int
    pieces: tuple[tuple[int, int], ...]

    @property
    def value(self) -> int:
        """Where the value begins, its opening mark included."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the value ends, its closing mark included."""
        return self.pieces[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlaces:
    """An entry, from its "@" to after its closing mark; `opened` is after its key."""

    start: int
    end: int
    opened: int
    fields: tuple[FieldPlace, ...]

    def field(self, *names: str) -> FieldPlace | None:
        """Returns the first field of the first of these names (in lower case) that there is."""
        return next(
            (field for name in names for field in self.fields if field.name.lower() == name), None
        )


def entry_places(text: str, start: int, end: int) -> EntryPlaces | None:
    """Returns the places of the entry from `start` to `end`; None where it is broken."""
    begin = _BEGIN.match(text, start, end)
    key = _KEY.match(text, begin.end(), end) if begin else None
    if begin is None or key is None:
        return None
    closer = "}" if begin[1] == "{" else ")"
    fields: list[FieldPlace] = []
    place = key.end()
    while True:
        between = _BETWEEN.match(text, place, end)
        place = between.end() if between else place
        if text[place : place + 1] == closer:
            whole = place + 1 == end
            return (
                EntryPlaces(start=start, end=end, opened=key.end(), fields=tuple(fields))
                if whole
                else None
            )
        field = _field(text, place, end)
        if field is None or (fields and "," not in text[fields[-1].end : field.start]):
            return None
        fields.append(field)
        place = field.end


def _field(text: str, place: int, limit: int) -> FieldPlace | None:
    name = _NAME.match(text, place, limit)
    equals = _EQUALS.match(text, name.end(), limit) if name else None
    if name is None or equals is None:
        return None
    pieces: list[tuple[int, int]] = []
    place = equals.end()
    while True:
        end = _piece_end(text, place, limit)
        if end is None:
            return None
        pieces.append((place, end))
        joint = JOIN.match(text, end, limit)
        if joint is None:
            return FieldPlace(name=name[0], start=name.start(), pieces=tuple(pieces))
        place = joint.end()


def _piece_end(text: str, place: int, limit: int) -> int | None:
    """Returns where a piece of a value ends; None where it is not closed, or there is none."""
    opener = text[place : place + 1]
    if opener not in ("{", '"'):
        bare = _BARE.match(text, place, limit)
        return bare.end() if bare else None
    marks = BRACE if opener == "{" else QUOTE_OR_BRACE
    depth = 0
    for found in marks.finditer(text, place + (opener == '"'), limit):
        if found[0] == '"':
            if depth == 0:
                return found.end()
            continue
        depth += 1 if found[0] == "{" else -1
        if depth == 0 and opener == "{":
            return found.end()
        if depth < 0:
            return None
    return None
