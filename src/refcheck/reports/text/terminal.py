"""What a terminal is shown: text that cannot steer it, measured in its cells, and colour."""

from __future__ import annotations

import re
import shutil
from typing import TextIO

from rich.cells import cell_len, get_character_cell_size

from refcheck.frozen import dataclass
from refcheck.text.patterns import lazy_regex
from refcheck.text.typography import STEERING, written_out

__all__ = ["Palette", "Screen", "cell_len", "cells", "cut", "printable", "wrap"]

_DEFAULT_WIDTH = 80
_NARROWEST = 40  # below this, lines are longer than the terminal
_WIDEST = 120  # longer lines are hard to read

_LONGEST = 100_000  # characters of one value that are looked at; no reference is longer

_SPACE = lazy_regex(r"\s+")


def printable(text: str) -> str:
    r"""Returns the text on one line, with all that could steer a terminal written out.

    >>> printable("a\x1b[31m red\n title")
    'a\\x1b[31m red title'
    """
    text = text[:_LONGEST]
    return _SPACE.sub(" ", text if text.isprintable() else STEERING.sub(_shown, text)).strip()


def _shown(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else written_out(match[0])


def cells(char: str) -> int:
    """Returns how many cells one character takes: 0, 1 or 2."""
    return get_character_cell_size(char)


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Returns the text in at most `width` cells; with `ellipsis` where its end was cut off."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ellipsis)
    taken = 0
    for index, char in enumerate(text):
        taken += cells(char)
        if taken > room:
            return text[:index].rstrip() + ellipsis
    return text


def wrap(text: str, width: int) -> list[str]:
    """Returns the text in lines of at most `width` cells, broken at spaces; a long word is left
    whole."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The few colours there are; all of them plain text where colour is not wanted."""

    color: bool

    def bold(self, text: str) -> str:
        """Returns a text in bold: what a block is about."""
        return self._in("1", text)

    def dim(self, text: str) -> str:
        """Returns a faint text: what is looked up rather than read."""
        return self._in("2", text)

    def error(self, text: str) -> str:
        """Returns a text in the colour of errors."""
        return self._in("1;31", text)

    def warning(self, text: str) -> str:
        """Returns a text in the colour of warnings."""
        return self._in("1;33", text)

    def note(self, text: str) -> str:
        """Returns a text in the colour of notes."""
        return self._in("36", text)

    def good(self, text: str) -> str:
        """Returns a text in the colour of what is in order."""
        return self._in("32", text)

    def worse(self, text: str) -> str:
        """Returns a text with the mark of what differs in the cited value."""
        return self._in("4;31", text)

    def better(self, text: str) -> str:
        """Returns a text with the mark of what differs in the right value."""
        return self._in("4;32", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text


class Screen:
    """A stream with a width, colours and an encoding that may lack characters."""

    def __init__(self, stream: TextIO, *, width: int | None, color: bool) -> None:
        self._stream = stream
        self._encoding = getattr(stream, "encoding", None) or "utf-8"
        self.width = max(width or _width_of(stream), _NARROWEST)
        self.palette = Palette(color=color)
        self.ellipsis = "…" if self._shows("…") else "..."

    def line(self, text: str = "") -> None:
        """Write one line; characters that the stream's encoding lacks become `?`."""
        shown = text.encode(self._encoding, "replace").decode(self._encoding)
        self._stream.write(f"{shown}\n")

    def paragraph(self, text: str, *, indent: str = "", first: str | None = None) -> None:
        """Write plain text in lines that fit; `first` is the beginning of the first of them."""
        lead = indent if first is None else first
        for line in wrap(text, self.width - cell_len(indent)):
            self.line(lead + line)
            lead = indent

    def cut(self, text: str, width: int) -> str:
        """Returns the text in at most `width` cells."""
        return cut(text, width, self.ellipsis)

    def _shows(self, text: str) -> bool:
        try:
            text.encode(self._encoding)
        except UnicodeEncodeError:
            return False
        return True


def _width_of(stream: TextIO) -> int:
    if not stream.isatty():
        return _DEFAULT_WIDTH
    return min(shutil.get_terminal_size((_DEFAULT_WIDTH, 24)).columns, _WIDEST)
