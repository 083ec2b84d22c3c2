"""References in the head of a page: `citation_reference` and `citation` of JSON-LD.

Publishers write them for search engines (https://scholar.google.com/intl/en/scholar/inclusion.html,
https://schema.org/citation). They count where the page itself shows no list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from refcheck.formats.normalise import Written, normalise, plain
from refcheck.formats.reference_string import reference_string
from refcheck.model.document import MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.readers.text_builder import TextBuilder
from refcheck.safe_xml import Element
from refcheck.text.dates import parse_date

__all__ = ["Named", "named_references", "write_list"]

_HEADING: Final = "References"
_MOST: Final = 5_000
_METAS: Final = etree.XPath("//meta[@name='citation_reference']", smart_strings=False)
_SCRIPTS: Final = etree.XPath("//script[@type='application/ld+json']", smart_strings=False)
_FIELD: Final = re.compile(r"(?:^|;)\s*citation_([a-z_]{2,40})\s*=")
_LOOKED_AT: Final = 200  # references that are looked for in the page
_SHOWN: Final = 0.5  # share of the references that a page shows, if it shows them at all
_WINDOW: Final = 40  # letters of a reference that are looked for in the page
_LETTERS: Final = re.compile(r"[\W_]+")

_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.?[-\s]?){1,4}")
_INITIALS_LAST: Final = re.compile(r"(\S.*?)[\s,]+((?:[^\W\d_a-z]\.?-?){1,4})")
_SEVERAL: Final = re.compile(r"\s*(?:;|,?\s+and\s+|&)\s*")
_GROUP: Final = re.compile(
    r"(?i)\b(?:group|consortium|committee|collaborat\w+|organi[sz]ation|association|society|team"
    r"|institut\w*|university|network|investigators|agency|ministry|department|centers?|centres?)\b"
)
_PARTICLE: Final = re.compile(r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ter|ten)\s)+")


@dataclass(frozen=True, slots=True)
class Named:
    """A reference as the head of a page names it: its text, and its fields where it has any."""

    text: str
    record: BibliographicRecord | None = None
    id: str | None = None
    place: str = ""

    @property
    def sign(self) -> str:
        """What a page that shows the reference holds of it: letters and digits alone."""
        known = self.record.title if self.record and self.record.title else self.text
        letters = _letters(known)
        middle = max(0, (len(letters) - _WINDOW) // 2)
        return letters[middle : middle + _WINDOW]


def named_references(root: Element) -> tuple[Named, ...]:
    """Returns the references that the head of a page names, in order."""
    found: dict[Named, str] = {}
    for find, read in ((_METAS, _from_meta), (_SCRIPTS, _from_script)):
        elements = find(root)
        for element in elements if isinstance(elements, list) and not found else ():
            if len(found) < _MOST and etree.iselement(element):
                place = str(element.getroottree().getpath(element))
                for named in read(element):
                    found.setdefault(named, place)
    return tuple(replace(named, place=place) for named, place in found.items())


def write_list(named: tuple[Named, ...], builder: TextBuilder) -> None:
    """Write the list at the end of a page, unless the page shows it already."""
    letters = _letters(builder.text)
    signs = [one.sign for one in named[:: 1 + len(named) // _LOOKED_AT]]
    if sum(bool(sign) and sign in letters for sign in signs) >= _SHOWN * len(signs):
        return
    builder.block(2)
    builder.words(_HEADING)
    builder.block(2)
    for number, one in enumerate(named, 1):
        label = f"{number}."
        builder.item(f"{label} ")
        mark = builder.mark()
        builder.words(one.text)
        builder.places.add(builder.line_start, one.place)
        builder.references.append(
            MarkedReference(
                start=mark.start, end=builder.length, id=one.id, label=label, record=one.record
            )
        )


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.lower())


# --- citation_reference ---------------------------------------------------------------------------


def _from_meta(element: Element) -> Iterator[Named]:
    text = plain(element.get("content", ""))
    places = list(_FIELD.finditer(text))
    if not places:
        if text:
            yield Named(text)
        return
    ends = [*(place.start() for place in places[1:]), len(text)]
    fields: dict[str, list[str]] = {}
    for place, end in zip(places, ends, strict=True):
        value = text[place.end() : end].strip(" ;")
        if value:
            fields.setdefault(place[1], []).append(value)
    record = normalise(_from_fields(fields)).record
    if record.title or record.container_title:
        yield Named(reference_string(record), record, next(iter(fields.get("id", ())), None))


def _from_fields(fields: Mapping[str, list[str]]) -> Written:
    def first(*names: str) -> str | None:
        return next((fields[name][0] for name in names if name in fields), None)

    journal = first("journal_title", "journal_abbrev")
    book = first("inbook_title", "conference_title", "conference")
    pages = first("pages")
    if pages is None and (begin := first("firstpage")):
        end = first("lastpage")
        pages = f"{begin}-{end}" if end and end != begin else begin
    if journal:
        kind = WorkType.ARTICLE_JOURNAL
    elif "inbook_title" in fields:
        kind = WorkType.CHAPTER
    elif book:
        kind = WorkType.PAPER_CONFERENCE
    else:
        kind = WorkType.BOOK if first("isbn", "publisher") else WorkType.DOCUMENT
    authors = (*fields.get("author", ()), *fields.get("authors", ()))
    record = BibliographicRecord(
        type=kind,
        authors=tuple(name for value in authors for name in _names(value)),
        authors_complete=not any("et al" in value for value in authors),
        title=first("title"),
        container_title=journal or book,
        dates=_dates(first("publication_date", "date", "year", "online_date")),
        volume=first("volume"),
        issue=first("issue"),
        pages=pages,
        publisher=first("publisher", "technical_report_institution"),
        url=first("fulltext_html_url", "url"),
    )
    return Written(
        record=record,
        doi=first("doi"),
        pmid=first("pmid"),
        isbn=tuple(fields.get("isbn", ())),
        issn=tuple(fields.get("issn", ())),
    )


def _dates(text: str | None) -> tuple[PublicationDate, ...]:
    date = parse_date(text.replace("/", "-")) if text else None
    return (PublicationDate(kind=DateKind.PRINT, date=date),) if date else ()


def _names(value: str) -> Iterator[Contributor]:
    """Yields the names in one value: it should be one, and sometimes is "J Smith, K Jones"."""
    for part in _SEVERAL.split(value):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        single = len(pieces) < 2 or (len(pieces) == 2 and _INITIALS.fullmatch(pieces[1]))
        if not single and all(" " in piece for piece in pieces):
            yield from (name for piece in pieces if (name := _name(piece)) is not None)
        elif (name := _name(part)) is not None:
            yield name


def _name(text: str) -> Contributor | None:
    text = re.sub(r"[,\s]*\bet al\.?$", "", text.strip(" ,;")).strip()
    if not text:
        return None
    if _GROUP.search(text):
        return GroupName(name=text)
    family, comma, given = text.partition(",")
    if comma:
        return PersonName(family=family.strip(), given=given.strip() or None)
    last = _INITIALS_LAST.fullmatch(text)
    if last is not None and not _INITIALS.fullmatch(last[1]):
        return PersonName(family=last[1], given=last[2])
    particle = _PARTICLE.search(text)
    if particle is not None and particle.start():
        return PersonName(family=text[particle.start() :], given=text[: particle.start()].strip())
    given, _, family = text.rpartition(" ")
    return PersonName(family=family, given=given or None)


# --- JSON-LD --------------------------------------------------------------------------------------


def _from_script(element: Element) -> Iterator[Named]:
    try:
        value = json.loads(element.text or "", strict=False)
    except (ValueError, RecursionError):
        return
    yield from _citations(value)


def _citations(value: Any) -> Iterator[Named]:
    """Yields what is under "citation", wherever that is."""
    open_values = [value]
    while open_values:
        one = open_values.pop()
        if isinstance(one, list):
            open_values.extend(reversed(one))
        elif isinstance(one, dict):
            cited = one.get("citation")
            for item in cited if isinstance(cited, list) else [cited]:
                named = _cited(item)
                if named is not None:
                    yield named
            open_values.extend(
                part
                for key, part in one.items()
                if key != "citation" and isinstance(part, dict | list)
            )


def _cited(item: Any) -> Named | None:
    if isinstance(item, str):
        text = plain(item)
        return Named(text) if len(text) > len("https://doi.org/") else None
    if not isinstance(item, dict):
        return None
    title = _string(item, "headline", "name")
    address = _string(item, "sameAs", "url", "@id")
    if title is None or not (item.keys() & {"author", "datePublished", "isPartOf"}):
        text = plain(_string(item, "text") or " ".join(filter(None, (title, address))))
        return Named(text) if text else None
    record = normalise(_from_item(item, title, address)).record
    return Named(reference_string(record), record)


def _from_item(item: Mapping[str, Any], title: str, address: str | None) -> Written:
    part: Any = item.get("isPartOf")
    volume, issue, container = _string(item, "volumeNumber"), _string(item, "issueNumber"), None
    for _ in range(4):  # an article is part of an issue, that of a volume, that of a journal
        part = part[0] if isinstance(part, list) and part else part
        if isinstance(part, str):
            container = part
        if not isinstance(part, dict):
            break
        volume = volume or _string(part, "volumeNumber")
        issue = issue or _string(part, "issueNumber")
        container = _string(part, "name") or container
        part = part.get("isPartOf")
    begin, end = _string(item, "pageStart"), _string(item, "pageEnd")
    authors = item.get("author")
    record = BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL if container else WorkType.DOCUMENT,
        authors=tuple(
            name
            for one in (authors if isinstance(authors, list) else [authors])
            if (name := _author(one)) is not None
        ),
        title=title,
        container_title=container,
        dates=_dates(_string(item, "datePublished")),
        volume=volume,
        issue=issue,
        pages=_string(item, "pagination") or ("-".join(filter(None, (begin, end))) or None),
        url=address,
    )
    return Written(record=record)


def _author(value: Any) -> Contributor | None:
    if isinstance(value, dict):
        if value.get("@type") == "Organization" and (name := _string(value, "name")):
            return GroupName(name=name)
        family = _string(value, "familyName")
        if family:
            return PersonName(family=family, given=_string(value, "givenName"))
        value = value.get("name")
    return _name(value) if isinstance(value, str) else None


def _string(item: Mapping[str, Any], *names: str) -> str | None:
    for name in names:
        value = item.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
