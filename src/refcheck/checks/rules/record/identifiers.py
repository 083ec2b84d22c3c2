"""The rules for identifiers: those that lead to a different work, and those that are malformed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import ANY_FIELD, Needs, Rule, Severities, always, finding
from refcheck.compare.deposits import same_doi
from refcheck.compare.same_work import is_same_work, is_sister
from refcheck.compare.titles import appears_in
from refcheck.formats.reference_string import place_line
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate, Via
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference, ReferenceString
from refcheck.text.patterns import has_any
from refcheck.text.works.identifiers import (
    Identifier,
    find_identifiers,
    may_have_malformed_doi,
    may_have_malformed_pmid,
)

__all__ = [
    "DoiAvailable",
    "DoiMalformed",
    "DoiMismatch",
    "IdentifierElsewhere",
    "PmcidMismatch",
    "PmidMalformed",
    "PmidMismatch",
    "different_work_findings",
    "with_right_value",
]

_FIELDS = {Via.DOI: Field.DOI, Via.PMID: Field.PMID, Via.PMCID: Field.PMID}
# What announces a malformed PMID or PMCID; most references have none, and need no search.
_LABELS = ("pmid", "pmc", "pubmed")
_NAMES = {Via.DOI: "DOI", Via.PMID: "PMID", Via.PMCID: "PMCID"}


class DoiMismatch:
    """The DOI in the reference is not the one in PubMed.

    It leads to a different work or to none: an error. A DOI that is only cut short, or that goes on
    where the one in PubMed ends, is a warning. Where the DOI is known to lead to a different work,
    `identifier-elsewhere` reports it and names the work; where that is the same work in another
    journal, as with a statement that several print, it is reported here. The DOI of another version
    of the same article (`10.12688/f1000research.19766.1` for `.3`) is right.

    **Example.** `doi:10.1016/j.jad.2013.11.041` for `10.1016/j.jad.2013.11.014`.

    **How to fix it.** Replace the DOI with the one in PubMed.
    """

    id: ClassVar[str] = "doi-mismatch"
    title: ClassVar[str] = "Wrong DOI"
    field: ClassVar[Field] = Field.DOI
    severities: ClassVar[Severities] = {
        Severity.ERROR: "where the DOIs differ",
        Severity.WARNING: "where one of them is the beginning of the other",
    }
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.DOI})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the DOIs differ."""
        cited, right = comparison.cited.doi, comparison.record.doi
        if cited is None or right is None or same_doi(cited, right):
            return
        if right.startswith(cited) and _is_in(right, "".join(comparison.raw.split())):
            return  # broken at line ends: "10.1016/j. bandc.2008.01.008"
        cut = cited.startswith(right) or right.startswith(cited)
        severity = Severity.WARNING if cut else Severity.ERROR
        yield from _mismatch(self, Via.DOI, comparison, cited, right, severity)


class PmidMismatch:
    """The PMID in the reference is not that of the matching record.

    It leads to a different work: an error. Where it is known which one, `identifier-elsewhere`
    reports it instead.

    **Example.** `PMID: 24388083` for `24388038`.

    **How to fix it.** Replace the PMID with the one in PubMed.
    """

    id: ClassVar[str] = "pmid-mismatch"
    title: ClassVar[str] = "Wrong PMID"
    field: ClassVar[Field] = Field.PMID
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.PMID})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the PMIDs differ."""
        cited, right = comparison.cited.pmid, comparison.record.pmid
        if cited is not None and right is not None and cited != right:
            yield from _mismatch(self, Via.PMID, comparison, cited, right)


class PmcidMismatch:
    """The PMCID in the reference is not the one in PubMed.

    It leads to a different work: an error.

    **Example.** `PMCID: PMC3990011` for `PMC3990010`.

    **How to fix it.** Replace the PMCID with the one in PubMed.
    """

    id: ClassVar[str] = "pmcid-mismatch"
    title: ClassVar[str] = "Wrong PMCID"
    field: ClassVar[Field] = Field.PMID
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.PMID})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the PMCIDs differ."""
        cited, right = comparison.cited.pmcid, comparison.record.pmcid
        if cited is not None and right is not None and cited != right:
            yield from _mismatch(self, Via.PMCID, comparison, cited, right)


