"""ESearch's language: tagged terms joined by AND, OR, NOT and parentheses, from left to right.

What the service does with words it does not know is kept: a word, name, journal or identifier that
no record has is left out of the search, which then finds more than was asked for, and stop words
are not searched for at all. Years, volumes and pages are all known to the service, which holds
38 million records: one that no record here has finds nothing.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
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
    "date of publication": "dp", "ppdat": "dp", "epdat": "dp", "transliterated title": "tt",
}  # fmt: skip
_FIELDS = frozenset(
    {"ti", "all", "pmid", "au", "1au", "cn", "dp", "ta", "aid", "doi", "vi", "ip", "pg", "tt"}
)
_ALWAYS_KNOWN = frozenset({"dp", "vi", "ip", "pg"})
_FEWEST_LETTERS = 4  # before a "*"


@dataclass(slots=True)
class Search:
    """One search.

    `dropped`: terms that no record has; `ignored`: stop words; `quoted`: phrases that no record has
    and that are searched for word by word; `fields`: tags that there are not.
    """

    index: Index
    dropped: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
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
        if tag not in _FIELDS:
            self.fields.append(tag)
            tag = "all"
        value = value.strip()
        bare = value.strip('"')
        if tag in ("ti", "all"):
            phrase = value.startswith('"') and not distance
            return self._words(bare, token, phrase=phrase, everywhere=tag == "all")
        hits = self._tagged(tag, bare, whole=value.startswith('"'))
        if hits or tag in _ALWAYS_KNOWN or (tag == "ta" and journal_key(bare) in self.index.titled):
            return hits
        self.dropped.append(token)
        return None

    def _words(self, value: str, token: str, *, phrase: bool, everywhere: bool) -> Hits | None:
        if value.endswith("*") and len(value) > _FEWEST_LETTERS:
            return self._begun(folded(value), token)
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
                continue
            hits = self.index.words.get(word, set())
            if everywhere:
                hits = hits | named(self.index.authors, word, whole=False)
            if not hits:
                self.dropped.append(word if everywhere else f"{word}[ti]")
            else:
                found = set(hits) if found is None else found & hits
        return found

    def _begun(self, start: str, token: str) -> Hits | None:
        """The hits of all words that begin so."""
        words = self.index.vocabulary
        first = bisect_left(words, start)
        begun = itertools.takewhile(lambda word: word.startswith(start), words[first:])
        hits = set().union(*(self.index.words[word] for word in begun))
        if not hits:
            self.dropped.append(token)
        return hits or None

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
