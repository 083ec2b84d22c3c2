"""Markdown, Quarto and R Markdown: the text as it is, with what Pandoc's citations say.

Where the head of the file names bibliographies next to it, or has `references` itself, the cited
entries are the references, and come after the text. Without them the list is to be found in the
text. Syntax: https://pandoc.org/MANUAL.html#citation-syntax
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from refcheck.model.document import Document, Link, SuppressionComment
from refcheck.readers.files.included_files import (
    Entry,
    bibliographies_next_to,
    cited,
    missing_bibliography,
    with_entries_after,
)
from refcheck.readers.front_matter import FrontMatter, front_matter, head_references
from refcheck.readers.io import read_text
from refcheck.readers.suppression_comments import html_comments, with_comments_blank

__all__ = ["files_read_by_markdown", "read_markdown"]

_CODE: Final = re.compile(
    r"^(?P<indent>[ ]{0,3})(?P<fence>`{3,}|~{3,})[^\n]*$"  # a block, up to a fence as long
    r"|(?P<ticks>`+)(?!`)"
    r"|(?P<comment><!--)"
    r"|(?P<address>\bhttps?://[^\s<>\"')\]]{1,2000}|<[^<>\s]{1,300}@[^<>\s]{1,300}>)"
    r"|(?P<escaped>\\[@\\`])"
    r"|(?P<target>\]\([^()\n]{0,2000}\))",
    re.M,
)
_FENCES: Final = {
    mark: re.compile(rf"^[ ]{{0,3}}({mark}{{3,}}+)[ \t]*$", re.M) for mark in ("`", "~")
}
_TICKS: Final = re.compile(r"`+")
_LONGEST_CODE: Final = 10_000  # characters of code within a line of text
_INDENTED: Final = re.compile(
    r"(?:(?<=\n\n)|(?<=\n\r\n)|\A)(?:(?:[ ]{4}|\t)[^\n]*+\n(?:[ \t\r]*+\n)*+)++"
)
_NO_LINE_END: Final = re.compile(r"[^\n]")
_LIST_ITEM: Final = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\s]{1,100}\]:)[ \t]")
_KEY: Final = re.compile(
    r"(?<![\w@./])(-?)@(?:\{([^{}\s]{1,300})\}|(\w(?:[\w]|[:.#$%&+?<>~/-](?=\w)){0,300}))"
)
_GROUP: Final = re.compile(
    r"\[([^\[\]]{0,3000}+(?:\[[^\[\]]{0,300}+\][^\[\]]{0,1000}+){0,5}+)\](?![(\[{])"
)
_EXAMPLE: Final = re.compile(r"^[ ]{0,3}\(@([\w-]{1,60})\)", re.M)  # "(@good)": a numbered example
_LOCATOR: Final = re.compile(r"[ ]\[[^\[\]@^]{1,200}\](?![(\[])")
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,100})\](:?)")
# What Quarto and pandoc-crossref make of "@fig-one": a figure's number, no citation.
_CROSS_REFERENCE: Final = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|apx)"
    r"[-:]",
    re.IGNORECASE,
)


def read_markdown(path: str, content: bytes) -> Document:
    """Read a Markdown file.

    Raises `InputError` where the bytes are not text, or where it cites keys and its bibliography
    is not next to it.
    """
    document = read_text(path, content)
    head = front_matter(path, document.text)
    document = with_comments_blank(document, _suppressions(document.text, head.end))
    text = document.text
    hidden = _hidden(text, head.end)
    keys = list(_keys(hidden, head.end))
    wanted = [*(key for link in keys for key in link.targets), *head.nocite]
    if not wanted or not (head.bibliographies or head.references):
        links, anchors = _footnotes(hidden, head.end)
        return replace(document, links=tuple(links), anchors=tuple(anchors))
    own = [one for one in head_references(text, head) if one.id in wanted or "*" in wanted]
    known = {one.id for one in own}
    entries = cited(_entries(path, head), (key for key in wanted if key not in known))
    known |= {one.marked.id for one in entries}
    examples = set(_EXAMPLE.findall(hidden)) - known
    links = list(_citations(keys, known, examples))
    whole = with_entries_after(path, text, entries, own=own, links=links)
    return replace(whole, suppressions=document.suppressions, has_others=bool(head.bibliographies))


def files_read_by_markdown(path: str, content: bytes) -> Sequence[str]:
    """Returns the names of the bibliographies of a document that cites by keys; else none.

    Raises `InputError` where the bytes are not text, or the head is too large.
    """
    text = read_text(path, content).text
    head = front_matter(path, text)
    if head.bibliographies and not head.nocite:
        cites = next(_keys(_hidden(text, head.end), head.end), None)
        return head.bibliographies if cites is not None else ()
    return head.bibliographies


def _entries(path: str, head: FrontMatter) -> Iterator[Entry]:
    """Yields the entries of the bibliographies that the head names. Raises `InputError`."""
    found = bibliographies_next_to(path, head.bibliographies)
    if head.bibliographies and not head.references and not found:
        raise missing_bibliography(path, head.bibliographies[0])
    for entries in found:
        yield from entries


def _citations(
    links: Iterable[Link], known: Collection[str | None], examples: Collection[str]
) -> Iterator[Link]:
    """Yields the links without what points to figures, tables and examples of the document
    itself."""
    for link in links:
        targets = tuple(
            key
            for key in link.targets
            if key in known or not (key in examples or _CROSS_REFERENCE.match(key))
        )
        if targets:
            yield Link(start=link.start, end=link.end, targets=targets)


def _hidden(text: str, start: int) -> str:
    """Returns the text with blanks for code, comments, addresses and what is escaped; places
    stay."""
    pieces = ["\n" * start]
    place = start
    for found, end in _code(text, start):
        pieces += [text[place : found.start()], _blank(text[found.start() : end])]
        place = end
    return "".join(_without_indented("".join([*pieces, text[place:]])))


def _code(text: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yields where code, comments, addresses and escaped marks begin, and where each ends."""
    place = start
    while found := _CODE.search(text, place):
        place = _end_of(text, found)
        yield found, place


