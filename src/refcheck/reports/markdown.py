"""The report as Markdown, for issues, wikis and notes: one table per document."""

from __future__ import annotations

import re
from typing import TextIO
from urllib.parse import quote

from refcheck.model.finding import Finding, Severity
from refcheck.model.report import CheckedReference, DocumentReport, DocumentStatus, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.data_sources import DataSources
from refcheck.reports.lines import (
    Line,
    place_of,
    suppressed_lines,
    suppressed_why,
    web_address,
)
from refcheck.reports.overview import mention_outcome, mentions_line, verdict_counts, works_line
from refcheck.reports.suspects import Suspects
from refcheck.reports.text.phrases import counted
from refcheck.text.lengths import cut_short
from refcheck.text.typography import on_one_line

__all__ = ["MarkdownReporter", "escaped"]

_MOST_MENTIONS = 50  # sources named in passing that are shown of one document

# What means something in Markdown, in HTML inside of it, or in a cell of a table.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$^-])")
# What GitHub makes a link, or a mention of somebody, without any markup.
_LINKED = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)(?=\w)", re.IGNORECASE)
_IN_ADDRESS = ":/?#@!$&*+,;=%~-._"  # no parentheses, spaces, or quotes: they would end it
_LONGEST = 160


def escaped(text: str) -> str:
    """Returns a text of an article so that Markdown shows it as it is: no markup and no link."""
    clean = on_one_line(text).replace("&", "&amp;")
    escaped = _SPECIAL.sub(r"\\\1", clean)
    return _LINKED.sub("&#8203;", escaped)


class MarkdownReporter:
    """Writes a heading and a table for each document, and the counts of the run."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._suspects = Suspects()
        self._sources = DataSources()

    def begin(self) -> None:
        """Write the title."""
        self._stream.write("# Reference check\n")

    def document(self, report: DocumentReport) -> None:
        """Write one document."""
        self._suspects.add(report)
        self._sources.add(report)
        self._stream.write(f"\n## {escaped(report.path)}\n\n")
        if report.error is not None:
            self._stream.write(f"Cannot be read: {escaped(report.error)}\n")
            return
        if report.status is DocumentStatus.NO_REFERENCES:
            named = mentions_line(report.mentions)
            self._stream.write(f"No reference list was found{f'; {named}' if named else ''}.\n")
            for mention in report.mentions[:_MOST_MENTIONS]:
                outcome = escaped(mention_outcome(mention))
                self._stream.write(f"\n- “{escaped(mention.text)}”: {outcome}\n")
        rows = [*self._rows(report)]
        if rows:
            before = "\n" if report.mentions else ""  # a table ends the list of mentions
            self._stream.write(
                f"{before}| No. | reference | severity | finding |\n| --- | --- | --- | --- |\n"
            )
            self._stream.writelines(rows)
        elif report.references:
            count = counted(len(report.references), "reference")
            self._stream.write(f"Nothing to review in {count}.\n")
        aside = [*suppressed_lines(report)]
        if aside:
            self._stream.write("\nSuppressed:\n\n")
            self._stream.writelines(map(_suppressed, aside))
        unchecked = _unchecked(report)
        if unchecked:
            self._stream.write(f"\nNot checked: {', '.join(unchecked)}.\n")

    def end(self, summary: Summary) -> None:
        """Write the counts."""
        verdicts = verdict_counts(summary)
        told = f": {verdicts}" if verdicts and self._options.checked else ""
        suppressed = f", {summary.suppressed:,} suppressed" if summary.suppressed else ""
        works = f". {line}" if (line := works_line(summary)) else ""
        self._stream.write(
            f"\n{counted(summary.references, 'reference')} in "
            f"{counted(summary.documents, 'article')}{told}. {counted(summary.errors, 'error')}, "
            f"{counted(summary.warnings, 'warning')}{suppressed}{works}.\n"
        )

        strongest = self._suspects.strongest()
        if strongest:
            self._stream.write("\n## Possibly made up\n\nThe strongest suspicion first:\n\n")
            self._stream.writelines(
                f"- {one.strength:.2f}: {escaped(one.path)}, reference {one.number}:"
                f" {escaped(cut_short(one.text, _LONGEST))}\n"
                for one in strongest
            )
        if self._suspects.left and strongest:
            self._stream.write(f"- and {self._suspects.left:,} more\n")
        self._stream.writelines(f"\n{escaped(line)}\n" for line in self._sources.lines())

    def _rows(self, report: DocumentReport) -> list[str]:
        rows = []
        for checked in report.references:
            rows += [_row(checked, finding) for finding in checked.findings if self._shows(finding)]
        for finding in report.findings:
            if self._shows(finding):
                about = ", ".join(map(str, finding.references))
                place = escaped(place_of(finding.span))
                cells = (about, place, finding.severity.value, _said(finding))
                rows.append(f"| {' | '.join(cells)} |\n")
        return rows

    def _shows(self, finding: Finding) -> bool:
        return self._options.verbose or finding.severity is not Severity.INFO


def _row(checked: CheckedReference, finding: Finding) -> str:
    string = checked.reference.string
    key = string.key or string.source_id
    number = f"{string.number} ({escaped(key)})" if key else str(string.number)
    text = escaped(cut_short(string.text, _LONGEST))
    return f"| {number} | {text} | {finding.severity.value} | {_said(finding)} |\n"


def _said(finding: Finding) -> str:
    url = web_address(finding.url)
    link = f" ([record]({quote(url, safe=_IN_ADDRESS, errors='replace')}))" if url else ""
    known = " (known)" if finding.known else ""
    return f"{escaped(finding.message)} {escaped('[' + finding.rule + ']')}{known}{link}"


def _suppressed(line: Line) -> str:
    """Returns an item of a list: what is suppressed, of which reference, and why."""
    if line.finding is None or line.suppression is None:  # only suppressed findings are asked for
        return ""
    about = f"Reference {line.checked.reference.string.number}: " if line.checked else ""
    why = escaped(suppressed_why(line.suppression))
    return f"- {about}{_said(line.finding)}: {why}\n"


def _unchecked(report: DocumentReport) -> list[str]:
    """Returns the numbers of the references without a verdict of their own."""
    return [
        str(checked.reference.string.number)
        for checked in report.references
        if checked.verdict is not None and checked.verdict.value == "unchecked"
    ]
