"""Every number of the comparisons that decides a result.

None of them was measured alone: each was chosen, and its comment says what it guards. What they do
together is measured in `docs/development/`: in `matching.md` the comparison of journals, on two
lists of 11,642 titles (`tools/measure_journals.py`), in `accuracy.md` all of it, on references made
from real records with known errors (`benchmarks/accuracy`). `tools/shift_numbers.py compare` shows
which of them the tests notice.
"""

from typing import Final

# --- similarity.py --------------------------------------------------------------------------------
# Typos that a word may have, by its length: one in up to five letters, two in up to nine,
# three beyond. "Li" and "Lu" may be one name, "Wang" and "Zhao" never.
TYPOS_OF_SHORT_WORDS: Final = 1
SHORT_WORD: Final = 5
TYPOS_OF_MEDIUM_WORDS: Final = 2
MEDIUM_WORD: Final = 9
TYPOS_OF_LONG_WORDS: Final = 3
# Beyond this many words, only the beginnings of two texts are compared: it bounds the work.
COMPARED_WORDS: Final = 400

# --- names.py -------------------------------------------------------------------------------------
# A given name with fewer letters may be initials, and says nothing as a word: "JP".
GIVEN_NAME_LETTERS: Final = 3
# One of so many letters is a word if it ends in a small one: "Fu", but not "JP".
SHORT_GIVEN_NAME: Final = 2
# Given names with more letters in capitals are not initials: "MARIA".
MOST_INITIALS: Final = 4
# A shared part of compound family names has at least these letters: "la" is not a name.
SHARED_PART_LETTERS: Final = 3
# Family names with fewer letters are a typo of one another only where the initials agree:
# "Wan C" may be "Wang C", but "Li X" is not "Lu Y".
TYPO_NAME_LETTERS: Final = 4
# One more spelling ("ue" for "ü") is compared for typos only if it has these letters.
TYPO_SPELLING_LETTERS: Final = 5
# A name of which only the beginning is cited has at least these letters: "Smit" is not
# "Smithers" cut off.
CUT_NAME_LETTERS: Final = 5
# Similarity in percent, of the sorted words, from which two groups are one: "Trial" and
# "Trials" agree, two study groups of one field do not.
SAME_GROUP: Final = 80
# An acronym of a group has at least these letters.
GROUP_ACRONYM_LETTERS: Final = 3

# --- groups.py ------------------------------------------------------------------------------------
# Initials of a group that was taken for a person, where the family name is not a word that groups
# use: "World HO" is one, "Mayo C" a person.
GROUP_INITIALS_LETTERS: Final = 2
# Software that keeps few initials leaves these: "Committee AD" of "Committee ADAPP".
CUT_GROUP_INITIALS: Final = 2
# A group is taken apart into so many authors at most: "Health", "Labour", "Welfare".
TORN_GROUP_PIECES: Final = 4

# --- authors.py -----------------------------------------------------------------------------------
# How far a cited name is looked for among the recorded ones of a gap: it bounds the work for
# lists of thousands.
AUTHOR_REACH: Final = 25
# At a different position only names of these letters are compared for typos: "Wang Y"
# instead of "Zhang S" is not a typo of the "Yang Y" that follows.
LONG_NAME: Final = 6

# --- titles.py ------------------------------------------------------------------------------------
# Below this similarity two titles are of different works, whatever differs (unless one begins the
# other). It saves the comparison word by word.
RELATED_TITLE: Final = 0.5
# From this similarity on, titles with different words can be of one work. What the bands
# above it are worth is learnt (matching/weights.py).
SIMILAR_TITLE: Final = 0.62
# A title of fewer words is not looked for in running text, since "Reply" is everywhere.
FOUND_TITLE_WORDS: Final = 3
# A part of a title (a translation in brackets) needs these words.
FOUND_PART_WORDS: Final = 5

