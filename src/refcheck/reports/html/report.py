"""The HTML report. Documents go to a temporary file first, so that the summary can stand above."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TextIO

from refcheck.errors import named
from refcheck.model.finding import Finding, Severity
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    LookupStatus,
    Summary,
    Verdict,
)
from refcheck.reports.base import ReportOptions
from refcheck.reports.citation import citation_line
from refcheck.reports.lines import place_of, shown_candidates
from refcheck.reports.overview import (
    count_to_review,
    is_retracted,
    mention_outcome,
    mentions_line,
    shown_findings,
    unchecked_by_reason,
    verdict_counts,
)
from refcheck.reports.text.diff import Marked, compare, whole
from refcheck.reports.text.phrases import counted, number_list
from refcheck.reports.text.summary import weakened
from refcheck.text.typography import without_controls
from refcheck.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["HtmlReporter", "environment", "style_source"]

_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Note"}
_MOST_MENTIONS = 50  # sources named in passing that are shown of one document
_MOST_BARS = 8
_BAR = 150  # width of the longest bar, of 320
_ROW = 20  # height of a bar
_SPOOLED = 8_000_000  # characters of documents that stay in memory


class HtmlReporter:
    """Writes one self-contained page."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._documents = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed at the end
            max_size=_SPOOLED, mode="w+", encoding="utf-8", errors="replace"
        )
        self._tally = _Tally()

    def begin(self) -> None:
        """Write nothing yet: the summary stands first."""

    def document(self, report: DocumentReport) -> None:
        """Write one document."""
        self._tally.add(report)
        view = _document_view(report, len(self._tally.overview), self._options)
        self._documents.write(environment().get_template("document.html").render(view))

    def end(self, summary: Summary) -> None:
        """Write the head with the summary, then the documents."""
        style = _style()
        page = environment().get_template("page.html")
        self._stream.write(
            page.render(
                version=__version__,
                style=_markup(style),
                style_source=_markup(style_source()),
                title=self._title(),
                counts_line=_counts_line(summary, self._options),
                counts=list(_counts(summary)),
                remarks=list(self._tally.remarks(self._options)),
                overview=self._tally.overview if len(self._tally.overview) > 1 else [],
                show_notes=self._options.verbose,
                plots=list(self._tally.plots()) if len(self._tally.overview) > 1 else [],
            )
        )
        self._documents.seek(0)
        shutil.copyfileobj(self._documents, self._stream)
        self._documents.close()
        self._stream.write("</div>\n</main>\n</body>\n</html>\n")

    def _title(self) -> str:
        if len(self._tally.overview) == 1:
            return f"Reference check: {self._tally.overview[0].path}"
        return "Reference check"


