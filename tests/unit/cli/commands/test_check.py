"""`refcheck check`, and `--why N` in particular."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from refcheck.cli.app import run
from refcheck.cli.commands.check import _is_quick, _step_through
from refcheck.settings import Settings

ARTICLE = """References

1. Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in treatment-resistant
   depression: a systematic review. Curr Neuropharmacol. 2014;12:444-61.
2. Hasselmann HW. Ketamine as an antidepressant? Current state and future perspectives.
   Curr Neuropharmacol. 2014;12:57-70.
"""


@pytest.fixture(autouse=True)
def _articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article of two references, one of one, and a text without any."""
    monkeypatch.chdir(tmp_path)
    Path("two.txt").write_text(ARTICLE)
    Path("one.txt").write_text(ARTICLE.split("2. ", maxsplit=1)[0])
    Path("none.txt").write_text("No list here.\n")


def why(*words: str) -> int:
    return run(["check", *words, "--no-lookup", "--exit-zero"])


def test_one_reference_is_explained_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert why("two.txt", "--why", "2") == 0
    out = capsys.readouterr().out
    assert "Hasselmann" in out
    assert "Serafini" not in out
    assert "not looked up" in out


def test_several_documents_each_count_by_themselves(capsys: pytest.CaptureFixture[str]) -> None:
    assert why("one.txt", "two.txt", "none.txt", "--why", "1") == 0
    out = capsys.readouterr().out
    assert out.count("Serafini G, Howland RH, Rovedi F, Girardi P, Amore M\n") == 2
    assert out.endswith("none.txt: 0 references\n")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["two.txt", "--why", "3"], "there is no reference 3: two.txt has 2 references"),
        (
            ["one.txt", "two.txt", "none.txt", "--why", "7"],
            "there is no reference 7: one.txt has 1 reference, two.txt has 2 references, "
            "none.txt has none",
        ),
        (
            ["two.txt", "--why", "0"],
            "--why needs the number of a reference (1, 2, 3 ...), not '0'",
        ),
        (
            ["two.txt", "--why", "first"],
            "--why needs the number of a reference (1, 2, 3 ...), not 'first'",
        ),
        (
            ["two.txt", "--why", "1", "--format", "json"],
            "--why writes text and cannot be used with --format json",
        ),
        (["missing.txt", "--why", "1"], "missing.txt: there is no such file"),
    ],
)
def test_what_cannot_be_explained(
    capsys: pytest.CaptureFixture[str], words: list[str], line: str
) -> None:
    assert why(*words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"refcheck: {line}\n"


def test_more_inputs_than_can_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    for at in range(5):
        Path(f"more{at}.txt").write_text(ARTICLE)
    assert why(*(f"more{at}.txt" for at in range(5)), "--why", "3") == 2
    assert capsys.readouterr().err.endswith("more2.txt has 2 references; and 2 more inputs\n")


def test_a_file_is_not_written_where_there_is_nothing_to_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert why("two.txt", "--why", "3", "-o", "out.txt") == 2
    assert not Path("out.txt").exists()
    assert why("two.txt", "--why", "2", "-o", "out.txt") == 0
    assert "Hasselmann" in Path("out.txt").read_text()
    assert capsys.readouterr().out == ""


def test_what_a_settings_file_weakens_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("refcheck.toml").write_text("no-lookup = true\nexit-zero = true")
    assert run(["check", "two.txt", "--why", "2"]) == 0
    out = capsys.readouterr().out
    assert out.endswith("\nrefcheck.toml weakens this check: no-lookup, exit-zero.\n")


def test_a_run_that_waits_is_not_left_half_done() -> None:
    async def run() -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(1)

    async def quick() -> None:
        await asyncio.sleep(0)

    _step_through(quick())
    with pytest.raises(RuntimeError):  # there is no loop to wait in
        _step_through(run())


@pytest.mark.parametrize(
    ("paths", "settings", "quick"),
    [
        (["two.txt"], {"offline": True}, True),
        (["none"], {"offline": True}, True),
        (["-"], {"lookup": False}, True),
        (["two.txt"], {}, False),
        (["."], {"offline": True}, False),
        (["one.txt", "two.txt"], {"offline": True}, False),
        (["two.txt"], {"offline": True, "sources": ("all",)}, False),
        (["two.txt"], {"offline": True, "links": True}, False),
        (["two.txt"], {"offline": True, "index": "index"}, False),
    ],
)
def test_what_waits_for_nothing(paths: list[str], settings: dict[str, Any], quick: bool) -> None:
    assert _is_quick(paths, Settings(**settings)) is quick
