"""The articles in seeds/ are judged offline as expected/ says, each reference and nothing else.

An expectation names what matters to a reader: what was found, what it was matched with, and every
alarm (a finding of `warning` or above). Findings of `info` are free to come and go.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.checkout import copy_folders

import refcheck
from refcheck.cli.app import run
from refcheck.formats.csl import to_csl
from refcheck.model.finding import Finding, Severity
from refcheck.model.report import CheckedReference, DocumentReport
from refcheck.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").iterdir())
EXPECTED = Path(__file__).parent / "expected"

sys.path.insert(0, str(ROOT / "tools"))  # tools are scripts and no package
import write_cache  # noqa: E402


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The text form of cache/ alone, without what a run in the checkout may have recorded."""
    copy_folders(ROOT, tmp_path, "cache")
    return tmp_path / "cache"


def check(path: Path, cache: Path) -> DocumentReport:
    """The report of one article, offline."""
    [report] = refcheck.check(path, Settings(offline=True, cache_dir=cache))
    return report


def expectation(path: Path) -> dict[str, Any]:
    """What is expected of an article."""
    text = (EXPECTED / f"{path.stem}.json").read_text(encoding="utf-8")
    expected: dict[str, Any] = json.loads(text)
    return expected


def alarms(findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """The findings of `warning` or above, in the members that an expectation has."""
    return [
        {
            "rule": finding.rule,
            "field": finding.field.value,
            "severity": finding.severity.value,
            "cited": finding.cited,
            "expected": list(finding.expected),
            "fix": finding.fix,
        }
        for finding in findings
        if finding.severity.rank >= Severity.WARNING.rank
    ]


def judged(checked: CheckedReference) -> dict[str, Any]:
    """One reference in the members that an expectation has."""
    lookup = checked.lookup
    assert lookup is not None
    assert checked.verdict is not None
    return {
        "number": checked.reference.string.number,
        "label": checked.reference.string.label,
        "lookup": lookup.status.value,
        "pmid": lookup.record.pmid if lookup.record else None,
        "verdict": checked.verdict.value,
        "alarms": alarms(checked.findings),
    }


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_reference_is_judged_as_expected(path: Path, cache: Path) -> None:
    expected = expectation(path)
    report = check(path, cache)
    assert report.status.value == expected["status"]
    wanted = [
        {key: value for key, value in reference.items() if key != "csl"}
        for reference in expected["references"]
    ]
    assert [judged(checked) for checked in report.references] == wanted
    assert alarms(report.findings) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_field_is_parsed_as_printed(path: Path) -> None:
    [report] = refcheck.extract(path)
    for checked, reference in zip(report.references, expectation(path)["references"], strict=True):
        if "csl" in reference:
            assert to_csl(checked.reference.record) == reference["csl"]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_span_is_what_the_article_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    [report] = refcheck.extract(path)
    for checked in report.references:
        string = checked.reference.string
        printed = text[string.span.start : string.span.end]
        assert " ".join(printed.split()) == string.raw
        assert text[: string.span.start].rstrip().endswith(string.label or "")


def test_a_cache_of_an_earlier_version_accuses_nobody(cache: Path) -> None:
    """It has no checksums, and no second search before a work is called possibly made up."""
    path = next(path for path in SEEDS if path.stem == "with-errors")
    before = [judged(checked) for checked in check(path, cache).references]
    for file in cache.rglob("*.*"):
        kept = [line for line in file.read_text("utf-8").splitlines() if "[title]" not in line]
        text = re.sub(r', "checksum": "\w+"| checksum="\w+"', "", "\n".join(kept))
        file.write_text(text + "\n", encoding="utf-8")
    after = [judged(checked) for checked in check(path, cache).references]
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [old["verdict"] for old, _ in changed] == ["suspect"]
    assert [(new["lookup"], new["verdict"]) for _, new in changed] == [("not_cached", "unchecked")]


def test_the_report_says_how_to_get_the_answers_that_are_missing(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = str(ROOT / "seeds/ketamine-for-depression.txt")
    status = run(["check", article, "--offline", "--cache-dir", str(cache)])
    assert status == 3
    said = capsys.readouterr().out
    assert "2, 5, 6, 8, 9" in said
    assert f"refcheck check {article}" in "".join(line.strip() + " " for line in said.splitlines())


def test_the_cache_is_what_the_tool_writes(cache: Path, tmp_path: Path) -> None:
    """A change of the questions has to be followed by `python tools/write_cache.py`."""
    write_cache.main(tmp_path / "written")
    written = {path.name: path.read_bytes() for path in (tmp_path / "written").rglob("*.*")}
    kept = {path.name: path.read_bytes() for path in cache.rglob("*.*")}
    del kept["README.md"]
    assert written == kept


def test_expectations_and_articles_belong_together() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == {path.stem for path in SEEDS}
