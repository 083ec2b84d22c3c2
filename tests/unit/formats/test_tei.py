"""Records from the `biblStruct` elements of TEI."""

from __future__ import annotations

import pytest

from refcheck.formats.normalise import normalise
from refcheck.formats.tei import from_tei, person_of
from refcheck.model.record import Contributor, GroupName, PersonName, WorkType
from refcheck.safe_xml import parse_xml

ARTICLE = b"""<biblStruct xmlns="http://www.tei-c.org/ns/1.0"><analytic>
<title level="a">Ketamine and suicidal ideation in depression</title>
<author><persName><forename>R</forename><surname>Rajkumar</surname></persName></author>
<idno type="DOI">https://doi.org/10.1016/J.phrs.2015.05.003</idno></analytic>
<monogr><title level="j">Pharmacol Res</title><imprint><biblScope unit="volume">99</biblScope>
<biblScope unit="page" from="23" to="35"/><date type="published" when="2015-09"/></imprint></monogr>
</biblStruct>"""


def test_a_record_in_normal_form() -> None:
    record = normalise(from_tei(parse_xml(ARTICLE))).record
    assert record.type is WorkType.ARTICLE_JOURNAL
    assert record.authors == (PersonName(family="Rajkumar", given="R"),)
    assert record.title == "Ketamine and suicidal ideation in depression"
    assert (record.container_title, record.volume, record.pages) == ("Pharmacol Res", "99", "23-35")
    assert record.doi == "10.1016/j.phrs.2015.05.003"
    assert record.issued is not None
    assert (record.issued.year, record.issued.month) == (2015, 9)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        (b"<author><orgName>WHO</orgName></author>", GroupName(name="WHO")),
        (b"<author>Fam, Johnson</author>", PersonName(family="Fam", given="Johnson")),
        (b"<author/>", None),
    ],
)
def test_whose_work_it_is(author: bytes, expected: Contributor | None) -> None:
    assert person_of(parse_xml(author)) == expected
