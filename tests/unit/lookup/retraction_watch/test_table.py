"""Which rows of a file of Retraction Watch are taken in, and found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from refcheck.errors import InputError
from refcheck.lookup.retraction_watch import table as tables
from refcheck.lookup.retraction_watch.rows import Nature
from refcheck.lookup.retraction_watch.table import (
    forget_retractions,
    import_retractions,
    imported_retractions,
    is_retraction_file,
    retractions_problem,
)

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,"
)


def line(
    doi: str = "10.5555/snow.1",
    pmid: str = "0",
    nature: str = "Retraction",
    day: str = "3/15/2022 0:00",
    title: str = "Snow depths of the eastern Alps",
    notice: str = "10.5555/notice.1",
) -> str:
    return f"7,{title},,,,,,,,,{day},{notice},0,1/1/2020 0:00,{doi},{pmid},{nature},,No,,"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "data" / "retractions.sqlite"
    monkeypatch.setattr(tables, "retractions_path", lambda: path)
    forget_retractions()
    yield path
    forget_retractions()


def written(folder: Path, *lines: str, encoding: str = "utf-8") -> str:
    path = folder / "rw.csv"
    path.write_bytes("\r\n".join((HEADER, *lines, "")).encode(encoding))
    return str(path)


def test_rows_are_found_by_doi_and_by_pmid(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        line(doi="10.5555/SNOW.1", pmid="12345678"),
        line(doi="unavailable", pmid="7654321", nature="Expression of concern"),
        line(doi="10.5555/snow.1", nature="Reinstatement", day="4/1/2023 0:00"),
    )
    imported = import_retractions(file)
    assert (imported.rows, imported.broken, str(imported.until)) == (3, 0, "2023-04-01")
    table = imported_retractions()
    assert table is not None
    natures = [row.nature for row in table.find("10.5555/snow.1", None)]
    assert natures == [Nature.RETRACTION, Nature.REINSTATEMENT]
    assert [row.nature for row in table.find(None, "7654321")] == [Nature.CONCERN]
    assert table.find("10.5555/snow.1", "12345678")[0].notice == "10.5555/notice.1"
    assert table.find(None, None) == ()
    assert table.find("unavailable", "0") == ()


@pytest.mark.parametrize(
    "broken",
    [
        line(doi="unavailable", pmid="0"),
        line(doi="", pmid=""),
        line(doi="Unavailable", pmid="abc"),
        line(day="13/45/2022 0:00"),
        line(day=""),
        line(nature="Something else"),
        line(nature=""),
        "7,too short",
        '7,"' + "x" * 200_000,
    ],
)
def test_broken_rows_are_skipped_and_counted(tmp_path: Path, broken: str) -> None:
    imported = import_retractions(written(tmp_path, line(pmid="11"), broken))
    assert (imported.rows, imported.broken) == (1, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-8-sig"])
def test_any_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path, line(title="Über Höhen des Schnees"), encoding=encoding)
    assert is_retraction_file(file)
    assert import_retractions(file).rows == 1


def test_other_files_are_none(tmp_path: Path) -> None:
    other = tmp_path / "journals.txt"
    other.write_text("JrId: 1\nJournalTitle: AANA journal\n")
    assert not is_retraction_file(str(other))
    assert not is_retraction_file(str(tmp_path / "missing"))
    assert not is_retraction_file(str(tmp_path))
    assert not is_retraction_file("a\0b")
    with pytest.raises(InputError, match="no notice"):
        import_retractions(written(tmp_path))


@pytest.mark.parametrize("content", [b"Title\rRetractionDate", b"\x1f\x8b\x08\x00\x96S\rk\x02\xff"])
def test_a_carriage_return_within_the_first_line_makes_no_header(
    tmp_path: Path, content: bytes
) -> None:
    other = tmp_path / "journals.txt"
    other.write_bytes(content)
    assert not is_retraction_file(str(other))


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_LARGEST", 100)
    with pytest.raises(InputError, match="larger"):
        import_retractions(written(tmp_path, line()))


def test_a_failed_import_leaves_the_one_before(tmp_path: Path, place: Path) -> None:
    import_retractions(written(tmp_path, line()))
    # What a killed run has left.
    (place.parent / ".retractions.sqlite.abcdefg1.refcheck-draft").touch()
    with pytest.raises(InputError):
        import_retractions(written(tmp_path))
    table = imported_retractions()
    assert table is not None
    assert table.find("10.5555/snow.1", None)
    assert [each.name for each in place.parent.iterdir()] == ["retractions.sqlite"]


def test_a_damaged_table_is_said_and_not_used(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"not a database" * 100)
    assert imported_retractions() is None
    assert "cannot be used" in (retractions_problem() or "")
    forget_retractions()
    place.unlink()
    sqlite3.connect(place).execute("CREATE TABLE about (name, value)").connection.close()
    assert imported_retractions() is None
