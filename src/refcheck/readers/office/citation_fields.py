"""What reference managers leave in documents: the works cited, and the list that they print.

Zotero and Mendeley write each citation with its CSL-JSON items into a field (or a content control,
or a bookmark), EndNote its records in XML. The items are taken as they are; the printed entries
are told by the titles that they show.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Final

from refcheck.formats.csl import from_csl
from refcheck.formats.normalise import normalise
from refcheck.formats.reference_string import reference_string
from refcheck.frozen import dataclass
from refcheck.model.document import MarkedReference
from refcheck.model.record import BibliographicRecord, GroupName
from refcheck.readers.office.paragraphs import Paragraph, write
from refcheck.readers.office.printed_lists import ListEntry, PrintedList, lists_to_take
from refcheck.readers.text_builder import TextBuilder
from refcheck.text.folding import fold

__all__ = ["Cited", "document_text", "mendeley_control"]

_JSON: Final = json.JSONDecoder()
_MOST_ITEMS: Final = 20_000
_CONTROL: Final = "MENDELEY_CITATION_v3_"
_WORD: Final = re.compile(r"[^\W_]+")
_ENOUGH: Final = 0.85  # of the words of a title, where it is not printed as it is
_HEADING: Final = "References"


@dataclass(slots=True)
class Cited:
    """The works that a document's fields cite, by the ids that their links point to."""

    records: dict[str, BibliographicRecord] = field(default_factory=dict)

    def add(self, name: str, record: BibliographicRecord) -> str:
        """Note a work; the id of its links."""
        if len(self.records) < _MOST_ITEMS:
            self.records.setdefault(name, record)
        return name

    def csl(self, code: str) -> list[str]:
        """Returns the works in the code of a citation field, `... CSL_CITATION {...}`: their
        ids."""
        begin = code.find("{")
        if begin < 0:
            return []
        try:
            citation, _ = _JSON.raw_decode(code, begin)
        except (ValueError, RecursionError):
            return []
        return list(self._items(citation))

    def _items(self, citation: object) -> Iterator[str]:
        items = citation.get("citationItems") if isinstance(citation, Mapping) else None
        for item in items if isinstance(items, list) else ():
            if not isinstance(item, Mapping):
                continue
            data = item.get("itemData")
            if isinstance(data, Mapping) and data:
                yield self.add(_name(item, data), normalise(from_csl(data)).record)


