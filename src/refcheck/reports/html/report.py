"""The HTML report. Documents go to a temporary file first, so that the summary can come first."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TextIO

from refcheck.model.report import DocumentReport, Summary
from refcheck.reports.base import ReportOptions
from refcheck.reports.html.filters import Filters
from refcheck.reports.html.totals import Totals, counts, counts_line, suspect_view
from refcheck.reports.html.view import document_view, findings_on_page
from refcheck.reports.suspects import Suspects
from refcheck.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["HtmlReporter", "environment"]

_SPOOLED = 8_000_000  # characters of documents that stay in memory


class HtmlReporter:
    """Writes one self-contained page."""

    def __init__(self, stream: TextIO, options: ReportOptions) -> None:
        self._stream = stream
        self._options = options
        self._documents = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed at the end
            max_size=_SPOOLED, mode="w+", encoding="utf-8", errors="replace"
        )
        self._totals = Totals()
        self._filters = Filters()
        self._suspects = Suspects()

    def begin(self) -> None:
        """Write nothing yet: the summary comes first."""

    def document(self, report: DocumentReport) -> None:
        """Write one document."""
        self._totals.add(report)
        self._suspects.add(report)
        view = document_view(report, len(self._totals.overview), self._options)
        for finding in findings_on_page(report, self._options):
            self._filters.add(finding)
        self._documents.write(environment().get_template("document.html").render(view))

    def end(self, summary: Summary) -> None:
        """Write the head with the summary, then the documents."""
        style = _style() + self._filters.style()
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        page = environment().get_template("page.html")
        self._stream.write(
            page.render(
                version=__version__,
                style=_markup(style),
                style_hash=f"sha256-{digest}",
                title=self._title(),
                counts_line=counts_line(summary, self._options),
                counts=list(counts(summary)),
                remarks=list(self._totals.remarks(self._options)),
                overview=self._totals.overview if len(self._totals.overview) > 1 else [],
                suspects=[suspect_view(one) for one in self._suspects.strongest()],
                suspects_left=self._suspects.left,
                show_notes=self._options.verbose,
                rules=list(self._filters.rules(self._options.rule_titles)),
                plots=list(self._totals.plots()) if len(self._totals.overview) > 1 else [],
            )
        )
        self._documents.seek(0)
        shutil.copyfileobj(self._documents, self._stream)
        self._documents.close()
        self._stream.write("</div>\n</main>\n</body>\n</html>\n")

    def _title(self) -> str:
        if len(self._totals.overview) == 1:
            return f"Reference check: {self._totals.overview[0].path}"
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
    environment.globals["pieces"] = macros.pieces  # type: ignore[attr-defined]
    return environment


def _markup(text: str) -> Any:
    """Returns a text of our own that is not escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the style sheet of the package


def _style() -> str:
    return (files(__package__) / "style.css").read_text(encoding="utf-8")
