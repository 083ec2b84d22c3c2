"""The numbers of extraction that decide a result.

The weights of three tables are next to what they weigh: those of the marks of references in
`reference_list/likelihood/`, the log-odds of the layout in
`reference_list/unlabelled/segmentation.py`, and what the shapes of markers are worth in
`intext/style.py`.

The numbers of `reference_list` were chosen on the development set of 93 documents and on lists in
many layouts, both in `docs/development/documents.md`; those of `intext` on the articles of
`docs/development/citations.md`. The figures there are the floors. A number with "time" or "memory"
is a bound far above what these documents need. Each has a test on either side of it, in the
`test_*thresholds.py` of its part (`tests/unit/extraction`).
"""

from typing import Final

# --- reference_list/candidates.py: entries together -----------------------------------------------
# An entry with a higher score speaks for a list, one with a lower against it
EVEN_SCORE: Final = 0.45
REMEMBERED_PIECES: Final = 20_000  # memory: a list is judged more than once
# What is worth how much below a heading of references, whatever its words look like:
LISTED_IDENTIFIER_SCORE: Final = 0.9  # "PMID: 10686270", and nothing else
LISTED_WORK_SCORE: Final = 0.8  # a title that leads to a work: to PubMed, to a DOI
LISTED_LINK_SCORE: Final = 0.65  # a title or a name that leads to a page: "Statistics: https://..."
LISTED_DATED_SCORE: Final = 0.5  # words with a year that are not a sentence
LISTED_NOTE_SCORE: Final = 0.5  # "Ibid., p. 34.", "See note 4.", among numbered entries
LISTED_WORK_CHARACTERS: Final = 400  # a longer piece that leads to a work is prose
LISTED_DATED_CHARACTERS: Final = 300  # a longer piece with a year has to look like a reference
LISTED_PROSE_SHARE: Final = 0.12  # of words that prose has, in a title with an address
LINKED_SHARE: Final = 0.4  # of a piece that a link has to cover to be its title
# Of the entries below a heading like "Notes" or "Sources" that have to be works
LEAST_WORKS_SHARE: Final = 0.3
WORKS_SHARE: Final = 0.5  # together with those that have an address
SERVICES_SHARE: Final = 0.25  # of them that may be prices and telephones
COUNTED_LINES: Final = 12  # of an entry in which labels of its own show
# Numbered pieces below a firm heading are references from this mean score on
LISTED_MEAN: Final = 0.35
SURE_MEAN: Final = 0.9  # labelled entries with this mean score are references beyond doubt
# Entries without a heading that must have a mark that only references have
GROUNDED_SHARE: Final = 0.5
SURE_GROUNDED_SHARE: Final = 0.25  # the same where they are references beyond doubt
AFFILIATIONS_SHARE: Final = 0.3  # of entries without a heading: with more of them it is no list
AFFILIATION_CHARACTERS: Final = 160  # at the beginning of an entry
JUDGED_CHARACTERS: Final = 900  # of an entry; it shows by then
TITLED_CHARACTERS: Final = 50  # of names, title and journal: a shorter piece is a room or a street
LISTED_LINK_CHARACTERS: Final = 200  # a longer piece with an address is prose
TRIMMED_MEAN: Final = 0.6  # lists with a lower mean score are cut down to their best stretch
LISTED_ENTRIES: Final = 3  # so many numbered pieces are not enough to believe the heading
HEADED_MEAN: Final = 0.5  # entries below a firm heading
WEAK_HEADING_MEAN: Final = 0.6  # entries below a heading like "Notes"
LONE_ENTRY_SCORE: Final = 0.8  # one entry alone below it
LABELLED_MEAN: Final = 0.65  # labelled entries without a heading
LOOSE_MEAN: Final = 0.75  # entries without heading and labels
LABELLED_ENTRIES: Final = 1  # so many of them are not a list
LOOSE_ENTRIES: Final = 2  # the same
LABELLED_FACTOR: Final = 1.4  # labels say where entries begin: worth more than a good cut
LABELLED_BONUS: Final = 0.3  # for each labelled entry

