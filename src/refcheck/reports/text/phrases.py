"""The words that the text report uses in more than one place."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.model.report import LookupStatus, Verdict

__all__ = ["COUNTED", "UNCHECKED", "counted", "number_list", "source_name"]

# What is said of so many references.
COUNTED = {
    Verdict.VERIFIED: "verified",
    Verdict.MISMATCHED: "with differences",
    Verdict.AMBIGUOUS: "ambiguous",
    Verdict.NOT_FOUND: "not found",
    Verdict.SUSPECT: "possibly made up",
    Verdict.UNCHECKED: "not checked",
}
# Why a reference is unchecked; the lookup's own reason follows.
UNCHECKED = {
    LookupStatus.MATCHED: "found",
    LookupStatus.AMBIGUOUS: "ambiguous",
    LookupStatus.NOT_FOUND: "not found",
    LookupStatus.UNAVAILABLE: "PubMed could not be searched",
    LookupStatus.NOT_CACHED: "offline, and no cached response",
    LookupStatus.OUT_OF_SCOPE: "not covered by PubMed",
    LookupStatus.SKIPPED: "not looked up",
}
_MOST_RUNS = 60  # numbers and runs of numbers in one list
_SOURCES = {"pubmed": "PubMed"}


def counted(number: int, noun: str) -> str:
    """`1 reference`, `2 references`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def source_name(source: str | None) -> str:
    """The name by which people know a source."""
    return _SOURCES.get(source or "", source or "record")


def number_list(numbers: Sequence[int]) -> str:
    """`1, 3, 5-9`: runs of three or more shortened."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown: list[str] = []
    for run in runs:
        shown += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run)
    left = f" and {len(shown) - _MOST_RUNS:,} more" if len(shown) > _MOST_RUNS else ""
    return ", ".join(shown[:_MOST_RUNS]) + left
