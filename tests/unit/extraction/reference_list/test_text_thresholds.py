"""The numbers by which headings, lines and entries are read, on either side of each."""

from __future__ import annotations

import pytest

from refcheck.extraction.reference_list import (
    block_paths,
    cited,
    entry_text,
    headings,
    several_works,
)
from refcheck.extraction.reference_list import lines as line_reading
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.likelihood import marks, signals
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings import link_text
from refcheck.model.document import Document, Places


@pytest.mark.parametrize(
    ("heading", "firmness"),
    [
        ("References", 1.0),
        ("Notes", 0.5),
        ("Sources", 0.7),
        ("References and further reading and notes and sources", 1.0),  # eight words
        ("References and further reading and notes and sources list", 0.0),
        ("References and notes".ljust(90), 1.0),
        ("References and notes".ljust(91), 0.0),
    ],
)
def test_how_firmly_a_heading_announces_a_list(heading: str, firmness: float) -> None:
    assert headings.opens_list(heading) == firmness


@pytest.mark.parametrize(("spaces", "is_wordy"), [(9, False), (10, True)])
def test_a_heading_of_many_words(spaces: int, *, is_wordy: bool) -> None:
    assert headings._is_wordy("words " * spaces + "words") is is_wordy


@pytest.mark.parametrize(("length", "is_stripped"), [(120, True), (121, False)])
def test_the_count_of_entries_in_a_heading(length: int, *, is_stripped: bool) -> None:
    line = "References".ljust(length - 5, "s") + " (12)"
    assert ("12" not in headings.strip_marks(line)) is is_stripped


def drafted(text: str) -> list[EntryDraft]:
    return several_works.each_work(text, EntryDraft("1.", ((0, len(text)),)))


FIRST = "Smith J, Jones K. Sleep and mood in adults. Lancet. 2015;386:1-9."
SECOND = "Fox L, Kim B. Pain and stress in adults. Gut. 2016;4:5-6."


def test_works_of_one_entry_are_told_apart_up_to_six_thousand_characters() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    entry = " ".join(f"({letter}) {FIRST}" for letter in letters)
    assert len(drafted(entry)) == 26
    assert len(drafted(entry.ljust(5_900, "x"))) == 26
    assert len(drafted(entry.ljust(6_100, "x"))) == 1


def test_an_entry_has_twenty_six_works() -> None:
    entry = "; ".join([FIRST.rstrip(".")] * 30)
    assert len(several_works._joined_works(entry)) == 26


@pytest.mark.parametrize(("likelihood", "works"), [(0.61, 2), (0.59, 0)])
def test_each_work_looks_like_a_reference(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, works: int
) -> None:
    monkeypatch.setattr(several_works, "likelihood", lambda _: likelihood)
    assert len(several_works._joined_works(f"{FIRST} {SECOND}")) == works


