"""Which files are inputs, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from refcheck import readers
from refcheck.errors import InputError


def write(path: Path, text: str = "Smith J.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def below(folder: Path, *paths: Path | str) -> list[str]:
    found = readers.find_inputs([str(path) for path in (paths or (folder,))])
    return [path.removeprefix(f"{folder}/") for path in found]


def test_directories_are_opened_in_order_of_their_names(tmp_path: Path) -> None:
    names = ("b.txt", "a.md", "c/d.markdown", "c/a.TXT", "x.doc", ".hidden.txt", ".git/a.txt")
    for name in names:
        write(tmp_path / name)
    assert below(tmp_path) == ["a.md", "b.txt", "c/a.TXT", "c/d.markdown"]


ITEM = '[{"type": "article-journal", "title": "Ketamine", "id": "a"}]'


def test_xml_and_json_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    files = {
        "article.xml": "<article><front/></article>",
        "book.xml": '<book xmlns="http://docbook.org/ns/docbook"/>',
        "broken.xml": "<?xml version='1.0'?>\n<!-- no element comes",
        "cut.xml": "<article><front><article-me",
        "feed.xml": "<rss><channel/></rss>",
        "items.json": ITEM,
        "package.json": '{"name": "refcheck"}',
        "page.xml": "<html><p>x</p></html>",
        "tei.xml": "<TEI xmlns='http://www.tei-c.org/ns/1.0'/>",
    }
    for name, content in files.items():
        write(tmp_path / name, content)
    assert below(tmp_path) == [
        *("article.xml", "broken.xml", "cut.xml", "items.json", "page.xml", "tei.xml")
    ]
    assert below(tmp_path, tmp_path / "package.json") == ["package.json"]


def test_pipes_in_a_directory_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.txt")
    write(tmp_path / "a.txt")
    assert below(tmp_path) == ["a.txt"]


def test_what_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.xml").symlink_to(tmp_path / "nowhere.xml")
    assert below(tmp_path) == ["gone.xml"]


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    spellings = [path, f"{tmp_path}/./a.txt", tmp_path, "-", "-"]
    assert below(tmp_path, *spellings) == ["a.txt", "-"]


def test_a_closing_slash_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    assert list(readers.find_inputs([f"{tmp_path}/"])) == [f"{tmp_path}/a.txt"]


def test_links_may_go_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert below(tmp_path) == ["a/one.txt"]


def test_what_is_missing_is_named_all_the_same(tmp_path: Path) -> None:
    assert below(tmp_path, tmp_path / "none.txt") == ["none.txt"]
    assert list(readers.find_inputs(["a\0b"])) == ["a\0b"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_directory_that_may_not_be_listed_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    assert below(tmp_path) == ["closed"]


def test_a_directory_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert below(tmp_path) == [str(tmp_path)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.txt", "no such file"),
        (".", "directory"),
        ("loop.txt", "symbolic links"),
        ("a\0b.txt", "no path"),
    ],
)
def test_the_reason_is_said(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(InputError, match=reason):
        readers.read(f"{tmp_path}/{name}")


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: str, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(InputError, match="permission"):
        readers.read(str(tmp_path / "a.txt"))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Smith J.")))
    document = readers.read("-")
    assert (document.path, document.text) == ("-", "Smith J.")


def test_a_file_of_any_suffix_is_read_when_it_is_named(tmp_path: Path) -> None:
    assert readers.read(str(write(tmp_path / "article.rst"))).text == "Smith J."


def test_what_is_far_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_MAX_BYTES", 10)
    with pytest.raises(InputError, match="larger"):
        readers.read(str(write(tmp_path / "a.txt", "x" * 11)))
