"""A work as Crossref describes it, mapped to a record.

Known artefacts (what may never become an alarm is decided where records are compared): the subtitle
apart from the title or twice, titles in capitals, formulas doubled, series and book in either
order, groups between persons, the first author missing, "et al." as a person, no pages as a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from refcheck.formats.normalise import Written, normalise
from refcheck.lookup.members import date_parts, mappings, string, strings, title_of
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.text.folding import folded
from refcheck.text.works.identifiers import normalise_doi

__all__ = ["SELECTED", "SOURCE", "record_of", "trimmed"]

SOURCE: Final = "crossref"
# The members that are asked for and cached: no abstract, no affiliations, no references.
SELECTED: Final = (
    *("DOI", "type", "subtype", "title", "subtitle", "short-title", "original-title"),
    *("author", "editor", "container-title", "short-container-title", "volume", "issue", "page"),
    *("article-number", "issued", "published-print", "published-online", "publisher"),
    *("ISSN", "ISBN", "update-to", "updated-by", "relation"),
)
_NAME_MEMBERS: Final = ("given", "family", "name", "suffix", "sequence")
# The types that may stand for a cited work; a figure, a peer review or an issue may not.
_TYPES: Final = {
    "journal-article": WorkType.ARTICLE_JOURNAL,
    "book": WorkType.BOOK,
    "monograph": WorkType.BOOK,
    "edited-book": WorkType.BOOK,
    "reference-book": WorkType.BOOK,
    "book-set": WorkType.BOOK,
    "book-series": WorkType.BOOK,
    "book-chapter": WorkType.CHAPTER,
    "book-part": WorkType.CHAPTER,
    "book-section": WorkType.CHAPTER,
    "book-track": WorkType.CHAPTER,
    "reference-entry": WorkType.CHAPTER,
    "proceedings": WorkType.BOOK,
    "proceedings-article": WorkType.PAPER_CONFERENCE,
    "posted-content": WorkType.PREPRINT,
    "report": WorkType.REPORT,
    "report-component": WorkType.REPORT,
    "report-series": WorkType.REPORT,
    "dissertation": WorkType.THESIS,
    "dataset": WorkType.DATASET,
    "standard": WorkType.STANDARD,
    "other": WorkType.DOCUMENT,
}
# What `updated-by` says that a work became. Addenda, clarifications and the like say nothing.
_UPDATES: Final = {
    "retraction": NoticeKind.RETRACTION_IN,
    "partial_retraction": NoticeKind.PARTIAL_RETRACTION_IN,
    "withdrawal": NoticeKind.WITHDRAWN_IN,
    "removal": NoticeKind.WITHDRAWN_IN,
    "expression_of_concern": NoticeKind.EXPRESSION_OF_CONCERN_IN,
    "correction": NoticeKind.ERRATUM_IN,
    "corrigendum": NoticeKind.ERRATUM_IN,
    "erratum": NoticeKind.ERRATUM_IN,
    "new_version": NoticeKind.UPDATE_IN,
    "new_edition": NoticeKind.UPDATE_IN,
}
_UPDATE_MEMBERS: Final = ("DOI", "type", "source", "updated")
_BECAME: Final = "is-preprint-of"
_RELATION_MEMBERS: Final = ("id", "id-type")
# Posted under this prefix are copies of the titles and authors of other works.
_COPIES: Final = "10.65215/"
_ET_AL: Final = frozenset({"et al", "et al.", "and others", "others"})
_NO_PAGES: Final = frozenset({"no-pagination", "no pagination", "n/a", "na", "-", "0"})


def trimmed(item: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the members of an item that are mapped, and of names those alone that name."""
    kept = {name: item[name] for name in SELECTED if item.get(name)}
    for name in ("update-to", "updated-by"):
        if name in kept:
            kept[name] = [_only(each, _UPDATE_MEMBERS) for each in mappings(kept[name])]
    if became := mappings(_relation(kept).get(_BECAME)):
        kept["relation"] = {_BECAME: [_only(each, _RELATION_MEMBERS) for each in became]}
    else:
        kept.pop("relation", None)
    for name in ("author", "editor"):
        if name in kept:
            kept[name] = [_only(each, _NAME_MEMBERS) for each in mappings(kept[name])]
    return kept


def _only(value: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value[name] for name in names if value.get(name)}


