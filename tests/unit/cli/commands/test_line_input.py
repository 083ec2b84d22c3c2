"""Lines out of files of all sorts."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from refcheck.cli.commands.line_input import open_lines
from refcheck.errors import InputError


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
    monkeypatch.setattr("refcheck.cli.commands.line_input._LONGEST", 10)
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
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "is a PDF document"),
        (bytes(range(256)) * 4, "holds binary data"),
    ],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        lines_of(tmp_path, content)


def opened(path: str) -> None:
    with open_lines(path):
        pass


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        opened(str(tmp_path / "missing"))
    with pytest.raises(InputError, match="is a directory"):
        opened(str(tmp_path))
    with pytest.raises(InputError, match="is no path of a file"):
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
