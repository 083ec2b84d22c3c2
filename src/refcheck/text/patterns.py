"""Patterns that are compiled when they are first used, and cheap tests to be made before them.

A plain article needs half of the patterns, and compiling all of them takes longer than checking a
short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast

__all__ = ["has_any", "lazy_regex"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _LazyPattern:
    """A pattern that is compiled when one of its methods is first asked for.

    The methods of the compiled pattern become its own, so that nothing lies between them and their
    callers from then on.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Returns what can be used as the compiled pattern is, and is compiled at its first use."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


def has_any(text: str, pieces: Iterable[str]) -> bool:
    """Returns whether one of the pieces is in a text: as a loop, a third as costly as `any`.

    >>> has_any("no such thing", ("or", "uch"))
    True
    """
    for piece in pieces:  # noqa: SIM110
        if piece in text:
            return True
    return False
