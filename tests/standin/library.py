"""The records that the stand-in holds, and what it can find them by."""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

_WORD = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """Lower case, no diacritics, words apart by one space."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    kept = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One record: its XML as efetch gives it, and its values by search tag, in plain form."""

    pmid: str
    xml: str
    title_words: frozenset[str]
    values: dict[str, frozenset[str]]
    journals: frozenset[str]
    year: str
    volume: str
    page: str


@dataclass(slots=True)
class Library:
    """All records by PMID."""

    holdings: dict[str, Holding] = field(default_factory=dict)

    def add(self, xml: bytes) -> None:
        """Add every record of a `PubmedArticleSet`."""
        for element in etree.fromstring(xml):
            holding = _holding(element)
            if holding.pmid:
                self.holdings[holding.pmid] = holding

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


def _text(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _texts(element: etree._Element, path: str) -> list[str]:
    return [" ".join("".join(found.itertext()).split()) for found in element.iterfind(path)]


def _holding(element: etree._Element) -> Holding:
    if element.tag == "MedlineCitation":  # bulk files of old hold it bare; efetch never does
        hull = etree.Element("PubmedArticle")
        hull.append(element)
        element = hull
    root = "BookDocument" if element.tag == "PubmedBookArticle" else "MedlineCitation"
    article = root if root == "BookDocument" else f"{root}/Article"
    ids = [
        *_texts(element, "PubmedData/ArticleIdList/ArticleId"),
        *_texts(element, "BookDocument/ArticleIdList/ArticleId"),
        *_texts(element, f"{article}/ELocationID"),
    ]
    pubdate = _text(element, f"{article}/Journal/JournalIssue/PubDate")
    year = re.search(r"\d{4}", pubdate)
    years = [*re.findall(r"\d{4}", pubdate), *_texts(element, f"{article}/ArticleDate/Year")]
    journals = [
        _text(element, f"{root}/MedlineJournalInfo/MedlineTA"),
        *(
            _text(element, f"{article}/Journal/{tag}")
            for tag in ("Title", "ISOAbbreviation", "ISSN")
        ),
    ]
    authors = [
        (_text(author, "LastName"), _text(author, "Initials"))
        for author in element.iterfind(f"{article}/AuthorList/Author")
    ]
    pages = _text(element, f"{article}/Pagination/MedlinePgn") or _text(
        element, f"{article}/Pagination/StartPage"
    )
    title = _text(element, f"{article}/ArticleTitle") or _text(element, f"{root}/Book/BookTitle")
    names = [plain(f"{family} {initials}") for family, initials in authors if family]
    families = [plain(family) for family, _ in authors if family]
    pmid = _text(element, f"{root}/PMID")
    journal_set = frozenset(plain(journal) for journal in journals if journal)
    page = re.split(r"[-,; ]", pages)[0].lower()
    volume = _text(element, f"{article}/Journal/JournalIssue/Volume").lower().split(" suppl")[0]
    values = {
        "pmid": {pmid},
        "doi": {identifier.lower() for identifier in ids if identifier.startswith("10.")},
        "aid": {identifier.lower() for identifier in ids},
        "au": {*names, *families},
        "1au": {*names[:1], *families[:1]},
        "dp": set(years),
        "ta": set(journal_set),
        "vi": {volume},
        "pg": {page},
    }
    return Holding(
        pmid=pmid,
        xml=etree.tostring(element, encoding="unicode", with_tail=False),
        title_words=frozenset(plain(title).split()),
        values={tag: frozenset(known) for tag, known in values.items()},
        journals=journal_set,
        year=year[0] if year else "",
        volume=volume,
        page=page,
    )
