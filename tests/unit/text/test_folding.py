"""Folded text: its words, and what parts them."""

from __future__ import annotations

from refcheck.text.folding import _TABLE, fold, folded, plain_lower, squashed, squeeze, words


def test_words() -> None:
    assert words("O’Leary-Müller, J.") == ("o", "leary", "muller", "j")
    assert squashed("O’Leary-Müller, J.") == "olearymullerj"
    assert folded("x" * 5000) == "x" * 5000


def test_what_has_no_width_parts_no_word() -> None:
    assert fold("keta\u00admine, keta\u200cmine") == "ketamine ketamine"
    assert fold("می\u200cخواهم") == fold("میخواهم")


def test_the_short_way_of_folding_is_the_long_way() -> None:
    every = "".join(map(chr, range(128)))
    assert fold(every) == fold(every + " é").removesuffix(" e")


def test_a_character_is_folded_alike_wherever_it_stands() -> None:
    for code in (*range(128, 0x3000), *range(0xD7F0, 0xE010), 0x1D400, 0x1F600):
        assert fold(f"A{chr(code)}B") == " ".join(f"a{_TABLE[code]}b".split())


def test_halves_of_surrogates_part_words() -> None:
    assert fold("Sleep\ud800Well \udfff") == "sleep well"


def test_white_space_is_folded() -> None:
    for text in ("a b", "a  b", " a b ", "a\tb", "a\n b", "a\u00a0b", "a \u2009b\u3000"):
        assert squeeze(text) == "a b"
    assert squeeze(" ") == squeeze("") == ""
    assert squeeze("a\u200bb\u00adc") == "a\u200bb\u00adc"


def test_plain_letters() -> None:
    assert plain_lower("Sleep – Well") == "sleep ? well"
    assert plain_lower("ÄRZTE\ud800") == "?rzte?"
