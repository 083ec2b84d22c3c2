"""Entries printed with one field on each line, without punctuation between the fields.

"Two cellular hypotheses ...", "OH Miller, JT Moran", "Neuropharmacology, 100, 17-26, 2016".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from refcheck.extraction.reference_list.likelihood import YEAR_ALONE
from refcheck.extraction.reference_list.surroundings.link_text import leading_marks
from refcheck.extraction.thresholds import (
    LONGEST_FIELD_CHARACTERS,
    MOST_FIELD_LINES,
    SHORTEST_TITLE_CHARACTERS,
    WRAP_SLACK_CHARACTERS,
)
from refcheck.text.patterns import lazy_regex

__all__ = ["arranged", "is_citation_key"]

_FAMILY: Final = (
    r"(?:(?:v[ao]n|de[rnl]?|du|la|le|di|da|dos|al|el|ten|ter)[ -]){0,2}"
    r"[^\W\d_a-z][\w'’-]{1,30}(?: [^\W\d_a-z][\w'’-]{1,30})?"
)
_INITIALS: Final = r"(?:[^\W\d_a-z](?:\.-?| |-|(?=[^\W\d_a-z]|\s|\Z))){1,4}"
_INITIALS_FIRST: Final = lazy_regex(rf"(?P<given>{_INITIALS})\s?(?P<family>{_FAMILY})")
_FAMILY_FIRST: Final = lazy_regex(rf"(?P<family>{_FAMILY}),? (?P<given>{_INITIALS})")
_IN_FULL: Final = lazy_regex(
    r"(?P<given>[^\W\d_a-z][\w'’-]{1,20}(?: [^\W\d_a-z][\w'’-]{0,20}\.?){0,2}) "
    rf"(?P<family>{_FAMILY})"
)
_CAPITALS: Final = lazy_regex(r"[^\W\d_a-zß-öø-ÿ]")
_OTHERS: Final = lazy_regex(r"et\.? al\.?|\+ ?\d{1,3} more|…|\.\.\.")
_BETWEEN: Final = lazy_regex(r"\s*;\s*|\s*,?\s+(?:and|&|und|et|y)\s+|\s*,\s*")
# "Miller et al., 2016", "Fam and Dawe (2015)": what the text cites, printed above an entry.
_KEY: Final = lazy_regex(
    r"\[?[^\W\d_][\w'’ -]{1,40}(?:,? et al\.?|,? (?:and|&|und|y|et) [^\W\d_][\w'’ -]{1,40})?,?"
    r" \(?(?:19|20)\d\d[a-z]?\)?\]?"
)
_SIGNS: Final = (".", ",", ":", ";", ")")  # what follows the names in a style
_DATED: Final = lazy_regex(YEAR_ALONE)


def is_citation_key(line: str) -> bool:
    """Returns whether a line is what the text cites, and no more: "Miller et al., 2016"."""
    return len(line) <= LONGEST_FIELD_CHARACTERS and _KEY.fullmatch(line) is not None


def arranged(lines: Sequence[str]) -> str | None:
    """Returns an entry of lines with authors, title and source in the usual order, with stops.

    None where its lines are not fields, or follow one another with the signs of a style.
    """
    if not 2 < len(lines) <= MOST_FIELD_LINES or _is_wrapped(lines):
        return None
    fields = [line[leading_marks(line) :].strip() for line in lines]
    if is_citation_key(fields[0]):
        fields = fields[1:]
    if len(fields) < 3:
        return None
    first, second, *rest = fields
    names, title = None if first.endswith(_SIGNS) else _names(first), second
    if names is None:
        names, title = _names(second), first
    if names is None or not _is_title(title) or not any(map(_DATED.search, rest)):
        return None
    stop = "" if title.endswith(("?", "!", ".")) else "."
    return f"{', '.join(names)}. {title}{stop} {' '.join(rest)}"


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Returns whether each line ends where the next word would not fit: a list of many authors that
    goes on in the second line has no title in the first."""
    width = max(map(len, lines)) - WRAP_SLACK_CHARACTERS  # the first line begins after a label
    following = (line.split(None, 1)[0] if line.split() else "" for line in lines[1:])
    return all(
        len(line.rstrip()) + 1 + len(word) > width
        for line, word in zip(lines[:-1], following, strict=True)
    )


def _is_title(line: str) -> bool:
    return len(line) > SHORTEST_TITLE_CHARACTERS and line[0].isalnum() and " " in line


def _names(line: str) -> list[str] | None:
    """Returns the authors that a line names, each as "Miller OH"; None if it has other words."""
    if len(line) > LONGEST_FIELD_CHARACTERS * MOST_FIELD_LINES:
        return None
    names: list[str] = []
    full = 0
    pieces = [piece for piece in _BETWEEN.split(line.rstrip(". ")) if piece]
    if pieces and all(re.fullmatch(_INITIALS, f"{one} ".rstrip()) for one in pieces[1::2]):
        pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
        if len(pairs) * 2 == len(pieces):  # "Miller, O. H., Moran, J. T."
            pieces = [f"{family}, {given}" for family, given in pairs]
    for piece in pieces:
        if _OTHERS.fullmatch(piece):
            names.append("et al")
            continue
        found = _INITIALS_FIRST.fullmatch(piece) or _FAMILY_FIRST.fullmatch(piece)
        if found is None:
            found = _IN_FULL.fullmatch(piece)
            full += 1
        if found is None:
            return None
        initials = _CAPITALS.findall(found["given"])
        names.append(f"{found['family']} {''.join(initials)}")
    return names if full == 0 or len(names) > 1 else None
