"""The entries of a .bib file with their places, whatever is wrong with them.

bibtexparser gives neither the place of an entry in the text nor the fields of one that is broken,
and leaves `jan # " 5"` as it is. Here nothing is refused: an unclosed brace ends its value where
the next field begins, an unclosed entry where the next one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from refcheck.formats.bibtex.writer import BibEntry
from refcheck.model.document import SuppressionComment

__all__ = ["Allowance", "ScannedEntry", "resolved", "scan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedEntry:
    """One entry and its place in the text; `whole` is false where something had to be repaired.

    `unfilled` are the fields whose macros stay as they are, because their text is far too long;
    `suppressions` the fields `refcheck`, which are comments, from the start of the text.
    """

    start: int
    end: int
    entry: BibEntry
    whole: bool = True
    unfilled: tuple[str, ...] = ()
    suppressions: tuple[SuppressionComment, ...] = ()


# No value is longer; macros of 50 characters each can be made to stand for gigabytes.
_LONGEST_VALUE: Final = 50_000
_MOST_ADDED: Final = 1_000_000  # characters, and as many as the file has: the names of its journals


class Allowance:
    """How much longer the macros and the parents of a file may still make its entries."""

    def __init__(self, text: str) -> None:
        self._left = _MOST_ADDED + len(text)

    def take(self, length: int) -> bool:
        """Returns whether so many characters more may be put in; then they count."""
        if length > self._left:
            return False
        self._left -= length
        return True


_BEGIN: Final = re.compile(r"@[ \t]{0,4}([A-Za-z]{2,30})\s{0,20}([{(])")
# One that begins a line ends any entry before it that was not closed.
_NEXT: Final = re.compile(r"^[ \t]{0,40}@[ \t]{0,4}[A-Za-z]{2,30}\s{0,20}[{(]", re.M)
_KEY: Final = re.compile(r"\s*([^,={}\"()\s][^,={}\"()\n]{0,250}?)?\s*(?:,|(?=[})]))")
_FIELD: Final = re.compile(r"[\s,]*([A-Za-z_][\w:.+/-]{0,60})\s{0,200}=\s*")
# Where a value that is not closed ends: before the next field on a line of its own.
_NEXT_FIELD: Final = re.compile(
    r",?[ \t]*\r?\n\s{0,200}[A-Za-z_][\w:.+/-]{0,60}\s{0,20}=\s{0,20}[{\"\w]"
)
_LATER_FIELD: Final = re.compile(r"[\n,][ \t]*(?=[A-Za-z_][\w:.+/-]{0,60}\s{0,20}=)")
_BRACE: Final = re.compile(r"[{}]")
_QUOTE_OR_BRACE: Final = re.compile(r"[{}\"]")
_BARE: Final = re.compile(r"[^\s,#{}\"()=]{1,300}")
_JOIN: Final = re.compile(r"\s*#\s*")
_SPACE: Final = re.compile(r"[\s,]*")
_NO_ENTRIES: Final = frozenset({"comment", "preamble"})
_SUPPRESSION: Final = "refcheck"  # the field that contains a comment on suppressed findings
_COMMENT: Final = 200  # characters; what comes later after a `%` was meant to be read
_MOST_UNCLOSED: Final = 3  # values in one entry; after that its braces tell nothing any more


def scan(text: str, allowance: Allowance | None = None) -> Iterator[ScannedEntry]:
    """Yields every entry of a .bib file in order, `@string` macros put in; none is left out.

    Of `@comment`, `@preamble` and `@string` none is given, nor what is on a line after a `%`.
    """
    macros = _Macros(allowance or Allowance(text))
    place = limit = 0
    while begin := _BEGIN.search(text, place):
        place = begin.end()
        before = text[max(0, begin.start() - _COMMENT) : begin.start()]
        if before.rpartition("\n")[2].lstrip()[:1] == "%":
            continue
        if limit <= begin.start():
            limit = _limit(text, begin.end())
        kind = begin[1].lower()
        scanner = _Scanner(text, begin, limit, macros)
        if kind == "string":
            for name, pieces in scanner.fields():
                macros.define(name, pieces)
        elif kind in _NO_ENTRIES:
            scanner.skip()
        else:
            found = scanner.entry(kind)
            if not found.whole:
                scanner = _Scanner(text, begin, limit, macros, repairing=True)
                found = scanner.entry(kind)
            yield found
        place = max(place, scanner.place)


def resolved(
    entry: BibEntry, known: Mapping[str, BibEntry], allowance: Allowance
) -> tuple[BibEntry, bool]:
    """Returns the entry with what it inherits by `crossref` and `xdata` from others (by key, lower
    case).

    A field of its own is never replaced. The title of a book or journal becomes the container of
    what is in it. And whether that is all: not where it would make the file's entries too long.
    """
    fields = dict(entry.fields)
    waiting = _parents(fields)
    for _ in range(_MOST_PARENTS):  # entries that inherit from each other in a circle
        if not waiting:
            break
        name, key = waiting.pop(0)
        parent = known.get(key.strip().lower())
        if parent is None or parent.key == entry.key:
            continue
        for field, value in parent.fields.items():
            if not allowance.take(len(field) + len(value)):
                return BibEntry(type=entry.type, key=entry.key, fields=fields), False
            if name == "crossref" and field in ("title", "subtitle"):
                field = _container(entry.type) + field.removeprefix("title")
            if field not in _NOT_INHERITED:
                fields.setdefault(field, value)
        waiting += _parents(parent.fields)
    return BibEntry(type=entry.type, key=entry.key, fields=fields), True


_MOST_PARENTS: Final = 8
_NOT_INHERITED: Final = frozenset(
    ("crossref", "xref", "xdata", "doi", "url", "urldate", "pmid", "eprint", "keywords", "abstract")
)


def _parents(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (name, key)
        for name in ("xdata", "crossref")
        for key in fields.get(name, "").split(",", _MOST_PARENTS)
        if key.strip()
    ]


def _container(kind: str) -> str:
    return "journaltitle" if kind == "article" else "booktitle"


def _limit(text: str, place: int) -> int:
    found = _NEXT.search(text, place)
    return found.start() if found else len(text)


def _closing(text: str, place: int, limit: int) -> int | None:
    """Returns the place after the brace that closes the one before `place`."""
    depth = 1
    for brace in _BRACE.finditer(text, place, limit):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None


class _Name(str):
    """A word without quotation marks or braces: a number, or the name of a macro."""

    __slots__ = ()


class _Macros:
    """The macros of a file, by name in lower case; None for one that stands for too long a text."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._values: dict[str, str | None] = {}

    def define(self, name: str, pieces: Sequence[str]) -> None:
        """Let a name stand for the pieces of a value from here on."""
        value = self.filled(pieces)
        fits = value is not None and len(value) <= _LONGEST_VALUE
        self._values[name.lower()] = value if fits else None

    def filled(self, pieces: Sequence[str]) -> str | None:
        """Returns the pieces of a value in one, macros put in; None where that would be too
        long."""
        filled: list[str] = []
        added = 0
        for piece in pieces:
            text = self._values.get(piece.lower(), piece) if isinstance(piece, _Name) else piece
            if text is None:
                return None
            if text is not piece:
                added += len(text)
            if added > _LONGEST_VALUE:
                return None
            filled.append(text)
        return "".join(filled) if self._allowance.take(added) else None


