"""The body of a response, read as far as it may be long.

Compressed ones are unpacked here and not by httpx, which unpacks as much as there is: 279 bytes
can be gigabytes.
"""

from __future__ import annotations

import zlib
from typing import Protocol

import httpx

from refcheck.lookup.http.errors import RetryableError, ServiceError

__all__ = ["ACCEPTED", "beginning", "whole"]

ACCEPTED = "gzip"  # the value of Accept-Encoding: what NCBI sends, and no other
_GZIP = 16 + zlib.MAX_WBITS
_TOO_LARGE = "the answer is too large, and is refused"


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


async def whole(answer: httpx.Response, largest: int) -> bytes:
    """Returns the whole body of a response, unpacked.

    Raises `ServiceError` where it is longer than `largest` bytes, packed or not, where it is
    packed in a way that was not asked for, or twice; and `RetryableError` where it is damaged.
    """
    unpacker = _unpacker(answer.headers.get("Content-Encoding", ""))
    body = bytearray()
    received = 0
    async for part in answer.aiter_raw():
        received += len(part)
        if unpacker is not None:
            part = _unpacked(unpacker, part, largest + 1 - len(body))
        body += part
        if max(len(body), received) > largest:
            raise ServiceError(_TOO_LARGE)
    if unpacker is not None and (received or body) and not unpacker.eof:
        raise RetryableError("a compressed answer breaks off")
    return bytes(body)


async def beginning(answer: httpx.Response, most: int) -> bytes:
    """Returns the first bytes of a body that says what is wrong; empty where they cannot be
    read."""
    try:
        unpacker = _unpacker(answer.headers.get("Content-Encoding", ""))
        body = bytearray()
        async for part in answer.aiter_raw():
            body += part if unpacker is None else _unpacked(unpacker, part, most + 1 - len(body))
            if len(body) > most:
                break
    except (ServiceError, httpx.HTTPError):
        return b""  # the status tells enough
    return bytes(body[:most])


def _unpacker(encoding: str) -> _Unpacker | None:
    codings = [coding for name in encoding.split(",") if (coding := name.strip().lower())]
    match codings:
        case [] | ["identity"]:
            return None
        case ["gzip" | "x-gzip"]:
            return zlib.decompressobj(_GZIP)
        case [_]:
            raise ServiceError("the answer is compressed in a way that was not asked for")
        case _:
            raise ServiceError("the answer is compressed more than once, and is refused")


def _unpacked(unpacker: _Unpacker, part: bytes, most: int) -> bytes:
    """At most `most` bytes; what is left beyond them is too much anyway."""
    try:
        unpacked = unpacker.decompress(part, most)
    except zlib.error:
        raise RetryableError("a compressed answer is garbled") from None
    if unpacker.unused_data:
        raise RetryableError("a compressed answer is garbled")
    return unpacked
