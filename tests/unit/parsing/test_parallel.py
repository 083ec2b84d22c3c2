"""Many strings: in order, as they come, in one process or several."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refcheck.parsing import parse, parse_lines

LINES = [
    "Nutt DJ. Ecstasy: how dangerous is it? J Psychopharmacol. 2009;23(1):3-5.",
    "",
    "Kuhn TS. The structure of scientific revolutions. Chicago: University of Chicago Press; 1996.",
    "?",
]


def test_the_order_is_kept() -> None:
    assert list(parse_lines(LINES)) == [parse(line) for line in LINES]


def test_each_line_is_parsed_as_it_is_asked_for() -> None:
    asked = []

    def lines() -> Iterator[str]:
        for line in LINES:
            asked.append(line)
            yield line

    next(parse_lines(lines()))
    assert asked == LINES[:1]


def test_several_processes_give_the_same() -> None:
    lines = LINES * 120  # more than one chunk
    assert list(parse_lines(lines, jobs=2)) == [parse(line) for line in lines]


def test_no_lines_give_nothing() -> None:
    assert list(parse_lines([])) == []
    assert list(parse_lines([], jobs=2)) == []


@pytest.mark.parametrize("stop", [1, 3])
def test_the_rest_may_be_left(stop: int) -> None:
    parsed = parse_lines(LINES * 300, jobs=2)
    assert [next(parsed) for _ in range(stop)] == [parse(line) for line in LINES[:stop]]
    parsed.close()  # type: ignore[attr-defined]
