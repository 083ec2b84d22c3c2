"""Capitals in titles that BibTeX styles would lower.

Standard styles lower every letter of a title but the first of the title and the first after a colon
(`change.case$` with "t"). What is in braces stays.
"""

from __future__ import annotations

import re

from refcheck.formats.bibtex.latex import encode
from refcheck.text.patterns import lazy_regex

__all__ = ["protect"]

_WORD = lazy_regex(r"(?:[^\W_][\u0300-\u036f]*)+")
# Little words that English titles have, and that are no words of languages that write nouns with
# capitals: only with one of them can a title full of capitals be taken for English title case.
_ENGLISH = frozenset(["a", "and", "by", "for", "from", "of", "on", "the", "to", "with"])
_TITLE_CASE = 0.75  # share of the longer words that begin with a capital in title case


def protect(title: str, *, unicode: bool = False) -> str:
    """Returns the title as LaTeX, with braces round the words whose capitals matter.

    In title case only words with a capital inside them matter ("DNA", "mRNA", "McIntyre").

    >>> protect("The role of DNA and B-cell counts in Parkinson's disease")
    "The role of {DNA} and {B}-cell counts in {Parkinson}'s disease"
    """
    words = list(_WORD.finditer(title))
    title_case = _is_title_case(words)
    pieces = []
    end = 0
    for word in words:
        if _matters(title, word, title_case=title_case):
            pieces.append(encode(title[end : word.start()], unicode=unicode))
            pieces.append("{" + encode(word[0], unicode=unicode) + "}")
            end = word.end()
    pieces.append(encode(title[end:], unicode=unicode))
    return "".join(pieces)


def _matters(title: str, word: re.Match[str], *, title_case: bool) -> bool:
    if any(char.isupper() for char in word[0][1:]):
        return True
    if not word[0][0].isupper() or _kept(title, word.start()):
        return False
    return not title_case or (len(word[0]) == 1 and not _begins_sentence(title, word.start()))


def _kept(title: str, start: int) -> bool:
    """Returns whether styles leave a capital at this place."""
    return start == 0 or title[start - 2 : start] == ": "


def _begins_sentence(title: str, start: int) -> bool:
    return title[:start].rstrip(" \"'“‘¿¡([")[-1:] in ("", ".", "?", "!", ":")


def _is_title_case(words: list[re.Match[str]]) -> bool:
    longer = [word[0] for word in words[1:] if len(word[0]) > 3]
    if len(longer) < 2 or _ENGLISH.isdisjoint(word[0] for word in words):
        return False
    return sum(word[0].isupper() for word in longer) >= _TITLE_CASE * len(longer)
