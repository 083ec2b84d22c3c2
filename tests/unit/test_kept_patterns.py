"""Patterns that are compiled once for many runs."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import refcheck
from refcheck import kept_patterns as kept
from refcheck.errors import NoHomeError
from refcheck.kept_patterns import PatternStore
from refcheck.text.patterns import lazy_regex

PATTERNS = [
    (r"(?P<year>(?:19|20)\d\d)(?P<letter>[a-z])?", 0),
    (r"(?<![\w.])et\s?al\b", re.IGNORECASE),
    (r"^[À-ÖØ-Þ][^\W\d_]+(?=[,;])", re.MULTILINE | re.IGNORECASE),
    (r"(?i:doi)|(a)(?(1)b|c)", 0),
    ("[\u4e00-\u9fff\ue000\U0001f600]", 0),
    ("", 0),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the patterns are, in a folder that does not exist yet."""
    return tmp_path / "cache" / "patterns"


def kept_in(file: Path, patterns: list[tuple[str, int]]) -> None:
    store = PatternStore(file)
    for pattern, flags in patterns:
        store.compile(pattern, flags)
    store.save()


def test_kept_patterns_are_those_that_re_compiles(file: Path) -> None:
    for _ in ("compiled", "read from the file"):
        store = PatternStore(file)
        for pattern, flags in PATTERNS:
            made, expected = store.compile(pattern, flags), re.compile(pattern, flags)
            assert made == expected  # with flags and code
            assert (made.groups, made.groupindex) == (expected.groups, expected.groupindex)
            assert made.pattern == expected.pattern
        store.save()
    found = PatternStore(file).compile(*PATTERNS[0]).search("in 2019b")
    assert found
    assert found.groupdict() == {"year": "2019", "letter": "b"}
    assert found.lastgroup == "letter"


def test_all_patterns_of_refcheck_are_kept_as_they_are(file: Path) -> None:
    for module in pkgutil.walk_packages(refcheck.__path__, "refcheck."):
        if module.name.startswith(("refcheck.text", "refcheck.parsing", "refcheck.extraction")):
            importlib.import_module(module.name)
    kind: Any = type(lazy_regex(""))
    patterns = {(made.pattern, int(made._flags)) for made in gc.get_objects() if type(made) is kind}
    assert len(patterns) > 300
    kept_in(file, sorted(patterns))
    store = PatternStore(file)
    assert [
        pattern
        for pattern, flags in patterns
        if store.compile(pattern, flags) != re.compile(pattern, flags)
    ] == []


def test_a_second_run_compiles_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_in(file, PATTERNS)
    monkeypatch.setattr(kept, "_compiled", None)
    store = PatternStore(file)
    for pattern, flags in PATTERNS:
        store.compile(pattern, flags)
    file.unlink()
    store.save()
    assert not file.exists()  # there was nothing new to write


def test_what_a_killed_run_has_begun_to_write_is_deleted(file: Path) -> None:
    file.parent.mkdir()
    left = file.with_name(f".{file.name}.abcdefg1.refcheck-draft")
    left.touch()
    kept_in(file, PATTERNS)
    assert file.exists()
    assert not left.exists()


def test_what_another_run_has_kept_stays(file: Path) -> None:
    kept_in(file, PATTERNS[:3])
    kept_in(file, PATTERNS[3:])
    kept_in(file, [("something else", 0)])
    before = file.read_bytes()
    kept_in(file, PATTERNS)
    assert file.read_bytes() == before


