"""The numbers by which citations are told and linked, on either side of each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.citing import reference

from refcheck.extraction.intext import linking, numeric, numeric_linking, style
from refcheck.extraction.intext.author_year import index as name_index
from refcheck.extraction.intext.author_year import linking as name_linking
from refcheck.extraction.intext.author_year.index import Work
from refcheck.extraction.intext.author_year.markers import AuthorYearMarker, NameWord
from refcheck.extraction.intext.marker import Marker, Shape
from refcheck.extraction.intext.numeric_linking import NumberedList, ReferenceNumbers
from refcheck.model.document import Link


def numbered(count: int, start: int = 0) -> NumberedList:
    return NumberedList(
        start=start, end=start + 1, numbers={n: n for n in range(1, count + 1)}, highest=count
    )


def marker(first: int, last: int | None = None, *, shape: Shape = Shape.SQUARE) -> Marker:
    return Marker(0, 3, shape, ((first, last or first),))


def test_numbers_far_above_the_highest_are_values() -> None:
    assert numbered(7).farthest == 24
    assert style._is_value(marker(25), ReferenceNumbers([numbered(7)]))
    assert not style._is_value(marker(24), ReferenceNumbers([numbered(7)]))


def test_a_range_of_more_than_a_hundred_numbers_is_an_interval() -> None:
    lists = ReferenceNumbers([numbered(200)])
    assert not style._is_value(marker(1, 101), lists)
    assert style._is_value(marker(1, 102), lists)


@pytest.mark.parametrize(
    ("digits", "highest", "numbers"),
    [("113", 20, [1, 13]), ("114", 20, []), ("789", 20, [7, 8, 9])],
)
def test_numbers_without_commas_lie_near_each_other(
    digits: str, highest: int, numbers: list[int]
) -> None:
    assert style._cut(digits, highest) == numbers


def with_commas(*numbers: int) -> list[tuple[tuple[int, int], ...]]:
    markers = [marker(number, shape=Shape.SUPERSCRIPT) for number in numbers]
    found = style._with_commas(markers, ReferenceNumbers([numbered(60)]))
    return [one.ranges for one in found]


def test_two_markers_without_commas_show_that_they_were_lost() -> None:
    """78 and 89 can only be 7, 8 and 8, 9: then 12 may be 1, 2 as well."""
    assert with_commas(12, 78, 89)[0] == ((1, 1), (2, 2))
    assert with_commas(12, 78)[0] == ((12, 12),)


@pytest.mark.parametrize(("before", "parted"), [(8, True), (9, False)])
def test_a_number_that_leaps_over_three_may_be_two(before: int, *, parted: bool) -> None:
    assert (len(with_commas(before, 12, 78, 89)[1]) == 2) is parted


@pytest.mark.parametrize(("cited", "kept"), [(20, 2), (19, 1)])
def test_a_list_of_which_a_fifth_is_cited_serves_the_text(cited: int, kept: int) -> None:
    lists = ReferenceNumbers([numbered(100, start=100), numbered(100, start=1000)])
    first = [marker(number) for number in range(1, 101)]
    second = [Marker(500, 503, Shape.SQUARE, ((n, n),)) for n in range(1, cited + 1)]
    assert len(style._serving([*first, *second], lists).lists) == kept


def test_what_markers_and_lists_say_of_a_style() -> None:
    lists = ReferenceNumbers([numbered(10)])
    fit = style.fit_of([marker(1)], lists)
    assert fit.covered == pytest.approx(1 / 11.2)
    assert fit.ascending == 0.5
    assert style.fit_of([marker(1), marker(3), marker(2)], lists).ascending == 0.5


def scored(markers: Sequence[Marker], count: int) -> float:
    candidates = {shape: [one for one in markers if one.shape is shape] for shape in Shape}
    return style._style((Shape.ROUND,), candidates, ReferenceNumbers([numbered(count)])).score


def test_the_score_of_a_style() -> None:
    # Six numbers in order of a list of 100: half of what makes many
    six = [Marker(n, n, Shape.ROUND, ((n, n),)) for n in range(1, 7)]
    trust = 0.05 + (0.45 - 0.05) * 6 / 12
    assert scored(six, 100) == pytest.approx(trust + (1 - trust) * 6 / 101.2)
    # Two numbers against their order: a quarter of the score is that of the order
    two = [marker(2, shape=Shape.ROUND), marker(1, shape=Shape.ROUND)._replace(start=5, end=6)]
    trust = 0.05 * 0.8
    assert scored(two, 10) == pytest.approx((trust + (1 - trust) * 2 / 11.2) * 0.75)


@pytest.mark.parametrize(("score", "is_style"), [(0.34, True), (0.32, False)])
def test_a_style_that_explains_little_is_none(
    monkeypatch: pytest.MonkeyPatch, score: float, *, is_style: bool
) -> None:
    made = style.NumericStyle((), ReferenceNumbers([]), score, style.StyleFit(0, 0, 0, 0))
    monkeypatch.setattr(style, "_style", lambda *_: made)
    candidates: dict[Shape, list[Marker]] = {shape: [] for shape in Shape}
    found = style.numeric_style(candidates, ReferenceNumbers([numbered(3)]))
    assert (found is not None) is is_style


@pytest.mark.parametrize(("labelled", "printed"), [(14, True), (13, False)])
def test_a_list_of_which_seven_in_ten_have_a_number_is_numbered(
    labelled: int, *, printed: bool
) -> None:
    labels = [f"{n}." for n in range(1, labelled + 1)] + [None] * (20 - labelled)
    references = [reference(n, label) for n, label in enumerate(labels, 1)]
    assert (numeric_linking._printed(references) is not None) is printed


@pytest.mark.parametrize(
    ("number", "cited", "may_miss"), [(15, 3, True), (15, 2, False), (17, 4, False)]
)
def test_a_list_that_lost_its_end(number: int, cited: int, *, may_miss: bool) -> None:
    """Of the numbers up to this one, beyond the tenth, six in ten are cited."""
    beyond = set(range(number + 1 - cited, number + 1))
    assert numeric_linking._may_miss(number, numbered(10), beyond, firm=False) is may_miss


def spaced(count: int) -> str:
    return " " * count


@pytest.mark.parametrize(("gap", "joined"), [("–", True), (" – ", True), ("  – ", False)])
def test_a_range_between_brackets_is_close(gap: str, *, joined: bool) -> None:
    text = f"as [3]{gap}[5] say"
    markers = [Marker(3, 6, Shape.SQUARE, ((3, 3),))]
    start = 6 + len(gap)
    markers.append(Marker(start, start + 3, Shape.SQUARE, ((5, 5),)))
    assert (len(numeric._with_ranges(text, markers)) == 1) is joined


@pytest.mark.parametrize(("apart", "dropped"), [(890, True), (910, False)])
def test_the_steps_of_an_enumeration(apart: int, *, dropped: bool) -> None:
    text = f"It is: (1) one {'x' * (apart - 6)}; (2) two"
    first, second = text.index("(1)"), text.index("(2)")
    markers = [
        Marker(first, first + 3, Shape.ROUND, ((1, 1),)),
        Marker(second, second + 3, Shape.ROUND, ((2, 2),)),
    ]
    assert (not numeric._without_enumerations(text, markers)) is dropped


@pytest.mark.parametrize(("between", "dropped"), [(38, True), (39, False)])
def test_forty_markers_are_looked_through_for_steps(between: int, *, dropped: bool) -> None:
    text = f"It is: (1) one {'(9)' * between}; (2) two"
    places = [text.index("(1)"), *(text.index("(9)") + 3 * n for n in range(between))]
    places.append(text.index("(2)"))
    numbers = [1, *[9] * between, 2]
    markers = [
        Marker(place, place + 3, Shape.ROUND, ((number, number),))
        for place, number in zip(places, numbers, strict=True)
    ]
    found = numeric._without_enumerations(text, markers)
    assert (len(found) == between) is dropped


@pytest.mark.parametrize(("before", "is_row"), [(180, True), (190, False)])
def test_a_row_of_a_table_shows_near_a_number(before: int, *, is_row: bool) -> None:
    text = f"12 (40%) 15 (50%){'x' * before}"
    assert numeric._is_row(text, len(text)) is is_row


# --- names and years ------------------------------------------------------------------------------


def work(*authors: str, years: Sequence[str] = ("2010",), letter: str = "", raw: str = "") -> Work:
    return Work(
        place=0,
        names=tuple(frozenset({name}) for name in authors),
        words=tuple(raw.split()),
        years=tuple(years),
        letter=letter,
        alias=frozenset(),
        complete=True,
    )


def named(*names: str, others: bool = False) -> AuthorYearMarker:
    words = tuple(
        NameWord(text=name, start=0, parted="&" if n else "") for n, name in enumerate(names)
    )
    return AuthorYearMarker(
        start=0, end=9, words=words, year="2010", second_year="", letters=(), others=others,
        bounded=True, bracket=True, follows=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("authors", "names", "others", "score"),
    [
        (["smith", "jones"], ["Smith", "Jones"], False, 2.0 + 1.0 + 0.5),
        (["smith", "jones"], ["Smith", "Brown"], False, 2.0 - 1.0 + 0.5),
        (["smith", "jones"], ["Smith"], False, 2.0 - 0.25),
        (["smith", "jones"], ["Smith"], True, 2.0 + 0.5),
        (["smith"], ["Smith"], True, 2.0 - 0.5),
        (["smithson"], ["Smithsen"], False, 1.5 + 0.5),
        (["smith"], ["Novel Smith"], False, 1.0 + 0.5),
    ],
)
def test_how_well_names_agree(
    authors: list[str], names: list[str], score: float, *, others: bool
) -> None:
    cited = named(*names, others=others)
    split = [name.lower().split() for name in names]
    key = authors[0]
    assert name_linking._agreement(work(*authors), key, split, cited, 0) == pytest.approx(score)


@pytest.mark.parametrize(
    ("title", "score"), [("Sleep among adults", 2.5 + 0.3), ("Sleep among", 2.5 + 0.2)]
)
def test_a_work_that_is_cited_by_its_title(title: str, score: float) -> None:
    own, split = work(raw="sleep among adults with pain"), [title.lower().split()]
    assert name_linking._agreement(own, "sleep", split, named(title), 0) == pytest.approx(score)


def test_letters_of_years() -> None:
    assert name_linking._dated(work("smith", letter="a"), "2010", "a") == 1.0 + 3.0
    assert name_linking._dated(work("smith", letter="b"), "2010", "a") == 1.0 - 3.0
    assert name_linking._dated(work("smith"), "2010", "a") == 1.0 - 0.25


@pytest.mark.parametrize(("year", "is_near"), [("2009", True), ("1998", False), ("2010", False)])
def test_a_year_that_may_be_a_typo(year: str, *, is_near: bool) -> None:
    assert name_linking._is_near(work("smith", years=["2010"]), year) is is_near


@pytest.mark.parametrize(("year", "is_near"), [("1999", True), ("1998", False)])
def test_the_year_before(year: str, *, is_near: bool) -> None:
    assert name_linking._is_near(work("smith", years=["2000"]), year) is is_near


def test_thirty_works_of_one_name_are_compared() -> None:
    made = name_index.AuthorYearIndex([])
    made.works = [work("smith")._replace(place=n) for n in range(40)]
    for one in made.works:
        made._add("smith", one)
    assert len(made.named("smith")) == len(made.of_year("smith", "2010")) == 30


@pytest.mark.parametrize(("name", "form"), [("Webers", "weber"), ("Weis", "weis")])
def test_genitives_of_five_letters(name: str, form: str) -> None:
    assert name_linking._without_genitive(name.lower()) == form


def test_a_genitive_of_five_letters() -> None:
    assert name_linking._without_genitive("smits") == "smit"
    assert name_linking._without_genitive("wies") == "wies"


# --- keys and links -------------------------------------------------------------------------------


@pytest.mark.parametrize(("length", "may_cite"), [(80, True), (81, False)])
def test_a_link_that_may_cite_is_short(length: int, *, may_cite: bool) -> None:
    text = "1".ljust(length, "a")
    assert linking._may_cite(text, Link(start=0, end=length, targets=("#a",))) is may_cite


@pytest.mark.parametrize(("sign", "may_cite"), [("***", True), ("****", False)])
def test_a_sign_that_may_cite_has_three_characters(sign: str, *, may_cite: bool) -> None:
    assert linking._may_cite(sign, Link(start=0, end=len(sign), targets=("#a",))) is may_cite


# --- works that fit names -------------------------------------------------------------------------


def linker_of(*works: Work) -> name_linking.AuthorYearLinker:
    made = name_index.AuthorYearIndex([])
    made.works = [one._replace(place=n) for n, one in enumerate(works)]
    for one in made.works:
        for name in one.names[0]:
            made._add(name, one)
    return name_linking.AuthorYearLinker(made, [reference(n) for n in range(1, len(works) + 1)])


def test_three_works_that_fit_equally_well() -> None:
    (link,) = linker_of(*[work("smith")] * 5).link(named("Smith"))
    assert link.works == (0, 1, 2)


@pytest.mark.parametrize(("agreement", "works"), [(2.55, (0,)), (2.45, ())])
def test_names_that_agree_where_the_year_does_not(
    monkeypatch: pytest.MonkeyPatch, agreement: float, works: tuple[int, ...]
) -> None:
    monkeypatch.setattr(name_linking, "_agreement", lambda *_: agreement)
    cited = named("Smith", others=True)
    link = name_linking.AuthorYearLink(cited, 0, ("Smith",), "", ())
    made = linker_of(work("smith", years=["1990"]))
    assert made._with_other_year(link, set()).works == works


@pytest.mark.parametrize(("agreement", "fits"), [(2.45, True), (2.35, False)])
def test_a_name_after_a_semicolon(
    monkeypatch: pytest.MonkeyPatch, agreement: float, *, fits: bool
) -> None:
    monkeypatch.setattr(name_linking, "_agreement", lambda *_: agreement)
    words = (NameWord(text="Smith", start=0, parted=";"),)
    cited = named("Smith")._replace(words=words)
    assert bool(list(linker_of(work("smith"))._fits(cited, ""))) is fits


@pytest.mark.parametrize(("agreement", "fits"), [(2.05, True), (1.95, False)])
def test_names_that_agree_where_the_year_is_near(
    monkeypatch: pytest.MonkeyPatch, agreement: float, *, fits: bool
) -> None:
    monkeypatch.setattr(name_linking, "_agreement", lambda *_: agreement)
    made = linker_of(work("smith", years=["2011"]))
    assert bool(list(made._near(named("Smith")))) is fits
    made = linker_of(work("smithson"))
    assert bool(list(made._misspelt([["smithsen"]], named("Smithsen")))) is fits


@pytest.mark.parametrize(
    ("words", "is_sure"), [("Ortega de Smith", True), ("El Ortega de Smith", False)]
)
def test_a_person_has_three_words(words: str, *, is_sure: bool) -> None:
    link = name_linking.AuthorYearLink(named(words, others=True), 0, (words,), "", ())
    assert link.is_sure is is_sure


def test_twenty_thousand_markers_are_remembered() -> None:
    made = linker_of(work("smith"))
    made._known = {(n,): ([], False) for n in range(19_500)}
    list(made.link(named("Smith")))
    assert len(made._known) > 19_500
    made._known = {(n,): ([], False) for n in range(20_500)}
    list(made.link(named("Smith")))
    assert len(made._known) < 9


@pytest.mark.parametrize(("compared", "looks"), [(190_000, True), (210_000, False)])
def test_names_are_compared_two_hundred_thousand_times(compared: int, *, looks: bool) -> None:
    made = linker_of(work("smithson"))
    made._compared = compared
    assert bool(list(made._misspelt([["smithsen"]], named("Smithsen")))) is looks


@pytest.mark.parametrize(
    ("title", "is_title"), [("Sleep and mood disorders", True), ("Sleep and mood", False)]
)
def test_three_words_of_a_title_agree(title: str, *, is_title: bool) -> None:
    own = work(raw=title.lower())
    score = name_linking._agreement(own, "sleep", [title.lower().split()], named(title), 0)
    assert (score > 2.5) is is_title
