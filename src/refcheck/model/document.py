"""A document as decoded text, and places in it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import overload

from refcheck.frozen import dataclass
from refcheck.model.record import BibliographicRecord

__all__ = [
    "DefectKind",
    "Document",
    "EntryDefect",
    "Heading",
    "Link",
    "MarkedReference",
    "Places",
    "Span",
    "SuppressionComment",
]

# A line ends at \n, \r\n or \r, as editors count. Form feeds and Unicode separators end no line.
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in the decoded text of a document.

    `start` is inclusive and `end` exclusive, both in code points; `line`, `column` and `page` count
    from 1. `page` is set in formats that have pages, `path` in those that have paths (XML, HTML,
    JSON). Where the text is joined from several files, `path` is "chapters/methods.tex:2": the
    `file`, named as the document names it, and the `file_line`.
    """

    start: int
    end: int
    line: int
    column: int
    page: int | None = None
    path: str | None = None
    file: str | None = None
    file_line: int | None = None


class DefectKind(StrEnum):
    """What is wrong with an entry of a bibliography file."""

    SYNTAX = "syntax"  # a program that reads the file stops, or skips a part
    TYPE = "type"
    MACRO = "macro"
    REPEATED_FIELD = "repeated-field"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDefect:
    """What is wrong with an entry, in a sentence, and where: from the start of the entry.

    `cited` is what is wrong by itself: a name, a mark. `span` is None until the document is known.
    """

    kind: DefectKind
    message: str
    start: int
    end: int
    cited: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressionComment:
    """A comment that begins with "refcheck:", as a reader finds it.

    `text` is what follows the colon. `start` and `end` are its place in the text of the document,
    which is blank there, or leaves it out; in a `MarkedReference`, its place from the start of
    that.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReference:
    """A reference that the format itself marks: JATS `<ref>`, a BibTeX entry, `\\bibitem`.

    `start` and `end` are its place in the decoded text, without `label`. `id` is what citations
    point to (an XML id, a citation key). `record` contains the fields where the format gives them;
    None where only the text is marked, and has to be parsed. `plain` is the text of the place
    without the marks of the format, where it has some (LaTeX); `printed` is the entry as a
    style would print it, where the place contains fields (BibTeX, RIS). `key` is a citation key
    (BibTeX, CSL-JSON, `\\bibitem`) and `source_id` what a database calls the work (RIS, EndNote),
    both as the file has them. `link_text` is further text and link targets whose identifiers count
    ("https://doi.org/10.1000/1"). `faults` are sentences
    on what of it could not be read, `defects` what is wrong with the entry as it is written;
    `suppressions` are the comments on it.
    """

    start: int
    end: int
    id: str | None = None
    label: str | None = None
    list_number: int = 1
    record: BibliographicRecord | None = None
    plain: str | None = None
    printed: str | None = None
    key: str | None = None
    source_id: str | None = None
    link_text: str = ""
    faults: tuple[str, ...] = ()
    suppressions: tuple[SuppressionComment, ...] = ()
    defects: tuple[EntryDefect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place that the format ties to others (`<xref rid>`, `<a href="#ref5">`, `[@key]`).

    `targets` are ids: of a `MarkedReference`, or of an anchor of the document; or web addresses
    ("https://doi.org/10.1000/1"), where a link leads out of it.
    """

    start: int
    end: int
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading in a document, as it is printed, and its place."""

    text: str
    span: Span


class Places(Sequence[tuple[int, str]]):
    """From which offset on which path holds: pairs, in the order of the offsets.

    They are packed, as a page may have a paragraph for every ten characters: a pair takes its path
    and 12 bytes.
    """

    __slots__ = ("_ends", "_paths", "_starts")

    def __init__(self, pairs: Iterable[tuple[int, str]] = ()) -> None:
        self._starts = array("I")
        self._paths = bytearray()
        self._ends = array("Q")  # of the paths
        for start, path in pairs:
            self.add(start, path)

    def add(self, start: int, path: str) -> None:
        """From `start` on, which is no less than that of the last one, `path` holds."""
        self._starts.append(start)
        self._paths += path.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._paths))

    def path_at(self, offset: int) -> str | None:
        """Returns the path that holds at an offset; None before the first."""
        found = self.before(offset)
        return found[1] if found else None

    def before(self, offset: int) -> tuple[int, str] | None:
        """Returns the last pair that does not begin after an offset; None before the first."""
        index = bisect_right(self._starts, offset)
        return self[index - 1] if index else None

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> tuple[int, str]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[int, str], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, str] | tuple[tuple[int, str], ...]:
        if isinstance(index, slice):
            return tuple(self[one] for one in range(*index.indices(len(self))))
        place = range(len(self))[index]
        return self._starts[place], self._path(place)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Places):
            return NotImplemented
        return [*self] == [*other]

    def __hash__(self) -> int:
        return hash((*self._starts, bytes(self._paths)))

    def _path(self, place: int) -> str:
        begin = self._ends[place - 1] if place else 0
        return self._paths[begin : self._ends[place]].decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The decoded text of one input. `path` is the input as it was given (`-`: standard input).

    What a format knows beyond its text, offsets in code points of `text`, all in order:
    `page_starts` where each page begins (empty: no pages); `places` from where on which `path` of
    the format applies ("/article/back/ref-list/ref[3]"); `references` the references that the
    format marks (None: it marks none, they have to be found in the text); `links` with their
    `anchors` (offset, id); `superscripts` (start, end). `is_list` is true of a file that is a list
    of works and nothing else (RIS, BibTeX). `may_have_page_headers` is false where the
    text has no page numbers, headers and footers (its reader left them out). `suppressions` are the
    comments that no marked reference has: the text is blank where they are. `is_joined` is true
    where the text has parts of other files: their `places` are the file and its line at which the
    part begins ("refs.bib:12"). `has_others` is true where what was read depends on other files, be
    they there or not. `kept_lines` are the offsets at which lines begin, where the text is gone.
    """

    path: str
    text: str
    page_starts: tuple[int, ...] = ()
    places: Places = field(default_factory=Places)
    references: tuple[MarkedReference, ...] | None = None
    links: tuple[Link, ...] = ()
    anchors: tuple[tuple[int, str], ...] = ()
    superscripts: tuple[tuple[int, int], ...] = ()
    is_list: bool = False
    may_have_page_headers: bool = True
    suppressions: tuple[SuppressionComment, ...] = ()
    is_joined: bool = False
    has_others: bool = False
    kept_lines: Sequence[int] = field(default=(), compare=False, repr=False)
    _line_starts: array[int] = field(
        default_factory=lambda: array("I"), init=False, repr=False, compare=False
    )

    def span(self, start: int, end: int) -> Span:
        """Returns the place from offset `start` (inclusive) to `end` (exclusive)."""
        starts = self._lines()
        line = bisect_right(starts, start)
        page = bisect_right(self.page_starts, start) or None
        file, file_line = self._in_file(start, line) if self.is_joined else (None, None)
        return Span(
            start=start,
            end=end,
            line=line,
            column=start - starts[line - 1] + 1,
            page=page,
            path=self.places.path_at(start) if file is None else f"{file}:{file_line}",
            file=file,
            file_line=file_line,
        )

    def _in_file(self, start: int, line: int) -> tuple[str | None, int | None]:
        """Returns the file that a part of a joined text is from, and the line in it."""
        found = self.places.before(start)
        if found is None:
            return None, None
        begin, place = found
        file, _, first = place.rpartition(":")
        return file, int(first) + line - bisect_right(self._lines(), begin)

    def without_text(self) -> Document:
        """Returns the layout of the document: `span` works as before, with little memory."""
        return replace(
            self,
            text="",
            references=None,
            links=(),
            anchors=(),
            superscripts=(),
            suppressions=(),
            kept_lines=self._lines(),
        )

    def _lines(self) -> Sequence[int]:
        if self.kept_lines:
            return self.kept_lines
        if not self._line_starts:
            self._line_starts.append(0)
            self._line_starts.extend(end.end() for end in _LINE_END.finditer(self.text))
        return self._line_starts
