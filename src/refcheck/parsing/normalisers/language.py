"""The language of a work: as a reference prints it, or as its script leaves no doubt of it."""

from __future__ import annotations

import re

from refcheck.parsing.thresholds import (
    SCRIPT_CHARACTERS,
    WORDS_CHARACTERS,
)
from refcheck.parsing.words import LANGUAGE_CODES
from refcheck.text.patterns import lazy_regex

__all__ = ["language"]

_NAMES = "|".join(sorted((name for name in LANGUAGE_CODES if len(name) > 3), key=len, reverse=True))
_MEDLINE = "|".join(sorted(name for name in LANGUAGE_CODES if len(name) == 3))
_PRINTED = lazy_regex(
    # It begins with one class of signs, so that `re` skips whatever else a text is made of.
    r"[\[(.;\])\ue000-\ue002](?:"
    # "[in Chinese]", "(in Russian, with English abstract)", "[Article in German]", "[em português]"
    r"(?<=[\[(])(?:(?:article|text|paper|abstract) )?(?:in|auf|en|em)(?: the)? "
    rf"({_NAMES})(?: language)?"
    rf"(?=\.?[\]),;]|,? with (?:an? )?(?:{_NAMES}|summary|abstract)\b| and (?:{_NAMES})[\]).,])"
    # "[German]", "[German.]"; round brackets may be part of a title
    rf"|(?<=\[)({_NAMES})\.?\]"
    # " In Russian." and " German." at the end
    rf"|(?<=[.;\])]) (?:in )?({_NAMES})\.?$"
    # "PMID: 17785618; eng."
    rf"|(?<=[\ue000-\ue002])[;.] ({_MEDLINE})\b)",
    re.IGNORECASE,
)
# A bracket or one of these is in whatever `_PRINTED` finds, but for a word at the end. A pattern
# that begins with one sign is as quick as a plain search.
_HINTS = (lazy_regex(r"\((?:[Ii]n|[Aa]uf|[Ee][nm]) "), lazy_regex(r"; [A-Za-z]{3}\b"))
_SCRIPTS = (
    ("ko", lazy_regex(r"[\uac00-\ud7a3]")),
    ("ja", lazy_regex(r"[\u3041-\u3096\u30a1-\u30fa]")),
    ("el", lazy_regex(r"[\u0370-\u03ff\u1f00-\u1fff]")),
)
# A letter of one of the scripts that are told apart; few titles that are not in ASCII have one.
_FOREIGN = lazy_regex(
    r"[\u0370-\u04ff\u1f00-\u1fff\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
_HAN = lazy_regex(r"[\u4e00-\u9fff]")
_CYRILLIC = lazy_regex(r"[\u0400-\u04ff]")
# Letters that, among the languages written so, one alone has, or a few share.
_CYRILLIC_LETTERS = (("uk", "їєґ"), ("be", "ў"), ("sr", "ђћџљњј"), ("", "іѓќѕ"), ("ru", "ыэё"))
# Han characters in a form that mainland China alone prints.
_SIMPLIFIED = frozenset(
    "报疗临药诊对发儿肾脑关组环综应质级类检测进观论专业东华广门问题响统养预细肿疡伤护达术"
)


def language(text: str, title: str | None) -> str | None:
    """Returns the ISO 639-1 code of the language of the work, None where nothing tells it.

    `text`, with marks in place of its identifiers, may say it. Else the script of `title` does
    where it leaves no doubt; of Latin script only what is printed counts.

    >>> language("Smith J. Depression [in Chinese]. Zhonghua Yi Xue. 2010;90:1-5.", "Depression")
    'zh'
    """
    last = text[-12:].rstrip(".").rpartition(" ")[2]
    if last.lower() in LANGUAGE_CODES or _may_name_one(text):
        for found in _PRINTED.finditer(text[:WORDS_CHARACTERS]):
            return LANGUAGE_CODES[next(filter(None, found.groups())).lower()]
    return None if title is None or title.isascii() else _of_script(title[:SCRIPT_CHARACTERS])


def _may_name_one(text: str) -> bool:
    return "[" in text or any(hint.search(text) for hint in _HINTS)


def _of_script(title: str) -> str | None:
    if not _FOREIGN.search(title):
        return None
    letters = sum(char.isalpha() for char in title)
    han = len(_HAN.findall(title))
    for code, script in _SCRIPTS:
        count = len(script.findall(title))
        if count and (count + han) * 2 > letters:
            return code
    if han * 2 > letters and not _SIMPLIFIED.isdisjoint(title):
        return "zh"
    if len(_CYRILLIC.findall(title)) * 2 > letters:
        lower = title.lower()
        for code, marks in _CYRILLIC_LETTERS:
            if any(mark in lower for mark in marks):
                return code or None
    return None
