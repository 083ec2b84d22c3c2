"""Searches of a database of the E-utilities other than PubMed: ESearch, and ESummary for its hits.

They are asked at the same address and at the same pace as PubMed, with the same key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from refcheck.frozen import dataclass
from refcheck.lookup.http.errors import (
    RejectedError,
    RetryableError,
    ServiceError,
    read_root,
)
from refcheck.lookup.searched.responses import Hits
from refcheck.safe_xml import Element, flat_text

if TYPE_CHECKING:
    from refcheck.lookup.http.client import Client

__all__ = ["MOST_HITS", "Found", "found_hits", "read_found", "read_summaries"]

MOST_HITS: Final = 200  # UIDs that one ESummary may have
_UID: Final = re.compile(r"\d{1,12}", re.ASCII)
# An ISBN that is in no record is left out of a search, too. It is alone in it: nothing is lost.
_HARMLESS: Final = re.compile(r"\[isbn\]", re.IGNORECASE)
_LISTS: Final = (
    ("errorlist", "phrasesnotfound"),
    ("warninglist", "phrasesignored"),
    ("warninglist", "quotedphrasesnotfound"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What ESearch says: the number of hits, their UIDs, and the terms that it left out."""

    count: int
    uids: tuple[str, ...]
    ignored: tuple[str, ...]


async def found_hits(
    client: Client,
    database: str,
    texts: Sequence[str],
    trimmed: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> Hits:
    """Returns what searches of a database find together, each record as `trimmed` leaves it.

    Raises `ServiceError`.
    """
    term = " OR ".join(f"({text})" for text in texts)
    fields = {"db": database, "term": term, "retmax": str(MOST_HITS), "retmode": "json"}
    found = await client.ask("esearch.fcgi", fields, read_found)
    if not found.uids or (len(texts) > 1 and found.count > len(found.uids)):
        return Hits(count=found.count, items=(), ignored=found.ignored)
    fields = {"db": database, "id": ",".join(found.uids), "retmode": "json", "version": "2.0"}
    summaries = await client.ask(
        "esummary.fcgi", fields, lambda body: read_summaries(body, found.uids)
    )
    items = [trimmed(summary) for summary in summaries]
    return Hits(count=found.count, items=items, ignored=found.ignored)


def read_found(body: bytes) -> Found:
    """Reads the answer of ESearch. Raises `ServiceError` where it is none, or not whole."""
    answer = _json(body)
    result = answer.get("esearchresult") if isinstance(answer, dict) else None
    if not isinstance(result, dict):
        raise RetryableError("a search was answered with something else")
    if error := result.get("ERROR") or result.get("error"):
        said = str(error)
        if said.startswith("Search Backend failed"):
            raise RetryableError("the search of the E-utilities is out of order", said=said)
        raise RejectedError("the E-utilities do not accept a search", said=said)
    if fields := _texts(result, "errorlist", "fieldsnotfound"):
        raise ServiceError(f"the E-utilities do not know the field {', '.join(fields)[:80]}")
    count, uids = str(result.get("count")), result.get("idlist")
    if not _UID.fullmatch(count) or not isinstance(uids, list):
        raise RetryableError("a search was not answered in numbers")
    if not all(isinstance(uid, str) and _UID.fullmatch(uid) for uid in uids):
        raise RetryableError("a search was not answered in numbers")
    most = str(result.get("retmax", MOST_HITS))
    wanted = min(int(count), int(most) if _UID.fullmatch(most) else MOST_HITS)
    if len(set(uids)) < wanted or len(uids) > int(count):
        raise RetryableError("a search was not answered whole")
    ignored = (phrase for path in _LISTS for phrase in _texts(result, *path))
    return Found(
        count=int(count),
        uids=tuple(uids),
        ignored=tuple(phrase for phrase in ignored if not _HARMLESS.search(phrase)),
    )


def read_summaries(body: bytes, uids: Sequence[str] | None = None) -> list[Mapping[str, Any]]:
    """Reads the answer of ESummary, in JSON or in XML: the records of `uids` (None: of all).

    A record that the service has, and cannot show, is left out. Raises `ServiceError` where the
    answer is none, or has nothing of a record that was asked for.
    """
    records = _from_xml(body) if body.lstrip().startswith(b"<") else _from_json(body)
    wanted = list(records) if uids is None else uids
    if not all(uid in records for uid in wanted):
        raise RetryableError("records were not answered whole")
    return [records[uid] for uid in wanted if not records[uid].get("error")]


def _from_json(body: bytes) -> dict[str, Mapping[str, Any]]:
    answer = _json(body)
    result = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(result, dict):
        raise RetryableError("records were answered with something else")
    return {uid: record for uid, record in result.items() if isinstance(record, dict)}


def _from_xml(body: bytes) -> dict[str, Mapping[str, Any]]:
    root = read_root(body)
    if root.tag != "eSummaryResult":
        raise RetryableError("records were answered with something else")
    return {
        str(record.get("uid")): {child.tag.lower(): _value(child) for child in record}
        for record in root.iter("DocumentSummary")
    }


def _value(element: Element) -> object:
    """Returns an element as JSON has it: a text, or a list of texts and objects."""
    if not len(element):
        return flat_text(element) or ""
    return [
        {part.tag.lower(): flat_text(part) or "" for part in child}
        if len(child)
        else flat_text(child) or ""
        for child in element
    ]


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RetryableError("an answer breaks off or is not JSON") from None


def _texts(result: Mapping[str, Any], group: str, kind: str) -> tuple[str, ...]:
    lists = result.get(group)
    values = lists.get(kind) if isinstance(lists, dict) else None
    return tuple(filter(None, map(str, values))) if isinstance(values, list) else ()
