"""Reports on their way out: what is written when, and what the run comes to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from refcheck import pipeline
from refcheck.cli.app import run
from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord, PersonName, WorkType
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Verdict,
)
from refcheck.pipeline.progress import Progress
from refcheck.settings import Settings

RAW = "Loo CK. Can we confidently use ketamine? Aust N Z J Psychiatry. 2018;52(5):492-3."
CITED = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=(PersonName(family="Loo", given="CK"),),
    title="Can we confidently use ketamine?",
    volume="52",
)
FOUND = BibliographicRecord(
    type=WorkType.ARTICLE_JOURNAL,
    authors=(PersonName(family="Loo", given="Colleen K"),),
    title="Can we confidently use ketamine?",
    volume="53",
    pmid="1",
)


def unreadable(path: str) -> DocumentReport:
    return DocumentReport(path=path, status=DocumentStatus.UNREADABLE, error="is odd")


def article(path: str, lookup: Lookup | None = None, *findings: Finding) -> DocumentReport:
    string = ReferenceString(
        number=1,
        list_number=1,
        label="1.",
        raw=RAW,
        span=Span(start=0, end=len(RAW), line=1, column=1),
    )
    reference = Reference(string=string, parsed=ParsedString(record=CITED))
    checked = CheckedReference(
        reference=reference,
        key="loo2018ketamine",
        lookup=lookup,
        findings=findings,
        verdict=Verdict.UNCHECKED if lookup else None,
    )
    return DocumentReport(path=path, status=DocumentStatus.OK, references=(checked,))


WRONG = Finding(
    rule="volume-mismatch", field=Field.VOLUME, severity=Severity.ERROR, message="It is 53."
)
MATCHED = Lookup(status=LookupStatus.MATCHED, source="pubmed", record=FOUND, confidence=0.99)
NOT_CACHED = Lookup(status=LookupStatus.NOT_CACHED, reason="offline")

Play = Callable[..., None]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Play:
    """Let the pipeline give these reports and say these warnings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REFCHECK_OFFLINE", raising=False)

    def prepare(*reports: DocumentReport, warnings: Sequence[str] = ()) -> None:
        async def check(
            _paths: Sequence[str],
            _settings: Settings,
            *,
            warn: Callable[[str], None],
            progress: Callable[[Progress], None],
            jobs: int | None,
            readings: object,
        ) -> AsyncIterator[DocumentReport]:
            for warning in warnings:
                warn(warning)
            for done, report in enumerate(reports, 1):
                yield report
                await asyncio.sleep(0)
                progress(Progress(documents=done, all_documents=len(reports)))

        def extract(
            _paths: Sequence[str],
            _settings: Settings | None = None,
            *,
            jobs: int | None,
            readings: object,
        ) -> Iterator[DocumentReport]:
            yield from reports

        monkeypatch.setattr(pipeline, "check_documents", check)
        monkeypatch.setattr(pipeline, "extract_documents", extract)

    return prepare


def report_of(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("check x", 1),
        ("check x --format json", 1),
        ("check x --exit-zero", 0),
        ("extract x", 1),
        ("extract x --format json", 1),
        ("extract x --exit-zero", 0),
        ("bibtex x", 0),
    ],
)
def test_findings_give_one_where_they_are_shown(play: Play, arguments: str, status: int) -> None:
    play(article("x", MATCHED, WRONG))
    assert run(arguments.split()) == status


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("check x --format json", 3),
        ("check x --exit-zero", 0),
        ("bibtex x --from record", 3),
        ("bibtex x --from record --exit-zero", 0),
    ],
)
def test_a_lookup_that_was_not_answered(play: Play, arguments: str, status: int) -> None:
    play(article("x", NOT_CACHED, WRONG))
    assert run(arguments.split()) == status


