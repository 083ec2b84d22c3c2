"""The rules for what became of a work after it was published: retracted, doubted, corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, Notice, NoticeKind

__all__ = ["Corrected", "ExpressionOfConcern", "Retracted", "Updated"]

_RETRACTED = (NoticeKind.RETRACTION_IN, NoticeKind.RETRACTED_AND_REPUBLISHED_IN)
# Publishers mark the title afterwards: "RETRACTED ARTICLE: Baduanjin exercise for insomnia"; but
# "Retracted: ..." is also how notices begin.
_MARKED = re.compile(r"\W{0,3}retracted (?:article|paper)\s?[:.]", re.I)
_NOTICE_TYPES = frozenset({"retraction of publication", "retraction notice"})


class Retracted:
    """The cited work was retracted.

    Its results should not be relied on: an error, whatever else is right. A partial retraction is a
    warning. Citing the notice of a retraction is no finding.

    **Example.** A reference to an article whose record says `Retraction in: Lancet. 2010 Feb 6`.

    **How to mend it.** Cite another source; or, where the retraction itself is the point, say
    "[retracted]" in the reference and cite the notice.
    """

    id: ClassVar[str] = "retracted"
    title: ClassVar[str] = "The work was retracted"
    field: ClassVar[Field] = Field.STATUS
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding with the notice, where there is one."""
        record = comparison.record
        types = {kind.casefold() for kind in record.publication_types}
        whole = _first(record, _RETRACTED)
        if "retracted publication" in types or whole or _MARKED.match(record.title or ""):
            if not types.isdisjoint(_NOTICE_TYPES) and not whole:
                return
            republished = whole and whole.kind is NoticeKind.RETRACTED_AND_REPUBLISHED_IN
            message = "was retracted and republished" if republished else "was retracted"
            yield _finding(self.id, Severity.ERROR, comparison, message, whole)
        elif partial := _first(record, (NoticeKind.PARTIAL_RETRACTION_IN,)):
            message = "was retracted in part"
            yield _finding(self.id, Severity.WARNING, comparison, message, partial)


class ExpressionOfConcern:
    """The editors have published an expression of concern about the cited work.

    Its results are in doubt, and it may be retracted later: a warning.

    **Example.** A record that says `Expression of concern in: N Engl J Med. 2005 Dec 29`.

    **How to mend it.** Read the notice, and say in the text that the results are in doubt.
    """

    id: ClassVar[str] = "expression-of-concern"
    title: ClassVar[str] = "There is an expression of concern about the work"
    field: ClassVar[Field] = Field.STATUS
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding with the latest notice."""
        if notice := _first(comparison.record, (NoticeKind.EXPRESSION_OF_CONCERN_IN,)):
            message = "is subject to an expression of concern"
            yield _finding(self.id, Severity.WARNING, comparison, message, notice)


class Corrected:
    """A correction of the cited work was published.

    A note only: the work stands, but what you rely on may have been corrected.

    **Example.** A record that says `Erratum in: JAMA. 2014 May 28`.

    **How to mend it.** Read the correction.
    """

    id: ClassVar[str] = "corrected"
    title: ClassVar[str] = "A correction of the work was published"
    field: ClassVar[Field] = Field.STATUS
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one note with the correction."""
        kinds = (NoticeKind.ERRATUM_IN, NoticeKind.CORRECTED_AND_REPUBLISHED_IN)
        if notice := _first(comparison.record, kinds):
            yield _finding(self.id, Severity.INFO, comparison, "was corrected", notice)


class Updated:
    """A newer version of the cited work was published, as of Cochrane reviews and guidelines.

    A note only: the older version may be the one that is meant.

    **Example.** A record that says `Update in: Cochrane Database Syst Rev. 2018`.

    **How to mend it.** Cite the newer version, unless you mean the older one.
    """

    id: ClassVar[str] = "updated"
    title: ClassVar[str] = "A newer version of the work was published"
    field: ClassVar[Field] = Field.STATUS
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one note with the newer version."""
        kinds = (NoticeKind.UPDATE_IN, NoticeKind.REPUBLISHED_IN)
        if notice := _first(comparison.record, kinds):
            yield _finding(self.id, Severity.INFO, comparison, "has a newer version", notice)


def _first(record: BibliographicRecord, kinds: tuple[NoticeKind, ...]) -> Notice | None:
    return next((notice for notice in record.notices if notice.kind in kinds), None)


def _finding(
    rule: str, severity: Severity, comparison: Comparison, what: str, notice: Notice | None
) -> Finding:
    where = f": {notice.source}" if notice and notice.source else ""
    number = f" (PMID {notice.pmid})" if notice and notice.pmid else ""
    return Finding(
        rule=rule,
        field=Field.STATUS,
        severity=severity,
        message=f"The work {what}{where}{number}.",
        url=(notice.url if notice else None) or comparison.url,
        span=comparison.span,
    )
