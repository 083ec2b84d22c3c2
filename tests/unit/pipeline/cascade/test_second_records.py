"""Two sources that have the same work: what is an alarm where they agree, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from tests.unit.pipeline.cascade.test_rounds import (
    DOWN,
    LINE,
    NOTHING,
    Check,
    Source,
    alarms,
    check,
    first,
    found,
    work,
)

from refcheck.lookup.behind_doi import BehindDoi
from refcheck.model.outcome import Found, Outcome
from refcheck.model.record import DateKind, PartialDate, PersonName, PublicationDate
from refcheck.model.report import Verdict

__all__ = ["check"]

OTHER_FIRST = (PersonName(family="Lindqvist", given="A"), PersonName(family="Halloran", given="P"))


def dated(year: int) -> dict[str, Any]:
    return {"dates": (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),)}


def _name(answer: Outcome, name: str) -> str:
    return answer.candidates[0].source if isinstance(answer, Found) else name


def told(check: Check, one: Outcome, two: Outcome) -> tuple[list[str], list[int]]:
    """Returns the alarms of the line, and how often each source was asked."""
    sources = [Source(_name(one, "europepmc"), one), Source(_name(two, "crossref"), two)]
    return alarms(first(check(*sources))), [len(source.asked) for source in sources]


def of(source: str, **changes: Any) -> Outcome:
    return found(work(source, **changes))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"volume": "47"}, "volume-mismatch"),
        ({"pages": "212-9"}, "pages-mismatch"),
        (dated(2013), "year-mismatch"),
        ({"authors": OTHER_FIRST}, "author-first"),
    ],
)
class TestWhatDiffers:
    def test_one_source_that_may_only_confirm_raises_no_alarm(
        self, check: Check, changes: dict[str, Any], rule: str
    ) -> None:
        assert told(check, of("europepmc", **changes), NOTHING) == ([], [1, 1])

    def test_two_that_say_the_same_do(
        self, check: Check, changes: dict[str, Any], rule: str
    ) -> None:
        both = of("europepmc", **changes), of("crossref", **changes)
        assert told(check, *both) == ([rule], [1, 1])

    def test_where_the_second_agrees_with_the_reference_it_is_a_note(
        self, check: Check, changes: dict[str, Any], rule: str
    ) -> None:
        assert told(check, of("europepmc", **changes), of("crossref")) == ([], [1, 1])

    def test_a_second_that_cannot_be_asked_changes_nothing(
        self, check: Check, changes: dict[str, Any], rule: str
    ) -> None:
        assert told(check, of("europepmc", **changes), DOWN) == ([], [1, 1])


def test_a_difference_that_one_may_tell_is_taken_back_by_the_other(check: Check) -> None:
    sources = [Source("crossref", of("crossref", volume="47")), Source("europepmc", NOTHING)]
    assert alarms(first(check(*sources))) == ["volume-mismatch"]
    sources = [
        Source("crossref", of("crossref", volume="47")),
        Source("europepmc", of("europepmc")),
    ]
    checked = first(check(*sources))
    assert (alarms(checked), checked.verdict) == ([], Verdict.VERIFIED)
    assert [each.source for each in checked.lookup.sources] == ["pubmed", "crossref", "europepmc"]


def test_what_the_second_does_not_have_it_does_not_speak_about(check: Check) -> None:
    sources = [
        Source("crossref", of("crossref", volume="47")),
        Source("europepmc", of("europepmc", volume=None)),
    ]
    assert alarms(first(check(*sources))) == ["volume-mismatch"]


def test_nobody_else_is_asked_where_nothing_differs(check: Check) -> None:
    assert told(check, of("europepmc"), of("crossref")) == ([], [1, 0])


def test_two_sources_may_not_say_what_registries_have_in_their_own_ways(check: Check) -> None:
    both = {"container_title": "Annals of Rescue", "container_variants": ()}
    assert told(check, of("europepmc", **both), of("crossref", **both))[0] == []


def test_a_second_author_who_differs_in_both_stays_a_note(check: Check) -> None:
    names = (PersonName(family="Osterwalder", given="Nina"), PersonName(family="Berg", given="A"))
    assert told(check, of("europepmc", authors=names), of("crossref", authors=names))[0] == []


def test_the_same_doi_makes_it_the_same_work_however_much_differs(check: Check) -> None:
    changed = {"doi": "10.5555/alpine.7", "authors": OTHER_FIRST}
    other = changed | {"title": "Sleep of rescue dogs", "volume": "12"}
    assert told(check, of("crossref", **changed), of("europepmc", **other))[0] == ["author-first"]
    apart = other | {"doi": "10.5555/alpine.8"}
    assert told(check, of("crossref", **changed), of("europepmc", **apart))[0] == []


class Agency:
    """Has the same work behind every DOI."""

    def __init__(self, found: Found) -> None:
        self._work = found.candidates[0]
        self.asked: list[str] = []

    async def resolve(self, dois: Iterable[str]) -> dict[str, BehindDoi]:
        wanted = list(dois)
        self.asked += wanted
        return {doi: BehindDoi(doi=doi, work=self._work, name="Crossref") for doi in wanted}

    async def confirm(self, _behind: Iterable[BehindDoi]) -> None:
        """Nothing is denied."""

    async def aclose(self) -> None:
        """Nothing to give back."""


def test_the_agency_of_a_found_doi_speaks_about_every_reference_to_the_work(check: Check) -> None:
    changed = {"doi": "10.5555/alpine.7", "volume": "47"}
    searched, agency = of("europepmc", **changed), of("crossref", **changed)
    assert isinstance(agency, Found)
    dois = Agency(agency)
    report = check(Source("europepmc", searched), dois=dois, lines=(LINE, LINE))
    assert [alarms(each) for each in report.references] == [["volume-mismatch"]] * 2
    assert dois.asked == ["10.5555/alpine.7"]
