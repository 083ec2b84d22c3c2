"""Typos, and words that differ."""

from __future__ import annotations

import pytest

from refcheck.compare.similarity import Segment, is_typo, segments
from refcheck.text.folding import fold, folded, squashed, words


@pytest.mark.parametrize(
    ("one", "other", "typo"),
    [
        ("rajkumar", "rajkumer", True),
        ("hasselman", "hasselmann", True),
        ("wang", "wnag", True),
        ("wang", "zhao", False),
        ("a", "b", False),
        ("li", "lu", True),
        ("naughton", "clarke", False),
    ],
)
def test_is_typo(one: str, other: str, *, typo: bool) -> None:
    assert is_typo(one, other) is typo


def test_segments() -> None:
    cited = words("Two cellular hypotheses explain the initiation")
    recorded = words("Two cellular hypotheses explaining the initiation of actions")
    assert list(segments(cited, recorded)) == [
        Segment(("explain",), ("explaining",), 3, 3),
        Segment((), ("of", "actions"), 6, 6),
    ]
    assert list(segments(cited, cited)) == []


def test_words() -> None:
    assert words("O’Leary-Müller, J.") == ("o", "leary", "muller", "j")
    assert squashed("O’Leary-Müller, J.") == "olearymullerj"
    assert folded("x" * 5000) == "x" * 5000


def test_what_has_no_width_parts_no_word() -> None:
    assert fold("keta\u00admine, keta\u200cmine") == "ketamine ketamine"
    assert fold("می\u200cخواهم") == fold("میخواهم")


def test_the_short_way_of_folding_is_the_long_way() -> None:
    every = "".join(map(chr, range(128)))
    assert fold(every) == fold(every + " é").removesuffix(" e")
