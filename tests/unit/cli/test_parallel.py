"""Many strings in several processes: in order, a few ahead, and with errors that arrive."""

from __future__ import annotations

import itertools
import multiprocessing
import signal
from collections.abc import Iterator

import pytest

from refcheck import parsing
from refcheck.cli import parallel
from refcheck.cli.parallel import parse_lines
from refcheck.errors import ModelError

STRINGS = [
    "Loo CK. Can we confidently use ketamine as a clinical treatment for depression? "
    f"Lancet Psychiatry. 2018;5(1):{page}-2."
    for page in range(1, 1_001)
]


def test_one_process_takes_no_line_before_the_last_is_answered() -> None:
    taken = 0

    def typed() -> Iterator[str]:
        nonlocal taken
        for line in ("one", "two", "three"):
            taken += 1
            yield line

    for number, (line, _) in enumerate(parse_lines(typed(), 1), 1):
        assert taken == number
        assert line in ("one", "two", "three")


def test_processes_give_the_same_in_the_same_order() -> None:
    assert list(parse_lines(STRINGS, 2)) == list(parse_lines(STRINGS, 1))


def test_no_lines() -> None:
    assert list(parse_lines([], 2)) == []


def test_memory_is_bounded_however_long_the_input_is() -> None:
    taken = itertools.count()
    endless = (f"Reference {next(taken)}" for _ in itertools.count())
    parsed = parse_lines(endless, 2)
    for _ in range(500):
        next(parsed)
    parsed.close()  # type: ignore[attr-defined] # a generator
    assert next(taken) < 500 + 8 * parallel._CHUNK


def test_an_error_of_the_model_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("the patch reaches forked processes only")

    def fail(_text: str) -> None:
        raise ModelError("the model is damaged")

    monkeypatch.setattr(parsing, "parse", fail)
    with pytest.raises(ModelError, match="the model is damaged"):
        list(parse_lines(STRINGS, 2))


def test_a_process_that_is_killed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("the patch reaches forked processes only")

    def die(_text: str) -> None:
        signal.raise_signal(signal.SIGKILL)

    monkeypatch.setattr(parsing, "parse", die)
    with pytest.raises(ModelError, match="ended before its work"):
        list(parse_lines(STRINGS, 2))


def test_processes_leave_interrupts_to_the_parent() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        parallel._leave_interrupts_to_the_parent()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
