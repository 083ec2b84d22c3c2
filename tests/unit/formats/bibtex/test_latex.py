"""Text as LaTeX and back, character by character."""

from __future__ import annotations

import pytest

from refcheck.formats.bibtex.latex import clean, decode, decode_verbatim, encode, encode_verbatim


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Müller & Søn, 5 %", r"M{\"u}ller \& S{\o}n, 5 \%"),
        ("IL_2 #1 $5", r"IL\_2 \#1 \$5"),
        ("{a", r"{\ensuremath{\lbrace}}a"),
        ("a\\b", r"a{\textbackslash}b"),
        ("p < 0.05 ~ x^2", r"p {\ensuremath{<}} 0.05 {\textasciitilde} x{\string^}2"),
        ("1990--2000", "1990-{}-2000"),
        ("a -- b --- c", "a -{}- b -{}-{}- c"),
        ("it''s ``so``", "it'{}'s `{}`so`{}`"),
        (
            "β-blocker – “yes”",
            r"{\ensuremath{\beta}}-blocker {\textendash} "
            r"{\textquotedblleft}yes{\textquotedblright}",
        ),
        ("Nguyễn", r"Nguy{\~{\^{e}}}n"),
        ("x\u0304", r"{\={x}}"),
        ("Erdős", r"Erd{\H{o}}s"),
        ("H₂O", r"H{\textsubscript{2}}O"),
        ("10⁻⁶ ⁿ", r"10{\textsuperscript{-}}{\textsuperscript{6}} {\textsuperscript{n}}"),
        ('say "so"', 'say "so"'),
        ("抑郁 🧪 Ħ", "抑郁 🧪 Ħ"),
    ],
)
def test_encode(text: str, written: str) -> None:
    assert encode(text) == written
    assert decode(written) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [("Müller & Søn", r"Müller \& Søn"), ("β -- {", r"β -{}- {\ensuremath{\lbrace}}")],
)
def test_encode_for_unicode(text: str, written: str) -> None:
    assert encode(text, unicode=True) == written
    assert decode(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"{K}etamine and {\'e}tudes", "Ketamine and études"),
        (r"\textbraceleft a\textbraceright", "{a}"),
        (r"$\beta$-blocker", "β-blocker"),
        (r"13{\textsuperscript{th}} {\textsuperscript{'}}", "13th '"),
        (r"\url{http://a.b}", "http://a.b"),
        ("pages 1--5", "pages 1–5"),
        (r"{unbalanced \emph{", "unbalanced "),
        ("{" * 3000 + "a", "a"),
    ],
)
def test_decode_of_other_programs(written: str, text: str) -> None:
    assert decode(written) == text.strip()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("10.1002/(SICI)1<1::AID-X>3.0.CO;2-2", "10.1002/(SICI)1<1::AID-X>3.0.CO;2-2"),
        ("https://a.b/c_d%20e#f~g", "https://a.b/c_d%20e#f~g"),
        ("https://a.b/{c}", "https://a.b/{c}"),
        ("https://a.b/}{", r"https://a.b/{\ensuremath{\rbrace}}{\ensuremath{\lbrace}}"),
        ("a{", r"a{\ensuremath{\lbrace}}"),
        ("a\\&b", r"a{\textbackslash}&b"),
    ],
)
def test_verbatim(text: str, written: str) -> None:
    assert encode_verbatim(text) == written
    assert decode_verbatim(written) == text


def test_escapes_in_addresses_of_other_programs() -> None:
    assert decode_verbatim(r"10.1000/a\_b\%20\&c") == "10.1000/a_b%20&c"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("e\u0301\n\x00 a", "é a"),
        (" \x9b ", ""),
        ("caf\udce9", "caf\ufffd"),
        ("a\u00a0", "a\u00a0"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_value_beyond_measure_is_read_without_looking_at_commands() -> None:
    assert decode(r"\emph{a} \& " + "x" * 60_000) == "a & " + "x" * 60_000


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("Keta\u202emine\u202c and\u2028it", "Ketamine and it"),
        ("Two\u200f hypo\u200btheses\ufeff", "Two hypotheses"),
        ("a\U000e0041b\ufff9c\u00add", "abcd"),
        ("e\u200b\u0301", "é"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("שלום\u200f (C++\u200e)", "שלום (C++)"),
    ],
)
def test_what_steers_a_terminal_is_not_carried(text: str, carried: str) -> None:
    assert clean(text) == carried
    for unicode in (False, True):
        assert decode(encode(carried, unicode=unicode)) == carried
