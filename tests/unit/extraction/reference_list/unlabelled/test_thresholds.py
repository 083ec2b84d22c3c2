"""The numbers by which lists without labels are found, on either side of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from refcheck.extraction.reference_list import unlisted
from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.unlabelled import (
    address_lines,
    field_lines,
    run_in,
    unnumbered,
)
from refcheck.extraction.reference_list.unlabelled import rows as list_rows
from refcheck.extraction.reference_list.unlabelled.rows import ListRows, _Line, _parted
from refcheck.extraction.reference_list.unlabelled.segmentation import Row
from refcheck.extraction.reference_list.unlabelled.unnumbered import UnnumberedListFinder
from refcheck.model.document import Document


def judge_of(text: str) -> ListJudge:
    return ListJudge(Lines(Document(path="a", text=text)))


def finder(text: str) -> UnnumberedListFinder:
    return UnnumberedListFinder(judge_of(text))


def pieces(*gaps: int) -> tuple[list[Row], list[range]]:
    rows = [Row("Sleep", 0, gap) for gap in gaps]
    return rows, [range(n, n + 1) for n in range(len(rows))]


@pytest.mark.parametrize(
    ("count", "blanks", "score", "entries"),
    [
        (6, 0, 0.79, 6),
        (6, 0, 0.81, 7),  # the last one is a reference, too
        (5, 0, 0.1, 6),  # so few entries are no list yet
        (13, 1, 0.1, 13),
        (12, 1, 0.1, 13),  # a blank line before one in twelve is a habit
    ],
)
def test_what_follows_a_list(count: int, blanks: int, score: float, entries: int) -> None:
    gaps = [0, *[1] * blanks, *[0] * (count - blanks - 1), 1]
    scores = [0.9] * count + [score]
    assert unnumbered._before_rest(*pieces(*gaps), scores) == entries


@pytest.mark.parametrize(
    ("count", "mean", "is_sure"),
    [(3, 0.86, True), (2, 0.86, False), (3, 0.84, False)],
)
def test_labelled_entries_that_are_sure(count: int, mean: float, *, is_sure: bool) -> None:
    drafts = (EntryDraft("1.", ((0, 1),)),) * count
    candidate = ListCandidate(0, 1, drafts, (mean,) * count, 1.0)
    assert unnumbered._is_sure(candidate) is is_sure


@pytest.mark.parametrize(
    ("before", "after", "last"), [(0.91, 0.29, 1), (0.89, 0.29, 2), (0.91, 0.31, 2)]
)
def test_the_last_entry_of_a_page(
    monkeypatch: pytest.MonkeyPatch, before: float, after: float, last: int
) -> None:
    likelihoods = {"Sleep.": before, "Mood": after}
    monkeypatch.setattr(unnumbered, "likelihood", likelihoods.__getitem__)
    rows = [Row("Sleep.", 0, 0), Row("Mood", 0, 2)]
    assert unnumbered._last_row(rows, [range(2)]) == last


def drafts_of(texts: Sequence[str]) -> list[EntryDraft]:
    made, place = [], 0
    for text in texts:
        made.append(EntryDraft("", ((place, place + len(text)),)))
        place += len(text) + 1
    return made


@pytest.mark.parametrize(
    ("scores", "lead"),
    [
        ([0.19, 0.9], 1),
        ([0.21, 0.9], 0),
        ([0.1] * 12 + [0.9], 12),
        ([0.1] * 13 + [0.9], 0),  # the thirteenth is no introduction
        ([0.1, 0.44], 0),
        ([0.1, 0.46], 1),
    ],
)
def test_what_comes_between_a_heading_and_the_list(scores: list[float], lead: int) -> None:
    texts = ["Sleep"] * len(scores)
    found = finder("\n".join(texts))._introduction(drafts_of(texts), scores)
    assert found == lead


@pytest.mark.parametrize(("notes", "left"), [(2, 3), (1, 4)])
def test_two_sentences_make_a_list_an_annotated_one(
    monkeypatch: pytest.MonkeyPatch, notes: int, left: int
) -> None:
    monkeypatch.setattr(unnumbered, "is_annotation", lambda text: text == "note")
    texts = ["entry", "entry", "entry", *["note"] * notes]
    scores = [0.9] * 3 + [0.79] * notes
    kept, _ = finder("\n".join(texts))._without_annotations(drafts_of(texts), scores)
    assert len(kept) == left


@pytest.mark.parametrize(("score", "left"), [(0.79, 3), (0.81, 5)])
def test_an_entry_that_looks_like_a_reference_is_no_sentence(
    monkeypatch: pytest.MonkeyPatch, score: float, left: int
) -> None:
    monkeypatch.setattr(unnumbered, "is_annotation", lambda text: text == "note")
    texts = ["entry", "entry", "entry", "note", "note"]
    kept, _ = finder("\n".join(texts))._without_annotations(
        drafts_of(texts), [0.9] * 3 + [score] * 2
    )
    assert len(kept) == left


@pytest.mark.parametrize(("gain", "is_other"), [(0.105, True), (0.095, False)])
def test_a_cut_at_addresses_has_to_be_better(
    monkeypatch: pytest.MonkeyPatch, gain: float, *, is_other: bool
) -> None:
    monkeypatch.setattr(unnumbered, "cut", lambda _: "layout")
    monkeypatch.setattr(unnumbered, "cut_at_addresses", lambda *_: "addresses")
    monkeypatch.setattr(UnnumberedListFinder, "_looks_cited", lambda *_: False)
    monkeypatch.setattr(
        UnnumberedListFinder,
        "_judged",
        lambda _, __, cut, ___: (cut, [], [0.5 + gain if cut == "addresses" else 0.5]),
    )
    found, _, _ = finder("")._cut(ListRows((), (), (), ()), 1.0)
    assert (found == "addresses") is is_other


@pytest.mark.parametrize(("lines", "clusters"), [(3, 1), (2, 0)])
def test_lines_with_marks_of_references_are_together(lines: int, clusters: int) -> None:
    text = "\n".join(["Smith J. Sleep. Lancet. 2015;1:2-3."] * lines)
    assert len(list(finder(text)._clusters())) == clusters


@pytest.mark.parametrize(("apart", "clusters"), [(14, 1), (15, 0)])
def test_how_far_apart_such_lines_are(apart: int, clusters: int) -> None:
    line = "Smith J. Sleep. Lancet. 2015;1:2-3."
    text = ("\n" + "words\n" * (apart - 1)).join([line] * 3)
    assert len(list(finder(text)._clusters())) == clusters


def test_a_cluster_is_widened_to_its_block() -> None:
    text = "\n".join(["Words"] * 60)
    assert finder(text)._widened(30, 30) == (24, 37)


@pytest.mark.parametrize(("above", "is_heading"), [(2, True), (3, False)])
def test_short_lines_before_a_heading_are_a_table_of_contents(
    above: int, *, is_heading: bool
) -> None:
    text = "Long sentence of the text.\n" + "Methods\n" * above + "References\n\nSleep"
    assert bool(list(unlisted._headings(judge_of(text)))) is is_heading


@pytest.mark.parametrize(("length", "is_heading"), [(60, False), (61, True)])
def test_lines_of_a_table_of_contents_are_short(length: int, *, is_heading: bool) -> None:
    text = f"{'M' * length}\n" * 3 + "References\n\nSleep"
    assert bool(list(unlisted._headings(judge_of(text)))) is is_heading


@pytest.mark.parametrize(
    ("likelihoods", "found"),
    [([0.71, 0.71], True), ([0.71], False), ([0.71, 0.69], False)],
)
def test_references_below_a_heading_without_a_list(
    monkeypatch: pytest.MonkeyPatch, likelihoods: list[float], *, found: bool
) -> None:
    known = {f"line {n}": likelihood for n, likelihood in enumerate(likelihoods)}
    monkeypatch.setattr(unlisted, "likelihood", lambda text: known.get(text, 0.0))
    judge = judge_of("References\n" + "\n".join(known))
    assert unlisted._has_references(judge, 0, len(judge.lines)) is found


@pytest.mark.parametrize(("lines", "found"), [(57, True), (58, False)])
def test_how_far_below_a_heading_references_are_looked_for(
    monkeypatch: pytest.MonkeyPatch, lines: int, *, found: bool
) -> None:
    monkeypatch.setattr(unlisted, "likelihood", lambda text: float(text == "work"))
    judge = judge_of("References\n" + "words\n" * lines + "work\nwork")
    assert unlisted._has_references(judge, 0, len(judge.lines)) is found


# --- lists in one paragraph -----------------------------------------------------------------------

FIRST = "Smith J, Jones K. Sleep and mood in adults. Lancet. 2015;386:1-9."
SECOND = "Fox L, Kim B. Pain and stress in adults. Gut. 2016;4:5-6."


@pytest.mark.parametrize(("likelihood", "found"), [(0.36, True), (0.34, False)])
def test_references_in_a_paragraph_look_like_some(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, *, found: bool
) -> None:
    monkeypatch.setattr(run_in, "likelihood", lambda _: likelihood)
    assert (run_in.reference_starts(f"{FIRST} {SECOND}") == [len(FIRST) + 1]) is found


@pytest.mark.parametrize(("length", "found"), [(50, True), (48, False)])
def test_the_shortest_reference_in_a_paragraph(
    monkeypatch: pytest.MonkeyPatch, length: int, *, found: bool
) -> None:
    """With the space behind it."""
    monkeypatch.setattr(run_in, "likelihood", lambda _: 0.9)
    first = f"Smith J. {'a' * (length - 22)}. 2015;1:2-3."
    assert len(first) == length
    assert bool(run_in.reference_starts(f"{first} {SECOND} {'x' * 60}")) is found


def test_how_much_of_a_reference_in_a_paragraph_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged: list[str] = []
    monkeypatch.setattr(run_in, "likelihood", lambda text: judged.append(text) or 0.9)
    first = f"Smith J 2015. {'a' * 900}."
    run_in.reference_starts(f"{first} {SECOND} {'b' * 900}")
    assert [len(text) for text in judged] == [601, 300]


@pytest.mark.parametrize(("start", "found"), [(11_000, True), (13_000, False)])
def test_a_long_paragraph_is_judged_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, start: int, *, found: bool
) -> None:
    monkeypatch.setattr(
        run_in, "reference_starts", lambda text: [start] if len(text) > start else []
    )
    assert bool(run_in.run_in_rows(["a b" * 6_000], [0])) is found


@pytest.mark.parametrize(("rows", "found"), [(2, True), (3, False)])
def test_one_reference_within_the_lines_of_a_long_list_is_chance(
    monkeypatch: pytest.MonkeyPatch, rows: int, *, found: bool
) -> None:
    monkeypatch.setattr(run_in, "reference_starts", lambda _: [50])
    assert bool(run_in.run_in_rows(["a " * 60] * rows, [0] * rows)) is found


@pytest.mark.parametrize(("starts", "found"), [([50, 60], True), ([50], False)])
def test_two_references_within_lines_are_no_chance(
    monkeypatch: pytest.MonkeyPatch, starts: list[int], *, found: bool
) -> None:
    monkeypatch.setattr(run_in, "reference_starts", lambda _: starts)
    assert bool(run_in.run_in_rows(["a " * 60] * 3, [0] * 3)) is found


@pytest.mark.parametrize(("covered", "looks"), [(50, True), (51, False)])
def test_half_of_a_stretch_makes_it_needless_to_look_there(
    monkeypatch: pytest.MonkeyPatch, covered: int, *, looks: bool
) -> None:
    monkeypatch.setattr(UnnumberedListFinder, "_clusters", lambda _: [(0, 100)])
    monkeypatch.setattr(UnnumberedListFinder, "_from_lines", lambda *_: "a list")
    known = ListCandidate(0, covered, (EntryDraft("", ((0, 1),)),) * 9, (0.9,) * 9, 1.0)
    assert bool(list(finder("Sleep\n" * 100).loose([known]))) is looks


@pytest.mark.parametrize(("lines", "entries", "looks"), [(100, 3, True), (110, 4, False)])
def test_an_entry_covers_fifteen_lines(
    monkeypatch: pytest.MonkeyPatch, lines: int, entries: int, *, looks: bool
) -> None:
    monkeypatch.setattr(UnnumberedListFinder, "_clusters", lambda _: [(0, lines)])
    monkeypatch.setattr(UnnumberedListFinder, "_from_lines", lambda *_: "a list")
    known = ListCandidate(0, lines, (EntryDraft("", ((0, 1),)),) * entries, (0.9,), 1.0)
    assert bool(list(finder("Sleep\n" * lines).loose([known]))) is looks


def test_a_list_is_looked_for_in_ever_longer_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """800 lines, then four times as many, as long as the list comes near to the end of them."""
    seen: list[int] = []

    def from_lines(_: object, first: int, stop: int, *__: object) -> ListCandidate:
        seen.append(stop - first)
        last = stop - 60 if len(seen) == 1 else stop - 61
        return ListCandidate(first, last, (), (), 1.0)

    monkeypatch.setattr(UnnumberedListFinder, "_from_lines", from_lines)
    finder("Sleep\n" * 9_000)._below(0, 1.0, 0)
    assert seen == [800, 3200]


def test_a_list_and_its_ends_are_cut_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def cut(
        _: object, rows: ListRows, __: float
    ) -> tuple[list[range], list[EntryDraft], list[float]]:
        seen.append(len(rows.rows))
        ranges = [range(n, n + 1) for n in range(len(rows.rows))]
        return ranges, drafts_of(["Sleep"] * len(ranges)), [0.9] * (len(ranges) - 1) + [0.0]

    monkeypatch.setattr(UnnumberedListFinder, "_cut", cut)
    finder("Sleep\n" * 9)._from_lines(0, 9, 0.0)
    assert seen == [9, 8, 7]


@pytest.mark.parametrize(("heading", "found"), [("Refs", True), ("Ref", False)])
def test_the_shortest_heading(
    monkeypatch: pytest.MonkeyPatch, heading: str, *, found: bool
) -> None:
    monkeypatch.setattr(unnumbered, "opens_list", lambda text: float(text == heading))
    judge = judge_of(f"{heading}\n\n{FIRST}\n{SECOND}\n")
    assert bool(list(UnnumberedListFinder(judge).headed([]))) is found


# --- lists of addresses, entries of fields --------------------------------------------------------

ADDRESS = "https://a.org/b"


def cut_at_addresses(*texts: str) -> list[range]:
    starts, place = [], 0
    for text in texts:
        starts.append(place)
        place += len(text) + 1
    rows = tuple(Row(text, 0, 0) for text in texts)
    found = ListRows(tuple(range(len(rows))), tuple(starts), tuple(starts), rows)
    return address_lines.cut_at_addresses(judge_of("\n".join(texts)), found)


def test_two_lines_that_end_in_an_address_show_where_to_cut() -> None:
    assert cut_at_addresses("Sleep", ADDRESS, "Mood", ADDRESS) == [range(2), range(2, 4)]
    assert cut_at_addresses("Sleep", ADDRESS, "Mood") == []


def test_an_entry_with_an_address_has_three_lines() -> None:
    texts = ["Sleep", "Mood", "Pain", ADDRESS, "Sleep", "Mood", ADDRESS]
    assert cut_at_addresses(*texts) == [range(3), range(3, 4), range(4, 7)]


NAMES = "Miller OH, Moran JT, Hall BJ"
TITLE = "Two cellular hypotheses of the rapid action of ketamine explained"
PLACE = "Neuropharmacology, 2016, 100, 17-26 and a few more words in this line"


@pytest.mark.parametrize(("lines", "is_entry"), [(6, True), (7, False)])
def test_an_entry_of_six_fields(lines: int, *, is_entry: bool) -> None:
    fields = [NAMES, TITLE, PLACE, *["More"] * (lines - 3)]
    assert (field_lines.arranged(fields) is not None) is is_entry


@pytest.mark.parametrize(
    ("title", "is_entry"), [("Sleep and moods!", True), ("Sleep and mood!", False)]
)
def test_the_title_of_an_entry_of_fields(title: str, *, is_entry: bool) -> None:
    assert (field_lines.arranged([NAMES, title, PLACE]) is not None) is is_entry


@pytest.mark.parametrize(("names", "is_entry"), [(66, True), (67, False)])
def test_the_names_of_an_entry_of_fields(names: int, *, is_entry: bool) -> None:
    line = ", ".join(["Moran J"] * names)  # 600 characters
    assert (field_lines._names(line) is not None) is is_entry


@pytest.mark.parametrize(("left", "is_wrapped"), [(11, True), (12, False)])
def test_wrapped_lines_are_nearly_full(left: int, *, is_wrapped: bool) -> None:
    lines = ["a" * 60, "b" * (60 - 6 - left), "words here"]
    assert field_lines._is_wrapped(lines) is is_wrapped


def test_a_reference_within_a_line_has_a_row_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What parts it from the one before is as sure as links between the two."""
    monkeypatch.setattr(list_rows, "run_in_rows", lambda *_: {0: [6]})
    line = _Line(number=0, start=0, end=10, gap=0, page=0)
    assert [one.gap for one in _parted("Sleep Mood", [line])] == [0, 3]
