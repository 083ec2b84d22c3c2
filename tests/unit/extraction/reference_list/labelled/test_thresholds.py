"""The numbers by which labels make runs and lists, on either side of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from refcheck.extraction.reference_list.candidates import ListCandidate, ListJudge
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.labelled import (
    inline,
    labels,
    line_numbers,
    numbered,
    study_ids,
    two_columns,
)
from refcheck.extraction.reference_list.labelled.joints import asks_for_number, goes_on
from refcheck.extraction.reference_list.labelled.labels import Label, LabelRun
from refcheck.extraction.reference_list.labelled.numbered import NumberedListFinder
from refcheck.extraction.reference_list.lines import Lines
from refcheck.model.document import Document


def label(number: int, line: int = 0, style: str = "stop") -> Label:
    """A label that is parted from its words."""
    return Label(line=line, style=style, number=number, begin=0, end=2, content=3)


def run(*numbers: int) -> LabelRun:
    made = LabelRun("stop")
    for number in numbers:
        made.add(label(number))
    return made


def looks(likelihood: float) -> Callable[[Label], float]:
    return lambda _: likelihood


@pytest.mark.parametrize(
    ("numbers", "following", "line", "likelihood", "goes_on"),
    [
        ([1, 2], 3, 250, 0.0, True),
        ([1, 2], 3, 251, 0.0, False),  # too far
        ([1, 2], 5, 60, 0.5, True),
        ([1, 2], 5, 61, 0.5, False),  # too far for a number that is not the next
        ([1, 2], 5, 1, 0.49, False),  # hardly a reference
        ([1, 2], 8, 1, 0.5, True),
        ([1, 2], 9, 1, 0.5, False),  # a gap of seven
        ([1, 2], 9, 1, 0.8, True),
        ([1, 2], 9, 1, 0.79, False),
        ([1, 2, 3, 4, 5], 2, 1, 0.5, True),
        ([1, 2, 3, 4, 5, 6], 2, 1, 0.5, False),  # four back
        ([1, 2], 999, 1, 0.9, True),
        ([1, 2], 1000, 1, 0.9, False),
        ([1, 1, 1], 1, 1, 0.2, True),
        ([1, 1, 1], 1, 1, 0.19, False),
        ([1, 1, 1, 1], 1, 1, 0.0, True),  # nothing but ones: the next one is of the list
        ([1, 2, 1, 1], 1, 1, 0.0, False),
    ],
)
def test_a_label_that_goes_on_with_a_run(
    numbers: list[int], following: int, line: int, likelihood: float, *, goes_on: bool
) -> None:
    found = labels._goes_on(run(*numbers), label(following, line), looks(likelihood))
    assert found is goes_on


@pytest.mark.parametrize(("likelihood", "goes_on"), [(0.3, True), (0.29, False)])
def test_labels_that_may_be_words_look_like_a_step(likelihood: float, *, goes_on: bool) -> None:
    weak = label(3, 1, "flattened")
    assert labels._goes_on(run(1, 2), weak, looks(likelihood)) is goes_on


@pytest.mark.parametrize(
    ("number", "likelihood", "opens"),
    [
        (5, 0.7, True),
        (5, 0.69, False),
        (999, 0.7, True),
        (1000, 0.7, False),
        (1, 0.0, True),
        (0, 0.5, True),
        (0, 0.49, False),
    ],
)
def test_a_label_that_opens_a_run(number: int, likelihood: float, *, opens: bool) -> None:
    assert labels._may_open(label(number), looks(likelihood)) is opens


@pytest.mark.parametrize(("likelihood", "opens"), [(0.5, True), (0.49, False)])
def test_a_weak_label_that_opens_a_run(likelihood: float, *, opens: bool) -> None:
    assert labels._may_open(label(1, 0, "flattened"), looks(likelihood)) is opens


def test_six_runs_of_one_style_are_open() -> None:
    found = (label(10 * n, 300 * n) for n in range(1, 10))
    made = labels.find_label_runs(found, looks(0.9))
    assert next(made).labels[0].number == 10
    opened = [label(10 * n, 300 * n) for n in range(1, 7)]
    assert len(list(labels.find_label_runs(iter(opened), looks(0.9)))) == 6
    seen: list[int] = []

    def counted() -> list[Label]:
        for each in (label(10 * n, 300 * n) for n in range(1, 10)):
            seen.append(each.number)
            yield each

    next(labels.find_label_runs(counted(), looks(0.9)))
    assert seen == [10, 20, 30, 40, 50, 60, 70]


def test_a_long_run_has_to_look_like_references() -> None:
    found = [label(n, n) for n in range(1, 4099)]
    (made,) = labels.find_label_runs(iter(found[:4096]), looks(0.0))
    assert len(made.labels) == 4096
    (made,) = labels.find_label_runs(iter(found), looks(0.0))
    assert len(made.labels) == 3


def finder(text: str) -> NumberedListFinder:
    return NumberedListFinder(ListJudge(Lines(Document(path="a", text=text))))


@pytest.mark.parametrize(("spans", "whole"), [([2, 2, 2], 12), ([4, 4, 4], 18)])
def test_lines_between_two_labels(spans: list[int], whole: int) -> None:
    """Three times those of the median entry, and six more."""
    assert numbered._Limits.of(spans, [False] * 3).whole == whole


@pytest.mark.parametrize(("parted", "limit"), [(20, 3), (21, 12)])
def test_entries_with_a_blank_line_are_rare(parted: int, limit: int) -> None:
    found = numbered._Limits.of([2] * 100, [n < parted for n in range(100)])
    assert found.parted == limit


@pytest.mark.parametrize(("distance", "is_dated"), [(599, True), (601, False)])
def test_a_date_comes_soon_after_a_label(distance: int, *, is_dated: bool) -> None:
    text = "1. ".ljust(3 + distance - 1, "a") + " 2015"
    assert finder(text)._is_dated(label(1)) is is_dated


def test_how_many_first_words_are_read() -> None:
    text = "1. " + "a" * 500
    assert len(finder(text)._first_words(label(1))) == 400
    lines = "1. a\n" + "\n".join(["b" * 9] * 90)
    assert len(finder(lines)._first_words(label(1))) == 1 + 10 * 24  # more than 240
    many = "1. a\n" + "\n".join(["b"] * 60)
    assert len(finder(many)._first_words(label(1))) == 1 + 2 * 45


@pytest.mark.parametrize(("length", "is_end"), [(121, True), (119, False)])
def test_a_blank_line_ends_the_first_words(length: int, *, is_end: bool) -> None:
    text = f"1. {'a' * length}\n\nb"
    assert ("b" not in finder(text)._first_words(label(1))) is is_end


@pytest.mark.parametrize(("count", "good", "may_be"), [(20, 6, True), (11, 3, False)])
def test_three_in_ten_first_pieces_look_like_references(
    monkeypatch: pytest.MonkeyPatch, count: int, good: int, *, may_be: bool
) -> None:
    made = run(*range(1, count + 1))
    monkeypatch.setattr(
        NumberedListFinder, "_looks", lambda _, one: 0.41 if one.number <= good else 0.39
    )
    monkeypatch.setattr(NumberedListFinder, "_heading_of", lambda *_: 0.0)
    assert finder("")._may_be_list(made) is may_be


def test_twelve_labels_of_a_run_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(NumberedListFinder, "_looks", lambda _, one: seen.append(one.number) or 1.0)
    finder("")._may_be_list(run(*range(1, 133)))
    assert len(seen) == 12


def test_labels_that_are_remembered() -> None:
    text = "1. Smith J. Sleep. Lancet. 2015;1:2-3."
    made = finder(text)
    made._looked = dict.fromkeys(range(1, 19_501), 0.5)
    made._looks(label(1))
    assert len(made._looked) == 19_501
    made._looked = dict.fromkeys(range(1, 20_501), 0.5)
    made._looks(label(1))
    assert len(made._looked) == 1


@pytest.mark.parametrize(("before", "found"), [(2, 1.0), (3, 0.0)])
def test_a_heading_is_looked_for_in_three_lines(before: int, found: float) -> None:
    text = "References\n" + "Words\n" * before + "1. Smith J"
    at = label(1, before + 1)._replace(begin=text.index("1."))
    assert finder(text)._heading_of(at) == found


@pytest.mark.parametrize(("length", "found"), [(300, 1.0), (301, 0.0)])
def test_no_heading_comes_before_a_paragraph(length: int, found: float) -> None:
    text = f"References\n{'a' * length}\n1. Smith J"
    at = label(1, 2)._replace(begin=text.index("1."))
    assert finder(text)._heading_of(at) == found


@pytest.mark.parametrize(("length", "stop"), [(90, 2), (91, 4)])
def test_a_heading_between_entries_is_short(length: int, stop: int) -> None:
    text = f"1. Smith J.\n\nF{'a' * (length - 1)}\n\n2. Jones K"
    assert finder(text)._before_heading(label(1), 4) == stop


PROSE = "Sleep was long and we have seen it there. "
ENTRY = "1. Smith J, Jones K. Sleep and mood in adults. Lancet. 2015;386(9):1-9."


@pytest.mark.parametrize(
    ("rest", "entry", "is_prose"),
    [(0.095, 0.81, True), (0.105, 0.81, False), (0.09, 0.79, False)],
)
def test_body_text_after_the_last_entry(
    monkeypatch: pytest.MonkeyPatch, rest: float, entry: float, *, is_prose: bool
) -> None:
    monkeypatch.setattr(
        numbered, "likelihood", lambda text: entry if text.startswith("Smith") else rest
    )
    text = f"{ENTRY}\n{PROSE * 9}"
    assert finder(text)._is_prose(label(1), 1, 1) is is_prose


@pytest.mark.parametrize(("length", "is_prose"), [(151, True), (150, False)])
def test_prose_that_needs_no_comparison(
    monkeypatch: pytest.MonkeyPatch, length: int, *, is_prose: bool
) -> None:
    monkeypatch.setattr(
        numbered, "likelihood", lambda text: 0.9 if text.startswith("Smith") else 0.0
    )
    text = f"{ENTRY}\n{'S'.ljust(length, 'a')}"
    assert finder(text)._is_prose(label(1), 1, 9) is is_prose


def test_how_much_prose_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    monkeypatch.setattr(numbered, "likelihood", lambda text: judged.append(text) or 0.0)
    finder(f"{ENTRY}\nS{'a' * 999}")._is_prose(label(1), 1, 1)
    assert len(judged[0]) == 600
    judged.clear()
    finder(f"{ENTRY}\n" + "Sleep\n" * 20)._is_prose(label(1), 1, 1)
    assert judged[0].count("Sleep") == 9


# --- line numbers ---------------------------------------------------------------------------------


class Texts(list[str]):
    """Lines as they are, with their numbers."""

    def filled(self) -> list[int]:
        return [line for line in range(len(self)) if self.text(line)]

    def text(self, line: int) -> str:
        return self[line]


def lines_of(text: str) -> Texts:
    return Texts(text.split("\n"))


def sentences(count: int, inner: int, *, every: int = 1) -> str:
    """Lines with a number each, of which so many go on with a sentence."""
    made = []
    for n in range(1, count + 1):
        words = "and sleep was" if n <= inner else "Sleep was"
        made.append(f"{n} {words}" if n % every == 0 else words)
    return "\n".join(made)


@pytest.mark.parametrize(("count", "found"), [(8, 8), (7, 0)])
def test_eight_numbered_lines_in_a_row(count: int, found: int) -> None:
    lines = lines_of(sentences(count, count))
    assert len(list(line_numbers.line_numbers(lines))) == found


@pytest.mark.parametrize(("inner", "found"), [(15, 100), (14, 0)])
def test_lines_that_go_on_with_a_sentence(inner: int, found: int) -> None:
    lines = lines_of(sentences(100, inner))
    assert len(list(line_numbers.line_numbers(lines))) == found


@pytest.mark.parametrize(("count", "found"), [(15, 3), (14, 0)])
def test_every_fifth_line_has_a_number(count: int, found: int) -> None:
    lines = lines_of(sentences(count, count, every=5))
    assert len(list(line_numbers.line_numbers(lines))) == found


@pytest.mark.parametrize(("place", "following"), [(4, 4), (5, None)])
def test_a_few_lines_may_lack_their_number(place: int, following: int | None) -> None:
    words = line_numbers.NumberedLine(0, 0, 0)
    found = {0: line_numbers._Found(1, words), place: line_numbers._Found(2, words)}
    assert line_numbers._following(found, 0, 1, range(9)) == following


@pytest.mark.parametrize(("gaps", "found"), [(10, True), (11, False)])
def test_nearly_all_lines_have_a_number(gaps: int, *, found: bool) -> None:
    made = []
    for n in range(1, 61):
        made.append(f"{n} and sleep was")
        if n <= gaps:
            made.append("and sleep was")
    assert bool(list(line_numbers.line_numbers(lines_of("\n".join(made))))) is found


@pytest.mark.parametrize(("spaces", "end"), [(38, 5), (42, 9)])
def test_a_number_is_looked_for_in_the_last_forty_characters(spaces: int, end: int) -> None:
    found = line_numbers._at_end(Texts([f"sleep{' ' * spaces}17"]), 0)
    assert found is not None
    assert found.words.end == end


def test_texts_of_more_lines_are_no_manuscripts() -> None:
    text = "\n".join(["and sleep"] * 19_000 + [f"{n} and sleep" for n in range(1, 50)])
    assert list(line_numbers.line_numbers(lines_of(text)))
    assert not list(line_numbers.line_numbers(lines_of("and sleep\n" * 2_000 + text)))


# --- other lists with labels ----------------------------------------------------------------------


def judge_of(text: str) -> ListJudge:
    return ListJudge(Lines(Document(path="a", text=text)))


@pytest.mark.parametrize(("second", "found"), [(4, [4]), (5, [])])
def test_two_labels_within_lines_may_be_lost(second: int, found: list[int]) -> None:
    text = f"Smith J. Sleep. Lancet. 2015;1:2-3. {second}. Jones K, Fox L. Mood. Gut. 2016;4:5-6."
    labels_found = inline.inline_labels(text, [(0, len(text))], "dot", 1, None)
    assert [one.number for one in labels_found] == found


@pytest.mark.parametrize(("others", "found"), [(4, True), (5, False)])
def test_five_places_of_a_number_are_looked_at(others: int, *, found: bool) -> None:
    text = f"Smith J, {'2. 7 mg, ' * others}end. 2. Jones K, Fox L. Mood. Gut. 2016;4:5-6."
    made = inline.inline_labels(text, [(0, len(text))], "dot", 1, None)
    assert (bool(made) and text[made[0].content :].startswith("Jones")) is found


@pytest.mark.parametrize(("length", "is_block"), [(250, True), (251, False)])
def test_a_line_with_two_columns_is_not_long(length: int, *, is_block: bool) -> None:
    text = "1. Smith J. Sleep.    2. Jones K. Mood.".ljust(length, "a")
    assert (two_columns._block_end(judge_of(text), 0) > 0) is is_block


@pytest.mark.parametrize(("entries", "is_list"), [(3, True), (2, False)])
def test_two_columns_have_three_entries(
    monkeypatch: pytest.MonkeyPatch, entries: int, *, is_list: bool
) -> None:
    monkeypatch.setattr(ListJudge, "score", lambda *_, **__: 0.95)
    monkeypatch.setattr(ListJudge, "accept", lambda *_, **__: "a list")
    first, second = "1. Smith J. Sleep.    ", "3. Jones K. Mood.\n2. Lee H. Pain."
    text = first + (second if entries == 3 else "2. Jones K. Mood.")
    made = two_columns._list_of(judge_of(text), 0, text.count("\n") + 1)
    assert (made is not None) is is_list


@pytest.mark.parametrize(("gap", "is_gap"), [(3, True), (2, False)])
def test_one_line_with_a_gap_has_two_columns(gap: int, *, is_gap: bool) -> None:
    text = f"1. Smith J. Sleep.{' ' * gap}3. Jones K. Mood.\n2. Lee H."
    assert (two_columns._columns(judge_of(text), 0, 2) is not None) is is_gap


@pytest.mark.parametrize(("length", "is_id"), [(60, True), (61, False)])
def test_the_id_of_a_study_is_short(length: int, *, is_id: bool) -> None:
    name = "Smith".ljust(35, "a") + " " + "b" * (length - 41)
    text = f"{name} 2010\n{name} J. Sleep. Lancet 2010."
    assert len(text.split("\n", maxsplit=1)[0]) == length
    assert (study_ids.study_id(Lines(Document(path="a", text=text)), 0) is not None) is is_id


@pytest.mark.parametrize(("distance", "is_id"), [(470, True), (490, False)])
def test_the_year_of_a_study_is_that_of_the_reference_below(distance: int, *, is_id: bool) -> None:
    text = f"Smith 2010\n{'Smith J. '.ljust(distance - 4, 'a')}2010"
    found = study_ids.study_id(Lines(Document(path="a", text=text)), 0)
    assert (found is not None) is is_id


@pytest.mark.parametrize(
    ("style", "grounded", "is_list"),
    [("sign-", 81, True), ("sign-", 79, False), ("dash", 51, True), ("dash", 49, False)],
)
def test_labels_that_may_be_words_come_before_references(
    monkeypatch: pytest.MonkeyPatch, style: str, grounded: int, *, is_list: bool
) -> None:
    drafts = (EntryDraft("1", ((0, 1),)),) * 100
    found = ListCandidate(0, 1, drafts, (0.9,) * 100, 0.0)
    monkeypatch.setattr(ListJudge, "weigh", lambda *_, **__: found)
    monkeypatch.setattr(ListJudge, "grounded", lambda *_: grounded)
    made = LabelRun(style, [label(1, 0, style), label(2, 1, style)])
    assert (finder("1 Smith\n2 Jones")._from_run(made) is not None) is is_list


@pytest.mark.parametrize(("line", "begun"), [(119, 1), (120, 0)])
def test_references_are_looked_for_in_the_first_lines_of_a_page(line: int, begun: int) -> None:
    page = "78\n" + "-\n" * line + "* Smith J, Lee A (2015) Sleep.\n"
    finder = NumberedListFinder(judge_of(page))
    assert finder._begun(1, line + 2) == begun


@pytest.mark.parametrize(("spaces", "asks"), [(3, True), (4, False)])
def test_the_longest_word_that_asks_for_a_number(spaces: int, *, asks: bool) -> None:
    text = "A review of interleukin" + " " * spaces
    assert asks_for_number(text, len(text)) is asks
    assert goes_on(text, len(text)) is asks
