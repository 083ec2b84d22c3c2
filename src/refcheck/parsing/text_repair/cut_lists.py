"""Brings every way to say that a list of authors is cut into one: "et al."."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from refcheck.parsing.author_words import CUT_LIST, WEAK_CUT_LIST
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.text_repair.names_area import ends_with_initials, names_area
from refcheck.parsing.thresholds import (
    CUT_LIST_CHARACTERS,
    CUT_LIST_WORD,
    LEAST_CAPITALS,
    MOST_CUT_LISTS,
)
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.words import word_set

__all__ = ["leading_et_al", "one_et_al", "unknown_et_al"]

_WORDS: Final = "|".join(CUT_LIST)
_WEAK: Final = "|".join(WEAK_CUT_LIST)
_END: Final = r"(?![\w'’]|[-‐‑–]\w)"
_DOTS: Final = r"…|\.\s?\.\s?\.(?:\s?\.)?"
_BARE: Final = rf"(?:(?<!\w)|(?=[等他外ほ외등]))(?P<words>(?P<weak>{_WEAK})|{_WORDS}){_END}"
# The words, or dots, or both, in brackets or not, and what a bracket after them adds:
# "et al (including 5 others)".
_CUT: Final = lazy_regex(
    rf"[\s,;]*(?P<open>[\[(]\s?)?"
    rf"(?:(?P<dots>{_DOTS})(?:\s?(?:{_WORDS}){_END})?"
    rf"|{_BARE})"
    r"\.{0,2}(?:\s?(?P<close>[\])]))?"
    r"(?:\s?[\[(](?:\+|incl|with|and|plus|writing|\d{1,3}\s(?:more|auth|oth))[^()\[\]]{0,60}[\])])?"
    r"(?P<after>\s?[.,:;]{0,3})\s{0,3}",
)
# The same without what may be around it; where it may begin, which is not with these letters.
_CORE: Final = lazy_regex(rf"{_DOTS}|{_BARE}")
_BEGINNING: Final = lazy_regex(r"[^ ,;:()bfghklnqrtxz](?<!\w[^.…等他外ほ외등])")
_BEFORE: Final = " ,;"
# What the labeller knows as it is.
_KNOWN: Final = lazy_regex(r"(?:, |; | )et al(?:\.?[,:;]?|\.) {0,3}")
_EAST_ASIAN: Final = lazy_regex(r"[等他外ほ외등]")
# Before one of these is nothing but names of up to five letters: "王芳, 李娜, 等".
_EAST_ASIAN_NAMES: Final = lazy_regex(r"(?:[^\W\d_]{1,5}[\s,，、;；·]{0,3}){1,60}")
# The last author after a gap: "..., Muka T.", ". . . & Chen, H. (2015)".
_NAME: Final = lazy_regex(
    r"(?:(?:and|&|y|e|et|und)\s)?(?:[^\W\d_][\w'’-]*\s){0,3}[^\W\d_][\w'’-]+,?\s"
    r"(?:[A-Z]{1,4}|(?:[A-Z]\.[\s-]?){1,4})(?=[.,;(\s])"
)
# "Chen X. Plants and others": a title has begun.
_BEGUN_SENTENCE: Final = lazy_regex(r"\.\s[^\W\d_]{2,40}$")
# Signs whose words may all be those of names.
_WITHIN_NAMES: Final = lazy_regex(
    r"\s[Aa][Ll]\b|\.\s?\.|…|[等他外ほ외등+\u0590-\u06ff\u0900-\u0e7f]|[Oo]thers|OTHERS|C[Oo][Ll]|Co-?[Ww]ork|Mitarb|Koll|Weitere"
)
# In ASCII, one of these, in small letters, is in whatever `_WITHIN_NAMES` finds.
_WITHIN_HINTS: Final = (
    *(" al", "..", ". .", "+", "others", "col", "work", "mitarb", "koll", "weitere"),
)
# Words before a group, or a year: "Jones CD for the ABC Group.", "Jones CD in press."
_NOT_ET_AL: Final = word_set("for on in of with from by to jr sr ii iii iv ed eds editor editors")
_LEADING: Final = lazy_regex(
    r"(?:et\.?\s?al\.?[,;:]?\s|(?:&|and)\s|[,;]\s?)+(?=[A-Z])", re.IGNORECASE
)


def leading_et_al(front: Front) -> Front:
    """Takes off what is before the first name: "et al. Smith AB. Sleep.", "& Smith A. Sleep." """
    if front.text[:1] not in "eE&aA,;":
        return front
    match = _LEADING.match(front.text)
    if match is None or not _NAME.match(front.text, match.end()):
        return front
    cut = "al" in match[0].lower()
    return replace(front, text=front.text[match.end() :], cut=front.cut or cut)


def one_et_al(front: Front) -> Front:
    """Makes the first sign after the names the usual one: "Smith AB and 5 others. Sleep.", "Smith
    AB, [...] Sleep." """
    text = front.text
    area = names_area(text)
    if not area:
        return front
    lower = text[: area + CUT_LIST_CHARACTERS].lower()
    if len(lower) > len(text):
        return front  # a letter that is longer in small
    # Most signs have a word that ends the names; others are looked for everywhere.
    start = 0 if _is_within_names(text, area) else max(area - CUT_LIST_WORD, 0)
    first = _first_sign(lower, start, area)
    if first is None:
        return front
    for match in islice(_CUT.finditer(lower, first), MOST_CUT_LISTS):
        if match.start() > area:
            break
        if _is_sign(match, text):
            return replace(front, text=_in_one_form(match, text), cut=True)
    return front


