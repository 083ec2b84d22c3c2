"""The paragraphs of a Word document's parts: body, footnotes, endnotes.

A part is walked from its first element to its last. What Word does not print is left out: deleted
text, hidden text, codes of fields, properties. What it prints and does not store is put in: the
numbers of lists and of notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, Final

from refcheck.readers.office.docx.fields import WordField
from refcheck.readers.office.docx.numbering import WordNumbering
from refcheck.readers.office.docx.styles import WordStyles, is_hidden, is_superscript
from refcheck.readers.office.docx.symbols import symbol
from refcheck.readers.office.docx.text_map import Source
from refcheck.readers.office.paragraphs import Paragraph
from refcheck.readers.xml_tree import attribute, child, walk
from refcheck.safe_xml import Element, local_name

__all__ = ["PartReader"]

# What is not printed, or is there twice.
_SKIPPED: Final = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sectPr"),
        *("tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "rt"),
    }
)


_DEEPEST: Final = 20  # fields and content controls within one another that a piece of text names

# The reader of a part, a field that has ended in it -> nothing: what becomes of the field.
Ended = Callable[["PartReader", WordField], None]


@dataclass(slots=True)
class _Run:
    superscript: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Cell:
    """Where a paragraph is in a table: its first one in a further cell goes on with the row."""

    column: int = -1
    first: bool = False


class PartReader:
    """Reads the parts of a document into paragraphs, which are counted together.

    `sources`, where it is given, gets the element of every piece of text, in the order of the
    parts.
    """

    def __init__(
        self,
        styles: WordStyles,
        numbering: WordNumbering,
        ended: Ended,
        codes: Mapping[str, str],
        sources: list[Source] | None = None,
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[tuple[str, str]] = []  # kind and id, in the order of their marks
        self.controls: list[tuple[str, int, int]] = []  # tag, first paragraph, after the last
        self._styles = styles
        self._numbering = numbering
        self._ended = ended
        self._codes = codes  # bookmarks that are fields: Zotero's, in documents for LibreOffice
        self._sources = sources
        self._targets: Mapping[str, str] = {}
        self._counted = 0
        self._prefix = ""
        self._open: list[Paragraph] = []  # a text box is within a paragraph
        self._runs: list[_Run] = []
        self._fields: list[WordField] = []
        self._cells: list[_Cell] = []
        self._links: list[tuple[Paragraph | None, int, tuple[str, ...]]] = []
        self._bookmarks: dict[str, WordField] = {}
        self._names: list[str] = []  # bookmarks between paragraphs
        self._tags: list[tuple[str, int, Paragraph | None, int]] = []
        self._joins = False
        self._marks: dict[str, int] = {}

    def read(self, root: Element, targets: Mapping[str, str], prefix: str = "") -> None:
        """Read a part or a piece of one; `targets` are its links. Its places are `prefix`."""
        self._targets, self._prefix = targets, prefix
        walk(root, self._start, self._end)

    def _start(self, name: str, element: Element) -> bool:
        if _is_skipped(element, name):
            if name == "instrText":
                self._add_code(element)
            return False
        start = self._STARTS.get(name)
        if start is not None:
            start(self, element)
        return True

    def _end(self, name: str, element: Element) -> None:
        end = self._ENDS.get(name)
        if end is not None and not _is_skipped(element, name):
            end(self, element)

    # --- paragraphs ---------------------------------------------------------------------------

    def _begin_paragraph(self, element: Element) -> None:
        self._counted += 1
        place = self._prefix or f"paragraph {self._counted}"
        paragraph = Paragraph(place=place)
        properties = child(element, "pPr")
        if self._joins:
            paragraph.joined = True
            self._joins = False
        elif self._cells and self._cells[-1].first:
            paragraph.cell = self._cells[-1].column > 0
            self._cells[-1].first = False
        paragraph.item = bool(self._cells)
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._joins = True
        label = self._numbering.label_of_paragraph(properties, self._styles)
        if label and _has_words(element):  # an empty one counts too
            paragraph.label = label
            paragraph.item = True
        paragraph.anchors += ((0, name) for name in self._names)
        self._names.clear()
        self.paragraphs.append(paragraph)
        self._open.append(paragraph)

    def _end_paragraph(self, _element: Element) -> None:
        if self._open:
            self._open.pop()

    # --- runs ---------------------------------------------------------------------------------

    def _begin_run(self, element: Element) -> None:
        properties = child(element, "rPr")
        style = child(properties, "rStyle")
        superscript = hidden = None
        if properties is not None:
            superscript, hidden = is_superscript(properties), is_hidden(properties)
        if style is not None and (superscript is None or hidden is None):
            of_style = self._styles.run(attribute(style, "val") or "")
            superscript = of_style[0] if superscript is None else superscript
            hidden = of_style[1] if hidden is None else hidden
        self._runs.append(_Run(bool(superscript), bool(hidden)))

    def _end_run(self, _element: Element) -> None:
        if self._runs:
            self._runs.pop()

    def _is_quiet(self) -> bool:
        """Returns whether nothing is printed here: hidden text, or the code of a field."""
        hidden = bool(self._runs) and self._runs[-1].hidden
        return not self._open or hidden or any(not one.printing for one in self._fields)

    def _write(self, text: str, element: Element) -> None:
        if not self._is_quiet():
            start = self._open[-1].length
            self._open[-1].add(text, superscript=bool(self._runs) and self._runs[-1].superscript)
            self._note_source(start, element)

    def _note_source(self, start: int, element: Element) -> None:
        """Note which element wrote what the paragraph has from `start` on."""
        paragraph = self._open[-1]
        if self._sources is None or paragraph.length == start:
            return
        fields = (*self._fields[-_DEEPEST:], *islice(self._bookmarks.values(), _DEEPEST))
        controls = tuple(tag for tag, *_ in self._tags[-_DEEPEST:] if tag)
        length = paragraph.length - start
        self._sources.append(Source(paragraph, start, length, element, fields, controls))

    def _begin_text(self, element: Element) -> None:
        self._write(element.text or "", element)

    def _begin_tab(self, element: Element) -> None:
        self._write("\t", element)

    def _begin_break(self, element: Element) -> None:
        if not self._is_quiet() and attribute(element, "type") not in {"page", "column"}:
            start = self._open[-1].length
            self._open[-1].line_break()
            self._note_source(start, element)

    def _begin_page_break(self, _element: Element) -> None:
        if self._open and not self._prefix:
            self._open[-1].pages.append(self._open[-1].length)

    def _begin_hyphen(self, element: Element) -> None:
        self._write("-", element)

    def _begin_symbol(self, element: Element) -> None:
        char, font = attribute(element, "char") or "", attribute(element, "font") or ""
        self._write(symbol(char, font), element)

    # --- tables -------------------------------------------------------------------------------

    def _begin_row(self, _element: Element) -> None:
        self._cells.append(_Cell())

    def _end_row(self, _element: Element) -> None:
        if self._cells:
            self._cells.pop()

    def _begin_cell(self, _element: Element) -> None:
        if self._cells:
            self._cells[-1].column += 1
            self._cells[-1].first = True

    # --- notes --------------------------------------------------------------------------------

    def _begin_footnote_reference(self, element: Element) -> None:
        self._note_mark("footnote", element)

    def _begin_endnote_reference(self, element: Element) -> None:
        self._note_mark("endnote", element)

    def _note_mark(self, kind: str, element: Element) -> None:
        note = attribute(element, "id") or ""
        if self._is_quiet():
            return
        own = (attribute(element, "customMarkFollows") or "0").lower() in {"1", "true", "on"}
        if (kind, note) not in self.notes:
            self.notes.append((kind, note))
            self._marks[kind] = self._marks.get(kind, 0) + (not own)
        if own:
            return
        paragraph = self._open[-1]
        start = paragraph.length
        paragraph.add(str(self._marks[kind]), superscript=True)
        self._note_source(start, element)
        paragraph.link(start, (f"{kind}-{note}",))

    # --- links and bookmarks ------------------------------------------------------------------

    def _begin_hyperlink(self, element: Element) -> None:
        targets: tuple[str, ...] = ()
        anchor, address = attribute(element, "anchor"), attribute(element, "id")
        if anchor:
            targets = (anchor,)
        elif address and address in self._targets:
            targets = (self._targets[address],)
        paragraph = self._open[-1] if self._open else None
        self._links.append((paragraph, paragraph.length if paragraph else 0, targets))

    def _end_hyperlink(self, _element: Element) -> None:
        if self._links:
            paragraph, start, targets = self._links.pop()
            if paragraph is not None:
                paragraph.link(start, targets)

    def _begin_bookmark(self, element: Element) -> None:
        name = attribute(element, "name") or ""
        if name in self._codes:
            one = WordField([self._codes[name]], printing=True, paragraph=len(self.paragraphs) - 1)
            one.offset = self._open[-1].length if self._open else 0
            self._bookmarks[attribute(element, "id") or ""] = one
        elif name and name != "_GoBack":
            if self._open:
                self._open[-1].anchors.append((self._open[-1].length, name))
            else:
                self._names.append(name)

    def _begin_bookmark_end(self, element: Element) -> None:
        one = self._bookmarks.pop(attribute(element, "id") or "", None)
        if one is not None:
            self._ended(self, one)

    # --- content controls ---------------------------------------------------------------------

    def _begin_control(self, element: Element) -> None:
        tag = child(element, "sdtPr", "tag")
        paragraph = self._open[-1] if self._open else None
        name = (attribute(tag, "val") or "") if tag is not None else ""
        start = paragraph.length if paragraph else 0
        self._tags.append((name, len(self.paragraphs), paragraph, start))

    def _end_control(self, _element: Element) -> None:
        if not self._tags:
            return
        name, first, paragraph, start = self._tags.pop()
        if not name:
            return
        if paragraph is None:
            self.controls.append((name, first, len(self.paragraphs)))
        else:
            one = WordField([name], printing=True, paragraph=self.paragraphs.index(paragraph))
            one.offset = start
            self._ended(self, one)

    # --- fields -------------------------------------------------------------------------------

    def _begin_field_char(self, element: Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(WordField())
            self._add_data(element)
        elif kind == "separate" and self._fields:
            self._begin_print(self._fields[-1])
        elif kind == "end" and self._fields:
            one = self._fields.pop()
            if not one.printing and self._fields and not self._fields[-1].printing:
                self._fields[-1].data += one.data  # EndNote keeps its data in a field of its own
            elif not one.printing:
                self._begin_print(one)
            self._ended(self, one)

    def _add_data(self, element: Element) -> None:
        data = child(element, "fldData")
        if data is not None and data.text:
            self._fields[-1].data.append(data.text)

    def _begin_print(self, one: WordField) -> None:
        one.printing = True
        one.paragraph = len(self.paragraphs) - 1
        if self._open:
            one.paragraph = self.paragraphs.index(self._open[-1], max(0, one.paragraph - 50))
            one.offset = self._open[-1].length

    def _add_code(self, element: Element) -> None:
        if self._fields and not self._fields[-1].printing and element.text:
            self._fields[-1].code.append(element.text)

    def _begin_simple_field(self, element: Element) -> None:
        one = WordField([attribute(element, "instr") or ""])
        self._fields.append(one)
        self._add_data(element)
        self._begin_print(one)

    def _end_simple_field(self, _element: Element) -> None:
        if self._fields:
            self._ended(self, self._fields.pop())

    def tie(self, one: WordField, targets: list[str]) -> None:
        """Tie what a field printed in its paragraph to what it points to."""
        if targets and 0 <= one.paragraph < len(self.paragraphs):
            self.paragraphs[one.paragraph].link(one.offset, targets)

    # What is done at the beginning of an element and at its end, by its name in Word's XML.
    _STARTS: ClassVar[Mapping[str, Callable[[PartReader, Element], None]]] = {
        "p": _begin_paragraph,
        "r": _begin_run,
        "t": _begin_text,
        "tab": _begin_tab,
        "br": _begin_break,
        "lastRenderedPageBreak": _begin_page_break,
        "noBreakHyphen": _begin_hyphen,
        "sym": _begin_symbol,
        "tr": _begin_row,
        "tc": _begin_cell,
        "footnoteReference": _begin_footnote_reference,
        "endnoteReference": _begin_endnote_reference,
        "hyperlink": _begin_hyperlink,
        "bookmarkStart": _begin_bookmark,
        "bookmarkEnd": _begin_bookmark_end,
        "sdt": _begin_control,
        "fldChar": _begin_field_char,
        "fldSimple": _begin_simple_field,
        "ptab": _begin_tab,
        "cr": _begin_break,
    }
    _ENDS: ClassVar[Mapping[str, Callable[[PartReader, Element], None]]] = {
        "p": _end_paragraph,
        "r": _end_run,
        "tr": _end_row,
        "hyperlink": _end_hyperlink,
        "sdt": _end_control,
        "fldSimple": _end_simple_field,
    }


def _has_words(element: Element) -> bool:
    return any(
        (one.text or "").strip() if local_name(one) == "t" else local_name(one) in {"sym", "object"}
        for one in element.iter()
    )


def _is_skipped(element: Element, name: str) -> bool:
    """Returns whether nothing of an element is read: it is not printed, or is there twice."""
    if name in _SKIPPED or not name:
        return True
    if name in {"p", "r", "t"} and "drawingml/2006/main" in str(element.tag):
        return True  # the words of a chart or a diagram
    if name == "Fallback":  # the same once more, for old programs
        parent = element.getparent()
        return parent is not None and child(parent, "Choice") is not None
    return False
