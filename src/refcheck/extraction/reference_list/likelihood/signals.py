"""Signals of a whole list entry, for strings of which the marks alone do not decide."""

from __future__ import annotations

import math
from typing import Final

from refcheck.extraction.reference_list.likelihood.marks import Mark, likelihood
from refcheck.extraction.thresholds import (
    SIGNALS_SCANNED_CHARACTERS,
    SIGNALS_SHARE,
    UNDECIDED_LIKELIHOOD,
)
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.dates import YEAR
from refcheck.text.works.identifiers import find_identifiers

__all__ = ["SIGNALS", "SIGNAL_WEIGHTS", "entry_likelihood", "signal_likelihood"]

# Signals of a whole entry, weighed by hand: what the marks see otherwise, and identifiers.
SIGNALS: Final[tuple[Mark, ...]] = (
    Mark("year", 1.6, lazy_regex(rf"(?<![\d-]){YEAR}[a-z]?(?!\d)")),
    Mark(
        "authors",
        1.6,
        lazy_regex(
            r"\W{0,3}(?:(?:(?:van|von|de|der|den|da|du|la|le|el|ten|di|del)\s){0,3}"
            r"[^\W\d_a-zß-öø-ÿ][\w’'‐-]{1,25},?\s(?:[^\W\d_a-z][.\-]{0,2}\s?){1,4}"
            r"(?=[,.;:&\s(]|and\b)|(?:[^\W\d_a-z]\.[\s-]?){1,4}[^\W\d_a-z][\w’'-]{1,25}\b)"
        ),
        at_start=True,
    ),
    Mark(
        "locator",
        1.2,
        lazy_regex(
            r"\d{1,4}\s?(?:\([^()]{1,20}\)\s?)?[:,]\s?(?:pp?\.?\s?)?[A-Za-z]{0,2}\d{1,6}"
            r"|[A-Za-z]{0,3}\d{1,6}\s?[-–—]\s?[A-Za-z]{0,3}\d{1,6}"
            r"|\bpp?\.\s?\d"
        ),
    ),
    Mark(
        "word of references",
        0.7,
        lazy_regex(r"\bet\.? al\b|\b[Ee]ds?\.|\bIn:\s|\b(?:doi|PMID|ISBN|arXiv)\b|\[Internet\]"),
    ),
    Mark(
        "publisher",
        0.7,
        lazy_regex(
            r"\b(?:Press|Publish(?:er|ers|ing)|Verlag|Wiley|Springer|Elsevier|University|Editora"
            r"|Books|Available (?:from|at)|Retrieved|Accessed|cited \d{4}|thesis|[Rr]eport"
            r"|Proceedings)\b"
        ),
    ),
    Mark(
        "journal and year",
        1.0,
        lazy_regex(r"[.?!]\s[A-Z][\w.&’' -]{1,80}[.,;]?\s\(?" + YEAR + r"\b"),
    ),
)
_PROSE: Final = lazy_regex(
    r"\b(?:you|your|we|our|they|is|was|were|are|has|have|will|can|should|what|how|why|does|do|did|if"
    r"|this|that|these|those|it|its|I|he|she)\b"
)
_INTERNAL_STOPS: Final = lazy_regex(r"[.,;:()]")
_IDENTIFIERS: Final = frozenset({"doi", "pmid", "pmcid", "arxiv"})
SIGNAL_WEIGHTS: Final[dict[str, float]] = {
    "bias": -1.6,
    "identifier": 2.0,
    "url": 0.5,
    "prose": -14.0,  # for each word of prose among the words, beyond the share that titles have
    "few stops": -1.5,
    "short": -1.0,
    "long": -1.0,
    "question": -0.8,
}
_TITLE_PROSE: Final = 0.02
_SLOPE: Final = 1.5


def entry_likelihood(text: str) -> float:
    """Returns the probability (0 to 1) that a list entry is one bibliographic reference."""
    own = likelihood(text)
    if not UNDECIDED_LIKELIHOOD[0] < own < UNDECIDED_LIKELIHOOD[1]:
        return own
    return (1 - SIGNALS_SHARE) * own + SIGNALS_SHARE * signal_likelihood(text)


def signal_likelihood(text: str) -> float:
    """Returns the same by the signals alone."""
    text = " ".join(text[:SIGNALS_SCANNED_CHARACTERS].split())
    if len(text) < 15 or not any(char.isalpha() for char in text):
        return 0.0
    total = SIGNAL_WEIGHTS["bias"]
    for signal in SIGNALS:
        total += signal.weight * signal.matches(text)
    for name, value in _signal_values(text).items():
        total += SIGNAL_WEIGHTS[name] * value
    return round(1 / (1 + math.exp(-_SLOPE * total)), 4)


def _signal_values(text: str) -> dict[str, float]:
    kinds = {one.kind for one in find_identifiers(text) if one.valid}
    words = len(text.split())
    return {
        "identifier": not _IDENTIFIERS.isdisjoint(kinds),
        "url": "url" in kinds,
        "prose": max(0.0, len(_PROSE.findall(text)) / words - _TITLE_PROSE),
        "few stops": len(_INTERNAL_STOPS.findall(text)) < 3,
        "short": words < 5,
        "long": words > 150,
        "question": text.endswith("?"),
    }
