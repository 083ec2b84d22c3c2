"""Lists without labels: under a heading, or with nothing to announce them."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.candidates import ListJudge
from refcheck.extraction.reference_list.labelled.numbered import NumberedListFinder
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.unlabelled.unnumbered import UnnumberedListFinder
from refcheck.model.document import Document

ENTRIES = [
    "Baskaran A, Summers D. Preclinical models of depression. Lancet. 2012;63:1-9.",
    "Fam J, Yeo EY. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
    "Miller OH, Moran JT. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26.",
    "Serafini G, Howland RH. The role of ketamine. Curr Neuropharmacol. 2014;12:444-61.",
]
PROSE = (
    "We asked the patients in 2015 whether they would take part, and most of them said that they"
    " would. They were seen again in 2016, when the study was finished."
)


def found(text: str) -> tuple[list[list[str]], list[list[str]]]:
    """The entries of the lists under a heading, and of those that nothing announces."""
    appraisal = ListJudge(Lines(Document(path="a", text=text)))
    unlabelled = UnnumberedListFinder(appraisal)
    labelled = list(NumberedListFinder(appraisal).find())
    headed = list(unlabelled.headed(labelled))
    loose = list(unlabelled.loose([*labelled, *headed]))

    def texts(candidates: list[object]) -> list[list[str]]:
        return [
            [" ".join(text[a:b] for a, b in draft.parts) for draft in one.drafts]  # type: ignore[attr-defined]
            for one in candidates
        ]

    return texts([*headed]), texts([*loose])


@pytest.mark.parametrize("heading", ["References", "## Bibliography", "LITERATUR", "Sources"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_under_a_heading(heading: str, between: str) -> None:
    headed, _ = found(f"{PROSE}\n\n{heading}\n\n{between.join(ENTRIES)}\n")
    assert headed == [ENTRIES]


def test_a_list_that_nothing_announces() -> None:
    headed, loose = found(f"{PROSE}\n\n" + "\n\n".join(ENTRIES) + "\n")
    assert headed == []
    assert loose == [ENTRIES]


@pytest.mark.parametrize(
    "text",
    [
        f"References\n\n{PROSE}\n\n{PROSE}\n",
        f"{PROSE}\n\n{PROSE}\n\n{PROSE}\n",
        "Sources\n\nThe river comes from the hills.\n\nIt ends in the sea.\n",
        "Notes\n\nBring a pen.\n\nBe there at 12:30 on 3 May 2016.\n",
        f"{PROSE}\n\n{ENTRIES[0]}\n\n{PROSE}\n",  # one work in the text is no list
    ],
)
def test_what_is_not_a_list(text: str) -> None:
    assert found(text) == ([], [])


def test_what_follows_the_list_is_left_out() -> None:
    headed, _ = found("References\n\n" + "\n".join(ENTRIES) + f"\n\nAcknowledgements\n\n{PROSE}\n")
    assert headed == [ENTRIES]


def test_a_list_that_was_found_by_its_labels_is_not_looked_for_again() -> None:
    numbered = "\n".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1))
    assert found(f"References\n\n{numbered}\n") == ([], [])
