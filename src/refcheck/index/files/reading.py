"""The records of a file of PubMed's, mapped as those that the E-utilities give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from refcheck.frozen import dataclass
from refcheck.index.files.opening import DELETED, raw_records
from refcheck.index.files.usual import UnusualError, usual_fields
from refcheck.lookup.pubmed.trimming import trim
from refcheck.lookup.pubmed.xml import is_hollow, record_from_fields, record_from_xml
from refcheck.model.record import BibliographicRecord
from refcheck.safe_xml import XMLError, check_size

__all__ = ["Deleted", "Read", "Skipped", "read_file", "sampled_titles"]

# Cut out before the XML is parsed: most of a record, and nothing that is bibliographic. None of
# them can contain another of the same name but for ReferenceList, which is cut by itself.
_ASIDE_TAGS: Final = """
    Abstract OtherAbstract MeshHeadingList ChemicalList SupplMeshList KeywordList GrantList
    DataBankList AffiliationInfo InvestigatorList PersonalNameSubjectList GeneSymbolList
"""
_OPENED: Final = [(f"<{tag}".encode(), f"</{tag}>".encode()) for tag in _ASIDE_TAGS.split()]
_REFERENCES: Final = (b"<ReferenceList", b"</ReferenceList>")
_PMIDS: Final = re.compile(rb"<PMID[^>]{0,100}>\s*(\d{1,8})\s*</PMID>")
_TITLE: Final = re.compile(rb"<ArticleTitle[^>]{0,100}>([^<]{1,2000})")
_REVISED: Final = re.compile(
    rb"<DateRevised>\s*<Year>(\d{4})</Year>\s*<Month>(\d{1,2})</Month>\s*<Day>(\d{1,2})</Day>"
)
_LARGE: Final = 1 << 18  # bytes of a record of which the tags are counted before it is parsed
_LARGEST: Final = 1 << 23


class Read(NamedTuple):
    """One record, the version of it, and when it was last revised."""

    record: BibliographicRecord
    version: int
    revised: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """PMIDs that PubMed has taken out."""

    pmids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A record that cannot be used; `reason` says why."""

    reason: str


def read_file(path: Path) -> Iterator[Read | Deleted | Skipped]:
    """Yields what is in a file. Raises `InputError`, as `raw_records` does."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        encoding="utf-8",
    )
    for raw in raw_records(path):
        if raw.startswith((DELETED, b"<DeleteDocument")):
            yield Deleted(pmids=tuple(int(found) for found in _PMIDS.findall(raw)))
        else:
            yield _read(raw, parser)


def sampled_titles(path: Path, most: int) -> Iterator[str]:
    """Yields the titles of the first records of a file, as far as they begin with text."""
    for number, raw in enumerate(raw_records(path)):
        if number >= most:
            return
        if found := _TITLE.search(raw):
            yield found[1].decode("utf-8", "replace")


def _read(raw: bytes, parser: etree.XMLParser) -> Read | Skipped:
    if len(raw) <= _LARGE:
        try:
            said = usual_fields(raw, parser)
        except UnusualError:
            pass
        else:
            return _checked(record_from_fields(said.fields), said.version, said.revised)
    return _parsed(_without_sections(raw), parser)


def _parsed(small: bytes, parser: etree.XMLParser) -> Read | Skipped:
    """Returns a record of any form."""
    try:
        if len(small) > _LARGE:
            if len(small) > _LARGEST:
                return Skipped(reason="a record is too large")
            check_size(small)
        element = etree.fromstring(small, parser)
    except XMLError as error:
        return Skipped(reason=f"a record {error}")
    except (etree.XMLSyntaxError, ValueError):
        return Skipped(reason="a record is broken XML")
    record = record_from_xml(trim(element) if element.tag == "PubmedBookArticle" else element)
    found = element.find("PMID") if element.tag == "MedlineCitation" else element.find("*/PMID")
    revised = _REVISED.search(small)
    return _checked(
        record,
        found.get("Version") if found is not None else None,
        [part.decode() for part in revised.groups()] if revised else (),
    )


def _checked(
    record: BibliographicRecord, version: str | None, revised: Sequence[str | None]
) -> Read | Skipped:
    if record.pmid is None:
        return Skipped(reason="a record has no PMID")
    if is_hollow(record):
        return Skipped(reason="a record has no title or no journal")
    return Read(record=record, version=_version(version), revised=_day(*revised))


def _version(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 3 else 1


@lru_cache(maxsize=1 << 12)
def _day(*parts: str | None) -> date | None:
    """Returns the day of a year of four digits, a month and a day of one or two."""
    year, month, day = (
        part if part and part.isascii() and part.isdecimal() else "" for part in parts or ("",) * 3
    )
    if len(year) != 4 or not 1 <= len(month) <= 2 or not 1 <= len(day) <= 2:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _without_sections(raw: bytes) -> bytes:
    """Returns a record without what no index needs. Lists of cited works can be nested: they are
    cut from the first opening to the last end."""
    start = raw.find(_REFERENCES[0])
    if start >= 0:
        end = raw.rfind(_REFERENCES[1])
        if end > start:
            raw = raw[:start] + raw[end + len(_REFERENCES[1]) :]
    for opening, closing in _OPENED:
        if opening in raw:
            raw = _without(raw, opening, closing)
    return raw


def _without(raw: bytes, opening: bytes, closing: bytes) -> bytes:
    pieces = []
    place = 0
    while (start := raw.find(opening, place)) >= 0:
        after = raw[start + len(opening) : start + len(opening) + 1]
        end = raw.find(closing, start)
        if end < 0:
            break
        if after not in (b">", b" ", b"\n", b"\t", b"\r"):  # "<AbstractText"
            pieces.append(raw[place : start + len(opening)])
            place = start + len(opening)
            continue
        pieces.append(raw[place:start])
        place = end + len(closing)
    pieces.append(raw[place:])
    return b"".join(pieces)
