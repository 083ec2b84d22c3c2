"""Each label repair does what its example says, and is needed for it."""

from __future__ import annotations

import pytest
from tests.labels import labels_of

from refcheck.parsing.label_repair import REPAIRS, LabelRepair, repair_labels
from refcheck.parsing.tokens import cut_out, tokenise


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_the_repair_changes_its_example_as_it_says(repair: LabelRepair) -> None:
    text, _ = cut_out(repair.example)
    tokens, labels = tokenise(text), labels_of(repair.before)
    assert len(tokens) == len(labels)
    repair.repair(text, tokens, labels)
    assert repair.before != repair.after
    assert labels == labels_of(repair.after)


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_a_repair_leaves_what_is_repaired_alone(repair: LabelRepair) -> None:
    text, _ = cut_out(repair.example)
    labels = labels_of(repair.after)
    repair.repair(text, tokenise(text), labels)
    assert labels == labels_of(repair.after)


def test_the_names_are_different() -> None:
    assert len({repair.name for repair in REPAIRS}) == len(REPAIRS)


def test_a_journal_that_is_only_a_page_number_does_not_stop_the_repairs() -> None:
    text = "Sleep well. p. 163"
    assert repair_labels(text, tokenise(text), labels_of("ttcc")) == labels_of("ttOg")
