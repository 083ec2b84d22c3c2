"""Finding the references of a document, and what its text cites and mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from refcheck.extraction.intext.citations import find_citations
from refcheck.extraction.mentions import find_mentions
from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.entry_links import LinkedAddresses
from refcheck.extraction.reference_list.entry_text import EntryDraft, compose
from refcheck.extraction.reference_list.labelled.numbered import NumberedListFinder
from refcheck.extraction.reference_list.labelled.two_columns import two_column_lists
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.several_works import each_work
from refcheck.extraction.reference_list.tagged import marked_strings
from refcheck.extraction.reference_list.unlabelled.field_lines import arranged
from refcheck.extraction.reference_list.unlabelled.listed import bare_address, leads_to_work
from refcheck.extraction.reference_list.unlabelled.unnumbered import UnnumberedListFinder
from refcheck.extraction.reference_list.unlisted import unlisted_headings
from refcheck.extraction.thresholds import COMPOUNDS_CHARACTERS
from refcheck.frozen import dataclass
from refcheck.model.document import Document, Heading
from refcheck.model.reference import ReferenceString
from refcheck.text.typography import HYPHENS, compounds

__all__ = ["FoundLists", "extract", "find_citations", "find_lists", "find_mentions"]


@dataclass(frozen=True, slots=True)
class FoundLists:
    """The references of a document, and the headings of lists that none was found below."""

    strings: tuple[ReferenceString, ...]
    unlisted: tuple[Heading, ...] = ()


def extract(document: Document) -> tuple[ReferenceString, ...]:
    """Find every reference of a document, in order; none where it contains no list.

    Where the format marks the references itself, they are taken as they are marked.
    """
    return find_lists(document).strings


def find_lists(document: Document) -> FoundLists:
    """Find every reference of a document, as `extract` does, and the headings without a list."""
    if document.references is not None:
        return FoundLists(tuple(marked_strings(document, document.references)))
    judge = ListJudge(Lines(document))
    unlabelled = UnnumberedListFinder(judge)
    candidates = list(NumberedListFinder(judge).find())
    candidates += two_column_lists(judge)
    candidates += unlabelled.headed(candidates)
    candidates += unlabelled.loose(candidates)
    if not candidates:
        candidates += unlabelled.run_in()
    lists = _choose(candidates)
    strings = tuple(_strings(document, lists))
    return FoundLists(strings, tuple(unlisted_headings(judge, lists)))


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


def _addresses(links: LinkedAddresses, draft: EntryDraft, raw: str) -> list[str]:
    """Returns the addresses that an entry links to and does not print as such: of works, or of the
    page that its title is a link to."""
    begin, end = draft.parts[0][0], (*draft.parts, *draft.after)[-1][1]
    works = list(links.within(begin, end))
    if works or "://" in raw:
        return works
    page = bare_address(raw) or links.page(begin, draft.parts[-1][1])
    return [page] if page and not leads_to_work(raw) else []


def _strings(document: Document, lists: Sequence[ListCandidate]) -> Iterator[ReferenceString]:
    if not lists:
        return
    text = document.text
    broken = len(text) <= COMPOUNDS_CHARACTERS and _has_broken_words(text, lists)
    known = compounds(text) if broken else frozenset()
    addresses = LinkedAddresses(document.links)
    number = 0
    for list_number, found in enumerate(lists, 1):
        for draft in chain.from_iterable(each_work(text, one) for one in found.drafts):
            entry = compose(text, draft, known)
            if entry is None:
                continue
            number += 1
            linked = _addresses(addresses, draft, entry.raw)
            source = text[entry.start : entry.end]
            yield ReferenceString(
                number=number,
                list_number=list_number,
                label=entry.label,
                raw=entry.raw,
                source=None if source == entry.raw else source,
                span=document.span(entry.start, entry.end),
                link_text=" ".join(filter(None, (entry.link_text, *linked))),
                arranged=arranged([text[start:end] for start, end in draft.parts]),
            )
