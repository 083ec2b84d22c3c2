"""What pages unfold below an entry: the work once more, with its abstract, after its links.

"1. Rajkumar R ... 2015, 99, 23", "[CrossRef], [PubMed]", "1. Ketamine and suicidal ideation ...".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.surroundings.link_text import is_links
from refcheck.extraction.thresholds import FEWEST_VIEWS, VIEWS_SHARE

__all__ = ["without_views"]


def without_views(text: str, drafts: Sequence[EntryDraft]) -> list[EntryDraft]:
    """Returns the entries of a labelled list; what is unfolded below one is moved to its links."""
    whole = list(drafts)
    repeated = sum(one.label == other.label for one, other in pairwise(whole))
    different = len(whole) - repeated  # Markdown's "1. 1. 1." has but one label
    if different > 1 and repeated >= max(FEWEST_VIEWS, VIEWS_SHARE * different):
        whole = _joined(whole)
    cuts = [_links_within(text, draft) for draft in whole]
    if sum(cut > 0 for cut in cuts) < max(FEWEST_VIEWS, VIEWS_SHARE * len(whole)):
        return whole
    return [_cut(draft, cut) if cut else draft for draft, cut in zip(whole, cuts, strict=True)]


def _joined(drafts: Sequence[EntryDraft]) -> list[EntryDraft]:
    """Returns the entries, one that has the label of the entry before it as part of that one."""
    joined: list[EntryDraft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and before.label == draft.label and draft.label is not None:
            joined[-1] = replace(before, after=(*before.after, *draft.parts, *draft.after))
        else:
            joined.append(draft)
    return joined


def _links_within(text: str, draft: EntryDraft) -> int:
    """Returns which stretch of an entry, after the first one, is a line of links; 0 if none is."""
    for place, (start, end) in enumerate(draft.parts):
        if place and is_links(text[start:end]):
            return place
    return 0


def _cut(draft: EntryDraft, place: int) -> EntryDraft:
    return replace(draft, parts=draft.parts[:place], after=(*draft.parts[place:], *draft.after))
