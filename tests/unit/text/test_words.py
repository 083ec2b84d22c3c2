"""Tables of words are read in one way."""

from __future__ import annotations

from refcheck.text.words import word_set, word_table


def test_words_are_parted_by_any_white_space() -> None:
    assert word_set("""
        and &
        und\ty
        """) == {"and", "&", "und", "y"}
    assert word_set("  ") == frozenset()


def test_each_word_has_its_class_and_the_last_one_counts() -> None:
    assert word_table({"vol": "vol bd", "num": "no", "press": "bd"}) == {
        "vol": "vol",
        "no": "num",
        "bd": "press",
    }
