"""Answers in a form that reads well and gives small differences in git.

    citation.jsonl        {"question": "j affect disord|2014|156|24|naughton m", "answer": ...}
    search.jsonl          {"question": "\\"10.1016/j.jad.2013.11.014\\"[doi]", "count": 1, ...}
    records/24388038.xml  the record, one element a line, under the date on which it was retrieved

Each line and each record has a checksum of what it says, so that damage is noticed, and a change
that was made by hand. A line or record without one was written by an earlier version, and is read
as it is; the next export gives it one.

Lines are sorted by question. A directory in this form is a layer of answers that is only read; the
store of a run (`sqlite_store`) may lie in the same directory and goes before it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from refcheck.errors import CacheError
from refcheck.lookup.cache.folder import make_folder, reason
from refcheck.lookup.cache.responses import (
    Entry,
    citation_entry,
    midnight,
    record_entry,
    search_entry,
)
from refcheck.lookup.cache.trimming import compact, readable, trim
from refcheck.lookup.pubmed.queries import Endpoint, Question, record_question
from refcheck.lookup.pubmed.xml import record_from_xml
from refcheck.safe_xml import XMLError, parse_xml

__all__ = ["TextCache", "write_text_cache"]

_CITATIONS, _SEARCHES, _RECORDS = "citation.jsonl", "search.jsonl", "records"
_LONGEST_NAME = 100
_CHECKSUM = "checksum"
_STAMP = re.compile(
    rb'<\?refcheck retrieved="(\d{4}-\d\d-\d\d)"(?: checksum="([^"?<>]{0,40})")?\s*\?>'
)
_DAMAGED = "its checksum is wrong: the file is damaged, or was changed by hand"

Warn = Callable[[str], None]


class TextCache:
    """The answers in text form in `directory`; none where there is no such form. Read when asked.

    `warn` is told of every line or file that cannot be read; the others count.
    """

    def __init__(self, directory: Path, warn: Warn) -> None:
        self._directory = directory
        self._warn = warn
        self._lines: dict[Question, Entry] | None = None
        self._has_records: bool | None = None

    def get_many(self, questions: Iterable[Question]) -> dict[Question, Entry]:
        """The entries that there are."""
        found = {}
        for question in questions:
            if question.endpoint is Endpoint.RECORD:
                entry = self._record(question.text)
            else:
                entry = self._all_lines().get(question)
            if entry is not None:
                found[question] = entry
        return found

    def entries(self) -> Iterator[Entry]:
        """All entries in order of endpoint and question."""
        order = sorted(self._all_lines(), key=lambda question: (question.endpoint, question.text))
        yield from (
            self._all_lines()[question]
            for question in order
            if question.endpoint is Endpoint.CITATION
        )
        for pmid in self._pmids():
            if entry := self._record(pmid):
                yield entry
        yield from (
            self._all_lines()[question]
            for question in order
            if question.endpoint is Endpoint.SEARCH
        )

    def _pmids(self) -> list[str]:
        with contextlib.suppress(OSError):
            return sorted(
                path.stem
                for path in (self._directory / _RECORDS).iterdir()
                if path.suffix == ".xml" and _is_number(path.stem)
            )
        return []

    def _record(self, pmid: str) -> Entry | None:
        if self._has_records is None:
            self._has_records = (self._directory / _RECORDS).is_dir()
        if not self._has_records or not _is_number(pmid):
            return None
        path = self._directory / _RECORDS / f"{pmid}.xml"
        try:
            return _record_of_file(pmid, path.read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, XMLError, ValueError) as error:
            self._warn(f"{path}: not used as a cached answer: {_in_short(error)}")
            return None

    def _all_lines(self) -> dict[Question, Entry]:
        if self._lines is None:
            self._lines = {}
            for name, endpoint in ((_CITATIONS, Endpoint.CITATION), (_SEARCHES, Endpoint.SEARCH)):
                self._read_lines(self._directory / name, endpoint, self._lines)
        return self._lines

    def _read_lines(self, path: Path, endpoint: Endpoint, into: dict[Question, Entry]) -> None:
        try:
            lines = path.read_bytes().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self._warn(f"{path}: not used as cached answers: {_in_short(error)}")
            return
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = _entry_of_line(endpoint, json.loads(line))
            except _WrongChecksumError:
                self._warn(f"{path}:{number}: not used as a cached answer: {_DAMAGED}")
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self._warn(f"{path}:{number}: not used: the line is not a cached answer")
            else:
                into[entry.question] = entry


def _is_number(text: str) -> bool:
    """Whether this can be the name of a record's file. A PMID that is asked for may be too long."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NAME


class _WrongChecksumError(ValueError):
    """A line or record does not say what was written."""

    def __init__(self) -> None:
        super().__init__(_DAMAGED)


def _checksum(*parts: str | bytes) -> str:
    """Eight hexadecimal digits that tell damage, and no defence against a forger."""
    total = 0
    for part in parts:
        body = part.encode() if isinstance(part, str) else part
        total = zlib.crc32(b"%d:" % len(body) + body, total)
    return f"{total:08x}"