# --- reference_list/likelihood/: one entry (its weights are the tables there) ---------------------
SCANNED_CHARACTERS: Final = 1200  # of a string; it shows by then
SIGNALS_SCANNED_CHARACTERS: Final = 3000  # the same for the signals
# Between these the signals are asked; without them 66 instead of 67 of 71 lists are exact
UNDECIDED_LIKELIHOOD: Final = (0.08, 0.92)
SIGNALS_SHARE: Final = 0.3  # what they count there

# --- reference_list/labelled/numbered.py: lists with labels ---------------------------------------
REMEMBERED_LABELS: Final = 20_000  # memory: a label is tried on several runs
LABEL_REACH_CHARACTERS: Final = 600  # after a label, which must contain a year, a number or a link
# That are judged, and up to the year where many names come before it
FIRST_WORDS_CHARACTERS: Final = 240
FIRST_WORDS_LINES: Final = 45  # some pages break the line at each comma
INNER_HEADING_CHARACTERS: Final = 90  # a heading between two entries
OUTLIER_FACTOR: Final = 3  # times as many lines as the median entry, and
OUTLIER_LINES: Final = 6  # so many more: something else is between two labels
RARE_BLANK_SHARE: Final = 0.2  # entries with a blank line in them that are exceptions
FIRST_LINE_CHARACTERS: Final = 400  # of one line that are judged
BLANK_ENDS_CHARACTERS: Final = 120  # after so many a blank line ends the first words
PROMISING_LIKELIHOOD: Final = 0.4  # a piece after a label that may be a reference
SAMPLE_LABELS: Final = 12  # of a run that are looked at first
SAMPLE_SHARE: Final = 0.3  # of them that must be promising
PROSE_LINES: Final = 8  # after the last entry in which prose shows
PROSE_CHARACTERS: Final = 600  # the same
SURE_PROSE_CHARACTERS: Final = 150  # of prose that need no comparison with the longest entry
PROSE_LIKELIHOOD: Final = 0.1  # of text that is not a part of the last entry
BEFORE_PROSE_LIKELIHOOD: Final = 0.8  # of that entry without it
SURE_GROUNDED: Final = (
    0.8  # of entries whose labels may as well be words, and no heading comes before
)
HEADING_LINES: Final = 3  # before the first label in which the heading is looked for
PARAGRAPH_CHARACTERS: Final = 300  # a longer line is a paragraph, and no heading comes before it

# --- reference_list/labelled/inline.py: labels within lines ---------------------------------------
INLINE_LOST: Final = 2  # labels in a row that may be missing
INLINE_TRIED: Final = 5  # places of one number that are looked at

# --- reference_list/surroundings/annotations.py: sentences about entries --------------------------
ANNOTATION_CHARACTERS: Final = 25  # of the shortest sentence about an entry
ANNOTATION_WORDS: Final = 2  # that only prose has, in one
ANNOTATION_LIKELIHOOD: Final = 0.1  # of a sentence, as a reference
ANNOTATED_LIKELIHOOD: Final = 0.4  # of the entry before it
ANNOTATION_PLACES: Final = 12  # time: places of an entry at which it may end
ANNOTATED_ENTRIES: Final = 2  # entries with such sentences that make a list an annotated one

# --- reference_list/labelled/line_numbers.py: numbered lines of manuscripts -----------------------
LINE_NUMBERED_LINES: Final = 20_000  # time: of a text; a manuscript of 400 pages has no more
LINE_NUMBERS: Final = 8  # in a row, where every line has one; as in a PDF
LINE_NUMBERS_APART: Final = 3  # in a row, where every second, fifth or tenth line has one
LINE_NUMBER_SKIPPED: Final = 4  # lines to the next number, where the lines of a table have none
LINE_NUMBER_COVERED: Final = 0.85  # of the lines that have a number
# Of them that go on with a sentence; of the lines of a list with bare numbers none does
INNER_LINES_SHARE: Final = 0.15
TAIL_CHARACTERS: Final = 40  # of a line, in which the number at its end is

# --- reference_list/unlabelled/run_in.py: lists without labels in one paragraph -------------------
RUN_IN_CHARACTERS: Final = 50  # of the shortest reference in a paragraph
RUN_IN_FEW: Final = 2  # references within lines that are not chance; rows of the shortest list
RUN_IN_REACH: Final = 600  # of one that are looked at
RUN_IN_SAMPLE: Final = 12_000  # time: of a long paragraph, in which a second reference shows
RUN_IN_LIKELIHOOD: Final = 0.35  # of each piece of such a paragraph

