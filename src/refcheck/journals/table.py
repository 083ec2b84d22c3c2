"""A table of journals: made from a list of them, stored in one file, and searched as it is stored.

The file is UTF-8 text. The one that is built in is not compressed, as unpacking it takes a tenth of
a short run. Lines that begin with "#" say where it comes from; then there is a line for each
journal, with "*" where MEDLINE or PubMed Central takes it; then, after an empty line, a line for
each key with the numbers of its journals, sorted. A key is the words of a form of a name, folded
and without the small ones: "new england journal medicine". "~" marks a form that is not the whole
name: without the place in brackets, or a parallel title.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from mmap import mmap
from typing import Final

from refcheck.compare.journals.forms import JournalForm, form_of, name_forms
from refcheck.frozen import dataclass, maker
from refcheck.text.folding import folded

__all__ = [
    "Journal",
    "Table",
    "TableError",
    "journal_key",
    "read_table",
    "table_bytes",
    "whole_key",
]

_FORMAT: Final = "#refcheck-journals/1"
_IN_USE: Final = "*"
_PART: Final = "~"
_BLOCK: Final = 4096  # bytes of keys: halving them further takes longer than to search them
_JOURNAL_BLOCK: Final = 512  # bytes of journals: they are cut into lines where one is wanted
_GZIP: Final = zlib.MAX_WBITS | 16  # what zlib calls the format of gzip
_LARGEST: Final = 64 * 1024 * 1024  # bytes of a table; the one that is built in has 4 million


class TableError(ValueError):
    """What should be a table of journals is not one."""


@dataclass(frozen=True, slots=True)
class Journal:
    """A journal under the abbreviation that NLM gives it, or its title where it has none.

    `in_use`: MEDLINE or PubMed Central takes it. `whole`: it was found by its whole name, not by a
    part of it ("Nephrology" of "Nephrology (Carlton)").
    """

    name: str
    in_use: bool
    whole: bool = True


_journal = maker(Journal)


class Table:
    """The journals of one list, searched by key. Made by `read_table`.

    The text of the file is never cut into its lines: that takes longer than the few searches of a
    short run.
    """

    __slots__ = (
        "_block_lines",
        "_block_places",
        "_journals",
        "_journals_before",
        "_keys",
        "_notes",
        "_text",
    )

    def __init__(
        self, notes: Mapping[str, str], text: bytes | mmap, journals: int, keys: int
    ) -> None:
        self._notes, self._text = notes, text
        self._journals = journals  # where the first of them begins
        self._keys = keys  # where they begin, with a line break: one is before every key
        # Where in every block of keys the first line begins, and that line; made when first needed.
        self._block_places: list[int] = []
        self._block_lines: list[bytes] = []
        # How many journals begin before every block of journals; made when first needed.
        self._journals_before: list[int] = []

    def __len__(self) -> int:
        return self._text[self._journals : self._keys].count(b"\n")

    @property
    def notes(self) -> Mapping[str, str]:
        """What the file says of itself: "source", "date", "notice"."""
        return self._notes

    def find(self, key: str) -> tuple[Journal, ...]:
        """Returns the journals that have a form of their name with exactly this key."""
        wanted = key.encode() + b"\t"
        if not key:
            return ()
        start, last = self._around(wanted)
        before = self._text.find(b"\n" + wanted, start - 1, last + len(wanted))
        return tuple(self._of(self._line(before + 1))) if before >= 0 else ()

    def matching(
        self, letter: str, pattern: re.Pattern[bytes]
    ) -> Iterator[tuple[str, Iterator[Journal]]]:
        """Yields each key that begins with a letter and that a pattern finds, and its journals,
        which are looked for as they are taken. The pattern begins with the line break before the
        key: it is found at once."""
        start, end = self._first(letter.encode()), self._first(letter.encode() + b"\xff")
        for found in pattern.finditer(self._text, start - 1, end):
            line = self._line(found.start() + 1)
            yield line.partition(b"\t")[0].decode(), self._of(line)

    def _first(self, wanted: bytes) -> int:
        """Where the first line begins that does not come before `wanted`."""
        place, last = self._around(wanted)
        while place < last and self._line(place) < wanted:
            place = self._end(place) + 1
        return place

    def _around(self, wanted: bytes) -> tuple[int, int]:
        """Where the first line that does not come before `wanted` can begin: not before the first
        place, where a line begins, nor after the second, where the next block begins."""
        if not self._block_places:
            self._note_blocks()
        number = bisect_left(self._block_lines, wanted)
        places = self._block_places
        last = places[number] if number < len(places) else len(self._text)
        return places[max(number - 1, 0)], last

    def _note_blocks(self) -> None:
        size = len(self._text)
        starts = (self._end(place) + 1 for place in range(self._keys, size, _BLOCK))
        self._block_places = [start for start in dict.fromkeys(starts) if start < size]
        self._block_lines = [self._line(place) for place in self._block_places]

    def _line(self, start: int) -> bytes:
        return self._text[start : self._end(start)]

    def _end(self, start: int) -> int:
        end = self._text.find(b"\n", start)
        return end if end >= 0 else len(self._text)

    def _of(self, line: bytes) -> Iterator[Journal]:
        for number in line.partition(b"\t")[2].decode().split():
            name = self._journal(int(number.lstrip(_PART)))
            yield _journal(
                name.removesuffix(_IN_USE),
                in_use=name.endswith(_IN_USE),
                whole=not number.startswith(_PART),
            )

    def _journal(self, number: int) -> str:
        """Returns the line of a journal. Raises `IndexError` where the table has fewer."""
        if not self._journals_before:
            self._count_journals()
        block = max(bisect_left(self._journals_before, number) - 1, 0)
        start = self._journals + block * _JOURNAL_BLOCK
        end = min(self._end(start + _JOURNAL_BLOCK), self._keys - 1)
        return self._text[start:end].split(b"\n")[number - self._journals_before[block]].decode()

    def _count_journals(self) -> None:
        starts = range(self._journals, self._keys, _JOURNAL_BLOCK)
        ends = (min(start + _JOURNAL_BLOCK, self._keys) for start in starts)
        counts = (
            self._text[start:end].count(b"\n") for start, end in zip(starts, ends, strict=True)
        )
        self._journals_before = list(accumulate(counts, initial=0))[:-1]


# --- keys -----------------------------------------------------------------------------------------


def journal_key(form: JournalForm) -> str:
    """Returns the key of one form of a name."""
    return " ".join(form.core)


def whole_key(name: str) -> str:
    """Returns the key of a name with all its words."""
    return journal_key(form_of(folded(name).split()))


def _keys(name: str) -> Iterator[tuple[str, bool]]:
    """Yields the keys of a name, and whether each is that of the whole name."""
    whole = whole_key(name)
    yield whole, True
    for form in name_forms(name):
        if (key := journal_key(form)) != whole:
            yield key, False


# --- making and reading ---------------------------------------------------------------------------


def table_bytes(
    journals: Iterable[tuple[Journal, Iterable[str]]], notes: Mapping[str, str]
) -> bytes:
    """Returns the file of a table: of journals with their other names, and notes on where they come
    from.

    The same journals and notes give the same bytes.
    """
    import gzip  # few runs make a table

    numbers: dict[str, int] = {}
    in_use: set[str] = set()
    keys: dict[str, dict[int, bool]] = {}
    for journal, others in journals:
        number = numbers.setdefault(journal.name, len(numbers))
        if journal.in_use:
            in_use.add(journal.name)
        for name in dict.fromkeys((journal.name, *others)):
            for key, whole in _keys(name):
                places = keys.setdefault(key, {})
                places[number] = places.get(number, False) or whole
    keys.pop("", None)
    lines = [_FORMAT, *(f"#{name}\t{value}" for name, value in notes.items())]
    lines += (f"{name}{_IN_USE if name in in_use else ''}" for name in numbers)
    lines.append("")
    lines += sorted((f"{key}\t{_numbered(places)}" for key, places in keys.items()), key=str.encode)
    return gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0)


def _numbered(places: Mapping[int, bool]) -> str:
    return " ".join(f"{'' if whole else _PART}{number}" for number, whole in sorted(places.items()))


def read_table(content: bytes | mmap) -> Table:
    """Returns the table of a file, compressed or not. Raises `TableError` where it is damaged or
    something else."""
    first = _FORMAT.encode() + b"\n"
    text = content if content[: len(first)] == first else _unpacked(content)
    end = text.find(b"\n\n")
    if text[: len(first)] != first or len(text) > _LARGEST or not -1 < end < len(text) - 2:
        raise TableError("it is not a table of journals")
    journals = len(first)
    notes = {}
    while text[journals : journals + 1] == b"#" and journals < end:
        line_end = text.find(b"\n", journals)
        name, tab, value = text[journals + 1 : line_end].decode(errors="replace").partition("\t")
        if tab:
            notes[name] = value
        journals = line_end + 1
    return Table(notes, text, journals, end + 1)


def _unpacked(content: bytes | mmap) -> bytes:
    """Returns no more than `_LARGEST` bytes and one of a compressed file. Raises `TableError`."""
    packed = zlib.decompressobj(_GZIP)
    try:
        text = packed.decompress(content, _LARGEST + 1)
    except zlib.error as error:
        raise TableError("it is damaged") from error
    if not packed.eof and len(text) <= _LARGEST:
        raise TableError("it is damaged")
    return text
