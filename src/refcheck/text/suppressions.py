"""Comments that ask not to be told of a finding: their one syntax, whatever the file's format.

refcheck: ignore[year-mismatch] online first
refcheck: ignore[title-wording, author-*] until 2027-01-31 as in the original
refcheck: ignore-file[reference-uncited] a bibliography of further reading
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from refcheck.frozen import dataclass
from refcheck.text.folding import squeeze
from refcheck.text.patterns import lazy_regex

__all__ = ["ALL", "Directive", "owner", "read_directive"]

ALL: Final = "all"  # every rule, for one reference

_LONGEST: Final = 4_000  # characters of a comment that are read; no reason is longer
_LONGEST_REASON: Final = 500
_LONGEST_RULE: Final = 80
_MOST_RULES: Final = 100
_DIRECTIVE: Final = lazy_regex(
    r"\s*ignore(?P<file>[-_]file)?(?![\w-])\s*(?:\[(?P<rules>[^\[\]]*)\])?", re.I
)
_UNTIL: Final = lazy_regex(r"\(?\buntil\b[:=]?\s?(?P<date>\d[\d./-]{3,12})?\)?", re.I)
_DATE: Final = lazy_regex(r"\d{4}-\d{2}-\d{2}")
_EDGES: Final = " \t,;:.-–—()"
# What may be before a comment on its line, if it is about the entry on the next one.
_BEFORE_ENTRY: Final = lazy_regex(
    r"\s*(?:\\begin\b.*|\\bibitem\b[^{}]*\{[^{}]*\}|[\[(]?\d{0,4}[\]).]{0,2}|[-*+•])\s*"
)
# After these, an entry is from a file that is only named there.
_ELSEWHERE: Final = lazy_regex(r"\\(?:bibliography|printbibliography|end)\b")
_NEAR: Final = 1_000  # characters between a comment and the entry that it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a comment says. `fault` is a sentence on why nothing can be done with it."""

    rules: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None
    whole_document: bool = False
    fault: str | None = None


def read_directive(text: str) -> Directive:
    """Returns what a comment says after its "refcheck:".

    >>> read_directive("ignore[year-mismatch] until 2027-01-31 online first").reason
    'online first'
    """
    text = text[:_LONGEST]
    begin = _DIRECTIVE.match(text)
    if begin is None:
        return Directive(fault="It has to begin with ignore[RULE] or ignore-file[RULE].")
    named = re.split(r"[\s,;]+", begin["rules"] or "", maxsplit=_MOST_RULES)
    rules = tuple(dict.fromkeys(rule[:_LONGEST_RULE].lower() for rule in named if rule))
    whole = begin["file"] is not None
    rest = text[begin.end() :]
    until, fault = _until(rest)
    reason = squeeze(_UNTIL.sub(_without_date, rest)).strip(_EDGES)[:_LONGEST_REASON]
    if not rules:
        fault = "It names no rule: write ignore[year-mismatch], or ignore[all] for all of them."
    elif whole and ALL in rules:
        fault = "It has to name the rules: those of a whole file cannot all be ignored."
    elif not reason:
        fault = fault or "It gives no reason: write one after the bracket."
    return Directive(rules=rules, reason=reason, until=until, whole_document=whole, fault=fault)


def _without_date(found: re.Match[str]) -> str:
    """Returns what is left of "until 2027-01-31" in the reason: nothing, but "until" by itself is
    a word."""
    return " " if found["date"] else found[0]


def _until(text: str) -> tuple[date | None, str | None]:
    """Returns the last day that is named, and what is wrong with it."""
    for found in _UNTIL.finditer(text):
        written = (found["date"] or "").rstrip("./-")
        if not written:
            continue
        try:
            if not _DATE.fullmatch(written):
                raise ValueError(written)
            return date.fromisoformat(written), None
        except ValueError:
            return None, f"The date {written} is not one: write until 2027-01-31."
    return None, None


def owner(
    comment: tuple[int, int], starts: Sequence[int], ends: Sequence[int], text: str
) -> int | None:
    """Returns which entry a comment is about: the one it is in or after, on the same line, or the
    one that begins on the next line; None where there is none.

    `starts` and `ends` are the places of the entries in the text, in order; the text is blank
    where comments are.
    """
    begin, end = comment
    before = bisect_right(starts, begin) - 1
    if before >= 0:
        if begin < ends[before]:
            return before
        if begin - ends[before] <= _NEAR and not _breaks(text[ends[before] : begin]):
            return before
    after = before + 1
    if after < len(starts) and starts[after] - end <= 2 * _NEAR:
        between = text[end : starts[after]].strip()
        if _breaks(text[end : starts[after]]):
            line = text[max(text.rfind("\n", 0, begin), text.rfind("\r", 0, begin)) + 1 : begin]
            if not _BEFORE_ENTRY.fullmatch(line[:_NEAR]):
                return None  # it is behind something else
        # The label of an entry ("3.", "- ", "\bibitem[Smith(2012)]{smith}") comes before it.
        tex_label = between[:1] == "\\" and "\n\n" not in between
        if (tex_label or not _breaks(between)) and not _ELSEWHERE.search(between):
            return after
    return None


def _breaks(text: str) -> bool:
    return "\n" in text or "\r" in text
