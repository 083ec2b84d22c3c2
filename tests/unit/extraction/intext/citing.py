"""Short articles with a list, for the tests of citations and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from refcheck.extraction import find_citations
from refcheck.model.document import Document, Link
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Citation

InTextCitation = list[tuple[str, tuple[int, ...]]]


def record(authors: str, year: int = 0) -> BibliographicRecord:
    """A record of authors ("Smith J, van Berg K, et al"; "{WHO}" is a group) and a year."""
    names: list[Contributor] = []
    for name in filter(None, authors.split(", ")):
        if name.startswith("{"):
            names.append(GroupName(name=name.strip("{}")))
        elif name != "et al":
            family, _, given = name.rpartition(" ")
            names.append(PersonName(family=family or given, given=given if family else None))
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year))
    return BibliographicRecord(
        authors=tuple(names), authors_complete="et al" not in authors, dates=(date,) if year else ()
    )


class Article:
    """A text with its list after it, and the references of the list."""

    def __init__(self, body: str, **layout: object) -> None:
        self.body = body
        self.text = body
        self.references: list[Reference] = []
        self.layout = layout
        self.lists = 0

    def with_list(
        self,
        entries: Iterable[tuple[str, BibliographicRecord]],
        labels: Sequence[str | None] | str | None = "{}.",
        after: str = "",
        ids: str = "",
    ) -> Article:
        """The article with one more list, and what comes after it."""
        self.lists += 1
        self.text += "\n\nReferences\n\n"
        for place, (raw, parsed) in enumerate(entries):
            label = labels[place] if isinstance(labels, list | tuple) else labels
            label = label.format(place + 1) if label else None
            self.text += f"{label} " if label else ""
            start = len(self.text)
            self.text += raw + "\n"
            number = len(self.references) + 1
            string = ReferenceString(
                number=number,
                list_number=self.lists,
                label=label,
                raw=raw,
                span=Document(path="a", text=self.text).span(start, start + len(raw)),
                id=ids.format(place + 1) if ids else None,
            )
            self.references.append(Reference(string=string, parsed=ParsedString(record=parsed)))
        self.text += after
        return self

    def numbered(self, count: int, labels: str | None = "{}.", after: str = "") -> Article:
        """The article with a list of so many entries."""
        entries = [
            (f"Author{n} A. Title of work {n}. J Med. 2015;9:{n}-9.", record(f"Author{n} A", 2015))
            for n in range(1, count + 1)
        ]
        return self.with_list(entries, labels, after)

    def named(self, *works: str, ids: str = "") -> Article:
        """The article with an unnumbered list of works: "Smith J, Jones K 2010a"."""
        entries = []
        for work in works:
            authors, _, year = work.rpartition(" ")
            printed = authors.replace("{", "").replace("}", "")
            digits = "".join(filter(str.isdigit, year))
            entries.append((f"{printed} ({year}) Title.", record(authors, int(digits or 0))))
        return self.with_list(entries, None, ids=ids)

    def linked(self, *links: tuple[str, str], anchors: Sequence[tuple[str, str]] = ()) -> Article:
        """The article with links (text, target) in order of the text, and anchors (text, id)."""
        place = 0
        found = []
        for words, target in links:
            place = self.text.index(words, place)
            found.append(Link(start=place, end=place + len(words), targets=(target,)))
            place += len(words)
        self.layout["links"] = tuple(found)
        self.layout["anchors"] = tuple((self.text.index(words), name) for words, name in anchors)
        return self

    @property
    def document(self) -> Document:
        """The document."""
        return Document(path="a", text=self.text, **self.layout)  # type: ignore[arg-type]

    def citations(self) -> list[Citation]:
        """What the text cites."""
        return list(find_citations(self.document, self.references))

    def found(self) -> InTextCitation:
        """The citations as (text, numbers); parts that lead nowhere are not shown."""
        return [(one.text, one.references) for one in self.citations()]

    def counts(self) -> list[int]:
        """The numbers that the text cites, in order."""
        return [number for one in self.citations() for number in one.references]
