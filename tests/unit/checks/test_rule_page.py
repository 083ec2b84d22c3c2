"""What the user reads of a rule: its page, and the table of all rules."""

from __future__ import annotations

import re

import pytest

from refcheck.checks import RULES
from refcheck.checks.rule import Needs, Rule
from refcheck.checks.rule_page import page, table


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_has_its_page(rule: type[Rule]) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.id}: {rule.title}\n")
    assert "**Example.**" in text
    assert "**How to fix it.**" in text
    assert all(f"`{severity}`" in text for severity in rule.severities)
    # a rule that needs a lookup or a record must not claim to work offline
    assert ("works offline" in text) is (rule.needs is Needs.ARTICLE)


def test_words_that_no_page_has() -> None:
    """They are not what a native speaker would write."""
    for rule in RULES.values():
        foreign = re.findall(r"\b(?:mend|mended|is no|bears?|beside|slip|surplus)\b", page(rule))
        assert not foreign, rule.id


def test_the_table_has_every_rule_and_severity() -> None:
    rows = table(RULES).splitlines()
    for rule in RULES.values():
        (row,) = [row for row in rows if row.startswith(f"| [`{rule.id}`]")]
        assert all(f"`{severity}`" in row for severity in rule.severities)


def test_suspect_does_not_claim_to_work_offline() -> None:
    assert "This check needs a lookup; offline, the responses have to be in the cache." in page(
        RULES["suspect"]
    )


def test_severities_say_when_they_are_given() -> None:
    assert "*Severity:* `error`. *Field:* `volume`." in page(RULES["volume-mismatch"])
    assert (
        "*Severity:* `error` where the whole work was retracted; `warning` where a part of it was"
        " retracted."
    ) in page(RULES["retracted"])
