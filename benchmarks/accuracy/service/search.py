"""ESearch's language: tagged terms joined by AND, OR, NOT and parentheses, from left to right.

What the service does with words it does not know is kept: a term without any record is left out of
the search, which then finds more than was asked for, and stop words are not searched for at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .index import STOP_WORDS, Hits, Index, folded, journal_key, named

__all__ = ["Search"]

_TOKEN = re.compile(
    r'[()]|"[^"]*"(?:\s*\[[^\]]*\])?|\b(?:AND|OR|NOT)\b'
    r"|(?:(?!\b(?:AND|OR|NOT)\b)[^()\[\]\"])+(?:\[[^\]]*\])?"
)
_TAGS = {
    "title": "ti", "uid": "pmid", "author": "au", "first author": "1au", "pdat": "dp",
    "date - publication": "dp", "jour": "ta", "journal": "ta", "lid": "aid", "volume": "vi",
    "issue": "ip", "page": "pg", "pagination": "pg", "title/abstract": "ti", "tiab": "ti",
    "corporate author": "cn", "pmcid": "aid", "pmc": "aid", "all fields": "all", "": "all",
}  # fmt: skip


@dataclass(slots=True)
class Search:
    """One search. `dropped`: terms that no record has; `ignored`: stop words."""

    index: Index
    dropped: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    _tokens: list[str] = field(default_factory=list)

    def run(self, term: str) -> list[str]:
        """The PMIDs of the hits, the newest first."""
        self._tokens = [token.strip() for token in _TOKEN.findall(term) if token.strip()][::-1]
        hits = self._sequence() or set()
        return sorted((self.index.records[hit].pmid for hit in hits), key=int, reverse=True)

    def _sequence(self) -> Hits | None:
        left: Hits | None = None
        operator = "AND"
        while self._tokens:
            term = self._tokens.pop()
            if term in ("AND", "OR", "NOT"):
                operator = term
                continue
            if term == ")":
                break
            right = self._sequence() if term == "(" else self._term(term)
            left, operator = _joined(left, operator, right), "AND"
        return left

    def _term(self, token: str) -> Hits | None:
        value, _, tag = token.rstrip("]").partition("[")
        tag, _, distance = tag.strip().lower().partition(":~")
        tag = _TAGS.get(tag, tag)
        value = value.strip()
        bare = value.strip('"')
        if tag in ("ti", "all"):
            return self._words(bare, token, phrase=value.startswith('"') and not distance)
        hits = self._tagged(tag, bare, whole=value.startswith('"'))
        if not hits:
            self.dropped.append(token)
            return None
        return hits

    def _words(self, value: str, token: str, *, phrase: bool) -> Hits | None:
        words = folded(value).split()
        if phrase and len(words) > 1:
            hits = self._phrase(words)
            if hits:
                return hits
            self.quoted.append(token)
        found: Hits | None = None
        for word in words:
            if word in STOP_WORDS:
                self.ignored.append(word)
            elif word not in self.index.words:
                self.dropped.append(f"{word}[ti]")
            else:
                hits = self.index.words[word]
                found = set(hits) if found is None else found & hits
        return found

    def _phrase(self, words: list[str]) -> Hits:
        known = [word for word in words if word not in STOP_WORDS]
        if not known or any(word not in self.index.words for word in known):
            return set()
        found = set.intersection(*(self.index.words[word] for word in known))
        wanted = f" {' '.join(words)} "
        return {hit for hit in found if wanted in f" {self.index.titles[hit]} "}

    def _tagged(self, tag: str, value: str, *, whole: bool) -> Hits:
        index = self.index
        match tag:
            case "au":
                return named(index.authors, value, whole=whole)
            case "1au":
                return named(index.first_authors, value, whole=whole)
            case "cn":
                return index.groups.get(folded(value), set())
            case "ta":
                return index.journals.get(journal_key(value), set())
            case "tt":
                lists = [index.vernacular.get(word, set()) for word in folded(value).split()]
                return set.intersection(*lists) if lists else set()
            case "dp":
                first, _, last = value.partition(":")
                low, high = _year(first), _year(last or first)
                years = [index.exact.get(("dp", str(year)), set()) for year in range(low, high + 1)]
                return set().union(*years)
            case _:
                return index.exact.get((tag, value.lower()), set())


def _year(text: str) -> int:
    digits = text.strip()[:4]
    return int(digits) if digits.isdecimal() else 0


def _joined(left: Hits | None, operator: str, right: Hits | None) -> Hits | None:
    """A part that was left out (None) changes nothing."""
    if left is None or right is None:
        return right if left is None else left
    match operator:
        case "AND":
            return left & right
        case "OR":
            return left | right
        case _:
            return left - right
