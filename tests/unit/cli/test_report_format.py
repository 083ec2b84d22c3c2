"""Which format a report has: the name of the format, or the suffix of the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from refcheck.cli.report_format import chosen_format, require_list
from refcheck.errors import UsageError


@pytest.mark.parametrize(
    ("given", "file", "chosen"),
    [
        (None, None, "text"),
        ("json", None, "json"),
        ("md", None, "markdown"),
        ("bib", None, "bibtex"),
        (None, "report", "text"),
        ("csv", "report", "csv"),
        (None, "report.txt", "text"),
        (None, "report.json", "json"),
        (None, "report.JSON", "json"),
        (None, "report.jsonl", "jsonl"),
        (None, "report.md", "markdown"),
        (None, "report.csv", "csv"),
        (None, "report.docx", "docx"),
        ("docx", "letters", "docx"),
        (None, "report.sarif", "sarif"),
        (None, "works.ris", "ris"),
        (None, "works.bib", "bibtex"),
        ("csl-json", "works.json", "csl-json"),
        ("junit", "report.xml", "junit"),
        ("concise", "report.txt", "concise"),
        ("json", "report.log", "json"),
    ],
)
def test_the_format(tmp_path: Path, given: str | None, file: str | None, chosen: str) -> None:
    assert chosen_format(given, tmp_path / file if file else None) == chosen


@pytest.mark.parametrize(
    ("given", "file", "message"),
    [
        (None, "report.log", "there is no report format with the suffix .log"),
        (None, "report.xml", "there is no report format with the suffix .xml"),
        ("json", "report.csv", "the suffix .csv is that of --format csv, not json"),
        ("text", "report.json", "the suffix .json is that of --format json, not text"),
        ("jsn", None, "did you mean json"),
        ("docx", None, "--format docx needs a file to write to: -o report.docx"),
        ("xlsx", None, "--format xlsx needs a file to write to: -o report.xlsx"),
    ],
)
def test_what_is_refused(tmp_path: Path, given: str | None, file: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        chosen_format(given, tmp_path / file if file else None)


def test_a_device_or_a_folder_has_no_suffix(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    assert chosen_format("csv", tmp_path / "a.json") == "csv"
    assert chosen_format("csv", Path(os.devnull)) == "csv"


def test_only_lists_of_works_can_be_unique() -> None:
    require_list("ris", unique=True)
    require_list("text", unique=False)
    with pytest.raises(UsageError, match="ris, bibtex or csl-json"):
        require_list("csv", unique=True)
