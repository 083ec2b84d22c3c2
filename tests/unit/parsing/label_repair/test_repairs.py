"""Each label repair does what its example says, and is needed for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from tests.labels import labels_of

from refcheck.parsing.label_repair import REPAIRS, LabelRepair, _needed, repair_labels
from refcheck.parsing.tokens import cut_out, tokenise
from refcheck.text.patterns import has_any


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


def labellings() -> Iterator[tuple[str, list[str]]]:
    """The strings of all examples, with their labels before and after, and with one of these gone
    or everywhere in place of another."""
    for repair in REPAIRS:
        text, _ = cut_out(repair.example)
        for letters in (repair.before, repair.after):
            yield text, labels_of(letters)
            for gone, other in product(sorted(set(letters)), "Otcp"):
                yield text, labels_of(letters.replace(gone, other))


@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_a_repair_has_nothing_to_do_without_what_it_needs(repair: LabelRepair) -> None:
    spared = 0
    for text, labels in labellings():
        present = frozenset(labels)
        if repair in [each for _, each in _needed(present, (), 0)] and (
            not repair.signs or has_any(text, repair.signs)
        ):
            continue
        spared += 1
        changed = labels.copy()
        repair.repair(text, tokenise(text), changed)
        assert changed == labels, (text, labels)
    assert bool(spared) is bool(repair.has or repair.lacks or repair.signs)


def test_what_is_idle_in_a_string_has_nothing_to_do_with_other_labels() -> None:
    idle: dict[str, set[int]] = {}
    for text, labels in labellings():
        tokens = tokenise(text)
        known = idle.setdefault(text, set())
        assert repair_labels(text, tokens, labels, known) == repair_labels(text, tokens, labels)
    assert {place for places in idle.values() for place in places} > {0, 1, 2}


def test_an_organisation_is_looked_for_behind_no_person() -> None:
    text = "Smith AB, Jones CD. Sleep well in old age."
    repair = next(each for each in REPAIRS if each.name == "organisation-that-signs")
    labels = labels_of("FGFGttttt")
    assert repair.repair(text, tokenise(text), labels) is False
    assert labels == labels_of("FGFGttttt")


def test_the_repairs_after_a_change_know_of_it() -> None:
    text = "Lee H. Sleep. Thèse de médecine. Université Paris, 2009. Gut. 2010;1:2"
    tokens, labels = tokenise(text), labels_of("FGtcccccyOOOO")
    expected = labels.copy()
    for each in REPAIRS:
        each.repair(text, tokens, expected)
    assert repair_labels(text, tokens, labels) == expected != labels


def test_the_names_are_different() -> None:
    assert len({repair.name for repair in REPAIRS}) == len(REPAIRS)


def test_a_journal_that_is_only_a_page_number_does_not_stop_the_repairs() -> None:
    text = "Sleep well. p. 163"
    assert repair_labels(text, tokenise(text), labels_of("ttcc")) == labels_of("ttOg")
