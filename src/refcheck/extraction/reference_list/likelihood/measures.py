"""What a string contains how much of: words of prose, capitals, sentences, commas."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

from refcheck.extraction.reference_list.likelihood.names import NAMES, UPPER
from refcheck.extraction.words import PERSONAL_WORDS, VERBS
from refcheck.text.patterns import has_any, lazy_regex

__all__ = ["MEASURES", "measures", "with_plain_signs"]

# What is measured, and what one unit of it adds to the log-odds.
MEASURES: Final[dict[str, float]] = {
    "personal words": -0.35,
    "verbs": -1.50,
    "capitals": 1.93,
    "sentences": -0.78,
    "shorter than 30": -2.72,
    "long without names": -4.61,
    "no digit": -3.26,
    "commas": 0.89,
}

# The signs that keep most references from being ASCII, or Latin-1: none is a letter or a digit.
_SIGNS: Final = "–’‘“”‑—„…‐"
_TOKEN: Final = lazy_regex(r"\w+")
_WORD: Final = lazy_regex(r"[^\W\d_]{2,40}")
# The stop comes first, so that `re` skips letters.
_SENTENCE: Final = lazy_regex(rf"[.!?](?<=[a-z].) [{UPPER}][a-z]+ (?:[a-z]+ ){{3}}")
# The letters that names and their particles begin with: most places in a text are passed over.
_NAMES: Final = lazy_regex(rf"(?=[{UPPER}abdltv])(?:{NAMES.pattern})")


def measures(text: str) -> tuple[float, ...]:
    """Returns what a string contains how much of, 0 to about 1.5 each, in the order of
    `MEASURES`."""
    words, capitals, personal, verbs = _counted(text)
    count = words or 1
    return (
        min(personal / count * 12, 1.5),
        min(verbs / count * 12, 1.5),
        capitals / count,
        min(len(_SENTENCE.findall(text)), 4) / 3,
        float(len(text) < 30),
        float(len(text) > 500 and _has_few_names(text[:400])),
        float(not _has_digit(text)),
        min(text.count(","), 8) / 6,
    )


def with_plain_signs(text: str) -> str:
    """Returns a text with a hyphen for each dash, quotation mark or ellipsis that is not ASCII."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, "-")
    return text


def _has_few_names(text: str) -> bool:
    return len(list(islice(_NAMES.finditer(text), 4))) < 4


def _has_digit(text: str) -> bool:
    return has_any(text, "0123456789") or (not text.isascii() and any(map(str.isdigit, text)))


def _counted(text: str) -> tuple[int, int, int, int]:
    """Returns how many words of two letters or more a string has; how many of them begin with a
    capital letter; and how many personal words and verbs there are.

    Bytes are parted at what is no letter in a quarter of the time that `re` takes, so that it is
    left to texts in other alphabets.
    """
    try:
        data = with_plain_signs(text).encode("latin-1")
    except UnicodeEncodeError:
        return _counted_in_any(text)
    shape = b" " + data.translate(_SHAPES)
    if _LONG_WORD in shape.lower():
        return _counted_in_any(text)
    capitals = shape.count(b" Aa") + shape.count(b" AA")
    words = capitals + shape.count(b" aa") + shape.count(b" aA")
    tokens = data.translate(_SMALL).split()
    if _PROSE_BYTES.isdisjoint(tokens):
        return words, capitals, 0, 0
    personal, verbs = _count_of(_PERSONAL_BYTES, tokens), _count_of(_VERB_BYTES, tokens)
    return words, capitals, personal, verbs


def _counted_in_any(text: str) -> tuple[int, int, int, int]:
    """Returns the same for a text in any alphabet."""
    words = _WORD.findall(text)
    tokens = _TOKEN.findall(text.lower())
    return (
        len(words),
        sum([word[0].isupper() for word in words]),
        _count_of(PERSONAL_WORDS, tokens),
        _count_of(VERBS, tokens),
    )


def _count_of(words: frozenset[Any], tokens: Sequence[Any]) -> int:
    return 0 if words.isdisjoint(tokens) else sum([token in words for token in tokens])


def _shape(char: str) -> str:
    if not char.isalnum() or char.isdecimal():
        return " "
    return "A" if char.isupper() else "a"


# What each character of Latin-1 is: "A" or "a" for letters; and, where a word with digits may
# contain it, itself in lower case. All else is a space.
_LATIN_1: Final = bytes(range(256)).decode("latin-1")
_SHAPES: Final = "".join(map(_shape, _LATIN_1)).encode("latin-1")
_SMALL: Final = "".join(
    char.lower() if char.isalnum() or char == "_" else " " for char in _LATIN_1
).encode("latin-1")
_LONG_WORD: Final = b"a" * 41  # `_WORD` takes it for two words
_PERSONAL_BYTES: Final = frozenset(word.encode("latin-1") for word in PERSONAL_WORDS)
_VERB_BYTES: Final = frozenset(word.encode("latin-1") for word in VERBS)
_PROSE_BYTES: Final = _PERSONAL_BYTES | _VERB_BYTES
