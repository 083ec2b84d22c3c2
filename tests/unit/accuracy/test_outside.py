"""The benchmark of works outside PubMed: what it makes is what it says, and is checked as such."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, cast

import pytest
from benchmarks.accuracy.entries import Reference
from benchmarks.accuracy.outside.checking import alarms, check, is_wrong_work
from benchmarks.accuracy.outside.decided import Compared, compared
from benchmarks.accuracy.outside.errors import invented, planted
from benchmarks.accuracy.outside.holdings import holdings
from benchmarks.accuracy.outside.printed import STYLES, printed
from benchmarks.accuracy.outside.services import SERVICES, Services
from benchmarks.accuracy.outside.works import KINDS, Work, make, of_list
from benchmarks.accuracy.pool import Pool
from benchmarks.accuracy.records import load_records

from refcheck.model.report import CheckedReference, Verdict

RECORDS = Path(__file__).parents[3] / "benchmarks" / "accuracy" / "small_records.jsonl"


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same works in each run


@pytest.fixture(scope="module")
def pool() -> Pool:
    return Pool.of(load_records(RECORDS))


def _services(works: list[Work], **faults: str) -> Services:
    chance = seeded(1)
    return Services([item for work in works for item in holdings(work, chance)], faults=faults)


@pytest.mark.parametrize("style", STYLES)
def test_right_works_that_a_source_lists_raise_no_alarm(
    pool: Pool, style: str, tmp_path: Path
) -> None:
    works = [work for work in of_list(pool, seeded(3), 30, 1_000) if work.is_listed]
    lines = [printed(work, style) for work in works]
    transport = _services(works)
    checked = check(lines, transport, tmp_path)
    assert [alarms(each) for each in checked] == [[] for _ in works]
    assert not any(map(is_wrong_work, checked, works))
    assert sum(each.verdict is Verdict.VERIFIED for each in checked) > 0.9 * len(works)
    assert transport.requests["crossref"]
    again = _services(works)
    assert [each.verdict for each in check(lines, again, tmp_path)] == [
        each.verdict for each in checked
    ]
    assert not again.requests.total()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_made_up_is_no_work(pool: Pool, kind: str, tmp_path: Path) -> None:
    chance = seeded(5)
    works = [make(kind, 2_000 + at, pool, chance) for at in range(12)]
    made = [invented(make(kind, 3_000 + at, pool, chance), chance, doi=True) for at in range(6)]
    checked = check([printed(work, "vancouver") for work in made], _services(works), tmp_path)
    assert all("doi-unknown" in alarms(each) for each in checked)
    assert not any(is_wrong_work(each, None) for each in checked)


@pytest.mark.parametrize("service", SERVICES)
def test_a_source_that_is_down_raises_no_alarm(pool: Pool, service: str, tmp_path: Path) -> None:
    works = [work for work in of_list(pool, seeded(4), 23, 5_000) if work.is_listed]
    lines = [printed(work, "vancouver") for work in works]
    checked = check(lines, _services(works, **{service: "refuse"}), tmp_path)
    assert [alarms(each) for each in checked] == [[] for _ in works]


def test_a_planted_error_is_one(pool: Pool) -> None:
    chance = seeded(6)
    works = [make("article", 4_000 + at, pool, chance) for at in range(20)]
    found = [planted(work, works[0], pool, chance) for work in works[1:]]
    for work, made in zip(works[1:], found, strict=True):
        if work.is_listed:
            assert made is not None
            assert printed(made[1], "vancouver") != printed(work, "vancouver")
        else:
            assert made is None


def test_no_verdict_of_pubmed_becomes_worse_by_other_sources() -> None:
    found = compared(load_records(RECORDS), 80, 0.2, 3)
    assert found.worse == []
    assert found.left_out == []
    assert found.counts["missing"] > 5
    assert found.counts["listed"] > 40
    assert not any(change.startswith("listed") for change in found.changed)
    assert found.asked > 0
    # What PubMed lacks is found by the others, and no more called made up.
    assert any(change.startswith("missing: suspect -> verified") for change in found.changed)


def test_what_is_counted_as_worse() -> None:
    right = Reference(text="", style="", kind="correct", pmid="1")
    made_up = Reference(text="", style="", kind="invented")

    def worse(reference: Reference, alone: Verdict, with_all: Verdict) -> bool:
        found = Compared()
        (one, two) = (checked(verdict) for verdict in (alone, with_all))
        found.add("listed", reference, one, two)
        return bool(found.worse)

    def checked(verdict: Verdict) -> CheckedReference:
        return CheckedReference(reference=cast(Any, None), key="1", verdict=verdict)

    assert worse(right, Verdict.VERIFIED, Verdict.MISMATCHED)
    assert worse(right, Verdict.UNCHECKED, Verdict.NOT_FOUND)
    assert not worse(right, Verdict.SUSPECT, Verdict.MISMATCHED)
    assert not worse(right, Verdict.NOT_FOUND, Verdict.VERIFIED)
    assert worse(made_up, Verdict.SUSPECT, Verdict.VERIFIED)
    assert worse(made_up, Verdict.SUSPECT, Verdict.UNCHECKED)
    assert not worse(made_up, Verdict.UNCHECKED, Verdict.NOT_FOUND)
