"""References with the number of a trial: what the registry decides, and about what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.pipeline.cascade.test_rounds import (
    LINE,
    NOTHING,
    OUTSIDE,
    TODAY,
    Check,
    Main,
    Source,
    alarms,
    check,
    first,
    found,
    work,
)

from refcheck.lookup.provider import Parses
from refcheck.model.outcome import Candidate, Found, NotFound, Outcome, Search, Stage, Via
from refcheck.model.record import BibliographicRecord, RecordKey
from refcheck.model.report import LookupStatus, Verdict

__all__ = ["check"]

NUMBER = "NCT01234567"
TRIAL = f"Alpine Trust. Snow therapy for tired knees. ClinicalTrials.gov {NUMBER}. 2019."
ASKED = Search(stage=Stage(name="trial"), endpoint="x", query=NUMBER, id_name="NCT number")


def registered(title: str) -> Outcome:
    record = BibliographicRecord(
        key=RecordKey(source="clinicaltrials", id=NUMBER), title=title, numbers=(NUMBER,)
    )
    candidate = Candidate(
        record=record, source="clinicaltrials", via=Via.TITLE, asked=NUMBER, retrieved=TODAY
    )
    return Found(candidates=(candidate,), retrieved=TODAY)


def trials(answer: Outcome) -> Source:
    return Source("clinicaltrials", answer, name="ClinicalTrials.gov")


def test_a_trial_under_a_newer_title_is_the_cited_one(check: Check) -> None:
    source = trials(registered("Cold Snow Therapy Against Tired Knees in Guides"))
    checked = first(check(source, lines=[TRIAL]))
    assert (checked.verdict, alarms(checked)) == (Verdict.VERIFIED, [])
    assert checked.lookup is not None
    assert checked.lookup.source == "clinicaltrials"


def test_another_trial_is_named(check: Check) -> None:
    checked = first(check(trials(registered("Insulin pumps in pregnancy")), lines=[TRIAL]))
    assert (checked.verdict, alarms(checked)) == (Verdict.UNCHECKED, ["trial-elsewhere"])


def test_a_doubtful_title_says_nothing(check: Check) -> None:
    crossref = Source("crossref", NOTHING, whole=True)
    source = trials(registered("Therapy of headache in pilots"))
    checked = first(check(source, crossref, lines=[TRIAL]))
    assert (checked.verdict, checked.findings) == (Verdict.UNCHECKED, ())


def test_an_article_is_not_its_trial(check: Check) -> None:
    line = f"{LINE} ClinicalTrials.gov {NUMBER}."
    source = trials(registered("Tidal volumes and sleep quality in mountain rescue teams"))
    checked = first(check(source, Source("crossref", NOTHING, whole=True), lines=[line]))
    assert checked.lookup is not None
    assert checked.lookup.status is not LookupStatus.MATCHED


class Listing(Main):
    """A main source that has the work."""

    async def ask(self, stage: Stage, works: Sequence[Parses]) -> list[Outcome]:
        return [found(work("pubmed")) for _ in works]


@pytest.mark.parametrize("line", [f"{LINE} ClinicalTrials.gov {NUMBER}."])
def test_the_number_is_looked_up_of_an_article_that_pubmed_has(check: Check, line: str) -> None:
    unknown = NotFound(retrieved=TODAY, searches=(ASKED,))
    other = Source("crossref", NOTHING)
    source = trials(unknown)
    checked = first(check(source, other, main=Listing(OUTSIDE.scope), lines=[line]))
    assert alarms(checked) == ["trial-unknown"]
    assert (checked.verdict, len(source.asked), len(other.asked)) == (Verdict.VERIFIED, 1, 0)
    assert checked.lookup is not None
    assert checked.lookup.source == "pubmed"


@pytest.mark.parametrize(
    "line",
    [
        "Alpine Trust. Snow therapy for knees. ClinicalTrials.gov. 2019;2:1-9.",
        "Statistics Canada, Snow therapy for knees, Statistics Canada 3 (2019) 1-9.",
    ],
)
def test_what_no_registry_of_articles_has_is_not_missing_from_it(check: Check, line: str) -> None:
    crossref = replace(Source("crossref", NOTHING), whole=True)
    assert alarms(first(check(crossref, lines=[line]))) == []
