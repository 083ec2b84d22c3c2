"""Spellings of one word."""

from __future__ import annotations

import pytest

from refcheck.text.english import common_spelling


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
