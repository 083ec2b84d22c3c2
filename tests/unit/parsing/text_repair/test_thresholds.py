"""The numbers of the text repairs, on either side of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refcheck.parsing.text_repair import cut_lists, degrees, groups, title_first
from refcheck.parsing.text_repair.front import Front
from refcheck.parsing.text_repair.names_area import names_area

NAMES = "Lee JA, "


def names(characters: int) -> str:
    """A list of names of so many characters."""
    return (NAMES * (characters // len(NAMES) + 1))[:characters]


def test_the_longest_list_of_names() -> None:
    assert names_area(names(70_000)) == 60_000


@pytest.mark.parametrize(("word", "is_end"), [("Sleep.", True), ("Mood.", False)])
def test_a_word_of_five_letters_ends_a_sentence(word: str, is_end: bool) -> None:
    text = f"Smith J, {word} Lancet"
    assert names_area(text) == (len(f"Smith J, {word}") if is_end else len(text))


@pytest.mark.parametrize(("count", "taken"), [(6, 6), (7, 6)])
def test_six_groups_sign_one_work(count: int, taken: int) -> None:
    signing = "; ".join(f"{letter}BC Study Group" for letter in "ABCDEFG"[:count])
    front = groups.signing_groups(Front(text=f"Smith AB, et al; {signing}. Sleep well. Gut"))
    assert len(front.groups) == taken


@pytest.mark.parametrize(
    ("text", "is_moved"),
    [
        ("Sleep in adults. Smith AB, Jones CD. Lancet. 2010", True),
        ("Sleep well. Smith AB, Jones CD. Lancet. 2010", False),
        (f"Sleep in {'adults ' * 420}. Smith AB, Jones CD. Lancet. 2010", True),
        (f"Sleep in {'adults ' * 440}. Smith AB, Jones CD. Lancet. 2010", False),
    ],
)
def test_a_title_before_its_authors(text: str, is_moved: bool) -> None:
    assert title_first.authors_first(Front(text=text)).text.startswith("Smith AB") is is_moved


def without(repair: Callable[[Front], Front], piece: str, characters: int) -> bool:
    """Whether the repair takes a piece off that comes after so many characters of names."""
    text = f"{names(characters)}{piece}Kim B. Sleep well. Gut"
    return piece not in repair(Front(text=text)).text


@pytest.mark.parametrize(
    ("repair", "piece"),
    [(degrees.without_titles, "Dr. "), (degrees.without_degrees, "Fox AB, MD, ")],
)
def test_degrees_are_looked_for_in_twenty_thousand_characters(
    repair: Callable[[Front], Front], piece: str
) -> None:
    assert without(repair, piece, 19_200)
    assert not without(repair, piece, 20_800)


@pytest.mark.parametrize(
    ("words", "is_sign"),
    [("ET AL", True), ("Y COL", True), ("E AL", False)],
)
def test_words_of_four_capitals_are_no_initials(words: str, is_sign: bool) -> None:
    assert cut_lists._has_capitals_of_names(words, ends=False) is not is_sign


@pytest.mark.parametrize(("letters", "is_cut"), [(37, True), (43, False)])
def test_what_a_sign_of_a_cut_list_adds(letters: int, is_cut: bool) -> None:
    text = f"Smith AB and 5 others (including {'x' * letters}) Sleep well. Gut"
    assert ("including" not in cut_lists.one_et_al(Front(text=text)).text) is is_cut


@pytest.mark.parametrize(("count", "is_cut"), [(19, True), (20, False)])
def test_twenty_possible_signs_are_looked_at(count: int, is_cut: bool) -> None:
    """ "Fox U. A." may end in "u. a." (and others), but has initials."""
    text = f"Kim Al B, {'Fox U. A., ' * count}Lee J and others. Sleep well. Gut"
    assert ("others" not in cut_lists.one_et_al(Front(text=text)).text) is is_cut


@pytest.mark.parametrize(("letters", "is_cut"), [(17, True), (21, False)])
def test_a_sign_of_a_cut_list_is_near_the_end_of_the_names(letters: int, is_cut: bool) -> None:
    """ "EUSOL AND OTHER METHODS OF WOUND TREATMENT" is a title in capitals."""
    text = f"Duggan CW. EUSOL AND OTHER {'X' * letters} 1916"
    assert ("AND OTHER" not in cut_lists.one_et_al(Front(text=text)).text) is is_cut
