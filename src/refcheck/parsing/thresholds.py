"""Every number of the parser that decides a result, but for those that were learnt.

What was learnt is in `model.crfsuite`, with the numbers of `features.py` that it was trained with,
and in `calibration.json`.

Each of the numbers of repairs and normalisers was shifted by one (those from ten on: halved and
doubled) on the 10,664 labelled strings of `docs/development/parsing.md`, with the labels of the
shipped model.
"None" is: no parsed record changed. Otherwise: how many changed, for the smaller and the greater
value, and how many more references were wholly right.
"""

from typing import Final

# --- alternative parses: alternatives.py, parser.py. Figures: docs/development/parsing.md. --------
# A label less likely than this makes no alternative that is worth a search.
LEAST_ALTERNATIVE: Final = 0.12
MOST_ALTERNATIVES: Final = 3
# From this calibrated confidence on, an alternative is not worth having: of 4,344 references said
# to be right with 0.9 or more, 0.983 were.
SURE_OF_WHOLE: Final = 0.9

# --- plain/ ---------------------------------------------------------------------------------------
# The fewest words of a title that its form alone tells from a journal: "PREX Collaboration. Phys
# Rev Lett", "SIAM J. Appl. Math." have none.
FORM_TITLE_WORDS: Final = 3
# The longest end of a reference, from the year on: "2010 Sep 15-21;1234(Suppl 12):1234567-1234568",
# with its marks of identifiers; and the longest journal that is looked up.
FORM_ENDING_CHARACTERS: Final = 90
FORM_JOURNAL_CHARACTERS: Final = 120
# How sure it is that what is read by its form alone is right: of 4,593 labelled strings 0.985 were
# wholly so, and 0.992 to 1.000 of their values of each field.
SURE_OF_FORM: Final = 0.98
SURE_OF_FIELD_BY_FORM: Final = 0.99

# --- text_repair/ ---------------------------------------------------------------------------------
# A list of authors is no longer than this: one of 3,000 names has 45,000 characters.
NAMES_AREA_CHARACTERS: Final = 60_000
# How much of a text after the names is searched for "and 5 other authors (including ...)".
CUT_LIST_CHARACTERS: Final = 60
# How far before the end of the names such a sign may begin: "together with the ". What is farther
# from there may be initials or a name: "Smith AND Col".
CUT_LIST_WORD: Final = 30
# So many possible signs are looked at; a list of authors has one or two.
MOST_CUT_LISTS: Final = 20
# How many groups sign one work.
MOST_SIGNING_GROUPS: Final = 6
# A title before its authors has so many words at least, and begins no more than this before them.
FIRST_TITLE_WORDS: Final = 3
TITLE_FIRST_CHARACTERS: Final = 3000
# How far degrees are looked for.
DEGREE_AREA_CHARACTERS: Final = 20_000
# Fewer capitals may be initials: "JT", "E.A."; not "ET AL".
LEAST_CAPITALS: Final = 4
# A word of so many letters before a full stop ends a sentence: "Sleep.", but not "Jr." or "Prof".
SENTENCE_WORD_LETTERS: Final = 5

# --- label_repair/people/ -------------------------------------------------------------------------
# So many persons in a row look like nothing but a list of authors. None.
LONG_LIST_PERSONS: Final = 20
# The longest family name that is followed by initials, less one: "De Los Reyes". None.
FAMILY_NAME_WORDS: Final = 5
# Initials and suffix of one person: "D. R., Jr." None.
INITIALS_TOKENS: Final = 6
# Tokens of "Smith, John, and" or "Smith, John Robert Lee, and", before a second author. None.
FIRST_AUTHOR_LEAST: Final = 3
FIRST_AUTHOR_MOST: Final = 5
# The longest group that authors sign "on behalf of". None.
SIGNING_GROUP_TOKENS: Final = 12
# Full stops that make an ellipsis between two authors: "Lei, C., . . . Chen, H.". None; 1 (0).
ELLIPSIS_STOPS: Final = 3

# A word alone is the organisation that signs a web page if so many words of a title follow:
# "Depression. Healthline." is a title and a site.
LONE_NAME_TITLE: Final = 3
# So many persons with initials make a list that is labelled by its form alone.
PLAIN_LIST_PERSONS: Final = 2
# So many that begin with initials are one whatever their labels: "B Cells, T Cells" are not. None.
SURE_LIST_PERSONS: Final = 3
# The longest name in Han, kana or Hangul without a space: "山田太郎". None.
EAST_ASIAN_NAME: Final = 4
# So many middle initials with full stops make a list of names in full, whatever their labels.
SURE_MIDDLE_INITIALS: Final = 2
# The longest family name in such a list: "Martínez de la Ossa Sáenz-López"; the longest journal.
PLAIN_FAMILY_WORDS: Final = 6

