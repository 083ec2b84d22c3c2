"""The interface of reports: what a reporter is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from refcheck.frozen import dataclass

if TYPE_CHECKING:
    from refcheck.model.report import DocumentReport, SettingsFile, Summary

__all__ = ["LetterTemplate", "ReportOptions", "Reporter"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """A template of the letter to the authors: its text, and what messages call it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How a report is to look.

    `width` is in terminal cells (None: that of the terminal, 80 where there is none); `verbose`
    shows what is in order too; `checked` is false where the documents alone were read (`extract`);
    `lookup_options` are what a suggested command needs to query PubMed as this run would;
    `settings_file` is the one that was used; `rule_titles` has the title of each rule by its id;
    `unique` leaves out the works that findings of `duplicate_rule` are about; `baseline`
    is the file with the known findings, if there is one. `letter_template` is for the letter to the
    authors; `manuscript` gives a copy of a document with comments, None where it is not a Word
    document (or cannot be written). `further_sources` names what could be asked as well about
    references that the source does not list ("Crossref and DataCite").
    """

    color: bool = False
    width: int | None = None
    verbose: bool = False
    checked: bool = True
    lookup_options: str = ""
    settings_file: SettingsFile | None = None
    rule_titles: Mapping[str, str] = field(default_factory=dict)
    unique: bool = False
    duplicate_rule: str = ""
    baseline: str | None = None
    letter_template: LetterTemplate | None = None
    further_sources: str = ""
    manuscript: Callable[[DocumentReport], bytes | None] | None = None


class Reporter(Protocol):
    """Writes a report as it comes: one document after the other, in constant memory.

    `begin` is called first and once, then `document` for each document, then `end`. What the stream
    raises is passed on.
    """

    def begin(self) -> None:
        """Write what comes before the first document."""
        ...

    def document(self, report: DocumentReport) -> None:
        """Write one document."""
        ...

    def end(self, summary: Summary) -> None:
        """Write what comes after the last document."""
        ...
