"""Mapped records, there and back, and never by other code than wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standin.articles import KETAMINE

from refcheck.lookup.cache.entries import DamagedResponseError
from refcheck.lookup.cache.record_codec import RecordCodec
from refcheck.lookup.pubmed.queries import record_query
from refcheck.lookup.pubmed.responses import CODEC, RecordResponse, cached_record, read_cached
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
        lambda form: form[:8] + b"[]",
        lambda form: form[:8] + b"{}",
        lambda form: form[:8] + b'{"type":"article","no_such":1}',
    ],
)
def test_other_bytes_are_worth_nothing(change) -> None:  # type: ignore[no-untyped-def]
    form = CODEC.pack(BibliographicRecord(title="Ketamine"))
    assert form
    assert CODEC.unpack(change(form)) is None


def test_code_that_cannot_be_told_keeps_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise FileNotFoundError

    codec = RecordCodec()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert codec.pack(BibliographicRecord()) is None
    assert codec.unpack(b"12345678{}") is None


def test_the_xml_is_mapped_where_the_form_is_of_other_code() -> None:
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
