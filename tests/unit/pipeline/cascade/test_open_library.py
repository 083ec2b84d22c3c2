"""Books with an ISBN from the string in an article to the verdict: confirmed, never accused."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.standin.open_library import OWN_FAULTS, OpenLibraryTransport, edition
from tests.unit.pipeline.cascade.test_behind_dois import OUTSIDE

from refcheck import pipeline
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.openlibrary.source import OPEN_LIBRARY, OpenLibrary
from refcheck.model.finding import Severity
from refcheck.model.report import CheckedReference, Verdict
from refcheck.settings import Settings

BOOKS = (
    edition(
        "OL1M", "The deep sleep of alpine shepherds", "9780306406157", subtitle="a study of rest"
    ),
)
NUMBER = "ISBN 978-0-306-40615-7"
CITED = f"Kumar A. The deep sleep of alpine shepherds. London: Valley Press; 2015. {NUMBER}."


def checked(
    folder: Path,
    patch: pytest.MonkeyPatch,
    line: str,
    transport: OpenLibraryTransport,
    required: tuple[str, ...] = ("all",),
) -> CheckedReference:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
    config = OPEN_LIBRARY.config(
        LookupConfig(cache_dir=folder, pace_dir=folder, transport=transport, timing=timing)
    )
    patch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))
    patch.setattr(
        "refcheck.pipeline.run.open_further_sources", lambda *_: (OpenLibrary(config, print),)
    )
    settings = Settings(sources=required)
    report = asyncio.run(pipeline.check_strings([line], settings, provider=OUTSIDE))
    (only,) = report.references
    return only


@pytest.mark.parametrize(
    "line",
    [
        CITED,
        CITED.replace("978-0-306-40615-7", "0-306-40615-2"),
        CITED.replace("shepherds.", "shepherds: a study of rest."),
        CITED.replace("shepherds.", "shepherds. 2nd ed."),
        CITED.replace("Kumar A", "Kumar AB, Doe J"),
        CITED.replace("alpine", "Alpine").replace("London: ", "London, UK: "),
    ],
)
def test_a_right_book_is_verified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    reference = checked(tmp_path, monkeypatch, line, OpenLibraryTransport(BOOKS))
    assert reference.lookup is not None
    assert (reference.verdict, reference.lookup.source) == (Verdict.VERIFIED, "openlibrary")
    assert reference.lookup.url == "https://openlibrary.org/books/OL1M"


@pytest.mark.parametrize(
    "line",
    [
        CITED.replace("2015", "2009"),
        CITED.replace("Kumar A", "Kumar Z"),
        CITED.replace("Kumar A", "Doe J"),
        CITED.replace("Kumar A", "Kumat A"),
        CITED.replace("shepherds", "sheep"),
        CITED.replace("The deep sleep of alpine shepherds", "Ten ways to build a boat of wood"),
        CITED.replace("Valley Press", "Hill Press"),
        CITED.replace(NUMBER, "ISBN 978-3-16-148410-0"),
    ],
)
def test_it_never_raises_an_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    reference = checked(tmp_path, monkeypatch, line, OpenLibraryTransport(BOOKS))
    assert reference.verdict in (Verdict.VERIFIED, Verdict.UNCHECKED)
    assert all(each.severity is Severity.INFO for each in reference.findings), reference.findings


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_a_fault_decides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    reference = checked(tmp_path, monkeypatch, CITED, OpenLibraryTransport(BOOKS, fault))
    assert reference.lookup is not None
    assert reference.verdict is Verdict.UNCHECKED
    assert [each.status.value for each in reference.lookup.sources[1:]] == ["unavailable"]
    assert reference.findings == ()
