"""Lines of text out of a file or standard input, one after the other, in constant memory."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from typing import TypeVar, cast

from refcheck.errors import InputError

__all__ = ["open_lines"]

_T = TypeVar("_T", str, bytes)

_LONGEST = 20_000_000  # bytes of one line, or characters; a pipe may have a line without an end
_HEAD = 4_096  # bytes that are looked at to tell text from binary data
_CONTROLS = bytes([*range(7), *range(14, 27), 127])
_BINARY_SHARE = 0.04  # random bytes hold twice as many, texts hardly any


@contextmanager
def open_lines(path: str) -> Iterator[Iterator[str]]:
    r"""The lines of a file or pipe (`-`: standard input), decoded, without their ends.

    A line ends at \n alone; a \r before it is dropped with it. A line that is not UTF-8 is read as
    Windows-1252. Raises `InputError` where the input cannot be read or is no text.
    """
    if path == "-":
        if sys.stdin is None:
            raise InputError(path, "standard input is closed")
        yield _lines(path, cast(BufferedReader, sys.stdin.buffer))
        return
    with _opened(path) as file:
        yield _lines(path, file)


def _opened(path: str) -> BufferedReader:
    from refcheck.readers.content import opened

    try:
        return BufferedReader(opened(path))
    except ValueError as error:  # a NUL byte in the path itself
        raise InputError(path, "is no path of a file") from error
    except OSError as error:
        raise InputError.of(path, error) from error


def _lines(path: str, stream: BufferedReader) -> Iterator[str]:
    try:
        head = stream.peek(_HEAD)[:_HEAD]
        wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if not wide:
            _refuse_binary(path, head)
            stream.read(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
        narrow = map(_decoded, _bounded(path, stream.readline))
        for line in _wide_lines(path, stream) if wide else narrow:
            yield line.removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise InputError.of(path, error) from error


def _bounded(path: str, read_line: Callable[[int], _T]) -> Iterator[_T]:
    """The lines that a stream gives. Raises `InputError` for one that is far too long."""
    while line := read_line(_LONGEST + 1):
        if len(line) > _LONGEST:
            raise InputError(path, f"has a line of more than {_LONGEST // 1_000_000} MB")
        yield line


def _wide_lines(path: str, stream: BufferedReader) -> Iterator[str]:
    text = TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
    try:
        yield from _bounded(path, text.readline)
    finally:
        text.detach()  # the stream is closed by whoever opened it


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _refuse_binary(path: str, head: bytes) -> None:
    if head.startswith(b"%PDF-"):
        raise InputError(path, "is a PDF document, not lines of text")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if len(head) > 256 and controls > _BINARY_SHARE * len(head):
        raise InputError(path, "holds binary data, not text")
