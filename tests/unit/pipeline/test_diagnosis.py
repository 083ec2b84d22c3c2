"""The diagnosis: each part of refcheck that can fail is named, with what to do."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from refcheck import pipeline
from refcheck.cli.app import run
from refcheck.lookup.provider import LookupProvider
from refcheck.model.report import Lookup, LookupStatus, SettingsFile, Verdict
from refcheck.pipeline import diagnosis
from refcheck.pipeline.diagnosis import State, diagnose
from refcheck.settings import Settings


def lines(settings: Settings) -> dict[str, State]:
    return {result.text: result.state for result in asyncio.run(diagnose(settings))}


def one(settings: Settings, words: str) -> State:
    (state,) = [state for text, state in lines(settings).items() if words in text]
    return state


@pytest.fixture
def offline(tmp_path: Path) -> Settings:
    return Settings(offline=True, cache_dir=tmp_path / "cache")


def test_what_works(offline: Settings) -> None:
    assert one(offline, "Python") is State.OK
    assert one(offline, "a sample reference was parsed") is State.OK
    assert one(offline, "empty") is State.OK
    assert one(offline, "PubMed was not asked") is State.NOTE
    assert one(offline, "no settings file") is State.OK


def test_what_ncbi_would_like_to_know(offline: Settings) -> None:
    assert one(offline, "no e-mail address") is State.NOTE
    assert one(offline, "no API key") is State.NOTE
    known = replace(offline, email="a@example.org", api_key="abc")
    assert one(known, "an e-mail address is set") is State.OK
    assert one(known, "an API key is set") is State.OK
    assert not any("abc" in text or "a@example.org" in text for text in lines(known))


def test_a_settings_file_that_weakens(offline: Settings) -> None:
    file = SettingsFile(path="refcheck.toml", weakens=("exit-zero",))
    assert one(replace(offline, settings_file=file), "weakens the check: exit-zero") is State.NOTE


def test_a_cache_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(offline=True, cache_dir=tmp_path / "file")
    assert State.PROBLEM in lines(settings).values()


@pytest.mark.parametrize(
    ("status", "verdict", "words", "state"),
    [
        (LookupStatus.MATCHED, Verdict.VERIFIED, "was verified in", State.OK),
        (LookupStatus.UNAVAILABLE, Verdict.UNCHECKED, "could not be asked: down", State.PROBLEM),
        (LookupStatus.NOT_FOUND, Verdict.SUSPECT, "was not verified: suspect", State.PROBLEM),
    ],
)
def test_the_sample(
    status: LookupStatus,
    verdict: Verdict,
    words: str,
    state: State,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    used: list[Path | None] = []

    async def answered(
        strings: list[str], settings: Settings, provider: LookupProvider | None = None
    ) -> object:
        used.append(settings.cache_dir)
        report = await pipeline.check_strings(strings, Settings(lookup=False))
        lookup = Lookup(status=status, reason="down", source_name="PubMed")
        (checked,) = report.references
        return replace(report, references=(replace(checked, lookup=lookup, verdict=verdict),))

    monkeypatch.setattr(diagnosis, "check_strings", answered)
    assert one(Settings(cache_dir=tmp_path / "cache"), words) is state
    assert used != [tmp_path / "cache"]  # the sample is really looked up


def test_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["doctor", "--offline", "--cache-dir", "cache"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("ok       refcheck ")
    assert all(line[:9].strip() in {"ok", "note", "problem", ""} for line in out)
    (tmp_path / "file").write_text("")
    assert run(["doctor", "--offline", "--cache-dir", "file"]) == 3
