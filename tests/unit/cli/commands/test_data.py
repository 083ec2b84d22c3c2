"""`refcheck data`: lists of journals that are built in and imported."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from refcheck.cli.app import run
from refcheck.journals.authority import find_journals, forget
from refcheck.journals.imported import imported_problem
from refcheck.lookup.retraction_watch.table import forget_retractions

LIST = """\
--------------------------------------------------------
JrId: 1
JournalTitle: The journal of quartz lanterns : official organ
MedAbbr: J Quartz Lantern
ISSN (Print): 0160-6999
ISSN (Online):
IsoAbbr: J. Quartz Lant.
NlmId: 7708172
--------------------------------------------------------
JrId: 2
JournalTitle: Velvet
MedAbbr:
ISSN (Print):
ISSN (Online):
IsoAbbr:
NlmId: 0431420
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working directory, with the data folder `data` in it."""
    stored = tmp_path / "data" / "journals.gz"
    monkeypatch.setattr("refcheck.journals.imported.imported_path", lambda: stored)
    notices = tmp_path / "data" / "retractions.sqlite"
    monkeypatch.setattr("refcheck.lookup.retraction_watch.table.retractions_path", lambda: notices)
    monkeypatch.setenv("REFCHECK_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    forget()
    forget_retractions()
    yield tmp_path
    forget()
    forget_retractions()


def test_what_is_built_in(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["data", "info"]) == 0
    out = capsys.readouterr().out
    assert "journals, NLM Catalog of 2021\nimported   nothing\n" in out
    assert str(folder / "data" / "journals.gz") in out
    assert "does not endorse" in out


@pytest.mark.parametrize("name", ["J_Medline.txt", "list.csv"])  # told by its content
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_list_is_imported(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, encoding: str
) -> None:
    assert find_journals("J. Quartz Lant.") == ()
    text = LIST.replace("official organ", "périodique").replace("\n", "\r\n")
    (folder / name).write_bytes(text.encode(encoding))
    assert run(["data", "import", name]) == 0
    assert capsys.readouterr().out == f"2 journals imported from {name}\n"
    for form in ("Journal of Quartz Lanterns", "J Quartz Lantern", "J. Quartz Lant."):
        assert [journal.name for journal in find_journals(form)] == ["J Quartz Lantern"]
    assert [journal.name for journal in find_journals("The Velvet")] == ["Velvet"]
    assert find_journals("The Lancet")  # what is built in stays
    assert run(["data", "info"]) == 0
    assert f"imported   2 journals, {name} of 20" in capsys.readouterr().out


def test_a_second_list_replaces_the_first(folder: Path) -> None:
    (folder / "one.txt").write_text(LIST)
    (folder / "two.txt").write_text(LIST.replace("uartz", "arble"))
    assert run(["data", "import", "one.txt"]) == 0
    # What a killed run has left.
    (folder / "data" / ".journals.gz.abcdefg1.refcheck-draft").touch()
    assert run(["data", "import", "two.txt"]) == 0
    assert not find_journals("J Quartz Lantern")
    assert find_journals("J Qarble Lantern")
    assert [path.name for path in (folder / "data").iterdir()] == ["journals.gz"]


def test_clearing_the_cache_leaves_the_list(folder: Path) -> None:
    (folder / "one.txt").write_text(LIST)
    assert run(["data", "import", "one.txt"]) == 0
    assert run(["cache", "clear"]) == 0
    assert (folder / "data" / "journals.gz").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "it is not a list of journals like NLM's J_Medline.txt or J_Entrez.txt"),
        (b"title,abbreviation\nLancet,Lancet\n", "it is not a list of journals"),
        (LIST[:70].encode(), "it is not a list of journals"),
        (b"\x00\xff" * 1000, "it is not a list of journals"),
        (gzip.compress(LIST.encode(), mtime=0), "it is not a list of journals"),
        (gzip.compress(LIST.encode(), mtime=0x0D), "it is not a list of journals"),  # with a "\r"
        (LIST.encode("utf-16"), "it is not a list of journals"),
    ],
)
def test_something_else_is_refused_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes, reason: str
) -> None:
    (folder / "odd.txt").write_bytes(content)
    assert run(["data", "import", "odd.txt"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"refcheck: odd.txt: {reason}")
    assert said.count("\n") == 1
    assert not (folder / "data").exists()


@pytest.mark.parametrize(
    ("given", "reason"),
    [("nothing.txt", "there is no such file"), (".", "is a folder"), ("a\0b", "not the path")],
)
def test_what_cannot_be_read_is_refused(
    capsys: pytest.CaptureFixture[str], given: str, reason: str
) -> None:
    assert run(["data", "import", given]) == 2
    said = capsys.readouterr().err
    assert reason in said
    assert said.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
def test_a_pipe_is_not_waited_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "pipe")
    assert run(["data", "import", "pipe"]) == 2
    assert "it is not a file" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "one.txt").write_text(LIST)
    (folder / "data").write_text("a file in its place")
    assert run(["data", "import", "one.txt"]) == 2
    assert "the list cannot be stored: a file is in its place" in capsys.readouterr().err


def test_a_damaged_list_is_said_and_not_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "journals.gz").write_bytes(b"damaged")
    assert find_journals("The Lancet")
    assert "cannot be used" in (imported_problem() or "")
    assert run(["data", "info"]) == 0
    assert "it is damaged" in capsys.readouterr().out


def test_control_characters_are_left_out(folder: Path) -> None:
    (folder / "one.txt").write_text(LIST.replace("Velvet", "Vel\x1b[31mvet"))
    assert run(["data", "import", "one.txt"]) == 0
    (journal,) = find_journals("Vel [31mvet")
    assert journal.name.isprintable()


RETRACTIONS = """\
Record ID,Title,RetractionDate,RetractionDOI,OriginalPaperDOI,OriginalPaperPubMedID,\
RetractionNature,
1,Snow depths of the eastern Alps,3/15/2022 0:00,10.5555/notice.1,10.5555/SNOW.1,0,Retraction,
2,Without an identifier,3/15/2022 0:00,,unavailable,0,Retraction,
"""


def test_retractions_are_imported_and_used_without_a_network(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rw.csv").write_text(RETRACTIONS)
    assert run(["data", "import", "rw.csv"]) == 0
    assert capsys.readouterr().out == (
        "1 notice imported from rw.csv, up to 2022-03-15; "
        "1 skipped: broken, or without identifier\n"
    )
    assert run(["data", "info"]) == 0
    assert "retracted  1 notice, Retraction Watch (Crossref) up to" in capsys.readouterr().out
    (folder / "article.txt").write_text(
        "References\n\n1. Doe J. Snow depths of the eastern Alps. J Snow Stud. 2020;3:1-9. "
        "doi:10.5555/snow.1\n2. Roe J. Ice on the lakes of the north. J Snow Stud. 2021;4:1-9.\n"
    )
    assert run(["check", "article.txt", "--offline"]) == 3
    out = " ".join(capsys.readouterr().out.split())
    assert "retracted on 2022-03-15, says Retraction Watch, data up to 2022-03-15" in out
    assert "https://doi.org/10.5555/notice.1" in out


def test_an_imported_table_that_is_damaged_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "retractions.sqlite").write_bytes(b"x" * 500)
    assert run(["data", "info"]) == 0
    assert "the imported retractions cannot be used" in capsys.readouterr().out
