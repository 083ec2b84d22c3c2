"""PubMed's XML, as its downloads and E-utilities give it; the file's own text is the document's."""

from __future__ import annotations

from typing import Final

from refcheck.errors import InputError
from refcheck.formats.pubmed_xml import as_written, pmid_of
from refcheck.formats.reference_string import marked_reference
from refcheck.model.document import Document, MarkedReference, Places
from refcheck.readers.bibliography.xml_places import element_places
from refcheck.readers.io import decode
from refcheck.readers.xml_file import parse_xml
from refcheck.safe_xml import Element, local_name

__all__ = ["read_pubmed_xml"]

_RECORDS: Final = ("PubmedArticle", "PubmedBookArticle")
_OLD_RECORDS: Final = ("MedlineCitation",)  # alone in files before 2017


def read_pubmed_xml(path: str, content: bytes) -> Document:
    """Read PubMed's XML; every record is a reference.

    Raises `InputError` where it is not complete XML.
    """
    root = parse_xml(path, content)
    text = decode(path, content)
    names = _RECORDS if any(True for _ in root.iter(*_RECORDS)) else _OLD_RECORDS
    records = list(root.iter(*names))
    spans = element_places(text, *names)
    if len(spans) != len(records):
        raise InputError(path, "is PubMed XML whose records cannot be told apart")
    found = list(zip(spans, records, strict=True))
    counted = dict.fromkeys(names, 0)
    places = Places()
    for (start, _), record in found:
        name = local_name(record)
        counted[name] += 1
        above = f"/{local_name(root)}" if record is not root else ""
        places.add(start, f"{above}/{name}[{counted[name]}]")
    return Document(
        path=path,
        text=text,
        places=places,
        references=tuple(_reference(start, end, record) for (start, end), record in found),
    )


def _reference(start: int, end: int, element: Element) -> MarkedReference:
    pmid = pmid_of(element)
    return marked_reference(start, end, as_written(element), id=pmid, source_id=pmid)
