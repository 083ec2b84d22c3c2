"""How good the entries of a list have to be, by what announces them."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.candidates import ListJudge, best_stretch
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.lines import Lines
from refcheck.model.document import Document

GROUNDED = "Fam J. Ketamine and pain. Lancet. 2015;9:1-9."
BARE = "Casablanca, Warner, 1942"


def appraisal(text: str = "") -> ListJudge:
    return ListJudge(Lines(Document(path="a", text=text)))


@pytest.mark.parametrize(
    ("scores", "from_start", "expected"),
    [
        ([0.9, 0.9, 0.9], False, (0, 3)),
        ([0.1, 0.9, 0.9, 0.1], False, (1, 3)),
        ([0.1, 0.9, 0.9, 0.1], True, (0, 3)),
        ([0.9, 0.1, 0.9, 0.9, 0.9], False, (0, 5)),
        ([0.9, 0.0, 0.0, 0.9, 0.9], False, (3, 5)),
        ([0.46], False, (0, 1)),  # above even
        ([0.44], False, (0, 0)),  # below
        ([], False, (0, 0)),
    ],
)
def test_the_best_stretch_of_pieces(
    scores: list[float], expected: tuple[int, int], *, from_start: bool
) -> None:
    assert best_stretch(scores, from_start=from_start) == expected


ACCEPTED = [
    # firmness of the heading, whether labelled, scores, accepted
    (1.0, False, [0.5], True),
    (1.0, False, [0.49], False),
    (1.0, True, [0.35] * 4, True),  # numbered under a firm heading
    (1.0, True, [0.34] * 4, False),
    (1.0, True, [0.49] * 3, False),  # too few of them
    (0.5, False, [0.6, 0.6], True),
    (0.5, False, [0.59, 0.59], False),
    (0.5, False, [0.81], True),
    (0.5, False, [0.8], False),
    (0.0, False, [0.75] * 3, True),
    (0.0, False, [0.74] * 3, False),
    (0.0, False, [0.9] * 2, False),
    (0.0, True, [0.65] * 2, True),
    (0.0, True, [0.64] * 2, False),
    (0.0, True, [0.9], False),
]


@pytest.mark.parametrize(("firmness", "labelled", "scores", "accepted"), ACCEPTED)
def test_how_good_entries_have_to_be(
    firmness: float, scores: list[float], *, labelled: bool, accepted: bool
) -> None:
    text = f"{GROUNDED}\n"
    drafts = [EntryDraft("1.", ((0, len(GROUNDED)),))] * len(scores)
    found = appraisal(text).accept(0, 1, drafts, scores, firmness, labelled=labelled)
    assert (found is not None) is accepted


@pytest.mark.parametrize(
    ("grounded", "mean", "accepted"),
    [(4, 0.8, True), (3, 0.8, False), (2, 0.95, True), (1, 0.95, False)],
)
def test_without_a_heading_some_entries_bear_marks_of_references_alone(
    grounded: int, mean: float, *, accepted: bool
) -> None:
    """Half of them, or a quarter where all look like references beyond doubt."""
    text = f"{GROUNDED}\n{BARE}\n"
    good, bare = (
        EntryDraft("1.", ((0, len(GROUNDED)),)),
        EntryDraft("2.", ((len(GROUNDED) + 1, len(text)),)),
    )
    drafts = [good] * grounded + [bare] * (8 - grounded)
    found = appraisal(text).accept(0, 2, drafts, [mean] * 8, 0.0, labelled=True)
    assert (found is not None) is accepted


def test_labels_and_a_heading_make_a_list_worth_more() -> None:
    drafts = [EntryDraft("1.", ((0, len(GROUNDED)),))] * 3
    values = []
    for labelled, firmness in ((False, 0.0), (True, 0.0), (True, 1.0)):
        found = appraisal(GROUNDED).accept(0, 1, drafts, [0.9] * 3, firmness, labelled=labelled)
        assert found is not None
        values.append(found.value)
    assert values == sorted(values)
    assert len(set(values)) == 3


def test_under_a_heading_a_link_is_enough() -> None:
    text = "see https://a.org/b"
    draft = EntryDraft(None, ((0, len(text)),))
    assert appraisal(text).score(draft) < 0.6
    assert appraisal(text).score(draft, listed=True) == pytest.approx(0.65)


def test_the_stretches_of_an_entry_and_the_links_after_it() -> None:
    text = f"1. {GROUNDED}\nPubMed\n12\n\nmore words\n"
    found = appraisal(text)
    parts, links = found.parts(0, 3, 3)
    assert [text[a:b] for a, b in parts] == [GROUNDED]
    assert [text[a:b] for a, b in links] == ["PubMed", "12"]
    parts, links = found.parts(0, 5, 3)  # links with words after them are part of the entry
    assert [text[a:b] for a, b in parts] == [GROUNDED, "PubMed", "12", "more words"]
    assert links == ()
    assert found.next_content(3) == 4
    assert found.next_content(5) is None
    assert [found.line_of(offset) for offset in (0, 5, len(text) - 1)] == [0, 0, 4]
