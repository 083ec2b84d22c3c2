"""Lists of authors that a reference begins with, in the forms of most styles.

Where the rest of the reference is plain as well (`forms.py`), they say which words are family names
and which are given names, and no labeller is needed. They are looser than those of `names.py`,
which hold whatever comes after them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.parsing.plain.names import AND, CAPITAL, FAMILY, INITIALS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AND_WORDS
from refcheck.text.patterns import lazy_regex

__all__ = ["Authors", "find_authors", "name_labels"]

# Neither the initials of one more person nor anything else may follow but a sign and a space.
_END: Final = r"(?P<cut>[,;]?\set\sal)?(?=[.:,]{0,2}\s(?![A-Z]\.))"
_CAPITALS: Final = (
    rf"(?:(?:D[AEIO]S?|DEL|VAN|VON|DER|LA|LE)\s){{0,3}}{CAPITAL}{{2,}}"
    rf"(?:[-'’\s]{CAPITAL}{{2,}}){{0,2}}"
)


def _list(person: str, between: str = "[,;]") -> str:
    return rf"{person}(?:{between}\s{person}){{0,200}}(?:{AND}{person})?{_END}"


_PARTED: Final = rf"{FAMILY},\s{INITIALS}"
_GIVEN_FIRST: Final = rf"{INITIALS}\s{FAMILY}"
# How many persons have their family name first (None: all), and what such a list looks like.
_LISTS: Final = (
    # "Smith AB, van der Berg CD"
    (None, lazy_regex(_list(rf"{FAMILY}\s[A-Z]{{1,4}}"))),
    # "A. B. Smith, C. van der Berg"
    (0, lazy_regex(_list(_GIVEN_FIRST))),
    # "Smith, A. B., C. van der Berg, and D. Lee"
    (
        1,
        lazy_regex(
            rf"{_PARTED}(?:(?:,\s{_GIVEN_FIRST}){{1,200}}(?:{AND}{_GIVEN_FIRST})?"
            rf"|{AND}{_GIVEN_FIRST}){_END}"
        ),
    ),
    # "Smith, A. B., van der Berg, C.", "Smith A. B., van der Berg C."
    (None, lazy_regex(_list(_PARTED))),
    (None, lazy_regex(_list(rf"{FAMILY}\s{INITIALS}"))),
    # "SMITH, A. B.; VAN DER BERG, C."
    (None, lazy_regex(_list(rf"{_CAPITALS},\s{INITIALS}", ";"))),
)


class Authors(NamedTuple):
    """A list of authors at the beginning of a text.

    The names end at `names_end`, the list with its "et al" at `end`. `inverted` is how many
    persons, from the first on, have their family name first (None: all of them); `are_bare` is
    whether initials have no full stops.
    """

    names_end: int
    end: int
    inverted: int | None
    are_bare: bool

    @property
    def is_cut(self) -> bool:
        """Whether "et al" is there."""
        return self.end > self.names_end


def find_authors(text: str) -> Authors | None:
    """Returns the list of authors that a text begins with, if it is in one of the forms.

    >>> find_authors("Smith AB, O'Neill C, et al. Sleep and mood.")
    Authors(names_end=19, end=26, inverted=None, are_bare=True)
    >>> find_authors("Smith, A. B., and C. O'Neill. 2010. Sleep and mood.")
    Authors(names_end=28, end=28, inverted=1, are_bare=False)
    """
    for inverted, pattern in _LISTS:
        if match := pattern.match(text):
            cut = match.start("cut")
            end = match.end() if cut < 0 else cut
            return Authors(end, match.end(), inverted, "." not in text[:end])
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
                and word.core.isupper()
                and (authors.are_bare or "." in word.after)
            )
            yield f"{'B' if begins else 'I'}{'given' if is_given else 'family'}"
            begins = word.after[-1:] in (",", ";") and is_given != given_first
        given_first = given_first or (begins and authors.inverted == 1)
