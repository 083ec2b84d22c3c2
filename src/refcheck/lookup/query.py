"""A query as every source has it: the key under which its response is cached."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Query"]


@dataclass(frozen=True, slots=True)
class Query:
    """One query to a service.

    `endpoint` is a name that no other service uses for another of its own ("esearch"); `text` is
    in one normal form, so that the same query always finds the same cached response.
    """

    endpoint: str
    text: str
