"""Cached responses as readable text files, with small differences in version control.

    citation.jsonl        {"question": "j affect disord|2014|156|24|naughton m", "answer": ...}
    search.jsonl          {"question": "\\"10.1016/j.jad.2013.11.014\\"[doi]", "count": 1, ...}
    records/24388038.xml  the record, one element per line, under the date on which it was retrieved

Which files there are and what is in them is what the service says of them (`TextForm`). Each line
and each file has a checksum of its content, so that damage is noticed, and a change that was made
by hand. A line or file without one was written by an earlier version, and is read as it is; the
next export gives it one.

Lines are sorted by query. A folder in this form is a layer of responses that is only read; the
store of a run (`sqlite`) may lie in the same folder, and is looked into first.
"""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from refcheck.drafts import clean_up, replace_file
from refcheck.errors import CacheError
from refcheck.lookup.cache.entries import CachedResponse, midnight
from refcheck.lookup.cache.folder import make_folder, reason, refuse_unusable
from refcheck.lookup.cache.text_form import FilePerResponse, LinePerResponse, TextForm
from refcheck.lookup.query import Query
from refcheck.regular_files import read_regular
from refcheck.safe_xml import XMLError

__all__ = ["TextCache", "write_text_cache"]

_CHECKSUM = "checksum"
_SUFFIX = ".xml"
_STAMP = re.compile(
    rb'<\?refcheck retrieved="(\d{4}-\d\d-\d\d)"(?: checksum="([^"?<>]{0,40})")?\s*\?>'
)
_DAMAGED = "its checksum is wrong: the file is damaged, or was changed by hand"

Warn = Callable[[str], None]


class TextCache:
    """The responses in text form in `directory`, if there are any. Read when needed.

    `warn` is told of every line or file that cannot be read; the others count. A folder that may
    not be looked into has none: the store in it is opened first, and says so.
    """

    def __init__(self, directory: Path, form: TextForm, warn: Warn) -> None:
        self._directory = directory
        self._form = form
        self._warn = warn
        self._lines: dict[Query, CachedResponse] | None = None

    def get_many(self, queries: Iterable[Query]) -> dict[Query, CachedResponse]:
        """Returns the responses that there are."""
        found = {}
        for query in queries:
            files = self._form.files
            if files is not None and query.endpoint == files.endpoint:
                cached = self._file(files, query)
            else:
                cached = self._all_lines().get(query)
            if cached is not None:
                found[query] = cached
        return found

    def cached_responses(self) -> Iterator[CachedResponse]:
        """Yields all responses in order of endpoint and query."""
        files = self._form.files
        for endpoint in sorted(self._form.nouns):
            if files is not None and endpoint == files.endpoint:
                found = (self._file(files, query) for query in self._queries_of_files(files))
                yield from filter(None, found)
            else:
                lines = self._all_lines()
                queries = (query for query in lines if query.endpoint == endpoint)
                yield from (lines[query] for query in sorted(queries, key=lambda q: q.text))

    @cached_property
    def _is_open(self) -> bool:
        try:
            refuse_unusable(self._directory)
        except CacheError:
            return False
        return True

    @cached_property
    def _has_files(self) -> bool:
        if self._form.files is None or not self._is_open:
            return False
        folder = self._directory / self._form.files.folder
        try:
            refuse_unusable(folder)
        except CacheError as error:
            self._warn(f"not used as cached responses: {error}")
            return False
        return folder.is_dir()

    def _queries_of_files(self, files: FilePerResponse) -> list[Query]:
        if not self._has_files:
            return []
        with contextlib.suppress(OSError):
            names = (
                path.stem
                for path in (self._directory / files.folder).iterdir()
                if path.suffix == _SUFFIX and files.is_name(path.stem)
            )
            return [Query(files.endpoint, name) for name in sorted(names)]
        return []

    def _file(self, files: FilePerResponse, query: Query) -> CachedResponse | None:
        if not self._has_files or not files.is_name(query.text):
            return None
        path = self._directory / files.folder / (query.text + _SUFFIX)
        try:
            return _response_of_file(files, query, read_regular(path))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, XMLError, ValueError) as error:
            self._warn(f"{path}: not used as a cached response: {_in_short(error)}")
            return None

    def _all_lines(self) -> dict[Query, CachedResponse]:
        if self._lines is None:
            self._lines = {}
            for form in self._form.lines if self._is_open else ():
                self._read_lines(form, self._lines)
        return self._lines

    def _read_lines(self, form: LinePerResponse, into: dict[Query, CachedResponse]) -> None:
        path = self._directory / form.file_name
        try:
            lines = read_regular(path).splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self._warn(f"{path}: not used as cached responses: {_in_short(error)}")
            return
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                cached = _response_of_line(form, json.loads(line))
            except _WrongChecksumError:
                self._warn(f"{path}:{number}: not used as a cached response: {_DAMAGED}")
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                self._warn(f"{path}:{number}: not used: the line is not a cached response")
            else:
                into[cached.query] = cached


