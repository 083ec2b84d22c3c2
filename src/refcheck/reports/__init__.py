"""Reports on documents: one file a format, and the table of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from refcheck.reports.base import Reporter, ReportOptions

__all__ = ["REPORTERS", "ReportOptions", "Reporter", "schema_text"]


def _text(stream: TextIO, options: ReportOptions) -> Reporter:
    from refcheck.reports.text.report import TextReporter

    return TextReporter(stream, options)


def _json(stream: TextIO, options: ReportOptions) -> Reporter:
    from refcheck.reports.json import JsonReporter

    return JsonReporter(stream, options)


# The names are the choices of `--format`; each format is loaded when it is chosen.
REPORTERS: dict[str, Callable[[TextIO, ReportOptions], Reporter]] = {"text": _text, "json": _json}


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of the JSON report, as text."""
    from importlib.resources import files

    return (files(__package__) / "schema" / "report-2.json").read_text(encoding="utf-8")
