"""The numbers by which page headers and the like are told from entries, on either side of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings import exhibits, page_headers, quick_views
from refcheck.model.document import Document


def lines_of(text: str) -> Lines:
    return Lines(Document(path="a", text=text))


@pytest.fixture(autouse=True)
def unlikely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing looks like a reference."""
    monkeypatch.setattr(page_headers, "likelihood", lambda _: 0.0)
    monkeypatch.setattr(exhibits, "likelihood", lambda _: 0.0)


@pytest.mark.parametrize(
    ("count", "likelihood", "again"),
    [(2, 0.0, True), (1, 0.0, False), (3, 0.59, True), (3, 0.61, False), (4, 0.61, True)],
)
def test_a_header_comes_again(
    monkeypatch: pytest.MonkeyPatch, count: int, likelihood: float, *, again: bool
) -> None:
    monkeypatch.setattr(page_headers, "likelihood", lambda _: likelihood)
    counts = Counter({"Sleep": count})
    assert page_headers._comes_again("Sleep", counts, often=2) is again


@pytest.mark.parametrize(("letters", "key"), [("abc", "abc"), ("ab", "")])
def test_two_letters_are_no_words(letters: str, key: str) -> None:
    assert page_headers._key(letters) == key


@pytest.mark.parametrize(("length", "is_edge"), [(110, True), (111, False)])
def test_a_page_header_is_short(length: int, *, is_edge: bool) -> None:
    assert page_headers._edge(lines_of("a" * length), 0) is is_edge


@pytest.mark.parametrize(("single", "is_spaced"), [(71, True), (69, False)])
def test_lines_between_blank_ones(single: int, *, is_spaced: bool) -> None:
    text = "Sleep\n\n" * single + "Sleep\n" * (100 - single)
    assert page_headers._double_spaced(lines_of(text)) is is_spaced


def test_lines_at_the_top_of_a_page_are_counted() -> None:
    text = "Alpha one\nBravo two\nDelta three\nGamma four\nSigma five\nOmega six"
    counts = page_headers._repeats(Lines(Document(path="a", text=f"x\f{text}")))
    assert counts["Delta three"] == 1
    assert counts["Gamma four"] == 0


@pytest.mark.parametrize(("lines", "length"), [(4, 4), (5, 5), (9, 5)])
def test_a_block_of_four_lines(lines: int, length: int) -> None:
    assert len(page_headers._block(lines_of("Sleep\n" * lines), 0)) == length


@pytest.mark.parametrize(("lines", "heads"), [(3, 3), (4, 0)])
def test_a_block_with_a_page_number(lines: int, heads: int) -> None:
    text = "Sleep in adults.\n" * (lines - 1) + "17\n"
    found = page_headers._heads_of(lines_of(text), range(lines), Counter(), first=False)
    assert len(found) == heads


def test_three_blocks_at_the_top_of_a_page() -> None:
    text = "Alpha\n\nBravo\n\nDelta\n\nGamma\n\nSigma"
    counts = Counter({"Alpha": 9, "Bravo": 9, "Delta": 9, "Gamma": 9, "Sigma": 9})
    assert page_headers._head(lines_of(text), 0, counts) == {0, 2, 4}


def test_two_times_at_the_top_of_a_page() -> None:
    lines = lines_of("Alpha beta.\nSleep was long.\nIt was so.\nIt was so.")
    for times, found in ((2, {0}), (1, set())):
        assert page_headers._head(lines, 0, Counter({"Alpha beta.": times})) == found


def test_three_lines_at_the_bottom_of_a_page() -> None:
    text = "Alpha\n\nBravo\n\nDelta\n\nGamma\n\nSigma"
    counts = Counter({"Alpha": 3, "Bravo": 3, "Delta": 3, "Gamma": 3})
    assert page_headers._foot(lines_of(text), 8, counts) == {2, 4, 6}
    counts = Counter({"Gamma": 2})
    assert page_headers._foot(lines_of(text), 8, counts) == set()


@pytest.mark.parametrize(("times", "found"), [(3, {0}), (2, set())])
def test_blocks_that_are_repeated_elsewhere(times: int, found: set[int]) -> None:
    counts = Counter({"Alpha beta": times, "Other words": 3})
    assert page_headers._unmarked(lines_of("Alpha beta\n\nSleep"), counts) == found


@pytest.mark.parametrize(("height", "found"), [(4, True), (5, False)])
def test_such_a_block_has_four_lines(height: int, *, found: bool) -> None:
    counts = Counter({"Alpha beta": 9})
    text = "Alpha beta\n" * height + "\nSleep"
    assert bool(page_headers._unmarked(lines_of(text), counts)) is found


@pytest.mark.parametrize(("step", "following"), [(12, 12), (11, None), (150, 150), (151, None)])
def test_how_long_a_page_is(step: int, following: int | None) -> None:
    assert page_headers._following([step], 0) == following


