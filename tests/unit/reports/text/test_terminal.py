"""Text on a terminal: what is shown, how wide it is, where it is broken."""

from __future__ import annotations

import io
import os

import pytest

from refcheck.reports.text.terminal import Screen, cell_len, cut, printable, wrap


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  a \n\t b ", "a b"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("caf\udce9", r"caf\udce9"),
        ("a\u061cb\u200bc\ufeffd", r"a\u061cb\u200bc\ufeffd"),
        ("\U000e0041\ufffa", r"\U000e0041\ufffa"),
        ("keta\u200dmine", r"keta\u200dmine"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u2028b\x85c", "a b c"),
        ("日本 Ångström \u05e9", "日本 Ångström \u05e9"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("ketamine", 8, "ketamine"),
        ("ketamine", 5, "keta…"),
        ("a b c", 4, "a b…"),
        ("日本語", 5, "日本…"),
    ],
)
def test_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown
    assert cell_len(cut(text, width)) <= width


def test_wrap_breaks_at_spaces_only() -> None:
    assert wrap("a bb https://pubmed.ncbi.nlm.nih.gov/1/ c", 6) == [
        "a bb",
        "https://pubmed.ncbi.nlm.nih.gov/1/",
        "c",
    ]
    assert wrap("", 10) == [""]


def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert Screen(Terminal(), width=None, color=False).width == 70
    assert Screen(io.StringIO(), width=None, color=False).width == 80
    assert Screen(Terminal(), width=100, color=False).width == 100
    monkeypatch.setenv("COLUMNS", "10")
    assert Screen(Terminal(), width=None, color=False).width == 40
    monkeypatch.setitem(os.environ, "COLUMNS", "400")
    assert Screen(Terminal(), width=None, color=False).width == 120
