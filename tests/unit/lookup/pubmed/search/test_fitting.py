"""Whether a response is the one to the search that was put."""

from __future__ import annotations

import pytest

from refcheck.lookup.pubmed.queries import Endpoint, doi_query, everything_query
from refcheck.lookup.pubmed.search.esearch import Hits
from refcheck.lookup.pubmed.search.fitting import (
    MisfitError,
    Witnesses,
    check_fit,
    with_witness,
    without_witness,
)
from refcheck.lookup.query import Query
from refcheck.model.record import BibliographicRecord, PersonName

WITNESS = BibliographicRecord(
    pmid="77", title="Bone density in rowers", authors=(PersonName(family="Oar", given="A"),)
)


def search(text: str) -> Query:
    return Query(Endpoint.SEARCH, text)


KETAMINE = search("review[ti] AND ketamine[ti] AND affective[ti]")
MILLER = search("miller[1au] AND 2013:2015[dp] AND ketamine[ti]")
PLACE = search("o leary[1au] AND 156[vi] AND 24[pg]")
JOURNAL = search('"j affect disord"[ta] AND 2014[dp]')
DOI = doi_query("10.1016/0140-6736(94)90001-9")


def fits(translation: str, *queries: Query, ignored: tuple[str, ...] = ()) -> bool:
    """Whether a response with this translation is taken."""
    hits = Hits(count=0, pmids=(), ignored=ignored, translation=translation)
    try:
        check_fit(hits, queries, None)
    except MisfitError:
        return False
    return True


@pytest.mark.parametrize(
    ("query", "translation"),
    [
        (KETAMINE, '"review"[Title] AND "ketamine"[Title] AND "affective"[Title]'),
        (KETAMINE, "(review[ti] AND ketamine[ti] AND affective[ti])"),
        (
            MILLER,
            "(miller, a[Author - First] OR miller[Author - First]) AND"
            ' 2013/01/01:2015/12/31[Date - Publication] AND "ketamine"[Title]',
        ),
        (MILLER, "miller[Author - First] AND 2013[PDAT] : 2015[PDAT] AND ketamine[Title]"),
        (PLACE, '"o\'leary"[Author - First] AND "156"[Volume] AND "24"[Pagination]'),
        (PLACE, "oleary[Author - First] AND 156[Volume] AND 24[Page]"),
        (
            JOURNAL,
            '("J Affect Disord"[Journal] OR "J Affect Disord Rep"[Journal]) AND'
            " 2014/01/01:2014/12/31[Date - Publication]",
        ),
        (DOI, '"10.1016/0140-6736(94)90001-9"[DOI]'),
        (DOI, "10.1016/0140-6736(94)90001-9[Location ID]"),
        (
            search("tumours[ti] AND children[ti]"),
            '("tumours"[Title] OR "tumors"[Title]) AND "children"[Title]',
        ),
        (everything_query(), "1700/01/01:2200/12/31[Date - Publication]"),
    ],
)  # fmt: skip
def test_the_words_that_the_service_may_use(query: Query, translation: str) -> None:
    assert fits(translation, query)


@pytest.mark.parametrize(
    ("query", "translation"),
    [
        (KETAMINE, '"review"[Title] AND "ketamine"[Title]'),
        (KETAMINE, "review[ti] AND ketamine[ti] AND affective[ti] AND bone[ti]"),
        (KETAMINE, "(review[ti] AND ketamine[ti] AND affective[ti]) OR (ketamine[ti] AND rat[ti])"),
        (KETAMINE, "(review[ti] AND ketamine[ti]) OR (affective[ti] AND ketamine[ti])"),
        (KETAMINE, "miller[1au] AND 2013:2015[dp] AND ketamine[ti]"),
        (MILLER, "miller[1au] AND 2014:2016[dp] AND ketamine[ti]"),
        (MILLER, "moller[1au] AND 2013:2015[dp] AND ketamine[ti]"),
        (MILLER, "(miller[1au] OR smith[1au]) AND 2013:2015[dp] AND ketamine[ti]"),
        (PLACE, "o leary[1au] AND 157[vi] AND 24[pg]"),
        (PLACE, "(o leary[1au] AND 156[vi] AND 24[pg]) OR (o leary[1au] AND 156[vi] AND 25[pg])"),
        (JOURNAL, '"j affect disord"[ta] AND 2015[dp]'),
        (DOI, '"10.1016/0140-6736(94)90002-9"[doi]'),
        (DOI, f'{DOI.text} OR "10.1000/another"[doi]'),
        (everything_query(), "ketamine[ti]"),
    ],
)  # fmt: skip
def test_the_words_of_another_search(query: Query, translation: str) -> None:
    assert not fits(translation, query)


