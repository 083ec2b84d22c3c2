"""Hashes of words, names and journals, and the 64-bit keys that are made of them.

A key is 38 bits of hash and 26 bits that number a record in its segment, so that a sorted array of
keys is an index by itself.
"""

from __future__ import annotations

from enum import IntEnum
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "ROW_BITS",
    "ROW_MASK",
    "U16",
    "U32",
    "U64",
    "Kind",
    "hash_of",
    "mixed",
    "word_hash",
]

U64 = NDArray[np.uint64]
U32 = NDArray[np.uint32]
U16 = NDArray[np.uint16]

ROW_BITS: Final = 26  # 67 million records in one segment: PubMed has some 40 million
ROW_MASK: Final = np.uint64((1 << ROW_BITS) - 1)
_SHIFT: Final = np.uint64(ROW_BITS)
# Odd numbers of 64 bits: of the golden ratio, and those of MurmurHash3 and SplitMix64.
_FACTORS: Final = tuple(
    np.uint64(factor)
    for factor in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xFF51AFD7ED558CCD,
    )
)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Kind(IntEnum):
    """What a key is made of. The numbers are in every index that was built."""

    TITLE_PAIR = 1  # two of the three rarest words of a title
    JOURNAL_YEAR_AUTHOR = 2
    VOLUME_PAGE_YEAR = 3
    AUTHORS_YEAR = 4  # the first two authors
    JOURNAL_WORD_YEAR = 5  # the first word of the title
    JOURNAL_VOLUME_AUTHOR = 6
    TITLE_START = 7  # its first three words
    VOLUME_PAGE_AUTHOR = 8
    JOURNAL_VOLUME_PAGE = 9
    JOURNAL_YEAR = 10
    DOI = 11
    PMCID = 12


def hash_of(text: str) -> int:
    """Returns 64 bits for a text, never 0, the same on every machine."""
    return (
        int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "little")
        or 1
    )


def word_hash(tag: str, word: str) -> int:
    """Returns the 38 bits under which the records with a word in a field are listed."""
    return hash_of(f"{tag}:{word}") >> ROW_BITS


def mixed(kind: Kind | U64, *parts: U64) -> U64:
    """Returns 38 bits for each row of up to three parts."""
    kinds = np.asarray(kind, dtype=np.uint64).reshape(-1)
    total = kinds * _FACTORS[0]
    for factor, part in zip(_FACTORS[1:], parts, strict=False):
        total = (total ^ part) * factor
        total ^= total >> np.uint64(29)
    total = (total ^ (total >> np.uint64(30))) * _FIRST
    total = (total ^ (total >> np.uint64(27))) * _SECOND
    result: U64 = (total ^ (total >> np.uint64(31))) >> _SHIFT
    return result
