"""What is printed between two authors, in one of the forms that the parser knows."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.parsing.text_repair.separators import plain_separators


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("Rossi A. - Bianchi B.: Sleep", "Rossi A., Bianchi B.: Sleep"),
        ("ROSSI A. – DE LUCA B. – Verdi C., Sleep", "ROSSI A., DE LUCA B., Verdi C., Sleep"),
        (
            "Rossi A — Bianchi B — Verdi C. Sleep - mood",
            "Rossi A, Bianchi B, Verdi C. Sleep - mood",
        ),
        ("Rossi, A. - Bianchi, B. (1999) Sleep", "Rossi, A.; Bianchi, B. (1999) Sleep"),
        ("Rossi A. - Bianchi B. - et al. Sleep", "Rossi A., Bianchi B., et al. Sleep"),
        ("MEIER, Hans ; KUNZ, Eva ; LEE, A.: Sleep", "MEIER, Hans; KUNZ, Eva; LEE, A.: Sleep"),
        ("Meier, H. ; Kunz, E. On sleep ; mood", "Meier, H.; Kunz, E. On sleep ; mood"),
    ],
)
def test_authors_are_parted_by_commas_or_semicolons(printed: str, plain: str) -> None:
    assert plain_separators(printed) == plain


@pytest.mark.parametrize(
    "printed",
    [
        "Rossi A. - Sleep and mood: a review. Gut 1999;3:4-5.",
        "DUPONT J., MARTIN P. - Traitement. Gut 1999;3:4-5.",
        "Rossi A. - Vitamin D. Gut 1999;3:4-5.",
        "Smith AB, Jones CD. Sleep - mood - age. Gut 1999;3:4-5.",
        "Tamizey de Larroque ; Huet, P. 1893 Livre. Paris",
        "Sleep and mood ; a review. Gut 1999;3:4-5.",
        "Smith AB. Sleep. Gut 1999 ; 3 : 4-5.",
        "Rossi, A. - Bianchi B.: Sleep",
    ],
)
def test_other_dashes_and_semicolons_stay(printed: str) -> None:
    assert plain_separators(printed) == printed


def test_its_time_grows_with_the_text() -> None:
    for piece in ("Rossi A. - ", "ROSSI, A. - ", "Rossi ", "Meier, Hans ; ", " ; ", "A - "):
        assert grows_in_proportion(lambda size, piece=piece: plain_separators(piece * size), 3_000)