class IdentifierElsewhere:
    """The DOI, PMID or PMCID leads to a different work than the one the reference describes.

    Whoever follows it reads the wrong paper: an error. The message names the work that it leads to.

    **Example.** A reference to Rajkumar 2015 with the PMID of Naughton 2014.

    **How to fix it.** Use the identifier of the work that you mean; if the identifier is right,
    correct the rest of the reference.
    """

    id: ClassVar[str] = "identifier-elsewhere"
    title: ClassVar[str] = "Identifier of a different work"
    field: ClassVar[Field] = Field.DOI
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.DOI, Field.PMID})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding for each identifier that leads to a different work."""
        for candidate in comparison.other_works:
            if _leads_to(comparison.record, candidate):
                continue
            right = _right(comparison, candidate.via)
            if right and _is_in(right, comparison.raw):
                continue  # there are two, and one of them is the record's
            if right and is_sister(comparison.record, candidate.record):
                continue  # `doi-mismatch` and the like say whose it is
            if _is_in(candidate.asked, comparison.record.title or ""):
                continue  # the title of a comment names what it is about
            yield _different_work_finding(candidate, comparison.reference.string, right)


class DoiMalformed:
    """What the reference gives as a DOI cannot be one.

    It leads nowhere: a warning. A DOI begins with `10.`, a number of four or more digits, and a
    slash.

    **Example.** `doi:1016/j.jad.2013.11.014`.

    **How to fix it.** Copy the DOI from the article's page.
    """

    id: ClassVar[str] = "doi-malformed"
    title: ClassVar[str] = "Malformed DOI"
    field: ClassVar[Field] = Field.DOI
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yields one finding for each malformed DOI."""
        yield from _malformed(self, ("doi",), reference)


class PmidMalformed:
    """What the reference gives as a PMID or PMCID cannot be one.

    It leads nowhere: a warning. A PMID is a number of one to eight digits; a PMCID is such a number
    after `PMC`.

    **Example.** `PMID: 2438803812`.

    **How to fix it.** Copy the number from the record's page.
    """

    id: ClassVar[str] = "pmid-malformed"
    title: ClassVar[str] = "Malformed PMID or PMCID"
    field: ClassVar[Field] = Field.PMID
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yields one finding for each malformed number."""
        yield from _malformed(self, ("pmid", "pmcid"), reference)


class DoiAvailable:
    """The work has a DOI, and the reference has no identifier at all.

    With a DOI the reader is one click away from the work.

    **Example.** `Pharmacol Res. 2015;99:23-35.` could end with the DOI of the work.

    **How to fix it.** Add the DOI if your journal's style allows it.
    """

    id: ClassVar[str] = "doi-available"
    title: ClassVar[str] = "DOI could be added"
    field: ClassVar[Field] = Field.DOI
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = ANY_FIELD

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a note with the DOI."""
        cited, doi = comparison.cited, comparison.record.doi
        if doi is None or cited.doi or cited.pmid or cited.pmcid:
            return
        if any(_find_malformed(comparison.raw, ("doi",))):
            return  # `doi-malformed` names the right one
        yield finding(
            self,
            f"The DOI {doi} could be added to the reference.",
            expected=(doi,),
            url=comparison.url,
            span=comparison.span,
        )


def different_work_findings(
    reference: Reference, candidates: Sequence[Candidate]
) -> Iterator[Finding]:
    """Yields a finding for each candidate that an identifier led to, where none is the work."""
    for candidate in candidates:
        if candidate.via in _FIELDS and not _is_named_in_short(reference, candidate):
            yield _different_work_finding(candidate, reference.string, None)


def _is_named_in_short(reference: Reference, candidate: Candidate) -> bool:
    """Returns whether nothing is cited but a part of the candidate's title, as the text of a link
    on a page: "Hedgehog target genes"."""
    cited, title = reference.record, candidate.record.title
    if cited.title is None or title is None or cited.authors or cited.container_title:
        return False
    return appears_in(cited.title, title)


def _different_work_finding(
    candidate: Candidate, string: ReferenceString, right: str | None
) -> Finding:
    """Returns the finding that an identifier leads to a different work."""
    title = (candidate.record.title or "a work without a title").removesuffix(".")
    origin = _origin(string, candidate.asked)
    identifier = f"{_NAMES[candidate.via]} {candidate.asked}"
    where = f" in {origin}" if origin else ""
    return finding(
        IdentifierElsewhere,
        f"The {identifier}{where} leads to a different work: “{title}”.",
        field=_FIELDS[candidate.via],
        cited=candidate.asked,
        expected=(right,) if right else (),
        fix=right,
        url=candidate.url,
        span=string.span,
    )


