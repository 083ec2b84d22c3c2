"""What a case is: an input of any size, the command that is run on it, and its bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CHECK", "EXTRACT", "LIST", "PARSE", "Case", "Make", "fill", "repeated"]

# Writes an input of about so many characters (or items, as its case says) into an empty folder.
Make = Callable[[Path, int], None]

CHECK = ("check", "{input}", "--offline", "--cache-dir", "cache", "-o", "report.txt")
EXTRACT = ("extract", "{input}", "-o", "references.txt")
PARSE = ("parse", "{input}", "-o", "items.jsonl")
LIST = "References\n\n1. "


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An input and its bounds.

    `make` writes it, `size` is its full size; `name` is what the command is given as its input (a
    file that `make` writes, or a path outside of the folder). Where `growth` is set, it is read at
    an eighth, a quarter and a half of its size too, and its time may not grow with a larger
    exponent. Times are in seconds, memory in megabytes.
    """

    make: Make
    size: int
    name: str = "input.txt"
    command: tuple[str, ...] = CHECK
    seconds: float = 60
    megabytes: float = 500
    growth: float | None = 1.15

    @property
    def arguments(self) -> list[str]:
        """The arguments of the command line."""
        return [each.replace("{input}", self.name) for each in self.command]


def fill(content: Callable[[int], str | bytes], name: str = "input.txt") -> Make:
    """A function that writes one file: what `content` makes of the size."""

    def make(folder: Path, size: int) -> None:
        made = content(size)
        Path(folder, name).write_bytes(made.encode() if isinstance(made, str) else made)

    return make


def repeated(token: str, before: str = "", after: str = "", name: str = "input.txt") -> Make:
    """A function that writes one file: a token over and over, up to the size in characters."""
    return fill(lambda size: before + token * (size // len(token)) + after, name)
