"""TEI, as GROBID writes it and as editions do: text, bibliography and the links between them.

Each `biblStruct` of a list is a reference with its fields; where GROBID kept the printed string, it
is the reference's text. A `bibl` holds text alone, which has to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from refcheck.formats.normalise import Written, iso_date, normalise
from refcheck.formats.reference_string import printed
from refcheck.model.document import Document, MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)
from refcheck.readers.jats_tei.tree_walk import TreeWalk, text_of
from refcheck.readers.markup import Element, local_name, parse_xml
from refcheck.text.dates import parse_date
from refcheck.text.folding import squeeze
from refcheck.text.names import read_name

__all__ = ["read_tei"]

_LEFT_OUT: Final = frozenset(
    (
        *("encodingDesc", "revisionDesc", "publicationStmt", "sourceDesc"),
        *("graphic", "facsimile", "standOff", "idno", "affiliation", "fw", "pb", "editionStmt"),
        *("langUsage", "textClass", "extent", "respStmt", "funder"),
    )
)
_PARAGRAPHS: Final = frozenset(
    ("head", "div", "figure", "abstract", "listBibl", "titleStmt", "title", "back", "body", "front")
)
_LINES: Final = frozenset(
    (
        "p",
        "note",
        "item",
        "row",
        "list",
        "figDesc",
        "lb",
        "l",
        "quote",
        "formula",
        "label",
        "byline",
    )
)
_PLACED: Final = _PARAGRAPHS | {"p", "note", "item", "row", "figDesc"}
_WORKS: Final = frozenset(("biblStruct", "bibl", "biblFull"))
_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_IDS: Final = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid", "isbn": "isbn"}
_CUT: Final = re.compile(r"\bet\.?\s?al\b", re.I)


def read_tei(path: str, content: bytes) -> Document:
    """Read a TEI file.

    Raises `InputError` where it is no complete XML.
    """
    walk = _Walk(parse_xml(path, content))
    walk.run()
    return walk.flow.document(path)


class _Walk(TreeWalk):
    """The text of a TEI document in order."""

    def __init__(self, root: Element) -> None:
        super().__init__(root, ("TEI",))
        self._lists = 0

    def start(self, name: str, element: Element) -> bool:
        flow = self.flow
        if name in _LEFT_OUT or not name:
            return False
        self._break(name)
        if name in _WORKS and self._in_list():
            self._reference(element)
            return False
        if name == "author":  # of the document itself
            flow.line()
            flow.words(_written(_person(element)))
            return False
        if name == "head" and (number := element.get("n")):
            flow.words(f"{number} ")
        elif name == "listBibl":
            self._list(element)
        elif name in ("ref", "hi"):
            self.open.append(flow.place)
        flow.words(element.text)
        return True

    def _break(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self.flow.paragraph()
        elif name in _LINES:
            self.flow.line()
        elif name == "cell":
            self.flow.cell()
        if name in _PLACED:
            self.flow.at(self.path)

    def end(self, name: str, element: Element) -> None:
        if name == "ref":
            self._link(element, self.open.pop())
        elif name == "hi":
            start = self.open.pop()
            if "sup" in (element.get("rend") or ""):
                self.flow.raised(start)
        elif name in _PARAGRAPHS:
            self.flow.paragraph()
        elif name in _LINES:
            self.flow.line()

    def _link(self, element: Element, start: int) -> None:
        """A pointer to entries; to figures, tables and notes it is none."""
        targets = tuple(
            self.scope + each[1:]
            for each in (element.get("target") or "").split()
            if each.startswith("#")
        )
        if element.get("type") in ("bibr", "bibl", "biblio", None):
            self.flow.link(start, targets)

    def _in_list(self) -> bool:
        return any(local_name(frame.element) == "listBibl" for frame in self.frames[-4:-1])

    def _list(self, element: Element) -> None:
        if any(local_name(child) in _WORKS for child in element):
            self._lists += 1
        if element.find("{*}head") is None:
            self.flow.words("References")
            self.flow.paragraph()

    def _reference(self, element: Element) -> None:
        flow = self.flow
        flow.line()
        flow.at(self.path)
        text, record = _read(element)
        start = flow.place if text else flow.end  # an empty entry is one still
        flow.words(text)
        flow.reference(
            MarkedReference(
                start=start,
                end=start + len(text),
                id=self.scope + name if (name := element.get(_ID)) else None,
                list_number=max(self._lists, 1),
                record=record,
            )
        )
        flow.line()


def _read(element: Element) -> tuple[str, BibliographicRecord | None]:
    """The text of an entry, and its fields where they are enough."""
    if local_name(element) != "biblStruct":
        return squeeze(text_of(element)), None
    raw = next(
        (
            squeeze(text_of(note))
            for note in element.iter("{*}note")
            if note.get("type") == "raw_reference"
        ),
        "",
    )
    notes = " ".join(squeeze(text_of(note)) for note in element.iter("{*}note"))
    normal = normalise(_record(element), notes)
    record = normal.record
    if raw:
        enough = record.title and (record.authors or record.editors) and record.dates
        return raw, record if enough else None
    if not (record.title or record.authors or record.container_title or record.doi or record.url):
        return squeeze(text_of(element)), None
    return printed(record, normal.malformed), record


def _record(element: Element) -> Written:
    analytic, monogr = element.find("{*}analytic"), element.find("{*}monogr")
    titles = _titles(element)
    title = titles.get("a") or (titles.get("m") if analytic is None else None)
    container = titles.get("j") or (titles.get("m") if title != titles.get("m") else None)
    title = title or titles.get("u") or (None if container else titles.get("s"))
    ids = _identifiers(element)
    scopes = _scopes(element)
    authors = tuple(_people(element, "author"))
    publishers = element.findall(".//{*}publisher")
    places = element.findall(".//{*}pubPlace")
    record = BibliographicRecord(
        type=_kind(element, titles, analytic is not None, bool(scopes.get("volume"))),
        authors=authors,
        authors_complete=not any(_CUT.search(text_of(one)) for one in element.iter("{*}author")),
        editors=tuple(_people(element, "editor")),
        title=title,
        container_title=container or (titles.get("s") if title != titles.get("s") else None),
        dates=tuple(_dates(monogr if monogr is not None else element)),
        volume=scopes.get("volume"),
        issue=scopes.get("issue"),
        pages=scopes.get("page"),
        edition=squeeze(element.findtext(".//{*}edition") or "") or None,
        publisher=squeeze(text_of(publishers[0])) or None if publishers else None,
        publisher_place=squeeze(text_of(places[0])) or None if places else None,
        url=next((one.get("target") for one in element.iter("{*}ptr") if one.get("target")), None),
        elocations=tuple(f"arXiv:{each}" for each in (ids.get("arxiv"),) if each),
    )
    return Written(
        record=record,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        pmcid=ids.get("pmcid"),
        isbn=tuple(each for each in (ids.get("isbn"),) if each),
        issn=tuple(each for each in (ids.get("issn"),) if each),
    )


def _titles(element: Element) -> dict[str, str]:
    """The first title of each level: article, journal, monograph, series, unpublished."""
    titles: dict[str, str] = {}
    for title in element.iter("{*}title"):
        text = squeeze(text_of(title)).rstrip(" .,")
        if text and title.get("type") not in ("sub", "short"):
            titles.setdefault(title.get("level") or "m", text)
    return titles


def _kind(element: Element, titles: dict[str, str], part: bool, volume: bool) -> WorkType:
    if "j" in titles:
        return WorkType.ARTICLE_JOURNAL
    if next(element.iter("{*}meeting"), None) is not None:
        return WorkType.PAPER_CONFERENCE
    if "a" in titles and "m" in titles and part:
        return WorkType.ARTICLE_JOURNAL if volume else WorkType.CHAPTER
    if "m" in titles:
        return WorkType.BOOK
    return WorkType.DOCUMENT


def _identifiers(element: Element) -> dict[str, str]:
    ids: dict[str, str] = {}
    for number in element.iter("{*}idno"):
        kind = (number.get("type") or "").lower()
        if text := squeeze(text_of(number)):
            ids.setdefault(_IDS.get(kind, kind), text)
    return ids


def _scopes(element: Element) -> dict[str, str]:
    """Volume, issue and pages: as text, or as `from` and `to`."""
    scopes: dict[str, str] = {}
    units = {"vol": "volume", "pp": "page", "pages": "page", "number": "issue"}
    for scope in element.iter("{*}biblScope"):
        unit = (scope.get("unit") or scope.get("type") or "").lower()
        first, last = scope.get("from"), scope.get("to")
        text = f"{first}-{last}" if first and last and first != last else first
        if value := squeeze(text_of(scope)) or text:
            scopes.setdefault(units.get(unit, unit), value)
    return scopes


def _dates(element: Element) -> Iterator[PublicationDate]:
    for date in element.iter("{*}date"):
        if date.get("type") in ("published", None) and (found := _date(date)):
            yield PublicationDate(kind=DateKind.PRINT, date=found)
            return


def _date(element: Element) -> PartialDate | None:
    return iso_date(element.get("when") or "") or parse_date(squeeze(text_of(element)))


def _people(element: Element, role: str) -> Iterator[Contributor]:
    """The names in that role, in order; those of the article before those of its host."""
    level = element.find("{*}analytic")
    holders = (level,) if level is not None and level.find(f"{{*}}{role}") is not None else ()
    for holder in holders or (element,):
        for node in holder.iter(f"{{*}}{role}"):
            if (person := _person(node)) is not None:
                yield person


def _person(node: Element) -> Contributor | None:
    name = node.find("{*}persName")
    name = node if name is None else name
    surname = squeeze(name.findtext("{*}surname") or "")
    given = " ".join(squeeze(text_of(part)) for part in name.findall("{*}forename")).strip()
    if surname or given:
        return PersonName(
            family=surname or given,
            given=given or None if surname else None,
            particle=squeeze(name.findtext("{*}nameLink") or "") or None,
            suffix=squeeze(name.findtext("{*}genName") or "") or None,
        )
    group = next(node.iter("{*}orgName", "{*}collaboration"), None)
    if group is not None:
        text = squeeze(text_of(group))
        return GroupName(name=text) if text else None
    return read_name(squeeze(text_of(name)))


def _written(person: Contributor | None) -> str:
    match person:
        case PersonName():
            return " ".join(part for part in (person.given, person.full_family) if part)
        case GroupName():
            return person.name
        case None:
            return ""
