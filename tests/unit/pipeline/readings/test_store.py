"""Documents that were read before, and have not changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from tests.closed_folders import close

from refcheck import drafts
from refcheck.journals import imported
from refcheck.pipeline.documents import Prepared, prepare
from refcheck.pipeline.readings import store
from refcheck.pipeline.readings.store import (
    Cleared,
    Readings,
    clear_readings,
    open_readings,
    sizes_of_readings,
)
from refcheck.readers.files.inputs import InMemory

ARTICLE = "Vision [1].\n\nReferences\n\n1. Lee K. Zinc. Lancet. 2010;375:77-9.\n"
BIBLIOGRAPHY = "@article{one, title = {Zinc}, author = {Lee, K}, year = 2010}\n"
DAY = 24 * 3600.0


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    return readings_in(tmp_path)


def readings_in(tmp_path: Path) -> Readings:
    opened = open_readings(tmp_path / "cache" / "readings")
    assert opened is not None
    return opened


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that were read, and not found."""
    paths = []
    real = store.prepared_from

    def noted(document: object) -> Prepared:
        prepared = real(document)  # type: ignore[arg-type]
        paths.append(prepared.path)
        return prepared

    monkeypatch.setattr(store, "prepared_from", noted)
    return paths


def test_a_document_is_read_once(article: Path, readings: Readings, made: list[str]) -> None:
    path = str(article)
    assert not readings.has(path)
    first, second = readings.prepare(path), readings.prepare(path)
    assert first == second == prepare(path)
    assert made == [path]
    assert readings.has(path)


def test_the_next_run_finds_it(article: Path, tmp_path: Path, made: list[str]) -> None:
    for _ in range(2):
        readings_in(tmp_path).prepare(str(article))
    assert len(made) == 1


def test_a_changed_document_is_read_again(
    article: Path, readings: Readings, made: list[str]
) -> None:
    readings.prepare(str(article))
    article.write_text(ARTICLE.replace("2010", "2011"))
    (reference,) = readings.prepare(str(article)).references
    assert reference.record.issued is not None
    assert reference.record.issued.year == 2011
    assert len(made) == 2


def test_the_same_text_in_another_file_is_another_document(
    article: Path, readings: Readings, made: list[str]
) -> None:
    other = article.with_suffix(".md")
    other.write_text(ARTICLE)
    assert [readings.prepare(str(path)).path for path in (article, other)] == made
    assert len(made) == 2


def test_another_program_reads_anew(article: Path, readings: Readings, made: list[str]) -> None:
    newer = Readings(folder=readings.folder, program="newer", opened=readings.opened)
    for each in (readings, newer):
        each.prepare(str(article))
    assert len(made) == 2


@pytest.mark.parametrize("content", [None, b"\x7fELF\0\0\0"])
def test_what_cannot_be_read_is_not_kept(
    tmp_path: Path, readings: Readings, content: bytes | None
) -> None:
    path = tmp_path / "article.txt"
    if content is not None:
        path.write_bytes(content)
    assert readings.prepare(str(path)) == prepare(str(path))
    assert readings.prepare(str(path)).error
    assert not readings.has(str(path))
    assert sizes_of_readings(readings.folder) == []


def test_documents_that_lie_nowhere_are_not_kept(readings: Readings) -> None:
    source = InMemory(path="article.txt", content=ARTICLE.encode())
    assert readings.prepare(source) == prepare(source)
    assert not readings.has(source)
    assert not readings.has("-")
    assert sizes_of_readings(readings.folder) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tex", "\\documentclass{article}\\begin{document}\\cite{one}\\bibliography{refs}"),
        ("a.tex", "\\documentclass{article}\\begin{document}\\input{refs}\\end{document}"),
        ("a.md", "---\nbibliography: refs.bib\n---\nVision [@one].\n"),
    ],
)
def test_a_document_in_several_files_is_read_each_time(
    tmp_path: Path, readings: Readings, made: list[str], name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY)
    for _ in range(2):
        readings.prepare(str(path))
    assert len(made) == 2
    assert not readings.has(str(path))


def test_a_markdown_document_by_itself_is_kept(tmp_path: Path, readings: Readings) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# Vision\n\n{ARTICLE}")
    readings.prepare(str(path))
    assert readings.has(str(path))


def test_a_damaged_reading_is_replaced(article: Path, readings: Readings, made: list[str]) -> None:
    path = str(article)
    whole = readings.prepare(path)
    (place,) = readings.folder.iterdir()
    content = place.read_bytes()
    for damaged in (b"", content[:-1], b"something else"):
        place.write_bytes(damaged)
        assert readings.prepare(path) == whole
        assert place.read_bytes() == content
    assert len(made) == 4


def test_the_reading_of_another_document_is_not_used(
    tmp_path: Path, article: Path, readings: Readings, made: list[str]
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE.replace("Zinc", "Iron"))
    readings.prepare(str(article))
    (place,) = readings.folder.iterdir()
    readings.prepare(str(other))
    (another,) = {*readings.folder.iterdir()} - {place}
    another.write_bytes(place.read_bytes())
    assert readings.prepare(str(other)) == prepare(str(other))
    assert made == [str(article), str(other), str(other)]
    assert readings.prepare(str(other)) == prepare(str(other))  # kept anew
    assert len(made) == 3


