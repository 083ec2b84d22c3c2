"""RIS: entries of several programs, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.reports import samples

from refcheck.formats.ris import from_ris, to_ris
from refcheck.model.document import MarkedReference
from refcheck.model.record import (
    BibliographicRecord,
    PartialDate,
    PersonName,
    WorkType,
)
from refcheck.readers.bibliography.ris import read_ris

RAJKUMAR = """TY  - JOUR
AU  - Rajkumar, Ramamoorthy
A1  - King, Martin Luther, Jr.
T1  - Ketamine and <i>EEG</i>
  on a further line
JO  - Pharmacol Res
JF  - Pharmacological Research
Y1  - 2015/09/03/
VL  - 99
IS  - 2
SP  - 23
EP  - 35
DO  - https://doi.org/10.1016/J.PHRS
UR  - https://www.ncbi.nlm.nih.gov/pubmed/25982932
SN  - 1043-6618
ID  - rajkumar
ER  - """


def entries(text: str) -> tuple[MarkedReference, ...]:
    found = read_ris("a.ris", text.encode()).references
    assert found is not None
    return found


def record(*lines: str) -> BibliographicRecord:
    (reference,) = entries("\n".join(["TY  - JOUR", *lines, "ER  - "]))
    assert reference.record is not None
    return reference.record


def test_an_entry_gives_its_fields_and_its_place() -> None:
    document = read_ris("a.ris", f"Provider: X\n\n{RAJKUMAR}\n".encode())
    assert document.references is not None
    (reference,) = document.references
    assert document.text[reference.start : reference.end] == RAJKUMAR
    assert document.span(reference.start, reference.end).line == 3
    assert reference.id == "rajkumar"
    found = reference.record
    assert found is not None
    assert found.type is WorkType.ARTICLE_JOURNAL
    assert found.authors == (
        PersonName(family="Rajkumar", given="Ramamoorthy"),
        PersonName(family="King", given="Martin Luther", suffix="Jr."),
    )
    assert found.title == "Ketamine and EEG on a further line"
    assert found.container_title == "Pharmacological Research"
    assert found.container_variants == ("Pharmacol Res",)
    assert found.issued == PartialDate(year=2015, month=9, day=3)
    assert (found.volume, found.issue, found.pages) == ("99", "2", "23-35")
    assert (found.doi, found.pmid, found.issn) == ("10.1016/j.phrs", "25982932", ("1043-6618",))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nTI  - B\nER  - \n", ["A", "B"]),
        ("TY  - JOUR\r\nTI  - A\r\nER  - \r\nTY  - BOOK\r\nTI  - B\r\nER  - ", ["A", "B"]),
        ("TY  - JOUR\rTI  - A\rER  - \rTY  - BOOK\rTI  - B\rER  -", ["A", "B"]),
        ("TY - JOUR\nTI - A\nER -\nTY - JOUR\nTI - B", ["A", "B"]),
        ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n", ["A", "B"]),
        ("TI  - A\nER  - \nTY  - JOUR\nTI  - B\n", ["A", "B"]),
        ("\ufeffTY  - JOUR\nTI  - A\nER  - \n", ["A"]),
        ("ER  - \nnothing\n", []),
    ],
)
def test_entries_are_told_apart(text: str, titles: list[str]) -> None:
    assert [one.record.title for one in entries(text) if one.record] == titles


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (["PY  - 2015"], "issued", PartialDate(year=2015)),
        (["PY  - 2015", "DA  - 2015/09/03"], "issued", PartialDate(year=2015, month=9, day=3)),
        (["PY  - 2015", "DA  - 2014/09/03"], "issued", PartialDate(year=2015)),
        (["PY  - 2015///Spring"], "issued", PartialDate(year=2015, season="Spring")),
        (["PY  - 2015/13/40/"], "issued", PartialDate(year=2015)),
        (["PY  - 2015/12/40/"], "issued", PartialDate(year=2015, month=12)),
        (["PY  - May 2015"], "issued", PartialDate(year=2015, month=5)),
        (["PY  - soon"], "issued", None),
        (["SP  - 23-35"], "pages", "23-35"),
        (["SP  - 23-35", "EP  - 35"], "pages", "23-35"),
        (["SP  - 23", "EP  - 23"], "pages", "23"),
        (["EP  - 23"], "pages", "23"),
        (["C7  - e31"], "pages", "e31"),
        (["T2  - J"], "container_title", "J"),
        (["J2  - J"], "container_title", "J"),
        (["N1  - doi: 10.1000/1"], "doi", "10.1000/1"),
        (["L3  - http://dx.doi.org/10.1000/1"], "doi", "10.1000/1"),
        (["M3  - Journal Article"], "doi", None),
        (["UR  - https://doi.org/10.1000/1"], "doi", "10.1000/1"),
        (["AN  - 25982932"], "pmid", "25982932"),
        (["AN  - 25982932", "DB  - PubMed"], "pmid", "25982932"),
        (["AN  - 12345", "DP  - EBSCOhost"], "pmid", None),
        (["AN  - WOS:000123"], "pmid", None),
        (["ID  - 25982932"], "pmid", None),
        (["ID  - 25982932", "DB  - MEDLINE"], "pmid", "25982932"),
        (["ID  - 12", "UR  - https://pubmed.ncbi.nlm.nih.gov/12/"], "pmid", "12"),
        (["C2  - PMC123"], "pmcid", "PMC123"),
        (["C2  - 25982932"], "pmcid", None),
        (["N1  - The list of authors is cut (et al.)."], "authors_complete", False),
        (["SN  - 978-3-16-148410-0 (print); 1043-6618"], "isbn", ("9783161484100",)),
        (["ED  - Doe, J"], "editors", (PersonName(family="Doe", given="J"),)),
        (["A2  - Doe, J"], "editors", ()),
    ],
)
def test_every_tag_has_its_place(lines: list[str], name: str, value: object) -> None:
    assert getattr(record(*lines), name) == value


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("CHAP", WorkType.CHAPTER), ("WEB", WorkType.WEBPAGE), ("HYMN", WorkType.DOCUMENT)],
)
def test_kinds_of_works(tag: str, kind: WorkType) -> None:
    assert from_ris([("TY", tag), ("BT", "B")]).record.type is kind
    assert from_ris([("TY", "CHAP"), ("TI", "C"), ("BT", "B")]).record.container_title == "B"
    assert from_ris([("TY", "BOOK"), ("BT", "B"), ("A2", "Doe, J")]).record.editors
    assert from_ris([("TY", "BOOK"), ("BT", "B")]).record.title == "B"


@pytest.mark.parametrize("record", [samples.RAJKUMAR, samples.NAUGHTON])
def test_what_is_written_is_read_back(record: BibliographicRecord) -> None:
    (reference,) = entries(to_ris(record))
    assert reference.record == replace(record, key=None, dates=record.dates[:1])


def test_a_long_value_on_many_lines_takes_linear_time() -> None:
    (reference,) = entries("TY  - JOUR\nAB  - x\n" + " more\n" * 200_000)
    assert reference.end > 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "1.\nTY  - JOUR\nTI  - A\nER  - \nNL  - X\n\nLink to it: https://a.org\n\n"
        "2.\nTY  - JOUR\nTI  - B\nER  - \nNL  - X\n",
        "1.\n\nTY  - JOUR\nTI  - A\nEP  - 35\n\n2.\n\nTY  - JOUR\nTI  - B\nEP  - 35\n",
        "<1>\nTY  - JOUR\nTI  - A\nEP  - 35\n\n<2>\nTY  - JOUR\nTI  - B\nEP  - 35\n",
        "\ufeffTY  - JOUR\r\nTI  - A\r\nER  - \r\n\r\n\r\nTY  - JOUR\r\nTI  - B\r\nER  - \r\n",
        "TY  - JOUR\r\r\nTI  - A\r\r\nER  - \r\r\nTY  - JOUR\r\r\nTI  - B\r\r\nER  - \r\r\n",
        "TY  - JOUR\rTI  - A\rER  - \rTY  - JOUR\rTI  - B\rER  - \r",
        "ty  - jour\nti  - A\ner  - \nty  - jour\nti  - B\ner  - \n",
        "Ty  - JOUR\nTi  - A\nEr  - \n\nTy  - JOUR\nTi  - B\nEr  - \n",
        "TY\u00a0\u00a0- JOUR\nTI\u00a0\u00a0- A\nER\u00a0\u00a0-\n"
        "TY\u00a0\u00a0- JOUR\nTI\u00a0\u00a0- B\n",
        "TY  – JOUR\nTI  – A\nER  – \nTY  – JOUR\nTI  – B\nER  – \n",
        "TY  -JOUR\nTI  -A\nER  -\nTY  -JOUR\nTI  -B\nER  -\n",
        "TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\n",
        "TI  - A\nER  - \n\nTI  - B\nER  - \n",
        "Provider: A publisher\nContent:text/plain\n\nTY  - JOUR\nTI  - A\nER  - \n"
        "\n\nTY  - JOUR\nTI  - B\nER  - \n",
        "TY  - JOUR\nTI  - A\nER  - \nUR  - https://a.org\n"
        "TY  - JOUR\nTI  - B\nER  - \nY2  - 2020\n",
    ],
)
def test_two_entries_are_two_whatever_a_program_made_of_them(text: str) -> None:
    found = [one.record for one in entries(text)]
    assert [one.title for one in found if one] == ["A", "B"]
    assert {one.pages for one in found if one} <= {None, "35"}


def test_a_title_goes_on_in_a_file_with_an_empty_line_after_every_line() -> None:
    text = "TY  - JOUR\n\nTI  - On the\n\n  use of it\n\nPY  - 2001\n\nVL  - 1\n\nER  - \n\n"
    (one,) = entries(text)
    assert one.record is not None
    assert one.record.title == "On the use of it"


def test_words_with_a_hyphen_are_not_tags() -> None:
    assert record("TI  - Use in the", "US -Mexican war", "and of -x").title == (
        "Use in the US -Mexican war and of -x"
    )
