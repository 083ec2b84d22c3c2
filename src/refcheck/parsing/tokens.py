"""Cuts a reference string into the pieces that are labelled.

Identifiers are cut out first and leave one mark each; a piece is a word or number with the
punctuation that belongs to it: `Smith,` `J.` `(2012)` `12` `(3):` `444–61.`
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from refcheck.model.reference import LONGEST_PARSED
from refcheck.parsing.remembered import Remembered
from refcheck.parsing.thresholds import LONGEST_WORD
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR, is_month
from refcheck.text.works.identifiers import Identifier, find_identifiers

__all__ = ["MARKS", "NOTICE", "NO_YEAR", "Token", "Word", "cut_out", "look", "tokenise"]

# One private-use character is taken for each kind of identifier, so that offsets stay simple.
_MARKS = {
    "doi": "\ue000",
    "pmid": "\ue001",
    "pmcid": "\ue002",
    "isbn": "\ue003",
    "issn": "\ue004",
    "arxiv": "\ue005",
    "url": "\ue006",
}
NO_YEAR = "1501"  # in place of "(n.d.)": a year that the labeller knows and no work has
NOTICE = "\ue007"  # in place of a notice that is not a field: "Epub ahead of print"
MARKS = frozenset((*_MARKS.values(), NOTICE))  # of whatever is cut out
# Of what can stand behind a word, these are no part of its punctuation: all but the first begin the
# next piece.
_NOT_BEHIND = frozenset("_([{<“‘«„") | MARKS
_TOKEN = lazy_regex(
    r"[\ue000-\ue007]"
    r"|[(\[{<\"“‘'«„]*\w+(?:[-‐‑‒–—−’'&*+@_\u200c\u200d]\w+)*[^\w\s(\[{<“‘«„\ue000-\ue007]*"
    r"|[^\w\s\ue000-\ue007]+"
)
_CORE = lazy_regex(r"\w(?:.*\w)?", re.DOTALL)
_DIGIT = lazy_regex(r"\d")
_RANGE = lazy_regex(r"\w{0,3}\d+[-‐‑‒–—−]\w{0,3}\d+")
_LETTERED_YEAR = lazy_regex(YEAR + r"[a-z]")
_ARTICLE_NUMBER = lazy_regex(r"[A-Za-z]{1,3}\d+|\d+[A-Za-z]")


_start, _end = itemgetter(0), itemgetter(1)  # of a token


class Token(NamedTuple):
    """A piece of a string: its offsets (`end` exclusive) and what it looks like."""

    start: int
    end: int
    word: Word


@dataclass(slots=True)  # to freeze it would double what making one costs
class Word:
    """What a piece looks like, whatever is around it. It is shared, and never changed.

    `core` is empty for a piece of punctuation alone, and the mark of a cut-out identifier. `kind`
    is one letter: Y(ear) N(umber) R(ange) E (letter and number: `e1002`) I(nitials) C(apitalised)
    U(pper case) l(ower case) M(onth) P(unctuation) D (mark of an identifier) K (letters without
    case: Chinese, Korean ...) X (anything else).
    """

    before: str
    core: str
    after: str
    lower: str
    kind: str


def cut_out(text: str) -> tuple[str, tuple[Identifier, ...]]:
    """`text` with a mark of one character in place of each identifier, and the identifiers."""
    found = find_identifiers(text)
    if not found:
        return text, found
    pieces = []
    place = 0
    for identifier in found:
        if identifier.start < place:
            continue  # a DOI within a URL that is cut out already
        pieces.append(text[place : identifier.start])
        pieces.append(_MARKS[identifier.kind])
        place = identifier.end
    pieces.append(text[place:])
    return "".join(pieces), found


def tokenise(text: str, start: int = 0, end: int = LONGEST_PARSED) -> list[Token]:
    """Returns the pieces of `text` (without identifiers), or of what is between two offsets, in
    order."""
    make = tuple.__new__  # `Token` itself calls nothing else
    known = _known
    found: list[Token] = []
    add = found.append
    for part in text[start:end].split(" "):
        pieces = known[part]
        length = len(part)
        if isinstance(pieces, Word):
            add(make(Token, (start, start + length, pieces)))
        else:
            for begins, ends, word in pieces:
                add(make(Token, (start + begins, start + ends, word)))
        start += length + 1
    return found


def _pieces(part: str) -> Word | tuple[tuple[int, int, Word], ...]:
    """Returns the look of what is between two spaces of a text, where it is one piece; else its
    pieces: their places in `part`, and their looks.

    Six of seven are a word alone, or with one sign after it. To see that costs less than a search
    for pieces.
    """
    core, after = part, ""
    if not core.isalnum():
        core, after = part[:-1], part[-1:]
        if not core.isalnum() or after in _NOT_BEHIND:
            return _several(part)
    lower = core.lower()
    return Word("", core, after, lower, _kind(core, lower))


def _several(part: str) -> tuple[tuple[int, int, Word], ...]:
    found = []
    end = 0
    for piece in _TOKEN.findall(part):  # quicker than to ask matches for all
        start = part.find(piece, end)
        end = start + len(piece)
        look_at = look if len(piece) <= LONGEST_WORD else look.__wrapped__
        found.append((start, end, look_at(piece)))
    return tuple(found)


# Long words do not come twice.
_known = Remembered(_pieces, most=16384, longest=LONGEST_WORD)


def overlapping(tokens: Sequence[Token], start: int, end: int) -> range:
    """Returns the places of the tokens that have a character between two offsets (`end`
    exclusive)."""
    return range(bisect_right(tokens, start, key=_end), bisect_left(tokens, end, key=_start))


@lru_cache(maxsize=4096)
def look(piece: str) -> Word:
    """Takes a piece apart."""
    if "\ue000" <= piece <= NOTICE:
        return Word("", piece, "", piece, "D")
    match = _CORE.search(piece)
    if match is None:
        return Word(piece, "", "", piece, "P")
    core = match[0]
    lower = core.lower()
    return Word(piece[: match.start()], core, piece[match.end() :], lower, _kind(core, lower))


def _kind(core: str, lower: str) -> str:
    if not core.isalpha():
        if core.isdigit():
            return "Y" if len(core) == 4 and "1500" <= core < "2040" else "N"
        if _DIGIT.search(core):
            return _kind_with_digits(core)
    if is_month(lower):
        return "M"
    if core.isupper():
        return "I" if len(core.replace("-", "")) <= 3 else "U"
    if core[0].isupper():
        return "I" if len(core) <= 2 else "C"
    return "l" if core[0].islower() else "K"


def _kind_with_digits(core: str) -> str:
    if _RANGE.fullmatch(core):
        return "R"
    if _LETTERED_YEAR.fullmatch(core):
        return "Y"
    return "E" if _ARTICLE_NUMBER.fullmatch(core) else "X"
