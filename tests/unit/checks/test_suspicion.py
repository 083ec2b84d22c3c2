"""How strong the suspicion is: what is near, and how completely was searched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pairs import RECORD, candidate, printed

from refcheck.checks import suspicion
from refcheck.model.outcome import Scored, Search, Stage, StageKind
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import Lookup, LookupStatus

RAW = (
    "Halvorsen TK, Brandmeyer L, Okonjo CA. Bar-coded medication at the bedside and the minutes"
    " it gives back to nurses. J Clin Nurs. 2016;25:9471-9."
)
FAR = replace(RECORD, title="Falls among toddlers", volume="7", pages="1-2")
TITLE = Stage(name="title")
COVERAGE = Stage(name="coverage", kind=StageKind.COVERAGE)


def _lookup(*records: BibliographicRecord, score: float = 0.0, searches: str = "+") -> Lookup:
    return Lookup(
        status=LookupStatus.NOT_FOUND,
        exhaustive=True,
        candidates=tuple(Scored(candidate=candidate(each), score=score) for each in records),
        searches=tuple(
            Search(
                stage=COVERAGE if mark == "c" else TITLE,
                endpoint="search",
                query="bar[ti]",
                ignored=("bar",) if mark in "-c" else (),
            )
            for mark in searches
        ),
    )


@pytest.mark.parametrize(
    ("change", "nearest"),
    [
        ({}, 0.0),
        ({"volume": "25"}, 1 / 6),
        ({"volume": "25", "pages": "9471-9"}, 1 / 3),
        ({"title": "Medication by nurses"}, 2 / 9),
        ({"title": "Bar-coded medication", "volume": "25"}, 1 / 3 + 1 / 6),
        ({"title": None, "volume": None, "pages": None, "authors": ()}, 0.0),
    ],
)
def test_what_is_in_the_reference_is_near(change: dict[str, object], nearest: float) -> None:
    found = suspicion(printed(RAW), _lookup(replace(FAR, **change)))  # type: ignore[arg-type]
    assert found.nearest == pytest.approx(nearest, abs=1e-4)
    assert found.complete == 1.0
    assert found.strength == pytest.approx(1 - nearest, abs=1e-4)


def test_authors_count_by_their_share() -> None:
    families = ("Halvorsen", "Smith", "Okonjo", "Brandmeyer")
    people = tuple(replace(RECORD.authors[0], family=name) for name in families)  # type: ignore[call-arg]
    found = suspicion(printed(RAW), _lookup(replace(FAR, authors=people)))
    assert found.nearest == pytest.approx(2 / 9, abs=1e-4)


def test_the_nearest_record_counts_and_its_probability() -> None:
    near = replace(FAR, volume="25")
    assert suspicion(printed(RAW), _lookup(FAR, near, FAR)).nearest == pytest.approx(
        1 / 6, abs=1e-4
    )
    assert suspicion(printed(RAW), _lookup(FAR, near, score=0.25)).nearest == 0.25
    assert suspicion(printed(RAW), _lookup()).strength == 1.0


@pytest.mark.parametrize(
    ("searches", "complete"), [("+", 1.0), ("+-", 0.5), ("+++-", 0.75), ("++c", 1.0), ("", 0.0)]
)
def test_searches_for_the_work_count(searches: str, complete: float) -> None:
    found = suspicion(printed(RAW), _lookup(replace(FAR, volume="25"), searches=searches))
    assert found.complete == complete
    assert found.strength == pytest.approx(complete * 5 / 6, abs=1e-4)