def test_unreadable_inputs_wait_for_a_readable_one(
    play: Play, capsys: pytest.CaptureFixture[str]
) -> None:
    play(unreadable("a"), unreadable("b"), article("c", MATCHED), unreadable("d"))
    assert run(["check", "x", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    assert err == "refcheck: a: is odd\nrefcheck: b: is odd\nrefcheck: d: is odd\n"
    report = json.loads(out)
    assert [document["path"] for document in report["documents"]] == ["a", "b", "c", "d"]
    assert report["summary"]["documents"] == 4


def test_where_nothing_is_readable_no_text_is_written(
    play: Play, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    play(unreadable("a"), unreadable("b"))
    old = tmp_path / "report.txt"
    old.write_text("old")
    assert run(["check", "x", "-o", str(old)]) == 2
    assert capsys.readouterr() == ("", "refcheck: a: is odd; b: is odd\n")
    assert old.read_text() == "old"


def test_where_nothing_is_readable_the_json_report_says_why(
    play: Play, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    play(unreadable("a"))
    target = tmp_path / "report.json"
    assert run(["check", "x", "--format", "json", "-o", str(target)]) == 2
    assert capsys.readouterr() == ("", "refcheck: a: is odd\n")
    assert json.loads(target.read_text())["documents"][0]["error"] == "is odd"


def test_a_warning_is_said_once(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(article("x", MATCHED), warnings=["it is slow", "it is slow", "it is old"])
    assert run(["check", "x"]) == 0
    assert capsys.readouterr().err == (
        "refcheck: warning: it is slow\nrefcheck: warning: it is old\n"
    )


WEAKENED = "refcheck.toml weakens this check: no-lookup, exit-zero."


@pytest.fixture
def weakening(tmp_path: Path, play: Play) -> None:
    """A stranger's settings file, in the working directory."""
    (tmp_path / "refcheck.toml").write_text("exit-zero = true\nno-lookup = true\nrate = 1")
    play(article("x", MATCHED, WRONG))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("check x", WEAKENED),
        ("check x -v", WEAKENED),
        ("extract x", "refcheck.toml weakens this check: exit-zero."),
    ],
)
def test_the_text_report_says_what_a_settings_file_weakens(
    weakening: None, capsys: pytest.CaptureFixture[str], arguments: str, line: str
) -> None:
    """For `extract` this is never a setting of lookups: it has none."""
    assert run(arguments.split()) == 0
    assert capsys.readouterr().out.splitlines().count(line) == 1


@pytest.mark.parametrize(
    ("arguments", "weakens", "stronger"),
    [
        ("check x", ["no-lookup", "exit-zero"], ["--no-exit-zero", "--lookup"]),
        ("extract x", ["exit-zero"], ["--no-exit-zero"]),
    ],
)
def test_json_names_the_settings_file_and_what_it_weakens(
    weakening: None,
    capsys: pytest.CaptureFixture[str],
    arguments: str,
    weakens: list[str],
    stronger: list[str],
) -> None:
    assert run([*arguments.split(), "--format", "json"]) == 0
    said = {"path": "refcheck.toml", "weakens": weakens}
    assert report_of(capsys)["settings_from"] == said
    run([*arguments.split(), "--format", "json", *stronger])
    assert report_of(capsys)["settings_from"] == {"path": "refcheck.toml", "weakens": []}


def test_json_without_a_settings_file(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(article("x", MATCHED))
    assert run(["check", "x", "--format", "json"]) == 0
    assert report_of(capsys)["settings_from"] is None


@pytest.mark.parametrize("arguments", ["bibtex x --from record"])
def test_without_a_report_it_is_a_warning(
    weakening: None, capsys: pytest.CaptureFixture[str], arguments: str
) -> None:
    assert run(arguments.split()) == 0
    assert capsys.readouterr().err == f"refcheck: warning: {WEAKENED}\n"


@pytest.mark.parametrize(
    "arguments", ["check x --no-exit-zero --lookup", "check x --exit-zero --no-lookup"]
)
def test_what_an_option_says_is_not_laid_to_the_file(
    weakening: None, capsys: pytest.CaptureFixture[str], arguments: str
) -> None:
    run(arguments.split())
    assert "weakens" not in capsys.readouterr().out


def test_the_name_of_a_settings_file_steers_no_terminal(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "a\x1b[31m" / "\u202eb"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.refcheck]\nexit-zero = true")
    monkeypatch.chdir(folder)
    play(article("x", MATCHED))
    assert run(["check", "x"]) == 0
    assert "../../pyproject.toml weakens this check: exit-zero." in capsys.readouterr().out


def test_extract_has_no_lookups(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(article("x"))
    assert run(["extract", "x", "--format", "json"]) == 0
    report = report_of(capsys)
    assert "summary" not in report
    assert not {"lookup", "verdict"} & set(report["documents"][0]["references"][0])


def test_bibtex_as_printed_or_as_recorded(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(article("x", MATCHED))
    assert run(["bibtex", "x"]) == 0
    assert "volume = {52}" in capsys.readouterr().out
    assert run(["bibtex", "x", "--from", "record"]) == 0
    out = capsys.readouterr().out
    assert "volume = {53}" in out
    assert "Loo, Colleen K" in out


def test_bibtex_of_two_articles_has_two_keys(
    play: Play, capsys: pytest.CaptureFixture[str]
) -> None:
    play(article("x"), unreadable("y"), article("z"))
    assert run(["bibtex", "x"]) == 3
    out, err = capsys.readouterr()
    keys = {line for line in out.splitlines() if line.startswith("@article{")}
    assert len(keys) == 2
    assert err == "refcheck: y: is odd\n"


def test_color_and_detail_reach_the_report(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    play(article("x", MATCHED, WRONG))
    assert run(["check", "x", "--color"]) == 1
    assert "\x1b[" in capsys.readouterr().out
    assert run(["check", "x"]) == 1
    assert "\x1b[" not in capsys.readouterr().out
