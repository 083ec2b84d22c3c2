"""Mapped records, there and back, and never by another version than wrote them."""

from __future__ import annotations

import asyncio
import hashlib
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standin.articles import KETAMINE
from tests.warm import ROOT

from refcheck.lookup.cache.entries import DamagedResponseError
from refcheck.lookup.cache.record_codec import RecordCodec
from refcheck.lookup.cache.sqlite import SqliteStore
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.pubmed.queries import record_query
from refcheck.lookup.pubmed.responses import (
    CODEC,
    MAPPING,
    RecordResponse,
    cached_record,
    read_cached,
    renewed,
)
from refcheck.lookup.pubmed.service import EUtilities
from refcheck.model.record import (
    BibliographicRecord,
    GroupName,
    Notice,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
)

text = st.text(min_size=1, max_size=8)
maybe = st.none() | text
partial_dates = st.builds(
    PartialDate, year=st.integers(1, 3000), month=st.none() | st.integers(1, 12), season=maybe
)
names = st.builds(PersonName, family=text, given=maybe, initials=maybe, suffix=maybe)
records = st.builds(
    BibliographicRecord,
    authors=st.lists(names | st.builds(GroupName, name=text), max_size=3).map(tuple),
    key=st.none() | st.builds(RecordKey),
    authors_complete=st.booleans(),
    title=maybe,
    container_variants=st.lists(text, max_size=2).map(tuple),
    dates=st.lists(
        st.builds(PublicationDate, date=partial_dates, until=st.none() | partial_dates), max_size=2
    ).map(tuple),
    pmid=maybe,
    notices=st.lists(st.builds(Notice, source=maybe, pmid=maybe, url=maybe), max_size=2).map(tuple),
    accessed=st.none() | partial_dates,
)


@settings(max_examples=50, deadline=None)
@given(records)
def test_there_and_back(record: BibliographicRecord) -> None:
    assert CODEC.unpack(CODEC.pack(record)) == record


@pytest.mark.parametrize(
    "change",
    [
        lambda _: None,
        lambda _: b"",
        lambda form: b"\0" + form[1:],
        lambda form: form[:-1],
        lambda form: _head(form) + b"[]",
        lambda form: _head(form) + b"{}",
        lambda form: _head(form) + b'{"type":"article","no_such":1}',
    ],
)
def test_other_bytes_are_worth_nothing(change) -> None:  # type: ignore[no-untyped-def]
    form = CODEC.pack(BibliographicRecord(title="Ketamine"))
    assert CODEC.unpack(change(form)) is None


def _head(form: bytes) -> bytes:
    return form[: form.index(b"{")]


def test_the_form_of_another_version_is_not_read() -> None:
    record = BibliographicRecord(title="Ketamine")
    form = RecordCodec(12).pack(record)
    assert RecordCodec(12).unpack(form) == record
    for other in (1, 2, 121, MAPPING):
        assert not RecordCodec(other).is_current(form)
        assert RecordCodec(other).unpack(form) is None


def test_a_change_of_the_mapping_has_a_new_version() -> None:
    """Else the cache goes on answering with what the old mapping made."""
    records = sorted((ROOT / "cache" / "records").glob("*.xml"))
    assert len(records) > 30
    digest = hashlib.sha256()
    for path in records:
        cached = cached_record(record_query(path.stem), path.read_bytes(), 0.0)
        response = read_cached(cached)
        assert isinstance(response, RecordResponse)
        assert response.record
        digest.update(CODEC.pack(response.record))
    assert (MAPPING, digest.hexdigest()[:16]) == (1, "3c3fbd08ec6cd96d"), (
        "where the same records are mapped in another way, raise MAPPING; enter both figures here"
    )


def test_an_older_form_is_written_anew_once(tmp_path: Path) -> None:
    query = record_query(KETAMINE.pmid)
    response = read_cached(cached_record(query, KETAMINE.xml().encode(), 0.0))
    assert isinstance(response, RecordResponse)
    assert response.record
    new = cached_record(query, KETAMINE.xml().encode(), time.time(), response.record)
    old = replace(new, mapped=RecordCodec(0).pack(BibliographicRecord(title="old")))

    def stored() -> bytes | None:
        with closing(SqliteStore(tmp_path, writable=False)) as store:
            return store.get_many([query], pytest.fail)[query].mapped

    def asked(*, offline: bool) -> object:
        async def run() -> object:
            config = LookupConfig(cache_dir=tmp_path, pace_dir=tmp_path, offline=offline)
            source = Source(config, EUtilities(), pytest.fail, renewed)
            try:
                return (await source.ask([query]))[query]
            finally:
                await source.aclose()

        return asyncio.run(run())

    with closing(SqliteStore(tmp_path, writable=True)) as store:
        store.save([old])
    for offline, form in ((True, old.mapped), (False, new.mapped), (True, new.mapped)):
        assert asked(offline=offline) == replace(response, retrieved=new.day)
        assert stored() == form
    assert renewed(new, response) is None
    assert renewed(replace(new, mapped=None), response) is None


def test_the_xml_is_mapped_where_there_is_no_form_of_today() -> None:
    query = record_query(KETAMINE.pmid)
    cached = cached_record(query, KETAMINE.xml().encode(), 0.0)
    assert cached.mapped is None
    response = read_cached(cached)
    assert isinstance(response, RecordResponse)
    assert response.record
    assert response.record.title == KETAMINE.title
    quick = cached_record(query, b"<broken", 0.0, response.record)
    assert read_cached(quick) == response
    other = cached_record(record_query("5"), b"<broken", 0.0, response.record)
    with pytest.raises(DamagedResponseError):
        read_cached(other)