# --- reference_list/unlabelled/unnumbered.py: lists without labels --------------------------------
HEADED_LINES: Final = 800  # below a heading that are looked at first; lists may be longer
HEADED_MARGIN_LINES: Final = 60  # a list that comes so near to the end of them may go on
COVERED_SHARE: Final = 0.5  # of a stretch that makes it needless to look there again
MOST_ENTRY_LINES: Final = 15  # four labels over 180 lines prove nothing
LEAST_HEADING_CHARACTERS: Final = 3  # so many are not a heading
HEADED_GROWTH: Final = 4  # times as many lines are looked at next
CUT_ROUNDS: Final = 3  # in which a list is cut, and its ends with it
CLUSTER_GAP_LINES: Final = 14  # between two lines with signs of references
CLUSTER_LINES: Final = 3  # with such signs, that are worth a look
CLUSTER_MARGIN_LINES: Final = 6  # before and after them
REST_ENTRIES: Final = 6  # without a blank line, after which one ends the list
REST_SCORE: Final = 0.8  # an entry after the blank line goes on with the list from here on
REST_BLANKS: Final = 12  # entries for each blank line among them, at least
SURE_ENTRIES: Final = 2  # so many labelled entries are never sure
SURE_LABELLED_MEAN: Final = 0.85  # from here on a labelled list is not looked for by layout
INTRODUCTION_PIECES: Final = 12  # between a heading and the first entry
INTRODUCTION_SCORE: Final = 0.2  # of a sentence or a menu there
LAST_ON_PAGE_LIKELIHOOD: Final = 0.9  # an entry that is whole at the end of the page
AFTER_PAGE_LIKELIHOOD: Final = 0.3  # what the next page goes on with, if it is something else

# --- reference_list/labelled/labels.py: runs of labels --------------------------------------------
CHAPTER_LABELS: Final = 1000  # of one chapter at most ("2.15"), which tell chapters apart
RUN_REACH_LINES: Final = 250  # between two labels of a run: the longest entries, over a page break
RUN_STEP_LINES: Final = 60  # between two labels out of order
RUN_GAP: Final = 6  # numbers that a run may skip
RUN_HIGHEST: Final = 999  # the highest number that is believed out of order
OPEN_RUNS: Final = 6  # of one style at a time
TRIAL_LABELS: Final = 4096  # of a run, one of which at least must look like a reference
LOOKS_LIKE_ONE: Final = 0.5  # the piece after a label looks like a reference
OPENS_RUN: Final = 0.7  # the piece after a first label that is not 1
LOOKS_LIKE_STEP: Final = 0.3  # below it a piece is a step or a clause
REPEATED_ONE: Final = 0.2  # the piece after Markdown's "1. 1. 1."
UNFINISHED_CHARACTERS: Final = 14  # at the end of a line, that show that a number goes on with it
PAGE_REFERENCES: Final = 3  # begun between two numbers alone on their lines: these are of pages
PAGE_LINES: Final = 120  # of a page that are looked at for them
SURE_ONES: Final = 4  # labels "1." in a row, after which a further one needs no such piece
RUN_BACK: Final = 3  # numbers that a run may go back
JUMPS: Final = 0.8  # the piece after a label that skips many numbers

