"""The book of a chapter that no source has itself.

Few chapters are registered, and most books are. That there is the book, with its title, year and
editor, publisher or ISBN, confirms these, and never the chapter: it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from refcheck.compare.papers import is_meeting_paper
from refcheck.model.outcome import Candidate, Found, NotAsked, Outcome, Search, Stage
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import ParsedString, Reference
from refcheck.model.report import ChapterBook, Lookup
from refcheck.pipeline.cascade.weighing import is_book_of

if TYPE_CHECKING:
    from refcheck.lookup.further import FurtherSource
    from refcheck.pipeline.lookups.reference_lookup import LookupState

__all__ = ["applied", "cited_book", "look_for_books"]

_STAGE: Final = Stage(name="book of the chapter")


def cited_book(reference: Reference) -> Reference | None:
    """Returns the reference to a chapter read as one to its book; None of anything else, or where
    the book is not named."""
    record = reference.record
    if record.type is not WorkType.CHAPTER or is_meeting_paper(record):
        return None
    if not record.container_title:
        return None
    book = BibliographicRecord(
        type=WorkType.BOOK,
        authors=record.editors,
        authors_complete=False,
        title=record.container_title,
        dates=record.dates,
        edition=record.edition,
        publisher=record.publisher,
        publisher_place=record.publisher_place,
        isbn=record.isbn,
    )
    return replace(reference, parsed=ParsedString(record=book))


async def look_for_books(states: Sequence[LookupState], sources: Sequence[FurtherSource]) -> None:
    """Ask the further sources, in their order, for the books of chapters that none of them has.

    What they have answered already is looked at first.
    """
    chapters = [
        (state, book)
        for state in states
        if state.further and (book := cited_book(state.reference)) is not None
    ]
    for state, book in chapters:
        for answer in state.further:
            _take(state, book, answer.name, answer.outcome)
    for source in sources:
        open_ = [
            (state, book) for state, book in chapters if state.book is None and source.takes(book)
        ]
        outcomes = await source.search([(book.record,) for _, book in open_]) if open_ else ()
        for (state, book), outcome in zip(open_, outcomes, strict=True):
            known = {(each.endpoint, each.query) for each in _searches_of(state)}
            state.book_searches += [
                replace(each, stage=_STAGE)
                for each in ([] if isinstance(outcome, NotAsked) else outcome.searches)
                if (each.endpoint, each.query) not in known
            ]
            _take(state, book, source.name, outcome)


def _searches_of(state: LookupState) -> list[Search]:
    return [search for answer in state.further for search in answer.searches]


def _take(state: LookupState, book: Reference, name: str, outcome: Outcome) -> None:
    """Take the book that an outcome has, if no earlier one had it; that of the cited year first."""
    if state.book is not None or not isinstance(outcome, Found):
        return
    fitting = [each for each in outcome.candidates if is_book_of(book, each)]
    if fitting:
        best = min(fitting, key=lambda each: _years_apart(book, each))
        state.book = ChapterBook(record=best.record, name=name, url=best.url)


def _years_apart(book: Reference, candidate: Candidate) -> int:
    cited, found = book.record.issued, candidate.record.issued
    return abs(cited.year - found.year) if cited and found else 0


def applied(lookup: Lookup, book: ChapterBook | None, searches: Sequence[Search]) -> Lookup:
    """Returns the lookup of a chapter with what is known of its book."""
    if book is None and not searches:
        return lookup
    return replace(lookup, book=book, searches=(*lookup.searches, *searches))
