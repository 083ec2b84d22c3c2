"""The whole path against a service that fails in every known way.

Whatever happens, every reference is in the report, nothing wrong is cached, and no fault turns a
verdict into anything but `unchecked`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.standin.articles import library
from tests.standin.faults import CHANGES, ON_THE_WIRE
from tests.standin.transport import StandInTransport

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.pubmed.provider import PubMed
from refcheck.model.report import DocumentReport, LookupStatus, Verdict
from refcheck.pipeline import check_documents
from refcheck.settings import Settings

KEY = "0123456789abcdef-the-key"
MAIL = "nobody-in-particular@example.org"

ARTICLE = """What is known of ketamine

Ketamine is an anaesthetic, and has been tried for other ends.

References

1. Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective \
disorders: Current evidence of clinical efficacy, limitations of use and pre-clinical evidence on \
proposed mechanisms of action. J Affect Disord. 2014;156:24-35.
2. Serafini G, Howland RH. The role of ketamine in treatment-resistant depression: A systematic \
review. Curr Neuropharmacol. 2014;12:444-61. PMID: 25426012
3. Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explaining the initiation of ketamine's \
antidepressant actions: Direct inhibition and disinhibition. Neuropharmacology. 2016;100:17-26. \
doi: 10.1016/j.neuropharm.2015.07.028
4. Vasavada MM, Leaver AM, Espinoza RT. Structural connectivity and response to ketamine therapy \
in major depression: A preliminary study. J Affect Disord. 2016;190:836-41.
5. Miller OH, Howland RH. Current clinical evidence of ketamine in affective disorders: a review \
of mechanisms and limitations. J Affect Disord. 2014;150:211-9. doi: 10.1016/j.jad.2013.99.999
6. Young AA, Old BB. Ketamine and its history. New York: Academic Press; 2009.
"""

QUICK = Timing(
    connect=0.2,
    read=0.2,
    whole=0.2,
    attempts=3,
    first_pause=0.001,
    longest_wait=0.01,
    failures=3,
    failing=0.02,
    patience=0.5,
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with three references that PubMed holds, one that it does not, one that it should
    hold, and a book."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def config(directory: Path, transport: StandInTransport, **changes: object) -> LookupConfig:
    """Everything as quick as it can be."""
    settings = LookupConfig(
        base_url="http://standin.test/",
        rate=10_000,
        api_key=KEY,
        email=MAIL,
        cache_dir=directory / "cache",
        pace_dir=directory,
        timing=QUICK,
        transport=transport,
    )
    return replace(settings, **changes)  # type: ignore[arg-type]


def check(article: Path, settings: LookupConfig, warnings: list[str]) -> DocumentReport:
    """Check one article."""

    async def run() -> DocumentReport:
        provider = PubMed(settings, warnings.append)
        try:
            reports = [
                report
                async for report in check_documents([str(article)], Settings(), provider=provider)
            ]
        finally:
            await provider.aclose()
        (report,) = reports
        return report

    return asyncio.run(run())


def statuses(report: DocumentReport) -> list[tuple[LookupStatus, Verdict | None]]:
    """Lookup status and verdict of every reference."""
    return [(ref.lookup.status, ref.verdict) for ref in report.references if ref.lookup]


UNAVAILABLE = (LookupStatus.UNAVAILABLE, Verdict.UNCHECKED)
HEALTHY = [
    (LookupStatus.MATCHED, Verdict.VERIFIED),
    (LookupStatus.MATCHED, Verdict.VERIFIED),
    (LookupStatus.MATCHED, Verdict.VERIFIED),
    (LookupStatus.NOT_FOUND, Verdict.NOT_FOUND),
    (LookupStatus.NOT_FOUND, Verdict.SUSPECT),
    (LookupStatus.OUT_OF_SCOPE, Verdict.UNCHECKED),
]


def test_a_service_that_is_well(article: Path, tmp_path: Path) -> None:
    warnings: list[str] = []
    report = check(article, config(tmp_path, StandInTransport(library())), warnings)
    assert statuses(report) == HEALTHY
    assert warnings == []


# An answer of this kind can be had of a service that is well: it counts for less, not for nothing.
ODD = "strange-phrase"
FAULTS = sorted({*CHANGES, *ON_THE_WIRE} - {ODD})


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_lasts(
    article: Path, tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    warnings: list[str] = []
    began = time.monotonic()
    report = check(article, config(tmp_path, StandInTransport(library(), fault)), warnings)
    assert time.monotonic() - began < 60  # far away: without `QUICK` it would wait for minutes
    assert len(report.references) == len(HEALTHY)
    for seen, well in zip(statuses(report), HEALTHY, strict=True):
        assert seen in (well, UNAVAILABLE)
    assert_nothing_tells_the_secrets(tmp_path, report, warnings, caplog)
    after = check(article, config(tmp_path, StandInTransport(library())), warnings)
    assert statuses(after) == HEALTHY, "something wrong was cached"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("endpoint", ["esearch", "efetch", "ecitmatch"])
def test_a_fault_of_one_endpoint(article: Path, tmp_path: Path, fault: str, endpoint: str) -> None:
    transport = StandInTransport(library(), f"{fault.split('@', maxsplit=1)[0]}@{endpoint}")
    report = check(article, config(tmp_path, transport), [])
    for seen, well in zip(statuses(report), HEALTHY, strict=True):
        assert seen in (well, UNAVAILABLE)
    after = check(article, config(tmp_path, StandInTransport(library())), [])
    assert statuses(after) == HEALTHY, "something wrong was cached"


LASTING = {"429-wait", "429-long", "bad-key", "403", "redirect", "error", "bomb", "oversized"}


@pytest.mark.parametrize("fault", sorted({*CHANGES, *ON_THE_WIRE} - LASTING))
def test_a_fault_that_passes_changes_nothing(article: Path, tmp_path: Path, fault: str) -> None:
    transport = StandInTransport(library(), f"{fault}:1")
    report = check(article, config(tmp_path, transport), [])
    assert statuses(report) == HEALTHY


def test_searches_that_leave_out_what_nobody_asked_for_prove_nothing(
    article: Path, tmp_path: Path
) -> None:
    report = check(article, config(tmp_path, StandInTransport(library(), ODD)), [])
    suspect = HEALTHY.index((LookupStatus.NOT_FOUND, Verdict.SUSPECT))
    assert statuses(report)[suspect] == (LookupStatus.NOT_FOUND, Verdict.NOT_FOUND)
    assert statuses(report)[:suspect] == HEALTHY[:suspect]


def test_a_wrong_key_is_said_in_words_and_once(article: Path, tmp_path: Path) -> None:
    transport = StandInTransport(library(), "bad-key")
    warnings: list[str] = []
    report = check(article, config(tmp_path, transport), warnings)
    assert statuses(report) == [UNAVAILABLE] * len(HEALTHY)
    assert {ref.lookup.reason for ref in report.references if ref.lookup} == {
        "NCBI refuses the API key"
    }
    assert len(warnings) == 1
    assert warnings[0].startswith("NCBI refuses the API key")
    assert len(transport.behaviour.requests) == 1


def test_a_dead_service_is_soon_left_alone(article: Path, tmp_path: Path) -> None:
    articles = [article.with_name(f"copy{number}.txt") for number in range(30)]
    for path in articles:
        path.write_text(ARTICLE, encoding="utf-8")
    transport = StandInTransport(library(), "refuse")

    async def run() -> list[DocumentReport]:
        provider = PubMed(config(tmp_path, transport), lambda _: None)
        paths = [str(path) for path in articles]
        reports = [r async for r in check_documents(paths, Settings(), provider=provider)]
        await provider.aclose()
        return reports

    reports = asyncio.run(run())
    assert [statuses(report) for report in reports] == [[UNAVAILABLE] * len(HEALTHY)] * 30
    assert len(transport.behaviour.requests) < 20


def test_a_run_that_was_stopped_goes_on_where_it_stopped(article: Path, tmp_path: Path) -> None:
    stopped = StandInTransport(library(), "hang@esearch")

    async def run() -> None:
        provider = PubMed(config(tmp_path, stopped, timing=Timing()), pytest.fail)
        reports = check_documents([str(article)], Settings(), provider=provider)
        try:
            async with asyncio.timeout(0.5):
                async for _ in reports:
                    pass
        finally:
            await provider.aclose()

    with pytest.raises(TimeoutError):
        asyncio.run(run())
    again = StandInTransport(library())
    assert statuses(check(article, config(tmp_path, again), [])) == HEALTHY
    asked = [request.endpoint for request in again.behaviour.requests]
    assert "ecitmatch" not in asked, "the lines were answered, and kept, before the stop"


def test_offline_no_socket_is_opened_and_httpx_not_imported(article: Path, tmp_path: Path) -> None:
    """All sockets are blocked in these tests; here even the library that opens them stays out."""
    import subprocess
    import sys

    check(article, config(tmp_path, StandInTransport(library())), [])
    script = f"""
import socket, sys
def refuse(*_args, **_kwargs):
    raise AssertionError("a socket was opened")
import asyncio
from pathlib import Path
from refcheck.pipeline import check_documents
from refcheck.settings import Settings
async def run():
    socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
    settings = Settings(offline=True, cache_dir=Path({str(tmp_path / "cache")!r}))
    async for report in check_documents([{str(article)!r}], settings):
        print(*(ref.lookup.status for ref in report.references))
asyncio.run(run())
assert "httpx" not in sys.modules, "httpx was imported"
assert "tenacity" not in sys.modules, "tenacity was imported"
"""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split() == [str(status) for status, _ in HEALTHY]


def assert_nothing_tells_the_secrets(
    directory: Path, report: DocumentReport, warnings: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the key nor the e-mail address is in any file, report, warning or log."""
    files = [path for path in directory.rglob("*") if path.is_file()]
    texts = [repr(report), *warnings, caplog.text, *(str(path) for path in files)]
    for secret in (KEY, MAIL):
        assert not any(secret in text for text in texts)
        assert not any(secret.encode() in path.read_bytes() for path in files)
