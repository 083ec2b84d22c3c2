"""Applies the rules, and gives the verdict.

To one reference, to a list, to the citations of a text, to a source that it names, to a reference
and its record, and to a lookup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from refcheck.checks.agreement import settled_fields
from refcheck.checks.comparison import SOURCE_NAME, Comparison, may_be_misparsed
from refcheck.checks.registry import (
    CITATION_RULES,
    HEADING_RULES,
    LIST_RULES,
    LOOKUP_RULES,
    MENTION_RULES,
    RECORD_RULES,
    REFERENCE_RULES,
)
from refcheck.checks.rule import LookupRule, RecordRule
from refcheck.checks.rules.record.elsewhere import without_parts_of_place
from refcheck.checks.rules.record.identifiers import different_work_findings, with_right_value
from refcheck.checks.rules.record.not_found import Suspect
from refcheck.checks.rules.record.retraction import undecided_findings
from refcheck.checks.second_sources import (
    SecondRecord,
    depends_on_second,
    is_of_further_source,
    tempered,
)
from refcheck.model.document import Heading
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import TOO_LITTLE, Candidate
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, Lookup, LookupStatus, Mention, Verdict
from refcheck.text.folding import squashed
from refcheck.text.spelling import choices

__all__ = [
    "check_citations",
    "check_headings",
    "check_list",
    "check_lookup",
    "check_mention",
    "check_record",
    "check_reference",
    "may_need_second_source",
    "verdict",
]

# A field as the subject of a sentence, where its name is not a word for people.
_SUBJECTS = {field: field.value for field in Field} | {
    Field.AUTHOR: "list of authors",
    Field.PAGES: "page range",
    Field.DOI: "DOI",
    Field.PMID: "PMID",
}
_VERDICTS = {
    LookupStatus.AMBIGUOUS: Verdict.AMBIGUOUS,
    LookupStatus.NOT_FOUND: Verdict.NOT_FOUND,
}
# A retraction or a list out of order says nothing about whether the reference is right.
_BIBLIOGRAPHIC = frozenset(Field) - {Field.STATUS, Field.CITATION, Field.LIST, Field.RECORD}


def check_reference(
    reference: Reference,
    record: BibliographicRecord | None = None,
    *,
    url: str | None = None,
    source_name: str = SOURCE_NAME,
) -> list[Finding]:
    """Returns what can be said of one reference by itself.

    `record`, where one was matched, only gives the values that would be right; it can be read
    at `url`, and users call its source `source_name`.
    """
    findings = [finding for rule in REFERENCE_RULES for finding in rule.check(reference)]
    if record is None:
        return findings
    return [with_right_value(finding, record, url, source_name) for finding in findings]


def check_list(references: Sequence[Reference]) -> list[Finding]:
    """Returns what can be said of a document's references together."""
    return [finding for rule in LIST_RULES for finding in rule.check(references)]


def check_citations(
    references: Sequence[Reference],
    citations: Sequence[Citation],
    mentions: Sequence[Mention] = (),
) -> list[Finding]:
    """Returns what does not agree between a document's text (its markers, the sources it names) and
    its references."""
    return [
        finding
        for rule in CITATION_RULES
        for finding in rule.check(references, citations, mentions)
    ]


def check_headings(headings: Sequence[Heading]) -> list[Finding]:
    """Returns what there is to say about headings of lists that no list was found below."""
    return [finding for rule in HEADING_RULES for finding in rule.check_headings(headings)]


def check_mention(
    mention: Mention, candidates: Sequence[Candidate], source_name: str = SOURCE_NAME
) -> list[Finding]:
    """Returns what there is to say about a source that the text names.

    `candidates` are those that its identifiers lead to, in the source that users call
    `source_name`.
    """
    return [
        finding
        for rule in MENTION_RULES
        for finding in rule.check_mention(mention, candidates, source_name)
    ]


def check_record(
    reference: Reference,
    record: BibliographicRecord,
    other_works: Sequence[Candidate] = (),
    *,
    url: str | None = None,
    source_name: str = SOURCE_NAME,
    second_records: Sequence[BibliographicRecord] = (),
) -> list[Finding]:
    """Returns every difference between a reference and the record that it matched.

    `other_works` are the candidates that an identifier of the reference led to and that are a
    different work. Where the likeliest parse gives an alarm, the alternatives are tried: what only
    the parse has wrong is not the author's mistake. The record can be read at `url`, and users call
    its source `source_name`. `second_records` are what further sources have of the same work.
    """

    def findings_of(parse: BibliographicRecord) -> list[Finding]:
        comparison = Comparison(
            reference, parse, record, tuple(other_works), url=url, source_name=source_name
        )
        seconds = [
            SecondRecord(record=second, findings=_differences(Comparison(reference, parse, second)))
            for second in second_records
        ]
        return tempered(_differences(comparison), parse, record, seconds)

    best = findings_of(_with_journal(reference))
    for parse in reference.parsed.alternatives:
        if not (alarms := _alarms(best)):
            break
        if not _says_as_much(parse, reference):
            continue
        other = findings_of(parse)
        if _alarms(other) < alarms:
            best = other
    return best


def may_need_second_source(reference: Reference, record: BibliographicRecord) -> bool:
    """Returns whether a further source's record differs from a reference so that a second source
    could change what that comes to."""
    if not is_of_further_source(record):
        return False
    parse = _with_journal(reference)
    return depends_on_second(_differences(Comparison(reference, parse, record)), parse, record)


