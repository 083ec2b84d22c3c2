"""A record of the NLM Catalog, as ESummary gives it, mapped to a record.

The punctuation of library rules is taken off ("London :", "Press,"); a date may be "c1996-",
"[2012?]" or "2012 [i.e. 2013]"; each edition of a book is a record of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from refcheck.formats.normalise import Written, normalise
from refcheck.lookup.members import mappings, string, title_of
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

__all__ = ["SOURCE", "is_journal", "isbns_of", "record_of", "trimmed"]

SOURCE: Final = "nlmcatalog"
_MEMBERS: Final = {
    "authorlist": ("collectivename", "lastname", "forename", "otherinformation"),
    "publicationinfolist": ("place", "publisher", "dateissued", "edition"),
    "resourceinfolist": ("typeofresource", "resourceunit"),
    "titlemainlist": ("title",),
    "titleotherlist": ("titlealternate",),
    "issnlist": ("issn",),
}
_TEXTS: Final = (
    *("uid", "nlmuniqueid", "isbn", "country", "currentindexingstatus", "medlineta"),
    *("isoabbreviation", "startyear", "endyear", "language"),
)
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ISBN: Final = re.compile(r"(?<![\dXx-])(?:\d[\s-]?){9,12}[\dXx](?![\dXx])")
# "[electronic resource]", "[microform]": what kind of thing it is, and none of its title.
_MEDIUM: Final = re.compile(
    r"\s*\[(?:electronic resource|microform|videorecording|sound recording|internet|"
    r"computer file|cd-rom|monograph on the internet)\]",
    re.IGNORECASE,
)
_EDITOR: Final = re.compile(r"\b(?:ed|eds|editors?|hrsg|hg|éd|dir)\b", re.IGNORECASE)
_THESIS: Final = re.compile(
    r"\b(?:academic dissertations?|thes[ie]s|dissertation)\b", re.IGNORECASE
)
_RESOURCES: Final = "resourceinfolist"
_SERIAL: Final = "serial"
_EDGES: Final = " \t:;,/="


def trimmed(summary: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the members of a summary that are mapped."""
    kept: dict[str, Any] = {name: text for name in _TEXTS if (text := string(summary.get(name)))}
    for name, parts in _MEMBERS.items():
        entries = [
            {part: text for part in parts if (text := string(entry.get(part)))}
            for entry in mappings(summary.get(name))
        ]
        if entries := [entry for entry in entries if entry]:
            kept[name] = entries
    return kept


def is_journal(item: Mapping[str, Any]) -> bool:
    """Returns whether a record is of a journal or another serial."""
    kinds = (string(each.get("typeofresource")) or "" for each in mappings(item.get(_RESOURCES)))
    return any(_SERIAL in kind.lower() for kind in kinds)


def record_of(item: Mapping[str, Any]) -> BibliographicRecord | None:
    """Returns the record of a work; None where it has no title."""
    titles = tuple(dict.fromkeys(_titles(item)))
    uid = string(item.get("nlmuniqueid")) or string(item.get("uid"))
    if not titles or uid is None:
        return None
    imprint = next(iter(mappings(item.get("publicationinfolist"))), {})
    authors, editors = _names(item)
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=uid),
        type=_type(item),
        authors=authors,
        authors_complete=False,  # the rules of many years name three at most
        editors=editors,
        title=titles[0],
        title_variants=titles[1:],
        container_variants=_abbreviations(item),
        dates=_dates(item, imprint),
        edition=_without_punctuation(string(imprint.get("edition"))),
        publisher=_without_punctuation(string(imprint.get("publisher"))),
        publisher_place=_without_punctuation(string(imprint.get("place"))),
        language=string(item.get("language")),
        nlm_id=uid,
    )
    issn = tuple(
        filter(None, (string(each.get("issn")) for each in mappings(item.get("issnlist"))))
    )
    return normalise(Written(record=record, isbn=isbns_of(item), issn=issn)).record


def _type(item: Mapping[str, Any]) -> WorkType:
    if is_journal(item):
        return WorkType.DOCUMENT
    resources = " ".join(str(each) for each in mappings(item.get(_RESOURCES)))
    return WorkType.THESIS if _THESIS.search(resources) else WorkType.BOOK


def _titles(item: Mapping[str, Any]) -> Iterator[str]:
    """Yields the titles with their subtitles; other titles last."""
    for name, part in (("titlemainlist", "title"), ("titleotherlist", "titlealternate")):
        for entry in mappings(item.get(name)):
            whole, _, _said_of_it = (string(entry.get(part)) or "").partition(" / ")
            title = title_of(_MEDIUM.sub("", whole))
            title = _without_punctuation(title)
            if title is None:
                continue
            main, colon, subtitle = title.partition(" : ")
            if colon and main.strip() and subtitle.strip():
                yield f"{main.strip()}: {subtitle.strip()}"
            else:
                yield title


def _without_punctuation(text: str | None) -> str | None:
    """Returns a text without the marks that library rules put before the next one."""
    if text is None:
        return None
    text = text.strip(_EDGES)
    if text.endswith(".") and not re.search(
        r"(?:\b\w|\bed|\bInc|\bCo|\bLtd|\bvol|\brev)\.\Z", text
    ):
        text = text[:-1].rstrip(_EDGES)
    if text.startswith("[") and text.endswith("]") and text.count("[") == 1:
        text = text[1:-1]
    return text.strip() or None


def _names(
    item: Mapping[str, Any],
) -> tuple[tuple[Contributor, ...], tuple[Contributor, ...]]:
    """Returns the authors and the editors."""
    authors: list[Contributor] = []
    editors: list[Contributor] = []
    for entry in mappings(item.get("authorlist")):
        family, given = string(entry.get("lastname")), string(entry.get("forename"))
        group = _without_punctuation(string(entry.get("collectivename")))
        name: Contributor
        if family:
            given = given and given.strip(_EDGES)
            name = PersonName(family=family.strip(_EDGES), given=given or None)
        elif group:
            name = GroupName(name=group)
        else:
            continue
        role = string(entry.get("otherinformation")) or ""
        (editors if _EDITOR.search(role) else authors).append(name)
    return tuple(authors), tuple(editors)


def _dates(item: Mapping[str, Any], imprint: Mapping[str, Any]) -> tuple[PublicationDate, ...]:
    """Returns each year that the record gives: of the imprint, of the copyright, and the first."""
    issued = string(imprint.get("dateissued")) or ""
    start = string(item.get("startyear")) or ""
    years = dict.fromkeys(int(year) for year in (*_YEAR.findall(issued), *_YEAR.findall(start)))
    return tuple(
        PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)) for year in years
    )


def isbns_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the digits of the ISBNs in a text that may have several with remarks
    ("978-0-00-000000-2 (hbk.)")."""
    found = _ISBN.finditer(string(item.get("isbn")) or "")
    return tuple(re.sub(r"[\s-]", "", each[0]).upper() for each in found)


def _abbreviations(item: Mapping[str, Any]) -> tuple[str, ...]:
    names = (string(item.get(name)) for name in ("medlineta", "isoabbreviation"))
    return tuple(dict.fromkeys(name for name in names if name)) if is_journal(item) else ()
