"""The one opener of XML from outside: it reaches nothing, and nothing blows up.

The readers of articles and the responses of services come through here, with the same limits. What
is wrong is an `XMLError`; each caller turns it into an error of its own.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml import etree

    Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

__all__ = [
    "Element",
    "Fault",
    "XMLError",
    "check_length",
    "check_size",
    "flat_text",
    "local_name",
    "opening",
    "parse_xml",
]

_MAX_BYTES: Final = 50_000_000  # the longest book in XML has a tenth
# Tags and attributes: 250 bytes of memory each, and more. 200 records of PubMed with their lists
# of references have a third of it.
_MAX_NODES: Final = 1_200_000
_MAX_ATTRIBUTES: Final = 1_000  # of one tag: libxml2 compares each of them with all before it
_PROLOGUE: Final = 65_536  # bytes in which a document type declares its entities
_ASIDE: Final = re.compile(rb"<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)", re.S)
_ROOT: Final = re.compile(rb"<[A-Za-z_:]")
# A tag as parsers see it: what is in quotation marks after `=` is a value.
_TAG: Final = re.compile(
    rb"""<[A-Za-z](?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>=]++|=)*+""",
)
_VALUE: Final = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+)""")
_APART: Final = re.compile(rb"[\s/=]+")


class Fault(Enum):
    """What is wrong with XML: how a caller answers depends on it."""

    BROKEN = auto()  # not XML, not complete, or nested too deeply
    ENTITIES = auto()  # it declares entities of its own
    TOO_LARGE = auto()  # it would take far more memory than its size


class XMLError(Exception):
    """XML that is not opened. The message completes "This file ..." and never quotes its text."""

    def __init__(self, reason: str, fault: Fault) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fault = fault


def parse_xml(content: bytes, encoding: str | None = None, *, whole: bool = False) -> Element:
    """Returns the root element, without comments and processing instructions unless `whole`.

    `encoding` is used whatever the XML says of itself; without it, what it says or UTF-8.
    No DTD is loaded, no entity resolved, no address opened, and libxml2's limits on depth (256)
    and size stay on: walk the tree with `iter` or a stack, not by recursion. Raises `XMLError`.
    """
    from lxml import etree

    check_size(content)
    if _declares_entities(content):
        raise XMLError("declares XML entities", Fault.ENTITIES)
    # An id that comes twice is no reason to read nothing. But lxml loads the DTD that a document
    # type names where it is not to collect ids.
    typed = encoding != "utf-8" or b"<!DOCTYPE" in content
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=not whole,
        remove_pis=not whole,
        collect_ids=typed,
        encoding=encoding,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise XMLError(_reason(error), Fault.BROKEN) from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # type: ignore[union-attr]
        raise XMLError("declares XML entities", Fault.ENTITIES)
    return root


def check_size(content: bytes) -> None:
    """Raises `XMLError` where XML or HTML is too large to become a tree."""
    check_length(content)
    if any(_attributes(tag[0]) > _MAX_ATTRIBUTES for tag in _TAG.finditer(content)):
        reason = f"has a tag with more than {_MAX_ATTRIBUTES:,} attributes"
        raise XMLError(reason, Fault.TOO_LARGE)
    if content.count(b"<") + content.count(b"=") > _MAX_NODES:
        raise XMLError("holds more than a million tags and attributes", Fault.TOO_LARGE)


def check_length(content: bytes) -> None:
    """Raises `XMLError` where there is too much XML or HTML to look at each tag of it."""
    if len(content) > _MAX_BYTES:
        raise XMLError(f"holds more than {_MAX_BYTES // 1_000_000} MB of markup", Fault.TOO_LARGE)


def local_name(element: Element) -> str:
    """Returns the name of an element without its namespace; empty for an entity left as it was."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def flat_text(element: Element | None) -> str | None:
    """Returns all text in `element`, markup inside dropped and white space folded; None where
    empty."""
    if element is None:
        return None
    text = "".join(element.itertext()) if len(element) else element.text  # type: ignore[arg-type]
    return " ".join(text.split()) or None if text else None


def opening(element: Element, limit: int) -> str:
    """Returns the text of an element; where that is longer than `limit`, a little more than so
    much."""
    text = ""
    for piece in element.itertext():
        text += str(piece)
        if len(text) > limit:
            break
    return text


def _declares_entities(content: bytes) -> bool:
    """Returns whether a document type, which comes before the root element, has entities of its
    own."""
    prologue = content[:_PROLOGUE]
    if b"<!ENTITY" not in prologue:
        return False
    prologue = _ASIDE.sub(b"", prologue)
    root = _ROOT.search(prologue)
    return b"<!ENTITY" in (prologue[: root.start()] if root else prologue)


def _attributes(tag: bytes) -> int:
    """About how many attributes a tag has; 0 where it is too short to have many."""
    if len(tag) < 2 * _MAX_ATTRIBUTES:
        return 0
    return len(_APART.findall(_VALUE.sub(b" ", tag)))


def __getattr__(name: str) -> Any:
    """Returns the type of an element: lxml is loaded when there is XML."""
    if name != "Element":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from lxml import etree

    return etree._Element  # noqa: SLF001


def _reason(error: etree.XMLSyntaxError | ValueError) -> str:
    text = str(error)
    if "depth" in text.lower():
        return "is XML that is nested too deeply"
    if "huge" in text.lower() or "too long" in text.lower():
        return "is XML with a piece that is too large"
    line = getattr(error, "lineno", None)  # of lxml's own error
    where = f" (line {line})" if line else ""
    return f"is broken or incomplete XML{where}"
