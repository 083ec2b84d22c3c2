"""Which files are inputs, and what is said of those that cannot be read."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def writing_to(pipe: Path, line: str) -> Iterator[None]:
    """A new named pipe to which a line of shell writes."""
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"{{ {line}; }} > {pipe}"], process_group=0) as process:  # noqa: S603, S607
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)


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
    with pytest.raises(InputError, match="no permission to read it"):
        readers.read(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.txt", "no such file"),
        (".", "folder"),
        ("loop.txt", "symbolic links"),
        ("a\0b.txt", "not a path"),
    ],
)
def test_the_reason_is_said(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(InputError, match=reason):
        readers.read(f"{tmp_path}/{name}")


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: str, _flags: int) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputError, match="no permission to read"):
        readers.read(str(path))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Smith J.")))
    document = readers.read("-")
    assert (document.path, document.text) == ("-", "Smith J.")


def test_a_file_of_any_suffix_is_read_when_it_is_named(tmp_path: Path) -> None:
    assert readers.read(str(write(tmp_path / "article.rst"))).text == "Smith J."


def test_what_is_far_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.readers.content.MAX_BYTES", 10)
    with pytest.raises(InputError, match="larger"):
        readers.read(str(write(tmp_path / "a.txt", "x" * 11)))


# --- what is no plain file ------------------------------------------------------------------------


def test_a_pipe_that_nobody_writes_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.readers.content._UNOPENED", 0.1)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="is a pipe to which no program writes"):
        readers.read(str(tmp_path / "pipe.txt"))


def test_a_pipe_through_which_nothing_comes_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.readers.content._SILENCE", 0.1)
    nothing = pytest.raises(InputError, match="is a pipe to which nothing is written for")
    with writing_to(tmp_path / "pipe.txt", "sleep 60"), nothing:
        readers.read(str(tmp_path / "pipe.txt"))


def test_a_pipe_that_goes_on_for_ever_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.readers.content._LONGEST", 0.3)
    endless = pytest.raises(InputError, match="is a pipe that does not end")
    with writing_to(tmp_path / "pipe.txt", "while sleep 0.05; do echo a; done"), endless:
        readers.read(str(tmp_path / "pipe.txt"))


def test_a_pipe_without_end_is_read_no_further_than_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.readers.content.MAX_BYTES", 3_000_000)
    with writing_to(tmp_path / "pipe.txt", "yes"), pytest.raises(InputError, match="larger"):
        readers.read(str(tmp_path / "pipe.txt"))


@pytest.mark.parametrize("line", ["printf Smith", "sleep 0.2; printf Sm; sleep 0.2; printf ith"])
def test_a_pipe_is_read_to_its_end(tmp_path: Path, line: str) -> None:
    with writing_to(tmp_path / "pipe.txt", line):
        assert readers.read(str(tmp_path / "pipe.txt")).text == "Smith"


def test_a_pipe_without_a_name_may_be_empty() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    try:
        assert readers.read(f"/dev/fd/{reading}").text == ""
    finally:
        os.close(reading)


def test_devices_are_refused() -> None:
    with pytest.raises(InputError, match="is a device"):
        readers.read("/dev/zero")


def test_sockets_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may have a hundred characters
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.txt")
        with pytest.raises(InputError, match="is a socket"):
            readers.read("socket.txt")
        assert below(tmp_path) == []


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program adds to it after each piece that is read."""
    path = write(tmp_path / "log.txt", "Smith J.\n")
    read, pieces = os.read, []

    def growing(descriptor: int, size: int) -> bytes:
        pieces.append(read(descriptor, size))
        with path.open("a") as file:
            file.write("Smith J.\n" * 1_000)
        return pieces[-1]

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(InputError, match="is being written to"):
        readers.read(str(path))
    assert len(pieces) < 10


def test_a_file_that_has_just_been_saved_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt", "Smith J. A trial of keta")
    read = os.read
    left = ["Smith J. A trial of ketamine.", "Smith J."]

    def saved_meanwhile(descriptor: int, size: int) -> bytes:
        piece = read(descriptor, size)
        if left:
            path.write_text(left.pop(0))
        return piece

    monkeypatch.setattr(os, "read", saved_meanwhile)
    assert readers.read(str(path)).text == "Smith J."


def test_a_file_of_unknown_size_is_read(tmp_path: Path) -> None:
    assert "Name:" in readers.read("/proc/self/status").text


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (found,) = readers.find_inputs([str(tmp_path)])
    path.unlink()
    with pytest.raises(InputError, match="there is no such file"):
        readers.read(found)


# --- deep directories -----------------------------------------------------------------------------


@contextmanager
def nested(top: Path, levels: int, name: str) -> Iterator[None]:
    """Directories in each other, an article in the deepest; taken away without recursion."""
    deepest = os.open(top, os.O_RDONLY)

    def move(target: str) -> None:
        nonlocal deepest
        moved = os.open(target, os.O_RDONLY, dir_fd=deepest)
        os.close(deepest)
        deepest = moved

    for _ in range(levels):
        os.mkdir(name, dir_fd=deepest)
        move(name)
    os.close(os.open("deepest.txt", os.O_CREAT | os.O_WRONLY, dir_fd=deepest))
    try:
        yield
    finally:
        os.unlink("deepest.txt", dir_fd=deepest)
        for _ in range(levels):
            move("..")
            os.rmdir(name, dir_fd=deepest)
        os.close(deepest)


def test_directories_may_be_nested_deeper_than_calls(tmp_path: Path) -> None:
    for name in ("a.txt", "z.txt"):
        write(tmp_path / name)
    with nested(tmp_path, 1_200, "d"):
        assert below(tmp_path) == ["a.txt", f"{'d/' * 1_200}deepest.txt", "z.txt"]


