"""The lines of a document by their offsets."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list.lines import Lines
from refcheck.model.document import Document


def lines(text: str) -> Lines:
    return Lines(Document(path="a", text=text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_a_line_ends_wherever_an_editor_or_a_page_breaks_it(end: str) -> None:
    found = lines(f"first{end}  second line {end}third")
    assert [found.text(line) for line in range(len(found))] == ["first", "second line", "third"]
    assert list(found.indent) == [0, 2, 0]
    assert found.length(1) == len("second line")


@pytest.mark.parametrize("text", ["one line", "a\u00a0b", "a\tb", "a b\u200bc", "a|b"])
def test_what_does_not_end_a_line(text: str) -> None:
    assert len(lines(text)) == 1


def test_of_many_blank_lines_two_are_kept() -> None:
    found = lines("a\n\n \n\t\n\nb\n\nc")
    assert [found.text(line) for line in range(len(found))] == ["a", "", "", "b", "", "c"]
    assert [found.blank(line) for line in range(len(found))] == [False, True, True, False, True,
                                                                 False]  # fmt: skip
    assert (found.next_filled(1), found.previous_filled(2)) == (3, 0)
    assert (found.next_filled(6), found.previous_filled(-1)) == (6, -1)


def test_pages_begin_after_a_form_feed() -> None:
    found = lines("a\nb\fc\n\fd")
    assert [found.text(page) for page in found.pages] == ["c", "d"]


def test_a_tab_counts_up_to_the_next_stop() -> None:
    assert list(lines("\ta\n  \tb\n   c").indent) == [4, 4, 3]


@pytest.mark.parametrize(
    "sign", ["2016", "https://a.org", "in press", "n.d.", "12:34", "www.a.org", "forthcoming"]
)
def test_lines_near_anything_like_a_date_are_promising(sign: str) -> None:
    found = lines(f"a line\n{sign}\nanother line")
    assert list(found.promising()) == [0, 1, 2]


def test_lines_far_from_any_date_are_not() -> None:
    far = "a line of words\n" * 5000
    found = lines(f"{far}in 2016\n{far}")
    promising = list(found.promising())
    assert promising == list(range(promising[0], promising[-1] + 1))
    assert 5000 in promising
    # 40,000 characters on either side
    assert 5000 - promising[0] == pytest.approx(40_000 / 16, abs=2)
    assert promising[-1] - 5000 == pytest.approx(40_000 / 16, abs=2)
    assert list(lines(far).promising()) == []
