"""How many processes a run is worth, and which documents go together."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from refcheck.pipeline.jobs import division as module
from refcheck.pipeline.jobs.division import division
from refcheck.readers.files.inputs import InMemory


def documents(number: int, size: int = 1_000) -> list[str | InMemory]:
    return [InMemory(path=f"{place}.txt", content=b"x" * size) for place in range(number)]


@pytest.mark.parametrize(
    ("number", "size", "jobs", "processes"),
    [
        (0, 1_000, None, 1),
        (1, 9_000_000, None, 1),
        (1, 9_000_000, 4, 1),
        (2, 1_000, None, 1),
        (2, 1_000, 4, 2),
        (15, 1_000, None, 1),
        (16, 1_000, None, 2),
        (24, 1_000, None, 3),
        (900, 1_000, None, 3),
        (900, 1_000, 1, 1),
        (900, 1_000, 7, 7),
        (2, 99_000, None, 1),
        (2, 100_000, None, 2),
        (2, 900_000, None, 2),
        (3, 900_000, None, 3),
    ],
)
def test_as_many_processes_as_it_is_worth(
    monkeypatch: pytest.MonkeyPatch, number: int, size: int, jobs: int | None, processes: int
) -> None:
    monkeypatch.setattr(module, "cores", lambda: 3)
    found = division(documents(number, size), jobs)
    assert (found.processes if found else 1) == processes


@pytest.mark.parametrize(
    ("number", "size", "jobs", "lengths"),
    [
        (2, 1_000, 2, [1, 1]),
        (7, 1_000, 3, [1] * 7),
        (8, 1_000, 2, [2] * 4),
        (56, 1_000, 2, [14] * 4),
        (100, 1_000, 2, [14] * 7 + [2]),
        (10, 400_000, 2, [2] * 5),
        (100, 400_000, 2, [2] * 50),
        (4, 3_000_000, 2, [1] * 4),
        (20, 0, 2, [5] * 4),
    ],
)
def test_documents_go_together_in_their_order(
    number: int, size: int, jobs: int, lengths: list[int]
) -> None:
    inputs = documents(number, size)
    found = division(inputs, jobs)
    assert found is not None
    chunks = list(found.chunks())
    assert list(map(len, chunks)) == lengths
    assert [one for chunk in chunks for one in chunk] == inputs


def test_a_large_document_is_alone(tmp_path: Path) -> None:
    for name, size in (("a", 10), ("b", 2_000_000), ("c", 10), ("d", 10)):
        (tmp_path / name).write_bytes(b"x" * size)
    found = division([str(tmp_path / name) for name in "abcd"], 1 + 1)
    assert found is not None
    assert [[Path(str(one)).name for one in chunk] for chunk in found.chunks()] == [
        ["a"],
        ["b"],
        ["c"],
        ["d"],
    ]


@pytest.mark.parametrize("source", ["-", "/dev/stdin", "/dev/fd/7", "/proc/self/fd/0", "./pipe"])
def test_what_comes_through_a_pipe_is_left_to_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    assert division([*documents(9), source], 2) is None


def test_what_is_no_file_is_for_the_report_to_say(tmp_path: Path) -> None:
    found = division([str(tmp_path), str(tmp_path / "none"), "\0", ""], 2)
    assert found is not None
    assert found.sizes[1:3] == [0, 0]


def test_where_the_folder_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    assert division(documents(9), 2) is None
