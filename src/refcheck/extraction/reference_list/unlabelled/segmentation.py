"""Cutting a list without labels into entries.

Every line gets log-odds of beginning an entry, from its own shape, the end of the line before and
the layout. The best cut of the whole list is found by dynamic programming; then the weights are
learned anew from that cut, because a list keeps to its own habits: one hangs its indents, one
leaves a line blank, one begins every entry with a family name, one is in alphabetical order.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from refcheck.extraction.reference_list.block_paths import NONE
from refcheck.extraction.reference_list.likelihood import (
    GIVEN_NAMES,
    INITIALS_FIRST,
    SURNAME_FIRST,
    YEAR_ALONE,
)
from refcheck.extraction.reference_list.same_author import same_author_length
from refcheck.extraction.reference_list.surroundings.link_text import leading_marks
from refcheck.extraction.thresholds import (
    DOUBLE_SPACED_ROWS,
    DOUBLE_SPACED_SHARE,
    FULL_LINE,
    HABIT_ROUNDS,
    HOPELESS_ODDS,
    IN_ORDER,
    INNER_ROWS_SHARE,
    LEARNT_ROWS,
    LONG_ENTRY_PENALTY,
    LONG_ENTRY_ROWS,
    MOST_ENTRY_CHARACTERS,
    MOST_ODDS,
    MOST_STARTS,
    NEXT_ROW_CHARACTERS,
    ORDER_PAIRS,
    ORDER_SHARE,
    ORDER_STRENGTH,
    PARTED_ENTRIES,
    PRIOR_ROWS,
    SHORT_ENTRY_CHARACTERS,
    SHORT_ENTRY_PENALTY,
    SHORT_LINE,
    UNDATED_PENALTY,
    WIDTH_QUANTILE,
    WRAPPED_CHARACTERS,
    YEAR_NEXT_ROW_CHARACTERS,
    YEAR_SOON_CHARACTERS,
)
from refcheck.frozen import dataclass
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = ["Row", "cut"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list as the cutter sees it.

    `gap` is what is between it and the row before: nothing (0), a blank line (1), a page break (2),
    links of a web page (3). `indent` counts from the left margin of its page. `relation` is how its
    block relates to that of the row before, where the format tells.
    """

    text: str
    indent: int
    gap: int
    relation: str = NONE


Weights = dict[str, dict[str, float]]


_CERTAIN: Final = 9.0
# Log-odds of beginning an entry, before a list has shown its habits.
_PRIORS: Final[Weights] = {
    "gap": {"none": -0.4, "blank": 3.5, "page": 0.0, "links": _CERTAIN},
    "indent": {
        "margin after indent": 2.0,
        "margin": 0.0,
        "deeper": -1.5,
        "deep": -0.8,
        "less deep": -0.2,
    },
    "ending": {
        "stop": 0.8,
        "digit": 0.5,
        "address": 0.8,
        "bracket": 0.2,
        "open": -4.0,
        "initial": -1.2,
        "word": -1.0,
    },
    "slack": {"full": -0.7, "some": 0.3, "much": 2.0},
    "shape": {
        "bullet": 4.0,
        "surname": 2.2,
        "initials": 1.6,
        "given": 1.8,
        "dash": 2.5,
        "word": -0.3,
        "quote": -0.5,
        "small": -4.5,
        "digit": -2.5,
        "address": -2.0,
        "sign": -2.0,
    },
    "relation": {"item": _CERTAIN, "inside": -_CERTAIN, "sibling": 1.0, "same": -0.5, NONE: 0.0},
    "year": {"soon": 0.6, "later": 0.0, "none": -0.7},
}

