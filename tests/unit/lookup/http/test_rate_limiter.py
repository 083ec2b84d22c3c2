"""One pace for a run and for all processes; the circuit of a dead service."""

from __future__ import annotations

import asyncio
import math
from pathlib import Path

import pytest

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.http.circuit_breaker import Circuit
from refcheck.lookup.http.rate_limiter import Pace


class Clock:
    """A clock that sleeping moves on."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def pace(clock: Clock, directory: Path, **settings: float | str) -> Pace:
    config = LookupConfig(pace_dir=directory, **settings)  # type: ignore[arg-type]
    return Pace(config, clock=clock, sleep=clock.sleep)


def turns(clock: Clock, *paces: Pace, number: int) -> list[float]:
    """When the turns are granted, in seconds after the first."""

    async def take() -> list[float]:
        times = []
        for count in range(number):
            await paces[count % len(paces)].turn()
            times.append(clock.now)
        return [round(moment - times[0], 6) for moment in times]

    return asyncio.run(take())


@pytest.mark.parametrize(
    ("settings", "interval"),
    [
        ({}, 1.1 / 3),
        ({"api_key": "k"}, 0.11),
        ({"rate": 2.0}, 0.5),
        ({"rate": 1000.0}, 0.001),
        ({"rate": 0.01}, 100.0),
        ({"rate": 0.0001}, 10_000.0),
    ],
)
def test_turns_are_so_far_apart(
    tmp_path: Path, settings: dict[str, float | str], interval: float
) -> None:
    clock = Clock()
    expected = [round(interval * count, 6) for count in range(4)]
    assert turns(clock, pace(clock, tmp_path, **settings), number=4) == expected


def test_two_processes_share_one_pace(tmp_path: Path) -> None:
    clock = Clock()
    both = pace(clock, tmp_path, rate=4.0), pace(clock, tmp_path, rate=4.0)
    assert turns(clock, *both, number=4) == [0, 0.25, 0.5, 0.75]


def test_two_slow_processes_share_one_pace(tmp_path: Path) -> None:
    clock = Clock()
    one, other = (pace(clock, tmp_path, rate=0.01) for _ in range(2))
    assert turns(clock, one, other, number=4) == [0, 100, 200, 300]
    later = pace(clock, tmp_path, rate=0.01)
    assert turns(clock, other, later, number=2) == [0, 100]


def test_a_slow_process_stays_slow_beside_a_quick_one(tmp_path: Path) -> None:
    clock = Clock()
    slow, quick = pace(clock, tmp_path, rate=0.01), pace(clock, tmp_path, rate=10)
    assert turns(clock, slow, number=1) == [0]
    assert turns(clock, quick, number=2)[1] == 0.1
    before = clock.now
    turns(clock, slow, number=1)
    assert clock.now - before == pytest.approx(99.9, abs=0.2)


def test_a_clock_that_was_set_back_is_not_waited_for(tmp_path: Path) -> None:
    clock = Clock()
    one = pace(clock, tmp_path, rate=0.01)
    turns(clock, one, number=1)
    clock.now -= 86_400
    before = clock.now
    turns(clock, one, number=1)
    assert clock.now == before


def test_another_key_and_another_address_have_their_own_pace(tmp_path: Path) -> None:
    clock = Clock()
    paces = (
        pace(clock, tmp_path, rate=1.0),
        pace(clock, tmp_path, rate=1.0, api_key="key-of-a-user"),
        pace(clock, tmp_path, rate=1.0, base_url="http://mirror.test/"),
    )
    assert turns(clock, *paces, number=3) == [0, 0, 0]
    states = sorted((tmp_path / "pace").glob("*.txt"))
    assert len(states) == 3
    for path in (tmp_path / "pace").iterdir():
        assert "key-of-a-user" not in path.name
        assert b"key-of-a-user" not in path.read_bytes()


def test_a_hold_is_shared(tmp_path: Path) -> None:
    clock = Clock()
    one, other = pace(clock, tmp_path, rate=10.0), pace(clock, tmp_path, rate=10.0)
    start = clock.now
    one.hold(start + 2)
    turns(clock, other, number=1)
    assert clock.now == pytest.approx(start + 2)
    turns(clock, one, number=1)
    assert clock.now == pytest.approx(start + 2.1)


def test_an_exhausted_window_is_waited_out(tmp_path: Path) -> None:
    """It began with the third last request, whichever process sent that."""
    clock = Clock()
    one, other = pace(clock, tmp_path, rate=5.0), pace(clock, tmp_path, rate=5.0)
    start = clock.now
    assert turns(clock, one, other, one, number=3) == [0, 0.2, 0.4]
    other.exhausted(3, clock.now)
    turns(clock, one, number=1)
    assert clock.now == pytest.approx(start + 1)
    turns(clock, one, number=1)
    assert clock.now == pytest.approx(start + 1.2)


@pytest.mark.parametrize("limit", [None, 0, 3])
def test_a_window_that_others_use_too_is_waited_for_whole(
    tmp_path: Path, limit: float | None
) -> None:
    clock = Clock()
    one = pace(clock, tmp_path, rate=5.0)
    turns(clock, one, number=2)
    sent = clock.now
    one.exhausted(limit, sent)
    turns(clock, one, number=1)
    assert clock.now == pytest.approx(sent + 1)


def test_a_lower_limit_is_obeyed_unless_the_user_named_a_rate(tmp_path: Path) -> None:
    clock = Clock()
    slowed = pace(clock, tmp_path, api_key="k")
    slowed.slow_down(2)
    assert turns(clock, slowed, number=2) == [0, 0.5]
    named = pace(clock, tmp_path, rate=100.0)
    named.slow_down(2)
    assert turns(clock, named, number=2) == [0, 0.01]


@pytest.mark.parametrize("content", ["", "soon", "99999999999", "nan"])
def test_a_damaged_state_file_does_no_harm(tmp_path: Path, content: str) -> None:
    clock = Clock()
    first = pace(clock, tmp_path, rate=4.0)
    turns(clock, first, number=1)
    first._file.write_text(content)
    assert turns(clock, pace(clock, tmp_path, rate=4.0), number=2) == [0, 0.25]


def test_where_nothing_can_be_written_the_process_keeps_its_own_pace(tmp_path: Path) -> None:
    (tmp_path / "pace").write_text("in the way")
    clock = Clock()
    assert turns(clock, pace(clock, tmp_path, rate=4.0), number=3) == [0, 0.25, 0.5]


# --- circuit --------------------------------------------------------------------------------------


def circuit(clock: Clock) -> Circuit:
    return Circuit(
        Timing(failures=3, failing=2, unreachable=1, patience=20, cool_down=30), clock=clock
    )


def test_a_short_glitch_does_not_open_the_circuit() -> None:
    clock = Clock()
    one = circuit(clock)
    assert not any(one.failed("down", clock.now) for _ in range(10))
    one.succeeded()
    clock.now += 5
    assert not one.failed("down", clock.now)
    assert one.open_reason() is None


def test_failures_over_a_while_open_it_and_one_attempt_is_made_again() -> None:
    clock = Clock()
    one = circuit(clock)
    one.failed("down", clock.now)
    one.failed("down", clock.now)
    clock.now += 2
    assert one.failed("down", clock.now)
    assert one.open_reason() == "down"
    clock.now += 30
    assert one.open_reason() is None  # the one attempt
    assert one.open_reason() == "down"
    assert not one.failed("still down", clock.now)
    assert one.open_reason() == "still down"
    clock.now += 30
    assert one.open_reason() is None
    one.succeeded()
    assert one.open_reason() is None


def test_a_long_time_without_an_answer_opens_it() -> None:
    clock = Clock()
    one = circuit(clock)
    began = clock.now
    clock.now += 20
    assert one.failed("slow", began)


def test_where_there_is_no_connection_less_patience_is_needed() -> None:
    clock = Clock()
    one = circuit(clock)
    assert not one.failed("no connection", clock.now, unreachable=True)
    clock.now += 1
    assert not one.failed("down", clock.now)
    assert one.failed("no connection", clock.now, unreachable=True)


def test_a_refusal_lasts() -> None:
    clock = Clock()
    one = circuit(clock)
    assert one.open("refused", math.inf)
    assert not one.open("refused", math.inf)
    clock.now += 1e9
    assert one.open_reason() == "refused"
