"""OpenDocument text: .odt, as it is printed, with what reference managers keep in it.

Paragraphs, lists, notes and places are as in Word's documents (`docx`): a paragraph is a line,
numbers of lists come before their items, endnotes and then footnotes follow the text, a place is
"paragraph 118", "footnote 3" or "endnote 3". Pages are those of the last time that the program
laid the text out, where it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from refcheck.errors import InputError
from refcheck.formats.normalise import normalise
from refcheck.formats.office.opendocument import from_bibliography_mark
from refcheck.model.document import Document
from refcheck.readers.archives import Archive, open_archive
from refcheck.readers.office.citation_fields import Cited, document_text
from refcheck.readers.office.odt_styles import OdtLists, OdtStyles
from refcheck.readers.office.paragraphs import Paragraph
from refcheck.readers.office.printed_lists import PrintedList
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import attribute, child, number_of, walk
from refcheck.safe_xml import Element

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
_BOOKMARK: Final = re.compile(r"((?:ZOTERO_BREF|Mendeley_Bookmark)_\w{1,60}?)_(\d{1,4})")
_NO_TEXT: Final = "is an OpenDocument file, but not a text (a table, a presentation or a drawing)"


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
    reader = _TextReader(OdtStyles(roots), OdtLists(roots), _codes(path, archive))
    reader.read(text)
    reader.read_notes()
    lists = [PrintedList(reader.paragraphs[first:last]) for first, last in reader.lists]
    return document_text(reader.paragraphs, reader.cited, lists).document(path)


def _content(path: str, archive: Archive) -> bytes:
    manifest = "META-INF/manifest.xml"
    if manifest in archive.names and b"encryption-data" in archive.read(manifest):
        raise InputError(path, "is protected by a password")
    return archive.read("content.xml")


def _codes(path: str, archive: Archive) -> dict[str, str]:
    """Returns the citations that Zotero and Mendeley keep in properties of the document, by
    bookmark."""
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


class _TextReader:
    """Walks the text from its first element to its last."""

    def __init__(self, styles: OdtStyles, lists: OdtLists, codes: Mapping[str, str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.cited = Cited()
        self.lists: list[tuple[int, int]] = []
        self._styles = styles
        self._numbers = lists
        self._codes = codes
        self._counted = 0
        self._prefix = ""
        self._open: list[Paragraph] = []
        self._superscript: list[bool] = []
        self._cells: list[_Cell] = []
        self._item: Element | None = None  # an item whose first paragraph has not come yet
        self._links: list[tuple[Paragraph | None, int, tuple[str, ...]]] = []
        self._starts: dict[str, tuple[int, int]] = {}  # of reference marks and coded bookmarks
        self._sections: list[tuple[bool, int]] = []
        self._notes: dict[str, list[Element]] = {"endnote": [], "footnote": []}
        self._names: list[str] = []
        self._root: Element | None = None  # of what is being read

    def read(self, root: Element) -> None:
        """Read an element and all within it."""
        self._root = root
        walk(root, self._start, self._end)

    def _start(self, name: str, element: Element) -> bool:
        if self._is_skipped(element, name):
            return False
        start = self._STARTS.get(name)
        if start is not None:
            start(self, element)
        if name == "note":
            return False
        if element.text:
            self._write(element.text)
        return True

    def _end(self, name: str, element: Element) -> None:
        end = self._ENDS.get(name)
        if end is not None and not self._is_skipped(element, name):
            end(self, element)
        if element.tail and element is not self._root:
            self._write(element.tail)

    def read_notes(self) -> None:
        """Read the notes after the text, endnotes first."""
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
        if not name or name in _SKIPPED:
            return True
        if name in {"p", "h", "span"}:
            style = attribute(element, "style-name")
            return style is not None and self._styles.of(style)[1] is True
        if name == "section":
            return attribute(element, "display") == "none"
        return False

    def _write(self, text: str) -> None:
        if self._open:
            superscript = any(self._superscript)
            self._open[-1].add(_SPACE.sub(" ", text), superscript=superscript)

    # --- paragraphs ---------------------------------------------------------------------------

    def _begin_paragraph(self, element: Element) -> None:
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
        self._superscript.append(self._styles.of(style)[0] is True)

    def _end_paragraph(self, _element: Element) -> None:
        if self._open:
            self._open.pop()
            self._superscript.pop()

    def _begin_span(self, element: Element) -> None:
        style = attribute(element, "style-name") or ""
        self._superscript.append(self._styles.of(style)[0] is True)

    def _end_span(self, _element: Element) -> None:
        self._superscript.pop()

    def _begin_spaces(self, element: Element) -> None:
        if self._open:
            count = number_of(element, "c") or 1
            self._open[-1].add(" " * max(1, min(count, _MOST_SPACES)))

    def _begin_tab(self, _element: Element) -> None:
        if self._open:
            self._open[-1].add("\t")

    def _begin_line_break(self, _element: Element) -> None:
        if self._open:
            self._open[-1].line_break()

    def _begin_soft_page_break(self, _element: Element) -> None:
        if self._prefix:
            return
        if self._open:
            self._open[-1].pages.append(self._open[-1].length)
        elif self.paragraphs:
            self.paragraphs[-1].pages.append(self.paragraphs[-1].length)

    # --- lists and tables ---------------------------------------------------------------------

    def _begin_list(self, element: Element) -> None:
        self._numbers.begin(element)

    def _end_list(self, _element: Element) -> None:
        self._numbers.end()

    def _begin_list_item(self, element: Element) -> None:
        self._item = element

    def _end_list_item(self, _element: Element) -> None:
        self._item = None

    def _begin_list_header(self, _element: Element) -> None:
        self._item = None

    def _begin_table_row(self, _element: Element) -> None:
        self._cells.append(_Cell())

    def _end_table_row(self, _element: Element) -> None:
        self._cells.pop()

    def _begin_table_cell(self, _element: Element) -> None:
        if self._cells:
            self._cells[-1].column += 1
            self._cells[-1].first = True

    # --- notes, links, bookmarks --------------------------------------------------------------

    def _begin_note(self, element: Element) -> None:
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

    def _begin_link(self, element: Element) -> None:
        target = attribute(element, "href") or ""
        targets: tuple[str, ...] = ()
        if target.startswith("#"):
            targets = (target[1:].partition("|")[0],)
        elif "://" in target:
            targets = (target,)
        paragraph = self._open[-1] if self._open else None
        self._links.append((paragraph, paragraph.length if paragraph else 0, targets))

    def _end_link(self, _element: Element) -> None:
        paragraph, start, targets = self._links.pop()
        if paragraph is not None:
            paragraph.link(start, targets)

    def _begin_cross_reference(self, element: Element) -> None:
        target = attribute(element, "ref-name")
        paragraph = self._open[-1] if self._open else None
        self._links.append(
            (paragraph, paragraph.length if paragraph else 0, (target,) if target else ())
        )

    def _begin_bookmark(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        if name in self._codes:
            self._starts[name] = self._here()
        elif not name:
            return
        elif self._open:
            self._open[-1].anchors.append((self._open[-1].length, name))
        else:
            self._names.append(name)

    def _begin_bookmark_end(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        if name in self._starts and name in self._codes:
            self._cite(self._codes[name], self._starts.pop(name))

    def _begin_reference_mark(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        self._starts[name] = self._here()
        if not _ITEMS.match(name) and self._open:
            self._open[-1].anchors.append((self._open[-1].length, name))

    def _begin_reference_mark_end(self, element: Element) -> None:
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

    def _begin_section(self, element: Element) -> None:
        is_list = bool(_LIST.match(attribute(element, "name") or ""))
        self._sections.append((is_list, len(self.paragraphs)))

    def _end_section(self, _element: Element) -> None:
        is_list, first = self._sections.pop()
        if is_list and first < len(self.paragraphs):
            self.lists.append((first, len(self.paragraphs)))

    def _begin_bibliography(self, _element: Element) -> None:
        self._sections.append((True, len(self.paragraphs)))

    def _begin_bibliography_mark(self, element: Element) -> None:
        fields = {str(key).rpartition("}")[2]: str(value) for key, value in element.items()}
        record = normalise(from_bibliography_mark(fields)).record
        name = self.cited.add(f"source:{fields.get('identifier', '')}", record)
        paragraph = self._open[-1] if self._open else None
        self._links.append((paragraph, paragraph.length if paragraph else 0, (name,)))

    # What is done at the beginning of an element and at its end, by its name in OpenDocument.
    _STARTS: ClassVar[Mapping[str, Callable[[_TextReader, Element], None]]] = {
        "p": _begin_paragraph,
        "span": _begin_span,
        "s": _begin_spaces,
        "tab": _begin_tab,
        "line-break": _begin_line_break,
        "soft-page-break": _begin_soft_page_break,
        "list": _begin_list,
        "list-item": _begin_list_item,
        "list-header": _begin_list_header,
        "table-row": _begin_table_row,
        "table-cell": _begin_table_cell,
        "note": _begin_note,
        "a": _begin_link,
        "bookmark-ref": _begin_cross_reference,
        "bookmark-start": _begin_bookmark,
        "bookmark-end": _begin_bookmark_end,
        "reference-mark-start": _begin_reference_mark,
        "reference-mark-end": _begin_reference_mark_end,
        "section": _begin_section,
        "bibliography": _begin_bibliography,
        "bibliography-mark": _begin_bibliography_mark,
        "h": _begin_paragraph,
        "reference-ref": _begin_cross_reference,
        "note-ref": _begin_cross_reference,
        "bookmark": _begin_bookmark,
    }
    _ENDS: ClassVar[Mapping[str, Callable[[_TextReader, Element], None]]] = {
        "p": _end_paragraph,
        "span": _end_span,
        "list": _end_list,
        "list-item": _end_list_item,
        "table-row": _end_table_row,
        "a": _end_link,
        "section": _end_section,
        "h": _end_paragraph,
        "bookmark-ref": _end_link,
        "reference-ref": _end_link,
        "note-ref": _end_link,
        "bibliography": _end_section,
        "bibliography-mark": _end_link,
    }


def _has_words(element: Element) -> bool:
    return any((piece or "").strip() for piece in element.itertext())
