"""A reference as lines: its heading, its record or its candidates, its fields."""

from __future__ import annotations

from collections.abc import Iterator

from refcheck.formats.reference_string import source_line
from refcheck.model.outcome import Scored
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import CheckedReference, LookupStatus
from refcheck.reports.citation import authors_line, citation_line
from refcheck.reports.lines import place_of, shown_candidates
from refcheck.reports.text.terminal import Screen, cell_len, printable

__all__ = ["ReferenceLines"]

_INDENT = " " * 5
_MOST_AUTHORS = 12
_LONGEST_VALUE = 800  # cells
_LONGEST_KEY = 30


class ReferenceLines:
    """Writes references on a screen."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def heading(self, checked: CheckedReference) -> None:
        """`3. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and …   line 61`.

        A citation key or a database's identifier is shown next to the number: `3. [fam2015] ...`.
        """
        string = checked.reference.string
        place = printable(place_of(string.span))
        own = string.key or string.source_id
        name = f"[{self._screen.cut(printable(own), _LONGEST_KEY)}] " if own else ""
        number = f"{string.number:>3}. {name}"
        room = self._screen.width - len(number) - len(place) - 2
        text = self._screen.cut(printable(string.text), room)
        gap = " " * (room - cell_len(text) + 2)
        palette = self._screen.palette
        self._screen.line()
        self._screen.line(f"{palette.bold(number + text)}{gap}{palette.dim(place)}")

    def evidence(self, checked: CheckedReference) -> None:
        """The address of the record, or the candidates that were not taken."""
        lookup = checked.lookup
        if lookup is None:
            return
        if lookup.record is not None and lookup.url:
            address = printable(f"{lookup.source_name}: {lookup.url}")
            self._screen.line(self._screen.palette.dim(_INDENT + address))
        for scored in shown_candidates(checked):
            self._candidate(scored, ambiguous=lookup.status is LookupStatus.AMBIGUOUS)

    def fields(self, checked: CheckedReference) -> None:
        """What was parsed from a reference, a line for each kind of thing."""
        self.heading(checked)
        self.record(checked.reference.record)

    def record(self, record: BibliographicRecord) -> None:
        """The fields of a record, a line for each kind of thing."""
        for label, value in _fields(record):
            head = self._screen.palette.dim(f"{label:<11}")
            shown = self._screen.cut(printable(value), _LONGEST_VALUE)
            self._screen.paragraph(shown, indent=" " * 16, first=f"{_INDENT}{head}")

    def _candidate(self, scored: Scored, *, ambiguous: bool) -> None:
        label = "possible" if ambiguous else "closest"
        record = scored.candidate.record
        line = self._screen.cut(printable(citation_line(record)), _LONGEST_VALUE)
        self._screen.paragraph(
            printable(f"{line}. {scored.candidate.url or ''}"),
            indent=" " * 14,
            first=f"{_INDENT}{label:<9}",
        )
        if scored.refused:
            self._screen.paragraph(f"rejected: {printable(scored.refused)}", indent=" " * 14)


def _fields(record: BibliographicRecord) -> Iterator[tuple[str, str]]:
    authors = authors_line(record.authors, complete=record.authors_complete, most=_MOST_AUTHORS)
    publisher = ": ".join(part for part in (record.publisher_place, record.publisher) if part)
    numbers = (("PMID", record.pmid), ("PMCID", record.pmcid), ("DOI", record.doi))
    lines = (
        ("authors", authors),
        ("title", record.title),
        ("in" if record.container_title else "year", source_line(record)),
        ("publisher", publisher),
        ("ids", ", ".join(f"{name} {value}" for name, value in numbers if value)),
        ("address", record.url),
    )
    return ((label, value) for label, value in lines if value)
