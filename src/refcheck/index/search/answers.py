"""PubMed's queries answered from an index, as the E-utilities answer them.

So a work that the keys did not lead to is searched for by the same queries as with PubMed itself,
and what they prove (or do not: too many hits, a word that is not known) is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from refcheck.errors import IndexDataError
from refcheck.index.records.atoms import FIRST_YEAR, name_hash, page_hash, volume_hash
from refcheck.index.records.hashes import U32, Kind, word_hash
from refcheck.index.records.journals import form_key
from refcheck.index.records.record_keys import short
from refcheck.index.search.index import Index, Place
from refcheck.index.storage.postings import both
from refcheck.index.storage.segment import Segment
from refcheck.lookup.pubmed.queries import Endpoint, everything_query
from refcheck.lookup.pubmed.responses import (
    CitationResponse,
    RecordResponse,
    Response,
    SearchResponse,
)
from refcheck.lookup.pubmed.search.attribution import Term, terms_of
from refcheck.lookup.query import Query
from refcheck.model.outcome import NotCached, Unavailable
from refcheck.model.record import GroupName
from refcheck.text.folding import fold
from refcheck.text.works.identifiers import normalise_doi

__all__ = ["IndexSource"]

_LISTED: Final = 20  # PMIDs of a search; more are only counted
# Hits that are counted, and those that are found together with the last of them. Nobody asks for
# more: "systematic review and meta-analysis" has hundreds of thousands, and to count them takes as
# long as a thousand other searches.
_MOST_COUNTED: Final = 10_000
_CITED: Final = 3  # PMIDs that a citation line is answered with; more are only counted
_SELECTIVE: Final = frozenset({"ti", "1au", "ta", "doi", "aid"})
_READ: Final = 200  # records of which all authors are compared
_MOST_RECORDS: Final = 1024  # that are remembered: 5 kB each, and seldom asked for twice
# Searches that are remembered, of 1 kB: those of the 2,500 references that are checked together,
# each of which may ask the same more than once.
_MOST_SEARCHES: Final = 8192
_NO_ROWS: Final = np.zeros(0, dtype=np.uint32)


class IndexSource:
    """Answers the queries of PubMed's provider; nothing is sent, and nothing is cached."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._records: dict[Query, Response | Unavailable] = {}
        self._searches: dict[Query, Response | Unavailable] = {}

    async def ask(
        self, queries: Iterable[Query]
    ) -> dict[Query, Response | Unavailable | NotCached]:
        """Returns the answer to every query."""
        return {query: self._answer(query) for query in dict.fromkeys(queries)}

    async def ask_ahead(self, queries: Iterable[Query]) -> None:
        """Does nothing: one query costs as much as many together."""

    async def ask_again(
        self, queries: Sequence[Query]
    ) -> dict[Query, Response | Unavailable | NotCached]:
        """Returns the same answers: there is no other."""
        return await self.ask(queries)

    async def renew(
        self, queries: Sequence[Query], days: float
    ) -> dict[Query, Response | Unavailable | NotCached]:
        """Returns nothing: there is nothing newer."""
        del queries, days
        return {}

    def known(self, query: Query) -> Response | None:
        """Returns the answer to a query."""
        answer = self._answer(query)
        return None if isinstance(answer, Unavailable) else answer

    def was_cached(self, query: Query) -> bool:
        """Returns that a query was not sent."""
        del query
        return True

    def drop(self, queries: Iterable[Query]) -> None:
        """Does nothing: an answer is always the same."""

    async def aclose(self) -> None:
        """Does nothing: the files are closed with the process."""

    def _answer(self, query: Query) -> Response | Unavailable:
        of_record = query.endpoint == Endpoint.RECORD
        known, most = (
            (self._records, _MOST_RECORDS) if of_record else (self._searches, _MOST_SEARCHES)
        )
        answer = known.get(query)
        if answer is None:
            if len(known) > most:
                known.clear()
            answer = known[query] = self._found(query)
        return answer

    def _found(self, query: Query) -> Response | Unavailable:
        try:
            match query.endpoint:
                case Endpoint.RECORD:
                    return self._record(query.text)
                case Endpoint.CITATION:
                    return self._citation(query.text)
                case _:
                    return self._search(query)
        except IndexDataError as error:
            return Unavailable(reason=str(error))

    # --- records ----------------------------------------------------------------------------------

    def _record(self, pmid: str) -> RecordResponse:
        place = self._index.of_pmid(int(pmid)) if pmid.isdecimal() and len(pmid) < 10 else None
        record = self._index.record(place) if place else None
        return RecordResponse(record=record, retrieved=self._index.date)

    # --- citation lines ---------------------------------------------------------------------------

    def _citation(self, line: str) -> CitationResponse:
        """Journal, volume and page decide. Year and author help where several articles begin
        there, and where one of the others is missing they have to agree."""
        journal, year, volume, page, author = line.split("|")
        journals = self._index.journals.named(form_key(journal))
        if not journals:
            return self._cited((), 0, listed=False)
        if not (volume or page or author):
            count = sum(
                len(rows)
                for number in journals
                for rows in self._index.rows_of_key(Kind.JOURNAL_YEAR, number, int(year))
            )
            return self._cited((), count, listed=True)
        if volume and page:
            parts: list[tuple[Kind, *tuple[int, ...]]] = [
                (Kind.JOURNAL_VOLUME_PAGE, number, volume_hash(volume), page_hash(page))
                for number in journals
            ]
        elif year:
            parts = [(Kind.JOURNAL_YEAR, number, int(year)) for number in journals]
        else:
            return self._cited((), 0, listed=True)
        places = self._narrowed(parts, year, volume, page, author)
        return self._cited([self._index.pmid(place) for place in places], len(places), listed=True)

    def _cited(self, pmids: Sequence[int], count: int, *, listed: bool) -> CitationResponse:
        named = tuple(map(str, sorted(pmids))) if len(pmids) <= _CITED else ()
        return CitationResponse(pmids=named, retrieved=self._index.date, count=count, listed=listed)

    def _narrowed(
        self,
        parts: Iterable[tuple[Kind, *tuple[int, ...]]],
        year: str,
        volume: str,
        page: str,
        author: str,
    ) -> list[Place]:
        decided = bool(volume and page)
        places: dict[Place, None] = {}
        for kind, *values in parts:
            for number, rows in enumerate(self._index.rows_of_key(kind, *values)):
                side = self._index.segments[number].side[rows]
                for column, value in (
                    ("volume", volume_hash(volume)),
                    ("page", page_hash(page)),
                ):
                    if value:
                        of = side[column] == _short(value)
                        rows, side = rows[of], side[of]
                places |= dict.fromkeys((number, row) for row in rows.tolist())
        found = list(places)
        if decided and len(found) < 2:
            return found
        tests: list[Callable[[Place], bool]] = []
        if year:
            tests.append(lambda place: self._is_of(place, int(year)))
        if author and len(found) <= _READ:
            tests.append(lambda place: self._is_by(place, author))
        for test in tests:
            narrowed = [place for place in found if test(place)]
            if narrowed or not decided:
                found = narrowed
        return found

    def _is_of(self, place: Place, year: int) -> bool:
        row = self._index.segments[place[0]].side[place[1]]
        return year - FIRST_YEAR in (int(row["year"]), int(row["last_year"]))

    def _is_by(self, place: Place, author: str) -> bool:
        """Returns whether a record has an author of this name ("family initials", which may be
        cut)."""
        words = fold(author).split()
        for name in self._index.record(place).authors:
            if isinstance(name, GroupName):
                continue
            family = fold(name.full_family)
            initials = fold(name.initials or "").replace(" ", "")
            for cut in range(len(words), 0, -1):
                if family == " ".join(words[:cut]) and initials.startswith("".join(words[cut:])):
                    return True
        return False

    # --- searches ---------------------------------------------------------------------------------

    def _search(self, query: Query) -> SearchResponse:
        if query == everything_query():
            return self._hits((), len(self._index), ())
        terms = terms_of(query)
        ignored = [term for term in terms if not self._is_known(term)]
        searched = [term for term in terms if term not in ignored]
        if ignored and searched and not any(term.tag in _SELECTIVE for term in searched):
            # Of what is left there are thousands; nobody counts the hits of such a search.
            return self._hits((), len(self._index), tuple(map(_said, ignored)))
        pmids: list[int] = []
        count = 0
        for number, segment in enumerate(self._index.segments) if searched else ():
            for rows in self._rows(number, segment, searched):
                count += len(rows)
                # Rows are in the order of their PMIDs, of which the highest are listed.
                pmids += segment.pmids[rows[-_LISTED:]].tolist()
                if count > _MOST_COUNTED:
                    break
        return self._hits(sorted(pmids, reverse=True), count, tuple(map(_said, ignored)))

    def _hits(self, pmids: Sequence[int], count: int, ignored: tuple[str, ...]) -> SearchResponse:
        return SearchResponse(
            count=count,
            pmids=tuple(map(str, pmids[:_LISTED])),
            ignored=ignored,
            retrieved=self._index.date,
        )

    def _is_known(self, term: Term) -> bool:
        """Returns whether any record has a word, a first author, a journal or an identifier. Years,
        volumes and pages are all known."""
        match term.tag:
            case "ti" | "1au":
                number = word_hash(term.tag, fold(term.value))
                return any(segment.word(number) is not None for segment in self._index.segments)
            case "ta":
                return bool(self._index.journals.named(form_key(term.value)))
            case "doi" | "aid":
                return bool(self._identified(term.value))
            case _:
                return True

    def _identified(self, value: str) -> list[Place]:
        doi = normalise_doi(value)
        found = self._index.of_identifier(Kind.DOI, doi) if doi else []
        return found or self._index.of_identifier(Kind.PMCID, value)

    def _rows(self, number: int, segment: Segment, terms: Sequence[Term]) -> Iterator[U32]:
        """Yields the rows of one segment that have all terms, some at a time.

        Keys come first, else the word with the fewest rows, and years, volumes, pages and journals
        before the other words: so of the lists of frequent words, which are long, only a little is
        read.
        """
        words = []
        for term in terms:
            if term.tag in ("ti", "1au"):
                word = segment.word(word_hash(term.tag, fold(term.value)))
                if word is None:
                    return
                words.append(word)
        words.sort(key=lambda word: len(word.packed))
        parts: Iterable[U32]
        if (keyed := self._with_keys(number, terms)) is not None:
            parts = (keyed,)
        elif words:
            parts = segment.listed(words.pop(0))
        else:
            parts = (self._by_place(number, terms),)
        for rows in parts:
            rows = self._filtered(segment, rows[segment.alive(rows)], terms)
            for word in words:
                rows = segment.shared(word, rows)
            yield rows

    def _with_keys(self, number: int, terms: Sequence[Term]) -> U32 | None:
        """Returns the few rows of one segment with the keys that the terms make, among which all
        are that have the terms; None where they make none."""
        identified = self._with_identifiers(number, terms)
        if identified is not None:
            return identified
        said = {term.tag: term.value for term in terms}
        author = name_hash(fold(said.get("1au", "")))
        if not author:
            return None
        if "vi" in said and "pg" in said:
            place = volume_hash(said["vi"]), page_hash(said["pg"])
            return self._of_keys(number, [(Kind.VOLUME_PAGE_AUTHOR, *place, author)])
        if "ta" in said and "dp" in said:
            journals = self._index.journals.named(form_key(said["ta"]))
            return self._of_keys(
                number,
                [
                    (Kind.JOURNAL_YEAR_AUTHOR, journal, year, author)
                    for journal in journals
                    for year in range(*_years(said["dp"], after=1))
                ],
            )
        return None

    def _of_keys(self, number: int, keys: Iterable[tuple[Kind, *tuple[int, ...]]]) -> U32:
        """Returns the rows of one segment with any of the keys."""
        found = [self._index.rows_of_key(*key)[number] for key in keys]
        return np.unique(np.concatenate(found)) if found else _NO_ROWS

    def _with_identifiers(self, number: int, terms: Sequence[Term]) -> U32 | None:
        """Returns the rows of one segment with all identifiers of the terms; None where they have
        none."""
        rows: U32 | None = None
        for term in terms:
            if term.tag in ("doi", "aid"):
                found = [row for of, row in self._identified(term.value) if of == number]
                identified = np.unique(np.array(found, dtype=np.uint32))
                rows = identified if rows is None else both(rows, identified)
        return rows

    def _by_place(self, number: int, terms: Sequence[Term]) -> U32:
        """Returns rows of a journal: by volume and page, or by its years."""
        said = {term.tag: term.value for term in terms}
        journals = self._index.journals.named(form_key(said.get("ta", "")))
        keys: list[tuple[Kind, *tuple[int, ...]]] = []
        if "vi" in said and "pg" in said:
            place = volume_hash(said["vi"]), page_hash(said["pg"])
            keys = [(Kind.JOURNAL_VOLUME_PAGE, journal, *place) for journal in journals]
        elif "dp" in said:
            years = range(*_years(said["dp"], after=1))
            keys = [(Kind.JOURNAL_YEAR, journal, year) for journal in journals for year in years]
        return self._of_keys(number, keys)

    def _filtered(self, segment: Segment, rows: U32, terms: Sequence[Term]) -> U32:
        """Returns the rows that have the years, volumes, pages and journals of the terms."""
        for term in terms:
            match term.tag:
                case "dp":
                    first, last = (year - FIRST_YEAR for year in _years(term.value))
                    year, late = segment.side["year"][rows], segment.side["last_year"][rows]
                    of = (year >= first) & (year <= last)
                    of |= (late >= first) & (late <= last)
                case "vi":
                    of = segment.side["volume"][rows] == _short(volume_hash(term.value))
                case "pg":
                    of = segment.side["page"][rows] == _short(page_hash(term.value))
                case "ta":
                    journals = self._index.journals.named(form_key(term.value))
                    numbers = [_short(journal) for journal in journals]
                    of = np.isin(segment.side["journal"][rows], numbers)
                case _:
                    continue
            rows = rows[of]
        return rows


def _said(term: Term) -> str:
    return f"{term.value}[{term.tag}]"


def _short(value: int) -> np.uint16:
    numbers: NDArray[np.uint16] = short(np.array([value], dtype=np.uint64))
    return np.uint16(numbers[0])


def _years(value: str, after: int = 0) -> tuple[int, int]:
    first, _, last = value.partition(":")
    return int(first), int(last or first) + after
