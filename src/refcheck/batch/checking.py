"""The one function that checks a partition: Arrow batches in, Arrow batches out.

Local processes and Spark's workers call the same. Each process opens the source of records once.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import orjson
import pyarrow as pa

from refcheck.batch.tables import (
    CHECKED,
    document_row,
    failure_row,
    finding_rows,
    reference_row,
)
from refcheck.checks.suppressing import Suppressing
from refcheck.errors import RefcheckError
from refcheck.model.report import CheckedReference, DocumentReport, DocumentStatus
from refcheck.pipeline import check_documents, open_provider
from refcheck.pipeline.lookups.apart import NumberedString, check_apart
from refcheck.readers.files.inputs import InMemory
from refcheck.reports.json_text import json_text

if TYPE_CHECKING:
    from refcheck.settings import Settings

__all__ = ["Checker", "check_batches", "checker_for"]

Row = dict[str, Any]
# Objects more, and rounds. With Python's own numbers the collector has 15 % of a batch's time, with
# these 2 %, and memory is the same.
_COLLECTED_AFTER: Final = (50_000, 20, 50)
_NOTHING: Final = "there is no text in it"


def check_batches(batches: Iterable[pa.RecordBatch], checker: Checker) -> Iterator[pa.RecordBatch]:
    """Yields, for each batch with the columns of `reading.STRINGS` or `DOCUMENTS`, a batch with
    those of `tables.CHECKED`, in order.

    A string has exactly one row; a document one for each reference, and one with `number` null
    where something is said of the document itself. What cannot be read, and what refcheck fails
    at, has a row with the reason in `error`. Raises `RefcheckError` where nothing can be checked.
    """
    with _seldom_collected():
        for batch in batches:
            rows = batch.to_pylist()
            of_strings = "reference" in batch.schema.names
            checked = checker.strings(rows) if of_strings else checker.documents(rows)
            yield _arrow(checked)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Have the collector look for cycles less often: there are hardly any, and it goes through all
    that a batch has at hand."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _arrow(rows: list[Row]) -> pa.RecordBatch:
    """Returns rows as Arrow has them; half of a character, as a damaged file may have it, is
    replaced."""
    try:
        return pa.RecordBatch.from_pylist(rows, schema=CHECKED)
    except UnicodeEncodeError:
        whole = orjson.loads(json_text(rows))
        return pa.RecordBatch.from_pylist(whole, schema=CHECKED)


_open: list[tuple[Settings, Checker]] = []


def checker_for(settings: Settings) -> Checker:
    """Returns what checks under these settings, opened once in a process.

    Raises `UsageError` and `IndexDataError` for an index that cannot be used.
    """
    if not _open or _open[0][0] != settings:
        while _open:
            _open.pop()[1].close()
        _open.append((settings, Checker(settings)))
    return _open[0][1]


class Checker:
    """Checks rows, and asks one source of records, which is on this computer."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._provider = open_provider(settings)
        # Not a Runner: to hold Ctrl-C, that has Python write out the whole result of each run.
        self._loop = asyncio.new_event_loop()
        self._suppressing = Suppressing(
            choice=settings.rule_choice(),
            entries=settings.suppress,
            enabled=settings.suppressions,
            today=datetime.now().astimezone().date(),
        )

    def close(self) -> None:
        """Give back what is open."""
        self._loop.run_until_complete(self._provider.aclose())
        self._loop.close()

    def strings(self, rows: Sequence[Row]) -> list[Row]:
        """Returns a row for each row of reference strings, in order."""
        for row in rows:
            if not row["error"] and not (row["reference"] or "").strip():
                row["error"] = _NOTHING
        checked = self._checked(
            [
                NumberedString(number=place, text=row["reference"])
                for place, row in enumerate(rows)
                if not row["error"]
            ]
        )
        return [
            _string_row(row, checked[place] if place in checked else row["error"])
            for place, row in enumerate(rows)
        ]

    def _checked(self, strings: Sequence[NumberedString]) -> dict[int, CheckedReference | str]:
        """Returns each string checked, by its number, or why it could not be.

        Where refcheck fails at one of many, each is checked by itself, so that one alone fails.
        """
        if not strings:
            return {}
        try:
            report = self._loop.run_until_complete(
                check_apart(strings, self._provider, self._suppressing)
            )
        except RefcheckError:
            raise
        except Exception as error:  # noqa: BLE001 - the others go on, and this row says it
            if len(strings) > 1:
                return {key: row for one in strings for key, row in self._checked([one]).items()}
            return {strings[0].number: _fault(error)}
        return {each.reference.string.number: each for each in report.references}

    def documents(self, rows: Sequence[Row]) -> list[Row]:
        """Returns the rows of documents, one after the other."""
        return [made for row in rows for made in self._document(row)]

    def _document(self, row: Row) -> list[Row]:
        path, content = row["path"], row["content"]
        if row["error"]:
            return [_failed_document(path, row["error"])]
        source = path if content is None else InMemory(path=path, content=content)
        try:
            report = self._loop.run_until_complete(self._report(source))
        except RefcheckError:
            raise
        except Exception as error:  # noqa: BLE001 - the others go on, and this row says it
            return [_failed_document(path, _fault(error))]
        return _document_rows(report, path)

    async def _report(self, source: str | InMemory) -> DocumentReport:
        settings = replace(self._settings, baseline=None)
        reports = check_documents([source], settings, provider=self._provider)
        (report,) = [each async for each in reports]
        return report


def _document_rows(report: DocumentReport, path: str) -> list[Row]:
    if report.error is not None:
        return [_failed_document(path, report.error)]
    rows = [
        reference_row(each, _owner(path, each.reference.string.number))
        for each in report.references
    ]
    findings = finding_rows(report.findings)
    if findings or report.status is not DocumentStatus.OK:
        rows.append(document_row(_owner(path), report.status.value, findings))
    return rows


def _string_row(row: Row, checked: CheckedReference | str) -> Row:
    owner = {"id": row["id"], "path": row["path"], "number": row["number"]}
    if isinstance(checked, str):
        return failure_row(checked, owner, row["reference"])
    # A string that is nothing but an identifier was checked as the work that it leads to.
    return reference_row(checked, owner) | {"raw": " ".join(row["reference"].split())}


def _owner(path: str, number: int | None = None) -> Row:
    return {"id": None, "path": path, "number": number}


def _failed_document(path: str, error: str) -> Row:
    return failure_row(error, _owner(path))


def _fault(error: Exception) -> str:
    return f"this is a bug in refcheck: {type(error).__name__}; please report it with this text"
