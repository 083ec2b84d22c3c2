"""The pages under docs/rules/ are what the rules' docstrings say."""

from __future__ import annotations

from tools.write_rule_pages import PAGES, pages


def test_pages_are_current() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert written == pages(), "run: python tools/write_rule_pages.py"
