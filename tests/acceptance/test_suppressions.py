"""Suppressions from end to end: comments in an article, settings of a folder, own settings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from tests.checkout import copy_folders

from refcheck.cli.app import run
from refcheck.reports import REPORTERS, schema_text

ROOT = Path(__file__).resolve().parents[2]
SEED = (ROOT / "seeds" / "with-errors.md").read_text(encoding="utf-8")
YEAR, RETRACTED, SUSPECT = "20. Kumar P", "31. ", "23. Halvorsen"
WHY = "as in the printed issue"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_folders(ROOT, tmp_path, "cache")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(
        "refcheck.settings.reading.own_settings_path", lambda: tmp_path / "own.toml"
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def article(*comments: tuple[str, str]) -> None:
    """The seed with comments before the lines that begin so."""
    text = SEED
    for line, comment in comments:
        assert f"\n{line}" in text
        text = text.replace(f"\n{line}", f"\n<!-- refcheck: {comment} -->\n{line}")
    Path("a.md").write_text(text, encoding="utf-8")


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """A run with a JSON report that keeps to its schema, and its exit status as "exit"."""

    def checked(*options: str, command: str = "check") -> Any:
        offline = ("--offline", "--cache-dir", "../cache") if command == "check" else ()
        status = run([command, "a.md", "--format", "json", *offline, *options])
        report = json.loads(capsys.readouterr().out)
        jsonschema.validate(report, json.loads(schema_text()))
        return {**report, "exit": status}

    return checked


def of(report: Any, number: int) -> tuple[list[str], list[str], str | None]:
    """The rules reported on a reference, those suppressed, and its verdict."""
    one = report["documents"][0]["references"][number - 1]
    rules = [finding["rule"] for finding in one["findings"] if finding["severity"] != "info"]
    return rules, [each["rule"] for each in one.get("suppressed", ())], one.get("verdict")


def said(report: Any, rule: str) -> list[str]:
    return [one["message"] for one in report["documents"][0]["findings"] if one["rule"] == rule]


def test_a_run_without_suppressions_says_nothing_of_them(check: Callable[..., Any]) -> None:
    article()
    report = check()
    assert report["schema"] == "refcheck-report/2"
    assert "suppressed" not in report["summary"]
    assert "suppress" not in json.dumps(report)


def test_a_comment_puts_a_finding_aside_and_changes_nothing_else(
    check: Callable[..., Any],
) -> None:
    article()
    before = check()
    article((YEAR, f"ignore[year-mismatch] {WHY}"))
    after = check()
    assert of(before, 20) == (["year-mismatch"], [], "mismatched")
    assert of(after, 20) == ([], ["year-mismatch"], "mismatched")
    assert after["summary"]["errors"] == before["summary"]["errors"] - 1
    assert after["summary"]["suppressed"] == 1
    (aside,) = after["documents"][0]["references"][19]["suppressed"]
    assert aside["suppression"]["reason"] == WHY
    assert aside["suppression"]["from"] == "article"
    assert aside["suppression"]["span"]["line"] == 56
    for old, new in zip(
        before["documents"][0]["references"], after["documents"][0]["references"], strict=True
    ):
        assert (old["raw"], old["label"], old["csl"]) == (new["raw"], new["label"], new["csl"])
    assert not said(after, "suppression-unused")


def test_the_exit_status_leaves_suppressed_findings_out(check: Callable[..., Any]) -> None:
    article((YEAR, f"ignore[year-mismatch] {WHY}"))
    assert check("--select", "year-mismatch")["exit"] == 0
    assert check("--select", "year-mismatch", "--no-suppressions")["exit"] == 1


def test_what_matches_nothing_or_is_over_is_a_finding(check: Callable[..., Any]) -> None:
    article(
        (YEAR, f"ignore[year-mismatch] until 2020-01-31 {WHY}"),
        ("24. Gosepath", f"ignore[volume-mismatch, pages-*] until 2199-12-31 {WHY}"),
        ("25. ", "ignore[year-mismatch]"),
        ("26. ", f"ignore[journal-mismach] {WHY}"),
        ("27. ", f"ignore {WHY}"),
    )
    report = check()
    assert of(report, 20)[0] == ["year-mismatch"]
    assert of(report, 24)[:2] == ([], ["volume-mismatch"])
    (expired,) = said(report, "suppression-expired")
    assert "2020-01-31" in expired
    (unused,) = said(report, "suppression-unused")
    assert "pages-*" in unused
    assert "volume" not in unused
    invalid = " ".join(said(report, "suppression-invalid"))
    assert "no reason" in invalid
    assert "did you mean journal-mismatch?" in invalid
    assert "names no rule" in invalid
    assert report["exit"] == 1
    assert not said(check("--no-suppressions"), "suppression-invalid")


def test_without_a_lookup_no_suppression_is_called_unused(check: Callable[..., Any]) -> None:
    article((YEAR, f"ignore[title-mismatch] {WHY}"), ("21. ", f"ignore[doi-malformed] {WHY}"))
    assert len(said(check(), "suppression-unused")) == 2
    (alone,) = said(check("--no-lookup"), "suppression-unused")  # it needs no lookup
    assert "doi-malformed" in alone
    assert len(said(check(command="extract"), "suppression-unused")) == 1
    (kept,) = said(check("--cache-dir", "empty"), "suppression-unused")
    assert "doi-malformed" in kept


def test_an_article_cannot_hide_a_retraction_or_an_invention(check: Callable[..., Any]) -> None:
    article(
        (RETRACTED, f"ignore[retracted] {WHY}"),
        (SUSPECT, f"ignore[all] {WHY}"),
        ("1. Strik", f"ignore-file[suspect, re*] {WHY}"),
    )
    report = check()
    assert of(report, 31)[0] == ["retracted"]
    assert of(report, 23)[0] == ["suspect"]
    invalid = said(report, "suppression-invalid")
    assert len(invalid) == 2
    assert all("only your own settings" in message for message in invalid)
    assert report["summary"]["retracted"] == 1


def test_settings_of_a_folder_are_named_and_cannot_hide_a_retraction(
    check: Callable[..., Any],
) -> None:
    article()
    Path("refcheck.toml").write_text(
        f"""
