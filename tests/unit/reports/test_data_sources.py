"""Every report says whose data it shows, and how old they are."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from tests.unit.reports.samples import clean, extracted, summary_of

from refcheck.model.report import DocumentReport
from refcheck.reports import REPORTERS, ReportOptions
from refcheck.reports.data_sources import DataSources
from refcheck.reports.tables.rows import REFERENCE_COLUMNS, reference_row

INDEX = "From an index of PubMed's files up to 2026-11-01. Its terms."


def of_the_index() -> DocumentReport:
    checked = clean().references[0]
    assert checked.lookup is not None
    lookup = replace(checked.lookup, terms=INDEX, retrieved=date(2026, 11, 1))
    return replace(clean(), references=(replace(checked, lookup=lookup),))


def written(name: str, report: DocumentReport) -> str:
    stream = io.StringIO()
    reporter = REPORTERS[name].open(stream, ReportOptions(checked=True, width=200))
    reporter.begin()
    reporter.document(report)
    reporter.end(summary_of(report))
    return stream.getvalue()


def test_the_oldest_response_counts() -> None:
    sources = DataSources()
    sources.add(clean())
    sources.add(of_the_index())
    assert [*sources.lines()] == [f"Data from PubMed, retrieved on 2026-11-01 or later. {INDEX}"]


def test_nothing_is_said_where_nothing_was_looked_up() -> None:
    sources = DataSources()
    sources.add(extracted())
    assert not [*sources.lines()]


@pytest.mark.parametrize("name", ["text", "markdown", "html", "sarif", "json"])
def test_the_date_of_an_index_is_in_the_report(name: str) -> None:
    told = written(name, of_the_index()).replace("\\-", "-")
    assert "2026-11-01" in told
    assert "2026-11-01" not in written(name, clean()).replace("\\-", "-")


def test_sarif_names_the_sources_of_the_run() -> None:
    (run,) = json.loads(written("sarif", of_the_index()))["runs"]
    (line,) = run["properties"]["dataSources"]
    assert INDEX in line


def test_each_row_of_a_table_names_its_source_and_day() -> None:
    report = of_the_index()
    (row,) = csv.DictReader(io.StringIO(written("csv", report).lstrip("\ufeff")))
    assert (row["source"], row["retrieved"]) == ("PubMed", "2026-11-01")
    reference = dict(
        zip(REFERENCE_COLUMNS, reference_row("a.txt", report.references[0]), strict=True)
    )
    assert (reference["source"], reference["retrieved"]) == ("PubMed", "2026-11-01")
    nothing = dict(
        zip(REFERENCE_COLUMNS, reference_row("a.txt", extracted().references[0]), strict=True)
    )
    assert (nothing["source"], nothing["retrieved"]) == ("", "")
