"""The right word for a misspelt one."""

from __future__ import annotations

import pytest

from refcheck.text.spelling import choices, did_you_mean, nearest

RULES = ["year-mismatch", "title-mismatch", "author-missing"]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("year-mismach", "year-mismatch"),
        ("YEAR_MISMATCH", "year-mismatch"),
        (" title-mismatch ", "title-mismatch"),
        ("pages", None),
        ("", None),
    ],
)
def test_nearest(word: str, right: str | None) -> None:
    assert nearest(word, RULES) == right


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("format", None),
        ("age", "max-age"),
        ("URL", "eutils-url"),
        ("cache_directory", "cache-dir"),
        ("mail", "email"),
    ],
)
def test_half_the_letters_are_not_near_but_a_part_of_the_name_is(
    word: str, right: str | None
) -> None:
    assert nearest(word, ["max-age", "rate", "eutils-url", "cache-dir", "email"]) == right


def test_a_word_that_is_near_to_none_is_answered_with_all() -> None:
    assert did_you_mean("yaml", ["text", "json"]) == "use text or json"
    assert did_you_mean("jsn", ["text", "json"]) == "did you mean json?"


def test_choices() -> None:
    assert choices(["text"]) == "text"
    assert choices(["text", "json", "csv"]) == "text, json or csv"
