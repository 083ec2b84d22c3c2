"""The settings on rules: what is read of them, and what is said of wrong ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from refcheck.errors import SettingsError, UsageError
from refcheck.model.finding import Severity
from refcheck.model.suppression import SuppressionOrigin
from refcheck.settings import Settings, load_settings

ENTRY = {"doi": "https://doi.org/10.1000/ABC", "rules": ["year-mismatch"], "reason": "why"}


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "refcheck.settings.reading.own_settings_path", lambda: tmp_path / "own.toml"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def test_what_a_file_says(folder: Path) -> None:
    (folder / "refcheck.toml").write_text(
        'select = ["author-*", "Year-Mismatch"]\nignore = "list-gap, list-repeat"\n'
        'severity = {issue-mismatch = "info"}\nno-suppressions = true\n'
        '[[suppress]]\npmid = 25982932\nrules = "all"\nreason = "why"\nuntil = 2027-01-31\n'
    )
    (folder.parent / "own.toml").write_text(
        '[[suppress]]\nkey = "fam2015"\nrules = ["retracted"]\nreason = "we know"\n'
    )
    settings = load_settings({}, {}, folder)
    assert settings.select == ("author-*", "year-mismatch")
    assert settings.ignore == ("list-gap", "list-repeat")
    assert settings.severity == (("issue-mismatch", Severity.INFO),)
    assert settings.suppressions is False
    theirs, own = settings.suppress
    assert (theirs.pmid, theirs.until, theirs.path) == (
        "25982932",
        date(2027, 1, 31),
        "refcheck.toml",
    )
    assert theirs.origin is SuppressionOrigin.SETTINGS
    assert (own.key, own.origin, own.path) == ("fam2015", SuppressionOrigin.OWN, None)
    assert settings.settings_file
    assert settings.settings_file.weakens == ("select", "ignore", "severity", "suppress")
    assert load_settings({}, {}, folder, only=("rate",)).suppress == ()


def test_a_program_can_suppress_everything() -> None:
    settings = Settings(suppress=(ENTRY,), severity={"retracted": "info"})  # type: ignore[arg-type]
    (entry,) = settings.suppress
    assert (entry.doi, entry.origin) == ("10.1000/abc", SuppressionOrigin.OWN)
    assert not settings.rule_choice().refused


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rules": None}, "names no rules"),
        ({"rules": []}, "names no rule"),
        ({"rules": ["year-mismach"]}, "did you mean year-mismatch?"),
        ({"rules": ["suppression-unused"]}, "cannot be suppressed"),
        ({"rules": 3}, "needs a list of rules"),
        ({"reason": None}, "no reason"),
        ({"reason": "  "}, "reason that is not text"),
        ({"until": "soon"}, "not a date"),
        ({"until": "2027-02-30"}, "not a date"),
        ({"until": 2027}, "not a date"),
        ({"doi": "12"}, "not a DOI"),
        ({"pmid": "x"}, "not a PMID"),
        ({"text": "short"}, "fewer than"),
        ({"key": 3}, "key that is not text"),
        ({"doi": None}, "names no reference"),
        ({"resaon": "x"}, "did you mean reason?"),
    ],
)
def test_a_wrong_entry(change: dict[str, Any], told: str) -> None:
    entry = {name: value for name, value in {**ENTRY, **change}.items() if value is not None}
    with pytest.raises(UsageError, match="suppress number 1") as caught:
        Settings(suppress=[entry])  # type: ignore[arg-type]
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('ignore = ["year-mismach"]', "did you mean year-mismatch?"),
        ("ignore = []", "names no rule"),
        ("ignore = [1]", "needs a list of rules"),
        ("ignore = true", "has to be a list"),
        ('severity = {year-mismatch = "bad"}', "of year-mismatch"),
        ('severity = {year-mismach = "info"}', "did you mean year-mismatch?"),
        ('severity = "info"', "has to be a table"),
        ('suppress = ["x"]', "one or more tables"),
        ("suppress = 1", "has to be a list"),
    ],
)
def test_a_wrong_file_is_said_in_one_line(folder: Path, text: str, told: str) -> None:
    (folder / "refcheck.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings({}, {}, folder)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [("offline = true", "only [[suppress]]"), ("[[suppress]]\nkey = 'a'", "names no rules")],
)
def test_a_wrong_file_of_ones_own(folder: Path, text: str, told: str) -> None:
    (folder.parent / "own.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings({}, {}, folder)
    assert told in str(caught.value)


def test_ones_own_folder_is_not_a_strangers(folder: Path) -> None:
    entry = '[[suppress]]\nkey = "a"\nrules = ["retracted"]\nreason = "why"\n'
    (folder.parent / "refcheck.toml").symlink_to(folder.parent / "own.toml")
    (folder.parent / "own.toml").write_text(entry)
    (only,) = load_settings({}, {}, folder).suppress
    assert only.origin is SuppressionOrigin.OWN
