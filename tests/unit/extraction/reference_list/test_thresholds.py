"""The numbers by which lists are judged, on either side of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from refcheck.extraction.reference_list import candidates, entry_links
from refcheck.extraction.reference_list.candidates import ListJudge
from refcheck.extraction.reference_list.entry_text import EntryDraft
from refcheck.extraction.reference_list.lines import Lines
from refcheck.extraction.reference_list.surroundings import annotations
from refcheck.extraction.reference_list.surroundings.affiliations import is_affiliation
from refcheck.extraction.reference_list.unlabelled import listed
from refcheck.model.document import Document, Link

KINDS = ["work", "service", "address", "other", "affiliation", "bare"]


def judge_of(text: str = "") -> ListJudge:
    return ListJudge(Lines(Document(path="a", text=text)))


def drafts_of(judge: ListJudge, pieces: Sequence[str]) -> list[EntryDraft]:
    """An entry for each line of the document."""
    drafts, place = [], 0
    for piece in pieces:
        drafts.append(EntryDraft("", ((place, place + len(piece)),)))
        place += len(piece) + 1
    return drafts


@pytest.fixture
def named_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries are what their only word says."""
    monkeypatch.setattr(candidates, "is_sure_work", lambda piece: piece == "work")
    monkeypatch.setattr(candidates, "offers_service", lambda piece: piece == "service")
    monkeypatch.setattr(candidates, "has_address", lambda piece: piece == "address")
    monkeypatch.setattr(candidates, "is_affiliation", lambda piece: piece == "affiliation")
    monkeypatch.setattr(candidates, "is_grounded", lambda piece: piece == "work")


@pytest.mark.usefixtures("named_kinds")
@pytest.mark.parametrize(
    ("works", "addresses", "services", "good"),
    [
        (30, 20, 25, True),
        (29, 21, 25, False),  # three in ten are works
        (30, 19, 25, False),  # half are works or have an address
        (30, 20, 26, False),  # a quarter offer services
    ],
)
def test_entries_below_a_soft_heading(
    works: int, addresses: int, services: int, *, good: bool
) -> None:
    pieces = ["work"] * works + ["address"] * addresses + ["service"] * services
    pieces += ["other"] * (100 - len(pieces))
    judge = judge_of("\n".join(pieces))
    assert judge._are_works(drafts_of(judge, pieces), sources=False) is good


@pytest.mark.usefixtures("named_kinds")
@pytest.mark.parametrize(
    ("mean", "works", "affiliations", "accepted"),
    [
        (0.8, 50, 0, True),
        (0.8, 49, 0, False),
        (0.91, 25, 0, True),
        (0.91, 24, 0, False),
        (0.89, 25, 0, False),
        (0.8, 50, 29, True),
        (0.8, 50, 30, False),
    ],
)
def test_labelled_entries_without_a_heading(
    mean: float, works: int, affiliations: int, *, accepted: bool
) -> None:
    pieces = ["work"] * works + ["affiliation"] * affiliations
    pieces += ["bare"] * (100 - len(pieces))
    judge = judge_of("\n".join(pieces))
    drafts = drafts_of(judge, pieces)
    found = judge.accept(0, 1, drafts, [mean] * 100, 0.0, labelled=True)
    assert (found is not None) is accepted


@pytest.mark.parametrize(("labelled", "value"), [(False, 1.8), (True, 1.4 * 0.8 + 0.3 * 2 + 1)])
def test_labels_are_worth_more_than_a_good_cut(value: float, *, labelled: bool) -> None:
    drafts = [EntryDraft("1.", ((0, 1),))] * 2
    found = judge_of("a").accept(0, 1, drafts, [0.85, 0.85], 1.0, labelled=labelled)
    assert found is not None
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(("mean", "count"), [(0.61, 6), (0.59, 3)])
def test_a_list_of_a_low_mean_is_cut_down(
    monkeypatch: pytest.MonkeyPatch, mean: float, count: int
) -> None:
    """Three good entries, then three that bring the mean of all to this."""
    scores = {"a": 0.99, "b": 2 * mean - 0.99}
    monkeypatch.setattr(candidates, "entry_likelihood", scores.__getitem__)
    pieces = ["a", "a", "a", "b", "b", "b"]
    judge = judge_of("\n".join(pieces))
    found = judge.weigh(0, 6, drafts_of(judge, pieces), 1.0, labelled=False)
    assert found is not None
    assert len(found.drafts) == count


def test_a_document_remembers_twenty_thousand_pieces() -> None:
    judge = judge_of()
    judge._scores.update({str(number): 0.5 for number in range(19_500)})
    judge._judged("one more")
    assert "one more" in judge._scores
    judge._scores.update({str(number): 0.5 for number in range(20_500)})
    judge._judged("too many")
    assert "too many" not in judge._scores


