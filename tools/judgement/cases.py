"""Cases: a reference, the candidates that a search could have led to, and the truth."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from judgement.citing import cite
from judgement.planting import PLANTS, Planting
from judgement.records import Library, share_author
from judgement.rendering import render
from refcheck.model.document import Span
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.text.titles import information

__all__ = ["Case", "make_cases"]

_RETRIEVED = date(2026, 1, 1)


def invent(
    library: Library, rng: random.Random
) -> tuple[BibliographicRecord, list[BibliographicRecord]]:
    """A reference to no work, put together from real ones, and the records that it borrows from."""
    one, two, three = (library.any(rng) for _ in range(3))
    base = cite(one, rng)
    kind = rng.choice(("borrowed title", "borrowed authors", "new title", "own place"))
    near = library.like(one, rng)
    borrowed = [each for each in near if each.authors and one.authors]
    near = [each for each in borrowed if not share_author(each, one)]
    if share_author(one, two) or share_author(one, three):
        return invent(library, rng)  # too near to a real work
    if kind == "borrowed authors" and near:
        two = near[0]  # an author of the field, with a title of the field that is not hers
    other = cite(two, rng)
    cited = replace(
        base,
        authors=other.authors,
        authors_complete=other.authors_complete,
        doi=None,
        pmid=None,
    )
    if kind in {"borrowed title", "borrowed authors"}:
        place = cite(three, rng)
        cited = replace(
            cited,
            container_title=place.container_title,
            dates=place.dates,
            volume=place.volume,
            issue=place.issue,
            pages=place.pages,
        )
    elif kind == "new title":
        words = (base.title or "").split()
        half = (two.title or "").removesuffix(".").split()
        title = " ".join(words[: len(words) // 2] + half[len(half) // 2 :])
        cited = replace(cited, title=title, volume=str(rng.randrange(1, 90)), pages=_any_pages(rng))
    else:
        cited = replace(cited, title=three.title, pages=_any_pages(rng))
    return cited, [one, two, three]


def _any_pages(rng: random.Random) -> str:
    first = rng.randrange(1, 1800)
    return f"{first}-{first + rng.randrange(2, 15)}"


@dataclass(frozen=True, slots=True)
class Case:
    """`truth` is the cited record (None: invented); `planted` the name of the error, or None."""

    reference: Reference
    candidates: tuple[Candidate, ...]
    truth: BibliographicRecord | None
    planted: str | None = None


def reference_of(
    cited: BibliographicRecord, parse: Callable[[str], ParsedString] | None, rng: random.Random
) -> Reference:
    """The cited record as the pipeline would hand it over, read by `parse` where it is given."""
    raw = render(cited, rng)
    span = Span(start=0, end=len(raw), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=raw, span=span)
    return Reference(string=string, parsed=parse(raw) if parse else ParsedString(record=cited))


def candidate_of(record: BibliographicRecord) -> Candidate:
    """The record as a search for the title leads to it."""
    return Candidate(record=record, source="pubmed", via=Via.TITLE, asked="", retrieved=_RETRIEVED)


def make_cases(
    library: Library,
    count: int,
    seed: int,
    parse: Callable[[str], ParsedString] | None = None,
    again: float = 0.0,
) -> Iterator[Case]:
    """About `count` cases: a third right, a twelfth invented, the rest with one known error.

    `again` is the chance of a second error beside the first.
    """
    rng = random.Random(seed)  # noqa: S311 -- cases must be the same in each run
    while count > 0:
        if rng.random() < 0.085:
            yield _invented(library, rng, parse)
            count -= 1
        elif case := _real(library, rng, parse, again):
            yield case
            count -= 1


def _invented(
    library: Library, rng: random.Random, parse: Callable[[str], ParsedString] | None
) -> Case:
    cited, lent = invent(library, rng)
    pool = {each.pmid: candidate_of(each) for each in (*lent, *library.like(lent[0], rng))}
    return Case(reference_of(cited, parse, rng), tuple(pool.values()), None)


def _real(
    library: Library,
    rng: random.Random,
    parse: Callable[[str], ParsedString] | None,
    again: float,
) -> Case | None:
    record = library.any(rng)
    planted = rng.choice(list(PLANTS)) if rng.random() > 0.35 else None
    changed: BibliographicRecord | None = cite(record, rng)
    if planted and changed:
        changed = PLANTS[planted][1](Planting(changed, record, library, rng))
    if changed is None or (not changed.authors and information(record.title or "") < 20):
        return None
    if planted and rng.random() < again:
        second = PLANTS[rng.choice(list(PLANTS))][1](Planting(changed, record, library, rng))
        changed = second or changed
    untitled = planted not in {"title", "title words"} and rng.random() < 0.03
    if untitled and changed.volume and changed.pages and changed.authors:
        changed = replace(changed, title=None)  # as old journals print references
    pool = {each.pmid: candidate_of(each) for each in (record, *library.like(record, rng))}
    return Case(reference_of(changed, parse, rng), tuple(pool.values()), record, planted)
