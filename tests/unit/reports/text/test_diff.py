"""What is marked where two values differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.reports.text.diff import Marked, compare, whole
from refcheck.reports.text.terminal import cell_len


def shown(value: Marked) -> str:
    return "".join(f"[{text}]" if marked else text for text, marked in value.pieces())


@pytest.mark.parametrize(
    ("cited", "expected", "marked"),
    [
        ("2012", "2015", ("201[2]", "201[5]")),
        ("23-35", "23-53", ("23-[35]", "23-[53]")),
        ("Daw GS", "Dawe GS", ("Da[w] GS", "Daw[e] GS")),
        ("awe", "Dawe", ("[a]we", "[D]awe")),
        (
            "a systemic review",
            "a systematic review",
            ("a syste[m]ic review", "a system[at]ic review"),
        ),
        ("Fam J, Yeo EY", "Yeo EY", ("[Fam J, ]Yeo EY", "Yeo EY")),
        ("12", "", ("[12]", "")),
        ("same", "same", ("same", "same")),
        (
            "explain ketamine’s Rôle",
            "explaining ketamine's role",
            ("explai[n] ketamine’s Rôle", "explain[ing] ketamine's role"),
        ),
        ("Role, again", "role again", ("[Role,] again", "[role] again")),
    ],
)
def test_compare(cited: str, expected: str, marked: tuple[str, str]) -> None:
    assert tuple(map(shown, compare(cited, expected))) == marked


@given(st.text(), st.text())
def test_the_text_is_kept_and_equal_texts_bear_no_mark(cited: str, expected: str) -> None:
    left, right = compare(cited, expected)
    assert (left.text, right.text) == (cited, expected)
    assert len(left.marks) == len(cited)
    assert len(right.marks) == len(expected)
    assert (cited == expected) == (not any(left.marks + right.marks))


@given(st.text(alphabet="ab 日"), st.integers(min_value=2, max_value=20))
def test_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = whole(text).lines(width)
    assert all(cell_len(line.text) <= width for line in lines)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


def test_near_keeps_the_first_difference() -> None:
    left, right = compare("word " * 100 + "alpha", "word " * 100 + "beta")
    for value, word in ((left, "alpha"), (right, "beta")):
        cut = value.near(60, "…")
        assert cut.width <= 60
        assert cut.text.startswith("…")
        assert cut.text.endswith(word)
    assert whole("x" * 100).near(50, "…").text == "x" * 48 + "…"
    assert whole("short").near(50, "…").text == "short"


def test_very_long_values_are_compared_by_their_ends() -> None:
    cited = "a " * 2000
    left, right = compare(cited + "x", cited + "y")
    assert shown(left) == cited + "[x]"
    assert shown(right) == cited + "[y]"
