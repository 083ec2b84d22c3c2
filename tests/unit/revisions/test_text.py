"""Corrections in printed lists: files that a document includes, and what cannot be written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.fixing import RIGHT, checked_document
from tests.pairs import RECORD, people

from refcheck.model.record import BibliographicRecord
from refcheck.pipeline.corrections import Correction, Wishes, correct
from refcheck.revisions.alignment import Alignment

MAIN = (
    "\\documentclass{article}\n\\begin{document}\nSee \\cite{a}.\n\\input{refs}\n\\end{document}\n"
)
PART = (
    "\\begin{thebibliography}{9}\n"
    "\\bibitem{a} Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in\n"
    "  depression: Jumping the gun? \\emph{Pharmacol Res}. 2015;99(2):23--35.\n"
    "\\end{thebibliography}\n"
)


def corrected(path: Path, records: tuple[BibliographicRecord, ...] = ()) -> Correction:
    content = path.read_bytes()
    return correct(str(path), content, checked_document(str(path), content, records), Wishes())


@pytest.mark.parametrize("name", ["refs.tex", "parts/refs.tex"])
def test_the_edit_goes_into_the_file_that_has_it(tmp_path: Path, name: str) -> None:
    main, part = tmp_path / "thesis.tex", tmp_path / name
    part.parent.mkdir(exist_ok=True)
    main.write_text(MAIN.replace("{refs}", f"{{{name.removesuffix('.tex')}}}"))
    part.write_text(PART.replace("2015;", "2012;"))
    correction = corrected(main)
    assert [Path(file.path) for file in correction.files] == [part]
    assert correction.files[0].after.decode() == PART


def test_both_files_are_corrected(tmp_path: Path) -> None:
    main, part = tmp_path / "thesis.tex", tmp_path / "refs.tex"
    own = PART.replace("{a}", "{b}")
    main.write_text(
        MAIN.replace("\\input{refs}", f"\\input{{refs}}\n{own}").replace("99(2)", "98(2)")
    )
    part.write_text(PART.replace("2015;", "2012;"))
    correction = corrected(main)
    assert [Path(file.path) for file in correction.files] == [main, part]
    assert [file.count for file in correction.files] == [1, 1]
    assert "99(2)" in correction.files[0].after.decode()
    assert correction.files[1].after.decode() == PART


def test_entries_of_a_bibliography_are_to_be_corrected_there(tmp_path: Path) -> None:
    main = tmp_path / "thesis.tex"
    main.write_text(MAIN.replace("\\input{refs}", "\\bibliography{refs}"))
    (tmp_path / "refs.bib").write_text(
        "@article{a,\n  author = {Rajkumar, R and Fam, J and Yoe, EY and Dawe, GS},\n"
        f"  title = {{{RECORD.title}}},\n  journal = {{Pharmacol Res}},\n  year = {{2012}},\n"
        "  volume = {99},\n  number = {2},\n  pages = {23--35},\n}\n"
    )
    correction = corrected(main)
    assert not correction.files
    assert [one.reason for one in correction.left] == [
        "the entry is in refs.bib: run refcheck fix on that file"
    ] * 2  # also of a name that is written in another way there


def test_a_list_without_items_is_refused(tmp_path: Path) -> None:
    main = tmp_path / "article.tex"
    items = "".join(f"\\item {RIGHT.replace('2015;', '2012;')}\n" for _ in range(3))
    main.write_text(
        "\\documentclass{article}\n\\begin{document}\nText.\n\\section*{References}\n"
        f"\\begin{{enumerate}}\n{items}\\end{{enumerate}}\n\\end{{document}}\n"
    )
    correction = corrected(main)
    assert not correction.files
    assert correction.refusal is not None
    assert "\\bibitem" in correction.refusal


def test_letters_that_the_encoding_lacks_are_left(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    record = replace(RECORD, authors=people("Rajkumar R, Łódź J, Yeo EY, Dawe GS"))
    text = f"Über naïve Köpfe.\n\nReferences\n\n1. {RIGHT.replace('Fam J', 'Smith J')}\n"
    path.write_bytes(f"{text}2. {RIGHT.replace('Fam J', 'Smith J')}\n".encode("cp1252"))
    correction = corrected(path, (record, record))
    assert not correction.files
    assert {one.reason for one in correction.left} == {
        "the encoding of the file does not have all of its letters"
    }


def test_damaged_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    text = f"{'Über naïve Köpfe. ' * 20}\n\nReferences\n\n1. {RIGHT.replace('2015;', '2012;')}\n"
    content = b"Damaged: \xff. " + f"{text}2. {RIGHT}\n".encode()
    report = checked_document(str(path), content)
    correction = correct(str(path), content, report, Wishes())
    assert not correction.files
    assert correction.refusal is not None


def test_a_file_that_has_changed_since_the_check_is_left(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    content = f"References\n\n1. {RIGHT.replace('2015;', '2012;')}\n2. {RIGHT}\n".encode()
    report = checked_document(str(path), content)
    correction = correct(str(path), b"A new line.\n" + content, report, Wishes())
    assert not correction.files
    assert [one.reason for one in correction.left] == ["the file has changed since it was read"]


@pytest.mark.parametrize(
    ("plain", "source", "place", "piece"),
    [
        ("a b c", "a b c", (2, 3), "b"),
        ("a b c", "a\n   b c", (2, 3), "b"),
        ("a b c", "a\n   b c", (1, 2), "\n   "),
        ("Müller J", 'M{\\"u}ller J', (0, 6), 'M{\\"u}ller'),
        ("23–35", "23--35", (3, 5), "35"),
        ("depression", "depres-\n  sion", (0, 10), "depres-\n  sion"),
        ("Oncol., 16(10):17", "\\emph{Oncol.}, \\textbf{16}(10):17", (8, 10), "16"),
        ("Oncol 2007; 16:17", "{\\it Oncol} \\textbf{2007}; \\textit{16}:17", (12, 14), "16"),
        ("Oncol., 16, no. 10", "\\textsl{Oncol.}~{\\textbf{16}},~no.~10", (8, 10), "16"),
        ("Oncol. 16 (2007)", "\\j{Oncol.} \\bibinfo{volume}{16} (\\b{year}{2007})", (7, 9), "16"),
        ("it 16: 1", "\\it it {\\bf 16}: 1", (3, 5), "16"),
    ],
)
def test_alignment(plain: str, source: str, place: tuple[int, int], piece: str) -> None:
    found = Alignment(plain, source).place(*place)
    assert found is not None
    assert source[slice(*found)] == piece


def test_alignment_of_nothing() -> None:
    assert Alignment("abc", "xyz").place(1, 2) is None
    assert Alignment("", "").place(0, 0) is None
    assert Alignment("a" * 30_000, "b" * 30_000).place(0, 1) is None
