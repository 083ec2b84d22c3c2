"""`refcheck cache`, on a cache of readable text files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from refcheck.cli.app import run
from refcheck.errors import CacheError
from refcheck.lookup.cache import admin
from refcheck.lookup.cache.admin import Refreshed
from refcheck.lookup.config import LookupConfig
from refcheck.pipeline.readings.store import Cleared

LINES = """\
{"question": "lancet|2018|5|1|loo ck", "answer": "1", "retrieved": "2026-10-01"}
{"question": "lancet|2018|5|3|loo ck", "answer": "NOT_FOUND", "retrieved": "2026-11-01"}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two answers in `answers`; the cache is `kept`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFCHECK_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("REFCHECK_OFFLINE", raising=False)
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "citation.jsonl").write_text(LINES)
    return tmp_path


def test_an_empty_cache(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cache", "info"]) == 0
    assert capsys.readouterr().out == f"folder     {folder / 'kept'}\nresponses  0\n"
    assert not (folder / "kept").exists()


def test_in_and_out_and_away(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cache", "import", "answers"]) == 0
    assert capsys.readouterr().out == "2 responses imported from answers\n"
    assert run(["cache", "info"]) == 0
    out = capsys.readouterr().out
    assert "responses  2\n           0 records, 2 citation lookups, 0 searches\n" in out
    assert "dates      2026-10-01 to 2026-11-01\n" in out
    assert run(["cache", "export", "copy"]) == 0
    assert capsys.readouterr().out == "2 responses exported to copy\n"
    exported = (folder / "copy" / "citation.jsonl").read_text()
    first, second = LINES.splitlines()
    assert exported == (
        f'{first[:-1]}, "checksum": "ceeaf706"}}\n{second[:-1]}, "checksum": "ef6ffc6c"}}\n'
    )
    assert run(["cache", "clear"]) == 0
    assert capsys.readouterr().out == "2 responses deleted\n"
    assert run(["cache", "export", "copy", "-o", "said.txt"]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "said.txt").read_text() == "0 responses exported to copy\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["import", "missing"], "missing: there is no such folder"),
        (["import", ""], "DIR must be the path of a folder"),
        (["export", "a\0b"], "DIR must be the path of a folder"),
        (["refresh", "--offline"], "cached responses cannot be refreshed offline"),
    ],
)
def test_what_cannot_be_done(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    assert run(["cache", *arguments]) == 2
    assert capsys.readouterr() == ("", f"refcheck: {line}\n")


@pytest.mark.parametrize("line", ["info --cache-dir file", "clear --cache-dir file", "export file"])
def test_a_file_in_the_place_of_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    (folder / "file").write_text("")
    assert run(["cache", *line.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("file: it is a file, not a folder\n")


@pytest.mark.parametrize(
    ("done", "status", "out", "err"),
    [
        (Refreshed(asked=1, unanswered=0), 0, "1 query sent again\n", ""),
        (
            Refreshed(asked=1_200, unanswered=7, reasons=("it is down", "it was slow")),
            3,
            "1,200 queries sent again, 7 without an answer\n",
            "refcheck: it is down\nrefcheck: it was slow\n",
        ),
    ],
)
def test_refresh(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    done: Refreshed,
    status: int,
    out: str,
    err: str,
) -> None:
    asked: list[LookupConfig] = []

    async def refresh(config: LookupConfig, _service: object, _warn: object) -> Refreshed:
        asked.append(config)
        return done

    monkeypatch.setattr(admin, "refresh", refresh)
    assert run(["cache", "refresh", "--rate", "7"]) == status
    assert capsys.readouterr() == (out, err)
    (config,) = asked
    assert config.rate == 7
    assert config.cache_dir == folder / "kept"


def test_the_sources_that_are_named_are_asked_again_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, frozenset[str]]] = []

    async def refresh(config: LookupConfig, service: Any, _warn: object) -> Refreshed:
        asked.append((config.host, service.name, frozenset(service.form.nouns)))
        return Refreshed(asked=2, unanswered=1 if service.name == "Crossref" else 0)

    monkeypatch.setattr(admin, "refresh", refresh)
    assert run(["cache", "refresh", "--sources", "crossref,doi,europepmc"]) == 3
    hosts = [host for host, _, _ in asked]
    assert hosts[0] == "eutils.ncbi.nlm.nih.gov"
    assert set(hosts[1:]) == {"api.crossref.org", "doi.org", "www.ebi.ac.uk"}
    ends = [end for _, _, form in asked for end in form]
    assert len(ends) == len(set(ends))  # no query is sent by two
    asked.clear()
    assert run(["cache", "refresh", "--sources", "all"]) == 3
    assert len(asked) == 9


def test_a_cache_that_cannot_be_used(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_directory: Path | None) -> int:
        raise CacheError("kept: it is locked")

    monkeypatch.setattr(admin, "clear", fail)
    assert run(["cache", "clear"]) == 2
    assert capsys.readouterr().err == "refcheck: kept: it is locked\n"


def test_documents_that_could_not_be_deleted(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared = Cleared(deleted=3, problem="kept/readings/1: permission denied")
    monkeypatch.setattr("refcheck.cli.kept.readings.clear", lambda: cleared)
    assert run(["cache", "clear"]) == 2
    line = "not all documents could be deleted: kept/readings/1: permission denied"
    assert capsys.readouterr() == (
        "0 responses and 3 documents deleted\n",
        f"refcheck: {line}\n",
    )
