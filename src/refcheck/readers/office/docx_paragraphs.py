"""The paragraphs of a Word document's parts: body, footnotes, endnotes.

A part is walked from its first element to its last. What Word does not print is left out: deleted
text, hidden text, codes of fields, properties. What it prints and does not store is put in: the
numbers of lists and of notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from refcheck.readers.office.docx_numbering import WordNumbering
from refcheck.readers.office.paragraphs import Paragraph
from refcheck.readers.xml_tree import attribute, child, children, number_of
from refcheck.safe_xml import Element, local_name

__all__ = ["Body", "Field", "Styles"]

# What is not printed, or is there twice.
_SKIPPED: Final = frozenset(
    {
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sectPr"),
        *("tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "rt"),
    }
)
_GREEK: Final = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"  # Word's Symbol font, "a" to "z"
_SYMBOLS: Final = {0xB1: "±", 0xB0: "°", 0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xD7: "·"}
_REFERENCE: Final = re.compile(r"\s*(?:REF|NOTEREF|PAGEREF)\s+\"?([^\s\"\\]+)")
_HYPERLINK: Final = re.compile(
    r"\s*HYPERLINK\s+(?:\\\w\s+)*(?:\"([^\"]*)\")?(?:.*\\l\s+\"([^\"]*)\")?"
)


@dataclass(slots=True)
class Field:
    """A field of Word: its code, and the paragraph and offset where what it prints begins."""

    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)  # what EndNote keeps beside the code
    printing: bool = False
    paragraph: int = -1
    offset: int = 0


# Field, its end (paragraph and offset) -> nothing: what becomes of a field that ends.
Ended = Callable[["Body", Field], None]


class Styles:
    """What the styles of a document say of runs and paragraphs: only what matters here."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(one, "styleId") or "": one for one in children(root, "style")}
        self._lists: dict[str, tuple[str, int | None, str] | None] = {}
        self._runs: dict[str, tuple[bool | None, bool | None]] = {}

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while style in self._styles and len(chain) < 20:
            chain.append(self._styles[style])
            based = child(chain[-1], "basedOn")
            style = (attribute(based, "val") or "") if based is not None else ""
        return chain

    def list_of(self, style: str) -> tuple[str, int | None, str] | None:
        """The list that a paragraph style belongs to: its number, level, and the style itself."""
        if style not in self._lists:
            found = None
            for one in self._chain(style):
                properties = child(one, "pPr", "numPr")
                number = child(properties, "numId")
                if number is not None:
                    level = number_of(child(properties, "ilvl"))
                    found = (attribute(number, "val") or "", level, attribute(one, "styleId") or "")
                    break
            self._lists[style] = found
        return self._lists[style]

    def run(self, style: str) -> tuple[bool | None, bool | None]:
        """Whether text in a style is raised and hidden; None where it does not say."""
        if style not in self._runs:
            raised = hidden = None
            for one in self._chain(style):
                properties = child(one, "rPr")
                raised = is_raised(properties) if raised is None else raised
                hidden = is_hidden(properties) if hidden is None else hidden
            self._runs[style] = (raised, hidden)
        return self._runs[style]


def is_raised(properties: Element | None) -> bool | None:
    """Whether properties of a run raise it; None where they do not say."""
    align = child(properties, "vertAlign")
    return None if align is None else attribute(align, "val") == "superscript"


def is_hidden(properties: Element | None) -> bool | None:
    """Whether properties of a run hide it; None where they do not say."""
    hidden = child(properties, "vanish")
    if hidden is None:
        return None
    return (attribute(hidden, "val") or "true").lower() not in {"0", "false", "off"}


@dataclass(slots=True)
class _Run:
    raised: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Cell:
    """Where a paragraph stands in a table: its first one in a further cell goes on with the row."""

    column: int = -1
    first: bool = False


