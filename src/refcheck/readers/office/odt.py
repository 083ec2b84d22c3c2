"""OpenDocument text: .odt, as it is printed, with what reference managers keep in it.

Paragraphs, lists, notes and places are as in Word's documents (`docx`): a paragraph is a line,
numbers of lists stand before their items, endnotes and then footnotes follow the text, a place is
"paragraph 118", "footnote 3" or "endnote 3". Pages are those of the last time that the program
laid the text out, where it says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from refcheck.errors import InputError
from refcheck.formats.csl import from_csl
from refcheck.formats.normalise import normalise
from refcheck.model.document import Document
from refcheck.model.record import BibliographicRecord
from refcheck.readers.archives import Archive, open_archive
from refcheck.readers.office.citation_fields import Cited, Printed, document_text
from refcheck.readers.office.odt_styles import Lists, Styles
from refcheck.readers.office.paragraphs import Paragraph
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import attribute, child, number_of
from refcheck.safe_xml import Element, local_name

__all__ = ["read_odt"]

_SKIPPED: Final = frozenset(
    {
        *("tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms", "scripts"),
        *("variable-decls", "user-field-decls", "note-citation", "hidden-text", "desc", "title"),
        *("ruby-text", "index-title-template", "bibliography-source", "table-of-content-source"),
        *("automatic-styles", "font-face-decls", "hidden-paragraph", "script", "event-listeners"),
    }
)
_SPACE: Final = re.compile(r"\s+")
_MOST_SPACES: Final = 200
_ITEMS: Final = re.compile(r"(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*\{")
_LIST: Final = re.compile(r"(?:ADDIN\s+)?(?:ZOTERO_BIBL|Mendeley[ _]Bibliography|CSL_BIBLIOGRAPHY)")
_BOOKMARK: Final = re.compile(r"(ZOTERO_BREF_\w{1,60}?)_(\d{1,4})")
_NO_TEXT: Final = "is an OpenDocument file, but no text (a table, a presentation or a drawing)"
# Kinds of works of OpenDocument's own list, and what its fields are called in CSL.
_TYPES: Final = {
    "article": "article-journal",
    "journal": "article-journal",
    "book": "book",
    "booklet": "book",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "proceedings": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "manual": "report",
    "www": "webpage",
}
_FIELDS: Final = {
    "title": "title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "address": "publisher-place",
    "url": "URL",
    "isbn": "ISBN",
}
_YEAR: Final = re.compile(r"[12]\d{3}")


def read_odt(path: str, content: bytes) -> Document:
    """Read an OpenDocument text. Raises `InputError`: damaged, too large, encrypted, no text."""
    archive = open_archive(path, content)
    root = parse_xml(path, _content(path, archive))
    body = next(root.iter("{*}body"), None)
    text = child(body, "text")
    if text is None:
        raise InputError(path, _NO_TEXT)
    roots = [root]
    if "styles.xml" in archive.names:
        roots.insert(0, parse_xml(path, archive.read("styles.xml")))
    walk = _Walk(Styles(roots), Lists(roots), _codes(path, archive))
    walk.read(text)
    walk.read_notes()
    lists = [Printed(walk.paragraphs[first:last]) for first, last in walk.lists]
    return document_text(walk.paragraphs, walk.cited, lists).document(path)


def _content(path: str, archive: Archive) -> bytes:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.read(manifest):
        raise InputError(path, "is protected by a password")
    return archive.read("content.xml")


def _codes(path: str, archive: Archive) -> dict[str, str]:
    """The citations that Zotero keeps in properties of the document, by their bookmarks."""
    if "meta.xml" not in archive.names:
        return {}
    try:
        root = parse_xml(path, archive.read("meta.xml"))
    except InputError:
        return {}
    pieces: dict[str, list[tuple[int, str]]] = {}
    for one in root.iter("{*}user-defined"):
        found = _BOOKMARK.fullmatch(attribute(one, "name") or "")
        if found:
            pieces.setdefault(found[1], []).append((int(found[2]), one.text or ""))
    return {name: "".join(text for _, text in sorted(of)) for name, of in pieces.items()}


@dataclass(slots=True)
class _Cell:
    column: int = -1
    first: bool = False


class _Walk:
    """Walks the text from its first element to its last."""

    def __init__(self, styles: Styles, lists: Lists, codes: Mapping[str, str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.cited = Cited()
        self.lists: list[tuple[int, int]] = []
        self._styles = styles
        self._numbers = lists
        self._codes = codes
        self._counted = 0
        self._prefix = ""
        self._open: list[Paragraph] = []
        self._raised: list[bool] = []
        self._cells: list[_Cell] = []
        self._item: Element | None = None  # an item whose first paragraph has not come yet
        self._links: list[tuple[Paragraph | None, int, tuple[str, ...]]] = []
        self._starts: dict[str, tuple[int, int]] = {}  # of reference marks and coded bookmarks
        self._sections: list[tuple[bool, int]] = []
        self._notes: dict[str, list[Element]] = {"endnote": [], "footnote": []}
        self._names: list[str] = []

    def read(self, root: Element) -> None:
        """Read an element and all within it."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local_name(element).replace("-", "_")
            if event == "start":
                if self._is_skipped(element, name):
                    walker.skip_subtree()
                    continue
                starter = getattr(self, f"_start_{name}", None)
                if starter is not None:
                    starter(element)
                if name == "note":
                    walker.skip_subtree()
                elif element.text:
                    self._write(element.text)
            else:
                if not self._is_skipped(element, name):
                    ender = getattr(self, f"_end_{name}", None)
                    if ender is not None:
                        ender(element)
                if element.tail and element is not root:
                    self._write(element.tail)

    def read_notes(self) -> None:
        """Read the notes behind the text, endnotes first."""
        for kind, notes in self._notes.items():
            for number, note in enumerate(notes, 1):
                body = child(note, "note-body")
                if body is None:
                    continue
                self._prefix = f"{kind} {number}"
                first = len(self.paragraphs)
                self.read(body)
                for paragraph in self.paragraphs[first:]:
                    paragraph.item = True
                if first < len(self.paragraphs):
                    paragraph = self.paragraphs[first]
                    paragraph.label = f"{number}. {paragraph.label}"
                    paragraph.anchors.append((0, f"{kind}-{number}"))

    def _is_skipped(self, element: Element, name: str) -> bool:
        if not name or name.replace("_", "-") in _SKIPPED:
            return True
        if name in {"p", "h", "span"}:
            style = attribute(element, "style-name")
            return style is not None and self._styles.of(style)[1] is True
        if name == "section":
            return attribute(element, "display") == "none"
        return False

    def _write(self, text: str) -> None:
        if self._open:
            raised = any(self._raised)
            self._open[-1].add(_SPACE.sub(" ", text), superscript=raised)

    # --- paragraphs ---------------------------------------------------------------------------

    def _start_p(self, element: Element) -> None:
        self._counted += not self._prefix
        paragraph = Paragraph(place=self._prefix or f"paragraph {self._counted}")
        style = attribute(element, "style-name") or ""
        if self._cells:
            paragraph.cell = self._cells[-1].first and self._cells[-1].column > 0
            paragraph.item = True
            self._cells[-1].first = False
        if self._numbers.depth:
            paragraph.item = True
            if self._item is not None:
                label = self._numbers.label(self._item, self._styles.list_styles.get(style, ""))
                paragraph.label = label if _has_words(element) else ""
                self._item = None
        paragraph.anchors += ((0, name) for name in self._names)
        self._names.clear()
        self.paragraphs.append(paragraph)
        self._open.append(paragraph)
        self._raised.append(self._styles.of(style)[0] is True)

    def _end_p(self, _element: Element) -> None:
        if self._open:
            self._open.pop()
            self._raised.pop()

    _start_h, _end_h = _start_p, _end_p

    def _start_span(self, element: Element) -> None:
        style = attribute(element, "style-name") or ""
        self._raised.append(self._styles.of(style)[0] is True)

    def _end_span(self, _element: Element) -> None:
        self._raised.pop()

    def _start_s(self, element: Element) -> None:
        if self._open:
            count = number_of(element, "c") or 1
            self._open[-1].add(" " * max(1, min(count, _MOST_SPACES)))

    def _start_tab(self, _element: Element) -> None:
        if self._open:
            self._open[-1].add("\t")

    def _start_line_break(self, _element: Element) -> None:
        if self._open:
            self._open[-1].line_break()

    def _start_soft_page_break(self, _element: Element) -> None:
        if self._prefix:
            return
        if self._open:
            self._open[-1].pages.append(self._open[-1].length)
        elif self.paragraphs:
            self.paragraphs[-1].pages.append(self.paragraphs[-1].length)

    # --- lists and tables ---------------------------------------------------------------------

    def _start_list(self, element: Element) -> None:
        self._numbers.begin(element)

    def _end_list(self, _element: Element) -> None:
        self._numbers.end()

    def _start_list_item(self, element: Element) -> None:
        self._item = element

    def _end_list_item(self, _element: Element) -> None:
        self._item = None

    def _start_list_header(self, _element: Element) -> None:
        self._item = None

    def _start_table_row(self, _element: Element) -> None:
        self._cells.append(_Cell())

    def _end_table_row(self, _element: Element) -> None:
        self._cells.pop()

    def _start_table_cell(self, _element: Element) -> None:
        if self._cells:
            self._cells[-1].column += 1
            self._cells[-1].first = True

    # --- notes, links, bookmarks --------------------------------------------------------------

    def _start_note(self, element: Element) -> None:
        if not self._open:
            return
        kind = "endnote" if attribute(element, "note-class") == "endnote" else "footnote"
        citation = child(element, "note-citation")
        own = attribute(citation, "label") if citation is not None else None
        notes = self._notes[kind]
        notes.append(element)
        paragraph = self._open[-1]
        start = paragraph.length
        paragraph.add(own or str(len(notes)), superscript=True)
        paragraph.link(start, (f"{kind}-{len(notes)}",))

    def _start_a(self, element: Element) -> None:
        target = attribute(element, "href") or ""
        targets: tuple[str, ...] = ()
        if target.startswith("#"):
            targets = (target[1:].partition("|")[0],)
        elif "://" in target:
            targets = (target,)
        paragraph = self._open[-1] if self._open else None
        self._links.append((paragraph, paragraph.length if paragraph else 0, targets))

    def _end_a(self, _element: Element) -> None:
        paragraph, start, targets = self._links.pop()
        if paragraph is not None:
            paragraph.link(start, targets)

    def _start_bookmark_ref(self, element: Element) -> None:
        target = attribute(element, "ref-name")
        paragraph = self._open[-1] if self._open else None
        self._links.append(
            (paragraph, paragraph.length if paragraph else 0, (target,) if target else ())
        )

    _end_bookmark_ref = _end_a
    _start_reference_ref, _end_reference_ref = _start_bookmark_ref, _end_a
    _start_note_ref, _end_note_ref = _start_bookmark_ref, _end_a

    def _start_bookmark_start(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        if name in self._codes:
            self._starts[name] = self._here()
        elif not name:
            return
        elif self._open:
            self._open[-1].anchors.append((self._open[-1].length, name))
        else:
            self._names.append(name)

    _start_bookmark = _start_bookmark_start

    def _start_bookmark_end(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        if name in self._starts and name in self._codes:
            self._cite(self._codes[name], self._starts.pop(name))

    def _start_reference_mark_start(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        self._starts[name] = self._here()
        if not _ITEMS.match(name) and self._open:
            self._open[-1].anchors.append((self._open[-1].length, name))

    def _start_reference_mark_end(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        if name in self._starts:
            self._cite(name, self._starts.pop(name))

    def _here(self) -> tuple[int, int]:
        return len(self.paragraphs) - 1, self._open[-1].length if self._open else 0

    # --- reference managers -------------------------------------------------------------------

    def _cite(self, code: str, start: tuple[int, int]) -> None:
        number, offset = start
        if _LIST.match(code):
            self.lists.append((max(number, 0), len(self.paragraphs)))
        elif _ITEMS.match(code) and 0 <= number < len(self.paragraphs):
            self.paragraphs[number].link(offset, self.cited.csl(code))

    def _start_section(self, element: Element) -> None:
        is_list = bool(_LIST.match(attribute(element, "name") or ""))
        self._sections.append((is_list, len(self.paragraphs)))

    def _end_section(self, _element: Element) -> None:
        is_list, first = self._sections.pop()
        if is_list and first < len(self.paragraphs):
            self.lists.append((first, len(self.paragraphs)))

    def _start_bibliography(self, _element: Element) -> None:
        self._sections.append((True, len(self.paragraphs)))

    _end_bibliography = _end_section

    def _start_bibliography_mark(self, element: Element) -> None:
        name = self.cited.add(f"source:{attribute(element, 'identifier') or ''}", _record(element))
        paragraph = self._open[-1] if self._open else None
        self._links.append((paragraph, paragraph.length if paragraph else 0, (name,)))

    _end_bibliography_mark = _end_a


def _record(mark: Element) -> BibliographicRecord:
    """The work in a mark of OpenDocument's own bibliography."""
    item: dict[str, object] = {
        "type": _TYPES.get((attribute(mark, "bibliography-type") or "").lower(), "document")
    }
    for name, member in _FIELDS.items():
        value = attribute(mark, name)
        if value:
            item[member] = value
    container = attribute(mark, "journal") or attribute(mark, "booktitle")
    if container:
        item["container-title"] = container
    publisher = item.get("publisher") or attribute(mark, "institution") or attribute(mark, "school")
    if publisher:
        item["publisher"] = publisher
    year = _YEAR.search(attribute(mark, "year") or "")
    if year:
        item["issued"] = {"date-parts": [[int(year.group())]]}
    item["author"] = [_name(name) for name in _names(attribute(mark, "author") or "")]
    return normalise(from_csl(item)).record


def _names(authors: str) -> list[str]:
    """The names in a field that people fill as they like: "Smith, J.; Jones, K.", "A and B"."""
    parts = re.split(r"\s*;\s*|\s+and\s+|\s+&\s+", authors.strip())
    return [part for part in parts if part]


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"family": family}


def _has_words(element: Element) -> bool:
    return any((piece or "").strip() for piece in element.itertext())
