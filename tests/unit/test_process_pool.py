"""Work in several processes: in order, and nothing lost where one of them is ended."""

from __future__ import annotations

import io
import pickle
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from refcheck import process_pool, processes
from refcheck.errors import IndexDataError, InputError, ModelError
from refcheck.parsing import parse
from refcheck.process_pool import Pool, answer, packed

MODULE = "refcheck.parsing.parallel"
LINE = "Nutt DJ. Ecstasy: how dangerous is it? J Psychopharmacol. {}:23(1):3-5."
# Three tasks each, of one line.
CHUNKS = [[[LINE.format(chunk * 10 + place)] for place in range(3)] for chunk in range(9)]


@pytest.fixture(autouse=True)
def _started_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not forked, which depends on how many threads the tests run in."""
    monkeypatch.setattr(process_pool, "fork", lambda _: None)


class Starts:
    """Starts processes, and ends those at the given places (from 0) at once."""

    def __init__(self, ended: Iterator[int]) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        self._ended = ended
        self._next = next(ended, None)

    def __call__(self, module: str, function: str) -> subprocess.Popen[bytes] | None:
        process = processes.start(module, function)
        assert process is not None
        if self._next == len(self.processes):
            process.kill()
            self._next = next(self._ended, None)
        self.processes.append(process)
        return process


def starting(monkeypatch: pytest.MonkeyPatch, ended: Iterable[int] = ()) -> Starts:
    starts = Starts(iter(ended))
    monkeypatch.setattr(process_pool, "start", starts)
    return starts


def worked(number: int = 2, ahead: int = 2) -> list[object]:
    pool: Pool[list[str], object] = Pool(MODULE, number, lost=lambda task: f"lost: {task}")
    with pool:
        return [one for future in pool.results(CHUNKS, ahead=ahead) for one in future.result()]


WHOLE = [[parse(line) for line in task] for chunk in CHUNKS for task in chunk]


@pytest.mark.parametrize(("number", "ahead"), [(1, 1), (2, 1), (2, 3), (3, 20)])
def test_results_come_in_order_and_no_process_is_left(
    monkeypatch: pytest.MonkeyPatch, number: int, ahead: int
) -> None:
    starts = starting(monkeypatch)
    assert worked(number, ahead) == WHOLE
    assert len(starts.processes) == number
    assert all(process.poll() is not None for process in starts.processes)


@pytest.mark.parametrize("ended", [[0], [1], [0, 1]])
def test_what_a_process_was_ended_at_is_done_by_a_new_one(
    monkeypatch: pytest.MonkeyPatch, ended: list[int]
) -> None:
    starts = starting(monkeypatch, ended)
    assert [one for one in worked() if not isinstance(one, str)] == WHOLE
    assert len(starts.processes) == 2 + len(ended)


def test_what_ends_every_process_is_lost_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, count())
    assert worked() == [f"lost: {task}" for chunk in CHUNKS for task in chunk]


def test_what_was_lost_may_be_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, count())

    def lost(_task: list[str]) -> object:
        raise ModelError("ended")

    pool: Pool[list[str], object] = Pool(MODULE, 1, lost=lost)
    with pool, pytest.raises(ModelError, match="ended"):
        next(pool.results(CHUNKS, ahead=1)).result()


def test_where_there_can_be_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "start", lambda *_: None)
    with Pool(MODULE, 2, lost=str) as pool:
        assert pool.is_empty


def test_the_second_process_may_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def start(module: str, function: str) -> subprocess.Popen[bytes] | None:
        started.append(module)
        return processes.start(module, function) if len(started) == 1 else None

    monkeypatch.setattr(process_pool, "start", start)
    assert worked() == WHOLE


def test_who_leaves_early_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = starting(monkeypatch)
    pool: Pool[list[str], object] = Pool(MODULE, 2, lost=str)
    endless = ([task] * 5_000 for task in CHUNKS[0])
    with pool:
        next(pool.results(endless, ahead=1))
    assert len(starts.processes) == 2
    assert all(process.poll() is not None for process in starts.processes)


def test_no_more_is_handed_out_than_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []

    def chunks() -> Iterator[list[list[str]]]:
        for chunk in CHUNKS:
            taken.append(chunk)
            yield chunk

    pool: Pool[list[str], object] = Pool(MODULE, 2, lost=str)
    with pool:
        for number, future in enumerate(pool.results(chunks(), ahead=2), 1):
            future.result()
            assert len(taken) == min(len(CHUNKS), number + 3)


# --- the side that answers ------------------------------------------------------------------------


def answered(messages: list[object], opened: Any) -> list[Any]:
    requests, answers = io.BytesIO(), io.BytesIO()
    for message in messages:
        processes.send(requests, pickle.dumps(message))
    requests.seek(0)
    answer(requests, answers, opened)
    answers.seek(0)
    replies = iter(lambda: processes.receive(answers), None)
    return [pickle.loads(reply) for reply in replies]  # noqa: S301


def test_each_chunk_is_answered() -> None:
    opened = [[3], []]
    assert (
        answered(["begin", ["abc"], []], lambda begin: len if begin == "begin" else None) == opened
    )
    assert answered(["begin"], lambda _: len) == []
    assert answered([], lambda _: len) == []


@pytest.mark.parametrize(
    "error",
    [
        ModelError("damaged"),
        InputError("a.txt", "is a folder"),
        IndexDataError("index", "is damaged"),
        FileNotFoundError(2, "No such file", "a.txt"),
    ],
)
def test_what_goes_wrong_is_sent(error: Exception) -> None:
    def fails(_task: object) -> object:
        raise error

    (reply,) = answered([None, [1, 2]], lambda _: fails)
    assert type(reply) is type(error)
    assert str(reply) == str(error)
    assert vars(reply) == vars(error)
    assert "in fails" in reply.__notes__[0]


def test_so_is_what_goes_wrong_at_the_beginning_and_the_next_chunk_tries_again() -> None:
    tried = []

    def opened(_begin: object) -> Any:
        tried.append(1)
        if len(tried) == 1:
            raise ModelError("not yet")
        return abs

    first, second = answered([None, [-1], [-2]], opened)
    assert isinstance(first, ModelError)
    assert second == [2]


class Odd(Exception):  # noqa: N818
    """Cannot be made again of its arguments, as the errors of some libraries."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def test_an_error_that_cannot_be_sent_is_told() -> None:
    def fails(_task: object) -> object:
        raise Odd("it", "broke")

    (reply,) = answered([None, [1]], lambda _: fails)
    assert isinstance(reply, RuntimeError)
    assert str(reply) == "Odd: it broke"


def test_what_goes_wrong_in_a_process_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    pool: Pool[object, object] = Pool(MODULE, 1, lost=str)
    with pool, pytest.raises(AttributeError, match="strip"):
        next(pool.results([[[1]]], ahead=1)).result()


# --- what is sent ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    one: object
    two: object = None


@dataclass(frozen=True, slots=True)
class Single:
    one: object


@dataclass(frozen=True)
class Open:
    one: object
    two: object


def test_what_is_sent_comes_out_as_it_was() -> None:
    shared = Pair(one="shared", two=frozenset({1}))
    for value in (
        Pair(one=[shared, shared], two=Single(Open(shared, {"a": shared}))),
        parse(LINE),
        [parse(LINE), None, ModelError("damaged"), Path("a"), "\udce9"],
        (),
    ):
        again = pickle.loads(packed(value))  # noqa: S301
        assert repr(again) == repr(value)
    again = pickle.loads(packed(Pair(one=shared, two=shared)))  # noqa: S301
    assert again == Pair(one=shared, two=shared)
    assert again.one is again.two
