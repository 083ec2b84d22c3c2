"""Ligatures, odd spaces and words broken at line ends."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.text.typography import (
    STEERING,
    STEERING_BUT_C0,
    compounds,
    join_lines,
    plain,
    without_controls,
    written_out,
)

# Of Unicode's controls and formats these are seen, or shape what is seen; the soft hyphen is one
# that a terminal shows or leaves out.
SEEN = {
    *map(chr, (0xAD, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)),
    *map(chr, range(0x13430, 0x13440)),
}


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("scientiﬁc eﬃcacy of ﬂuoxetine", "scientific efficacy of fluoxetine"),
        ("Smith\u00a0J,\u2009Jones\tK", "Smith J, Jones K"),
        ("keta\u00admine de\u200bpression\ufeff", "ketamine depression"),
        ("\x1b[31mSmith\x07\u202eJ", "Smith J"),
        ("  ", ""),
        ("Smi\u202eth\u202c J", "Smith J"),
        ("\u2067שלום\u2069 א", "שלום א"),
        ("a \x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\ b", "a link b"),
        ("Pharmacol\x1b]0;own\x07 Res", "Pharmacol Res"),
        ("\x9d0;own\x9cLancet", "Lancet"),
        ("a \x1b]0;without an end", "a ]0;without an end"),
        ("علی\u200cپور", "علی\u200cپور"),
        ("क्\u200dष", "क्\u200dष"),
        ("keta\u200dmine, keta\u200cmine", "ketamine, ketamine"),
        ("\U000e0041tag\ufff9", "tag"),
        ("half\ud800", "half\ufffd"),
    ],
)
def test_plain(printed: str, clean: str) -> None:
    assert plain(printed) == clean


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Psychiatry", "Res."], "Psychiatry Res."),
        (["Family Frames, Cam-", "  bridge: Harvard."], "Family Frames, Cambridge: Harvard."),
        (["Kolominsky-", "Rabas P"], "Kolominsky-Rabas P"),
        (["Gesprächsanalysen, 159-", "274."], "Gesprächsanalysen, 159-274."),
        (["24–", "35."], "24–35."),
        (["a self-", "reported scale"], "a self-reported scale"),
        (["treatment-", "resistant depression"], "treatment-resistant depression"),
        (["keta\u00ad", "mine"], "ketamine"),
        (["doi:10.1007/s10439-", "009-9852-5"], "doi:10.1007/s10439-009-9852-5"),
        (
            ["https://bvsms.gov.br/bvs/", "publicacoes.pdf"],
            "https://bvsms.gov.br/bvs/publicacoes.pdf",
        ),
        (["https://a.org", "Accessed 3 May"], "https://a.org Accessed 3 May"),
        (["Bd. 17, S. 43 -", "59."], "Bd. 17, S. 43 - 59."),
        (["a (2-", "methyl) b"], "a (2-methyl) b"),
        (["", "Smith", " ", "J"], "Smith J"),
        (["Smith -", "a"], "Smith - a"),
        ([], ""),
    ],
)
def test_lines_are_joined(lines: list[str], joined: str) -> None:
    known = compounds("It is treatment-resistant.")
    assert join_lines(lines, known) == joined


def test_the_table_has_every_control_of_unicode() -> None:
    """Behind a letter: joiners stay where a script needs them."""
    for char in map(chr, range(0x110000)):
        control = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        if control and char not in SEEN:
            assert STEERING.search(f"a{char}"), hex(ord(char))
            assert bool(STEERING_BUT_C0.search(f"a{char}")) == (char >= " "), hex(ord(char))
        elif unicodedata.category(char) != "Cn":
            assert not STEERING.search(f"a{char}"), hex(ord(char))


def test_letters_marks_and_selectors_are_no_controls() -> None:
    for text in ("Ångström", "抑郁\U000e0100", "👩\u200d🔬\ufe0f", "می\u200cخواهم", "ශ්\u200dරී"):
        assert not STEERING.search(text)
        assert without_controls(text) == text


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a\r\n\tb", "a b"),
        ("a\u2028b\x85c\x9bd", "a b c d"),
        ("x\u202ey\u2069z\u200ew", "xyzw"),
        ("\ufeffa\u200bb\u00adc", "abc"),
        ("a\u200d\u200db", "ab"),
        ("ک\u200c\u200cت", "ک\u200cت"),
        ("ALM\u061c\u200c", "ALM"),
        ("\udc80", "\ufffd"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_what_steers_is_taken_out_of_data(text: str, data: str) -> None:
    assert without_controls(text) == data


@pytest.mark.parametrize(
    ("char", "shown"), [("\x1b", r"\x1b"), ("\u202e", r"\u202e"), ("\U000e0041", r"\U000e0041")]
)
def test_what_steers_is_written_out(char: str, shown: str) -> None:
    assert written_out(char) == shown


@given(st.text(st.one_of(st.characters(), st.sampled_from("\u200c\u200d\u061c\u180eک"))))
def test_data_is_made_once_and_steers_nothing(text: str) -> None:
    data = without_controls(text)
    assert without_controls(data) == data
    assert not STEERING.search(data)


@given(st.text())
def test_plain_is_made_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.lists(st.text()))
def test_no_letter_is_lost(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char.isalnum())

    assert letters(join_lines(lines)) == letters("".join(map(plain, lines)))