def test_a_joined_search_is_answered_as_a_whole() -> None:
    queries = (KETAMINE, MILLER, PLACE)
    whole = with_witness(queries, None)
    assert fits(whole, *queries)
    assert not fits(KETAMINE.text, *queries)
    assert not fits(whole.partition(" OR ")[2], *queries)
    assert not fits(f"{whole} OR (rat[ti] AND mouse[ti])", *queries)
    halves = (search("a1[ti] AND b1[ti]"), search("c1[ti] AND d1[ti]"))
    assert not fits("a1[ti] AND b1[ti] AND c1[ti] AND d1[ti]", *halves)


def test_what_was_left_out_is_not_repeated() -> None:
    rest = '"review"[Title] AND "affective"[Title]'
    assert fits(rest, KETAMINE, ignored=("ketamine[ti]",))
    assert fits(rest, KETAMINE, ignored=('"ketamine"[Title]',))
    assert not fits(rest, KETAMINE, ignored=("bone[ti]",))
    assert fits("", DOI, ignored=(DOI.text,))


def test_a_search_names_its_witness() -> None:
    assert with_witness([KETAMINE], WITNESS) == f"({KETAMINE.text}) OR 77[uid]"
    assert with_witness([DOI], WITNESS) == f"{DOI.text} OR 77[uid]"
    assert with_witness([DOI, KETAMINE], WITNESS) == f"{DOI.text} OR ({KETAMINE.text}) OR 77[uid]"


def response(*pmids: str, count: int | None = None, text: str = "") -> Hits:
    number = len(pmids) if count is None else count
    return Hits(count=number, pmids=pmids, ignored=(), translation=text)


def test_an_answer_without_its_witness_is_broken() -> None:
    text = with_witness([KETAMINE], WITNESS)
    check_fit(response("77", text=text), [KETAMINE], WITNESS)
    check_fit(response("77"), [KETAMINE], WITNESS)
    for broken in (response(text=text), response("5", text=text), response()):
        with pytest.raises(MisfitError, match="leaves out"):
            check_fit(broken, [KETAMINE], WITNESS)
    with pytest.raises(MisfitError, match="another search"):
        check_fit(response("77", text=with_witness([MILLER], WITNESS)), [KETAMINE], WITNESS)
    # Of more hits than are listed it may be one that is not.
    check_fit(response("5", count=900, text=text), [KETAMINE], WITNESS)


def test_the_witness_is_taken_out_again() -> None:
    alone = without_witness(response("5", "77"), [KETAMINE], WITNESS, 20)
    assert (alone.count, alone.pmids, alone.witnessed) == (1, ("5",), True)
    many = without_witness(response(*map(str, range(1, 22)), count=900), [KETAMINE], WITNESS, 20)
    assert (many.count, len(many.pmids)) == (899, 20)


def test_a_witness_that_may_be_a_true_hit_stays() -> None:
    rowers = search("bone[ti] AND rowers[ti]")
    assert without_witness(response("77"), [rowers], WITNESS, 20).pmids == ("77",)


def record(number: int, title: str = "Bone density in rowers", **more: bool) -> BibliographicRecord:
    return BibliographicRecord(pmid=str(number), title=title, **more)


def test_witnesses_take_turns_and_are_no_hits_if_it_can_be_helped() -> None:
    witnesses = Witnesses()
    assert witnesses.pick([KETAMINE]) is None
    ketamine = record(3, "A review of ketamine in affective disorders")
    witnesses.add([record(1), record(2), ketamine, record(4, ahead_of_print=True), record(1)])
    picked = [witnesses.pick([KETAMINE]) for _ in range(4)]
    assert [found.pmid for found in picked if found] == ["1", "2", "1", "2"]
    rowers = search("bone[ti] AND rowers[ti]")
    assert witnesses.pick([rowers]) == ketamine
    everyone = [rowers, KETAMINE]
    assert witnesses.pick(everyone) is not None
    number = {found.pmid for _ in range(9) if (found := witnesses.pick([]))}
    assert number == {"1", "2", "3"}


def test_one_that_was_not_found_comes_last() -> None:
    witnesses = Witnesses()
    witnesses.add(record(number) for number in range(1, 100))
    first = witnesses.pick([])
    assert first
    assert first.pmid == "1"
    witnesses.doubt(first)
    turns = [found.pmid for _ in range(32) if (found := witnesses.pick([]))]
    assert turns == [*map(str, range(2, 33)), "1"]
