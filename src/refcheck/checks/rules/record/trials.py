"""The rules for the number of a trial: one that its registry does not know, or another trial's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from refcheck.checks.rule import ANY_STATUS, Needs, Severities, always, finding
from refcheck.compare.trials import TrialAgreement, cites_registration, compare_trials
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.model.report import Lookup, LookupStatus

__all__ = ["TrialElsewhere", "TrialUnknown"]

_NUMBER: Final = "NCT number"  # what the searches for trials are by


class TrialUnknown:
    """ClinicalTrials.gov does not know the NCT number in the reference.

    It answered, and has no such trial, under a former number either. The number leads nowhere: an
    error. It may be mistyped or made up; the finding does not say which.

    This is only looked up with `--sources all` or `--sources clinicaltrials`. Where the registry
    could not be asked, nothing is reported.

    **Example.** `ClinicalTrials.gov NCT99999999`.

    **How to fix it.** Copy the number from the registry's page of the trial.
    """

    id: ClassVar[str] = "trial-unknown"
    title: ClassVar[str] = "Trial number that does not exist"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = ANY_STATUS

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


class TrialElsewhere:
    """The NCT number in the reference is that of another trial.

    ClinicalTrials.gov has the number, and its titles of the trial share no word with the
    reference: a warning. Titles of trials are changed while they run, so that one that only differs
    is not reported. Neither is the number of a trial in a reference to an article on it.

    **Example.** `Alpine Trust. Rest after concussion. ClinicalTrials.gov NCT01234567`, where the
    registry has `Insulin pumps in pregnancy` under this number.

    **How to fix it.** Copy the number from the registry's page of the trial.
    """

    id: ClassVar[str] = "trial-elsewhere"
    title: ClassVar[str] = "Number of another trial"
    field: ClassVar[Field] = Field.RECORD
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.LOOKUP
    statuses: ClassVar[frozenset[LookupStatus]] = ANY_STATUS - {LookupStatus.MATCHED}

    def check(self, reference: Reference, lookup: Lookup) -> Iterator[Finding]:
        """Yields one finding for each number whose trial has another title."""
        cited, text = reference.record, reference.string.text
        if not cites_registration(cited):
            return
        for scored in lookup.candidates:
            candidate = scored.candidate
            number, title = candidate.asked, candidate.record.title
            if number not in candidate.record.numbers or not title:
                continue
            if compare_trials(text, cited, candidate.record) is TrialAgreement.OTHER:
                yield finding(
                    self,
                    f"ClinicalTrials.gov has another trial under {number}: “{title}”.",
                    cited=number,
                    url=candidate.url,
                    span=reference.string.span,
                )
