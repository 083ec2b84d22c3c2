"""`refcheck serve` in a browser: from the upload to the download, by mouse, keyboard and ear."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ColorScheme, Page

pytestmark = [pytest.mark.external, pytest.mark.enable_socket]

CHECKOUT = Path(__file__).parents[2]
SEED = CHECKOUT / "seeds" / "ketamine-for-depression.txt"
COUNTS = "10 references in 1 article: 4 verified, 1 with differences, 5 not checked."
TOKEN = "correct-horse-battery"
RIGHT = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the"
    " gun? Pharmacol Res. 2015;99:23-35."
)


@contextmanager
def running(*options: str, **environment: str) -> Iterator[str]:
    """The address of a server of its own, offline."""
    command = [sys.executable, "-m", "refcheck", "serve", "--port", "0", *options]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--offline", "--cache-dir", str(CHECKOUT / "cache")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The first page; whatever the browser complains of fails the test."""
    with opened(browser, address) as page:
        yield page


@contextmanager
def opened(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: complaints.append(line.text) if "Security Policy" in line.text else None,
    )
    page.goto(address)
    yield page
    context.close()
    assert not complaints


def violations(page: Page) -> str:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    return str(found.generate_report()) if found.violations_count else ""


def check(page: Page, *files: Path, text: str = "") -> None:
    """Send the form, and wait for the results."""
    page.set_input_files("#file", list(files))
    page.fill("#text", text)
    page.click("#go")
    page.wait_for_selector("#counts", timeout=60_000)


def test_upload_progress_report_and_downloads(page: Page) -> None:
    page.set_input_files("#file", SEED)
    page.click("#go")
    page.wait_for_selector("#words, #counts")
    page.wait_for_selector("#counts", timeout=60_000)
    assert page.inner_text("#counts") == COUNTS
    assert "/jobs/" in page.url
    for name, begin in (("Excel", b"PK"), ("CSV", b""), ("BibTeX", b"@"), ("JSON", b"{")):
        with page.expect_download() as download:
            page.click(f"text={name} >> visible=true")
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(begin)
        if name == "JSON":
            assert len(json.loads(content)["documents"][0]["references"]) == 10
    with page.expect_download() as download:
        page.click("text=Download the file for the authors")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    with page.expect_download() as download:
        page.click("text=Download the corrected file")
    assert download.value.suggested_filename == SEED.name
    after = Path(download.value.path()).read_bytes()
    assert after == SEED.read_bytes().replace(b"explain the", b"explaining the")
    page.click("text=Read the report")
    page.wait_for_selector("h1")
    assert page.inner_text("h1") == f"Reference check: {SEED.name}"
    assert page.locator(".reference").count() == 1
    assert page.evaluate("window.origin") == "null"  # in its sandbox, it is of no site
    page.go_back()
    assert page.inner_text("#counts") == COUNTS


