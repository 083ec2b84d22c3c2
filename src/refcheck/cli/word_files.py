"""Word files for authors: one for each input, in a file or in a folder, and the letter's template.

A template decides what authors are told, and it is run: it comes from the command line alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from refcheck.cli.output import open_output
from refcheck.cli.stderr import warn
from refcheck.errors import InputError, OutputError, UsageError, os_error_words

if TYPE_CHECKING:
    from refcheck.model.report import DocumentReport, Summary
    from refcheck.reports import LetterTemplate, ReportOptions

__all__ = ["LetterTemplateOption", "WordFolder", "commented_copy", "letter_template", "word_folder"]

_SUFFIX: Final = ".docx"
_MOST_BYTES: Final = 200_000  # of a template

LetterTemplateOption = Annotated[
    str | None,
    typer.Option(
        "--letter-template",
        metavar="FILE",
        help="With --format docx: write a letter to the authors from this template (text or "
        "Markdown, in the language of Jinja2), in place of the usual one.",
        show_default=False,
    ),
]


def letter_template(path: str | None, report_format: str) -> LetterTemplate | None:
    """Returns the template in a file. Raises `UsageError` if it cannot be used."""
    if path is None:
        return None
    from refcheck.readers.content import content_of
    from refcheck.reports import LetterTemplate
    from refcheck.reports.letter.template import refuse_broken

    if report_format != "docx":
        raise UsageError(f"--letter-template cannot be used with --format {report_format}")
    try:
        content = content_of(path)
        text = content.decode("utf-8-sig")
    except InputError as error:
        raise UsageError(f"{path}: {error.reason}") from None
    except OSError as error:
        raise UsageError(f"{path}: {os_error_words(error)}") from None
    except ValueError:  # not UTF-8, or a NUL byte in the path
        raise UsageError(f"{path}: a template is text in UTF-8") from None
    if len(content) > _MOST_BYTES:
        raise UsageError(f"{path}: a template has at most {_MOST_BYTES // 1000} kB")
    template = LetterTemplate(name=path, text=text)
    refuse_broken(template)
    return template


def word_folder(paths: Sequence[str], output: Path | None) -> Path | None:
    """Returns the folder for the Word files of a run; None where there is one file for one input.

    Raises `UsageError` if one file is named for several inputs.
    """
    from refcheck.readers import find_inputs

    if output is None:
        return None
    many = len(list(islice(find_inputs(paths), 2))) > 1
    if output.is_dir():
        return output
    if many and output.suffix.lower() == _SUFFIX:
        raise UsageError(
            f"{output}: a Word file is about one input; name a folder for several:"
            " --format docx -o DIR"
        )
    return output if many else None


class WordFolder:
    """A reporter that writes the file of each document into a folder, named after the document.

    No two files have the same name, and none replaces an input.
    """

    def __init__(self, folder: Path, paths: Sequence[str], options: ReportOptions) -> None:
        self._folder = folder
        self._paths = paths
        self._options = options
        self._taken: set[str] = set()
        self._inputs: frozenset[tuple[int, int]] = frozenset()

    def begin(self) -> None:
        """Make the folder. Raises `OutputError`."""
        from refcheck.readers import find_inputs

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = os_error_words(error, writing=True)
            raise OutputError(f"{self._folder}: cannot be made: {reason}") from error
        found = (_identity(Path(path)) for path in find_inputs(self._paths))
        self._inputs = frozenset(one for one in found if one is not None)

    def document(self, report: DocumentReport) -> None:
        """Write the file of one document. Raises `OutputError`."""
        if report.error is not None:
            return
        from refcheck.reports import REPORTERS

        target = self._folder / self._name(report.path)
        with open_output(target, machine=True) as stream:
            reporter = REPORTERS["docx"].open(stream, self._options)
            reporter.begin()
            reporter.document(report)

    def end(self, _summary: Summary) -> None:
        """Write nothing: every file is about one document."""

    def _name(self, path: str) -> str:
        """Returns a name that no file of this run has, and no input."""
        for name in _names(path):
            if name.casefold() in self._taken:
                continue
            if _identity(self._folder / name) in self._inputs:
                continue
            self._taken.add(name.casefold())
            return name
        raise AssertionError(path)  # the names never end


def _names(path: str) -> Iterator[str]:
    """Yields names for the file on a document: a.docx, a.pdf.docx (of a.pdf), a-2.docx ..."""
    file = Path(path)
    stem = file.stem if path != "-" else "standard-input"
    yield f"{stem}{_SUFFIX}"
    if file.suffix and file.suffix.lower() != _SUFFIX:
        yield f"{file.name}{_SUFFIX}"
    yield f"{stem}-refcheck{_SUFFIX}"
    for number in count(2):
        yield f"{stem}-{number}{_SUFFIX}"


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError, ValueError):
        found = os.stat(path)  # noqa: PTH116 - of inputs as they are named
        return found.st_dev, found.st_ino
    return None


def commented_copy(*, verbose: bool) -> Callable[[DocumentReport], bytes | None]:
    """Returns what makes a copy of a Word manuscript with comments: None for other documents, and
    with a warning where the copy cannot be made."""

    def copy(report: DocumentReport) -> bytes | None:
        from refcheck.readers import FORMATS, STANDARD_INPUT
        from refcheck.readers.content import content_of
        from refcheck.readers.files.detection import recognise
        from refcheck.revisions.docx.manuscript import commented

        if report.path == STANDARD_INPUT:
            return None
        try:
            content = content_of(report.path)
            if recognise(report.path, content) is not FORMATS["docx"]:
                return None
            return commented(report.path, content, report, verbose=verbose)
        except InputError as error:
            reason = error.reason
        except OSError as error:
            reason = os_error_words(error)
        warn(f"{report.path}: written as a letter, since comments are not possible: {reason}")
        return None

    return copy
