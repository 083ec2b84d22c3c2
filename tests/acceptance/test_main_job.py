"""The main job as a person runs it: the articles in seeds/, offline, from the answers in cache/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.checkout import copy_folders

from refcheck.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
INCOMPLETE = 3


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the articles and the answers as the working directory."""
    copy_folders(ROOT, tmp_path, "seeds", "cache")
    (tmp_path / "refcheck.toml").write_text('cache-dir = "cache"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command prints as JSON; nothing may stand on standard error."""
    assert run([*arguments]) in (0, INCOMPLETE)
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_the_report_counts_every_article_and_every_reference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = printed(capsys, "check", "seeds/", "--offline", "--format", "json")
    assert report["summary"] == {
        "documents": 6,
        "without_list": 4,
        "unreadable": 0,
        "references": 44,
        "verified": 22,
        "mismatched": 16,
        "ambiguous": 0,
        "not_found": 0,
        "suspect": 1,
        "unchecked": 5,
        "errors": 12,
        "warnings": 6,
        "notes": 36,
        "retracted": 1,
        "duplicates": 0,
    }
    assert [document["path"] for document in report["documents"]] == [
        f"seeds/{path.name}" for path in sorted((ROOT / "seeds").iterdir())
    ]


def test_the_report_keeps_to_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema = printed(capsys, "schema")
    report = printed(capsys, "check", "seeds/", "--offline", "--format", "json")
    jsonschema.validate(report, schema)


def test_each_retrieved_record_says_how_old_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    report = printed(capsys, "check", "seeds/", "--offline", "--format", "json")
    lookups = [
        reference["lookup"]
        for document in report["documents"]
        for reference in document["references"]
    ]
    matched = [lookup for lookup in lookups if lookup["status"] == "matched"]
    assert {lookup["retrieved"] for lookup in matched} == {"2026-11-21"}


def test_five_missing_answers_make_the_run_incomplete_unless_only_the_report_is_wanted() -> None:
    assert run(["check", "seeds/", "--offline"]) == INCOMPLETE
    assert run(["check", "seeds/", "--offline", "--exit-zero"]) == 0
    assert run(["check", "seeds/with-errors.md", "--offline"]) == 1


def test_offline_work_leaves_the_cache_as_it_was() -> None:
    before = {path: path.read_bytes() for path in Path("cache").rglob("*") if path.is_file()}
    run(["check", "seeds/", "--offline"])
    after = {path: path.read_bytes() for path in Path("cache").rglob("*") if path.is_file()}
    assert after == before
