"""Candidates for superscripts: shown by the format or by characters, or left as plain digits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.marker import (
    DASH,
    NUMBERS,
    Marker,
    Shape,
    apart,
    read_numbers,
)
from refcheck.extraction.thresholds import (
    BYLINE_CHARACTERS,
    BYLINE_NAMES_SHARE,
    CHECKED_PLACES,
    CHECKED_WORDS,
    HIGHEST_EXPONENT,
    NAME_NUMBERS,
    SYMBOL_LETTERS,
    TOKEN_CHARACTERS,
)
from refcheck.extraction.words import BYLINE_JOINING, COUNTED_THINGS, SENTENCE_OPENERS
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = ["flattened_markers", "superscript_markers"]

_TIGHT: Final = rf"\d{{1,4}}(?:(?:,\s?|{DASH})\d{{1,4}}){{0,40}}"
_CHARACTERS: Final = lazy_regex(r"[⁰¹²³⁴-⁹]{1,4}(?:[,⁻–\-‐,]\s?[⁰¹²³⁴-⁹]{1,4}){0,40}")
_MARKED: Final = lazy_regex(
    rf"\^(?P<brace>\{{)?(?P<open>[\[(])?({_TIGHT})(?(open)[\])])(?(brace)\}})\^?"
    rf"|<sup\b[^<>]{{0,80}}>\s?[\[(]?({_TIGHT})[\])]?\s?</sup>"
)
_PIECE: Final = lazy_regex(rf"\s?[\[(]?\s?({NUMBERS})\s?[\])]?[,;.]?\s?")
_UNIT: Final = lazy_regex(
    r"(?:\b|(?<=\d))(?:[kcdmnµμ]?m|in|ft|s|kg|g|mg|µg|μg|h|L|ml|mL|mol|mmol|min|yr|J|W|Pa|Hz|dB|cd|K|A|V|N|"
    r"log|sin|cos|tan|exp|ln)\Z"
)


def superscript_markers(body: BodyText) -> list[Marker]:
    """Returns every superscript that may be a marker, in order."""
    return _without_bylines(body.text, list(_superscripts(body)))


def _superscripts(body: BodyText) -> Iterator[Marker]:
    found: list[Marker] = []
    text = body.text
    for start, end in body.document.superscripts:
        piece = _PIECE.fullmatch(text, start, end)
        if piece is not None and body.contains(start):
            found.append(Marker(start, end, Shape.SUPERSCRIPT, read_numbers(piece[1])))
    found += [
        Marker(*match.span(), Shape.SUPERSCRIPT, read_numbers(match[0]))
        for match in body.find(_CHARACTERS)
    ]
    found += [
        Marker(*match.span(), Shape.SUPERSCRIPT, read_numbers(match[3] or match[4]))
        for match in body.find(_MARKED)
    ]
    yield from (one for one in apart(found) if not _is_exponent(text, one))


def _is_exponent(text: str, marker: Marker) -> bool:
    """Returns whether a superscript belongs to a quantity or a nuclide: 10³, m², R², ¹⁴C, Ca²⁺."""
    start, end = marker.start, marker.end
    before, after = text[start - 1 : start], text[end : end + 1]
    if after in {"⁺", "+", "⁻"} or not before:
        return True
    if before.isspace() or before in "([/":
        return after.isalpha() or before in "([/"
    words = text[max(0, start - 24) : start].split()
    word = words[-1] if words else ""
    if before.isdigit():
        return not (len(word) == 4 and word.isdigit() and word[:2] in {"18", "19", "20"}) and not (
            re.search(r"[^\W\d_]{2}", word)
        )
    if len(re.sub(r"\W", "", word)) == 1:
        return before.isalpha()
    return marker.ranges[0][0] <= HIGHEST_EXPONENT and _UNIT.search(word) is not None


_FLATTENED: Final = lazy_regex(
    rf"(?P<numbers>\d(?<=[^\W\d_].|[.,;:)\]”\"’'!?%»].)\d{{0,39}}"
    rf"(?:(?:(?:,|{DASH})\s?|;)\d{{1,4}}){{0,40}})"
    r"(?![\w%°$€£])(?![-–/]\w|[.,]\d|\)\w)"
)
_ABBREVIATION: Final = lazy_regex(
    r"\b(?:[Ff]igs?|[Nn]os?|[Vv]ols?|pp?|[Cc]h|[Ss]ec|[Ee]qs?|[Rr]efs?|[Aa]rt|[Nn]r|pág|v|n|ca?"
    r"|cap|[Tt]ab|[Ss]uppl?|[Vv]er|approx|[Bb]d|[Ss]t|[A-Z]|https?)[.:]\s?\Z"
)
_CLOSING: Final = frozenset(")]”’»\"'%.?!")
_POSSESSIVE: Final = lazy_regex(r"(?<=\w)['’]s\Z")
_WORD_BEFORE: Final = lazy_regex(r"[\w'’\-–]{1,40}\Z")
_LINK: Final = lazy_regex(
    r"(?:https?:|www\.|doi\b|@|10\.\d{4}|\w/\w{1,40}/|/\w{0,40}\d|\.(?:com|org|net|html?|pdf)\b|=)",
    re.I,
)


def flattened_markers(body: BodyText) -> list[Marker]:
    """Returns every number attached to a word or a sign that may be a marker, in order."""
    return _without_bylines(body.text, list(_flattened(body)))


def _flattened(body: BodyText) -> Iterator[Marker]:
    text = body.text
    words: dict[str, bool] = {}
    plain: dict[str, bool] = {}
    seen: defaultdict[str, set[str]] = defaultdict(set)
    found: list[tuple[str, Marker]] = []
    for match in body.find(_FLATTENED):
        start, end = match.span()
        if _is_flattened(text, start, end, words):
            stem = _stem(text, start)
            seen[stem].add(match["numbers"])
            found.append(
                (stem, Marker(start, end, Shape.FLATTENED, read_numbers(match["numbers"])))
            )
    for stem, marker in found:
        if not _may_be_name(stem, seen[stem]) or _is_word(text, stem, plain):
            yield marker


def _may_be_name(stem: str, numbers: set[str]) -> bool:
    """Returns whether letters and their number may be the name of something: "Atf3", "chr1" with
    "chr2".

    Such letters cite only where the text has them as a word without a number, too.
    """
    if not stem:
        return False
    symbol = stem[0].isupper() and len(stem) <= SYMBOL_LETTERS
    return symbol or (
        len(numbers) >= NAME_NUMBERS and (len(stem) < SYMBOL_LETTERS - 1 or {"1", "2"} <= numbers)
    )


def _is_word(text: str, stem: str, known: dict[str, bool]) -> bool:
    """Returns whether the text has a word without a number, too."""
    if stem not in known:
        places = _places(text, stem) if len(known) < CHECKED_WORDS else ()
        known[stem] = any(
            not text[start - 1 : start].isalnum()
            and not text[start + len(stem) : start + len(stem) + 1].isalnum()
            for start in places
        )
    return known[stem]


def _places(text: str, word: str) -> Iterator[int]:
    """Yields where letters are in a text, as far as it takes to judge them."""
    place = text.find(word)
    for _ in range(CHECKED_PLACES):
        if place < 0:
            return
        yield place
        place = text.find(word, place + 1)


def _stem(text: str, start: int) -> str:
    """Returns the letters that a number is attached to; "" where it comes after a sign."""
    match = _LETTERS.search(text, max(0, start - 40), start)
    return match[0] if match else ""


_LETTERS: Final = lazy_regex(r"[^\W\d_]{1,40}\Z")


def _is_flattened(text: str, start: int, end: int, words: dict[str, bool]) -> bool:
    token = text[max(0, start - TOKEN_CHARACTERS) : start].split()[-1:]
    if not token or _LINK.search(token[0]):
        return False
    before = text[start - 1]
    if before.isalpha():
        return _after_letter(text, start, words)
    inner = text[start - 2 : start - 1]
    if before in ".,;:" and inner.isdigit():
        return before == "." and _sentence_ends(text, start, end, token[0])
    if before in ".:" and _ABBREVIATION.search(text, max(0, start - 12), start):
        return False
    return inner.isalpha() or inner in _CLOSING or (before in ")]%" and inner.isdigit())


# Of a sentence: "2010.", and names that end with a number: "COVID-19.", "p53.".
_ENDS_SENTENCE: Final = lazy_regex(
    r"\(?" + YEAR + r"(?:[-–]\d{2,4})?[.)]{1,2}|\(?[^\W\d_][^\s.,;:/]{0,30}[.)]{1,2}"
)
# "Table 2.14 The", and a heading: "3.14 The method".
_NUMBERED_BEFORE: Final = lazy_regex(
    r"(?:\n\s{0,20}|^\s{0,20}|\b(?:[Ff]ig(?:ure|s|\.)?|[Tt]able?s?|[Ss]ect(?:ion|ions|s|\.)?|[Cc]h(?:apter|\.)"
    r"|[Ee]q(?:uation|s|n)?\.?|[Vv](?:ersion|er\.|\.)?|[Nn]o\.|§)\s{1,2})[(\d][\d.]{0,12}\Z"
)
_NEXT_WORD: Final = lazy_regex(r"\s{1,3}([^\W\d_]{1,20})\b")


def _sentence_ends(text: str, start: int, end: int, token: str) -> bool:
    """Returns whether a point after a number ends a sentence, and is not a decimal one: "in 2010.3
    The", "COVID-19.3 Most", "in phase 3.14 The"."""
    following = _NEXT_WORD.match(text, end, end + 25)
    if following is None or not following[1][0].isupper():
        return False
    if _ENDS_SENTENCE.fullmatch(token):
        return True
    return (
        following[1] in SENTENCE_OPENERS
        and token.count(".") <= 2
        and _NUMBERED_BEFORE.search(text, max(0, start - 40), start) is None
    )


