"""Reports on documents: one file for each kind, and the table of the formats."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TextIO

from refcheck.frozen import dataclass
from refcheck.reports.base import LetterTemplate, Reporter, ReportOptions

__all__ = [
    "REPORTERS",
    "LetterTemplate",
    "ReportFormat",
    "ReportOptions",
    "Reporter",
    "schema_text",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFormat:
    """A format of `--format`: what it is for, the suffixes of its files, and where its reporter is.

    The first suffix chooses the format if only a file is named; a format without one is chosen by
    its name alone, and may have `other_suffixes`. `for_programs`: written as UTF-8 whatever the
    terminal has, also if no input could be read; `binary`: not text, and so only for a file. A
    reporter is loaded when it is chosen.
    """

    about: str
    reporter: str
    suffix: str | None = None
    other_suffixes: tuple[str, ...] = ()
    for_programs: bool = True
    binary: bool = False

    def open(self, stream: TextIO, options: ReportOptions) -> Reporter:
        """Returns the reporter that writes to a stream."""
        module, name = self.reporter.split(":")
        load: Callable[[TextIO, ReportOptions], Reporter] = getattr(
            import_module(f"{__name__}.{module}"), name
        )
        return load(stream, options)


# The names are the choices of `--format`.
REPORTERS: dict[str, ReportFormat] = {
    "text": ReportFormat(
        about="for people",
        reporter="text.report:TextReporter",
        suffix=".txt",
        for_programs=False,
    ),
    "json": ReportFormat(about="everything", reporter="json:JsonReporter", suffix=".json"),
    "jsonl": ReportFormat(
        about="everything, one object per line", reporter="json:JsonLinesReporter", suffix=".jsonl"
    ),
    "html": ReportFormat(
        about="for people, to send", reporter="html.report:HtmlReporter", suffix=".html"
    ),
    "docx": ReportFormat(
        about="for the authors: comments in a Word manuscript, or a letter",
        reporter="letter.reporter:DocxReporter",
        suffix=".docx",
        for_programs=False,
        binary=True,
    ),
    "markdown": ReportFormat(
        about="for issues and wikis",
        reporter="markdown:MarkdownReporter",
        suffix=".md",
        for_programs=False,
    ),
    "csv": ReportFormat(
        about="a row for each finding", reporter="tables.csv:CsvReporter", suffix=".csv"
    ),
    "xlsx": ReportFormat(
        about="a workbook of findings and references",
        reporter="tables.xlsx:XlsxReporter",
        suffix=".xlsx",
        binary=True,
    ),
    "sarif": ReportFormat(
        about="for code scanning and editors",
        reporter="checkers.sarif:SarifReporter",
        suffix=".sarif",
    ),
    "junit": ReportFormat(
        about="for build servers", reporter="checkers.junit:JunitReporter", other_suffixes=(".xml",)
    ),
    "github": ReportFormat(
        about="annotations in GitHub Actions",
        reporter="checkers.github:GithubReporter",
        other_suffixes=(".txt",),
    ),
    "concise": ReportFormat(
        about="file:line:column: severity rule message",
        reporter="checkers.concise:ConciseReporter",
        other_suffixes=(".txt",),
    ),
    "ris": ReportFormat(
        about="the works, for reference managers", reporter="work_lists:RisReporter", suffix=".ris"
    ),
    "bibtex": ReportFormat(
        about="the works, for LaTeX", reporter="work_lists:BibtexReporter", suffix=".bib"
    ),
    "csl-json": ReportFormat(
        about="the works, for citation processors",
        reporter="work_lists:CslJsonReporter",
        other_suffixes=(".json",),
    ),
}


def schema_text() -> str:
    """Returns the JSON Schema (draft 2020-12) of the JSON report, as text."""
    from importlib.resources import files

    return (files(__package__) / "schema" / "report-2.json").read_text(encoding="utf-8")
