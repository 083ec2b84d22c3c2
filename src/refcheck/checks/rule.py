"""The seam of the checks: what a rule is, and what it is given to judge.

A rule is a class with an `id`, a one-line `title`, the `field` it speaks of, whether it needs a
matched record (`needs_record`), and a docstring in Markdown that is its page for the user
(`refcheck explain ID`): what it means, an example, how to mend it. It yields findings
and does no I/O.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

from refcheck.model.finding import Field, Finding
from refcheck.model.outcome import Candidate
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference

__all__ = ["ListRule", "RecordRule", "ReferenceRule", "Rule"]


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


class RecordRule(Rule, Protocol):
    """A rule that compares a reference with the record it matched.

    `elsewhere` are the candidates that a printed identifier led to and that are another work.
    """

    def check(
        self, reference: Reference, record: BibliographicRecord, elsewhere: Sequence[Candidate]
    ) -> Iterator[Finding]:
        """Yield every difference between the two."""
        ...
