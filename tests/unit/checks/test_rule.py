"""What every rule promises, whatever it is about."""

from __future__ import annotations

import re

import pytest

from refcheck.checks import RULES
from refcheck.checks.rule import Rule


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_can_be_named_shown_and_explained(rule: type[Rule]) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.id)
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert "\n" not in rule.title
    assert isinstance(rule.needs_record, bool)
    assert callable(rule.check)  # type: ignore[attr-defined]


def test_the_rules_that_need_a_record_are_those_that_compare_with_it() -> None:
    offline = {name for name, rule in RULES.items() if not rule.needs_record}
    assert offline == {
        *("list-gap", "list-repeat", "list-disorder", "list-duplicate", "entry-doubtful"),
        *("list-incomplete", "list-missing"),
        *("citation-unlisted", "citation-order", "citation-range", "citation-year"),
        *("citation-name", "reference-uncited", "mention-unknown"),
        *("doi-malformed", "pmid-malformed", "reference-incomplete"),
        *("suspect", "not-found", "ambiguous"),
    }