@cache
def environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("refcheck.reports.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )
    macros = environment.get_template("findings.html").module
    environment.globals["findings"] = macros.findings  # type: ignore[attr-defined]
    return environment


def _markup(text: str) -> Any:
    """Returns a text of our own that is not escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the style sheet of the package


def style_source() -> str:
    """Returns the style sheet of the page as a content security policy names it."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _style() -> str:
    return (files(__package__) / "style.css").read_text(encoding="utf-8")


# --- what the templates show ----------------------------------------------------------------------


def _document_view(report: DocumentReport, index: int, options: ReportOptions) -> dict[str, Any]:
    shown = [_reference_view(one) for one in report.references if _is_told(one, options)]
    retracted = [one for one in shown if one["retracted"]]
    others = [one for one in shown if not one["retracted"]]
    groups = [{"title": "Retracted", "references": retracted}] if retracted else []
    groups.append({"title": "To review" if retracted else "", "references": others})
    return {
        "index": index,
        "path": _clean(named(report.path)),
        "error": _clean(report.error) if report.error is not None else None,
        "outlook": _outlook(report, options),
        "mentions": list(_mentions(report)),
        "more_mentions": max(0, len(report.mentions) - _MOST_MENTIONS),
        "groups": groups,
        "of_document": [
            _finding_view(one, None)
            for one in shown_findings(report.findings, verbose=options.verbose)
        ],
        "unchecked": [
            (_clean(why), number_list(numbers))
            for why, numbers in unchecked_by_reason(report).items()
        ],
        "verified": list(_silent(report, options)),
    }


def _reference_view(checked: CheckedReference) -> dict[str, Any]:
    string = checked.reference.string
    findings = sorted(checked.findings, key=lambda one: -one.severity.rank)
    worst = max(findings, key=lambda one: one.severity.rank, default=None)
    return {
        "number": string.number,
        "key": _clean(string.key or string.source_id or ""),
        "place": _clean(place_of(string.span)),
        "text": _clean(string.text),
        "worst": worst.severity.value if worst else "none",
        "retracted": is_retracted(checked),
        "findings": [_finding_view(one, checked) for one in findings],
        "evidence": list(_evidence(checked)),
    }


def _finding_view(finding: Finding, checked: CheckedReference | None) -> dict[str, Any]:
    cited, expected = _values(finding)
    lookup = checked.lookup if checked else None
    record_url = lookup.url if lookup else None
    return {
        "severity": finding.severity.value,
        "known": finding.known,
        "word": _WORDS[finding.severity],
        "place": _clean(place_of(finding.span)) if checked is None else "",
        "message": _clean(finding.message),
        "rule": finding.rule,
        "url": _address(finding.url) if finding.url != record_url else None,
        "cited": cited,
        "expected": expected,
        "source": lookup.source_name if lookup and lookup.record else "correct",
    }


def _values(finding: Finding) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Returns the cited and the right value, in pieces that differ and do not."""
    cited = _clean(finding.cited or "")
    expected = [_clean(one) for one in finding.expected if one]
    if not expected:
        return list(whole(cited).pieces()), []
    left, right = compare(cited, expected[0]) if cited else (whole(""), whole(expected[0]))
    if left.text == right.text:
        return [], []
    if len(expected) > 1:
        right += whole(f" (or {', '.join(expected[1:3])})")
    return _pieces(left), _pieces(right)


def _pieces(value: Marked) -> list[tuple[str, bool]]:
    return list(value.pieces())


def _evidence(checked: CheckedReference) -> Iterator[dict[str, str | None]]:
    lookup = checked.lookup
    if lookup is None:
        return
    if lookup.record is not None:
        text = _clean(citation_line(lookup.record))
        yield {"label": lookup.source_name, "text": text, "url": _address(lookup.url)}
    label = "Possible" if lookup.status is LookupStatus.AMBIGUOUS else "Closest"
    for scored in shown_candidates(checked):
        text = _clean(citation_line(scored.candidate.record))
        yield {"label": label, "text": text, "url": _address(scored.candidate.url)}


def _silent(report: DocumentReport, options: ReportOptions) -> Iterator[dict[str, Any]]:
    """Yields the references that were matched and have nothing to review."""
    for checked in report.references:
        if checked.verdict is Verdict.VERIFIED and not _is_told(checked, options):
            string, lookup = checked.reference.string, checked.lookup
            yield {
                "number": string.number,
                "text": _clean(string.text),
                "url": _address(lookup.url) if lookup else None,
                "source": lookup.source_name if lookup else "",
            }


def _is_told(checked: CheckedReference, options: ReportOptions) -> bool:
    return bool(shown_findings(checked.findings, verbose=options.verbose)) or not options.checked


def _mentions(report: DocumentReport) -> Iterator[dict[str, Any]]:
    """Yields the sources that a document without a list names."""
    for mention in report.mentions[:_MOST_MENTIONS] if not report.references else ():
        yield {
            "text": _clean(mention.text),
            "place": _clean(place_of(mention.span)),
            "outcome": _clean(mention_outcome(mention)),
            "url": _address(mention.lookup.url) if mention.lookup else None,
        }


def _outlook(report: DocumentReport, options: ReportOptions) -> str:
    if report.status is DocumentStatus.NO_REFERENCES:
        named = mentions_line(report.mentions)
        return "No reference list was found in this article" + (f"; {named}." if named else ".")
    alarms = count_to_review(report)
    references = counted(len(report.references), "reference")
    if not options.checked:
        return f"{references}, not looked up."
    return f"{references}, {alarms:,} to review." if alarms else f"{references}, none to review."


def _counts_line(summary: Summary, options: ReportOptions) -> str:
    articles = counted(summary.documents, "article")
    line = f"{counted(summary.references, 'reference')} in {articles}"
    if not options.checked:
        return f"{line}, not looked up."
    verdicts = verdict_counts(summary)
    return f"{line}: {verdicts}." if verdicts else f"{line}."


def _counts(summary: Summary) -> Iterator[tuple[str, str]]:
    for number, one, many in (
        (summary.retracted, "retracted work", "retracted works"),
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.duplicates, "duplicate", "duplicates"),
        (summary.without_list, "article without a list", "articles without a list"),
        (summary.unreadable, "file that cannot be read", "files that cannot be read"),
    ):
        if number:
            yield f"{number:,}", one if number == 1 else many


def _clean(text: str) -> str:
    return without_controls(" ".join(text.split()))


def _address(url: str | None) -> str | None:
    """Returns a link that leads to a web page; nothing that a browser would run."""
    return _clean(url) if url and url.startswith(("https://", "http://")) else None


# --- the whole run --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    index: int
    path: str
    references: int
    errors: int
    warnings: int


@dataclass(slots=True)
class _Tally:
    """What the first part of the page needs of all documents."""

    overview: list[_Row] = field(default_factory=list)
    _fields: Counter[str] = field(default_factory=Counter)
    _years: Counter[str] = field(default_factory=Counter)
    _journals: Counter[str] = field(default_factory=Counter)
    _sources: dict[str, str | None] = field(default_factory=dict)

    def add(self, report: DocumentReport) -> None:
        findings = [*report.findings]
        for checked in report.references:
            findings += checked.findings
            self._count_errors(checked)
            if checked.lookup is not None and checked.lookup.source is not None:
                self._sources[checked.lookup.source_name] = checked.lookup.terms
        severities = Counter(one.severity for one in findings)
        self.overview.append(
            _Row(
                index=len(self.overview) + 1,
                path=_clean(named(report.path)),
                references=len(report.references),
                errors=severities[Severity.ERROR],
                warnings=severities[Severity.WARNING],
            )
        )

    def _count_errors(self, checked: CheckedReference) -> None:
        errors = [one for one in checked.findings if one.severity is Severity.ERROR]
        self._fields.update(one.field.value for one in errors)
        cited = checked.reference.record
        if errors and cited.issued is not None:
            self._years[str(cited.issued.year)] += 1
        if errors and cited.container_title:
            self._journals[_clean(cited.container_title)[:18]] += 1

    def remarks(self, options: ReportOptions) -> Iterator[str]:
        if line := weakened(options.settings_file):
            yield line
        for name, terms in self._sources.items():
            yield f"Data from {name}." + (f" {terms}" if terms else "")

    def plots(self) -> Iterator[dict[str, Any]]:
        """Bars of the errors by field, by year and by journal."""
        for title, counts, by_name in (
            ("Errors by field", self._fields, False),
            ("References with errors, by year", self._years, True),
            ("References with errors, by journal", self._journals, False),
        ):
            most = counts.most_common(_MOST_BARS)
            if most:
                yield _plot(title, sorted(most) if by_name else most)


def _plot(title: str, counts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    longest = max(number for _, number in counts)
    bars = [
        {"name": name, "number": number, "width": round(_BAR * number / longest), "y": _ROW * place}
        for place, (name, number) in enumerate(counts)
    ]
    text = ", ".join(f"{name}: {number}" for name, number in counts)
    return {
        "title": title,
        "bars": bars,
        "height": _ROW * len(bars) + 4,
        "text": f"{title}. {text}",
    }