_YEAR: Final = lazy_regex(rf"{YEAR_ALONE}[a-z]?")
_FIRST_DIGIT: Final = "[12]"  # of a year
_YEAR_SOON: Final = lazy_regex(
    rf"[(.,12](?:(?<=\()\s?(?:{YEAR_ALONE}[a-z]?|n\.\s?d\.|in press|forthcoming)"
    rf"|(?<=[.,]) ?{YEAR_ALONE}[a-z]?[.,:)]"
    rf"|(?<={_FIRST_DIGIT}){YEAR_ALONE.removeprefix(_FIRST_DIGIT)}[a-z]?\))"
)
# In place of a year, or with the date of an access; and what is looked for in folded case.
_UNDATED: Final = lazy_regex(r"n\.(?<!\wn\.)\s?d\.")
_PENDING: Final = lazy_regex(
    r"in press|forthcoming|s\.\s?d\.|im druck|no prelo|en prensa|https?://"
)
_OPEN_END: Final = lazy_regex(
    r"(?:[,;:&(\[“„‘/+=–—…-]|\.\s?\.\s?\.|\b(?:and|und|et|y|e|und|of|the|in|for|on|to|with|from|by|a|an|de|la|le"
    r"|les|des|du|del|los|las|der|die|das|den|dem|zu|zur|zum|im|für|von|van|do|da|dos|das|em|no|na"
    r"|para|con|por|en|el|al|In|The|pp|p|vol|no|eds?|Vol|No|Eds?|S|Bd|doi|DOI)\.?)\Z"
)
_INITIAL_END: Final = lazy_regex(r"(?:^|[\s,.-])[^\W\d_]\.\Z")
_ADDRESS_END: Final = lazy_regex(r"(?:https?://|www\.|10\.\d{4,9}/)\S{1,300}\Z")
_DASHES: Final = lazy_regex(r"(?:[-–—_―]{2,10}|[–—―])[.,:\s]")
_KEY: Final = lazy_regex(r"[^\W\d_]+")


