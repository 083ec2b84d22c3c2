"""Records that are made of real ones, as many as are wanted.

A recombined record has the journal of one record, the authors of another, a title that goes from
word to word through real titles, and a year, volume and page that are moved. So there are more of
the same names, words and places than in PubMed; true twins ("part II", replies) are rarer than
there.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from refcheck.formats.pubmed_fields import ArticleFields, DateFields
from refcheck.index.files.usual import usual_fields

from .records import Record, without_markup
from .service.record_xml import record_xml

__all__ = ["Recombined"]

_FIRST_PMID = 50_000_000
_JUMP = 0.3  # how often the next word is taken from another title with the same one
_MOST_WORDS = 40


class _Parts(NamedTuple):
    """What a recombined record is made of."""

    place: Record
    named: Record
    title: str
    year: int
    volume: str
    pages: str


class Recombined:
    """Makes records of real ones: the same ones of the same numbers and seed."""

    def __init__(self, real: Sequence[Record], seed: int) -> None:
        self._full = [record for record in real if not record.partial and record.authors]
        self._titles = [without_markup(record.title).split() for record in self._full]
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, words in enumerate(self._titles):
            for at, word in enumerate(words):
                self._places[word].append((number, at))
        self._seed = seed
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True)
        self._known: dict[str, ArticleFields] = {}

    def records(self, first: int, count: int) -> Iterator[Record]:
        """Yields the records of so many numbers."""
        for pmid, parts in self._parts(first, count):
            yield replace(
                parts.place,
                pmid=pmid,
                title=parts.title,
                authors=parts.named.authors,
                year=parts.year,
                pubdate=str(parts.year),
                epub="",
                volume=parts.volume,
                pages=parts.pages,
                doi=f"10.1000/{pmid}" if parts.place.doi else "",
                pmc=f"PMC{pmid}" if parts.place.pmc else "",
                notices=(),
                vernacular="",
            )

    def fields(self, first: int, count: int) -> Iterator[ArticleFields]:
        """Yields the same records as they are after their XML has been read."""
        for pmid, parts in self._parts(first, count):
            ids = {"pubmed": [pmid]}
            if parts.place.doi:
                ids["doi"] = [f"10.1000/{pmid}"]
            if parts.place.pmc:
                ids["pmc"] = [f"PMC{pmid}"]
            yield self.fields_of(parts.place)._replace(
                pmid=pmid,
                model=parts.place.model or "Print",
                title=parts.title,
                authors=self.fields_of(parts.named).authors,
                authors_complete=parts.place.complete,
                issued=DateFields(str(parts.year), None, None, None, None),
                electronic=(),
                volume=parts.volume or None,
                pages=parts.pages or None,
                ids=ids,
                notices=(),
                vernacular=None,
            )

    def fields_of(self, record: Record) -> ArticleFields:
        """Returns a real record as it is after its XML has been read."""
        known = self._known.get(record.pmid)
        if known is None:
            known = usual_fields(record_xml(record).encode(), self._parser).fields
            self._known[record.pmid] = known
        return known

    def _parts(self, first: int, count: int) -> Iterator[tuple[str, _Parts]]:
        rng = random.Random(f"{self._seed} {first}")
        for number in range(first, first + count):
            yield str(_FIRST_PMID + number), self._chosen(rng)

    def _chosen(self, rng: random.Random) -> _Parts:
        place, named = rng.choice(self._full), rng.choice(self._full)
        year = place.year - rng.randrange(25)
        volume = place.volume
        if volume.isdecimal():
            volume = str(max(1, int(volume) - place.year + year))
        pages = place.pages
        if pages.split("-")[0].isdecimal():
            start = rng.randrange(1, 2500)
            pages = f"{start}-{start + rng.randrange(1, 15)}"
        return _Parts(place, named, self._title(rng), year, volume, pages)

    def _title(self, rng: random.Random) -> str:
        title, at = rng.randrange(len(self._titles)), 0
        words: list[str] = []
        while at < len(self._titles[title]) and len(words) < _MOST_WORDS:
            word = self._titles[title][at]
            words.append(word)
            if rng.random() < _JUMP:
                title, at = rng.choice(self._places[word])
            at += 1
        return " ".join(words)
