"""JSON that is safe to show: the same values, and every character that steers is escaped."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.reports.json_text import json_text
from refcheck.text.typography import STEERING_BUT_C0

# Persian and plain letters before joiners, which are escaped behind the latter alone.
PIECES = ("a", " ", "é", "–", "ب", "\u200c", "\u200d", "\u202e", "\x7f", "\x85", "\n", "\U0001f600")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20)


@given(TEXTS)
def test_nothing_steers_and_nothing_is_lost(text: str) -> None:
    shown = json_text({"title": text})
    assert not STEERING_BUT_C0.search(shown)
    assert json.loads(shown) == {"title": "".join(_without_half(char) for char in text)}


def _without_half(char: str) -> str:
    return "\ufffd" if "\ud800" <= char <= "\udfff" else char


@pytest.mark.parametrize("text", ["بب\u200cب", "a\u200c", "بa\u200c"])
def test_a_joiner_is_escaped_where_it_joins_nothing(text: str) -> None:
    assert (r"\u200c" in json_text(text)) == bool(STEERING_BUT_C0.search(text))


def test_lines_after_the_first_are_moved_to_the_right() -> None:
    value = {"raw": "one\ntwo", "list": [1]}
    lines = json_text(value, indented=True).split("\n")
    moved = json_text(value, indented=True, depth=4).split("\n")
    assert moved == [lines[0], *("    " + line for line in lines[1:])]
