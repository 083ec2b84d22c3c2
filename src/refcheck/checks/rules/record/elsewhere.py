"""The rules for a work that appeared somewhere else than the reference says, as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from refcheck.checks.comparison import Comparison
from refcheck.checks.journals import JournalDifference, judge_journal
from refcheck.checks.rule import Needs, RecordRule, Severities, always, finding
from refcheck.checks.rules.record.journal import JournalMismatch
from refcheck.checks.rules.record.locator import PagesMismatch, VolumeMismatch
from refcheck.checks.rules.record.year import YearMismatch
from refcheck.compare.locators import locators_in, page_ranges, same_volume
from refcheck.compare.titles import TitleAgreement, appears_in, compare_titles
from refcheck.formats.reference_string import place_line
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Scored
from refcheck.model.record import Notice, NoticeKind
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus
from refcheck.text.works.titles import is_about_another

__all__ = ["CorrectionPlace", "MeetingAbstract", "PublishedElsewhere", "without_parts_of_place"]

# What is said of the place part by part, where it is not wrong as a whole.
_PARTS: Final = frozenset(
    {
        "journal-mismatch",
        "journal-misspelt",
        "year-mismatch",
        "year-electronic",
        "volume-mismatch",
        "issue-mismatch",
        "pages-mismatch",
        "pages-last",
    }
)
# A notice has the title of the work behind "Correction:".
_TITLES: Final = frozenset({"title-wording", "title-mismatch"})
_ERRATUM: Final = "published erratum"


class PublishedElsewhere:
    """Title and authors are right, and every part of the place is wrong.

    The work exists, but appeared in a different journal, volume and page than the reference says:
    an error. This is the usual mistake of programs that write references from memory. It is
    reported once, in place of an error for each part. Abstracts of meetings, which often have the
    title and the authors of the later paper, are not reported.

    **Example.** `Higgins JPT, Thompson SG, Deeks JJ, Altman DG. Measuring inconsistency in
    meta-analyses. Stat Med. 2005;24:1539-58` for `BMJ. 2003;327:557-60`.

    **How to fix it.** Use the place in PubMed. If you did not find the reference yourself, check
    that the work says what you cite it for.
    """

    id: ClassVar[str] = "published-elsewhere"
    title: ClassVar[str] = "Published elsewhere"
    field: ClassVar[Field] = Field.JOURNAL
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.JOURNAL})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where journal, volume and page are all different."""
        if not _is_elsewhere(comparison):
            return
        cited, right = place_line(comparison.cited), place_line(comparison.record)
        yield finding(
            self,
            f"The work was published elsewhere: {comparison.source_name} has it in {right};"
            f" the reference has {cited}.",
            cited=cited,
            expected=(right,),
            url=comparison.url,
            span=comparison.span,
        )


def without_parts_of_place(findings: Sequence[Finding]) -> list[Finding]:
    """Returns findings on a record without those on parts of a place that is wrong as a whole."""
    rules = {each.rule for each in findings}
    if CorrectionPlace.id in rules:
        return [each for each in findings if each.rule not in _PARTS | _TITLES]
    if PublishedElsewhere.id in rules:
        return [each for each in findings if each.rule not in _PARTS]
    return list(findings)


def _is_elsewhere(comparison: Comparison) -> bool:
    judged = judge_journal(comparison)
    if judged is None or judged.difference is not JournalDifference.OTHER:
        return False  # `journal-mismatch` has no error
    cited, record = comparison.cited, comparison.record
    if not _has_same_title(comparison):
        return False
    volume, pages = _is_found(VolumeMismatch(), comparison), _is_found(PagesMismatch(), comparison)
    if not (volume or pages or _is_in_another_year(comparison)):
        return False
    if all(each.severity is not Severity.ERROR for each in JournalMismatch().check(comparison)):
        return False
    same_vol = cited.volume and record.volume and same_volume(cited.volume, record.volume)
    return (volume or not same_vol) and (pages or not (cited.pages and record.pages))


def _is_in_another_year(comparison: Comparison) -> bool:
    """Returns whether the year is wrong, of a record that has no volume and no pages to compare."""
    cited, record = comparison.cited, comparison.record
    if record.volume or record.pages or not (cited.volume or cited.pages):
        return False
    return _is_found(YearMismatch(), comparison)


def _is_found(rule: RecordRule, comparison: Comparison) -> bool:
    return next(rule.check(comparison), None) is not None


def _has_same_title(comparison: Comparison) -> bool:
    cited, record = comparison.cited, comparison.record
    if not cited.title or not record.title:
        return False
    compared = compare_titles(cited.title, (record.title, *record.title_variants))
    alike = (TitleAgreement.SAME, TitleAgreement.PART, TitleAgreement.WORDING)
    return compared is not None and compared.agreement in alike