def _origin(string: ReferenceString, identifier: str) -> str | None:
    """Where a reference has an identifier that its text does not have; None where the text has it.

    Links ("[PubMed]") have some, and so have the fields that a reference manager keeps in a
    document.
    """
    if any(_is_in(identifier, text) for text in (string.text, string.raw)):
        return None
    if _is_in(identifier, string.link_text):
        return "a link of the reference"
    if string.record is not None:
        return "the data stored with the reference (not in its text)"
    return None


def _right(comparison: Comparison, via: Via) -> str | None:
    record = comparison.record
    return {Via.DOI: record.doi, Via.PMID: record.pmid, Via.PMCID: record.pmcid}.get(via)


def _leads_to(record: BibliographicRecord, candidate: Candidate) -> bool:
    """Returns whether the candidate is the same work, or no identifier led to it."""
    return candidate.via not in _FIELDS or is_same_work(record, candidate.record)


def _mismatch(
    rule: Rule,
    via: Via,
    comparison: Comparison,
    cited: str,
    right: str,
    severity: Severity | None = None,
) -> Iterator[Finding]:
    """Yields the finding that an identifier differs, unless it is known where it leads."""
    elsewhere = [
        candidate.record
        for candidate in comparison.other_works
        if candidate.via is via and not _leads_to(comparison.record, candidate)
    ]
    if any(not is_sister(comparison.record, record) for record in elsewhere):
        return
    if _is_in(right, comparison.raw):
        return  # the parser took a different one
    if _is_in(cited, comparison.record.title or ""):
        return  # the title of a comment names what it is about
    origin = _origin(comparison.reference.string, cited) or "the reference"
    message = f"The {_NAMES[via]} is {right} in {comparison.source_name}, {cited} in {origin}."
    if elsewhere:
        message = (
            f"The {_NAMES[via]} {cited} is that of the same work in {place_line(elsewhere[0])};"
            f" in {place_line(comparison.record)} it has {right}."
        )
    yield finding(
        rule,
        message,
        severity=severity,
        cited=cited,
        expected=(right,),
        fix=right,
        url=comparison.url,
        span=comparison.span,
    )


def _is_in(identifier: str, text: str) -> bool:
    """Returns whether a text has this identifier, and not one that only contains its characters:
    "10.1016/j.phrs.2015.05.0031" is not "10.1016/j.phrs.2015.05.003"."""
    wanted, whole = identifier.casefold(), text.casefold()
    place = whole.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        if not (whole[place - 1 : place].isdecimal() or whole[end : end + 1].isdecimal()):
            return True
        place = whole.find(wanted, place + 1)
    return False


def with_right_value(
    malformed: Finding, record: BibliographicRecord, url: str | None, source_name: str
) -> Finding:
    """Returns a finding on a malformed identifier with the value that the record has instead."""
    right: str | None
    if malformed.rule == DoiMalformed.id:
        right = record.doi
    elif malformed.rule == PmidMalformed.id:
        right = record.pmcid if (malformed.cited or "").upper().startswith("PMC") else record.pmid
    else:
        return malformed
    if right is None:
        return malformed
    return replace(
        malformed,
        message=f"{malformed.message.removesuffix('.')}; {source_name} has {right}.",
        expected=(right,),
        fix=right,
        url=url,
    )


def _malformed(rule: Rule, kinds: Sequence[str], reference: Reference) -> Iterator[Finding]:
    for identifier in _find_malformed(reference.string.text, kinds):
        yield finding(
            rule,
            f"“{identifier.value}” is not a valid {identifier.kind.upper()}.",
            cited=identifier.value,
            span=reference.string.span,
        )


def _find_malformed(raw: str, kinds: Sequence[str]) -> list[Identifier]:
    return [identifier for identifier in _invalid(raw) if identifier.kind in kinds]


@lru_cache(maxsize=64)
def _invalid(raw: str) -> tuple[Identifier, ...]:
    """Returns what is given as an identifier, after its label, and cannot be one; several rules ask
    for the same text."""
    lower = raw.casefold()
    kinds = ["doi"] if "doi" in lower and may_have_malformed_doi(lower) else []
    if has_any(lower, _LABELS) and may_have_malformed_pmid(lower):
        kinds += ["pmid", "pmcid"]
    found = find_identifiers(raw) if kinds else ()
    return tuple(each for each in found if not each.valid and each.kind in kinds)
