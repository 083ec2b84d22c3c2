"""What is said to have decided is what decided."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.unit.reports.samples import NAUGHTON, RAJKUMAR, RETRIEVED, SERAFINI, cited

from refcheck.matching import decide, explain
from refcheck.matching.weights import PRIOR
from refcheck.model.outcome import Candidate, Match, NoMatch, Via
from refcheck.model.record import BibliographicRecord


def candidate(record: BibliographicRecord) -> Candidate:
    return Candidate(
        record=record, source="pubmed", via=Via.CITATION, asked="", retrieved=RETRIEVED
    )


@pytest.mark.parametrize("record", [RAJKUMAR, NAUGHTON, SERAFINI])
def test_the_weights_add_up_to_the_probability(record: BibliographicRecord) -> None:
    reference = cited(1, "", replace(RAJKUMAR, pmid=None))
    weights = explain(reference, candidate(record))
    assert weights[0].value == PRIOR
    odds = math.fsum(weight.value for weight in weights)
    match decide(reference, [candidate(record)]):
        case Match(best=best):
            scored = best
        case NoMatch(candidates=candidates):
            scored = candidates[0]
        case _:
            pytest.fail("one candidate cannot be ambiguous")
    assert scored.score == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-9)
    assert isinstance(decide(reference, [candidate(record)]), Match) == (record is RAJKUMAR)


def test_every_field_that_both_sides_have_is_named() -> None:
    fields = {weight.field for weight in explain(cited(1, "", RAJKUMAR), candidate(RAJKUMAR))}
    assert {"title", "first author", "co-authors", "year", "journal", "volume", "page"} <= fields
