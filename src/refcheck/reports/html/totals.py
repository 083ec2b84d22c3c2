"""What the head of the page says of the whole run: counts, articles, plots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Any

from refcheck.errors import named
from refcheck.frozen import dataclass
from refcheck.model.finding import Severity
from refcheck.model.report import CheckedReference, DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.data_sources import DataSources
from refcheck.reports.overview import is_retracted, verdict_counts
from refcheck.reports.suspects import Suspect
from refcheck.reports.text.phrases import counted
from refcheck.reports.text.summary import weakened
from refcheck.text.lengths import cut_short
from refcheck.text.typography import on_one_line

__all__ = ["Totals", "counts", "counts_line", "suspect_view"]

_MOST_BARS = 8
_BAR = 140  # width of the longest bar, of 320
_ROW = 20  # height of a bar
_SUSPECT = 160  # characters of a reference that is possibly made up
_NAME = 20  # characters of the name of a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    index: int
    path: str
    references: int
    errors: int
    warnings: int
    retracted: int


@dataclass(slots=True)
class Totals:
    """What the first part of the page needs of all documents."""

    overview: list[_Row] = field(default_factory=list)
    _fields: Counter[str] = field(default_factory=Counter)
    _years: Counter[str] = field(default_factory=Counter)
    _journals: Counter[str] = field(default_factory=Counter)
    _retracted: Counter[str] = field(default_factory=Counter)
    _sources: DataSources = field(default_factory=DataSources)

    def add(self, report: DocumentReport) -> None:
        self._sources.add(report)
        findings = [*report.findings]
        path = on_one_line(named(report.path))
        retracted = sum(map(is_retracted, report.references))
        if retracted:
            self._retracted[path] += retracted
        for checked in report.references:
            findings += checked.findings
            self._count_errors(checked)
        severities = Counter(one.severity for one in findings)
        self.overview.append(
            _Row(
                index=len(self.overview) + 1,
                path=path,
                references=len(report.references),
                errors=severities[Severity.ERROR],
                warnings=severities[Severity.WARNING],
                retracted=retracted,
            )
        )

    def _count_errors(self, checked: CheckedReference) -> None:
        errors = [one for one in checked.findings if one.severity is Severity.ERROR]
        self._fields.update(one.field.value for one in errors)
        cited = checked.reference.record
        if errors and cited.issued is not None:
            self._years[str(cited.issued.year)] += 1
        if errors and cited.container_title:
            self._journals[on_one_line(cited.container_title)] += 1

    def remarks(self, options: ReportOptions) -> Iterator[str]:
        if line := weakened(options.settings_file):
            yield line
        yield from map(on_one_line, self._sources.lines())

    def plots(self) -> Iterator[dict[str, Any]]:
        """Yields bars of the errors by field, by year and by journal, and of retracted works."""
        for title, counts, by_name in (
            ("Errors by field", self._fields, False),
            ("References with errors, by year", self._years, True),
            ("References with errors, by journal", self._journals, False),
            ("Retracted works, by article", self._retracted, False),
        ):
            most = counts.most_common(_MOST_BARS)
            if most:
                yield _plot(title, sorted(most) if by_name else most)


def _plot(title: str, counts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    longest = max(number for _, number in counts)
    bars = [
        {
            "name": _short(name),
            "number": number,
            "width": round(_BAR * number / longest),
            "y": _ROW * place,
        }
        for place, (name, number) in enumerate(counts)
    ]
    text = ", ".join(f"{name}: {number}" for name, number in counts)
    return {
        "title": title,
        "bars": bars,
        "height": _ROW * len(bars) + 4,
        "text": f"{title}. {text}",
    }


def _short(name: str) -> str:
    """Returns a name that fits next to a bar. Of a path the end tells more than the beginning."""
    if "/" not in name or len(name) <= _NAME:
        return cut_short(name, _NAME)
    return f"…{name[1 - _NAME :]}"


def counts_line(summary: Summary, options: ReportOptions) -> str:
    """Returns how many references there are, and what became of them."""
    articles = counted(summary.documents, "article")
    line = f"{counted(summary.references, 'reference')} in {articles}"
    if not options.checked:
        return f"{line}, not looked up."
    verdicts = verdict_counts(summary)
    return f"{line}: {verdicts}." if verdicts else f"{line}."


def counts(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yields what there is to act on: a number and what it counts."""
    for number, one, many in (
        (summary.retracted, "retracted work", "retracted works"),
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.duplicates, "duplicate", "duplicates"),
        (summary.suppressed, "suppressed finding", "suppressed findings"),
        (summary.without_list, "article without a list", "articles without a list"),
        (summary.unreadable, "file that cannot be read", "files that cannot be read"),
    ):
        if number:
            yield f"{number:,}", one if number == 1 else many


def suspect_view(suspect: Suspect) -> dict[str, str]:
    """Returns what the table of suspicions shows of one: link, article, number, text, strength."""
    return {
        "link": f"#d{suspect.document}-r{suspect.number}",
        "path": on_one_line(named(suspect.path)),
        "number": str(suspect.number),
        "text": cut_short(on_one_line(suspect.text), _SUSPECT),
        "strength": f"{suspect.strength:.2f}",
    }