ignore = ["retracted", "title-wording"]
severity = {{"issue-mismatch" = "info", "suspect" = "info"}}
[[suppress]]
pmid = 9463491
text = "halvorsen tk, brandmeyer"
rules = ["all"]
reason = "{WHY}"
[[suppress]]
text = "Halvorsen TK,  Brandmeyer"
rules = "suspect"
reason = "{WHY}"
[[suppress]]
text = "Incidence of childhood cancer of the head and neck"
rules = ["volume-mismatch"]
reason = "{WHY}"
until = 2199-12-31
"""
    )
    report = check()
    assert report["settings_from"]["weakens"] == ["ignore", "severity", "suppress"]
    assert of(report, 31)[0] == ["retracted"]
    assert of(report, 23)[0] == ["suspect"]
    assert of(report, 10) == ([], [], "verified")  # ignored
    assert of(report, 29) == ([], [], "verified")  # a note now
    assert of(report, 24) == ([], ["volume-mismatch"], "mismatched")
    invalid = " ".join(said(report, "suppression-invalid"))
    assert "suspect cannot be suppressed by refcheck.toml" in invalid
    assert "retracted or suspect cannot be ignored" in invalid


def test_ones_own_settings_can_hide_everything(check: Callable[..., Any], own: Path) -> None:
    article()
    own.write_text(
        f"""
[[suppress]]
text = "Halvorsen TK, Brandmeyer"
rules = ["suspect"]
reason = "{WHY}"
[[suppress]]
text = "nothing in the list has this text"
rules = ["year-mismatch"]
reason = "{WHY}"
"""
    )
    report = check()
    assert of(report, 23) == ([], ["suspect"], "suspect")
    assert report["settings_from"] is None
    (aside,) = report["documents"][0]["references"][22]["suppressed"]
    assert aside["suppression"]["from"] == "own-settings"
    (unknown,) = [
        one for one in report["documents"][0]["findings"] if one["rule"] == "suppression-unused"
    ]
    assert unknown["severity"] == "info"
    assert check("--ignore", "retracted")["summary"]["retracted"] == 0


def test_rules_are_chosen_on_the_command_line(
    check: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    article()
    report = check("--select", "author-*,year-mismatch", "--ignore", "author-order")
    rules = {
        finding["rule"]
        for one in report["documents"][0]["references"]
        for finding in one["findings"]
    }
    assert rules == {
        *("author-missing", "author-misspelt", "author-added", "author-initials", "year-mismatch")
    }
    assert of(report, 13)[2] == "verified"
    assert run(["check", "a.md", "--ignore", "year-mismach"]) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "did you mean year-mismatch?" in line


@pytest.mark.parametrize(
    "name", sorted(set(REPORTERS) - {"ris", "bibtex", "csl-json", "docx", "letter"})
)
def test_every_report_names_what_is_suppressed(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    article((YEAR, f"ignore[year-mismatch] until 2199-12-31 {WHY}"))
    target = tmp_path / f"report.{name}"
    offline = ("--offline", "--cache-dir", "../cache")
    run(["check", "a.md", "--format", name, "-o", str(target), *offline])
    capsys.readouterr()
    if name == "xlsx":
        book = openpyxl.load_workbook(target)
        rows = [book.sheetnames, *book["Suppressed"].values]
        text = " ".join(str(cell) for row in rows for cell in row)
        counts = dict(book["Summary"].values)
        assert counts["suppressed"] == 1
    else:
        text = target.read_text(encoding="utf-8").replace("\\", "")
    words = " ".join(text.split())
    assert WHY in words
    assert "year-mismatch" in words
    assert "2199-12-31" in words
    assert "suppress" in words.lower()
    if name == "csv":
        table = csv.DictReader(io.StringIO(text))
        (row,) = [one for one in table if one["suppression"]]
        assert (row["severity"], row["number"]) == ("suppressed", "20")
    if name == "sarif":
        results = json.loads(target.read_text(encoding="utf-8"))["runs"][0]["results"]
        (one,) = [one for one in results if "suppressions" in one]
        assert one["ruleId"] == "year-mismatch"
        assert one["suppressions"][0]["kind"] == "inSource"
