"""Labels at the beginning of lines, and the runs that they form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from refcheck.extraction import extract
from refcheck.extraction.reference_list.labelled.labels import Label, find_label_runs, find_labels
from refcheck.extraction.reference_list.lines import Lines
from refcheck.model.document import Document

ENTRY = "Miller OH, Moran JT. Two cellular hypotheses. Neuropharmacology. 2016;100:17-26."

LABELS = [
    ("1. ", "dot", 1),
    ("12.", "dot", 12),
    ("**4.** ", "dot", 4),
    ("R7. ", "dot", 7),
    ("[1] ", "square", 1),
    ("[ 13 ]. ", "square", 13),
    ("[^3]: ", "square", 3),
    ("[Ref. 5] ", "square", 5),
    ("(2) ", "round", 2),
    ("3) ", "paren", 3),
    ("4: ", "colon", 4),
    ("⁵ ", "super", 5),
    ("<sup>6</sup> ", "super", 6),
    ("^7^ ", "super", 7),
    ("8 ", "bare", 8),
    ("9\t", "bare", 9),
    ("10", "flattened", 10),
    ("- 11. ", "dot", 11),
    ("• [12] ", "square", 12),
    ("↑ 13. ", "dot", 13),
    ("[BAD10] ", "key", -1),
    ("[^smith]: ", "key", -1),
]


def labels(text: str) -> list[Label]:
    return list(find_labels(Lines(Document(path="a", text=text))))


@pytest.mark.parametrize(("label", "style", "number"), LABELS)
def test_labels_of_every_style(label: str, style: str, number: int) -> None:
    text = f"{label}{ENTRY}\n"
    (found,) = labels(text)
    assert (found.style, found.number) == (style, number)
    assert text[found.content :].startswith("Miller OH")
    assert text[found.begin : found.end].strip() in label


@pytest.mark.parametrize("label", ["14\n", "(15)\n", "[16]\n", "17.\n"])
def test_a_label_on_a_line_of_its_own(label: str) -> None:
    (found, *_) = labels(f"{label}{ENTRY}\n")
    assert found.number == int(label.strip("()[].\n"))


UNLABELLED = [
    ENTRY,
    "34(5), 1842. doi:10.1000/182",
    "27 (3): E317",
    "2016;100:17-26.",
    "17-26.",
    "1.5 mg of ketamine in 2016",
    "12:30 to 14:00, 3 May 2016",
    "3.2% of the patients in 2016",
    "(see also the report of 2016)",
    "[citation needed] 2016",
    "100mg of ketamine were given in 2016",
]


@pytest.mark.parametrize("line", UNLABELLED)
def test_what_begins_a_line_and_is_not_a_label(line: str) -> None:
    assert labels(f"{line}\n") == []


def test_a_heading_may_stand_before_the_first_label() -> None:
    text = f"of the brain. References 1. {ENTRY}\n2. {ENTRY}\n"
    assert [(one.style, one.number) for one in labels(text)] == [("dot", 1), ("dot", 2)]


def runs(numbers: list[int], looks: float = 1.0, step: int = 1) -> list[list[int]]:
    made: Iterator[Label] = (
        Label(step * line, "dot", number, line, line + 1, line + 2)
        for line, number in enumerate(numbers)
    )
    return [
        [label.number for label in run.labels] for run in find_label_runs(made, lambda _: looks)
    ]


RUNS = [
    ([1, 2, 3, 4], [[1, 2, 3, 4]]),
    ([4, 3, 2, 1], [[4, 3, 2, 1]]),
    ([1, 1, 1, 1], [[1, 1, 1, 1]]),
    ([1, 2, 4, 5], [[1, 2, 4, 5]]),
    ([1, 2, 2, 3], [[1, 2, 2, 3]]),
    ([1, 2, 4, 3, 5], [[1, 2, 4, 3, 5]]),
    ([1, 2, 3, 1, 2, 3], [[1, 2, 3], [1, 2, 3]]),
    ([1, 2, 3, 101, 102, 201], [[1, 2, 3, 101, 102, 201]]),
    ([1, 2, 3, 101, 4, 5], [[1, 2, 3, 101, 4, 5]]),
]


@pytest.mark.parametrize(("numbers", "expected"), RUNS)
def test_numbers_that_follow_one_another_are_a_run(
    numbers: list[int], expected: list[list[int]]
) -> None:
    assert runs(numbers) == expected


def test_only_the_next_number_goes_on_where_nothing_looks_like_a_reference() -> None:
    assert runs([1, 2, 3, 4], looks=0.0) == [[1, 2, 3, 4]]
    assert runs([1, 2, 5, 3], looks=0.0) == [[1, 2, 3]]
    assert runs([5, 6, 7], looks=0.0) == []


@pytest.mark.parametrize(("apart", "count"), [(250, 1), (251, 2)])
def test_labels_of_one_run_are_not_far_apart(apart: int, count: int) -> None:
    assert len(runs([1, 2], step=apart)) == (1 if count == 1 else 2)


WORKS = (
    "Knuth D (1997) Digital searching. In: The art of programming,\n    Volume 3: Sorting. Wesley.",
    "Li H, Yu T (2010) Molecules of adult stem cells. Cell Stem\n    Cell 3: 744-758.",
    "Stumpff J, Lee A (2008) The kinesin motor\n    Kif3A stops movements. Dev Cell 14: 252-262.",
    "Brown PM (1997) Distribution of dragonflies. Northeastern\n    Naturalist 5: 61-82.",
)


@pytest.mark.parametrize(
    "cut",
    [
        "Tracking a massive sweep on chromosome\n4. Proc Natl Acad Sci. 2009;106:9979-9986.",
        "Tracking a massive sweep on\nchromosome 3. Proc Natl Acad Sci. 2009;106:9979-9986.",
        "Citation analysis: an approach. Inf Process, v. 49, n.\n3, p. 1313-1325, 2013.",
    ],
)
def test_a_number_that_goes_on_with_a_line_is_no_label(cut: str) -> None:
    works = (ENTRY, f"Tian F, Lee N. {cut}", ENTRY.replace("100", "101"))
    listed = "\n".join(f"{number}. {work}" for number, work in enumerate(works, 1))
    found = extract(Document(path="a.txt", text=f"Text.\n\nReferences\n\n{listed}\n"))
    assert len(found) == len(works)


@pytest.mark.parametrize("label", ["{}. ", "[{}] ", "{} ", "({}) "])
def test_a_volume_at_the_beginning_of_a_line_is_no_label(label: str) -> None:
    listed = "\n".join(label.format(n) + work for n, work in enumerate(WORKS, 1))
    found = extract(Document(path="a.txt", text=f"Text.\n\nReferences\n\n{listed}\n"))
    assert len(found) == len(WORKS)


def test_initials_are_no_labels() -> None:
    listed = "\n\n".join(
        f"{initial}. {name}, “Sleep in old age,” Lancet, vol. 3, pp. 10-12, Dec. 2020."
        for initial, name in (
            ("C", "Lee"),
            ("D", "E. O’Neil, R. J. Hill, and Y. Ruan"),
            ("M", "Fox"),
        )
    )
    found = extract(Document(path="a.txt", text=f"Text.\n\nReferences\n\n{listed}\n"))
    assert [one.raw[:2] for one in found] == ["C.", "D.", "M."]


@pytest.mark.parametrize(("a_page", "pages"), [(3, True), (2, False)])
def test_numbers_of_pages_are_no_labels(a_page: int, *, pages: bool) -> None:
    entry = "* Smith J, Lee A (2015) Sleep in old age. Lancet 385: 12-17.\n\n"
    listed = "".join(f"{number}\n\n{entry * a_page}" for number in range(78, 82))
    found = extract(Document(path="a.txt", text=f"Some text.\n\n{listed}"))
    assert (len(found) == 4 * a_page) is pages
