"""The numbers of the parser, on either side of each; those of label repairs are tested there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.labels import labels_of

from refcheck.model.record import BibliographicRecord, GroupName, PersonName
from refcheck.parsing import parser
from refcheck.parsing.access import find_access
from refcheck.parsing.alternatives import other_labels
from refcheck.parsing.confidence import Calibration
from refcheck.parsing.crf import load
from refcheck.parsing.label_repair.kinds import label_law
from refcheck.parsing.normalisers import normalise
from refcheck.parsing.normalisers.dates import published
from refcheck.parsing.normalisers.language import language
from refcheck.parsing.normalisers.names import contributors, split_names
from refcheck.parsing.normalisers.publication_status import cut_notices
from refcheck.parsing.notices import cut_notices_of_others
from refcheck.parsing.tokens import _known, look, tokenise


@dataclass(kw_only=True)
class Doubtful:
    """A labelling of titles whose words are journals with these probabilities."""

    chances: list[float]

    @property
    def labels(self) -> list[str]:
        return ["title"] * len(self.chances)

    def marginal(self, label: str, place: int) -> float:
        chance = self.chances[place]
        return {"title": 1 - chance, "container": chance}.get(label, 0.0)


@pytest.mark.parametrize(
    ("chances", "others"),
    [
        ([0.125, 0.0], ["ct"]),
        ([0.115, 0.0], []),
        # Three are enough, the likeliest first
        ([0.4, 0.0, 0.3, 0.0, 0.2, 0.0, 0.15], ["ctttttt", "ttctttt", "ttttctt"]),
    ],
)
def test_alternatives(chances: list[float], others: list[str]) -> None:
    assert other_labels(Doubtful(chances=chances)) == [labels_of(each) for each in others]


@pytest.mark.parametrize(("confidence", "has_alternatives"), [(0.89, True), (0.91, False)])
def test_alternatives_of_a_sure_parse_are_not_looked_for(
    confidence: float, has_alternatives: bool
) -> None:
    curve = ((0.0, confidence), (1.0, confidence))
    curves = Calibration(whole=curve, field=curve)
    text = "Kornhuber. Sleep and mood, Psychiatry reports, North Press 12, 2010"
    (found,) = parser.parse_with(load(), curves, [(text, "")])
    assert (found.confidence, bool(found.alternatives)) == (confidence, has_alternatives)


def record(text: str, letters: str) -> BibliographicRecord:
    found = tokenise(text)
    assert len(found) == len(letters), [token.word.core for token in found]
    return normalise(text, found, labels_of(letters), ())


@pytest.mark.parametrize(
    ("text", "letters", "place"),
    [
        # Five words before the publisher, four after it
        ("Sleep well Aa Bb Cc Dd Ee: Wiley", "ttOOOOOp", "Aa Bb Cc Dd Ee"),
        ("Sleep well Zz Aa Bb Cc Dd Ee: Wiley", "ttOOOOOOp", "Aa Bb Cc Dd Ee"),
        ("Sleep well. Wiley, Aa Bb Cc Dd", "ttpOOOO", "Aa Bb Cc Dd"),
        ("Sleep well. Wiley, Aa Bb Cc Dd Ee", "ttpOOOOO", "Aa Bb Cc Dd"),
        # Sixty characters
        (f"Sleep well. A{'a' * 59}: Wiley", "ttOp", f"A{'a' * 59}"),
        (f"Sleep well. A{'a' * 60}: Wiley", "ttOp", None),
    ],
)
def test_places_of_publishers(text: str, letters: str, place: str | None) -> None:
    assert record(text, letters).publisher_place == place


@pytest.mark.parametrize(
    ("journal", "is_alone"),
    [
        ("Journal of the American College of Cardiology", True),
        ("Journal of the Association of Physicians of India", False),  # eight words
    ],
)
def test_a_journal_alone(journal: str, is_alone: bool) -> None:
    count = len(journal.split())
    found = record(f"Lee H. {journal}. 2012", "FG" + "t" * count + "y")
    assert (found.container_title is not None) is is_alone


@pytest.mark.parametrize(
    ("words", "group"), [("Cancer Research Kingdom", True), ("Cancer Research", False)]
)
def test_three_capitals_without_given_name_are_a_group(words: str, group: bool) -> None:
    found = tokenise(words)
    (one,) = contributors(words, found, labels_of("F" + "f" * (len(found) - 1)))
    assert isinstance(one, GroupName) is group


@pytest.mark.parametrize(("strays", "given"), [(1, "AB"), (2, None)])
def test_a_given_name_far_off_is_none(strays: int, given: str | None) -> None:
    text = f"Smith {'x ' * strays}AB"
    labels = labels_of("FG"[:1] + "O" * strays + "G")
    # The family name has no part after the gap: the labels say that it goes on
    labels[-1] = "Ifamily"
    (one,) = contributors(text, tokenise(text), labels)
    assert isinstance(one, PersonName)
    assert ("AB" in one.family) is (given is not None)


@pytest.mark.parametrize(
    ("block", "family"),
    [
        ("Noll JNC, Smith A", "Noll"),
        ("Noll JNCA, Smith A", "JNCA"),
        ("Henrik van der Berg", "van der Berg"),
        ("Henrik van der Berg Sol", None),
    ],
)
def test_names_of_a_plain_block(block: str, family: str | None) -> None:
    found = split_names(block)
    assert (found and found[0].family) == family


def test_month_and_day_are_near_their_year() -> None:
    text = "2015 Jan Feb Mar Apr May Jun"
    (date,) = published(text, tokenise(text), labels_of("yOOOOOO"), 0, 1)
    assert date.text == "2015 Jan Feb Mar Apr"
    text = "Jun May Apr Mar Feb 2015"
    (date,) = published(text, tokenise(text), labels_of("OOOOOy"), 5, 6)
    assert date.text == "May Apr Mar Feb 2015"


FILLER = "Aa "
NOTICE = " (retracted in: Lancet. 2010;375(9713):445)"


def padded(length: int, *, end: str = "") -> str:
    """A text of so many characters."""
    return (FILLER * (length // len(FILLER) + 1))[: length - len(end)] + end


@pytest.mark.parametrize(
    ("found", "limit"),
    [
        # So far patterns are searched for
        (lambda n: find_access(padded(n - 30) + " [cited 2011 Jun 15]. Next") is not None, 20_000),
        (lambda n: bool(cut_notices_of_others(padded(n) + NOTICE).notes), 20_000),
        (lambda n: language(padded(n) + " [in Chinese]." + " Gut", "Sleep") == "zh", 5_000),
        (lambda n: split_names("Lee A, " * (n // 7) + "1 B") is None, 2_000),
        (lambda n: language("", "a" * (n // 2) + "ы" * 999) is not None, 500),
        (lambda n: "(n.d.)" not in cut_notices(f"A {padded(n)}(n.d.)")[0], 2_000),
    ],
)
def test_how_far_patterns_are_searched_for(found: Callable[[int], bool], limit: int) -> None:
    assert found(limit - limit // 20)
    assert not found(limit + limit // 20)


@pytest.mark.parametrize(("words", "is_law"), [(11, True), (12, False)])
def test_a_law_is_called_so_in_its_first_three_hundred_characters(words: int, is_law: bool) -> None:
    text = f"{('A' + 'a' * 24 + ' ') * words}Act, 42 U.S.C. 1395"
    found = tokenise(text)
    labels = ["O"] * len(found)
    label_law(text, found, labels)
    assert (labels[0] == "title") is is_law


def test_a_notice_has_six_hundred_characters() -> None:
    work = "Lee H. Sleep well. Gut. 2012;3:4-5"
    for length, is_cut in ((590, True), (610, False)):
        notice = f"(retracted in: {'x' * (length - 35)} 2010;375(9713):445)"
        assert len(notice) == length
        assert bool(cut_notices_of_others(f"{work} {notice}").notes) is is_cut


def test_long_words_are_not_remembered() -> None:
    def remembered() -> int:
        return len(_known) + look.cache_info().currsize

    _known.clear()
    before = remembered()
    tokenise("a" * 195)
    assert remembered() == before + 1
    for long in ("a" * 205, f"({'a' * 205})"):
        tokenise(long)
        assert remembered() == before + 1


@pytest.mark.parametrize(("length", "is_kept"), [(2000, True), (2001, False)])
def test_long_strings_are_not_remembered(*, length: int, is_kept: bool) -> None:
    text = "Lee H. Sleep. ".ljust(length, "x")
    assert (parser.parse_list([(text, "")])[0] is parser.parse(text)) == is_kept
