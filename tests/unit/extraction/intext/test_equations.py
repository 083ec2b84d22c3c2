"""The numbers of equations are not citations."""

from __future__ import annotations

import pytest
from tests.unit.extraction.intext.citing import Article

BODY = "Ketamine acts within hours (1, 2). Side effects limit its use (3). The effect is"
AFTER = "where k is the constant of elimination."


@pytest.mark.parametrize(
    "equation",
    [
        "                E = E0 + Emax C / (EC50 + C)                 (4)",
        "dC/dt = -k C\t(4)",
        "dC/dt = -k C (4)",
        "    y(t) = a + b t,        (4)",
        "(4)  E = m c^2",
        "    Rate ≈ Vmax S / (Km + S)    (4).",
        "    A + B → C    (4)",
        "\\alpha x + \\beta y  (4)",
        "    E = m c^2    [4]",
        "    x ≤ 5,    for all x ∈ X     (4)",
        "logit(p) = b0 + b1 age + b2 sex    (4)",
    ],
)
def test_the_number_of_an_equation_cites_nothing(equation: str) -> None:
    article = Article(f"{BODY}\n\n{equation}\n\n{AFTER}").numbered(3)
    assert article.found() == [("(1, 2)", (1, 2)), ("(3)", (3,))]
    assert not any(one.missing for one in article.citations())


@pytest.mark.parametrize(
    "words", ["From (4) and (5)", "Combining (4) with (5)", "as in (5)", "we insert (4) into (5)"]
)
def test_what_refers_to_an_equation_is_not_missing_in_the_list(words: str) -> None:
    equations = "    a = b + c     (4)\n\nand\n\n    c = d + e     (5)\n"
    article = Article(f"{BODY}\n\n{equations}\n{AFTER} {words} it follows.").numbered(3)
    assert not any(one.missing for one in article.citations())


@pytest.mark.parametrize(
    "line",
    [
        "It was shown that p < 0.05 in all of the patients that were treated there (3)",
        "Side effects limit its use (3)\nand so on.",
        "Growth was fast (n = 20). Others have not seen this (3)",
        "In women the use of it was lower than in men (3)\n\nMore.",
    ],
)
def test_a_citation_at_the_end_of_a_line_stays_one(line: str) -> None:
    article = Article(f"Ketamine acts within hours (1, 2). {line}").numbered(3)
    assert article.found()[-1] == ("(3)", (3,))
