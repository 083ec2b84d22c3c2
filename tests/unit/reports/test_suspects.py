"""What is possibly made up is named at the end of a report, the strongest suspicion first."""

from __future__ import annotations

import io
from collections.abc import Sequence

import html5lib
import pytest
from tests.unit.reports.samples import summary_of

from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Suspicion,
    Verdict,
)
from refcheck.reports import REPORTERS, ReportOptions
from refcheck.reports.suspects import MOST_SUSPECTS, Suspects

FINDING = Finding(
    rule="suspect", field=Field.RECORD, severity=Severity.ERROR, message="Possibly made up."
)


def suspect(number: int, strength: float | None) -> CheckedReference:
    string = ReferenceString(
        number=number,
        list_number=1,
        label=None,
        raw=f"Nobody N. Work <{number}>. 2016.",
        span=Span(start=0, end=9, line=number, column=1),
    )
    return CheckedReference(
        reference=Reference(string=string, parsed=ParsedString(record=BibliographicRecord())),
        key=f"nobody{number}",
        verdict=Verdict.VERIFIED if strength is None else Verdict.SUSPECT,
        findings=() if strength is None else (FINDING,),
        suspicion=None
        if strength is None
        else Suspicion(strength=strength, nearest=1 - strength, complete=1),
    )


def article(path: str, *strengths: float | None) -> DocumentReport:
    references = tuple(suspect(number, one) for number, one in enumerate(strengths, 1))
    return DocumentReport(path=path, status=DocumentStatus.OK, references=references)


ARTICLES = (article("a.txt", 0.4, None, 0.9), article("b_c.txt", 0.7, 0.4))


def suspects(*articles: DocumentReport) -> Suspects:
    made = Suspects()
    for one in articles:
        made.add(one)
    return made


def written(name: str, articles: Sequence[DocumentReport], *, width: int = 80) -> str:
    stream = io.StringIO()
    reporter = REPORTERS[name].open(stream, ReportOptions(checked=True, width=width))
    reporter.begin()
    for one in articles:
        reporter.document(one)
    reporter.end(summary_of(*articles))
    return stream.getvalue()


def test_the_strongest_come_first_and_equal_ones_in_the_order_of_the_run() -> None:
    found = [(one.document, one.path, one.number) for one in suspects(*ARTICLES).strongest()]
    assert found == [(1, "a.txt", 3), (2, "b_c.txt", 1), (1, "a.txt", 1), (2, "b_c.txt", 2)]


def test_no_more_are_kept_than_are_named() -> None:
    many = suspects(*(article("a.txt", *[n / 100] * 10) for n in range(1, 6)))
    assert [one.strength for one in many.strongest()] == [0.05] * 10 + [0.04] * 10
    assert len(many.strongest()) == MOST_SUSPECTS
    assert many.left == 30


@pytest.mark.parametrize("strengths", [(), (None, None), (0.9,)])
@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_nothing_is_put_in_order_where_there_is_but_one(
    name: str, strengths: tuple[float | None, ...]
) -> None:
    assert "strongest suspicion" not in written(name, [article("a.txt", *strengths)])


def test_text_names_them_on_lines_that_fit() -> None:
    lines = written("text", ARTICLES, width=40).splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("  0.90"))
    assert "Possibly made up, the strongest" in lines[start - 2]
    assert lines[start : start + 4] == [
        "  0.90  a.txt, 3. Nobody N. Work <3>. 2…",
        "  0.70  b_c.txt, 1. Nobody N. Work <1>.…",
        "  0.40  a.txt, 1. Nobody N. Work <1>. 2…",
        "  0.40  b_c.txt, 2. Nobody N. Work <2>.…",
    ]


def test_text_says_how_many_more_there_are() -> None:
    assert "and 5 more" in written("text", [article("a.txt", *[0.5] * (MOST_SUSPECTS + 5))])
    assert "more" not in written("text", [article("a.txt", *[0.5] * MOST_SUSPECTS)])


def test_text_leaves_the_path_of_an_only_article_out() -> None:
    assert "  0.90  2. Nobody N." in written("text", [article("a.txt", 0.4, 0.9)])


def test_markdown_escapes_what_they_print() -> None:
    told = written("markdown", ARTICLES).partition("## Possibly made up")[2]
    assert told.splitlines()[4:6] == [
        "- 0.90: a.txt, reference 3: Nobody N. Work \\<3\\>. 2016.",
        "- 0.70: b\\_c.txt, reference 1: Nobody N. Work \\<1\\>. 2016.",
    ]


def test_the_page_links_each_to_its_reference() -> None:
    page = html5lib.parse(written("html", ARTICLES), namespaceHTMLElements=False)
    table = page.find(".//nav[@aria-label='Possibly made up']/table")
    assert table is not None
    links = [link.get("href") for link in table.iter("a")]
    assert links == ["#d1-r3", "#d2-r1", "#d1-r1", "#d2-r2"]
    anchors = {one.get("id") for one in page.iter()}
    assert {link.removeprefix("#") for link in links if link} <= anchors
