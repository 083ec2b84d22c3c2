"""An answer, "not listed" and no answer are never mixed up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from refcheck.lookup.doi import replies
from refcheck.lookup.http.client import Reply
from refcheck.lookup.http.errors import ServiceError

DOI = "10.5555/a.1"
PAGE = b"<html><body>Sorry</body></html>"


def said(status: int, answer: Any) -> Reply:
    return Reply(status, answer if isinstance(answer, bytes) else json.dumps(answer).encode())


@pytest.mark.parametrize(
    ("status", "answer", "exists"),
    [
        (200, {"responseCode": 1, "handle": DOI}, True),
        (200, {"responseCode": 1, "handle": DOI.upper()}, True),
        (200, {"responseCode": 200, "handle": DOI}, True),
        (404, {"responseCode": 100, "handle": DOI}, False),
        (400, {"responseCode": 301, "handle": DOI}, False),
    ],
)
def test_a_handle_is_there_or_not(status: int, answer: Any, exists: bool) -> None:
    assert replies.handle_exists(DOI)(said(status, answer)) is exists


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {"responseCode": 2}),
        (404, PAGE),
        (404, b""),
        (404, {"responseCode": 1}),
        (404, {"error": "not found"}),
        (404, {"responseCode": 301}),
        (400, {"responseCode": 100}),
        (200, {"responseCode": 100}),
        (200, PAGE),
        (200, []),
        (404, {"responseCode": 100, "handle": "10.5555/other"}),
        (404, b'{"responseCode": 1'),
    ],
)
def test_all_else_says_nothing_of_a_handle(status: int, answer: Any) -> None:
    with pytest.raises(ServiceError):
        replies.handle_exists(DOI)(said(status, answer))


def test_agencies() -> None:
    answer = [
        {"DOI": "10.5555/A.1", "RA": "Crossref"},
        {"DOI": "10.5555/b.2", "status": "DOI does not exist"},
        {"DOI": "10.9/not-asked", "RA": "mEDRA"},
        {"DOI": "10.5555/c.3"},
    ]
    read = replies.agencies([DOI, "10.5555/b.2", "10.5555/c.3"])
    assert read(said(200, answer)) == {DOI: "Crossref", "10.5555/b.2": None}


@pytest.mark.parametrize("answer", [PAGE, b"", {"error": 1}, b"["])
def test_what_is_no_list_of_agencies(answer: Any) -> None:
    with pytest.raises(ServiceError):
        replies.agencies([DOI])(said(200, answer))


def test_a_list_of_crossref_is_silent_about_what_it_does_not_have() -> None:
    message = {"total-results": 1, "items": [{"DOI": DOI.upper()}, {"DOI": "10.5555/unasked"}]}
    works = replies.crossref_list([DOI, "10.5555/b"])(said(200, {"message": message}))
    assert works == {DOI: {"DOI": DOI.upper()}, "10.5555/b": None}


@pytest.mark.parametrize(
    "answer",
    [
        PAGE,
        b"",
        b'{"message": {"items": [',
        {"status": "error"},
        {"message": "failed"},
        {"message": {"items": []}},
        {"message": {"total-results": 3, "items": []}},
        {"message": {"total-results": 0}},
    ],
)
def test_what_is_no_whole_list_of_crossref(answer: Any) -> None:
    with pytest.raises(ServiceError):
        replies.crossref_list([DOI])(said(200, answer))


def test_one_work_of_crossref() -> None:
    read = replies.crossref_work(DOI)
    assert read(said(200, {"message": {"DOI": DOI}})) == {DOI: {"DOI": DOI}}
    assert read(said(404, b"Resource not found.")) == {DOI: None}


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (404, PAGE),
        (404, b""),
        (404, {"status": "failed", "message": [{"type": "cursor-invalid"}]}),
        (301, b""),
        (200, {"message": {"DOI": "10.5555/alias"}}),
        (200, {"message": {}}),
        (200, b"Resource not found."),
    ],
)
def test_what_says_nothing_of_a_work_of_crossref(status: int, answer: Any) -> None:
    with pytest.raises(ServiceError):
        replies.crossref_work(DOI)(said(status, answer))


def entry(doi: str, client: object) -> dict[str, Any]:
    return {"attributes": {"doi": doi}, "relationships": {"client": {"data": client}}}


def test_a_copy_at_datacite_is_not_its_word() -> None:
    data = [entry(DOI, {"id": "one"}), entry("10.5555/copy", None)]
    works = replies.datacite_list([DOI, "10.5555/copy"])(said(200, {"data": data}))
    assert works == {DOI: {"doi": DOI}, "10.5555/copy": None}


@pytest.mark.parametrize(
    "answer",
    [PAGE, {}, {"data": {}}, {"data": [], "meta": {"total": 4}}, {"errors": {"title": "parse"}}],
)
def test_what_is_no_whole_list_of_datacite(answer: Any) -> None:
    with pytest.raises(ServiceError):
        replies.datacite_list([DOI])(said(200, answer))


def test_one_work_of_datacite() -> None:
    read = replies.datacite_work(DOI)
    assert read(said(200, {"data": entry(DOI, {"id": "one"})})) == {DOI: {"doi": DOI}}
    assert read(said(404, {"errors": [{"status": "404"}]})) == {DOI: None}


@pytest.mark.parametrize(
    ("status", "answer"), [(404, PAGE), (404, {"errors": {"title": "x"}}), (200, {"data": []})]
)
def test_what_says_nothing_of_a_work_of_datacite(status: int, answer: Any) -> None:
    with pytest.raises(ServiceError):
        replies.datacite_work(DOI)(said(status, answer))
