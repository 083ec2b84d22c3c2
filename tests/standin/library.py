"""The records that the stand-in holds, read from PubMed's own XML."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.accuracy.records import Name, Record
from benchmarks.accuracy.service.index import Index
from lxml import etree


class Library:
    """All records by PMID, each with the XML that it came as."""

    def __init__(self) -> None:
        self.xml: dict[str, str] = {}
        self._records: dict[str, Record] = {}
        self._wrong_dois: list[tuple[str, str]] = []
        self._index: Index | None = None

    @property
    def index(self) -> Index:
        """What the records can be found by."""
        if self._index is None:
            self._index = Index(list(self._records.values()))
            for pmid, doi in self._wrong_dois:
                for tag in ("doi", "aid"):
                    self._index.exact[tag, doi].add(self._index.pmids[pmid])
        return self._index

    def find_by_wrong_doi(self, pmid: str, doi: str) -> None:
        """Let searches for a DOI find a record that has another one."""
        self._wrong_dois.append((pmid, doi))
        self._index = None

    def xml_of(self, pmid: str) -> str | None:
        """Return the record as efetch gives it; None if there is none."""
        return self.xml.get(pmid)

    def add(self, xml: bytes) -> None:
        """Add every record of a `PubmedArticleSet`."""
        self._index = None
        for element in etree.fromstring(xml):
            whole = _whole(element)
            record = _record(whole)
            if record.pmid:
                self._records[record.pmid] = record
                self.xml[record.pmid] = etree.tostring(whole, encoding="unicode", with_tail=False)

    @classmethod
    def from_paths(cls, paths: Iterable[Path]) -> Library:
        """Read `.xml` and `.xml.gz` files, and those of directories."""
        library = cls()
        for path in paths:
            inside = sorted(path.rglob("*.xml*")) if path.is_dir() else [path]
            for file in inside:
                body = file.read_bytes()
                library.add(gzip.decompress(body) if file.suffix == ".gz" else body)
        return library


def _text(element: etree._Element, *paths: str) -> str:
    """The text of the first of these elements that has any."""
    for path in paths:
        found = element.find(path)
        text = " ".join("".join(found.itertext()).split()) if found is not None else ""
        if text:
            return text
    return ""


def _whole(element: etree._Element) -> etree._Element:
    """Put a record that old bulk files hold bare into a `PubmedArticle`, as efetch always does."""
    if element.tag != "MedlineCitation":
        return element
    hull = etree.Element("PubmedArticle")
    hull.append(element)
    return hull


def _record(element: etree._Element) -> Record:
    root = "BookDocument" if element.tag == "PubmedBookArticle" else "MedlineCitation"
    article = root if root == "BookDocument" else f"{root}/Article"
    issue = f"{article}/Journal/JournalIssue"
    ids = {
        kind: identifier.text or ""
        for path in ("PubmedData/ArticleIdList/ArticleId", "BookDocument/ArticleIdList/ArticleId")
        for identifier in element.iterfind(path)
        if (kind := identifier.get("IdType"))
    }
    pubdate = _text(element, f"{issue}/PubDate")
    year = re.search(r"\d{4}", pubdate)
    volume = _text(element, f"{issue}/Volume")
    return Record(
        pmid=_text(element, f"{root}/PMID"),
        title=_text(element, f"{article}/ArticleTitle", f"{root}/Book/BookTitle"),
        authors=tuple(map(_name, element.iterfind(f"{article}/AuthorList/Author"))),
        journal=_text(element, f"{article}/Journal/Title"),
        abbreviation=_text(
            element, f"{root}/MedlineJournalInfo/MedlineTA", f"{article}/Journal/ISOAbbreviation"
        ),
        year=int(year[0]) if year else 0,
        pubdate=pubdate,
        epub=_text(element, f"{article}/ArticleDate/Year"),
        volume=re.split(r" suppl", volume, flags=re.IGNORECASE)[0],
        issue=_text(element, f"{issue}/Issue"),
        pages=_text(element, f"{article}/Pagination/MedlinePgn", f"{article}/Pagination/StartPage"),
        doi=ids.get("doi", "").lower() or _electronic_doi(element, article),
        pmc=ids.get("pmc", ""),
        vernacular=_text(element, f"{article}/VernacularTitle"),
        issn=_text(element, f"{article}/Journal/ISSN"),
    )


def _electronic_doi(element: etree._Element, article: str) -> str:
    return _text(element, f"{article}/ELocationID[@EIdType='doi']").lower()


def _name(author: etree._Element) -> Name:
    return Name(
        family=_text(author, "LastName"),
        initials=_text(author, "Initials"),
        given=_text(author, "ForeName"),
        group=_text(author, "CollectiveName"),
    )
