"""A report as a value: counts, conversions, and what a notebook shows."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import refcheck
from refcheck.cli.app import run

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "seeds" / "ketamine-for-depression.txt"
CACHE = CHECKOUT / "cache"


def report(*names: str) -> refcheck.Report:
    paths = [CHECKOUT / "seeds" / name for name in names] or [SEED]
    return refcheck.check(paths, offline=True, cache_dir=CACHE)


def test_it_is_a_sequence_of_documents() -> None:
    made = report("ketamine-for-depression.txt", "with-errors.md")
    assert len(made) == 2
    assert made[0].path.endswith("ketamine-for-depression.txt")
    assert made[-1:] == (made[1],)
    assert [*made] == [*made.documents]
    assert len(made.references) == sum(len(one.references) for one in made)
    assert made.summary.references == len(made.references)


@pytest.mark.parametrize("name", ["json", "html", "csv", "sarif", "markdown"])
def test_texts_are_those_of_the_command_line(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    run(["check", str(SEED), "--offline", "--cache-dir", str(CACHE), "--format", name])
    written = io.StringIO(capsys.readouterr().out, newline="").read()
    assert report().to_text(name) == written


def test_json_and_dictionary() -> None:
    made = report()
    assert json.loads(made.to_json()) == made.to_dict()
    assert made.to_dict()["summary"]["verified"] == 4
    assert "summary" not in refcheck.extract(SEED).to_dict()


@pytest.mark.parametrize("name", ["xlsx", "pdf", ""])
def test_formats_that_are_no_text(name: str) -> None:
    with pytest.raises(ValueError, match="there is no format"):
        report().to_text(name)


def test_a_line_says_what_it_is() -> None:
    assert "\n" not in repr(report())
    assert repr(refcheck.extract(SEED)) == "<Report: 10 references in 1 article>"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_what_needs_a_look_and_escapes_it() -> None:
    line = (
        "{}. Rajkumar R, <script>alert(1)</script> Fam J. Ketamine & suicidal ideation. "
        "Pharmacol Res. 2015;99:23-35. doi:1016/j.phrs.2015\n"
    )
    text = "References\n\n" + "".join(line.format(number) for number in range(1, 31))
    shown = refcheck.check_text(text, lookup=False)._repr_html_()
    page = _Tags()
    page.feed(shown)
    assert "script" not in page.seen
    assert "<script>alert(1)</script>" in page.text
    assert page.seen.count("tr") <= 21
    assert len(shown) < 30_000
    assert refcheck.extract_text("no list")._repr_html_().count("<table") == 0
