"""Lists of where the authors of an article work, which have numbers and commas as references do."""

from __future__ import annotations

from typing import Final

from refcheck.extraction.reference_list.likelihood import (
    INITIALS_FIRST,
    SURNAME_FIRST,
    YEAR_ALONE,
)
from refcheck.extraction.thresholds import AFFILIATION_CHARACTERS
from refcheck.text.patterns import lazy_regex

__all__ = ["is_affiliation"]

# "Department of Chemistry, University of Leeds, LS2 9JT Leeds, UK"
_WORKPLACE: Final = lazy_regex(
    r"\b(?:Department|Dept\.?|Faculty|School|Institut\w*|Universit\w+|Universidad\w*|Hospital"
    r"|Klinik\w*|Cent(?:er|re)|Laborator\w+|Division|College|Academy|Clinic|Ministry|Departamento"
    r"|Faculdade|Facultad|Dipartimento|Laboratoire|Abteilung|Unit|Inc|GmbH|Ltd)\b"
)
_YEAR: Final = lazy_regex(YEAR_ALONE)


def is_affiliation(text: str) -> bool:
    """Returns whether a string names where an author works, and no work."""
    first = text[:AFFILIATION_CHARACTERS]
    return (
        _WORKPLACE.search(first) is not None
        and first.count(",") > 1
        and SURNAME_FIRST.match(first) is None
        and INITIALS_FIRST.match(first) is None
        and _YEAR.search(first) is None
    )
