"""All rules applied: to one reference, to a list, to a reference and its record, to a lookup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from refcheck.checks.comparison import compare, is_doubtful
from refcheck.checks.rule import LookupRule, RecordRule, ReferenceRule, Rule
from refcheck.checks.rules.authors import (
    AuthorAdded,
    AuthorFirst,
    AuthorGroup,
    AuthorInitials,
    AuthorMissing,
    AuthorMisspelt,
    AuthorOrder,
    AuthorOther,
)
from refcheck.checks.rules.citations import CITATION_RULES
from refcheck.checks.rules.completeness import ReferenceIncomplete
from refcheck.checks.rules.identifiers import (
    DoiAvailable,
    DoiMalformed,
    DoiMismatch,
    IdentifierElsewhere,
    PmcidMismatch,
    PmidMalformed,
    PmidMismatch,
    elsewhere_findings,
    with_right_value,
)
from refcheck.checks.rules.journal import JournalMismatch, JournalMisspelt
from refcheck.checks.rules.list_order import LIST_RULES
from refcheck.checks.rules.locator import IssueMismatch, PagesLast, PagesMismatch, VolumeMismatch
from refcheck.checks.rules.mentions import MENTION_RULES
from refcheck.checks.rules.not_found import AmbiguousMatch, NotFound, Suspect
from refcheck.checks.rules.other_form import OtherForm
from refcheck.checks.rules.retraction import Corrected, ExpressionOfConcern, Retracted, Updated
from refcheck.checks.rules.title import TitleMismatch, TitleWording
from refcheck.checks.rules.year import YearElectronic, YearMismatch
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, Lookup, LookupStatus, Mention, Verdict
from refcheck.text.folding import squashed
from refcheck.text.spelling import choices

__all__ = [
    "RULES",
    "check_citations",
    "check_list",
    "check_lookup",
    "check_record",
    "check_reference",
    "verdict",
]

REFERENCE_RULES: Final[tuple[ReferenceRule, ...]] = (
    DoiMalformed(),
    PmidMalformed(),
    ReferenceIncomplete(),
)
LOOKUP_RULES: Final[tuple[LookupRule, ...]] = (Suspect(), NotFound(), AmbiguousMatch())
RECORD_RULES: Final[tuple[RecordRule, ...]] = (
    Retracted(),
    ExpressionOfConcern(),
    IdentifierElsewhere(),
    AuthorFirst(),
    AuthorOther(),
    AuthorMisspelt(),
    AuthorMissing(),
    AuthorAdded(),
    AuthorOrder(),
    AuthorGroup(),
    AuthorInitials(),
    TitleMismatch(),
    TitleWording(),
    JournalMismatch(),
    JournalMisspelt(),
    YearMismatch(),
    VolumeMismatch(),
    IssueMismatch(),
    PagesMismatch(),
    PagesLast(),
    DoiMismatch(),
    PmidMismatch(),
    PmcidMismatch(),
    YearElectronic(),
    OtherForm(),
    Corrected(),
    Updated(),
    DoiAvailable(),
)

# Rule id -> its class, whose docstring is the page that `refcheck explain` shows.
RULES: Final[dict[str, type[Rule]]] = {
    rule.id: type(rule)
    for rule in (
        *LIST_RULES,
        *CITATION_RULES,
        *MENTION_RULES,
        *REFERENCE_RULES,
        *LOOKUP_RULES,
        *RECORD_RULES,
    )
}

_VERDICTS = {
    LookupStatus.AMBIGUOUS: Verdict.AMBIGUOUS,
    LookupStatus.NOT_FOUND: Verdict.NOT_FOUND,
}
# A retraction or a list out of order says nothing about whether the reference is right.
_BIBLIOGRAPHIC = frozenset(Field) - {Field.STATUS, Field.CITATION, Field.LIST, Field.RECORD}


def check_reference(
    reference: Reference, record: BibliographicRecord | None = None
) -> list[Finding]:
    """What can be said of one reference by itself.

    `record`, where one was matched, only lends the values that would be right.
    """
    findings = [finding for rule in REFERENCE_RULES for finding in rule.check(reference)]
    if record is None:
        return findings
    return [with_right_value(finding, record) for finding in findings]


def check_list(references: Sequence[Reference]) -> list[Finding]:
    """What can be said of a document's references together."""
    return [finding for rule in LIST_RULES for finding in rule.check(references)]


def check_citations(
    references: Sequence[Reference],
    citations: Sequence[Citation],
    mentions: Sequence[Mention] = (),
) -> list[Finding]:
    """What does not agree between a document's text (its markers, the sources it names) and its
    references."""
    return [
        finding
        for rule in CITATION_RULES
        for finding in rule.check(references, citations, mentions)
    ]


