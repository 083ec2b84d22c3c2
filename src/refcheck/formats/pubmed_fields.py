"""What the fields of a PubMed record mean, whoever has read them from its XML.

The text of a field is as `safe_xml.flat_text` gives it: white space folded, None where empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from refcheck.model.identifiers import DOI, ISSN, PMCID
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
    RecordKey,
    WorkType,
)
from refcheck.text.works.dates import month_number, parse_medline_date
from refcheck.text.works.identifiers import (
    normalise_doi,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

__all__ = [
    "ArticleFields",
    "DateFields",
    "JournalFields",
    "KeyMaker",
    "article_of",
    "contributor",
    "date_of",
    "doi_of",
    "is_hollow",
    "no_key",
    "normal",
    "notice",
    "pages_of",
    "pmcid_of",
    "present",
    "without_full_stop",
]

_NOTICES: Final = {kind.value: kind for kind in NoticeKind}
_TYPES: Final = {
    "Preprint": WorkType.PREPRINT,
    "Newspaper Article": WorkType.ARTICLE_NEWSPAPER,
    "Dataset": WorkType.DATASET,
}
# The issue of these exists on line only: its date is no print date.
_ELECTRONIC_ISSUE: Final = frozenset({"Electronic", "Electronic-eCollection"})
_Identifiers = dict[str, list[str]]  # by their type, in order
KeyMaker = Callable[[str | None], RecordKey | None]


class DateFields(NamedTuple):
    """A date in elements, or as MedlineDate's free text."""

    year: str | None
    month: str | None
    day: str | None
    season: str | None
    medline: str | None


class JournalFields(NamedTuple):
    """What a record says of its journal: thousands of records say the same."""

    title: str | None
    iso: str | None
    medline: str | None
    issn: str | None
    linking_issn: str | None
    nlm_id: str | None


class ArticleFields(NamedTuple):
    """All fields of a journal article. `entered` is the day when PubMed took it in, `ids` are its
    own identifiers, `located` those of its ELocationIDs."""

    pmid: str | None
    model: str | None
    journal: JournalFields
    volume: str | None
    issue: str | None
    issued: DateFields | None
    title: str | None
    vernacular: str | None
    pages: str | None
    located: _Identifiers
    authors: tuple[Contributor, ...]
    authors_complete: bool
    language: str | None
    types: tuple[str, ...]
    electronic: Sequence[DateFields]
    notices: tuple[Notice, ...]
    entered: DateFields | None
    status: str | None
    ids: _Identifiers


def no_key(_pmid: str | None) -> None:
    """Returns the key of a record of a file: none."""


def article_of(fields: ArticleFields, key: KeyMaker = no_key) -> BibliographicRecord:
    """Returns the record of an article; `key` makes the key that a source knows a PMID by."""
    container, variants, issns = _journal(fields.journal)
    kind = DateKind.ELECTRONIC if fields.model in _ELECTRONIC_ISSUE else DateKind.PRINT
    dates = [
        date_of(fields.issued, kind),
        *[date_of(date, DateKind.ELECTRONIC) for date in fields.electronic],
        date_of(fields.entered, DateKind.PUBMED),
    ]
    title = without_full_stop(fields.title)
    pmid = normalise_pmid(fields.pmid or "")
    located, ids = fields.located, fields.ids
    return BibliographicRecord(
        key=key(pmid),
        type=_type(fields.types),
        authors=fields.authors,
        authors_complete=fields.authors_complete,
        title=title,
        title_variants=present(without_full_stop(fields.vernacular)) if fields.vernacular else (),
        container_title=container,
        container_variants=variants,
        dates=tuple([date for date in dates if date is not None]),
        volume=fields.volume,
        issue=fields.issue,
        pages=fields.pages,
        elocations=present(*located.get("pii", ()), *ids.get("pii", ())),
        language=fields.language,
        doi=doi_of(ids, located),
        pmid=pmid,
        pmcid=pmcid_of(ids),
        issn=issns,
        nlm_id=fields.journal.nlm_id,
        publication_types=fields.types,
        notices=fields.notices,
        ahead_of_print=fields.status == "aheadofprint",
    )


