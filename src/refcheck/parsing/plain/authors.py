"""Lists of authors that a reference begins with, in the forms of most styles.

Where the rest of the reference is plain as well (`forms.py`), they say which words are family names
and which are given names, and no labeller is needed. They are looser than those of `names.py`,
which hold whatever comes after them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.parsing.plain.names import CAPITAL, FAMILY, INITIALS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AND_WORDS, NAME_SUFFIXES
from refcheck.text.patterns import lazy_regex

__all__ = ["Authors", "find_authors", "name_labels"]

_CUT: Final = r"(?P<cut>[,;]?\set\sal)?"
# Neither the initials of one more person nor anything else may follow but a sign and a space.
_NEXT: Final = r"\s(?![A-Z]\.|et\sal\b)"
_END: Final = rf"{_CUT}(?=[.:,]{{0,2}}{_NEXT})"
# "Smith A., Jones B." is no list whose initials have no full stops.
_END_OF_BARE: Final = rf"{_CUT}(?=(?:[.:,]|(?<=al)\.[:,])?{_NEXT})"
_AND: Final = r",?\s(?:and|&|et|und|e|y)\s"
# Before the last person, in place of those that are left out.
_DOTS: Final = r",\s(?P<dots>…|\.\s?\.\s?\.)\s(?:&\s)?"
_SUFFIX: Final = r"(?:\s(?:Jr|Sr|JR|SR|II|III|IV|2nd|3rd))?"
_CAPITALS: Final = (
    rf"(?:(?:D[AEIO]S?|DEL|VAN|VON|DER|LA|LE)\s){{0,3}}{CAPITAL}{{2,}}"
    rf"(?:[-'’\s]{CAPITAL}{{2,}}){{0,2}}"
)


def _list(person: str, between: str = "[,;]", end: str = _END) -> str:
    last = rf"(?:(?:{_AND}|{_DOTS}){person})?"
    return rf"{person}(?:{between}\s{person}){{0,200}}{last}{end}"


_BARE: Final = rf"{FAMILY}\s{CAPITAL}(?:-?{CAPITAL}){{0,3}}{_SUFFIX}"
_PARTED: Final = rf"{FAMILY},\s{INITIALS}"
_GIVEN_FIRST: Final = rf"{INITIALS}\s{FAMILY}"
# One alone is a person only with initials apart, or with "et al": "A Review", "CT Scanning".
_UNSTOPPED: Final = rf"{CAPITAL}(?:[\s-]?{CAPITAL}){{0,3}}\s{FAMILY}"
_APART: Final = rf"{CAPITAL}(?:[\s-]{CAPITAL}){{1,3}}\s{FAMILY}"
# How many persons have their family name first (None: all), whether their initials have no full
# stops, and what such a list looks like.
_LISTS: Final = (
    # "Smith AB, Fowler AA III, van der Berg CD"
    (None, True, lazy_regex(_list(_BARE, end=_END_OF_BARE))),
    # "A. B. Smith, C. van der Berg"
    (0, False, lazy_regex(_list(_GIVEN_FIRST))),
    # "Smith, A. B., C. van der Berg, and D. Lee"
    (
        1,
        False,
        lazy_regex(
            rf"{_PARTED}(?:(?:,\s{_GIVEN_FIRST}){{1,200}}(?:{_AND}{_GIVEN_FIRST})?"
            rf"|{_AND}{_GIVEN_FIRST}){_END}"
        ),
    ),
    # "Smith, A. B., … van der Berg, C.", "Smith A. B., van der Berg C."
    (None, False, lazy_regex(_list(_PARTED))),
    (None, False, lazy_regex(_list(rf"{FAMILY}\s{INITIALS}"))),
    # "SMITH, A. B.; VAN DER BERG, C."
    (None, False, lazy_regex(_list(rf"{_CAPITALS},\s{INITIALS}", ";"))),
    # "A B Smith, CD van der Berg and E Lee", "A B Smith"
    (
        0,
        True,
        lazy_regex(
            rf"(?:{_UNSTOPPED}(?:(?:[,;]\s{_UNSTOPPED}){{1,200}}(?:{_AND}{_UNSTOPPED})?"
            rf"|{_AND}{_UNSTOPPED}|(?=[,;]?\set\sal\b))|{_APART}(?!,)){_END}"
        ),
    ),
)


class Authors(NamedTuple):
    """A list of authors at the beginning of a text.

    The names end at `names_end`, the list with its "et al" at `end`. `inverted` is how many
    persons, from the first on, have their family name first (None: all of them); `are_bare` is
    whether initials have no full stops, `is_cut` whether persons are left out.
    """

    names_end: int
    end: int
    inverted: int | None
    are_bare: bool
    is_cut: bool


def find_authors(text: str) -> Authors | None:
    """Returns the list of authors that a text begins with, if it is in one of the forms.

    >>> find_authors("Smith AB, O'Neill C, et al. Sleep and mood.")
    Authors(names_end=19, end=26, inverted=None, are_bare=True, is_cut=True)
    >>> find_authors("Smith, A. B., and C. O'Neill. 2010. Sleep and mood.")
    Authors(names_end=28, end=28, inverted=1, are_bare=False, is_cut=False)
    """
    for inverted, are_bare, pattern in _LISTS:
        if match := pattern.match(text):
            cut = match.start("cut")
            end = match.end() if cut < 0 else cut
            is_cut = cut >= 0 or bool(match.groupdict().get("dots"))
            return Authors(end, match.end(), inverted, are_bare, is_cut)
    return None


def name_labels(authors: Authors, tokens: Sequence[Token]) -> Iterator[str]:
    """Yields the labels of the names, one for each token of them."""
    given_first, begins = authors.inverted == 0, True
    for token in tokens:
        if token.start >= authors.names_end:
            return
        word = token.word
        if not word.core or word.core in AND_WORDS:
            yield "O"
            begins = True
        else:
            is_given = (
                (given_first or not begins)
                and (word.core.isupper() or word.core in NAME_SUFFIXES)
                and (authors.are_bare or "." in word.after)
            )
            yield f"{'B' if begins else 'I'}{'given' if is_given else 'family'}"
            begins = word.after[-1:] in (",", ";") and is_given != given_first
        given_first = given_first or (begins and authors.inverted == 1)
