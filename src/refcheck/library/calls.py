"""The functions of the library: the same pipeline as the command line, without its settings file.

Inputs are paths (text or `os.PathLike`; `-` is standard input), folders, or bytes, one or several.
Settings are a `Settings`, keywords with the names of its fields (`offline=True`,
`cache_dir="cache"`), or both: keywords come first.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from refcheck.errors import InputError
from refcheck.library.event_loop import run_here_or_in_a_thread
from refcheck.library.run_report import Report
from refcheck.model.report import DocumentReport, DocumentStatus
from refcheck.readers.files.inputs import InMemory
from refcheck.settings import Settings

if TYPE_CHECKING:
    from refcheck.model.record import BibliographicRecord
    from refcheck.model.reference import ParsedString

__all__ = [
    "Input",
    "check",
    "check_async",
    "check_dataframe",
    "check_text",
    "extract",
    "extract_async",
    "extract_text",
    "parse",
    "to_bibtex",
]

T = TypeVar("T")
Input = str | os.PathLike[str] | bytes
# What a report calls an input without a path: a text, and the bytes at that place of the inputs.
_TEXT = "text"
_BYTES = "bytes-"


def check(
    inputs: Input | Iterable[Input], settings: Settings | None = None, **options: Any
) -> Report:
    """Look up and judge every reference of the documents.

    Returns a report with one `DocumentReport` for each document, in order. Also works where an
    event loop is running (a notebook), and in several threads at once.

    Raises `InputError` if none of the inputs can be read: there is no such file, or it is damaged.
    If others can, its report says why (`status`, `error`). Raises `UsageError` for a setting that
    cannot be used, and for a folder without a file that can be read. What goes wrong with a lookup
    stands in the report.
    """
    return _checked(_documents(inputs), _settings(settings, options))


def check_text(text: str, settings: Settings | None = None, **options: Any) -> Report:
    """Do what `check` does, for a document that is at hand as text, of any text format."""
    return _checked([_text(text)], _settings(settings, options))


async def check_async(
    inputs: Input | Iterable[Input], settings: Settings | None = None, **options: Any
) -> AsyncIterator[DocumentReport]:
    """Do what `check` does, and give each report as soon as it is finished.

    An input that cannot be read has a report that says so, whatever the others are.
    """
    wanted = _settings(settings, options)
    async for report in _check_documents(_documents(inputs), wanted):
        yield report


def extract(
    inputs: Input | Iterable[Input], settings: Settings | None = None, **options: Any
) -> Report:
    """Find and parse the references of the documents, and judge the lists; look nothing up.

    Takes, returns and raises what `check` does; lookups and verdicts are None, and settings on
    lookups change nothing.
    """
    return _extracted(_documents(inputs), _settings(settings, options))


def extract_text(text: str, settings: Settings | None = None, **options: Any) -> Report:
    """Do what `extract` does, for a document that is at hand as text, of any text format."""
    return _extracted([_text(text)], _settings(settings, options))


async def extract_async(
    inputs: Input | Iterable[Input], settings: Settings | None = None, **options: Any
) -> Report:
    """Do what `extract` does, in a thread of its own, so that the event loop goes on."""
    import asyncio

    return await asyncio.to_thread(extract, inputs, settings, **options)


def check_dataframe(
    frame: Any,
    settings: Settings | None = None,
    *,
    column: str = "reference",
    id_column: str | None = None,
    **options: Any,
) -> Any:
    """Look up and judge the reference strings in a column of a Spark DataFrame.

    Returns a DataFrame with a row for each, in no order: the columns of `references/` that
    `refcheck batch` writes, `findings` (those of this reference), and `id`, which repeats
    `id_column` as text. A string that cannot be read has a row with the reason in `error`. Spark's
    workers do it, each with the index (`index=DIR`) on its own disk; nothing is sent.

    Raises `UsageError` where the extra `spark` is missing, a column is not there, or references
    would have to be sent to PubMed.
    """
    from refcheck.batch.needs import require_spark

    require_spark()
    from refcheck.batch.sources import Columns
    from refcheck.batch.spark import check_frame
    from refcheck.batch.work import at_home

    wanted = at_home(_settings(settings, options))
    return check_frame(frame, Columns(reference=column, id=id_column), wanted)


def parse(text: str) -> ParsedString:
    """Parse one reference string, of any text, into its fields.

    Raises `refcheck.errors.ModelError` where the parser's model is missing or damaged.
    """
    from refcheck import parsing

    return parsing.parse(text)


def to_bibtex(
    source: Report | Input | Iterable[Input] | Sequence[BibliographicRecord],
    *,
    unicode: bool = False,
) -> str:
    """Returns BibTeX, in LaTeX-safe ASCII or, with `unicode`, in UTF-8 for Biber.

    `source` are records, or a report or documents, whose references are written as they are cited,
    with the keys that they have. Raises what `extract` does.
    """
    from refcheck.formats import bibtex
    from refcheck.model.record import BibliographicRecord

    if not isinstance(source, Report | str | os.PathLike | bytes):
        given = list(_several(source))
        records = [one for one in given if isinstance(one, BibliographicRecord)]
        if len(records) == len(given):
            return bibtex.to_bibtex(records, unicode=unicode)
        source = [one for one in given if not isinstance(one, BibliographicRecord)]
    report = source if isinstance(source, Report) else extract(source)
    references = [one.reference for document in report for one in document.references]
    cited = [one.record for one in references]
    return bibtex.to_bibtex(
        cited,
        keys=bibtex.entry_keys(cited, [one.string.key for one in references]),
        raw=[one.string.raw for one in references],
        unicode=unicode,
    )


def _settings(settings: Settings | None, options: dict[str, Any]) -> Settings:
    """Returns the settings with what the keywords change. Raises `TypeError` for an unknown one."""
    known = {field.name for field in fields(Settings)} - {"origins", "settings_file"}
    for name in options:
        if name not in known:
            from refcheck.text.spelling import did_you_mean

            raise TypeError(f"there is no setting {name!r}; {did_you_mean(name, sorted(known))}")
    return replace(settings or Settings(), **options)


def _checked(documents: Sequence[str | InMemory], settings: Settings) -> Report:
    async def collect() -> list[DocumentReport]:
        return [report async for report in _check_documents(documents, settings)]

    return _report(run_here_or_in_a_thread(collect), settings)


def _extracted(documents: Sequence[str | InMemory], settings: Settings) -> Report:
    from refcheck.pipeline import extract_documents

    found = (
        list(extract_documents(documents, settings, jobs=settings.jobs or 1)) if documents else []
    )
    return _report(found, settings, checked=False)


async def _check_documents(
    documents: Sequence[str | InMemory], settings: Settings
) -> AsyncIterator[DocumentReport]:
    from refcheck.pipeline import check_documents

    if not documents:
        return
    async for report in check_documents(documents, settings, jobs=settings.jobs or 1):
        yield report


def _documents(inputs: Input | Iterable[Input]) -> list[str | InMemory]:
    if isinstance(inputs, str | os.PathLike | bytes):
        inputs = [inputs]
    inputs = _several(inputs)
    return [
        InMemory(path=f"{_BYTES}{number}", content=each)
        if isinstance(each, bytes)
        else os.fspath(each)
        for number, each in enumerate(inputs, 1)
    ]


def _several(given: Iterable[T]) -> Iterable[T]:
    """Returns what is given. Raises `TypeError` where it is none of the inputs."""
    if not isinstance(given, Iterable):
        raise TypeError(f"a path, bytes, or several of them are needed, not {type(given).__name__}")
    return given


def _text(text: str) -> InMemory:
    if not isinstance(text, str):
        raise TypeError(f"a text is needed, not {type(text).__name__}; check() takes bytes")
    return InMemory(path=_TEXT, content=text.encode("utf-8", "replace"))


def _report(documents: list[DocumentReport], settings: Settings, *, checked: bool = True) -> Report:
    if documents and all(one.status is DocumentStatus.UNREADABLE for one in documents):
        first = documents[0]
        raise InputError(first.path, first.error or "cannot be read")
    return Report(documents=tuple(documents), settings=settings, checked=checked)
