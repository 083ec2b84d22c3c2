"""Record elements cut down to what may be stored, and written on one line or to be read in git.

Abstracts may be protected by others and are never stored; the list of cited works, indexing terms
and addresses are not bibliographic data of the work itself, and make up most of a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.safe_xml import Element

__all__ = ["compact", "readable", "trim"]

_DROPPED_TAGS = """
    Abstract OtherAbstract ReferenceList MeshHeadingList ChemicalList SupplMeshList KeywordList
    GrantList DataBankList AffiliationInfo Affiliation InvestigatorList PersonalNameSubjectList
    GeneSymbolList CoiStatement CitationSubset SpaceFlightMission GeneralNote NumberOfReferences
    OtherID ObjectList Sections ItemList DateCompleted
"""
_DROPPED = frozenset(_DROPPED_TAGS.split())
# Elements that have text and markup: white space in them means something.
_TEXT_TAGS = """
    ArticleTitle VernacularTitle BookTitle CollectionTitle VolumeTitle CollectiveName LastName
    ForeName Initials Suffix PublisherName PublisherLocation RefSource Note
"""
_WITH_TEXT = frozenset(_TEXT_TAGS.split())


def trim(record: Element) -> Element:
    """Cut `record` down in place, and give it back."""
    record.text = None  # white space: it is called for elements that have elements only
    for child in list(record):
        if child.tag in _DROPPED or _is_cited_work(child):
            record.remove(child)
        else:
            child.tail = None
            if child.tag not in _WITH_TEXT and len(child):
                trim(child)
    return record


def _is_cited_work(element: Element) -> bool:
    """Old records list the works they cite among their notices (`RefType="Cites"`)."""
    return element.tag == "CommentsCorrections" and element.get("RefType") == "Cites"


def compact(record: Element) -> bytes:
    """Returns a trimmed record in as few bytes as there can be (UTF-8)."""
    from lxml import etree

    record.tail = None
    return etree.tostring(record, encoding="utf-8", xml_declaration=False)


def readable(record: Element, depth: int = 0) -> Iterator[str]:
    """Yields a trimmed record line by line, one element per line, as it reads well in git."""
    from lxml import etree

    margin = "  " * depth
    if record.tag in _WITH_TEXT or not len(record):
        yield margin + etree.tostring(record, encoding="unicode", with_tail=False)
        return
    hull = record.makeelement(record.tag, {str(k): str(v) for k, v in record.items()})
    hull.text = "\n"
    opening, closing = etree.tostring(hull, encoding="unicode").split("\n")
    yield margin + opening
    for child in record:
        yield from readable(child, depth + 1)
    yield margin + closing
