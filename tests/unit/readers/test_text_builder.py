"""One text out of pieces, and the places in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refcheck.readers.text_builder import INVISIBLE, TextBuilder


def blocks(builder: TextBuilder) -> None:
    builder.paragraph()
    builder.words(" one\n two ")
    builder.words("three")
    builder.line()
    builder.words("four")
    builder.paragraph()
    builder.line()
    builder.words("five")
    builder.paragraph()


def label(builder: TextBuilder) -> None:
    builder.label("1.")
    builder.paragraph()
    builder.words("Smith J.")
    builder.line()
    builder.words("Doe J.")


def cells(builder: TextBuilder) -> None:
    builder.words("a")
    builder.tab()
    builder.line()
    builder.words("b")
    builder.join("\t")
    builder.block(2)
    builder.words("c")


def items(builder: TextBuilder) -> None:
    builder.item("1. ")
    builder.indent = "   "
    builder.item("• ")
    builder.words("a")
    builder.line_break()
    builder.words("b")


def breaks(builder: TextBuilder) -> None:
    for _ in range(4):
        builder.words("a")
        builder.line_break()
    builder.line_break()
    builder.line_break()
    builder.words("b")


def preformatted(builder: TextBuilder) -> None:
    builder.preformatted("a  b\n\n\tc\r\n")


@pytest.mark.parametrize(
    ("write", "text"),
    [
        (blocks, "one two three\nfour\n\nfive\n"),
        (label, "1. Smith J.\nDoe J.\n"),
        (cells, "a\nb\tc\n"),
        (items, "1. • a\n   b\n"),
        (breaks, "a\na\na\na\n\nb\n"),
        (preformatted, "a  b\n\n        c\n"),
        (lambda builder: builder.words(" \n"), ""),
    ],
)
def test_what_parts_words(write: Callable[[TextBuilder], None], text: str) -> None:
    builder = TextBuilder()
    write(builder)
    assert builder.document("a").text == text


def test_places_are_those_of_the_words() -> None:
    builder = TextBuilder()
    builder.words("Text ")
    mark = builder.mark()
    start = builder.next_start
    builder.anchor("n1")
    builder.words("1")
    builder.link(start, ("r1",))
    assert builder.superscript(mark.start)
    builder.paragraph()
    builder.place("/ref")
    builder.words("Smith")
    builder.anchor("end")
    document = builder.document("a")
    assert document.text == "Text 1\n\nSmith\n"
    assert [(one.start, one.end, one.targets) for one in document.links] == [(5, 6, ("r1",))]
    assert document.superscripts == ((5, 6),)
    assert document.anchors == ((5, "n1"), (12, "end"))
    assert tuple(document.places) == ((8, "/ref"),)


def test_nothing_written_is_nothing_noted() -> None:
    builder = TextBuilder()
    mark = builder.mark()
    builder.link(builder.next_start, ("a",))
    assert not builder.superscript(mark.start)
    assert builder.document("a").links == builder.document("a").superscripts == ()


def test_characters_that_are_not_seen_are_left_out_where_asked() -> None:
    text = "Sero\u00adtonin\u200b"
    for ignored, expected in ((INVISIBLE, "Serotonin\n"), ({}, f"{text}\n")):
        builder = TextBuilder(ignored=ignored)
        builder.words(text)
        assert builder.document("a").text == expected


@pytest.mark.parametrize(("words", "tail"), [("[12].", "[12]."), ("123456789", None), ("", None)])
def test_what_a_line_has_so_far(words: str, tail: str | None) -> None:
    builder = TextBuilder()
    builder.words("before")
    builder.line()
    builder.words(words)
    start = builder.words_start if words else builder.length
    assert builder.end_of_line_from(start) == tail
