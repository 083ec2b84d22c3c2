"""Write docs/rules/ from the facts and docstrings of the rules: a page for each, and a table.

python tools/write_rule_pages.py
"""

from __future__ import annotations

from pathlib import Path

from refcheck.checks import RULES
from refcheck.checks.rule_page import page, table

PAGES = Path(__file__).parent.parent / "docs" / "rules"


def pages() -> dict[str, str]:
    """Every file of docs/rules/, by name."""
    written = {f"{name}.md": page(rule) for name, rule in RULES.items()}
    return {"README.md": table(RULES), **written}


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
