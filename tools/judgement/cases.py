"""Cases: a reference, the candidates that a search could have led to, and the truth."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from judgement.citing import cite
from judgement.planting import PLANTS, Planting
from judgement.records import Library, share_author
from judgement.rendering import render
from refcheck.model.document import Span
from refcheck.model.identifiers import PMID
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.text.works.titles import information

__all__ = ["Case", "make_cases"]

_RETRIEVED = date(2026, 1, 1)


# How a reference is made up -> how often.
_INVENTIONS = {
    "borrowed title": 4,
    "borrowed authors": 4,
    "new title": 4,
    "own place": 4,
    "borrowed title and DOI": 1,
    "place alone": 1,
    "thin": 1,
}


def invent(
    library: Library, rng: random.Random
) -> tuple[BibliographicRecord, list[BibliographicRecord]]:
    """A reference to no work, put together from real ones, and the records that it borrows from."""
    one, two, three = (library.any(rng) for _ in range(3))
    base = cite(one, rng)
    (kind,) = rng.choices(list(_INVENTIONS), list(_INVENTIONS.values()))
    if kind in {"place alone", "thin"}:
        return _thinned(cite(one, rng), (two, three), kind, rng), [one, two, three]
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
        doi=one.doi if kind == "borrowed title and DOI" else None,
        pmid=None,
    )
    if kind in {"borrowed title", "borrowed title and DOI", "borrowed authors"}:
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


def _thinned(
    place: BibliographicRecord,
    others: tuple[BibliographicRecord, BibliographicRecord],
    kind: str,
    rng: random.Random,
) -> BibliographicRecord:
    """A real place with others' authors and title, or only a journal, a year, perhaps a volume."""
    if kind == "place alone":
        title = others[0].title if rng.random() < 0.5 else None
        return replace(place, title=title, authors=others[1].authors, doi=None, pmid=None)
    volume = place.volume if rng.random() < 0.5 else None
    thin = {"title": None, "authors": (), "pages": None, "issue": None, "doi": None, "pmid": None}
    return replace(place, volume=volume, **thin)  # type: ignore[arg-type]


def _sibling(
    record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    """A work that could stand beside this one: the same authors and journal, another part."""
    title, pages = record.title or "", _any_pages(rng)
    if numbers := re.findall(r"\b(?:19|20)?\d\b|\bI{1,3}\b", title):
        number = rng.choice(numbers)
        title = title.replace(number, number + "I" if number[0] == "I" else f"{int(number) + 1}")
    elif (found := re.search(r"[:.] ", title)) and found.start() > 25:
        other = (library.any(rng).title or "").partition(": ")[2]
        title = title[: found.end()] + (other or "Part 2.")
    else:
        return None
    if title == record.title:
        return None
    return replace(
        record, pmid=PMID(f"{record.pmid}0"), doi=None, title=title, pages=pages, elocations=()
    )


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
    siblings: float = 0.0,
) -> Iterator[Case]:
    """About `count` cases: a third right, a twelfth invented, the rest with one known error.

    `again` is the chance of a second error beside the first, `siblings` that of a candidate that is
    another part of the cited work.
    """
    rng = random.Random(seed)  # noqa: S311 -- cases must be the same in each run
    while count > 0:
        if rng.random() < 0.085:
            yield _invented(library, rng, parse)
            count -= 1
        elif case := _real(library, rng, parse, again, siblings):
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
    siblings: float,
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
    near = library.like(record, rng)
    if rng.random() < siblings and (sibling := _sibling(record, library, rng)):
        near.append(sibling)
    pool = {each.pmid: candidate_of(each) for each in (record, *near)}
    return Case(reference_of(changed, parse, rng), tuple(pool.values()), record, planted)
