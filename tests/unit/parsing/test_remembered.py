"""Values that are kept for what was asked for lately."""

from __future__ import annotations

from refcheck.parsing.remembered import Remembered


def test_a_value_is_made_once() -> None:
    made: list[str] = []
    lengths = Remembered(lambda text: made.append(text) or len(text), most=4, longest=9)
    assert [lengths[text] for text in ("a", "bc", "a")] == [1, 2, 1]
    assert made == ["a", "bc"]


def test_what_is_asked_for_stays_and_the_rest_is_forgotten() -> None:
    made: list[str] = []
    doubled = Remembered(lambda text: made.append(text) or 2 * text, most=4, longest=9)
    assert "".join(doubled[text] for text in "0120340") == "00112200334400"
    assert made == ["0", "1", "2", "3", "4"]
    assert doubled["1"] == "11"
    assert made[-1] == "1"


def test_long_texts_are_not_kept() -> None:
    lengths = Remembered(len, most=4, longest=9)
    assert [lengths["a" * 9], lengths["a" * 10]] == [9, 10]
    assert list(lengths) == ["a" * 9]


def test_what_is_kept_is_found_and_nothing_is_made_for_that() -> None:
    lengths = Remembered(len, most=4)
    lengths.keep("abc", 7)
    assert (lengths.find("abc"), lengths.find("ab")) == (7, None)
    assert list(lengths) == ["abc"]


def test_what_is_found_stays() -> None:
    lengths = Remembered(len, most=4)
    for text in ("a", "bc", "def", "a", "gh", "i", "a", "jk"):
        if lengths.find(text) is None:
            lengths.keep(text, len(text))
    assert lengths.find("a") == 1
    assert lengths.find("bc") is None
