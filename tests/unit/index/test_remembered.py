"""What is remembered has an end, and what was asked for last stays."""

from __future__ import annotations

from refcheck.index.storage.remembered import Remembered


def test_what_was_asked_for_last_stays() -> None:
    known: Remembered[str] = Remembered(10)
    known.add(1, "one", 4)
    known.add(2, "two", 4)
    assert known.get(1) == "one"
    known.add(3, "three", 4)
    assert (known.get(1), known.get(2), known.get(3)) == ("one", None, "three")


def test_never_more_than_it_may() -> None:
    known: Remembered[int] = Remembered(10)
    sizes = [3, 9, 1, 1, 10, 2, 5, 4, 0, 7]
    for number, size in enumerate(sizes):
        known.add(number, number, size)
        assert sum(sizes[at] for at in range(number + 1) if at in known) <= 10
        assert number in known


def test_a_value_that_is_too_large_pushes_nothing_out() -> None:
    known: Remembered[str] = Remembered(10)
    known.add(1, "one", 10)
    known.add(2, "two", 11)
    assert known.get(1) == "one"
    assert 2 not in known
