"""`refcheck diff`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.cli.commands.test_baseline import ARTICLE

from refcheck.cli.app import run


@pytest.fixture(autouse=True)
def _reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two reports on an article in which a DOI was corrected."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", ARTICLE), ("new", ARTICLE.replace(" doi:10.2174", ""))):
        Path("a.txt").write_text(text)
        for suffix in ("json", "jsonl"):
            run(["check", "a.txt", "--no-lookup", "--exit-zero", "-o", f"{name}.{suffix}"])


def line_of(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_a_difference_is_shown_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old.json", "new.json"]) == 1
    out = capsys.readouterr().out
    assert "its text changed" in out
    assert "gone: warning: “10.2174” is not a valid DOI. [doi-malformed] (the\n" in out
    assert out.endswith("2 differences. The article changed: 2.\n")


def test_there_is_no_difference_between_a_report_and_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["diff", "old.json", "old.json"]) == 0
    assert capsys.readouterr().out == "No differences.\n"
    assert run(["diff", "old.json", "old.jsonl"]) == 0


@pytest.mark.parametrize("words", [["--format", "json"], ["-o", "out.json"]])
def test_programs_get_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "old.jsonl", "new.json", *words]) == 1
    out = capsys.readouterr().out or Path("out.json").read_text()
    found = json.loads(out)
    assert found["format"] == "refcheck-diff/1"
    assert found["new"]["path"] == "new.json"
    assert [one["kind"] for one in found["differences"]] == ["text-changed", "finding-removed"]
    assert found["summary"]["text-changed"] == 1
    assert found["summary"]["reference-added"] == 0


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("", "it is not JSON, or it is damaged"),
        ("[]", "it is damaged: the report is not an object"),
        ('{"format": "refcheck-baseline"}', "it is not a JSON report of refcheck"),
        (
            '{"schema": "refcheck-report/1"}',
            "it is a report of schema 1, of an earlier version of refcheck: check the articles"
            " again",
        ),
    ],
)
def test_what_is_not_a_report_is_one_line(
    content: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.json").write_text(content)
    for words in (["bad.json", "old.json"], ["old.json", "bad.json"]):
        assert run(["diff", *words]) == 2
        assert line_of(capsys) == f"refcheck: bad.json: {line}"


def test_a_missing_file_and_a_wrong_format_are_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["diff", "old.json", "nope.json"]) == 2
    assert line_of(capsys) == "refcheck: nope.json: there is no such file"
    assert run(["diff", "old.json", "new.json", "--format", "html"]) == 2
    assert line_of(capsys) == "refcheck: --format cannot be 'html'; use text or json"
    assert run(["diff", "old.json", "\0"]) == 2
    line_of(capsys)


def test_a_report_is_not_overwritten_by_what_changed_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["diff", "old.json", "new.json", "-o", "old.json"]) == 2
    assert "would be overwritten" in line_of(capsys)
