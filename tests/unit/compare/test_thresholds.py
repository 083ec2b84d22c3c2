"""The numbers of the comparisons, each with a case on either side of it."""

from __future__ import annotations

from string import ascii_uppercase

import pytest

from refcheck.compare.authors import align_authors
from refcheck.compare.conferences import is_same_conference
from refcheck.compare.groups import is_torn_group, torn_groups
from refcheck.compare.journals.names import JournalAgreement, compare_journals, journal_appears_in
from refcheck.compare.journals.shortening import shortens
from refcheck.compare.locators import PageRange, locators_in, page_ranges, same_issue, volume_of
from refcheck.compare.meeting_abstracts import abstract_sign
from refcheck.compare.names import NameAgreement, compare_names, has_wrong_family, same_group
from refcheck.compare.same_work import resembles
from refcheck.compare.similarity import is_typo, segments
from refcheck.compare.titles import TitleAgreement, appears_in, compare_titles
from refcheck.model.record import BibliographicRecord, GroupName, PersonName

SAME, MISSPELT, OTHER = (
    JournalAgreement.SAME,
    JournalAgreement.MISSPELT,
    JournalAgreement.OTHER,
)


def person(text: str) -> PersonName:
    family, _, given = text.partition(", ")
    return PersonName(family=family, given=given)


@pytest.mark.parametrize(("length", "most"), [(4, 1), (5, 1), (6, 2), (9, 2), (10, 3), (11, 3)])
def test_typos_that_a_word_may_have(length: int, most: int) -> None:
    word = "abcdefghijk"[:length]
    assert is_typo(word, "x" * most + word[most:])
    assert not is_typo(word, "x" * (most + 1) + word[most + 1 :])


@pytest.mark.parametrize(("word", "found"), [(380, 1), (400, 1), (401, 0), (420, 0)])
def test_words_that_are_compared(word: int, found: int) -> None:
    recorded = ["word"] * 500
    cited = [*recorded[: word - 1], "other", *recorded[word:]]
    assert len(list(segments(cited, recorded))) == found


NAMES = [
    ("Wei, Z", "Zhang, Wei", NameAgreement.SAME),
    ("Qi, Z", "Zhang, Qi", NameAgreement.SAME),
    ("Qi, Z", "Zhang, QI", NameAgreement.OTHER),  # "QI" may be initials
    ("Lee, J", "Lee Park, J", NameAgreement.PART),
    ("Li, J", "Li Park, J", NameAgreement.OTHER),
    ("Wang, C", "Wong, D", NameAgreement.MISSPELT),
    ("Lee, C", "Lea, D", NameAgreement.OTHER),
    ("Müll, A", "Muelk, A", NameAgreement.MISSPELT),
    ("Mül, A", "Muek, A", NameAgreement.OTHER),
    ("Smith, A", "Smithersons, A", NameAgreement.MISSPELT),
    ("Smit, A", "Smithersons, A", NameAgreement.OTHER),
]


@pytest.mark.parametrize(("cited", "recorded", "agreement"), NAMES)
def test_letters_of_names(cited: str, recorded: str, agreement: NameAgreement) -> None:
    assert compare_names(person(cited), person(recorded)) is agreement


GROUPS = [
    ("Shoulder Surgery", "Shoulder Surgeons", True),  # 0.85 similar
    ("Shoulder Surgery", "Shoulder Therapy", False),  # 0.75
    ("UKR", "United Kingdom Registry", True),
    ("UK", "United Kingdom Registry", False),
    ("HFA", "Heart Failure Association", True),
    ("HF", "Heart Failure Association", False),
]


@pytest.mark.parametrize(("cited", "recorded", "same"), GROUPS)
def test_groups(cited: str, recorded: str, same: bool) -> None:
    assert same_group(cited, recorded) is same


@pytest.mark.parametrize(("others", "found"), [(23, True), (24, True), (25, False)])
def test_how_far_a_name_is_looked_for(others: int, found: bool) -> None:
    recorded = [person(f"Smith, {letter}") for letter in (*ascii_uppercase[:others], "Z")]
    compared = align_authors([person("Smith, Z")], recorded, cited_complete=False)
    assert (not compared.changed) is found


