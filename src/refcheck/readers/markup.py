"""XML and ZIP archives from outside, read so that they can neither reach out nor blow up.

Every reader of a format made of XML or of a ZIP archive comes through here: `parse_xml`,
`open_archive`. What is wrong with a file is an `InputError` in plain words; no error of lxml or
zipfile gets through.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from html.entities import html5
from io import BytesIO
from typing import Final

from lxml import etree

from refcheck.errors import InputError
from refcheck.readers.io import decode

__all__ = ["Archive", "Element", "check_size", "local_name", "open_archive", "opening", "parse_xml"]

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

# --- XML --------------------------------------------------------------------------------------

_MAX_MARKUP: Final = 50_000_000  # bytes; the longest book in XML has a tenth
_MAX_NODES: Final = 1_200_000  # tags and attributes: 200 bytes of memory each, and more
_PROLOGUE: Final = 200_000  # characters in which a document type may stand
_DECLARATION: Final = re.compile(r"\s*<\?xml\b([^>]{0,300})\?>")
_ENCODING: Final = re.compile(
    rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']"""
)
_DOCTYPE: Final = re.compile(
    r"<!DOCTYPE\b[^>\[]{0,4000}(?:\[(?P<subset>(?:[^\]\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}'){0,200000})\]\s*)?>"
)
_ENTITY: Final = re.compile(
    r"<!ENTITY\s+(?P<name>[\w.-]{1,80})\s+(?:(?P<quote>[\"'])(?P<value>.{0,200}?)(?P=quote)"
    r"|(?:SYSTEM|PUBLIC)\b[^>]{0,2000}?(?P<unparsed>\bNDATA\b[^>]{0,100})?)\s*>",
    re.S,
)
_CHARACTERS: Final = re.compile(r"(?:[^&%<]|&#(?:\d{1,7}|x[\dA-Fa-f]{1,6});){0,16}")
_REFERENCE: Final = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z][\w.-]{0,80});")


def parse_xml(path: str, content: bytes) -> Element:
    """The root element of an XML file, without comments and processing instructions.

    The document type is left out: no DTD is loaded, no address opened, no entity expanded except
    names of single characters (`&mdash;`), and libxml2's limits on depth and size stay on.
    Lines are counted as in the file (`element.sourceline`). The tree may be nested 256 deep:
    walk it with `iter` or a stack, not by recursion. Raises `InputError`.
    """
    check_size(path, content)
    text = _decoded(path, content)
    names: dict[str, str] = {}
    begin = text.find("<!DOCTYPE", 0, _PROLOGUE)
    doctype = _DOCTYPE.match(text, begin, begin + _PROLOGUE) if begin >= 0 else None
    if doctype is not None and "<!ENTITY" in doctype.group():
        names = _entities(path, doctype["subset"] or "")
    if doctype is not None:
        lines = "\n" * doctype.group().count("\n")
        text = f"{text[: doctype.start()]}{lines}{text[doctype.end() :]}"
    if "&" in text:
        text = _REFERENCE.sub(lambda found: _character(found, names), text)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,  # an id that comes twice is no reason to read nothing
        encoding="utf-8",
    )
    try:
        return etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(path, _reason(error)) from None


