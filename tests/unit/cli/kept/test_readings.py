"""What was read in documents, from one run of the command to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.cli.kept.readings import clear, kept_readings, readings_kept, sizes
from refcheck.pipeline.readings import store
from refcheck.settings import Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default folder of readings."""
    place = tmp_path / "cache" / "readings"
    monkeypatch.setattr(store, "default_folder", lambda: place)
    return place


def keep_one(folder: Path) -> None:
    article = folder.parents[1] / "article.txt"
    article.write_text("References\n\n1. Lee K. Zinc. Lancet. 2010;375:77-9.\n")
    readings = kept_readings()
    assert readings is not None
    readings.prepare(str(article))


def test_they_are_those_of_the_default_folder(folder: Path) -> None:
    with readings_kept():
        keep_one(folder)
        assert len(sizes()) == 1
        assert kept_readings() is kept_readings(Settings())
        assert clear().deleted == 1
        assert sizes() == []


def test_without_the_command_nothing_is_kept_or_deleted(folder: Path) -> None:
    with readings_kept():
        keep_one(folder)
    assert kept_readings() is None
    assert sizes() == []
    assert clear().deleted == 0
    assert len([*folder.iterdir()]) == 1


def test_refresh_wants_none(folder: Path) -> None:
    with readings_kept():
        assert kept_readings(Settings(refresh=True)) is None
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_does_no_harm(folder: Path) -> None:
    folder.parent.mkdir()
    folder.touch()
    with readings_kept():
        assert kept_readings() is None


def test_they_are_tidied_when_the_run_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MOST_BYTES", 0)
    with readings_kept():
        keep_one(folder)
        assert len([*folder.iterdir()]) == 1
    assert [*folder.iterdir()] == []
