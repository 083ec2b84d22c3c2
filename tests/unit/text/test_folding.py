"""Folded text: its words, and what parts them."""

from __future__ import annotations

from refcheck.text.folding import fold, folded, squashed, words


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
