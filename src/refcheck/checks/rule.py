"""The seam of the checks: what a rule is, and what it is given to judge.

A rule is a class with an `id`, a one-line `title`, the `field` it speaks of, whether it needs a
matched record (`needs_record`), and a docstring in Markdown that is its page for the user
(`refcheck explain ID`): what it means, an example, how to mend it. It yields findings
and does no I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

from refcheck.checks.comparison import Comparison
from refcheck.model.finding import Field, Finding
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, Lookup, Mention

__all__ = ["CitationRule", "ListRule", "LookupRule", "RecordRule", "ReferenceRule", "Rule"]


class Rule(Protocol):
    """What every rule has."""

    id: ClassVar[str]
    title: ClassVar[str]
    field: ClassVar[Field]
    needs_record: ClassVar[bool]


class ReferenceRule(Rule, Protocol):
    """A rule that judges one reference by itself."""

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yield what there is to say about the reference alone."""
        ...


class ListRule(Rule, Protocol):
    """A rule that judges a document's references together."""

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yield what there is to say about the list; each finding carries its span."""
        ...


class CitationRule(Rule, Protocol):
    """A rule that judges what a document's text cites and mentions against its references."""

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        mentions: Sequence[Mention],
        /,
    ) -> Iterator[Finding]:
        """Yield what does not agree; each finding carries its span."""
        ...


class RecordRule(Rule, Protocol):
    """A rule that compares a reference with the record it matched."""

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield every difference between the two."""
        ...


class LookupRule(Rule, Protocol):
    """A rule that judges how the lookup of a reference ended."""

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yield what there is to say about the lookup."""
        ...
