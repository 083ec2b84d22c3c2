"""The Web of Science: tagged records and tables, and what is wrong with them."""

from __future__ import annotations

import pytest
from tests.growth import grows_in_proportion

from refcheck.model.document import MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.bibliography.wos import read_wos
from refcheck.readers.files.detection import recognise

MILLER = """PT J
AU Miller, OH
   Moran, JT
AF Miller, Oliver H.
   Moran, John T.
TI Two cellular hypotheses explaining the initiation of ketamine's
   antidepressant actions
SO NEUROPHARMACOLOGY
J9 NEUROPHARMACOLOGY
JI Neuropharmacology
CR Smith J, 2010, NATURE, V1, P1
   Jones K, 2011, CELL, V2, P2
PD JAN
PY 2016
VL 100
BP 17
EP 26
DI 10.1016/j.neuropharm.2015.07.028
SN 0028-3908
EI 1873-7064
UT WOS:000367106600003
PM 26211972
ER"""
FILE = f"FN Clarivate Analytics Web of Science\nVR 1.0\n{MILLER}\n\nEF\n"


def entries(text: str) -> tuple[MarkedReference, ...]:
    found = read_wos("savedrecs.txt", text.encode()).references
    assert found is not None
    return found


def record(*lines: str) -> BibliographicRecord:
    (reference,) = entries("\n".join(["PT J", *lines, "ER", "", "EF"]))
    assert reference.record is not None
    return reference.record


def test_a_record_gives_its_fields_and_its_place() -> None:
    document = read_wos("savedrecs.txt", FILE.encode())
    assert document.references is not None
    (reference,) = document.references
    assert document.text[reference.start : reference.end] == MILLER
    assert document.span(reference.start, reference.end).line == 3
    assert reference.id == reference.source_id == "WOS:000367106600003"
    found = reference.record
    assert found is not None
    assert found.type is WorkType.ARTICLE_JOURNAL
    assert found.authors == (
        PersonName(family="Miller", given="Oliver H."),
        PersonName(family="Moran", given="John T."),
    )
    assert found.title == (
        "Two cellular hypotheses explaining the initiation of ketamine's antidepressant actions"
    )
    assert found.container_title == "NEUROPHARMACOLOGY"
    assert found.container_variants == ("Neuropharmacology",)
    assert (found.volume, found.pages) == ("100", "17-26")
    assert found.issued == PartialDate(year=2016, month=1)
    assert (found.doi, found.pmid) == ("10.1016/j.neuropharm.2015.07.028", "26211972")
    assert found.issn == ("0028-3908", "1873-7064")


def test_groups_article_numbers_and_early_access() -> None:
    found = record(
        "AU [Anonymous]", "CA RECOVERY Collaborative Grp", "TI A", "SO B", "EA DEC 2019", "PY 2020",
        "AR e0123",
    )  # fmt: skip
    assert found.authors == (GroupName(name="RECOVERY Collaborative Grp"),)
    assert found.pages == "e0123"
    assert [(one.kind, one.date) for one in found.dates] == [
        (DateKind.PRINT, PartialDate(year=2020)),
        (DateKind.ELECTRONIC, PartialDate(year=2019, month=12)),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("PT J", "DT Article"), WorkType.ARTICLE_JOURNAL),
        (("PT J", "DT Article; Proceedings Paper", "CT A meeting"), WorkType.ARTICLE_JOURNAL),
        (("PT S", "DT Proceedings Paper", "CT A meeting"), WorkType.PAPER_CONFERENCE),
        (("PT B", "DT Article; Book Chapter"), WorkType.CHAPTER),
        (("PT B", "DT Book"), WorkType.BOOK),
        (("PT B", "DT Article"), WorkType.CHAPTER),
        (("PT P",), WorkType.PATENT),
        (("PT J", "DT Data set"), WorkType.DATASET),
    ],
)
def test_the_type_is_told_by_publication_and_document(
    lines: tuple[str, ...], expected: WorkType
) -> None:
    (one,) = entries("\n".join([*lines, "TI A", "SO B", "ER"]))
    assert one.record is not None
    assert one.record.type is expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\t\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_gives_the_same_records(end: str, mark: str) -> None:
    table = end.join(
        [
            "PT\tAU\tAF\tTI\tSO\tPD\tPY\tVL\tBP\tEP\tPM\tUT",
            "J\tMiller, OH; Moran, JT\tMiller, Oliver H.; Moran, John T.\tTwo cellular\t"
            "NEUROPHARMACOLOGY\tJAN\t2016\t100\t17\t26\t26211972\tWOS:1",
            "J\tFam, J\t\tShort",
            "",
        ]
    )
    document = read_wos("savedrecs.txt", (mark + table).encode())
    assert document.references is not None
    first, second = document.references
    assert document.text[first.start : first.end].startswith("J\tMiller")
    assert document.span(first.start, first.end).line == 2
    assert (first.id, second.id) == ("WOS:1", None)
    assert first.record is not None
    assert [str(getattr(one, "given", "")) for one in first.record.authors] == [
        "Oliver H.",
        "John T.",
    ]
    assert (first.record.pages, first.record.pmid) == ("17-26", "26211972")
    assert second.record is not None
    assert second.record.authors == (PersonName(family="Fam", given="J"),)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "FN Clarivate Analytics Web of Science\nVR 1.0\n\nEF", "PT", "PT J\nER", "\t",
     "a\tb", "PT\tAU\tTI\tSO\tPY\n", "PT\tAU\tTI\tSO\tPY\n\n\t\t\n"],
)  # fmt: skip
def test_what_holds_no_record_gives_none(text: str) -> None:
    assert entries(text) == ()


def test_a_file_cut_short_loses_no_record() -> None:
    assert len(entries(FILE + "PT J\nAU Fam, J\nTI Ketam")) == 2


def test_the_time_for_many_records_and_long_lines_grows_with_their_length() -> None:
    def read_records(count: int) -> None:
        assert len(entries("PT J\nTI A\nER\n\n" * count)) == count

    assert grows_in_proportion(read_records, 400)
    assert grows_in_proportion(lambda size: entries("PT\tAU\tTI\tSO\n" + "\t" * size), 20_000)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (FILE, "Web of Science"),
        (MILLER, "Web of Science"),
        ("FN ISI Export Format\r\nVR 1.0\r\nPT Journal\r\nAU SMITH, J\r\n", "Web of Science"),
        ("PT\tAU\tBA\tBE\tGP\tAF\tTI\tSO\tPY\r\nJ\tx", "Web of Science"),
        ("PT J. Smith and others\nAU revoir\n", "plain text"),
        ("Name\tAU\tTI\tSO\tPY\n", "plain text"),
    ],
)
def test_it_is_told_by_its_content(content: str, title: str) -> None:
    assert recognise("savedrecs.txt", content.encode()).title == title
