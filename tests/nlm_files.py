"""Files as NLM publishes PubMed in: written by the tests, of real records' facts."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.accuracy.records import Record, load_records, with_journals
from benchmarks.accuracy.service.record_xml import record_xml

__all__ = ["RECORDS", "article", "book", "deletion", "write_file"]

RECORDS: Sequence[Record] = sorted(
    with_journals(
        load_records(
            Path(__file__).resolve().parents[1] / "benchmarks" / "accuracy" / "small_records.jsonl"
        ),
        {},
    ),
    key=lambda record: int(record.pmid),
)
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet SYSTEM '
    '"http://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
# What a record of NLM's has besides, and an index has no use for.
_ABSTRACT = "<Abstract><AbstractText>Nothing of this is indexed.</AbstractText></Abstract>"
_CITED = (
    "<ReferenceList><Reference><Citation>An older work.</Citation><ArticleIdList>"
    '<ArticleId IdType="doi">10.1000/of.the.cited.work</ArticleId></ArticleIdList></Reference>'
    "<ReferenceList><Reference><Citation>Another.</Citation><ArticleIdList>"
    '<ArticleId IdType="pubmed">1</ArticleId></ArticleIdList></Reference></ReferenceList>'
    "</ReferenceList>"
)


def article(
    record: Record, *, version: int = 1, title: str | None = None, revised: str = "2026-05-01"
) -> str:
    """Returns the element of a record, with an abstract and lists of cited works."""
    xml = record_xml(record).replace('<PMID Version="1">', f'<PMID Version="{version}">', 1)
    year, month, day = revised.split("-")
    date = f"<DateRevised><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day></DateRevised>"
    xml = xml.replace("</PMID>", f"</PMID>{date}", 1)
    xml = xml.replace("<AuthorList", f"{_ABSTRACT}<AuthorList", 1)
    xml = xml.replace("</PubmedData>", f"{_CITED}</PubmedData>", 1)
    if title is not None:
        start, end = xml.index("<ArticleTitle>"), xml.index("</ArticleTitle>")
        xml = f"{xml[:start]}<ArticleTitle>{escape(title)}{xml[end:]}"
    return xml


def book(pmid: int, title: str, author: str) -> str:
    """Returns the element of a book."""
    return (
        f'<PubmedBookArticle><BookDocument><PMID Version="1">{pmid}</PMID><Book>'
        f"<Publisher><PublisherName>NLM</PublisherName></Publisher><BookTitle>{escape(title)}"
        "</BookTitle><PubDate><Year>2013</Year></PubDate></Book><AuthorList><Author>"
        f"<LastName>{author}</LastName></Author></AuthorList></BookDocument></PubmedBookArticle>"
    )


def deletion(*pmids: int | str) -> str:
    """Returns the list of records that were taken out."""
    listed = "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in pmids)
    return f"<DeleteCitation>{listed}</DeleteCitation>"


def write_file(path: Path, elements: Iterable[str]) -> Path:
    """Write a file of these elements, compressed where its name says so."""
    inside = "\n".join(elements)
    content = f"{_HEAD}<PubmedArticleSet>\n{inside}\n</PubmedArticleSet>\n".encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