class MeetingAbstract:
    """The reference cites an abstract of a meeting, and the paper was published later.

    PubMed lists hardly any abstracts, so the reference itself cannot be checked; nothing of it is
    compared with the paper. A note only, which names the paper: you may want to cite it instead.

    **Example.** `Marso SP, Bain SC, Consoli A, et al. Semaglutide and cardiovascular outcomes in
    patients with type 2 diabetes. Diabetologia. 2016;59(Suppl 1):S5-S6`, whose paper is
    `N Engl J Med. 2016;375(19):1834-1844`.

    **How to fix it.** Nothing needs to be done. Most journals ask for the paper where there is one.
    """

    id: ClassVar[str] = "meeting-abstract"
    title: ClassVar[str] = "Full paper of a meeting abstract"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = frozenset({LookupStatus.OUT_OF_SCOPE})

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields a note that names the paper with the title of the abstract."""
        if "abstract" not in (lookup.reason or ""):
            return
        for scored in lookup.candidates:
            if _is_paper_of(reference, scored):
                record = scored.candidate.record
                number = f" (PMID {record.pmid})" if record.pmid else ""
                yield finding(
                    self,
                    f"A meeting abstract is cited; the paper is in {place_line(record)}{number}.",
                    expected=(place_line(record),),
                    url=scored.candidate.url,
                    span=reference.string.span,
                )
                return


def _is_paper_of(reference: Reference, scored: Scored) -> bool:
    title = scored.candidate.record.title
    if not title:
        return False
    cited = reference.record.title
    compared = compare_titles(cited, (title,)) if cited else None
    same = compared is not None and compared.agreement is TitleAgreement.SAME
    return same or appears_in(title, reference.string.text)


class CorrectionPlace:
    """The place is that of a correction notice, and the work itself is cited.

    The reference leads a reader to the notice, not to the work: an error. Where only the notice is
    found, the reference alone can tell which of the two is meant: a warning. A reference
    that says that it cites a correction ("Erratum", "Correction to ...") is not reported.

    **Example.** `J Clin Nurs. 2022;31(23-24):3650` for an article on `2022;31(15-16):2214-2223`,
    whose record has `Erratum in: J Clin Nurs. 2022 Dec;31(23-24):3650`.

    **How to fix it.** Use the place of the work; cite the notice besides where your journal asks
    for it.
    """

    id: ClassVar[str] = "correction-place"
    title: ClassVar[str] = "Place of a correction notice"
    field: ClassVar[Field] = Field.PAGES
    severities: ClassVar[Severities] = {
        Severity.ERROR: "where the record of the work has the notice at this place",
        Severity.WARNING: "where the notice itself matches the reference",
    }
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding that names the place of the work."""
        record = comparison.record
        if is_about_another(comparison.cited.title or "") or "errat" in comparison.raw.casefold():
            return
        if _ERRATUM in {kind.casefold() for kind in record.publication_types}:
            yield from self._of_notice(comparison)
            return
        notice = next((each for each in record.notices if _is_at(each, comparison)), None)
        if notice is not None:
            place = (notice.source or "").removesuffix(".")
            yield self._found(
                comparison,
                f"The reference has the place of a correction, {place}; the work is in"
                f" {place_line(record)}.",
                [place_line(record)],
                Severity.ERROR,
            )

    def _of_notice(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields the finding where the record that matches is that of the notice.

        Who prints the notice's own DOI, or its own title ("Department of Error"), means the notice.
        """
        record, cited = comparison.record, comparison.cited
        if not record.authors or (cited.doi and cited.doi == record.doi):
            return
        sources = [
            notice.source.removesuffix(".")
            for notice in comparison.record.notices
            if notice.kind is NoticeKind.ERRATUM_FOR and notice.source
        ]
        message = "This is the place of a correction to the work"
        message += f"; the work is in {sources[0]}." if sources else ", not of the work itself."
        yield self._found(comparison, message, sources[:1], Severity.WARNING)

    def _found(
        self, comparison: Comparison, message: str, right: Sequence[str], severity: Severity
    ) -> Finding:
        return finding(
            self,
            message,
            severity=severity,
            cited=place_line(comparison.cited),
            expected=right,
            url=comparison.url,
            span=comparison.span,
        )


def _is_at(notice: Notice, comparison: Comparison) -> bool:
    """Returns whether a correction is at the cited volume and page, which are not those of the
    work."""
    corrections = (NoticeKind.ERRATUM_IN, NoticeKind.CORRECTED_AND_REPUBLISHED_IN)
    cited, record = comparison.cited, comparison.record
    if notice.kind not in corrections or not notice.source or not cited.pages or not cited.volume:
        return False
    ours, theirs = page_ranges(cited.pages)[:1], page_ranges(record.pages or "")[:1]
    if not ours or ours == theirs:
        return False
    return any(
        same_volume(cited.volume, volume) and page == ours[0].first
        for volume, page in locators_in(notice.source)
    )
