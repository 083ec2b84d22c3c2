"""Pages and books of the Bookshelf: how they are asked for, and what becomes of each answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.standin.further_services import OWN_FAULTS, FurtherTransport
from tests.unit.lookup.searched.further import asked, cited, found

from refcheck.lookup.bookshelf.mapping import record_of, trimmed
from refcheck.lookup.bookshelf.source import Bookshelf
from refcheck.model.outcome import NotAsked, NotCached, NotFound, Unavailable
from refcheck.model.record import GroupName, WorkType


def page(uid: str, number: str, title: str, book: str, in_book: str, **more: str) -> dict[str, Any]:
    info = (
        f'<Info><Path><Parent id="{book}" role="source" type="book" uid="1"><Title>{in_book}'
        f'</Title></Parent></Path><Citation CitationType="Part"><ParentRecord><Title>{in_book} '
        "[Internet].</Title><PublicationStatement>Treasure Island (FL): StatPearls Publishing; "
        "2020-.</PublicationStatement></ParentRecord></Citation></Info>"
    )
    texts = {"rtype": "chapter", "pubdate": "2020/01/01 00:00", "bookaccessionid": "NBK430685"}
    own = {"uid": uid, "accessionid": number, "title": title, "book": book, "bookinfo": info}
    return {**texts, **own, **more}


TREMOR = page("1", "NBK554609", "Resting Tremor", "statpearls", "StatPearls")
FIGURE = page("2", "NBK554609", "Figure. Tremor", "statpearls", "StatPearls", rtype="figure")
ELSEWHERE = page("3", "NBK1116", "Resting Tremor Overview", "gene", "GeneReviews")
GUIDE = page("4", "NBK65951", "Asthma in adults: guidance", "niceng", "NICE", pubdate="2017/11/29")
SHELF = (TREMOR, FIGURE, ELSEWHERE, GUIDE)
CITED = cited(
    "Resting Tremor", "Gupta", 2023, type=WorkType.CHAPTER, container_title="StatPearls [Internet]"
)


def test_a_page_is_found_by_title_in_its_book(tmp_path: Path) -> None:
    (outcome,) = asked(Bookshelf, tmp_path, FurtherTransport(bookshelf=SHELF), CITED)
    assert found(outcome) == ["NBK554609"]


@pytest.mark.parametrize(
    "work",
    [
        cited("Another title", url="https://www.ncbi.nlm.nih.gov/books/NBK1116/"),
        cited("Another title", url="https://www.ncbi.nlm.nih.gov/books/NBK1116/?report=x"),
        cited(None, numbers=("NBK1116",)),
        cited("Tremor. Bookshelf ID: NBK1116"),
        cited("Tremor", notes=("Available from nbk1116",)),
    ],
)
def test_a_page_is_found_by_its_number(tmp_path: Path, work: Any) -> None:
    (outcome,) = asked(Bookshelf, tmp_path, FurtherTransport(bookshelf=SHELF), work)
    assert found(outcome)[0] == "NBK1116"


def test_a_number_counts_only_where_the_page_has_it(tmp_path: Path) -> None:
    work = cited("No such page at all", url="https://www.ncbi.nlm.nih.gov/books/NBK430685/")
    (outcome,) = asked(Bookshelf, tmp_path, FurtherTransport(bookshelf=SHELF), work)
    assert isinstance(outcome, NotFound)


def test_a_guideline_is_found_by_title_alone(tmp_path: Path) -> None:
    work = cited("Asthma in adults: guidance", None, 2017, publisher="NICE", type=WorkType.REPORT)
    (outcome,) = asked(Bookshelf, tmp_path, FurtherTransport(bookshelf=SHELF), work)
    assert found(outcome) == ["NBK65951"]


def test_living_books_have_no_year_to_differ_from() -> None:
    living, other = record_of(trimmed(TREMOR)), record_of(trimmed(GUIDE))
    assert living is not None
    assert other is not None
    assert living.dates == ()
    assert living.container_title == "StatPearls"
    assert (living.publisher, living.publisher_place) == (
        "StatPearls Publishing",
        "Treasure Island (FL)",
    )
    assert living.type is WorkType.CHAPTER
    assert other.issued is not None
    assert other.issued.year == 2017


def test_a_bookinfo_that_is_no_xml_is_left_out() -> None:
    record = record_of(trimmed({**TREMOR, "bookinfo": "<Info><Path>"}))
    assert record is not None
    assert record.container_title is None


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_every_fault_is_could_not_ask(tmp_path: Path, fault: str) -> None:
    transport = FurtherTransport(bookshelf=SHELF, faults={"bookshelf": fault})
    (outcome,) = asked(Bookshelf, tmp_path, transport, CITED)
    assert isinstance(outcome, Unavailable), fault


def test_offline(tmp_path: Path) -> None:
    asked(Bookshelf, tmp_path, FurtherTransport(bookshelf=SHELF), CITED)
    known, other = asked(Bookshelf, tmp_path, None, CITED, cited("Two words"), offline=True)
    assert found(known) == ["NBK554609"]
    assert isinstance(other, NotCached)


@pytest.mark.parametrize("title", ["", "中国", "?", "AND", 'a "b" [c] (d)'])
def test_hostile_titles(tmp_path: Path, title: str) -> None:
    (outcome,) = asked(Bookshelf, tmp_path, FurtherTransport(bookshelf=SHELF), cited(title, None))
    assert isinstance(outcome, NotAsked | NotFound)


def test_what_is_taken() -> None:
    from refcheck.lookup.bookshelf.queries import is_organisations, short_name_of

    who = cited("A report", None)
    assert not is_organisations(who)
    assert is_organisations(cited("A", None, publisher="World Health Organization"))
    assert is_organisations(
        type(who)(authors=(GroupName(name="National Institute for Health and Care Excellence"),))
    )
    assert short_name_of(CITED) == "statpearls"
    assert short_name_of(cited("X", container_title="GeneReviews® [Internet]")) == "gene"
    assert short_name_of(cited("X", container_title="Drugs and Lactation Database")) == "lactmed"
    assert short_name_of(cited("X")) is None
