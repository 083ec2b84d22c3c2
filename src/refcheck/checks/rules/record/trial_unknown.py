"""The rule for the number of a trial that its registry does not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup

__all__ = ["TrialUnknown"]

_NUMBER: Final = "NCT number"  # what the searches for trials are by


class TrialUnknown:
    """ClinicalTrials.gov does not know the NCT number in the reference.

    It answered, and has no such trial, under a former number either. The number leads nowhere: an
    error. It may be mistyped or made up; the finding does not say which.

    This is only looked up for references that PubMed does not decide, and only with `--sources all`
    or `--sources clinicaltrials`. Where the registry could not be asked, nothing is reported.

    **Example.** `ClinicalTrials.gov NCT99999999`.

    **How to fix it.** Copy the number from the registry's page of the trial.
    """

    id: ClassVar[str] = "trial-unknown"
    title: ClassVar[str] = "Trial number that does not exist"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.LOOKUP

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding for each number that the registry does not know."""
        unknown = (
            search.query
            for search in lookup.searches
            if search.id_name == _NUMBER and not search.ids and search.error is None
        )
        for number in dict.fromkeys(unknown):
            yield finding(
                self,
                f"ClinicalTrials.gov knows no trial {number}.",
                cited=number,
                span=reference.string.span,
            )
