"""Pieces and their looks."""

from __future__ import annotations

import pytest

from refcheck.model.reference import LONGEST_PARSED
from refcheck.parsing.tokens import cut_out, look, tokenise


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Smith, J.A. (2012).", ["Smith,", "J.", "A.", "(2012)."]),
        ("2012;12(3):444–61.", ["2012;", "12", "(3):", "444–61."]),
        ("O’Leary-Müller & Sons", ["O’Leary-Müller", "&", "Sons"]),
        ("“The case”,", ["“The", "case”,"]),
        ("Smith AB  et_al_ [Sleep] N=5", ["Smith", "AB", "et_al_", "[Sleep]", "N=", "5"]),
        ("Sleep\ue000 Gut( Nat\u00a0Med", ["Sleep", "\ue000", "Gut", "(", "Nat", "Med"]),
        ("", []),
        (" \t", []),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokenise(text)] == pieces


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("(2012)", "Y"), ("2012a", "Y"), ("12;", "N"), ("444–61.", "R"), ("S5-9", "R"),
        ("e1002", "E"), ("J.", "I"), ("KW", "I"), ("Smith,", "C"), ("NATO", "U"), ("of", "l"),
        ("Dec", "M"), ("–", "P"), ("\ue000", "D"), ("新媒体", "K"), ("14-3-3x", "X"),
    ],
)  # fmt: skip
def test_kinds(piece: str, kind: str) -> None:
    assert look(piece).kind == kind


def test_identifiers_leave_a_mark_each() -> None:
    text, found = cut_out("A. doi:10.1/x doi:10.1000/x. PMID: 12")
    assert text.endswith("\ue000. \ue001")
    assert [one.kind for one in found][-2:] == ["doi", "pmid"]


def test_a_doi_within_a_url_is_cut_once() -> None:
    text, found = cut_out("See https://x.org/doi/10.1000/abc now")
    assert text == "See \ue006 now"
    assert [one.kind for one in found] == ["url", "doi"]


def test_no_more_than_a_reference_is_labelled() -> None:
    assert tokenise("a " * LONGEST_PARSED)[-1].end <= LONGEST_PARSED
