"""Works in Europe PMC: how they are asked for, and what becomes of each answer and fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.standin.further_services import OWN_FAULTS, FurtherTransport
from tests.unit.lookup.searched.further import asked, cited, found

from refcheck.lookup.europepmc.mapping import record_of, trimmed
from refcheck.lookup.europepmc.queries import queries_of
from refcheck.lookup.europepmc.source import EuropePmc
from refcheck.model.outcome import NotAsked, NotCached, NotFound, Unavailable
from refcheck.model.record import GroupName, NoticeKind, PersonName, WorkType


def result(number: str, source: str, title: str, **more: Any) -> dict[str, Any]:
    texts = {"authorString": "Smith J, Doe A.", "pubYear": "2020"}
    return {**texts, "id": number, "source": source, "title": title, **more}


PREPRINT = result(
    "PPR1",
    "PPR",
    "Snow depths in the high valleys of the north",
    doi="10.1101/2020.01.01.123456",
    pubType="preprint",
    bookOrReportDetails={"publisher": "bioRxiv", "yearOfPublication": 2020},
    firstPublicationDate="2020-01-02",
    abstractText="never kept",
    commentCorrectionList={
        "commentCorrection": [
            {
                "id": "33333333",
                "source": "MED",
                "reference": "Snow J. 2021;1:2.",
                "type": "Preprint of",
            }
        ]
    },
)
THESIS = result("ETH1", "ETH", "Sleep among shepherds.", pubType="thesis")
AGRICOLA = result("AGR1", "AGR", "Stored seeds of the far valley.", journalTitle="Seed Sci")
MEDLINE = result("1", "MED", "Snow depths in the high valleys of the north.", pmid="1")
RECORDS = (PREPRINT, THESIS, AGRICOLA, MEDLINE)


def of_kind(title: str, kind: WorkType = WorkType.PREPRINT, **more: Any) -> Any:
    return cited(title, "Smith", 2020, type=kind, **more)


SNOW = of_kind("Snow Depths in the High Valleys of the North")


def test_what_it_has_of_pubmed_is_never_given(tmp_path: Path) -> None:
    transport = FurtherTransport(europepmc=RECORDS)
    (outcome,) = asked(EuropePmc, tmp_path, transport, SNOW)
    assert found(outcome) == ["PPR:PPR1"]
    assert outcome.candidates[0].url == "https://europepmc.org/article/PPR/PPR1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (of_kind("Sleep among shepherds", WorkType.THESIS), "ETH:ETH1"),
        (of_kind("Stored seeds of the far valley", WorkType.ARTICLE_JOURNAL), "AGR:AGR1"),
        (of_kind("Snow depth in the high valleys of the north"), "PPR:PPR1"),  # a wrong word
        (of_kind("Snow depths in the high valley of the north"), "PPR:PPR1"),
        (of_kind("X", doi="10.1101/2020.01.01.123456"), "PPR:PPR1"),
    ],
)
def test_works_are_found(tmp_path: Path, work: Any, key: str) -> None:
    (outcome,) = asked(EuropePmc, tmp_path, FurtherTransport(europepmc=RECORDS), work)
    assert found(outcome) == [key]


def test_five_works_are_one_request_and_the_form_is_as_documented(tmp_path: Path) -> None:
    titles = [f"The long story number{n} of snow{n}" for n in range(10)]
    records = [result(f"PPR{n}", "PPR", title) for n, title in enumerate(titles)]
    transport = FurtherTransport(europepmc=records)
    outcomes = asked(EuropePmc, tmp_path, transport, *map(of_kind, titles), email="a@b.example")
    assert [found(each)[0] for each in outcomes] == [f"PPR:PPR{n}" for n in range(10)]
    assert len(transport.requests) == 2
    sent = transport.requests[0]
    assert sent["path"].endswith("/rest/searchPOST")
    assert (sent["synonym"], sent["format"], sent["pageSize"]) == ("FALSE", "json", "100")
    assert "mailto:a@b.example" in transport.headers[0]["User-Agent"]
    assert "api_key" not in sent


def test_a_request_that_times_out_is_halved(tmp_path: Path) -> None:
    titles = [f"The long story number{n} of snow{n}" for n in range(4)]
    records = [result(f"PPR{n}", "PPR", title) for n, title in enumerate(titles)]
    transport = FurtherTransport(europepmc=records, slow_lists=1)
    outcomes = asked(EuropePmc, tmp_path, transport, *map(of_kind, titles))
    assert [found(each)[0] for each in outcomes] == [f"PPR:PPR{n}" for n in range(4)]


def test_more_hits_than_are_sent_are_no_complete_search(tmp_path: Path) -> None:
    records = [result(f"PPR{n}", "PPR", f"A report on the snow {n}") for n in range(150)]
    transport = FurtherTransport(europepmc=records)
    (outcome,) = asked(EuropePmc, tmp_path, transport, of_kind("A report on the snow"))
    assert not outcome.searches[0].complete  # type: ignore[union-attr]


@pytest.mark.parametrize("fault", OWN_FAULTS)
def test_every_fault_is_could_not_ask(tmp_path: Path, fault: str) -> None:
    transport = FurtherTransport(europepmc=RECORDS, faults={"europepmc": fault})
    (outcome,) = asked(EuropePmc, tmp_path, transport, SNOW)
    assert isinstance(outcome, Unavailable), fault


def test_offline(tmp_path: Path) -> None:
    none = of_kind("Nobody wrote this at all")
    asked(EuropePmc, tmp_path, FurtherTransport(europepmc=RECORDS), SNOW, none)
    new = of_kind("Something that is new here")
    known, missing, other = asked(EuropePmc, tmp_path, None, SNOW, none, new, offline=True)
    assert found(known) == ["PPR:PPR1"]
    assert isinstance(missing, NotFound)
    assert isinstance(other, NotCached)


@pytest.mark.parametrize(
    "title",
    [
        'Quotes "in" the \\title\\ (and) [brackets]',
        "Search AND destroy OR not NOT the title",
        "中国全科医学杂志研究报告与分析结果",
        "Война и мир в медицине",
        "x" * 100_000,
        "word " * 20_000,
        'a") OR SRC:MED OR TITLE:("',
        "\x00\x07 control \u202e characters \n here",
        "?",
        "",
        "Introduction",
    ],
)
def test_hostile_titles(tmp_path: Path, title: str) -> None:
    (outcome,) = asked(EuropePmc, tmp_path, FurtherTransport(europepmc=RECORDS), of_kind(title))
    assert isinstance(outcome, NotFound | NotAsked)
    assert all(len(query.text) < 700 for query in queries_of(of_kind(title)))
    assert all(query.text.count('"') % 2 == 0 for query in queries_of(of_kind(title)))


def test_a_preprint_names_the_article_that_it_became() -> None:
    record = record_of(trimmed(PREPRINT))
    assert record is not None
    assert record.type is WorkType.PREPRINT
    assert record.publisher == "bioRxiv"
    (notice,) = record.notices
    assert notice.kind is NoticeKind.UPDATE_IN
    assert (notice.pmid, notice.source) == ("33333333", "Snow J. 2021;1:2.")
    assert "abstractText" not in trimmed(PREPRINT)


def test_names_of_the_list_and_of_the_text() -> None:
    listed = {
        "authorList": {
            "author": [
                {"fullName": "Doe J", "firstName": "Jane", "lastName": "Doe", "initials": "J"},
                {"collectiveName": "Snow Group"},
                {"fullName": "van der Berg A"},
            ]
        }
    }
    record = record_of(trimmed(result("1", "PMC", "A title.", **listed)))
    assert record is not None
    assert record.authors == (
        PersonName(family="Doe", given="Jane", initials="J"),
        GroupName(name="Snow Group"),
        PersonName(family="van der Berg", initials="A"),
    )
    text = result("1", "PMC", "A title.", authorString="Smith J, METRIC Study Group, de la O MJ.")
    record = record_of(trimmed(text))
    assert record is not None
    assert record.authors[1] == GroupName(name="METRIC Study Group")
    assert record.authors[2] == PersonName(family="de la O", initials="MJ")


def test_a_record_of_pubmed_is_none() -> None:
    assert record_of(trimmed(MEDLINE)) is None
