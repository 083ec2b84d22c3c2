"""What answers mean that are not what was asked for, and that no header of them ends a run."""

from __future__ import annotations

import time

import httpx
import pytest

from refcheck.lookup.http.errors import (
    RefusedError,
    RejectedError,
    RetryableError,
    ServiceError,
    TooFastError,
)
from refcheck.lookup.http.replies import content_error, number, seconds, status_error

HOST = "eutils.test"
BLOCKED = (
    b"<!DOCTYPE html><html><head><title>NCBI - WWW Error Blocked Diagnostic</title></head>"
    b"<body><h1>Access Denied</h1></body></html>"
)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        *(("3", 3.0), ("-5", 0.0), ("nan", 0.0), ("inf", 0.0), ("-inf", 0.0), ("1e400", 0.0)),
        *(("", 0.0), (None, 0.0), ("soon", 0.0), ("9" * 30, 1e30), ("9" * 6_000, 0.0)),
        ("Fri, 31 Dec 99999999999 00:00:00 GMT", 0.0),
        ("Fri, 31 Dec 0001 00:00:00 GMT", 0.0),
        ("Fri, 99 Foo 2027 25:61:61 GMT", 0.0),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0.0),
        ("Fri, 31 Dec 2027 23:59:59 +99999999", 0.0),
        ("Wed, 3 Apr 2002 12.34.56.78+0800", 0.0),
        ("\x00\xff\u0663", 0.0),
        ("," * 5_000, 0.0),
    ],
)
def test_any_retry_after_is_some_seconds(text: str | None, wait: float) -> None:
    assert seconds(text) == pytest.approx(wait)


def test_a_date_far_ahead_is_a_long_wait() -> None:
    assert seconds("Fri, 31 Dec 9999 23:59:59 GMT") > 1e9 - time.time()


@pytest.mark.parametrize("text", ["", None, "nan", "inf", "x", "1,2", "9" * 6_000])
def test_what_is_not_a_number(text: str | None) -> None:
    assert number(text) is None


def status(code: int, body: bytes = b"", **headers: str) -> ServiceError:
    named = [
        (name.replace("_", "-").encode(), value.encode("latin-1"))
        for name, value in headers.items()
    ]
    return status_error(HOST, httpx.Response(code, headers=named), body)


@pytest.mark.parametrize(
    "location",
    [
        *("", "/", "//", "http://", "http://[", "http://[::1", "http://a:99999/", "http://a:b/"),
        *("file:///etc/passwd", "javascript:1", "http://\x00/", "ht tp://x", "\xff", "http://\xff"),
        *(
            "http://" + "a" * 100_000,
            "?" * 1_000,
            "http://a..b/",
            "mailto:x@y",
            "\t",
            "http://%zz/",
        ),
    ],
)
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_any_redirect_is_refused(location: str, code: int) -> None:
    error = status(code, Location=location)
    assert isinstance(error, RefusedError)
    assert error.reason.startswith(f"{HOST} sends its callers elsewhere")
    assert len(error.reason) < 200


def test_a_redirect_says_where_it_leads() -> None:
    assert "(to login.hotel.test)" in status(302, Location="https://login.hotel.test/?a=1").reason


@pytest.mark.parametrize(
    "error",
    [
        status(302, Location="https://misuse.ncbi.nlm.nih.gov/error/abuse.shtml"),
        status(403, BLOCKED),
        status(429, BLOCKED),
        status(503, BLOCKED),
        status(403, b"Your access has been temporarily blocked due to a possible misuse/abuse"),
        content_error(HOST, BLOCKED),
        content_error(HOST, b'{"error":"Your access has been temporarily blocked"}'),
    ],
)
def test_a_blocked_address_is_told_what_to_do(error: ServiceError) -> None:
    assert isinstance(error, RefusedError)
    assert "has blocked the address" in error.reason
    assert "info@ncbi.nlm.nih.gov" in error.reason


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b'{"error":"API rate limit exceeded","count":"11"}', TooFastError, "is asked too often"),
        (b'{"error":"/lbsm/eutils_lb -> Neg"}', TooFastError, "turns requests away"),
        (b'{"error":"Search Backend failed: x"}', RetryableError, "“Search Backend failed: x”"),
        (b' {"Error" : "Say \\"no\\"\\n"}', RetryableError, '“Say "no"”'),
        (b'{"error":"API key invalid"}', RefusedError, "refuses the API key"),
        (b"<html><title>Hotel &amp; wifi</title>", RetryableError, "“Hotel & wifi”"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', RetryableError, "a web page"),
        (b"\xef\xbb\xbf <!-- x --><HEAD>", RetryableError, "a web page"),
    ],
)
def test_errors_with_the_status_200(body: bytes, kind: type[ServiceError], words: str) -> None:
    error = content_error(HOST, body)
    assert type(error) is kind
    error.quote_words(())
    assert words in error.reason
    assert ("too often" in error.reason) is (b"rate limit" in body)


@pytest.mark.parametrize("body", [b"", b"<eSearchResult/>", b"a|1|2|3||r0001|", b"{", b"\0" * 99])
def test_what_is_not_an_error(body: bytes) -> None:
    assert content_error(HOST, body) is None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *((400, RejectedError), (413, RejectedError), (414, RejectedError), (403, ServiceError)),
        *((407, RefusedError), (408, RetryableError), (429, TooFastError), (500, RetryableError)),
        *((204, ServiceError), (206, ServiceError), (418, ServiceError), (599, RetryableError)),
    ],
)
def test_statuses(code: int, kind: type[ServiceError]) -> None:
    error = status(code, b"Search Backend failed: Exception")
    assert type(error) is kind
    error.quote_words(())
    assert str(code) in error.reason
    assert ("“Search Backend failed: Exception”" in error.reason) is (code != 407)


def test_words_are_shown_short_and_without_secrets() -> None:
    key, mail = "s3cret+key", "me@example.org"
    said = f"\x1b[31m {key}&S3CRET%2BKEY me%40example.org {mail} \u202e" + "x" * 9_000
    error = ServiceError("Wrong", said=said)
    error.quote_words((key, mail))
    assert error.reason.startswith("Wrong; it says “[31m …&… … … x")
    assert str(error) == error.reason
    assert len(error.reason) < 250
    assert error.said == ""
