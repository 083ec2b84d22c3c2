"""`refcheck extract --text`, and folders with nothing in them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from refcheck.cli.app import run


@pytest.fixture(autouse=True)
def _plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfZo\xc3\xab\r\n\x1b[2J")
    (tmp_path / "b.txt").write_bytes(b"end")


def test_the_text_is_exact(tmp_path: Path) -> None:
    assert run(["extract", "--text", "a.txt", "b.txt", "-o", "text"]) == 0
    assert (tmp_path / "text").read_bytes() == "Zoë\r\n\x1b[2Jend".encode()


def test_a_terminal_is_spared(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["extract", "--text", "a.txt"]) == 0
    assert capsys.readouterr().out == "Zoë\n\\x1b[2J"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ("--text missing.txt a.txt", 3, "refcheck: missing.txt: there is no such file\n"),
        ("--text missing.txt", 2, "refcheck: missing.txt: there is no such file\n"),
        ("--text empty", 2, "refcheck: empty: it contains no file that refcheck can read\n"),
        (
            "empty b.txt",
            0,
            "refcheck: warning: empty: it contains no file that refcheck can read\n",
        ),
    ],
)
def test_what_cannot_be_read(
    capsys: pytest.CaptureFixture[str], arguments: str, status: int, said: str
) -> None:
    assert run(["extract", *arguments.split()]) == status
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("command", ["bibtex", "parse"])
def test_a_missing_file(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([command, "missing.txt"]) == 2
    assert capsys.readouterr() == ("", "refcheck: missing.txt: there is no such file\n")
