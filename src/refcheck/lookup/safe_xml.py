"""XML from outside, read so that it can neither reach out nor blow up."""

from __future__ import annotations

from lxml import etree

__all__ = [
    "BadXMLError",
    "Element",
    "HeavyXMLError",
    "UnsafeXMLError",
    "flat_text",
    "parse_xml",
]

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

# Tags and attributes: 250 bytes of memory each, and more. The readers of articles have the same
# limit; 200 records of PubMed with their lists of references have a third of it.
_MOST_NODES = 1_200_000


class BadXMLError(Exception):
    """The text is not complete XML. The message never quotes it."""


class UnsafeXMLError(BadXMLError):
    """The text declares entities, which no answer of the service does."""


class HeavyXMLError(BadXMLError):
    """The text would take far more memory than its size. The message says how."""


def parse_xml(body: bytes) -> Element:
    """The root element of `body`. Raises `BadXMLError`.

    No DTD is loaded, no entity resolved, no address opened, and libxml2's limits on depth and size
    stay on.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!ENTITY" in body[:65_536]:
        raise UnsafeXMLError("it declares entities")
    if body.count(b"<") + body.count(b"=") > _MOST_NODES:
        raise HeavyXMLError("holds more than a million tags and attributes")
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadXMLError("it is not complete XML") from None
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):  # type: ignore[union-attr]
        raise UnsafeXMLError("it declares entities")
    return root


def flat_text(element: Element | None) -> str | None:
    """All text in `element`, markup inside dropped and white space folded; None where empty."""
    if element is None:
        return None
    text = "".join(element.itertext()) if len(element) else element.text  # type: ignore[arg-type]
    return " ".join(text.split()) or None if text else None
