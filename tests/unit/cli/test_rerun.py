"""The command that a report offers asks PubMed, and in the way of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.cli.app import run
from refcheck.cli.rerun import lookup_options_for
from refcheck.settings import load_settings


@pytest.mark.parametrize(
    ("overrides", "environ", "expected"),
    [
        ({}, {}, ""),
        ({"offline": True}, {}, ""),
        ({}, {"REFCHECK_OFFLINE": "1", "REFCHECK_RATE": "7"}, "--online"),
        ({"refresh": True, "offline": False}, {"REFCHECK_OFFLINE": "1"}, "--online"),
        ({"cache_dir": "my answers"}, {}, "--cache-dir 'my answers'"),
        ({"cache_dir": "/kept"}, {"REFCHECK_CACHE_DIR": "other"}, "--cache-dir /kept"),
        (
            {"eutils_url": "http://mirror.example", "rate": "20"},
            {},
            "--eutils-url http://mirror.example/ --rate 20",
        ),
        ({"eutils_url": "http://ana:secret@mirror.example"}, {}, ""),
        ({"email": "ana@library.example", "api_key": "0123"}, {}, ""),
    ],
)
def test_options(
    tmp_path: Path, overrides: dict[str, object], environ: dict[str, str], expected: str
) -> None:
    settings = load_settings(overrides, environ, tmp_path)
    assert lookup_options_for(settings, environ, tmp_path) == expected


def test_a_settings_file_that_forbids_to_ask(tmp_path: Path) -> None:
    (tmp_path / "refcheck.toml").write_text("no-lookup = true")
    settings = load_settings({"lookup": True}, {}, tmp_path)
    assert lookup_options_for(settings, {}, tmp_path) == "--lookup"


def test_the_offered_command_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REFCHECK_OFFLINE", "yes")
    (tmp_path / "a.txt").write_text(
        "References\n\n1. Loo CK. Can we use ketamine? Lancet. 2018;1:2-3.\n"
    )
    assert run(["check", "a.txt", "--cache-dir", "none"]) == 3
    assert "  refcheck check a.txt --online --cache-dir none\n" in capsys.readouterr().out
