"""Ligatures, odd spaces and words broken at line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.text.typography import compounds, join_lines, plain


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("scientiﬁc eﬃcacy of ﬂuoxetine", "scientific efficacy of fluoxetine"),
        ("Smith\u00a0J,\u2009Jones\tK", "Smith J, Jones K"),
        ("keta\u00admine de\u200bpression\ufeff", "ketamine depression"),
        ("\x1b[31mSmith\x07\u202eJ", "Smith J"),
        ("  ", ""),
    ],
)
def test_plain(printed: str, clean: str) -> None:
    assert plain(printed) == clean


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Psychiatry", "Res."], "Psychiatry Res."),
        (["Family Frames, Cam-", "  bridge: Harvard."], "Family Frames, Cambridge: Harvard."),
        (["Kolominsky-", "Rabas P"], "Kolominsky-Rabas P"),
        (["Gesprächsanalysen, 159-", "274."], "Gesprächsanalysen, 159-274."),
        (["24–", "35."], "24–35."),
        (["a self-", "reported scale"], "a self-reported scale"),
        (["treatment-", "resistant depression"], "treatment-resistant depression"),
        (["keta\u00ad", "mine"], "ketamine"),
        (["doi:10.1007/s10439-", "009-9852-5"], "doi:10.1007/s10439-009-9852-5"),
        (
            ["https://bvsms.gov.br/bvs/", "publicacoes.pdf"],
            "https://bvsms.gov.br/bvs/publicacoes.pdf",
        ),
        (["https://a.org", "Accessed 3 May"], "https://a.org Accessed 3 May"),
        (["Bd. 17, S. 43 -", "59."], "Bd. 17, S. 43 - 59."),
        (["a (2-", "methyl) b"], "a (2-methyl) b"),
        (["", "Smith", " ", "J"], "Smith J"),
        (["Smith -", "a"], "Smith - a"),
        ([], ""),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    known = compounds("It is treatment-resistant.")
    assert join_lines(lines, known) == joined


@given(st.text())
def test_plain_is_made_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.lists(st.text()))
def test_no_letter_is_lost(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char.isalnum())

    assert letters(join_lines(lines)) == letters("".join(map(plain, lines)))
