"""Which further sources are opened for which settings, in which order, and how they are asked."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.standin.further_services import FurtherTransport

from refcheck.lookup.bookshelf.source import Bookshelf
from refcheck.lookup.config import EUTILS_URL, LookupConfig, Timing
from refcheck.lookup.http.circuit_breaker import Circuit
from refcheck.lookup.nlm_catalog.source import NlmCatalog
from refcheck.lookup.pubmed.provider import PubMed
from refcheck.model.outcome import Outcome, Unavailable
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.pipeline.provider import open_further_sources, open_provider
from refcheck.settings import Settings

ORDER = ["nlmcatalog", "bookshelf", "europepmc"]


def opened(*chosen: str, **more: Any) -> list[Any]:
    return list(open_further_sources(Settings(sources=chosen, **more)))


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (("pubmed",), []),
        (("crossref",), []),
        (("all",), ORDER),
        (("europepmc", "nlmcatalog"), ["nlmcatalog", "europepmc"]),
        (("bookshelf",), ["bookshelf"]),
    ],
)
def test_the_order_is_always_the_same(chosen: tuple[str, ...], names: list[str]) -> None:
    known = [each.source for each in opened(*chosen) if each.source in ORDER]
    assert known == names


def _config(source: Any) -> Any:
    return source._asked._config


def test_ncbis_services_are_asked_like_pubmed_and_europe_pmc_never_gets_the_key() -> None:
    sources = opened("all", ncbi_email="ncbi@example.org", email="ana@example.org", api_key="k")
    by_name = {each.source: _config(each) for each in sources if each.source in ORDER}
    catalog, europe = by_name["nlmcatalog"], by_name["europepmc"]
    assert (catalog.base_url, catalog.sent_key) == (EUTILS_URL, "k")
    assert catalog == by_name["bookshelf"]
    assert catalog.sent_email == "ncbi@example.org"
    assert (europe.sent_email, europe.sent_key) == ("ana@example.org", None)
    assert europe.base_url.startswith("https://www.ebi.ac.uk/")


def test_a_source_can_be_asked_elsewhere() -> None:
    mirror = "https://mirror.example/"
    (catalog,) = opened("nlmcatalog", source_url=(("nlmcatalog", mirror),), api_key="k")
    assert _config(catalog).base_url == mirror
    assert _config(catalog).sent_key == "k"  # the user himself named the address


def test_one_circuit_is_for_all_databases_at_one_address() -> None:
    settings = Settings(sources=("all",))
    pubmed = open_provider(settings)
    by_name = {each.source: each for each in open_further_sources(settings, provider=pubmed)}
    circuits = [_config(by_name[name]).circuit for name in ("nlmcatalog", "bookshelf")]
    assert isinstance(pubmed, PubMed)
    assert pubmed.circuit is not None
    assert circuits == [pubmed.circuit, pubmed.circuit]
    assert _config(by_name["europepmc"]).circuit is None


def test_without_pubmed_as_a_service_the_two_share_a_circuit_of_their_own() -> None:
    catalog, shelf = (_config(each) for each in opened("nlmcatalog", "bookshelf"))
    assert catalog.circuit is shelf.circuit is not None
    mirror = (("nlmcatalog", "https://mirror.example/"),)
    (apart,) = opened("nlmcatalog", source_url=mirror)
    assert _config(apart).circuit is None


def test_what_fails_at_one_database_is_not_asked_of_another(tmp_path: Path) -> None:
    transport = FurtherTransport(faults={"nlmcatalog": "403", "bookshelf": "403"})
    circuit = Circuit(Timing())
    config = LookupConfig(
        cache_dir=tmp_path, pace_dir=tmp_path, transport=transport, rate=1000.0, circuit=circuit
    )
    work = BibliographicRecord(title="Rest in the high valleys", type=WorkType.BOOK)

    async def ask() -> list[Outcome]:
        sources = [NlmCatalog(config, print), Bookshelf(config, print)]
        outcomes = [each for source in sources for each in await source.search([(work,)])]
        for source in sources:
            await source.aclose()
        return outcomes

    circuit.open("eutils.ncbi.nlm.nih.gov is down", 60.0)
    assert all(isinstance(each, Unavailable) for each in asyncio.run(ask()))
    assert transport.requests == []
