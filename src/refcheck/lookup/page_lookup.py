"""The interface of a lookup of web pages: what is asked, and what has to be able to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from refcheck.frozen import dataclass
from refcheck.model.record import PartialDate
from refcheck.model.report import Link

__all__ = ["CitedPage", "PageLookup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPage:
    """The address of a web page as it is printed, and when it was looked at or published.

    `others` are what the address may have been before the layout damaged it.
    """

    url: str
    others: tuple[str, ...] = ()
    date: PartialDate | None = None


class PageLookup(Protocol):
    """Answers whether web pages are there."""

    async def look_at(self, pages: Sequence[CitedPage]) -> Sequence[Link]:
        """Returns what is known of each page, in the same order; never raises for anything a
        server does."""
        ...

    async def aclose(self) -> None:
        """Give back connections and files."""
        ...
