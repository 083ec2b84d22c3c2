"""Records from the tags of PubMed's own format."""

from __future__ import annotations

import pytest

from refcheck.formats.nbib import from_nbib
from refcheck.formats.normalise import normalise
from refcheck.model.record import GroupName, NoticeKind, PersonName, WorkType

TAGS = [
    ("PMID", "25982932"),
    ("TI", "Ketamine and suicidal ideation in depression: Jumping the gun?"),
    ("FAU", "Rajkumar, Ramamoorthy"),
    ("AU", "Rajkumar R"),
    ("CN", "A Study Group"),
    ("FAU", "King, Martin L Jr"),
    ("DP", "2015 Sep"),
    ("DEP", "20150516"),
    ("TA", "Pharmacol Res"),
    ("JT", "Pharmacological research"),
    ("LID", "10.1016/J.PHRS.2015.05.003 [doi]"),
    ("EIN", "Pharmacol Res. 2016 Jan;103:1. PMID: 12345"),
]


def test_a_record_in_normal_form() -> None:
    record = normalise(from_nbib(TAGS)).record
    assert (record.pmid, record.doi) == ("25982932", "10.1016/j.phrs.2015.05.003")
    assert record.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy", initials="R"),
        GroupName(name="A Study Group"),
        PersonName(family="King", given="Martin L", suffix="Jr"),
    )
    assert record.container_title == "Pharmacological research"
    assert record.container_variants == ("Pharmacol Res",)
    assert [date.date.month for date in record.dates] == [9, 5]
    (notice,) = record.notices
    assert (notice.kind, notice.pmid) == (NoticeKind.ERRATUM_IN, "12345")


@pytest.mark.parametrize(
    ("tags", "kind", "title"),
    [
        ([("TI", "A part."), ("BTI", "The book")], WorkType.CHAPTER, "A part"),
        ([("BTI", "The book")], WorkType.BOOK, "The book"),
        ([("TI", "Early"), ("PT", "Preprint")], WorkType.PREPRINT, "Early"),
        ([("TI", "Wait...")], WorkType.ARTICLE_JOURNAL, "Wait..."),
    ],
)
def test_kinds_and_titles(tags: list[tuple[str, str]], kind: WorkType, title: str) -> None:
    record = from_nbib(tags).record
    assert (record.type, record.title) == (kind, title)