def _suppressions(text: str, start: int) -> Iterator[SuppressionComment]:
    """Yields the comments on suppressed findings; what is code is an example."""
    if "refcheck" not in text.lower():
        return
    comments = {found.start() for found, _ in _code(text, start) if found["comment"]}
    yield from html_comments(text, comments.__contains__)


def _end_of(text: str, found: re.Match[str]) -> int:
    if fence := found["fence"]:
        closings = _FENCES[fence[0]].finditer(text, found.end())
        longer = (closing for closing in closings if len(closing[1]) >= len(fence))
        return next((closing.end() for closing in longer), len(text))
    if ticks := found["ticks"]:
        closings = _TICKS.finditer(text, found.end(), found.end() + _LONGEST_CODE)
        equal = (closing.end() for closing in closings if len(closing[0]) == len(ticks))
        return next(equal, found.end())
    if found["comment"]:
        closed = text.find("-->", found.end())
        return closed + 3 if closed >= 0 else len(text)
    return found.end()


def _without_indented(text: str) -> Iterator[str]:
    """Yields the text in pieces, with blanks for blocks of code that are told by their indent
    alone.

    In a list such a block is a paragraph.
    """
    place = 0
    line = ""  # the last one with anything in it before the block
    for block in _INDENTED.finditer(text):
        between = text[place : block.start()]
        line = between.rstrip().rpartition("\n")[2] or line
        in_list = _LIST_ITEM.match(line) or line.startswith((" ", "\t"))
        yield between
        yield block[0] if in_list else _blank(block[0])
        line = block[0].rstrip().rpartition("\n")[2]
        place = block.end()
    yield text[place:]


def _blank(text: str) -> str:
    return _NO_LINE_END.sub(" ", text)


def _keys(text: str, start: int) -> Iterator[Link]:
    """Yields the citations in order: groups in brackets whole, others with the key alone."""
    place = start
    groups = _Groups(text)
    for found in _KEY.finditer(text, start):
        if found.start() < place:
            continue
        group = groups.around(found.start(), place)
        if group is not None:
            keys = [_key(each) for each in _KEY.finditer(text, group.start(), group.end())]
            place = group.end()
            yield Link(start=group.start(), end=group.end(), targets=tuple(keys))
            continue
        locator = _LOCATOR.match(text, found.end())
        place = locator.end() if locator else found.end()
        yield Link(start=found.start(), end=place, targets=(_key(found),))


def _key(found: re.Match[str]) -> str:
    return found[2] or found[3]


class _Groups:
    """The brackets in a text that may have citations ("[see @a, p. 3; @b]")."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, re.Match[str] | None] = {}

    def around(self, key: int, start: int) -> re.Match[str] | None:
        """Returns the brackets around the key at `key`, begun after `start`."""
        first = max(start, key - 1000)
        opening = key
        for _ in range(3):
            opening = self._text.rfind("[", first, opening)
            if opening < 0:
                break
            group = self._begun_at(opening)
            if group is not None and group.end() > key:
                return group
        return None

    def _begun_at(self, opening: int) -> re.Match[str] | None:
        """Returns the brackets that open here, looked for once: a thousand keys may come after
        them."""
        if opening not in self._known:
            self._known[opening] = _GROUP.match(self._text, opening)
        return self._known[opening]


def _begins_line(text: str, place: int) -> bool:
    """Returns whether nothing but three blanks at most comes before a place on its line."""
    before = text[max(0, place - 4) : place]
    line = before.rpartition("\n")[2]
    return not line.strip() and (len(line) < len(before) or place < 4)


def _footnotes(text: str, start: int) -> tuple[list[Link], list[tuple[int, str]]]:
    """Footnote marks as links to the places of their notes."""
    marks: list[Link] = []
    notes: list[tuple[int, str]] = []
    for found in _FOOTNOTE.finditer(text, start):
        name = f"fn:{found[1]}"
        if found[2] and _begins_line(text, found.start()):
            notes.append((found.end(), name))
        else:
            marks.append(
                Link(start=found.start(), end=found.end() - len(found[2]), targets=(name,))
            )
    known = {name for _, name in notes}
    return [mark for mark in marks if mark.targets[0] in known], notes
