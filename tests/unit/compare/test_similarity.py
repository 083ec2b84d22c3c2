"""Typos, and words that differ."""

from __future__ import annotations

import pytest

from refcheck.compare.similarity import Segment, is_typo, segments
from refcheck.text.folding import words


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
