"""What the labeller is shown of each token: the visible list of features.

Features are the cost of parsing, so those of a word alone are made once a word and kept. They are
named in the methods of `FeatureMaker`; docs/development/parsing.md tells what each is for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product

from refcheck.parsing.remembered import Remembered
from refcheck.parsing.thresholds import LONGEST_WORD
from refcheck.parsing.tokens import Token, Word
from refcheck.parsing.words import WORD_CLASSES

__all__ = ["FeatureMaker", "Merge", "one_by_one"]

_ENDS = frozenset(".,;:?!")
_OPENING_QUOTES = frozenset('"“‘«')
_CLOSING_QUOTES = frozenset('"”’»“')
_PLACES = 12  # that are told apart: the first four, and the eighths of the whole
_CAPITALS = str.maketrans("UI", "CC")  # kinds of words that have one


# What the letters of a word give: features for itself, for its neighbour after it and before it,
# and the class of words that it belongs to. Plain tuples are the collector of garbage's no more.
_Letters = tuple[tuple[bytes, ...], bytes, bytes, str]


# Not frozen, which would double what making one costs, nor a tuple, whose fields take longer to
# read.
@dataclass(slots=True)
class _Shape:
    """What the kind of a word and its punctuation give: features for itself, for the token after it
    (`left`) and the second after it (`left2`), for those before it (`right`, `right2`); `edge`,
    `middle` and `kind` for a feature of three tokens, `front` for one of the segment before it;
    whether a segment may end with it, whether a quotation or a bracket opens or closes with it, and
    whether it is one of these or a year."""

    own: tuple[bytes, ...] = ()
    left: tuple[bytes, ...] = ()
    left2: tuple[bytes, ...] = ()
    right: tuple[bytes, ...] = ()
    right2: tuple[bytes, ...] = ()
    edge: bytes = b""
    middle: bytes = b""
    kind: bytes = b""
    front: str = ""
    ends: bool = False
    opens_quote: bool = False
    closes_quote: bool = False
    opens_bracket: bool = False
    closes_bracket: bool = False
    turns: bool = False


_NO_LETTERS: _Letters = ((), b"^", b"$", "")
_START = _Shape(left2=(b"k-2=^",), edge=b"t=^")
_END = _Shape(right2=(b"k+2=$",), kind=b"$", front="$")
_NOTHING = _Shape()


# How features that always come together are given: `whole` is the name of one that stands for all
# of them, None where there is none. Only where it is not known are the others made.
Merge = Callable[[str | None, Callable[[], tuple[bytes, ...]]], tuple[bytes, ...]]


def one_by_one(_whole: str | None, parts: Callable[[], tuple[bytes, ...]]) -> tuple[bytes, ...]:
    """Returns the features as the labeller is trained with them."""
    return parts()


def _encoded(names: str) -> tuple[bytes, ...]:
    """Returns names that spaces part, which words and signs do not have, as the labeller takes
    them: it would encode each of them anew."""
    return tuple(names.encode().split(b" "))


class FeatureMaker:
    """Makes the features of strings, those that always come together as `merge` gives them.

    A word that is new is mostly so by its letters or by its digits; forms of kind and punctuation
    are few. So the two are made, and kept, apart.
    """

    def __init__(self, merge: Merge = one_by_one) -> None:
        self._merge = merge
        self._of_number = lru_cache(maxsize=1024)(self._number)
        self._of_letters = Remembered(self._letters, most=16384)
        self._of_shape = Remembered(self._shape, most=8192)
        self._of_segment = lru_cache(maxsize=8192)(self._segment)
        self._surroundings = _surroundings(merge)

    def __call__(self, tokens: Sequence[Token]) -> list[list[bytes]]:
        """Returns one list of features a token. Nothing but the tokens themselves is looked at."""
        words = [token.word for token in tokens]
        of_letters: Mapping[tuple[str, str], _Letters] = self._of_letters
        of_shape: Mapping[tuple[str, str, str, str], _Shape] = self._of_shape
        if max([token.end - token.start for token in tokens], default=0) > LONGEST_WORD:
            # Each of these is used for this string alone.
            of_letters = Remembered(self._letters, most=len(tokens))
            of_shape = Remembered(self._shape, most=len(tokens))
        of_number = self._of_number
        found = [
            of_number(word.kind, len(word.core))
            if word.kind in "NYR"
            else of_letters[word.lower, word.kind]
            for word in words
        ]
        shapes = [
            of_shape[word.before, word.kind, group, word.after]
            for word, (_, _, _, group) in zip(words, found, strict=True)
        ]
        letters = [_NO_LETTERS, *found, _NO_LETTERS]
        around = [_NOTHING, _START, *shapes, _END, _NOTHING]
        rows = zip(
            letters, letters[1:], letters[2:], around, around[1:], shapes, around[3:], around[4:],
            self._segments(words, shapes), self._surrounds(shapes), strict=False,
        )  # fmt: skip
        return [
            [
                *own[0],
                *shape.own,
                before[1],
                *left.left,
                *before2.left2,
                after[2],
                *right.right,
                *after2.right2,
                left.edge + shape.middle + right.kind,
                *segment,
                *surround,
            ]
            for before, own, after, before2, left, shape, right, after2, segment, surround in rows
        ]  # fmt: skip

    def _number(self, kind: str, length: int) -> _Letters:
        own = self._merge(f"W={kind}{length}", lambda: _encoded(f"w={kind} n={length}"))
        return own, ("w-1=" + kind).encode(), ("w+1=" + kind).encode(), ""

    def _letters(self, looked_up: tuple[str, str]) -> _Letters:
        lower, kind = looked_up
        name = lower[:20]
        whole: str | None = "W=" + lower
        if kind in "EX":
            name = "".join("0" if char.isdigit() else char for char in lower[:12])
            whole = "W=" + name if kind == "E" and len(lower) == len(name) else None
        group = WORD_CLASSES.get(lower, "")
        if group == "and" and kind == "I":
            group, whole = "", None  # "E." and "Y." are initials

        def parts() -> tuple[bytes, ...]:
            length = 0 if kind == "P" else min(len(lower), 12)
            ends = f"e3={lower[-3:]} p3={lower[:3]} e2={lower[-2:]} l={length}"
            own = f"w={name} n={len(lower)}" if kind == "E" else f"w={name} {ends}"
            return _encoded(f"{own} c={group}" if group else own)

        left, right = f"w-1={name} w+1={name}".encode().split(b" ")
        return self._merge(whole, parts), left, right, group

    def _shape(self, looked_up: tuple[str, str, str, str]) -> _Shape:
        before, kind, group, after = looked_up
        tail, head = after[:2], before[-1:]
        near = group or kind
        number = f" bna={head}{kind}{after[:1]}" if kind in "NYRE" else ""
        opens_quote = not _OPENING_QUOTES.isdisjoint(before)
        closes_quote = not _CLOSING_QUOTES.isdisjoint(after)
        opens_bracket = "(" in before or "[" in before
        closes_bracket = ")" in after or "]" in after
        return _Shape(
            own=self._merge(
                f"K={head}{kind}{tail}",
                lambda: _encoded(f"k={kind} a={tail} b={head} ka={kind}{tail}{number}"),
            ),
            left=self._merge(
                f"L={near}{tail}", lambda: _encoded(f"k-1={near} a-1={tail} ka-1={near}{tail}")
            ),
            left2=(("k-2=" + kind + after[:1]).encode(),),
            right=self._merge(
                f"R={head}{near}{tail}",
                lambda: _encoded(f"k+1={near} b+1={head} ka+1={near}{tail} a+1={tail}"),
            ),
            right2=(("k+2=" + kind).encode(),),
            edge=("t=" + kind + after[:1]).encode(),
            middle=(before[:1] + kind + after[:1]).encode(),
            kind=kind.encode(),
            front=kind + head,
            ends=after[-1:] != "’" and not _ENDS.isdisjoint(after),
            opens_quote=opens_quote,
            closes_quote=closes_quote,
            opens_bracket=opens_bracket,
            closes_bracket=closes_bracket,
            turns=opens_quote or closes_quote or opens_bracket or closes_bracket or kind == "Y",
        )

    def _surrounds(self, parts: Sequence[_Shape]) -> list[tuple[bytes, ...]]:
        """Returns, for each token where it is in the string, and whether it is in a quotation, in
        brackets, after the first year."""
        places, surroundings = _places(len(parts)), self._surroundings
        year = bracketed = quoted = False
        result: list[tuple[bytes, ...]] = []
        for place in [place for place, part in enumerate(parts) if part.turns]:
            part = parts[place]
            around = surroundings[year, bracketed, int(quoted)]
            result += [around[each] for each in places[len(result) : place]]
            quoted = quoted or part.opens_quote
            bracketed = bracketed or part.opens_bracket
            closes = quoted and part.closes_quote
            around = surroundings[year, bracketed, 2 if closes else int(quoted)]
            result.append(around[places[place]])
            quoted = quoted and not closes
            bracketed = bracketed and not part.closes_bracket
            year = year or part.kind == b"Y"
        around = surroundings[year, bracketed, int(quoted)]
        return result + [around[each] for each in places[len(result) :]]

    def _segments(self, words: Sequence[Word], parts: Sequence[_Shape]) -> list[tuple[bytes, ...]]:
        """Returns, for each token the number of its segment, with the style of the string, and the
        segment's features ("z": it is the last).

        A segment ends at punctuation. What follows it tells a title (a capitalised word) from a
        journal (a number or a year), and so does the share of capitals in it.
        """
        result: list[tuple[bytes, ...]] = []
        start = number = 0
        kinds = "".join([word.kind for word in words])
        capitals = kinds.translate(_CAPITALS)
        ends = [
            place
            for place, (part, kind) in enumerate(zip(parts, kinds[1:], strict=False), 1)
            if part.ends or kind in "NRYD"
        ]
        style = _style(words)
        here = f"g={number}{style}".encode()
        for end in (*ends, len(parts)) if parts else ():
            after = (parts[end] if end < len(parts) else _END).front + words[end - 1].after[:1]
            length = end - start
            size = length if length < 5 else 5 + (length > 8) + (length > 14)
            share = capitals.count("C", start, end) * 4 // length
            within, last = self._of_segment(after, size, share)
            if length > 1:
                result += [(here, *within)] * (length - 1)
            result.append((here, *last))
            if size > 2 and number < 6:
                number += 1
                here = f"g={number}{style}".encode()
            start = end
        return result

    def _segment(
        self, after: str, size: int, share: int
    ) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """Returns the features of a segment for its tokens, and for the last one of them."""
        whole = f"{after}{size}{share}"
        parts = f"nx={after} sl={size} cp={share} x={whole}"
        within = self._merge(f"X={whole}", lambda: _encoded(parts))
        return within, self._merge(f"Z={whole}", lambda: _encoded(f"{parts} z"))


@lru_cache(maxsize=512)
def _places(count: int) -> tuple[int, ...]:
    """Returns the places of `count` tokens: the first four, then eighths of the whole."""
    return tuple(place if place < 4 else 4 + place * 8 // count for place in range(count))


def _surroundings(merge: Merge) -> dict[tuple[bool, bool, int], tuple[tuple[bytes, ...], ...]]:
    """Returns the features, for each place, of what is after the first year, in brackets, in a
    quotation (0, 1), or its last token (2)."""
    found = {}
    for year, bracketed, quoted in product((False, True), (False, True), (0, 1, 2)):
        quotes, brackets = ("", " q", " q q$")[quoted], " br" if bracketed else ""
        parts = f"{'y+' if year else 'y-'}{quotes}{brackets}"
        whole = f"A={int(year)}{int(bracketed)}{quoted}"
        found[year, bracketed, quoted] = tuple(
            merge(f"{whole}{place}", partial(_encoded, f"i={place} {parts}"))
            for place in range(_PLACES)
        )
    return found


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
