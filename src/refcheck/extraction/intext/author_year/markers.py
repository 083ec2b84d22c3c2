"""Author-year markers: "(Smith et al., 2010; Jones, 2011a)", "Smith and Jones (2010)".

A marker is read from its year to the left: names, the words between them, "et al.". What of it is
the first name is decided by the list: "As Smith and Jones (2010)" is tried from each word on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from typing import Final, NamedTuple

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.uncited_names import is_of_copyright
from refcheck.extraction.thresholds import (
    NAMES_CHARACTERS,
    NAMES_TOKENS,
    NEAR_NAMES_CHARACTERS,
    NEXT_YEAR_CHARACTERS,
)
from refcheck.extraction.words import (
    EDITOR_WORDS,
    GROUP_NAME_WORDS,
    LONE_OTHERS,
    NAME_JOINING,
    NAME_PARTICLES,
    OTHER_AUTHORS,
    OTHERS_OF,
)
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = ["AuthorYearMarker", "NameWord", "find_author_year_markers"]


_YEAR: Final = lazy_regex(
    r"(?P<year>[12](?<![\w/.–-].)(?:(?<=1)[5-9]|(?<=2)0)\d\d)"
    r"(?P<letters>(?:[a-z](?:\s?(?:[,;/&–-]|\b(?:and|und|y|e|et)\b)\s?[a-z](?![\w.]))*|abc?d?|bcd?|cd)(?!\w))?"
    r"(?!\w|[.,]\d|\s?(?:mg|kg|ml|mm|cm|km|g|m)\b)"
)
# Instead of a year. Each begins with its letter and asks for the border of the word after it,
# which lets `re` skip what none of them can begin with.
_UNDATED: Final = lazy_regex(
    r"n(?<!\wn)\.\s?d\.|s(?<!\ws)\.\s?d\.|in press\b|In press\b|forthcoming\b|no prelo\b"
    r"|en prensa\b"
)
# "(2014) (2015)", "12 2015": a number before a year is not a name, and ends the names before it.
_NUMBER_BEFORE: Final = lazy_regex(r"\d\)? [(\[]?\Z")
# A place that no token spans: words broken at a line end go on after white space, too.
_BORDER: Final = lazy_regex(r"(?<=[^\s-] )(?=\S)")
_LETTERS: Final = r"(?:[^\W\d_]|(?<=\w)[\u0300-\u036f])+"  # also with accents of their own
_TOKEN: Final = lazy_regex(
    rf"{_LETTERS}(?:['’ʼ´‘\-‐‑–]{_LETTERS}|-\s?\n\s{{0,20}}{_LETTERS})*['’]?|\d+|[^\w\s]"
)
# "2010, 2012", "2010; 2012", "(2010, p. 3) and (2012)": further years of the same authors.
_SAME_NAMES: Final = lazy_regex(
    r"(?:\s?[,:]\s?(?:pp?|págs?|S)\.?\s{0,2}\d+(?:[-–]\d+)?(?:,\s?\d{1,4}(?:[-–]\d{1,4})?(?!\d)){0,4})?\)?\s{0,3}(?:[,;&/]|and|e|y|und|et)\s{0,3}\(?\Z"
)
# "(1990a, p. 71)", "(1990: 71–73)", "(2012, cap. 3)": a part of the work.
_PAGES: Final = lazy_regex(
    r"(?:\s?:\s?(?!(?:19|20)\d\d)\d{1,5}"
    r"|\s?[,;:]\s?(?:pp?|págs?|S|s|fls?|ff?|caps?|chaps?|ch|chapter|sect?|section|§{1,2}|paras?|vols?|v"
    r"|Kap|[Ff]igs?|[Tt]ables?|n|no|nr|art|Rn|Rz|Anm|side|sid|str)"
    r"(?:\.?\s{0,2}\d{1,5}|(?:\.\s{0,2}|\s)[ivxlcIVXLC]{1,6}))"
    r"[a-z]?(?:\s?(?:[-–—/]|,\s?|\se\s|\sand\s)\s?\d{1,5}(?!\w)){0,8}(?:\s?ff?\b\.?)?(?!\w)"
)
_OPEN: Final = frozenset("([{")
# The year of the edition or of the original work: "1900/1953", "2009 [1998]", "[1900] 1953".
_SECOND_YEAR: Final = lazy_regex(
    rf"(?:\s?/\s?|\s?[\[(]|\]\s?)(?:orig\.\s)?(?P<year>{YEAR})(?![\w.–-])"
)
# "et. al.", "m.fl.", "i wsp.", "and her colleagues"; what is one token each is in the words.
_SPELT_OTHERS: Final = lazy_regex(
    r"(?:\bet\.\s?al|\bm\.\s?fl|\bu\.\s?a|\bi\s(?:in|wsp)|\b(?:and|und|e|y|et)\s"
    rf"(?:{'|'.join(sorted(OTHERS_OF))})\s[\w-]{{4,16}})[.,)]{{0,2}}\Z"
)


class NameWord(NamedTuple):
    """A word of the names, where it is, and what parts it from the word before."""

    text: str
    start: int
    parted: str  # "" within a name; "," or ";" or "&" between names


class AuthorYearMarker(NamedTuple):
    """A year with the words before it that may be its authors' names.

    `words` are all of them that are together, `others` tells of an "et al.", `bracket` whether the
    year alone is in brackets ("Smith (2010)"), `bounded` whether the words begin where a citation
    in brackets begins. `follows` is true for a further year of the marker before; `second_year` is
    that of another edition ("1900/1953").
    """

    start: int
    end: int
    year: str
    letters: tuple[str, ...]
    words: tuple[NameWord, ...]
    others: bool
    bracket: bool
    bounded: bool
    follows: bool
    second_year: str = ""


def find_author_year_markers(body: BodyText) -> Iterator[AuthorYearMarker]:
    """Yields every year in the body text with names before it, in order."""
    before: AuthorYearMarker | None = None
    text = body.text
    dated = ((*one.span(), one["year"], one["letters"] or "") for one in body.find(_YEAR))
    undated = ((*one.span(), "", "") for one in body.find(_UNDATED))
    for start, end, year, printed in merge(dated, undated):
        letters = _letters(printed)
        after_number = _NUMBER_BEFORE.search(text, max(0, start - 4), start)
        year_end = end
        found = None if after_number else _read(text, start, end)
        if found is not None and any(is_of_copyright(text, one.start) for one in found.words):
            found = None
        if found is None and before is not None and _goes_on(text, before.end, start):
            found = before._replace(start=start, end=end, follows=True)
        if found is not None:
            second = _SECOND_YEAR.match(text, year_end, year_end + 15) if year else None
            before = found._replace(
                year=year, letters=letters, second_year=second["year"] if second else ""
            )
            yield before


def _goes_on(text: str, before: int, start: int) -> bool:
    return (
        start - before <= NEXT_YEAR_CHARACTERS
        and _SAME_NAMES.fullmatch(text, before, start) is not None
    )


_WORDS_BETWEEN: Final = lazy_regex(r"(?<=[a-z])\s(?:and|und|y|e|et)\s")


def _letters(printed: str) -> tuple[str, ...]:
    """Returns the letters after a year: "a", "a,b", "a-c"."""
    letters = re.findall(r"[a-z]", _WORDS_BETWEEN.sub("", printed))
    if len(letters) == 2 and re.search(r"[–-]", printed) and letters[0] < letters[1]:
        return tuple(chr(code) for code in range(ord(letters[0]), ord(letters[1]) + 1))
    return tuple(letters)


# A page number and a form feed between names and year.
_PAGE_BREAK: Final = lazy_regex(r"\n\s{0,200}(?:\d{1,4}\s{0,20})?\f\s{0,200}(?:\d{1,4}\s{0,20}\n)?")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


class _Reader:
    """Reads the tokens before a year from right to left.

    The nearest of them are made first, the others when they are asked for: a text may contain a
    hundred thousand years with no name before them, "(2015) (2015) ...".
    """

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._start = start
        self._begin = max(0, start - NAMES_CHARACTERS)
        near = max(self._begin, start - NEAR_NAMES_CHARACTERS)
        border = _BORDER.search(text, near, start) if near > self._begin else None
        if border is None or "\f" in text[self._begin : start]:
            self._whole = True
            self.tokens = self._tokens(self._begin)
        else:
            self._whole = False
            self.tokens = self._tokens(border.start())
        self.place = len(self.tokens) - 1

    def _tokens(self, begin: int) -> list[tuple[str, int]]:
        """Returns the last tokens from an offset on, with their offsets."""
        window = self._text[begin : self._start]
        if "\f" in window:
            window = _PAGE_BREAK.sub(_blank, window)
        tokens = [(match[0], begin + match.start()) for match in _TOKEN.finditer(window)]
        return tokens[-NAMES_TOKENS:]

    def peek(self, back: int = 0) -> str:
        """Returns the sign `back` places to the left; "" before the first."""
        if self.place < back and not self._whole:
            self._whole = True
            nearest, self.tokens = self.tokens, self._tokens(self._begin)
            self.place += len(self.tokens) - len(nearest)
        place = self.place - back
        return self.tokens[place][0] if place >= 0 else ""

    @property
    def offset(self) -> int:
        """Where the sign that was reached is in the text."""
        return self.tokens[self.place][1]

    def find(self, pattern: re.Pattern[str]) -> int | None:
        """Returns where a pattern begins in the text that ends with the sign that was reached."""
        if self.place < 0:
            return None
        sign, offset = self.tokens[self.place]
        end = offset + len(sign)
        found = pattern.search(self._text, max(self._begin, end - 40), end)
        return found.start() if found else None

    def skip_to(self, offset: int) -> None:
        """Go to the left until before an offset."""
        while self.peek() and self.offset >= offset:
            self.skip()

    def skip(self, count: int = 1) -> None:
        """Go to the left."""
        self.place -= count


def _read(text: str, start: int, end: int) -> AuthorYearMarker | None:
    reader = _Reader(text, start)
    bracket = _skip_punctuation(reader)
    _skip_editors(reader)
    others = _skip_others(reader)
    words = _names(reader)
    if not words:
        return None
    return AuthorYearMarker(
        start=words[0].start,
        end=_end(text, end) if bracket else end,
        year="",
        letters=(),
        words=tuple(words),
        others=others,
        bracket=bracket,
        bounded=_is_bounded(reader),
        follows=False,
    )


def _end(text: str, end: int) -> int:
    """Returns where a marker ends whose bracket is open: after it, and the pages in it."""
    pages = _PAGES.match(text, end, end + 60)
    after = pages.end() if pages else end
    return after + 1 if text[after : after + 1] in {")", "]"} else end


def _skip_punctuation(reader: _Reader) -> bool:
    """Go over what is between names and year; whether a bracket opens there."""
    bracket = False
    for _ in range(3):
        sign = reader.peek()
        if sign in _OPEN:  # "Freud ([1900] 1953)"
            bracket = True
        elif sign not in {",", ";", ":", "…"}:
            break
        reader.skip()
    while reader.peek() == "." and reader.peek(1) == ".":  # "ARGENTINA..., 2018"
        reader.skip()
        if reader.peek(1) != ".":
            reader.skip()
    return bracket


def _skip_editors(reader: _Reader) -> None:
    """Go over "eds." and "(Org.)"."""
    back = 0
    while back < 2 and reader.peek(back) in {".", ")"}:
        back += 1
    if reader.peek(back).casefold() in EDITOR_WORDS:
        reader.skip(back + 1)
        _skip_punctuation(reader)


def _skip_others(reader: _Reader) -> bool:
    """Go over "et al.", "and colleagues", "u. a."; whether it was there."""
    if reader.peek() == "s" and reader.peek(1) in {"'", "’"}:  # "et al.'s (2010)"
        reader.skip(2)
    back = 0
    while back < 2 and reader.peek(back) in {".", ",", ")"}:
        back += 1
    word = re.sub(r"['’]s?\Z", "", reader.peek(back).casefold())
    if word in OTHER_AUTHORS and reader.peek(back + 1).casefold() in NAME_JOINING:
        reader.skip(back + 2)
    elif word in LONE_OTHERS:
        reader.skip(back + 1)
    elif (spelt := reader.find(_SPELT_OTHERS)) is not None:
        reader.skip_to(spelt)
    else:
        return False
    if reader.peek() in {",", ";"}:
        reader.skip()
    return True


def _names(reader: _Reader) -> list[NameWord]:
    """Returns the words that may be names, in the order of the text."""
    words: list[NameWord] = []
    parted = ""
    while sign := reader.peek():
        kind = _kind(reader, sign)
        if kind == "stop" or (not words and kind != "none" and not _capital(sign)):
            break
        if kind == "word":
            if words and parted:
                words[-1] = words[-1]._replace(parted=parted)
            words.append(NameWord(sign, reader.offset, ""))
            parted = ""
        elif kind == "part":
            parted = _stronger(parted, sign)
        reader.skip()
    while words and not _capital(words[-1].text):
        if words[-1].text.casefold() in NAME_PARTICLES and len(words) > 1 and not words[-1].parted:
            break
        words.pop()
    words.reverse()
    return words if any(_capital(word.text) for word in words) else []


def _kind(reader: _Reader, sign: str) -> str:
    """Returns what a sign is within names: a word, a part between names, nothing, or their end."""
    lowered = sign.casefold()
    if sign[0].isalpha():
        if _capital(sign):
            return "word"
        if lowered in NAME_JOINING and lowered not in NAME_PARTICLES:
            return "part"
        if lowered in NAME_PARTICLES or lowered in GROUP_NAME_WORDS:
            return "word"
        return "word" if re.match(r"(?:d|l|o|al|el)['’\-‐]", lowered) else "stop"
    if sign in {",", ";", "&"} or (sign == "/" and _capital(reader.peek(1))):
        return "part"
    if sign == ".":
        left = reader.peek(1)
        initial = left.isalpha() and left[0].isupper() and len(left) <= 2
        return "none" if initial or left == "." or left.casefold() in {"jr", "st"} else "stop"
    return "none" if sign in {"“", "”", '"', "]", "["} and _is_acronym(reader, sign) else "stop"


def _is_acronym(reader: _Reader, sign: str) -> bool:
    """Returns whether a bracket contains an acronym: "World Health Organization [WHO]"."""
    if sign == "]":
        return reader.peek(1).isupper() and reader.peek(2) == "["
    return sign != "[" or (
        reader.place + 2 < len(reader.tokens) and reader.tokens[reader.place + 2][0] == "]"
    )


def _stronger(one: str, other: str) -> str:
    """Returns what parts two names where several signs are between them: ", and" is "&"."""
    other = other if other in {",", ";"} else "&"
    return max(one, other, key=["", ",", ";", "&"].index)


def _capital(word: str) -> bool:
    return word[:1].isupper() or bool(re.match(r"(?:d|l|o|al|el|el)['’\-‐][A-ZÀ-Þ]", word))


_EPITHET: Final = lazy_regex(r"[a-z]{2,}(?:us|um|is|ae|ii|ensis|ata|ica|ella|oides|a|i)")


def _is_bounded(reader: _Reader) -> bool:
    """Returns whether the words begin at a bracket, or after the sign that parts two citations."""
    sign = reader.peek()
    if sign in _OPEN:
        # "Sipha maydis (Smith & Jones, 1908)" names who described a species.
        return not (_EPITHET.fullmatch(reader.peek(1)) and reader.peek(2)[:1].isupper())
    if sign.isdigit() or sign in {"g", ":"}:
        return sign.isdigit()
    return sign.casefold() in {"see", "also", "cf", "e.g"} or (
        sign == "." and reader.peek(1) == "g"
    )
