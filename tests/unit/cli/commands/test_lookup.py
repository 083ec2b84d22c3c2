"""`refcheck lookup`: one work, by an identifier or by a reference string."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from refcheck.cli.app import run

CACHE = str(Path(__file__).parents[4] / "cache")
PMID = "26211972"
STRING = (
    "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explain the initiation of ketamine’s "
    "antidepressant actions: Direct inhibition and disinhibition. "
    "Neuropharmacology. 2016;100:17-26."
)


@pytest.fixture(autouse=True)
def _plain_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


def look_up(*arguments: str) -> int:
    return run(["lookup", *arguments, "--offline", "--cache-dir", CACHE])


@pytest.mark.parametrize(
    "given", [PMID, f"PMID {PMID}", f"https://pubmed.ncbi.nlm.nih.gov/{PMID}/"]
)
def test_an_identifier_shows_its_work(capsys: pytest.CaptureFixture[str], given: str) -> None:
    assert look_up(given) == 0
    out = capsys.readouterr().out
    assert out.startswith("PubMed has this work:\n")
    assert "Neuropharmacology. 2016;100:17-26" in out
    assert f"PMID {PMID}" in out
    assert "Data from PubMed" in out


def test_a_reference_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert look_up(STRING) == 0
    out = capsys.readouterr().out
    assert out.startswith("PubMed has this work, and the reference differs from it:\n")
    assert "[title-wording]" in out
    assert look_up(STRING.replace("explain ", "explaining ")) == 0
    assert capsys.readouterr().out.startswith("Verified: PubMed has this work")


def test_a_wrong_reference_sets_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert look_up(STRING, "--fail-on", "warning") == 1
    assert "[title-wording]" in capsys.readouterr().out


@pytest.mark.parametrize("given", ["99999999", "10.1000/nothing", "Nobody A. Of nothing. 2020."])
def test_what_is_not_cached_is_not_said_to_be_missing(
    capsys: pytest.CaptureFixture[str], given: str
) -> None:
    assert look_up(given) == 3
    assert capsys.readouterr().out.startswith("Not checked: offline, and ")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("\udcff\udcfe", 0),
        ("Smith \udcff", 0),
        ("M\udcfcller J. A title of a work. Lancet. 2010;375:77.", 3),
    ],
)
def test_bytes_that_are_no_text_are_replaced(
    capsys: pytest.CaptureFixture[str], given: str, status: int
) -> None:
    """As a command line has bytes that are not UTF-8."""
    assert look_up(given, "--format", "json") == status
    (reference,) = json.loads(capsys.readouterr().out)["documents"][0]["references"]
    assert reference["raw"] == re.sub("[\udc80-\udcff]", "\ufffd", given)


def test_other_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert look_up(PMID, "--format", "bibtex") == 0
    assert "pmid = {26211972}" in capsys.readouterr().out
    assert look_up(PMID, "--format", "json") == 0
    (reference,) = json.loads(capsys.readouterr().out)["documents"][0]["references"]
    assert reference["lookup"]["pmid"] == PMID


@pytest.mark.parametrize(
    ("given", "said"),
    [("  ", "there is nothing to look up"), ("x" * 30_000, "more than 20,000 characters")],
)
def test_what_is_no_work(capsys: pytest.CaptureFixture[str], given: str, said: str) -> None:
    assert look_up(given) == 2
    assert said in capsys.readouterr().err