# A tag as parsers see it: what is in quotation marks after `=` is a value.
_TAG: Final = re.compile(
    rb"""<[A-Za-z](?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>=]++|=)*+""",
)
_VALUE: Final = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+)""")
_APART: Final = re.compile(rb"[\s/=]+")
_MOST_ATTRIBUTES: Final = 1_000


def _attributes(tag: bytes) -> int:
    """About how many attributes a tag has; 0 where it is too short to have many."""
    if len(tag) < 2 * _MOST_ATTRIBUTES:
        return 0
    return len(_APART.findall(_VALUE.sub(b" ", tag)))


def check_size(path: str, content: bytes) -> None:
    """Raise `InputError` where markup is too large to be held as a tree.

    libxml2 compares each attribute of a tag with all before it.
    """
    if len(content) > _MAX_MARKUP:
        raise InputError(path, f"holds more than {_MAX_MARKUP // 1_000_000} MB of markup")
    if any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _TAG.finditer(content)):
        raise InputError(path, f"has a tag with more than {_MOST_ATTRIBUTES:,} attributes")
    if content.count(b"<") + content.count(b"=") > _MAX_NODES:
        raise InputError(path, "holds more than a million tags and attributes")


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for an entity left as it was."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def opening(element: Element, limit: int) -> str:
    """The text of an element; where that is longer than `limit`, a little more than so much."""
    text = ""
    for piece in element.itertext():
        text += str(piece)
        if len(text) > limit:
            break
    return text


def _decoded(path: str, content: bytes) -> str:
    """The text without its declaration, decoded as that says where the bytes agree."""
    declared = _ENCODING.match(content[:400])
    text = None
    if declared is not None:
        try:
            text = content.decode(declared[1].decode("ascii"))
        except (LookupError, ValueError, UnicodeError):
            text = None
        if text is not None and "\0" in text[:400]:  # "UTF-16", said in ASCII
            text = None
    if text is None:
        text = decode(path, content)
    text = text.removeprefix("\ufeff")
    declaration = _DECLARATION.match(text)
    if declaration is not None:
        text = "\n" * declaration.group().count("\n") + text[declaration.end() :]
    return text


def _entities(path: str, subset: str) -> dict[str, str]:
    """The names of characters that a document type declares; any other entity is refused."""
    names: dict[str, str] = {}
    for found in _ENTITY.finditer(subset):
        value = found["value"]
        if value is not None and _CHARACTERS.fullmatch(value):
            names[found["name"]] = value
        elif not found["unparsed"]:
            raise InputError(path, "declares XML entities of its own, which are not expanded")
    return names


def _character(found: re.Match[str], names: dict[str, str]) -> str:
    """What stands for `&name;`: its character; the words themselves where no one knows it."""
    name = found[1]
    if name in names:
        return names[name]
    character = html5.get(f"{name};")
    if character is None or character in "&<>":
        return f"&amp;{name};"
    return character


def _reason(error: Exception) -> str:
    text = str(error)
    if "depth" in text.lower():
        return "is XML that is nested too deeply"
    if "huge" in text.lower() or "too long" in text.lower():
        return "is XML with a piece that is too large"
    line = getattr(error, "lineno", None)
    where = f" (line {line})" if line else ""
    return f"is broken or incomplete XML{where}"


# --- ZIP archives -----------------------------------------------------------------------------

_MAX_MEMBERS: Final = 20_000
_MAX_MEMBER: Final = 100_000_000  # bytes of one member, unpacked
_MAX_TOTAL: Final = 300_000_000  # bytes unpacked in all
_SUSPECT: Final = 20_000_000  # bytes from which on a member is measured against its packed size
_MAX_RATIO: Final = 200  # XML packs to a tenth or a twentieth; zeros to a thousandth
_LONGEST_NAME: Final = 60
_DAMAGED: Final = "is a damaged ZIP archive (Word, OpenDocument or EPUB)"


class Archive:
    """A ZIP archive in memory: its names, and its members as far as they may be unpacked."""

    def __init__(self, path: str, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self._members = {one.filename: one for one in archive.infolist()}
        self._unpacked = 0

    @property
    def names(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Unpack a member. Raises `InputError`: missing, damaged, locked or far too large."""
        member = self._members.get(name)
        if member is None:
            raise InputError(self.path, f"lacks the part {_shown(name)}")
        if member.flag_bits & 1:
            raise InputError(self.path, "is protected by a password")
        limit = min(_MAX_MEMBER, _MAX_TOTAL - self._unpacked)
        ratio = _MAX_RATIO * max(member.compress_size, 1)
        limit = min(limit, max(_SUSPECT, ratio))
        try:
            with self._archive.open(member) as stream:
                content = stream.read(limit + 1)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
            *(OSError, ValueError, struct.error, UnicodeError, MemoryError),
        ) as error:
            raise InputError(self.path, f"{_DAMAGED}: {_shown(name)}") from error
        if len(content) > limit:
            raise InputError(self.path, f"unpacks to far more than its size (part {_shown(name)})")
        self._unpacked += len(content)
        return content


def _shown(name: str) -> str:
    """The name of a member as far as it fits a line."""
    name = "".join(char if char.isprintable() else "\ufffd" for char in name[:_LONGEST_NAME])
    return name if len(name) < _LONGEST_NAME else f"{name}…"


def open_archive(path: str, content: bytes) -> Archive:
    """Open a ZIP archive that lies in memory. Raises `InputError`."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (
        *(zipfile.BadZipFile, NotImplementedError, ValueError, OSError),
        *(struct.error, EOFError, UnicodeError),
    ) as error:
        raise InputError(path, _DAMAGED) from error
    if len(archive.filelist) > _MAX_MEMBERS:
        raise InputError(path, f"is a ZIP archive of more than {_MAX_MEMBERS:,} files")
    return Archive(path, archive)
