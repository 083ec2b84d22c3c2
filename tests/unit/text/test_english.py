"""Spellings of one word."""

from __future__ import annotations

import pytest

from refcheck.text.english import common_spelling, has_two_spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("haemorrhage", "hemorrhage"),
        ("oesophagus", "esophagus"),
        ("tumour", "tumor"),
        ("tumourigenesis", "tumorigenesis"),
        ("tumourigenic", "tumorigenic"),
        ("colourimetric", "colorimetric"),
        ("lymphoedema", "lymphedema"),
        ("papilloedema", "papilledema"),
        ("gastrooesophageal", "gastroesophageal"),
        ("manoeuvres", "maneuvers"),
        ("disc", "disk"),
        ("randomised", "randomized"),
        ("labelled", "labeled"),
        ("centre", "center"),
        ("two", "2"),
        ("iv", "4"),
    ],
)
def test_one_word(one: str, other: str) -> None:
    assert common_spelling(one) == common_spelling(other)


@pytest.mark.parametrize("word", ["aerosol", "gastroenterology", "neuroendocrine", "wise", "four"])
def test_words_that_only_look_british(word: str) -> None:
    assert common_spelling(word) in {word, "4"}


@pytest.mark.parametrize(
    "word",
    [
        "characterisation", "characterization", "tumours", "tumor", "haemorrhage", "hemorrhage",
        "leukaemia", "leukemia", "ischemic", "oedema", "edema", "esophagus", "paediatric",
        "pediatric", "orthopedic", "gynecology", "diarrhea", "behavior", "centre", "center",
        "labeling", "analyzed", "sulfate",
    ],
)  # fmt: skip
def test_words_with_two_spellings(word: str) -> None:
    assert has_two_spellings(word)


@pytest.mark.parametrize(
    "word", ["phenotypic", "syndrome", "childhood", "metformin", "hepatitis", "seizures", "lung"]
)
def test_words_with_one_spelling(word: str) -> None:
    assert not has_two_spellings(word)
