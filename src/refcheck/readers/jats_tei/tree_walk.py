"""An XML tree as text: what JATS and TEI have in common, with the path of each element."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from refcheck.readers.text_builder import TextBuilder
from refcheck.readers.xml_tree import walk
from refcheck.safe_xml import Element, local_name

__all__ = ["TreeWalk"]


@dataclass(slots=True)
class Frame:
    """An element that is open: how often each name came among its children so far."""

    element: Element
    path: str
    seen: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] | None = None

    def step(self, name: str) -> str:
        """Returns the last step of a child's path: with its number where it has siblings of its
        name."""
        if self.totals is None:
            self.totals = Counter(local_name(child) for child in self.element)
        number = f"[{self.seen[name]}]" if self.totals[name] > 1 else ""
        return f"/{name}{number}"


class TreeWalk:
    """Renders a tree into `builder`; what each element means is said by `start` and `end`.

    `wholes` are the names of elements that are a document each; a file may have several. The names
    of elements that begin a paragraph, a line or a cell, or have a place of their own, are those of
    the format.
    """

    paragraphs: ClassVar[frozenset[str]]
    lines: ClassVar[frozenset[str]]
    cells: ClassVar[frozenset[str]]
    placed: ClassVar[frozenset[str]]

    def __init__(self, root: Element, wholes: tuple[str, ...]) -> None:
        self.root = root
        self.builder = TextBuilder()
        self.frames: list[Frame] = []
        self.open: list[int] = []  # where the open links and superscripts began
        self._wholes = wholes
        self._several = sum(1 for _ in root.iter(*(f"{{*}}{name}" for name in wholes))) > 1
        self._whole = 0  # which of them the walk has come to

    @property
    def path(self) -> str:
        """The path of the element that is open ("/article/back/ref-list/ref[3]")."""
        return self.frames[-1].path

    @property
    def scope(self) -> str:
        """What tells the ids of one document of a file from those of another."""
        return f"{self._whole}:" if self._several else ""

    def start(self, name: str, element: Element) -> bool:
        """Take in the beginning of an element with its text; false to leave out what is in it."""
        raise NotImplementedError

    def end(self, name: str, element: Element) -> None:
        """Take in the end of an element, without the text after it."""
        raise NotImplementedError

    def break_before(self, name: str) -> None:
        """End the line before an element, and note its place."""
        if name in self.paragraphs:
            self.builder.paragraph()
        elif name in self.lines:
            self.builder.line()
        elif name in self.cells:
            self.builder.tab()
        if name in self.placed:
            self.builder.place(self.path)

    def run(self) -> None:
        """Walk through the whole tree."""
        walk(self.root, self._start, self._end)

    def _start(self, name: str, element: Element) -> bool:
        self._push(name, element)
        return self.start(name, element)

    def _end(self, name: str, element: Element) -> None:
        self.frames.pop()
        self.end(name, element)
        if element is not self.root:
            self.builder.words(element.tail)

    def _push(self, name: str, element: Element) -> None:
        self._whole += name in self._wholes
        path = f"/{name}"
        if self.frames:
            parent = self.frames[-1]
            parent.seen[name] += 1
            path = parent.path + parent.step(name)
        self.frames.append(Frame(element, path))
