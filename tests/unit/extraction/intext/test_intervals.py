"""Intervals of values in square brackets cite nothing."""

from __future__ import annotations

import pytest

from refcheck.extraction.intext.intervals import is_interval

INTERVALS = [
    "Median score 36 [33, 40] in group A",
    "versus a mean of 35 [31, 39] in group B",
    "a median of 62 [45–78] years",
    "aged 62 years [45-78]",
    "Mean 7.2 [5–9]; the others",
    "an OR of 6 [5-8].",
    "the 95% CI was [2, 9] and",
    "and the IQR [5, 8]; then",
    "in the range [5-15] of values",
    "with an interquartile range of [5, 12]",
    "drawn from U[1, 50] and",
    "where x ∈ [31, 40].",
    "Let x in [5, 8] be",
    "t = [5, 8]",
    "the peptide [31-41] of the protein",
    "in these residues [3-13]",
    "and residues [45–60] were used",
    "amyloid beta [1-42] and",
    "of PTH [1-34] were used",
    "the stay was 7 [5; 12] days",
    "12.4% [8–15] of them",
    "was 120 mmHg [110; 130]",
]
CITATIONS = [
    "as in phase 2 [1, 4] and others",
    "over a wide range [3, 15]",
    "natriuretic peptide [12-14]",
    "in these residues [3-12]",
    "of the QT interval [3, 14]",
    "with type 2 [1, 4] diabetes",
    "as shown before [33, 40]",
    "in 36 [3, 4] of the patients",
    "in 1998 [33, 40] it was",
    "measured with the SF-36 [33, 40]",
    "of COVID-19 [3, 40] we know",
    "median survival has improved [3, 4].",
    "a mean of 36 [3] was",
    "in the range of others [40, 33]",
    "in 3 studies [1, 4]",
    "there were 36 [33, 40].",
    "of interleukin 6 [5-8]",
    "reviewed by Smith [5-8]",
    "confidence in it was low [12, 15]",
    "the score of study 12 [10, 15] was low",
]


def bracket(text: str) -> tuple[int, int]:
    return text.index("["), text.index("]") + 1


@pytest.mark.parametrize("text", INTERVALS)
def test_an_interval_is_recognised(text: str) -> None:
    assert is_interval(text, *bracket(text))


@pytest.mark.parametrize("text", CITATIONS)
def test_numbers_that_cite_are_no_interval(text: str) -> None:
    assert not is_interval(text, *bracket(text))


def test_what_is_measured_is_said_within_160_characters() -> None:
    for filler, expected in ((149, True), (150, False)):
        text = f"median {'x' * filler} 36 [33, 40]"
        assert is_interval(text, *bracket(text)) is expected