# --- reference_list/unlabelled/segmentation.py: cutting by layout (log-odds: the table there)
MOST_STARTS: Final = 30  # rows that an entry may have begun at, for each that it may end at
HOPELESS_ODDS: Final = -5.0  # log-odds at which a row is not tried as the beginning of an entry
LEARNT_ROWS: Final = 3000  # that show the habits of a list
MOST_ENTRY_CHARACTERS: Final = 6000  # the longest entry
HABIT_ROUNDS: Final = 3  # in which the habits are learnt
WRAPPED_CHARACTERS: Final = 180  # longer lines were not broken to a width: every break is meant
PRIOR_ROWS: Final = 4.0  # that it takes to believe a habit as much as the prior
MOST_ODDS: Final = 6.0  # that a habit may give
DOUBLE_SPACED_ROWS: Final = 5  # fewer do not show it
DOUBLE_SPACED_SHARE: Final = 0.8  # of rows after a blank line, where blank lines mean nothing
INNER_ROWS_SHARE: Final = 0.2  # of rows that begin amid an entry, there
WIDTH_QUANTILE: Final = 0.95  # of the lengths is the width to which lines are set
FULL_LINE: Final = 0.02  # of the width left over: the line is full
SHORT_LINE: Final = 0.22  # of the width left over: the line was ended on purpose
YEAR_SOON_CHARACTERS: Final = 220  # in which the year of an entry is looked for
YEAR_NEXT_ROW_CHARACTERS: Final = 120  # a shorter row is looked at with the next one
NEXT_ROW_CHARACTERS: Final = 100  # of that
IN_ORDER: Final = 0.5  # what the alphabet speaks for a cut, where it speaks 1 against one
UNDATED_PENALTY: Final = 2.0  # for an entry without a year or the like
SHORT_ENTRY_PENALTY: Final = 2.0  # for an entry that is short
SHORT_ENTRY_CHARACTERS: Final = 40  # and what is short
LONG_ENTRY_ROWS: Final = 8  # more are seldom one entry
LONG_ENTRY_PENALTY: Final = 0.35  # for each more of them
ORDER_PAIRS: Final = 5  # fewer do not show an order
ORDER_STRENGTH: Final = 3.0  # of the alphabet where every pair is in order
ORDER_SHARE: Final = 0.7  # of pairs in order that are chance
PARTED_ENTRIES: Final = 6  # with a blank line before each: a habit of the list

# --- reference_list/surroundings/page_headers.py --------------------------------------------------
HEADER_CHARACTERS: Final = 110  # a longer line is not a page header
HEADER_LINES: Final = 4  # of one block
HEADER_BLOCKS: Final = 3  # at the top of a page
# What looks so much like a reference is one, even if its ends are repeated
ENTRY_LIKELIHOOD: Final = 0.6
# Time: in longer texts headers that no page break marks are not looked for
HEADER_SEARCH_LINES: Final = 300_000
SHORTEST_PAGE_LINES: Final = 12  # labels on lines of their own follow each other more closely
LONGEST_PAGE_LINES: Final = 150  # a longer distance is not a page
FEWEST_PAGES: Final = 3  # that show an order
RECURRING_HEADERS: Final = 4  # times that a header without a number has to come
REGULAR_PAGES: Final = 1.8  # the longest page to the median one, and that to the shortest
# On lines of their own on a page, where a short chain of page numbers is believed
LONE_NUMBERS: Final = 2.5
SURE_PAGE_NUMBERS: Final = 8  # so many that count up are page numbers
HEADER_DISTANCE_LINES: Final = 2  # between a page number and the page header
HEADER_LETTERS: Final = 2  # so few letters are not words
LONE_LINES_SHARE: Final = 0.7  # of lines between blank ones, where that says nothing of headers
HEADER_TOP_LINES: Final = 3  # of a page that are counted though no blank line parts them
REPEATED_AT_TOP: Final = 2  # times that a header after a page break has to come
REPEATED_ELSEWHERE: Final = 3  # times that one elsewhere has to come
NUMBERED_HEADER_LINES: Final = 3  # of a block with a page number that are all header
FOOTER_LINES: Final = 3  # at the bottom of a page
HEADERS_PER_PAGE: Final = 5  # page numbers for each header next to them, at most

# --- reference_list/surroundings/boilerplate.py: notices between the lines of an entry ------------
BEFORE_CHARACTERS: Final = 60  # of the line before that show whether its sentence goes on
HEADER_SCANNED_CHARACTERS: Final = 400  # of a line

# --- reference_list/surroundings/about_article.py: the article itself, next to its list -----------
NOTICE_WORD_CHARACTERS: Final = 24  # of a line, in which the first word of a notice ends
NOTICE_WORDS: Final = 9  # before the colon or the date of a notice
NOTICE_HABIT: Final = 2  # notices of one kind; with more, a page has one for every entry
NOTICE_ENTRY_CHARACTERS: Final = 400  # before a notice, in which the entry before has its date
NOTICE_PAGE_LINES: Final = 4  # to a page number between an entry and a notice
STATEMENT_LIKELIHOOD: Final = 0.5  # of "Funding: None."; more is a title that begins with the word
NOTICE_CHARACTERS: Final = 600  # of the words on how to cite the article
OWN_DOI_REACH: Final = 3000  # before a DOI on its own line, where other entries have theirs

