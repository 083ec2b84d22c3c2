"""Scores parsed references (CSL items) against labelled strings, field by field.

The rules are those that published figures for reference parsers use: a field counts only where
its source labels it; a wrong value is one false positive and one false negative; values are equal
after normalisation (compatibility decomposition, case folded, letters and digits only); `whole` is
the share of references with every labelled field of `FIELDS` right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["FIELDS", "FieldScores", "csl_values", "evaluate", "gold_values"]

FIELDS = ("authors", "title", "container", "year", "volume", "issue", "first_page", "doi")
_DASH = re.compile(r"\s?(?:[-\u2010-\u2014\u2212~]|\bto\b){1,3}\s?")


@dataclass(slots=True)
class FieldScores:
    """Counts over references: true positives, false positives, false negatives by field."""

    counts: dict[str, list[int]] = field(
        default_factory=lambda: {name: [0, 0, 0] for name in FIELDS}
    )
    references: int = 0
    whole: int = 0

    def add(
        self, labelled: Iterable[str], gold: Mapping[str, str], found: Mapping[str, str]
    ) -> list[str]:
        """Counts one reference; returns the fields that are wrong."""
        names = set(labelled)
        wrong = []
        for name in FIELDS:
            if name not in names:
                continue
            right = gold[name] == found[name]
            if right:
                self.counts[name][0] += bool(gold[name])
            else:
                self.counts[name][1] += bool(found[name])
                self.counts[name][2] += bool(gold[name])
                wrong.append(name)
        self.references += 1
        self.whole += not wrong
        return wrong

    def f1(self, name: str) -> float | None:
        """F1 of a field; None where no reference has or was given it."""
        true, false, missed = self.counts[name]
        total = 2 * true + false + missed
        return 2 * true / total if total else None

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the fields that occur."""
        values = [value for name in FIELDS if (value := self.f1(name)) is not None]
        return sum(values) / len(values) if values else 0.0

    @property
    def share_whole(self) -> float:
        """The share of references with every labelled field right."""
        return self.whole / self.references if self.references else 0.0


def evaluate(
    entries: Sequence[Mapping[str, Any]], items: Sequence[Mapping[str, Any]], by: str = "source"
) -> dict[str, FieldScores]:
    """The tallies of CSL items against labelled strings in the same order: `all`, and one for each
    value of the entries' member `by` ("source", "group" or "type")."""
    tallies = {"all": FieldScores()}
    for entry, item in zip(entries, items, strict=True):
        key = str(entry["gold"].get("type") if by == "type" else entry.get(by))
        gold, found = gold_values(entry["gold"]), csl_values(item)
        for name in ("all", key):
            tallies.setdefault(name, FieldScores()).add(entry["labelled"], gold, found)
    return tallies


def gold_values(gold: Mapping[str, Any]) -> dict[str, str]:
    """The normalised values of a labelled string."""
    authors = gold.get("authors") or ()
    return {
        "authors": _names(author.get("family") for author in authors),
        "title": _plain(gold.get("title")),
        "container": _plain(gold.get("container")),
        "year": _year(gold.get("year")),
        "volume": _plain(gold.get("volume")),
        "issue": _plain(gold.get("issue")),
        "first_page": _first_page(gold.get("first_page") or gold.get("pages")),
        "doi": _doi(gold.get("doi")),
    }


def csl_values(item: Mapping[str, Any]) -> dict[str, str]:
    """The normalised values of a CSL item."""
    dates = (item.get("issued") or {}).get("date-parts") or [[None]]
    return {
        "authors": _names(_family(author) for author in item.get("author") or ()),
        "title": _plain(item.get("title")),
        "container": _plain(item.get("container-title")),
        "year": _year(dates[0][0]),
        "volume": _plain(item.get("volume")),
        "issue": _plain(item.get("issue")),
        "first_page": _first_page(item.get("page")),
        "doi": _doi(item.get("DOI")),
    }


def _family(author: Mapping[str, Any]) -> str:
    if author.get("literal"):
        return str(author["literal"])
    return " ".join(filter(None, (author.get("non-dropping-particle"), author.get("family"))))


def _names(families: Iterable[object]) -> str:
    return "\x1f".join(filter(None, map(_plain, families)))


def _plain(value: object) -> str:
    folded = unicodedata.normalize("NFKD", str(value or "")).casefold()
    return "".join(char for char in folded if char.isalnum())


def _year(value: object) -> str:
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", str(value or ""))
    return found[1] if found else _plain(value)


def _doi(value: object) -> str:
    found = re.search(r"10\.\d{4,9}/\S+", str(value or "").casefold())
    return found[0].rstrip(".,;:") if found else _plain(value)


def _first_page(value: object) -> str:
    text = unicodedata.normalize("NFKC", str(value or "")).casefold().strip(" .,;:()[]")
    text = re.sub(r"^(?:pages?|pgs?|pp?|s)\b\.?\s{0,3}", "", text)
    parts = [part for part in _DASH.split(text) if part.strip()]
    return re.sub(r"[^0-9a-z]", "", parts[0]) if parts else ""