def _after_letter(text: str, start: int, words: dict[str, bool]) -> bool:
    """Returns whether digits after a letter can be a marker: after a word, not in "CO2" or "m2"."""
    match = _WORD_BEFORE.search(text, max(0, start - 40), start)
    word = _POSSESSIVE.sub("", match[0]) if match else ""
    bare = re.sub(r"[\W_]", "", word.rsplit("-", 1)[-1])
    if len(bare) < 3 or _UNIT.search(word):
        return len(bare) == 2 and bare.islower() and _UNIT.search(word) is None and word == bare
    if bare[1:].islower():
        return bare.casefold() not in COUNTED_THINGS or not _is_counted(text, bare, words)
    return _is_also_alone(text, word, words)


def _is_counted(text: str, word: str, words: dict[str, bool]) -> bool:
    """Returns whether the text numbers things of this name elsewhere: "Group1" and "group 2"."""
    key = f"{word.casefold()} "
    if key not in words:
        words[key] = re.search(rf"\b{word}\s\d", text, re.IGNORECASE) is not None
    return words[key]


def _is_also_alone(text: str, word: str, words: dict[str, bool]) -> bool:
    """Returns whether the text has a word of capitals also without digits: "WHO3" and "WHO", not
    "CD4"."""
    if word not in words:
        places = _places(text, word) if len(words) < CHECKED_WORDS else ()
        following = [text[start + len(word) : start + len(word) + 1] for start in places]
        alone = sum(not char.isalnum() for char in following)
        numbered = sum(char.isdigit() for char in following)
        words[word] = alone > numbered
    return words[word]


