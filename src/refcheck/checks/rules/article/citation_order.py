"""The rules for the numbers by which a text cites: their order, and ranges of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.rules.article.list_order import name_of
from refcheck.checks.thresholds import LEAST_CITED, LEAST_IN_ORDER
from refcheck.compare.order import longest_ascending
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind, Mention
from refcheck.text.labels import lower_digits
from refcheck.text.patterns import lazy_regex

__all__ = ["CitationOrder", "CitationRange"]

_NUMBERED: Final = frozenset({CitationKind.NUMERIC, CitationKind.SUPERSCRIPT})
_NUMBERS: Final = lazy_regex(r"[\[\]()\s\d,;–—-]{1,300}")
_RANGE: Final = lazy_regex(r"(\d{1,5})\]?\s?[-–—−‐‑‒]\s?\[?(\d{1,5})")


class CitationOrder:
    """A number is cited in the text before a lower one.

    In most numbered styles the first work that the text cites is number 1, the next new one is
    number 2, and so on. It is reported only where nearly all numbers keep this order; an
    alphabetical list is not reported.

    **Example.** `... [1] ... [2] ... [7] ... [3] ... [4]`: 7 is cited before 3.

    **How to fix it.** Renumber the list and the citations, or check whether the number is a typo.
    """

    id: ClassVar[str] = "citation-order"
    title: ClassVar[str] = "Citations out of order"
    field: ClassVar[Field] = Field.CITATION
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding for each number that is cited before a lower one."""
        names = {reference.string.number: name_of(reference) for reference in references}
        lists = {one.string.number: one.string.list_number for one in references}
        first: dict[int, dict[int, Citation]] = {}
        for citation in citations:
            if citation.kind in _NUMBERED or _NUMBERS.fullmatch(citation.text):
                for number in sorted(citation.references):
                    first.setdefault(lists[number], {}).setdefault(number, citation)
        sizes = Counter(lists.values())
        for in_list, appearances in first.items():
            if len(appearances) < LEAST_CITED * sizes[in_list]:
                continue  # an excerpt, or markers that were not recognised
            for number, lower in _early(list(appearances)):
                yield finding(
                    self,
                    f"Reference {names[number]} is cited before reference {names[lower]}.",
                    cited=names[number],
                    span=appearances[number].span,
                    references=(lower, number),
                )


class CitationRange:
    """A range of citation numbers is reversed.

    Only its two ends are certain, not what was meant between them.

    **Example.** `[12-9]`

    **How to fix it.** Check which numbers are meant: `[9-12]`, `[12-19]`, or `[12, 9]`.
    """

    id: ClassVar[str] = "citation-range"
    title: ClassVar[str] = "Reversed range of citation numbers"
    field: ClassVar[Field] = Field.CITATION
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        _references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding for each range whose end is lower than its beginning."""
        for citation in citations:
            if citation.kind not in _NUMBERED:
                continue
            for first, last in _RANGE.findall(lower_digits(citation.text)):
                if int(last) < int(first):
                    cited = f"{first}-{last}"
                    yield finding(
                        self,
                        f"The range {cited} runs backwards.",
                        cited=cited,
                        span=citation.span,
                        references=citation.references,
                    )


def _early(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yields the numbers that come too early, each with the next one that should come before."""
    # What is cited before the first of all is in an abstract, or in a list of figures.
    numbers = numbers[numbers.index(min(numbers)) :] if numbers else numbers
    ascending = [numbers[place] for place in longest_ascending(numbers)]
    if len(ascending) < LEAST_IN_ORDER * len(numbers):
        return
    in_order = set(ascending)
    following: list[int] = []
    for number in reversed(numbers):
        if number in in_order:
            following.append(number)
        elif following and number > following[-1]:
            yield number, following[-1]
