"""Normal forms of running text that the other modules build on, each made only here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NewType

from refcheck.text.patterns import lazy_regex

__all__ = ["Folded", "fold", "folded", "plain_lower", "squashed", "squeeze", "words"]

Folded = NewType("Folded", str)

# Longer texts are not worth caching: a reference has 100 to 600 characters, a hostile one millions.
_CACHED_LENGTH: Final = 1200

# Letters that Unicode does not decompose, as catalogues and PubMed write them without diacritics.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "n",
        "ŧ": "t",
    }
)


# Often these are all that is not ASCII: dashes, quotation marks, ellipses, fixed spaces. What is
# within a word and has no width (soft hyphens, joiners) parts no word.
_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("‐‑‒–—―‘’‚“”„…·\u00a0", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)
_FOLDED_CHARACTERS: Final = 8192  # that are remembered: a hostile text has a million others


class _Table(dict[int, str]):
    """What becomes of each character, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        folded = _TYPOGRAPHIC.get(code)
        if folded is None:
            decomposed = unicodedata.normalize("NFKD", chr(code).casefold().translate(_LETTERS))
            folded = "".join(
                char if char.isalnum() else " "
                for char in decomposed
                if not unicodedata.combining(char)
            )
        if len(self) < _FOLDED_CHARACTERS:
            self[code] = folded
        return folded


# One table for all of it: what becomes of a character does not depend on those around it.
_TABLE = _Table()


# The same for ASCII, of which most texts consist: as bytes they take a tenth of the time. Bytes of
# other characters stay as they are.
_ASCII: Final = "".join(_TABLE[code] for code in range(128)).encode() + bytes(range(128, 256))
_NOT_ASCII: Final = lazy_regex(r"[^\x00-\x7f]+")


def fold(text: str) -> Folded:
    """Lower case, no diacritics, letters and digits only, words apart by one space.

    >>> fold("O’Leary-Müller, J.")
    'o leary muller j'
    """
    if text.isascii() or (text := text.replace("–", "-")).isascii():  # often this is all
        text = text.encode().translate(_ASCII).decode()
    else:  # halves of surrogates are no letters, and must do no harm
        ascii_folded = text.encode("utf-8", "surrogatepass").translate(_ASCII)
        text = _NOT_ASCII.sub(_folded_run, ascii_folded.decode("utf-8", "surrogatepass"))
    # There is no white space left but spaces.
    return Folded(" ".join(text.split()) if "  " in text else text.strip())


def _folded_run(run: re.Match[str]) -> str:
    return "".join([_TABLE[ord(char)] for char in run[0]])


def plain_lower(text: str) -> str:
    """Returns the text in small letters, with "?" for each character that is not ASCII.

    To look for plain words, this is a fifth as costly as `lower` where a text has dashes.

    >>> plain_lower("Müller–Lyer")
    'm?ller?lyer'
    """
    if not text.isascii():
        text = text.encode("ascii", "replace").decode("ascii")
    return text.lower()


def squeeze(text: str) -> str:
    """White space of any kind folded to single spaces, none at the ends."""
    if text.isprintable() and "  " not in text:  # it has single spaces alone, as most texts do
        return text.strip(" ")
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def _folded(text: str) -> Folded:
    return fold(text)


@lru_cache(maxsize=1024)  # of a reference and its records two of three are asked for again
def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(text).split())


@lru_cache(maxsize=8192)
def _squashed(text: str) -> str:
    if text.isalpha() and text.isascii():
        return text.lower()  # as most family names are
    return _folded(text).replace(" ", "")


def folded(text: str) -> Folded:
    """Returns the same as `fold`, cached for texts that are asked for again."""
    return _folded(text) if len(text) <= _CACHED_LENGTH else fold(text)


def words(text: str) -> tuple[str, ...]:
    """Returns the folded words of a text, cached as in `folded`."""
    return _words(text) if len(text) <= _CACHED_LENGTH else tuple(fold(text).split())


def squashed(text: str) -> str:
    """Returns the folded text without spaces: "O'Leary", "O Leary" and "OLeary" are the same."""
    return _squashed(text) if len(text) <= _CACHED_LENGTH else fold(text).replace(" ", "")