# --- reference_list/surroundings/group_headings.py: headings within a list ------------------------
GROUP_HEADING_CHARACTERS: Final = 60  # of the longest one
GROUP_HEADING_WORDS: Final = 6
GROUPED_LIKELIHOOD: Final = 0.8  # of the reference that comes next
GROUPS_SHARE: Final = 0.8  # headings by topic for each entry; more are the titles of entries
GROUPS_UNKNOWN: Final = 0.25  # other lines for each entry, in a list with such headings
SHORTEST_GROUPED_CHARACTERS: Final = 25  # of an entry below "Websites"

# --- reference_list: other ------------------------------------------------------------------------
HEADING_CHARACTERS: Final = 90  # a heading of a list is short
MARKED_HEADING_CHARACTERS: Final = 120  # with its marks and its count of entries
HEADING_SPACES: Final = 9  # more are a sentence, if its letters are not spaced
HEADING_WORDS: Final = 8  # of the longest heading of a list
WEAK_FIRMNESS: Final = 0.5  # of "Notes", "Works", "Resources"; 1 is that of "References"
SOURCE_FIRMNESS: Final = 0.7  # of "Sources", "Quellen"
SEVERAL_WORKS_CHARACTERS: Final = 6000  # time: in a longer entry works are not told apart
WORK_CHARACTERS: Final = 30  # of the shortest work in an entry
MOST_WORKS_IN_ENTRY: Final = 26
WORK_IN_ENTRY_LIKELIHOOD: Final = 0.6  # of each of the works that follow one another
CONTENTS_LINES: Final = 3  # short ones in a row before a heading are a table of contents
CONTENTS_CHARACTERS: Final = 60  # of such a line
COLUMN_GAP: Final = 3  # spaces between two columns, where one line alone shows them
LEAST_COLUMN_ENTRIES: Final = 3  # in two columns together
COLUMN_LINE_CHARACTERS: Final = 250  # of a line with two columns
CAPTION_LINES: Final = 3  # of the words above a table
CAPTION_LIKELIHOOD: Final = 0.9  # of such words; more is a reference
TABLE_ROW_LIKELIHOOD: Final = 0.6  # the same for a row
FEWEST_VIEWS: Final = 2  # entries with something unfolded below them that are a habit of a page
VIEWS_SHARE: Final = 0.5  # of its entries
MOST_FIELD_LINES: Final = 6  # of an entry that is printed with one field per line
LONGEST_FIELD_CHARACTERS: Final = 100  # of the key above it; its names have so many for each line
SHORTEST_TITLE_CHARACTERS: Final = 15  # of such an entry
WRAP_SLACK_CHARACTERS: Final = 12  # by which wrapped lines may be shorter: a label, a hyphen
FEWEST_ADDRESS_ROWS: Final = 2  # lines that end in an address, in a list that is cut there
ADDRESS_ENTRY_ROWS: Final = 3  # of an entry in such a list
ADDRESS_GAIN: Final = 0.1  # in the sum of scores, by which that has to be the better cut
UNLISTED_SECTION_LINES: Final = 60  # below a heading without a list that are looked at
UNLISTED_LINES: Final = 2  # of them that look like references, in a document that has a list
UNLISTED_LIKELIHOOD: Final = 0.7  # of such a line
SURE_GAP: Final = 3  # the gap before a row that begins an entry for certain
STUDY_ID_CHARACTERS: Final = 60  # of "Berman 2000" on a line of its own
STUDY_ID_REACH_CHARACTERS: Final = 240  # in which its status has to end, or its reference shows
ENTRY_BLOCKS: Final = 6  # an entry has no more blocks than this
UNDATED_CHARACTERS: Final = 20_000  # so far from anything like a date there is no list
LINES_CHUNK_CHARACTERS: Final = 1_000_000  # memory: whose lines exist as strings at one time
KEPT_BLANK_LINES: Final = 2  # more of them in a row say no more
LINK_TEXT_LINES: Final = 3  # on which link text is looked for together
ENTRY_CHARACTERS: Final = 3  # letters and digits of the shortest entry
LINK_TEXT_CHARACTERS: Final = 1500  # at the end of an entry
# How much of a text is looked at to see whether it can end in links at all. Speed alone.
LINK_END_CHARACTERS: Final = 120
# Before an entry; `re` remembers each of the marks that it goes over
MARKS_CHARACTERS: Final = 2000
ADDRESS_CHARACTERS: Final = 500  # a longer address does not name a work
# Time: in longer texts words broken at a line end are joined by their form alone
COMPOUNDS_CHARACTERS: Final = 3_000_000