FOUND = [
    ("Ketamine in depression", True),
    ("Ketamine today", False),
    ("Présentation du siège au Maroc [Breech presentation at term today]", True),
    ("Présentation du siège au Maroc [Breech presentation at term]", False),
]


@pytest.mark.parametrize(("title", "found"), FOUND)
def test_titles_in_running_text(title: str, found: bool) -> None:
    text = "Fam J. Ketamine in depression. Ketamine today. Breech presentation at term today. J."
    assert appears_in(title, text) is found


DEPRESSION = "Ketamine for severe depression"
CHILDREN = "Ketamine and pain in very young children"
SIMILAR = [
    (DEPRESSION, "Ketamine for neuropathic pain", TitleAgreement.WORDING),  # 0.64 similar
    (DEPRESSION, "Ketamine in cancer pain", TitleAgreement.OTHER),  # 0.60
    ("Reply: ketamine and pain", CHILDREN, TitleAgreement.SIBLING),  # 0.54
    ("Reply: ketamine in pain", CHILDREN, TitleAgreement.OTHER),  # 0.48
]


@pytest.mark.parametrize(("cited", "recorded", "agreement"), SIMILAR)
def test_similarity_of_titles(cited: str, recorded: str, agreement: TitleAgreement) -> None:
    compared = compare_titles(cited, (recorded,))
    assert compared is not None
    assert compared.agreement is agreement


LONG = [letter * 18 for letter in ascii_uppercase[:24]]  # 19 characters each with the space
SHORT = [f"{one}{other}" for one in "bcdfgh" for other in "klmnpqrs"]


@pytest.mark.parametrize(
    ("words", "place", "same"),
    [
        (LONG, 20, False),  # characters 362 to 379
        (LONG, 23, True),  # characters 419 to 436
        (SHORT, 37, False),
        (SHORT, 40, False),
        (SHORT, 41, True),
    ],
)
def test_how_much_of_a_journal_is_compared(words: list[str], place: int, same: bool) -> None:
    cited = " ".join([*words[: place - 1], "z" * len(words[0]), *words[place:]])
    assert (compare_journals(cited, (" ".join(words),)) is SAME) is same


JOURNALS = [
    ("Pharmaco", "Pharmacology", True),
    ("Pharmac", "Pharmacology", False),
    ("Otorhinolaryngologica Res", "Oto rhino laryngo logica Research", True),
    ("Otorhinolaryngologica Res", "Oto rhino laryn go logica Research", False),
    ("Healthcar Res", "Health Care Research", True),
    ("Healthca Res", "Health Care Research", False),
    ("Healcar Res", "Heal Care Research", True),
    ("Ammedi Res", "Am Medical Research", False),
    ("Cell Pathol", "Cells Patholog", True),
    ("Cell Patholo", "Cells Patholog", False),
    ("JOR", "Journal of Old Records", True),
    ("Jo", "Journal of Old", False),
    ("JAMA", "Journal American Medical Association Internal", True),
    ("JAM", "Journal American Medical Association", False),
]


@pytest.mark.parametrize(("cited", "recorded", "same"), JOURNALS)
def test_words_of_journals(cited: str, recorded: str, same: bool) -> None:
    assert (compare_journals(cited, (recorded,)) is SAME) is same


ABBREVIATIONS = [
    # umlauts spelt out
    ("Zurch", "Zuerch", SAME),
    ("Zurh", "Zuerh", MISSPELT),
    # letters left out within a word
    ("Ntl", "Natal", SAME),
    ("Bcd", "Bacd", OTHER),
    ("Abdfhk", "Abcdefghijk", SAME),
    ("Abdfhjk", "Abcdefghijk", OTHER),
    ("Abcdgh", "Abcdefgh", SAME),
    ("Abcdeh", "Abcdefgh", MISSPELT),
    # typos
    ("Acb", "Abc", MISSPELT),
    ("Ba", "Ab", OTHER),
    ("Abxde", "Abcde", MISSPELT),
    ("Abxd", "Abcd", OTHER),
    ("Abxxefghi", "Abcdefghi", MISSPELT),
    ("Abxxefgh", "Abcdefgh", OTHER),
]


