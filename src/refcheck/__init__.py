"""Check the numbered references of an article against PubMed.

>>> import refcheck
>>> parsed = refcheck.parse(
...     "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: "
...     "Jumping the gun? Pharmacol Res. 2015;99:23-35."
... )
>>> parsed.record.title
'Ketamine and suicidal ideation in depression: Jumping the gun?'

`check`, `extract`, `parse` and `to_bibtex` are the whole library; `check_async` and
`extract_async` are the twins for programs that run an event loop. Everything they return is a
frozen value of `refcheck.model`.
"""

import sys

from refcheck.import_path import leave_working_directory

if sys.argv[:1] == ["-m"]:  # `python -m refcheck`, which looks in the working directory first
    leave_working_directory()

import os
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from refcheck.version import __version__

if TYPE_CHECKING:
    from refcheck.model.record import BibliographicRecord
    from refcheck.model.reference import ParsedString
    from refcheck.model.report import DocumentReport
    from refcheck.settings import Settings

__all__ = ["__version__", "check", "check_async", "extract", "extract_async", "parse", "to_bibtex"]

PathLike = str | os.PathLike[str]


def check(
    paths: PathLike | Sequence[PathLike], settings: "Settings | None" = None
) -> "list[DocumentReport]":
    """Look up and judge every reference of the documents.

    `paths` are files or directories (`-`: standard input); `settings` are the defaults of
    `refcheck.settings.Settings` where none are given: no settings file and no environment is read.
    Returns one report a document, in order. Raises `refcheck.errors.UsageError` where the paths
    name no file that can be read; what goes wrong with one document or one lookup stands in its
    report.
    """
    import asyncio

    async def collect() -> "list[DocumentReport]":
        return [report async for report in check_async(paths, settings)]

    return asyncio.run(collect())


async def check_async(
    paths: PathLike | Sequence[PathLike], settings: "Settings | None" = None
) -> "AsyncIterator[DocumentReport]":
    """Do what `check` does, and give each report as soon as it is done."""
    from refcheck.pipeline import check_documents
    from refcheck.settings import Settings

    async for report in check_documents(_names(paths), settings or Settings()):
        yield report


def extract(paths: PathLike | Sequence[PathLike]) -> "list[DocumentReport]":
    """Find and parse the references of the documents, and judge the lists; look nothing up.

    Takes, returns and raises what `check` does; lookups and verdicts are None.
    """
    from refcheck.pipeline import extract_documents

    return list(extract_documents(_names(paths)))


async def extract_async(paths: PathLike | Sequence[PathLike]) -> "list[DocumentReport]":
    """Do what `extract` does, in a thread of its own, so that the event loop goes on."""
    import asyncio

    return await asyncio.to_thread(extract, paths)


def parse(text: str) -> "ParsedString":
    """Parse one reference string, of any text, into its fields.

    Raises `refcheck.errors.ModelError` where the parser's model is missing or damaged.
    """
    from refcheck import parsing

    return parsing.parse(text)


def to_bibtex(records: "Sequence[BibliographicRecord]", *, unicode: bool = False) -> str:
    """BibTeX for `records`, in LaTeX-safe ASCII or, with `unicode`, in UTF-8 as Biber reads it."""
    from refcheck.formats import bibtex

    return bibtex.to_bibtex(records, unicode=unicode)


def _names(paths: PathLike | Sequence[PathLike]) -> list[str]:
    if isinstance(paths, str | os.PathLike):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]
