"""Reading the replies of the services: an answer, "not listed", or no answer at all.

The status comes first, then the body, whatever content type is named: Crossref's 404 says JSON and
is text, its 429 is a web page, DataCite's 500 may say 400. What is neither an answer nor a proper
"not listed" raises `ServiceError`: it could not be asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from refcheck.lookup.http.client import Reply
from refcheck.lookup.http.errors import RejectedError, RetryableError, ServiceError
from refcheck.lookup.members import mappings, string

__all__ = [
    "HANDLE_STATUSES",
    "WORK_STATUSES",
    "agencies",
    "crossref_hits",
    "crossref_list",
    "crossref_message",
    "crossref_work",
    "datacite_list",
    "datacite_work",
    "handle_exists",
    "json_of",
]

HANDLE_STATUSES: Final = (400, 404, 500)
WORK_STATUSES: Final = (301, 302, 303, 307, 308, 404)

_EXISTS: Final = frozenset({1, 200})  # with a value of the kind asked for, and without one
_UNKNOWN: Final = {(404, 100), (400, 301)}  # no such handle; a prefix that nobody has
_UNREADABLE = "answers with what is not JSON, or breaks off"

Works = dict[str, Mapping[str, Any] | None]
T = TypeVar("T")


def handle_exists(doi: str) -> Callable[[Reply], bool]:
    """Returns what reads whether a DOI exists: the one place where a 404 says that it does not."""

    def read(reply: Reply) -> bool:
        answer = json_of(reply, "doi.org")
        code = answer.get("responseCode") if isinstance(answer, dict) else None
        named = string(answer.get("handle")) if isinstance(answer, dict) else None
        if named is not None and named.lower() != doi:
            raise RetryableError("doi.org answers about another DOI")
        if reply.status == 200 and code in _EXISTS:
            return True
        if (reply.status, code) in _UNKNOWN:
            return False
        raise RetryableError(f"doi.org could not look it up (HTTP {reply.status}, code {code})")

    return read


def agencies(dois: Sequence[str]) -> Callable[[Reply], dict[str, str | None]]:
    """Returns what reads the agencies of DOIs; those that the answer leaves out are left out."""

    def read(reply: Reply) -> dict[str, str | None]:
        answer = json_of(reply, "doi.org")
        if not isinstance(answer, list):
            raise RetryableError("doi.org answers with what is no list of agencies")
        found: dict[str, str | None] = {}
        for each in mappings(answer):
            doi, agency = (string(each.get("DOI")) or "").lower(), string(each.get("RA"))
            if doi in dois and (agency or string(each.get("status"))):
                found[doi] = agency
        return found

    return read


def crossref_message(reply: Reply) -> dict[str, Any]:
    """Returns what is in the envelope of a reply of Crossref. Raises `ServiceError`."""
    return _member(json_of(reply, "Crossref"), "message", dict, "Crossref")


def crossref_list(dois: Sequence[str]) -> Callable[[Reply], Works]:
    """Returns what reads a list of works; a DOI that is not in a whole list is not listed."""

    def read(reply: Reply) -> Works:
        message = crossref_message(reply)
        items, total = message.get("items"), message.get("total-results")
        if not isinstance(items, list) or not isinstance(total, int) or total > len(items):
            raise RetryableError("Crossref answers with a list that is not whole")
        return _by_doi(dois, [(item.get("DOI"), item) for item in mappings(items)])

    return read


def crossref_work(doi: str) -> Callable[[Reply], Works]:
    """Returns what reads one work. "Not listed" is the 404 with its own words, and no other."""

    def read(reply: Reply) -> Works:
        _refuse_redirect(reply, "Crossref")
        if reply.status == 404:
            if b"resource not found" in reply.body[:200].lower():
                return {doi: None}
            raise ServiceError("Crossref answers with an error (HTTP 404)")
        message = crossref_message(reply)
        works = _by_doi([doi], [(message.get("DOI"), message)])
        if works[doi] is None:
            raise ServiceError("Crossref answers about another DOI")  # an alias: no verdict
        return works

    return read


def crossref_hits(reply: Reply) -> list[Mapping[str, Any]]:
    """Returns the works that a search ranks first."""
    message = crossref_message(reply)
    items = message.get("items")
    if not isinstance(items, list):
        raise RetryableError("Crossref answers with what is no list of works")
    return list(mappings(items))


def datacite_list(dois: Sequence[str]) -> Callable[[Reply], Works]:
    """Returns what reads a list of works; copies of other agencies' are not DataCite's word."""

    def read(reply: Reply) -> Works:
        answer = json_of(reply, "DataCite")
        data = _member(answer, "data", list, "DataCite")
        meta = answer.get("meta") if isinstance(answer, dict) else None
        total = meta.get("total") if isinstance(meta, dict) else None
        if isinstance(total, int) and total > len(data):
            raise RetryableError("DataCite answers with a list that is not whole")
        return _by_doi(dois, [_own(each) for each in mappings(data)])

    return read


def datacite_work(doi: str) -> Callable[[Reply], Works]:
    """Returns what reads one work. "Not listed" is the 404 with a list of errors."""

    def read(reply: Reply) -> Works:
        _refuse_redirect(reply, "DataCite")
        answer = json_of(reply, "DataCite")
        if reply.status == 404:
            if isinstance(answer, dict) and isinstance(answer.get("errors"), list):
                return {doi: None}
            raise ServiceError("DataCite answers with an error (HTTP 404)")
        data = _member(answer, "data", dict, "DataCite")
        return _by_doi([doi], [_own(data)])

    return read


def _refuse_redirect(reply: Reply, name: str) -> None:
    """Raise `ServiceError` for a DOI that has become another's: that is no verdict on it."""
    if 300 <= reply.status < 400:
        raise ServiceError(f"{name} has it under another DOI (HTTP {reply.status})")


def _own(data: Mapping[str, Any]) -> tuple[object, dict[str, Any]]:
    """Returns the DOI and the attributes of an entry; no DOI where it is another agency's."""
    attributes = data.get("attributes")
    if not isinstance(attributes, dict):
        return None, {}
    relations = data.get("relationships")
    client = relations.get("client") if isinstance(relations, dict) else None
    foreign = isinstance(client, dict) and client.get("data", client) is None
    return (None if foreign else attributes.get("doi")), attributes


def _by_doi(dois: Sequence[str], items: Sequence[tuple[object, Mapping[str, Any]]]) -> Works:
    works: Works = dict.fromkeys(dois)
    for named, item in items:
        doi = (string(named) or "").lower()
        if doi in works:
            works[doi] = item
    return works


def json_of(reply: Reply, name: str) -> Any:
    """Returns the JSON of a reply of the service `name`. Raises `ServiceError`."""
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        if reply.status == 400:
            raise RejectedError(f"{name} answers with an error (HTTP 400)") from None
        raise RetryableError(f"{name} {_UNREADABLE} (HTTP {reply.status})") from None


def _member(answer: object, name: str, kind: type[T], service: str) -> T:
    value = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(value, kind):
        raise RetryableError(f"{service} answers with what is no record")
    return value
