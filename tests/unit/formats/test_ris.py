"""Records as RIS."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.reports import samples

from refcheck.formats.ris import to_ris
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)


def tags(record: BibliographicRecord, raw: str | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in to_ris(record, raw=raw).split("\r\n")[:-2]:
        found.setdefault(line[:2], []).append(line[6:])
    return found


def test_an_article() -> None:
    assert to_ris(samples.RAJKUMAR) == "\r\n".join(
        [
            "TY  - JOUR",
            "AU  - Rajkumar, R",
            "AU  - Fam, J",
            "AU  - Yeo, EY",
            "AU  - Dawe, GS",
            "TI  - Ketamine and suicidal ideation in depression: Jumping the gun?",
            "T2  - Pharmacological research",
            "J2  - Pharmacol Res",
            "PY  - 2015",
            "DA  - 2015/09//",
            "VL  - 99",
            "SP  - 23",
            "EP  - 35",
            "AN  - 25982932",
            "ER  - ",
            "",
            "",
        ]
    )


@pytest.mark.parametrize("kind", WorkType)
def test_every_type_has_a_word(kind: WorkType) -> None:
    assert tags(BibliographicRecord(type=kind))["TY"][0].isupper()


def test_names_numbers_and_dates() -> None:
    record = BibliographicRecord(
        authors=(
            PersonName(family="Berg", given="J", particle="van der", suffix="Jr"),
            GroupName(name="WHO"),
        ),
        authors_complete=False,
        pages="e31095",
        isbn=("1",),
        issn=("2",),
        accessed=PartialDate(year=2020, month=5, day=3),
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=1976, season="Fall")),),
    )
    found = tags(record, raw="printed")
    assert found["AU"] == ["van der Berg, J, Jr", "WHO"]
    assert found["SP"] == ["e31095"]
    assert "EP" not in found
    assert found["SN"] == ["1", "2"]
    assert found["Y2"] == ["2020/05/03/"]
    assert found["DA"] == ["1976///Fall"]
    assert found["N1"] == ["The list of authors is cut (et al.).", "printed"]


def test_a_value_steers_no_terminal() -> None:
    record = replace(samples.RAJKUMAR, title="a\u202eb\u200f c\u200b می\u200cخواهم \U000e0041d")
    assert tags(record)["TI"] == ["ab c می\u200cخواهم d"]


def test_a_value_cannot_begin_another_tag() -> None:
    record = replace(samples.RAJKUMAR, title="a\r\nER  - \nTY\x85b\udc80")
    assert tags(record)["TI"] == ["a ER  -  TY b\ufffd"]
