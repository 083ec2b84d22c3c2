"""The attributes that a model knows, and those of them that stand for several.

To hand its attributes to the labeller is what labelling costs. Many always come together: the word
with its first and last letters, a kind with its punctuation. `tools/training/merging.py` adds to
the trained model one attribute for each such group that is frequent, which weighs as much as all of
the group; the others remain for words that are not.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Container
from typing import Final

from refcheck.parsing.features import Merge

__all__ = ["merged_in", "merged_names"]

_OFFSET_OF_NAMES: Final = 36  # in the header of a model: where the database of names is
_DATABASE_HEAD: Final = 24 + 256 * 8
# A record of that database: a number, a length, and a name that a zero ends. Those of merged
# attributes, which alone begin with a capital, are the first.
_MERGED: Final = rb"(?s:.{5})\0\0\0(%s[^\0]*)\0" % b"[A-Z]="
_ALL_MERGED: Final = re.compile(rb"(?:%s)*" % _MERGED)
_NAME: Final = re.compile(_MERGED)


def merged_names(model: bytes) -> frozenset[bytes]:
    """Returns the names of the merged attributes in a model of CRFsuite."""
    (start,) = struct.unpack_from("<I", model, _OFFSET_OF_NAMES)
    found = _ALL_MERGED.match(model, start + _DATABASE_HEAD)
    return frozenset(_NAME.findall(model, *found.span())) if found else frozenset()


def merged_in(known: Container[bytes]) -> Merge:
    """Returns what gives one attribute in place of several where it is known."""

    def merge(whole: str | None, parts: Callable[[], tuple[bytes, ...]]) -> tuple[bytes, ...]:
        if whole is not None and (name := whole.encode()) in known:
            return (name,)
        return parts()

    return merge
