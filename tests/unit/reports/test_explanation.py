"""A reference explained: what was asked, what was found, what decided, what was compared."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.reports import samples

from refcheck.model.outcome import Candidate, Search, Stage, Weight
from refcheck.model.reference import Reference
from refcheck.model.report import DocumentReport, LookupStatus, Verdict
from refcheck.reports import ReportOptions
from refcheck.reports.explanation import ExplanationReporter

WEIGHTS = (
    Weight(field="any candidate", level="before anything is compared", value=-5.0),
    Weight(field="title", level="same, long", value=7.3),
    Weight(field="first author", level="other", value=-2.2),
)


def explain(_reference: Reference, _candidate: Candidate) -> Sequence[Weight]:
    return WEIGHTS


def explained(number: int, *reports: DocumentReport, color: bool = False) -> str:
    """What is written of reference `number` of these reports."""
    stream = io.StringIO()
    reporter = ExplanationReporter(
        stream, ReportOptions(color=color, width=100), number=number, explain=explain
    )
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    assert reporter.found == bool(stream.getvalue())
    return stream.getvalue()


def searched(number: int, *searches: Search) -> DocumentReport:
    """The flawed article, with searches for one of its references."""
    report = samples.flawed()
    references = list(report.references)
    checked = references[number - 1]
    assert checked.lookup is not None
    references[number - 1] = replace(checked, lookup=replace(checked.lookup, searches=searches))
    return replace(report, references=tuple(references))


def test_the_evidence_is_added_up() -> None:
    text = explained(1, samples.flawed())
    assert "-5.0  any candidate  before anything is compared\n" in text
    assert "+7.3  title          same, long\n" in text
    assert "+0.1  sum            alone: probability 0.525\n" in text
    assert "among all candidates: probability 0.990\n" in text
    assert "is the cited work: verified" in text


def test_only_the_reference_of_that_number_is_written() -> None:
    text = explained(2, samples.flawed())
    references = samples.flawed().references
    assert references[1].reference.string.raw[:30] in text
    assert references[0].reference.string.raw[:30] not in text
    assert "[year-mismatch]" in text


@pytest.mark.parametrize(
    ("search", "line"),
    [
        (Search(stage=Stage(name="title"), endpoint="esearch", query="a[ti]"), "-> nothing"),
        (
            Search(
                stage=Stage(name="title"),
                endpoint="esearch",
                query="a[ti]",
                ids=("1", "2", "3", "4", "5", "6", "7"),
                id_name="PMID",
                count=7,
                retrieved=samples.RETRIEVED,
            ),
            "-> PMID 1, 2, 3, 4, 5 and 2 more; asked 2026-11-20",
        ),
        (
            Search(
                stage=Stage(name="title"),
                endpoint="esearch",
                query="a[ti]",
                count=1234,
                ignored=("zzz[ti]",),
                cached=True,
                retrieved=samples.RETRIEVED,
            ),
            "-> nothing; at least 1,234 hits, too many to name one; without zzz[ti], which PubMed",
        ),
        (
            Search(
                stage=Stage(name="citation"),
                endpoint="ecitmatch",
                query="a|1",
                error="no answer in 10 s",
            ),
            "-> no answer: no answer in 10 s",
        ),
    ],
)
def test_what_was_asked_and_answered(search: Search, line: str) -> None:
    text = explained(5, searched(5, search))
    assert f"1. {search.stage.name} ({search.endpoint}): {search.query}\n" in text
    assert line in text


def test_every_way_that_a_lookup_ends_has_its_words() -> None:
    report = samples.flawed()
    for checked in report.references:
        assert checked.lookup is not None
        text = explained(checked.reference.string.number, report)
        decision = text.split("Decision\n")[1].split("Checks")[0]
        words = {
            LookupStatus.MATCHED: "is the cited work",
            LookupStatus.AMBIGUOUS: "several records fit equally well",
            LookupStatus.NOT_FOUND: "no record is the cited work",
            LookupStatus.OUT_OF_SCOPE: "a book: PubMed does not list it",
        }
        assert words.get(checked.lookup.status, "") in decision
        if checked.verdict is Verdict.SUSPECT:
            assert "possibly made up" in decision


def test_nothing_in_an_article_can_steer_the_terminal() -> None:
    text = explained(10, samples.flawed())
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_reference_that_was_not_looked_up() -> None:
    text = explained(1, samples.extracted())
    assert "Searches" not in text
    assert "Checks" in text


def test_colour_tells_for_from_against() -> None:
    text = explained(1, samples.flawed(), color=True)
    assert "\x1b[32m  +7.3\x1b[0m" in text
    assert "\x1b[1;31m  -2.2\x1b[0m" in text


def test_many_candidates_are_cut() -> None:
    many = samples.candidates(*[(samples.SERAFINI, 0.01, "another title")] * 12)
    report = samples.flawed()
    checked = report.references[4]
    assert checked.lookup is not None
    lookup = replace(checked.lookup, candidates=many)
    text = explained(5, replace(report, references=(replace(checked, lookup=lookup),)))
    assert "and 2 less likely" in text
    assert "probability 0.010; rejected: another title" in text


def test_shorter_documents_are_named_after_the_others() -> None:
    text = explained(3, samples.clean(), samples.flawed(), samples.flawed())
    assert text.endswith("clean.txt: 1 reference\n")
    assert text.count("seeds/with-errors.txt\n") == 2


def test_nothing_is_written_where_no_document_has_the_number() -> None:
    assert explained(99, samples.clean(), samples.unreadable(), samples.no_references()) == ""


@pytest.mark.parametrize("odds", [-2000.0, 2000.0])
def test_no_sum_is_too_large(odds: float) -> None:
    stream = io.StringIO()
    weight = Weight(field="title", level="same", value=odds)
    reporter = ExplanationReporter(
        stream, ReportOptions(), number=1, explain=lambda _reference, _candidate: (weight,)
    )
    reporter.document(samples.clean())
    assert ("over 0.999" if odds > 0 else "under 0.001") in stream.getvalue()
