"""The rule for a DOI that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.rule import ANY_STATUS, Needs, Severities, always, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus
from refcheck.text.spelling import choices

__all__ = ["DoiUnknown"]


class DoiUnknown:
    """The DOI in the reference does not exist.

    Nobody has registered it: doi.org, which knows every DOI whoever gave it out, said so twice. It
    leads nowhere: an error. The DOI may be mistyped, cut at a line end, or made up; the finding
    does not say which. A DOI that cannot be a DOI at all is `doi-malformed`.

    This is only looked up for references that PubMed does not decide, and only with `--sources`.
    Where doi.org could not be asked, nothing is reported.

    **Example.** `doi:10.1016/j.jad.2013.11.9999`.

    **How to fix it.** Copy the DOI from the work's own page. If you cannot find the work itself,
    remove the reference.
    """

    id: ClassVar[str] = "doi-unknown"
    title: ClassVar[str] = "DOI that does not exist"
    field: ClassVar[Field] = Field.DOI
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = ANY_STATUS

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding that names the DOI, and what else was tried."""
        if not lookup.unknown_dois:
            return
        doi, *others = lookup.unknown_dois
        tried = f" Neither does {choices(others)}." if others else ""
        yield finding(
            self,
            f"The DOI {doi} does not exist: doi.org has no such DOI.{tried}",
            cited=doi,
            span=reference.string.span,
        )
