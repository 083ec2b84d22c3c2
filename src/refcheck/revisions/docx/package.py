"""A Word document that is written into: its parts as trees, and the file with the changed ones."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from refcheck.errors import InputError
from refcheck.readers.archives import open_archive
from refcheck.readers.office.docx.reader import MAIN_PART, map_docx
from refcheck.readers.xml_file import parse_xml
from refcheck.readers.xml_tree import attribute, children
from refcheck.safe_xml import Element, local_name
from refcheck.text.typography import without_controls

__all__ = ["AUTHOR", "WordFile", "xml_text"]

AUTHOR: Final = "refcheck"  # of comments and changes

_FOLDER, _, _FILE = MAIN_PART.rpartition("/")
_MAIN_RELATIONS: Final = f"{_FOLDER}/_rels/{_FILE}.rels"
_TYPES: Final = "[Content_Types].xml"
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_STRICT_KINDS: Final = f"{_STRICT}officeDocument/relationships/"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MOST_ID: Final = 2**31 - 1000
_UNKNOWN_TO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WordFile:
    """A Word document in memory. What is changed in `part` trees is in `content()`, nothing else.

    Raises `InputError` where it cannot be read, or could not be saved unchanged.
    """

    def __init__(self, path: str, content: bytes) -> None:
        self.path = path
        self._archive = open_archive(path, content)
        self.text = map_docx(path, self._archive)
        self._trees = dict(self.text.parts)
        self._changed: set[str] = set()
        self.main = self._trees[MAIN_PART]
        self._space = str(self.main.tag).rpartition("}")[0].lstrip("{")
        self._last_id = -1

    # --- elements ---------------------------------------------------------------------------------

    def tag(self, name: str) -> str:
        """Returns the name of an element or attribute of Word's, with the document's namespace."""
        return f"{{{self._space}}}{name}"

    def new(self, name: str, **attributes: str) -> Element:
        """Returns a new element of Word's, with attributes of Word's."""
        own = {self.tag(key): xml_text(value) for key, value in attributes.items()}
        return self.main.makeelement(self.tag(name), own, {"w": self._space})

    def new_text(self, text: str, name: str = "t") -> Element:
        """Returns a new `w:t` (or `w:delText`) that keeps its white space."""
        element = self.new(name)
        element.text = xml_text(text)
        element.set(_SPACE, "preserve")
        return element

    def next_id(self) -> str:
        """Returns an id that no change, comment or bookmark of the document has."""
        if self._last_id < 0:
            ids = (attribute(one, "id") for tree in self._trees.values() for one in tree.iter("*"))
            numbers = (int(one) for one in ids if one and one.isdecimal() and len(one) < 10)
            self._last_id = max((one for one in numbers if one < _MOST_ID), default=0)
        self._last_id += 1
        return str(self._last_id)

    # --- parts ------------------------------------------------------------------------------------

    def part(self, name: str) -> Element | None:
        """Returns the tree of a part; None where there is no such part."""
        if name not in self._trees and name in self._archive.names:
            content = self._archive.read(name)
            if b"<!DOCTYPE" in content:
                raise InputError(self.path, f"has a document type in {name}")
            self._trees[name] = parse_xml(self.path, content, whole=True)
        return self._trees.get(name)

    def touch(self, tree: Element) -> None:
        """Note that a tree (or one that an element is in) is changed."""
        root = tree.getroottree().getroot()
        self._changed.update(name for name, one in self._trees.items() if one is root)

    def existing_parts(self, kind: str) -> list[Element]:
        """Returns the parts of a kind ("comments") that the main part relates to."""
        found = (self.part(name) for name in self._related(kind))
        return [one for one in found if one is not None]

    def related_part(self, kind: str) -> Element:
        """Returns the first part of a kind that the main part relates to; it is made where there is
        none."""
        for name in self._related(kind):
            found = self.part(name)
            if found is None:
                return self._new_part(name, kind)
            if local_name(found) != kind:
                raise InputError(self.path, f"has no {kind} in the part that should have them")
            return found
        relations = self.part(_MAIN_RELATIONS)
        if relations is None:
            empty = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships")
            relations = self._add_part(_MAIN_RELATIONS, empty)
        name = self._free_name(f"{_FOLDER}/{kind}")
        strict = self._space.startswith(_STRICT)
        relation = etree.SubElement(relations, _sibling(relations, "Relationship"))
        relation.set("Id", _free_id(relations))
        relation.set("Type", (_STRICT_KINDS if strict else _KINDS) + kind)
        relation.set("Target", name.removeprefix(f"{_FOLDER}/"))
        self.touch(relations)
        return self._new_part(name, kind)

    def _related(self, kind: str) -> list[str]:
        """Returns the names of the parts of a kind that the main part relates to."""
        return [
            _resolved(_FOLDER, one.get("Target") or "")
            for one in children(self.part(_MAIN_RELATIONS), "Relationship")
            if (one.get("Type") or "") in (_KINDS + kind, _STRICT_KINDS + kind)
            and one.get("TargetMode") != "External"
        ]

    def content(self) -> bytes:
        """Returns the file; the bytes of all parts but the changed ones are as they were."""
        trees = {name: self._trees[name].getroottree() for name in self._changed}
        return self._archive.with_members(
            {name: _DECLARATION + etree.tostring(tree, encoding="UTF-8", xml_declaration=False)
             for name, tree in trees.items()}
        )  # fmt: skip

    def _new_part(self, name: str, kind: str) -> Element:
        types = self.part(_TYPES)
        if types is None:
            raise InputError(self.path, f"lacks the part {_TYPES}")
        if not any(one.get("PartName") == f"/{name}" for one in children(types, "Override")):
            override = etree.SubElement(types, _sibling(types, "Override"))
            override.set("PartName", f"/{name}")
            override.set("ContentType", f"{_CONTENT}{kind}+xml")
            self.touch(types)
        return self._add_part(name, etree.Element(self.tag(kind), nsmap={"w": self._space}))

    def _add_part(self, name: str, tree: Element) -> Element:
        self._trees[name] = tree
        self._changed.add(name)
        return tree

    def _free_name(self, stem: str) -> str:
        numbers = ("", *map(str, range(1, len(self._archive.names) + 2)))
        names = (f"{stem}{number}.xml" for number in numbers)
        return next(name for name in names if name not in self._archive.names)


def xml_text(text: str) -> str:
    """Returns a text without what no XML can hold, or steers a terminal."""
    return _UNKNOWN_TO_XML.sub("\ufffd", without_controls(text))


def _resolved(folder: str, target: str) -> str:
    """Returns the name of the part that a relation leads to: "comments.xml", "/word/comments.xml",
    "../word/comments.xml"."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts = folder.split("/")
    for one in target.split("/"):
        if one == "..":
            parts = parts[:-1]
        elif one not in ("", "."):
            parts.append(one)
    return "/".join(parts)


def _sibling(root: Element, name: str) -> str:
    """Returns a name in the namespace of the root, as its other children have it."""
    return str(root.tag)[: -len(local_name(root))] + name


def _free_id(relations: Element) -> str:
    taken = {one.get("Id") for one in children(relations, "Relationship")}
    return next(name for n in range(1, len(taken) + 2) if (name := f"rId{n}") not in taken)
