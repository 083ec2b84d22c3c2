"""Repairs the labels where volume, issue and pages were confused, or taken for a year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from refcheck.parsing.thresholds import PATTERN_CHARACTERS
from refcheck.parsing.tokens import Token, overlapping
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR

__all__ = [
    "find_issue_word",
    "find_named_issue",
    "find_pages_without_volume",
    "find_wrong_year",
    "find_year_in_volume",
]

# "43(Web Server issue):W447-W452", "43 Database issue, D447": issues that have names.
_NAMED_ISSUE = lazy_regex(
    r"(?<![\w.])(?P<volume>\d{1,4})\s?(?P<issue>\(?(?:[A-Z][\w-]{2,15}\s){0,3}"
    r"(?:[Ii]ssue|Database|Web Server|Special|Supplement)(?:\s(?:[A-Z]?\d{1,4}|[A-Z]))?\)?)"
    r"\s?[:,]\s?"
    r"(?P<pages>[A-Za-z]{0,3}\d{1,7}(?:\s?[-‐‑‒–—]\s?[A-Za-z]{0,3}\d{1,7})?)\b"
)
# "2060, 63(11): 2825-2834", "2100;28:5321-6": a year that is none yet, in the usual order.
_WRONG_YEAR = lazy_regex(
    r"(?<=[.,]\s)(?P<year>20[4-9]\d|21\d\d)[,;]\s?(?P<volume>\d{1,4})(?:\s?\((?P<issue>\d{1,4})\))?"
    r"\s?:\s?(?P<pages>[A-Za-z]?\d{1,7}(?:\s?[-‐‑‒–—]\s?[A-Za-z]?\d{1,7})?)(?!\w)"
)
_YEAR = lazy_regex(YEAR)
_RANGE = lazy_regex(r"\D{0,3}\d{1,9}[-‐‑‒–—−]\D{0,3}\d{1,9}")
_FREE = frozenset(["O", "volume", "issue", "pages"])


def find_named_issue(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """Volume, issue and pages around the name of an issue: "43 (Database issue), D447-D452"."""
    if "ssue" not in text and "Database" not in text and "Server" not in text:
        return
    found = _NAMED_ISSUE.search(text, 0, PATTERN_CHARACTERS)
    if found is None:
        return
    places = [p for p, token in enumerate(tokens) if found.start() <= token.start < found.end()]
    if any(labels[place] not in _FREE for place in places):
        return
    _label_groups(found, tokens, labels)


def find_wrong_year(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """A year to come, before volume, issue and pages: "Soc Sci Med, 2060, 63(11): 2825-2834"."""
    found = _WRONG_YEAR.search(text, 0, PATTERN_CHARACTERS)
    if found is None:
        return False
    if "year" not in labels:
        _label_groups(found, tokens, labels)
    return True


def _label_groups(found: re.Match[str], tokens: Sequence[Token], labels: list[str]) -> None:
    """Gives each token that begins in a group of a match the name of the group."""
    for place in overlapping(tokens, *found.span()):
        core = tokens[place].start + len(tokens[place].word.before)
        for name in found.groupdict():
            if found.start(name) <= core < found.end(name):
                labels[place] = name


def find_issue_word(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """The number after the word: "The Cochrane Library 2013, Issue 9"."""
    if "issue" not in text.lower():
        return False
    if "issue" in labels:
        return True
    for place in range(1, len(tokens)):
        if tokens[place - 1].word.lower == "issue" and tokens[place].word.kind == "N":
            if labels[place] in ("O", "pages") and labels[place - 1] != "title":
                labels[place] = "issue"
            return True
    return False


def find_pages_without_volume(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """Pages or an article number behind the year that were taken for a volume, where none is
    printed: "2021;1-5", "2018; e01219-17"."""
    volumes = [place for place, label in enumerate(labels) if label == "volume"]
    if len(volumes) != 1 or "pages" in labels or "issue" in labels:
        return
    core = tokens[volumes[0]].word.core
    number = core[:1].isalpha() and len(core) > 4 and tokens[volumes[0]].word.kind == "E"
    if number or (_RANGE.fullmatch(core) and not _is_double(core)):
        labels[volumes[0]] = "pages"


def _is_double(core: str) -> bool:
    """Returns whether a range can be a double volume: "351-352"."""
    first, last = re.split(r"[-‐‑‒–—−]", core, maxsplit=1)
    return first.isdigit() and last.isdigit() and int(last) == int(first) + 1 and int(first) > 1


def find_year_in_volume(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The year that was taken for a volume, where no volume is printed: "Glob Food Secur.
    2017:49-58"."""
    if "volume" not in labels or "year" in labels:
        return
    place = labels.index("volume")
    word = tokens[place].word
    if word.kind == "Y" and _YEAR.fullmatch(word.core) and word.core >= "1800":
        labels[place] = "year"
