"""Many strings: in order, as they come, in one process or several."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from typing import ClassVar

import pytest

from refcheck import process_pool, processes
from refcheck.errors import InputError, ModelError
from refcheck.parsing import parallel, parse, parse_lines
from refcheck.parsing.thresholds import STRINGS_TOGETHER

LINES = [
    "Nutt DJ. Ecstasy: how dangerous is it? J Psychopharmacol. 2009;23(1):3-5.",
    "",
    "Kuhn TS. The structure of scientific revolutions. Chicago: University of Chicago Press; 1996.",
    "?",
]


@pytest.fixture(autouse=True)
def _started_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not forked, which depends on how many threads the tests run in."""
    monkeypatch.setattr(process_pool, "fork", lambda _: None)


def _asked(lines: list[str], asked: list[str]) -> Iterator[str]:
    for line in lines:
        asked.append(line)
        yield line


def test_the_order_is_kept() -> None:
    assert list(parse_lines(LINES)) == [parse(line) for line in LINES]


def test_each_line_is_parsed_as_it_is_asked_for() -> None:
    asked: list[str] = []
    next(parse_lines(_asked(LINES, asked)))
    assert asked == LINES[:1]


def test_lines_are_read_ahead_where_that_is_said() -> None:
    asked: list[str] = []
    lines = LINES * 40
    found = parse_lines(_asked(lines, asked), read_ahead=True)
    next(found)
    assert asked == lines[:STRINGS_TOGETHER]
    assert [next(found), *found] == [parse(line) for line in lines[1:]]


def test_lines_before_one_that_cannot_be_read_are_given() -> None:
    def lines() -> Iterator[str]:
        yield from LINES
        raise InputError("refs.txt", "the file is damaged")

    found = parse_lines(lines(), read_ahead=True)
    assert [next(found) for _ in LINES] == [parse(line) for line in LINES]
    with pytest.raises(InputError, match="damaged"):
        next(found)


def test_several_processes_give_the_same() -> None:
    lines = LINES * 120  # more than one chunk
    assert list(parse_lines(lines, jobs=2)) == [parse(line) for line in lines]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_likeliest_parses_alone(jobs: int) -> None:
    doubtful = "Lee H. Sleep. Proceedings of the mood meeting. Leeds, 2010"
    assert parse(doubtful).alternatives
    lines = [doubtful] * 240
    expected = replace(parse(doubtful), alternatives=())
    assert list(parse_lines(lines, jobs, alternatives=False)) == [expected] * 240


def test_no_lines_give_nothing() -> None:
    assert list(parse_lines([])) == []
    assert list(parse_lines([], jobs=2)) == []


@pytest.mark.parametrize("stop", [1, 3])
def test_the_rest_may_be_left(stop: int) -> None:
    parsed = parse_lines(LINES * 120, jobs=2)
    assert [next(parsed) for _ in range(stop)] == [parse(line) for line in LINES[:stop]]
    parsed.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("times", [1, 120])
def test_where_there_can_be_no_process_this_one_parses(
    monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    monkeypatch.setattr(process_pool, "start", lambda *_: None)
    lines = LINES * times
    assert list(parse_lines(lines, jobs=2)) == [parse(line) for line in lines]


def test_no_process_is_started_for_a_few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "start", None)
    assert list(parse_lines(LINES, jobs=2)) == [parse(line) for line in LINES]


class PoolOfOne:
    """A pool that parses here, and notes the chunks that it is sent."""

    is_empty = False
    chunks: ClassVar[list[int]] = []
    ahead = 0

    def __init__(self, *_: object, **__: object) -> None:
        self.chunks.clear()

    def __enter__(self) -> PoolOfOne:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def results(
        self, chunks: Iterator[list[list[str]]], *, ahead: int
    ) -> Iterator[Future[list[object]]]:
        PoolOfOne.ahead = ahead
        for chunk in chunks:
            self.chunks.append(sum(map(len, chunk)))
            done: Future[list[object]] = Future()
            done.set_result(list(chunk))
            yield done


def test_192_strings_are_sent_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """With so many lines processes are worth their start; four chunks for each wait."""
    monkeypatch.setattr(process_pool, "Pool", PoolOfOne)
    assert list(parse_lines(["a"] * 385, jobs=2)) == ["a"] * 385
    assert PoolOfOne.chunks == [192, 192, 1]
    assert PoolOfOne.ahead == 4
    assert len(list(parse_lines([""] * 192, jobs=2))) == sum(PoolOfOne.chunks) == 192
    PoolOfOne.chunks.clear()
    assert len(list(parse_lines([""] * 191, jobs=2))) == 191
    assert not PoolOfOne.chunks


def test_processes_that_are_ended_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_START", "raise SystemExit")
    with pytest.raises(ModelError, match="ended from outside"):
        list(parse_lines(LINES * 100, jobs=2))


def test_the_side_that_parses() -> None:
    requests, answers = io.BytesIO(), io.BytesIO()
    for message in (None, [LINES, ["?"]], [["?"]], []):
        processes.send(requests, pickle.dumps(message))
    requests.seek(0)
    parallel.serve(requests, answers)
    answers.seek(0)
    parsed = [pickle.loads(processes.receive(answers) or b"") for _ in range(3)]  # noqa: S301
    of_lines = [parse(line) for line in LINES]
    assert parsed == [[of_lines, [parse("?")]], [[parse("?")]], []]
