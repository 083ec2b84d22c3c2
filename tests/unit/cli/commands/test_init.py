"""`refcheck init`: the settings file to start from can be used as it is, and line by line."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from refcheck.cli.app import run
from refcheck.cli.commands.init import settings_text
from refcheck.settings import SETTINGS, Settings, load_settings


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_file_changes_nothing_as_it_is(tmp_path: Path) -> None:
    assert run(["init"]) == 0
    settings = load_settings({}, {}, tmp_path)
    assert settings == Settings()
    assert settings.settings_file is not None
    assert settings.settings_file.weakens == ()


def test_every_line_can_be_switched_on() -> None:
    text, table = settings_text().split("# [[suppress]]")
    for line in re.findall(r"^# ([a-z-]+ = .*)$", text, re.MULTILINE):
        Path("refcheck.toml").write_text(f"{line}\n", encoding="utf-8")
        load_settings({}, {}, Path.cwd())
    entry = "[[suppress]]\n" + re.sub(r"^# ", "", table, flags=re.MULTILINE)
    Path("refcheck.toml").write_text(entry, encoding="utf-8")
    assert len(load_settings({}, {}, Path.cwd()).suppress) == 1


def test_every_setting_but_the_key_is_there() -> None:
    text = settings_text().split("# [[suppress]]")[0]
    keys = {*re.findall(r"^# ([a-z-]+) = ", text, re.MULTILINE), "suppress"}
    assert keys == {setting.key for setting in SETTINGS if setting.key} - {"api-key"}


def test_a_file_that_is_there_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("refcheck.toml").write_text("rate = 1\n", encoding="utf-8")
    assert run(["init"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert Path("refcheck.toml").read_text(encoding="utf-8") == "rate = 1\n"


def test_a_folder_that_cannot_be_written_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert run(["init"]) == 2
    assert "refcheck.toml: cannot be written" in capsys.readouterr().err


def test_a_full_disk_leaves_no_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("refcheck.cli.commands.init.settings_text", full)
    assert run(["init"]) == 2
    assert "refcheck.toml: cannot be written: no space left" in capsys.readouterr().err
    assert not Path("refcheck.toml").exists()
