"""What an answer of the service means that is not what was asked for: a status, a page, an error.

The service's own words go along with the error (`said`): "Search Backend failed" is not "asked too
often". NCBI sends most of its errors with the status 200.
"""

from __future__ import annotations

import html
import math
import re
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from refcheck.lookup.http.errors import (
    RefusedError,
    RejectedError,
    RetryableError,
    ServiceError,
    TooFastError,
)

__all__ = ["content_error", "number", "seconds", "status_error"]

_HEAD = 2_000  # bytes in which an answer shows what it is
_KEY_REFUSED = "NCBI refuses the API key"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,500}?-->\s*){0,5}<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"<(?P<tag>title|h1)\b[^>]{0,200}>\s*(?P<words>[^<]{1,500})", re.IGNORECASE)
_JSON_ERROR = re.compile(r'"error"\s*:\s*"(?P<words>(?:[^"\\]|\\.){0,500})', re.IGNORECASE)
_XML_ERROR = re.compile(r"<ERROR>(?P<words>[^<]{1,500})")
# An answer in JSON: what is wrong with it, or with one of its records, is for its reader to say.
_ANSWER = re.compile(rb'\s*\{\s*"header"')
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrtbf]|(?P<itself>.))")
# NCBI's page is called "NCBI - WWW Error Blocked Diagnostic" and says "your access to the NCBI
# website has been temporarily blocked due to a possible misuse/abuse situation"; it also sends its
# callers to misuse.ncbi.nlm.nih.gov.
_BLOCKED = re.compile(
    r"www error blocked|temporarily blocked|blocked (?:due to|for|because of)\b[^<]{0,60}\babuse"
    r"|\bmisuse\.ncbi\.nlm",
    re.IGNORECASE,
)


def status_error(host: str, answer: httpx.Response, body: bytes, way: str = "") -> ServiceError:
    """Returns what a status other than 200 means. `way` is the proxy, as `Connection.way` names
    it."""
    status, said = answer.status_code, _words(body)
    wait = seconds(answer.headers.get("Retry-After"))
    if 300 <= status < 400:
        return _elsewhere(host, answer.headers.get("Location", ""))
    if _is_blocked(body):
        return _blocked(host)
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return TooFastError(f"{host} is asked too often (HTTP 429)", said=_beyond(said), wait=wait)
    if status == httpx.codes.PROXY_AUTHENTICATION_REQUIRED:
        return RefusedError(f"{host} cannot be asked{way}: the proxy wants a password (HTTP 407)")
    if "API key invalid" in said:
        return RefusedError(_KEY_REFUSED)
    reason = f"{host} answers with an error (HTTP {status})"
    if status >= 500 or status == httpx.codes.REQUEST_TIMEOUT:
        return RetryableError(reason, said=said, wait=wait)
    if status in (400, httpx.codes.REQUEST_ENTITY_TOO_LARGE, httpx.codes.REQUEST_URI_TOO_LONG):
        return RejectedError(reason, said=said)
    return ServiceError(reason, said=said)


def content_error(host: str, body: bytes) -> ServiceError | None:
    """Returns the error that an answer with the status 200 is: a web page, or JSON with an error in
    it."""
    head = body[:_HEAD]
    if _PAGE.match(head):
        if _is_blocked(body):
            return _blocked(host)
        reason = f"{host} answers with a web page, not with data; a network may want a login"
        return RetryableError(reason, said=_words(body))
    if not head.lstrip().startswith((b"{", b"[")) or b'"error"' not in head.lower():
        return None
    if _ANSWER.match(head):
        return None
    said = _words(head)
    if _is_blocked(head):
        return _blocked(host)
    if "API key invalid" in said:
        return RefusedError(_KEY_REFUSED)
    if "rate limit" in said.lower():
        return TooFastError(f"{host} is asked too often", said=_beyond(said))
    if "eutils_lb" in said:  # its load balancer: seen where requests come too fast
        return TooFastError(f"{host} turns requests away", said=said)
    return RetryableError(f"{host} answers with an error", said=said)


def number(text: str | None) -> float | None:
    """Returns the number in a header; None where it is none, or not finite."""
    try:
        value = float(text) if text else math.nan
    except (ValueError, OverflowError):
        return None
    return value if math.isfinite(value) else None


def seconds(retry_after: str | None) -> float:
    """Retry-After in seconds: a number, or a date (RFC 9110, section 10.2.3).

    0 without one, for one in the past, and for a date that is none ("31 Dec 99999999999").
    """
    if not retry_after:
        return 0.0
    if (value := number(retry_after)) is not None:
        return max(value, 0.0)
    try:
        return max(parsedate_to_datetime(retry_after).timestamp() - time.time(), 0.0)
    except (ValueError, TypeError, OverflowError, LookupError, OSError):
        return 0.0


def _elsewhere(host: str, location: str) -> RefusedError:
    """Returns a redirect. It is never followed: the request has the key."""
    try:
        to = urlsplit(location).hostname or ""
    except ValueError:
        to = ""
    if to.startswith("misuse."):
        return _blocked(host)
    known = to if to.isascii() and to.isprintable() and to != host and len(to) < 100 else ""
    where = f" (to {known})" if known else ""
    return RefusedError(f"{host} sends its callers elsewhere{where}, which is refused")


def _blocked(host: str) -> RefusedError:
    return RefusedError(
        f"{host} has blocked the address of this network because of too many requests: ask nothing "
        "for some hours, use an API key (NCBI_API_KEY), and write to info@ncbi.nlm.nih.gov to be "
        "let in again"
    )


def _is_blocked(body: bytes) -> bool:
    return _BLOCKED.search(body.decode("utf-8", errors="replace")) is not None


def _beyond(said: str) -> str:
    """Returns what is said beyond that requests come too fast, which the reason says."""
    return "" if "rate limit" in said.lower() else said


def _words(body: bytes) -> str:
    """Returns what an answer says of the error: in JSON, in XML, in the title of a page, in plain
    text."""
    text = body[:_HEAD].decode("utf-8", errors="replace").strip()
    if found := _JSON_ERROR.search(text):
        return _ESCAPE.sub(lambda escape: escape["itself"] or " ", found["words"])
    if found := _XML_ERROR.search(text) or _TITLE.search(text):
        return html.unescape(found["words"])
    return "" if "<" in text or not text.isprintable() else text
