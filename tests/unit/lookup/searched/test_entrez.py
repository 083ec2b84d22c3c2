"""Answers of ESearch and ESummary: what is one, what is none, and records in both forms."""

from __future__ import annotations

import json
from typing import Any

import pytest

from refcheck.lookup.http.errors import RejectedError, RetryableError, ServiceError
from refcheck.lookup.http.replies import content_error
from refcheck.lookup.searched.entrez import read_found, read_summaries

XML = b"""<?xml version="1.0"?><eSummaryResult><DocumentSummarySet status="OK">
<DocumentSummary uid="7"><Title>A page</Title><AuthorList><AuthorInfo><LastName>Doe</LastName>
</AuthorInfo></AuthorList><BroadHeading><string>Sleep</string></BroadHeading><ISBN></ISBN>
</DocumentSummary><DocumentSummary uid="8"><error>cannot get document summary</error>
</DocumentSummary></DocumentSummarySet></eSummaryResult>"""


def search(**result: Any) -> bytes:
    values = {"count": "2", "retmax": "2", "idlist": ["7", "8"], **result}
    return json.dumps({"header": {"type": "esearch"}, "esearchresult": values}).encode()


def test_a_search_is_read() -> None:
    left_out = {"phrasesnotfound": ["plugh[Title]", "9780000000002[ISBN]"], "fieldsnotfound": []}
    found = read_found(search(errorlist=left_out, warninglist={"phrasesignored": ["the"]}))
    assert (found.count, found.uids) == (2, ("7", "8"))
    assert found.ignored == ("plugh[Title]", "the")  # an ISBN stands alone: nothing is lost


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", RetryableError),
        (b"<html>", RetryableError),
        (b'{"esearchresult": {"count"', RetryableError),
        (b"[]", RetryableError),
        (b'{"header": {}}', RetryableError),
        (b"[" * 100_000, RetryableError),
        (search(count="many"), RetryableError),
        (search(count="3", retmax="3"), RetryableError),
        (search(count="1"), RetryableError),
        (search(idlist=["7", "7"]), RetryableError),
        (search(idlist=["x", "y"]), RetryableError),
        (search(idlist=None), RetryableError),
        (search(ERROR="Search Backend failed: down"), RetryableError),
        (search(ERROR="Invalid db name specified: fleegle"), RejectedError),
        (search(errorlist={"fieldsnotfound": ["Book"]}), ServiceError),
    ],
)
def test_what_is_no_answer_to_a_search(body: bytes, kind: type[ServiceError]) -> None:
    with pytest.raises(kind):
        read_found(body)


def test_records_are_read_in_both_forms_and_those_that_cannot_be_shown_are_left_out() -> None:
    (record,) = read_summaries(XML, ["7", "8"])
    assert record["authorlist"] == [{"lastname": "Doe"}]
    assert record["broadheading"] == ["Sleep"]
    result = {"uids": ["7", "8"], "7": {"title": "A page"}, "8": {"error": "cannot get it"}}
    body = json.dumps({"header": {"type": "esummary"}, "result": result}).encode()
    assert content_error("host", body) is None  # one record is at fault, not the answer
    assert read_summaries(body, ["7", "8"]) == [{"title": "A page"}]


@pytest.mark.parametrize(
    "body",
    [
        b'{"header": {}, "esummaryresult": ["Empty id list - nothing todo"]}',
        b'{"result": {"uids": ["7"]}}',
        b"<PubmedArticleSet/>",
        b"<eSummaryResult><DocumentSummary",
        b"",
    ],
)
def test_what_is_no_answer_with_records(body: bytes) -> None:
    with pytest.raises(ServiceError):
        read_summaries(body, ["7"])
