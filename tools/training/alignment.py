"""Labels the tokens of a string from the values of its fields.

Each value occurs in the string, letter for letter after normalisation; where it occurs more than
once (volume "4"), the place is chosen that fits the others. A string whose values cannot all be
placed is not used for training.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from refcheck.parsing.tokens import Token, cut_out, tokenise

__all__ = ["Labelled", "align", "label_spans"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The tokens of one string and a label for each."""

    tokens: list[Token]
    labels: list[str]


@dataclass(slots=True)
class _Text:
    """A string with its letters and digits alone, and the place of each in the string."""

    raw: str
    letters: str = ""
    places: list[int] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        letters = []
        for place, char in enumerate(self.raw):
            for part in unicodedata.normalize("NFKD", char).casefold():
                if part.isalnum():
                    letters.append(part)
                    self.places.append(place)
        self.letters = "".join(letters)
        self.taken = [False] * len(self.raw)

    def find(self, value: str, start: int = 0, *, whole: bool = True) -> list[Span]:
        """Every free place of `value`, as offsets in the string."""
        wanted = plain(value)
        spans: list[Span] = []
        if not wanted:
            return spans
        at = self.letters.find(wanted)
        while at >= 0:
            span = self.places[at], self.places[at + len(wanted) - 1] + 1
            if span[0] >= start and self._free(span) and (not whole or self._whole(span, wanted)):
                spans.append(span)
            at = self.letters.find(wanted, at + 1)
        return spans

    def take(self, span: Span) -> None:
        for place in range(*span):
            self.taken[place] = True

    def _free(self, span: Span) -> bool:
        return not any(self.taken[span[0] : span[1]])

    def _whole(self, span: Span, wanted: str) -> bool:
        before, after = self.raw[: span[0]][-1:], self.raw[span[1] :][:1]
        digits = wanted[0].isdigit(), wanted[-1].isdigit()
        return not (
            (before.isalnum() and before.isdigit() == digits[0])
            or (after.isalnum() and after.isdigit() == digits[1])
        )


def plain(value: str) -> str:
    """Letters and digits alone, without case and diacritics, as the scorer compares."""
    folded = unicodedata.normalize("NFKD", str(value)).casefold()
    return "".join(char for char in folded if char.isalnum())


def align(entry: Mapping[str, Any]) -> Labelled | None:
    """Tokens and labels of a labelled string; None where a value cannot be placed.

    `entry` has `raw` and `gold` as the data's README describes; `people` may hold the authors of
    a string whose source labels their block alone.
    """
    raw, _ = cut_out(entry["raw"])
    text, gold = _Text(raw), entry["gold"]
    spans: list[tuple[str, Span]] = []
    for label in ("title", "container", "publisher"):
        if not _place_longest(text, label, gold.get(label), spans):
            return None
    if not _place_people(text, gold.get("authors") or entry.get("people") or [], spans):
        return None
    if not _place_numbers(text, gold, spans):
        return None
    tokens = tokenise(raw)
    return Labelled(tokens, label_spans(tokens, spans))


def _place_longest(
    text: _Text, label: str, value: str | None, spans: list[tuple[str, Span]]
) -> bool:
    if not value:
        return True
    found = text.find(value)
    if not found:
        return False
    # A short container ("Nature") is rather behind the title than in it, a title before it.
    after = max((span[1] for name, span in spans if name == "title"), default=0)
    span = next((span for span in found if span[0] >= after), found[-1])
    text.take(span)
    spans.append((label, span))
    return True


def _place_people(
    text: _Text, people: Sequence[Mapping[str, Any]], spans: list[tuple[str, Span]]
) -> bool:
    cursor = 0
    for person in people:
        placed = _place_person(text, person, cursor)
        if not placed:
            return False
        first = True
        for label, span in sorted(placed, key=lambda item: item[1]):
            text.take(span)
            spans.append((("B" if first else "I") + label, span))
            cursor = max(cursor, span[1])
            first = False
    return True


def _place_person(text: _Text, person: Mapping[str, Any], cursor: int) -> list[tuple[str, Span]]:
    family, given = person.get("family") or "", person.get("given") or ""
    families = text.find(family, cursor)
    if not families:
        return []
    if person.get("literal") or not given:
        return [("group" if person.get("literal") else "family", families[0])]
    best: tuple[int, list[tuple[str, Span]]] | None = None
    for one in families[:4]:
        for other in text.find(given, cursor)[:8]:
            low, high = sorted((one, other))
            gap = high[0] - low[1]
            if gap < 0 or len(re.findall(r"\w", text.raw[low[1] : high[0]])) > 3:
                continue
            cost = gap + low[0] - cursor
            if best is None or cost < best[0]:
                best = cost, [("family", one), ("given", other)]
    return best[1] if best else []


def _place_numbers(text: _Text, gold: Mapping[str, Any], spans: list[tuple[str, Span]]) -> bool:
    anchor = max((s[1] for name, s in spans if name in ("container", "title")), default=0)
    where: dict[str, Span] = {}
    for label in ("pages", "year", "volume", "issue"):
        value = gold.get(label)
        if not value:
            continue
        found = text.find(str(value))
        if not found:
            return False
        span = min(found, key=lambda span: _unfit(label, span, anchor, where, text))
        text.take(span)
        where[label] = span
        spans.append((label, span))
    return True


def _unfit(label: str, span: Span, anchor: int, where: Mapping[str, Span], text: _Text) -> float:
    """How badly a place fits: volume after the container, issue behind volume, pages last."""
    if label == "pages":
        return -span[0] if span[0] >= anchor else 10_000 - span[0]
    if label == "year":
        bracketed = text.raw[: span[0]].endswith("(") or text.raw[span[1] :].startswith((".", ";"))
        return abs(span[0] - anchor) - 500 * bracketed
    if label == "issue" and "volume" in where:
        gap = span[0] - where["volume"][1]
        return gap if gap >= 0 else 1000 - gap
    before_pages = "pages" in where and span[1] > where["pages"][0]
    return abs(span[0] - anchor) + 1000 * (span[0] < anchor) + 300 * before_pages


def label_spans(tokens: Sequence[Token], spans: Sequence[tuple[str, Span]]) -> list[str]:
    labels = ["O"] * len(tokens)
    for name, (start, end) in spans:
        inside = name
        for place, token in enumerate(tokens):
            core_start = token.start + len(token.word.before)
            core_end = core_start + len(token.word.core)
            if core_start < end and core_end > start and labels[place] == "O":
                labels[place] = inside
                inside = "I" + name[1:] if name[0] == "B" else name
    return labels
