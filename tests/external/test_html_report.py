"""The HTML report in a browser: everybody can use it, and it needs nothing but itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.reports import samples
from tests.unit.reports.html.test_report import written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ColorScheme, Page

pytestmark = pytest.mark.external

WIDTHS = (360, 800, 1400)


def pages() -> dict[str, str]:
    """Reports of every kind."""
    return {
        "findings": written(samples.flawed()),
        "verbose": written(samples.flawed(), verbose=True),
        "nothing to review": written(samples.clean()),
        "no list": written(samples.no_references()),
        "several": written(
            samples.flawed(), samples.clean(), samples.no_references(), samples.unreadable()
        ),
        "extracted": written(samples.extracted(), checked=False),
    }


def opened(browser: Browser, folder: Path, text: str, **options: Any) -> Page:
    """The report in a window of its own, from a file as people open it."""
    file = folder / "report.html"
    file.write_text(text, encoding="utf-8")
    page = browser.new_page(**options)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("name", pages())
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_axe_finds_no_violation(
    browser: Browser, tmp_path: Path, name: str, scheme: ColorScheme, medium: Any
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for width in WIDTHS:
        size = {"width": width, "height": 900}
        page = opened(browser, tmp_path, pages()[name], color_scheme=scheme, viewport=size)
        page.emulate_media(media=medium, color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.close()
