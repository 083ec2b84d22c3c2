"""The label that a single string still has from its list: "12.", "[3]", "1.-", "Ref. 4:", "b)".

In a list, the labels around one say what it is. Here it has to be clear from the string alone: some
forms can be nothing else, others only before the name of an author.
"""

from __future__ import annotations

from typing import Final

from refcheck.text.label_forms import CAPITAL, LabelForm, is_lettered, read_labels
from refcheck.text.patterns import lazy_regex
from refcheck.text.words import word_set

__all__ = ["label_end"]

# What begins with a letter begins with a label in few of these cases, and in no others.
_MAY_BEGIN: Final = lazy_regex(r"[^\W\d_]{1,20}\.?\s?\W{0,3}\d|[a-z]{1,5}[.)\]-]|[A-Z]\)")
_BULLET: Final = lazy_regex(r"(?:[•●○◦▪■□◆♦►▶→>*·∙‣⁃]|[-–](?=\s))\s{0,3}(?=[^\W_])")
_LEVELS: Final = lazy_regex(r"\d{1,2}(?:\.\d{1,3}){1,2}\.?\s{1,3}")  # "1.2 Smith J", "3.1. Li J"
# The first author, as nothing but a name is printed: "Smith AB,", "Smith, A. B.", "A.B. Smith".
_PARTICLE: Final = r"(?:(?:de|van|von|der|den|di|du|da|la|le|el|al|bin|del|dos|ter|ten)\s){0,3}"
_NAME: Final = lazy_regex(
    rf"{_PARTICLE}(?:{CAPITAL}[\w’'-]{{1,30}},?\s){{1,3}}"
    rf"(?:[A-Z]{{1,3}}(?=[,;:]|\.\s|\set\s|\s?\()|(?:[A-Z]\.[\s-]?){{1,4}}(?:[,;&(]|et\s|and\s))"
    rf"|(?:[A-Z]\.[\s-]?){{1,4}}{_PARTICLE}{CAPITAL}[^\W\d_A-Z]"
)
# A word, a name in full, or a letter of a script without capitals: no unit, and no formula.
_WORD: Final = lazy_regex(
    rf"[\"“‘'«„]?(?:{CAPITAL}[^\W\d_A-Z]{{2}}|[A-Z]{{3,}}\b|[^\W\d_a-zA-Z\u00c0-\u024f])"
)
_YEAR: Final = lazy_regex(r"\W*(?:1[89]|20)\d\d\b")
_BRACKETED: Final = lazy_regex(r"\[(?!(?:1[89]|20)\d\d)\d{1,4}\][.,:;]{0,2}\s{0,3}(?=\S)")
_DIGITS_ALONE: Final = lazy_regex(r"[\[(［（]\s?\d+\s?[\])］）]\W{0,2}|\d{1,3}\s?\.?[.)]\W?")
_COMPACT_KEY: Final = lazy_regex(r"\[(?:\^[^\[\]]*|[^\W\d_][\w+]{0,8}\d\d[a-z]?)\][.:]?")
_MARKED_END: Final = (".", ":", ")", "]", "|", "-", "–", "—")
# Words that number the entries of a list, and that titles begin with as well: "Study 329: ...".
_TITLE_WORDS: Final = word_set(
    "study article note document paper publication resource entry work item link nota obra"
)
_CLEAR: Final = frozenset(
    {"brace", "slashes", "angle", "keycap", "paren", "bracket", "circled", "word"}
)


def label_end(text: str) -> int:
    """Returns where a string begins behind its label, or behind a bullet; 0 where it has none.

    >>> text = "1.- Smith J, Jones K. Sleep. Gut. 2010;1:2."
    >>> text[label_end(text) :][:9], label_end("5-HT and sleep. Gut. 2010;1:2.")
    ('Smith J, ', 0)
    """
    if text[:1].isalpha() and not _MAY_BEGIN.match(text):
        return 0
    if bracketed := _BRACKETED.match(text):
        return bracketed.end()
    for label in read_labels(text, 0, len(text)):
        if label.content < len(text) and _is_sure(label, text):
            return label.content
    levels = _LEVELS.match(text)
    if levels and _NAME.match(text, levels.end()):
        return levels.end()
    bullet = _BULLET.match(text)
    return bullet.end() if bullet else 0


def _is_sure(label: LabelForm, text: str) -> bool:
    """Returns whether a label can be nothing else, with what follows it."""
    printed = text[label.begin : label.end]
    if label.style in ("own", "key") or label.style.startswith("named"):
        return _COMPACT_KEY.fullmatch(printed) is not None
    if _YEAR.match(printed):
        return False
    is_before_name = _NAME.match(text, label.content) is not None
    if is_lettered(label.style):  # "a) Smith", but "A. Smith" is a person
        return (is_before_name and printed.islower()) or printed.endswith((")", "]"))
    if is_before_name:
        return True
    if _DIGITS_ALONE.fullmatch(printed):
        return _is_apart(label, text) or _WORD.match(text, label.content) is not None
    if label.style == "word" and _is_of_title(printed):
        return False
    is_clear = label.style in _CLEAR or _is_apart(label, text)
    return is_clear and label.style != "bare" and _WORD.match(text, label.content) is not None


def _is_of_title(printed: str) -> bool:
    """Returns whether a word and a number may as well begin a title: "Study 329:", "No. 3 ..."."""
    word = printed.split(maxsplit=1)[0].strip(".:#").casefold()
    return word in _TITLE_WORDS or (printed[0] != "#" and not printed.endswith(_MARKED_END))


def _is_apart(label: LabelForm, text: str) -> bool:
    """Returns whether there is a space, or markup, between a label and what follows it."""
    return not text[label.content - 1].isalnum() and label.content > label.end
