"""Locators (volume, issue, pages, article number): one form of each, and whether two agree."""

from __future__ import annotations

import re
from functools import lru_cache

from refcheck.compare.thresholds import (
    ARTICLE_NUMBER_DIGITS,
    PAGES_LENGTH,
    SEARCHED_TEXT,
    VOLUME_LENGTH,
)
from refcheck.frozen import dataclass, maker
from refcheck.text.folding import squashed, squeeze
from refcheck.text.patterns import lazy_regex

__all__ = [
    "PageRange",
    "Volume",
    "has_page_range",
    "is_publisher_item",
    "locators_in",
    "page_ranges",
    "publisher_items",
    "roman_value",
    "same_issue",
    "same_locator",
    "same_volume",
    "volume_of",
]

# "998─1001" with a line of a box and "293_318" are ranges too, as files now and then print them.
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣-─━", "-"))
_UNDERSCORE = lazy_regex(r"(?<=\d)_{1,2}(?=\d)")
_ROMAN = lazy_regex(r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_PAGE_WORD = lazy_regex(r"^(?:pages?|pp?|pgs?|pág|págs|seiten?|s\.(?=\s))\.?\s*(?=[\w])", re.I)
# Publisher item identifiers in the place of pages: "S0020-6539(24)00047-9",
# "S1234-567X(20)30123-X", "bmjspcare-2020-002638".
_PII = lazy_regex(r"S?\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-?[\dX]|[a-z]{2,20}-\d{4}-\d{3,7}", re.I)
_SHORTEST_PII = 11  # characters: "ab-2020-123"
# "2019;64:619", "64(3), pp. 619"
_PLACE = lazy_regex(
    r"(?<!\d)(?=(\d{1,4})\s?(?:\([^()]{1,20}\))?\s?[:,;]\s?(?:pp?\.?\s?)?(e?\d{1,7})(?!\d))", re.I
)
# "23-35", "S1-S9", "e12--e15"
_RANGE = lazy_regex(r"\d\s*[-–—‐‑−]+\s*[a-z]{0,3}\d", re.IGNORECASE)
# "e00013-22", "01219-17": article numbers of the ASM's journals, with the year behind a hyphen
_LAST_PAGE_MARK = lazy_regex(r"(?<=\d)\sLP\b")  # "1017 LP – 1025", as HighWire's exports have it
_HYPHENATED_NUMBER = lazy_regex(r"(e?0\d{4})-(\d\d)", re.IGNORECASE)
# "830-9. W147-9", "830-9, W147": pages on the web after those in print
_PARTS = lazy_regex(
    r"[;,]|(?<=\d)\.\s(?=[a-z]\d)|\b(?:(?:authors?['’]?s?\s{1,3})?(?:reply|response|discussion)"
    r"|passim|quiz|comment(?:ary)?s?|erratum)\b",
    re.IGNORECASE,
)
# Most locators, which need nothing else: "240", "240-5", "240–245"
_PLAIN_RANGE = lazy_regex(r"([1-9]\d{0,11})(?:[-–]([1-9]\d{0,11}))?", re.ASCII)
_PAGE = lazy_regex(r"([a-z]{0,6})(\d{1,12})([a-z]{0,6}\d{0,6})")
_LETTERS_AFTER = lazy_regex(r"(?<=\d)[a-z]{1,2}$")
_GLUED = lazy_regex(r"(?<=\d)(?=suppl)", re.I)  # "73Suppl 1"
_SUPPLEMENT = lazy_regex(
    r"\b(?:suppl?(?:ement(?:um|ary)?)?|beih(?:eft)?|erg)[\s._-]{0,3}(\w{0,6})", re.I
)
_JOINED_SUPPLEMENT = lazy_regex(
    r"^(\d{1,6})[\s_(]{0,2}s(?:uppl?(?:ement)?)?[\s._]{0,2}(\d{0,3})\)?$", re.I
)
_PART = lazy_regex(r"\(?\s{0,2}\b(?:pt|part)\b[\s.]{0,2}(\w{1,4})\)?", re.I)
_VOLUME_WORD = lazy_regex(r"^(?:vol(?:ume)?|v|bd|band|tome?|jg)\b[\s.]{0,3}", re.I)


@dataclass(frozen=True, slots=True)
class PageRange:
    """First and last page, folded: ("240", "245"), ("e31095", None), ("s1", "s8").

    `last` is None where one page or an article number is named. `is_article` says that the locator
    is the number of an article rather than a page.
    """

    first: str
    last: str | None = None

    @property
    def is_article(self) -> bool:
        """Whether this can be an article number: no range, and a letter or at least five digits."""
        digits = self.first.lstrip("abcdefghijklmnopqrstuvwxyz")
        return self.last is None and (digits != self.first or len(digits) >= ARTICLE_NUMBER_DIGITS)


_page_range = maker(PageRange)


@lru_cache(maxsize=8192)
def page_ranges(pages: str) -> tuple[PageRange, ...]:
    """Returns the ranges that a cited or recorded locator names, in order.

    Shortened last pages are filled up: "240-5" is 240 to 245, "S5-9" is S5 to S9, "115.e1-9" is
    115.e1 to 115.e9. "1162-72; discussion 1173" and "1563-5; author reply 1565-6" give two ranges,
    "e00013-22" one number.
    """
    if plain := _PLAIN_RANGE.fullmatch(pages):
        first, last = plain.groups()
        if last and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return (_page_range(first, last),)
    ranges = []
    text = _UNDERSCORE.sub("-", pages[:PAGES_LENGTH].translate(_DASHES))
    text = _LAST_PAGE_MARK.sub("", text)
    for part in _PARTS.split(text):
        text = _PAGE_WORD.sub("", squeeze(part)).strip(" .()[]")
        if number := _HYPHENATED_NUMBER.fullmatch(text):
            text = "".join(number.groups())
        first, dash, last = text.partition("-")
        first, last = _page_key(first), _page_key(last)
        if first:
            ranges.append(_page_range(first, _filled(first, last) if dash and last else None))
    return tuple(ranges)


def _page_key(page: str) -> str:
    """Returns one page as "s5", "e31095", "115e1": lower case, no dots, no leading zeros, no
    roman."""
    key = squashed(page.removesuffix("."))
    if match := _PAGE.fullmatch(key):
        letters, digits, tail = match.groups()
        return f"{letters}{digits.lstrip('0') or '0'}{tail}"
    return key


def _filled(first: str, last: str) -> str:
    """Returns the last page in full ("240", "5" -> "245"; "s5", "9" -> "s9"; "115e1", "9" ->
    "115e9")."""
    if (after := _LETTERS_AFTER.search(first)) and last.endswith(after.group()):
        bare = len(after.group())  # "664e-72e"
        return _filled(first[:-bare], last[:-bare]) + after.group()
    head, begin = _split_number(first)
    tail_head, end = _split_number(last)
    if not begin or not end:
        return last
    if len(end) < len(begin) and tail_head in {"", head}:
        return head + begin[: len(begin) - len(end)] + end
    return head + end if not tail_head else last


def _split_number(page: str) -> tuple[str, str]:
    """Returns a page as what comes before its last number, and that number ("115e", "1")."""
    number = re.search(r"\d{1,12}$", page)
    return (page[: number.start()], number.group()) if number else (page, "")


def has_page_range(pages: str) -> bool:
    """Returns whether first and last page are given ("23-35", "S1-S9"), not a single page."""
    return _RANGE.search(pages) is not None


@lru_cache(maxsize=1024)  # matching and several rules ask about the same pages
def is_publisher_item(pages: str) -> bool:
    """Returns whether the pages are a publisher's item identifier, as they are in records of
    articles that are not yet in print ("S0020-6539(24)00047-9", "bmjspcare-2020-002638")."""
    return len(pages) >= _SHORTEST_PII and _PII.match(pages.translate(_DASHES).strip()) is not None


@lru_cache(maxsize=1024)
def publisher_items(text: str) -> tuple[str, ...]:
    """Returns the publisher's item identifiers in a text, squashed: what they contain is not a
    volume."""
    found = _PII.finditer(text[:SEARCHED_TEXT].translate(_DASHES))
    return tuple(squashed(item.group()) for item in found)


@lru_cache(maxsize=1024)
def locators_in(text: str) -> frozenset[tuple[str, str]]:
    """Returns every volume with its first page next to it in a text, as styles print them."""
    return frozenset(
        (place[1].lstrip("0"), _page_key(place[2]))
        for place in _PLACE.finditer(text[:SEARCHED_TEXT])
    )


def _bare(locator: str) -> str:
    """Returns a locator without the letters around its number: "e31095" and "31095", "12S" and
    "12"."""
    match = _PAGE.fullmatch(locator)
    return match.group(2) if match and not match.group(3)[1:] else locator


def same_locator(cited: str, recorded: str) -> bool:
    """Returns whether two first pages or article numbers (as in `PageRange`) are the same one.

    A letter before the number may be left out ("e31095" and "31095") or come after it ("S51" and
    "51S"), but not be a different one ("S12" and "e12"); roman and arabic numerals are different
    pages, except as numerals.
    """
    if cited == recorded:
        return True
    if _bare(cited) == _bare(recorded):
        letters = (cited.strip("0123456789"), recorded.strip("0123456789"))
        return not all(letters) or letters[0] == letters[1]  # "S51" and "51S"
    if not (value := roman_value(cited)) and not (value := roman_value(recorded)):
        return False
    return str(value) in {cited, recorded}


@lru_cache(maxsize=2048)
def roman_value(text: str) -> int | None:
    """Returns the value of a roman numeral of any case, None where the text is not one."""
    text = text.casefold()
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[char] for char in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume as its number ("12", "101b") and what belongs to the issue ("suppl1", "pt2")."""

    number: str
    rest: str = ""


@lru_cache(maxsize=8192)
def volume_of(text: str) -> Volume:
    """Returns a volume in its normal form: "Vol. 012", "XII", "12 Suppl 1", "12 ( Pt 2)", "101-B",
    "12(3)".

    Supplements and parts go to `rest`, where `same_issue` can compare them.
    """
    text = squeeze(text[:VOLUME_LENGTH].translate(_DASHES))
    text = _GLUED.sub(" ", _VOLUME_WORD.sub("", text))
    rest = []
    for marker, pattern in (("suppl", _SUPPLEMENT), ("pt", _PART)):
        if found := pattern.search(text):
            rest.append(marker + squashed(found.group(1)))
            text = text[: found.start()] + " " + text[found.end() :]
    number, bracket, inner = text.partition("(")
    key = squashed(number)
    if bracket and (issue := squashed(inner)):
        rest.append(issue)
    if joined := re.fullmatch(r"(\d{1,6})s(\d{0,3})", key):
        key, rest = joined.group(1), [f"suppl{joined.group(2)}", *rest]
    return Volume(_numeral(key), "".join(rest))


def _numeral(key: str) -> str:
    if key.isdigit():
        return key.lstrip("0") or "0"
    value = roman_value(key)
    return str(value) if value else key


def same_volume(cited: str, recorded: str) -> bool:
    """Returns whether a cited and a recorded volume are the same one: its number decides.

    A series letter may be left out ("101-B", "101"), a supplement may belong to the volume or to
    the issue ("12 Suppl 1", "12"), and either number of a double volume will do ("12-13", "12").
    """
    if cited == recorded:
        return True
    ours, theirs = volume_of(cited).number, volume_of(recorded).number
    if ours == theirs or not ours or not any(char.isdigit() for char in theirs):
        return True  # "PP" and "Publish Ahead of Print" are in records that have no volume yet
    if _bare_number(ours) == _bare_number(theirs):
        return ours.isdigit() or theirs.isdigit()
    return ours in _numbers(recorded) or theirs in _numbers(cited)


def _bare_number(key: str) -> str:
    return key.strip("abcdefghijklmnopqrstuvwxyz")


def _numbers(text: str) -> set[str]:
    parts = re.split(r"[-/,&]", text.translate(_DASHES))
    keys = [squashed(part) for part in parts]
    return {_numeral(key) for key in keys} if len(keys) > 1 and all(keys) else set()


@lru_cache(maxsize=8192)
def _issue_key(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Returns an issue as its plain numbers and its marked parts ("suppl1", "pt2")."""
    text = squeeze(text[:VOLUME_LENGTH].translate(_DASHES)).replace("_", " ")
    if joined := _JOINED_SUPPLEMENT.match(text):
        text = f"{joined.group(1)} suppl {joined.group(2)}"
    elif alone := re.fullmatch(r"s\s?(\d{0,3})", text, re.I):
        text = f"suppl {alone.group(1)}"
    marked = set()
    for marker, pattern in (("suppl", _SUPPLEMENT), ("pt", _PART)):
        while found := pattern.search(text):
            marked.add(marker + squashed(found.group(1)))
            text = text[: found.start()] + " " + text[found.end() :]
    plain = {_numeral(squashed(part)) for part in re.split(r"[-/,&\s()]+|\bno\b\.?", text)}
    return frozenset(plain - {""}), frozenset(marked)


def same_issue(cited: str, recorded: str) -> bool:
    """Returns whether a cited and a recorded issue can be the same one.

    Either number of a double issue will do ("3-4", "3"), a part or supplement may be left out
    ("3 Pt 2", "3"; "2 Suppl 1", "Suppl 1"), a supplement's number too ("Suppl", "Suppl 1").
    """
    if cited == recorded:
        return True
    (our_plain, our_marked), (plain, marked) = _issue_key(cited), _issue_key(recorded)
    if our_plain and plain:
        return not our_plain.isdisjoint(plain)
    if our_marked and marked:
        return _marks_agree(our_marked, marked)
    # "Suppl 1" against "1", "Pt 2" against "2": the mark may be left out, not the number changed
    bare = {re.sub(r"^(?:suppl|pt)", "", mark) for mark in our_marked | marked}
    numbers = our_plain | plain
    return not numbers or not bare - {""} or not bare.isdisjoint(numbers)


def _marks_agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(
        one.startswith(other) or other.startswith(one) for one in ours for other in theirs
    ) or {mark[0] for mark in ours}.isdisjoint({mark[0] for mark in theirs})
