"""Bodies are unpacked as far as they may be long, and no further."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterable

import httpx
import pytest

from refcheck.lookup.http.body import beginning, whole
from refcheck.lookup.http.errors import RetryableError, ServiceError

MOST = 100_000


class Parts(httpx.AsyncByteStream):
    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            yield part


def answer(*parts: bytes, encoding: str = "") -> httpx.Response:
    names = [name.encode("latin-1") for name in encoding.split("/") if name]
    headers = [(b"Content-Encoding", name) for name in names]
    return httpx.Response(200, headers=headers, stream=Parts(parts))


def read(*parts: bytes, encoding: str = "") -> bytes:
    return asyncio.run(whole(answer(*parts, encoding=encoding), MOST))


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_as_it_comes(encoding: str) -> None:
    assert read(b"ab", b"", b"c", encoding=encoding) == b"abc"


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "x-gzip"])
def test_gzip_in_any_parts(encoding: str) -> None:
    packed = gzip.compress(b"abc" * 1_000)
    assert (
        read(*(packed[i : i + 1] for i in range(len(packed))), encoding=encoding) == b"abc" * 1_000
    )
    assert read(packed, encoding=encoding) == b"abc" * 1_000


def test_exactly_as_much_as_may_be() -> None:
    body = b"x" * MOST
    assert read(body) == body
    assert read(gzip.compress(body), encoding="gzip") == body
    for parts, encoding in (((body, b"x"), ""), ((gzip.compress(body + b"x"),), "gzip")):
        with pytest.raises(ServiceError, match="too large"):
            read(*parts, encoding=encoding)


def test_a_bomb_takes_no_memory() -> None:
    bomb = gzip.compress(bytes(300_000_000), 1)
    tracemalloc.start()
    with pytest.raises(ServiceError, match="too large"):
        read(bomb, encoding="gzip")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * MOST


@pytest.mark.parametrize(
    "encoding",
    ["gzip, gzip", "gzip/gzip", "gzip,gzip,gzip", "deflate, gzip", "gzip, identity", ", gzip, br"],
)
def test_several_codings_are_refused(encoding: str) -> None:
    packed = gzip.compress(gzip.compress(b"abc"))
    with pytest.raises(ServiceError, match="more than once"):
        read(packed, encoding=encoding)


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "compress", "\xff", "x"])
def test_a_coding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(ServiceError, match="not asked for"):
        read(zlib.compress(b"abc"), encoding=encoding)


@pytest.mark.parametrize(
    "packed",
    [b"not gzip", gzip.compress(b"abc") + b"more", gzip.compress(b"abc")[:-8] + bytes(8)],
    ids=["plain", "more behind", "wrong checksum"],
)
def test_what_is_garbled_is_asked_again(packed: bytes) -> None:
    with pytest.raises(RetryableError, match="garbled"):
        read(packed, encoding="gzip")


def test_a_compressed_answer_that_breaks_off() -> None:
    with pytest.raises(RetryableError, match="breaks off"):
        read(gzip.compress(b"abc" * 1_000)[:-4], encoding="gzip")


def test_many_small_parts_take_no_memory() -> None:
    drops = httpx.Response(200, stream=Parts(b"%d" % (number % 7) for number in range(MOST)))
    tracemalloc.start()
    assert len(asyncio.run(whole(drops, MOST))) == MOST
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 * MOST


def test_the_beginning_of_what_says_what_is_wrong() -> None:
    def first(*parts: bytes, encoding: str = "") -> bytes:
        return asyncio.run(beginning(answer(*parts, encoding=encoding), 5))

    assert first(b"abc", b"defgh", b"ijk") == b"abcde"
    assert first(gzip.compress(b"x" * 1_000_000), encoding="gzip") == b"xxxxx"
    assert first(b"no gzip", encoding="gzip") == b""
    assert first(b"abc", encoding="br") == b""
