"""One citation of a JATS reference list: its text as printed, and the fields that are tagged.

Elements of all versions of JATS, of NLM's DTDs before it, and of BITS
(https://jats.nlm.nih.gov/archiving/tag-library/). A `mixed-citation` holds the printed text with
tags in it; its fields are taken where the tags cover what is printed, else its text has to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from refcheck.formats.normalise import Written, date_of, iso_date, normalise
from refcheck.formats.reference_string import printed
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
from refcheck.readers.markup import Element, local_name
from refcheck.text.dates import parse_date
from refcheck.text.folding import squeeze
from refcheck.text.identifiers import find_identifiers
from refcheck.text.names import read_name

__all__ = ["CITATIONS", "JatsCitation", "read_citation"]

CITATIONS: Final = frozenset({"mixed-citation", "element-citation", "citation", "nlm-citation"})


@dataclass(frozen=True, slots=True)
class JatsCitation:
    """A citation: `record` is None where too little of the text is tagged.

    `furniture` are identifiers and addresses that are not printed.
    """

    text: str
    record: BibliographicRecord | None = None
    furniture: str = ""


_TYPES: Final = {
    "journal": WorkType.ARTICLE_JOURNAL,
    "article": WorkType.ARTICLE_JOURNAL,
    "letter": WorkType.ARTICLE_JOURNAL,
    "review": WorkType.ARTICLE_JOURNAL,
    "magazine": WorkType.ARTICLE_MAGAZINE,
    "newspaper": WorkType.ARTICLE_NEWSPAPER,
    "news": WorkType.ARTICLE_NEWSPAPER,
    "book": WorkType.BOOK,
    "book-chapter": WorkType.CHAPTER,
    "chapter": WorkType.CHAPTER,
    "confproc": WorkType.PAPER_CONFERENCE,
    "conf-proc": WorkType.PAPER_CONFERENCE,
    "conference": WorkType.PAPER_CONFERENCE,
    "thesis": WorkType.THESIS,
    "report": WorkType.REPORT,
    "gov": WorkType.REPORT,
    "government": WorkType.REPORT,
    "working-paper": WorkType.REPORT,
    "standard": WorkType.REPORT,
    "patent": WorkType.PATENT,
    "legal": WorkType.LEGISLATION,
    "legal-doc": WorkType.LEGISLATION,
    "data": WorkType.DATASET,
    "dataset": WorkType.DATASET,
    "software": WorkType.SOFTWARE,
    "preprint": WorkType.PREPRINT,
    "eprint": WorkType.PREPRINT,
    "web": WorkType.WEBPAGE,
    "webpage": WorkType.WEBPAGE,
    "website": WorkType.WEBPAGE,
    "web-page": WorkType.WEBPAGE,
    "weblink": WorkType.WEBPAGE,
}
# Elements whose text is a field. What stands outside of them is covered by no tag.
_TITLES: Final = ("article-title", "chapter-title", "part-title", "data-title")
_NAMES: Final = frozenset(
    (
        "name",
        "string-name",
        "collab",
        "anonymous",
        "institution",
        "on-behalf-of",
        "institution-wrap",
    )
)
_SCHOOLS: Final = frozenset(("institution", "institution-wrap"))
_FIELDS: Final = _NAMES | frozenset(
    (
        *_TITLES,
        *("trans-title", "source", "trans-source", "series", "year", "month", "day", "season"),
        *("date", "date-in-citation", "access-date", "string-date", "conf-date", "volume"),
        *("volume-series", "issue", "issue-part", "issue-title", "supplement", "fpage", "lpage"),
        *("page-range", "elocation-id", "size", "page-count", "edition", "publisher-name"),
        *("publisher-loc", "conf-name", "conf-loc", "conf-sponsor", "isbn", "issn", "pub-id"),
        *("object-id", "article-id", "ext-link", "uri", "email", "etal", "patent", "version"),
        *("label", "gov", "role", "std", "self-uri", "time-stamp"),
    )
)
# Markup that a citation may be wrapped in without a word about what it marks.
_ROLES: Final = {"editor": "editors", "guest-editor": "editors", "editors": "editors"}
_OTHER_ROLES: Final = frozenset(("translator", "compiler", "assignee", "curator", "director"))
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ET_AL: Final = re.compile(r"\bet\.?\s?al\b", re.IGNORECASE)
# Words that styles print between the fields; they need no tag.
_BETWEEN: Final = re.compile(
    r"https?://\S+|www\.\S+|\bet\.?\s?al\b|\b(?:in|eds?|editors?|edited|by|hrsg|and|und|y|e|et|vol|"
    r"volume|no|number|issue|pp?|pages?|doi|pmid|pmcid|pmc|pubmed|available|from|at|on|the|accessed|"
    r"retrieved|access|cited|viewed|isbn|issn|edn?|edition|chapter|epub|ahead|of|print|press|n\.?d|"
    r"internet|online|google scholar|crossref|cross ref|free article|full text|abstract)\b",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_FEW_LETTERS: Final = 15  # so many may stand outside of all tags
_SHARE: Final = 0.1  # or this share of all letters
_NUMBERS: Final = re.compile(r"\d{2,}")
_LABELS: Final = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: ", "pmc": "PMCID: "}
_LABELLED: Final = re.compile(r"(?:doi|pmid|pmcid|pubmed(?: id)?|org|pmc)\s?[:/.]?\s?\[?$", re.I)


def read_citation(element: Element) -> JatsCitation:
    """One `mixed-citation`, `element-citation`, `citation` or `nlm-citation`."""
    fields = _Fields(element)
    if not fields.has_text:
        return _printed(fields)
    text = squeeze("".join(fields.text))
    furniture = " ".join(fields.furniture)
    if not fields.is_covered():
        return JatsCitation(text, None, furniture)
    notes = " ".join((*fields.notes, furniture, text[-200:]))
    return JatsCitation(text, normalise(fields.record(), notes).record, furniture)


def _printed(fields: _Fields) -> JatsCitation:
    """A citation of fields alone, as a style would print it."""
    written = fields.record()
    record = written.record
    notes = [squeeze(note) for note in fields.notes if not _is_identifier(note)]
    furniture = " ".join(fields.furniture)
    if not (record.title or record.container_title or record.authors or record.publisher):
        pieces = " ".join(str(piece) for piece in fields.element.itertext())
        return JatsCitation(squeeze(pieces), None, furniture)
    normal = normalise(written, " ".join((*fields.notes, furniture)))
    return JatsCitation(printed(normal.record, (*normal.malformed, *notes)), normal.record)


@dataclass(slots=True)
class _Fields:
    """What a citation holds, read in one walk over its elements, however deep they lie."""

    element: Element
    text: list[str] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=dict)
    authors: list[Contributor] = field(default_factory=list)
    editors: list[Contributor] = field(default_factory=list)
    others: list[Contributor] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    accessed: PartialDate | None = None
    has_text: bool = False

    def __post_init__(self) -> None:
        self.has_text = _is_mixed(self.element)
        self._walk()

    def _walk(self) -> None:
        """Go through the children; a field is taken whole, anything else is looked into."""
        stack: list[tuple[Element | str | None, list[Contributor]]] = [(self.element, self.authors)]
        while stack:
            node, names = stack.pop()
            if node is None or isinstance(node, str):
                self._outside(node or "")
                continue
            name = local_name(node)
            if name == "person-group":
                names = self._group(node)
            if name in _FIELDS:
                self._field(name, node, names)
                continue
            if name == "comment" or name == "annotation":
                self._note(node)
                continue
            for child in reversed(node):
                stack.append((child.tail, names))
                stack.append((child, names))
            stack.append((node.text, names))

    def _group(self, node: Element) -> list[Contributor]:
        role = (node.get("person-group-type") or "author").lower()
        if role in _OTHER_ROLES:
            return self.others
        return self.editors if _ROLES.get(role) else self.authors

    def _outside(self, text: str) -> None:
        self.text.append(text)
        self.bare.append(text)

    def _note(self, node: Element) -> None:
        text = _flat(node)
        self.text.append(text)
        self.notes.append(text)
        self._hrefs(node)

    def _field(self, name: str, node: Element, names: list[Contributor]) -> None:
        text = _flat(node)
        if name in ("pub-id", "object-id", "article-id"):
            self._identifier(node, text)
            return
        if name == "label":
            return
        self._print(_spaced(node) if name in _NAMES else text)
        if name in _SCHOOLS and local_name(node.getparent()) != "person-group":  # type: ignore[arg-type]
            self.values.setdefault("institution", []).append(squeeze(text))
        elif name in _NAMES:
            names.extend(_contributors(name, node))
        elif name in ("date-in-citation", "access-date", "time-stamp"):
            self.accessed = self.accessed or _date_in(node)
        elif name in ("ext-link", "uri", "self-uri"):
            self._link(node, text)
        elif name == "date":
            for part in node:
                self.values.setdefault(local_name(part), []).append(_flat(part))
        else:
            self.values.setdefault(name, []).append(squeeze(text))
            self._hrefs(node)

    def _print(self, text: str) -> None:
        """The text of a field, apart from the field before it."""
        before = next((piece for piece in reversed(self.text) if piece), "")
        if before[-1:].isalnum() and text[:1].isalnum():
            self.text.append(" ")
        self.text.append(text)

    def _identifier(self, node: Element, text: str) -> None:
        """An identifier is printed where a label stands before it; PMIDs mostly are not."""
        kind = (node.get("pub-id-type") or "").lower()
        value = squeeze(text)
        label = _LABELS.get(kind, "")
        if not value:
            return
        self.ids.setdefault("pmcid" if kind == "pmc" else kind, value)
        before = "".join(self.text[-6:])[-20:]
        if _LABELLED.search(before.rstrip()) or not label:
            self.text.append(text)
        elif kind == "doi":
            self.text.append(f" {text}" if before and not before[-1].isspace() else text)
        else:
            self.furniture.append(f"{label}{value}")

    def _link(self, node: Element, text: str) -> None:
        address = node.get(_HREF) or squeeze(text)
        kind = (node.get("ext-link-type") or "").lower()
        if address and address not in text:
            self.furniture.append(f"{_LABELS.get(kind, '')}{address}")
        if kind in _LABELS and address:
            self.ids.setdefault("pmcid" if kind == "pmc" else kind, address)
        elif "://" in address or address.startswith("www."):
            self.links.append(address)

    def _hrefs(self, node: Element) -> None:
        for link in node.iter("{*}ext-link", "{*}uri"):
            self._link(link, _flat(link))

    def is_covered(self) -> bool:
        """Whether the tags say all that the text says."""
        values = self.values
        if not (self._title() or values.get("source") or self.ids or self.links):
            return False
        outside = "".join(self.bare)
        untagged = len(_LETTER.findall(_BETWEEN.sub(" ", outside)))
        letters = len(_LETTER.findall("".join(self.text)))
        if untagged > max(_FEW_LETTERS, _SHARE * letters):
            return False
        if _YEAR.search(outside) and not values.get("year"):
            return False
        located = values.get("volume") and (values.get("fpage") or values.get("elocation-id"))
        return bool(located) or len(_NUMBERS.findall(_YEAR.sub(" ", outside))) < 2

    def _one(self, *names: str) -> str | None:
        return next((text for name in names for text in self.values.get(name, ()) if text), None)

    def _title(self) -> str | None:
        return self._one(*_TITLES)

    def record(self) -> Written:
        """The fields as they are tagged."""
        title, source = self._title(), self._one("source")
        kind = self._kind(title, source)
        if title is None and source is not None and kind is not WorkType.ARTICLE_JOURNAL:
            title, source = source, None
        titles = [text for name in (*_TITLES, "trans-title") for text in self.values.get(name, ())]
        record = BibliographicRecord(
            type=kind,
            authors=tuple(self.authors),
            authors_complete=not self._is_cut(),
            editors=tuple(self.editors),
            title=_stop_off(title),
            title_variants=tuple(
                text for each in titles if (text := _stop_off(each)) and text != _stop_off(title)
            ),
            container_title=_stop_off(source or self._one("conf-name", "series")),
            dates=tuple(self._dates()),
            volume=self._one("volume"),
            issue=self._issue(),
            pages=self._pages(),
            edition=self._one("edition", "version"),
            publisher=self._one("publisher-name", "institution", "conf-sponsor"),
            publisher_place=self._one("publisher-loc"),
            elocations=tuple(f"arXiv:{each}" for each in (self.ids.get("arxiv"),) if each),
            url=next(iter(self.links), None),
            accessed=self.accessed,
        )
        return Written(
            record=record,
            doi=self.ids.get("doi"),
            pmid=self.ids.get("pmid"),
            pmcid=self.ids.get("pmcid"),
            isbn=tuple(self.values.get("isbn", ())),
            issn=tuple(self.values.get("issn", ())),
        )

    def _is_cut(self) -> bool:
        return "etal" in self.values or bool(_ET_AL.search(" ".join((*self.bare, *self.notes))))

    def _kind(self, title: str | None, source: str | None) -> WorkType:
        element = self.element
        named = element.get("publication-type") or element.get("citation-type") or ""
        kind = _TYPES.get(named.lower())
        part = bool(title and source)
        if kind is WorkType.BOOK and part:
            return WorkType.CHAPTER
        if kind is not None:
            return kind
        if source and (self._one("volume") or (part and not self._one("publisher-name"))):
            return WorkType.ARTICLE_JOURNAL
        if self._one("conf-name"):
            return WorkType.PAPER_CONFERENCE
        if self._one("publisher-name"):
            return WorkType.CHAPTER if part else WorkType.BOOK
        if self._one("patent"):
            return WorkType.PATENT
        return WorkType.WEBPAGE if self.links and not self.ids else WorkType.DOCUMENT

    def _dates(self) -> Iterator[PublicationDate]:
        year = _YEAR.search(self._one("year") or self._one("string-date") or "")
        if year is None:
            return
        parts = (self._one(name) or "" for name in ("month", "day", "season"))
        yield PublicationDate(kind=DateKind.PRINT, date=date_of(int(year[1]), *parts))

    def _issue(self) -> str | None:
        supplement = self._one("supplement")
        if supplement and supplement[0].isdigit():
            supplement = f"Suppl {supplement}"
        parts = (self._one("issue"), self._one("issue-part"), supplement)
        return " ".join(part for part in parts if part) or None

    def _pages(self) -> str | None:
        first, last = self._one("fpage"), self._one("lpage")
        if first and last and first != last:
            return f"{first}-{last}"
        return self._one("page-range") or first or self._one("elocation-id")


def _is_identifier(note: str) -> bool:
    """Whether a comment holds an identifier or an address and nothing more."""
    for found in reversed(find_identifiers(note)):
        note = note[: found.start] + note[found.end :]
    return _LETTER.search(_BETWEEN.sub(" ", note)) is None


def _is_mixed(element: Element) -> bool:
    """Whether a citation holds text with tags in it; else it holds fields alone.

    The name does not tell: some publishers have a `mixed-citation` without any punctuation, others
    an `element-citation` or `citation` with it.
    """
    loose = [element.text or "", *(child.tail or "" for child in element)]
    return any(char.isalnum() or char in ".,;:" for text in loose for char in text)


def _flat(element: Element) -> str:
    return "".join(element.itertext())  # type: ignore[arg-type] # its stubs say bytes too


def _spaced(element: Element) -> str:
    """The text of a name: some publishers leave no space between its parts."""
    pieces: list[str] = []
    for piece in map(str, element.itertext()):
        if pieces and pieces[-1][-1:].isalnum() and piece[:1].isalnum():
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def _stop_off(text: str | None) -> str | None:
    """A title without the punctuation that some publishers leave inside of its tags."""
    if text is None:
        return None
    text = text.strip(' \u201c\u201d"')
    return (
        text[:-1] if text.endswith((".", ",", ";", ":")) and not text.endswith("..") else text
    ).strip() or None


def _contributors(name: str, node: Element) -> Iterator[Contributor]:
    if name == "anonymous":
        return
    if name in ("name", "string-name"):
        person = _person(node)
        if person is not None:
            yield person
        return
    text = squeeze(_flat(node)).strip(" .,;:")
    if text:
        yield GroupName(name=text)


def _person(node: Element) -> Contributor | None:
    parts: dict[str, str] = {}
    for part in node.iter():
        parts.setdefault(local_name(part), squeeze(_flat(part)).strip(" ,;"))
    family, given = parts.get("surname", ""), parts.get("given-names", "")
    if not family and not given:
        return read_name(squeeze(_flat(node)).strip(" .,;"))
    prefix = parts.get("prefix", "")
    return PersonName(
        family=family or given,
        given=given or None if family else None,
        particle=prefix if family and prefix[:1].islower() else None,
        suffix=parts.get("suffix") or None,
    )


def _date_in(node: Element) -> PartialDate | None:
    words = " ".join(str(text) for text in node.itertext())
    return iso_date(node.get("iso-8601-date") or "") or parse_date(squeeze(words))
