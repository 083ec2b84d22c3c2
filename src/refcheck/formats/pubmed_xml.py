"""Records from PubMed's XML, as its pages and E-utilities give them.

The elements are those of NLM's PubMed DTD
(https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/current/index.html). A `PubmedArticle`, a bare
`MedlineCitation` (bulk files before 2017) and a `PubmedBookArticle` are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from refcheck.formats.normalise import Written
from refcheck.formats.pubmed_fields import (
    ArticleFields,
    DateFields,
    JournalFields,
    KeyMaker,
    article_of,
    contributor,
    date_of,
    doi_of,
    no_key,
    normal,
    notice,
    pages_of,
    pmcid_of,
    present,
    without_full_stop,
)
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    Notice,
    WorkType,
)
from refcheck.safe_xml import Element, flat_text
from refcheck.text.works.identifiers import normalise_isbn, normalise_pmid

__all__ = ["as_written", "from_pubmed_xml", "pmid_of"]

# What a broken record lacks.
_NOTHING = etree.Element("nothing")
_NO_CHILDREN: dict[str, Element] = {}


def pmid_of(element: Element) -> str | None:
    """Returns the PMID of a record element, or None where it has none."""
    for path in ("PMID", "MedlineCitation/PMID", "BookDocument/PMID"):
        if text := flat_text(element.find(path)):
            return text
    return None


def from_pubmed_xml(element: Element, key: KeyMaker = no_key) -> BibliographicRecord:
    """Map one record element. What it does not hold stays empty; nothing is raised.

    `key` makes the key of the record from its PMID, for a source that has keys.
    """
    if element.tag == "PubmedBookArticle":
        return _book(element, key)
    return article_of(_article(element), key)


def as_written(element: Element) -> Written:
    """Returns the record with its identifiers as the file has them, as for any other format."""
    record = from_pubmed_xml(element)
    return Written(
        record=replace(record, doi=None, pmid=None, pmcid=None, isbn=(), issn=()),
        doi=record.doi,
        pmid=record.pmid,
        pmcid=record.pmcid,
        isbn=record.isbn,
        issn=record.issn,
    )


# --- journal articles -----------------------------------------------------------------------------


def _article(element: Element) -> ArticleFields:
    if element.tag == "MedlineCitation":
        citation, data = element, None
    else:
        outer = _children(element)
        citation, data = outer.get("MedlineCitation", element), outer.get("PubmedData")
    said = _children(citation)
    article = said.get("Article", _NOTHING)
    parts = _children(article)
    journal = _children(parts.get("Journal", _NOTHING))
    issue = _children(journal.get("JournalIssue", _NOTHING))
    info = _children(said.get("MedlineJournalInfo", _NOTHING))
    extra = _NO_CHILDREN if data is None else _children(data)
    author_list = parts.get("AuthorList")
    return ArticleFields(
        pmid=flat_text(said.get("PMID")),
        model=article.get("PubModel"),
        journal=JournalFields(
            title=flat_text(journal.get("Title")),
            iso=flat_text(journal.get("ISOAbbreviation")),
            medline=flat_text(info.get("MedlineTA")),
            issn=flat_text(journal.get("ISSN")),
            linking_issn=flat_text(info.get("ISSNLinking")),
            nlm_id=flat_text(info.get("NlmUniqueID")),
        ),
        volume=flat_text(issue.get("Volume")),
        issue=flat_text(issue.get("Issue")),
        issued=_date(issue.get("PubDate")),
        title=flat_text(parts.get("ArticleTitle")),
        vernacular=flat_text(parts.get("VernacularTitle")),
        pages=_pages(parts.get("Pagination")),
        located=_elocations(article) if "ELocationID" in parts else {},
        authors=_authors(author_list),
        authors_complete=author_list is None or author_list.get("CompleteYN") != "N",
        language=flat_text(parts.get("Language")),
        types=tuple(_texts(_of(parts.get("PublicationTypeList"), "PublicationType"))),
        electronic=[_date_fields(child) for child in article.iterchildren("ArticleDate")]
        if "ArticleDate" in parts
        else (),
        notices=_notices(said.get("CommentsCorrectionsList")),
        entered=_entered(extra.get("History")),
        status=flat_text(extra.get("PublicationStatus")),
        ids=_article_ids(extra.get("ArticleIdList")),
    )


def _children(element: Element) -> dict[str, Element]:
    """Returns the first child of each tag. Asking for them one by one takes twice as long."""
    return {str(child.tag): child for child in element.iterchildren(reversed=True)}


def _of(element: Element | None, tag: str) -> Iterable[Element]:
    """Returns the children of a tag; none where there is no element."""
    return () if element is None else element.iterchildren(tag)


def _child(element: Element, tag: str) -> Element:
    """Returns the child, or an empty element where a broken record lacks it."""
    found = element.find(tag)
    return element.makeelement(tag) if found is None else found


def _texts(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        if text := flat_text(element):
            yield text


def _authors(author_list: Element | None) -> tuple[Contributor, ...]:
    """Returns all authors but superseded spellings (`ValidYN="N"`)."""
    if author_list is None:
        return ()
    return tuple(
        name
        for author in author_list.iterchildren("Author")
        if author.get("ValidYN") != "N" and (name := _author(author))
    )


def _author(author: Element) -> Contributor | None:
    parts = {child.tag: flat_text(child) for child in author}
    return contributor(
        family=parts.get("LastName"),
        given=parts.get("ForeName") or (parts.get("FirstName") if parts.get("LastName") else None),
        initials=parts.get("Initials"),
        suffix=parts.get("Suffix"),
        group=parts.get("CollectiveName"),
    )


def _pages(pagination: Element | None) -> str | None:
    if pagination is None:
        return None
    medline, start, end = (
        flat_text(pagination.find(tag)) for tag in ("MedlinePgn", "StartPage", "EndPage")
    )
    return pages_of(medline, start, end)


def _article_ids(id_list: Element | None) -> dict[str, list[str]]:
    """Returns the record's own identifiers by type. Those of cited papers lie in lists
    elsewhere."""
    ids: dict[str, list[str]] = {}
    if id_list is not None:
        for child in id_list.iterchildren("ArticleId"):
            if text := flat_text(child):
                ids.setdefault(child.get("IdType", "pubmed"), []).append(text)
    return ids


def _elocations(article: Element) -> dict[str, list[str]]:
    located: dict[str, list[str]] = {}
    for child in article.iterchildren("ELocationID"):
        text = flat_text(child)
        if text and child.get("ValidYN") != "N":
            located.setdefault(child.get("EIdType", ""), []).append(text)
    return located


def _pmid(element: Element) -> str | None:
    return flat_text(element.find("PMID"))


def _notices(notice_list: Element | None) -> tuple[Notice, ...]:
    if notice_list is None:
        return ()
    return tuple(
        found
        for child in notice_list.iterfind("CommentsCorrections")
        if (
            found := notice(
                child.get("RefType", ""), flat_text(child.find("RefSource")), _pmid(child)
            )
        )
    )


# --- dates ----------------------------------------------------------------------------------------


def _entered(history: Element | None) -> DateFields | None:
    for child in _of(history, "PubMedPubDate"):
        if child.get("PubStatus") == "pubmed":
            return _date(child)
    return None


def _date(element: Element | None) -> DateFields | None:
    return None if element is None else _date_fields(element)


def _date_fields(element: Element) -> DateFields:
    parts = {child.tag: flat_text(child) for child in element}
    return DateFields(
        year=parts.get("Year"),
        month=parts.get("Month"),
        day=parts.get("Day"),
        season=parts.get("Season"),
        medline=parts.get("MedlineDate"),
    )


# --- books ----------------------------------------------------------------------------------------


def _book(element: Element, key: KeyMaker) -> BibliographicRecord:
    document = _child(element, "BookDocument")
    book = _child(document, "Book")
    data = element.find("PubmedBookData")
    title = without_full_stop(flat_text(document.find("ArticleTitle")))
    book_title = without_full_stop(flat_text(book.find("BookTitle")))
    ids = _article_ids(document.find("ArticleIdList"))
    located = _elocations(book)
    author_list = _author_list(document)
    author_list = _author_list(book) if author_list is None else author_list
    dates = (
        date_of(_date(book.find("PubDate")), DateKind.PRINT),
        date_of(_date(document.find("ContributionDate")), DateKind.ELECTRONIC),
        date_of(_entered(None if data is None else data.find("History")), DateKind.PUBMED),
    )
    pmid = normalise_pmid(_pmid(document) or "")
    return BibliographicRecord(
        key=key(pmid),
        type=WorkType.CHAPTER if title else WorkType.BOOK,
        authors=_authors(author_list),
        authors_complete=author_list is None or author_list.get("CompleteYN") != "N",
        editors=_authors(_editor_list(document, book)),
        title=title or book_title,
        title_variants=present(without_full_stop(flat_text(document.find("VernacularTitle")))),
        container_title=book_title if title else flat_text(book.find("CollectionTitle")),
        dates=tuple(date for date in dates if date is not None),
        volume=flat_text(book.find("Volume")),
        pages=_pages(document.find("Pagination")),
        elocations=present(*ids.get("bookaccession", ())),
        edition=flat_text(book.find("Edition")),
        publisher=flat_text(book.find("Publisher/PublisherName")),
        publisher_place=flat_text(book.find("Publisher/PublisherLocation")),
        language=flat_text(document.find("Language")),
        doi=doi_of(ids, located),
        pmid=pmid,
        pmcid=pmcid_of(ids),
        isbn=normal(normalise_isbn, *_texts(book.iterfind("Isbn"))),
        publication_types=tuple(_texts(document.iterfind("PublicationType"))),
    )


def _author_list(element: Element) -> Element | None:
    for author_list in element.iterfind("AuthorList"):
        if author_list.get("Type") != "editors":
            return author_list
    return None


def _editor_list(*elements: Element) -> Element | None:
    for element in elements:
        for author_list in element.iterfind("AuthorList"):
            if author_list.get("Type") == "editors":
                return author_list
    return None
