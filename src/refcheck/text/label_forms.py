"""The forms of labels: "1.", "[1]", "1-", "2.••", "Ref. 1:", "a)", "(iv)", "③" and their like.

Each form belongs to a style ("dot", "square", "letter )"); the labels of one list have one style.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from refcheck.text.labels import LABEL_WORDS, NUMBER_SIGN, lower_digits
from refcheck.text.patterns import lazy_regex

__all__ = ["CAPITAL", "LETTERED", "LabelForm", "is_lettered", "read_labels"]


class LabelForm(NamedTuple):
    """A label as it is printed from `begin` to `end`; the entry begins at `content`.

    `number` is -1 for keys ("[BAD10]").
    """

    style: str
    number: int
    begin: int
    end: int
    content: int


_NUMBER: Final = lazy_regex(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,6}")

# Signs that commend an entry: "2.••", "*3.", "of special interest" below the list says what they
# mean. The same signs are bullets before a label.
_STARS: Final = "*•●○◦°▪■□◆♦★☆✱∗⁎∙·†‡"
_STAR: Final = rf"[{_STARS}]"
# Before a label: a bullet, a quotation mark of Markdown, an anchor, an arrow back to the text.
_LEAD: Final = (
    rf"(?:(?:{_STAR}{{1,3}}|[-+>|↵↑^]|__?(?=[\d\[(])|`(?=[\d\[(])"
    r"|<(?:li|p|a|sup|b|strong|i|em|span)\b[^<>\n]{0,80}>|</a>)\s{0,8}){0,4}"
)
# After it: the end of its emphasis, stars, and the places where Wikipedia cites it.
_CLOSED: Final = r"(?:\*{1,3}(?!\w)|__?(?=\s)|`|</(?:sup|b|strong|i|em|span|a)>){0,2}"
_STARRED: Final = rf"(?:\s?(?:{_STAR}|\*){{1,3}}(?=[\s\w\"“]|$)){{0,2}}"
_AFTER: Final = r"(?:\s*\(\s*\d{1,3}(?:\s*,\s*\d{1,3}){0,40}\s*\)(?=\s*$))?"
_SPACE: Final = r"[ \t\u00a0\u2002-\u200b\u202f]*"
# What an entry may begin with, right behind a label: a capital letter, a quotation mark, a particle
# ("van der Waals"); `_a-z` takes the small letters out of the letters.
CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ]"
_BEGINS: Final = (
    rf"(?=\s|$|{CAPITAL}|[\"“‘'«„\[(<*_`]|(?:de|van|von|der|di|du|da|la|le|el|al|bin)\b)"
)
_DASH: Final = "-‐‑‒–—―−"
_END: Final = rf"(?:[.:]|[{_DASH}](?!\d))?"
_PREFIX: Final = (
    rf"(?:\^|[A-Za-z]{{1,2}}(?=\d)|{LABEL_WORDS}\.?\s?(?:{NUMBER_SIGN}\s?)?|{NUMBER_SIGN}\s?)?"
)
_INNER: Final = rf"\s?{_STAR}{{0,3}}\s?{_PREFIX}\s?\d{{1,6}}\s?\.?\s?(?:{_STAR}|\*){{0,3}}\s?"
_LABEL: Final = lazy_regex(
    _LEAD + r"(?:"
    rf"(?P<square>[\[［【〔]{_INNER}[\]］】〕]{_END})"
    rf"|(?P<round>[(（]{_INNER}[)）]{_END})"
    rf"|(?P<brace>\{{\s?\d{{1,4}}\s?\}}{_END})"
    rf"|(?P<slashes>/\s?\d{{1,4}}\s?/{_END})"
    rf"|(?P<angle>[<‹«⟨〈《]\s?\d{{1,4}}\s?[>›»⟩〉》]{_END})"
    r"|(?P<keycap>\d{1,3}\ufe0f?\u20e3)"
    rf"|(?P<dot>(?:(?:[A-Za-z]|PS|[Rr]ef\.?\s?)(?=\d))?\d{{1,6}}{_STAR}{{0,3}}\s?\\?[.．。、](?:\*\*)?"
    rf"(?=\s|[^\W\d_ºª]|$|[\"“‘'«„\[(_<^`]|{_STAR}))"
    r"|(?P<paren>(?:[A-Za-z](?=\d))?\d{1,6}\s?\\?\.?\s?\\?[)）](?:[.:]|-(?!\d))?)"
    r"|(?P<bracket>\d{1,6}\s?\\?\][.:]?)"
    rf"|(?P<dash>\d{{1,4}}\s?[.)°º]?\s?[{_DASH}]{_BEGINS})"
    r"|(?P<colon>\d{1,6}\s?[:：](?=\s{0,4}(?:[^\W\d_]|[\"“\[]|$)))"
    r"|(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|<sup>\s?\d{1,4}\s?</sup>|\^\d{1,4}\^?)"
    rf"|(?P<marked>\d{{1,4}}(?:{_STAR}{{1,3}}|\s{_STAR}{{1,3}}(?=\s))(?=[\s\w\"“]|$))"
    rf"|(?P<sign>\d{{1,3}}(?:\s?[/,;|>=~_ºª→»›＞]|\.[ºª])(?:[.)]|[{_DASH}])?(?!\s*\d){_BEGINS})"
    r"|(?P<bare>(?:[a-zA-Z](?=\d))?\d{1,6}(?=\s|(?:\*{1,3}|__?|`)\s|</(?!sup)))"
    r"|(?P<own>\d{1,6}$)"
    r"|(?P<flattened>\d{1,4}(?=[^\W\d_a-z][^\W\d_]|[“\"]))"
    rf"|(?P<word>(?:{LABEL_WORDS}\.?\s?(?:{NUMBER_SIGN})?|{NUMBER_SIGN})\s?[\[(]?\d{{1,4}}\s?[\])]?"
    rf"(?:\s?[.:)|,]|\s?[{_DASH}])?{_BEGINS})"
    rf"|(?P<named>[\[(]?[^\W\d_]{{2,24}}\.?\s?#?\s?[\[(]?\d{{1,3}}(?:\s?[\])])?"
    rf"(?:\s?[.:)|]|\s?[{_DASH}])?(?=[\s*_`<]|{CAPITAL}|$))"
    r")" + _CLOSED + _STARRED + _AFTER + _SPACE,
    re.MULTILINE,
)
_KEY: Final = lazy_regex(
    _LEAD
    + r"(?P<label>\[(?:\^[^\[\]\s]{1,30}|[^\W\d_][^\[\]\n\d]{0,26}\d{2,4}[^\[\]\n]{0,3})\][.:]?)"
    r"(?=\s|$)" + _AFTER + _SPACE,
    re.MULTILINE,
)
# No label that begins with a letter has its number farther in: "Literaturstelle No. [12]".
_NEAR_DIGIT: Final = lazy_regex(r"\D{0,40}\d")
# What goes on after the issue or the volume of a journal: "34", "(5), 1842"; "27 (3): E317".
_LOCATOR: Final = lazy_regex(r"[,;:.)]|\(\d{1,4}(?:-\d{1,4})?\)[:,;]")

# Letters, Roman numerals and numbers in circles, in a frame: "a)", "(iv)", "[B]", "C.".
_OPENING: Final = "[({/"
_CLOSING: Final = "])}/"
_LETTERS: Final = lazy_regex(
    _LEAD
    + r"(?P<label>(?P<open>[\[({/]?)\s?(?P<letters>[a-z]{1,7}|[A-Z]{1,7}|[а-я]|[А-Я]|[α-ω])\s?"
    rf"(?P<close>\.?[\])}}/][.:]?|[.:][{_DASH}]?|[{_DASH}]))"
    + _CLOSED
    + rf"(?:(?<=[\])}}])|(?<=[{_DASH}])(?=\s)|(?=\s|$|[\"“*])|(?<=\.)(?={CAPITAL}[a-z]))"
    + _STARRED
    + _SPACE,
    re.MULTILINE,
)
_CIRCLED: Final = lazy_regex(_LEAD + r"(?P<label>[①-⑳⑴-⒛㉑-㉟㊱-㊿❶-❿➀-➓⓫-⓴⓵-⓾][.:)]?)" + _SPACE)
_WORDS: Final = lazy_regex(r"\s\d")  # "[Paper 10]", and not "[BAD10]"
_FIRST_WORD: Final = lazy_regex(r"[^\W\d_]+")
_ROMAN: Final = lazy_regex(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ALPHABETS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",  # lists leave out ё, й, ъ, ы, ь
    "αβγδεζηθικλμνξοπρστυφχψω",
)
_SIGNS: Final = frozenset("[(［【〔（-+>|↵↑^<{/`_‹«⟨〈《№#" + _STARS)
LETTERED: Final = ("letter ", "LETTER ", "roman ", "ROMAN ")


def is_lettered(style: str) -> bool:
    """Returns whether the labels of a style are letters or Roman numerals."""
    return style.startswith(LETTERED)


def read_labels(text: str, begin: int, end: int) -> Iterator[LabelForm]:
    """Yields the labels that a line of a text (`begin` to `end`) may begin with.

    "i)" is the ninth letter and a Roman one: both are yielded.
    """
    first = text[begin : begin + 1]
    if first.isalpha() and not _NEAR_DIGIT.match(text, begin, end):
        # Most lines begin with a word, and no number comes after it. Letters are of one case.
        if not (first.isupper() and text[begin + 1 : begin + 2].islower()):
            yield from _other(text, begin, end)
        return
    if first.isalnum() or first in _SIGNS:
        match = _LABEL.match(text, begin, end)
        if match is None or match.lastgroup == "named":
            key = _KEY.match(text, begin, end)
            if key is not None:
                yield LabelForm("key", -1, *key.span("label"), key.end())
                if not _WORDS.search(key["label"]):
                    return
        if match is not None:
            if not _LOCATOR.match(text, match.end(), end):
                yield _numbered(match)
            return
    yield from _other(text, begin, end)


def _other(text: str, begin: int, end: int) -> Iterator[LabelForm]:
    """Yields labels that are not digits: letters, Roman numerals, numbers in circles."""
    lettered = _LETTERS.match(text, begin, end)
    circled = _CIRCLED.match(text, begin, end) if lettered is None else None
    if lettered is not None:
        yield from _lettered(lettered)
    elif circled is not None:
        number = int(unicodedata.numeric(circled["label"][0], -1))
        yield LabelForm("circled", number, *circled.span("label"), circled.end())


def _numbered(match: re.Match[str]) -> LabelForm:
    style = match.lastgroup or ""
    begin, end = match.span(style)
    number = _number(match[style])
    if style == "named":
        style = f"named {_FIRST_WORD.findall(match[style])[0].casefold()}"
    elif style == "sign":
        style = "sign " + match[style].lstrip("0123456789 ")[:1]
    return LabelForm("bare" if style == "own" else style, number, begin, end, match.end())


def _number(label: str) -> int:
    digits = _NUMBER.search(label)
    return int(lower_digits(digits.group())) if digits else -1


def _lettered(match: re.Match[str]) -> Iterator[LabelForm]:
    opening, close, written = match["open"], match["close"], match["letters"]
    if opening and _CLOSING[_OPENING.index(opening)] not in close:
        return
    if close[0] in "]/" and not opening and close[0] == "/":
        return
    small = written.lower()
    frame = opening + close
    place = (*match.span("label"), match.end())
    capital = written != small
    for alphabet in _ALPHABETS:
        if small[0] in alphabet and len(set(small)) == 1 and len(small) <= 2:
            number = alphabet.index(small[0]) + 1 + (len(small) - 1) * len(alphabet)
            yield LabelForm(("LETTER " if capital else "letter ") + frame, number, *place)
    if (number := _roman(small)) > 0:
        yield LabelForm(("ROMAN " if capital else "roman ") + frame, number, *place)


def _roman(written: str) -> int:
    """Returns the value of a Roman numeral in small letters; 0 where it is not one."""
    if not _ROMAN.fullmatch(written):
        return 0
    values = [_ROMAN_VALUES[sign] for sign in written]
    later = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, later, strict=True))
