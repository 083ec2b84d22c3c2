"""What a notebook shows of a run: its counts, and the first references that need a look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from refcheck.model.report import CheckedReference, DocumentReport, Summary
from refcheck.reports.html.report import environment
from refcheck.reports.lines import web_address
from refcheck.reports.overview import run_counts, shown_findings
from refcheck.text.lengths import cut_short
from refcheck.text.typography import on_one_line

__all__ = ["notebook_html"]

_MOST_ROWS = 20
_LONGEST = 200  # characters of a reference or a message


def notebook_html(documents: Sequence[DocumentReport], summary: Summary, *, checked: bool) -> str:
    """Returns a short piece of HTML without scripts and styles of its own, all texts escaped."""
    told = [
        (document, reference)
        for document in documents
        for reference in document.references
        if shown_findings(reference.findings, verbose=False)
    ]
    shown = list(islice(told, _MOST_ROWS))
    return (
        environment()
        .get_template("notebook.html")
        .render(
            counts=run_counts(summary, checked=checked),
            rows=[_row(document, reference) for document, reference in shown],
            several=len(documents) > 1,
            left=len(told) - len(shown),
        )
    )


def _row(document: DocumentReport, checked: CheckedReference) -> dict[str, Any]:
    return {
        "path": _short(document.path),
        "number": checked.reference.string.number,
        "text": _short(checked.reference.string.text),
        "url": web_address(checked.lookup.url) if checked.lookup else None,
        "findings": [
            {"severity": one.severity.value, "message": _short(one.message)}
            for one in shown_findings(checked.findings, verbose=False)
        ],
    }


def _short(text: str) -> str:
    return cut_short(on_one_line(text), _LONGEST)
