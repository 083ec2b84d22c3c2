"""The rules for what became of a work after it was published: retracted, doubted, corrected.

The first two also judge works that the text only names (`check_mention`), since a reader relies on
these as much as on those of the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Rule, Severities, always, finding
from refcheck.compare.preprints import is_preprint
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate
from refcheck.model.record import BibliographicRecord, Notice, NoticeKind, PartialDate
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, Mention
from refcheck.text.patterns import lazy_regex

__all__ = [
    "Corrected",
    "ExpressionOfConcern",
    "PreprintPublished",
    "Retracted",
    "Updated",
    "Withdrawn",
    "undecided_findings",
]

_RETRACTED = (NoticeKind.RETRACTION_IN, NoticeKind.RETRACTED_AND_REPUBLISHED_IN)
_CONCERN = (NoticeKind.EXPRESSION_OF_CONCERN_IN,)
# Publishers mark the title afterwards: "RETRACTED ARTICLE: Baduanjin exercise for insomnia",
# "RETRACTED: ...", "[Retracted] ...", "... (Retracted Article)". "Retracted: ..." is also how
# notices begin, which their type tells.
_MARKED = lazy_regex(
    r"\W{0,3}(?:retracted (?:article|paper|chapter)\s?(?:[:.\])—–]|-\s)"
    r"|[\[(]retracted[\])]|(?-i:RETRACTED)\s?[:.—–-])"
    r"|.{1,2000}[\[(]retracted(?: (?:article|paper))?[\])]\W{0,3}$",
    re.I | re.S,
)
# "WITHDRAWN: Heavy metal ions ...", "REMOVED: ...", "TEMPORARY REMOVAL: ...", "Withdrawn as
# duplicate: ...", "WITHDRAWN-Administrative Duplicate Publication ...", "[Withdrawn] ...".
_WITHDRAWN = lazy_regex(
    r"\W{0,3}(?:(?:article )?withdrawn(?: (?:article|paper|as (?:a )?duplicate|review))?"
    r"|(?:temporary|permanent) removal|(?:article )?removed)\s?(?:[:.\])—–]|-\s)"
    r"|\W{0,3}(?-i:WITHDRAWN|WITHDRAWAL|REMOVED|REMOVAL)\s?[-:—–]",
    re.I,
)
_NOTICE_TYPES = frozenset({"retraction of publication", "retraction notice"})


class Retracted:
    """The cited work was retracted.

    Its results should not be relied on: an error, even if the reference itself is right. A partial
    retraction is a warning. A reference to the retraction notice is not reported.

    **Example.** A reference to an article whose record says `Retraction in: Lancet. 2010 Feb 6`.

    **How to fix it.** Cite a different source. If you cite the work because it was retracted, put
    "[retracted]" in the reference and cite the notice too.
    """

    id: ClassVar[str] = "retracted"
    title: ClassVar[str] = "Retracted work"
    field: ClassVar[Field] = Field.STATUS
    severities: ClassVar[Severities] = {
        Severity.ERROR: "where the whole work was retracted",
        Severity.WARNING: "where a part of it was retracted",
    }
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding with the notice, where there is one."""
        if status := _retraction(comparison.record):
            yield _status_finding(self, status, comparison.url, comparison.span)

    def check_mention(
        self, mention: Mention, candidates: Sequence[Candidate], _source_name: str
    ) -> Iterator[Finding]:
        """Yields one finding for each retracted work that the text names."""
        for candidate in candidates:
            if status := _retraction(candidate.record):
                yield _mention_finding(self, status, candidate, mention)