def test_a_directory_too_deep_for_the_system_is_named(tmp_path: Path) -> None:
    name = "d" * 200
    for article in ("a.txt", "z.txt"):
        write(tmp_path / article)
    with nested(tmp_path, 25, name):
        first, too_deep, last = below(tmp_path)
        with pytest.raises(InputError, match="its path is longer than the system allows") as said:
            readers.read(f"{tmp_path}/{too_deep}")
    assert (first, last) == ("a.txt", "z.txt")
    assert len(str(said.value)) < 400


def test_a_name_that_is_too_long_is_said() -> None:
    with pytest.raises(InputError, match="longer than the system allows"):
        readers.read("a" * 5_000)


def test_inputs_are_found_where_the_working_directory_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert list(readers.find_inputs(["a.txt"])) == ["a.txt"]


BIBTEX = "@article{fam, title={Ketamine}}"
CITES = r"\documentclass{article}\cite{fam}"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.tex": CITES + r"\bibliography{refs}", "refs.bib": "", "a.bbl": ""}, ["a.tex"]),
        ({"z.tex": CITES + r"\addbibresource{refs.bib}", "refs.bib": ""}, ["z.tex"]),
        ({"z.tex": CITES + r"\bibliography{a,b/c}", "a.bib": "", "b/c.bib": ""}, ["z.tex"]),
        ({"z.tex": r"\input{a}\include{b/c}\subfile{d.tex}", "a.tex": "", "b/c.tex": "",
          "d.tex": ""}, ["z.tex"]),
        ({"z.tex": r"\input{a}", "a.tex": r"\input{b}\cite{x}\bibliography{r}", "b.tex": "",
          "r.bib": "", "a.bbl": "", "z.bbl": ""}, ["z.tex"]),
        ({"z.tex": r"\import{a/}{b}\subimport{./a}{c}", "a/b.tex": "", "ac.tex": ""}, ["z.tex"]),
        ({"a.tex": r"\input{b}", "b.tex": r"\input{a}"}, ["a.tex"]),
        ({"a.tex": "%" + CITES + r"\bibliography{refs}", "refs.bib": ""}, ["a.tex", "refs.bib"]),
        ({"a.tex": r"\bibliography{refs}", "refs.bib": ""}, ["a.tex", "refs.bib"]),  # cites nothing
        ({"a/a.tex": CITES + r"\bibliography{../refs}", "refs.bib": ""}, ["a/a.tex", "refs.bib"]),
        ({"a.tex": CITES + r"\bibliography{refs}", "b.bib": ""}, ["a.tex", "b.bib"]),
        ({"a.tex": r"\begin{thebibliography}{1}\end{thebibliography}", "a.bbl": ""},
         ["a.bbl", "a.tex"]),
        ({"a.md": "---\nbibliography: refs.bib\n---\n[@fam]", "refs.bib": ""}, ["a.md"]),
        ({"a.qmd": "---\nbibliography: [r.json, s.enw]\nnocite: '@*'\n---\n", "r.json": "[]",
          "s.enw": ""}, ["a.qmd"]),
        ({"a.md": "---\nbibliography: refs.bib\n---\nNothing.", "refs.bib": ""},
         ["a.md", "refs.bib"]),
    ],
)  # fmt: skip
def test_what_a_document_reads_itself_is_not_an_input_of_its_own(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    for name, text in files.items():
        write(tmp_path / name, text or BIBTEX)
    assert below(tmp_path) == expected


def test_what_belongs_to_a_document_is_read_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.tex", CITES + r"\bibliography{refs}")
    named = write(tmp_path / "refs.bib", BIBTEX)
    assert below(tmp_path, tmp_path, named) == ["a.tex", "refs.bib"]
    assert below(tmp_path, named, tmp_path) == ["refs.bib", "a.tex"]


def test_a_document_that_cannot_be_read_owns_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_bytes(b"\0" * 500)
    os.mkfifo(tmp_path / "b.tex")
    write(tmp_path / "refs.bib", BIBTEX)
    assert below(tmp_path) == ["a.tex", "refs.bib"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paper.tex", "\\documentclass{article}\\begin{document}\\cite{a}\\bibliography{refs}"),
        ("paper.tex", "\\documentclass{article}\\begin{document}\\input{part}\\end{document}"),
        ("paper.tex", "\\documentclass{article}\\begin{document}\\cite{a}\\bibliography{no}"),
        ("paper.md", "---\nbibliography: refs.bib\n---\nPlans [@a].\n"),
        ("text", "---\nbibliography: refs.bib\n---\nPlans [@a].\n"),
        ("text", "\\documentclass{article}\\begin{document}\\input{part}\\end{document}"),
    ],
)
def test_a_document_in_memory_has_no_neighbours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    """Whatever it is called, and wherever refcheck runs."""
    write(tmp_path / "refs.bib", "@article{a, author={Sam}, title={Secret plans}, year={2020}}")
    write(tmp_path / "part.tex", "Secret plans")
    write(
        tmp_path / "paper.bbl",
        "\\begin{thebibliography}{1}\\bibitem{a} Sam. Secret plans. 2020.\\end{thebibliography}",
    )
    monkeypatch.chdir(tmp_path)
    for path in (name, f"{tmp_path}/{name}"):
        source = readers.InMemory(path=path, content=text.encode())
        if "\\input" in text:
            document = readers.read(source)
            assert document.path == path
            assert "Secret" not in document.text
        else:
            with pytest.raises(InputError, match="is not next to it") as refused:
                readers.read(source)
            assert refused.value.path == path
