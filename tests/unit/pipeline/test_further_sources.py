"""Which further sources are opened for which settings, in which order, and how they are asked."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.lookup.config import EUTILS_URL
from refcheck.pipeline.provider import open_further_sources
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
