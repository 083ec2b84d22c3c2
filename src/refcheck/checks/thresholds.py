"""Every number of the checks that decides a result: whether there is a finding, and for what.

"Measured" names what a number was measured on. "Chosen" is a number that was set by judgement: it
is part of what docs/development/accuracy.md measures, but was not measured by itself. Numbers that
only say how much of a message is shown are next to the message.
"""

from typing import Final

# --- comparison.py --------------------------------------------------------------------------------
# Below this the parser may well be wrong. Measured: of 26,928 journals, volumes and first pages in
# strings that the model was not trained on, 0.99 were right from here on, and 0.80 below.
SURE_OF_FIELD: Final = 0.9
# Characters of a title that are enough to find where it begins in the text. Chosen.
TITLE_START_CHARS: Final = 25
# NLM recorded ten authors in the years 1984 to 1995 and twenty-five (the last one last) in 1996 to
# 1999. Source: NLM fact sheet "Authorship in MEDLINE".
AUTHOR_LIMITS: Final = ((1984, 1995, 10), (1996, 1999, 25))

# --- rules/record/authors.py, rules/record/author_groups.py ---------------------------------------
# More wrong authors than this are reported together. Chosen.
MOST_SEPARATE_AUTHORS: Final = 3
# More names than this are cut in a message. Chosen.
MOST_LISTED_NAMES: Final = 12
# From so many on, names after the last author can be the members of a group that signs. Chosen.
LEAST_GROUP_MEMBERS: Final = 3

# --- journals.py, rules/record/journal.py ---------------------------------------------------------
# Words of a name that can have been parsed into the title before it: "Evid." of five. Chosen.
MOST_CUT_JOURNAL_WORDS: Final = 3
# No journal has so many long words before a full stop, a title has. Chosen.
LEAST_TITLE_WORDS: Final = 4
# From so many letters on a word is long, for the number above. Chosen.
LONG_WORD_CHARS: Final = 4
# Names of so many words are never in a text by chance: "J Clin Neurosci". Chosen.
DISTINCT_JOURNAL_WORDS: Final = 3

# --- rules/record/title.py ------------------------------------------------------------------------
# A title in a different language can resemble the translation, but never this much. Chosen.
MOST_TRANSLATED_SIMILARITY: Final = 0.8
# Words before or after a title that can have been added; more belong to a different field. Chosen.
MOST_ADDED_WORDS: Final = 3
# Letters of a missing beginning or end that can be recognised in the rest of the text. Chosen.
LEAST_MISSING_LETTERS: Final = 4

# Words that the name of a group needs to be recognised in a title. Chosen: a single one may be any
# word of the title.
LEAST_GROUP_WORDS: Final = 2

# --- rules/record/year.py -------------------------------------------------------------------------
# Within so many years a record that is ahead of print gets its issue, and its year. Chosen.
MOST_YEARS_TO_PRINT: Final = 2
# Within so many years the versions of an article appear. Chosen: revisions take months.
MOST_YEARS_BETWEEN_VERSIONS: Final = 2

# --- rules/record/not_found.py --------------------------------------------------------------------
# Measured together, with the benchmark of docs/development/accuracy.md: with these four, 1,242 of
# 1,253 invented references are called suspect, and none of 13,009 real ones.
# A candidate with this probability comes near.
LEAST_NEAR_SCORE: Final = 0.3
# Per cent of a record's title that has to be in the reference.
LEAST_TITLE_RATIO: Final = 80.0
# So many of the first authors are compared.
COMPARED_AUTHORS: Final = 3
# Of title, authors and locator, so many have to agree.
LEAST_AGREEING_PARTS: Final = 2

# --- rules/article/citations.py, rules/article/citation_order.py ----------------------------------
# Share of a list; where more is uncited, the text does not cite by markers. Chosen.
MOST_UNCITED: Final = 0.2
# Share of a list that has to be cited before its order is judged. Chosen.
LEAST_CITED: Final = 0.6
# Share of the numbers in order; from here on the list is in the order of citation. Of fewer than
# ten numbers, a single one out of order is already too many. Chosen.
LEAST_IN_ORDER: Final = 0.9

# --- rules/article/list_completeness.py -----------------------------------------------------------
# So many numbers in a row after the end of the list: then its end was lost. Chosen.
LEAST_LOST_NUMBERS: Final = 3
# So many works named in the text that are not in the list, and this share of all that it names:
# then a part of the list was lost. Chosen.
LEAST_LOST_NAMES: Final = 5
LEAST_LOST_SHARE: Final = 0.5

# --- rules/article/list_order.py, rules/article/list_entries.py -----------------------------------
# More missing numbers than this before 101, 201 ... are none: a second numbering begins. Chosen.
MOST_MISSING_BEFORE_HUNDREDS: Final = 10
# Works with the same title or locator that a reference is compared with. More are not a list of
# works, and comparing each with each would take hours where a text repeats a line 100,000 times.
MOST_COMPARED_WORKS: Final = 50
# Characters of a folded title; shorter ones ("Editorial", "Reply") are those of many works. Chosen.
LEAST_DISTINCT_TITLE: Final = 20
# Letters and digits, and words, that an entry needs to name a work. Chosen.
LEAST_ENTRY_CHARS: Final = 16
LEAST_ENTRY_WORDS: Final = 4
MOST_SWALLOWED: Final = 200  # time: labels that are looked for within one entry. Chosen.
# An entry so many times as long as the median one of its list, and of so many characters, is
# several. It may well name many authors. Chosen; none of 2,900 entries in 71 lists is so long.
LONG_ENTRY_FACTOR: Final = 5
LEAST_LONG_ENTRY_CHARS: Final = 700
MANY_AUTHORS: Final = 12
# Entries of a list that show what is usual in it. Chosen.
LEAST_COMPARED_ENTRIES: Final = 4

# --- rules/record/locator.py ----------------------------------------------------------------------
# A number of so many digits in a title is not there by chance: a page of the work that it names.
# Chosen.
TITLE_PAGE_CHARS: Final = 3
