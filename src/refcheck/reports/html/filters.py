"""The filter of the page: which kinds of findings there are, and the style rules that hide them.

The page has no script. Each finding has a class for its severity and one for its rule and severity;
a reference has the classes of all of its findings. Style rules show what is ticked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from refcheck.model.finding import Finding, Severity

__all__ = ["Filters", "kind_of"]

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9-]+")


def kind_of(finding: Finding) -> str:
    """Returns the class of findings of a rule and a severity, as CSS can name it."""
    return f"k-{finding.severity.value}-{_NOT_IN_A_NAME.sub('-', finding.rule.lower())}"


class Filters:
    """The rules of the findings on a page, with how many there are of each."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._kinds: dict[str, set[str]] = {}
        self._worst: dict[str, Severity] = {}

    def add(self, finding: Finding) -> None:
        """Count a finding that is on the page."""
        rule = finding.rule
        self._counts[rule] += 1
        self._kinds.setdefault(rule, set()).add(kind_of(finding))
        worst = self._worst.get(rule, finding.severity)
        self._worst[rule] = max(worst, finding.severity, key=lambda one: one.rank)

    def rules(self, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Yields what the filter shows of each rule, the worst and most frequent first."""
        for rule in self._ordered():
            yield {
                "id": self._box(rule),
                "rule": rule,
                "title": titles.get(rule, ""),
                "number": f"{self._counts[rule]:,}",
                "severity": self._worst[rule].value,
            }

    def style(self) -> str:
        """Returns the style rules that show the findings of the rules that are ticked."""
        lines = []
        for rule in self._ordered():
            for kind in sorted(self._kinds[rule]):
                severity = kind.split("-")[1]
                ticked = f"body:has(#show-{severity}:checked):has(#{self._box(rule)}:checked)"
                lines.append(f"{ticked} .filtered.{kind} {{ display: block; }}\n")
        return "".join(lines)

    def _ordered(self) -> list[str]:
        return sorted(
            self._counts, key=lambda one: (-self._worst[one].rank, -self._counts[one], one)
        )

    def _box(self, rule: str) -> str:
        return f"rule-{_NOT_IN_A_NAME.sub('-', rule.lower())}"