class Withdrawn:
    """The cited work was withdrawn or removed by its publisher or its authors.

    Elsevier puts "WITHDRAWN:", "REMOVED:" or "TEMPORARY REMOVAL:" before the title, and Cochrane
    "WITHDRAWN:" before that of a review which is out of date. Readers do not find the work there
    any more, or should not rely on it: a warning. Where the reference itself says so, it is a note.

    **Example.** A reference to a review whose title in PubMed now begins with `WITHDRAWN:`.

    **How to fix it.** Read why it was withdrawn, and cite a newer review or a different source.
    """

    id: ClassVar[str] = "withdrawn"
    title: ClassVar[str] = "Withdrawn work"
    field: ClassVar[Field] = Field.STATUS
    severities: ClassVar[Severities] = {
        Severity.WARNING: "where the reference does not say so",
        Severity.INFO: "where it does",
    }
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding that quotes how the publisher marks the title."""
        if status := _withdrawal(comparison.record):
            if _WITHDRAWN.match(comparison.cited.title or ""):
                status = status._replace(severity=Severity.INFO)
            yield _status_finding(self, status, comparison.url, comparison.span)

    def check_mention(
        self, mention: Mention, candidates: Sequence[Candidate], _source_name: str
    ) -> Iterator[Finding]:
        """Yields one finding for each withdrawn work that the text names."""
        for candidate in candidates:
            if status := _withdrawal(candidate.record):
                yield _mention_finding(self, status, candidate, mention)


class ExpressionOfConcern:
    """The editors have published an expression of concern about the cited work.

    Its results are in doubt, and it may be retracted later: a warning.

    **Example.** A record that says `Expression of concern in: N Engl J Med. 2005 Dec 29`.

    **How to fix it.** Read the notice, and say in the text that the results are in doubt.
    """

    id: ClassVar[str] = "expression-of-concern"
    title: ClassVar[str] = "Expression of concern"
    field: ClassVar[Field] = Field.STATUS
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding with the latest notice."""
        if status := _concern(comparison.record):
            yield _status_finding(self, status, comparison.url, comparison.span)

    def check_mention(
        self, mention: Mention, candidates: Sequence[Candidate], _source_name: str
    ) -> Iterator[Finding]:
        """Yields one finding for each such work that the text names."""
        for candidate in candidates:
            if status := _concern(candidate.record):
                yield _mention_finding(self, status, candidate, mention)


class Corrected:
    """A correction to the cited work was published.

    A note only: the work stands, but the part that you rely on may have been corrected.

    **Example.** A record that says `Erratum in: JAMA. 2014 May 28`.

    **How to fix it.** Read the correction.
    """

    id: ClassVar[str] = "corrected"
    title: ClassVar[str] = "Correction published"
    field: ClassVar[Field] = Field.STATUS
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one note with the correction."""
        kinds = (NoticeKind.ERRATUM_IN, NoticeKind.CORRECTED_AND_REPUBLISHED_IN)
        if notice := _first(comparison.record, kinds):
            status = _Status(Severity.INFO, "A correction to the work was published", notice)
            yield _status_finding(self, status, comparison.url, comparison.span)


class Updated:
    """A newer version of the cited work was published; this is common for Cochrane reviews and
    guidelines.

    A note only: you may mean the older version.

    **Example.** A record that says `Update in: Cochrane Database Syst Rev. 2018`.

    **How to fix it.** Cite the newer version, unless you mean the older one.
    """

    id: ClassVar[str] = "updated"
    title: ClassVar[str] = "Newer version published"
    field: ClassVar[Field] = Field.STATUS
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one note with the newer version."""
        kinds = (NoticeKind.UPDATE_IN, NoticeKind.REPUBLISHED_IN)
        notice = _first(comparison.record, kinds)
        if notice and notice != _publication(comparison.record):
            status = _Status(Severity.INFO, "A newer version of the work was published", notice)
            yield _status_finding(self, status, comparison.url, comparison.span)


