"""Finding the references of a document, and what its text cites and mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from refcheck.extraction.intext.citations import find_citations
from refcheck.extraction.mentions import find_mentions
from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.entry_links import LinkedAddresses
from refcheck.extraction.reference_list.entry_text import compose
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.numbered import NumberedListFinder
from refcheck.extraction.reference_list.tagged import marked_strings
from refcheck.extraction.reference_list.unnumbered import UnnumberedListFinder
from refcheck.extraction.thresholds import COMPOUNDS_CHARACTERS
from refcheck.model.document import Document
from refcheck.model.reference import ReferenceString
from refcheck.text.typography import HYPHENS, compounds

__all__ = ["extract", "find_citations", "find_mentions"]


def extract(document: Document) -> tuple[ReferenceString, ...]:
    """Find every reference of a document, in order; none where it contains no list.

    Where the format marks the references itself, they are taken as they are marked.
    """
    if document.references is not None:
        return tuple(marked_strings(document, document.references))
    judge = ListJudge(Lines(document))
    unlabelled = UnnumberedListFinder(judge)
    candidates = list(NumberedListFinder(judge).find())
    candidates += unlabelled.headed(candidates)
    candidates += unlabelled.loose(candidates)
    return tuple(_strings(document, _choose(candidates)))


def _choose(candidates: Sequence[ListCandidate]) -> list[ListCandidate]:
    """Returns the best candidates that do not overlap, in the order of the document."""
    chosen: list[ListCandidate] = []  # in the order of the document: only neighbours can overlap
    for candidate in sorted(candidates, key=lambda one: -one.value):
        place = bisect_right(chosen, candidate.first, key=lambda one: one.first)
        follows = place == 0 or chosen[place - 1].last <= candidate.first
        if follows and (place == len(chosen) or candidate.last <= chosen[place].first):
            chosen.insert(place, candidate)
    return chosen


def _has_broken_words(text: str, lists: Sequence[ListCandidate]) -> bool:
    """Returns whether a line of any entry ends in a hyphen: only then the text's compounds are of
    use."""
    return any(
        text[end - 1] in HYPHENS
        for found in lists
        for draft in found.drafts
        for _, end in draft.parts[:-1]
    )


def _strings(document: Document, lists: Sequence[ListCandidate]) -> Iterator[ReferenceString]:
    if not lists:
        return
    text = document.text
    broken = len(text) <= COMPOUNDS_CHARACTERS and _has_broken_words(text, lists)
    known = compounds(text) if broken else frozenset()
    addresses = LinkedAddresses(document.links)
    number = 0
    for list_number, found in enumerate(lists, 1):
        for draft in found.drafts:
            entry = compose(text, draft, known)
            if entry is None:
                continue
            number += 1
            last = (*draft.parts, *draft.after)[-1][1]
            linked = addresses.within(draft.parts[0][0], last)
            source = text[entry.start : entry.end]
            yield ReferenceString(
                number=number,
                list_number=list_number,
                label=entry.label,
                raw=entry.raw,
                source=None if source == entry.raw else source,
                span=document.span(entry.start, entry.end),
                link_text=" ".join(filter(None, (entry.link_text, *linked))),
            )
