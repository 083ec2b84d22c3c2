"""Every number of the fixes that decides whether something is changed."""

from typing import Final

from refcheck.model.finding import Field

__all__ = [
    "LEAST_AGREEING_FORMS",
    "MOST_MISSING_AT_END",
    "MOST_WRONG_LOCATORS",
    "NEARLY_RIGHT",
    "SURE_MATCH",
    "SURE_OF_AUTHORS",
    "SURE_OF_FIELD",
    "sure_of",
]

# --- decisions.py ---------------------------------------------------------------------------------
# A match of a lower probability may well be another work of the same authors. Chosen.
SURE_MATCH: Final = 0.99
# Below this the parser may well be wrong. Lower than for the rules (`checks.thresholds`): they have
# found no explanation by the parsing, and every correction is parsed once more. Chosen.
SURE_OF_FIELD: Final = 0.85
# Per cent of a title or journal that is as in the record: then the field was found. Chosen.
NEARLY_RIGHT: Final = 85.0
# The probability that every one of the names is right; each is found in the text once more before
# it is changed. Chosen.
SURE_OF_AUTHORS: Final = 0.5
# So many authors are added at the end of a list; where more are missing, "et al." may be. Chosen.
MOST_MISSING_AT_END: Final = 1
# Of journal, year, volume, issue and pages so many may be wrong; with more, the reference may be
# that of another publication of the work. Chosen.
MOST_WRONG_LOCATORS: Final = 2

# --- agreement.py --------------------------------------------------------------------------------
# Share of a list's references that have to agree in a form before it is that of the list. Chosen.
LEAST_AGREEING_FORMS: Final = 0.6


def sure_of(field: Field) -> float:
    """Returns the least probability of a parse whose field is changed without being asked."""
    return SURE_OF_AUTHORS if field is Field.AUTHOR else SURE_OF_FIELD
