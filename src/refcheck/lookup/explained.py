"""A query and what came of it, as an explanation of a lookup shows them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from refcheck.model.outcome import NotCached, Search, Stage, Unavailable

__all__ = ["Response", "search_entry"]


class Response(Protocol):
    """What a service has answered, whatever it is."""

    @property
    def retrieved(self) -> date:
        """The date of the answer."""
        ...


def search_entry(
    stage: Stage,
    endpoint: str,
    wording: str,
    answer: Response | Unavailable | NotCached,
    *,
    ids: tuple[str, ...] = (),
    id_name: str = "record",
    count: int | None = None,
    ignored: tuple[str, ...] = (),
    cached: bool,
) -> Search:
    """Returns the entry of a query: of one without an answer only why there is none.

    `endpoint` is the service in words, `wording` what it was asked, `ids` to `cached` as in
    `Search`.
    """
    if isinstance(answer, Unavailable | NotCached):
        return Search(
            stage=stage, endpoint=endpoint, query=wording, id_name=id_name, error=answer.reason
        )
    return Search(
        stage=stage,
        endpoint=endpoint,
        query=wording,
        ids=ids,
        id_name=id_name,
        count=count,
        ignored=ignored,
        cached=cached,
        retrieved=answer.retrieved,
    )
