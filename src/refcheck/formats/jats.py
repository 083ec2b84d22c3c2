"""Records from the tagged fields of a JATS reference.

Elements of all versions of JATS, of NLM's DTDs before it, and of BITS
(https://jats.nlm.nih.gov/archiving/tag-library/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from refcheck.formats.normalise import Written, date_of, iso_date
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
from refcheck.safe_xml import Element, local_name
from refcheck.text.folding import squeeze
from refcheck.text.people.names import read_name
from refcheck.text.works.dates import parse_date

__all__ = ["TITLES", "YEAR", "JatsFields", "contributors", "date_in", "flat"]

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
    "standard": WorkType.STANDARD,
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
TITLES: Final = ("article-title", "chapter-title", "part-title", "data-title")
YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_ET_AL: Final = re.compile(r"\bet\.?\s?al\b", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class JatsFields:
    """What the elements of one reference say.

    `kind` is its publication type, `values` are the texts of its elements by their names, `notes`
    its comments, and `outside` the pieces of text that no element covers.
    """

    kind: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    authors: list[Contributor] = field(default_factory=list)
    editors: list[Contributor] = field(default_factory=list)
    others: list[Contributor] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    accessed: PartialDate | None = None

    def one(self, *names: str) -> str | None:
        """Returns the first text of the first of these elements."""
        return next((text for name in names for text in self.values.get(name, ()) if text), None)

    def title(self) -> str | None:
        """Returns the title of the article, chapter, part or data set."""
        return self.one(*TITLES)

    def record(self) -> Written:
        """Returns the record as it is tagged, with its identifiers as cited there."""
        title, source = self.title(), self.one("source")
        kind = self._kind(title, source)
        if title is None and source is not None and kind is not WorkType.ARTICLE_JOURNAL:
            title, source = source, None
        titles = [text for name in (*TITLES, "trans-title") for text in self.values.get(name, ())]
        record = BibliographicRecord(
            type=kind,
            authors=tuple(self.authors),
            authors_complete=not self._is_cut(),
            editors=tuple(self.editors),
            title=_stop_off(title),
            title_variants=tuple(
                text for each in titles if (text := _stop_off(each)) and text != _stop_off(title)
            ),
            container_title=_stop_off(source or self.one("conf-name", "series")),
            dates=tuple(self._dates()),
            volume=self.one("volume"),
            issue=self._issue(),
            pages=self._pages(),
            edition=self.one("edition", "version"),
            publisher=self.one("publisher-name", "institution", "conf-sponsor"),
            publisher_place=self.one("publisher-loc"),
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
        return "etal" in self.values or bool(_ET_AL.search(" ".join((*self.outside, *self.notes))))

    def _kind(self, title: str | None, source: str | None) -> WorkType:
        kind = _TYPES.get(self.kind.lower())
        part = bool(title and source)
        if kind is WorkType.BOOK and part:
            return WorkType.CHAPTER
        if kind is not None:
            return kind
        if source and (self.one("volume") or (part and not self.one("publisher-name"))):
            return WorkType.ARTICLE_JOURNAL
        if self.one("conf-name"):
            return WorkType.PAPER_CONFERENCE
        if self.one("publisher-name"):
            return WorkType.CHAPTER if part else WorkType.BOOK
        if self.one("patent"):
            return WorkType.PATENT
        return WorkType.WEBPAGE if self.links and not self.ids else WorkType.DOCUMENT

    def _dates(self) -> Iterator[PublicationDate]:
        year = YEAR.search(self.one("year") or self.one("string-date") or "")
        if year is None:
            return
        parts = (self.one(name) or "" for name in ("month", "day", "season"))
        yield PublicationDate(kind=DateKind.PRINT, date=date_of(int(year[1]), *parts))

    def _issue(self) -> str | None:
        supplement = self.one("supplement")
        if supplement and supplement[0].isdigit():
            supplement = f"Suppl {supplement}"
        parts = (self.one("issue"), self.one("issue-part"), supplement)
        return " ".join(part for part in parts if part) or None

    def _pages(self) -> str | None:
        first, last = self.one("fpage"), self.one("lpage")
        if first and last and first != last:
            return f"{first}-{last}"
        return self.one("page-range") or first or self.one("elocation-id")


def flat(element: Element) -> str:
    """Returns all text in an element."""
    return "".join(element.itertext())  # type: ignore[arg-type] # its stubs say bytes too


def _stop_off(text: str | None) -> str | None:
    """Returns a title without the punctuation that some publishers leave inside of its tags."""
    if text is None:
        return None
    text = text.strip(' \u201c\u201d"')
    return (
        text[:-1] if text.endswith((".", ",", ";", ":")) and not text.endswith("..") else text
    ).strip() or None


def contributors(name: str, node: Element) -> Iterator[Contributor]:
    """Yields the person or group in an element called `name`; none where it is anonymous or
    empty."""
    if name == "anonymous":
        return
    if name in ("name", "string-name"):
        person = _person(node)
        if person is not None:
            yield person
        return
    text = squeeze(flat(node)).strip(" .,;:")
    if text:
        yield GroupName(name=text)


def _person(node: Element) -> Contributor | None:
    parts: dict[str, str] = {}
    for part in node.iter():
        parts.setdefault(local_name(part), squeeze(flat(part)).strip(" ,;"))
    family, given = parts.get("surname", ""), parts.get("given-names", "")
    if not family and not given:
        return read_name(squeeze(flat(node)).strip(" .,;"))
    prefix = parts.get("prefix", "")
    return PersonName(
        family=family or given,
        given=given or None if family else None,
        particle=prefix if family and prefix[:1].islower() else None,
        suffix=parts.get("suffix") or None,
    )


def date_in(node: Element) -> PartialDate | None:
    """Returns the date in an element, in digits or in words."""
    words = " ".join(str(text) for text in node.itertext())
    return iso_date(node.get("iso-8601-date") or "") or parse_date(squeeze(words))
