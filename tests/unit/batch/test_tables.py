"""The rows of the result: the names of the contract, and what only a suspect has."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.pairs import RECORD, printed

from refcheck.batch.tables import CHECKED, FINDINGS, REFERENCES, document_row, reference_row
from refcheck.model.report import CheckedReference, Lookup, LookupStatus, Suspicion, Verdict
from refcheck.reports.tables.rows import REFERENCE_COLUMNS
from refcheck.reports.tables.rows import reference_row as row_of_a_report

RAW = "Halvorsen TK, Okonjo CA. Bar-coded medication. J Clin Nurs. 2016;25:9471-9."
OWNER = {"id": "a", "path": "in.jsonl", "number": 7}
CHECKED_REFERENCE = CheckedReference(
    reference=printed(RAW),
    key="halvorsen2016barcoded",
    lookup=Lookup(status=LookupStatus.NOT_FOUND, exhaustive=True),
    verdict=Verdict.SUSPECT,
    suspicion=Suspicion(strength=0.75, nearest=0.25, complete=1.0),
)


def test_a_suspect_has_its_strength() -> None:
    row = reference_row(CHECKED_REFERENCE, OWNER)
    assert row["suspicion"] == {"strength": 0.75, "nearest": 0.25, "complete": 1.0}
    assert row["verdict"] == "suspect"
    assert row_of_a_report("a.txt", CHECKED_REFERENCE)[REFERENCE_COLUMNS.index("suspicion")] == 0.75
    other = replace(CHECKED_REFERENCE, suspicion=None)
    assert reference_row(other, OWNER)["suspicion"] is None
    assert row_of_a_report("a.txt", other)[-1] == ""


def test_every_row_has_the_columns_of_its_table() -> None:
    row = reference_row(CHECKED_REFERENCE, OWNER)
    assert set(row) | {"error"} == set(CHECKED.names)
    assert set(CHECKED.names) - set(REFERENCES.names) == {"findings"}
    assert set(FINDINGS.names) >= {"id", "path", "number", "rule", "references"}
    assert set(document_row(OWNER, "ok", [])) <= set(CHECKED.names)


def test_fields_are_those_that_are_cited_and_identifiers_the_records() -> None:
    found = replace(
        CHECKED_REFERENCE, lookup=Lookup(status=LookupStatus.MATCHED, record=RECORD), suspicion=None
    )
    row = reference_row(found, OWNER)
    assert (row["title"], row["year"], row["pages"]) == ("Bar-coded medication", 2016, "9471-9")
    assert row["authors"] == "Halvorsen TK, Okonjo CA"
    assert row["doi"] == row["lookup"]["doi"] == RECORD.doi
    assert row["pmid"] == row["lookup"]["pmid"] == RECORD.pmid
    assert json.loads(row["csl"])["title"] == "Bar-coded medication"
    assert json.loads(row["lookup"]["record"])["title"] == RECORD.title
