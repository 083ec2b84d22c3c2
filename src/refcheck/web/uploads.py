"""What a form brings: documents in memory, under names that are only ever shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import PurePosixPath
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from refcheck.readers.files.inputs import InMemory
from refcheck.text.typography import without_controls
from refcheck.web.limits import Limits

__all__ = ["PASTED", "RefusedError", "declared_size", "fields", "uploaded"]

PASTED: Final = "pasted text"
_MULTIPART: Final = "multipart/form-data"
_LONGEST_NAME: Final = 120
_DRAINED: Final = 5  # times the limit: what is read of a body that is refused


class RefusedError(Exception):
    """A form that is not taken: `status` is that of HTTP, the text is for the user."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class _InMemoryParser(MultiPartParser):
    """Keeps files in memory: nothing of an upload is written to the disk."""

    spool_max_size = 1 << 40


def declared_size(request: Request) -> int:
    """Returns how long the body says that it is. Raises `RefusedError`."""
    given = request.headers.get("content-length", "")
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise RefusedError(411, "The form does not say how long it is.")
    return int(given)


async def fields(request: Request, limits: Limits, largest: int) -> FormData:
    """Returns the fields of a form of at most `largest` bytes. Raises `RefusedError`."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _MULTIPART:
        raise RefusedError(415, "The form has to be sent by the page of refcheck.")
    size = declared_size(request)
    if size > largest:
        await _drain(request, limits)
        raise RefusedError(413, f"That is too large: at most {_megabytes(largest)} at once.")
    parser = _InMemoryParser(
        request.headers,
        _bounded(request, size),
        max_files=limits.files + 1,
        max_fields=8,
        max_part_size=4 * limits.text_characters,
    )
    try:
        async with asyncio.timeout(limits.upload_seconds):
            return await parser.parse()
    except TimeoutError:
        raise RefusedError(408, "The upload took too long.") from None
    except MultiPartException as error:
        if "Too many files" in str(error):
            raise RefusedError(
                413, f"At most {limits.files} files can be checked at once."
            ) from None
        if "exceeded" in str(error):
            raise RefusedError(413, _too_long(limits)) from None
        raise RefusedError(400, "The form is damaged.") from None
    except (ClientDisconnect, UnicodeError, ValueError):
        raise RefusedError(400, "The form is damaged.") from None


async def uploaded(form: FormData, limits: Limits) -> tuple[tuple[InMemory, ...], int | None]:
    """Returns the documents of a form, and which of them is a pasted text, if there is one.

    Raises `RefusedError`.
    """
    found: list[InMemory] = []
    for given in form.getlist("file"):
        if isinstance(given, UploadFile) and (given.filename or given.size):
            content = await given.read()
            name = _name(given.filename or "")
            if len(content) > limits.file_bytes:
                most = _megabytes(limits.file_bytes)
                raise RefusedError(413, f"{name} is too large: at most {most} a file.")
            found.append(InMemory(path=_unique(name, found), content=content))
    files = len(found)
    if files > limits.files:
        raise RefusedError(413, f"At most {limits.files} files can be checked at once.")
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        if len(text) > limits.text_characters:
            raise RefusedError(413, _too_long(limits))
        lines = text.replace("\r\n", "\n")  # as forms send every line end
        found.append(InMemory(path=PASTED, content=lines.encode("utf-8", "replace")))
    if not found:
        raise RefusedError(400, "There is nothing to check: choose a file, or paste a list.")
    return tuple(found), files if len(found) > files else None


def _name(given: str) -> str:
    """Returns the name of a file as it is shown: no path, no control characters, not too long."""
    last = PurePosixPath(without_controls(given).replace("\\", "/")).name
    name = " ".join(last.split())
    if len(name) > _LONGEST_NAME:
        stem, dot, suffix = name.rpartition(".")
        short = suffix if dot and len(suffix) <= 10 else ""
        name = f"{(stem if short else name)[: _LONGEST_NAME - 12]}….{short}".removesuffix(".")
    return name if name.strip(".-_ ") else "document"


def _unique(name: str, found: list[InMemory]) -> str:
    """Returns the name, numbered where another file of the form has the same."""
    known = {one.path for one in found}
    number, unique = 1, name
    while unique in known:
        number += 1
        unique = f"({number}) {name}"
    return unique


async def _bounded(request: Request, size: int) -> AsyncGenerator[bytes, None]:
    """Yields the body; what goes beyond its own length is damage. Raises `RefusedError`."""
    left = size
    async for chunk in request.stream():
        left -= len(chunk)
        if left < 0:
            raise RefusedError(400, "The form is longer than it says.")
        yield chunk


async def _drain(request: Request, limits: Limits) -> None:
    """Read and forget a body that is refused: a browser shows the answer only after it has sent
    everything."""
    left = _DRAINED * limits.request_bytes
    try:
        async with asyncio.timeout(limits.upload_seconds):
            stream: AsyncIterator[bytes] = request.stream()
            async for chunk in stream:
                left -= len(chunk)
                if left < 0:
                    return
    except (TimeoutError, ClientDisconnect):
        return


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"


def _too_long(limits: Limits) -> str:
    return f"The text is too long: at most {limits.text_characters:,} characters."
