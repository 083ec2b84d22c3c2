"""The report of a run as a value: a sequence of documents that can be shown and converted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any, Literal, overload

from refcheck.model.report import CheckedReference, DocumentReport, Summary
from refcheck.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Report"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Report(Sequence[DocumentReport]):
    """What was found in the documents of a run, in the order of the inputs.

    It is a sequence: `report[0]`, `len(report)` and loops are about its documents. `settings` are
    those of the run; `checked` is false where the documents alone were read (`extract`).
    """

    documents: tuple[DocumentReport, ...]
    settings: Settings = field(default_factory=Settings)
    checked: bool = True

    @property
    def references(self) -> tuple[CheckedReference, ...]:
        """All references of all documents, in order."""
        return tuple(reference for one in self.documents for reference in one.references)

    @cached_property
    def summary(self) -> Summary:
        """The counts of the run."""
        from refcheck.pipeline import Tally

        tally = Tally()
        for document in self.documents:
            tally.add(document)
        return tally.summary()

    def to_json(self) -> str:
        """Returns the JSON report, as `refcheck check --format json` writes it."""
        return self.to_text("json")

    def to_dict(self) -> dict[str, Any]:
        """Returns the JSON report as dictionaries, lists, texts and numbers."""
        made: dict[str, Any] = json.loads(self.to_json())
        return made

    def to_html(self) -> str:
        """Returns the HTML report: a page that needs nothing from elsewhere."""
        return self.to_text("html")

    def to_text(self, format: str = "text") -> str:  # noqa: A002 - the name of the option
        """Returns the report in a format of `refcheck check --format`.

        Raises `ValueError` for a format that does not exist, or that is not a text (xlsx, docx).
        """
        from refcheck.pipeline.report_options import report_options
        from refcheck.reports import REPORTERS

        known = [name for name, one in REPORTERS.items() if not one.binary]
        if format not in known:
            raise ValueError(f"there is no format {format!r}; use one of {', '.join(known)}")
        stream = StringIO()
        options = report_options(self.settings, checked=self.checked)
        reporter = REPORTERS[format].open(stream, options)
        reporter.begin()
        for document in self.documents:
            reporter.document(document)
        reporter.end(self.summary)
        return stream.getvalue()

    def to_frame(self, rows: Literal["references", "findings"] = "references") -> pd.DataFrame:
        """Returns a pandas table with a row for each reference, or for each finding.

        The columns are those of the sheets of the Excel report. Raises `ImportError` where pandas
        is not installed, and `ValueError` for other rows.
        """
        import pandas as pd

        from refcheck.reports.lines import lines_of
        from refcheck.reports.tables.rows import (
            FINDING_COLUMNS,
            REFERENCE_COLUMNS,
            finding_row,
            reference_row,
        )

        if rows == "references":
            found = [
                reference_row(one.path, checked)
                for one in self.documents
                for checked in one.references
            ]
            return pd.DataFrame(found, columns=list(REFERENCE_COLUMNS))
        if rows == "findings":
            lines = (line for one in self.documents for line in lines_of(one, with_clean=False))
            return pd.DataFrame(map(finding_row, lines), columns=list(FINDING_COLUMNS))
        raise ValueError(f"rows are 'references' or 'findings', not {rows!r}")

    @overload
    def __getitem__(self, index: int) -> DocumentReport: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[DocumentReport, ...]: ...
    def __getitem__(self, index: int | slice) -> DocumentReport | tuple[DocumentReport, ...]:
        return self.documents[index]

    def __len__(self) -> int:
        return len(self.documents)

    def __iter__(self) -> Iterator[DocumentReport]:
        return iter(self.documents)

    def __repr__(self) -> str:
        """One line: the counts."""
        from refcheck.reports.overview import run_counts

        return f"<Report: {run_counts(self.summary, checked=self.checked)}>"

    def _repr_html_(self) -> str:
        """Returns what a notebook shows: the counts, and the first references to review."""
        from refcheck.reports.html.notebook import notebook_html

        return notebook_html(self.documents, self.summary, checked=self.checked)
