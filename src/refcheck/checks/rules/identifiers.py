"""The rules for identifiers: those that lead elsewhere, and those that cannot be ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.compare.same_work import is_same_work
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.text.identifiers import Identifier, find_identifiers

__all__ = [
    "DoiAvailable",
    "DoiMalformed",
    "DoiMismatch",
    "IdentifierElsewhere",
    "PmcidMismatch",
    "PmidMalformed",
    "PmidMismatch",
    "elsewhere_findings",
    "with_right_value",
]

_FIELDS = {Via.DOI: Field.DOI, Via.PMID: Field.PMID, Via.PMCID: Field.PMID}
# What a malformed identifier is known by; most references print none, and need no search.
_LABELS = {Field.DOI: ("doi",), Field.PMID: ("pmid", "pmc", "pubmed")}
_NAMES = {Via.DOI: "DOI", Via.PMID: "PMID", Via.PMCID: "PMCID"}


class DoiMismatch:
    """The printed DOI is not the record's.

    Whoever follows it comes to another work or to none: an error. A DOI that is only cut short, or
    that goes on where the record's ends, is a warning. Where the DOI is known to lead to another
    work, `identifier-elsewhere` says to which.

    **Example.** `doi:10.1016/j.jad.2013.11.041` for `10.1016/j.jad.2013.11.014`.

    **How to mend it.** Print the record's DOI.
    """

    id: ClassVar[str] = "doi-mismatch"
    title: ClassVar[str] = "Another DOI than in the record"
    field: ClassVar[Field] = Field.DOI
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the DOIs differ."""
        cited, right = comparison.cited.doi, comparison.record.doi
        if cited is None or right is None or _same_doi(cited, right):
            return
        cut = cited.startswith(right) or right.startswith(cited)
        severity = Severity.WARNING if cut else Severity.ERROR
        yield from _mismatch(self.id, Via.DOI, severity, comparison, cited, right)


class PmidMismatch:
    """The printed PMID is not the record's.

    Whoever follows it comes to another work: an error. Where it is known to which,
    `identifier-elsewhere` says so instead.

    **Example.** `PMID: 24388083` for `24388038`.

    **How to mend it.** Print the record's PMID.
    """

    id: ClassVar[str] = "pmid-mismatch"
    title: ClassVar[str] = "Another PMID than the record's"
    field: ClassVar[Field] = Field.PMID
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the PMIDs differ."""
        cited, right = comparison.cited.pmid, comparison.record.pmid
        if cited is not None and right is not None and cited != right:
            yield from _mismatch(self.id, Via.PMID, Severity.ERROR, comparison, cited, right)


class PmcidMismatch:
    """The printed PMCID is not the record's.

    Whoever follows it comes to another work: an error.

    **Example.** `PMCID: PMC3990011` for `PMC3990010`.

    **How to mend it.** Print the record's PMCID.
    """

    id: ClassVar[str] = "pmcid-mismatch"
    title: ClassVar[str] = "Another PMCID than in the record"
    field: ClassVar[Field] = Field.PMID
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the PMCIDs differ."""
        cited, right = comparison.cited.pmcid, comparison.record.pmcid
        if cited is not None and right is not None and cited != right:
            yield from _mismatch(self.id, Via.PMCID, Severity.ERROR, comparison, cited, right)


class IdentifierElsewhere:
    """A printed DOI, PMID or PMCID leads to another work than the one described.

    Whoever follows it reads the wrong paper: an error. The message names the work that it leads to.

    **Example.** A reference to Rajkumar 2015 with the PMID of Naughton 2014.

    **How to mend it.** Print the identifier of the work that you mean; where the identifier
    is right, the rest of the reference is wrong.
    """

    id: ClassVar[str] = "identifier-elsewhere"
    title: ClassVar[str] = "An identifier leads to another work"
    field: ClassVar[Field] = Field.DOI
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding for each identifier that leads elsewhere."""
        for candidate in comparison.elsewhere:
            if _leads_to(comparison.record, candidate):
                continue
            right = _right(comparison, candidate.via)
            if right and _is_printed(right, comparison.raw):
                continue  # there are two, and one of them is the record's
            if _is_printed(candidate.asked, comparison.record.title or ""):
                continue  # the title of a comment names what it is about
            yield elsewhere_finding(candidate, comparison.span, right)


class DoiMalformed:
    """What is printed as a DOI cannot be one.

    It leads nowhere: a warning. A DOI begins with `10.`, a number of four digits or more, and a
    slash. This rule works offline.

    **Example.** `doi:1016/j.jad.2013.11.014`.

    **How to mend it.** Copy the DOI from the article's page.
    """

    id: ClassVar[str] = "doi-malformed"
    title: ClassVar[str] = "What is printed as a DOI is none"
    field: ClassVar[Field] = Field.DOI
    needs_record: ClassVar[bool] = False

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yield one finding for each malformed DOI."""
        yield from _malformed(self.id, self.field, "a DOI", ("doi",), reference)


