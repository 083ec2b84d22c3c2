"""What is found out about a line at a glance is what the patterns would have found."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refcheck.extraction.reference_list import headings
from refcheck.extraction.reference_list.headings import inline_heading
from refcheck.extraction.reference_list.labelled import two_columns
from refcheck.extraction.reference_list.likelihood import NAME_AT_START
from refcheck.extraction.reference_list.likelihood.measures import (
    _counted,
    _counted_in_any,
    _has_digit,
)
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings.page_headers import _edge, _edges
from refcheck.extraction.reference_list.unlabelled import unnumbered
from refcheck.model.document import Document
from refcheck.text import label_forms

# Pieces of which lines are made: words of headings, particles, initials, labels and signs.
PIECES = st.lists(
    st.sampled_from(
        [
            *("References", "REFERENCES", "Literature", "cited", "VII", "IV", "of", "the"),
            *(
                "Patients",
                "were",
                "Van",
                "De",
                "la",
                "Berg",
                "Smith",
                "O'Leary",
                "Müller",
                "J",
                "A.",
            ),
            *(
                "É",
                "И",
                "в",
                " ",
                " ",
                " ",
                ":",
                ".",
                ",",
                "-",
                "–",
                "[1]",
                "1.",
                "(",
                ")",
                "*",
                "_",
            ),
            *("A.", "_", "\t", "’", "x"),
        ]
    ),
    max_size=9,
).map("".join)


@given(PIECES)
@example("References 1. Smith J")
@example("VII References: Smith J")
@example("Patients: Smith J")
def test_a_heading_with_an_entry_is_told_by_its_first_word(line: str) -> None:
    found = inline_heading(line)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(headings, "_may_begin_heading", lambda _word: True)
        assert inline_heading(line) == found


def test_headings_with_an_entry_are_found() -> None:
    assert inline_heading("References: Smith J") == len("References: ")
    assert inline_heading("Patients: Smith J") == 0


@given(PIECES, st.sampled_from(["Ab", "Éc", "Их", "Wo", "Вв"]))
def test_no_letter_is_a_label_that_a_small_one_follows(rest: str, begin: str) -> None:
    line = begin + rest
    assert not label_forms._LETTERS.match(line)
    assert not label_forms._CIRCLED.match(line)


@given(PIECES)
@example("Patients were")
@example("Van der Berg A")
def test_what_begins_like_a_sentence_does_not_begin_with_a_name(line: str) -> None:
    if unnumbered._SENTENCE.match(line):
        assert not NAME_AT_START.match(line)


@given(PIECES)
def test_a_column_begins_with_a_digit_or_a_bracket(line: str) -> None:
    if two_columns._FIRST.match(line):
        assert line[0].isdecimal() or line[0] in two_columns._OPENING


@given(st.text("a1٣²9–é "))
def test_digits_are_those_of_any_script(text: str) -> None:
    assert _has_digit(text) is any(map(str.isdigit, text))


@given(st.lists(st.sampled_from([*"Aaéß_1²º–’ .İЖ", "is ", "You", "x" * 39])).map("".join))
def test_words_are_those_of_any_alphabet(text: str) -> None:
    assert _counted(text) == _counted_in_any(text)


@given(st.lists(st.sampled_from(["", "short", "x" * 200, "other"]), max_size=9))
def test_lines_with_words_and_lines_at_edges(texts: list[str]) -> None:
    lines = Lines(Document(path="a", text="\n".join(texts)))
    numbers = range(len(lines))
    assert lines.filled() == [line for line in numbers if not lines.blank(line)]
    assert list(_edges(lines)) == [line for line in numbers if _edge(lines, line)]