def test_a_folder_that_is_gone_does_no_harm(article: Path, readings: Readings) -> None:
    readings.folder.rmdir()
    assert readings.prepare(str(article)) == prepare(str(article))
    readings.tidy()
    assert clear_readings(readings.folder) == Cleared()
    assert sizes_of_readings(readings.folder) == []


def test_there_are_none_where_there_can_be_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert open_readings(tmp_path / "file") is None
    assert open_readings(tmp_path / "file" / "readings") is None


def test_a_reading_that_is_too_large_is_not_kept(
    article: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_LARGEST", 10)
    readings.prepare(str(article))
    assert not readings.has(str(article))


def aged(readings: Readings, name: str, days: float) -> Path:
    """A reading that was last used so many days ago."""
    path = readings.folder / (name * 64)
    path.write_bytes(b"1234")
    then = time.time() - days * DAY
    os.utime(path, (then, then))
    return path


def test_readings_that_nobody_uses_go(readings: Readings) -> None:
    old, young = aged(readings, "a", 31), aged(readings, "b", 29)
    foreign = readings.folder / "notes.txt"
    foreign.touch()
    os.utime(foreign, (0, 0))
    readings.tidy()
    assert not old.exists()
    assert young.exists()
    assert foreign.exists()


def test_the_oldest_go_where_there_are_too_many(
    readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = [aged(readings, name, days) for name, days in (("a", 3), ("b", 1), ("c", 2))]
    monkeypatch.setattr(store, "_MOST_BYTES", 2 * 4096)
    readings.tidy()
    assert [path.exists() for path in each] == [False, True, True]


def test_nothing_is_looked_through_where_nothing_is_new(tmp_path: Path, readings: Readings) -> None:
    old = aged(readings, "a", 31)
    later = readings_in(tmp_path)
    later.tidy()
    assert old.exists()


def test_use_keeps_a_reading(article: Path, readings: Readings) -> None:
    readings.prepare(str(article))
    (place,) = readings.folder.iterdir()
    then = time.time() - 29 * DAY
    os.utime(place, (then, then))
    readings.prepare(str(article))
    assert place.stat().st_mtime > then + 28 * DAY


def test_all_are_deleted_when_asked_for(article: Path, readings: Readings) -> None:
    readings.prepare(str(article))
    foreign = readings.folder / "notes.txt"
    foreign.touch()
    assert len(sizes_of_readings(readings.folder)) == 1
    assert clear_readings(readings.folder) == Cleared(deleted=1)
    assert [*readings.folder.iterdir()] == [foreign]
    assert clear_readings(foreign / "nowhere") == clear_readings(foreign) == Cleared()


def test_what_a_killed_run_has_begun_to_write_is_deleted_and_what_is_being_written_stays(
    readings: Readings,
) -> None:
    left = readings.folder / f".{50 * 'a'}.mazo0vy3.refcheck-draft"
    left.touch()
    with drafts.new_draft(readings.folder / f"{64 * 'b'}") as draft:
        assert clear_readings(readings.folder) == Cleared()
        assert [*readings.folder.iterdir()] == [draft.path]


def test_what_cannot_be_deleted_is_said_and_the_rest_deleted(
    article: Path, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in ("2001", "2002", "2003"):
        article.write_text(article.read_text() + year)
        readings.prepare(str(article))
    first, *_ = sorted(readings.folder.iterdir())
    unlink = os.unlink

    def refuse(path: os.PathLike[str]) -> None:
        if os.fspath(path) == str(first):
            raise PermissionError(13, "Permission denied")
        unlink(path)

    monkeypatch.setattr(os, "unlink", refuse)
    problem = f"{first}: permission denied"
    assert clear_readings(readings.folder) == Cleared(deleted=2, problem=problem)
    close(readings.folder, monkeypatch)
    problem = f"{readings.folder}: permission denied"
    assert clear_readings(readings.folder) == Cleared(problem=problem)


def test_the_program_is_another_when_a_file_of_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / "rules" / "__pycache__").mkdir(parents=True)
    for name in ("a.py", "rules/words.txt", "rules/__pycache__/a.pyc"):
        (package / name).write_text("1")
    monkeypatch.setattr(store, "_REFCHECK", package)
    first = store._program()
    (package / "rules/__pycache__/a.pyc").write_text("12")
    assert store._program() == first
    (package / "rules/words.txt").write_text("12")
    second = store._program()
    (package / "b.py").touch()
    assert len({first, second, store._program()}) == 3


def test_the_program_is_another_with_other_journals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journals.gz"
    monkeypatch.setattr(store, "imported_path", lambda: path)
    monkeypatch.setattr(imported, "imported_path", lambda: path)
    imported.forget_imported()
    first = store._program()
    path.write_bytes(b"damaged")
    assert store._program() != first
    assert "journals.gz" in (imported.imported_problem() or "")  # said although nothing was read
    imported.forget_imported()