def cut(rows: Sequence[Row]) -> list[range]:
    """Cut the rows of a list into entries: the ranges of rows that belong together."""
    if not rows:
        return []
    if _double_spaced(rows):
        rows = [replace(row, gap=row.gap if row.gap > 1 else 0) for row in rows]
    weights, order, starts = _learn(rows[:LEARNT_ROWS])
    if len(rows) > LEARNT_ROWS:
        starts = _Cutter(rows).best(weights, order)
    return [range(a, b) for a, b in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _learn(rows: Sequence[Row]) -> tuple[Weights, float, list[int]]:
    """Returns the habits of a list: its weights, and how strictly it is in alphabetical order; and
    the rows at which entries begin by these habits."""
    cutter = _Cutter(rows)
    weights: Weights = _PRIORS
    order = 0.0
    starts: list[int] = []
    for _ in range(HABIT_ROUNDS):
        before, starts = starts, cutter.best(weights, order)
        if before == starts:
            return weights, order, starts
        weights = _habits(cutter.marks, starts)
        order = _order(cutter.keys, starts)
    return weights, order, cutter.best(weights, order)


def _double_spaced(rows: Sequence[Row]) -> bool:
    """Returns whether a blank line follows every line, so that it parts nothing."""
    blank = sum(row.gap == 1 for row in rows)
    inner = sum(_shape(row.text) in {"small", "digit", "address"} for row in rows)
    return (
        len(rows) > DOUBLE_SPACED_ROWS
        and blank > DOUBLE_SPACED_SHARE * len(rows)
        and inner > INNER_ROWS_SHARE * len(rows)
    )


# --- what shows where an entry begins -----------------------------------------------------------


def _marks(rows: Sequence[Row]) -> list[dict[str, str]]:
    width = _width(rows)
    marks = []
    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        after = rows[number + 1] if number + 1 < len(rows) else None
        marks.append(
            {
                "gap": ("none", "blank", "page", "links")[row.gap],
                "indent": _indent(row, before),
                "ending": _ending(before.text) if before else "stop",
                "slack": _slack(before, row, width) if before else "much",
                "shape": _shape(row.text),
                "relation": row.relation,
                "year": _year(row, after),
            }
        )
    return marks


def _width(rows: Sequence[Row]) -> int:
    """Returns the width to which the lines are set: nearly the longest of them."""
    lengths = sorted(len(row.text) + row.indent for row in rows)
    return lengths[int(WIDTH_QUANTILE * (len(lengths) - 1))]


def _indent(row: Row, before: Row | None) -> str:
    if row.indent == 0:
        return "margin after indent" if before and before.indent > 0 else "margin"
    if before is None or row.indent > before.indent:
        return "deeper"
    return "deep" if row.indent == before.indent else "less deep"


def _ending(text: str) -> str:
    tail = text[-320:]
    if _ADDRESS_END.search(tail.rsplit(None, 1)[-1]):
        return "address"
    if _INITIAL_END.search(tail, max(0, len(tail) - 3)):
        return "initial"
    if _OPEN_END.search(tail[-12:]):
        return "open"
    last = tail[-1]
    if last in ".?!":
        return "stop"
    if last.isdigit():
        return "digit"
    return "word" if last.isalpha() else "bracket"


def _slack(before: Row, row: Row, width: int) -> str:
    """Returns whether the first word of a row would have fitted on the row before: then the
    break is meant."""
    if width > WRAPPED_CHARACTERS:
        return "much"
    first = len(row.text.split(None, 1)[0])
    space = width - before.indent - len(before.text) - 1 - first
    if space <= FULL_LINE * width:
        return "full"
    return "much" if space > SHORT_LINE * width else "some"


def _shape(text: str) -> str:
    skip = leading_marks(text)
    if skip and not text[:skip].isspace():
        return "bullet"
    if _DASHES.match(text) or same_author_length(text):
        return "dash"
    if SURNAME_FIRST.match(text):
        return "surname"
    if INITIALS_FIRST.match(text):
        return "initials"
    if GIVEN_NAMES.match(text):
        return "given"
    first = text[0]
    if text.startswith(("http", "www.", "doi:", "DOI", "10.")):
        return "address"
    if first.isalpha():
        return "small" if first.islower() and not _particle(text) else "word"
    if first.isdigit():
        return "digit"
    return "quote" if first in "“\"„‘'«" else "sign"


def _particle(text: str) -> bool:
    """ "de Villemereuil P. & Nakagawa": a small first word that is part of a name."""
    return text.startswith(
        ("de ", "van ", "von ", "du ", "da ", "dos ", "di ", "el-", "al-", "d'", "d’")
    )


def _year(row: Row, after: Row | None) -> str:
    text = row.text[:YEAR_SOON_CHARACTERS]
    if after is not None and after.gap != 1 and len(text) < YEAR_NEXT_ROW_CHARACTERS:
        text = f"{text} {after.text[:NEXT_ROW_CHARACTERS]}"
    if _YEAR_SOON.search(text):
        return "soon"
    return "later" if _YEAR.search(text) else "none"


# --- the best cut -----------------------------------------------------------------------------


class _Cutter:
    """The rows of a list with all that is known of them, and the best way to cut them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.marks = _marks(rows)
        self.keys = [_sort_key(row.text) for row in rows]
        self._dated = [0]  # sums over the rows, so that any stretch of them is weighed at once
        self._length = [0]
        for row in rows:
            self._dated.append(self._dated[-1] + _is_dated(row.text))
            self._length.append(self._length[-1] + len(row.text) + 1)

    def best(self, weights: Weights, order: float) -> list[int]:
        """Returns the rows at which entries begin, by dynamic programming over all cuts."""
        odds = [
            math.fsum([weights[name][value] for name, value in mark.items()]) for mark in self.marks
        ]
        count = len(odds)
        best = [0.0] + [-math.inf] * count
        came = [0] * (count + 1)
        possible: list[int] = []  # rows that an entry may begin at, the last ones first
        begun = [0.0] * count  # the best up to a row at which an entry begins, with its odds
        for last in range(1, count + 1):
            if last == 1 or odds[last - 1] > HOPELESS_ODDS:
                possible.insert(0, last - 1)
                del possible[MOST_STARTS:]
                begun[last - 1] = best[last - 1] + odds[last - 1]
            key = self.keys[last] if last < count else ""
            most = -math.inf
            for first in possible:
                length = self._length[last] - self._length[first]
                if length > MOST_ENTRY_CHARACTERS and most > -math.inf:
                    break
                if begun[first] + IN_ORDER * order <= most:  # nothing else adds to it
                    continue
                value = begun[first] + self._weigh(first, last, length)
                if order and key and self.keys[first]:
                    value += IN_ORDER * order if self.keys[first] <= key else -order
                if value > most:
                    most, came[last] = value, first
            best[last] = most
        starts = [came[count]]
        while starts[-1] > 0:
            starts.append(came[starts[-1]])
        return starts[::-1]

    def _weigh(self, first: int, last: int, length: int) -> float:
        """Returns how well the rows from `first` up to `last` (exclusive) make one entry."""
        value = 0.0
        if first > 0 and last < len(self.keys):  # what lies at an end may be no entry at all
            value -= 0.0 if self._dated[last] > self._dated[first] else UNDATED_PENALTY
            value -= SHORT_ENTRY_PENALTY if length < SHORT_ENTRY_CHARACTERS else 0.0
        if last - first > LONG_ENTRY_ROWS:
            value -= LONG_ENTRY_PENALTY * (last - first - LONG_ENTRY_ROWS)
        return value


def _is_dated(text: str) -> bool:
    """Returns whether a row has a year, or something in its place."""
    return bool(_YEAR.search(text) or _UNDATED.search(text) or _PENDING.search(text.casefold()))


def _sort_key(text: str) -> str:
    if same_author_length(text):
        return ""
    word = _KEY.search(text, leading_marks(text))
    return fold(word.group())[:6] if word else ""


def _order(keys: Sequence[str], starts: Sequence[int]) -> float:
    """Returns how strictly the list is in alphabetical order: the weight of that order (0:
    none)."""
    pairs = [(keys[a], keys[b]) for a, b in pairwise(starts)]
    if len(pairs) < ORDER_PAIRS:
        return 0.0
    share = sum(a <= b for a, b in pairs) / len(pairs)
    return ORDER_STRENGTH * max(0.0, (share - ORDER_SHARE) / 0.3)


# --- the habits of a list -----------------------------------------------------------------------


def _habits(marks: Sequence[dict[str, str]], starts: Sequence[int]) -> Weights:
    """Returns the weights as this list shows them, drawn towards the priors where it shows
    little."""
    begins = set(starts)
    rest = len(marks) - len(begins)
    weights: Weights = {}
    for name, priors in _PRIORS.items():
        inside: Counter[str] = Counter()
        first: Counter[str] = Counter()
        for number, mark in enumerate(marks[1:], 1):
            (first if number in begins else inside)[mark[name]] += 1
        weights[name] = {}
        if name == "gap" and _parted(first, inside):
            priors = {**priors, "blank": _CERTAIN}
        for value, prior in priors.items():
            if value == NONE:
                weights[name][value] = prior
                continue
            seen = first[value] + inside[value]
            odds = math.log((first[value] + 0.5) / (len(begins) + 1)) - math.log(
                (inside[value] + 0.5) / (rest + 1)
            )
            share = seen / (seen + PRIOR_ROWS)
            mixed = share * odds + (1 - share) * prior
            sure = abs(prior) == _CERTAIN
            weights[name][value] = prior if sure else max(-MOST_ODDS, min(MOST_ODDS, mixed))
    return weights


def _parted(first: Counter[str], inside: Counter[str]) -> bool:
    """Returns whether a list leaves a blank line before every entry, and nowhere else."""
    blank = first["blank"]
    return blank >= PARTED_ENTRIES and inside["blank"] * 10 <= blank and first["none"] * 10 <= blank