def _is_within_names(text: str, area: int) -> bool:
    """Returns whether a sign whose words may all be those of names is in the names of a text."""
    names = text[:area]
    hinted = not names.isascii() or has_any(names.lower(), _WITHIN_HINTS)
    return hinted and _WITHIN_NAMES.search(text, 0, area) is not None


def _first_sign(lower: str, start: int, area: int) -> int | None:
    """Returns where the first sign in the names begins, with what is before its words.

    `_CUT` would be tried at each character, and on beyond the names; few texts have a sign.
    """
    end = area
    while end < len(lower) and (lower[end] in _BEFORE or lower[end] in "[("):
        end += 1
    for found in _BEGINNING.finditer(lower, start, end + 1):
        if _CORE.match(lower, found.start()):
            before = lower[start : found.start()]
            if before.rstrip()[-1:] in ("[", "("):
                before = before.rstrip()[:-1]
            return start + len(before.rstrip(_BEFORE))
    return None


def _is_sign(match: re.Match[str], text: str) -> bool:
    names = text[: match.start()]
    if not any(map(str.isalpha, names)) or bool(match["open"]) != bool(match["close"]):
        return False
    if match["dots"] and _BEGUN_SENTENCE.search(names[-80:]):
        return False
    words = text[slice(*match.span("words"))] if match["words"] else ""
    if _EAST_ASIAN.match(words):
        return _EAST_ASIAN_NAMES.fullmatch(names) is not None
    ends = text[match.end("words") :][:1] == "."  # "Smith AB and Al. Sleep", but "and Al Harbi M"
    if words and (_has_capitals_of_names(words, ends) or (match["weak"] and not words.islower())):
        return False
    if words[:2].lower() in ("", "et") or ends_with_initials(names):
        return True
    return not match["weak"] and "," in names and not _BEGUN_SENTENCE.search(names[-80:])


def _has_capitals_of_names(words: str, ends: bool) -> bool:
    """Returns whether the words are rather initials or a name: "JT", "E.A.", "Y Col", "and Al"."""
    first, _, last = words.partition(" ")
    letters = sum(map(str.isalpha, words if words.isupper() else first))
    if first.isupper() and letters < (LEAST_CAPITALS if words.isupper() else 2):
        return True
    return first.islower() and last.startswith("Al") and not ends


def _in_one_form(match: re.Match[str], text: str) -> str:
    if _KNOWN.fullmatch(text, match.start(), match.end()):
        return text
    names, rest = text[: match.start()].rstrip(" ,;"), text[match.end() :]
    may_have_gap = match["dots"] or "," in match["after"]
    if may_have_gap and _NAME.match(rest):  # the last author follows
        return text if match["dots"] and _is_in_commas(rest) else f"{names}, {rest}"
    after = match["after"].replace(".", "").strip()[:1]
    return f"{names}, et al.{after} {rest}"


# At least two persons, and after the initials of the last no more than a space or a comma, words in
# small letters that a full stop ends: "Smith AB, Jones CD og 5 andre. Sleep". One or two after a
# comma: "Smith AB, Jones CD, on the nature of glass. Nature" has a title there.
_UNKNOWN: Final = lazy_regex(
    r"(?P<names>(?:(?:[^\W\d_][\w'’-]{0,30}\s){1,4}[A-Z]{1,4},\s){1,400}(?:[^\W\d_][\w'’-]{0,30}\s){1,4}"
    r"[A-Z]{1,4})"
    r"(?:\s(?P<after_space>[^\W\d_A-Z][^.:;,?!()]{0,40})"
    r"|,\s(?P<after_comma>[^\W\d_A-Z][^\s.:;,?!()]{1,20}(?:\s[^\s.:;,?!()]{1,12})?))\.\s(?=[A-Z“\"])"
)


def unknown_et_al(front: Front) -> Front:
    """ "Smith AB, Jones CD og 5 andre. Sleep.": what is between the initials of the last author and
    the full stop before the title says that the list goes on, in whatever language."""
    if front.cut:
        return front
    text = front.text
    match = _UNKNOWN.match(text)
    if match is None:
        return front
    words = match["after_space"] or match["after_comma"]
    if any(map(str.isupper, words)) or words.split(" ")[0] in _NOT_ET_AL:
        return front
    return replace(front, text=f"{match['names']}, et al. {text[match.end() :]}", cut=True)


def _is_in_commas(rest: str) -> bool:
    """Returns whether the author after a gap is "Chen, H.", which the repair of the labels
    finds."""
    name = _NAME.match(rest)
    return name is not None and ", " in name[0]
