"""Each normaliser fills in what its example says, and nothing else does."""

from __future__ import annotations

import pytest

from refcheck.model.record import BibliographicRecord
from refcheck.parsing.crf import label, load
from refcheck.parsing.label_repair import repair_labels
from refcheck.parsing.normalisers import NORMALISERS, Normaliser, normalise
from refcheck.parsing.normalisers.publication_status import cut_notices
from refcheck.parsing.tokens import cut_out, tokenise


def parsed_with(text: str, normalisers: tuple[Normaliser, ...]) -> BibliographicRecord:
    marked, identifiers = cut_out(text)
    marked, ahead = cut_notices(marked)
    tokens = tokenise(marked)
    labels = repair_labels(marked, tokens, label(load(), tokens).labels)
    return normalise(marked, tokens, labels, identifiers, ahead=ahead, normalisers=normalisers)


@pytest.mark.parametrize("normaliser", NORMALISERS, ids=lambda normaliser: normaliser.name)
def test_the_normaliser_changes_its_example_as_it_says(normaliser: Normaliser) -> None:
    others = tuple(each for each in NORMALISERS if each is not normaliser)
    whole = parsed_with(normaliser.example, NORMALISERS)
    without = parsed_with(normaliser.example, others)
    for name, value in normaliser.changes.items():
        assert getattr(whole, name) == value
        assert getattr(without, name) != value


def test_the_names_are_different() -> None:
    assert len({normaliser.name for normaliser in NORMALISERS}) == len(NORMALISERS)
