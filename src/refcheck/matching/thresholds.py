"""Every number of matching that decides a result, but for the learnt weights (`weights`).

"Chosen" means that no measurement decided the value; the comment says what it guards. How often
the probabilities are right is in `docs/development/matching.md` (51,310 records, 6,666 references).
`tests/unit/matching/test_thresholds.py` has a case on either side of each number.
"""

from typing import Final

# --- decision.py ----------------------------------------------------------------------------------
# A match is reported from this probability on. Of 5,911 references with a probability of 0.9 or
# more, all but one had the right match.
CERTAIN: Final = 0.9
# Candidates that are shown as equally possible have at least this probability. Chosen: it keeps
# the report free of candidates that nobody would look at.
POSSIBLE: Final = 0.05
# Candidates of lower log-odds are not compared with the best one's work. Chosen: at a probability
# of 0.0003 a duplicate takes nothing from the best, and the comparison costs time.
HOPELESS: Final = -8.0
# Log-odds of a candidate whose title and authors are those that are cited, at a place that is wrong
# in every part. Chosen: a probability of 0.98, so that one such record is the match, and several
# (a statement that ten journals printed) are ambiguous.
ELSEWHERE: Final = 4.0
# Log-odds of the work that an identifier leads to, where nothing else is cited. Chosen: a
# probability of 0.98, as there is nothing that could speak against it.
IDENTIFIED: Final = 4.0
# Log-odds beyond these are cut, either way. Chosen: exp stays finite and no probability is 0 or 1.
LARGEST_LOG_ODDS: Final = 30.0

# --- levels.py ------------------------------------------------------------------------------------
# A longer text is not an identifier alone. Chosen: an address, a DOI and a PMID have less. It only
# bounds the time.
IDENTIFIER_CHARACTERS: Final = 400

# --- features.py: titles --------------------------------------------------------------------------
# Letters of the words that tell something (`text.titles.information`). Chosen before the weights
# were learnt for the three bands; learning then gave 7.4, 7.3 and 2.8 (`weights`).
LONG_TITLE: Final = 45.0
MEDIUM_TITLE: Final = 20.0
# Similarity of titles that differ in some words. Chosen before the weights were learnt for the
# bands; learning then gave 3.0, 0.4 and -1.4.
MOST_WORDS: Final = 0.85
MANY_WORDS: Final = 0.72
# A notice whose title is cited with a typo or a different word is still the notice. Chosen: one
# word in five may differ.
NEARLY_SAME_TITLE: Final = 0.8

# --- decision.py ----------------------------------------------------------------------------------
# Pairs of a reference and a candidate that are noted; half of them are more than are looked up
# together, and those are kept. 400 references with errors in them came to 388 to 415. Memory alone.
NOTED_PAIRS: Final = 1024

# --- features.py: authors -------------------------------------------------------------------------
# Co-authors beyond these tell nothing new. Chosen: a list may have thousands.
COMPARED_AUTHORS: Final = 12
# Groups that are compared of either side. Chosen, for the same reason.
COMPARED_GROUPS: Final = 3
# A family name with more letters is shared by few ("Rajkumar", not "Li"). Chosen before the weights
# were learnt; learning then gave 3.1 for long names and 3.0 for short ones.
SHORT_NAME: Final = 5
# So many co-authors that all agree are "all, many". Chosen before learning (2.1 against 1.9).
MANY_CO_AUTHORS: Final = 3
# From this share of the co-authors on, "most" of them agree. Chosen before learning (0.2, -0.9).
MOST_CO_AUTHORS: Final = 0.5

# --- features.py: year and pages ------------------------------------------------------------------
# A year that is as near as this is "near". Chosen: print and online dates are often a year apart.
NEAR_YEARS: Final = 1
# Typos that a first page may have to be "near". Chosen: one digit wrong, missing or swapped.
PAGE_TYPOS: Final = 1
# A first page with so many digits is "long". Chosen before learning (3.6 against 3.0).
LONG_PAGE: Final = 3
