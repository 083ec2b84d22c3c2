"""Any service can use the cache: one that lists books, and knows nothing of PubMed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from refcheck.lookup.cache.admin import export, import_, info
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import FilePerResponse, LinePerResponse, TextForm
from refcheck.lookup.caching_provider import Known, Save, Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.query import Query
from refcheck.model.outcome import NotCached, Unavailable

HANDBOOK, UNKNOWN = Query("books", "9780702028199"), Query("books", "9780000000002")
TITLES = {HANDBOOK.text: "Clinical handbook"}
RETRIEVED = 1_790_000_000.0


def stored(query: Query, title: str) -> CachedResponse:
    return CachedResponse(
        query=query, payload=title.encode(), retrieved=RETRIEVED, short_lived=not title
    )


def of_line(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    title = str(line["title"]).encode()
    return CachedResponse(query=query, payload=title, retrieved=retrieved, short_lived=not title)


FORM = TextForm(
    lines=(
        LinePerResponse(
            endpoint="books",
            noun="books",
            file_name="books.jsonl",
            members=lambda cached: {"title": cached.payload.decode()},
            read=of_line,
        ),
    ),
    files=FilePerResponse(
        endpoint="covers",
        noun="covers",
        folder="covers",
        is_name=str.isdecimal,
        lines=lambda _: [],
        read=lambda query, body, retrieved: CachedResponse(
            query=query, payload=body, retrieved=retrieved, short_lived=False
        ),
    ),
)


class Shelf:
    """Sends queries to a dictionary; what is not in it has no response."""

    def __init__(self, save: Save, sent: list[Query]) -> None:
        self._save = save
        self._sent = sent

    async def ask(self, queries: Iterable[Query]) -> dict[Query, str]:
        asked = list(queries)
        self._sent += asked
        self._save([stored(query, TITLES[query.text]) for query in asked if query.text in TITLES])
        return {query: "the shelf is locked" for query in asked if query.text not in TITLES}


class Books:
    """The service."""

    name = "The Library"
    form = FORM

    def __init__(self) -> None:
        self.sent: list[Query] = []

    def read(self, cached: CachedResponse) -> str:
        if cached.payload == b"\xff":
            raise DamagedResponseError("it is not a title")
        return cached.payload.decode()

    def describe(self, query: Query) -> str:
        return f"the book {query.text}"

    def named_by(self, _response: str) -> Sequence[Query]:
        return ()

    def sender(self, _client: object, save: Save, _known: Known[str]) -> Shelf:
        return Shelf(save, self.sent)


def ask(
    directory: Path, service: Books, *queries: Query, offline: bool = False
) -> dict[Query, str | Unavailable | NotCached]:
    async def run() -> dict[Query, str | Unavailable | NotCached]:
        config = LookupConfig(cache_dir=directory, pace_dir=directory, offline=offline)
        source: Source[str] = Source(config, service, pytest.fail)
        try:
            return await source.ask(queries)
        finally:
            await source.aclose()

    return asyncio.run(run())


def test_a_response_is_sent_for_once(tmp_path: Path) -> None:
    service = Books()
    assert ask(tmp_path, service, HANDBOOK) == {HANDBOOK: "Clinical handbook"}
    assert ask(tmp_path, service, HANDBOOK, offline=True) == {HANDBOOK: "Clinical handbook"}
    assert service.sent == [HANDBOOK]


def test_without_a_response_it_says_which_query_and_why(tmp_path: Path) -> None:
    offline = ask(tmp_path, Books(), UNKNOWN, offline=True)
    assert offline == {
        UNKNOWN: NotCached(reason="offline, and the book 9780000000002 is not in the cache")
    }
    assert ask(tmp_path, Books(), UNKNOWN) == {UNKNOWN: Unavailable(reason="the shelf is locked")}


def test_its_text_form_has_its_own_files(tmp_path: Path) -> None:
    ask(tmp_path / "store", Books(), HANDBOOK)
    assert export(tmp_path / "store", tmp_path / "text", FORM, pytest.fail) == 1
    line = json.loads((tmp_path / "text" / "books.jsonl").read_text())
    assert (line["question"], line["title"]) == (HANDBOOK.text, "Clinical handbook")
    assert info(tmp_path / "text", FORM, pytest.fail).counts == {"books": 1, "covers": 0}
    assert import_(tmp_path / "new", tmp_path / "text", FORM, pytest.fail) == 1
    assert ask(tmp_path / "new", Books(), HANDBOOK, offline=True) == {HANDBOOK: "Clinical handbook"}
