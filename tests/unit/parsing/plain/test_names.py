"""Plain lists of authors: recognised, and such that no repair has anything to do with them."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion
from tests.labels import labels_of

from refcheck.parsing.label_repair import REPAIRS, LabelRepair, repair_labels
from refcheck.parsing.plain.names import are_labelled, plain_names
from refcheck.parsing.text_repair import TEXT_REPAIRS, Front, TextRepair, repair_text
from refcheck.parsing.tokens import cut_out, tokenise

PLAIN = {
    "Smith AB, Jones C. Sleep and mood.": "Smith AB, Jones C",
    "Smith AB. Sleep and mood.": "Smith AB",
    "Smith AB and Jones CD. Sleep and mood.": "Smith AB and Jones CD",
    "Smith AB, Jones C, et al. Sleep and mood.": "Smith AB, Jones C",
    "van der Berg AB, O'Neill C, Díaz-Ruiz E, El Sayed F: Sleep and mood.": (
        "van der Berg AB, O'Neill C, Díaz-Ruiz E, El Sayed F"
    ),
    "Šimić A, Øster BC (2010) Sleep and mood.": "Šimić A, Øster BC",
    "Smith A.B., O'Neill C., et al. Sleep and mood.": "Smith A.B., O'Neill C.",
    "Smith A. B.; McDonald C. & LuValle M.-J. (2010) Sleep.": (
        "Smith A. B.; McDonald C. & LuValle M.-J."
    ),
    "Smith A. (2010). Sleep and mood.": "Smith A.",
    "Smith AB; Jones C, et al. (2010). Sleep.": "Smith AB; Jones C",
    "Smith, A. B. (2010). Sleep and mood.": "Smith, A. B.",
    "Smith, A. B., O'Neill, C., & de la Cruz, D. E. F. (2010a). Sleep.": (
        "Smith, A. B., O'Neill, C., & de la Cruz, D. E. F."
    ),
}
NOT_PLAIN = [
    "",
    "Sleep and mood. Gut. 2010;1:2.",
    "Robi S. Datta and others.",  # the title of a work is not what is after this full stop
    "Robi A. Smith. Sleep and mood.",
    "Smith A. Sleep and mood.",
    "Smith AB, MD, Jones CD, PhD. Sleep and mood.",
    "Smith MA. Sleep and mood.",  # rather initials than a degree, but who knows
    "Smith AB for the ABC Group. Sleep and mood.",
    "Smith AB, Jones CD; ABC Study Group. Sleep and mood.",
    "Smith AB, Jones CD, on behalf of the ABC Group. Sleep.",
    "Smith AB, Jones CD. on behalf of the ABC Group. Sleep.",
    "Smith AB and 5 others. Sleep and mood.",
    "Smith AB, Jones CD et alii. Sleep and mood.",
    "Smith AB, editor. Sleep and mood.",
    "Lamb JC, IV, Chapin RE. Sleep and mood.",
    "Dr. Alan Smith, Prof. Carol Jones. Sleep.",
    "Alan B. Smith, Carol Jones. Sleep and mood.",
    "A. B. Smith, C. D. Jones, Sleep and mood.",
    "World Health Organization. Sleep and mood.",
    "Smith AB, Jones CD. Writing for the ABC Trialists. Sleep and mood.",
    "Smith AB, Jones CD. Miller E, Brown F. Sleep and mood.",
    "Smith, A. B., Jones, C. (in press). Sleep and mood.",
    "王芳, 李娜. Sleep and mood.",
]


@pytest.mark.parametrize(("text", "names"), PLAIN.items())
def test_a_plain_list_is_recognised_and_no_repair_changes_it(text: str, names: str) -> None:
    found = plain_names(text)
    assert found
    assert text[: found.end] == names
    assert found.is_cut == ("et al" in text)
    front = Front(text=text)
    for each in TEXT_REPAIRS:
        front = each.repair(front)
    assert repair_text(text) == front


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_other_lists_are_repaired(text: str) -> None:
    assert plain_names(text) is None


@pytest.mark.parametrize("repair", TEXT_REPAIRS, ids=lambda repair: repair.name)
def test_what_a_repair_is_for_is_not_plain(repair: TextRepair) -> None:
    assert not repair.of_names or plain_names(repair.example) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Smith AB, van der Berg C. Sleep and mood.", "FGFffGttt"),
        ("Smith AB, Jones C, et al. Sleep and mood.", "FGFGOOttt"),
        ("Smith AB and Jones CD. Sleep and mood.", "FGOFGttt"),
        ("Smith A.B.; de la Cruz C. Sleep well.", "FGGFffGtt"),
        ("Smith, A. B., & de la Cruz, D. E. (2010). Sleep.", "FGGOFffGGyt"),
    ],
)
def test_a_list_is_labelled_as_it_is_printed(text: str, labels: str) -> None:
    names, tokens = plain_names(text), tokenise(text)
    assert names
    assert are_labelled(names, tokens, labels_of(labels))
    for place, label in enumerate(labels):
        if label in "FfG":
            for other in set("FfGOt") - {label}:
                changed = labels[:place] + other + labels[place + 1 :]
                assert not are_labelled(names, tokens, labels_of(changed))


@pytest.mark.parametrize("front", ["", "Smith AB, Jones C. "])
@pytest.mark.parametrize("repair", REPAIRS, ids=lambda repair: repair.name)
def test_what_is_spared_would_change_nothing(repair: LabelRepair, front: str) -> None:
    text, _ = cut_out(front + repair.example)
    tokens, labels = tokenise(text), labels_of("FGFG"[: len(front.split())] + repair.before)
    repaired = list(labels)
    for each in REPAIRS:
        each.repair(text, tokens, repaired)
    assert repair_labels(text, tokens, labels) == repaired


def test_its_time_grows_with_the_text() -> None:
    for piece in ("Smith AB, ", "van der ", "A-", "Smith, A. B., ", "Aa ", "O'", "Smith AB and "):
        assert grows_in_proportion(lambda size, piece=piece: plain_names(piece * size), 3_000)