@pytest.mark.parametrize(("cited", "recorded", "agreement"), ABBREVIATIONS)
def test_words_that_are_shortened_or_misspelt(
    cited: str, recorded: str, agreement: JournalAgreement
) -> None:
    assert compare_journals(f"J {cited} Res", (f"J {recorded} Res",)) is agreement


@pytest.mark.parametrize(
    ("cited", "recorded", "agreement"), [("Usb", "Usa", MISSPELT), ("Ku", "Uk", SAME)]
)
def test_letters_of_a_place(cited: str, recorded: str, agreement: JournalAgreement) -> None:
    assert compare_journals(f"Nurse ({cited})", (f"Nurse ({recorded})",)) is agreement


@pytest.mark.parametrize(("name", "found"), [("Pain", True), ("Gut", False)])
def test_a_journal_of_one_word_in_running_text(name: str, found: bool) -> None:
    assert journal_appears_in(f"Fam J. {name} 2010;3:1.", (name,)) is found


@pytest.mark.parametrize(("first", "is_article"), [("1234", False), ("12345", True)])
def test_digits_of_an_article_number(first: str, is_article: bool) -> None:
    assert PageRange(first).is_article is is_article


@pytest.mark.parametrize(("spaces", "found"), [(195, True), (205, False)])
def test_characters_of_pages(spaces: int, found: bool) -> None:
    assert bool(page_ranges(f"{' ' * spaces}12")) is found


@pytest.mark.parametrize(("spaces", "found"), [(115, True), (125, False)])
def test_characters_of_volumes_and_issues(spaces: int, found: bool) -> None:
    text = f"{' ' * spaces}12"
    assert bool(volume_of(text).number) is found
    assert same_issue(text, "13") is not found


@pytest.mark.parametrize(("spaces", "found"), [(3900, True), (4005, False)])
def test_characters_of_a_text_with_locators(spaces: int, found: bool) -> None:
    assert bool(locators_in(f"{' ' * spaces}12:34")) is found


@pytest.mark.parametrize(
    ("before", "found"),
    [(" " * 1580, True), (" " * 1620, False), ("x " * 310, True), ("x " * 325, False)],
)
def test_how_much_of_a_text_is_searched_for_a_journal(before: str, found: bool) -> None:
    assert journal_appears_in(f"{before}Pain", ("Pain",)) is found


@pytest.mark.parametrize(
    ("cited", "recorded", "is_typo_of_it"),
    [("Kramen, A", "Kramer, A", True), ("Krama, A", "Kramo, A", False)],
)
def test_letters_of_names_that_are_typos_in_a_different_position(
    cited: str, recorded: str, is_typo_of_it: bool
) -> None:
    first, last = person("Fam, J"), person("Yeo, E")
    compared = align_authors(
        [first, person(cited), last], [first, person("Zhang, S"), person(recorded), last]
    )
    paired = [pair.recorded for pair in compared.changed]
    assert (paired == [person(recorded)]) is is_typo_of_it


GREEK = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Theta", "Kappa", "Lambda"]


def conference(count: int) -> str:
    return "Proceedings of the Conference on " + " ".join(GREEK[:count])


@pytest.mark.parametrize(("letters", "same"), [(2, False), (3, True), (8, True), (9, False)])
def test_letters_of_an_acronym_of_a_conference(letters: int, same: bool) -> None:
    acronym = "".join(word[0] for word in GREEK[:letters])
    assert is_same_conference(acronym, (conference(letters),)) is same


SUBJECTS = [
    ("Conference on Vision", "Proceedings of the Conference on Vis", False),
    ("Conference on Computer Vision", "Proceedings of the Conference on Comput Vis", True),
    (conference(3), conference(4), False),
    (conference(4), conference(5), True),
]


@pytest.mark.parametrize(("cited", "recorded", "same"), SUBJECTS)
def test_words_of_the_subject_of_a_conference(cited: str, recorded: str, same: bool) -> None:
    assert is_same_conference(cited, (recorded,)) is same


