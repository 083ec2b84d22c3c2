"""Books, pages and preprints from the string in an article to the verdict, with stand-ins."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.standin.further_services import FurtherTransport
from tests.unit.pipeline.cascade.test_behind_dois import OUTSIDE

from refcheck import pipeline
from refcheck.lookup.bookshelf.source import Bookshelf
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.europepmc.source import EuropePmc
from refcheck.lookup.nlm_catalog.source import NlmCatalog
from refcheck.model.report import CheckedReference, Verdict
from refcheck.settings import Settings

BOOK = {
    "uid": "7",
    "nlmuniqueid": "7",
    "titlemainlist": [{"title": "The deep sleep of alpine shepherds / Ana Kumar."}],
    "authorlist": [{"lastname": "Kumar", "forename": "Ana,"}],
    "publicationinfolist": [
        {"place": "London :", "publisher": "Valley Press,", "dateissued": "c2015."}
    ],
    "resourceinfolist": [{"typeofresource": "Book"}],
}
PREPRINT = {
    "id": "PPR1",
    "source": "PPR",
    "title": "Snow depths in the high valleys of the north",
    "authorString": "Smith J, Doe A.",
    "pubYear": "2020",
    "bookOrReportDetails": {"publisher": "bioRxiv", "yearOfPublication": 2020},
}
CITED_BOOK = "Kumar A. The deep sleep of alpine shepherds. London: Valley Press; 2015."
CITED_PREPRINT = (
    "Smith J, Doe A. Snow depths in the high valleys of the north. bioRxiv [Preprint]. 2020."
)


def checked(
    folder: Path, patch: pytest.MonkeyPatch, line: str, transport: FurtherTransport
) -> CheckedReference:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
    config = LookupConfig(cache_dir=folder, pace_dir=folder, transport=transport, timing=timing)
    europe = LookupConfig(
        base_url="https://www.ebi.ac.uk/europepmc/webservices/rest/",
        cache_dir=folder,
        pace_dir=folder,
        transport=transport,
        timing=timing,
    )
    patch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))

    def opened(*_: object) -> tuple[NlmCatalog | Bookshelf | EuropePmc, ...]:
        return (
            NlmCatalog(config, print),
            Bookshelf(config, print),
            EuropePmc(europe, print),
        )

    patch.setattr("refcheck.pipeline.run.open_further_sources", opened)
    report = asyncio.run(pipeline.check_strings([line], Settings(), provider=OUTSIDE))
    (only,) = report.references
    return only


@pytest.mark.parametrize(
    ("line", "source"), [(CITED_BOOK, "nlmcatalog"), (CITED_PREPRINT, "europepmc")]
)
def test_a_right_reference_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, source: str
) -> None:
    transport = FurtherTransport(catalog=[BOOK], europepmc=[PREPRINT])
    reference = checked(tmp_path, monkeypatch, line, transport)
    assert reference.lookup is not None
    assert (reference.verdict, reference.lookup.source) == (Verdict.VERIFIED, source)


@pytest.mark.parametrize("line", [CITED_BOOK, CITED_PREPRINT])
def test_what_nobody_lists_stays_unchecked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    reference = checked(tmp_path, monkeypatch, line, FurtherTransport())
    assert reference.verdict is Verdict.UNCHECKED


@pytest.mark.parametrize("fault", ["429", "500", "html", "truncated", "error-in-200", "cut"])
@pytest.mark.parametrize("line", [CITED_BOOK, CITED_PREPRINT])
def test_a_source_that_fails_decides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, fault: str
) -> None:
    faults = dict.fromkeys(("nlmcatalog", "bookshelf", "europepmc"), fault)
    transport = FurtherTransport(catalog=[BOOK], europepmc=[PREPRINT], faults=faults)
    reference = checked(tmp_path, monkeypatch, line, transport)
    assert reference.lookup is not None
    assert reference.verdict is Verdict.UNCHECKED
    said = {each.source: each.status.value for each in reference.lookup.sources[1:]}
    assert set(said.values()) == {"unavailable"}, said
