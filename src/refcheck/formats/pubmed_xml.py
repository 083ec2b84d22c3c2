"""Records from PubMed's XML, as its pages and E-utilities give them.

The elements are those of NLM's PubMed DTD
(https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/current/index.html). A `PubmedArticle`, a bare
`MedlineCitation` (bulk files before 2017) and a `PubmedBookArticle` are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from lxml import etree

from refcheck.formats.normalise import Written
from refcheck.model.identifiers import DOI, ISSN, PMCID, PMID
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.safe_xml import Element, flat_text
from refcheck.text.dates import month_number, parse_medline_date
from refcheck.text.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

__all__ = ["as_written", "from_pubmed_xml", "is_hollow", "pmid_of"]

_NOTICES = {kind.value: kind for kind in NoticeKind}
_TYPES = {
    "Preprint": WorkType.PREPRINT,
    "Newspaper Article": WorkType.ARTICLE_NEWSPAPER,
    "Dataset": WorkType.DATASET,
}
# The issue of these exists on line only: its date is no print date.
_ELECTRONIC_ISSUE = frozenset({"Electronic", "Electronic-eCollection"})


# What a broken record lacks.
_NOTHING = etree.Element("nothing")
_NO_CHILDREN: dict[str, Element] = {}


def pmid_of(element: Element) -> str | None:
    """Returns the PMID of a record element, or None where it has none."""
    for path in ("PMID", "MedlineCitation/PMID", "BookDocument/PMID"):
        if text := flat_text(element.find(path)):
            return text
    return None


def from_pubmed_xml(element: Element) -> BibliographicRecord:
    """Map one record element. What it does not hold stays empty; nothing is raised."""
    if element.tag == "PubmedBookArticle":
        return _book(element)
    return _article(element)


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


def is_hollow(record: BibliographicRecord) -> bool:
    """Returns whether a record lacks what every record has: a title of some kind, and a journal or
    book."""
    titled = bool(record.title or record.title_variants)
    placed = bool(record.container_title or record.container_variants)
    return not titled or not (placed or record.type in (WorkType.BOOK, WorkType.CHAPTER))


# --- journal articles -----------------------------------------------------------------------------


def _article(element: Element) -> BibliographicRecord:
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
    medline_ta = flat_text(info.get("MedlineTA"))
    author_list = parts.get("AuthorList")
    ids = _article_ids(extra.get("ArticleIdList"))
    located = _elocations(article) if "ELocationID" in parts else {}
    types = tuple(_texts(_of(parts.get("PublicationTypeList"), "PublicationType")))
    full_title = flat_text(journal.get("Title"))
    iso_title = flat_text(journal.get("ISOAbbreviation"))
    return BibliographicRecord(
        type=next((_TYPES[name] for name in types if name in _TYPES), WorkType.ARTICLE_JOURNAL),
        authors=_authors(author_list),
        authors_complete=author_list is None or author_list.get("CompleteYN") != "N",
        title=_title(parts.get("ArticleTitle")),
        title_variants=_present(_title(parts.get("VernacularTitle"))),
        container_title=full_title or medline_ta or iso_title,
        container_variants=_present(medline_ta, iso_title),
        dates=_dates(article, parts, issue.get("PubDate"), extra.get("History")),
        volume=flat_text(issue.get("Volume")),
        issue=flat_text(issue.get("Issue")),
        pages=_pages(parts.get("Pagination")),
        elocations=_present(*located.get("pii", ()), *ids.get("pii", ())),
        language=flat_text(parts.get("Language")),
        doi=_doi(ids, located),
        pmid=normalise_pmid(flat_text(said.get("PMID")) or ""),
        pmcid=_pmcid(ids),
        issn=_issns(journal.get("ISSN"), info.get("ISSNLinking")),
        nlm_id=flat_text(info.get("NlmUniqueID")),
        publication_types=types,
        notices=_notices(said.get("CommentsCorrectionsList")),
        ahead_of_print=flat_text(extra.get("PublicationStatus")) == "aheadofprint",
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


def _present(*values: str | None) -> tuple[str, ...]:
    """Returns the values that there are, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def _title(element: Element | None) -> str | None:
    """Returns the title without the full stop that PubMed ends every title with."""
    title = flat_text(element)
    if title and title.endswith(".") and not title.endswith(".."):
        return title[:-1].rstrip() or None
    return title


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
    if family := parts.get("LastName"):
        return PersonName(
            family=family,
            given=parts.get("ForeName") or parts.get("FirstName"),
            initials=parts.get("Initials"),
            suffix=parts.get("Suffix"),
        )
    name = parts.get("CollectiveName") or parts.get("ForeName")
    return GroupName(name=name) if name else None


def _pages(pagination: Element | None) -> str | None:
    if pagination is None:
        return None
    if medline := flat_text(pagination.find("MedlinePgn")):
        return medline
    start, end = flat_text(pagination.find("StartPage")), flat_text(pagination.find("EndPage"))
    return f"{start}-{end}" if start and end and end != start else start


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