def record_of(item: Mapping[str, Any]) -> BibliographicRecord | None:
    """Returns the record of a work; None where it is of a kind that nobody cites, or untitled."""
    kind = _TYPES.get(string(item.get("type")) or "journal-article")
    doi = string(item.get("DOI")) or ""
    titles = _titles(item)
    if kind is None or not titles or doi.startswith(_COPIES):
        return None
    authors, complete = _names(item.get("author"))
    containers = strings(item.get("container-title"))
    short = strings(item.get("short-container-title"))
    pages, number = string(item.get("page")), string(item.get("article-number"))
    if pages and pages.lower() in _NO_PAGES:
        pages = None
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=doi.lower()),
        type=kind,
        authors=authors,
        authors_complete=complete,
        editors=_names(item.get("editor"))[0],
        title=titles[0],
        title_variants=titles[1:],
        container_title=next(iter((*containers, *short)), None),
        container_variants=(*containers[1:], *short),
        dates=_dates(item),
        volume=string(item.get("volume")),
        issue=string(item.get("issue")),
        pages=pages or number,
        elocations=(number,) if pages and number else (),
        publisher=string(item.get("publisher")),
        notices=(*_notices(item), *_published(item)),
    )
    written = Written(
        record=record, doi=doi, isbn=strings(item.get("ISBN")), issn=strings(item.get("ISSN"))
    )
    return normalise(written).record


def _titles(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns every form of the title, the fullest first: with its subtitle, without it, short."""
    mains = [title for text in strings(item.get("title")) if (title := title_of(text))]
    subs = [title for text in strings(item.get("subtitle")) if (title := title_of(text))]
    full = [
        f"{main.rstrip(' .:')}: {sub}"
        for main in mains[:1]
        for sub in subs
        if folded(sub) not in folded(main)
    ]
    others = [
        title
        for name in ("original-title", "short-title")
        for text in strings(item.get(name))
        if (title := title_of(text))
    ]
    return tuple(dict.fromkeys((*full, *mains, *(others if mains else ()))))


def _names(value: object) -> tuple[tuple[Contributor, ...], bool]:
    """Returns the names of a list, and whether it is complete as far as it shows."""
    names: list[Contributor] = []
    listed = mappings(value)
    complete = any(each.get("sequence") == "first" for each in listed[:1])
    for each in listed:
        family, given = string(each.get("family")), string(each.get("given"))
        group = string(each.get("name"))
        if (family or group or "").lower() in _ET_AL:
            complete = False
        elif family or given:
            suffix = string(each.get("suffix"))
            names.append(PersonName(family=family or "", given=given, suffix=suffix))
        elif group:
            names.append(GroupName(name=group))
    return tuple(names), complete


def _dates(item: Mapping[str, Any]) -> tuple[PublicationDate, ...]:
    kinds = (("published-print", DateKind.PRINT), ("published-online", DateKind.ELECTRONIC))
    dates = [
        PublicationDate(kind=kind, date=date)
        for name, kind in kinds
        if (date := date_parts(item.get(name)))
    ]
    issued = date_parts(item.get("issued"))
    if issued is not None and all(each.date.year != issued.year for each in dates):
        dates.append(PublicationDate(kind=DateKind.PRINT, date=issued))
    return tuple(dates)


def _notices(item: Mapping[str, Any]) -> tuple[Notice, ...]:
    """Returns what became of a work by `updated-by`, the word of Retraction Watch first.

    `update-to` says that the work is itself a notice, and never that it was retracted. Some
    publishers deposit both for both works of a pair; that is said.
    """
    its_own = {(string(each.get("DOI")) or "").lower() for each in mappings(item.get("update-to"))}
    updates = sorted(mappings(item.get("updated-by")), key=lambda each: not _is_watched(each))
    return tuple(
        Notice(
            kind=kind,
            by=_told_by(each, mutual=doi in its_own),
            date=date_parts(each.get("updated")),
            url=f"https://doi.org/{doi}" if doi else None,
        )
        for each in updates
        for doi in ((string(each.get("DOI")) or "").lower(),)
        if (kind := _UPDATES.get((string(each.get("type")) or "").lower().replace("-", "_")))
    )


def _published(item: Mapping[str, Any]) -> Iterator[Notice]:
    """Yields the articles that a preprint has become, by their DOIs."""
    for each in mappings(_relation(item).get(_BECAME)):
        doi = normalise_doi(string(each.get("id")) or "")
        if doi and string(each.get("id-type")) == "doi":
            yield Notice(kind=NoticeKind.UPDATE_IN, url=f"https://doi.org/{doi}")


def _relation(item: Mapping[str, Any]) -> Mapping[str, Any]:
    relation = item.get("relation")
    return relation if isinstance(relation, dict) else {}


def _is_watched(update: Mapping[str, Any]) -> bool:
    return string(update.get("source")) == "retraction-watch"


def _told_by(update: Mapping[str, Any], *, mutual: bool) -> str:
    if _is_watched(update):
        return "Retraction Watch (at Crossref)"
    if mutual:
        return "its publisher (at Crossref, where each of the two is the notice of the other)"
    return "its publisher (at Crossref)"
