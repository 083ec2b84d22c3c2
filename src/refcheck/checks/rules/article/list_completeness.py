"""The rules for a list that is missing, as a whole or in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.rules.article.list_order import lists_of, numbered_of
from refcheck.checks.thresholds import LEAST_LOST_NAMES, LEAST_LOST_NUMBERS, LEAST_LOST_SHARE
from refcheck.model.document import Heading
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind, Mention
from refcheck.text.patterns import lazy_regex

__all__ = ["ListIncomplete", "ListMissing", "cited_beyond", "unlisted_names"]

_NUMBERED: Final = frozenset({CitationKind.NUMERIC, CitationKind.SUPERSCRIPT, CitationKind.LINK})
_END_CHARS: Final = 40  # shown of a reference that breaks off
_BROKEN_OFF: Final = lazy_regex(
    r"(?:[,(\[&–—]|[^\W\d_]-|\s(?:and|of|the|in|for|und|der|et|de|y))\Z"
)


class ListIncomplete:
    """The list breaks off, or the text cites works beyond its end.

    The last reference of a list ends in a comma, a hyphen, an opening bracket or a word that cannot
    be the last; or the text cites several numbers in a row that are higher than the last
    one in the list, or many authors who are not in the list. Probably the end of the list was lost,
    or the list could not be read in full.

    **Example.** `31. Laio A, Parrinello M. Escaping free-energy minima. Proceedings of the`; or a
    list that ends with number 30, while the text cites 31, 32 and 33.

    **How to fix it.** Check the original document: references are missing, or were not recognised.
    """

    id: ClassVar[str] = "list-incomplete"
    title: ClassVar[str] = "The reference list is incomplete"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields findings at the last reference of each list that is incomplete."""
        for references_of_list in lists_of(references):
            last = references_of_list[-1]
            end = last.string.text[-_END_CHARS:]
            if len(references_of_list) > 1 and _BROKEN_OFF.search(end):
                message = "The reference list breaks off in the middle of this reference."
                yield self._at(last, message, cited=end.strip())
        beyond = cited_beyond(references, citations)
        if beyond:
            number = min(beyond) - 1
            message = (
                f"The reference list is incomplete: it ends with {number}, but the text cites"
                f" numbers up to {max(beyond)}."
            )
            yield self._at(references[-1], message, cited=str(number))
        if named := unlisted_names(citations):
            message = (
                f"The reference list is incomplete: {len(named)} works cited in the text are not in"
                f" it, such as {named[0]}."
            )
            yield self._at(references[-1], message)

    def _at(self, reference: Reference, message: str, cited: str | None = None) -> Finding:
        return finding(
            self,
            message,
            cited=cited,
            span=reference.string.span,
            references=(reference.string.number,),
        )


class ListMissing:
    """The article announces or needs a list of references, but none was found.

    A heading such as "References" announces a list, but nothing below it was recognised as one; or
    the article speaks of studies, reports or papers in passing, or gives identifiers of works, and
    has no list. Nothing but the identifiers can be checked.

    **Example.** `According to a 2019 study in JAMA Psychiatry, ...` in an article without a list.

    **How to fix it.** Give the sources in a list below a heading of its own ("References"). If the
    article has one, it was not recognised: put each reference on a line of its own, with a number,
    and tell us about it.
    """

    id: ClassVar[str] = "list-missing"
    title: ClassVar[str] = "No reference list found"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = MappingProxyType(
        {
            Severity.WARNING: "if a heading announces a list",
            Severity.INFO: "if sources are only mentioned in the text",
        }
    )
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        _citations: Sequence[Citation],
        mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding at the first source that is named in an article without a list."""
        if references or not mentions:
            return
        many = f"{len(mentions)} sources" if len(mentions) > 1 else "a source"
        yield finding(
            self,
            f"The article mentions {many}, but no reference list was found.",
            severity=Severity.INFO,
            cited=mentions[0].text,
            span=mentions[0].span,
        )

    def check_headings(self, headings: Sequence[Heading]) -> Iterator[Finding]:
        """Yields one finding for each heading that no list was found below."""
        for heading in headings:
            yield finding(
                self,
                f"No references were recognised below the heading “{heading.text}”.",
                severity=Severity.WARNING,
                cited=heading.text,
                span=heading.span,
            )


def cited_beyond(references: Sequence[Reference], citations: Sequence[Citation]) -> frozenset[int]:
    """Returns the numbers in a row that the text cites after the end of the list; none if few.

    A single number is a typo in a citation, several in a row are the lost end of a list.
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
    return frozenset(lost) if len(lost) >= LEAST_LOST_NUMBERS else frozenset()


def unlisted_names(citations: Sequence[Citation]) -> list[str]:
    """Returns the works that the text names and the list does not have, if most are so."""
    named = [one for one in citations if one.kind is CitationKind.AUTHOR_YEAR]
    missing = list(dict.fromkeys(p for one in named if not one.references for p in one.missing))
    known = {number for one in named for number in one.references}
    share = LEAST_LOST_SHARE * (len(missing) + len(known))
    return missing if len(missing) >= LEAST_LOST_NAMES and len(missing) > share else []
