"""What to change in a reference: each finding is a change, or there is a reason why not.

A change is safe where the record has one right value, the match is certain, the parser is sure of
the field, and the rest of the reference does not speak against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from refcheck.fixes.authors.decisions import AUTHOR_RULES, AuthorFixes, author_fixes
from refcheck.fixes.changes import Change, FixPlan, Unfixed
from refcheck.fixes.thresholds import MOST_WRONG_LOCATORS, NEARLY_RIGHT, SURE_MATCH, sure_of
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.model.report import CheckedReference, LookupStatus

__all__ = ["ADDABLE", "plan"]

ADDABLE = (Field.DOI, Field.PMID)  # that can be added where the reference lacks them

# Rules whose findings have a value to write.
_VALUED = frozenset(
    {
        *("year-mismatch", "year-missing", "volume-mismatch", "issue-mismatch"),
        *("pages-mismatch", "pages-last"),
        *("journal-mismatch", "journal-misspelt", "journal-missing"),
        *("title-wording", "title-mismatch"),
        *("doi-mismatch", "doi-malformed", "pmid-mismatch", "pmid-malformed", "pmcid-mismatch"),
        "identifier-elsewhere",
    }
)
# Rules whose value is right only if the rest of the reference is: the title of another work may
# be the part that was meant.
_UNSURE = frozenset({"title-mismatch"})
_LOCATORS = frozenset({Field.JOURNAL, Field.YEAR, Field.VOLUME, Field.ISSUE, Field.PAGES})
_REASONS = {
    "retracted": "the work is retracted: whether to cite it is for you to decide",
    "withdrawn": "the work is withdrawn: whether to cite it is for you to decide",
    "expression-of-concern": "whether to cite the work is for you to decide",
    "published-elsewhere": "the work appeared in several places: use the one that you read",
    "correction-place": "the place is that of the correction: use the one that you mean",
    "author-group": "how a group is named as an author is for you to decide",
    "author-repeated": "which of the two names to remove is for you to decide",
    "reference-incomplete": "what is missing is not known",
    "suspect": "no such work was found",
    "not-found": "the work was not found",
    "ambiguous": "several works fit",
}
_NO_RECORD = {
    LookupStatus.AMBIGUOUS: "several works fit",
    LookupStatus.NOT_FOUND: "the work was not found",
    LookupStatus.UNAVAILABLE: "the work could not be looked up",
    LookupStatus.NOT_CACHED: "the work could not be looked up",
}
_UNKNOWN = "the right value is not known"
_OTHERS = "there is no single right value to write"
_TWO_WORKS = "its identifiers lead to a different work: check which one is meant"


def plan(
    checked: CheckedReference, *, add: Sequence[Field] = (), shown: int | None = None
) -> FixPlan:
    """Returns what a fix does to a reference: its changes, safe or not, and what it leaves.

    `add` are fields of `ADDABLE` that are added where the record has them and the reference does
    not. `shown` is the number of authors that its list has before "et al.", where that is known.
    """
    findings = [one for one in checked.findings if one.severity is not Severity.INFO]
    number = checked.reference.string.number
    record = checked.lookup.record if checked.lookup else None
    if checked.lookup is None or record is None:
        reason = _NO_RECORD.get(checked.lookup.status, _UNKNOWN) if checked.lookup else _UNKNOWN
        unfixed = tuple(Unfixed(finding=one, reason=_reason(one, reason)) for one in findings)
        return FixPlan(number=number, cited=checked.reference.record, unfixed=unfixed)
    cited = _parse_of(checked.reference, findings)
    changes: list[Change] = []
    left: list[Unfixed] = []
    sure = _is_sure(checked)
    for planned in _planned(findings, cited, record, shown):
        if isinstance(planned, Unfixed):
            left.append(planned)
        else:
            changes.append(planned)
    changes = [
        _judged(each, checked.reference, cited, findings, sure_match=sure) for each in changes
    ]
    changes += _added(add, cited, record, findings, sure_match=sure)
    return FixPlan(number=number, cited=cited, changes=tuple(changes), unfixed=tuple(left))


def _reason(finding: Finding, otherwise: str) -> str:
    return _REASONS.get(finding.rule, otherwise)


def _is_sure(checked: CheckedReference) -> bool:
    lookup = checked.lookup
    return lookup is not None and (lookup.confidence or 0.0) >= SURE_MATCH


def _parse_of(reference: Reference, findings: Sequence[Finding]) -> BibliographicRecord:
    """Returns the parse that the findings are about: the likeliest, or the alternative that has the
    values which they cite."""
    parses = (reference.record, *reference.parsed.alternatives)
    return max(parses, key=lambda parse: sum(_has(parse, one) for one in findings))


def _has(parse: BibliographicRecord, finding: Finding) -> bool:
    values = {
        Field.YEAR: str(parse.issued.year) if parse.issued else None,
        Field.VOLUME: parse.volume,
        Field.ISSUE: parse.issue,
        Field.PAGES: parse.pages,
        Field.JOURNAL: parse.container_title,
        Field.TITLE: parse.title,
    }
    return finding.field in values and finding.cited == values[finding.field]


def _planned(
    findings: Sequence[Finding],
    cited: BibliographicRecord,
    record: BibliographicRecord,
    shown: int | None,
) -> Iterator[Change | Unfixed]:
    """Yields a change or a reason for each finding, in order."""
    of_authors = [one for one in findings if one.rule in AUTHOR_RULES]
    fixes = author_fixes(cited, record, of_authors, shown) if of_authors else {}
    elsewhere = sum(one.rule == "identifier-elsewhere" for one in findings)
    for finding in findings:
        if finding in fixes:
            yield _author_change(finding, fixes[finding], record)
        elif finding.rule not in _VALUED:
            yield Unfixed(finding=finding, reason=_reason(finding, _OTHERS))
        elif not finding.expected:
            yield Unfixed(finding=finding, reason=_UNKNOWN)
        elif finding.rule == "identifier-elsewhere" and elsewhere > 1:
            yield Unfixed(finding=finding, reason=_TWO_WORKS)
        else:
            yield Change(
                field=finding.field,
                cited=finding.cited,
                value=finding.fix or finding.expected[0],
                record=record,
                finding=finding,
                safe=_is_single(finding),
            )


def _is_single(finding: Finding) -> bool:
    """Returns whether a finding has one right value. A journal has several names, all right."""
    if finding.rule in _UNSURE:
        return False
    return finding.fix is not None or len(finding.expected) == 1


def _author_change(
    finding: Finding, fixes: AuthorFixes, record: BibliographicRecord
) -> Change | Unfixed:
    if not fixes.changes:
        return Unfixed(finding=finding, reason=fixes.reason)
    return Change(
        field=Field.AUTHOR,
        cited=finding.cited,
        value="",
        record=record,
        authors=fixes.changes,
        finding=finding,
        safe=fixes.safe,
    )


def _judged(
    change: Change,
    reference: Reference,
    cited: BibliographicRecord,
    findings: Sequence[Finding],
    *,
    sure_match: bool,
) -> Change:
    """Returns the change, safe only where nothing speaks against it."""
    safe = (
        change.safe
        and sure_match
        and cited is reference.record
        and _is_sure_of(reference, change)
        and not _is_contradicted(change, cited, findings)
    )
    return Change(
        field=change.field,
        cited=change.cited,
        value=change.value,
        record=change.record,
        authors=change.authors,
        finding=change.finding,
        safe=safe,
    )


def _is_sure_of(reference: Reference, change: Change) -> bool:
    """Returns whether the parser is, or the value itself shows that it was found: it is nearly the
    right one. A field that is missing cannot have been parsed wrongly."""
    if change.cited is None or reference.confidence_in(change.field) >= sure_of(change.field):
        return True
    record = change.record
    names = (record.container_title, *record.container_variants)
    rights = {Field.TITLE: (change.value,), Field.JOURNAL: tuple(filter(None, names))}
    return any(
        fuzz.ratio(change.cited.casefold(), right.casefold()) >= NEARLY_RIGHT
        for right in rights.get(change.field, ())
    )


def _is_contradicted(
    change: Change, cited: BibliographicRecord, findings: Sequence[Finding]
) -> bool:
    """Returns whether the reference may mean another work, or another publication of it."""
    wrong = {one.field for one in findings}
    if any(one.rule == "title-mismatch" for one in findings):
        return True
    elsewhere = any(one.rule == "identifier-elsewhere" for one in findings)
    identifies = change.field in (Field.DOI, Field.PMID)
    if elsewhere and (not identifies or wrong - {Field.DOI, Field.PMID}):
        return True  # the text is that of a work, the identifier of another: both have errors
    if change.field not in _LOCATORS or _is_identified(change, cited):
        return False
    locators = wrong & _LOCATORS
    most = 1 if Field.JOURNAL in locators else MOST_WRONG_LOCATORS
    return len(locators) > most


def _is_identified(change: Change, cited: BibliographicRecord) -> bool:
    """Returns whether an identifier of the reference is that of the record."""
    record = change.record
    pairs = ((cited.doi, record.doi), (cited.pmid, record.pmid), (cited.pmcid, record.pmcid))
    return any(ours is not None and ours == theirs for ours, theirs in pairs)


def _added(
    add: Sequence[Field],
    cited: BibliographicRecord,
    record: BibliographicRecord,
    findings: Sequence[Finding],
    *,
    sure_match: bool,
) -> Iterator[Change]:
    """Yields the identifiers that the user wants, where the reference has none of the kind."""
    wrong = {one.field for one in findings}
    values = {Field.DOI: (cited.doi, record.doi), Field.PMID: (cited.pmid, record.pmid)}
    for field in dict.fromkeys(add):
        ours, theirs = values[field]
        if ours is None and theirs is not None and field not in wrong:
            yield Change(field=field, cited=None, value=theirs, record=record, safe=sure_match)
