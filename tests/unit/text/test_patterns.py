"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from refcheck.text.patterns import compile_with, has_any, lazy_regex


@pytest.fixture
def compiled() -> Iterator[list[str]]:
    """The patterns that were compiled since the test began."""
    found: list[str] = []

    def note(pattern: str, flags: int = 0) -> re.Pattern[str]:
        found.append(pattern)
        return re.compile(pattern, flags)

    compile_with(note)
    yield found
    compile_with(re.compile)


def test_a_pattern_is_compiled_once_and_only_when_it_is_used(compiled: list[str]) -> None:
    pattern = lazy_regex(r"\d+")
    assert pattern.pattern == r"\d+"
    assert compiled == []
    assert pattern.findall("1 and 22") == ["1", "22"]
    assert pattern.search("no digit") is None
    assert pattern.sub("#", "a1") == "a#"
    assert compiled == [r"\d+"]


def test_the_flags_are_those_of_re() -> None:
    pattern = lazy_regex("lancet", re.IGNORECASE)
    assert pattern.fullmatch("Lancet")
    assert pattern.flags & re.IGNORECASE
    assert lazy_regex("lancet").match("Lancet") is None


def test_what_is_asked_for_first_may_be_other_than_a_method() -> None:
    assert lazy_regex("(?P<year>[0-9]{4})").groupindex == {"year": 1}


def test_a_pattern_that_is_wrong_says_so_when_it_is_used() -> None:
    pattern = lazy_regex("(")
    with pytest.raises(re.error):
        pattern.search("anything")


@pytest.mark.parametrize(
    ("text", "pieces", "found"),
    [
        ("Sleep and mood", ("mood", "x"), True),
        ("Sleep and mood", ("x", "y"), False),
        ("Sleep and mood", (), False),
        ("", ("",), True),
    ],
)
def test_whether_one_of_the_pieces_is_in_a_text(
    text: str, pieces: tuple[str, ...], found: bool
) -> None:
    assert has_any(text, pieces) is found
