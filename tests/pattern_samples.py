"""Texts that a pattern matches, made from the pattern itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_MOST_REPEATS = 2  # beyond the least
_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "0147",
    sre.CATEGORY_NOT_DIGIT: "aB ",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "aB1",
    sre.CATEGORY_WORD: "aB1",
    sre.CATEGORY_NOT_WORD: " ,.",
}
_ANY = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:()[]-/'\"éßЖ"


def samples(pattern: re.Pattern[str], *, count: int = 3000, seed: int = 1) -> Iterator[str]:
    """Yields texts in each of which the pattern is found; what is around it is left to chance."""
    dice = random.Random(seed)  # noqa: S311
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    for _ in range(count):
        text = "".join(_made(parsed, dice))
        if pattern.search(text):
            yield text


def _made(parsed: Any, dice: random.Random) -> Iterator[str]:
    for name, value in parsed:
        yield from _piece(name, value, dice)


def _piece(name: Any, value: Any, dice: random.Random) -> Iterator[str]:
    if name is sre.LITERAL:
        yield chr(value)
    elif name is sre.NOT_LITERAL:
        yield dice.choice([char for char in _ANY if char != chr(value)])
    elif name is sre.ANY:
        yield dice.choice(_ANY)
    elif name is sre.IN:
        yield dice.choice(_of_set(value))
    elif name is sre.BRANCH:
        yield from _made(dice.choice(value[1]), dice)
    elif name is sre.SUBPATTERN:
        yield from _made(value[3], dice)
    elif name in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, inner = value
        for _ in range(dice.randint(least, min(most, least + _MOST_REPEATS))):
            yield from _made(inner, dice)
    elif name is sre.ASSERT and value[0] < 0:
        yield from _made(value[1], dice)  # before what comes next, as it has to be


def _of_set(parts: Any) -> str:
    negated = parts[0][0] is sre.NEGATE
    chars = "".join(_members(parts[negated:]))
    return "".join(char for char in _ANY if char not in chars) if negated else chars


def _members(parts: Any) -> Iterator[str]:
    for name, value in parts:
        if name is sre.LITERAL:
            yield chr(value)
        elif name is sre.RANGE:
            low, high = value
            yield "".join(chr(low + (high - low) * step // 4) for step in range(5))
        else:
            yield _OF_CATEGORY[value]
