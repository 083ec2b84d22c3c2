"""Repairs the labels of years: which of several is that of the work, and which belongs to a title,
to a page that was read on a day, or to a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.access import find_access
from refcheck.parsing.thresholds import ACCESS_TOKENS
from refcheck.parsing.tokens import NO_YEAR, Token, overlapping
from refcheck.parsing.words import ACCESS_WORDS, PAGE_WORDS
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = [
    "clear_access",
    "find_year",
    "find_year_after_cut_list",
    "find_years_of_book",
    "part_year_and_title",
    "pass_over_meeting",
]

_OF_NAMES = frozenset("BIO")
_YEARS = lazy_regex(rf"{YEAR}[-–]{YEAR}")


def clear_access(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """The date on which a page was read is part of no field: "Depression. (accessed 2 June
    2020)"; no more is the sign that there is no date."""
    has_sign = NO_YEAR in text
    if has_sign:
        for place, token in enumerate(tokens):
            if _is_no_year(text, token):
                labels[place] = "O"
    access = find_access(text)
    if access is not None:
        for place in overlapping(tokens, access.start, access.end):
            labels[place] = "O"
    return has_sign or access is not None


def pass_over_meeting(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The days of a meeting are not the year of its book: "Proceedings of ...; 2001 Sep 13-15;
    Leeds. New York: Springer; 2002"."""
    first = labels.index("year") if "year" in labels else None
    end = None if first is None else _end_of_days(tokens, first)
    if first is None or end is None:
        return
    later = [
        place
        for place in range(end, len(tokens))
        if tokens[place].word.kind == "Y"
        and labels[place] in ("year", "O", "publisher")
        and not _is_page(tokens, place)
    ]
    if later and "publisher" in labels[first : later[0] + 1]:
        labels[first:end] = ["O"] * (end - first)
        labels[later[0]] = "year"


def _end_of_days(tokens: Sequence[Token], place: int) -> int | None:
    """Returns where the days of a meeting end, if a year is followed by a month and its days, up to
    a semicolon: "2001 Sep 13-15;", or "Apr 30-May 3;"."""
    for end in range(place + 2, min(place + 5, len(tokens))):
        if tokens[end].word.after[-1:] == ";":
            return end + 1 if tokens[place + 1].word.kind == "M" else None
    return None


def find_years_of_book(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The years in which a book was kept up to date are not pages: "University of Washington,
    Seattle; 1993-2024"."""
    if "volume" in labels or "publisher" not in labels:
        return
    for place, label in enumerate(labels):
        word = tokens[place].word
        years = word.kind == "R" and _YEARS.fullmatch(word.core)
        if years and label in ("pages", "publisher", "O") and place:
            behind = tokens[place - 1].word.after[-1:] == ";"
            if behind and (label == "pages" or "publisher" in labels[:place]):
                labels[place] = "O" if "year" in labels else "year"


def find_year(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """A year that no field took, if there is one alone and nothing says that it is another date."""
    if "year" in labels:
        return
    years = [
        place
        for place, token in enumerate(tokens)
        if token.word.kind == "Y"
        and labels[place] == "O"
        and not _is_no_year(text, token)
        and not _is_access(text, tokens, place)
    ]
    if len(years) == 1:
        labels[years[0]] = "year"


def find_year_after_cut_list(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """Nothing but "et al" and a year is no title: "Low et al 2010 PMID: 21041712"."""
    title = [place for place, label in enumerate(labels) if label == "title"]
    words = [tokens[place].word for place in title]
    printed = [word.core.lower() for word in words if word.kind != "Y" and word.core.isalnum()]
    years = [place for place in title if tokens[place].word.kind == "Y"]
    if printed == ["et", "al"] and len(years) == 1:
        for place in title:
            labels[place] = "O"
        labels[years[0]] = "year"


def part_year_and_title(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """A bare year between authors and title is the title's first word where the place has a year of
    its own ("Mach F, et al. 2019 ESC/EAS Guidelines ... Eur Heart J. 2020;41:111-188"), else it is
    the year of the work ("Simister NE. 2003 Placental transport ... Vaccine 21, 3365-3369")."""
    if "title" not in labels:
        return
    title = labels.index("title")
    place = title if tokens[title].word.kind == "Y" else title - 1
    word = tokens[place].word
    if word.kind != "Y" or word.before or word.after not in ("", ":") or len(word.core) != 4:
        return
    if place < 0 or any(label[0] not in _OF_NAMES for label in labels[:place]):
        return
    ended = place == 0 or "." in tokens[place - 1].word.after[:1]  # "Hack G, 2004: ..." is a year
    other = _year_of_place(text, tokens, labels, place) if ended else None
    if other is not None:
        labels[place], labels[other] = "title", "year"
    elif labels[place] == "title" and place and "year" not in labels:
        labels[place] = "year"


def _year_of_place(
    text: str, tokens: Sequence[Token], labels: Sequence[str], first: int
) -> int | None:
    """Returns the place of a year behind the journal, or of one that was found to be the work's."""
    found = [
        place
        for place in range(first + 1, len(tokens))
        if tokens[place].word.kind == "Y"
        and labels[place] in ("year", "O")
        and not _is_access(text, tokens, place)
        and not _is_page(tokens, place)
    ]
    labelled = [place for place in found if labels[place] == "year"]
    behind = [place for place in found if "container" in labels[first:place]]
    return next(iter(labelled or behind), None)


def _is_page(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether a number is one of pages: "1578 pp.", "1559 - 64"."""
    following = tokens[place + 1].word if place + 1 < len(tokens) else None
    return following is not None and (
        following.lower in PAGE_WORDS or (not following.core and following.before in ("-", "–"))
    )


def _is_no_year(text: str, token: Token) -> bool:
    """Returns whether a token stands in for "(n.d.)"; "385(1501)" is an issue, "9:1501" a page."""
    word = token.word
    if word.core != NO_YEAR or word.before != "(" or word.after[:1] != ")":
        return False
    return not token.start or text[token.start - 1].isspace()


def _is_access(text: str, tokens: Sequence[Token], place: int) -> bool:
    access = find_access(text)
    if access is not None and access.start <= tokens[place].start < access.end:
        return True
    words = [token.word.lower for token in tokens[max(0, place - ACCESS_TOKENS) : place]]
    return not ACCESS_WORDS.isdisjoint(words)
