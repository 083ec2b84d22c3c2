"""Crossref as a further source: what is searched for, and what its ranked hits come to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.standin.doi_services import FAULTS, DoiTransport

from refcheck import parsing
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi.crossref_queries import search_fields, search_query
from refcheck.lookup.doi.crossref_search import CrossrefSearch
from refcheck.lookup.doi.resolver import DoiResolver
from refcheck.model.outcome import Found, NotAsked, NotCached, NotFound, Outcome, Unavailable
from refcheck.model.record import WorkType

LINE = "Lang U, Berg K. Snow depths of the eastern Alps. J Alpine Sci. 2011;5:34-41."
ITEM: dict[str, Any] = {
    "DOI": "10.5555/alps.7",
    "type": "journal-article",
    "title": ["Snow depths of the eastern Alps"],
    "author": [{"given": "Ute", "family": "Lang", "sequence": "first"}],
    "container-title": ["Journal of Alpine Science"],
    "issued": {"date-parts": [[2011]]},
}


@pytest.fixture(autouse=True)
def _no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))


def search(
    folder: Path, transport: DoiTransport, lines: Sequence[str] = (LINE,), *, offline: bool = False
) -> Sequence[Outcome]:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
    config = LookupConfig(cache_dir=folder, transport=transport, timing=timing, offline=offline)
    resolver = DoiResolver(config, ("crossref",), lambda _: None)
    assert resolver.crossref is not None
    source = CrossrefSearch(resolver.crossref)

    async def run() -> Sequence[Outcome]:
        try:
            return await source.search([[parsing.parse(line).record] for line in lines])
        finally:
            await source.aclose()
            await resolver.aclose()

    return asyncio.run(run())


def test_hits_are_candidates_with_their_full_records(tmp_path: Path) -> None:
    transport = DoiTransport(searchable=[ITEM])
    (outcome,) = search(tmp_path, transport)
    assert isinstance(outcome, Found)
    (candidate,) = outcome.candidates
    assert candidate.record.title == "Snow depths of the eastern Alps"
    assert candidate.url == "https://doi.org/10.5555/alps.7"
    assert outcome.searches[0].ids == ("10.5555/alps.7",)
    assert "Snow depths of the eastern Alps Lang 2011 J Alpine Sci" in transport.asked[0].replace(
        "+", " "
    )


def test_a_second_run_and_one_without_a_network_ask_nothing(tmp_path: Path) -> None:
    transport = DoiTransport(searchable=[ITEM])
    first = search(tmp_path, transport)
    assert search(tmp_path, transport, offline=True) == first
    assert search(tmp_path, transport) == first
    assert len(transport.requests) == 1
    (other,) = search(tmp_path, transport, [LINE.replace("eastern", "western")], offline=True)
    assert isinstance(other, NotCached)


@pytest.mark.parametrize("kind", ["component", "peer-review", "grant", "journal-issue"])
def test_what_nobody_cites_is_no_candidate(tmp_path: Path, kind: str) -> None:
    class Careless(DoiTransport):
        def _crossref_search(self, searched: str, params: Any) -> Any:
            return super()._crossref_search(searched, params.set("filter", f"type:{kind}"))

    (outcome,) = search(tmp_path, Careless(searchable=[ITEM | {"type": kind}]))
    assert isinstance(outcome, NotFound)


def test_copies_of_other_works_are_no_candidates(tmp_path: Path) -> None:
    copy = ITEM | {"DOI": "10.65215/x.1", "type": "posted-content"}
    (outcome,) = search(tmp_path, DoiTransport(searchable=[copy]))
    assert isinstance(outcome, NotFound)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_never_an_answer(tmp_path: Path, fault: str) -> None:
    (outcome,) = search(tmp_path, DoiTransport(searchable=[ITEM], faults={"crossref": fault}))
    assert isinstance(outcome, Unavailable)
    (again,) = search(tmp_path, DoiTransport(), offline=True)
    assert isinstance(again, NotCached)


def test_each_work_is_one_request_and_those_that_say_too_little_none(tmp_path: Path) -> None:
    transport = DoiTransport(searchable=[ITEM])
    lines = [LINE, LINE.replace("eastern", "western"), "Lang U. Snow. J Alpine Sci. 2011;5:34-41."]
    outcomes = search(tmp_path, transport, lines)
    assert [type(each) for each in outcomes] == [Found, Found, NotAsked]
    assert len(transport.requests) == 2


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (WorkType.ARTICLE_JOURNAL, True),
        (WorkType.PAPER_CONFERENCE, True),
        (WorkType.CHAPTER, True),
        (WorkType.BOOK, True),
        (WorkType.PREPRINT, True),
        (WorkType.REPORT, False),
        (WorkType.THESIS, False),
        (WorkType.WEBPAGE, False),
        (WorkType.LEGISLATION, False),
        (WorkType.DATASET, False),
    ],
)
def test_only_kinds_that_are_registered_are_asked_about(kind: WorkType, asked: bool) -> None:
    query = search_query(replace(parsing.parse(LINE).record, type=kind))
    assert (query is not None) is asked
    if query is not None:
        fields = search_fields(query.text)
        assert fields["rows"] == "5"
        assert "component" not in fields["filter"]
