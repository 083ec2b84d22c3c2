"""DataCite's records, with the artefacts that they are known for."""

from __future__ import annotations

from typing import Any

import pytest

from refcheck.lookup.doi.datacite import record_of, trimmed
from refcheck.model.record import BibliographicRecord, GroupName, PersonName, WorkType


def attributes(**members: Any) -> dict[str, Any]:
    return {"doi": "10.5281/zenodo.7", "titles": [{"title": "Snow depths"}], **members}


def mapped(**members: Any) -> BibliographicRecord:
    record = record_of(trimmed(attributes(**members)))
    assert record is not None
    return record


def test_a_whole_record() -> None:
    record = mapped(
        creators=[
            {"name": "Lang, Ute", "nameType": "Personal", "givenName": "Ute", "familyName": "Lang"},
            {"name": "Snow Office", "nameType": "Organizational"},
        ],
        publisher={"name": "Zenodo"},
        publicationYear=2021,
        types={"resourceTypeGeneral": "Dataset", "citeproc": "article"},
        version="1.2",
        descriptions=[{"description": "not kept"}],
    )
    assert record.key is not None
    assert (record.key.source, record.key.id) == ("datacite", "10.5281/zenodo.7")
    assert record.type is WorkType.DATASET
    assert record.authors == (
        PersonName(family="Lang", given="Ute"),
        GroupName(name="Snow Office"),
    )
    assert not record.authors_complete
    assert record.publisher == "Zenodo"
    assert record.issued is not None
    assert record.issued.year == 2021


@pytest.mark.parametrize(
    ("creator", "wanted"),
    [
        ({"name": "Lang, Ute"}, PersonName(family="Lang", given="Ute")),
        ({"name": "Ute Lang", "nameType": "Personal"}, PersonName(family="Lang", given="Ute")),
        ({"name": "Snow Project"}, GroupName(name="Snow Project")),
        ({"name": "x", "familyName": "Lang"}, PersonName(family="Lang")),
        ({"name": "Snow Office", "nameType": "Organizational"}, GroupName(name="Snow Office")),
    ],
)
def test_creators(creator: dict[str, str], wanted: object) -> None:
    assert mapped(creators=[creator]).authors == (wanted,)


@pytest.mark.parametrize(
    ("year", "wanted"), [(2020, 2020), ("2020", 2020), (2549, 2006), ("soon", None), (None, None)]
)
def test_years(year: object, wanted: int | None) -> None:
    issued = mapped(publicationYear=year).issued
    assert (issued.year if issued else None) == wanted


def test_the_first_title_may_be_the_alternative_one() -> None:
    titles = [{"title": "Other", "titleType": "AlternativeTitle"}, {"title": "Main"}]
    record = mapped(titles=titles)
    assert (record.title, *record.title_variants) == ("Main", "Other")


@pytest.mark.parametrize("titles", [[], None, "Snow", [{"title": ""}], [None]])
def test_a_record_without_a_title_is_no_work(titles: object) -> None:
    assert record_of(attributes(titles=titles)) is None


def test_the_place_in_a_journal() -> None:
    container = {"title": "J Snow", "volume": "4", "firstPage": "7", "lastPage": "9"}
    record = mapped(container=container)
    assert (record.container_title, record.volume, record.pages) == ("J Snow", "4", "7-9")