# --- body_text.py, mentions.py --------------------------------------------------------------------
LIST_GAP_CHARACTERS: Final = 1000  # between two entries of one list; beyond that it is body text
LABEL_CHARACTERS: Final = 40  # before an entry, on its line or a line of its own
CITED_NEARBY_CHARACTERS: Final = 120  # a citation after a mention, in the same sentence
# Times that an identifier is in a text: then it is in the page headers
HEADER_IDENTIFIERS: Final = 3
OWN_DOI_CHARACTERS: Final = 3000  # at the beginning of an article, where its own DOI is
PHRASE_CHARACTERS: Final = 160  # before the word that a phrase is found by
INTRODUCTION_CHARACTERS: Final = 60  # before a link: "Retrieved from"
TARGET_CHARACTERS: Final = 2_000  # time: of a link that may have an identifier

# --- intext/style.py: how a document cites with numbers -------------------------------------------
# Many numbers that ascend are citations, however small a part of the list they are
STEADY_TRUST: Final = 0.45
STEADY_NUMBERS: Final = 12  # and what is many
LEAST_STYLE_SCORE: Final = 0.33  # a document with less does not cite in this way
# That a list has to cover beyond its share: short lists prove little
LONE_NUMBERS_CITED: Final = 1.2
# Of a list's numbers that are cited in its stretch of the text, or it serves none
SERVED_SHARE: Final = 0.2
RANGE_WIDTH: Final = 100  # numbers that one range cites; a wider one is an interval of values
UNCOMMA_SPREAD: Final = 12  # between the first and the last of numbers that lost their commas
UNCOMMA_MARKERS: Final = 2  # that can only be read so: then others may have lost their commas, too
# Numbers that are skipped where a lone number is more likely two: 12 for 1, 2
UNCOMMA_LEAP: Final = 3
ORDER_WEIGHT: Final = 0.25  # of the order of the numbers in the score
UNKNOWN_ORDER: Final = 0.5  # where one number alone is cited

# --- intext/numeric_linking.py --------------------------------------------------------------------
FARTHEST_FACTOR: Final = 2  # times the highest number of the list, and
NUMBERED_SHARE: Final = 0.7  # of the entries of a list have a number: then the list is numbered
# Of the numbers up to one beyond the list are cited: the list lost its end
CONTIGUOUS_SHARE: Final = 0.6
FARTHEST_MORE: Final = 10  # more: above it, a number is a year or a value

# --- intext/numeric.py, superscript.py: numbers in the text ---------------------------------------
ROW_CHARACTERS: Final = 200  # around a number, in which a row of a table shows
ENUMERATION_MARKERS: Final = 40  # that are looked through for the steps of an enumeration
ENUMERATION_CHARACTERS: Final = 900  # between two steps
TOKEN_CHARACTERS: Final = 200  # before a number, in which a link shows
NAME_NUMBERS: Final = 3  # different numbers after one word: then it is the name of something
SYMBOL_LETTERS: Final = 6  # "Atf3", "Scarna9"
CHECKED_WORDS: Final = 300  # time: words of capitals that are looked for in the whole text
CHECKED_PLACES: Final = 60  # time: places that are looked at for each
BYLINE_CHARACTERS: Final = 1500  # a longer line does not name authors and affiliations
BYLINE_NAMES_SHARE: Final = 0.75  # of its words that are names
HIGHEST_EXPONENT: Final = 3  # of a unit: m², cm³

# --- intext/author_year/laws.py -------------------------------------------------------------------
LAW_CHARACTERS: Final = 250  # of an entry, in which its law is named

