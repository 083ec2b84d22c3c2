"""Reads the tables of words of a room: words between white space, phrases between commas."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["phrase_set", "word_set", "word_table"]


def word_set(text: str) -> frozenset[str]:
    """Returns the words of a text, which are parted by white space, as a set."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """Returns the phrases of a text, which are parted by commas, as a set."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


def word_table(classes: Mapping[str, str]) -> dict[str, str]:
    """Returns the class of each word, from the words of each class; the last class counts."""
    return {word: name for name, words in classes.items() for word in words.split()}