def _doi(ids: dict[str, list[str]], located: dict[str, list[str]]) -> DOI | None:
    for text in (*ids.get("doi", ()), *located.get("doi", ())):
        if doi := normalise_doi(text):
            return doi
    return None


def _pmcid(ids: dict[str, list[str]]) -> PMCID | None:
    for text in (*ids.get("pmc", ()), *ids.get("pmcid", ())):
        if pmcid := normalise_pmcid(text):
            return pmcid
    return None


def _pmid(element: Element) -> PMID | None:
    return normalise_pmid(flat_text(element.find("PMID")) or "")


_Form = TypeVar("_Form", bound=str)


def _normal(form: Callable[[str], _Form | None], *texts: str | None) -> tuple[_Form, ...]:
    """Returns the valid ones, each once."""
    return tuple(dict.fromkeys(normal for text in texts if text and (normal := form(text))))


def _issns(*elements: Element | None) -> tuple[ISSN, ...]:
    return _normal(normalise_issn, *map(flat_text, elements))


def _notices(notice_list: Element | None) -> tuple[Notice, ...]:
    if notice_list is None:
        return ()
    return tuple(
        Notice(
            kind=_NOTICES[ref_type],
            source=flat_text(notice.find("RefSource")),
            pmid=_pmid(notice),
        )
        for notice in notice_list.iterfind("CommentsCorrections")
        if (ref_type := notice.get("RefType", "")) in _NOTICES
    )


# --- dates ----------------------------------------------------------------------------------------


def _dates(
    article: Element,
    parts: Mapping[str, Element],
    issue_date: Element | None,
    history: Element | None,
) -> tuple[PublicationDate, ...]:
    electronic = article.get("PubModel") in _ELECTRONIC_ISSUE
    dates = [_date(issue_date, DateKind.ELECTRONIC if electronic else DateKind.PRINT)]
    if "ArticleDate" in parts:
        dates += [
            _date(child, DateKind.ELECTRONIC) for child in article.iterchildren("ArticleDate")
        ]
    return _known([*dates, _entered(history)])


def _known(dates: Iterable[PublicationDate | None]) -> tuple[PublicationDate, ...]:
    return tuple(date for date in dates if date is not None)


def _entered(history: Element | None) -> PublicationDate | None:
    for child in _of(history, "PubMedPubDate"):
        if child.get("PubStatus") == "pubmed":
            return _date(child, DateKind.PUBMED)
    return None


def _date(element: Element | None, kind: DateKind) -> PublicationDate | None:
    """Returns a date of elements (Year, Month, Day or Season), or of MedlineDate's free text."""
    if element is None:
        return None
    parts = {child.tag: flat_text(child) for child in element}
    if medline := parts.get("MedlineDate"):
        parsed = parse_medline_date(medline)
        if parsed is None:
            return None
        return PublicationDate(kind=kind, date=parsed[0], until=parsed[1], text=medline)
    year = _number(parts.get("Year"))
    if year is None:
        return None
    words = [parts.get(tag) for tag in ("Year", "Month", "Season", "Day")]
    date = PartialDate(
        year=year,
        month=_month(parts.get("Month")),
        day=_number(parts.get("Day")),
        season=parts.get("Season"),
    )
    return PublicationDate(kind=kind, date=date, text=" ".join(word for word in words if word))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 4 else None


def _month(text: str | None) -> int | None:
    number = _number(text) or (month_number(text) if text else None)
    return number if number and 1 <= number <= 12 else None


# --- books ----------------------------------------------------------------------------------------


def _book(element: Element) -> BibliographicRecord:
    document = _child(element, "BookDocument")
    book = _child(document, "Book")
    data = element.find("PubmedBookData")
    title, book_title = _title(document.find("ArticleTitle")), _title(book.find("BookTitle"))
    ids = _article_ids(document.find("ArticleIdList"))
    located = _elocations(book)
    author_list = _author_list(document)
    author_list = _author_list(book) if author_list is None else author_list
    dates = [
        _date(book.find("PubDate"), DateKind.PRINT),
        _date(document.find("ContributionDate"), DateKind.ELECTRONIC),
        _entered(None if data is None else data.find("History")),
    ]
    return BibliographicRecord(
        type=WorkType.CHAPTER if title else WorkType.BOOK,
        authors=_authors(author_list),
        authors_complete=author_list is None or author_list.get("CompleteYN") != "N",
        editors=_authors(_editor_list(document, book)),
        title=title or book_title,
        title_variants=_present(_title(document.find("VernacularTitle"))),
        container_title=book_title if title else flat_text(book.find("CollectionTitle")),
        dates=_known(dates),
        volume=flat_text(book.find("Volume")),
        pages=_pages(document.find("Pagination")),
        elocations=_present(*ids.get("bookaccession", ())),
        edition=flat_text(book.find("Edition")),
        publisher=flat_text(book.find("Publisher/PublisherName")),
        publisher_place=flat_text(book.find("Publisher/PublisherLocation")),
        language=flat_text(document.find("Language")),
        doi=_doi(ids, located),
        pmid=_pmid(document),
        pmcid=_pmcid(ids),
        isbn=_normal(normalise_isbn, *_texts(book.iterfind("Isbn"))),
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
