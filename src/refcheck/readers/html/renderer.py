"""From the tree of a page to its text: each block on lines of its own, lists with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from refcheck.readers.html.lists import ListLabels
from refcheck.readers.html.page import COMMENT_ELEMENT, NAMES, Page
from refcheck.readers.html.shapes import (
    has_parts,
    is_back_arrow,
    is_enumeration,
    is_label,
    is_label_apart,
    is_number,
    is_row_of_links,
    runs_into_link,
)
from refcheck.readers.html.visibility import OMITTED, PAGE_PARTS, Visibility
from refcheck.readers.text_builder import Mark, TextBuilder
from refcheck.safe_xml import Element, local_name

__all__ = ["render"]

# Blocks, and the line ends around them: 2 leave a blank line.
_BLOCKS: Final[dict[str, int]] = {
    **dict.fromkeys(("div", "li", "dt", "dd", "tr", "center", "address", "form", "hgroup"), 1),
    **dict.fromkeys(("caption", "figcaption", "legend", "noframes", "optgroup", "option"), 1),
    **dict.fromkeys(("p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "hr"), 2),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "details", "fieldset"), 2),
    **dict.fromkeys(("section", "article", "main", "aside", "header", "footer"), 2),
    **dict.fromkeys(("body", "html"), 2),
}
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend"})
_LISTS: Final = frozenset({"ul", "ol"})
# What makes a row of a table more than a line.
_TALL: Final = _HEADINGS | _LISTS | {"table", "blockquote", "pre", "dl", "section", "article"}
_DISPLAY: Final = re.compile(r"display\s*:\s*(block|flex|grid|table|list-item|inline)\b", re.I)
_SUPERSCRIPT: Final = re.compile(r"vertical-align\s*:\s*super", re.I)
_LABEL_LENGTH: Final = 10
_LABELLING: Final = frozenset({"span", "b", "strong", "a", "em", "i", "label", "bdi"})
_DEEPEST: Final = 100  # steps of a path; what is deeper is given the path of that block
_NEAR: Final = 20  # elements between a block and the row of the table that it is in
_NO_ATTRIBUTES: Final[Mapping[str, str]] = {}


@dataclass(slots=True)
class _Frame:
    """An element that is open: where its children are, and what its end has to do."""

    element: Element
    tag: str
    children: Iterator[Element]
    index: int = 0  # among its siblings of the same name, from 1; 0: its name needs no number
    counts: dict[str, int] = field(default_factory=dict)
    breaks: int = 0
    since: int = 0  # the length of the text when it began
    indent: str | None = None  # to return to
    link: tuple[Mark, tuple[str, ...]] | None = None
    superscript: Mark | None = None
    item: Mark | None = None  # the first word of a list item
    row: Mark | None = None
    tall: bool = False
    inline: bool = False  # a block that is part of a line; a list whose items are
    parts: bool | None = None  # whether the blocks in it are parts of a line
    labels: ListLabels | None = None
    close: str = ""


class _Renderer:
    """Walks one tree without recursion and writes what is printed."""

    def __init__(self, page: Page, builder: TextBuilder) -> None:
        self._page = page
        self._builder = builder
        self._visibility = Visibility(page.root)
        self._stack: list[_Frame] = []
        self._blocks: list[int] = []  # places in the stack of the blocks that are open
        self._noted: Element | None = None
        self._pre = 0
        self._articles = 1 if page.member else 0  # a book has no boilerplate of a site
        self._superscripts = 0

    def run(self) -> None:
        self._open(self._page.root)
        stack = self._stack
        while stack:
            child = next(stack[-1].children, None)
            if child is not None:
                self._open(child)
                continue
            frame = stack.pop()
            self._close(frame)
            if stack:
                self._tail(frame.element)

    # --- opening ----------------------------------------------------------------------------

    def _open(self, element: Element) -> None:
        tag = local_name(element)
        if not tag:  # an entity that nobody knows
            self._tail(element)
            return
        items = cast("list[tuple[str, str]]", element.items())
        attributes = dict(items) if items else _NO_ATTRIBUTES
        comment = self._page.comment(attributes) if tag == COMMENT_ELEMENT else None
        if comment is not None:
            self._builder.suppression(comment)
            self._tail(element)
            return
        index = self._count(element, tag)
        if self._leaves_out(element, tag, attributes):
            self._tail(element)
            return
        if tag == "br":
            self._builder.line_break()
        frame = _Frame(element, tag, iter(element), index, since=self._builder.length)
        self._stack.append(frame)
        self._begin(frame, attributes)
        text = element.text
        if text:
            self._text(text)

    def _leaves_out(self, element: Element, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in OMITTED:
            return "doc-" not in attributes.get("role", "")
        if tag == "button" and not self._shows_button(element, attributes):
            return True
        if attributes:
            if tag == "a" and "#" in attributes.get("href", "") and is_back_arrow(element):
                return True
        elif tag not in PAGE_PARTS:
            return False
        return self._visibility.omits(element, tag, attributes, in_article=self._articles > 0)

    def _count(self, element: Element, tag: str) -> int:
        """Returns the number of an element among its siblings of the same name; 0 where it is
        alone."""
        if not self._stack:
            return 0
        counts = self._stack[-1].counts
        index = counts[tag] = counts.get(tag, 0) + 1
        if index == 1 and next(element.itersiblings(element.tag), None) is None:
            return 0
        return index

    def _begin(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        """Do what an element asks for before its first word."""
        tag, element = frame.tag, frame.element
        breaks = _BLOCKS.get(tag, 0)
        if attributes and "style" in attributes:
            shown = _DISPLAY.search(attributes["style"])
            if shown is not None and tag not in {"li", "tr", "td", "th"}:
                breaks = 0 if shown[1].lower() == "inline" else breaks or 1
        if breaks:
            self._begin_block(frame, breaks, attributes)
        elif tag in {"td", "th"}:
            self._begin_cell()
        if attributes:
            self._note(frame, attributes)
        if tag == "sup" or ("style" in attributes and _SUPERSCRIPT.search(attributes["style"])):
            frame.superscript = self._builder.mark() if not self._superscripts else None
            self._superscripts += 1
            frame.close = "superscript"
        elif tag == "q":
            self._builder.words("“")
            frame.close = "quote"
        elif element.getprevious() is not None:
            above = self._above()
            if above is not None and above.tag == "mfrac":
                self._builder.words("/")

    def _begin_block(self, frame: _Frame, breaks: int, attributes: Mapping[str, str]) -> None:
        builder, tag = self._builder, frame.tag
        in_item = self._in_item()
        if self._runs_on(frame, in_item=in_item):
            return
        breaks = 2 if attributes.get("role") == "heading" else breaks
        frame.breaks = breaks = 1 if in_item else breaks
        self._blocks.append(len(self._stack) - 1)
        if tag in _TALL:
            self._make_tall()
        if tag in _TALL or tag == "li" or not self._label_before():
            builder.block(breaks)
        match tag:
            case "li":
                self._begin_item(frame, attributes)
            case "ul" | "ol":
                frame.labels = ListLabels(frame.element, attributes, self._visibility.unmarked)
                frame.inline = in_item and is_row_of_links(frame.element)
            case "tr":
                frame.row = builder.mark()
            case "dt" | "dd":
                frame.item = builder.mark()
                self._join_term(frame)
            case "pre":
                self._pre += 1
            case "article" | "main":
                self._articles += 1

    def _runs_on(self, frame: _Frame, *, in_item: bool) -> bool:
        """Returns whether a block is part of the line, by styles that are not at hand.

        Journals mark up the parts of a reference as blocks: `<div>Smith</div>, <div>J</div>.`
        """
        above = self._above()
        if above is None:
            return False
        if frame.tag == "li" and above.inline:
            self._builder.space()
            return True
        if frame.tag == "div":
            if above.parts is None:
                above.parts = (above.tag == "div" and above.inline) or has_parts(above.element)
            frame.inline = above.parts
        elif frame.tag in _LISTS and in_item:
            frame.inline = is_enumeration(frame.element)
        return frame.inline

    def _begin_item(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        builder = self._builder
        above = self._above()
        label = above.labels.label(attributes) if above and above.labels else "• "
        frame.indent = builder.indent
        if builder.item_label and next(frame.element.itersiblings(), None) is None:
            label = ""  # a list of one item within an item: the outer number is the one shown
        if label:
            builder.item(label)
            builder.indent += " " * len(label)
        frame.item = builder.mark()

    def _begin_cell(self) -> None:
        """Go on with the row's line where it has but one so far."""
        above = self._row()
        if above is None or above.row is None:
            self._builder.block(1)
        elif above.row.start >= 0:
            if above.tall or self._builder.words_start > above.row.start:
                self._builder.block(1)
            else:
                self._builder.join("\t")

    def _note(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        """Note the names of an element, and where it leads to."""
        for key in NAMES:
            if attributes.get(key):
                self._builder.anchor(self._page.anchor(attributes[key]))
        if frame.tag != "a":
            if frame.tag == "button":
                self._note_link(frame, attributes)
            return
        other = attributes.get("name")
        if other and other != attributes.get("id"):
            self._builder.anchor(self._page.anchor(other))
        self._note_link(frame, attributes)

    def _note_link(self, frame: _Frame, attributes: Mapping[str, str]) -> None:
        if frame.tag == "a" and runs_into_link(frame.element):
            self._builder.space()
        targets = self._page.targets(attributes)
        if targets:
            frame.link = (self._builder.mark(), targets)

    # --- words ------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        builder = self._builder
        before = builder.length
        if self._pre:
            builder.preformatted(text)
        else:
            builder.words(text)
        if builder.length == before:
            return
        block = self._stack[self._blocks[-1]] if self._blocks else None
        if block is not None and block.element is not self._noted:
            self._noted = block.element
            builder.places.add(max(before, builder.line_start), self._path(self._blocks[-1]))

    def _tail(self, element: Element) -> None:
        text = element.tail
        if text:
            self._text(text)

    def _path(self, last: int) -> str:
        steps = [
            f"{frame.tag}[{frame.index}]" if frame.index else frame.tag
            for frame in self._stack[: min(last + 1, _DEEPEST)]
        ]
        return f"{self._page.member}/{'/'.join(steps)}"

    # --- closing ----------------------------------------------------------------------------

    def _close(self, frame: _Frame) -> None:
        builder = self._builder
        if frame.link is not None:
            mark, targets = frame.link
            builder.link(mark.start, targets)
        if frame.close:
            self._finish(frame)
        if frame.indent is not None:
            builder.indent = frame.indent
        if self._blocks and self._blocks[-1] == len(self._stack):
            self._close_block(frame)
        elif frame.tag in _LABELLING and builder.length - frame.since < _LABEL_LENGTH:
            self._part_label(frame)

    def _part_label(self, frame: _Frame) -> None:
        """Set a space after a number in an element of its own, which styles set apart."""
        builder = self._builder
        tail = builder.end_of_line_from(builder.words_start)
        if tail is not None and is_label_apart(tail, frame.element):
            builder.space()

    def _finish(self, frame: _Frame) -> None:
        builder = self._builder
        if frame.close == "quote":
            builder.words("”")
        elif frame.close == "superscript":
            self._superscripts -= 1
            mark = frame.superscript
            at_line_start = mark is not None and mark.start == builder.words_start
            if mark is not None and builder.superscript(mark.start) and at_line_start:
                builder.space()  # "¹Smith J." of a footnote

    def _close_block(self, frame: _Frame) -> None:
        builder, tag = self._builder, frame.tag
        self._blocks.pop()
        builder.settle(frame.since)
        if tag == "li":
            builder.item_label = ""
        elif tag == "pre":
            self._pre -= 1
        elif tag in {"article", "main"}:
            self._articles -= 1
        builder.block(frame.breaks)

    # --- what is around ------------------------------------------------------------------

    def _above(self) -> _Frame | None:
        """Returns the element around the one that begins."""
        return self._stack[-2] if len(self._stack) > 1 else None

    def _in_item(self) -> bool:
        return any(self._stack[number].tag == "li" for number in self._blocks[-3:])

    def _make_tall(self) -> None:
        row = self._row()
        if row is not None:
            row.tall = True

    def _row(self) -> _Frame | None:
        """Returns the row of a table that is open."""
        return next((one for one in reversed(self._stack[-_NEAR:]) if one.tag == "tr"), None)

    def _label_before(self) -> bool:
        """Returns whether an item has only its number so far, and if so lets the next block go on
        with its line."""
        for number in reversed(self._blocks[-4:-1]):
            frame = self._stack[number]
            if frame.item is not None:
                return self._join_label(frame.item.start)
        above = self._above()
        start = self._builder.words_start
        return above is not None and above.since <= start and self._join_label(start)

    def _join_term(self, frame: _Frame) -> None:
        """Let a definition go on with the line of its term where that is a mere number."""
        before = frame.element.getprevious()
        if frame.tag == "dd" and before is not None and before.tag == "dt":
            self._join_label(self._builder.words_start)

    def _join_label(self, start: int) -> bool:
        tail = self._builder.end_of_line_from(start) if start >= 0 else None
        if tail is None or not is_label(tail):
            return False
        self._builder.join()
        return True

    def _shows_button(self, element: Element, attributes: Mapping[str, str]) -> bool:
        """Returns whether a button is a heading that unfolds something, or the number of a
        reference."""
        if "aria-controls" in attributes or "aria-expanded" in attributes:
            return True
        if any(frame.tag in _HEADINGS for frame in self._stack[-4:]):
            return True
        return is_number(element)


def render(page: Page, builder: TextBuilder) -> None:
    """Write the text of a page with its links, anchors, superscripts and places."""
    _Renderer(page, builder).run()