@lru_cache(maxsize=1 << 15)
def _journal(fields: JournalFields) -> tuple[str | None, tuple[str, ...], tuple[ISSN, ...]]:
    return (
        fields.title or fields.medline or fields.iso,
        present(fields.medline, fields.iso),
        normal(normalise_issn, fields.issn, fields.linking_issn),
    )


@lru_cache(maxsize=1 << 12)
def _type(types: tuple[str, ...]) -> WorkType:
    return next((_TYPES[name] for name in types if name in _TYPES), WorkType.ARTICLE_JOURNAL)


def present(*values: str | None) -> tuple[str, ...]:
    """Returns the values that there are, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


_Form = TypeVar("_Form", bound=str)


def normal(form: Callable[[str], _Form | None], *texts: str | None) -> tuple[_Form, ...]:
    """Returns the valid ones, each once."""
    return tuple(dict.fromkeys(normal for text in texts if text and (normal := form(text))))


def without_full_stop(title: str | None) -> str | None:
    """Returns a title without the full stop that PubMed ends every title with."""
    if title and title.endswith(".") and not title.endswith(".."):
        return title[:-1].rstrip() or None
    return title


def pages_of(medline: str | None, start: str | None, end: str | None) -> str | None:
    """Returns the pages as MEDLINE prints them, or the first and the last."""
    if medline:
        return medline
    return f"{start}-{end}" if start and end and end != start else start


def contributor(
    family: str | None,
    given: str | None,
    initials: str | None,
    suffix: str | None,
    group: str | None,
) -> Contributor | None:
    """Returns the person or the group that an Author is; None for one without a name."""
    if family:
        return PersonName(family=family, given=given, initials=initials, suffix=suffix)
    name = group or given
    return GroupName(name=name) if name else None


def notice(ref_type: str, source: str | None, pmid: str | None) -> Notice | None:
    """Returns the notice of a retraction, a correction or a concern; None for any other note."""
    kind = _NOTICES.get(ref_type)
    if kind is None:
        return None
    return Notice(kind=kind, source=source, pmid=normalise_pmid(pmid or ""))


# --- identifiers ----------------------------------------------------------------------------------


def doi_of(ids: _Identifiers, located: _Identifiers) -> DOI | None:
    """Returns the first DOI that is one."""
    for text in (*ids.get("doi", ()), *located.get("doi", ())):
        if doi := normalise_doi(text):
            return doi
    return None


def pmcid_of(ids: _Identifiers) -> PMCID | None:
    """Returns the first PMCID that is one."""
    for text in (*ids.get("pmc", ()), *ids.get("pmcid", ())):
        if pmcid := normalise_pmcid(text):
            return pmcid
    return None


# --- dates ----------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 15)
def date_of(fields: DateFields | None, kind: DateKind) -> PublicationDate | None:
    """Returns a date of this kind; None where it has no year."""
    if fields is None:
        return None
    if fields.medline:
        parsed = parse_medline_date(fields.medline)
        if parsed is None:
            return None
        return PublicationDate(kind=kind, date=parsed[0], until=parsed[1], text=fields.medline)
    year = _number(fields.year)
    if year is None:
        return None
    date = PartialDate(
        year=year,
        month=_month(fields.month),
        day=_number(fields.day),
        season=fields.season,
    )
    words: Iterable[str | None] = (fields.year, fields.month, fields.season, fields.day)
    return PublicationDate(kind=kind, date=date, text=" ".join(word for word in words if word))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 4 else None


def _month(text: str | None) -> int | None:
    number = _number(text) or (month_number(text) if text else None)
    return number if number and 1 <= number <= 12 else None


def is_hollow(record: BibliographicRecord) -> bool:
    """Returns whether a record lacks what every record has: a title of some kind, and a journal or
    book."""
    titled = bool(record.title or record.title_variants)
    placed = bool(record.container_title or record.container_variants)
    return not titled or not (placed or record.type in (WorkType.BOOK, WorkType.CHAPTER))
