"""Several works in one entry: a reference each, with the letter of the work in the label."""

from __future__ import annotations

import pytest

from refcheck import parsing
from refcheck.extraction import extract, find_citations
from refcheck.extraction.reference_list.several_works import signal_length
from refcheck.model.document import Document
from refcheck.model.reference import Reference, ReferenceString

A = "Berman RM, Cappiello A, Anand A, et al. Effects. Biol Psychiatry. 2000;47(4):351-4."
B = "Zarate CA Jr, Singh JB, Carlson PJ, et al. A trial. Arch Gen Psychiatry. 2006;63(8):856-64."
C = "Ioannidis JPA. Why most published research findings are false. PLoS Med. 2005;2(8):e124."
APS = "R. Rajkumar and J. Fam, Pharmacol. Res. 99, 23 (2015)"
NEXT = "O. H. Miller and J. T. Moran, Neuropharmacology 100, 17 (2016)."
BODY = "It has been found [1] and found again [2].\n\nNotes and references\n\n"


def found(first: str) -> tuple[ReferenceString, ...]:
    return extract(Document(path="a.txt", text=f"{BODY}1. {first}\n2. {C}\n"))


@pytest.mark.parametrize(
    ("entry", "works"),
    [
        (f"(a) {A} (b) {B}", [A, B]),
        (f"a) {A[:-1]}; b) {B}", [A[:-1], B]),
        (f"[a] {A} [b] {B}", [A, B]),
        (f"(i) {A} (ii) {B}", [A, B]),
        (f"(a) {A}\n   (b) {B}", [A, B]),
        (f"{A[:-1]}; {B}", [A[:-1], B]),
        (f"{A} {B}", [A, B]),
        (f"{APS}; {NEXT}", [APS, NEXT]),
        (f"See, e.g., {A} But see {B}", [A, B]),
        (f"Compare {A[:-1]} with {B}", [A[:-1], B]),
        (f"Vgl. {A} Siehe auch {B}", [A, B]),
        (f"For a review, see {A}", [A]),
        (A, [A]),
        (f"{A} Erratum in: Biol Psychiatry. 2001;49(1):90.", None),
        ("Smith J, Doe A; Example Group. A trial of (a) rest and (b) work. BMJ. 2001;3:4.", None),
        ("Rosen, J.; Fam, A. J. Anal. Chem. 2018, 74, 2389.", None),
    ],
)
def test_each_work_is_a_reference(entry: str, works: list[str] | None) -> None:
    *first, last = found(entry)
    assert [one.raw for one in first] == (works or [" ".join(entry.split())])
    labels = ["1. (a)", "1. (b)"] if len(first) > 1 else ["1."]
    assert [one.label for one in (*first, last)] == [*labels, "2."]


def test_the_number_of_an_entry_cites_all_of_its_works() -> None:
    document = Document(path="a.txt", text=f"{BODY}1. (a) {A} (b) {B}\n2. {C}\n")
    references = [Reference(string=one, parsed=parsing.parse(one.raw)) for one in extract(document)]
    cited = [one.references for one in find_citations(document, references)]
    assert cited == [(1, 2), (3,)]


@pytest.mark.parametrize("marks", ["(a) (b) (c)", "a) b) c)", "[a] [b] [c]", "(i) (ii) (iii)"])
def test_labels_of_entries_come_before_the_marks_of_works(marks: str) -> None:
    """Every entry but the last has several works, so that no name follows its label."""
    a, b, c = marks.split()
    report = "World Health Organization. Depression: global estimates. Geneva: WHO; 2017."
    text = f"{BODY}1. {a} {A} {b} {B}\n2. {a} {C} {b} {A} {c} {B}\n3. {report}\n"
    entries = extract(Document(path="a.txt", text=text))
    assert [one.raw for one in entries] == [A, B, C, A, B, report]
    assert [one.label for one in entries] == [
        "1. (a)", "1. (b)", "2. (a)", "2. (b)", "2. (c)", "3.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "length"),
    [(f"See {A}", 4), (f"Cf. {A}", 4), (A, 0), ("See the section on pain.", 0),
     ("Seelig J. A title. 2010.", 0)],
)  # fmt: skip
def test_signals_before_a_reference(text: str, length: int) -> None:
    assert signal_length(text) == length