# --- label_repair/titles.py -----------------------------------------------------------------------
# Fewer words after the full stop of the authors were taken for a name: "Basics, Errors". None.
NAME_OVERLAP_TOKENS: Final = 4
# More words before a colon, none of which groups use, are a title: "CTA of Acute Embolism:". None.
TORN_GROUP_WORDS: Final = 3
# The longest title that is found by its full stops alone. None.
FOUND_TITLE_TOKENS: Final = 40
# A word with more letters before a full stop is not an abbreviation. 3 (2 fewer right), none.
WHOLE_WORD_LETTERS: Final = 3
# Words with so many letters begin an abbreviated journal: "J Clin." None.
ABBREVIATION_LETTERS: Final = 2
# The longest title that is taken for a group at the beginning. None.
GROUP_TITLE_TOKENS: Final = 20
# Of so many words a book without a name is called by its group: "Oxford Handbook of ...". None.
LONE_TITLE_WORDS: Final = 3

# --- label_repair/borders.py ----------------------------------------------------------------------
# The longest piece of a title or journal that is moved to the other, in tokens, and the longest
# abbreviated word of a journal ("Complement.").
MOVED_TOKENS: Final = 6
ABBREVIATED_WORD_LETTERS: Final = 10

# --- label_repair/hosts.py ------------------------------------------------------------------------
# The longest name of a book after "In:", or of a part behind its whole, in tokens.
HOST_TOKENS: Final = 14
# How far behind "In:" the word for editors may be: many names, each of two tokens.
EDITORS_TOKENS: Final = 60

# --- label_repair/publication.py ------------------------------------------------------------------
# The longest journal at the end of a title, and the letters of a word with a capital before it that
# is not an abbreviation. None; none and 1 (1 fewer right).
LAST_SENTENCE_TOKENS: Final = 8
LONG_WORD_LETTERS: Final = 6
# The longest name of an edition of a journal: "(Clin Res Ed)". None.
EDITION_TOKENS: Final = 4
# How near "accessed" and the like is before the year that they are about. None.
ACCESS_TOKENS: Final = 6

# --- normalisers ----------------------------------------------------------------------------------
# How far from the year its month and day are. None.
DATE_TOKENS: Final = 4
# Tokens of one name are no farther apart. 68 (1 fewer right) and 18 (3 fewer right).
NAME_GAP_TOKENS: Final = 2
# The longest initials in a plain block of names: "Noll JNC". 6 and 2 (none more or fewer right).
INITIALS_LETTERS: Final = 3
# The longest name of a group that signs after persons, and the words of a title that must follow.
GROUP_NAME_TOKENS: Final = 24
TITLE_AFTER_GROUP_TOKENS: Final = 3
# So many words with a capital and no given name are a group: "Cancer Research UK". 22 and 2.
GROUP_NAME_WORDS: Final = 3
# The longest name that begins with a given name: "Henrik van der Berg". 7 and 3.
GIVEN_FIRST_WORDS: Final = 4
# How far a place is from its publisher: "New York, NY: X" and "X, New York, NY". 21 and 16; 32 and
# 11; the longest place: 21 and none. (Places are not labelled in those strings.)
PLACE_BEFORE_TOKENS: Final = 5
PLACE_AFTER_TOKENS: Final = 4
PLACE_CHARACTERS: Final = 60

# --- bounds of time and memory; the longest of the labelled strings has 1,224 characters ----------
LONGEST_WORD: Final = 200  # longer pieces do not come twice: their features are not cached
# How far patterns are searched for: blocks of locators and dates; words; names; the script.
PATTERN_CHARACTERS: Final = 20_000
WORDS_CHARACTERS: Final = 5000
NAMES_CHARACTERS: Final = 2000
SCRIPT_CHARACTERS: Final = 500
# The longest notice on another work: authors, title and place of a retraction.
NOTICE_CHARACTERS: Final = 600
# The longest journal that a reference without a title can be taken for.
JOURNAL_WORDS: Final = 7
# How far from the beginning a law is called so.
LAW_CHARACTERS: Final = 300
# How far from the beginning "(n.d.)" is looked for.
YEAR_PLACE_CHARACTERS: Final = 2000
# Longer strings do not come twice, and would fill the memory.
CACHED_CHARACTERS: Final = 2000
# Strings with their link texts whose parses are kept.
STRINGS_READ_LATELY: Final = 4096
# Strings that go through each stage together: with 64, a core waits 10,300 times a string for what
# its cache of 512 KB does not have, one by one 13,100 times (docs/adr/0028).
STRINGS_TOGETHER: Final = 64
# Groups of strings that go to a process at once: a fifth of a second of work, so that sending them
# costs little; chunks for each process that are read ahead.
CHUNK_GROUPS: Final = 3
CHUNKS_AHEAD: Final = 4
