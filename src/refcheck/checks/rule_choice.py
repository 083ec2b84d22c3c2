"""Which rules are reported, and how severe each is: what the user and the settings choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace
from fnmatch import fnmatchcase
from typing import Final

from refcheck.checks.registry import RULES
from refcheck.checks.rules.article.suppressions import (
    SuppressionExpired,
    SuppressionInvalid,
    SuppressionUnused,
)
from refcheck.checks.rules.record.doi_unknown import DoiUnknown
from refcheck.checks.rules.record.not_found import Suspect
from refcheck.checks.rules.record.retraction import Retracted
from refcheck.frozen import dataclass
from refcheck.model.finding import Finding, Severity
from refcheck.text.spelling import nearest
from refcheck.text.suppressions import ALL

__all__ = [
    "PROTECTED",
    "RuleChoice",
    "matching_rules",
    "rule_choice",
    "suppressible",
    "unknown_rule_hint",
]

# What nobody but the user may hide: an article that cites a retracted work or one that does not
# exist could say of itself that this is in order.
PROTECTED: Final = frozenset({Retracted.id, Suspect.id, DoiUnknown.id})
_ON_SUPPRESSIONS: Final = frozenset(
    {SuppressionExpired.id, SuppressionInvalid.id, SuppressionUnused.id}
)


def matching_rules(pattern: str) -> frozenset[str]:
    """Returns the rules that a rule id, a pattern (`author-*`) or `all` names; none if unknown."""
    if pattern == ALL:
        return frozenset(RULES)
    if "*" not in pattern:
        return frozenset({pattern} & RULES.keys())
    return frozenset(name for name in RULES if fnmatchcase(name, pattern))


def suppressible(pattern: str) -> frozenset[str]:
    """Returns the rules that a pattern names in a suppression: those on suppressions are none."""
    return matching_rules(pattern) - _ON_SUPPRESSIONS


def unknown_rule_hint(pattern: str) -> str:
    """Returns the end of a sentence on a rule that does not exist."""
    near = nearest(pattern, RULES)
    return f"did you mean {near}?" if near else "'refcheck explain' lists them all"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """The rules that are reported (None: all), those that are not, and severities by rule.

    `refused` are the protected rules that a stranger's settings would have hidden: they stay.
    """

    selected: frozenset[str] | None = None
    ignored: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    refused: tuple[str, ...] = ()

    @property
    def is_default(self) -> bool:
        """Whether every rule is reported as it is."""
        return self.selected is None and not self.ignored and not self.severities

    def reports(self, rule: str) -> bool:
        """Returns whether findings of a rule are reported."""
        return rule not in self.ignored and (self.selected is None or rule in self.selected)

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Returns the findings that are reported, each as severe as is chosen."""
        return tuple(
            replace(one, severity=self.severities.get(one.rule, one.severity))
            if self.severities
            else one
            for one in findings
            if self.reports(one.rule)
        )


def rule_choice(
    select: Collection[str],
    ignore: Collection[str],
    severity: Iterable[tuple[str, Severity]],
    *,
    foreign: Collection[str] = (),
) -> RuleChoice:
    """Returns what `select`, `ignore` and `severity` choose; patterns as in `matching_rules`.

    `foreign` are those of the three that a settings file sets, which may be a stranger's: they do
    not apply to protected rules. Among severities, the last pattern that fits counts.
    """
    selected = _named(select) if select else None
    ignored = _named(ignore)
    severities = {rule: chosen for name, chosen in severity for rule in matching_rules(name)}
    refused: set[str] = set()
    if "select" in foreign and selected is not None:
        selected |= PROTECTED
    if "ignore" in foreign:
        refused |= ignored & PROTECTED
        ignored -= PROTECTED
    if "severity" in foreign:
        refused |= severities.keys() & PROTECTED
        severities = {rule: one for rule, one in severities.items() if rule not in PROTECTED}
    return RuleChoice(
        selected=selected,
        ignored=ignored,
        severities=severities,
        refused=tuple(sorted(refused)),
    )


def _named(patterns: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(matching_rules, patterns))
