"""The `@string` macros of a .bib file, within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.formats.bibtex.entry_types import OTHER_FILES, STANDARD_MACROS
from refcheck.formats.bibtex.inheritance import Allowance

__all__ = ["MacroName", "Macros"]

# No value is longer; macros of 50 characters each can be made to stand for gigabytes.
_LONGEST_VALUE: Final = 50_000


class MacroName(str):
    """A word without quotation marks or braces: a number, or the name of a macro."""

    __slots__ = ()


class Macros:
    """The macros of a file, by name in lower case; None for one that stands for too long a text."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._values: dict[str, str | None] = {}

    def define(self, name: str, pieces: Sequence[str]) -> None:
        """Let a name stand for the pieces of a value from here on."""
        value = self.filled(pieces)
        fits = value is not None and len(value) <= _LONGEST_VALUE
        self._values[name.lower()] = value if fits else None

    def undefined(self, pieces: Sequence[str]) -> Iterator[str]:
        """Yields the names among the pieces of a value that stand for nothing."""
        for piece in pieces:
            if isinstance(piece, MacroName) and not piece[:1].isdecimal():
                name = piece.lower()
                if (
                    name not in self._values
                    and name not in STANDARD_MACROS
                    and not name.startswith(OTHER_FILES)
                ):
                    yield piece

    def filled(self, pieces: Sequence[str]) -> str | None:
        """Returns the pieces of a value in one, macros put in; None where that would be too
        long."""
        filled: list[str] = []
        added = 0
        for piece in pieces:
            text = self._values.get(piece.lower(), piece) if isinstance(piece, MacroName) else piece
            if text is None:
                return None
            if text is not piece:
                added += len(text)
            if added > _LONGEST_VALUE:
                return None
            filled.append(text)
        return "".join(filled) if self._allowance.take(added) else None
