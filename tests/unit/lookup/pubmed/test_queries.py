"""The normal forms of queries, on references as articles print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refcheck.lookup.pubmed.queries import (
    Endpoint,
    asks_coverage,
    citation_query,
    coverage_query,
    identifier_queries,
    journal_query,
    remaining_query,
    title_query,
    wider_queries,
    with_shorter_journal,
    year_query,
)
from refcheck.lookup.query import Query
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
)


def reference(
    *authors: Contributor,
    journal: str | None = None,
    year: int | None = None,
    volume: str | None = None,
    pages: str | None = None,
    title: str | None = None,
) -> BibliographicRecord:
    """A reference as parsed."""
    dates = (PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),) if year else ()
    return BibliographicRecord(
        authors=authors,
        container_title=journal,
        dates=dates,
        volume=volume,
        pages=pages,
        title=title,
    )


NAUGHTON = PersonName(family="Naughton", given="M")


def test_one_question_for_each_printed_identifier() -> None:
    record = BibliographicRecord(pmid="24388038", doi="10.1016/0006-2944(75)90147-7", pmcid="PMC42")
    assert identifier_queries(record) == (
        Query(Endpoint.RECORD, "24388038"),
        Query(Endpoint.SEARCH, '"10.1016/0006-2944(75)90147-7"[doi]'),
        Query(Endpoint.SEARCH, "PMC42[aid]"),
    )
    assert identifier_queries(BibliographicRecord()) == ()


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (
            reference(NAUGHTON, journal="J Affect Disord", year=2014, volume="156", pages="24-35"),
            "j affect disord|2014|156|24|naughton m",
        ),
        (
            reference(NAUGHTON, journal="J. Affect. Disord.", year=2014, volume="156", pages="24"),
            "j affect disord|2014|156|24|naughton m",
        ),
        (
            reference(
                PersonName(family="Berg", particle="van der", given="J. A. M."),
                journal="J Appl Physiol (1985)",
                year=1999,
                volume="86",
                pages="S5–9",
            ),
            "j appl physiol (1985)|1999|86|s5|van der berg ja",
        ),
        (
            reference(
                PersonName(family="O’Leary", given="Olivia F"),
                journal="Rev Méd Chile",
                year=2001,
                volume="129",
                pages="e31095",
            ),
            "rev med chile|2001|129|e31095|o'leary of",
        ),
        (
            reference(
                GroupName(name="PIONEER 6 Investigators"),
                journal="Lancet",
                year=2019,
                volume="394",
                pages="121",
            ),
            "lancet|2019|394|121|",
        ),
        (
            reference(
                PersonName(family="A|B, C", initials="XYZ"),
                journal="Sci|ence\r",
                year=1987,
                volume="23|5",
                pages="115.e1-115.e9",
            ),
            "sci ence|1987|23 5|115.e1|a b c xy",
        ),
        (reference(NAUGHTON, journal="Nature", year=2020), "nature|2020|||naughton m"),
    ],
)
def test_citation_lines(record: BibliographicRecord, line: str) -> None:
    assert citation_query(record) == Query(Endpoint.CITATION, line)


@pytest.mark.parametrize(
    "record",
    [
        reference(NAUGHTON, year=2014, volume="156", pages="24-35"),
        reference(journal="Nature", year=2020),
        reference(NAUGHTON, journal="Nature"),
        reference(journal="Nature", pages="24"),
    ],
    ids=["no journal", "journal and year", "journal and author", "journal and page"],
)
def test_too_little_for_a_citation_line(record: BibliographicRecord) -> None:
    assert citation_query(record) is None


@pytest.mark.parametrize(
    ("title", "term"),
    [
        (
            "Two cellular hypotheses explain the initiation of ketamine's antidepressant actions",
            "two[ti] AND cellular[ti] AND hypotheses[ti] AND explain[ti] AND initiation[ti]"
            " AND antidepressant[ti] AND actions[ti]",
        ),
        (
            "Effects of TGF-β1 on α-synuclein in COVID-19: to be or not to be?",
            "effects[ti] AND tgf[ti] AND synuclein[ti] AND covid[ti] AND 19[ti]",
        ),
        ("Parkinson's disease", "parkinson[ti] AND disease[ti] AND naughton[1au]"),
        ("Ketamine", "ketamine[ti] AND naughton[1au]"),
    ],
)
def test_title_searches(title: str, term: str) -> None:
    query = title_query(reference(NAUGHTON, title=title))
    assert query == Query(Endpoint.SEARCH, term)


def test_a_title_without_a_word_to_search_for() -> None:
    assert title_query(reference(NAUGHTON, title="О том, что было")) is None
    assert title_query(reference(NAUGHTON)) is None
    assert title_query(reference(title="Ketamine")) is None
    assert title_query(reference(PersonName(family="Иванов"), title="Ketamine")) is None


def test_each_half_of_a_long_title_is_searched_for() -> None:
    """Its words may be misread (names before the title), or one of them wrong."""
    title = (
        "Zakhary N, Kandil E, Shalaby K. Assessment of the prognostic value of methylation and"
        " expression levels in lung cancer: a systematic review and meta-analysis"
    )
    assert [query.text for query in wider_queries(reference(title=title))] == [
        "zakhary[ti] AND kandil[ti] AND shalaby[ti] AND assessment[ti] AND prognostic[ti]",
        "value[ti] AND methylation[ti] AND expression[ti] AND levels[ti] AND lung[ti]"
        " AND cancer[ti]",
    ]
    short = "Prehabilitation before cardiac surgery: a systematic review and meta-analysis"
    assert list(wider_queries(reference(title=short))) == []
    many = " ".join(f"word{number}" for number in range(100))
    assert [q.text.count(" AND ") for q in wider_queries(reference(title=many))] == [6, 6]


def test_wider_searches_rather_take_words_with_one_spelling() -> None:
    """A title that the record spells "characterization" is found all the same."""
    title = "Childhood-onset of primary Sjögren's syndrome: phenotypic characterisation"
    last = list(wider_queries(reference(NAUGHTON, title=title, year=2014)))[-1]
    assert last.text == "naughton[1au] AND 2013:2015[dp] AND phenotypic[ti] AND childhood[ti]"


def test_wider_searches_go_by_the_first_author() -> None:
    title = "A review of ketamine in affective disorders"
    whole = reference(
        NAUGHTON, title=title, journal="J. Affect. Disord.", year=2014, volume="156", pages="24-35"
    )
    assert [query.text for query in wider_queries(whole)] == [
        "naughton[1au] AND 2013:2015[dp] AND affective[ti] AND disorders[ti]",
        "naughton[1au] AND 156[vi] AND 24[pg]",
    ]
    assert journal_query(whole) == Query(
        Endpoint.SEARCH, 'naughton[1au] AND 2013:2015[dp] AND "j affect disord"[ta]'
    )
    for lacking in (
        reference(NAUGHTON, title=title),
        reference(title=title, year=2014, volume="156", pages="24"),
        reference(NAUGHTON, title="Ketamine", year=2014),
        reference(GroupName(name="WHO"), title=title, journal="Lancet", year=2014),
        reference(PersonName(family="Иванов"), title=title, year=2014),
    ):
        assert list(wider_queries(lacking)) == []
        assert journal_query(lacking) is None


@pytest.mark.parametrize(("volume", "pages"), [("12 Suppl 1", "24"), ("12", ""), ("", "24")])
def test_no_search_by_a_place_that_is_not_whole(volume: str, pages: str) -> None:
    assert list(wider_queries(reference(NAUGHTON, volume=volume, pages=pages))) == []


def test_a_short_title_of_nobody_is_searched_for_with_its_year() -> None:
    query = title_query(reference(title="Medical schools", year=2010))
    assert query is not None
    assert query.text == "medical[ti] AND schools[ti] AND 2009:2011[dp]"


def test_a_search_without_what_was_left_out_of_it() -> None:
    query = Query(Endpoint.SEARCH, "one[ti] AND two[ti] AND three[ti] AND xyzzy[ti]")
    remaining = remaining_query(query, ["xyzzy[Title]"])
    assert remaining == Query(Endpoint.SEARCH, "one[ti] AND two[ti] AND three[ti]")
    assert remaining_query(query, ['"two"[ti]', "xyzzy"]) is None
    authored = Query(Endpoint.SEARCH, "one[ti] AND xyzzy[ti] AND smith[1au]")
    assert remaining_query(authored, ["xyzzy[ti]"]) == Query(
        Endpoint.SEARCH, "one[ti] AND smith[1au]"
    )


@pytest.mark.parametrize(
    ("title", "journal", "shorter"),
    [
        (
            "A title",
            "and other mechanisms of its action, Curr Opin Crit Care",
            "Curr Opin Crit Care",
        ),
        ("A title", "a review of the evidence. Lancet", "Lancet"),
        ("A title", "Curr Opin Crit Care", None),
        ("A title", "Proceedings of the National Academy of Sciences", None),
        ("Of the evidence: an integrative review, An. Pediatr (Barc)", None, "An. Pediatr (Barc)"),
        ("A title", None, None),
    ],
)
def test_a_journal_that_too_much_was_read_of(
    title: str, journal: str | None, shorter: str | None
) -> None:
    found = with_shorter_journal(reference(title=title, journal=journal, volume="12"))
    assert (found.container_title if found else None) == shorter


def test_journal_and_year_alone_ask_what_pubmed_lists() -> None:
    cited = reference(journal='J. Quartz. "Lantern" [Amst]', year=2014)
    line = coverage_query(cited)
    assert line == Query(Endpoint.CITATION, 'j quartz "lantern" [amst]|2014|||')
    assert asks_coverage(line.text)
    assert year_query(cited) == Query(Endpoint.SEARCH, '"j quartz lantern amst"[ta] AND 2014[dp]')
    for lacking in (reference(journal="Lancet"), reference(year=2014)):
        assert coverage_query(lacking) is None
        assert year_query(lacking) is None


@pytest.mark.parametrize(
    "journal",
    ["The Lancet", "Lancet (London, England)", "LANCET.", "Lancet"],
)
def test_a_journal_is_asked_for_under_the_name_that_pubmed_knows(journal: str) -> None:
    line = coverage_query(reference(journal=journal, year=2014))
    assert line == Query(Endpoint.CITATION, "lancet|2014|||")


def test_a_name_of_two_journals_is_asked_for_as_it_is() -> None:
    line = coverage_query(reference(journal="Journal of Applied Physiology", year=2014))
    assert line == Query(Endpoint.CITATION, "journal of applied physiology|2014|||")


def test_a_long_title_is_asked_for_by_its_first_words() -> None:
    query = title_query(reference(title=" ".join(f"word{n}" for n in range(500))))
    assert query is not None
    assert query.text.count(" AND ") == 11


@given(text=st.text(max_size=300), pages=st.text(max_size=20))
def test_any_text_gives_one_clean_line(text: str, pages: str) -> None:
    record = reference(
        PersonName(family=text or "x", given=text),
        journal=text,
        year=2000,
        volume=text,
        pages=pages,
    )
    query = citation_query(record)
    if query is not None:
        assert query.text.count("|") == 4
        assert query.text.isprintable()
    title_query(reference(title=text))
