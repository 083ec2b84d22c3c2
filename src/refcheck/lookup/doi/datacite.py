"""A work as DataCite describes it, mapped to a record.

Creators may be cut to the first, names may stand whole in one member, the first title may be an
alternative one, and `types.citeproc` says "article" of software: none of that is relied upon.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from refcheck.formats.normalise import Written, normalise
from refcheck.lookup.members import mappings, string, title_of, year_of
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)

__all__ = ["FIELDS", "SOURCE", "record_of", "trimmed"]

SOURCE: Final = "datacite"
FIELDS: Final = (
    *("doi", "titles", "creators", "publisher", "publicationYear", "types", "container"),
    *("version",),
)
_TYPES: Final = {
    "Book": WorkType.BOOK,
    "BookChapter": WorkType.CHAPTER,
    "ConferencePaper": WorkType.PAPER_CONFERENCE,
    "Dataset": WorkType.DATASET,
    "Dissertation": WorkType.THESIS,
    "JournalArticle": WorkType.ARTICLE_JOURNAL,
    "Preprint": WorkType.PREPRINT,
    "Report": WorkType.REPORT,
    "Software": WorkType.SOFTWARE,
    "Standard": WorkType.STANDARD,
}
_NAME_MEMBERS: Final = ("name", "nameType", "givenName", "familyName")
_CONTAINER_MEMBERS: Final = ("title", "volume", "issue", "firstPage", "lastPage")


def trimmed(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the members of a record that are mapped."""
    kept = {name: attributes[name] for name in FIELDS if attributes.get(name)}
    kept["creators"] = [
        {part: each[part] for part in _NAME_MEMBERS if each.get(part)}
        for each in mappings(kept.get("creators"))
    ]
    kept["titles"] = [
        {part: each[part] for part in ("title", "titleType") if each.get(part)}
        for each in mappings(kept.get("titles"))
    ]
    kept["types"] = _only(kept.get("types"), ("resourceTypeGeneral",))
    kept["container"] = _only(kept.get("container"), _CONTAINER_MEMBERS)
    kept["publisher"] = _publisher(kept.get("publisher"))
    return {name: value for name, value in kept.items() if value}


def record_of(attributes: Mapping[str, Any]) -> BibliographicRecord | None:
    """Returns the record of a work; None where it has no title."""
    doi = string(attributes.get("doi")) or ""
    titles = _titles(attributes)
    if not titles:
        return None
    kinds = _only(attributes.get("types"), ("resourceTypeGeneral",))
    container = _only(attributes.get("container"), _CONTAINER_MEMBERS)
    year = year_of(attributes.get("publicationYear"))
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=doi.lower()),
        type=_TYPES.get(kinds.get("resourceTypeGeneral", ""), WorkType.DOCUMENT),
        authors=tuple(map(_name, mappings(attributes.get("creators")))),
        authors_complete=False,
        title=titles[0],
        title_variants=titles[1:],
        container_title=container.get("title"),
        dates=(PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=year)),)
        if year
        else (),
        volume=container.get("volume"),
        issue=container.get("issue"),
        pages="-".join(filter(None, (container.get("firstPage"), container.get("lastPage"))))
        or None,
        publisher=_publisher(attributes.get("publisher")),
        edition=string(attributes.get("version")),
    )
    return normalise(Written(record=record, doi=doi)).record


def _only(value: object, names: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    return {name: text for name in names if (text := string(value.get(name)))}


def _publisher(value: object) -> str | None:
    """Returns the name of a publisher, which is a text or an object."""
    return string(value.get("name") if isinstance(value, dict) else value)


def _titles(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the titles, those without a type first."""
    titles = mappings(attributes.get("titles"))
    in_order = sorted(titles, key=lambda each: bool(string(each.get("titleType"))))
    texts = (title_of(string(each.get("title")) or "") for each in in_order)
    return tuple(dict.fromkeys(text for text in texts if text))


def _name(creator: Mapping[str, Any]) -> Contributor:
    family, given = string(creator.get("familyName")), string(creator.get("givenName"))
    whole = string(creator.get("name")) or ""
    if creator.get("nameType") == "Organizational":
        return GroupName(name=whole or family or "")
    if family or given:
        return PersonName(family=family or "", given=given)
    last, comma, first = whole.partition(",")
    if comma:
        return PersonName(family=last.strip(), given=first.strip() or None)
    if creator.get("nameType") == "Personal" and " " in whole:
        first, _, last = whole.rpartition(" ")
        return PersonName(family=last, given=first)
    return GroupName(name=whole)
