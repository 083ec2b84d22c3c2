"""What is wrong with the entries of .bib files, and that nothing is wrong with usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_in_proportion

from refcheck.checks import check_list
from refcheck.extraction import find_lists
from refcheck.formats.bibtex.scanner import scan
from refcheck.model.document import DefectKind, MarkedReference
from refcheck.model.finding import Finding
from refcheck.model.reference import ParsedString, Reference
from refcheck.readers.bibliography.bib import read_bib

SYNTAX, TYPE, MACRO, REPEATED = (
    DefectKind.SYNTAX,
    DefectKind.TYPE,
    DefectKind.MACRO,
    DefectKind.REPEATED_FIELD,
)
GOOD = "\n@article{good, author = {Fam, J}, title = {Good one}, year = 2011}\n"


def entries(text: str) -> tuple[MarkedReference, ...]:
    found = read_bib("a.bib", text.encode()).references
    assert found is not None
    return found


def findings(text: str) -> list[Finding]:
    """What the rules on lists say of a file."""
    strings = find_lists(read_bib("a.bib", text.encode())).strings
    return check_list(
        [
            Reference(string=one, parsed=ParsedString(record=one.record))
            for one in strings
            if one.record is not None
        ]
    )


BROKEN = [
    (
        ("@article{a,\n author = {Fam, J,\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        2,
        "The brace that opens author is not closed.",
    ),
    (
        ("@article{a1, title={Foo bar baz of the study, author={Smith, J}, year=2010}"),
        SYNTAX,
        1,
        "The brace that opens title is not closed.",
    ),
    (
        ('@article{a,\n author = "Fam, J,\n title = {Broken},\n year = 2010\n}'),
        SYNTAX,
        2,
        "The quotation mark that opens author is not closed.",
    ),
    (
        "@article{a, author = {Fam, J} title = {Broken}, year = 2010}",
        SYNTAX,
        1,
        "The comma after author is missing.",
    ),
    (
        ("@article{a,\n author = {Fam, J}\n title = {Broken},\n year = 2010}"),
        SYNTAX,
        2,
        "The comma after author is missing.",
    ),
    (
        ("@article{a,\n author = {Fam, J},\n year = 2010\n title = {Broken}}"),
        SYNTAX,
        3,
        "The comma after year is missing.",
    ),
    (
        ("@article{a,\n author {Fam, J},\n title = {Broken},\n year = 2010}"),
        SYNTAX,
        2,
        "The = after author is missing.",
    ),
    (
        ("@article{a,\n author: {Fam, J},\n title = {Broken},\n year = 2010}"),
        SYNTAX,
        2,
        "The = after author is missing.",
    ),
    (
        ("@article{a,\n author = {Fam, J},\n title = {Broken},\n year = 2010"),
        SYNTAX,
        1,
        "The entry is not closed: its last brace is missing.",
    ),
    (
        ("@article{a,\n title = {Broken}},\n author = {Fam, J},\n year = 2010\n}"),
        SYNTAX,
        2,
        "A brace too many closes the entry before author.",
    ),
    (
        ("@article{a,\n title = {Bro}ken},\n author = {Fam, J},\n year = 2010\n}"),
        SYNTAX,
        2,
        "title has a closing brace too many.",
    ),
    (
        ('@article{a,\n title = "The "Broken" one",\n author = {Fam, J},\n year = 2010\n}'),
        SYNTAX,
        2,
        "A quotation mark within title ends it: it has to be in braces.",
    ),
    (
        ("@article{a, author = {Fam, J}, title = {Broken}, journal = jpharm, year = 2010}"),
        MACRO,
        1,
        "The macro jpharm is not defined.",
    ),
    (
        ("@article{a, author = {Fam, J}, title = {Broken}, month = August, year = 2010}"),
        MACRO,
        1,
        "The macro August is not defined.",
    ),
    (
        "@article{author = {Fam, J}, title = {Broken}, year = 2010}",
        SYNTAX,
        1,
        "The entry has no citation key.",
    ),
    (
        "@article{, author = {Fam, J}, title = {Broken}, year = 2010}",
        SYNTAX,
        1,
        "The entry has no citation key.",
    ),
    (
        "@article{Fam 2010, author = {Fam, J}, title = {Broken}, year = 2010}",
        SYNTAX,
        1,
        "The citation key “Fam 2010” cannot have a space in it.",
    ),
    (
        ("@article{fam2010\n author = {Fam, J},\n title = {Broken},\n year = 2010}"),
        SYNTAX,
        1,
        "The comma after the citation key is missing.",
    ),
    (
        "@article{fam2010 author = {Fam, J}, title = {Broken}, year = 2010}",
        SYNTAX,
        1,
        "The comma after the citation key is missing.",
    ),
    (
        ("@article{a, author = {Fam, J}, title = {Broken}, title={Other}, year = 2010}"),
        REPEATED,
        1,
        "The entry has two values of title.",
    ),
    (
        "@artcle{a, author = {Fam, J}, title = {Broken}, year = 2010}",
        TYPE,
        1,
        "There is no entry type @artcle (did you mean article?).",
    ),
    (
        "@foobar{a, author = {Fam, J}, title = {Broken}, year = 2010}",
        TYPE,
        1,
        "There is no entry type @foobar.",
    ),
    (
        ("@article a,\n author = {Fam, J},\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        1,
        "The brace after @article is missing.",
    ),
    (
        ("article{a,\n author = {Fam, J},\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        1,
        "The @ before article is missing, so that BibTeX skips the entry.",
    ),
    (
        ("@article{a,\n author = {Fam, J},\n title = Broken one,\n year = 2010\n}"),
        SYNTAX,
        3,
        "The value of title has neither braces nor quotation marks.",
    ),
    (
        ("@article{a,\n author = {Fam, J},\n title = “Broken one”,\n year = 2010\n}"),
        SYNTAX,
        3,
        "The value of title is in quotation marks that BibTeX does not know.",
    ),
    (
        ("@article{a,\n author = 'Fam, J',\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        2,
        "The value of author is in quotation marks that BibTeX does not know.",
    ),
    (
        ("@article{a,\n author = ``Fam, J'',\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        2,
        "The value of author is in quotation marks that BibTeX does not know.",
    ),
    (
        ("@article{a,\n author = {Fam, J},\n title = {Broken},\n pages = ,\n year = 2010\n}"),
        SYNTAX,
        4,
        "The field pages has no value.",
    ),
    (
        ("@article{a,\n author = {Fam, J},,\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        3,
        "There is a comma too many before title.",
    ),
    (
        (
            "@article{a,\n"
            " author = {Fam, J},\n"
            " % pages = {1-2},\n"
            " title = {Broken},\n"
            " year = 2010\n"
            "}"
        ),
        SYNTAX,
        3,
        "BibTeX knows no comments within an entry.",
    ),
    (
        ("@article(a,\n author = {Fam, J},\n title = {Broken},\n year = 2010\n}"),
        SYNTAX,
        5,
        "After year, BibTeX expects a comma or the end, not “}”.",
    ),
    (
        ("@article{a;\n author = {Fam, J};\n title = {Broken};\n year = 2010\n}"),
        SYNTAX,
        1,
        "The comma after the citation key is missing.",
    ),
    (
        ("@article{a,\n author = {Fam, J};\n title = {Broken};\n year = 2010\n}"),
        SYNTAX,
        2,
        "After author, BibTeX expects a comma or the end, not “;”.",
    ),
    (
        "@article{a, author = {Fam, J}, ???, title = {Broken}, year = 2010}",
        SYNTAX,
        1,
        "After author, BibTeX expects a comma or the end, not “???, title = {Broken”.",
    ),
    (
        ('@article{a,\n author = {Fam, J},\n title = "Bro}ken",\n year = 2010\n}'),
        SYNTAX,
        3,
        "title has a closing brace too many.",
    ),
    (
        ('@article{a,\n author = {Fam, J},\n title = "Bro{ken",\n year = 2010\n}'),
        SYNTAX,
        3,
        "The quotation mark that opens title is not closed.",
    ),
    (
        "@in-proceedings{a, author = {Fam, J}, title = {Broken}, year = 2010}",
        TYPE,
        1,
        "There is no entry type @in-proceedings (did you mean inproceedings?).",
    ),
    (
        (
            "@article{a,\n"
            " author = {Fam, J},\n"
            " date added = {2010},\n"
            " title = {Broken},\n"
            " year = 2010}"
        ),
        SYNTAX,
        3,
        "After author, BibTeX expects a comma or the end, not “date added = {2010},”.",
    ),
    (
        ('@article{a,\n author = {Fam, J},\n month = "5~" jan,\n title = {Broken},\n year = 2010}'),
        SYNTAX,
        3,
        "The quotation mark that opens month is not closed.",
    ),
]


@pytest.mark.parametrize(("text", "kind", "line", "message"), BROKEN)
def test_a_broken_entry_says_what_is_wrong_at_which_line(
    text: str, kind: DefectKind, line: int, message: str
) -> None:
    first, good = entries(text + GOOD)
    defect = first.defects[0]
    assert (defect.kind, defect.message) == (kind, message)
    assert (text + GOOD).count("\n", 0, first.start + defect.start) + 1 == line
    assert good.id == "good"
    assert good.defects == ()


@pytest.mark.parametrize("text", [text for text, *_ in BROKEN])
def test_a_broken_entry_loses_no_field(text: str) -> None:
    first, _ = entries(text + GOOD)
    record = first.record
    assert record is not None
    assert len(record.authors) == 1
    assert record.title
    assert record.issued is not None


@pytest.mark.parametrize("text", [text for text, *_ in BROKEN])
def test_each_defect_is_a_finding_of_a_rule_with_its_line(text: str) -> None:
    defects = entries(text + GOOD)[0].defects
    rules = {
        SYNTAX: "entry-malformed",
        TYPE: "entry-type-unknown",
        MACRO: "macro-undefined",
        REPEATED: "field-repeated",
    }
    found = [one for one in findings(GOOD + text + GOOD) if one.rule in rules.values()]
    assert [one.rule for one in found] == [rules[defect.kind] for defect in defects]
    assert all(one.references == (2,) and one.span for one in found)
    assert found[0].span is not None
    assert found[0].span.line >= 3


def test_a_macro_that_many_entries_use_is_one_finding() -> None:
    text = "".join(f"@misc{{k{n}, title = {{T}}, journal = jpharm}}\n" for n in range(5))
    (finding,) = [one for one in findings(text) if one.rule == "macro-undefined"]
    assert finding.message == "The macro jpharm is not defined. 5 entries use it."
    assert finding.references == (1, 2, 3, 4, 5)


def test_a_macro_has_to_be_defined_before_it_is_used() -> None:
    assert entries("@misc{a, title = jp}@string{jp = {J}}")[0].defects
    assert not entries("@string{JP = {J}}@misc{a, title = jp}")[0].defects


def test_of_an_entry_in_pieces_only_the_first_defects_are_told() -> None:
    text = "@article{a,\n" + " title = {x} ;\n year = 2010 ;\n" * 20 + "}"
    kinds = [one.kind for one in entries(text)[0].defects]
    assert kinds.count(SYNTAX) == 3


@pytest.mark.parametrize(
    "text", ["data{foo,\n title = {x}}", "@foo bar,\n", "misc{foo, a}", "a @b c,"]
)
def test_text_between_the_entries_is_not_taken_for_one(text: str) -> None:
    assert [one.id for one in entries(f"{text}\n{GOOD}")] == ["good"]


# What programs and services export, a file each.
EXPORTS = sorted((Path(__file__).parent / "exports").glob("*.bib"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_nothing_is_wrong_with_what_programs_export(path: Path, end: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", end)
    found = entries(text)
    assert found
    assert [one for each in found for one in each.defects] == []
    assert all(each.record and each.record.title for each in found)


WRITTEN = st.text(st.sampled_from("abcXYZ 019:-{}"), max_size=30).filter(
    lambda text: text.count("{") == text.count("}") and _balanced(text)
)


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return True


@given(st.lists(WRITTEN, min_size=1, max_size=5))
def test_what_is_well_written_has_no_defects(values: list[str]) -> None:
    fields = "".join(f"  field{'abcde'[n]} = {{{value}}},\n" for n, value in enumerate(values))
    text = f"@misc{{key,\n{fields}}}\n" * 2
    assert [one for each in scan(text) for one in each.defects] == []


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        ("", "@article a,\n"),
        ("", "article{a,\n"),
        ("@article{a, title = {x}}", ",a="),
        ("@article{a, title = “", "x"),
        ("@article{a, title = ", "x "),
        ("@article{a, ", "%\n"),
        ('@article{a, title = "', '" '),
        ("@article{a,\n", "b {x}\n"),
        ("@article{a,\n", "b = {x}}x\n"),
        ("@article{", "a "),
    ],
)
def test_hostile_files_take_linear_time(start: str, piece: str) -> None:
    def work(characters: int) -> None:
        pieces = characters // len(piece)
        assert sum(1 for _ in scan(start + piece * pieces)) <= pieces + 1

    assert grows_in_proportion(work, 80_000)
