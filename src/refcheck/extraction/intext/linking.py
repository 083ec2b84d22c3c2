"""Markers that the format ties to entries: <xref rid>, <a href="#ref5">, [@key], \\cite{key}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.marker import read_numbers
from refcheck.extraction.reference_list.headings import opens_list
from refcheck.extraction.thresholds import (
    JOINED_CHARACTERS,
    LINK_CHARACTERS,
    LINKED_RANGE,
    SIGN_CHARACTERS,
)
from refcheck.model.document import Link
from refcheck.model.reference import Reference
from refcheck.model.report import CitationKind
from refcheck.text.labels import label_number
from refcheck.text.patterns import lazy_regex

__all__ = ["InTextCitation", "linked_citations"]


class InTextCitation(NamedTuple):
    """A marker with the numbers of the references that it points to, and what it points to else."""

    start: int
    end: int
    references: tuple[int, ...]
    kind: CitationKind
    missing: tuple[str, ...] = ()


_NUMBER: Final = lazy_regex(r"[\[({\s]*\d{1,5}(?:\s*[-–—,;]\s*\d{1,5})*[a-z]?[\])}\s]*")
_RANGE: Final = lazy_regex(r"[\])]?\s{0,2}[-–—−‐‑]\s{0,2}[\[(]?")
_SEPARATOR: Final = lazy_regex(r"\s{0,2}[,;]?\s{0,2}")
# Cross-references of Quarto and bookdown, which look like keys: "@fig-one", "@tbl-two".
_CROSS: Final = lazy_regex(
    r"(?:fig|tbl|tab|table|sec|eq|eqn|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg|app|ch|note|fn)[-:_]"
)


def linked_citations(body: BodyText, references: Sequence[Reference]) -> list[InTextCitation]:
    """Returns the links of the body text that lead to entries, in order, ranges filled in."""
    if not body.document.links:
        return []
    return _joined(body.text, list(_hits(body, references)))


def _hits(body: BodyText, references: Sequence[Reference]) -> Iterator[InTextCitation]:
    document = body.document
    by_id = _by_id(references)
    anchors = {name: offset for offset, name in reversed(document.anchors)}
    forms = {_form(name) for name in by_id} - {""}
    labels = _Labels(references)
    end_before = 0
    for link in document.links:
        if link.start < end_before or not body.contains(link.start):
            continue
        numbers: list[int] = []
        missing: list[str] = []
        for target in link.targets:
            known = by_id.get(target, [])
            if not known and target in anchors and _may_cite(body.text, link):
                known = labels.printed(body.text, link, _at(body, references, anchors[target]))
            if known:
                numbers += known
            elif by_id and target not in anchors and _is_key(body.text, link, target):
                missing.append(target)
            elif _form(target) in forms and target not in anchors:
                missing.append(body.text[link.start : link.end].strip("[]() "))
        if numbers or missing:
            end_before = link.end
            kind = CitationKind.LINK
            if _is_key(body.text, link, link.targets[0]):
                kind = CitationKind.KEY
            yield InTextCitation(
                link.start, link.end, tuple(dict.fromkeys(numbers)), kind, tuple(missing)
            )


def _by_id(references: Sequence[Reference]) -> dict[str, list[int]]:
    """Returns the numbers of the entries with each id; one `<ref>` of JATS may contain several
    works."""
    by_id: dict[str, list[int]] = {}
    for one in references:
        if one.string.id:
            by_id.setdefault(one.string.id, []).append(one.string.number)
    return by_id


class _Labels:
    """The references by the numbers that their lists print.

    A PDF knows of a link where on a page it leads, or the page alone: what is printed is surer.
    """

    def __init__(self, references: Sequence[Reference]) -> None:
        self._by_label: dict[int, list[Reference]] = {}
        self._labels: dict[int, int] = {}
        for one in references:
            label = label_number(one.string.label)
            if label is not None:
                self._by_label.setdefault(label, []).append(one)
                self._labels[one.string.number] = label

    def printed(self, text: str, link: Link, found: list[int]) -> list[int]:
        """Returns the entries that a link to a place cites, where `found` are those at the place.

        They are those whose labels the link shows, if it shows numbers that all are labels, and
        others than those at the place.
        """
        if not found or not _NUMBER.fullmatch(text, link.start, link.end):
            return found
        shown = [
            number
            for first, last in read_numbers(text[link.start : link.end])
            for number in (range(first, last + 1) if last - first <= LINKED_RANGE else (first,))
        ]
        if self._labels.get(found[0]) in shown or any(one not in self._by_label for one in shown):
            return found
        return [self._of(number, link.start) for number in shown]

    def _of(self, label: int, offset: int) -> int:
        """Returns the entry with a label, of the next list after an offset, else of the last
        one."""
        alike = self._by_label[label]
        later = (one for one in alike if one.string.span.start > offset)
        return next(later, alike[-1]).string.number


def _form(name: str) -> str:
    """Returns an id with its digits alike: "b9" as "b12"; "" for one without."""
    return re.sub(r"\d+", "0", name) if any(map(str.isdigit, name)) else ""


def _at(body: BodyText, references: Sequence[Reference], offset: int) -> list[int]:
    """Returns the number of the entry that an anchor is in, or right before; empty without one."""
    text = body.text
    while offset < len(text) and text[offset].isspace():
        offset += 1
    index = body.entry_at(offset)
    return [references[index].string.number] if index is not None else []


def _may_cite(text: str, link: Link) -> bool:
    """Returns whether a link to an anchor may be a citation: not "References" in a table of
    contents."""
    words = text[link.start : link.end].strip()
    if len(words) > LINK_CHARACTERS or opens_list(words):
        return False
    return any(char.isdigit() for char in words) or len(words) <= SIGN_CHARACTERS


# An address, with its protocol or without: what a hyperlink shows and leads to is not a key.
_ADDRESS: Final = lazy_regex(
    r"[a-z][a-z0-9+.-]{1,20}:|www\.|[^\s/]{1,200}\.[a-z]{2,10}(?:[/?#]|\Z)|\S{1,200}@\S|[./~\\]|\S{1,200}/",
    re.I,
)


def _is_key(text: str, link: Link, target: str) -> bool:
    """Returns whether the text itself names a target, as source formats do."""
    command = text.startswith("\\", link.start)  # "\cite{1}": whatever is there is a key
    marked = any(text.find(sign + target, link.start, link.end) >= 0 for sign in ("@", "@{"))
    if not command and not marked and _ADDRESS.match(target):
        return False
    telling = len(target) > 1 and not target.isdigit() and _CROSS.match(target) is None
    return (command or telling) and text.find(target, link.start, link.end) >= 0


def _joined(text: str, found: Sequence[InTextCitation]) -> list[InTextCitation]:
    """Returns links within one marker joined, ranges between two of them filled in."""
    joined: list[InTextCitation] = []
    for one in found:
        before = joined[-1] if joined else None
        if before is not None and _are_numbers(text, before, one):
            if _RANGE.fullmatch(text, before.end, one.start):
                first, last = before.references[-1] + 1, one.references[0]
                between = range(first, last) if last - first <= LINKED_RANGE else ()
                joined[-1] = _together(before, tuple(between), one)
                continue
            closed = text[before.end - 1] in ")]" and text[one.start] in "(["  # "[1][2]"
            if not closed and _SEPARATOR.fullmatch(text, before.end, one.start):
                joined[-1] = _together(before, (), one)
                continue
        joined.append(one)
    return [_bracketed(text, one) for one in joined]


def _are_numbers(text: str, before: InTextCitation, one: InTextCitation) -> bool:
    return (
        one.start - before.end <= JOINED_CHARACTERS
        and bool(before.references and one.references)
        and _NUMBER.match(text, before.start, before.end) is not None
        and _NUMBER.fullmatch(text, one.start, one.end) is not None
    )


def _together(
    before: InTextCitation, between: tuple[int, ...], one: InTextCitation
) -> InTextCitation:
    references = tuple(dict.fromkeys((*before.references, *between, *one.references)))
    return InTextCitation(
        before.start, one.end, references, before.kind, before.missing + one.missing
    )


def _bracketed(text: str, one: InTextCitation) -> InTextCitation:
    """Returns the marker with the brackets around it."""
    around = text[one.start - 1 : one.start] + text[one.end : one.end + 1]
    if around in {"[]", "()"} and _NUMBER.match(text, one.start, one.end):
        return one._replace(start=one.start - 1, end=one.end + 1)
    return one
