"""Records from EndNote's XML."""

from __future__ import annotations

import pytest

from refcheck.formats.endnote import from_endnote, value_of
from refcheck.formats.normalise import normalise
from refcheck.model.record import GroupName, PersonName, WorkType
from refcheck.safe_xml import parse_xml

ARTICLE = """<record><ref-type name="Journal Article">17</ref-type><contributors><authors>
<author>Rajkumar, R.</author><author>World Health Organization,</author></authors></contributors>
<titles><title>Ketamine and suicidal <style>ideation</style></title>
<secondary-title>Pharmacol Res</secondary-title></titles>
<periodical><full-title>Pharmacological Research</full-title></periodical>
<dates><year>2015</year><pub-dates><date>Sep</date></pub-dates></dates>
<isbn>1043-6618 (Print)</isbn><accession-num>25982932</accession-num>
<electronic-resource-num>https://doi.org/10.1016/J.phrs.2015.05.003</electronic-resource-num>
<custom2>PMC1234567</custom2>{}</record>"""


def test_a_record_in_normal_form() -> None:
    record = normalise(from_endnote(parse_xml(ARTICLE.format("").encode()))).record
    assert record.authors == (
        PersonName(family="Rajkumar", given="R."),
        GroupName(name="World Health Organization"),
    )
    assert record.title == "Ketamine and suicidal ideation"
    assert record.container_title == "Pharmacological Research"
    assert record.container_variants == ("Pharmacol Res",)
    assert (record.doi, record.pmid, record.pmcid) == (
        "10.1016/j.phrs.2015.05.003",
        "25982932",
        "PMC1234567",
    )
    assert record.issn == ("1043-6618",)
    assert record.issued is not None
    assert (record.issued.year, record.issued.month) == (2015, 9)


@pytest.mark.parametrize(
    ("database", "pmid"),
    [("", "25982932"), ("NLM", "25982932"), ("Medline", "25982932"), ("Embase", None)],
)
def test_the_accession_number_is_a_pmid_in_pubmed_alone(database: str, pmid: str | None) -> None:
    source = f"<remote-database-name>{database}</remote-database-name>"
    assert from_endnote(parse_xml(ARTICLE.format(source).encode())).pmid == pmid


def test_a_book_is_not_its_own_container() -> None:
    book = b"""<record><ref-type>6</ref-type><titles><title>On it</title>
    <secondary-title>On it</secondary-title></titles></record>"""
    record = from_endnote(parse_xml(book)).record
    assert (record.type, record.title, record.container_title) == (WorkType.BOOK, "On it", None)


def test_values_by_their_path() -> None:
    element = parse_xml(b"<record xmlns='x'><a><b> one\n <i>two</i></b></a></record>")
    assert (value_of(element, "a/b"), value_of(element, "a/c")) == ("one two", "")