def test_the_waiting_page_tells_how_far_it_is(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        seen: list[str] = []
        page.expose_function("seen", lambda line: seen.append(line))  # noqa: PLW0108 - marked by it
        page.add_init_script(
            "document.addEventListener('DOMContentLoaded', () => {"
            " const words = document.querySelector('#words');"
            " if (words) window.seen(words.textContent + '|' + words.getAttribute('role')); });"
        )
        check(page, SEED)
    assert any(line.endswith("|status") for line in seen)


def test_a_file_is_dropped(page: Page) -> None:
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
            const event = (name) => new DragEvent(name, {dataTransfer: data, bubbles: true,
                                                         cancelable: true});
            document.body.dispatchEvent(event("dragenter"));
            window.marked = document.body.classList.contains("dragging");
            document.body.dispatchEvent(event("dragover"));
            if (!window.marked) throw new Error("not marked");
            document.body.dispatchEvent(event("drop"));
        }""",
        SEED.read_text(encoding="utf-8"),
    )
    page.wait_for_selector("#counts", timeout=60_000)
    assert page.inner_text("h1") == "Results for dropped.txt"
    assert page.inner_text("#counts") == COUNTS


def test_without_a_script(browser: Browser, address: str) -> None:
    with opened(browser, address, java_script_enabled=False) as page:
        check(page, SEED)
        assert page.inner_text("#counts") == COUNTS
        page.click("text=Read the report")
        assert page.inner_text("h1") == f"Reference check: {SEED.name}"


def test_with_the_keyboard_alone(page: Page) -> None:
    def reach(selector: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reach("#file")
    reach("#text")
    page.keyboard.insert_text(RIGHT)
    reach("#go")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#counts", timeout=60_000)
    reach("#report")
    page.keyboard.press("Enter")
    page.wait_for_selector("#documents")
    page.go_back()
    reach("form button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#check")


def test_errors_are_in_words(page: Page, address: str, tmp_path: Path) -> None:
    page.click("#go")
    assert "There is nothing to check" in page.inner_text("#problem")
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    page.set_input_files("#file", large)
    page.click("#go")
    assert page.inner_text("#problem") == "large.pdf is too large: at most 50 MB a file."
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 and nothing more")
    check(page, broken)
    assert "broken.docx: " in page.inner_text(".problem")
    page.goto(f"{address}jobs/nothing")
    assert "kept for an hour at most" in page.inner_text(".problem")


def test_what_is_too_large_is_said_by_the_server_too(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100_000_001)
    with opened(browser, address, java_script_enabled=False) as page:
        page.set_input_files("#file", large)
        page.click("#go")
        assert "at most 100 MB at once" in page.inner_text(".problem")


def test_two_users_at_once(browser: Browser, address: str) -> None:
    with opened(browser, address) as first, opened(browser, address) as second:
        first.set_input_files("#file", SEED)
        second.fill("#text", RIGHT)
        first.click("#go")
        second.click("#go")
        for page in (first, second):
            page.wait_for_selector("#counts", timeout=60_000)
        assert first.inner_text("#counts") == COUNTS
        assert "1 reference in 1 article: 1 verified" in second.inner_text("#counts")
        assert first.url != second.url


def test_another_site_can_send_nothing(browser: Browser, address: str, tmp_path: Path) -> None:
    """A page of a stranger posts a form, and reads parts: neither works."""
    stranger = tmp_path / "stranger.html"
    stranger.write_text(
        f'<form method="post" action="{address}jobs" enctype="multipart/form-data">'
        '<input name="text" value="x"><button id="go">x</button></form>'
        f'<img src="{address}static/icon.svg" id="image">'
        f'<iframe src="{address}" id="frame"></iframe>',
        encoding="utf-8",
    )
    page = browser.new_page()
    page.goto(stranger.as_uri())
    assert page.evaluate("document.querySelector('#image').naturalWidth") == 0
    assert not page.frames[1].query_selector("#check")
    reached = page.evaluate(f"fetch('{address}').then(() => true, () => false)")
    assert reached is False
    page.click("#go")
    page.wait_for_selector(".problem")
    assert "came from another site" in page.inner_text(".problem")
    page.close()


def test_the_token_of_an_office(browser: Browser) -> None:
    with (
        running("--host", "0.0.0.0", REFCHECK_TOKEN=TOKEN) as address,  # noqa: S104
        opened(browser, address) as page,
    ):
        assert page.url.endswith("/login")
        assert violations(page) == ""
        page.fill("#token", "something else")
        page.keyboard.press("Enter")
        page.wait_for_selector(".problem")
        assert page.inner_text(".problem") == "That is not the token."
        page.fill("#token", TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_selector("#check")
        assert page.evaluate("document.cookie") == ""
        check(page, text=RIGHT)
        page.click("text=Log out")
        page.wait_for_selector("#token")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1_200])
def test_axe_finds_no_violation(
    browser: Browser, address: str, scheme: ColorScheme, width: int, tmp_path: Path
) -> None:
    size: Any = {"width": width, "height": 900}
    with opened(browser, address, color_scheme=scheme, viewport=size) as page:
        assert violations(page) == ""
        page.click("#go")
        assert violations(page) == ""  # with a message
        page.evaluate("document.body.classList.add('dragging')")
        assert violations(page) == ""
        check(page, SEED)
        assert violations(page) == ""
        width_of_page = page.evaluate("document.documentElement.scrollWidth")
        assert width_of_page <= width
        page.goto(f"{address}nothing")
        assert violations(page) == ""


def test_axe_finds_no_violation_while_waiting(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.route("**/events", lambda _route: None)  # no news: the page stays as it is
        page.set_input_files("#file", SEED)
        page.click("#go")
        page.wait_for_selector("#words")
        assert violations(page) == ""
