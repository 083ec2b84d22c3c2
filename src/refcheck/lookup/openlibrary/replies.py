"""Reading the replies of Open Library: a map of the books that it has, by the keys of the question.

A key that it does not know is absent. Overloaded, it sends web pages, also with the status 200.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from refcheck.lookup.http.client import Reply
from refcheck.lookup.http.errors import RetryableError

__all__ = ["read_books"]

_NAME: Final = "Open Library"


def read_books(keys: Collection[str]) -> Callable[[Reply], list[Mapping[str, Any]]]:
    """Returns what reads the reply to a question for these keys: the editions in it.

    An answer with a key that was not asked for is the answer to another question. Raises
    `ServiceError`.
    """

    def read(reply: Reply) -> list[Mapping[str, Any]]:
        try:
            answer: Any = json.loads(reply.body)
        except (ValueError, RecursionError):
            raise RetryableError(f"{_NAME} answers with what is not JSON, or breaks off") from None
        if not isinstance(answer, dict) or not all(isinstance(v, dict) for v in answer.values()):
            raise RetryableError(f"{_NAME} answers with what is no list of books")
        if not set(answer) <= set(keys):
            raise RetryableError(f"{_NAME} answers another question")
        return list(answer.values())

    return read