def _differences(comparison: Comparison) -> list[Finding]:
    rules = _not_silent(settled_fields(comparison))
    findings = [finding for rule in rules for finding in rule.check(comparison)]
    return without_parts_of_place(findings) if findings else findings


@lru_cache(maxsize=1024)  # agreement.py can settle ten fields, alone or together
def _not_silent(settled: frozenset[Field]) -> tuple[RecordRule, ...]:
    """Returns the rules that may have something to say where these fields are settled."""
    return tuple(rule for rule in RECORD_RULES if not rule.compares <= settled)


def _says_as_much(other: BibliographicRecord, reference: Reference) -> bool:
    """Returns whether an alternative parse has a value wherever the likeliest one has: it must get
    right what the first got wrong, not leave it out.

    A locator that the parser is unsure of may move to one that has no value yet: "2021;1-5" parsed
    as volume 1-5 can also be parsed as pages 1-5 without a volume.
    """
    likeliest = reference.record
    pairs = (
        (other.title, likeliest.title),
        (other.container_title, likeliest.container_title),
        (other.issued, likeliest.issued),
    )
    return (
        len(other.authors) >= len(likeliest.authors)
        and all(theirs is not None for theirs, ours in pairs if ours is not None)
        and all(
            theirs is not None
            or (may_be_misparsed(reference, field) and _is_moved(ours, other, likeliest))
            for field, theirs, ours in (
                (Field.VOLUME, other.volume, likeliest.volume),
                (Field.ISSUE, other.issue, likeliest.issue),
                (Field.PAGES, other.pages, likeliest.pages),
            )
            if ours is not None
        )
    )


def _is_moved(value: str, other: BibliographicRecord, likeliest: BibliographicRecord) -> bool:
    """Returns whether an alternative has a locator's value in a locator that the likeliest parse
    lacks."""
    pairs = (
        (other.volume, likeliest.volume),
        (other.issue, likeliest.issue),
        (other.pages, likeliest.pages),
    )
    return any(
        theirs is not None and ours is None and squashed(theirs) == squashed(value)
        for theirs, ours in pairs
    )


def _with_journal(reference: Reference) -> BibliographicRecord:
    """Returns the likeliest parse, with the journal of an alternative where it has found none."""
    likeliest = reference.record
    if likeliest.container_title is not None:
        return likeliest
    found = (other.container_title for other in reference.parsed.alternatives)
    return replace(likeliest, container_title=next((name for name in found if name), None))


def _alarms(findings: Sequence[Finding]) -> int:
    return sum(finding.severity is not Severity.INFO for finding in findings)


def check_lookup(reference: Reference, lookup: Lookup) -> list[Finding]:
    """Returns what there is to say where no single record was matched.

    Where several match, differences from all of them are reported as well.
    """
    rules = _that_judge(lookup.status)
    findings = [finding for rule in rules for finding in rule.check(reference, lookup)]
    findings += undecided_findings(reference, lookup)
    candidates = [scored.candidate for scored in lookup.candidates]
    if lookup.status in (LookupStatus.NOT_FOUND, LookupStatus.OUT_OF_SCOPE):
        different = [one.candidate for one in lookup.candidates if one.refused != TOO_LITTLE]
        findings += different_work_findings(reference, different)
    if lookup.status is LookupStatus.AMBIGUOUS:
        findings += _common(reference, candidates, lookup.source_name)
    return findings


@lru_cache(maxsize=len(LookupStatus))
def _that_judge(status: LookupStatus) -> tuple[LookupRule, ...]:
    """Returns the rules for lookups with this status."""
    return tuple(rule for rule in LOOKUP_RULES if status in rule.statuses)


def _common(
    reference: Reference, candidates: Sequence[Candidate], source_name: str
) -> list[Finding]:
    """Returns the alarms that the record of each candidate raises, with the values of all of
    them."""
    if not candidates:
        return []
    first, *rest = [
        {
            (finding.rule, finding.cited): finding
            for finding in check_record(
                reference, candidate.record, url=candidate.url, source_name=source_name
            )
            if finding.severity is not Severity.INFO
        }
        for candidate in candidates
    ]
    shared = (key for key in first if all(key in others for others in rest))
    return [_merged(first[key], *(others[key] for others in rest)) for key in shared]


def _merged(finding: Finding, *others: Finding) -> Finding:
    """Returns one finding for several records: any of their values would be right."""
    expected = dict.fromkeys(
        (*finding.expected, *(text for each in others for text in each.expected))
    )
    if all(other.expected == finding.expected for other in others):
        return finding
    return replace(
        finding,
        message=f"The {_SUBJECTS[finding.field]} as cited is in none of the matching records, which"
        f" have {choices(expected)}.",
        expected=tuple(expected),
        fix=None,
    )


def verdict(lookup: Lookup, findings: Sequence[Finding]) -> Verdict:
    """Returns the verdict on a reference with this lookup and these findings."""
    if any(finding.rule == Suspect.id for finding in findings):
        return Verdict.SUSPECT
    if lookup.status is not LookupStatus.MATCHED:
        return _VERDICTS.get(lookup.status, Verdict.UNCHECKED)
    wrong = any(
        finding.field in _BIBLIOGRAPHIC and finding.severity is not Severity.INFO
        for finding in findings
    )
    return Verdict.MISMATCHED if wrong else Verdict.VERIFIED
