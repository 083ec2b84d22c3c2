"""The right word for a misspelt one, for messages to the user."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["choices", "did_you_mean", "nearest"]


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Returns the one of `words` that `word` was probably meant to be; None where none is near.

    >>> nearest("cache_dir", ["rate", "cache-dir"])
    'cache-dir'
    """
    from difflib import get_close_matches

    known = {_plain(candidate): candidate for candidate in words}
    # At 0.6 "format" would be taken for "rate".
    found = get_close_matches(_plain(word), known, n=1, cutoff=0.65)
    if found:
        return known[found[0]]
    parts = [plain for plain in known if _plain(word) in plain.split("-")]  # "age" in "max-age"
    return known[parts[0]] if len(parts) == 1 else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """Returns the end of a sentence that says what to write in place of `word`."""
    known = list(words)
    found = nearest(word, known)
    return f"did you mean {found}?" if found else f"use {choices(known)}"


def choices(words: Iterable[str]) -> str:
    """Returns a list in words.

    >>> choices(["text", "json", "csv"])
    'text, json or csv'
    """
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _plain(word: str) -> str:
    return word.strip().lower().replace("_", "-")
