"""Where a report goes and in which format, by the whole command line: -o and --format together."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from refcheck.cli.app import run

ARTICLE = (
    "References\n1. Okafor A. A first study of sleep. Lancet. 2011;1:1-5.\n"
    "2. Petrov B. A second study of sleep. BMJ. 2012;2:2-6.\n"
)
posix = pytest.mark.skipif(os.name == "nt", reason="only on POSIX")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("REFCHECK_", "NCBI_"))]:
        monkeypatch.delenv(name)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")


def check(*arguments: str) -> int:
    return run(["check", "article.txt", "--no-lookup", "--exit-zero", *arguments])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("report.html", b"<!doctype html>"),
        ("report.HTML", b"<!doctype html>"),
        ("report.md", b"# "),
        ("report.csv", b"file,"),
        ("report.xlsx", b"PK"),
        ("report.json", b'{\n  "schema"'),
        ("report.jsonl", b'{"schema"'),
        ("report.sarif", b"{\n"),
        ("works.ris", b"TY  - "),
        ("works.bib", b"@"),
        ("report.txt", b"article.txt: "),
        ("report", b"article.txt: "),
        (".json", b"article.txt: "),  # a hidden file, not a suffix
        ("two.parts.csv", b"file,"),
    ],
)
def test_the_suffix_chooses_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    assert check("-o", name) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "report.pdf"],
        ["-o", "report.xml"],
        ["-o", "report.htmls"],
        ["-o", "report.json.gz"],
        ["-o", "report.doc"],
        ["-o", "report.csv", "--format", "json"],
        ["-o", "report.html", "--format", "text"],
        ["-o", "report.json", "--format", "jsonl"],
        ["-o", "report.ris", "--format", "bibtex"],
        ["-o", "report.csv", "--format", "junit"],
        ["-o", "report.html", "--format", "github"],
        ["-o", "report.txt", "--format", "xlsx"],
        ["--format", "xlsx"],
        ["-o", "article.txt"],
        ["-o", "./article.txt", "--format", "text"],
        ["-o", "no-such-folder/report.json"],
    ],
    ids=" ".join,
)
def test_what_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert check(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("refcheck: ")
    assert os.listdir(tmp_path) == ["article.txt"]  # noqa: PTH208 - and nothing beside it
    assert (tmp_path / "article.txt").read_text(encoding="utf-8") == ARTICLE


def test_an_input_in_a_folder_or_by_a_link_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "list.ris").write_text(
        "TY  - JOUR\nAU  - Okafor, A\nTI  - Sleep\nPY  - 2011\nER  - \n", encoding="utf-8"
    )
    before = (tmp_path / "list.ris").read_bytes()
    assert run(["check", ".", "--no-lookup", "-o", "list.ris"]) == 2
    if os.name != "nt":
        (tmp_path / "link.ris").symlink_to("list.ris")
        assert run(["check", "list.ris", "--no-lookup", "-o", "link.ris"]) == 2
    assert (tmp_path / "list.ris").read_bytes() == before


@pytest.mark.parametrize("name", ["json", "csl-json", "csv", "html", "junit", "github", "sarif"])
def test_without_a_suffix_the_format_is_as_named(tmp_path: Path, name: str) -> None:
    assert check("-o", "report", "--format", name) == 0
    plain = (tmp_path / "report").read_bytes()
    assert check("-o", "report.odd", "--format", name) == 0  # a suffix of no format
    assert (tmp_path / "report.odd").read_bytes() == plain


@posix
def test_a_pipe_is_written_as_the_format_says_whatever_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe.csv").read_bytes()))
    reader.start()
    assert check("-o", "pipe.csv", "--format", "json") == 0
    reader.join(timeout=20)
    assert json.loads(read[0])["schema"] == "refcheck-report/2"


@posix
@pytest.mark.parametrize("device", ["/dev/stdout", "/dev/fd/1"])
def test_standard_output_by_its_path(device: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert check("-o", device, "--format", "jsonl") == 0
    assert capfd.readouterr().out.startswith('{"schema"')


@posix
def test_a_workbook_goes_to_a_device(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert check("-o", "/dev/stdout", "--format", "xlsx") == 0
    assert capfdbinary.readouterr().out.startswith(b"PK")
