"""Scores how much one string looks like a reference.

`likelihood` looks at the marks of references and those of prose, and is quick. `entry_likelihood`
is for what may be a list entry: where the marks do not decide, further signals are asked too.
"""

from __future__ import annotations

from refcheck.extraction.reference_list.likelihood.marks import (
    MARKS,
    TIME,
    YEAR_ALONE,
    Mark,
    is_grounded,
    is_priced,
    likelihood,
)
from refcheck.extraction.reference_list.likelihood.measures import MEASURES, measures
from refcheck.extraction.reference_list.likelihood.names import (
    GIVEN_NAMES,
    INITIALS_FIRST,
    NAME_AT_START,
    SURNAME_FIRST,
)
from refcheck.extraction.reference_list.likelihood.signals import (
    entry_likelihood,
    signal_likelihood,
)

__all__ = [
    "GIVEN_NAMES",
    "INITIALS_FIRST",
    "MARKS",
    "MEASURES",
    "NAME_AT_START",
    "SURNAME_FIRST",
    "TIME",
    "YEAR_ALONE",
    "Mark",
    "entry_likelihood",
    "is_grounded",
    "is_priced",
    "likelihood",
    "measures",
    "signal_likelihood",
]
