"""Searches of further sources in the cache: exported, imported, damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.standin.further_services import FurtherTransport
from tests.unit.lookup.searched.further import asked, cited, found

from refcheck.lookup.cache import admin
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.nlm_catalog.mapping import record_of
from refcheck.lookup.nlm_catalog.source import TEXT_FORM, NlmCatalog
from refcheck.lookup.query import Query
from refcheck.lookup.searched.responses import read_cached
from refcheck.model.outcome import NotFound
from refcheck.pipeline.provider import cache_form

BOOK = {
    "uid": "7",
    "nlmuniqueid": "7",
    "titlemainlist": [{"title": "The deep sleep of shepherds."}],
    "authorlist": [{"lastname": "Kumar"}],
    "resourceinfolist": [{"typeofresource": "Book"}],
}
CITED, UNKNOWN = cited("The deep sleep of shepherds"), cited("The long night of sailors")


def test_every_source_has_a_file_of_its_own() -> None:
    names = [line.file_name for line in cache_form().lines]
    assert len(names) == len(set(names))
    assert {"nlmcatalog-search.jsonl", "bookshelf-search.jsonl", "europepmc-search.jsonl"} <= set(
        names
    )


def test_a_cache_goes_out_and_comes_back(tmp_path: Path) -> None:
    one, other, folder = (tmp_path / name for name in ("one", "other", "folder"))
    asked(NlmCatalog, one, FurtherTransport(catalog=[BOOK]), CITED, UNKNOWN)
    assert admin.export(one, folder, TEXT_FORM, print) == 2
    assert admin.import_(other, folder, TEXT_FORM, print) == 2
    known, missing = asked(NlmCatalog, other, None, CITED, UNKNOWN, offline=True)
    assert found(known) == ["7"]
    assert isinstance(missing, NotFound)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"items": 1, "whole": true, "ignored": []}',
        b'{"items": [], "whole": 1, "ignored": []}',
        b'{"items": []}',
    ],
)
def test_what_cannot_be_read_is_damaged(payload: bytes) -> None:
    query = Query("nlmcatalog-search", "x[Title]")
    cached = CachedResponse(query=query, payload=payload, retrieved=1.0, short_lived=False)
    with pytest.raises(DamagedResponseError):
        read_cached(cached, record_of)
