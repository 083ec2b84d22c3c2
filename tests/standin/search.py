"""ESearch's language, as far as a client of refcheck's kind uses it.

Terms are `word[tag]`, `"..."[tag]` or bare words, joined by AND, OR, NOT and parentheses, read from
left to right. A term that no record has is dropped from the search, as PubMed does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.standin.library import Holding, Library, plain

_TOKEN = re.compile(
    r'\(|\)|"[^"]*"(?:\[[^\]]*\])?|\b(?:AND|OR|NOT)\b|[^()\[\]"\s][^()\[\]"]*?\[[^\]]*\]|[^\s()]+'
)
_TAGS = {
    "title": "ti",
    "uid": "pmid",
    "author": "au",
    "first author": "1au",
    "pdat": "dp",
    "jour": "ta",
    "journal": "ta",
    "lid": "aid",
    "volume": "vi",
    "page": "pg",
}


@dataclass(slots=True)
class Search:
    """One search over a library; `dropped` are the phrases that no record has."""

    library: Library
    dropped: list[str] = field(default_factory=list)
    _tokens: list[str] = field(default_factory=list)

    def run(self, term: str) -> list[str]:
        """The PMIDs of the hits, the newest first."""
        self._tokens = [token.strip() for token in _TOKEN.findall(term)]
        found = self._sequence()
        return sorted(found or (), key=int, reverse=True)

    def _sequence(self) -> set[str] | None:
        left: set[str] | None = None
        operator = "AND"
        while self._tokens:
            token = self._tokens.pop(0)
            if token in ("AND", "OR", "NOT"):
                operator = token
                continue
            if token == ")":
                break
            right = self._sequence() if token == "(" else self._term(token)
            left = _joined(left, operator, right)
            operator = "AND"
        return left

    def _term(self, token: str) -> set[str] | None:
        """The hits of one term; None where it is dropped."""
        value, _, tag = token.rstrip("]").partition("[")
        tag = _TAGS.get(tag.strip().lower(), tag.strip().lower())
        matches = _test(tag, value.strip().strip('"'))
        hits = {pmid for pmid, held in self.library.holdings.items() if matches(held)}
        if not hits:
            self.dropped.append(token)
            return None
        return hits


def _joined(left: set[str] | None, operator: str, right: set[str] | None) -> set[str] | None:
    if left is None or right is None:
        return right if left is None else left
    if operator == "AND":
        return left & right
    return left | right if operator == "OR" else left - right


def _test(tag: str, value: str) -> Callable[[Holding], bool]:
    if tag in ("doi", "aid", "pmid", "vi", "pg"):
        return lambda held: value.lower() in held.values[tag]
    if tag in ("au", "1au", "ta"):
        return lambda held: plain(value) in held.values[tag]
    if tag == "dp":
        first, _, last = value.partition(":")
        return lambda held: any(first <= year <= (last or first) for year in held.values["dp"])
    words = frozenset(plain(value).split())
    return lambda held: bool(words) and words <= held.title_words