def _name(item: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Returns what tells a work from others: its address in the library, else its number there."""
    addresses = item.get("uris") or item.get("uri")
    if isinstance(addresses, list) and addresses and isinstance(addresses[0], str):
        return f"item:{addresses[0]}"
    return f"item:{data.get('id') or item.get('id') or data.get('title')}"


def mendeley_control(tag: str) -> str | None:
    """Returns the code of a citation in the tag of one of Mendeley's content controls."""
    if not tag.startswith(_CONTROL):
        return None
    try:
        code = base64.b64decode(tag[len(_CONTROL) :] + "===")
    except (binascii.Error, ValueError):
        return None
    return code.decode("utf-8", errors="replace")


def document_text(
    paragraphs: Sequence[Paragraph], cited: Cited, lists: Sequence[PrintedList]
) -> TextBuilder:
    """Returns the text of a document, and its references where its fields mark them.

    Where a manager printed the list, its paragraphs and those that were typed next to them are the
    references, each with the record of the work whose title it shows. Where none did, and the text
    does not show the works either, they are printed at the end, so that none is lost. Else the list
    is plain text, to be found; links to works lead to the paragraphs that show their titles.
    """
    shown = _Shown(cited.records)
    entries = lists_to_take(paragraphs, lists, citing=bool(cited.records))
    if entries:
        text = write(paragraphs)
        text.references.extend(_marked(entries, shown))
        return text
    if not cited.records:
        return write(paragraphs)
    places = shown.places(paragraphs)
    if 2 * len(places) >= len(cited.records):
        for name, paragraph in places.items():
            paragraph.anchors.append((0, name))
        return write(paragraphs)
    added = [Paragraph(place=_HEADING)]
    added[0].add(_HEADING)
    for record in cited.records.values():
        added.append(Paragraph(place=_HEADING))
        added[-1].add(reference_string(record))
    text = write([*paragraphs, *added])
    text.references.extend(
        MarkedReference(start=one.start, end=one.start + one.length, id=name, record=record)
        for one, (name, record) in zip(added[1:], cited.records.items(), strict=True)
    )
    return text


def _marked(lists: Sequence[Sequence[ListEntry]], shown: _Shown) -> Iterator[MarkedReference]:
    for number, entries in enumerate(lists, 1):
        names = shown.names([one.paragraph.text[one.start :] for one in entries])
        for (paragraph, at, label), name in zip(entries, names, strict=True):
            words = paragraph.text
            start = paragraph.start + at
            yield MarkedReference(
                start=start,
                end=paragraph.start + len(words.rstrip()),
                id=name,
                label=label,
                list_number=number,
                record=shown.records.get(name) if name else None,
                link_text=_addresses(paragraph),
            )


def _addresses(paragraph: Paragraph) -> str:
    """Returns the addresses that a paragraph links to and does not show."""
    words = paragraph.text
    targets = (target for *_, targets in paragraph.links for target in targets)
    return " ".join(target for target in targets if "://" in target and target not in words)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a work is told by in print: the letters of its title, its words, a name, a year."""

    title: str
    words: frozenset[str]
    author: str
    year: str


class _Shown:
    """Tells which work a printed passage shows."""

    def __init__(self, records: Mapping[str, BibliographicRecord]) -> None:
        self.records = records
        self._works = {name: _work(record) for name, record in records.items()}
        self._by_word: dict[str, list[str]] = {}
        for name, work in self._works.items():
            for word in work.words or {work.author}:
                self._by_word.setdefault(word, []).append(name)

    def names(self, passages: Sequence[str]) -> list[str | None]:
        """Returns the work that each passage shows; no work twice."""
        left = set(self._works)
        names: list[str | None] = []
        for passage in passages:
            name = self._best(passage, left)
            left.discard(name or "")
            names.append(name)
        return names

    def places(self, paragraphs: Sequence[Paragraph]) -> dict[str, Paragraph]:
        """Where the titles of works are printed, outside of the citations themselves."""
        found: dict[str, Paragraph] = {}
        for paragraph in paragraphs:
            if any(target in self._works for *_, targets in paragraph.links for target in targets):
                continue
            name = self._best(paragraph.text, set(self._works) - set(found))
            if name:
                found[name] = paragraph
        return found

    def _best(self, passage: str, names: set[str]) -> str | None:
        folded = fold(passage)
        words = frozenset(_WORD.findall(folded))
        letters = "".join(_WORD.findall(folded))
        near = {name for word in words for name in self._by_word.get(word, ())} & names
        scored = [(self._score(self._works[name], letters, words), name) for name in near]
        best = max(scored, default=(0.0, ""))
        return best[1] if best[0] > 0 else None

    def _score(self, work: _Work, letters: str, words: frozenset[str]) -> float:
        """Returns how surely a passage shows a work; 0 where it does not."""
        named = bool(work.author) and work.author in letters
        dated = bool(work.year) and work.year in words
        if not work.title:
            return 0.5 if named and dated else 0.0
        if work.title in letters and (len(work.title) > 20 or named or dated):
            return 10 + len(work.title) + named + dated
        share = len(work.words & words) / max(len(work.words), 1)
        return share + named + dated if share >= _ENOUGH and (named or dated) else 0.0


def _work(record: BibliographicRecord) -> _Work:
    title = fold(record.title or "")
    author = ""
    for first in (record.authors or record.editors)[:1]:
        author = first.name if isinstance(first, GroupName) else first.full_family
    issued = record.issued
    return _Work(
        "".join(_WORD.findall(title)),
        frozenset(_words(title)),
        "".join(_WORD.findall(fold(author))),
        str(issued.year) if issued else "",
    )


def _words(title: str) -> Iterable[str]:
    return (word for word in _WORD.findall(title) if len(word) > 2)