def _checksum_of_line(endpoint: Endpoint, line: Mapping[str, Any]) -> str:
    """The checksum of what a line says, however its members are ordered and spaced."""
    said = {name: value for name, value in line.items() if name != _CHECKSUM}
    return _checksum(endpoint.value, json.dumps(said, sort_keys=True, separators=(",", ":")))


def _checksum_of_record(pmid: str, day: str, body: bytes) -> str:
    """The checksum of a record: of what comes after the stamp, whatever its ends of lines are."""
    return _checksum(pmid, day, b"\n".join(line.rstrip(b"\r") for line in body.split(b"\n")))


def _in_short(error: Exception) -> str:
    return reason(error) if isinstance(error, OSError) else str(error)


def _seconds(day: str) -> float:
    return midnight(date.fromisoformat(day))


def _entry_of_line(endpoint: Endpoint, line: Mapping[str, Any]) -> Entry:
    if _CHECKSUM in line and line[_CHECKSUM] != _checksum_of_line(endpoint, line):
        raise _WrongChecksumError
    question, retrieved = Question(endpoint, str(line["question"])), _seconds(line["retrieved"])
    if endpoint is Endpoint.CITATION:
        return citation_entry(question, str(line["answer"]), retrieved)
    ids, dropped = line["ids"], line.get("not_found", [])
    return search_entry(question, int(line["count"]), ids, dropped, retrieved)


def _record_of_file(pmid: str, body: bytes) -> Entry:
    stamp = _STAMP.search(body[:500])
    if not stamp:
        raise ValueError("it does not say when it was retrieved")
    day, checksum = stamp[1].decode(), stamp[2]
    if checksum is not None and checksum.decode(errors="replace") != _checksum_of_record(
        pmid, day, body[stamp.end() :]
    ):
        raise _WrongChecksumError
    root = parse_xml(body)
    retrieved = _seconds(day)
    if not len(root):
        return record_entry(record_question(pmid), b"", retrieved)
    record = trim(root[0])
    mapped = record_from_xml(record)
    return record_entry(record_question(pmid), compact(record), retrieved, mapped)


# --- writing --------------------------------------------------------------------------------------


def write_text_cache(directory: Path, entries: Iterable[Entry]) -> int:
    """Write entries in text form into `directory`, and give back how many there were.

    Lines and records of earlier writings that are not among them are removed: the directory then
    holds these entries and no others. Raises `CacheError`.
    """
    lines: dict[Endpoint, dict[str, str]] = {Endpoint.CITATION: {}, Endpoint.SEARCH: {}}
    pmids = set()
    try:
        records = directory / _RECORDS
        make_folder(directory)
        make_folder(records)
        for entry in entries:
            question = entry.question
            if question.endpoint is Endpoint.RECORD:
                if not _is_number(question.text):
                    raise CacheError(f"{question.text!r} is no PMID")
                _replace(records / f"{question.text}.xml", _file_of_record(entry))
                pmids.add(question.text)
            else:
                lines[question.endpoint][question.text] = _line_of_entry(entry)
        for path in records.iterdir():
            if path.suffix == ".xml" and _is_number(path.stem) and path.stem not in pmids:
                path.unlink()
        for endpoint, name in ((Endpoint.CITATION, _CITATIONS), (Endpoint.SEARCH, _SEARCHES)):
            text = "".join(line for _, line in sorted(lines[endpoint].items()))
            _replace(directory / name, text)
    except OSError as error:
        raise CacheError(f"{directory}: {_in_short(error)}") from None
    return len(pmids) + sum(len(table) for table in lines.values())


def _line_of_entry(entry: Entry) -> str:
    line: dict[str, Any] = {"question": entry.question.text}
    if entry.question.endpoint is Endpoint.CITATION:
        line["answer"] = entry.payload.decode()
    else:
        line |= json.loads(entry.payload)
    line["retrieved"] = entry.day.isoformat()
    line[_CHECKSUM] = _checksum_of_line(entry.question.endpoint, line)
    return json.dumps(line, ensure_ascii=False) + "\n"


def _file_of_record(entry: Entry) -> str:
    if xml := entry.xml:
        record = trim(parse_xml(xml))
        lines = ["<PubmedArticleSet>", *readable(record, 1), "</PubmedArticleSet>"]
    else:
        lines = ["<PubmedArticleSet/>"]
    body, day = "\n".join(("", *lines, "")), entry.day.isoformat()
    checksum = _checksum_of_record(entry.question.text, day, body.encode())
    stamp = f'<?refcheck retrieved="{day}" checksum="{checksum}"?>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{stamp}{body}'


def _replace(path: Path, text: str) -> None:
    """Write a whole file so that no reader ever sees half of it, and only where it changes."""
    body = text.encode()
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == body:
            return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(body)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
