"""Tests that need programs from outside of Python: a browser, a word processor.

`.ci/run-external` installs the programs and runs these tests; everybody else's test run leaves them
out (`external` in pyproject.toml). What is missing is an error here: a test that is skipped has
looked at nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Recorded answers of services are data that not everybody has; the variable names their folder.
collect_ignore = (
    [] if os.environ.get("REFCHECK_SOURCE_RECORDINGS") else ["test_source_recordings.py"]
)

# Names of one program in Debian, in Ubuntu and elsewhere.
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_LIBREOFFICE = ("soffice", "libreoffice")


def program(*names: str) -> str:
    """Returns the path of the first of these programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.fail(f"{names[0]} is not installed: run .ci/run-external", pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, as the system has it: nothing is downloaded."""
    from playwright.sync_api import sync_playwright

    path = program(*_CHROMIUM)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path)
        yield started
        started.close()


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice."""
    return program(*_LIBREOFFICE)


def _not_skipped(report: Any) -> Any:
    if report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"skipped, and so nothing was tested: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Count a skipped test as failed."""
    return _not_skipped((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """Count a skipped file as failed."""
    return _not_skipped((yield))
