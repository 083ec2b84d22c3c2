"""Lists of authors as most references have them, which no repair has anything to do with.

Many repairs look at the names at the beginning of a string. Where these are in one of three plain
forms, and labelled as they are printed, those repairs are not run; what that saves is in
`docs/development/parsing.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from refcheck.parsing.author_words import SIGNING_FOR
from refcheck.parsing.text_repair.degrees import may_have_degrees
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AND_WORDS
from refcheck.text.patterns import lazy_regex

__all__ = [
    "CAPITAL",
    "FAMILY",
    "INITIALS",
    "PARTICLES",
    "YEAR",
    "PlainNames",
    "are_labelled",
    "plain_names",
]

CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_SMALL: Final = r"[^\W\d_A-Z]"
_PART: Final = rf"{CAPITAL}{_SMALL}+(?:{CAPITAL}{_SMALL}+)?"
PARTICLES: Final = "van|von|de|der|den|di|da|dos|del|la|le"
_PARTICLES: Final = rf"(?:(?:{PARTICLES})\s){{0,3}}"
_INNER: Final = r"[-‐'’\s](?:(?:de|del|la|las|los|da|do|dos)[-‐\s]){0,2}"
FAMILY: Final = rf"{_PARTICLES}(?:[A-Z]['’])?{_PART}(?:{_INNER}{_PART}){{0,2}}"
YEAR: Final = r"(?:1[89]|20)\d\d[a-z]?"
_IN_BRACKETS: Final = rf"\({YEAR}\)"
# A title begins after the names, neither another name nor "Writing for the ABC Group".
_TITLE: Final = rf"(?!(?i:{SIGNING_FOR})\s|{FAMILY}\s[A-Z]{{1,3}}\b){CAPITAL}{_SMALL}{{1,30}}[\s-]"
_AND: Final = r",?\s(?:and|&)\s"
_CUT: Final = r"(?P<cut>,?\set\sal)?"
# "Smith AB, van der Berg CD, O'Neill E, et al. Sleep well.", "Smith AB, Jones CD (2010)": initials
# of one letter stand only in a list, since "Robi S. Datta" is one name.
_BARE: Final = lazy_regex(
    rf"{FAMILY}\s(?:[A-Z]{{2,3}}|[A-Z](?=[,;]))(?:[,;]\s{FAMILY}\s[A-Z]{{1,3}}){{0,200}}"
    rf"(?:{_AND}{FAMILY}\s[A-Z]{{1,3}})?{_CUT}"
    rf"(?=(?:\.|(?<!al):)\s{_TITLE}|\.?\s{_IN_BRACKETS})"
)
# "Smith A.B., van der Berg C. D., O'Neill E., et al. Sleep well."
INITIALS: Final = rf"{CAPITAL}\.(?:[\s‐‑-]?{CAPITAL}\.){{0,3}}"
_STOPPED: Final = lazy_regex(
    rf"{FAMILY}\s{INITIALS}(?P<more>(?:[,;]\s{FAMILY}\s{INITIALS}){{1,200}})?"
    rf"(?:{_AND}{FAMILY}\s{INITIALS})?{_CUT}"
    rf"(?=(?:(?<=al)\.|(?<=\.))\s(?:{_IN_BRACKETS}|(?(more){_TITLE}|(?!))))"
)
# "Smith, A. B., O'Neill, C., & van der Berg, D. E. (2010)".
_PARTED: Final = lazy_regex(
    rf"{FAMILY},\s{INITIALS}(?:[,;]\s{FAMILY},\s{INITIALS}){{0,200}}"
    rf"(?:{_AND}{FAMILY},\s{INITIALS})?{_CUT}"
    rf"(?=(?:(?<=al)\.|(?<=\.))\s{_IN_BRACKETS})"
)
# What both of these have. Without it neither is tried, nor compiled.
_STOPPED_INITIAL: Final = lazy_regex(r"\s\w\.")


class PlainNames(NamedTuple):
    """Where the names of a plain list end in its text, and whether "et al" cuts the list there."""

    end: int
    is_cut: bool


@lru_cache(maxsize=8)  # the repairs of the text ask, and those of its labels
def plain_names(text: str) -> PlainNames | None:
    """Returns the plain list of authors that a string begins with, if it does.

    >>> plain_names("Smith AB, O'Neill C, et al. Sleep and mood. Gut. 2010;1:2.")
    PlainNames(end=19, is_cut=True)
    >>> plain_names("Smith AB for the ABC Group. Sleep and mood.")
    """
    found = _BARE.match(text)
    if found is None and _STOPPED_INITIAL.search(text):
        found = _STOPPED.match(text) or _PARTED.match(text)
    if found is None:
        return None
    cut = found.start("cut")
    names = PlainNames(found.end() if cut < 0 else cut, cut >= 0)
    return None if may_have_degrees(text[: names.end]) else names


def are_labelled(names: PlainNames, tokens: Sequence[Token], labels: Sequence[str]) -> bool:
    """Returns whether a plain list has the labels of its names: one to three words of a family name
    before the initials of each person."""
    begins = True
    for token, label in zip(tokens, labels, strict=True):
        if token.start >= names.end:
            break
        core = token.word.core
        if not core or core in AND_WORDS:
            begins = True
            continue
        is_given = not begins and core.isupper()
        if label != f"{'B' if begins else 'I'}{'given' if is_given else 'family'}":
            return False
        begins = is_given and token.word.after[-1:] in (",", ";")
    return True