# --- journals/names.py, journals/forms.py ---------------------------------------------------------
# Characters and words of a name that are compared: it bounds the work.
JOURNAL_LENGTH: Final = 400
JOURNAL_WORDS: Final = 40
# Characters and words of a text in which a journal is looked for: it bounds the work.
SEARCHED_LENGTH: Final = 1600
SEARCHED_WORDS: Final = 320
# One word is seldom abbreviated: "Neuropsychopharmacol", but "Cell" is not "Cellulose".
LONG_JOURNAL_WORD: Final = 8
# So many words may be written as one: "healthcare".
MERGED_WORDS: Final = 4
# A cut word stands for two words only if it is longer than the first by more than these letters.
MERGED_LETTERS: Final = 2
# A first word of fewer letters stands for nothing longer: "Am" is not "American Medical".
MERGED_FIRST_LETTERS: Final = 3
# A name of one word is looked for in running text only if it has these letters: "Gut" is a word.
FOUND_JOURNAL_LETTERS: Final = 4
# A cited name that goes on after a recorded one of these words has a section.
SECTION_NAME_WORDS: Final = 3
# Names that differ by more letters than these are abbreviated as a whole, not cut by a typo.
SHORTENED_LETTERS: Final = 2
# A place in brackets of fewer letters cannot have a typo: "(UK)".
PLACE_LETTERS: Final = 3
# Letters of an acronym: "JAMA", "PNAS"; from the third number on it may leave out the last words of
# the name. A whole acronym is also found as words written as one, but for "TMI" of "IEEE
# Transactions on Medical Imaging".
ACRONYM_LEAST: Final = 3
ACRONYM_MOST: Final = 8
CUT_ACRONYM_LEAST: Final = 4

# --- journals/shortening.py -----------------------------------------------------------------------
# A word of fewer letters is not any letters of another: "phcog" of "pharmacognosy", not "pm".
LOOSE_WORD_LETTERS: Final = 4
# Nor is one that has more than this share of its letters: "orthood" is a typo of "orthod".
LOOSE_WORD_SHARE: Final = 0.6
# A name of one word with fewer letters is not several written as one: "ScientificWorldJournal".
ONE_WORD_LETTERS: Final = 12

# --- conferences.py -------------------------------------------------------------------------------
# Letters of an acronym of a conference ("ACL", "MICCAI"). Subjects of fewer words must be the same
# word for word; a subject may be a part of a longer one from so many words on ("Computer Vision" is
# not "Computer Vision and Pattern Recognition").
CONFERENCE_ACRONYM_LEAST: Final = 3
CONFERENCE_ACRONYM_MOST: Final = 8
CONFERENCE_WORDS: Final = 2
CONFERENCE_PART_WORDS: Final = 4

# --- journals/abbreviations.py --------------------------------------------------------------------
# In words of fewer letters "ae", "oe" and "ue" are not umlauts spelt out.
UMLAUT_WORD_LETTERS: Final = 6
# Fewer letters left out are a typo, not a contraction.
CONTRACTION_LETTERS: Final = 2
# Abbreviations with more letters keep all but the last of the beginning: "Unfallheilkd".
LONG_ABBREVIATION: Final = 6
# A contraction does not begin with these letters of the word: then it is cut, not contracted.
CONTRACTION_HEAD: Final = 5
# Abbreviations with fewer letters have no typo that can be told: "J".
TYPO_ABBREVIATION_LEAST: Final = 3
# With fewer letters, only letters changed round ("clni") or the last one lost ("bhav") are typos.
TYPO_ABBREVIATION_SURE: Final = 5
# Two typos are possible only in words longer than this.
TWO_TYPOS_LETTERS: Final = 8

# --- locators.py ----------------------------------------------------------------------------------
# A number of so many digits is the number of an article, not a page: few volumes have
# 10,000 pages.
ARTICLE_NUMBER_DIGITS: Final = 5
# Characters of pages, of a volume or an issue, and of a text in which locators are looked for: they
# bound the work.
PAGES_LENGTH: Final = 200
VOLUME_LENGTH: Final = 120
SEARCHED_TEXT: Final = 4000

# --- meeting_abstracts.py -------------------------------------------------------------------------
# An abstract is on fewer pages than this. Chosen: journals print several on a page.
MOST_ABSTRACT_PAGES: Final = 3
# Characters of a reference in which words for an abstract are looked for: they bound the work.
ABSTRACT_TEXT: Final = 4000

# --- same_work.py ---------------------------------------------------------------------------------
# A record whose title is less like the cited one is not shown as the closest, unless author or
# place agree: titles of one field share "randomized controlled trial in patients with ...".
LEAST_RESEMBLANCE: Final = 0.6
