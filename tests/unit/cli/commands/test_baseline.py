"""`refcheck baseline update`, and `check --baseline`."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from refcheck.cli.app import run

ARTICLE = """Ketamine helps some people [1]. \
It acts within hours [2]. Others see it in another way [9].

References

1. Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in treatment-resistant
   depression: a systematic review. Curr Neuropharmacol. 2014;12:444-61. doi:10.2174
2. Hasselmann HW. Ketamine as an antidepressant? Current state and future perspectives.
   Curr Neuropharmacol. 2014;12:57-70.
"""
BASELINE = "refcheck-baseline.json"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE)


def update(*words: str) -> int:
    return run(["baseline", "update", *words, "--no-lookup"])


def check(*words: str) -> int:
    return run(["check", *words, "--no-lookup", "--fail-on", "warning"])


def line_of(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_only_what_is_new_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("a.txt") == 1
    capsys.readouterr()
    assert update("a.txt") == 0
    assert capsys.readouterr().out == "refcheck-baseline.json: 2 known findings\n"
    assert check("a.txt", "--baseline", BASELINE) == 0
    out = capsys.readouterr().out
    assert out.count("(known)") == 2
    assert "New: nothing. Known from refcheck-baseline.json: 1 error, 1 warning." in out
    Path("a.txt").write_text(ARTICLE.replace("[9].", "[9, 12]."))
    assert check("a.txt", "--baseline", BASELINE) == 1
    out = capsys.readouterr().out
    assert "New: 1 error." in out


def test_the_json_report_says_what_is_known_only_if_there_is_a_baseline(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check("a.txt", "-f", "json")
    assert '"known"' not in capsys.readouterr().out
    update("a.txt")
    capsys.readouterr()
    check("a.txt", "-f", "json", "--baseline", BASELINE)
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["known"] == 2
    (document,) = report["documents"]
    assert [one["known"] for one in document["findings"]] == [True]


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "concise", "csv", "markdown", "html"])
def test_every_report_tells_known_findings_from_new_ones(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"sarif": '"baselineState":"unchanged"', "csv": ",known"}.get(name, "(known)")
    check("a.txt", "-f", name)
    before = capsys.readouterr().out.replace(": ", ":").count(told)
    update("a.txt")
    capsys.readouterr()
    assert check("a.txt", "-f", name, "--baseline", BASELINE) == 0
    out = capsys.readouterr().out
    assert out.replace(": ", ":").count(told) > before
    assert name != "junit" or "<failure" not in out
    assert name != "github" or "::error" not in out


def test_an_update_takes_the_place_of_what_was_known(capsys: pytest.CaptureFixture[str]) -> None:
    update("a.txt")
    before = Path(BASELINE).read_text()
    Path("a.txt").write_text(ARTICLE.replace(" [9]", ""))
    capsys.readouterr()
    assert update("a.txt") == 0
    assert capsys.readouterr().out == "refcheck-baseline.json: 1 known finding\n"
    assert len(Path(BASELINE).read_text().splitlines()) == len(before.splitlines()) - 1


def test_a_baseline_that_is_missing_says_how_to_make_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert check("a.txt", "--baseline", "known.json") == 2
    assert line_of(capsys) == (
        "refcheck: known.json: there is no such file; to make it: refcheck baseline update"
        " -o known.json PATH"
    )


@pytest.mark.parametrize("content", ["", "{", '{"format": "refcheck-baseline", "version": 9}'])
def test_a_damaged_baseline_is_one_line_and_is_not_overwritten(
    content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("known.json").write_text(content)
    assert check("a.txt", "--baseline", "known.json") == 2
    assert line_of(capsys).startswith("refcheck: known.json: ")
    assert update("a.txt", "-o", "known.json") == 2
    assert line_of(capsys).startswith("refcheck: known.json: ")
    assert Path("known.json").read_text() == content


def test_a_folder_is_not_a_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    assert check("a.txt", "--baseline", "folder") == 2
    assert line_of(capsys) == "refcheck: folder: is a folder"


def test_an_article_is_not_overwritten_by_a_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    assert update("a.txt", "-o", "a.txt") == 2
    assert line_of(capsys).endswith("this is one of the inputs, and it would be overwritten")
    Path("thesis.md").write_text("My own words.")
    assert update("a.txt", "-o", "thesis.md") == 2
    assert Path("thesis.md").read_text() == "My own words."


def test_settings_may_name_the_baseline_and_the_report_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("refcheck.toml").write_text('baseline = "known.json"\n')
    assert update("a.txt") == 0
    assert Path("known.json").exists()
    capsys.readouterr()
    assert check("a.txt") == 0
    assert "refcheck.toml weakens this check: baseline." in capsys.readouterr().out
    check("a.txt", "-f", "json")
    assert json.loads(capsys.readouterr().out)["settings_from"]["weakens"] == ["baseline"]


def test_settings_name_no_baseline_outside_of_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    Path("refcheck.toml").write_text('baseline = "../known.json"\n')
    assert check("../a.txt") == 2
    assert "leads out of the folder of the file" in line_of(capsys)


def test_nothing_readable_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert update("missing.txt") == 2
    assert line_of(capsys) == "refcheck: missing.txt: there is no such file"
    assert not Path(BASELINE).exists()


def test_one_of_several_that_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert update("a.txt", "missing.txt") == 3
    errors = capsys.readouterr().err
    assert "missing.txt: there is no such file" in errors
    assert "0 known findings stayed from before" in errors
    assert Path(BASELINE).exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_takes_the_findings_and_has_none_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo("pipe")
    monkeypatch.setattr("refcheck.readers.content._SILENCE", 0.1)
    with ThreadPoolExecutor() as pool:
        written = pool.submit(Path("pipe").read_text)
        assert update("a.txt", "-o", "pipe") == 0
        assert len(json.loads(written.result())["findings"]) == 2
