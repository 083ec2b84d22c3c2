"""Blocks of names, suffixes, groups."""

from __future__ import annotations

import pytest
from tests.labels import labels_of

from refcheck.model.record import GroupName, PersonName
from refcheck.parsing import parse
from refcheck.parsing.normalisers.names import contributors, is_cut, split_names
from refcheck.parsing.tokens import tokenise


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("Vogelstein B, Kinzler KW, editors", "Vogelstein, B | Kinzler, KW"),
        ("B. Vogelstein & K. W. Kinzler (Eds.)", "Vogelstein, B. | Kinzler, K. W."),
        ("Haines, D., Croft, W. B.", "Haines, D. | Croft, W. B."),
        ("J. B. Hainsworth", "Hainsworth, J. B."),
        ("Henrik van der Berg and Mary Smith", "van der Berg, Henrik | Smith, Mary"),
        ("van der Berg, J.", "van der Berg, J."),
        ("Sennett, Richard", "Sennett, Richard"),
        ("Durkheim", "Durkheim"),
        ("Reinhard Kreckel (Hg.)", "Kreckel, Reinhard"),
        ("World Health Organization", "{World Health Organization}"),
        ("Nygren, E., Lind M. and Sandblad, B.", "Nygren, E. | Lind, M. | Sandblad, B."),
    ],
)
def test_plain_blocks_are_split(block: str, names: str) -> None:
    found = split_names(block)
    assert found is not None
    shown = [
        f"{{{one.name}}}"
        if isinstance(one, GroupName)
        else ", ".join(filter(None, (one.family, one.given)))
        for one in found
    ]
    assert " | ".join(shown) == names


@pytest.mark.parametrize(
    "block", ["", "eds.", "CHAMESSIAN, A. B. C. JI, R. R. 1984 x", "a b c d e f", "X Y"]
)
def test_blocks_that_are_not_plain_are_left_alone(block: str) -> None:
    assert split_names(block) is None


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("et al.", True), ("et al", True), ("u. a. (1993)", True), ("and others", True),
        ("e cols.", True), ("y otros", True), ("", False), ("et Albert", False),
    ],
)  # fmt: skip
def test_a_cut_list_is_seen(text: str, cut: bool) -> None:
    assert is_cut(text) is cut


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Hasselmann HW. Ketamine as an antidepressant? Curr Neuropharmacol. 2014;12:57–70.", "HW"),
        ("Smith, J. (2010). Sleep and mood. Journal of Sleep Research, 12, 57–70.", "J."),
        ("Zheng Y., Chen M. (2011). Cloning of genes. Plant Omics 4, 82–90.", "M."),
    ],
)
def test_the_stop_that_ends_the_list_is_not_part_of_a_name(text: str, given: str) -> None:
    last = parse(text).record.authors[-1]
    assert not isinstance(last, GroupName)
    assert last.given == given


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ("Leslie-Mazwi TM, Avery LL, Sims JR", "JR"),
        ("Bromberg KD, Iyengar R, Neves SR", "SR"),
    ],
)
def test_initials_that_look_like_a_suffix_are_initials(authors: str, shown: str) -> None:
    last = parse(f"{authors}. Design logic of a network. Science. 2008;320:903-9.").record.authors[
        -1
    ]
    assert isinstance(last, PersonName)
    assert (last.given, last.suffix) == (shown, None)


def test_a_group_keeps_its_bracketed_short_form() -> None:
    record = parse(
        "Centers for Disease Control and Prevention (CDC). Multiple outbreaks of gastrointestinal "
        "illness among school children. MMWR Morb Mortal Wkly Rep. 2006;55(1):8-11."
    ).record
    assert record.authors == (GroupName(name="Centers for Disease Control and Prevention (CDC)"),)


@pytest.mark.parametrize(
    ("text", "letters", "family", "given", "suffix"),
    [
        ("Smith AB, Li C", "FGFG", "Smith", "AB", None),
        ("Smith, A. B., Li C", "FGGFG", "Smith", "A. B.", None),
        ("A. B. Smith, Li C", "HGfFG", "Smith", "A. B.", None),
        ("J.-P. Smith; Li C", "HGfFG", "Smith", "J.-P.", None),
        ("O’Neill-Smith AB, Li C", "FGFG", "O’Neill-Smith", "AB", None),
        # What needs a closer look
        ("Smith III, Li C", "FGFG", "Smith", None, "III"),
        ("Smith AB Jr, Li C", "FGGFG", "Smith", "AB", "Jr"),
        ("Smith AB Jr, Li C", "FGfFG", "Smith", "AB", "Jr"),
        ("A. B. Smith Jr, Li C", "HGffFG", "Smith", "A. B.", "Jr"),
        ("A. B. Smith III, Li C", "HGfGFG", "Smith", "A. B.", "III"),
        ("Smith JR, Li C", "FGFG", "Smith", "JR", None),
        ("Smith, John, Li C", "FGFG", "Smith", "John", None),
        ("“Smith” AB, Li C", "FGFG", "Smith", "AB", None),
        ("van Smith AB, Li C", "FfGFG", "van Smith", "AB", None),
        ("A. Smith B., Li C", "HfGFG", "Smith", "A. Smith B.", None),
        ("Smith x AB, Li C", "FOGFG", "Smith", "AB", None),
    ],
)
def test_persons(
    text: str, letters: str, family: str, given: str | None, suffix: str | None
) -> None:
    person = contributors(text, tokenise(text), labels_of(letters))[0]
    assert person == PersonName(family=family, given=given, suffix=suffix)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ('Smith, John. "Sleep and Mood." Journal of Sleep Research 20 (2011): 1-9.', "John"),
        ("Sacks, Oliver. The man who mistook his wife. New York: Summit Books, 1985.", "Oliver"),
        ('Müller, Hans-Peter. "Schlaf und Stimmung." Der Nervenarzt 20 (2011): 1-9.', "Hans-Peter"),
        ('García, José Damián. "Sleep and Mood." Sleep 20 (2011): 1-9.', "José Damián"),
        # what is cut, and initials, keep theirs
        ('Smith, Wm. "Sleep and Mood." Journal of Sleep Research 20 (2011): 1-9.', "Wm."),
        ('Smith, Chas. "Sleep and Mood." Journal of Sleep Research 20 (2011): 1-9.', "Chas."),
        ('Nutt, David J. "Sleep and Mood." Journal of Sleep Research 20 (2011): 1-9.', "David J."),
        ('Nutt, D. "Sleep and Mood." Journal of Sleep Research 20 (2011): 1-9.', "D."),
    ],
)
def test_the_full_stop_of_the_list_is_no_part_of_a_name(text: str, given: str) -> None:
    (author,) = parse(text).record.persons
    assert author.given == given
