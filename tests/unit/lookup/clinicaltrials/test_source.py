"""Which trials are found by their numbers, and what becomes of each fault of the registry."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.standin.trial_registry import FAULTS, TrialTransport, study

from refcheck.checks.rules.record.trials import TrialUnknown
from refcheck.lookup.cache import admin
from refcheck.lookup.clinicaltrials.source import ClinicalTrials
from refcheck.lookup.clinicaltrials.studies import TEXT_FORM, nct_numbers
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.model.outcome import Found, NotAsked, NotCached, NotFound, Outcome, Unavailable
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import Lookup, LookupStatus
from refcheck.pipeline.documents import prepare_strings

KNOWN, FORMER, UNKNOWN, REFUSED = "NCT01234567", "NCT00000007", "NCT99999999", "NCT00000000"
STUDIES = {KNOWN: study(KNOWN, "Snow therapy for tired knees", FORMER, acronym="SNOW")}


def asked(
    folder: Path, transport: TrialTransport, *numbers: tuple[str, ...], **more: Any
) -> list[Outcome]:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0.0, whole=0.2)
    config = LookupConfig(
        base_url="https://clinicaltrials.gov/api/v2/",
        cache_dir=folder,
        transport=transport,
        timing=timing,
        rate=1000,
        **more,
    )

    async def ask() -> list[Outcome]:
        source = ClinicalTrials(config, lambda _message: None)
        try:
            return list(
                await source.search([(BibliographicRecord(numbers=some),) for some in numbers])
            )
        finally:
            await source.aclose()

    return asyncio.run(ask())


def test_all_works_go_in_one_request(tmp_path: Path) -> None:
    transport = TrialTransport(STUDIES)
    found, former, unknown, none = asked(tmp_path, transport, (KNOWN,), (FORMER,), (UNKNOWN,), ())
    # What is not in the list is asked for by itself.
    paths = [each.url.path.rpartition("/")[2] for each in transport.requests]
    assert paths == ["studies", UNKNOWN]
    for outcome in (found, former):
        assert isinstance(outcome, Found)
        record = outcome.candidates[0].record
        assert record.title == "Snow therapy for tired knees"
        assert record.title_variants == ("SNOW",)
        assert record.url == f"https://clinicaltrials.gov/study/{KNOWN}"
        assert record.issued is not None
        assert record.issued.year == 2019
    assert isinstance(unknown, NotFound)
    assert isinstance(none, NotAsked)


def test_a_former_number_is_known(tmp_path: Path) -> None:
    (outcome,) = asked(tmp_path, TrialTransport(STUDIES), (FORMER,))
    assert isinstance(outcome, Found)
    assert outcome.candidates[0].record.url == f"https://clinicaltrials.gov/study/{FORMER}"


def test_one_of_two_numbers_is_enough(tmp_path: Path) -> None:
    (outcome,) = asked(tmp_path, TrialTransport(STUDIES), (KNOWN, UNKNOWN))
    assert isinstance(outcome, Found)
    assert [search.ids for search in outcome.searches] == [(KNOWN,), ()]


def test_many_numbers_are_divided(tmp_path: Path) -> None:
    transport = TrialTransport(STUDIES)
    outcomes = asked(tmp_path, transport, *((f"NCT1{number:07}",) for number in range(120)))
    lists = [each for each in transport.requests if each.url.path.endswith("/studies")]
    assert len(lists) == 3
    assert all(isinstance(outcome, NotFound) for outcome in outcomes)


def test_a_refused_list_is_sent_one_by_one(tmp_path: Path) -> None:
    known, refused = asked(tmp_path, TrialTransport(STUDIES), (KNOWN,), (REFUSED,))
    assert isinstance(known, Found)
    assert isinstance(refused, Unavailable)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_never_an_unknown_number(tmp_path: Path, fault: str) -> None:
    known, unknown = asked(tmp_path, TrialTransport(STUDIES, fault), (KNOWN,), (UNKNOWN,))
    assert isinstance(known, Unavailable)
    assert isinstance(unknown, Unavailable)
    known, unknown = asked(tmp_path, TrialTransport(STUDIES), (KNOWN,), (UNKNOWN,))  # not cached
    assert isinstance(known, Found)
    assert isinstance(unknown, NotFound)


def test_answers_are_cached_and_used_offline(tmp_path: Path) -> None:
    asked(tmp_path, TrialTransport(STUDIES), (KNOWN,), (UNKNOWN,))
    silent = TrialTransport(fault="refuse")
    known, unknown, new = asked(
        tmp_path, silent, (KNOWN,), (UNKNOWN,), ("NCT00000009",), offline=True
    )
    assert isinstance(known, Found)
    assert isinstance(unknown, NotFound)
    assert isinstance(new, NotCached)
    assert silent.requests == []


def test_only_numbers_are_sent(tmp_path: Path) -> None:
    transport = TrialTransport(STUDIES)
    asked(tmp_path, transport, (KNOWN,), email="doe@example.org", api_key="secret")
    (request,) = transport.requests
    assert set(request.url.params) == {"filter.ids", "fields", "pageSize"}
    assert "secret" not in str(request.url) + str(request.headers)


@pytest.mark.parametrize(
    ("record", "numbers"),
    [
        ({"numbers": ("NCT01234567", "ISRCTN12345678")}, ("NCT01234567",)),
        ({"url": "https://clinicaltrials.gov/ct2/show/NCT01234567"}, ("NCT01234567",)),
        ({"url": "https://clinicaltrials.gov/study/nct01234567?x=1"}, ("NCT01234567",)),
        ({"title": "A trial (NCT 01234567) of snow"}, ("NCT01234567",)),
        ({"title": "A trial, NCT-01234567"}, ("NCT01234567",)),
        ({"title": "NCT: 01234567"}, ()),  # two signs: not one of its forms
        ({"title": "NCT012345678"}, ()),  # nine digits
        ({"title": "NCT0123456"}, ()),
        ({"title": "XNCT01234567"}, ()),
        ({"numbers": ("NCT01234567",), "title": "NCT01234567"}, ("NCT01234567",)),
        ({}, ()),
    ],
)
def test_printed_numbers(record: dict[str, Any], numbers: tuple[str, ...]) -> None:
    assert nct_numbers(BibliographicRecord(**record)) == numbers


def test_an_unknown_number_is_a_finding(tmp_path: Path) -> None:
    reference = prepare_strings(["A trial. ClinicalTrials.gov NCT99999999."]).references[0]

    def findings(outcome: Outcome) -> list[str | None]:
        assert not isinstance(outcome, NotAsked)
        lookup = Lookup(status=LookupStatus.OUT_OF_SCOPE, searches=outcome.searches)
        return [each.cited for each in TrialUnknown().check(reference, lookup)]

    known, unknown, both = asked(
        tmp_path, TrialTransport(STUDIES), (KNOWN,), (UNKNOWN,), (KNOWN, UNKNOWN)
    )
    assert [findings(each) for each in (known, unknown, both)] == [[], [UNKNOWN], [UNKNOWN]]
    (dead,) = asked(tmp_path / "x", TrialTransport(STUDIES, "500"), (UNKNOWN,))
    assert findings(dead) == []


def test_the_text_form_brings_answers_back(tmp_path: Path) -> None:
    asked(tmp_path / "one", TrialTransport(STUDIES), (KNOWN,), (UNKNOWN,))
    assert admin.export(tmp_path / "one", tmp_path / "text", TEXT_FORM, print) == 2
    assert admin.import_(tmp_path / "two", tmp_path / "text", TEXT_FORM, print) == 2
    known, unknown = asked(
        tmp_path / "two", TrialTransport(fault="refuse"), (KNOWN,), (UNKNOWN,), offline=True
    )
    assert isinstance(known, Found)
    assert isinstance(unknown, NotFound)
