"""Lines to the user: one line each, and nothing that could steer a terminal."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.cli.stderr import complain, harmless, one_line, warn


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("no file here", "no file here"),
        ("two\nlines\r\n", "two lines"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("right\u202eleft", "right\\u202eleft"),
        ("\x9b2J", "\\x9b2J"),
        ("undecodable \udc80", "undecodable \\udc80"),
        ("Zoë Šimková", "Zoë Šimková"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_one_line_is_of_bounded_length() -> None:
    assert len(one_line("a" * 5_000_000)) == 1_000


@given(st.text())
def test_one_line_is_printable(text: str) -> None:
    assert one_line(text).isprintable()


@given(st.text())
def test_harmless_text_keeps_its_lines_and_steers_nothing(text: str) -> None:
    shown = harmless(text)
    assert shown.count("\n") == text.count("\n")
    assert not set(shown) & {chr(code) for code in (*range(9), *range(11, 32), *range(127, 160))}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb\u200fc\u061cd", r"a\u202eb\u200fc\u061cd"),
        ("a\u2028b\ufeffc\u200bd", r"a\u2028b\ufeffc\u200bd"),
        ("a\U000e0041\ufff9\udc80", r"a\U000e0041\ufff9\udc80"),
        ("keta\u200dmine", r"keta\u200dmine"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_harmless_writes_out_what_cannot_be_seen(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_harmless_leaves_plain_text_alone() -> None:
    assert harmless("Müller\tJ.\nSoft\u00adhyphen") == "Müller\tJ.\nSoft\u00adhyphen"


def test_who_says_it(capsys: pytest.CaptureFixture[str]) -> None:
    complain("it cannot be done")
    warn("it was slow")
    assert capsys.readouterr().err == (
        "refcheck: it cannot be done\nrefcheck: warning: it was slow\n"
    )


def test_an_encoding_that_knows_few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", stream)
    complain("Zoë")
    stream.seek(0)
    assert stream.read() == "refcheck: Zo\\xeb\n"


def test_no_standard_error_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    complain("nobody hears it")