def check_record(
    reference: Reference, record: BibliographicRecord, elsewhere: Sequence[Candidate]
) -> list[Finding]:
    """Every difference between a reference and the record that it matched.

    `elsewhere` are the candidates that a printed identifier led to and that are another work. Where
    the likeliest reading gives an alarm, the other readings are tried: what only the reading has
    wrong is not the author's mistake.
    """
    best = _check_reading(reference, _with_journal(reference), record, elsewhere)
    for reading in reference.parsed.alternatives:
        if not (alarms := _alarms(best)):
            break
        if not _says_as_much(reading, reference):
            continue
        other = _check_reading(reference, reading, record, elsewhere)
        if _alarms(other) < alarms:
            best = other
    return best


def _says_as_much(other: BibliographicRecord, reference: Reference) -> bool:
    """Whether another reading has a value wherever the likeliest one has: it must read rightly what
    the first has read wrongly, not leave it out.

    A locator that the parser is in doubt of may move to another one that has no value yet:
    "2021;1-5" read as volume 1-5 is as well read as pages 1-5 without a volume.
    """
    reading = reference.record
    pairs = (
        (other.title, reading.title),
        (other.container_title, reading.container_title),
        (other.issued, reading.issued),
    )
    return (
        len(other.authors) >= len(reading.authors)
        and all(theirs is not None for theirs, ours in pairs if ours is not None)
        and all(
            theirs is not None
            or (is_doubtful(reference, field) and _is_moved(ours, other, reading))
            for field, theirs, ours in (
                (Field.VOLUME, other.volume, reading.volume),
                (Field.ISSUE, other.issue, reading.issue),
                (Field.PAGES, other.pages, reading.pages),
            )
            if ours is not None
        )
    )


def _is_moved(value: str, other: BibliographicRecord, reading: BibliographicRecord) -> bool:
    """Whether another reading has a locator's value in a locator that the likeliest one lacks."""
    pairs = (
        (other.volume, reading.volume),
        (other.issue, reading.issue),
        (other.pages, reading.pages),
    )
    return any(
        theirs is not None and ours is None and squashed(theirs) == squashed(value)
        for theirs, ours in pairs
    )


def _with_journal(reference: Reference) -> BibliographicRecord:
    """The likeliest reading, with the journal of another one where it has found none."""
    reading = reference.record
    if reading.container_title is not None:
        return reading
    found = (other.container_title for other in reference.parsed.alternatives)
    return replace(reading, container_title=next((name for name in found if name), None))


def _check_reading(
    reference: Reference,
    cited: BibliographicRecord,
    record: BibliographicRecord,
    elsewhere: Sequence[Candidate],
) -> list[Finding]:
    comparison = compare(reference, cited, record, elsewhere)
    return [finding for rule in RECORD_RULES for finding in rule.check(comparison)]


def _alarms(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is not Severity.INFO for finding in findings)


def check_lookup(reference: Reference, lookup: Lookup) -> list[Finding]:
    """What there is to say where no single record was matched.

    Where several fit, what is wrong in comparison with each of them is reported as well.
    """
    findings = [finding for rule in LOOKUP_RULES for finding in rule.check(reference, lookup)]
    candidates = [scored.candidate for scored in lookup.candidates]
    if lookup.status in (LookupStatus.NOT_FOUND, LookupStatus.OUT_OF_SCOPE):
        findings += elsewhere_findings(reference, candidates)
    if lookup.status is LookupStatus.AMBIGUOUS:
        findings += _common(reference, [candidate.record for candidate in candidates])
    return findings


def _common(reference: Reference, records: Sequence[BibliographicRecord]) -> list[Finding]:
    """The alarms that each of the records raises, with the values of all of them."""
    if not records:
        return []
    first, *rest = [
        {
            (finding.rule, finding.cited): finding
            for finding in check_record(reference, record, ())
            if finding.severity is not Severity.INFO
        }
        for record in records
    ]
    shared = (key for key in first if all(key in others for others in rest))
    return [_merged(first[key], *(others[key] for others in rest)) for key in shared]


def _merged(finding: Finding, *others: Finding) -> Finding:
    """One finding for several records: any of their values would be right."""
    expected = dict.fromkeys(
        (*finding.expected, *(text for each in others for text in each.expected))
    )
    if all(other.expected == finding.expected for other in others):
        return finding
    return replace(
        finding,
        message=f"None of the records that fit agrees: they have {choices(expected)}.",
        expected=tuple(expected),
        fix=None,
    )


def verdict(lookup: Lookup, findings: Sequence[Finding]) -> Verdict:
    """What became of a reference whose lookup ended so and that has these findings."""
    if any(finding.rule == Suspect.id for finding in findings):
        return Verdict.SUSPECT
    if lookup.status is not LookupStatus.MATCHED:
        return _VERDICTS.get(lookup.status, Verdict.UNCHECKED)
    wrong = any(
        finding.field in _BIBLIOGRAPHIC and finding.severity is not Severity.INFO
        for finding in findings
    )
    return Verdict.MISMATCHED if wrong else Verdict.VERIFIED
