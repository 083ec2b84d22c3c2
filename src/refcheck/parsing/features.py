"""What the labeller is shown of each token: the visible list of features.

Features are the cost of parsing, so those of a word alone are made once a word and kept. Each
line of `_own` and `features` is one feature; docs/development/parsing.md tells what each is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from refcheck.parsing.thresholds import LONGEST_WORD
from refcheck.parsing.tokens import Token, Word
from refcheck.parsing.words import WORD_CLASSES

__all__ = ["features"]

_ENDS = frozenset(".,;:?!")
_OPENING_QUOTES = frozenset('"“‘«')
_CLOSING_QUOTES = frozenset('"”’»“')


class _Letters(NamedTuple):
    """What the letters of a word give: features for itself (`own`), for its neighbour after it
    (`left`) and before it (`right`), and the class of words that it belongs to."""

    own: tuple[bytes, ...] = ()
    left: bytes = b"^"
    right: bytes = b"$"
    group: str = ""


class _Shape(NamedTuple):
    """What the kind of a word and its punctuation give: features for itself, for the token after it
    (`left`) and the second after it (`left2`), for those before it (`right`, `right2`); `edge`,
    `middle` and `kind` for a feature of three tokens; whether a segment may end with it, whether a
    quotation or a bracket opens or closes with it, and whether it is one of these or a year."""

    own: tuple[bytes, ...] = ()
    left: tuple[bytes, ...] = ()
    left2: tuple[bytes, ...] = ()
    right: tuple[bytes, ...] = ()
    right2: tuple[bytes, ...] = ()
    edge: bytes = b""
    middle: bytes = b""
    kind: bytes = b""
    ends: bool = False
    opens_quote: bool = False
    closes_quote: bool = False
    opens_bracket: bool = False
    closes_bracket: bool = False
    turns: bool = False


_NO_LETTERS = _Letters()
_START = _Shape(left2=(b"k-2=^",), edge=b"^")
_END = _Shape(right2=(b"k+2=$",), kind=b"$")
_NOTHING = _Shape()


# A word that is new is mostly so by its letters or by its digits; forms of kind and punctuation are
# few. So the two are made, and kept, apart.
@lru_cache(maxsize=1024)
def _of_number(kind: str, length: int) -> _Letters:
    own = _encoded("w=" + kind, f"n={length}")
    return _Letters(own, f"w-1={kind}".encode(), f"w+1={kind}".encode())


@lru_cache(maxsize=16384)
def _of_letters(lower: str, kind: str) -> _Letters:
    name = lower[:20]
    if kind in "EX":
        name = "".join("0" if char.isdigit() else char for char in lower[:12])
    if kind == "E":
        own = ["w=" + name, f"n={len(lower)}"]
    else:
        length = 0 if kind == "P" else min(len(lower), 12)
        own = [
            "w=" + name,
            "e3=" + lower[-3:],
            "p3=" + lower[:3],
            "e2=" + lower[-2:],
            f"l={length}",
        ]
    group = WORD_CLASSES.get(lower, "")
    if group == "and" and kind == "I":
        group = ""  # "E." and "Y." are initials
    if group:
        own.append("c=" + group)
    return _Letters(_encoded(*own), f"w-1={name}".encode(), f"w+1={name}".encode(), group)


@lru_cache(maxsize=8192)
def _of_shape(before: str, kind: str, group: str, after: str) -> _Shape:
    tail, head = after[:2], before[-1:]
    own = ["k=" + kind, "a=" + tail, "b=" + head, "ka=" + kind + tail]
    if kind in "NYRE":
        own.append("bna=" + head + kind + after[:1])
    near = group or kind
    opens_quote = not _OPENING_QUOTES.isdisjoint(before)
    closes_quote = not _CLOSING_QUOTES.isdisjoint(after)
    opens_bracket = "(" in before or "[" in before
    closes_bracket = ")" in after or "]" in after
    return _Shape(
        own=_encoded(*own),
        left=_encoded("k-1=" + near, "a-1=" + tail, "ka-1=" + near + tail),
        left2=_encoded("k-2=" + kind + after[:1]),
        right=_encoded("k+1=" + near, "b+1=" + head, "ka+1=" + near + tail, "a+1=" + tail),
        right2=_encoded("k+2=" + kind),
        edge=(kind + after[:1]).encode(),
        middle=(before[:1] + kind + after[:1]).encode(),
        kind=kind.encode(),
        ends=after[-1:] != "’" and not _ENDS.isdisjoint(after),
        opens_quote=opens_quote,
        closes_quote=closes_quote,
        opens_bracket=opens_bracket,
        closes_bracket=closes_bracket,
        turns=opens_quote or closes_quote or opens_bracket or closes_bracket or kind == "Y",
    )


def _encoded(*names: str) -> tuple[bytes, ...]:
    """As the labeller takes them: it would encode each of them anew, token by token."""
    return tuple(map(str.encode, names))


def features(tokens: Sequence[Token]) -> list[list[bytes]]:
    """Returns one list of features a token. Nothing but the tokens themselves is looked at."""
    words = [token.word for token in tokens]
    of_letters: Callable[[str, str], _Letters] = _of_letters
    of_shape: Callable[[str, str, str, str], _Shape] = _of_shape
    if any(token.end - token.start > LONGEST_WORD for token in tokens):
        of_letters, of_shape = _of_letters.__wrapped__, _of_shape.__wrapped__
    found = [
        _of_number(kind, len(core)) if kind in "NYR" else of_letters(lower, kind)
        for _, core, _, lower, kind in words
    ]
    letters = [_NO_LETTERS, *found, _NO_LETTERS]
    shapes = [
        of_shape(head, kind, one.group, tail)
        for (head, _, tail, _, kind), one in zip(words, found, strict=True)
    ]
    around = [_NOTHING, _START, *shapes, _END, _NOTHING]
    rows = zip(
        letters, letters[1:], letters[2:], around, around[1:], shapes, around[3:], around[4:],
        _places(len(words)), _segments(words, shapes), _surroundings(shapes), strict=False,
    )  # fmt: skip
    return [
        [
            *own.own,
            *shape.own,
            before.left,
            *left.left,
            *before2.left2,
            after.right,
            *right.right,
            *after2.right2,
            b"t=" + left.edge + shape.middle + right.kind,
            place,
            *segment,
            *surround,
        ]
        for before, own, after, before2, left, shape, right, after2, place, segment, surround
        in rows
    ]  # fmt: skip


@lru_cache(maxsize=512)
def _places(count: int) -> tuple[bytes, ...]:
    """Returns the places of `count` tokens: the first four, then eighths of the whole."""
    return _encoded(
        *(f"i={place if place < 4 else 4 + place * 8 // count}" for place in range(count))
    )


# after the first year, in brackets, in a quotation (0, 1), or its last token (2)
_SURROUNDINGS = {
    (year, bracketed, quoted): _encoded(
        "y+" if year else "y-", *("", "q", "q q$")[quoted].split(), *["br"] * bracketed
    )
    for year in (False, True)
    for bracketed in (False, True)
    for quoted in (0, 1, 2)
}


def _surroundings(parts: Sequence[_Shape]) -> Iterator[tuple[bytes, ...]]:
    """Yields, for each token whether it is in a quotation, in brackets, after the first year."""
    year = bracketed = quoted = False
    plain = _SURROUNDINGS[False, False, 0]
    for part in parts:
        if not part.turns:
            yield plain
            continue
        quoted = quoted or part.opens_quote
        bracketed = bracketed or part.opens_bracket
        closes = quoted and part.closes_quote
        yield _SURROUNDINGS[year, bracketed, 2 if closes else int(quoted)]
        quoted = quoted and not closes
        bracketed = bracketed and not part.closes_bracket
        year = year or part.kind == b"Y"
        plain = _SURROUNDINGS[year, bracketed, int(quoted)]


def _segments(words: Sequence[Word], parts: Sequence[_Shape]) -> list[tuple[bytes, ...]]:
    """Returns, for each token the number of its segment, with the style of the string, and the
    segment's features ("z": it is the last).

    A segment ends at punctuation. What follows it tells a title (a capitalised word) from a journal
    (a number or a year), and so does the share of capitals in it.
    """
    result: list[tuple[bytes, ...]] = []
    start = number = capitals = 0
    style = _style(words)
    following: Word | None
    for place, (word, part, following) in enumerate(
        zip(words, parts, [*words[1:], None], strict=True)
    ):
        if word.kind in "CUI":
            capitals += 1
        if following and not part.ends and following.kind not in "NRYD":
            continue
        after = (following.kind + following.before[-1:]) if following else "$"
        length = place + 1 - start
        size = length if length < 5 else 5 + (length > 8) + (length > 14)
        here = (
            f"g={number}{style}".encode(),
            *_segment(after, word.after[:1], size, capitals * 4 // length),
        )
        if length > 1:
            result += [here] * (length - 1)
        result.append((*here, b"z"))
        if size > 2 and number < 6:
            number += 1
        start, capitals = place + 1, 0
    return result


@lru_cache(maxsize=8192)
def _segment(after: str, end: str, size: int, share: int) -> tuple[bytes, ...]:
    return _encoded(f"nx={after}{end}", f"sl={size}", f"cp={share}", f"x={after}{end}{size}{share}")


def _style(words: Sequence[Word]) -> str:
    """Returns how the whole string looks: where its first year is, whether it begins like a
    name."""
    first = words[0].kind if words else ""
    second = words[1].kind if len(words) > 1 else ""
    year = next((place for place, word in enumerate(words) if word.kind == "Y"), None)
    where = (
        "-" if year is None else ("e" if year * 2 < len(words) else "l") + words[year].before[:1]
    )
    return f"{first}{words[0].after[:1] if words else ''}{second}{where}"
