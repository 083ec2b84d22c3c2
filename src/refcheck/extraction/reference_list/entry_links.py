"""Addresses behind the links of an entry, which the entry does not print: "PubMed", "Article"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from refcheck.extraction.thresholds import (
    ADDRESS_CHARACTERS,
    LINKED_SHARE,
)
from refcheck.model.document import Link
from refcheck.text.patterns import lazy_regex

__all__ = ["LinkedAddresses"]

_WORKS: Final = lazy_regex(
    r"10\.\d{4,9}/|pubmed|ncbi\.nlm\.nih\.gov|pmc|europepmc|arxiv\.org", re.I
)
# Searches: what they look for need not be the work.
_SEARCHES: Final = lazy_regex(r"scholar\.google|[?&](?:term|q|query)=", re.I)
# NCBI's older addresses of a record: "query.fcgi?cmd=Retrieve&db=PubMed&list_uids=23842501",
# "entrez?Db=pubmed&Cmd=ShowDetailView&TermToSearch=26211972", "query.fcgi?cmd=prlinks&id=26211972".
_OLD_PUBMED: Final = lazy_regex(
    r"ncbi\.nlm\.nih\.gov/\S*(?:[?&]list_uids=|[?&]TermToSearch=|[?&]cmd=prlinks\S*[?&]id=)"
    r"(\d{1,8})(?![\d\w])",
    re.I,
)


class LinkedAddresses:
    """The addresses of works among the links of a document."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = [one for one in links if any("://" in target for target in one.targets)]
        self._starts = [one.start for one in self._links]

    def within(self, start: int, end: int) -> Iterator[str]:
        """Yields the addresses that name a work, after links from `start` to `end`, each once."""
        seen: set[str] = set()
        for link in self._links[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            for target in link.targets:
                address = _address(target)
                if address is not None and address not in seen:
                    seen.add(address)
                    yield address

    def page(self, start: int, end: int) -> str | None:
        """Returns the address that the words from `start` to `end` are a link to, if most are."""
        if self.covered(start, end) <= LINKED_SHARE * (end - start):
            return None
        place = bisect_left(self._starts, start)
        target = next(one for one in self._links[place].targets if "://" in one)
        return target if len(target) <= ADDRESS_CHARACTERS else None

    def covered(self, start: int, end: int) -> int:
        """Returns how many characters from `start` to `end` links to addresses cover."""
        total = 0
        for link in self._links[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            total += min(link.end, end) - link.start
        return total


def _address(target: str) -> str | None:
    """Returns a target in the form that identifiers are read from; None where it names no work."""
    if len(target) > ADDRESS_CHARACTERS or "://" not in target:
        return None
    old = _OLD_PUBMED.search(target)
    if old is not None:
        return f"https://pubmed.ncbi.nlm.nih.gov/{old[1]}/"
    if _SEARCHES.search(target):
        return None
    address = unquote(target)
    return address if _WORKS.search(address) else None
