"""The report for people: its golden files, and what must hold on any terminal."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from tests.unit.reports import samples
from tests.unit.reports.golden import assert_golden

from refcheck.model.document import Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Link,
    LinkState,
    Lookup,
    LookupStatus,
    Verdict,
)
from refcheck.reports import REPORTERS, ReportOptions
from refcheck.reports.text.terminal import cell_len

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def written(
    *reports: DocumentReport,
    options: ReportOptions | None = None,
    stream: io.StringIO | None = None,
) -> str:
    stream = stream or io.StringIO()
    reporter = REPORTERS["text"].open(stream, options or ReportOptions())
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "reports", "options"),
    [
        ("flawed.txt", (samples.flawed(),), ReportOptions()),
        ("verbose.txt", (samples.flawed(),), ReportOptions(verbose=True)),
        ("narrow.txt", (samples.flawed(),), ReportOptions(width=48)),
        ("colour.txt", (samples.flawed(),), ReportOptions(color=True)),
        ("clean.txt", (samples.clean(),), ReportOptions()),
        (
            "several.txt",
            (samples.clean(), samples.no_references(), samples.unreadable()),
            ReportOptions(),
        ),
        ("extracted.txt", (samples.extracted(),), ReportOptions(checked=False)),
    ],
)
def test_golden(name: str, reports: tuple[DocumentReport, ...], options: ReportOptions) -> None:
    assert_golden(name, written(*reports, options=options))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = written(samples.flawed(), options=ReportOptions(width=width))
    for line in text.splitlines():
        # An address or a command is useless in pieces.
        assert cell_len(line) <= width or "://" in line or line.startswith("  refcheck ")


def test_colour_changes_nothing_but_the_colour() -> None:
    plain = written(samples.flawed())
    coloured = COLOUR.sub("", written(samples.flawed(), options=ReportOptions(color=True)))
    carets = [line for line in plain.splitlines() if line and not line.strip(" ^")]
    assert carets
    kept = [line for line in plain.splitlines() if line not in carets]
    assert kept == coloured.splitlines()


def test_references_are_in_the_order_of_the_list() -> None:
    text = written(samples.flawed())
    places = [text.index(f"\n{number:>3}. ") for number in (2, 3, 4, 5, 6)]
    assert places == sorted(places)


def test_retracted_works_stand_first_under_their_own_heading() -> None:
    report = samples.flawed()
    retracted = Finding(
        rule="retracted",
        field=Field.STATUS,
        severity=Severity.ERROR,
        message="The work was retracted.",
    )
    last = report.references[-1]
    text = written(
        replace(report, references=(*report.references[:-1], replace(last, findings=(retracted,))))
    )
    number = last.reference.string.number
    assert text.index("  Retracted\n") < text.index(f"\n{number:>3}. ")
    assert text.index(f"\n{number:>3}. ") < text.index("  To review\n") < text.index("\n  2. ")


@pytest.mark.parametrize("char", ["\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\x7f", "\r"])
def test_nothing_in_an_article_steers_the_terminal(char: str) -> None:
    hostile = f"a{char}[31mb"
    finding = Finding(
        rule=f"rule{char}",
        field=Field.TITLE,
        severity=Severity.ERROR,
        message=hostile,
        cited=hostile,
        expected=(f"a{char}[31mc",),
        url=f"https://a/{char}",
    )
    record = BibliographicRecord(title=hostile, pmid=f"1{char}")
    lookup = replace(samples.matched(record), reason=hostile)
    checked = CheckedReference(
        reference=samples.cited(1, hostile, record, label=hostile),
        key="a",
        lookup=lookup,
        findings=(finding,),
        verdict=Verdict.MISMATCHED,
    )
    refused = replace(lookup, record=None, status=LookupStatus.NOT_FOUND)
    unasked = Lookup(status=LookupStatus.UNAVAILABLE, reason=hostile)
    report = DocumentReport(
        path=hostile,
        status=DocumentStatus.OK,
        references=(
            checked,
            replace(checked, lookup=refused, verdict=Verdict.NOT_FOUND),
            replace(checked, lookup=unasked, verdict=Verdict.UNCHECKED),
        ),
        findings=(finding,),
    )
    unreadable = DocumentReport(path=hostile, status=DocumentStatus.UNREADABLE, error=hostile)
    for options in (ReportOptions(), ReportOptions(checked=False), ReportOptions(verbose=True)):
        assert char not in written(report, unreadable, options=options)


def test_a_stream_that_lacks_characters_gets_question_marks() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="\n")
    reporter = REPORTERS["text"].open(stream, ReportOptions())
    reporter.document(samples.flawed())
    reporter.end(samples.summary_of(samples.flawed()))
    stream.seek(0)
    text = stream.read()
    assert "The r?le" in text
    assert "..." in text


def test_wide_characters_are_marked_in_their_place() -> None:
    finding = Finding(
        rule="title-differs",
        field=Field.TITLE,
        severity=Severity.WARNING,
        message="x",
        cited="抑郁症的治疗 A",
        expected=("抑郁症的治疗 B",),
    )
    checked = CheckedReference(
        reference=samples.cited(1, "抑郁症" * 60), key="a", findings=(finding,)
    )
    report = DocumentReport(path="a", status=DocumentStatus.OK, references=(checked,))
    lines = written(report).splitlines()
    values = next(index for index, line in enumerate(lines) if line.lstrip().startswith("cited"))
    under = lines[values + 1]
    assert cell_len(lines[values][: lines[values].index("A")]) == under.index("^")
    assert cell_len(lines[values][: lines[values].index("B")]) == under.rindex("^")
    assert all(cell_len(line) <= 80 for line in lines)


def test_a_list_of_thousands_of_authors_stays_short() -> None:
    names = [f"Author{index} A" for index in range(3000)]
    finding = Finding(
        rule="author-mismatch",
        field=Field.AUTHOR,
        severity=Severity.ERROR,
        message="x",
        cited=", ".join(names),
        expected=(", ".join([*names[:1500], "Other B", *names[1501:]]),),
    )
    checked = CheckedReference(reference=samples.cited(1, "x"), key="a", findings=(finding,))
    text = written(DocumentReport(path="a", status=DocumentStatus.OK, references=(checked,)))
    assert len(text.splitlines()) < 25
    assert "Author1500" in text
    assert "Other B" in text


@pytest.mark.parametrize(
    ("statuses", "command"),
    [
        ((LookupStatus.NOT_CACHED,), "refcheck check 'an article.txt'"),
        ((LookupStatus.UNAVAILABLE,), "refcheck check 'an article.txt'"),
        ((LookupStatus.OUT_OF_SCOPE,), "refcheck bibtex 'an article.txt' -o references.bib"),
    ],
)
def test_the_next_command(statuses: tuple[LookupStatus, ...], command: str) -> None:
    references = tuple(
        CheckedReference(
            reference=samples.cited(1, "x"),
            key="a",
            lookup=Lookup(status=status),
            verdict=Verdict.UNCHECKED,
        )
        for status in statuses
    )
    report = DocumentReport(path="an article.txt", status=DocumentStatus.OK, references=references)
    assert f"\n  {command}\n" in written(report)


@pytest.mark.parametrize(
    ("outside", "further", "line"),
    [
        (0, "Crossref", None),
        (2, "", None),
        (1, "Crossref", "1 reference is outside PubMed; `--sources all` also asks Crossref."),
        (2, "Crossref", "2 references are outside PubMed; `--sources all` also asks Crossref."),
    ],
)
def test_who_else_could_be_asked(outside: int, further: str, line: str | None) -> None:
    references = tuple(
        CheckedReference(
            reference=samples.cited(number, "x"),
            key=f"a{number}",
            lookup=Lookup(status=status),
            verdict=Verdict.UNCHECKED,
        )
        for number, status in enumerate(
            [LookupStatus.OUT_OF_SCOPE] * outside + [LookupStatus.UNAVAILABLE], start=1
        )
    )
    report = DocumentReport(path="a", status=DocumentStatus.OK, references=references)
    text = " ".join(written(report, options=ReportOptions(further_sources=further)).split())
    assert ("outside PubMed" in text) is (line is not None)
    assert line is None or line in text


def test_many_articles_are_not_all_named() -> None:
    checked = CheckedReference(
        reference=samples.cited(1, "x"),
        key="a",
        lookup=Lookup(status=LookupStatus.NOT_CACHED),
        verdict=Verdict.UNCHECKED,
    )
    reports = [
        DocumentReport(path=f"{name}.txt", status=DocumentStatus.OK, references=(checked,))
        for name in "abcdef"
    ]
    assert "\n  refcheck check PATH...\n" in written(*reports)


def test_many_reasons_are_not_all_told() -> None:
    references = tuple(
        CheckedReference(
            reference=samples.cited(number, "x"),
            key="a",
            lookup=Lookup(status=LookupStatus.UNAVAILABLE, reason=f"reason {number}"),
            verdict=Verdict.UNCHECKED,
        )
        for number in range(1, 10)
    )
    text = written(DocumentReport(path="a", status=DocumentStatus.OK, references=references))
    assert "reason 6" in text
    assert "reason 7" not in text
    assert "and 3 more, for other reasons" in text


def test_without_findings_or_lookups_the_next_step_is_the_check() -> None:
    report = replace(samples.extracted(), findings=())
    text = written(report, options=ReportOptions(checked=False))
    assert text.endswith("\n  refcheck check seeds/with-errors.txt\n")


def test_pages_are_named_where_there_are_any() -> None:
    checked = samples.clean().references[0]
    string = checked.reference.string
    paged = replace(
        checked,
        reference=replace(
            checked.reference, string=replace(string, span=replace(string.span, page=7))
        ),
    )
    report = DocumentReport(path="a", status=DocumentStatus.OK, references=(paged,))
    assert "page 7, line 61" in written(report, options=ReportOptions(verbose=True))


def test_a_value_of_any_length_stays_short() -> None:
    long = "word " * 200_000
    finding = Finding(
        rule="title-differs",
        field=Field.TITLE,
        severity=Severity.ERROR,
        message=long,
        cited=long,
        expected=(f"other {long}",),
    )
    record = BibliographicRecord(title=long, pages="1" * 1_000_000)
    lookup = Lookup(
        status=LookupStatus.NOT_FOUND, candidates=samples.candidates((record, 0.1, None))
    )
    checked = CheckedReference(
        reference=samples.cited(1, long, record), key="a", lookup=lookup, findings=(finding,)
    )
    report = DocumentReport(path="a", status=DocumentStatus.OK, references=(checked,))
    for checked_too in (True, False):
        assert len(written(report, options=ReportOptions(checked=checked_too))) < 10_000


def test_equal_values_are_not_shown_as_a_difference() -> None:
    finding = Finding(
        rule="r",
        field=Field.TITLE,
        severity=Severity.ERROR,
        message="m",
        cited="same",
        expected=("same",),
    )
    checked = CheckedReference(reference=samples.cited(1, "x"), key="a", findings=(finding,))
    text = written(DocumentReport(path="a", status=DocumentStatus.OK, references=(checked,)))
    assert "same" not in text


def test_findings_of_the_document_stand_under_what_they_are_about() -> None:
    place = Span(start=0, end=3, line=7, column=1)
    findings = tuple(
        Finding(
            rule=f"rule-{field}",
            field=field,
            severity=Severity.WARNING,
            message=f"About {field}.",
            cited="12",
            expected=("13",),
            span=place,
        )
        for field in (Field.LIST, Field.PMID, Field.CITATION, Field.LIST)
    )
    text = written(replace(samples.extracted(), findings=findings))
    lines = text[text.index("  Citations") :].splitlines()
    assert [line.strip() for line in lines if line][:7] == [
        "Citations",
        "warning  line 7: About citation. [rule-citation]",
        "In the reference list",
        "warning  line 7: About list. [rule-list]",
        "warning  line 7: About list. [rule-list]",
        "In the text",
        "warning  line 7: About pmid. [rule-pmid]",
    ]


@pytest.mark.parametrize(
    ("states", "line"),
    [
        ((), None),
        (("there",), "Of 1 cited web page 1 is there, 0 gone."),
        (("gone", "there", "there"), "Of 3 cited web pages 2 are there, 1 gone."),
        (
            ("unknown", "gone"),
            "Of 2 cited web pages 0 are there, 1 gone; 1 could not be checked (`--why` says why).",
        ),
    ],
)
def test_what_came_of_the_cited_web_pages(states: tuple[str, ...], line: str | None) -> None:
    references = tuple(
        CheckedReference(
            reference=samples.cited(number, "x"),
            key=f"a{number}",
            lookup=Lookup(
                status=LookupStatus.OUT_OF_SCOPE,
                link=Link(url="http://www.who.int/", state=LinkState(state)),
            ),
            verdict=Verdict.UNCHECKED,
        )
        for number, state in enumerate(states, start=1)
    )
    report = DocumentReport(path="a", status=DocumentStatus.OK, references=references)
    text = " ".join(written(report).split())
    assert ("cited web page" in text) is (line is not None)
    if line is not None:
        assert line in text
