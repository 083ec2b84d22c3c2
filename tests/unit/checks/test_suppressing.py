"""Which findings are put aside, and what is said of requests that do nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.reports.samples import flawed

from refcheck.checks.rule_choice import PROTECTED, matching_rules, rule_choice
from refcheck.checks.suppressing import PlacedSuppression, Suppressing
from refcheck.model.finding import Severity
from refcheck.model.report import DocumentReport, Lookup, LookupStatus
from refcheck.model.suppression import Suppression, SuppressionOrigin

TODAY = date(2026, 11, 29)
REPORT = flawed()
RULE = "year-mismatch"
FIRST = next(one for one in REPORT.references if any(each.rule == RULE for each in one.findings))
NUMBER = FIRST.reference.string.number


def comment(*rules: str, reference: int | None = NUMBER, **change: object) -> PlacedSuppression:
    suppression = Suppression(rules=rules, reason="why")
    suppression = replace(suppression, **change)  # type: ignore[arg-type]
    return PlacedSuppression(suppression=suppression, reference=reference)


def applied(*placed: PlacedSuppression, report: DocumentReport = REPORT) -> DocumentReport:
    return Suppressing(today=TODAY).applied(report, placed)


def rules_of(report: DocumentReport) -> list[str]:
    return [one.rule for one in report.findings if one.rule.startswith("suppression")]


def test_a_finding_moves_aside() -> None:
    report = applied(comment(RULE))
    first = report.references[REPORT.references.index(FIRST)]
    assert RULE not in {one.rule for one in first.findings}
    assert {one.finding.rule for one in first.suppressed} == {RULE}
    assert first.verdict == FIRST.verdict
    assert not rules_of(report)


@pytest.mark.parametrize(
    ("until", "told"),
    [(TODAY, []), (date(2026, 11, 28), ["suppression-expired"]), (date(2026, 11, 30), [])],
)
def test_the_last_day_counts(until: date, told: list[str]) -> None:
    assert rules_of(applied(comment(RULE, until=until))) == told


def test_what_is_not_looked_up_is_not_called_unused() -> None:
    assert rules_of(applied(comment("pages-mismatch"))) == ["suppression-unused"]
    for status in (LookupStatus.UNAVAILABLE, LookupStatus.NOT_CACHED, LookupStatus.SKIPPED):
        unasked = replace(FIRST, lookup=Lookup(status=status), findings=())
        references = (unasked if one is FIRST else one for one in REPORT.references)
        report = replace(REPORT, references=tuple(references))
        assert not rules_of(applied(comment("pages-mismatch"), report=report))
        assert rules_of(applied(comment("doi-malformed"), report=report)) == ["suppression-unused"]


def test_all_is_no_request_for_a_protected_rule_and_not_for_those_on_suppressions() -> None:
    assert not rules_of(applied(comment("all")))
    assert rules_of(applied(comment("retracted"))) == ["suppression-invalid"]
    assert rules_of(applied(comment("suppression-unused"))) == ["suppression-invalid"]
    own = comment("retracted", origin=SuppressionOrigin.OWN)
    assert rules_of(applied(own)) == ["suppression-unused"]


def test_entries_of_the_settings_are_judged_in_the_last_document() -> None:
    entry = Suppression(
        rules=("pages-mismatch",), reason="why", key=FIRST.key, origin=SuppressionOrigin.OWN
    )
    run = Suppressing(entries=[entry], today=TODAY)
    assert not rules_of(run.applied(REPORT))
    last = run.applied(replace(REPORT, references=()), is_last=True)
    assert rules_of(last) == ["suppression-unused"]
    assert last.findings[-1].severity is Severity.WARNING


def test_a_suppression_that_is_switched_off_is_not_spoken_of() -> None:
    run = Suppressing(enabled=False, today=TODAY)
    assert run.applied(REPORT, [comment("no-such-rule"), comment(RULE)], is_last=True) == REPORT


def test_rules_that_are_chosen() -> None:
    choice = rule_choice(["author-*", "retracted"], ["author-order"], [("author-*", Severity.INFO)])
    assert choice.reports("author-first")
    assert not choice.reports("author-order")
    assert not choice.reports("year-mismatch")
    assert choice.severities["author-first"] is Severity.INFO
    assert rule_choice([], [], []).is_default


def test_a_stranger_cannot_choose_protected_rules_away() -> None:
    choice = rule_choice(
        ["list-gap"],
        ["*"],
        [("all", Severity.INFO)],
        foreign=("select", "ignore", "severity"),
    )
    assert all(choice.reports(rule) for rule in PROTECTED)
    assert not PROTECTED & choice.severities.keys()
    assert choice.refused == tuple(sorted(PROTECTED))


def test_patterns() -> None:
    assert matching_rules("year-mismatch") == {"year-mismatch"}
    assert matching_rules("author-*") > {"author-first", "author-order"}
    assert not matching_rules("nothing-*")
    assert not matching_rules("year")
