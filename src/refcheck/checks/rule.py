"""The interface of the checks: what a rule is, is given to judge, and says about what it found.

A rule is a class with an `id`, a one-line `title`, the `field` that it is about, the `severities`
that its findings can have, what it `needs`, and a docstring in Markdown that is its page for the
user (`refcheck explain ID`): what it means, an example, how to fix it. It yields findings, each
made by `finding`, and does no I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final, Protocol

from refcheck.checks.comparison import Comparison
from refcheck.frozen import maker
from refcheck.model.document import Heading, Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, Lookup, LookupStatus, Mention

__all__ = [
    "ALWAYS",
    "ANY_FIELD",
    "ANY_STATUS",
    "CitationRule",
    "HeadingRule",
    "ListRule",
    "LookupRule",
    "MentionRule",
    "Needs",
    "RecordRule",
    "ReferenceRule",
    "Rule",
    "Severities",
    "always",
    "finding",
]

# The severities that the findings of a rule can have, each with when it is given.
Severities = Mapping[Severity, str]
ALWAYS: Final = "always"
# What a rule compares that is asked about every reference with a record.
ANY_FIELD: Final = frozenset(Field)
ANY_STATUS: Final = frozenset(LookupStatus)


def always(severity: Severity) -> Severities:
    """Returns the severities of a rule whose findings all have the same one."""
    return MappingProxyType({severity: ALWAYS})


class Needs(StrEnum):
    """What a rule has to know before it can judge."""

    ARTICLE = "article"  # the article alone
    LOOKUP = "lookup"  # how a lookup ended
    RECORD = "record"  # the record that a reference matched


class Rule(Protocol):
    """What every rule has."""

    id: ClassVar[str]
    title: ClassVar[str]
    field: ClassVar[Field]
    severities: ClassVar[Severities]
    needs: ClassVar[Needs]


class ReferenceRule(Rule, Protocol):
    """A rule that judges one reference by itself."""

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yields what there is to say about the reference alone."""
        ...


class ListRule(Rule, Protocol):
    """A rule that judges a document's references together."""

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields what there is to say about the list; each finding carries its span."""
        ...


class CitationRule(Rule, Protocol):
    """A rule that compares what a document's text cites and mentions with its references."""

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        mentions: Sequence[Mention],
        /,
    ) -> Iterator[Finding]:
        """Yields what does not agree; each finding carries its span."""
        ...


class HeadingRule(Rule, Protocol):
    """A rule that judges the headings of lists that no list was found below."""

    def check_headings(self, headings: Sequence[Heading], /) -> Iterator[Finding]:
        """Yields what there is to say about them; each finding carries its span."""
        ...


class MentionRule(Rule, Protocol):
    """A rule that judges a source that the text names, by the records that it leads to."""

    def check_mention(
        self, mention: Mention, candidates: Sequence[Candidate], source_name: str, /
    ) -> Iterator[Finding]:
        """Yields what there is to say about the source; each finding carries its span."""
        ...


class RecordRule(Rule, Protocol):
    """A rule that compares a reference with the record it matched.

    `compares` are the fields that its findings come from: where all of them are settled
    (`agreement.py`), it has nothing to say and is not asked.
    """

    compares: ClassVar[frozenset[Field]]

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields every difference between the two."""
        ...


class LookupRule(Rule, Protocol):
    """A rule that judges how the lookup of a reference ended. `statuses` are the ends of which it
    may have something to say."""

    statuses: ClassVar[frozenset[LookupStatus]]

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields what there is to say about the lookup."""
        ...


_finding = maker(Finding)


def finding(
    rule: Rule | type[Rule],
    message: str,
    *,
    span: Span,
    severity: Severity | None = None,
    field: Field | None = None,
    cited: str | None = None,
    expected: Iterable[str] = (),
    fix: str | None = None,
    url: str | None = None,
    references: Iterable[int] = (),
    duplicate_of: tuple[str, int] | None = None,
) -> Finding:
    """Makes a finding of a rule, in its field, and with its severity where it has only one.

    The other values are those of `Finding`. Raises ValueError where the rule has several severities
    and none is given.
    """
    if severity is None:
        (severity,) = rule.severities
    return _finding(
        rule=rule.id,
        field=field or rule.field,
        severity=severity,
        message=message,
        cited=cited,
        expected=tuple(expected),
        fix=fix,
        url=url,
        span=span,
        references=tuple(references),
        duplicate_of=duplicate_of,
    )
