"""A document without a list: reports show the sources that it names, and what was found of each."""

from __future__ import annotations

from datetime import date

import pytest

from refcheck.model.document import Span
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import (
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Mention,
    Summary,
)
from refcheck.reports import REPORTERS, ReportOptions
from refcheck.reports.overview import mention_outcome, mentions_line

TODAY = date(2026, 11, 21)


def lookup(status: LookupStatus, **members: object) -> Lookup:
    return Lookup(status=status, source_name="PubMed", **members)  # type: ignore[arg-type]


def mention(text: str, found: Lookup | None) -> Mention:
    return Mention(text=text, span=Span(start=0, end=4, line=3, column=1), lookup=found)


RECORD = BibliographicRecord(title="Ketamine & <b>mood</b>", container_title="J Pain")
FOUND = mention(
    "a 2016 review",
    lookup(LookupStatus.MATCHED, retrieved=TODAY, record=RECORD, url="https://pubmed.test/4/"),
)
UNKNOWN = mention(
    "PMID 9", lookup(LookupStatus.NOT_FOUND, retrieved=TODAY, reason="no record has it")
)
OFFLINE = mention("PMID 8", lookup(LookupStatus.NOT_CACHED))
NAMELESS = mention("According to the <i>WHO</i>", None)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (FOUND, "Ketamine & <b>mood</b>. J Pain"),
        (UNKNOWN, "not in PubMed: no record has it"),
        (OFFLINE, "not looked up: offline, and no cached response"),
        (NAMELESS, "not looked up: it is named without a DOI, PMID or PMCID"),
    ],
)
def test_the_outcome_in_words(one: Mention, words: str) -> None:
    assert mention_outcome(one) == words


def test_the_line_counts_what_was_answered() -> None:
    assert mentions_line([]) == ""
    assert mentions_line([NAMELESS]) == "it names 1 source in passing"
    line = mentions_line([FOUND, UNKNOWN, OFFLINE, NAMELESS])
    assert line == "it names 4 sources in passing (2 looked up in PubMed)"


@pytest.mark.parametrize("name", ["text", "html", "markdown"])
def test_people_see_each_source(name: str) -> None:
    from io import StringIO

    stream = StringIO()
    reporter = REPORTERS[name].open(stream, ReportOptions(width=100))
    reporter.begin()
    document = DocumentReport(
        path="page.html",
        status=DocumentStatus.NO_REFERENCES,
        mentions=(FOUND, UNKNOWN, OFFLINE, NAMELESS, *[NAMELESS] * 100),
    )
    reporter.document(document)
    reporter.end(Summary(documents=1))
    written = stream.getvalue()
    assert "it names 104 sources in passing (2 looked up in PubMed)" in written
    for one in (FOUND, UNKNOWN, OFFLINE):
        assert one.text in written
    assert "named without a DOI" in written
    assert "<b>" not in written or name == "text"
    assert "<i>WHO" not in written or name == "text"
    assert written.count("WHO") <= 50