# --- intext/author_year/uncited_names.py ----------------------------------------------------------
OWN_LINE_CHARACTERS: Final = 300  # of a line on copyright before its names
SPECIES_CHARACTERS: Final = 90  # before a name, in which that of a species is

# --- intext/equations.py --------------------------------------------------------------------------
EQUATION_CHARACTERS: Final = 160  # of a line with an equation and its number
EQUATION_WORDS: Final = 2  # of four letters and more in an equation: "Emax", "rate"
EQUATION_INDENT: Final = 16  # of a number alone on its line that is that of an equation

# --- intext/intervals.py --------------------------------------------------------------------------
INTERVAL_CHARACTERS: Final = 160  # before an interval, in which it is said what is measured
# From the first to the last residue: so many works are seldom cited in one range
INTERVAL_WIDTH: Final = 10

# --- intext/author_year/ --------------------------------------------------------------------------
NAMED_TRUST: Final = 0.3  # what a name with a year that the list has is worth by itself
LEAST_NAMED_SCORE: Final = 0.33  # a document with less does not cite in this way
NAMED_SHARE: Final = 0.7  # of the list is cited with years: then a lone name is a citation, too
LONE_NAMED: Final = 1.2  # works beyond the share of the list: short lists prove little
NAMES_CHARACTERS: Final = 260  # to the left of a year that names may take
NEAR_NAMES_CHARACTERS: Final = 32  # of them that are read first: before most years there is no name
NAMES_TOKENS: Final = 40  # of them
NEXT_YEAR_CHARACTERS: Final = 30  # to a further year of the same authors
MOST_LINKED: Final = 3  # works that fit a marker equally well
NEAR_YEARS: Final = 1  # that a typo may be off
SURE_AGREEMENT: Final = 2.5  # of the names, where the year is a different one
PERSON_WORDS: Final = 3  # of a person's name at most
TYPO_LETTERS: Final = 5  # from which on a typo is told from a different name
REMEMBERED_MARKERS: Final = 20_000  # memory: a text names a work again and again
TYPO_COMPARISONS: Final = 200_000  # time: names that are compared letter by letter in one document
# Of a name after a semicolon, which is mostly a further author: "SILVA; SMITH"
LATER_NAME_AGREEMENT: Final = 2.4
TITLE_WORDS: Final = 3  # that have to agree where an entry is cited by its title
NEAR_AGREEMENT: Final = 2  # of the names, where the year or a letter differs a little
LETTER_SCORE: Final = 3.0  # for the letter of "2012a", and against another
LONE_LETTER_PENALTY: Final = 0.25  # for a letter that only the text or the list has
NAME_SCORE: Final = 2.0  # for the first author
TITLE_SCORE: Final = 2.5  # for the first words of the entry, and a tenth for each
GIVEN_BEFORE_SCORE: Final = 1.0  # for the first author after a given name or a different word
TYPO_SCORE: Final = 1.5  # for the first author with a typo
OTHERS_SCORE: Final = 1.0  # for the further authors, and against unknown ones
NUMBER_SCORE: Final = 0.5  # for the right number of authors
WRONG_NUMBER_PENALTY: Final = 0.25  # for a wrong one without "et al."
MOST_ALIKE: Final = 30  # works of one name, or one name and year, that a marker is compared with
FIRST_WORDS: Final = 12  # of an entry that a marker may repeat

# --- intext/keys.py, linking.py, citations.py -----------------------------------------------------
KEYED_SHARE: Final = 0.5  # of the entries that have a key for a label
KEY_TRUST: Final = 0.55  # what a key in square brackets is worth by itself
LONE_KEYS: Final = 1.2  # keys beyond the share of the list: short lists prove little
KEY_FORMS: Final = 50  # labels that show which forms there are
LINKED_RANGE: Final = 300  # entries between the two ends of a range
LINK_CHARACTERS: Final = 80  # a longer link is a sentence or a heading
SIGN_CHARACTERS: Final = 3  # of a link without digits that may be a marker
JOINED_CHARACTERS: Final = 6  # between two links of one marker
FEW_LINKS: Final = 3  # fewer say nothing on how a document cites
# Of the links are where the style has markers, or the style is a different one
AGREEING_LINKS: Final = 0.5