@pytest.mark.parametrize(
    ("cited", "recorded", "short"),
    [
        ("Tvwxyz Mag", "Tavbwxcydz Magazine", True),  # 0.6 of the letters
        ("Otrhnlar Mag", "Otorhinolaryng Magazine", True),  # 0.57
        ("Tvwxyzq Mag", "Tavbwxcydzq Magazine", False),  # 0.64
        ("Pao Mag", "Pharmacognosy Magazine", False),
        ("Paon Mag", "Pharmacognosy Magazine", True),
        ("Sci World", "Scienceworld", True),
        ("Sci World", "Sciencworld", False),
    ],
)
def test_letters_of_shortened_journals(cited: str, recorded: str, short: bool) -> None:
    assert shortens(cited, (recorded,)) is short


@pytest.mark.parametrize(("initials", "torn"), [("AD", True), ("A", False)])
def test_initials_that_are_left_of_a_group(initials: str, torn: bool) -> None:
    group = "American Diabetes Association Professional Practice Committee"
    assert is_torn_group(person(f"Committee, {initials}"), group) is torn


@pytest.mark.parametrize(("given", "initials"), [("ALIS", True), ("ALISA", False)])
def test_capitals_that_are_initials(given: str, initials: bool) -> None:
    cited, recorded = person(f"Mohammed, {given}"), person(f"{given.title()}, Mohammed")
    assert has_wrong_family(cited, recorded) is initials


@pytest.mark.parametrize(("pages", "abstract"), [("S5-S7", True), ("S5-S8", False)])
def test_pages_of_an_abstract(pages: str, abstract: bool) -> None:
    cited = BibliographicRecord(title="Ketamine", volume="59", issue="Suppl 1", pages=pages)
    assert (abstract_sign(cited, "Ketamine") is not None) is abstract


@pytest.mark.parametrize(("before", "found"), [(3980, True), (4000, False)])
def test_text_that_is_searched_for_an_abstract(before: int, found: bool) -> None:
    text = "x " * (before // 2) + "[abstract]"
    assert (abstract_sign(BibliographicRecord(title="Ketamine"), text) is not None) is found


@pytest.mark.parametrize(
    ("title", "close"),
    [
        ("Ketamine and acute pain relief in severe trauma", True),  # 0.61 similar
        ("Ketamine for acute pain relief in severe burns", False),  # 0.58
    ],
)
def test_titles_that_come_close(title: str, close: bool) -> None:
    cited = BibliographicRecord(title="Ketamine and suicidal ideation in severe depression")
    assert resembles(cited, BibliographicRecord(title=title)) is close


PIECES = ["European", "Stroke", "Heart", "Rhythm", "Alliance"]


@pytest.mark.parametrize(("count", "found"), [(3, True), (4, True), (5, False)])
def test_authors_in_a_row_that_are_the_words_of_a_group(count: int, found: bool) -> None:
    group = GroupName(name=" ".join(PIECES[:count]))
    cited = [PersonName(family=piece) for piece in PIECES[:count]]
    assert bool(torn_groups(cited, [group])) is found


@pytest.mark.parametrize(("cited", "same"), [("Ja", False), ("Jam", False), ("Jama", True)])
def test_letters_of_an_acronym_that_leaves_out_the_last_words(cited: str, same: bool) -> None:
    recorded = "Journal of the American Medical Association Internal Medicine"
    assert (compare_journals(cited, (recorded,)) is SAME) is same


EARTH = "IEEE Journal of Selected Topics in Applied Earth Observations and Remote Sensing"


@pytest.mark.parametrize(
    ("cited", "recorded", "same"),
    [
        ("TI", "IEEE Transactions on Imaging", False),
        ("TMI", "IEEE Transactions on Medical Imaging", True),
        ("JSTAEORS", EARTH, True),
        ("JSTAEORSL", f"{EARTH} Letters", False),
    ],
)
def test_letters_of_a_whole_acronym(cited: str, recorded: str, same: bool) -> None:
    """Without the society that publishes it, so that it is not several words written as one."""
    assert (compare_journals(cited, (recorded,)) is SAME) is same
