"""`refcheck fix`: what is shown and written, and what happens to the files."""

from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.fixing import RIGHT, checked_document

from refcheck.cli.app import run
from refcheck.cli.commands import fix
from refcheck.cli.git_index import is_in_git
from refcheck.model.report import DocumentReport, DocumentStatus, Lookup, LookupStatus
from refcheck.readers.files.inputs import InMemory

LIST = f"References\n\n1. {RIGHT}\n2. {RIGHT.replace('2015;', '2015;')}\n"
WRONG = LIST.replace("2015;99(2):23-35.\n2", "2012;99(2):23-35.\n2")


@pytest.fixture(autouse=True)
def _lookups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and every reference is matched with the same record."""
    monkeypatch.chdir(tmp_path)

    def check_all(
        paths: Sequence[str | InMemory], _settings: object, take: Callable[[DocumentReport], None]
    ) -> None:
        for path in paths:
            if isinstance(path, InMemory):
                take(checked_document(path.path, path.content))
            elif not Path(path).exists():
                status = DocumentStatus.UNREADABLE
                take(DocumentReport(path=path, status=status, error="there is no such file"))
            else:
                take(checked_document(path, Path(path).read_bytes()))

    monkeypatch.setattr(fix, "check_all", check_all)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(WRONG)
    return path


def test_the_diff_is_shown_and_nothing_written(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fix", "article.txt"]) == 1
    shown = capsys.readouterr()
    lines = shown.out.splitlines()
    assert lines[:2] == ["--- article.txt", "+++ article.txt"]
    assert [line for line in lines[2:] if line.startswith("+")] == [f"+1. {RIGHT}"]
    assert [line[:3] for line in lines[2:] if line.startswith("-")] == ["-1."]
    assert shown.err == "1 correction in 1 file found; --write makes them.\n"
    assert article.read_text() == WRONG


def test_the_diff_is_one_that_patch_applies(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(WRONG.rstrip("\n"))
    run(["fix", "article.txt"])
    diff = capsys.readouterr().out
    assert "\\ No newline at end of file" in diff
    patch = shutil.which("patch")
    if patch is not None:
        subprocess.run([patch, "-p0"], input=diff, text=True, check=True, capture_output=True)  # noqa: S603
        assert article.read_text() == LIST.rstrip("\n")


def test_colour_is_used_on_request(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["fix", str(article), "--color"])
    assert "\x1b[32m+1. " in capsys.readouterr().out


def test_the_file_is_written_and_the_old_one_kept(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fix", "article.txt", "--write"]) == 0
    assert article.read_text() == LIST
    assert Path("article.txt.bak").read_text() == WRONG
    assert "article.txt: corrected; article.txt.bak is as it was\n" in capsys.readouterr().err


def test_a_backup_is_never_overwritten(article: Path) -> None:
    Path("article.txt.bak").write_text("older")
    assert run(["fix", "article.txt", "--write"]) == 0
    assert Path("article.txt.bak").read_text() == "older"
    assert Path("article.txt.bak2").read_text() == WRONG
    assert article.read_text() == LIST


def test_a_second_run_changes_nothing(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["fix", "article.txt", "--write"])
    capsys.readouterr()
    assert run(["fix", "article.txt", "--write"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "Nothing to correct.\n"
    assert not Path("article.txt.bak2").exists()
    assert article.read_text() == LIST


def test_a_link_stays_a_link(article: Path) -> None:
    Path("link.txt").symlink_to(article)
    assert run(["fix", "link.txt", "--write"]) == 0
    assert Path("link.txt").is_symlink()
    assert article.read_text() == LIST


def test_a_file_that_changed_meanwhile_stays(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from refcheck.cli import fix_files

    write = fix_files.write_revised

    def late(file: object) -> object:
        article.write_text("new text")
        return write(file)  # type: ignore[arg-type]

    monkeypatch.setattr(fix_files, "write_revised", late)
    assert run(["fix", "article.txt", "--write"]) == 3
    assert "it has changed since it was read; nothing was written" in capsys.readouterr().err
    assert article.read_text() == "new text"


def test_a_read_only_file_stays(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert run(["fix", "article.txt", "--write"]) == 3
    assert "read-only" in capsys.readouterr().err
    assert article.read_text() == WRONG


def test_a_read_only_file_stays_whoever_runs_it(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.chmod(0o444)
    assert run(["fix", "article.txt", "--write"]) == 3
    assert "read-only" in capsys.readouterr().err
    assert article.read_text() == WRONG
    assert [path.name for path in article.parent.iterdir()] == ["article.txt"]


def test_files_that_could_not_be_written_are_not_counted_as_written(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("other.txt").write_text(WRONG)
    article.chmod(0o444)
    assert run(["fix", "article.txt", "other.txt", "--write"]) == 3
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == "1 correction in 1 file written, 1 correction in 1 file not written."


def test_nothing_is_called_written_where_nothing_was(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from refcheck.cli import fix_files

    monkeypatch.setattr(fix_files, "replace_file", _full)
    assert run(["fix", str(article), "--write"]) == 3
    assert capsys.readouterr().err.splitlines()[-1] == "1 correction in 1 file not written."


def _full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _half(source: BinaryIO, target: BinaryIO) -> None:
    target.write(source.read(10))
    _full()


@pytest.mark.parametrize(
    ("name", "fails"), [("shutil.copyfileobj", _half), ("replace_file", _full)]
)
def test_a_full_disk_leaves_no_backup(
    article: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    fails: object,
) -> None:
    monkeypatch.setattr(f"refcheck.cli.fix_files.{name}", fails)
    assert run(["fix", "article.txt", "--write"]) == 3
    assert "article.txt: cannot be written: no space left on device" in capsys.readouterr().err
    assert {path.name: path.read_text() for path in Path().iterdir()} == {"article.txt": WRONG}


def test_all_that_was_written_is_counted(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.txt").write_text(WRONG)
    assert run(["fix", str(article), "other.txt", "--write"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == "2 corrections in 2 files written."


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def piped() -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(WRONG.encode()))

    monkeypatch.setattr(sys, "stdin", piped())
    assert run(["fix", "-"]) == 1
    assert capsysbinary.readouterr().out.startswith(b"--- -\n+++ -\n")
    monkeypatch.setattr(sys, "stdin", piped())
    assert run(["fix", "-", "--write"]) == 0
    assert capsysbinary.readouterr().out == LIST.encode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_corrected_text_that_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.cli.app.silence_stdout", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    full = open("/dev/full", "w", encoding="utf-8")  # noqa: PTH123, SIM115
    monkeypatch.setattr(sys, "stdout", full)
    assert run(["fix", "-", "--write"]) == 2
    line = "refcheck: standard output: cannot be written: no space left on device\n"
    assert capsys.readouterr().err == line
    with suppress(OSError):
        full.close()


def test_what_is_left_is_listed(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text(WRONG.replace("Jumping the gun? Pharmacol", "Jumping the gun? Pharmacol", 1))
    assert run(["fix", "article.txt", "--select", "author-first"]) == 0
    assert capsys.readouterr().err == "Nothing to correct.\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--select", "year-mismach"], "year-mismatch"),
        (["--ignore", "nothing"], "nothing"),
        (["--select", ","], "--select needs the names of rules"),
        (["--add", "isbn"], "--add cannot be 'isbn'"),
    ],
)
def test_wrong_words(
    article: Path, words: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fix", str(article), *words]) == 2
    err = capsys.readouterr().err
    assert line in err
    assert err.count("\n") == 1


def test_a_missing_file_and_a_good_one(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fix", "none.txt", str(article)]) == 3
    assert "none.txt: there is no such file" in capsys.readouterr().err


def git(*words: str) -> None:
    program = shutil.which("git")
    assert program is not None
    subprocess.run([program, *words], check=True, capture_output=True)  # noqa: S603


def test_git_makes_a_backup_needless(article: Path) -> None:
    git("init", "-q")
    assert not is_in_git(article, article.read_bytes())
    git("add", "article.txt")
    assert is_in_git(article, article.read_bytes())
    assert run(["fix", "article.txt", "--write"]) == 0
    assert not Path("article.txt.bak").exists()
    assert not is_in_git(article, article.read_bytes())


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_every_version_of_an_index_is_read(article: Path, version: str) -> None:
    folder = Path("some/folder/below")
    folder.mkdir(parents=True)
    names = [folder / f"file{number}.txt" for number in range(12)]
    for name in names:
        name.write_text(name.name)
    git("init", "-q")
    git("add", ".")
    git("update-index", "--index-version", version)
    assert all(is_in_git(name, name.read_bytes()) for name in (article, *names))
    assert not any(is_in_git(name, b"other") for name in names)


def test_a_damaged_index_tells_nothing(article: Path) -> None:
    Path(".git").mkdir()
    for content in (b"", b"DIRC", b"DIRC\0\0\0\2\0\0\0\x09" + b"\0" * 70, b"x" * 100):
        Path(".git/index").write_bytes(content)
        assert not is_in_git(article, article.read_bytes())


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_pattern_names_several_rules(
    article: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(WRONG.replace("Yeo EY", "Yoe EY", 1))
    assert run(["fix", "article.txt", option, "year-*"]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("+1.")]
    assert ("2015;" in line, "Yeo EY" in line) == (option == "--select", option == "--ignore")


def test_what_was_not_looked_up_is_counted(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check_all(
        _paths: object, _settings: object, take: Callable[[DocumentReport], None]
    ) -> None:
        report = checked_document("article.txt", article.read_bytes())
        statuses = (LookupStatus.NOT_CACHED, LookupStatus.UNAVAILABLE)
        references = tuple(
            replace(one, lookup=Lookup(status=status), findings=())
            for one, status in zip(report.references, statuses, strict=True)
        )
        take(replace(report, references=references))

    monkeypatch.setattr(fix, "check_all", check_all)
    assert run(["fix", "article.txt"]) == 3
    assert capsys.readouterr().err.splitlines()[:3] == [
        "Nothing to correct.",
        "Not looked up, for want of a cached response: 1 reference.",
        "Not looked up, as there was no response: 1 reference.",
    ]