@pytest.mark.parametrize(("most", "size"), [(6, 6), (5, 1)])
def test_a_file_that_has_grown_is_begun_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch, most: int, size: int
) -> None:
    kept_in(file, PATTERNS[:5])
    monkeypatch.setattr(kept, "_MOST", most)
    kept_in(file, PATTERNS[5:])
    assert len(kept._read(file)) == size


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"no JSON\n",
        b"[1, 2]\n",
        b'[["a+", 0]]\n',
        b'[["a+", 0, 32, 0, 0, {}]]\n',  # the code is missing
        b'[["a+", 0, 32, 8, 0, {}]]\n\xff\xff\xff\xff\x01\x00\x00\x00',  # it is none
        b'[["a+", 0, 32, 3, 0, {}]]\n\x01\x02\x03',
        b'[["a+", 0, 32, 4, "x", []]]\n\x01\x00\x00\x00',
    ],
)
@pytest.mark.parametrize("summed", [True, False])
def test_a_damaged_file_is_no_file(file: Path, damaged: bytes, *, summed: bool) -> None:
    file.parent.mkdir()
    damaged = (kept._sum(damaged) + b"\n" if summed else b"") + damaged
    file.write_bytes(damaged)
    store = PatternStore(file)
    assert store.compile("a+") == re.compile("a+")
    store.save()
    assert PatternStore(file).compile("a+") == re.compile("a+")
    assert file.read_bytes() != damaged


def test_no_byte_can_change_what_a_pattern_finds(file: Path) -> None:
    kept_in(file, [("abc|[0-9]{4}", 0)])
    whole = file.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        file.write_bytes(changed)
        assert kept._read(file) == {}


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "a file" / "patterns"
    file.parent.write_text("not a folder")
    kept_in(file, PATTERNS)
    assert PatternStore(file).compile("a+") == re.compile("a+")


def test_other_versions_of_python_compile_as_usual(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_TESTED", False)
    kept_in(file, PATTERNS)
    assert not file.exists()


def test_the_command_keeps_patterns_and_finds_them_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "refcheck", "parse", "-"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    said = []
    times = []
    for _ in range(2):
        run = subprocess.run(  # noqa: S603 - this Python
            command, env=environment, input=b"Smith J. A title. Lancet 2019;1:2-3.\n",
            capture_output=True, check=True,
        )  # fmt: skip
        (written,) = tmp_path.rglob("patterns-*")
        said.append(run.stdout)
        times.append(written.stat().st_mtime_ns)
    assert said[0] == said[1]
    assert times[0] == times[1]


# Parses a string, and says how many patterns were compiled for it.
_LIBRARY = """
import re, re._compiler
compiled, whole = [], re._compiler.compile
def noted(*arguments):
    compiled.append(arguments)
    return whole(*arguments)
import refcheck
re._compiler.compile = noted
print(refcheck.parse("Smith J. A title. Lancet 2019;1:2-3.").record.title, len(compiled))
"""


def test_the_library_finds_what_the_command_has_kept_and_writes_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}

    def library() -> tuple[str, int]:
        run = subprocess.run(  # noqa: S603 - this Python
            [sys.executable, "-c", _LIBRARY], env=environment, capture_output=True, check=True
        )
        title, _, number = run.stdout.decode().rpartition(" ")
        return title, int(number)

    alone = library()
    assert [*tmp_path.rglob("patterns-*")] == []
    subprocess.run(
        [sys.executable, "-m", "refcheck", "parse", "-"],
        env=environment,
        input=b"Smith J. A title. Lancet 2019;1:2-3.\n",
        capture_output=True,
        check=True,
    )
    (file,) = tmp_path.rglob("patterns-*")
    content = file.read_bytes()
    title, number = library()
    assert title == alone[0] == "A title"
    assert alone[1] - number > 40  # the others are compiled when their modules are loaded
    assert file.read_bytes() == content


def test_a_user_without_folders_compiles_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise NoHomeError

    monkeypatch.setattr(kept, "_default_path", nowhere)
    store = PatternStore()
    assert store.compile("a+") == re.compile("a+")
    store.save()
    assert PatternStore(is_read_only=True).compile("a+") == re.compile("a+")


def test_one_that_is_only_read_keeps_nothing(file: Path) -> None:
    store = PatternStore(file, is_read_only=True)
    assert store.compile("a+") == re.compile("a+")
    store.save()
    assert not file.exists()
