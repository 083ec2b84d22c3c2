"""Names of journals that leave out words."""

from __future__ import annotations

import pytest

from refcheck.compare.journals.shortening import shortens


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("Environ Sci Pollut Res", "Environ Sci Pollut Res Int"),
        ("Med Lett", "Med Lett Drugs Ther"),
        ("Angew. Chem. Int. Ed.", "Angew Chem Int Ed Engl"),
        ("Phcog Rev", "Pharmacognosy reviews"),
        ("Philos Trans R Soc B Biol Sci", "Philos Trans R Soc Lond B Biol Sci"),
        ("Sci World J", "ScientificWorldJournal"),
        ("G3: Genes, Genomes, Genetics", "G3 (Bethesda)"),
        ("Am J Roentgenol", "AJR Am J Roentgenol"),
        ("J Parenter Enteral Nutr", "JPEN J Parenter Enteral Nutr"),
        ("Environmental Science and Pollution Research International", "Environ Sci Pollut Res"),
    ],
)
def test_a_run_of_the_words(cited: str, recorded: str) -> None:
    assert shortens(cited, (recorded,))


@pytest.mark.parametrize(
    ("cited", "recorded"),
    [
        ("J Psychiatry", "J Clin Psychiatry"),  # a word within makes a different name
        ("Cancer", "Cancer Cytopathol"),
        ("Psychiatry", "J Psychiatry"),
        ("Oncol", "Oncologist"),
        ("Scientific Journal", "Science"),
        ("J Orthood Dentofacial Orthop", "Am J Orthod Dentofacial Orthop"),  # a typo
        ("J Pm", "J Pharmacol Med"),
        ("", "BMJ"),
        ("BMJ", ""),
    ],
)
def test_other_names(cited: str, recorded: str) -> None:
    assert not shortens(cited, (recorded,))


def test_a_hostile_name_is_cut() -> None:
    assert not shortens("a " * 100_000, ("b " * 100_000,))
