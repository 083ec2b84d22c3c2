"""The command line against a real server on this machine, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import warm
from tests.standin.articles import INITIATION, KETAMINE

from refcheck.lookup.cache.entries import midnight
from refcheck.lookup.cache.text import write_text_cache
from refcheck.lookup.pubmed.queries import record_query
from refcheck.lookup.pubmed.responses import cached_record
from refcheck.lookup.pubmed.text_form import TEXT_FORM

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789abcdef-the-key"

ARTICLE = """References

1. Naughton M, Clarke G, O'Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective \
disorders: Current evidence of clinical efficacy, limitations of use and pre-clinical evidence on \
proposed mechanisms of action. J Affect Disord. 2014;156:24-35.
2. Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explaining the initiation of ketamine's \
antidepressant actions: Direct inhibition and disinhibition. Neuropharmacology. 2016;100:17-26.
"""


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[object]:
    """Starts servers; gives back their addresses."""
    records = tmp_path / "records"
    kept = [
        cached_record(record_query(article.pmid), article.xml().encode(), midnight_of_today())
        for article in (KETAMINE, INITIATION)
    ]
    write_text_cache(records, TEXT_FORM, kept)
    running: list[subprocess.Popen[str]] = []

    def start(*options: str) -> str:
        command = [sys.executable, "-m", "tests.standin", "--records", str(records), *options]
        process = subprocess.Popen(  # noqa: S603
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        running.append(process)
        assert process.stdout
        return process.stdout.readline().strip()

    yield start
    for process in running:
        process.kill()
        process.communicate()


def midnight_of_today() -> float:
    from datetime import UTC, datetime

    return midnight(datetime.now(UTC).date())


def refcheck(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a directory of its own, with a cache folder of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_")) and not name.lower().endswith("_proxy")
    }
    environment |= {"XDG_CACHE_HOME": str(directory / "home"), "NCBI_API_KEY": KEY}
    return subprocess.run(  # noqa: S603
        [*warm.command(), *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_check_then_offline_then_refresh(tmp_path: Path, serve) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    address = serve("--key", KEY, "--log", str(tmp_path / "log"))
    online = ("--eutils-url", address, "--rate", "200")
    done = refcheck(tmp_path, "check", "article.txt", "--format", "json", *online)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert [ref["lookup"]["pmid"] for ref in report["documents"][0]["references"]] == [
        KETAMINE.pmid,
        INITIATION.pmid,
    ]
    asked = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [request["endpoint"] for request in asked] == ["ecitmatch", "efetch"]
    assert all(request["api_key"] and request["tool"] for request in asked)
    offline = refcheck(tmp_path, "check", "article.txt", "--format", "json", "--offline")
    assert json.loads(offline.stdout)["documents"] == report["documents"]
    again = refcheck(tmp_path, "cache", "refresh", *online)
    assert again.returncode == 0, again.stderr
    assert len((tmp_path / "log").read_text().splitlines()) == 4
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()
    assert KEY not in done.stdout + done.stderr + again.stdout + again.stderr


def test_a_wrong_key_is_said_in_words_and_never_shown(tmp_path: Path, serve) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    address = serve("--key", "another")
    done = refcheck(tmp_path, "check", "article.txt", "--eutils-url", address, "--rate", "200")
    assert done.returncode == 3
    assert "NCBI refuses the API key" in done.stdout + done.stderr
    assert KEY not in done.stdout + done.stderr


@pytest.mark.parametrize("fault", ["cut", "oversized", "bomb", "redirect"])
def test_a_fault_on_the_wire(tmp_path: Path, serve, fault: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    address = serve("--fault", fault)
    online = ("--eutils-url", address, "--rate", "200")
    done = refcheck(tmp_path, "check", "article.txt", "--format", "json", *online)
    assert done.returncode == 3, done.stderr
    references = json.loads(done.stdout)["documents"][0]["references"]
    assert [ref["lookup"]["status"] for ref in references] == ["unavailable"] * 2
    assert [ref["verdict"] for ref in references] == ["unchecked"] * 2
