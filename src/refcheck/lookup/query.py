"""A query as every source has it: the key under which its response is cached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

__all__ = ["Query", "batched"]


class Query(NamedTuple):
    """One query to a service.

    `endpoint` is a name that no other service uses for another of its own ("esearch"); `text` is
    in one normal form, so that the same query always finds the same cached response.
    """

    endpoint: str
    text: str


def batched(queries: Iterable[Query], size: int) -> Iterator[Sequence[Query]]:
    """Yields the queries in their order, as many at a time as one request may have."""
    rest = iter(queries)
    while batch := list(islice(rest, size)):
        yield batch
