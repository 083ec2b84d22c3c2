"""Records from the tagged fields of a JATS reference."""

from __future__ import annotations

import pytest

from refcheck.formats.jats import JatsFields, contributors, date_in
from refcheck.formats.normalise import normalise
from refcheck.model.record import Contributor, GroupName, PartialDate, PersonName, WorkType
from refcheck.safe_xml import parse_xml


def test_a_record_in_normal_form() -> None:
    fields = JatsFields(
        kind="journal",
        values={
            "article-title": ["Jumping the gun?", "A second title."],
            "source": ["Pharmacol Res"],
            "year": ["2015a"],
            "month": ["Sep"],
            "fpage": ["23"],
            "lpage": ["35"],
            "issue": ["2"],
            "supplement": ["1"],
        },
        authors=[PersonName(family="Rajkumar", given="R")],
        ids={"doi": "https://doi.org/10.1016/J.phrs.2015.05.003", "pmid": "PMID 25982932"},
        outside=[", et al."],
    )
    record = normalise(fields.record()).record
    assert (record.title, record.title_variants) == ("Jumping the gun?", ("A second title",))
    assert (record.pages, record.issue) == ("23-35", "2 Suppl 1")
    assert (record.doi, record.pmid) == ("10.1016/j.phrs.2015.05.003", "25982932")
    assert not record.authors_complete
    assert record.issued == PartialDate(year=2015, month=9)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        (JatsFields(kind="book", values={"source": ["A book"]}), WorkType.BOOK),
        (JatsFields(kind="book", values={"source": ["B"], "part-title": ["C"]}), WorkType.CHAPTER),
        (JatsFields(values={"source": ["J"], "volume": ["1"]}), WorkType.ARTICLE_JOURNAL),
        (JatsFields(values={"conf-name": ["C"]}), WorkType.PAPER_CONFERENCE),
        (JatsFields(links=["https://who.int"]), WorkType.WEBPAGE),
        (JatsFields(), WorkType.DOCUMENT),
    ],
)  # fmt: skip
def test_kinds(fields: JatsFields, kind: WorkType) -> None:
    assert fields.record().record.type is kind


@pytest.mark.parametrize(
    ("name", "xml", "expected"),
    [
        ("name", b"<name><surname>Fam</surname><given-names>J</given-names></name>",
         [PersonName(family="Fam", given="J")]),
        ("collab", b"<collab>A Group,</collab>", [GroupName(name="A Group")]),
        ("anonymous", b"<anonymous/>", []),
    ],
)  # fmt: skip
def test_contributors(name: str, xml: bytes, expected: list[Contributor]) -> None:
    assert list(contributors(name, parse_xml(xml))) == expected


def test_dates_in_digits_and_in_words() -> None:
    day = PartialDate(year=2020, month=5, day=3)
    assert date_in(parse_xml(b"<date-in-citation iso-8601-date='2020-05-03'/>")) == day
    assert date_in(parse_xml(b"<date-in-citation>May 3, 2020</date-in-citation>")) == day
