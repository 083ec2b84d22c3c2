"""Where a user's folders are, and what happens where there are none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from refcheck.cli.app import run
from refcheck.cli.kept import readings
from refcheck.errors import CacheError, NoHomeError
from refcheck.journals.imported import forget_imported, imported_path, imported_table
from refcheck.lookup.cache.cache import Cache
from refcheck.lookup.config import LookupConfig, default_cache_dir
from refcheck.lookup.http.rate_limiter import Pace
from refcheck.lookup.pubmed.queries import record_query
from refcheck.lookup.pubmed.text_form import TEXT_FORM
from refcheck.lookup.retraction_watch.table import (
    forget_retractions,
    imported_retractions,
    retractions_path,
)
from refcheck.pipeline.readings.store import open_readings
from refcheck.settings.reading import load_settings
from refcheck.user_folders import cache_folder, data_folder, settings_folder

ARTICLE = "References\n\n1. Lee K. Zinc. Lancet. 2010;375:77-9.\n"


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home folder, in an empty one."""

    def unknown(*_args: object, **_options: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    for kind in ("cache", "data", "config"):
        monkeypatch.setattr(f"platformdirs.user_{kind}_path", unknown)
    forget_imported()
    forget_retractions()
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(ARTICLE)


@pytest.mark.parametrize("folder", [cache_folder, data_folder, settings_folder])
def test_each_folder_is_refcheck_s(folder: object) -> None:
    assert "refcheck" in folder().parts  # type: ignore[operator]


@pytest.mark.usefixtures("no_home")
def test_there_are_no_folders_without_a_home() -> None:
    for folder in (cache_folder, data_folder, settings_folder, imported_path, retractions_path):
        with pytest.raises(NoHomeError, match="set the environment variable HOME"):
            folder()
    with pytest.raises(CacheError, match="HOME, or name a folder with --cache-dir"):
        default_cache_dir()


@pytest.mark.usefixtures("no_home")
def test_nothing_is_imported_or_kept_without_a_home(tmp_path: Path) -> None:
    assert imported_table() is None
    assert imported_retractions() is None
    assert open_readings(tmp_path / "readings") is not None
    with readings.readings_kept():
        assert readings.kept_readings() is None
        assert readings.sizes() == []
        assert readings.clear().deleted == 0


@pytest.mark.usefixtures("no_home")
@pytest.mark.parametrize("offline", [False, True])
def test_the_run_goes_on_without_a_cache(offline: bool) -> None:
    said: list[str] = []
    cache = Cache(LookupConfig(offline=offline), TEXT_FORM, said.append)
    assert cache.get_many([record_query("24388038")]) == {}
    (line,) = said
    assert line.endswith("or name a folder with --cache-dir; the run goes on without it")


@pytest.mark.usefixtures("no_home")
def test_a_process_keeps_its_own_pace() -> None:
    Pace(LookupConfig()).hold(0)


@pytest.mark.usefixtures("no_home")
def test_settings_are_read(tmp_path: Path) -> None:
    Path("refcheck.toml").write_text('cache-dir = "cache"\n')
    assert load_settings({}, {}, tmp_path).cache_dir == tmp_path / "cache"


@pytest.mark.usefixtures("no_home")
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "article.txt", "--no-lookup"],
        ["extract", "article.txt"],
        ["parse", "article.txt"],
        ["cache", "info", "--cache-dir", "cache"],
        ["data", "info"],
    ],
)
def test_commands_work(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with readings.readings_kept():
        assert run(arguments) == 0
    assert "bug" not in capsys.readouterr().err


@pytest.mark.usefixtures("no_home")
@pytest.mark.parametrize(
    "arguments",
    [["cache", "info"], ["cache", "clear"], ["data", "import", "list.txt"]],
)
def test_what_needs_a_folder_says_so(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("list.txt").write_text("JrId: 1\nJournalTitle: AANA journal\nMedAbbr: AANA J\n")
    assert run(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("refcheck: you have no home folder: set the environment variable HOME")


@pytest.mark.skipif(sys.platform != "linux", reason="needs a user without an entry")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_user_without_an_entry_and_without_home() -> None:
    """As in containers that run under any user id."""
    code = (
        "import os, platformdirs.unix; from refcheck.user_folders import cache_folder;"
        "os.setuid(54321); cache_folder()"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env={}, capture_output=True, text=True, check=False
    )
    assert "NoHomeError: you have no home folder" in done.stderr
