"""`refcheck explain`: every rule has a page, and the page fits the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from refcheck.checks import RULES
from refcheck.cli.app import run


@pytest.fixture(autouse=True)
def _plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def test_all_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.splitlines()[:-2]] == sorted(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_a_page(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["explain", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"# {name}: ")
    assert "offline" in out
    assert "\x1b" not in out


def test_a_page_in_colour(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "year-mismatch", "--color"]) == 0
    out = capsys.readouterr().out
    assert "\x1b[" in out
    assert "**" not in out


def test_the_case_of_a_name_does_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "SUSPECT"]) == 0
    assert capsys.readouterr().out.startswith("# suspect: ")


def test_part_of_a_name_lists_the_rules_that_have_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "doi"]) == 2
    said = capsys.readouterr().err
    assert (
        "there is no rule 'doi'; did you mean doi-available, doi-malformed, doi-mismatch or" in said
    )
