"""Puts findings aside that somebody asked not to be told of, and says which requests are needless.

In one place, after all checks and before the report: the rules that are reported are chosen first
(`RuleChoice`), then the suppressions are applied. The verdict on a reference follows the choice of
rules; suppressed findings still count for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Final

from refcheck.checks.judging import verdict
from refcheck.checks.registry import RULES
from refcheck.checks.rule import Needs
from refcheck.checks.rule_choice import PROTECTED, RuleChoice, suppressible, unknown_rule_hint
from refcheck.checks.rules.article.duplicates import ListDuplicate
from refcheck.checks.rules.article.suppressions import (
    SuppressionExpired,
    SuppressionInvalid,
    SuppressionUnused,
)
from refcheck.checks.suppression_entries import EntryIndex
from refcheck.frozen import dataclass
from refcheck.model.finding import Finding
from refcheck.model.report import CheckedReference, DocumentReport, DocumentStatus, LookupStatus
from refcheck.model.suppression import Suppressed, Suppression, SuppressionOrigin
from refcheck.text.suppressions import ALL

__all__ = ["PlacedSuppression", "Suppressing"]

_UNUSED: Final = SuppressionUnused()
_EXPIRED: Final = SuppressionExpired()
_INVALID: Final = SuppressionInvalid()
_ANSWERED: Final = frozenset(
    {
        LookupStatus.MATCHED,
        LookupStatus.AMBIGUOUS,
        LookupStatus.NOT_FOUND,
        LookupStatus.OUT_OF_SCOPE,
    }
)
# Their findings do not change with a lookup. Of one work are also references with one record.
_WITHOUT_LOOKUP: Final = frozenset(
    name for name, rule in RULES.items() if rule.needs is Needs.ARTICLE
) - {ListDuplicate.id}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSuppression:
    """A comment, and what it is about: a reference by its number, or a piece of the text."""

    suppression: Suppression
    reference: int | None = None
    place: tuple[int, int] | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class _Active:
    """A suppression that applies, the rules that each of its patterns names, and what it did."""

    suppression: Suppression
    patterns: Mapping[str, frozenset[str]]
    reference: int | None = None
    used: set[str] = field(default_factory=set)
    seen: bool = False  # of an entry of the settings: a reference that it is about
    unanswered: bool = False  # such a reference that was not looked up

    def takes(self, finding: Finding) -> Suppressed:
        self.used.add(finding.rule)
        return Suppressed(finding=finding, suppression=self.suppression)

    def names(self, rule: str) -> bool:
        """Returns whether the rule is named, not only all of them."""
        return any(rule in rules for name, rules in self.patterns.items() if name != ALL)

    def unused(self, choice: RuleChoice, *, answered: bool) -> list[str]:
        """Returns the patterns that suppressed nothing, where that can be known."""
        return [
            name
            for name, rules in self.patterns.items()
            if not rules & self.used
            and any(map(choice.reports, rules))
            and (answered or rules <= _WITHOUT_LOOKUP)
        ]


_Scope = dict[str, _Active]  # by rule: the first that names it


class Suppressing:
    """What is reported in a run: rules as chosen, less what comments and `entries` suppress.

    `entries` are those of the settings. With `enabled` false nothing is suppressed, and nothing is
    said of suppressions. One object sees all documents of a run, in order.
    """

    def __init__(
        self,
        *,
        choice: RuleChoice | None = None,
        entries: Sequence[Suppression] = (),
        enabled: bool = True,
        today: date,
    ) -> None:
        self._choice = choice or RuleChoice()
        self._enabled = enabled
        self._today = today
        self._closing: list[Finding] = []
        if self._choice.refused:
            self._closing.append(_INVALID.check_choice(self._choice.refused))
        self._entries: list[_Active] = []
        for entry in entries if enabled else ():
            active = self._active(PlacedSuppression(suppression=entry), self._closing)
            if active is not None:
                self._entries.append(active)
        self._index = EntryIndex([active.suppression for active in self._entries])
        self._complete = True

    def applied(
        self,
        report: DocumentReport,
        placed: Sequence[PlacedSuppression] = (),
        *,
        is_last: bool = False,
    ) -> DocumentReport:
        """Returns the report with findings put aside, and with what is to be said of suppressions.

        What concerns the settings is said in the last document of the run.
        """
        if not self._choice.is_default:
            report = self._chosen(report)
        said: list[Finding] = []
        if self._enabled and (placed or self._entries):
            report = self._suppressed(report, placed, said)
        self._complete &= report.status is not DocumentStatus.UNREADABLE
        if is_last:
            said += self._closing
            said += self._of_entries()
        if not said:
            return report
        return replace(report, findings=(*report.findings, *self._choice.of(said)))

    # --- the choice of rules ----------------------------------------------------------------------

    def _chosen(self, report: DocumentReport) -> DocumentReport:
        return replace(
            report,
            references=tuple(map(self._chosen_of, report.references)),
            findings=self._choice.of(report.findings),
        )

    def _chosen_of(self, checked: CheckedReference) -> CheckedReference:
        findings = self._choice.of(checked.findings)
        if findings == checked.findings:
            return checked
        judged = verdict(checked.lookup, findings) if checked.lookup else checked.verdict
        return replace(checked, findings=findings, verdict=judged)

    # --- suppressions -----------------------------------------------------------------------------

    def _suppressed(
        self, report: DocumentReport, placed: Sequence[PlacedSuppression], said: list[Finding]
    ) -> DocumentReport:
        """Returns the report with findings put aside; what there is to say goes to `said`."""
        scopes = _Scopes()
        active: list[_Active] = []
        for one in placed:
            found = self._active(one, said)
            if found is not None:
                active.append(found)
                scopes.add(found, one.place)
        for checked in report.references:
            self._see(checked, scopes)
        references = tuple(_without(checked, scopes) for checked in report.references)
        findings, suppressed = _parted(report.findings, scopes.on_document)
        said += self._unneeded(active, report.references)
        return replace(report, references=references, findings=findings, suppressed=suppressed)

    def _active(self, placed: PlacedSuppression, said: list[Finding]) -> _Active | None:
        """Returns a suppression that applies; else None, and why not goes to `said`."""
        suppression, number = placed.suppression, placed.reference
        if suppression.fault is not None:
            said.append(_INVALID.check_suppression(suppression, suppression.fault, number))
            return None
        patterns = {name: suppressible(name) for name in suppression.rules}
        for name in [name for name, rules in patterns.items() if not rules]:
            del patterns[name]
            fault = f"There is no rule {name}; {unknown_rule_hint(name)}"
            said.append(_INVALID.check_suppression(suppression, fault, number))
        if suppression.origin is not SuppressionOrigin.OWN:
            patterns = self._permitted(patterns, placed, said)
        if not patterns:
            return None
        if suppression.until is not None and suppression.until < self._today:
            said.append(_EXPIRED.check_suppression(suppression, number))
            return None
        return _Active(suppression=suppression, patterns=patterns, reference=number)

    @staticmethod
    def _permitted(
        patterns: Mapping[str, frozenset[str]], placed: PlacedSuppression, said: list[Finding]
    ) -> dict[str, frozenset[str]]:
        """Returns the patterns without the rules that only the user's own settings may hide."""
        asked = {rule for name, rules in patterns.items() if name != ALL for rule in rules}
        refused = sorted(asked & PROTECTED)
        if refused:
            said.append(_INVALID.check_protected(placed.suppression, refused, placed.reference))
        left = {name: rules - PROTECTED for name, rules in patterns.items()}
        return {name: rules for name, rules in left.items() if rules}

    def _see(self, checked: CheckedReference, scopes: _Scopes) -> None:
        """Note which entries of the settings are about a reference."""
        answered = _is_answered(checked)
        self._complete &= answered
        for place in self._index.about(checked):
            entry = self._entries[place]
            entry.seen = True
            entry.unanswered |= not answered
            scopes.add_entry(entry, checked.reference.string.number)

    def _unneeded(
        self, active: Iterable[_Active], references: Sequence[CheckedReference]
    ) -> Iterator[Finding]:
        """Yields what is said of the comments that suppressed nothing."""
        answered = {one.reference.string.number: _is_answered(one) for one in references}
        complete = all(answered.values())
        for one in active:
            known = complete if one.reference is None else answered.get(one.reference, False)
            if unused := one.unused(self._choice, answered=known):
                yield _UNUSED.check_suppression(one.suppression, unused, one.reference)

    def _of_entries(self) -> Iterator[Finding]:
        """Yields what is said of the entries of the settings that suppressed nothing in the run."""
        for one in self._entries:
            suppression = one.suppression
            if one.seen:
                unused = one.unused(self._choice, answered=not one.unanswered)
            elif self._complete or not (suppression.doi or suppression.pmid):
                unused = list(one.patterns)
            else:  # a record that was not found may have the identifier
                continue
            if unused:
                yield _UNUSED.check_suppression(suppression, unused, None, known=one.seen)


