"""PubMed's format: records as the site saves them."""

from __future__ import annotations

import pytest

from refcheck.model.record import (
    BibliographicRecord,
    GroupName,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.bibliography.nbib import read_nbib

RAJKUMAR = """PMID- 25982932
OWN - NLM
IS  - 1096-1186 (Electronic)
VI  - 99
IP  - 2
DP  - 2015 Sep
TI  - Ketamine and suicidal ideation in depression: Jumping
      the gun?
PG  - 23-35
LID - S1043-6618(15)00100-0 [pii]
LID - 10.1016/j.phrs.2015.05.003 [doi]
FAU - Rajkumar, Ramamoorthy
AU  - Rajkumar R
AD  - Department of Pharmacology
FAU - Fam, Johnson Jr
AU  - Fam J Jr
CN  - A Study Group
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
RIN - Pharmacol Res. 2016;1:2. PMID: 123456
DEP - 20150516
PL  - Netherlands
TA  - Pharmacol Res
JT  - Pharmacological research
JID - 8907422
PMC - PMC123
PST - aheadofprint"""


def records(text: str) -> list[BibliographicRecord]:
    document = read_nbib("a.nbib", text.encode())
    assert document.references is not None
    return [one.record for one in document.references if one.record is not None]


def test_a_record_gives_its_fields_and_its_place() -> None:
    document = read_nbib("a.nbib", f"\n{RAJKUMAR}\n\nPMID- 24388038\nTI  - A.\n".encode())
    assert document.references is not None
    first, second = document.references
    assert document.text[first.start : first.end] == RAJKUMAR
    assert document.span(second.start, second.end).line == 31
    assert first.id == "25982932"
    found = first.record
    assert found is not None
    assert found.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy", initials="R"),
        PersonName(family="Fam", given="Johnson", initials="J", suffix="Jr"),
        GroupName(name="A Study Group"),
    )
    assert found.title == "Ketamine and suicidal ideation in depression: Jumping the gun?"
    assert found.container_title == "Pharmacological research"
    assert found.container_variants == ("Pharmacol Res",)
    assert found.issued == PartialDate(year=2015, month=9)
    assert len(found.dates) == 2
    assert (found.volume, found.issue, found.pages) == ("99", "2", "23-35")
    assert (found.doi, found.pmid, found.pmcid) == (
        "10.1016/j.phrs.2015.05.003",
        "25982932",
        "PMC123",
    )
    assert found.elocations == ("S1043-6618(15)00100-0",)
    assert found.issn == ("1096-1186",)
    assert found.publisher_place is None
    assert found.publication_types == ("Journal Article", "Retracted Publication")
    assert found.notices == (
        Notice(kind=NoticeKind.RETRACTION_IN, source="Pharmacol Res. 2016;1:2", pmid="123456"),
    )
    assert found.ahead_of_print
    assert second.record is not None
    assert second.record.title == "A"


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        ("AU  - van der Berg AB Jr\nAU  - Plato", "authors", (
            PersonName(family="van der Berg", given="AB", initials="AB", suffix="Jr"),
            PersonName(family="Plato"),
        )),
        ("FAU - Plato\nAU  - Plato", "authors", (PersonName(family="Plato"),)),
        ("FED - Doe, Jane", "editors", (PersonName(family="Doe", given="Jane"),)),
        ("AID - e1234 [elocation]", "pages", "e1234"),
        ("LID - e1234", "pages", "e1234"),
        ("BTI - The book.", "type", WorkType.BOOK),
        ("BTI - The book.\nPB  - P\nPL  - Boston", "publisher_place", "Boston"),
        ("TI  - Part.\nBTI - The book.", "container_title", "The book"),
        ("PT  - Preprint", "type", WorkType.PREPRINT),
        ("TA  - J Short", "container_title", "J Short"),
        ("EIN - J. 2016", "notices", (Notice(kind=NoticeKind.ERRATUM_IN, source="J. 2016"),)),
        ("TI  - Wait...", "title", "Wait..."),
    ],
)  # fmt: skip
def test_every_tag_has_its_place(lines: str, name: str, value: object) -> None:
    (record,) = records(f"PMID- 1\n{lines}\n")
    assert getattr(record, name) == value


def test_records_without_a_number_and_text_around_them() -> None:
    found = records("Saved from PubMed\n\nTI  - A.\nAB  - AIM - none.\n\nPMID- 2\nTI  - B.\n")
    assert [record.title for record in found] == ["A", "B"]
