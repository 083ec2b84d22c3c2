"""What print and PDF do to words, undone: ligatures, odd spaces, words broken at line ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from refcheck.text.folding import squeeze

__all__ = ["HYPHENS", "compounds", "join_lines", "plain"]

_LIGATURES: Final = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_SOFT_HYPHEN: Final = "\u00ad"
# Zero-width spaces, joiners and marks, and byte order marks in the middle of a text.
_INVISIBLE: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# C0 and C1 controls that are no white space, and the marks that turn the writing direction: of no
# use in a reference, and dangerous on a terminal.
_CONTROLS: Final = (
    *(chr(code) for code in range(32) if not chr(code).isspace()),
    *(chr(code) for code in range(0x7F, 0xA0) if code != 0x85),
    *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
_CLEAN: Final = str.maketrans(
    {
        **_LIGATURES,
        _SOFT_HYPHEN: "",
        **dict.fromkeys(_INVISIBLE, ""),
        **dict.fromkeys(_CONTROLS, " "),
    }
)
# "\x1b[31m": what colours text on a terminal; without its first character it would be words.
_COLOURS: Final = re.compile(r"(?:\x1b\[|\x9b)[0-9:;<=>?]{0,40}[@-~]")
HYPHENS: Final = "-‐\u2011"  # hyphen-minus, hyphen, non-breaking hyphen; dashes join nothing
# The compounds that a text prints within its lines: "self-reported" tells that "self-" at a line
# end keeps its hyphen.
_COMPOUND: Final = re.compile(r"[^\W\d_]{2,30}-[^\W\d_]{2,30}")
_LAST_WORD: Final = re.compile(r"[^\W\d_]{1,30}\Z")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]{1,30}")
# First parts that are never the beginning of a broken word.
_PREFIXES: Final = frozenset(
    {"all", "anti", "cross", "ex", "half", "mid", "non", "self", "semi", "well"}
)
# An address or a DOI goes on where its line ends in one of these.
_ADDRESS: Final = re.compile(r"https?://|www\.|\b10\.\d{4,9}/")
_ADDRESS_END: Final = "/_=&?%#~-"
_ADDRESS_LENGTH: Final = 2000
_RANGE: Final = "-–—"  # "159-", "274" at a line end is one range of pages


def plain(text: str) -> str:
    """One line without soft hyphens, zero-width or control characters and ligatures.

    White space of any kind is folded to single spaces; letters are otherwise left as they are.
    """
    if "\x1b" in text or "\x9b" in text:
        text = _COLOURS.sub("", text)
    return squeeze(text.translate(_CLEAN))


def compounds(text: str) -> frozenset[str]:
    """The hyphenated words of a text, in lower case: what `join_lines` needs to know."""
    return frozenset(word.lower() for word in _COMPOUND.findall(text))


def join_lines(lines: Iterable[str], known: Collection[str] = ()) -> str:
    """Join the lines of one passage to one line; words broken at a line end are made whole.

    The hyphen goes where two halves of a word meet ("bridge" of "Cam-", "bridge") and stays where
    the text writes the compound in `known`, before capitals ("Kolominsky-", "Rabas") and digits
    ("159-", "274"). Addresses are joined without a space.
    """
    joined: list[str] = []
    broken = False  # the line before ends in a soft hyphen
    for line in lines:
        soft = line.rstrip().endswith(_SOFT_HYPHEN)
        line = plain(line)
        if not line:
            continue
        if joined:
            glue = _Glue() if broken else _glue(joined[-1], line, known)
            if not glue.keep:
                joined[-1] = joined[-1][:-1]
            joined.append(glue.between)
        joined.append(line)
        broken = soft
    return "".join(joined)


class _Glue(NamedTuple):
    """What stands between two lines, and whether the last character of the first one is kept."""

    between: str = ""
    keep: bool = True


def _glue(before: str, after: str, known: Collection[str]) -> _Glue:
    last = before[-1]
    if before[-2:-1].isdigit() and last in _RANGE and after[0].isdigit():
        return _Glue()
    if _ends_in_address(before):
        return _Glue()
    if last not in HYPHENS:
        return _Glue(" ")
    left, right = _LAST_WORD.search(before[-40:-1]), _FIRST_WORD.match(after)
    if left is None or right is None:
        return _Glue("" if before[-2:-1].isalnum() and after[0].isalnum() else " ")
    first, second = left.group().lower(), right.group()
    whole = second[0].islower() and first not in _PREFIXES
    return _Glue(keep=not (whole and f"{first}-{second.lower()}" not in known))


def _ends_in_address(before: str) -> bool:
    piece = before[-_ADDRESS_LENGTH:].rsplit(None, 1)[-1]
    return piece[-1] in _ADDRESS_END and _ADDRESS.search(piece) is not None
