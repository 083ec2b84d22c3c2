"""Patterns that are compiled when they are first used, and cheap tests to be made before them.

A plain article needs half of the patterns, and compiling all of them takes longer than checking a
short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, ClassVar, cast

__all__ = ["Hinted", "compile_with", "has_any", "lazy_regex"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _LazyPattern:
    """A pattern that is compiled when one of its methods is first asked for.

    The methods of the compiled pattern become its own, so that nothing lies between them and their
    callers from then on.
    """

    compiler: ClassVar[Callable[[str, int], re.Pattern[str]]]

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = _LazyPattern.compiler(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Returns what can be used as the compiled pattern is, and is compiled at its first use."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))


def _begin(pattern: str, flags: int) -> re.Pattern[str]:
    """Compile the first pattern, and from then on take those that the command has kept."""
    from refcheck.kept_patterns import PatternStore

    compile_with(PatternStore(is_read_only=True).compile)
    return _LazyPattern.compiler(pattern, flags)


def compile_with(compiler: Callable[[str, int], re.Pattern[str]]) -> None:
    """Have `compiler`, which returns what `re.compile` does, compile what has not been used yet."""
    _LazyPattern.compiler = compiler


compile_with(_begin)


class Hinted:
    """A pattern, whatever the case, that is tried only in a text that has one of its hints.

    Whatever the pattern matches has one of them ("thesis|dissert") within it, in folded case. Where
    a pattern begins in twenty ways, finding that a text has none costs a tenth of trying it.
    """

    __slots__ = ("_hints", "_pattern")

    def __init__(self, pattern: str, *, hints: str) -> None:
        self._hints = tuple(hints.split("|"))
        self._pattern = lazy_regex(pattern, re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Returns whether the pattern is somewhere in a text."""
        return has_any(_folded(text), self._hints) and self._pattern.search(text) is not None

    def begins(self, text: str) -> bool:
        """Returns whether a text begins with the pattern."""
        return self._pattern.match(text) is not None


@lru_cache(maxsize=8)  # one text is asked about several patterns
def _folded(text: str) -> str:
    return text.casefold()


def has_any(text: str, pieces: Iterable[str]) -> bool:
    """Returns whether one of the pieces is in a text: as a loop, a third as costly as `any`.

    >>> has_any("no such thing", ("or", "uch"))
    True
    """
    for piece in pieces:  # noqa: SIM110
        if piece in text:
            return True
    return False