def test_nine_hundred_characters_of_an_entry_are_judged() -> None:
    text = "a" * 2000
    assert len(judge_of(text).piece([(0, 2000)])) == 900


@pytest.mark.parametrize(("covered", "is_link"), [(41, True), (40, False)])
def test_a_link_that_covers_four_tenths_is_the_title(covered: int, is_link: bool) -> None:
    links = (Link(start=0, end=covered, targets=("https://a.org/b",)),)
    assert (entry_links.LinkedAddresses(links).page(0, 100) is not None) is is_link


@pytest.mark.parametrize(("length", "is_page"), [(500, True), (501, False)])
def test_an_address_of_a_work_has_five_hundred_characters(length: int, is_page: bool) -> None:
    target = "https://a.org/".ljust(length, "b")
    links = (Link(start=0, end=9, targets=(target,)),)
    assert (entry_links.LinkedAddresses(links).page(0, 9) is not None) is is_page


def score(piece: str, **options: object) -> float:
    chosen = {"labelled": False, "works": False, "covered": 0} | options
    return listed.listed_score(piece, **chosen)  # type: ignore[arg-type]


NOISE = "Depression and sleep "


def long(length: int, end: str = "") -> str:
    """A title of so many characters."""
    return (NOISE * 40)[: length - len(end) - 1] + " " + end


@pytest.mark.parametrize(
    ("found", "limit"),
    [
        (lambda n: score(long(n), works=True) > 0, 400),
        (lambda n: score(long(n, "https://a.org/b")) > 0, 200),
        (lambda n: score(long(n, "2015")) > 0, 300),
        (lambda n: listed.is_note(f"Ibid., p. 34 {'x' * (n - 13)}"), 200),
        (lambda n: listed.ends_in_address(f"https://a.org/{'x' * (n - 14)}"), 400),
        (
            lambda n: not is_affiliation(f"Sleep Unit, North Town, Land, {long(n - 29, '2015')} x"),
            160,
        ),
    ],
)
def test_how_long_a_piece_of_its_kind_is(found: Callable[[int], bool], limit: int) -> None:
    assert found(limit - limit // 50)
    assert not found(limit + limit // 50)


@pytest.mark.parametrize(("words", "is_prose"), [(16, True), (17, False)])
def test_one_word_in_eight_of_prose_is_a_sentence(words: int, is_prose: bool) -> None:
    assert listed._is_prose(f"we was {'sleep ' * (words - 2)}") is is_prose


SENTENCE = "The trial was the first that has shown an effect."


@pytest.mark.parametrize(("likelihood", "is_sentence"), [(0.095, True), (0.105, False)])
def test_a_sentence_about_an_entry_is_no_reference(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, *, is_sentence: bool
) -> None:
    monkeypatch.setattr(annotations, "likelihood", lambda _: likelihood)
    assert annotations.is_annotation(SENTENCE) is is_sentence
    assert annotations.is_annotation("•• The first trial of ketamine ever.") is is_sentence


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("This was what we found it", False),
        ("This was what we found it.", True),
        ("This was what we found.", False),  # 23 characters
        ("This is our second trial of it.", True),
        ("Second trial is for adults, too.", False),  # one word of prose
        ("Second trial is or was for adults.", True),
        ("•• First trial.", False),
        ("• First trial of ketamine.", True),
    ],
)
def test_the_shortest_sentence_about_an_entry(
    monkeypatch: pytest.MonkeyPatch, text: str, *, is_sentence: bool
) -> None:
    monkeypatch.setattr(annotations, "likelihood", lambda _: 0.0)
    assert annotations.is_annotation(text) is is_sentence


@pytest.mark.parametrize(("likelihood", "is_whole"), [(0.41, True), (0.39, False)])
def test_an_entry_before_a_sentence_is_a_reference(
    monkeypatch: pytest.MonkeyPatch, likelihood: float, *, is_whole: bool
) -> None:
    monkeypatch.setattr(annotations, "likelihood", lambda _: likelihood)
    assert annotations._is_whole("Fam J. Sleep. Lancet. 2015;9:1-9.") is is_whole


def test_twelve_places_are_tried_for_the_end_of_an_entry() -> None:
    text = "Sleep 2015. The trial " * 40
    assert len(list(annotations._ends(text, [(0, len(text))]))) == 13


def test_how_much_is_read_around_a_line_that_may_be_none_of_an_entry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(
        candidates, "is_boilerplate", lambda *texts: seen.extend(map(len, texts)) or False
    )
    judge_of("\n".join(["a" * 900, "b" * 900, "c" * 900])).is_boilerplate(1, 3)
    assert seen == [60, 400, 60]
