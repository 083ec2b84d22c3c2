"""The site of the documentation: which links a page keeps, and where they lead."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from build_site import ROOT, with_links, write_pages

PAGES = {
    "README.md": "readme.md",
    "docs/index.md": "index.md",
    "docs/rules/README.md": "rules/README.md",
    "docs/rules/suspect.md": "rules/suspect.md",
}


@pytest.mark.parametrize(
    ("origin", "link", "made"),
    [
        ("docs/index.md", "[a](../README.md#verdicts)", "[a](readme.md#verdicts)"),
        ("README.md", "[a](docs/rules/suspect.md)", "[a](rules/suspect.md)"),
        ("docs/rules/suspect.md", "[a](../../README.md)", "[a](../readme.md)"),
        ("docs/index.md", "[a](rules)", "[a](rules/README.md)"),
        ("docs/index.md", "[a](../seeds)", "a"),
        ("docs/index.md", "[`a` b](../pyproject.toml)", "`a` b"),
        ("docs/index.md", "[a](https://example.org/x)", "[a](https://example.org/x)"),
        ("docs/index.md", "[a](#here)", "[a](#here)"),
        ("docs/index.md", "![a](pictures/a.png)", "![a](pictures/a.png)"),
        ("docs/index.md", "```\n[a](../seeds)\n```", "```\n[a](../seeds)\n```"),
    ],
)
def test_links_lead_to_pages_of_the_site(origin: str, link: str, made: str) -> None:
    assert with_links(link, origin, PAGES) == made


def test_every_page_but_those_of_rules_and_decisions_is_in_the_menu(tmp_path: Path) -> None:
    write_pages(tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}

    def named(menu: object) -> set[str]:
        if isinstance(menu, str):
            return {menu}
        items = menu.values() if isinstance(menu, dict) else menu
        return {page for item in items for page in named(item)}  # type: ignore[attr-defined]

    menu = named(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"])
    assert menu <= written
    listed = {page for page in written if page.startswith(("rules/", "adr/"))}
    assert written - menu == listed - menu
