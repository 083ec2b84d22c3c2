"""The second run of the command over the same documents: the same report, and nothing is read."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ARTICLE = """# Vision

It is rare [1,3].

References

1. Lee K, Roe B. Zinc and the {word}. Lancet. 2010;375:77-9.
2. Kim A. Loss of vision in the old. JAMA. 2011;305(2):12-8.
"""
READS = ("refcheck.parsing", "refcheck.extraction")


class Run(NamedTuple):
    """What a run wrote, and whether it read a document."""

    status: int
    output: bytes
    has_read: bool


Command = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "articles"
    place.mkdir()
    for number, word in enumerate(("eye", "lens", "iris")):
        (place / f"{number}.md").write_text(ARTICLE.format(word=word))
    return place


@pytest.fixture
def refcheck(tmp_path: Path, folder: Path) -> Command:
    def run(*arguments: str) -> Run:
        done = subprocess.run(  # noqa: S603 - a command of its own
            [sys.executable, "-X", "importtime", "-m", "refcheck", *arguments],
            cwd=folder.parent,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "home"), "REFCHECK_JOBS": "1"},
            capture_output=True,
            check=False,
        )
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
        return Run(done.returncode, done.stdout, not loaded.isdisjoint(READS))

    return run


COMMANDS = (
    ("check", "articles", "--offline", "--format", "json"),
    ("check", "articles/1.md", "--offline"),
    ("extract", "articles", "--format", "json"),
    ("bibtex", "articles"),
)


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_second_run_reads_nothing_and_writes_the_same(
    refcheck: Command, arguments: tuple[str, ...]
) -> None:
    first, second = refcheck(*arguments), refcheck(*arguments)
    assert first.has_read
    assert not second.has_read
    assert second[:2] == first[:2]
    assert first.output


def test_the_commands_share_what_they_read(refcheck: Command) -> None:
    refcheck("extract", "articles")
    assert not refcheck("check", "articles", "--offline").has_read


def test_a_changed_document_is_read_and_the_others_are_not(
    refcheck: Command, folder: Path, tmp_path: Path
) -> None:
    refcheck("extract", "articles")
    kept = {*(tmp_path / "home/refcheck/readings").iterdir()}
    (folder / "1.md").write_text(ARTICLE.format(word="cornea"))
    changed = refcheck("extract", "articles", "--format", "json")
    assert b"Zinc and the cornea" in changed.output
    assert b"Zinc and the lens" not in changed.output
    assert len({*(tmp_path / "home/refcheck/readings").iterdir()} - kept) == 1


def test_refresh_reads_again(refcheck: Command) -> None:
    arguments = ("check", "articles", "--refresh", "--no-lookup")
    first = refcheck(*arguments)
    assert refcheck(*arguments) == first
    assert first.has_read


def test_several_processes_find_them_too(refcheck: Command) -> None:
    arguments = ("check", "articles", "--offline", "--format", "json", "--jobs")
    one, two = refcheck(*arguments, "1"), refcheck(*arguments, "2")
    assert not two.has_read
    assert two.output == one.output


def test_several_processes_keep_what_they_read(refcheck: Command) -> None:
    arguments = ("extract", "articles", "--format", "json", "--jobs")
    two, one = refcheck(*arguments, "2"), refcheck(*arguments, "1")
    assert not one.has_read
    assert one.output == two.output


def test_the_cache_says_what_is_kept_and_deletes_it(refcheck: Command, tmp_path: Path) -> None:
    assert b"documents" not in refcheck("cache", "info").output
    refcheck("extract", "articles")
    assert b"documents  3, 0.0 MB\n" in refcheck("cache", "info").output
    assert refcheck("cache", "clear").output == b"0 responses and 3 documents deleted\n"
    assert refcheck("cache", "clear").output == b"0 responses deleted\n"
    assert refcheck("extract", "articles").has_read


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_nobody_else_can_look_into_them(refcheck: Command, tmp_path: Path) -> None:
    refcheck("extract", "articles")
    mode = (tmp_path / "home/refcheck/readings").stat().st_mode
    assert stat.S_IMODE(mode) == 0o700


def test_a_program_that_calls_the_command_keeps_nothing(folder: Path, tmp_path: Path) -> None:
    program = "import sys; from refcheck.cli.app import run; sys.exit(run(sys.argv[1:]))"
    home = tmp_path / "home"
    done = subprocess.run(  # noqa: S603 - a program of its own
        [sys.executable, "-c", program, "extract", "."],
        env={**os.environ, "XDG_CACHE_HOME": str(home)},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert not (home / "refcheck" / "readings").exists()
