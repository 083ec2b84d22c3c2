"""The signals that are asked where the marks of a reference do not decide."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.extraction.reference_list.likelihood import (
    entry_likelihood,
    likelihood,
    signal_likelihood,
)

REFERENCES = [
    "Naughton M, Clarke G, O’Leary OF, Cryan JF, Dinan TG. A review of ketamine in affective "
    "disorders. J Affect Disord. 2014;156:24–35.",
    "Kuhn TS. The structure of scientific revolutions. Chicago: University of Chicago Press; 1996.",
    "World Health Organization. Mental disorders [Internet]. Geneva: World Health Organization; "
    "2019 [cited 2020 May 3]. Available from: https://www.who.int/mental-disorders",
    "J. D. Watson, F. H. C. Crick, Nature 171, 737 (1953).",
    "Granovetter, Mark S. 1973. “The Strength of Weak Ties.” American Journal of Sociology 78 (6): "
    "1360–80.",
    "Bourdieu, Pierre (1983): Ökonomisches Kapital. In: Kreckel, R. (Hg.): Soziale Ungleichheiten. "
    "Göttingen: Schwartz, S. 183-198.",
    "MINAYO, M. C. S. O desafio do conhecimento. 11. ed. São Paulo: Hucitec, 2008.",
]
OTHERS = [
    "What is the ketamine dose for depression?",
    "Is Ketamine a Depressant?",
    "Take 5 mg twice a day.",
    "In 2014 the drug was approved, and many patients have been treated since then.",
    "3.2 Statistical analysis",
    "Introduction 4",
    "Wash your hands before you touch the wound; then open the pack.",
    "",
    "12345 67890 12345 67890",
]


@pytest.mark.parametrize("text", REFERENCES)
def test_references_have_the_signals(text: str) -> None:
    assert signal_likelihood(text) > 0.7


@pytest.mark.parametrize("text", OTHERS)
def test_other_text_is_not(text: str) -> None:
    assert signal_likelihood(text) < 0.4


@pytest.mark.parametrize("text", [REFERENCES[0], OTHERS[0]])
def test_the_signals_count_nothing_where_the_marks_decide(text: str) -> None:
    assert entry_likelihood(text) == likelihood(text)


def test_the_signals_count_where_the_marks_do_not_decide() -> None:
    text = "Depression and other disorders. Geneva, 2017."
    marks, signals = likelihood(text), signal_likelihood(text)
    assert 0.08 < marks < 0.92
    assert entry_likelihood(text) == pytest.approx(0.7 * marks + 0.3 * signals)


@pytest.mark.parametrize("piece", ["Smith J, ", "A. ", "1(", "et al ", "van der ", "x"])
def test_it_is_cheap_on_hostile_text(piece: str) -> None:
    assert grows_in_proportion(lambda size: signal_likelihood(piece * size), 20_000)
