"""Word files from the command line: one for each input, and the letter's template."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import docx
import pytest
from tests.unit.reports.samples import clean, flawed, unreadable

from refcheck.cli.word_files import WordFolder, commented_copy, letter_template, word_folder
from refcheck.errors import OutputError, UsageError
from refcheck.reports import ReportOptions

ARTICLE = "Sleep matters [1].\n\nReferences\n\n1. Smith J. Sleep. Lancet. 2014;1:2-3.\n"


def report_on(path: Path | str) -> object:
    from dataclasses import replace

    return replace(clean(), path=str(path))


def names_for(folder: Path, *paths: Path) -> list[str]:
    """What the files on these inputs are called, in the order of the inputs."""
    written: list[str] = []
    reporter = WordFolder(folder, [str(one) for one in paths], ReportOptions())
    reporter.begin()
    for path in paths:
        before = set(folder.iterdir())
        reporter.document(report_on(path))  # type: ignore[arg-type]
        written += [one.name for one in set(folder.iterdir()) - before]
    return written


def made(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE)
    return paths


def test_each_file_is_named_after_its_input(tmp_path: Path) -> None:
    inputs = made(tmp_path / "in", "a.txt", "b/a.md", "c/a.txt", "d/A.md", "e")
    assert names_for(tmp_path / "out", *inputs) == [
        "a.docx",
        "a.md.docx",
        "a.txt.docx",
        "A-refcheck.docx",
        "e.docx",
    ]


def test_no_input_is_replaced(tmp_path: Path) -> None:
    inputs = made(tmp_path, "a.txt", "a.docx", "a-2.docx")
    assert names_for(tmp_path, *inputs) == ["a.txt.docx", "a-refcheck.docx", "a-2-refcheck.docx"]
    assert all(one.read_text() == ARTICLE for one in inputs)


def test_a_file_of_an_earlier_run_is_replaced(tmp_path: Path) -> None:
    (one,) = made(tmp_path / "in", "a.txt")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.docx").write_bytes(b"old")
    names_for(tmp_path / "out", one)
    assert (tmp_path / "out" / "a.docx").read_bytes().startswith(b"PK")


def test_standard_input_has_a_name(tmp_path: Path) -> None:
    reporter = WordFolder(tmp_path / "out", ["-"], ReportOptions())
    reporter.begin()
    reporter.document(report_on("-"))  # type: ignore[arg-type]
    reporter.document(unreadable())
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["standard-input.docx"]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be made"):
        WordFolder(tmp_path / "file", [], ReportOptions()).begin()


def test_one_file_for_one_input_and_a_folder_for_several(tmp_path: Path) -> None:
    one, two = map(str, made(tmp_path, "a.txt", "b.txt"))
    assert word_folder([one], tmp_path / "r.docx") is None
    assert word_folder([one], tmp_path / "r") is None
    assert word_folder([one], None) is None
    assert word_folder([one], tmp_path) == tmp_path
    assert word_folder([one, two], tmp_path / "new") == tmp_path / "new"
    assert word_folder([one, one], tmp_path / "r.docx") is None
    for several in ([one, two], [str(tmp_path)]):
        with pytest.raises(UsageError, match="name a folder for several: --format docx -o DIR"):
            word_folder(several, tmp_path / "r.docx")


# --- the template ---------------------------------------------------------------------------------


def test_the_template_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffDear {{ file }}".encode())
    template = letter_template(str(path), "docx")
    assert template is not None
    assert (template.name, template.text) == (str(path), "Dear {{ file }}")
    assert letter_template(None, "json") is None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a\n{% if %}", r"a\.md, line 2: "),
        (b"\xff\xfe\x00", "a template is text in UTF-8"),
        (b"x" * 300_000, "a template has at most 200 kB"),
    ],
)
def test_a_template_that_cannot_be_used(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=reason):
        letter_template(str(path), "docx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_template_may_come_through_a_pipe_but_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "letter.md"
    os.mkfifo(pipe)
    monkeypatch.setattr("refcheck.readers.content._UNOPENED", 0.1)
    with pytest.raises(UsageError, match="is a pipe to which no program writes"):
        letter_template(str(pipe), "docx")
    monkeypatch.undo()
    writer = threading.Thread(target=pipe.write_text, args=("Dear {{ file }}",))
    writer.start()
    template = letter_template(str(pipe), "docx")
    writer.join()
    assert template is not None
    assert template.text == "Dear {{ file }}"


def test_a_template_that_is_not_there_or_not_for_this_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        letter_template(str(tmp_path / "a.md"), "docx")
    with pytest.raises(UsageError, match="a template is text"):
        letter_template("a\0.md", "docx")
    with pytest.raises(UsageError, match="cannot be used with --format html"):
        letter_template("a.md", "html")


# --- the manuscript -------------------------------------------------------------------------------


def test_only_a_word_document_has_a_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = commented_copy(verbose=False)
    (text,) = made(tmp_path, "a.txt")
    assert copy(report_on(text)) is None  # type: ignore[arg-type]
    assert copy(report_on("-")) is None  # type: ignore[arg-type]
    assert capsys.readouterr().err == ""


def test_why_there_is_no_copy_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = commented_copy(verbose=False)
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("Other words than those of the report.")
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(stream.getvalue())
    from dataclasses import replace

    assert copy(replace(flawed(), path=str(path))) is None
    assert "has changed since it was checked" in capsys.readouterr().err
    path.unlink()
    assert copy(report_on(path)) is None  # type: ignore[arg-type]
    assert "there is no such file" in capsys.readouterr().err
