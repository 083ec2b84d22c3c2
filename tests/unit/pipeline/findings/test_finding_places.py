"""A finding points to the value that it is about."""

from __future__ import annotations

import pytest

from refcheck.model.document import Document
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import CheckedReference
from refcheck.pipeline.findings.finding_places import with_places

PRINTED = (
    "1. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression. "
    "Pharmacol\n"
    "   Res. 2015 Sep;99(2):23-35. doi:10.1016/j.phrs.2015.05.003\n"
)
BIB = """@article{fam2015,
  author  = {Rajkumar, R. and Fam, J.},
  title   = {Ketamine in 2015: 99 questions},
  journal = {Pharmacol Res},
  year    = {2015},
  volume  = {99},
  pages   = {23--35},
  number  = {2},
}
"""
RIS = "TY  - JOUR\nAU  - Fam, J\nTI  - Ketamine in 2015\nPY  - 2015\nVL  - 99\nSP  - 23\nER  - \n"


def place(text: str, start: int, cited: str | None, field: Field) -> str | None:
    """What of a document a finding points to; None for the whole reference."""
    end = len(text.rstrip())
    document = Document(path="a.txt", text=text)
    source = text[start:end]
    string = ReferenceString(
        number=1,
        list_number=1,
        label=None,
        raw=" ".join(source.split()),
        source=source,
        span=document.span(start, end),
    )
    finding = Finding(
        rule="x",
        field=field,
        severity=Severity.ERROR,
        message="",
        cited=cited,
        span=string.span,
    )
    checked = CheckedReference(
        reference=Reference(string=string, parsed=ParsedString(record=BibliographicRecord())),
        key="x",
        findings=(finding,),
    )
    (placed,) = with_places(checked, document.without_text()).findings
    assert placed.span is not None
    if placed.span == string.span:
        return None
    again = document.span(placed.span.start, placed.span.end)
    assert placed.span == again  # line and column are those of the document
    return text[placed.span.start : placed.span.end]


@pytest.mark.parametrize(
    ("cited", "field", "found"),
    [
        ("Fam J", Field.AUTHOR, "Fam J"),
        ("Rajkumar R, Fam J", Field.AUTHOR, "Rajkumar R, Fam J"),
        ("2015", Field.YEAR, "2015"),
        ("99", Field.VOLUME, "99"),
        ("2", Field.ISSUE, "2"),
        ("23-35", Field.PAGES, "23-35"),
        ("Pharmacol Res", Field.JOURNAL, "Pharmacol\n   Res"),
        ("ketamine and suicidal ideation", Field.TITLE, "Ketamine and suicidal ideation"),
        ("10.1016/j.phrs.2015.05.003", Field.DOI, "10.1016/j.phrs.2015.05.003"),
        ("Naughton M", Field.AUTHOR, None),
        (None, Field.VOLUME, None),
        ("...", Field.TITLE, None),
    ],
)
def test_in_a_printed_reference(cited: str | None, field: Field, found: str | None) -> None:
    assert place(PRINTED, 3, cited, field) == found


@pytest.mark.parametrize(
    ("text", "cited", "field", "before"),
    [
        (BIB, "2015", Field.YEAR, "year    = {"),
        (BIB, "99", Field.VOLUME, "volume  = {"),
        (BIB, "23-35", Field.PAGES, "pages   = {"),
        (BIB, "Fam J", Field.AUTHOR, "and "),
        (RIS, "2015", Field.YEAR, "PY  - "),
        (RIS, "99", Field.VOLUME, "VL  - "),
    ],
)
def test_in_a_format_with_fields(text: str, cited: str, field: Field, before: str) -> None:
    found = place(text, 0, cited, field)
    assert found is not None
    assert f"{before}{found}" in text


def test_a_value_in_several_places_that_look_alike_stays_with_the_reference() -> None:
    assert place("Fam J. On 12 and 12 and 12 mice. Br J.", 0, "12", Field.VOLUME) is None


def test_a_name_printed_the_other_way_round() -> None:
    assert place("R. Rajkumar, J. Fam. Ketamine. 2015.", 0, "Fam J", Field.AUTHOR) == "J. Fam"
