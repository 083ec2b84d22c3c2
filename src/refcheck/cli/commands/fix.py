"""`refcheck fix`: correct references in the author's own files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from refcheck.cli.commands.check import check_all
from refcheck.cli.exit_status import ExitStatus, exit_status
from refcheck.cli.options import LOOKUP, Common, Paths, command
from refcheck.cli.output import open_output, wants_color
from refcheck.cli.reporting import reason, settle, warn_of_empty, warn_of_weakened
from refcheck.cli.stderr import complain, harmless, tell
from refcheck.cli.usage_errors import choose, unknown_rule
from refcheck.errors import OutputError, UsageError
from refcheck.model.finding import Field, Severity

if TYPE_CHECKING:
    from refcheck.cli.fix_report import FixTotals
    from refcheck.model.report import DocumentReport
    from refcheck.pipeline import Tally
    from refcheck.pipeline.corrections import Correction, Wishes
    from refcheck.readers.files.inputs import InMemory

__all__ = ["add_to", "fix"]

_EXAMPLES = """
refcheck fix article.txt
refcheck fix thesis.tex --write
refcheck fix refs.bib --add doi,pmid --write
refcheck fix article.md --select year-mismatch,volume-mismatch
cat article.txt | refcheck fix - --write > corrected.txt
"""
_STANDARD_INPUT = "-"

_Write = Annotated[
    bool,
    typer.Option("--write", help="Write the corrections into the files, not only show them."),
]
_Unsafe = Annotated[
    bool,
    typer.Option(
        "--unsafe",
        help="Also correct what is not certain: a doubtful match, one of several right values.",
    ),
]
_Select = Annotated[
    str | None,
    typer.Option(
        "--select",
        metavar="RULES",
        help="Correct the findings of these rules alone, certain or not: year-mismatch,author-*.",
        show_default=False,
    ),
]
_Ignore = Annotated[
    str | None,
    typer.Option(
        "--ignore",
        metavar="RULES",
        help="Do not correct the findings of these rules: title-wording,journal-*.",
        show_default=False,
    ),
]
_Add = Annotated[
    str | None,
    typer.Option(
        "--add",
        metavar="FIELDS",
        help="Add identifiers that references lack: doi, pmid or doi,pmid.",
        show_default=False,
    ),
]


def fix(
    paths: Paths,
    write: _Write = False,
    unsafe: _Unsafe = False,
    select: _Select = None,
    ignore: _Ignore = None,
    add: _Add = None,
    *,
    common: Common,
) -> ExitStatus:
    """Correct the references of articles, in the files themselves.

    Shows the differences; with --write, the files are changed, and FILE.bak is the file as it was,
    unless git has it. A field is corrected where the record has one right value and the match is
    certain, and in the style of the list: the rest of the file stays as it is. What a person has to
    decide is listed.

    Exit status: 0 nothing to correct, or everything was written, 1 there is something to correct,
    2 nothing could be done, 3 something could not be read, looked up or written.
    """
    from refcheck.cli.fix_report import FixTotals
    from refcheck.pipeline import Tally
    from refcheck.pipeline.corrections import Wishes

    wishes = Wishes(
        unsafe=unsafe,
        select=_rules("--select", select) if select is not None else None,
        ignore=_rules("--ignore", ignore or ""),
        add=_fields(add or ""),
    )
    warn_of_empty(paths)
    warn_of_weakened(common.settings)
    run = _Run(wishes=wishes, write=write, color=common.color, totals=FixTotals(), tally=Tally())
    with open_output(None, machine=True) as stream:
        run.stream = stream
        check_all(run.inputs(paths), common.settings, run.take)
    return run.status(common)


def _names(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]


def _rules(option: str, given: str) -> frozenset[str]:
    """Returns the rules of an option. Raises `UsageError` where there is none of the name."""
    from refcheck.checks import RULES
    from refcheck.checks.rule_choice import matching_rules

    names = _names(given)
    if option == "--select" and not names:
        raise UsageError("--select needs the names of rules, such as year-mismatch")
    found: set[str] = set()
    for name in names:
        rules = matching_rules(name)
        if not rules:
            raise unknown_rule(name, RULES)
        found |= rules
    return frozenset(found)


def _fields(given: str) -> tuple[Field, ...]:
    names = [choose("--add", name, ("doi", "pmid")) for name in _names(given)]
    return tuple(Field(name) for name in dict.fromkeys(names))


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run of the command: takes each report when it is done, and shows or writes it."""

    wishes: Wishes
    write: bool
    color: bool | None
    totals: FixTotals
    tally: Tally
    stream: TextIO | None = None
    unreadable: list[str] = field(default_factory=list)
    readable: bool = False
    _piped: bytes | None = None

    def inputs(self, paths: Sequence[str]) -> list[str | InMemory]:
        """Returns the inputs, standard input read once. Raises `InputError`, `OSError`."""
        from refcheck.readers.content import standard_input
        from refcheck.readers.files.inputs import InMemory

        given: list[str | InMemory] = []
        for path in paths:
            if path == _STANDARD_INPUT and self._piped is None:
                self._piped = standard_input(path)
            in_memory = path == _STANDARD_INPUT and self._piped is not None
            given.append(InMemory(path=path, content=self._piped or b"") if in_memory else path)
        return given

    def take(self, report: DocumentReport) -> None:
        """Correct one document: show what changes, or write it."""
        from refcheck.errors import InputError
        from refcheck.pipeline.corrections import correct

        self.tally.add(report)
        if report.error is not None:
            self.unreadable.append(reason(report))
            return
        self.readable = True
        try:
            content = self._content(report.path)
            correction = correct(report.path, content, report, self.wishes)
        except InputError as error:
            self.unreadable.append(str(error))
            return
        self.totals.add(correction, report)
        if report.path == _STANDARD_INPUT and self.write:
            after = next((one.after for one in correction.files), content)
            self._emit(after)
        elif self.write:
            self._write(correction)
        else:
            self._show(correction)

    def _content(self, path: str) -> bytes:
        """Returns the bytes of an input once more. Raises `InputError`."""
        from refcheck.errors import InputError
        from refcheck.readers.content import content_of

        if path == _STANDARD_INPUT:
            return self._piped or b""
        try:
            return content_of(path)
        except OSError as error:
            raise InputError.of(path, error) from error

    def _emit(self, content: bytes) -> None:
        """Write the corrected text to standard output, byte for byte where it has bytes. Raises
        `OutputError`."""
        import sys

        if self.stream is None:
            return
        if hasattr(sys.stdout, "buffer"):
            self.stream.flush()
            self.stream.buffer.write(content)
        else:
            self.stream.write(content.decode("utf-8", "replace"))
        self.stream.flush()

    def _write(self, correction: Correction) -> None:
        from refcheck.cli.fix_files import write_revised

        for file in correction.files:
            try:
                backup = write_revised(file)
            except OutputError as error:
                complain(str(error))
                self.totals.lose(file)
                continue
            kept = f"; {_as_given(backup, file.path)} is as it was" if backup else ""
            tell(f"{file.path}: corrected{kept}")

    def _show(self, correction: Correction) -> None:
        from refcheck.cli.fix_report import diff_of
        from refcheck.reports.text.terminal import Palette

        if self.stream is None:
            return
        terminal = self.stream.isatty()
        palette = Palette(color=wants_color(self.color, self.stream, os.environ))
        for line in diff_of(correction, palette):
            self.stream.write(_safe(line) if terminal else line)

    def status(self, common: Common) -> ExitStatus:
        """Say what was done and what is left, and return the exit status."""
        totals = self.totals
        if self.readable:
            for line in totals.lines(wrote=self.write):
                tell(line)
        for line in totals.refused:
            complain(line)
        unanswered = self.tally.summary().incomplete
        status = settle(
            self.unreadable, common.settings, readable=self.readable, unanswered=unanswered
        )
        if status is not ExitStatus.DONE:
            return status
        if totals.lost_files or (totals.refused and totals.done):
            return exit_status(common.settings, incomplete=True, unreadable=True)
        if totals.refused and not totals.done:
            return ExitStatus.UNUSABLE
        worst = Severity.ERROR if totals.done and not self.write else None
        return exit_status(common.settings, incomplete=False, worst=worst)


def _as_given(backup: Path, path: str) -> Path:
    """Returns a backup's path like that of its file; as it is, if the file is a link elsewhere."""
    beside = Path(path).with_name(backup.name)
    return beside if beside.parent.resolve() == backup.parent else backup


def _safe(line: str) -> str:
    """Returns a line of a diff for a terminal: the colours of the line itself stay."""
    parts = line.split("\x1b[")
    if len(parts) == 3 and line.startswith("\x1b["):
        code, mark, text = f"\x1b[{parts[1]}".partition("m")
        return f"{code}{mark}{harmless(text)}\x1b[{parts[2]}"
    return harmless(line)


def add_to(app: typer.Typer) -> None:
    """Make `fix` a command of `app`."""
    command(
        app,
        "fix",
        examples=_EXAMPLES,
        settings=(*LOOKUP, "exit_zero", "allow_incomplete"),
        output=("color",),
    )(fix)
