"""What the work behind the printed DOI says of a reference that PubMed has not decided.

It may match the reference, or show that the DOI is a different work's or nobody's. It never takes
anything back that PubMed has found, and a service that could not be asked changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from refcheck import matching
from refcheck.compare.locators import page_ranges
from refcheck.lookup.behind_doi import BehindDoi
from refcheck.model.outcome import Candidate, Match, NoMatch, Scored
from refcheck.model.record import BibliographicRecord, Contributor, GroupName
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, SourceOutcome
from refcheck.pipeline.cascade.deciding import is_undecided, matched
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.identifiers import normalise_doi

__all__ = ["applied", "elsewhere", "is_open", "other_forms"]

# What pages of publishers add to a DOI in their addresses.
_ADDED: Final = lazy_regex(r"(?:[./](?:full|abstract|pdf|epdf|html?|meta|short))+\Z")
_NEXT_WORD: Final = lazy_regex(r"[-\u2010-\u2014]?\s+(\S{1,60})")
_LONGEST_TEXT = 4_000  # characters of a reference in which its DOI is looked for
_LEAST_ALIKE = 70  # of 100: titles that share less are titles of different works
# Matching weighs records as PubMed has them: a data set or a new edition counts against the article
# there. Where the DOI is printed and title and first author agree, the registry's kind is right.
_AGREED = 0.99
_LEAST_SAME = 92  # of 100
_NOTHING_OF_IT: Final = "neither its title nor an author of it is in the reference"
_LEAST_LATIN = 0.7  # of the letters, after folding
_LEAST_TITLE = 12  # characters: of a shorter one nothing can be said


def is_open(lookup: Lookup, reference: Reference) -> bool:
    """Returns whether PubMed has left a reference undecided that has a DOI to ask about."""
    doi = reference.record.doi
    return (
        doi is not None
        and is_undecided(lookup)
        and all(each.candidate.asked != doi for each in lookup.candidates)  # PubMed knows it
    )


def other_forms(reference: Reference) -> tuple[str, ...]:
    """Returns what the DOI may have been before the layout damaged it; not the printed one.

    It may go on behind a line end ("10.1016/j. bandc.2008.01.008") or end before what a web address
    adds ("/full"); LaTeX writes "\\_".
    """
    doi = reference.record.doi
    if doi is None:
        return ()
    forms = (normalise_doi(text) for text in _damaged(doi, reference))
    return tuple(dict.fromkeys(form for form in forms if form and form != doi))


def _damaged(doi: str, reference: Reference) -> Iterator[str]:
    text = f"{reference.string.raw} {reference.string.link_text}"[:_LONGEST_TEXT]
    place = text.lower().find(doi)
    if place >= 0 and (word := _NEXT_WORD.match(text, place + len(doi))):
        hyphen = "-" if word[0][0] in "-\u2010\u2011" else ""
        yield f"{doi}{hyphen}{word[1]}"
        if hyphen:
            yield f"{doi}{word[1]}"
    elif place >= 0:
        rest = text[place + len(doi) :]
        if rest[:2] == ". " or rest[:2] == ".\t":
            yield f"{doi}.{rest[2:].lstrip().partition(' ')[0]}"
    if _ADDED.search(doi):
        yield _ADDED.sub("", doi)
    if "\\" in text:
        yield text.replace("\\", "")
    if doi[-1] in ")]":
        yield doi[:-1]


def applied(lookup: Lookup, reference: Reference, behind: Sequence[BehindDoi]) -> Lookup:
    """Returns the lookup with what stands behind the forms of a DOI, the printed one first."""
    if not behind:
        return lookup
    lookup = replace(
        lookup,
        searches=(*lookup.searches, *(search for each in behind for search in each.searches)),
        sources=(*lookup.sources, *_outcomes(behind)),
    )
    for each in behind:
        if each.work is not None:
            return _with_work(lookup, reference, each, each.work)
    if all(each.exists is False for each in behind):
        return replace(lookup, unknown_dois=tuple(each.doi for each in behind))
    return lookup


def elsewhere(lookup: Lookup, behind: Sequence[BehindDoi]) -> list[Candidate]:
    """Returns the work behind the printed DOI, where nothing of it is in the reference and another
    record is the cited work."""
    works = [each.work for each in behind]
    return [
        each.candidate for each in lookup.candidates if each.refused and each.candidate in works
    ]


def _outcomes(behind: Sequence[BehindDoi]) -> Iterator[SourceOutcome]:
    """Yields what came of each source: of the forms of a DOI, what was said of the last."""
    latest = {outcome.source: outcome for each in behind for outcome in each.outcomes}
    yield from latest.values()


def _with_work(lookup: Lookup, reference: Reference, behind: BehindDoi, work: Candidate) -> Lookup:
    decision = matching.decide(reference, [work])
    if not isinstance(decision, Match) and _agrees(reference.record, work.record):
        decision = Match(best=Scored(candidate=work, score=_AGREED))
    if isinstance(decision, Match) and _is_different(reference, work.record):
        # A reference that says little speaks against nothing, and the DOI alone would decide.
        decision = NoMatch(candidates=(replace(decision.best, refused=_NOTHING_OF_IT),))
    match decision:
        case Match(best=best):
            return matched(lookup, best, name=behind.name, retrieved=behind.retrieved)
        case NoMatch(candidates=refused) if refused and _is_different(reference, work.record):
            return replace(lookup, candidates=(*lookup.candidates, *refused))
        case _:
            # It is not sure to be the work, and not sure to be another: there is something of the
            # kind, so the reference is not made up.
            return replace(lookup, exhaustive=False)


def _share_of_ascii(text: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isascii() for letter in letters) / len(letters) if letters else 0.0


def _first_page(record: BibliographicRecord) -> str | None:
    ranges = page_ranges(record.pages) if record.pages else []
    return ranges[0].first if ranges else None


def _agrees(cited: BibliographicRecord, record: BibliographicRecord) -> bool:
    """Returns whether the title is the same, and the first author too, as far as both name one."""
    title = folded(cited.title or "")
    titles = (folded(each) for each in (record.title or "", *record.title_variants))
    if len(title) < _LEAST_TITLE or all(fuzz.ratio(title, each) < _LEAST_SAME for each in titles):
        return False
    first = [_family(names[0]) for names in (cited.authors, record.authors) if names]
    return len(first) < 2 or first[0] == first[1]


def _family(name: Contributor) -> str:
    return folded(name.name if isinstance(name, GroupName) else name.full_family)


def _is_different(reference: Reference, record: BibliographicRecord) -> bool:
    """Returns whether nothing of a record is in a reference: no title, no author, no editor, and
    not its volume with its first page.

    A record in another alphabet says nothing: the reference may be a translation.
    """
    text = f" {folded(reference.string.text)} "
    titles = [folded(title) for title in (record.title or "", *record.title_variants)]
    if not any(len(title) >= _LEAST_TITLE for title in titles) or any(
        _share_of_ascii(title) < _LEAST_LATIN for title in (*titles, text) if title
    ):
        return False
    places = [folded(place) for place in (record.volume, _first_page(record)) if place]
    if len(places) == 2 and all(f" {place} " in text for place in places):
        return False
    if any(title and fuzz.partial_ratio(title, text) >= _LEAST_ALIKE for title in titles):
        return False
    names = [_family(name) for name in (*record.authors, *record.editors)]
    return bool(names) and not any(name and f" {name} " in text for name in names)
