"""What every rule promises, whatever it is about."""

from __future__ import annotations

import re

import pytest

from refcheck.checks import RULES
from refcheck.checks.rule import Needs, Rule, finding
from refcheck.model.document import Span
from refcheck.model.finding import Field, Severity


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_can_be_named_shown_and_explained(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.id)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert "\n" not in rule.title
    assert isinstance(rule.needs, Needs)
    assert any(hasattr(rule, f"check{of}") for of in ("", "_mention", "_suppression"))


def test_the_rules_that_need_no_more_than_the_article_are_those_that_compare_with_it() -> None:
    needs = {name: rule.needs for name, rule in RULES.items()}
    assert {name for name, need in needs.items() if need is Needs.ARTICLE} == {
        *("list-gap", "list-repeat", "list-disorder", "list-duplicate", "key-duplicate"),
        *("entry-malformed", "entry-type-unknown", "field-repeated", "macro-undefined"),
        *("entry-doubtful", "entry-unread", "list-incomplete", "list-missing"),
        *("citation-unlisted", "citation-order", "citation-range", "citation-year"),
        *("citation-name", "reference-uncited"),
        *("doi-malformed", "pmid-malformed", "isbn-invalid", "reference-incomplete"),
        *("suppression-expired", "suppression-invalid"),
    }
    assert {name for name, need in needs.items() if need is Needs.LOOKUP} == {
        *(
            "suspect",
            "doi-unknown",
            "trial-unknown",
            "link-dead",
            "trial-elsewhere",
            "not-found",
            "unlisted",
            "ambiguous",
            "meeting-abstract",
            "mention-unknown",
        ),
        "suppression-unused",
    }


def test_a_finding_has_the_field_and_the_only_severity_of_its_rule() -> None:
    span = Span(start=0, end=3, line=1, column=1)
    made = finding(RULES["list-gap"], "A message.", span=span, cited="1", references=[2, 3])
    assert (made.rule, made.severity, made.field) == ("list-gap", Severity.WARNING, Field.LIST)
    assert (made.span, made.cited, made.references) == (span, "1", (2, 3))
    with pytest.raises(ValueError, match="unpack"):
        finding(RULES["doi-mismatch"], "It has two severities.", span=span)
