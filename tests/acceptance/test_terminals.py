"""Nothing of a stranger's article, and no name of its files, steers the terminal that shows it."""

from __future__ import annotations

import io
import sys
import unicodedata
from pathlib import Path

import pytest

from refcheck.cli import progress
from refcheck.cli.app import run

# One of each kind: C0, DEL, C1, a separator, marks, an embedding, an override and an isolate of
# direction, spaces without width, annotations, tags.
STEERING = (
    "\x1b\x07\x08\x7f\x9b\x85\u2028\u061c\u200e\u200f\u202b\u202e\u2066\u200b\u200d\ufff9\U000e0041"
)
ARTICLE = f"""Plain words of an article.

References

1. Raj{STEERING}kumar R, Fam J. Ketamine and suicidal {STEERING} ideation. Pharmacol Res. 2015;99:23-35.
2. Miller OH, Moran JT. Two cellular hypotheses of it. Lan{STEERING}cet. 2016;100:17-26.
4. Hasselmann HW. {STEERING} as an antidepressant? Curr Neuropharmacol. 2014;12:57-70.
"""  # noqa: E501 - one reference a line, as articles print them
ENTRY = f"""@article{{a2015,
  author = {{Raj{STEERING}kumar, R and Fam, J}},
  title = {{Ketamine {STEERING} and it}},
  journal = {{Phar{STEERING}macol Res}},
  year = {{2015}}, volume = {{9{STEERING}9}}, pages = {{23--35}},
  doi = {{10.1016/x{STEERING}y}},
}}
"""
NAME = "art\x1b[31m\u202eicle"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 3600.0)  # its line steers the terminal, as it may
    monkeypatch.chdir(tmp_path)
    Path(f"{NAME}.txt").write_text(ARTICLE, encoding="utf-8")
    Path(f"{NAME}.bib").write_text(ENTRY, encoding="utf-8")


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        self.flush()
        self.seek(0)
        return self.read()


@pytest.mark.parametrize(
    "command",
    [
        "check --no-lookup --verbose",
        "check --no-lookup --why 1",
        "check --no-lookup --format json",
        "extract",
        "extract --text",
        "extract --format json",
        "bibtex",
        "bibtex --unicode",
        "parse",
        "parse --to bibtex",
        "parse --to ris",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".bib", ".missing"])
def test_nothing_steers_the_terminal(
    command: str, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    streams = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    plain = ["--no-color"] if command.startswith(("check", "extract")) else []
    assert run([*command.split(), f"{NAME}{suffix}", *plain]) in (0, 1, 2, 3)
    text = "".join(stream.shown() for stream in streams)
    assert text
    unsafe = {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert unsafe <= {"\n", "\t"}


def test_nor_does_the_name_of_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    assert run(["cache", "info", "--cache-dir", NAME]) == 0
    assert "art\\x1b[31m\\u202eicle" in stream.shown()