class _Scanner:
    """Reads one block, from after its opening brace to no further than the next block."""

    def __init__(
        self,
        text: str,
        begin: re.Match[str],
        limit: int,
        macros: _Macros,
        *,
        repairing: bool = False,
    ) -> None:
        self._text = text
        self._start = begin.start()
        self._closer = "}" if begin[2] == "{" else ")"
        self._macros = macros
        self._repairing = repairing
        self._unclosed = 0
        self._whole = True
        self._suppressions: list[SuppressionComment] = []
        self.place = begin.end()
        self.limit = limit

    def skip(self) -> None:
        """Leave the block out; all up to the next one where it is not closed."""
        self.place = _closing(self._text, self.place, self.limit) or self.limit

    def entry(self, kind: str) -> ScannedEntry:
        key = self._key()
        fields: dict[str, str] = {}
        unfilled: list[str] = []
        for name, pieces in self.fields():
            value = self._macros.filled(pieces)
            if value is None:
                unfilled.append(name.lower())
            fields.setdefault(name.lower(), " # ".join(pieces) if value is None else value)
        return ScannedEntry(
            start=self._start,
            end=self.place,
            entry=BibEntry(type=kind, key=key, fields=fields),
            whole=self._whole,
            unfilled=tuple(unfilled),
            suppressions=tuple(self._suppressions),
        )

    def _key(self) -> str:
        found = _KEY.match(self._text, self.place, self.limit)
        if found is None:  # "@article{title = {...}"
            self._whole = False
            return ""
        self.place = found.end()
        return found[1] or ""

    def fields(self) -> Iterator[tuple[str, list[str]]]:
        """Yields the fields of the block, values in pieces; `place` is after the block at the
        end."""
        while True:
            found = _FIELD.match(self._text, self.place, self.limit)
            if found is not None:
                self.place = found.end()
                pieces = self._pieces()
                if found[1].lower() != _SUPPRESSION:
                    yield found[1], pieces
                    continue
                place, text = found.start(1), " ".join(pieces).replace("{", "").replace("}", "")
                comment = SuppressionComment(start=place, end=self.place, text=text)
                self._suppressions.append(comment)
            elif not self._go_on():
                return

    def _go_on(self) -> bool:
        """Step over what is not a field; whether another field may follow."""
        space = _SPACE.match(self._text, self.place, self.limit)
        place = space.end() if space else self.place
        if self._text[place : place + 1] == self._closer and place < self.limit:
            self.place = place + 1
            return False
        self._whole = False
        later = _LATER_FIELD.search(self._text, place, self.limit)
        if later is not None:
            self.place = later.end()
            return True
        self.place = place + len(self._text[place : self.limit].rstrip())
        return False

    def _pieces(self) -> list[str]:
        pieces = [self._piece()]
        while (joint := _JOIN.match(self._text, self.place, self.limit)) is not None:
            self.place = joint.end()
            pieces.append(self._piece())
        return pieces

    def _piece(self) -> str:
        """Returns a piece of a value; a macro's as its name, a `_Name`."""
        opener = self._text[self.place : self.place + 1]
        if opener == "{":
            return self._enclosed(_closing(self._text, self.place + 1, self.limit))
        if opener == '"':
            return self._enclosed(self._quote_end())
        bare = _BARE.match(self._text, self.place, self.limit)
        if bare is None:
            return ""
        self.place = bare.end()
        return _Name(bare[0])

    def _quote_end(self) -> int | None:
        """Returns the place after the quotation mark that ends the value: one outside of all
        braces."""
        depth = 0
        for found in _QUOTE_OR_BRACE.finditer(self._text, self.place + 1, self.limit):
            if found[0] == '"' and depth <= 0:
                return found.end()
            depth += {"{": 1, "}": -1}.get(found[0], 0)
        return None

    def _enclosed(self, end: int | None) -> str:
        start = self.place + 1
        found = None
        if self._repairing or end is None:
            found = _NEXT_FIELD.search(self._text, start, end or self.limit)
        if end is not None and found is None:
            self.place = end
            return self._text[start : end - 1]
        self._whole = False
        self._unclosed += 1
        if found is not None and self._unclosed <= _MOST_UNCLOSED:
            self.place = found.start()
        else:
            self.place = start + len(self._text[start : self.limit].rstrip())
        return self._text[start : self.place].rstrip('}" \t\r\n,')
