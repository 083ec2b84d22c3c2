"""Files of tagged lines ("TI  - ...", "%T ..."), cut into entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

__all__ = ["TaggedEntry", "tagged_entries"]

# A line ends at \n, \r\n or \r; programs on three systems wrote these files.
_LINE: Final = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


@dataclass(slots=True)
class TaggedEntry:
    """One entry: its place in the text, and its tags with the lines of their values in order."""

    start: int
    end: int
    _lines: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def tags(self) -> list[tuple[str, str]]:
        """The tags with their values, each on one line."""
        return [(tag, " ".join(filter(None, lines))) for tag, lines in self._lines]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The same, but each line of a value for itself: some formats put a name on each."""
        return [(tag, line) for tag, lines in self._lines for line in lines if line]

    def take(self, tag: str, value: str, end: int) -> None:
        """Take one more tag."""
        self._lines.append((tag, [value.strip()]))
        self.end = end

    def go_on(self, value: str, end: int) -> None:
        """Take a further line of the last value."""
        self._lines[-1][1].append(value.strip())
        self.end = end


def tagged_entries(
    text: str,
    line: re.Pattern[str],
    *,
    first: str = "",
    last: str = "",
    blank_ends: bool = False,
) -> Iterator[TaggedEntry]:
    """Yields the entries of a file in order.

    `line` matches a tagged line: its groups are tag and value. An entry begins at the tag `first`,
    or at any tag where none is open; it ends after the tag `last`, before the next `first`, or,
    with `blank_ends`, at an empty line. Untagged lines are part of the value before them; after an
    empty line, and outside of entries, they are left ("2." between two entries).
    """
    entry: TaggedEntry | None = None
    for start, end, tag, value in _lines(text, line, spaced=not blank_ends):
        if tag is None:
            if entry is not None and value is not None:
                entry.go_on(value, end)
            elif entry is not None and blank_ends:
                yield entry
                entry = None
            continue
        if entry is not None and tag == first:
            yield entry
            entry = None
        if tag == last:
            if entry is not None:
                entry.end = end
                yield entry
            entry = None
            continue
        if entry is None:
            entry = TaggedEntry(start, end)
        entry.take(tag, value or "", end)
    if entry is not None:
        yield entry


def _lines(
    text: str, line: re.Pattern[str], *, spaced: bool
) -> Iterator[tuple[int, int, str | None, str | None]]:
    """Yields the lines with start, end, tag and value. Without a tag: a part of the value before
    it, or no value where the line is empty or comes after an empty one.

    `spaced` allows that every line is followed by an empty one, which then ends nothing.
    """
    after_blank = False
    spaced = spaced and _is_double_spaced(text)
    for found in _LINE.finditer(text):
        content, end = found[1], found.end(1)
        tagged = line.match(content)
        if tagged is not None:
            after_blank = False
            start = found.start() + len(content) - len(content.lstrip())
            yield start, end, tagged[1].upper(), tagged[2] or ""
        else:
            after_blank = (after_blank and not spaced) or not content.strip()
            yield found.start(), end, None, None if after_blank else content


_SAMPLE: Final = 20_000  # characters that show whether every line is followed by an empty one


def _is_double_spaced(text: str) -> bool:
    """Returns whether an empty line comes after nearly every line, as a wrong line end makes of a
    file."""
    lines = [bool(found[1].strip()) for found in _LINE.finditer(text, 0, _SAMPLE)]
    return lines.count(True) <= lines.count(False) + 1