class PmidMalformed:
    """What is printed as a PMID or PMCID cannot be one.

    It leads nowhere: a warning. A PMID is a number of one to eight digits; a PMCID is such a number
    after `PMC`. This rule works offline.

    **Example.** `PMID: 2438803812`.

    **How to mend it.** Copy the number from the record's page.
    """

    id: ClassVar[str] = "pmid-malformed"
    title: ClassVar[str] = "What is printed as a PMID or PMCID is none"
    field: ClassVar[Field] = Field.PMID
    needs_record: ClassVar[bool] = False

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yield one finding for each malformed number."""
        yield from _malformed(self.id, self.field, "a PMID or PMCID", ("pmid", "pmcid"), reference)


class DoiAvailable:
    """The record has a DOI, and the reference prints no identifier at all.

    With a DOI the reader is one click away from the work.

    **Example.** `Pharmacol Res. 2015;99:23-35.` could end with the DOI of the work.

    **How to mend it.** Add the DOI where your journal's style allows it.
    """

    id: ClassVar[str] = "doi-available"
    title: ClassVar[str] = "A DOI could be added"
    field: ClassVar[Field] = Field.DOI
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a note with the DOI."""
        cited, doi = comparison.cited, comparison.record.doi
        if doi is None or cited.doi or cited.pmid or cited.pmcid:
            return
        if any(_read_malformed(comparison.raw, self.field, ("doi",))):
            return  # `doi-malformed` names the right one
        yield Finding(
            rule=self.id,
            field=Field.DOI,
            severity=Severity.INFO,
            message=f"The work has the DOI {doi}, which could be added.",
            expected=(doi,),
            url=comparison.url,
            span=comparison.span,
        )


def elsewhere_findings(reference: Reference, candidates: Sequence[Candidate]) -> Iterator[Finding]:
    """One finding for each candidate that a printed identifier led to, where none is the work."""
    for candidate in candidates:
        if candidate.via in _FIELDS:
            yield elsewhere_finding(candidate, reference.string.span, None)


def elsewhere_finding(candidate: Candidate, span: Span, right: str | None) -> Finding:
    """The finding that a printed identifier leads to another work."""
    title = (candidate.record.title or "a work without a title").removesuffix(".")
    return Finding(
        rule=IdentifierElsewhere.id,
        field=_FIELDS[candidate.via],
        severity=Severity.ERROR,
        message=f"The {_NAMES[candidate.via]} {candidate.asked} leads to another work: “{title}”.",
        cited=candidate.asked,
        expected=(right,) if right else (),
        fix=right,
        url=candidate.url,
        span=span,
    )


def _right(comparison: Comparison, via: Via) -> str | None:
    record = comparison.record
    return {Via.DOI: record.doi, Via.PMID: record.pmid, Via.PMCID: record.pmcid}.get(via)


def _leads_to(record: BibliographicRecord, candidate: Candidate) -> bool:
    """Whether the candidate is the same work, or no identifier led to it."""
    return candidate.via not in _FIELDS or is_same_work(record, candidate.record)


def _mismatch(
    rule: str, via: Via, severity: Severity, comparison: Comparison, cited: str, right: str
) -> Iterator[Finding]:
    """The finding that an identifier differs, unless it is known where it leads."""
    if any(
        candidate.via is via and not _leads_to(comparison.record, candidate)
        for candidate in comparison.elsewhere
    ):
        return
    if _is_printed(right, comparison.raw):
        return  # another one was read
    if _is_printed(cited, comparison.record.title or ""):
        return  # the title of a comment names what it is about
    yield Finding(
        rule=rule,
        field=_FIELDS[via],
        severity=severity,
        message=f"The record's {_NAMES[via]} is {right}.",
        cited=cited,
        expected=(right,),
        fix=right,
        url=comparison.url,
        span=comparison.span,
    )


def _is_printed(identifier: str, text: str) -> bool:
    """Whether a text has this identifier, and not one that only contains its characters:
    "10.1016/j.phrs.2015.05.0031" is not "10.1016/j.phrs.2015.05.003"."""
    if identifier.casefold() not in text.casefold():
        return False
    return re.search(rf"(?<!\d){re.escape(identifier)}(?!\d)", text, re.IGNORECASE) is not None


def _same_doi(cited: str, recorded: str) -> bool:
    return cited.casefold() == recorded.casefold()


def with_right_value(finding: Finding, record: BibliographicRecord, url: str | None) -> Finding:
    """A finding on a malformed identifier, with the value that the matched record has instead.

    `url` is where the record can be read.
    """
    right: str | None
    if finding.rule == DoiMalformed.id:
        right = record.doi
    elif finding.rule == PmidMalformed.id:
        right = record.pmcid if (finding.cited or "").upper().startswith("PMC") else record.pmid
    else:
        return finding
    if right is None:
        return finding
    return replace(
        finding,
        message=f"{finding.message} The record has {right}.",
        expected=(right,),
        fix=right,
        url=url,
    )


def _malformed(
    rule: str, field: Field, what: str, kinds: Sequence[str], reference: Reference
) -> Iterator[Finding]:
    for identifier in _read_malformed(reference.string.text, field, kinds):
        yield Finding(
            rule=rule,
            field=field,
            severity=Severity.WARNING,
            message=f"“{identifier.value}” cannot be {what}.",
            cited=identifier.value,
            span=reference.string.span,
        )


def _read_malformed(raw: str, field: Field, kinds: Sequence[str]) -> Iterator[Identifier]:
    if any(label in raw.casefold() for label in _LABELS[field]):
        yield from (identifier for identifier in _invalid(raw) if identifier.kind in kinds)


@lru_cache(maxsize=64)
def _invalid(raw: str) -> tuple[Identifier, ...]:
    """What is printed as an identifier and cannot be one; several rules ask for the same text."""
    return tuple(identifier for identifier in find_identifiers(raw) if not identifier.valid)
