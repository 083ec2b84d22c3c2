"""The process that checks: it reads strangers' files, and the server only waits for it.

It goes through `pipeline.check_documents` as the command line does, writes every report that can
be downloaded, makes the safe corrections, and sends all of it back.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from io import BytesIO, TextIOWrapper
from typing import Any, BinaryIO, Final

from refcheck.errors import InputError, RefcheckError
from refcheck.model.report import DocumentReport, DocumentStatus, Summary
from refcheck.pipeline import Progress, Tally, check_documents, extract_documents
from refcheck.pipeline.change_lines import line_of_change
from refcheck.pipeline.corrections import Correction, Wishes, correct
from refcheck.pipeline.report_options import report_options
from refcheck.processes import receive, send
from refcheck.readers import FORMATS, InMemory
from refcheck.readers.files.detection import recognise
from refcheck.reports import REPORTERS, Reporter
from refcheck.reports.overview import mentions_line, run_counts
from refcheck.settings import Settings
from refcheck.web.limits import Limits
from refcheck.web.messages import Message, Task, pack, task_of

__all__ = ["DOWNLOADS", "REPORT", "answer", "word_file_of", "work"]

REPORT: Final = "html"
# What can be downloaded on all documents, in the order of the page: names of `--format`.
DOWNLOADS: Final = ("xlsx", "csv", "bibtex", "json")
_HEADING: Final = b"References\n\n"
_ANY_REFERENCE: Final = b"1. Smith J. A title. J Urol. 2012;5:1-9."
_MOST_CHECKS: Final = 50  # of one process
_MOST_MEMORY: Final = 400_000_000  # bytes that a process may have taken and still be reused
_FEW_LINES: Final = 12  # that may be one or two references, which do not look like a list yet
_FEW_BYTES: Final = 4_000
_BETWEEN: Final = 0.1  # seconds between two messages on the progress
_MOST_LINES: Final = 200  # corrections that are listed of a document
_TOO_LARGE: Final = "reading it takes far too much memory"


def work(requests: BinaryIO, answers: BinaryIO) -> None:
    """Check what each message asks for, and send the results, then that it is ready for more."""
    _warm_up()
    for _ in range(_MOST_CHECKS):
        packed = receive(requests)
        if packed is None:
            return
        task = task_of(packed)
        _bound(task.limits)
        answer(task, answers)
        if _memory() > _MOST_MEMORY:
            return
        send(answers, pack(Message(kind="ready")))


def _warm_up() -> None:
    """Load what every check needs, while nobody waits."""
    with contextlib.suppress(RefcheckError):  # the check itself says what is wrong
        list(extract_documents([InMemory(path="", content=_HEADING + _ANY_REFERENCE)]))
        import_module("refcheck.reports.html.report").environment()


def answer(task: Task, answers: BinaryIO) -> None:
    """Check what a task asks for, and write messages with what comes of it."""
    channel = _Channel(answers)
    try:
        asyncio.run(_check(task, channel))
    except RefcheckError as error:
        channel.send("failed", reason=str(error))
    except MemoryError:
        channel.send("failed", reason=_TOO_LARGE)


class _Channel:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._told = 0.0
        self._phase = ""
        self._warned: set[str] = set()

    def send(self, kind: str, content: bytes = b"", **values: Any) -> None:
        """Send one message."""
        send(self._stream, pack(Message(kind=kind, values=values, content=content)))

    def warn(self, line: str) -> None:
        """Pass a line for the user on, once."""
        if line not in self._warned:
            self._warned.add(line)
            self.send("warning", line=line)

    def progress(self, now: Progress) -> None:
        """Say how far the run is, a few times a second."""
        phase, instant = now.phase.value, time.monotonic()
        if phase == self._phase and instant - self._told < _BETWEEN:
            return
        self._phase, self._told = phase, instant
        self.send(
            "progress",
            phase=phase,
            references=now.references,
            found=now.found,
            documents=now.documents,
            all_documents=now.all_documents,
            complete=now.complete,
        )


async def _check(task: Task, channel: _Channel) -> None:
    documents = [
        _with_heading(one) if place == task.pasted else one
        for place, one in enumerate(task.documents)
    ]
    written = _Written(task.settings)
    reports = check_documents(
        documents, task.settings, warn=channel.warn, progress=channel.progress
    )
    place = 0
    async for report in reports:
        written.add(report)
        _send_document(place, task.documents[place], documents[place], report, channel)
        if report.status is DocumentStatus.OK:
            _send_file(
                channel,
                task.limits,
                word_file_of(place),
                _word_file(documents[place], report, task),
            )
        place += 1
    summary = written.tally.summary()
    readable = summary.unreadable < summary.documents
    for name, content in written.finished(summary):
        if readable:
            _send_file(channel, task.limits, name, content)
    channel.send(
        "done",
        counts=run_counts(summary, checked=True),
        errors=summary.errors,
        warnings=summary.warnings,
        retracted=summary.retracted,
        incomplete=summary.incomplete,
        readable=readable,
    )


def word_file_of(place: int) -> str:
    """Returns what the Word file for the authors of a document is called among the files."""
    return f"docx-{place}"


def _send_file(channel: _Channel, limits: Limits, name: str, content: bytes) -> None:
    if len(content) <= limits.result_bytes:
        channel.send("file", content, name=name)
    else:
        channel.send("left-out", name=name)


def _word_file(document: InMemory, report: DocumentReport, task: Task) -> bytes:
    """Returns the manuscript with comments for its authors; of other documents, a letter."""

    def commented_copy(report: DocumentReport) -> bytes | None:
        from refcheck.revisions.docx.manuscript import commented

        if recognise(document.path, document.content) is FORMATS["docx"]:
            with contextlib.suppress(InputError):
                return commented(document.path, document.content, report)
        return None

    raw = BytesIO()
    text = TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")
    options = report_options(task.settings, manuscript=commented_copy)
    reporter = REPORTERS["docx"].open(text, options)
    reporter.begin()
    reporter.document(report)
    text.flush()
    return raw.getvalue()


class _Written:
    """The reports in every format, as they grow."""

    def __init__(self, settings: Settings) -> None:
        self.tally = Tally()
        self._reports: list[tuple[str, BytesIO, TextIOWrapper, Reporter]] = []
        for name in (REPORT, *DOWNLOADS):
            raw = BytesIO()
            # Line ends are the format's own; a lone surrogate of a damaged file is not UTF-8.
            text = TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="")
            reporter = REPORTERS[name].open(text, report_options(settings))
            reporter.begin()
            self._reports.append((name, raw, text, reporter))

    def add(self, report: DocumentReport) -> None:
        """Write one document into each."""
        self.tally.add(report)
        for _, _, _, reporter in self._reports:
            reporter.document(report)

    def finished(self, summary: Summary) -> Iterator[tuple[str, bytes]]:
        """Yields the name and the bytes of each report, one in memory at a time."""
        for name, raw, text, reporter in self._reports:
            reporter.end(summary)
            text.flush()
            yield name, raw.getvalue()
            text.close()


def _send_document(
    place: int, given: InMemory, checked: InMemory, report: DocumentReport, channel: _Channel
) -> None:
    """Send what the page says of a document, and its corrected file if there is one."""
    correction = _corrected(checked, report)
    after = next((one.after for one in correction.files), None)
    if after is not None and checked.content != given.content:
        after = after.removeprefix(_HEADING)
    channel.send(
        "document",
        after or b"",
        place=place,
        name=report.path,
        error=report.error,
        listed=report.status is DocumentStatus.OK,
        named=mentions_line(report.mentions),
        corrected=after is not None,
        done=_first([line_of_change(one) for one in correction.done]),
        left=_first(
            [
                f"Reference {one.number}: {one.finding.message} ({one.reason})"
                for one in correction.left
            ]
        ),
        uncertain=len(correction.unsafe),
        refusal=correction.refusal,
    )


def _corrected(document: InMemory, report: DocumentReport) -> Correction:
    if report.error is None and report.references:
        with contextlib.suppress(InputError):
            return correct(document.path, document.content, report, Wishes(), in_memory=True)
    return Correction(path=document.path)


def _first(lines: Sequence[str]) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return list(lines)
    return [*lines[:_MOST_LINES], f"and {len(lines) - _MOST_LINES:,} more"]


def _with_heading(document: InMemory) -> InMemory:
    """Returns a pasted text under a heading, where it is one or two references by themselves.

    In an article so little would not be a list; who pastes it says that it is one. Every reference
    then has to have a year or an identifier: "Take one tablet in the morning." stays a text.
    """
    lines = [line for line in document.content.splitlines() if line.strip()]
    if len(document.content) > _FEW_BYTES or len(lines) > _FEW_LINES:
        return document
    if any(one.references for one in extract_documents([document])):
        return document
    headed = replace(document, content=_HEADING + document.content)
    (report,) = extract_documents([headed])
    records = [one.reference.record for one in report.references]
    known = [one.issued or one.doi or one.pmid or one.pmcid for one in records]
    return headed if known and all(known) else document


def _memory() -> int:
    """Returns the most memory that this process has taken, in bytes; 0 where nobody knows."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _bound(limits: Limits) -> None:
    """Let the system end this process when a check takes too much memory or time, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.processor_seconds
    for kind, wanted in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
    ):
        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(kind)
            limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(kind, (limit, most))
