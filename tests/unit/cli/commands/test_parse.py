"""`refcheck parse`: one item for every line, in order, in three formats."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.bibtex_reading import from_bibtex

from refcheck import parsing, process_pool
from refcheck.cli.app import run
from refcheck.cli.commands.parse import open_lines
from refcheck.errors import InputError
from refcheck.model.record import BibliographicRecord, PersonName
from refcheck.model.reference import ParsedString

STRINGS = ["Loo CK. Can we use ketamine?", "", "?!", "Loo CK. Can we use ketamine?"]


def stub(text: str, link_text: str = "") -> ParsedString:
    """Read an author and a title, or nothing."""
    author, stop, title = text.partition(". ")
    if not stop:
        return ParsedString(record=BibliographicRecord(), confidence=0.0)
    record = BibliographicRecord(authors=(PersonName(family=author),), title=title)
    return ParsedString(record=record, confidence=0.98765, field_confidence=(("title", 0.51239),))


@pytest.fixture
def references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of a file with some references."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(parsing, "parse_lines", lambda lines, _jobs, **_: map(stub, lines))
    (tmp_path / "references.txt").write_text("\n".join(STRINGS), encoding="utf-8")
    return "references.txt"


def items(capsys: pytest.CaptureFixture[str]) -> list[Any]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_item_for_every_line(references: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", references]) == 0
    first, empty, odd, last = items(capsys)
    assert first == last
    assert first["title"] == "Can we use ketamine?"
    assert empty["custom"]["raw"] == ""
    assert odd["custom"]["raw"] == "?!"


def test_confidence(references: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", references, "--confidence"]) == 0
    first, _, odd, _ = items(capsys)
    assert first["custom"] == {"confidence": 0.9877, "field_confidence": {"title": 0.5124}}
    assert odd["custom"] == {"raw": "?!", "confidence": 0.0, "field_confidence": {}}


def test_bibtex_has_a_key_of_its_own_for_every_line(
    references: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["parse", references, "--to", "bibtex"]) == 0
    entries = from_bibtex(capsys.readouterr().out)
    assert len(entries) == 3  # of an empty line there is nothing to write
    assert len({key.lower() for key, _ in entries}) == 3
    assert entries[0][1].title == "Can we use ketamine?"


def test_ris(references: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", references, "--to", "ris"]) == 0
    out = capsys.readouterr().out
    assert out.count("TY  - ") == out.count("ER  - ") == 3
    assert "N1  - ?!" in out


def test_answers_come_line_by_line(
    references: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Typed(io.RawIOBase):
        """Hands out a line at a time, and looks what has been answered before the next."""

        def __init__(self) -> None:
            super().__init__()
            self.lines = [b"Loo CK. One.\n", b"Loo CK. Two.\n", b""]
            self.answered: list[int] = []

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.answered.append(capsys.readouterr().out.count("\n"))
            line = self.lines.pop(0)
            buffer[: len(line)] = line
            return len(line)

    typed = Typed()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(typed)))
    assert run(["parse", "-"]) == 0
    assert typed.answered == [0, 1, 1]


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


STEERING = "Loo CK. Can we\x1b[2J use\x9b31m\x7f keta\u202emine\u2028?"


def test_items_never_steer_a_terminal_and_say_the_same(
    references: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / references).write_text(f"{STEERING}\n{STEERING}", encoding="utf-8")
    assert run(["parse", references]) == 0
    out = capsys.readouterr().out
    assert not set(out) & {"\x1b", "\x9b", "\x7f", "\u202e", "\u2028"}
    first, second = map(json.loads, out.splitlines())
    assert first["title"] == STEERING[8:]
    assert second["title"] == first["title"]


def test_ris_on_a_terminal(
    references: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / references).write_text(f"{STEERING}\n", encoding="utf-8")
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    assert run(["parse", references, "--to", "ris"]) == 0
    assert "TY  - " in screen.getvalue()
    assert not set(screen.getvalue()) & {"\x1b", "\x9b", "\x7f", "\u202e"}


def test_of_a_line_longer_than_any_reference_nothing_is_lost(
    references: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = f"Loo CK. {'ketamine ' * 20_000}end"
    (tmp_path / references).write_text(line, encoding="utf-8")
    assert run(["parse", references]) == 0
    assert [item["custom"]["raw"] for item in items(capsys)] == [line]


def test_into_a_file(references: str, tmp_path: Path) -> None:
    assert run(["parse", references, "-o", "items.jsonl"]) == 0
    assert len((tmp_path / "items.jsonl").read_text().splitlines()) == 4


@pytest.mark.parametrize("jobs", ["x", "-1", "0", "257", "²", ""])
def test_jobs(references: str, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    assert run(["parse", references, f"--jobs={jobs}"]) == 2
    assert "--jobs is" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "words", "wanted"),
    [
        (1, [], 1),
        (20_000, [], 3),
        (20_000, ["-j", "2"], 2),
        (1, ["--jobs", "5"], 5),
        (5_000, [], 2),
    ],
)
def test_a_file_has_as_many_processes_as_it_is_worth(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lines: int,
    words: list[str],
    wanted: int,
) -> None:
    monkeypatch.setattr(process_pool, "cores", lambda: 3)
    asked: list[int] = []
    monkeypatch.setattr(
        parsing, "parse_lines", lambda _lines, jobs, **_: asked.append(jobs) or iter(())
    )
    file = tmp_path / "many.txt"
    file.write_text(f"{'Smith J. A title. J Urol. 2012;5:1-9.' * 3}\n" * lines, encoding="utf-8")
    assert run(["parse", str(file), *words]) == 0
    assert asked == [wanted]


@pytest.mark.parametrize("target", ["bibtex", "ris"])
def test_confidence_is_refused_where_it_would_be_ignored(
    references: str, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    assert run(["parse", references, "--confidence", "--to", target]) == 2
    assert capsys.readouterr().err == (
        f"refcheck: --confidence cannot be used with --to {target}; use --to csl\n"
    )


def lines_of(tmp_path: Path, content: bytes) -> list[str]:
    path = tmp_path / "references.txt"
    path.write_bytes(content)
    with open_lines(str(path)) as lines:
        return list(lines)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"one", ["one"]),
        (b"one\n", ["one"]),
        (b"one\r\ntwo\r\n", ["one", "two"]),
        (b"one\n\n\nfour\n", ["one", "", "", "four"]),
        # Only \n ends a line.
        ("one\x0b\x0c\x1c\x85\u2028still one\rand still\n".encode(), None),
        (b"\xef\xbb\xbfMan\xc3\xa9n\n", ["Manén"]),
        (b"Man\xe9n\nMan\xc3\xa9n\n", ["Manén", "Manén"]),
        (b"\x81\n", ["\ufffd"]),
        ("Manén\nZoë\n".encode("utf-16"), ["Manén", "Zoë"]),
        (b"\xfe\xff" + "Manén\r\nZoë".encode("utf-16-be"), ["Manén", "Zoë"]),
        (b"a\x00b\n", ["a\x00b"]),
    ],
)
def test_lines(tmp_path: Path, content: bytes, lines: list[str] | None) -> None:
    expected = lines if lines is not None else [content.decode().removesuffix("\n")]
    assert lines_of(tmp_path, content) == expected


def test_a_very_long_line(tmp_path: Path) -> None:
    assert lines_of(tmp_path, b"a" * 5_000_000 + b"\nb") == ["a" * 5_000_000, "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr("refcheck.cli.commands.parse._LONGEST_LINE", 10)
    assert lines_of(tmp_path, f"{'a' * 9}\n{'a' * 9}".encode(encoding)) == ["a" * 9] * 2
    with pytest.raises(InputError, match="has a line of more than"):
        lines_of(tmp_path, f"{'a' * 9}\n{'a' * 11}".encode(encoding))


def test_devices_and_pipes_without_a_writer_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.readers.content._UNOPENED", 0.1)
    os.mkfifo(tmp_path / "pipe")
    for path, reason in ((tmp_path / "pipe", "no program writes"), ("/dev/zero", "is a device")):
        with pytest.raises(InputError, match=reason), open_lines(str(path)) as lines:
            next(lines)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF file; parse needs text"),
        (bytes(range(256)) * 4, "contains binary data"),
    ],
)
def test_what_is_not_text(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        lines_of(tmp_path, content)


def opened(path: str) -> None:
    with open_lines(path):
        pass


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        opened(str(tmp_path / "missing"))
    with pytest.raises(InputError, match="is a folder"):
        opened(str(tmp_path))
    with pytest.raises(InputError, match="is not a file path"):
        opened("a\0b")
    with pytest.raises(InputError, match="longer than the system allows"):
        opened("a" * 5_000)

    def refuse(*_: object) -> None:
        raise PermissionError

    (tmp_path / "any").touch()
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputError, match="no permission to read it"):
        opened(str(tmp_path / "any"))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(b"one\ntwo")))
    monkeypatch.setattr(sys, "stdin", stream)
    with open_lines("-") as lines:
        assert list(lines) == ["one", "two"]


def test_a_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        opened("-")


def test_lines_come_before_the_end_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as stream, os.fdopen(writing, "wb", buffering=0) as typing:
        monkeypatch.setattr(sys, "stdin", stream)
        with open_lines("-") as lines:
            for word in ("one", "two"):
                typing.write(f"{word}\n".encode())
                assert next(lines) == word


def test_an_input_that_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Failing())))
    with open_lines("-") as lines, pytest.raises(InputError, match="input/output error"):
        list(lines)
