"""Records as efetch gives them: PubMed's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from ..records import Name, Record

__all__ = ["record_xml"]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_PLAIN_DATE = re.compile(r"(\d{4})(?: ([A-Z][a-z]{2}))?(?: (\d{1,2}))?")
# "2015-05-26", "2020 08 03", "2014 01", "20130416"; not "2004-2005", which is two years.
_NUMBERS = re.compile(r"(\d{4})[- ]?(0?[1-9]|1[0-2])(?:[- ]?([0-2]\d|3[01]|[1-9]))?")
_TAG = re.compile(r"&lt;(/?(?:i|b|u|sub|sup))&gt;")


def record_xml(record: Record) -> str:
    """The `PubmedArticle` of one record."""
    model = record.model or ("Print-Electronic" if record.epub else "Print")
    status = record.status or ("Publisher" if record.ahead else "MEDLINE")
    complete = "Y" if record.complete else "N"
    return "".join(
        (
            f'<PubmedArticle><MedlineCitation Status="{status}" Owner="NLM">',
            f'<PMID Version="1">{record.pmid}</PMID><Article PubModel="{model}"><Journal>',
            _element("ISSN", record.issn),
            '<JournalIssue CitedMedium="Internet">',
            _element("Volume", record.volume),
            _element("Issue", record.issue),
            f"<PubDate>{_issue_date(record.pubdate)}</PubDate></JournalIssue>",
            _element("Title", record.journal or record.abbreviation),
            _element("ISOAbbreviation", record.abbreviation),
            f"</Journal><ArticleTitle>{_marked_up(record.title)}</ArticleTitle>",
            _pagination(record),
            f'<AuthorList CompleteYN="{complete}">{"".join(map(_author, record.authors))}'
            "</AuthorList>"
            if record.authors
            else "",
            *(_element("Language", language) for language in record.languages or ("eng",)),
            f"<PublicationTypeList>{''.join(_types(record))}</PublicationTypeList>",
            _element("VernacularTitle", record.vernacular),
            _electronic_date(record.epub),
            f"</Article><MedlineJournalInfo>{_element('MedlineTA', record.abbreviation)}",
            f"{_element('NlmUniqueID', record.nlm_id)}</MedlineJournalInfo>{_notices(record)}",
            "</MedlineCitation><PubmedData>",
            _element("PublicationStatus", "aheadofprint" if record.ahead else "ppublish"),
            f'<ArticleIdList><ArticleId IdType="pubmed">{record.pmid}</ArticleId>',
            f'<ArticleId IdType="doi">{escape(record.doi)}</ArticleId>' if record.doi else "",
            f'<ArticleId IdType="pmc">{record.pmc}</ArticleId>' if record.pmc else "",
            "</ArticleIdList></PubmedData></PubmedArticle>",
        )
    )


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""


def _marked_up(title: str) -> str:
    """Tags of a title as elements; a "<" that is none stays text ("<8 Hours")."""
    escaped = escape(title)
    marked = _TAG.sub(r"<\1>", escaped)
    for tag in ("i", "b", "u", "sub", "sup"):
        if marked.count(f"<{tag}>") != marked.count(f"</{tag}>"):
            return escaped
    return marked


def _pagination(record: Record) -> str:
    return (
        f"<Pagination>{_element('MedlinePgn', record.pages)}</Pagination>" if record.pages else ""
    )


def _author(name: Name) -> str:
    if name.group:
        return f'<Author ValidYN="Y">{_element("CollectiveName", name.group)}</Author>'
    parts = (
        ("LastName", name.family),
        ("ForeName", name.given or name.initials),
        ("Initials", name.initials),
        ("Suffix", name.suffix),
    )
    return f'<Author ValidYN="Y">{"".join(_element(tag, text) for tag, text in parts)}</Author>'


def _types(record: Record) -> Iterator[str]:
    types = list(record.types or ("Journal Article",))
    if any(kind == "RetractionIn" for kind, _, _ in record.notices):
        types.append("Retracted Publication")
    for name in dict.fromkeys(types):
        yield _element("PublicationType", name)


def _notices(record: Record) -> str:
    if not record.notices:
        return ""
    inner = "".join(
        f'<CommentsCorrections RefType="{escape(kind)}">{_element("RefSource", source)}'
        f"{_element('PMID', pmid)}</CommentsCorrections>"
        for kind, source, pmid in record.notices
        if kind
    )
    return f"<CommentsCorrectionsList>{inner}</CommentsCorrectionsList>"


def _issue_date(pubdate: str) -> str:
    if plain := _PLAIN_DATE.fullmatch(pubdate):
        year, month, day = plain.groups()
        if month is None or month in _MONTHS:
            return _date_parts(year, month, day)
    if numbers := _NUMBERS.fullmatch(pubdate):
        return _date_parts(*numbers.groups())
    return _element("MedlineDate", pubdate)


def _electronic_date(epub: str) -> str:
    if numbers := _NUMBERS.fullmatch(epub):
        parts = numbers.groups()
    elif plain := _PLAIN_DATE.fullmatch(epub):
        parts = plain.groups()
    else:
        return ""
    return f'<ArticleDate DateType="Electronic">{_date_parts(*parts)}</ArticleDate>'


def _date_parts(year: str, month: str | None, day: str | None) -> str:
    return _element("Year", year) + _element("Month", month or "") + _element("Day", day or "")
