"""`refcheck parse`: reads reference strings, one per line, and writes their fields."""

from __future__ import annotations

import codecs
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer

from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import JOBS, Common, command
from refcheck.cli.output import open_output
from refcheck.cli.stderr import harmless
from refcheck.cli.usage_errors import choose
from refcheck.errors import InputError, UsageError

if TYPE_CHECKING:
    from refcheck.model.reference import ParsedString

__all__ = ["add_to", "open_lines", "parse"]

_EXAMPLES = """
refcheck parse references.txt > references.jsonl
refcheck parse references.txt --to bibtex -o references.bib
refcheck parse - --confidence     (type or paste references, one per line)
"""

_Parsed = tuple[str, "ParsedString"]
_T = TypeVar("_T", str, bytes)

_LONGEST_LINE = 20_000_000  # bytes or characters: a pipe may send a line that never ends
_BYTES_WORTH = 200_000  # some 1,000 references: a process takes as long to start as 500
_HEAD = 4_096  # bytes that tell text from binary data
_CONTROLS = bytes([*range(7), *range(14, 27), 127])
_BINARY_SHARE = 0.04  # of control characters: random bytes have twice as many, text has hardly any

_File = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="A text file with one reference per line, or - for standard input.",
        show_default=False,
    ),
]
_Target = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMAT", help="csl (CSL-JSON, one item per line), bibtex or ris."
    ),
]
_Confidence = Annotated[
    bool,
    typer.Option(
        "--confidence",
        help="Add how sure the parser is of the reference and of each field (csl only).",
    ),
]


def parse(
    file: _File,
    target: _Target = "csl",
    confidence: _Confidence = False,
    *,
    common: Common,
) -> ExitStatus:
    """Parse reference strings, one per line, into their fields. Nothing is looked up.

    Every line gives one item, in the same order, even if few or no fields are recognised in it. An
    empty line gives an empty CSL-JSON item, and nothing in BibTeX and RIS.
    """
    render = _renderer(choose("--to", target, ("csl", "bibtex", "ris")), confidence=confidence)
    if confidence and target != "csl":
        raise UsageError(f"--confidence cannot be used with --to {target}; use --to csl")
    size = _size(file)
    processes = common.settings.jobs or _worth(size)
    inputs = [] if file == "-" else [file]
    with open_output(common.output, machine=True, inputs=inputs) as stream:
        try:
            with open_lines(file) as lines:
                # Nothing in a reference may control the terminal; JSON escapes control characters.
                show = harmless if target != "csl" and stream.isatty() else str
                for text in render(_parsed(lines, processes, read_ahead=size > 0)):
                    stream.write(show(text))
                    if file == "-":  # a person or another program is waiting for it
                        stream.flush()
        except InputError as error:
            raise UsageError(str(error)) from error
    return ExitStatus.DONE


def _parsed(lines: Iterable[str], jobs: int, *, read_ahead: bool) -> Iterator[_Parsed]:
    """Yields each line and its parse. Lines that may be typed are not read ahead by one process."""
    from refcheck.parsing import parse_lines

    ahead: deque[str] = deque()

    def remembered() -> Iterator[str]:
        for line in lines:
            ahead.append(line)
            yield line

    # No alternative is written.
    for result in parse_lines(remembered(), jobs, alternatives=False, read_ahead=read_ahead):
        yield ahead.popleft(), result


def _worth(size: int) -> int:
    """Returns how many processes a file of so many bytes is worth."""
    from refcheck.process_pool import cores

    return max(1, min(cores(), size // _BYTES_WORTH))


def _size(file: str) -> int:
    """Returns how many bytes a file has: 0 where lines may be typed, or come one by one."""
    try:
        return os.stat(file).st_size if file != "-" else 0  # noqa: PTH116 - 0 of a pipe, too
    except (OSError, ValueError):  # reading it says why
        return 0


def _renderer(target: str, *, confidence: bool) -> Callable[[Iterable[_Parsed]], Iterator[str]]:
    match target:
        case "bibtex":
            return _bibtex
        case "ris":
            return _ris
        case _:
            return lambda parsed: _csl(parsed, confidence=confidence)


def _csl(parsed: Iterable[_Parsed], *, confidence: bool) -> Iterator[str]:
    from refcheck.formats.csl import to_csl
    from refcheck.model.reference import LONGEST_PARSED
    from refcheck.reports.json_text import json_text

    for raw, result in parsed:
        item = to_csl(result.record, raw=raw)
        if len(raw) > LONGEST_PARSED:  # the rest was not parsed
            item["custom"] = item.get("custom", {}) | {"raw": raw}
        if confidence:
            item["custom"] = item.get("custom", {}) | _confidence(result)
        yield f"{json_text(item)}\n"


def _confidence(result: ParsedString) -> dict[str, Any]:
    return {
        "confidence": round(result.confidence, 4),
        "field_confidence": {name: round(value, 4) for name, value in result.field_confidence},
    }


def _not_empty(parsed: Iterable[_Parsed]) -> Iterator[_Parsed]:
    """Leave out empty lines: BibTeX and RIS have no empty entries."""
    return ((raw, result) for raw, result in parsed if raw.strip())


def _bibtex(parsed: Iterable[_Parsed]) -> Iterator[str]:
    from refcheck.formats.bibtex import KeyRing, to_bibtex

    keys = KeyRing()
    for raw, result in _not_empty(parsed):
        yield to_bibtex([result.record], keys=[keys.take(result.record)], raw=[raw])


def _ris(parsed: Iterable[_Parsed]) -> Iterator[str]:
    from refcheck.formats.ris import to_ris

    for raw, result in _not_empty(parsed):
        yield to_ris(result.record, raw=raw)


@contextmanager
def open_lines(path: str) -> Iterator[Iterator[str]]:
    r"""Yields the lines of a file or pipe (`-`: standard input), decoded, without line ends.

    Lines end at \n only; a \r before it is removed too. A line that is not UTF-8 is decoded as
    Windows-1252. Raises `InputError` if the input cannot be read or is not text.
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
    except ValueError as error:  # a NUL character in the path itself
        raise InputError(path, "is not a file path") from error
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
    """Yields the lines of a stream. Raises `InputError` for one that is far too long."""
    while line := read_line(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise InputError(path, f"has a line of more than {_LONGEST_LINE // 1_000_000} MB")
        yield line


def _wide_lines(path: str, stream: BufferedReader) -> Iterator[str]:
    text = TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="\n")
    try:
        yield from _bounded(path, text.readline)
    finally:
        text.detach()  # the stream is closed by its owner


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _refuse_binary(path: str, head: bytes) -> None:
    if head.startswith(b"%PDF-"):
        raise InputError(path, "is a PDF file; parse needs text with one reference per line")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if len(head) > 256 and controls > _BINARY_SHARE * len(head):
        raise InputError(path, "contains binary data, not text")


def add_to(app: typer.Typer) -> None:
    """Make `parse` a command of `app`."""
    command(app, "parse", examples=_EXAMPLES, settings=JOBS)(parse)