class _Scopes:
    """The suppressions of one document by what they are about."""

    def __init__(self) -> None:
        self._whole: _Scope = {}
        self._references: defaultdict[int, _Scope] = defaultdict(dict)
        self._places: dict[tuple[int, int], _Scope] = {}
        self._starts: list[tuple[int, int]] | None = None

    def add(self, active: _Active, place: tuple[int, int] | None) -> None:
        if active.suppression.whole_document:
            _put(self._whole, active)
        elif active.reference is not None:
            _put(self._references[active.reference], active)
        elif place is not None:
            _put(self._places.setdefault(place, {}), active)

    def add_entry(self, active: _Active, number: int) -> None:
        _put(self._references[number], active)

    def on_reference(self, number: int, finding: Finding) -> _Active | None:
        """Returns what suppresses a finding on a reference."""
        own = self._references.get(number, {})
        return own.get(finding.rule) or self._whole.get(finding.rule)

    def on_document(self, finding: Finding) -> _Active | None:
        """Returns what suppresses a finding on the list or the text."""
        for number in finding.references:
            found = self._references.get(number, {}).get(finding.rule)
            # "all" means what is wrong with one reference, and not the order of the list.
            if found and (len(finding.references) == 1 or found.names(finding.rule)):
                return found
        here = self._at(finding.span.start) if finding.span else {}
        return here.get(finding.rule) or self._whole.get(finding.rule)

    def _at(self, offset: int) -> _Scope:
        if self._starts is None:
            self._starts = sorted(self._places)
        before = bisect_right(self._starts, offset, key=lambda place: place[0]) - 1
        if before >= 0 and offset < self._starts[before][1]:
            return self._places[self._starts[before]]
        return {}


def _put(scope: _Scope, active: _Active) -> None:
    for rules in active.patterns.values():
        for rule in rules:
            scope.setdefault(rule, active)


def _without(checked: CheckedReference, scopes: _Scopes) -> CheckedReference:
    number = checked.reference.string.number
    findings, suppressed = _parted(
        checked.findings, lambda finding: scopes.on_reference(number, finding)
    )
    return replace(checked, findings=findings, suppressed=suppressed) if suppressed else checked


def _parted(
    findings: Sequence[Finding], suppressing: Callable[[Finding], _Active | None]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """Returns the findings that are reported, and those that are put aside."""
    left: list[Finding] = []
    aside: list[Suppressed] = []
    for finding in findings:
        active = suppressing(finding)
        if active is None:
            left.append(finding)
        else:
            aside.append(active.takes(finding))
    return tuple(left), tuple(aside)


def _is_answered(checked: CheckedReference) -> bool:
    """Returns whether all was asked that can be asked: what is not reported is not there."""
    lookup = checked.lookup
    if lookup is None:
        return False
    nothing_to_ask = lookup.status is LookupStatus.SKIPPED and lookup.reason is not None
    return nothing_to_ask or lookup.status in _ANSWERED
