"""What is asked about DOIs, of whom, and what becomes of each fault of the three services."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.standin.doi_services import FAULTS, DoiTransport

from refcheck.lookup.behind_doi import BehindDoi
from refcheck.lookup.cache import admin
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.doi.resolver import DoiResolver
from refcheck.lookup.doi.responses import TEXT_FORM, Endpoint, HandleResponse
from refcheck.lookup.doi.services import DoiService
from refcheck.lookup.doi.services_known import CROSSREF, DATACITE, DOI_ORG
from refcheck.lookup.query import Query
from refcheck.model.report import SourceStatus

ARTICLE, DATA, ELSEWHERE = "10.5555/alpine.7", "10.5281/zenodo.7", "10.3280/medra.1"
NEW, INVENTED, NO_PREFIX = "10.5555/new.1", "10.5555/invented.1", "10.99999/x"
ALL = ("pubmed", "crossref", "datacite", "doi")


def services(**more: Any) -> DoiTransport:
    article = {"DOI": "10.5555/Alpine.7", "type": "journal-article", "title": ["Snow"]}
    data = {"doi": DATA, "titles": [{"title": "Snow depths"}]}
    return DoiTransport(
        crossref={ARTICLE: article},
        datacite={DATA: data},
        agencies={ELSEWHERE: "mEDRA"},
        unindexed=frozenset({NEW}),
        **more,
    )


def config(folder: Path, transport: DoiTransport | None, **more: Any) -> LookupConfig:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0.0, whole=0.2)
    return LookupConfig(cache_dir=folder, transport=transport, timing=timing, rate=1000, **more)


def resolved(
    folder: Path,
    transport: DoiTransport | None,
    *dois: str,
    chosen: Iterable[str] = ALL,
    **more: Any,
) -> dict[str, BehindDoi]:
    async def run() -> dict[str, BehindDoi]:
        resolver = DoiResolver(
            config(folder, transport, **more), chosen, lambda _: None, sleep=_no_pause
        )
        # The known paces are for the services; nobody is spared here.
        for source in resolver._sources.values():
            object.__setattr__(source._config, "usual_rate", 10_000.0)
        try:
            found = await resolver.resolve(dois)
            await resolver.confirm(found.values())
            return found
        finally:
            await resolver.aclose()

    return asyncio.run(run())


async def _no_pause(_seconds: float) -> None:
    """Wait for nothing."""


def test_what_stands_behind_each_kind_of_doi(tmp_path: Path) -> None:
    dois = (ARTICLE, DATA, ELSEWHERE, NEW, INVENTED, NO_PREFIX)
    found = resolved(tmp_path, services(), *dois)
    assert [found[doi].exists for doi in dois] == [True, True, True, True, False, False]
    assert [doi for doi in dois if found[doi].work] == [ARTICLE, DATA]
    assert (found[ARTICLE].name, found[DATA].name) == ("Crossref", "DataCite")
    assert found[ELSEWHERE].agency == "mEDRA"


def test_many_works_are_one_request(tmp_path: Path) -> None:
    works = {
        f"10.5555/w.{number}": {"DOI": f"10.5555/w.{number}", "title": [f"Work {number}"]}
        for number in range(40)
    }
    transport = DoiTransport(crossref=works)
    found = resolved(tmp_path, transport, *works)
    assert all(each.work for each in found.values())
    assert len(transport.requests) == 2


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    dois = (ARTICLE, DATA, ELSEWHERE, INVENTED)
    first = resolved(tmp_path, services(), *dois)
    transport = services()
    again = resolved(tmp_path, transport, *dois)
    assert transport.requests == []
    assert [each.exists for each in again.values()] == [each.exists for each in first.values()]
    offline = resolved(tmp_path, None, *dois, offline=True)
    assert [each.exists for each in offline.values()] == [each.exists for each in first.values()]


def test_offline_without_an_answer_nothing_is_said(tmp_path: Path) -> None:
    (behind,) = resolved(tmp_path, None, INVENTED, offline=True).values()
    assert behind.exists is None
    assert set(behind.statuses.values()) == {SourceStatus.NOT_CACHED}


def test_the_cache_as_text_answers_the_same(tmp_path: Path) -> None:
    dois = (ARTICLE, DATA, ELSEWHERE, INVENTED)
    first = resolved(tmp_path / "a", services(), *dois)
    assert admin.export(tmp_path / "a", tmp_path / "text", TEXT_FORM, print) > len(dois)
    offline = resolved(tmp_path / "text", None, *dois, offline=True)
    assert {doi: each.exists for doi, each in offline.items()} == {
        doi: each.exists for doi, each in first.items()
    }
    assert offline[ARTICLE].work == first[ARTICLE].work


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("dois", [(INVENTED,), (INVENTED, ARTICLE)])
def test_without_doi_org_no_doi_is_unknown(
    tmp_path: Path, fault: str, dois: tuple[str, ...]
) -> None:
    found = resolved(tmp_path, services(faults={"doi": fault}), *dois)
    assert found[INVENTED].exists is None
    assert found[INVENTED].statuses["doi"] is SourceStatus.UNAVAILABLE


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    ("name", "dois"),
    [("crossref", (ARTICLE,)), ("crossref", (ARTICLE, NEW)), ("datacite", (DATA,))],
)
def test_without_its_agency_a_doi_has_no_work_and_exists(
    tmp_path: Path, fault: str, name: str, dois: tuple[str, ...]
) -> None:
    found = resolved(tmp_path, services(faults={name: fault}), *dois)
    assert found[dois[0]].work is None
    assert found[dois[0]].exists is True
    assert found[dois[0]].statuses[name] is SourceStatus.UNAVAILABLE
    repaired = resolved(tmp_path, services(), *dois)  # a fault is never cached
    assert repaired[dois[0]].work is not None


def test_only_chosen_services_are_asked(tmp_path: Path) -> None:
    transport = services()
    found = resolved(tmp_path, transport, ARTICLE, INVENTED, chosen=("pubmed", "crossref"))
    assert {request.url.host for request in transport.requests} == {"api.crossref.org"}
    assert found[INVENTED].exists is None


@pytest.mark.parametrize("doi", ["10.1002/(sici)1<1::aid-a1>3.0.co;2-#", "10.5555/a,b"])
def test_a_doi_with_signs_of_lists_is_asked_by_itself(tmp_path: Path, doi: str) -> None:
    transport = DoiTransport(crossref={doi: {"DOI": doi, "title": ["Old work"]}})
    found = resolved(tmp_path, transport, doi, ARTICLE, INVENTED, chosen=("crossref",))
    assert found[doi].work is not None
    assert f"/works/{doi}" in transport.asked


def test_a_list_that_is_refused_is_asked_one_by_one(tmp_path: Path) -> None:
    transport = services(faults={"crossref": "400-list"})
    found = resolved(tmp_path, transport, ARTICLE, INVENTED)
    assert found[ARTICLE].work is not None
    assert found[INVENTED].exists is False
    assert f"/works/{ARTICLE}" in transport.asked


def test_a_doi_that_has_become_another_s_does_not_stop_the_run(tmp_path: Path) -> None:
    alias = "10.5555/a,b"
    transport = services(faults={"crossref": "alias"})
    found = resolved(tmp_path, transport, alias, ARTICLE)
    assert found[alias].statuses["crossref"] is SourceStatus.UNAVAILABLE
    assert found[ARTICLE].work is not None


def test_existence_is_asked_twice_in_two_forms(tmp_path: Path) -> None:
    transport = services()
    resolved(tmp_path, transport, INVENTED)
    handles = [asked for asked in transport.asked if "/api/handles/" in asked]
    assert handles == [f"/api/handles/{INVENTED}?type=URL", f"/api/handles/{INVENTED}"]


def test_who_asks_is_said_to_the_known_services_alone(tmp_path: Path) -> None:
    base = config(tmp_path, None, email="ana@example.org", api_key="secret")
    for known in (CROSSREF, DATACITE):
        assert known.config(base).sent_email == "ana@example.org"
        assert known.config(base, "https://other.example/").sent_email is None
        assert known.config(base, "https://other.example/", named=True).sent_email
        assert known.config(base).sent_key is None
    transport = services()
    resolved(tmp_path, transport, ARTICLE, INVENTED, email="ana@example.org", api_key="secret")
    for request in transport.requests:
        assert "mailto:ana@example.org" in request.headers["User-Agent"]
        assert "secret" not in str(request.headers) + str(request.url)
        assert "ana" not in str(request.url)


def test_with_an_address_more_may_be_asked(tmp_path: Path) -> None:
    slow = CROSSREF.config(LookupConfig())
    fast = CROSSREF.config(LookupConfig(email="ana@example.org"))
    slower = CROSSREF.config(LookupConfig(rate=0.5))
    assert slow.interval == 1
    assert fast.interval == pytest.approx(1 / 2.5)
    assert slower.interval == 2


def pauses(folder: Path, *, later: float, known: bool = False) -> tuple[list[float], list[str]]:
    """Returns the pauses before the second question about a DOI, so many seconds after the first,
    and what was asked; `known`: the first answer is from an earlier run."""
    now = [100.0]
    slept: list[float] = []

    async def pause(seconds: float) -> None:
        slept.append(seconds)

    async def run(transport: DoiTransport) -> None:
        resolver = DoiResolver(
            config(folder, transport), ("doi",), lambda _: None, sleep=pause, clock=lambda: now[0]
        )
        object.__setattr__(resolver._sources["doi"]._config, "usual_rate", 10_000.0)
        try:
            found = await resolver.resolve([INVENTED])
            assert (found[INVENTED].exists, found[INVENTED].denied) == (None, True)
            if known and not slept:
                return
            now[0] += later
            await resolver.confirm(found.values())
            assert found[INVENTED].exists is False
        finally:
            await resolver.aclose()

    transport = services()
    if known:
        asyncio.run(run(transport))  # only the first question
        known = False
    asyncio.run(run(transport))
    return slept, [path for path in transport.asked if "handles" in path]


@pytest.mark.parametrize(("later", "left"), [(0.0, 5.0), (2.0, 3.0), (5.0, None), (60.0, None)])
def test_the_second_question_comes_later_and_nobody_waits_longer_than_needed(
    tmp_path: Path, later: float, left: float | None
) -> None:
    slept, asked = pauses(tmp_path, later=later)
    assert slept == ([left] if left else [])
    assert len(asked) == 2


def test_an_answer_of_an_earlier_run_is_old_enough(tmp_path: Path) -> None:
    assert pauses(tmp_path, later=0.0, known=True)[0] == []


def test_where_both_questions_are_asked_again_the_second_one_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport = services()
    said: list[tuple[float, int]] = []

    async def pause(seconds: float) -> None:
        said.append((seconds, len(transport.requests)))

    monkeypatch.setattr("refcheck.lookup.doi.services._pause", pause)
    first, second = (
        Query(endpoint, INVENTED) for endpoint in (Endpoint.HANDLE, Endpoint.HANDLE_AGAIN)
    )

    async def run(*queries: Query) -> list[object]:
        own = DOI_ORG.config(config(tmp_path, transport))
        object.__setattr__(own, "usual_rate", 10_000.0)
        source = Source(own, DoiService(DOI_ORG), pytest.fail)
        try:
            return list((await source.ask_again(queries)).values())
        finally:
            await source.aclose()

    answers = asyncio.run(run(second, first))
    assert all(isinstance(each, HandleResponse) and not each.exists for each in answers)
    assert said == [(5.0, 1)]
    asyncio.run(run(second))
    assert len(said) == 1
