"""Reading the replies of Europe PMC, whose errors come inside of HTTP 200."""

from __future__ import annotations

import json
from typing import Any, Final

from refcheck.lookup.http.client import Reply
from refcheck.lookup.http.errors import RejectedError, RetryableError
from refcheck.lookup.searched.responses import Hits

__all__ = ["STATUSES", "read_results"]

STATUSES: Final = (504,)
_NAME: Final = "Europe PMC"


def read_results(reply: Reply, *, joined: bool = False) -> Hits:
    """Reads the answer to a search, or to several that were `joined`. Raises `ServiceError`.

    Without a count, or with hits counted and none sent, it is no answer. Joined searches that take
    too long are refused, not repeated: fewer at a time may be in time.
    """
    if reply.status != 200:
        error = RejectedError if joined else RetryableError
        raise error(f"{_NAME} answers with an error (HTTP {reply.status})")
    try:
        answer: Any = json.loads(reply.body)
    except (ValueError, RecursionError):
        raise RetryableError(f"{_NAME} answers with what is not JSON, or breaks off") from None
    if not isinstance(answer, dict):
        raise RetryableError(f"{_NAME} answers with what is no list of records")
    if "errCode" in answer:
        said = str(answer.get("errMsg") or "")
        raise RejectedError(f"{_NAME} does not accept a search", said=said)
    count, listed = answer.get("hitCount"), answer.get("resultList")
    results = listed.get("result") if isinstance(listed, dict) else None
    if isinstance(count, bool) or not isinstance(count, int) or not isinstance(results, list):
        raise RetryableError(f"{_NAME} answers with what is no list of records")
    items = [item for item in results if isinstance(item, dict)]
    if count > 0 and not items:
        raise RetryableError(f"{_NAME} counts records and sends none")
    return Hits(count=count, items=items)
