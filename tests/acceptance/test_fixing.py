"""Articles of seeds/ are corrected offline: right values, nothing else, and nothing left over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.checkout import copy_folders

import refcheck
from refcheck.cli.app import run
from refcheck.model.finding import Severity
from refcheck.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# What `tests/acceptance/expected/with-errors.json` says of these, and how the list writes it.
CORRECTED = {
    6: ("doi:10.1016j.nlm.2010.11.011", "doi:10.1016/j.nlm.2010.11.011"),
    7: ("Mariano ER, Kuan C", "Mariano ER, Golianu B, Kuan C"),
    9: ("Fasoulakis A", "Fassoulaki A"),
    10: ("safe choice for epidural", "good choice for spinal"),
    12: ("749-57", "749-51"),
    13: ("Morooka H, Watanabe H", "Watanabe H, Morooka H"),
    14: ("1335-8", "1355-8"),
    17: ("PMID: 2382857", "PMID: 24534990"),
    18: ("Kurtel K, Ozkan B", "Kurtel K"),
    19: ("Arvidson K", "Arvidson C"),
    20: ("J Food Sci. 2011", "J Food Sci. 2009"),
    22: ("THC-2009-0551", "THC-2009-0548"),
    24: ("16(10)", "18(10)"),
    26: ("Br J Haematol", "Blood"),
    29: ("184(3)", "184(2)"),
}


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The article with planted errors, and the responses for it."""
    copy_folders(ROOT, tmp_path, "cache", "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "seeds" / "with-errors.md"


def fix(*words: str) -> int:
    return run(["fix", "seeds/with-errors.md", "--offline", "--cache-dir", "cache", *words])


def lines_of(text: str) -> dict[int, str]:
    """The references by their numbers."""
    entries = text.rpartition("## ")[2].splitlines()
    return {int(line.partition(".")[0]): line for line in entries if line[:1].isdigit()}


def test_planted_errors_are_corrected_and_nothing_else(article: Path) -> None:
    before = article.read_text(encoding="utf-8")
    fix("--write")
    after = article.read_text(encoding="utf-8")
    assert len(before.splitlines()) == len(after.splitlines())
    old, new = lines_of(before), lines_of(after)
    changed = {number for number in old if old[number] != new[number]}
    assert changed == set(CORRECTED)
    for number, (wrong, right) in CORRECTED.items():
        assert new[number] == old[number].replace(wrong, right)
    head = before.index("1. ", before.rindex("## "))
    assert before[:head] == after[:head]


def test_a_second_run_changes_nothing(article: Path) -> None:
    fix("--write")
    after = article.read_bytes()
    fix("--write")
    assert article.read_bytes() == after


def test_a_check_finds_nothing_of_what_was_corrected(article: Path) -> None:
    settings = Settings(offline=True, cache_dir=article.parent.parent / "cache")
    fix("--write")
    [report] = refcheck.check(article, settings)
    left = {
        checked.reference.string.number
        for checked in report.references
        if checked.reference.string.number in CORRECTED
        for finding in checked.findings
        if finding.severity is not Severity.INFO and finding.rule != "list-duplicate"
    }
    assert left == set()


def test_the_diff_is_of_the_same_lines(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = article.read_bytes()
    assert fix() == 1
    diff = capsys.readouterr().out
    added = [line for line in diff.splitlines() if line.startswith("+") and line[1:2].isdigit()]
    assert {int(line[1:].partition(".")[0]) for line in added} == set(CORRECTED)
    assert article.read_bytes() == before