@pytest.mark.parametrize(
    ("places", "regular"),
    [
        ([0, 20, 56], True),  # 28 in the middle: 20 times 1.8 is more, 36 not too much
        ([0, 20, 40, 77], False),
        ([0, 20, 40, 75], True),
        ([0, 12, 24], True),
        ([0, 11, 23], False),
        ([0, 12, 52, 92, 132], True),  # with four pages the shortest does not count
        ([0, 12, 52, 92], False),
    ],
)
def test_pages_are_about_equally_long(places: Sequence[int], *, regular: bool) -> None:
    assert page_headers._is_regular(places) is regular


@pytest.mark.parametrize(
    ("chain", "others", "beyond"), [(4, 6, True), (4, 7, False), (8, 99, True), (7, 99, False)]
)
def test_page_numbers_among_others(chain: int, others: int, *, beyond: bool) -> None:
    places = [100 * n for n in range(chain)]
    alone = sorted([*places, *range(1, others + 1)])
    assert page_headers._is_beyond_chance(places, alone) is beyond


@pytest.mark.parametrize(("times", "recurs"), [(4, True), (3, False)])
def test_a_header_without_a_number_recurs(times: int, *, recurs: bool) -> None:
    lines = lines_of("\n".join(["Alpha", *["beta"] * 19] * times))
    places = [20 * n for n in range(times)]
    assert page_headers._recurs(lines, places) is recurs


@pytest.mark.parametrize(("pages", "found"), [(3, 3), (2, 0)])
def test_three_pages_show_an_order(pages: int, found: int) -> None:
    text = "".join(f"{n}\n" + "Sleep was long\n" * 19 for n in range(1, pages + 1))
    numbers = {line for line in page_headers._regular_lines(lines_of(text)) if line % 20 == 0}
    assert len(numbers) == found


@pytest.mark.parametrize(("apart", "found"), [(2, True), (3, False)])
def test_headers_are_next_to_page_numbers(apart: int, *, found: bool) -> None:
    page = ["7", *[f"x{'y' * n}" for n in range(apart - 1)], "Alpha beta"]
    text = "\n".join(page * 3)
    near = page_headers._next_to(lines_of(text), {0, len(page), 2 * len(page)})
    assert (apart in near) is found


@pytest.mark.parametrize(("headers", "found"), [(4, True), (3, False)])
def test_a_header_for_five_page_numbers(headers: int, *, found: bool) -> None:
    pages = [
        f"{n}\n{'Alpha beta' if n < headers else f'word {chr(97 + n)}'}\n-\n-\n-\n"
        for n in range(20)
    ]
    near = page_headers._next_to(lines_of("".join(pages)), {5 * n for n in range(20)})
    assert (1 in near) is found


@pytest.mark.parametrize(("more", "counted"), [(15_000, 2), (45_000, 0)])
def test_in_long_texts_headers_are_not_looked_for(more: int, counted: int) -> None:
    text = "Alpha beta\n\nSleep\nSleep\nSleep\n" * 2 + "Sleep\n" * (270_000 + more)
    assert page_headers._repeats(lines_of(text))["Alpha beta"] == counted


# --- tables and quick views -----------------------------------------------------------------------

ROW = "Sleep    12    34"


@pytest.mark.parametrize(("words", "is_above"), [(3, True), (4, False)])
def test_words_above_a_table(words: int, *, is_above: bool) -> None:
    text = "Sleep in adults\n" * words + f"\n{ROW}\n{ROW}\n"
    assert exhibits._is_above_table(lines_of(text), 0) is is_above


@pytest.mark.parametrize(("likelihood", "is_above"), [(0.89, True), (0.91, False)])
def test_what_looks_like_a_reference_is_no_caption(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, *, is_above: bool
) -> None:
    monkeypatch.setattr(
        exhibits, "likelihood", lambda text: likelihood if "adults" in text else 0.0
    )
    text = f"Sleep in adults\n\n{ROW}\n{ROW}\n"
    assert exhibits._is_above_table(lines_of(text), 0) is is_above


@pytest.mark.parametrize(("likelihood", "is_row"), [(0.59, True), (0.61, False)])
def test_what_looks_like_a_reference_is_no_row(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, *, is_row: bool
) -> None:
    monkeypatch.setattr(exhibits, "likelihood", lambda _: likelihood)
    assert exhibits._is_row(lines_of(ROW), 0) is is_row


@pytest.mark.parametrize(
    ("labels", "joined"),
    [
        (["1", "1", "2", "2", "3", "4"], True),  # half of four
        (["1", "1", "2", "2", "3", "4", "5"], False),
        ([*"aabbccddee", *"ghijkl"], False),  # five of eleven
        (["1", "1", "2"], False),  # one alone is no habit
    ],
)
def test_what_is_unfolded_below_entries(labels: list[str], *, joined: bool) -> None:
    drafts = [EntryDraft(label, ((0, 5),)) for label in labels]
    found = quick_views.without_views("Sleep", drafts)
    assert (len(found) < len(drafts)) is joined