class PreprintPublished:
    """The cited preprint has been published as an article since.

    A note only: you may mean the preprint. PubMed says it in the preprint's record (`Update in`),
    and with `--sources` so do Crossref and Europe PMC.

    **Example.** A preprint of bioRxiv whose record says `Update in: Nature. 2021 Mar;591:92-98`.

    **How to fix it.** Cite the article: most journals ask for it. Check that it still says what you
    cite it for.
    """

    id: ClassVar[str] = "preprint-published"
    title: ClassVar[str] = "Preprint published since"
    field: ClassVar[Field] = Field.STATUS
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.STATUS})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one note that names the article."""
        if notice := _publication(comparison.record):
            status = _Status(Severity.INFO, "The preprint has been published since", notice)
            yield _status_finding(self, status, comparison.url, comparison.span)


def _publication(record: BibliographicRecord) -> Notice | None:
    """Returns the notice of the article that a preprint has become. Where somebody else tells of a
    newer version, it is one of the preprint."""
    if not is_preprint(record):
        return None
    return next(
        (each for each in record.notices if each.kind is NoticeKind.UPDATE_IN and not each.by), None
    )


def undecided_findings(reference: Reference, lookup: Lookup) -> Iterator[Finding]:
    """Yields what became of a work that nobody has decided, where notices on it are known."""
    if not lookup.notices:
        return
    record = BibliographicRecord(notices=lookup.notices)
    span = reference.string.span
    if status := _retraction(record):
        yield _status_finding(Retracted(), status, None, span)
    if status := _concern(record):
        yield _status_finding(ExpressionOfConcern(), status, None, span)
    if notice := _first(record, (NoticeKind.ERRATUM_IN,)):
        status = _Status(Severity.INFO, "A correction to the work was published", notice)
        yield _status_finding(Corrected(), status, None, span)


class _Status(NamedTuple):
    """What became of a work: how bad it is, a sentence without its end, and the notice."""

    severity: Severity
    sentence: str
    notice: Notice | None


def _retraction(record: BibliographicRecord) -> _Status | None:
    types = {kind.casefold() for kind in record.publication_types}
    whole = _first(record, _RETRACTED)
    if "retracted publication" in types or whole or _MARKED.match(record.title or ""):
        if _is_retraction_notice(record, types) and not whole:
            return None
        republished = whole and whole.kind is NoticeKind.RETRACTED_AND_REPUBLISHED_IN
        sentence = "The work was retracted and republished" if republished else None
        return _Status(Severity.ERROR, sentence or "The work was retracted", whole)
    if partial := _first(record, (NoticeKind.PARTIAL_RETRACTION_IN,)):
        return _Status(Severity.WARNING, "A part of the work was retracted", partial)
    return None


def _is_retraction_notice(record: BibliographicRecord, types: set[str]) -> bool:
    """Returns whether a record is that of the notice, not of the work that was retracted."""
    return not types.isdisjoint(_NOTICE_TYPES) or any(
        notice.kind in (NoticeKind.RETRACTION_OF, NoticeKind.PARTIAL_RETRACTION_OF)
        for notice in record.notices
    )


def _withdrawal(record: BibliographicRecord) -> _Status | None:
    if notice := _first(record, (NoticeKind.WITHDRAWN_IN,)):
        return _Status(Severity.WARNING, "The work was withdrawn", notice)
    marked = _WITHDRAWN.match(record.title or "")
    if marked is None or _retraction(record):
        return None
    mark = marked.group().strip(" .:—–-")
    return _Status(
        Severity.WARNING, f"The work was withdrawn: its title begins with “{mark}”", None
    )


def _concern(record: BibliographicRecord) -> _Status | None:
    notice = _first(record, _CONCERN)
    sentence = "The editors have expressed concern about the work"
    return _Status(Severity.WARNING, sentence, notice) if notice else None


def _first(record: BibliographicRecord, kinds: tuple[NoticeKind, ...]) -> Notice | None:
    if not record.notices:
        return None
    return next((notice for notice in record.notices if notice.kind in kinds), None)


def _mention_finding(
    rule: Rule, status: _Status, candidate: Candidate, mention: Mention
) -> Finding:
    return _status_finding(rule, status, candidate.url, mention.span, mention.text)


def _status_finding(
    rule: Rule, status: _Status, url: str | None, span: Span, cited: str | None = None
) -> Finding:
    notice = status.notice
    if notice and notice.by:
        return _finding_by(rule, status, notice, url, span, cited)
    pmid = notice.pmid if notice else None
    source = notice.source.removesuffix(".") if notice and notice.source else None
    number = f"PMID {pmid}" if pmid else None
    where = f"{source} ({number})" if source and number else source or number
    where = where or (notice.url if notice else None)
    return finding(
        rule,
        f"{status.sentence}: see {where}." if where else f"{status.sentence}.",
        severity=status.severity,
        cited=cited,
        url=(notice.url if notice else None) or url,
        span=span,
    )


def _finding_by(
    rule: Rule,
    status: _Status,
    notice: Notice,
    url: str | None,
    span: Span,
    cited: str | None,
) -> Finding:
    """Makes the finding of a notice that the source of the record does not have itself: it says by
    whose word, and since when."""
    since = f" on {_iso(notice.date)}" if notice.date else ""
    where = f": see {notice.url}" if notice.url else ""
    return finding(
        rule,
        f"{status.sentence}{since}, says {notice.by}{where}.",
        severity=status.severity,
        cited=cited,
        url=notice.url or url,
        span=span,
    )


def _iso(date: PartialDate) -> str:
    parts = (f"{date.year}", date.month and f"{date.month:02}", date.month and date.day)
    return "-".join(f"{part:02}" if isinstance(part, int) else part for part in parts if part)
