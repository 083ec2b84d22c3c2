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


def reports() -> list[Any]:
    return [pytest.param(text, id=name) for name, text in pages().items()]


@pytest.mark.parametrize("text", reports())
@pytest.mark.parametrize(
    ("medium", "scheme"), [("screen", "light"), ("screen", "dark"), ("print", "dark")]
)
def test_axe_finds_no_violation(
    browser: Browser, tmp_path: Path, text: str, medium: Any, scheme: ColorScheme
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(browser, tmp_path, text)
    page.emulate_media(media=medium, color_scheme=scheme)
    if box := page.query_selector(".filter summary"):
        box.click() if medium == "screen" else None
    for width in WIDTHS if medium == "screen" else WIDTHS[1:2]:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    page.close()


@pytest.mark.parametrize("text", reports())
def test_it_fits_the_window_at_three_widths(browser: Browser, tmp_path: Path, text: str) -> None:
    page = opened(browser, tmp_path, text)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture = page.screenshot(path=tmp_path / f"{width}.png", full_page=True)
        assert len(picture) > 5_000  # more than an empty page
    page.close()


def test_it_loads_nothing_and_its_policy_forbids_nothing_that_it_has(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    file = tmp_path / "report.html"
    file.write_text(pages()["several"], encoding="utf-8")
    page.goto(file.as_uri())
    assert loaded == [file.as_uri()]
    assert said == []
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.copy')).borderStyle") == "dashed"
    )
    page.close()


def visible(page: Page, what: str) -> list[str]:
    return [one.inner_text() for one in page.locator(what).all() if one.is_visible()]


def test_it_can_be_read_and_filtered_without_scripts_by_the_keyboard(
    browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, tmp_path, pages()["findings"], java_script_enabled=False)
    rules = visible(page, ".findings .rule")
    assert "[year-mismatch]" in rules
    assert "[numbering]" in rules
    assert "[pmid-missing]" not in rules  # a note
    page.focus("#show-error")
    page.keyboard.press("Space")
    rules = visible(page, ".findings .rule")
    assert "[year-mismatch]" not in rules
    assert "[numbering]" in rules
    assert not page.locator("#d1-r6").is_visible()  # has nothing but an error
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the list of rules
    page.focus("#rule-title-differs")
    page.keyboard.press("Space")
    assert visible(page, ".findings .rule") == ["[title-differs]"]
    page.focus("button")
    page.keyboard.press("Enter")  # resets
    assert "[year-mismatch]" in visible(page, ".findings .rule")
    page.close()


def test_everything_is_printed(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, pages()["findings"])
    page.emulate_media(media="print")
    assert not page.locator(".filter").is_visible()
    assert page.locator("#d1-r1").is_visible()  # in the part that is closed on the screen
    page.close()
