"""Records as CSL-JSON, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.reports import samples

from refcheck.formats.csl import from_csl, to_csl
from refcheck.formats.normalise import normalise
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)

FULL = BibliographicRecord(
    type=WorkType.CHAPTER,
    authors=(
        PersonName(family="Berg", given="J", particle="van der", suffix="Jr"),
        GroupName(name="WHO"),
    ),
    authors_complete=False,
    editors=(PersonName(family="Smith"),),
    title="T",
    container_title="C",
    container_variants=("Short",),
    dates=(
        PublicationDate(
            kind=DateKind.PRINT,
            date=PartialDate(year=2013, month=12),
            until=PartialDate(year=2014, month=1),
        ),
        PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=2013, month=11, day=2)),
    ),
    volume="1",
    issue="12 Suppl 1",
    pages="23-35",
    edition="2nd",
    publisher="P",
    publisher_place="Berlin",
    language="eng",
    doi="10.1000/a",
    pmid="1",
    pmcid="PMC1",
    url="https://a.b",
    accessed=PartialDate(year=2020, month=5, day=3),
    isbn=("9780000000002",),
    issn=("1043-6618", "1096-1186"),
    ahead_of_print=True,
)


def read(item: dict[str, Any]) -> BibliographicRecord:
    return normalise(from_csl(item)).record


def test_a_full_item() -> None:
    item = to_csl(FULL)
    assert item == {
        "type": "chapter",
        "author": [
            {"family": "Berg", "given": "J", "non-dropping-particle": "van der", "suffix": "Jr"},
            {"literal": "WHO"},
        ],
        "editor": [{"family": "Smith"}],
        "title": "T",
        "container-title": "C",
        "container-title-short": "Short",
        "issued": {"date-parts": [[2013, 12], [2014, 1]]},
        "available-date": {"date-parts": [[2013, 11, 2]]},
        "volume": "1",
        "issue": "12 Suppl 1",
        "page": "23-35",
        "edition": "2nd",
        "publisher": "P",
        "publisher-place": "Berlin",
        "language": "eng",
        "DOI": "10.1000/a",
        "PMID": "1",
        "PMCID": "PMC1",
        "URL": "https://a.b",
        "accessed": {"date-parts": [[2020, 5, 3]]},
        "ISBN": "9780000000002",
        "ISSN": "1043-6618, 1096-1186",
        "status": "advance online publication",
        "custom": {"et_al": True},
    }
    assert next(iter(item)) == "type"
    assert read(json.loads(json.dumps(item))) == FULL


@pytest.mark.parametrize(
    "record",
    [samples.RAJKUMAR, samples.NAUGHTON, samples.SERAFINI, samples.WHO, BibliographicRecord()],
)
def test_there_and_back(record: BibliographicRecord) -> None:
    assert read(to_csl(record)) == replace(record, key=None)  # CSL does not say who keeps it


def test_what_csl_has_no_word_for_is_left_out() -> None:
    noticed = replace(
        FULL, nlm_id="1", notices=(Notice(kind=NoticeKind.RETRACTION_IN),), elocations=("e1",)
    )
    assert to_csl(noticed) == to_csl(FULL)


def test_a_season_without_a_month() -> None:
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=1976, season="Fall"))
    item = to_csl(BibliographicRecord(dates=(date,)))
    assert item["issued"] == {"date-parts": [[1976]], "season": "Fall"}
    assert read(item).dates == (date,)


def test_only_an_electronic_date_is_the_date_to_cite() -> None:
    date = PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=2013))
    item = to_csl(BibliographicRecord(dates=(date,)))
    assert item == {"type": "document", "issued": {"date-parts": [[2013]]}}


@pytest.mark.parametrize("raw", ["", "?!"])
def test_an_unread_string_is_kept(raw: str) -> None:
    assert to_csl(BibliographicRecord(), raw=raw)["custom"] == {"raw": raw}
    assert "custom" not in to_csl(BibliographicRecord(title="T"), raw=raw)


def test_initials_stand_in_for_given_names() -> None:
    record = BibliographicRecord(authors=(PersonName(family="Fam", initials="J"),))
    assert to_csl(record)["author"] == [{"family": "Fam", "given": "J"}]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"type": "entry-encyclopedia"}, BibliographicRecord(type=WorkType.CHAPTER)),
        ({"type": "hymn"}, BibliographicRecord()),
        ({"volume": 12, "issue": True}, BibliographicRecord(volume="12")),
        (
            {"issued": {"date-parts": [["2012", "3", 0]]}},
            BibliographicRecord(
                dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=2012, month=3)),)
            ),
        ),
        (
            {
                "author": [
                    {"given": "Prince"},
                    {},
                    "x",
                    {"family": "Gogh", "dropping-particle": "v"},
                ]
            },
            BibliographicRecord(
                authors=(PersonName(family="Prince"), PersonName(family="Gogh", particle="v"))
            ),
        ),
        ({"author": "Smith", "issued": {"raw": "soon"}, "custom": 1}, BibliographicRecord()),
        ({"issued": {"date-parts": [[]]}, "accessed": {"date-parts": 1}}, BibliographicRecord()),
        ({"issued": {"date-parts": ["2012"]}}, BibliographicRecord()),
        (
            {"ISBN": "0-306-40615-2 978-0-306-40615-7;3"},
            BibliographicRecord(isbn=("0306406152", "9780306406157")),
        ),
        ({"DOI": "https://doi.org/10.1000/A"}, BibliographicRecord(doi="10.1000/a")),
        ({"DOI": "no DOI"}, BibliographicRecord()),
    ],
)
def test_items_of_other_programs(item: dict[str, Any], expected: BibliographicRecord) -> None:
    assert read(item) == expected


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda children: st.one_of(
        st.lists(children, max_size=3), st.dictionaries(st.text(max_size=5), children, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(to_csl(FULL))), JSON))
def test_any_item_is_read(item: dict[str, Any]) -> None:
    from_csl(item)
