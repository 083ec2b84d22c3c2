"""Whose data a report shows, and how old they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from refcheck.model.report import DocumentReport

__all__ = ["DataSources"]


@dataclass(slots=True)
class DataSources:
    """Remembers the sources that answered in a run, and the oldest response."""

    _terms: dict[str, str | None] = field(default_factory=dict)  # of each source, by its name
    _oldest: date | None = None

    def add(self, report: DocumentReport) -> None:
        """Take in one document."""
        for checked in report.references:
            lookup = checked.lookup
            if lookup is None:
                continue
            if lookup.source is not None or lookup.retrieved:
                self._terms[lookup.source_name] = lookup.terms
            if lookup.retrieved:
                self._oldest = min(self._oldest or lookup.retrieved, lookup.retrieved)

    def lines(self) -> Iterator[str]:
        """Yields a line for each source: its name, the age of its responses, its terms.

        The terms of an index of PubMed say up to which day it knows PubMed.
        """
        since = f", retrieved on {self._oldest} or later" if self._oldest else ""
        for name, terms in self._terms.items():
            yield f"Data from {name}{since}." + (f" {terms}" if terms else "")
