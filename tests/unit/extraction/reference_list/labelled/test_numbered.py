"""Lists whose entries have labels: which runs of numbers are lists of references."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.labelled.numbered import NumberedListFinder
from refcheck.extraction.reference_list.lines import Lines
from refcheck.model.document import Document

ENTRIES = [
    "Rajkumar R, Fam J. Ketamine and suicidal ideation. Pharmacol Res. 2015;99:23-35.",
    "Naughton M, Clarke G. A review of ketamine. J Affect Disord. 2014;156:24-35.",
    "Miller OH, Moran JT. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26.",
    "Serafini G, Howland RH. The role of ketamine. Curr Neuropharmacol. 2014;12:444-61.",
]


def lists(text: str) -> list[tuple[list[str | None], list[str]]]:
    """The labels and the texts of every list that is found."""
    appraisal = ListJudge(Lines(Document(path="a", text=text)))

    def texts(found: ListCandidate) -> list[str]:
        return [" ".join(text[a:b] for a, b in draft.parts) for draft in found.drafts]

    return [
        ([draft.label for draft in found.drafts], texts(found))
        for found in NumberedListFinder(appraisal).find()
    ]


def numbered(pattern: str, entries: list[str], between: str = "\n") -> str:
    return between.join(pattern.format(n) + entry for n, entry in enumerate(entries, 1)) + "\n"


@pytest.mark.parametrize("pattern", ["{}. ", "[{}] ", "({}) ", "{}) ", "{}: ", "{} ", "{}.\n"])
@pytest.mark.parametrize("heading", ["References\n\n", ""])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_is_found_by_its_labels(pattern: str, heading: str, between: str) -> None:
    text = f"Words of the text.\n\n{heading}{numbered(pattern, ENTRIES, between)}"
    ((labels, texts),) = lists(text)
    assert [label.strip("[](). :") for label in labels if label] == ["1", "2", "3", "4"]
    assert texts == ENTRIES


STEPS = [
    ["Open the file.", "Press the button.", "Close the window.", "Go home."],
    ["What is ketamine?", "Is it safe in 2015?", "Who may take it?", "How long does it last?"],
    [
        "In 2015 we asked the patients whether they would take part in it.",
        "In 2016 they were asked again, and most of them said that they would.",
        "In 2017 the study was finished, and the results were shown to them.",
    ],
    ["Introduction", "Methods", "Results", "Discussion"],
    ["Take 200 g of flour", "Add 2 eggs", "Wait for 30 minutes, or 1:30 hours"],
]


@pytest.mark.parametrize("steps", STEPS, ids=lambda steps: steps[0][:12])
def test_numbered_steps_questions_and_sections_are_not_a_list(steps: list[str]) -> None:
    assert lists(f"Words.\n\n{numbered('{}. ', steps)}\nWritten in 2018.\n") == []


@pytest.mark.parametrize(
    "after",
    ["Acknowledgements\n\nWe thank all.", "Funding\nThe study was paid for by nobody.",
     "\nThis is the text that goes on after the list, as it does in some of the articles.\n"],
)  # fmt: skip
def test_what_follows_the_list_is_not_part_of_its_last_entry(after: str) -> None:
    ((_, texts),) = lists(f"References\n\n{numbered('{}. ', ENTRIES)}\n{after}\n")
    assert texts == ENTRIES


def test_a_heading_between_two_entries_belongs_to_neither() -> None:
    text = numbered("{}. ", ENTRIES).replace("\n3. ", "\n\nFurther reading\n\n3. ")
    ((_, texts),) = lists(f"References\n\n{text}")
    assert texts == ENTRIES


def test_two_entries_on_one_line_are_cut_apart() -> None:
    text = numbered("{}. ", ENTRIES).replace("\n3. ", " 3. ")
    ((labels, texts),) = lists(f"References\n\n{text}")
    assert labels == ["1.", "2.", "3.", "4."]
    assert texts == ENTRIES


def test_a_number_within_an_entry_does_not_cut_it() -> None:
    entries = [ENTRIES[0], "Fam J. Type 3. A study of pain. Lancet. 2015;9:1-9.", *ENTRIES[2:]]
    ((_, texts),) = lists(f"References\n\n{numbered('{}. ', entries)}")
    assert texts == entries
