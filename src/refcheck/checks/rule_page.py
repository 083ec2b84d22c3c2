"""What the user reads of a rule: its page, and the table of all rules."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Final

from refcheck.checks.rule import ALWAYS, Needs, Rule

__all__ = ["page", "table"]

_NEEDS: Final = {
    Needs.ARTICLE: "This check needs the article alone: it works offline and without a lookup.",
    Needs.LOOKUP: "This check needs a lookup; offline, the responses have to be in the cache.",
    Needs.RECORD: "This check needs the matching record; offline, it has to be in the cache.",
}
# For the table: what the severities mean.
_INTRODUCTION: Final = """\
An `error` leads a reader to a different work or person, or to one that was retracted; a `warning`
should be looked at; `info` is a note, which the text report shows with `--verbose`.
`refcheck explain RULE` shows the page of a rule."""


def page(rule: type[Rule]) -> str:
    """Returns a rule's page in Markdown: its facts, then its docstring."""
    return (
        f"# {rule.id}: {rule.title}\n\n"
        f"*Severity:* {_severities(rule)}. *Field:* `{rule.field}`. {_NEEDS[rule.needs]}\n\n"
        f"{inspect.getdoc(rule) or ''}\n"
    )


def table(rules: Mapping[str, type[Rule]]) -> str:
    """Returns the table of all rules in Markdown, with a link to the page of each."""
    rows = [
        f"| [`{name}`]({name}.md) | {rule.title} | {_severities(rule)} | `{rule.field}` |"
        for name, rule in sorted(rules.items())
    ]
    head = [
        "# Rules",
        "",
        _INTRODUCTION,
        "",
        "| rule | what it finds | severity | field |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _severities(rule: type[Rule]) -> str:
    """ "error", or "error where the DOIs differ; warning where one of them is cut short"."""
    return "; ".join(
        f"`{severity}`" if when == ALWAYS else f"`{severity}` {when}"
        for severity, when in rule.severities.items()
    )
