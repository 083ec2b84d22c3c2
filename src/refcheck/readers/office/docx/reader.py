"""Word: .docx, as it is printed, with what reference managers keep in it.

A paragraph is a line. The numbers of lists and notes, which Word counts when it prints, are in
the text; deleted and hidden text does not. Endnotes follow the text, then footnotes, both numbered
1, 2, 3. A place is "paragraph 118": paragraphs are counted as Word counts them, those in tables
included, "footnote 3", "endnote 3". Pages are those of the last time that Word laid the text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.model.record import BibliographicRecord
from refcheck.readers.archives import Archive, open_archive
from refcheck.readers.office.citation_fields import (
    Cited,
    document_text,
    mendeley_control,
)
from refcheck.readers.office.docx.bibliography import endnote_records, word_sources
from refcheck.readers.office.docx.fields import WordField, cross_reference
from refcheck.readers.office.docx.numbering import WordNumbering
from refcheck.readers.office.docx.paragraphs import PartReader
from refcheck.readers.office.docx.styles import WordStyles
from refcheck.readers.office.docx.text_map import Source, WordText, pieces_of
from refcheck.readers.office.printed_lists import PrintedList
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import attribute, children
from refcheck.safe_xml import Element

__all__ = ["MAIN_PART", "map_docx", "read_docx"]

MAIN_PART: Final = "word/document.xml"
_NOTES: Final = (("endnote", "word/endnotes.xml"), ("footnote", "word/footnotes.xml"))
# Codes of the fields that print a list: Zotero, Mendeley, EndNote, Word itself.
_LIST: Final = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley Bibliography|CSL_BIBLIOGRAPHY)"
    r"|BIBLIOGRAPHY\b|MENDELEY_BIBLIOGRAPHY|ZOTERO_BIBL)"
)
_ITEMS: Final = re.compile(r"\s*(?:ADDIN\s+)?(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*\{")
_WORD: Final = re.compile(r"\s*CITATION\s+(\S+)((?:.|\n){0,4000})")
_FURTHER: Final = re.compile(r"\\m\s+(\S+)")
_BOOKMARK: Final = re.compile(r"((?:ZOTERO_BREF|Mendeley_Bookmark)_\w{1,60}?)_(\d{1,4})")
_SOURCES: Final = re.compile(r"customXml/item\d{1,4}\.xml")
_MOST_SOURCES: Final = 50


def read_docx(path: str, content: bytes) -> Document:
    """Read a Word document. Raises `InputError`: damaged, too large, protected by a password."""
    archive = open_archive(path, content)
    return _Package(path, archive).document()


def map_docx(path: str, archive: Archive) -> WordText:
    """Read a Word document for those who write into it. Raises `InputError` as `read_docx` does,
    and where a part has a document type, which Word never writes."""
    package = _Package(path, archive, sources=[])
    document = package.document()
    return WordText(document=document, parts=package.trees, pieces=pieces_of(package.sources or ()))


class _Package:
    """The parts of one document. With a list of `sources`, its text is mapped to them."""

    def __init__(self, path: str, archive: Archive, sources: list[Source] | None = None) -> None:
        self.sources = sources
        self.trees: dict[str, Element] = {}  # of the parts that the text is in, where it is mapped
        self._path = path
        self._archive = archive
        self._cited = Cited()
        self._sources: dict[str, BibliographicRecord] = {}  # Word's own, by their tags
        self._lists: list[tuple[int, int]] = []  # paragraphs of printed lists: first, after last

    def document(self) -> Document:
        """Returns the text of the document and what is known of it."""
        main = self._text_part(MAIN_PART)
        if main is None:
            raise InputError(self._path, f"lacks the part {MAIN_PART}")
        body = PartReader(
            WordStyles(self._part("word/styles.xml")),
            WordNumbering(self._part("word/numbering.xml")),
            self._field,
            self._codes(),
            self.sources,
        )
        self._read_sources()
        body.read(main, self._targets(MAIN_PART))
        for kind, name in _NOTES:
            self._read_notes(body, kind, name)
        lists = self._lists + [
            (first, last) for tag, first, last in body.controls if _LIST.match(tag)
        ]
        printed = [PrintedList(body.paragraphs[first:last]) for first, last in _apart(lists)]
        return document_text(body.paragraphs, self._cited, printed).document(self._path)

    def _part(self, name: str) -> Element | None:
        if name not in self._archive.names:
            return None
        return parse_xml(self._path, self._archive.read(name))

    def _text_part(self, name: str) -> Element | None:
        """Returns a part that the text is in."""
        if self.sources is None or name not in self._archive.names:
            return self._part(name)
        content = self._archive.read(name)
        if b"<!DOCTYPE" in content:
            raise InputError(self._path, f"has a document type in {name}")
        self.trees[name] = parse_xml(self._path, content, whole=True)
        return self.trees[name]

    def _targets(self, name: str) -> dict[str, str]:
        """Returns the addresses outside of the document that a part links to."""
        folder, _, file = name.rpartition("/")
        root = self._part(f"{folder}/_rels/{file}.rels")
        return {
            one.get("Id") or "": one.get("Target") or ""
            for one in children(root, "Relationship")
            if one.get("TargetMode") == "External" and "://" in (one.get("Target") or "")
        }

    def _read_notes(self, body: PartReader, kind: str, name: str) -> None:
        wanted = [note for of_kind, note in body.notes if of_kind == kind]
        root = self._text_part(name) if wanted else None
        if root is None:
            return
        notes = {attribute(one, "id"): one for one in children(root, kind)}
        targets = self._targets(name)
        for number, note in enumerate(wanted, 1):
            if note not in notes:
                continue
            first = len(body.paragraphs)
            body.read(notes[note], targets, prefix=f"{kind} {number}")
            if first < len(body.paragraphs):
                paragraph = body.paragraphs[first]
                paragraph.label = f"{number}. {paragraph.label}"
                paragraph.anchors.append((0, f"{kind}-{note}"))
            for paragraph in body.paragraphs[first:]:
                paragraph.item = True

    # --- reference managers -------------------------------------------------------------------

    def _codes(self) -> Mapping[str, str]:
        """Returns the citations that Zotero and Mendeley keep in the document's properties, by
        bookmark."""
        root = self._part("docProps/custom.xml")
        pieces: dict[str, list[tuple[int, str]]] = {}
        for one in children(root, "property"):
            found = _BOOKMARK.fullmatch(one.get("name") or "")
            if found:
                text = "".join(str(piece) for piece in one.itertext())
                pieces.setdefault(found[1], []).append((int(found[2]), text))
        return {name: "".join(text for _, text in sorted(of)) for name, of in pieces.items()}

    def _read_sources(self) -> None:
        names = sorted(filter(_SOURCES.fullmatch, self._archive.names))
        for name in names[:_MOST_SOURCES]:
            content = self._archive.read(name)
            if b"Sources" not in content[:2000]:
                continue
            try:
                root = parse_xml(self._path, content)
            except InputError:
                continue
            for tag, record in word_sources(root):
                self._sources[tag] = record

    def _field(self, body: PartReader, one: WordField) -> None:
        """A field of the document has ended: note what it cites, or the list that it prints."""
        code = "".join(one.code)
        if _LIST.match(code):
            self._lists.append((max(one.paragraph, 0), len(body.paragraphs)))
        elif _ITEMS.match(code):
            body.tie(one, self._cited.csl(code))
        elif code.lstrip().startswith("MENDELEY_CITATION"):
            body.tie(one, self._cited.csl(mendeley_control(code.strip()) or ""))
        elif "EN.CITE" in code[:40]:
            records = list(endnote_records(self._path, code, one.data))
            body.tie(one, [self._cited.add(name, record) for name, record in records])
        elif (targets := cross_reference(code)) is not None:
            body.tie(one, targets)
        else:
            found = _WORD.match(code)
            tags = [found[1], *_FURTHER.findall(found[2])] if found else []
            known = [tag for tag in tags if tag in self._sources]
            body.tie(one, [self._cited.add(f"source:{tag}", self._sources[tag]) for tag in known])


def _apart(lists: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the printed lists in order, none within another: Word wraps its field in a
    control."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(lists, key=lambda one: (one[0], -one[1])):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept
