"""`refcheck parse`: reference strings in, a line each; their fields out, in the same order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from refcheck.cli.commands.line_input import open_lines
from refcheck.cli.exit_status import ExitStatus
from refcheck.cli.options import Common, choose, command
from refcheck.cli.output import open_output
from refcheck.cli.stderr import harmless
from refcheck.errors import InputError, UsageError

if TYPE_CHECKING:
    from refcheck.model.reference import ParsedString

__all__ = ["add_to", "parse"]

_EXAMPLES = """
refcheck parse references.txt > references.jsonl
refcheck parse references.txt --to bibtex -o references.bib
refcheck parse - --confidence     (type or paste references, one a line)
"""

Parsed = tuple[str, "ParsedString"]


def parse(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="References, one a line; - for standard input.",
            show_default=False,
        ),
    ],
    target: Annotated[
        str,
        typer.Option("--to", metavar="FORMAT", help="csl (JSON, one item a line), bibtex or ris."),
    ] = "csl",
    confidence: Annotated[
        bool, typer.Option("--confidence", help="Say how sure each reading is (csl).")
    ] = False,
    jobs: Annotated[
        str, typer.Option("-j", "--jobs", metavar="N", help="Work in N processes.")
    ] = "1",
    *,
    common: Common,
) -> ExitStatus:
    """Parse reference strings, one a line, into their fields.

    Each line gives one item, in the same order, also where little or nothing can be read in it. An
    empty line gives an empty item of CSL-JSON, and nothing in BibTeX and RIS.
    """
    render = _renderer(choose("--to", target, ("csl", "bibtex", "ris")), confidence=confidence)
    processes = _jobs(jobs)
    inputs = [] if file == "-" else [file]
    with open_output(common.output, machine=True, inputs=inputs) as stream:
        try:
            with open_lines(file) as lines:
                # On a terminal nothing in a reference may steer it; JSON has its own way.
                show = harmless if target != "csl" and stream.isatty() else str
                for text in render(_parsed(lines, processes)):
                    stream.write(show(text))
                    if file == "-":  # somebody, or another program, waits for the answer
                        stream.flush()
        except InputError as error:
            raise UsageError(str(error)) from error
    return ExitStatus.DONE


def _parsed(lines: Iterable[str], jobs: int) -> Iterator[Parsed]:
    """Each line with what is read in it. With several jobs lines are read some way ahead."""
    from refcheck.parsing import parse_lines

    ahead: deque[str] = deque()

    def remembered() -> Iterator[str]:
        for line in lines:
            ahead.append(line)
            yield line

    for reading in parse_lines(remembered(), jobs):
        yield ahead.popleft(), reading


def _jobs(given: str) -> int:
    if not (given.isascii() and given.isdecimal() and 1 <= int(given) <= 60):
        raise UsageError(f"--jobs is {given!r}, not a number from 1 to 60")
    return int(given)


def _renderer(target: str, *, confidence: bool) -> Callable[[Iterable[Parsed]], Iterator[str]]:
    match target:
        case "bibtex":
            return _bibtex
        case "ris":
            return _ris
        case _:
            return lambda parsed: _csl(parsed, confidence=confidence)


def _csl(parsed: Iterable[Parsed], *, confidence: bool) -> Iterator[str]:
    from refcheck.formats.csl import to_csl
    from refcheck.model.reference import LONGEST_PARSED
    from refcheck.reports.json_text import json_text

    for raw, reading in parsed:
        item = to_csl(reading.record, raw=raw)
        if len(raw) > LONGEST_PARSED:  # fields are only looked for so far
            item["custom"] = item.get("custom", {}) | {"raw": raw}
        if confidence:
            item["custom"] = item.get("custom", {}) | _confidence(reading)
        yield f"{json_text(item)}\n"


def _confidence(reading: ParsedString) -> dict[str, Any]:
    return {
        "confidence": round(reading.confidence, 4),
        "field_confidence": {name: round(value, 4) for name, value in reading.field_confidence},
    }


def _not_empty(parsed: Iterable[Parsed]) -> Iterator[Parsed]:
    """Those with anything in the line: an entry of BibTeX or RIS that says nothing is none."""
    return ((raw, reading) for raw, reading in parsed if raw.strip())


def _bibtex(parsed: Iterable[Parsed]) -> Iterator[str]:
    from refcheck.formats.bibtex import KeyRing, to_bibtex

    keys = KeyRing()
    for raw, reading in _not_empty(parsed):
        yield to_bibtex([reading.record], keys=[keys.take(reading.record)], raw=[raw])


def _ris(parsed: Iterable[Parsed]) -> Iterator[str]:
    from refcheck.formats.ris import to_ris

    for raw, reading in _not_empty(parsed):
        yield to_ris(reading.record, raw=raw)


def add_to(app: typer.Typer) -> None:
    """Make `parse` a command of `app`."""
    command(app, "parse", examples=_EXAMPLES)(parse)
