"""Writes one record of the table of facts as PubMed's efetch would: a `PubmedArticle` element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

__all__ = ["Fact", "record_xml"]

Fact = dict[str, Any]  # one record of cache_facts.json; its keys are named there


def record_xml(fact: Fact) -> str:
    """The record as one `PubmedArticle` element, on one line. What is not known is left out."""
    root = etree.Element("PubmedArticle")
    citation = etree.SubElement(root, "MedlineCitation", _known(Status=fact.get("status")))
    _add(citation, "PMID", fact["pmid"], Version="1")
    article = etree.SubElement(citation, "Article", _known(PubModel=fact.get("pub_model")))
    _add_journal(article, fact)
    _add(article, "ArticleTitle", fact["title"])
    _add_pages(article, fact)
    for kind, value in fact.get("elocations", []):
        _add(article, "ELocationID", value, EIdType=kind, ValidYN="Y")
    _add_authors(article, fact)
    for language in fact.get("languages", []):
        _add(article, "Language", language)
    _add_all(article, "PublicationTypeList", "PublicationType", fact.get("publication_types", []))
    _add(article, "VernacularTitle", fact.get("vernacular_title"))
    _add_electronic_date(article, fact.get("electronic_date"))
    _add_journal_info(citation, fact)
    _add_notices(citation, fact.get("notices", []))
    _add_identifiers(root, fact)
    return etree.tostring(root, encoding="unicode")


def _add_journal(article: etree._Element, fact: Fact) -> None:
    journal = etree.SubElement(article, "Journal")
    if "issn" in fact:
        kind, number = fact["issn"]
        _add(journal, "ISSN", number, IssnType=kind)
    medium = _known(CitedMedium=fact.get("cited_medium"))
    issue = etree.SubElement(journal, "JournalIssue", medium)
    _add(issue, "Volume", fact.get("volume"))
    _add(issue, "Issue", fact.get("issue"))
    date = etree.SubElement(issue, "PubDate")
    for part, value in fact["pub_date"].items():
        _add(date, part, value)
    _add(journal, "Title", fact["journal"])
    _add(journal, "ISOAbbreviation", fact.get("iso"))


def _add_pages(article: etree._Element, fact: Fact) -> None:
    if "pages" in fact:
        pagination = etree.SubElement(article, "Pagination")
        _add(pagination, "StartPage", fact.get("start_page"))
        _add(pagination, "EndPage", fact.get("end_page"))
        _add(pagination, "MedlinePgn", fact["pages"])


def _add_authors(article: etree._Element, fact: Fact) -> None:
    authors = etree.SubElement(article, "AuthorList", CompleteYN="Y")
    for names in fact["authors"]:
        author = etree.SubElement(authors, "Author", ValidYN="Y")
        if len(names) == 1:
            _add(author, "CollectiveName", names[0])
            continue
        for tag, value in zip(("LastName", "ForeName", "Initials", "Suffix"), names, strict=False):
            _add(author, tag, value)


def _add_electronic_date(article: etree._Element, date: str | None) -> None:
    if date is not None:
        element = etree.SubElement(article, "ArticleDate", DateType="Electronic")
        for tag, value in zip(("Year", "Month", "Day"), date.split("-"), strict=True):
            _add(element, tag, value)


def _add_journal_info(citation: etree._Element, fact: Fact) -> None:
    info = etree.SubElement(citation, "MedlineJournalInfo")
    _add(info, "Country", fact.get("country"))
    _add(info, "MedlineTA", fact["medline_ta"])
    _add(info, "NlmUniqueID", fact.get("nlm_id"))
    _add(info, "ISSNLinking", fact.get("issn_linking"))


def _add_notices(citation: etree._Element, notices: Sequence[Sequence[str]]) -> None:
    if notices:
        listed = etree.SubElement(citation, "CommentsCorrectionsList")
        for kind, source, *pmid in notices:
            notice = etree.SubElement(listed, "CommentsCorrections", RefType=kind)
            _add(notice, "RefSource", source)
            _add(notice, "PMID", pmid[0] if pmid else None, Version="1")


def _add_identifiers(root: etree._Element, fact: Fact) -> None:
    data = etree.SubElement(root, "PubmedData")
    _add(data, "PublicationStatus", fact.get("publication_status"))
    identifiers = etree.SubElement(data, "ArticleIdList")
    for kind, value in [("pubmed", fact["pmid"]), *fact.get("article_ids", [])]:
        _add(identifiers, "ArticleId", value, IdType=kind)


def _add(parent: etree._Element, tag: str, text: str | None, **attributes: str) -> None:
    if text is not None:
        etree.SubElement(parent, tag, attributes).text = text


def _add_all(parent: etree._Element, group: str, tag: str, texts: Sequence[str]) -> None:
    if texts:
        listed = etree.SubElement(parent, group)
        for text in texts:
            _add(listed, tag, text)


def _known(**attributes: str | None) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value is not None}
