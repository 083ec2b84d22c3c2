"""TEI, as GROBID writes it and as editions do: text, bibliography and the links between them.

Each `biblStruct` of a list is a reference with its fields; where GROBID kept the printed string, it
is the reference's text. A `bibl` has text alone, which has to be read.
"""

from __future__ import annotations

from typing import Final

from refcheck.formats.normalise import normalise
from refcheck.formats.reference_string import reference_string
from refcheck.formats.tei import from_tei, person_of
from refcheck.model.document import Document, MarkedReference
from refcheck.model.record import BibliographicRecord, Contributor, GroupName, PersonName
from refcheck.readers.jats_tei.tree_walk import TreeWalk
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import text_of
from refcheck.safe_xml import Element, local_name
from refcheck.text.folding import squeeze

__all__ = ["read_tei"]

_LEFT_OUT: Final = frozenset(
    (
        *("encodingDesc", "revisionDesc", "publicationStmt", "sourceDesc"),
        *("graphic", "facsimile", "standOff", "idno", "affiliation", "fw", "pb", "editionStmt"),
        *("langUsage", "textClass", "extent", "respStmt", "funder"),
    )
)
_PARAGRAPHS: Final = frozenset(
    ("head", "div", "figure", "abstract", "listBibl", "titleStmt", "title", "back", "body", "front")
)
_LINES: Final = frozenset(
    (
        "p",
        "note",
        "item",
        "row",
        "list",
        "figDesc",
        "lb",
        "l",
        "quote",
        "formula",
        "label",
        "byline",
    )
)
_PLACED: Final = _PARAGRAPHS | {"p", "note", "item", "row", "figDesc"}
_WORKS: Final = frozenset(("biblStruct", "bibl", "biblFull"))
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


def read_tei(path: str, content: bytes) -> Document:
    """Read a TEI file.

    Raises `InputError` where it is not complete XML.
    """
    walk = _Walk(parse_xml(path, content))
    walk.run()
    return walk.builder.document(path)


class _Walk(TreeWalk):
    """The text of a TEI document in order."""

    paragraphs = _PARAGRAPHS
    lines = _LINES
    cells = frozenset(("cell",))
    placed = _PLACED

    def __init__(self, root: Element) -> None:
        super().__init__(root, ("TEI",))
        self._lists = 0

    def start(self, name: str, element: Element) -> bool:
        builder = self.builder
        if name in _LEFT_OUT or not name:
            return False
        self.break_before(name)
        if name in _WORKS and self._in_list():
            self._reference(element)
            return False
        if name == "author":  # of the document itself
            builder.line()
            builder.words(_written(person_of(element)))
            return False
        if name == "head" and (number := element.get("n")):
            builder.words(f"{number} ")
        elif name == "listBibl":
            self._list(element)
        elif name in ("ref", "hi"):
            self.open.append(builder.next_start)
        builder.words(element.text)
        return True

    def end(self, name: str, element: Element) -> None:
        if name == "ref":
            self._link(element, self.open.pop())
        elif name == "hi":
            start = self.open.pop()
            if "sup" in (element.get("rend") or ""):
                self.builder.superscript(start)
        elif name in _PARAGRAPHS:
            self.builder.paragraph()
        elif name in _LINES:
            self.builder.line()

    def _link(self, element: Element, start: int) -> None:
        """A pointer to entries; to figures, tables and notes it is none."""
        targets = tuple(
            self.scope + each[1:]
            for each in (element.get("target") or "").split()
            if each.startswith("#")
        )
        if element.get("type") in ("bibr", "bibl", "biblio", None):
            self.builder.link(start, targets)

    def _in_list(self) -> bool:
        return any(local_name(frame.element) == "listBibl" for frame in self.frames[-4:-1])

    def _list(self, element: Element) -> None:
        if any(local_name(child) in _WORKS for child in element):
            self._lists += 1
        if element.find("{*}head") is None:
            self.builder.words("References")
            self.builder.paragraph()

    def _reference(self, element: Element) -> None:
        builder = self.builder
        builder.line()
        builder.place(self.path)
        text, record = _read(element)
        start = builder.next_start if text else builder.length  # an empty entry is one still
        builder.words(text)
        builder.references.append(
            MarkedReference(
                start=start,
                end=start + len(text),
                id=self.scope + name if (name := element.get(_ID)) else None,
                list_number=max(self._lists, 1),
                record=record,
            )
        )
        builder.line()


def _read(element: Element) -> tuple[str, BibliographicRecord | None]:
    """Returns the text of an entry, and its fields where they are enough."""
    if local_name(element) != "biblStruct":
        return squeeze(text_of(element)), None
    raw = next(
        (
            squeeze(text_of(note))
            for note in element.iter("{*}note")
            if note.get("type") == "raw_reference"
        ),
        "",
    )
    notes = " ".join(squeeze(text_of(note)) for note in element.iter("{*}note"))
    normal = normalise(from_tei(element), notes)
    record = normal.record
    if raw:
        enough = record.title and (record.authors or record.editors) and record.dates
        return raw, record if enough else None
    if not (record.title or record.authors or record.container_title or record.doi or record.url):
        return squeeze(text_of(element)), None
    return reference_string(record, normal.malformed), record


def _written(person: Contributor | None) -> str:
    match person:
        case PersonName():
            return " ".join(part for part in (person.given, person.full_family) if part)
        case GroupName():
            return person.name
        case None:
            return ""