class Body:
    """Reads the parts of a document to paragraphs, which all count together."""

    def __init__(
        self, styles: Styles, numbering: WordNumbering, ended: Ended, codes: Mapping[str, str]
    ) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[tuple[str, str]] = []  # kind and id, in the order of their marks
        self.controls: list[tuple[str, int, int]] = []  # tag, first paragraph, after the last
        self._styles = styles
        self._numbering = numbering
        self._ended = ended
        self._codes = codes  # bookmarks that are fields: Zotero's, in documents for LibreOffice
        self._targets: Mapping[str, str] = {}
        self._counted = 0
        self._prefix = ""
        self._open: list[Paragraph] = []  # a text box stands within a paragraph
        self._runs: list[_Run] = []
        self._fields: list[Field] = []
        self._cells: list[_Cell] = []
        self._links: list[tuple[Paragraph | None, int, tuple[str, ...]]] = []
        self._bookmarks: dict[str, Field] = {}
        self._names: list[str] = []  # bookmarks between paragraphs
        self._tags: list[tuple[str, int, Paragraph | None, int]] = []
        self._joins = False
        self._marks: dict[str, int] = {}

    def read(self, root: Element, targets: Mapping[str, str], prefix: str = "") -> None:
        """Read a part or a piece of one; `targets` are its links. Its places are `prefix`."""
        self._targets, self._prefix = targets, prefix
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = local_name(element)
            if event == "start":
                if self._is_skipped(element, name):
                    if name == "instrText":
                        self._instruct(element)
                    walker.skip_subtree()
                    continue
                starter = getattr(self, f"_start_{name}", None)
                if starter is not None:
                    starter(element)
            elif not self._is_skipped(element, name):
                ender = getattr(self, f"_end_{name}", None)
                if ender is not None:
                    ender(element)

    def _is_skipped(self, element: Element, name: str) -> bool:
        if name in _SKIPPED or not name:
            return True
        if name in {"p", "r", "t"} and "drawingml/2006/main" in str(element.tag):
            return True  # the words of a chart or a diagram
        if name == "Fallback":  # the same once more, for old programs
            parent = element.getparent()
            return parent is not None and child(parent, "Choice") is not None
        return False

    # --- paragraphs ---------------------------------------------------------------------------

    def _start_p(self, element: Element) -> None:
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
        self._label(paragraph, properties, element)
        paragraph.anchors += ((0, name) for name in self._names)
        self._names.clear()
        self.paragraphs.append(paragraph)
        self._open.append(paragraph)

    def _end_p(self, _element: Element) -> None:
        if self._open:
            self._open.pop()

    def _label(self, paragraph: Paragraph, properties: Element | None, element: Element) -> None:
        style = child(properties, "pStyle")
        name = (attribute(style, "val") or "") if style is not None else ""
        own = child(properties, "numPr")
        number, level, origin = "", None, name
        inherited = self._styles.list_of(name)
        if inherited is not None:
            number, level, origin = inherited
        if own is not None:
            given = child(own, "numId")
            number = (attribute(given, "val") or "") if given is not None else number
            deeper = number_of(child(own, "ilvl"))
            level = deeper if deeper is not None else level
        if not number or number == "0":
            return
        if level is None:
            level = self._numbering.level_of_style(origin, number) or 0
        label = self._numbering.label(number, level)
        if label and _has_words(element):  # an empty one counts too
            paragraph.label = label
            paragraph.item = True

    # --- runs ---------------------------------------------------------------------------------

    def _start_r(self, element: Element) -> None:
        properties = child(element, "rPr")
        style = child(properties, "rStyle")
        raised = hidden = None
        if properties is not None:
            raised, hidden = is_raised(properties), is_hidden(properties)
        if style is not None and (raised is None or hidden is None):
            of_style = self._styles.run(attribute(style, "val") or "")
            raised = of_style[0] if raised is None else raised
            hidden = of_style[1] if hidden is None else hidden
        self._runs.append(_Run(bool(raised), bool(hidden)))

    def _end_r(self, _element: Element) -> None:
        if self._runs:
            self._runs.pop()

    def _is_quiet(self) -> bool:
        """Whether nothing is printed here: hidden text, or the code of a field."""
        hidden = bool(self._runs) and self._runs[-1].hidden
        return not self._open or hidden or any(not one.printing for one in self._fields)

    def _write(self, text: str) -> None:
        if not self._is_quiet():
            self._open[-1].add(text, superscript=bool(self._runs) and self._runs[-1].raised)

    def _start_t(self, element: Element) -> None:
        self._write(element.text or "")

    def _start_tab(self, _element: Element) -> None:
        self._write("\t")

    _start_ptab = _start_tab

    def _start_br(self, element: Element) -> None:
        if not self._is_quiet() and attribute(element, "type") not in {"page", "column"}:
            self._open[-1].line_break()

    _start_cr = _start_br

    def _start_lastRenderedPageBreak(self, _element: Element) -> None:  # noqa: N802 - Word's name
        if self._open and not self._prefix:
            self._open[-1].pages.append(self._open[-1].length)

    def _start_noBreakHyphen(self, _element: Element) -> None:  # noqa: N802
        self._write("-")

    def _start_sym(self, element: Element) -> None:
        try:
            code = int(attribute(element, "char") or "", 16) & 0xFFFF
        except ValueError:
            return
        if 0xF000 <= code < 0xF100:
            code -= 0xF000
            if "symbol" in (attribute(element, "font") or "").lower() or code >= 0x80:
                self._write(_symbol(code))
                return
        if 0x20 <= code < 0xD800:
            self._write(chr(code))

    # --- tables -------------------------------------------------------------------------------

    def _start_tr(self, _element: Element) -> None:
        self._cells.append(_Cell())

    def _end_tr(self, _element: Element) -> None:
        if self._cells:
            self._cells.pop()

    def _start_tc(self, _element: Element) -> None:
        if self._cells:
            self._cells[-1].column += 1
            self._cells[-1].first = True

    # --- notes --------------------------------------------------------------------------------

    def _start_footnoteReference(self, element: Element) -> None:  # noqa: N802
        self._note_mark("footnote", element)

    def _start_endnoteReference(self, element: Element) -> None:  # noqa: N802
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
        paragraph.link(start, (f"{kind}-{note}",))

    # --- links and bookmarks ------------------------------------------------------------------

    def _start_hyperlink(self, element: Element) -> None:
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

    def _start_bookmarkStart(self, element: Element) -> None:  # noqa: N802
        name = attribute(element, "name") or ""
        if name in self._codes:
            one = Field([self._codes[name]], printing=True, paragraph=len(self.paragraphs) - 1)
            one.offset = self._open[-1].length if self._open else 0
            self._bookmarks[attribute(element, "id") or ""] = one
        elif name and name != "_GoBack":
            if self._open:
                self._open[-1].anchors.append((self._open[-1].length, name))
            else:
                self._names.append(name)

    def _start_bookmarkEnd(self, element: Element) -> None:  # noqa: N802
        one = self._bookmarks.pop(attribute(element, "id") or "", None)
        if one is not None:
            self._ended(self, one)

    # --- content controls ---------------------------------------------------------------------

    def _start_sdt(self, element: Element) -> None:
        tag = child(element, "sdtPr", "tag")
        paragraph = self._open[-1] if self._open else None
        name = (attribute(tag, "val") or "") if tag is not None else ""
        start = paragraph.length if paragraph else 0
        self._tags.append((name, len(self.paragraphs), paragraph, start))

    def _end_sdt(self, _element: Element) -> None:
        if not self._tags:
            return
        name, first, paragraph, start = self._tags.pop()
        if not name:
            return
        if paragraph is None:
            self.controls.append((name, first, len(self.paragraphs)))
        else:
            one = Field([name], printing=True, paragraph=self.paragraphs.index(paragraph))
            one.offset = start
            self._ended(self, one)

    # --- fields -------------------------------------------------------------------------------

    def _start_fldChar(self, element: Element) -> None:  # noqa: N802
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(Field())
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

    def _begin_print(self, one: Field) -> None:
        one.printing = True
        one.paragraph = len(self.paragraphs) - 1
        if self._open:
            one.paragraph = self.paragraphs.index(self._open[-1], max(0, one.paragraph - 50))
            one.offset = self._open[-1].length

    def _instruct(self, element: Element) -> None:
        if self._fields and not self._fields[-1].printing and element.text:
            self._fields[-1].code.append(element.text)

    def _start_fldSimple(self, element: Element) -> None:  # noqa: N802
        one = Field([attribute(element, "instr") or ""])
        self._fields.append(one)
        self._add_data(element)
        self._begin_print(one)

    def _end_fldSimple(self, _element: Element) -> None:  # noqa: N802
        if self._fields:
            self._ended(self, self._fields.pop())

    def tie(self, one: Field, targets: list[str]) -> None:
        """Tie what a field printed in its paragraph to what it points to."""
        if targets and 0 <= one.paragraph < len(self.paragraphs):
            self.paragraphs[one.paragraph].link(one.offset, targets)

    def tie_reference(self, one: Field) -> bool:
        """Tie a cross-reference or a link that a field makes; False where it makes none."""
        code = "".join(one.code)
        found = _REFERENCE.match(code)
        if found:
            self.tie(one, [found[1]])
            return True
        found = _HYPERLINK.match(code)
        if found:
            target = found[2] or found[1]
            self.tie(one, [target] if target else [])
        return found is not None


def _has_words(element: Element) -> bool:
    return any(
        (one.text or "").strip() if local_name(one) == "t" else local_name(one) in {"sym", "object"}
        for one in element.iter()
    )


def _symbol(code: int) -> str:
    """A character of Word's Symbol font."""
    if ord("a") <= code <= ord("z"):
        return _GREEK[code - ord("a")]
    if ord("A") <= code <= ord("Z"):
        return _GREEK[code - ord("A")].upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return chr(code) if 0x20 <= code < 0x7F else ""