class _WrongChecksumError(ValueError):
    """A line or file is not what was written."""

    def __init__(self) -> None:
        super().__init__(_DAMAGED)


def _checksum(*parts: str | bytes) -> str:
    """Returns eight hexadecimal digits that show damage; they are no defence against a forger."""
    total = 0
    for part in parts:
        body = part.encode() if isinstance(part, str) else part
        total = zlib.crc32(b"%d:" % len(body) + body, total)
    return f"{total:08x}"


def _checksum_of_line(endpoint: str, line: Mapping[str, Any]) -> str:
    """Returns the checksum of what a line says, however its members are ordered and spaced."""
    said = {name: value for name, value in line.items() if name != _CHECKSUM}
    return _checksum(endpoint, json.dumps(said, sort_keys=True, separators=(",", ":")))


def _checksum_of_file(name: str, day: str, body: bytes) -> str:
    """Returns the checksum of what comes after the stamp of a file, whatever its line ends are."""
    return _checksum(name, day, b"\n".join(line.rstrip(b"\r") for line in body.split(b"\n")))


def _in_short(error: Exception) -> str:
    return reason(error) if isinstance(error, OSError) else str(error)


def _seconds(day: str) -> float:
    return midnight(date.fromisoformat(day))


def _response_of_line(form: LinePerResponse, line: Mapping[str, Any]) -> CachedResponse:
    if _CHECKSUM in line and line[_CHECKSUM] != _checksum_of_line(form.endpoint, line):
        raise _WrongChecksumError
    query = Query(form.endpoint, str(line["question"]))
    return form.read(query, line, _seconds(line["retrieved"]))


def _response_of_file(form: FilePerResponse, query: Query, body: bytes) -> CachedResponse:
    stamp = _STAMP.search(body[:500])
    if not stamp:
        raise ValueError("it does not say when it was retrieved")
    day, checksum = stamp[1].decode(), stamp[2]
    if checksum is not None and checksum.decode(errors="replace") != _checksum_of_file(
        query.text, day, body[stamp.end() :]
    ):
        raise _WrongChecksumError
    return form.read(query, body, _seconds(day))


# --- writing --------------------------------------------------------------------------------------


def write_text_cache(
    directory: Path, form: TextForm, cached_responses: Iterable[CachedResponse]
) -> int:
    """Write responses in text form into `directory`, and return how many there were.

    Lines and files of earlier exports that are not among them are removed: the folder then
    contains these responses and no others. Raises `CacheError`.
    """
    lines: dict[str, dict[str, str]] = {line.endpoint: {} for line in form.lines}
    forms = {line.endpoint: line for line in form.lines}
    names: set[str] = set()
    files = form.files
    folders = (directory,) if files is None else (directory, directory / files.folder)
    try:
        for place in folders:
            make_folder(place)
            clean_up(place)
        for cached in cached_responses:
            query = cached.query
            if files is not None and query.endpoint == files.endpoint:
                if not files.is_name(query.text):
                    raise CacheError(f"{query.text!r} cannot be the name of a file")
                path = directory / files.folder / (query.text + _SUFFIX)
                replace_file(path, _file_of(files, cached))
                names.add(query.text)
            else:
                line = _line_of(forms[query.endpoint], cached)
                lines[query.endpoint][query.text] = line
        if files is not None:
            _remove_others(files, directory / files.folder, names)
        for each in form.lines:
            text = "".join(line for _, line in sorted(lines[each.endpoint].items()))
            path = directory / each.file_name
            if text or not each.optional:
                replace_file(path, text.encode())
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise CacheError(f"{directory}: {_in_short(error)}") from None
    return len(names) + sum(len(table) for table in lines.values())


def _remove_others(form: FilePerResponse, folder: Path, names: set[str]) -> None:
    for path in folder.iterdir():
        if path.suffix == _SUFFIX and form.is_name(path.stem) and path.stem not in names:
            path.unlink()


def _line_of(form: LinePerResponse, cached: CachedResponse) -> str:
    line: dict[str, Any] = {"question": cached.query.text, **form.members(cached)}
    line["retrieved"] = cached.day.isoformat()
    line[_CHECKSUM] = _checksum_of_line(form.endpoint, line)
    return json.dumps(line, ensure_ascii=False) + "\n"


def _file_of(form: FilePerResponse, cached: CachedResponse) -> bytes:
    body, day = "\n".join(("", *form.lines(cached), "")), cached.day.isoformat()
    checksum = _checksum_of_file(cached.query.text, day, body.encode())
    stamp = f'<?refcheck retrieved="{day}" checksum="{checksum}"?>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{stamp}{body}'.encode()
