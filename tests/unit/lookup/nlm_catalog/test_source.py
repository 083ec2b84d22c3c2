"""Books in the NLM Catalog: how they are asked for, and what becomes of each answer and fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.standin.further_services import OWN_FAULTS, FurtherTransport
from tests.unit.lookup.searched.further import asked, cited, found

from refcheck.lookup.nlm_catalog.mapping import record_of
from refcheck.lookup.nlm_catalog.queries import queries_of
from refcheck.lookup.nlm_catalog.source import NlmCatalog
from refcheck.model.outcome import NotAsked, NotCached, NotFound, Unavailable
from refcheck.model.record import GroupName, PersonName, WorkType


def summary(uid: str, title: str, *families: str, **more: Any) -> dict[str, Any]:
    authors = [{"lastname": family, "forename": "Vinay,"} for family in families]
    imprint = {
        "place": "Philadelphia, PA :",
        "publisher": "Elsevier/Saunders,",
        "dateissued": more.pop("issued", "[2015]"),
        "edition": more.pop("edition", "Ninth edition."),
    }
    return {
        "uid": uid,
        "nlmuniqueid": uid,
        "titlemainlist": [{"title": title, "sorttitle": title.lower()}],
        "authorlist": authors,
        "publicationinfolist": [imprint],
        "resourceinfolist": [{"typeofresource": "Book", "resourceunit": "1 volume"}],
        **more,
    }


ROBBINS = summary(
    "101621770",
    "Robbins and Cotran pathologic basis of disease / [edited by] Vinay Kumar.",
    "Kumar",
    "Abbas",
    isbn="9781455726134 (hardcover : alk. paper) 1455726133",
)
OLDER = summary(
    "101223456", "Robbins and Cotran pathologic basis of disease.", "Kumar", issued="c2005."
)
REPORT = summary("101777", "Global tuberculosis report 2020.", isbn="", issued="2020.")
JOURNAL = summary(
    "9610836",
    "Robbins and Cotran pathologic basis of disease.",
    resourceinfolist=[{"typeofresource": "Serial"}],
)
CATALOG = (ROBBINS, OLDER, REPORT, JOURNAL)
BOOK = cited("Robbins and Cotran Pathologic Basis of Disease")


def test_a_book_is_found_in_each_of_its_editions(tmp_path: Path) -> None:
    (outcome,) = asked(NlmCatalog, tmp_path, FurtherTransport(catalog=CATALOG), BOOK)
    assert found(outcome) == ["101621770", "101223456"]


@pytest.mark.parametrize(
    "work",
    [
        cited("Robbins and Cotran Pathologic Basis of Disease", family="Smith"),
        cited("Robbins and Cotran Pathologic Basis of Diseases"),  # a wrong word
        cited("Pathologic basis"),
        cited("Something", isbn=("9781455726134",)),
        cited("Something", isbn=("1455726133",)),
        cited(None, family=None, isbn=("1455726133",)),
        cited(
            "Cell injury",
            type=WorkType.CHAPTER,
            container_title="Robbins and Cotran Pathologic Basis of Disease",
            editors=(PersonName(family="Kumar"),),
        ),
    ],
)
def test_one_wrong_value_does_not_hide_a_book(tmp_path: Path, work: Any) -> None:
    (outcome,) = asked(NlmCatalog, tmp_path, FurtherTransport(catalog=CATALOG), work)
    assert "101621770" in found(outcome)


def test_a_report_has_no_person_for_its_author(tmp_path: Path) -> None:
    work = cited("Global tuberculosis report 2020", family=None, type=WorkType.REPORT)
    (outcome,) = asked(NlmCatalog, tmp_path, FurtherTransport(catalog=CATALOG), work)
    assert found(outcome) == ["101777"]


def test_eight_works_are_one_search_and_one_request_for_all_records(tmp_path: Path) -> None:
    works = [cited(f"The great book of topic{n} and wonder{n}") for n in range(16)]
    catalog = [
        summary(str(n), f"The great book of topic{n} and wonder{n}.", "Kumar") for n in range(16)
    ]
    transport = FurtherTransport(catalog=catalog)
    outcomes = asked(NlmCatalog, tmp_path, transport, *works)
    assert [found(each)[0] for each in outcomes] == [str(n) for n in range(16)]
    assert len(transport.requests) == 4


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    (outcome,) = asked(
        NlmCatalog, tmp_path, FurtherTransport(catalog=CATALOG), cited("The art of sleeping well")
    )
    assert isinstance(outcome, NotFound)
    assert all(search.complete for search in outcome.searches)


def test_more_hits_than_are_sent_are_no_complete_search(tmp_path: Path) -> None:
    catalog = [summary(str(n), f"Clinical medicine {n} practice.", "Jones") for n in range(250)]
    transport = FurtherTransport(catalog=catalog)
    works = (cited("Clinical medicine practice unheard"), cited("Clinical medicine practice"))
    missed, many = asked(NlmCatalog, tmp_path, transport, *works)
    assert isinstance(missed, NotFound)  # put alone, it has no hit
    assert len(found(many)) == 20


def test_words_that_are_left_out_are_searched_without(tmp_path: Path) -> None:
    transport = FurtherTransport(catalog=CATALOG, faults={"nlmcatalog": "dropped"})
    good, bad = asked(
        NlmCatalog, tmp_path, transport, BOOK, cited("zzyx pathologic zzbasis unheard of sleeping")
    )
    assert found(good) == ["101621770", "101223456"]
    assert isinstance(bad, NotFound)
    assert [bool(search.ignored) for search in bad.searches] == [True, False]


def test_a_title_of_unknown_words_alone_was_not_searched_for(tmp_path: Path) -> None:
    transport = FurtherTransport(catalog=(), faults={"nlmcatalog": "dropped"})
    transport.catalog = [summary("1", "Other words.", "Smith")]
    (outcome,) = asked(NlmCatalog, tmp_path, transport, cited("zzone zztwo zzthree"))
    assert isinstance(outcome, Unavailable)
    assert "leaves words of the title out" in outcome.reason


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_every_fault_is_could_not_ask(tmp_path: Path, fault: str) -> None:
    transport = FurtherTransport(catalog=CATALOG, faults={"nlmcatalog": fault})
    (outcome,) = asked(NlmCatalog, tmp_path, transport, BOOK)
    assert isinstance(outcome, Unavailable), fault
    assert "\n" not in outcome.reason
    (outcome,) = asked(NlmCatalog, tmp_path, None, BOOK, offline=True)  # nothing was cached of it
    assert isinstance(outcome, NotCached)


def test_offline_answers_come_from_the_cache(tmp_path: Path) -> None:
    unknown = cited("The art of sleeping well")
    asked(NlmCatalog, tmp_path, FurtherTransport(catalog=CATALOG), BOOK, unknown)
    new = cited("A third book of things")
    book, none, other = asked(NlmCatalog, tmp_path, None, BOOK, unknown, new, offline=True)
    assert found(book) == ["101621770", "101223456"]
    assert isinstance(none, NotFound)
    assert isinstance(other, NotCached)


def test_key_and_address_go_where_pubmeds_go(tmp_path: Path) -> None:
    transport = FurtherTransport(catalog=CATALOG)
    asked(NlmCatalog, tmp_path, transport, BOOK, api_key="k", email="a@b.example")
    assert {each["api_key"] for each in transport.requests} == {"k"}
    assert {each["db"] for each in transport.requests} == {"nlmcatalog"}


@pytest.mark.parametrize(
    "title",
    [
        'Quotes "in" the [title] (and) brackets',
        "Search AND destroy OR not NOT the title",
        "中国全科医学杂志研究",
        "Война и мир в медицине",
        "x" * 100_000,
        "word " * 20_000,
        "a[Title] OR b[Author]) OR (c[ISBN]",
        "µ-opioid β-blockers: ½ the story — “really”?",
        "\x00\x07 control \u202e characters \n here",
        "?",
        "",
        "12 34 56",
        "l'hôpital d'aujourd'hui",
    ],
)
def test_hostile_titles_are_words_or_nothing(tmp_path: Path, title: str) -> None:
    (outcome,) = asked(NlmCatalog, tmp_path, FurtherTransport(catalog=CATALOG), cited(title))
    assert isinstance(outcome, NotFound | NotAsked)
    assert all(len(query.text) < 2_000 for query in queries_of(cited(title)))


def test_the_punctuation_of_library_rules_is_taken_off() -> None:
    record = record_of(ROBBINS)
    assert record is not None
    assert record.publisher == "Elsevier/Saunders"
    assert record.publisher_place == "Philadelphia, PA"
    assert record.edition == "Ninth edition"
    assert record.issued is not None
    assert record.issued.year == 2015
    assert record.isbn == ("9781455726134", "1455726133")
    assert record.title == "Robbins and Cotran pathologic basis of disease"
    assert record.authors[0] == PersonName(family="Kumar", given="Vinay")
    assert not record.authors_complete


@pytest.mark.parametrize(
    ("issued", "years"),
    [
        ("c1996-", [1996]),
        ("[2012?]", [2012]),
        ("2012 [i.e. 2013]", [2012, 2013]),
        ("2012, c2011.", [2012, 2011]),
        ("[19--]", []),
        ("", []),
        ("<2015- >", [2015]),
    ],
)
def test_dates_of_an_imprint(issued: str, years: list[int]) -> None:
    record = record_of(summary("1", "A title.", issued=issued))
    assert record is not None
    assert [date.date.year for date in record.dates] == years


@pytest.mark.parametrize(
    ("title", "titles"),
    [
        ("Families, systems & health : the journal.", ("Families, systems & health: the journal",)),
        ("Handbook of things [electronic resource] : a guide.", ("Handbook of things: a guide",)),
        ("[Textbook of sleep].", ("Textbook of sleep",)),
        ("Medicine / J. Smith.", ("Medicine",)),
        ("What now?", ("What now?",)),
    ],
)
def test_titles(title: str, titles: tuple[str, ...]) -> None:
    record = record_of(summary("1", title))
    assert record is not None
    assert record.title == titles[0]


def test_editors_and_groups() -> None:
    item = summary("1", "A title.")
    item["authorlist"] = [
        {"lastname": "Doe", "forename": "Jane", "otherinformation": "editor."},
        {"collectivename": "World Health Organization."},
        {"lastname": "", "collectivename": ""},
    ]
    record = record_of(item)
    assert record is not None
    assert record.editors == (PersonName(family="Doe", given="Jane"),)
    assert record.authors == (GroupName(name="World Health Organization"),)