_WORDS: Final = lazy_regex(r"[^\W\d_]{2,}")


def _without_bylines(text: str, markers: list[Marker]) -> list[Marker]:
    """Returns the markers without the numbers of affiliations: "Ann Smith1,2, Bo Jones3"."""
    starts = [marker.start for marker in markers]
    kept = []
    place = 0
    ended = -1  # where the line of names before ended, which the next one may go on with
    while place < len(markers):
        begin, end = _line(text, markers[place].start)
        last = max(bisect_right(starts, end), place + 1)
        first = any(1 in part for marker in markers[place:last] for part in marker.ranges)
        goes_on = 0 <= begin - ended <= 2
        if ((first and last - place > 1) or goes_on) and _is_byline(text[begin:end]):
            ended = end
        else:
            kept += markers[place:last]
        place = last
    return kept


def _line(text: str, offset: int) -> tuple[int, int]:
    begin = text.rfind("\n", max(0, offset - BYLINE_CHARACTERS), offset) + 1
    end = text.find("\n", offset, offset + BYLINE_CHARACTERS)
    return begin or max(
        0, offset - BYLINE_CHARACTERS
    ), end if end >= 0 else offset + BYLINE_CHARACTERS


def _is_byline(line: str) -> bool:
    words = [
        word for word in _WORDS.findall(line[: 2 * BYLINE_CHARACTERS]) if word not in BYLINE_JOINING
    ]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= BYLINE_NAMES_SHARE * len(
        words
    )