@pytest.mark.parametrize(("length", "is_tried"), [(31, True), (30, False)])
def test_the_shortest_entry_of_several_works(
    monkeypatch: pytest.MonkeyPatch, length: int, *, is_tried: bool
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(several_works, "_enumerated", lambda text: tried.append(text) or [])
    monkeypatch.setattr(several_works, "_joined_works", lambda _: [])
    drafted("a" * length)
    assert bool(tried) is is_tried


def lines_of(text: str) -> Lines:
    return Lines(Document(path="a", text=text))


def test_two_blank_lines_in_a_row_are_kept() -> None:
    assert len(lines_of("Sleep\n\n\n\n\nMood")) == 4


def test_far_from_anything_like_a_date_there_is_no_list() -> None:
    text = "a\n" * 100_000 + "2015\n" + "a\n" * 100_000
    near = [line for part in lines_of(text)._near_dates() for line in part]
    assert (near[0], near[-1]) == (80_000, 120_000)


def test_lines_are_read_a_chunk_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Text(str):
        def __getitem__(self, part: slice) -> str:  # type: ignore[override]
            seen.append(part.stop - part.start)
            return super().__getitem__(part)

    list(line_reading._split(Text("aaaaaaaaa\n" * 250_000)))
    assert seen[0] == 1_000_010


@pytest.mark.parametrize(("text", "is_entry"), [("• abc", True), ("• ab", False)])
def test_the_shortest_entry(text: str, *, is_entry: bool) -> None:
    found = entry_text.compose(text, EntryDraft(None, ((0, len(text)),)), frozenset())
    assert (found is not None) is is_entry


@pytest.mark.parametrize(
    ("links", "kept"), [(["[", "Google", "Scholar]"], 1), (["[", "", "Google", "Scholar]"], 2)]
)
def test_link_text_on_three_lines(links: list[str], kept: int) -> None:
    text, parts = "", []
    for piece in ["Sleep. Lancet. 2015;1:2-3.", *links]:
        parts.append((len(text), len(text) + len(piece)))
        text += piece + "\n"
    assert len(entry_text._without_links(text, parts)[0]) == kept


@pytest.mark.parametrize(("length", "is_links"), [(1_490, True), (1_510, False)])
def test_the_longest_text_of_links(length: int, *, is_links: bool) -> None:
    text = ("PubMed " * 300)[: length // 7 * 7].strip()
    assert link_text.is_links(text) is is_links


def test_how_many_marks_come_before_an_entry() -> None:
    assert link_text.leading_marks("• " * 990 + "Smith J") == 1_980
    assert link_text.leading_marks("• " * 1_500 + "Smith J") <= 2_000
    text = "• " * 1_050 + "Smith J. Sleep"
    assert entry_text._without_marks(text, [(0, len(text))])[0][0] == 2_000


@pytest.mark.parametrize(("between", "counts"), [(10, True), (11, False)])
def test_labels_within_the_first_twelve_lines_of_an_entry(between: int, *, counts: bool) -> None:
    pieces = ["No. 1 Sleep", *["words"] * between, "No. 2 Mood"]
    text, parts = "", []
    for piece in pieces:
        parts.append((len(text), len(text) + len(piece)))
        text += piece + "\n"
    assert cited.counts_up(text, parts) is counts


@pytest.mark.parametrize(("length", "is_work"), [(870, True), (910, False)])
def test_a_work_shows_in_nine_hundred_characters(length: int, *, is_work: bool) -> None:
    assert cited.is_sure_work("Sleep ".ljust(length, "a") + " PMID: 10686270") is is_work


@pytest.mark.parametrize(
    ("own", "likelihood"),
    [
        (0.07, 0.07),
        (0.079, 0.079),
        (0.085, 0.7 * 0.085 + 0.3),
        (0.91, 0.7 * 0.91 + 0.3),
        (0.93, 0.93),
    ],
)
def test_signals_decide_where_the_marks_do_not(
    monkeypatch: pytest.MonkeyPatch, own: float, likelihood: float
) -> None:
    monkeypatch.setattr(signals, "likelihood", lambda _: own)
    monkeypatch.setattr(signals, "signal_likelihood", lambda _: 1.0)
    assert signals.entry_likelihood("Sleep") == pytest.approx(likelihood)


def test_how_much_of_a_string_is_judged() -> None:
    known = "Smith J. Sleep and mood in adults. Lancet. 2015;1:2-3. "
    filler = "and sleep was here "
    assert marks.likelihood((filler * 80)[:1_230] + known) == marks.likelihood(filler * 80)
    assert marks.likelihood((filler * 80)[:1_130] + known) != marks.likelihood(filler * 80)
    alone = signals.signal_likelihood(filler * 200)
    assert signals.signal_likelihood((filler * 200)[:3_040] + known) == alone
    assert signals.signal_likelihood((filler * 200)[:2_940] + known) != alone


@pytest.mark.parametrize(("blocks", "relation"), [(6, "item"), (7, "unrelated")])
def test_an_entry_has_six_blocks(blocks: int, relation: str) -> None:
    """With more blocks than that the blocks are what a list is parted by, not its items."""
    paths = [f"ol/li[{n}]/p[{m}]" for n in range(9) for m in range(blocks)] + ["ol/li[9]/p[0]"]
    document = Document(path="a", text="." * len(paths), places=Places(enumerate(paths)))
    assert block_paths.block_relations(document, range(len(paths)))[blocks] == relation


@pytest.mark.parametrize(("spaces", "may_be"), [(115, False), (125, True)])
def test_how_much_of_the_end_of_a_text_is_looked_at(spaces: int, *, may_be: bool) -> None:
    assert link_text._may_end_in_links("sleep" + " " * spaces) is may_be
