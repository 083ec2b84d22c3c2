"""Whether a list is whole: how it ends, and what the text cites beyond its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from refcheck.checks.rules.lists import list_finding, lists_of, numbered_of
from refcheck.model.finding import Field, Finding
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind, Mention

__all__ = ["ListIncomplete", "cited_beyond"]

_NUMBERED: Final = frozenset({CitationKind.NUMERIC, CitationKind.SUPERSCRIPT, CitationKind.LINK})
_LOST_END: Final = 3  # numbers in a row behind the end of the list: then its end is missing
_MANY_LOST: Final = 5  # works that are named in the text and not in the list
_SHARE_LOST: Final = 0.5  # of all works that the text names


class ListIncomplete:
    """The list breaks off, or the text cites works beyond its end.

    The last reference of a list ends in a comma, a hyphen, an opening bracket or a word that wants
    another one; or the text cites several numbers in a row that are higher than the last one of the
    list, or many authors whom the list does not have. Probably the end of the list was lost, or the
    list could not be read in full. This rule works offline.

    **Example.** `31. Laio A, Parrinello M. Escaping free-energy minima. Proceedings of the`; or a
    list that ends with number 30, while the text cites 31, 32 and 33.

    **How to mend it.** Look into the original: references are missing, or were not found.
    """

    id: ClassVar[str] = "list-incomplete"
    title: ClassVar[str] = "The list is not whole"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding at the last reference of each list that is not whole."""
        for references_of_list in lists_of(references):
            last = references_of_list[-1]
            if len(references_of_list) > 1 and _BROKEN_OFF.search(last.string.text[-40:]):
                text = "The list breaks off in the middle of this reference."
                yield list_finding(self, last, text, cited=last.string.text[-40:].strip())
        beyond = cited_beyond(references, citations)
        if beyond:
            end = min(beyond) - 1
            text = f"The text cites numbers up to {max(beyond)}, but the list ends with {end}."
            yield list_finding(self, references[-1], text, cited=str(end))
        named = unlisted_names(citations)
        if named:
            text = f"{len(named)} works that the text names are not in the list ({named[0]}, ...)."
            yield list_finding(self, references[-1], text)


_BROKEN_OFF: Final = re.compile(
    r"(?:[,(\[&–—]|[^\W\d_]-|\s(?:and|of|the|in|for|und|der|et|de|y))\Z"
)


def cited_beyond(references: Sequence[Reference], citations: Sequence[Citation]) -> frozenset[int]:
    """The numbers in a row that the text cites behind the end of the list; none where few are.

    Single numbers are slips of a citation, several in a row are the lost end of a list.
    """
    highest = max((one.number for one in numbered_of(references)), default=len(references))
    cited = {
        int(part)
        for citation in citations
        if citation.kind in _NUMBERED
        for part in citation.missing
        if part.isdigit()
    }
    end = highest + 1
    while end in cited:
        end += 1
    lost = range(highest + 1, end)
    return frozenset(lost) if len(lost) >= _LOST_END else frozenset()


def unlisted_names(citations: Sequence[Citation]) -> list[str]:
    """The works that the text names and the list has not, where most are so; else none."""
    named = [one for one in citations if one.kind is CitationKind.AUTHOR_YEAR]
    missing = list(dict.fromkeys(p for one in named if not one.references for p in one.missing))
    known = {number for one in named for number in one.references}
    many = len(missing) >= _MANY_LOST and len(missing) > _SHARE_LOST * (len(missing) + len(known))
    return missing if many else []
