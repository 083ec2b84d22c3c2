"""EndNote's XML export; the file's own text is the document's."""

from __future__ import annotations

from refcheck.errors import InputError
from refcheck.formats.endnote import from_endnote, value_of
from refcheck.formats.reference_string import marked_reference
from refcheck.model.document import Document, MarkedReference, Places
from refcheck.readers.bibliography.xml_places import element_places
from refcheck.readers.io import decode
from refcheck.readers.xml_file import parse_xml
from refcheck.safe_xml import Element

__all__ = ["read_endnote"]


def read_endnote(path: str, content: bytes) -> Document:
    """Read an EndNote XML file; every record is a reference.

    Raises `InputError` where it is not complete XML.
    """
    root = parse_xml(path, content)
    text = decode(path, content)
    records = list(root.iter("{*}record"))
    places = element_places(text, "record")
    if len(places) != len(records):
        raise InputError(path, "is EndNote XML whose records cannot be told apart")
    number = {one: index for index, one in enumerate(records, 1)}
    return Document(
        path=path,
        text=text,
        places=Places(
            (start, f"/xml/records/record[{number[one]}]")
            for (start, _), one in zip(places, records, strict=True)
        ),
        references=tuple(
            _reference(start, end, one) for (start, end), one in zip(places, records, strict=True)
        ),
    )


def _reference(start: int, end: int, element: Element) -> MarkedReference:
    notes = " ; ".join(
        value_of(element, name)
        for name in ("notes", "custom1", "custom2", "research-notes", "electronic-resource-num")
    )
    number = value_of(element, "rec-number") or None
    return marked_reference(
        start, end, from_endnote(element), id=number, source_id=number, notes=notes
    )
