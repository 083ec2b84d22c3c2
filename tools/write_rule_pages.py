"""Write docs/rules/ from the docstrings of the rules: one page a rule, and a table of all.

python tools/write_rule_pages.py
"""

from __future__ import annotations

import inspect
from pathlib import Path

from refcheck.checks import RULES
from refcheck.checks.rule import Rule

PAGES = Path(__file__).parent.parent / "docs" / "rules"


def page(rule: type[Rule]) -> str:
    """One rule's page in Markdown."""
    needs = "It needs a matched record." if rule.needs_record else "It works offline."
    head = f"# {rule.id}: {rule.title}"
    field = f"*Field:* `{rule.field.value}`. {needs}"
    return f"{head}\n\n{field}\n\n{inspect.getdoc(rule)}\n"


def table() -> str:
    """The table of all rules in Markdown."""
    rows = [
        f"| [`{name}`]({name}.md) | {rule.title} | `{rule.field.value}` |"
        for name, rule in sorted(RULES.items())
    ]
    head = ["# Rules", "", "| rule | what it finds | field |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


def pages() -> dict[str, str]:
    """Every file of docs/rules/, by name."""
    written = {f"{name}.md": page(rule) for name, rule in RULES.items()}
    return {"README.md": table(), **written}


def main() -> None:
    """Write what `pages` says, and remove pages of rules that are gone."""
    PAGES.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in PAGES.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
