"""What an article says stays text in every format, as a reader that is not ours sees it.

Every text that an article, a record or a finding brings into a report is hostile here at once, and
has a mark before and after it. A library of the format reads the report back: the marks are in its
texts, and nothing of what is between them has become markup, a formula, a command or a field.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import bibtexparser
import html5lib
import jsonschema
import openpyxl
import pytest
from junitparser import JUnitXml
from lxml import etree
from markdown_it import MarkdownIt
from python_calamine import CalamineWorkbook
from tests.unit.reports import samples

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.outcome import Candidate, Scored, Via
from refcheck.model.record import GroupName, PersonName
from refcheck.model.report import (
    CheckedReference,
    Citation,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
    Verdict,
)
from refcheck.reports import REPORTERS, ReportOptions, schema_text
from refcheck.text.typography import STEERING

BEFORE, AFTER = "MARKa", "aMARK"
# One form a line; each is put through every text of a report.
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></textarea><img src=x onerror=alert(1)>",
    "<!-- comment --> --!> <![CDATA[x]]> ]]>",
    '"\'` onmouseover=alert(1) x="',
    "&lt;b&gt; &amp; &#60;i&#62; &#x202e; &copy",
    "{{ 7*7 }} {% include 'x' %} ${7*7} #{7*7}",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    '","=1+1","',
    "a;=1+1\t=1+1",
    "\x00\x01\x08\x0b\x0c\x7f\x85\x9b31m",
    "\x1b[31mred\x1b[0m \x1b]8;;http://b.example\x07link\x1b]8;;\x07",
    "\ud800 lone \udfff surrogates \udcff",
    "\u202eoverride\u202c \u2066isolate\u2069 \u200bzero\ufeff",
    "\ufffe\uffff\U0001ffff",
    "a\r\n::error file=x::injected\r\nb",
    "\n::set-output name=x::y\n::stop-commands::z\n##[error]x",
    "%0A::error::injected %25 %0D",
    "[link](http://b.example) ![image](http://b.example/x.png) <http://b.example>",
    "http://b.example www.b.example me@b.example",
    "# heading\n\n* item\n\n| cell | cell |\n| --- | --- |\n\n```code```\n\n---\n\n> quote",
    "*em* **strong** _em_ ~~gone~~ `code` $math$ \\* \\| [^1] [x]: http://b.example",
    "@article{evil, title = {x}} } } \\input{/etc/passwd} % comment $x^2$",
    "\r\nER  - \r\nTY  - JOUR\r\nTI  - injected",
    "\u2028::error::line\u2029separators",
    "javascript:alert(1)",
    "../../etc/passwd\\..\\x",
    "x" * 5_000,
)


def ids(text: str) -> str:
    return repr(text[:24])


def hostile_report(text: str, *, marked: bool = True) -> DocumentReport:
    """A document of which every text is hostile: of the article, of the record, of the findings."""
    evil = f"{BEFORE}{text}{AFTER}" if marked else text
    base = samples.flawed().references[0]
    record = replace(
        base.reference.record,
        authors=(PersonName(family=evil, given=evil), GroupName(name=evil)),
        title=evil,
        container_title=evil,
        container_variants=(evil,),
        volume=evil,
        issue=evil,
        pages=evil,
        url=evil,
        publisher=evil,
    )
    string = replace(base.reference.string, raw=evil, label=evil, key=evil, source_id=evil)
    candidate = Candidate(
        record=record,
        source="pubmed",
        via=Via.TITLE,
        asked=evil,
        retrieved=date(2026, 11, 20),
        url=evil,
    )
    findings = tuple(
        Finding(
            rule=rule,
            field=field,
            severity=severity,
            message=evil,
            cited=evil,
            expected=(evil, evil),
            fix=evil,
            url=evil,
        )
        for rule, field, severity in (
            ("title-wording", Field.TITLE, Severity.WARNING),
            ("year-mismatch", Field.YEAR, Severity.ERROR),
            ("retracted", Field.STATUS, Severity.ERROR),
            ("doi-available", Field.DOI, Severity.INFO),
        )
    )
    reference = replace(
        base.reference, string=string, parsed=replace(base.reference.parsed, record=record)
    )

    def checked(number: int, status: LookupStatus, verdict: Verdict) -> CheckedReference:
        lookup = Lookup(
            status=status,
            reason=evil,
            source="pubmed",
            record=record if status is LookupStatus.MATCHED else None,
            candidates=(Scored(candidate=candidate, score=0.5, refused=evil),),
            source_name="PubMed",
            terms=evil,
            url=evil,
        )
        own = replace(reference, string=replace(string, number=number))
        return CheckedReference(
            reference=own, key=f"key{number}", lookup=lookup, findings=findings, verdict=verdict
        )

    return DocumentReport(
        path=evil,
        status=DocumentStatus.OK,
        references=(
            checked(1, LookupStatus.MATCHED, Verdict.MISMATCHED),
            checked(2, LookupStatus.AMBIGUOUS, Verdict.AMBIGUOUS),
            checked(3, LookupStatus.UNAVAILABLE, Verdict.UNCHECKED),
        ),
        citations=(Citation(text=evil, span=base.reference.string.span, references=(1,)),),
        findings=findings,
    )


def unreadable(text: str) -> DocumentReport:
    return DocumentReport(path=text, status=DocumentStatus.UNREADABLE, error=text)


def report_bytes(name: str, text: str, *, marked: bool = True) -> bytes:
    """The report on a hostile document and on one that cannot be read, as the file has it."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", errors="strict", newline="")
    options = ReportOptions(verbose=True, color=False, width=80)
    reporter = REPORTERS[name].open(stream, options)
    reports = (hostile_report(text, marked=marked), unreadable(text))
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    stream.flush()
    return raw.getvalue()


# --- readers: what each gives is the texts of the report ------------------------------------------


def read_html(content: bytes) -> Iterator[str]:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(io.BytesIO(content), transport_encoding="utf-8")
    for element in page.iter():
        assert isinstance(element.tag, str), "a comment of the article"
        assert element.tag not in ("script", "img", "iframe", "object", "textarea", "b", "i")
        for name, value in element.attrib.items():
            assert not str(name).lower().startswith("on")
            if name in ("href", "src"):
                assert value.startswith(("#", "https://", "http://"))
            yield str(value)
        yield element.text or ""
        yield element.tail or ""


def read_xml(content: bytes) -> Iterator[str]:
    suites = JUnitXml.fromstring(content)
    assert len(list(suites)) == 2
    root = etree.fromstring(content)
    allowed = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
    assert {element.tag for element in root.iter()} <= allowed
    for element in root.iter():
        yield from map(str, element.attrib.values())
        yield element.text or ""


def cells(rows: list[list[Any]]) -> Iterator[str]:
    for row in rows:
        assert len(row) == len(rows[0])
        for cell in row:
            text = str(cell)
            assert not text.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝")), text[:40]
            yield text


def read_csv(content: bytes) -> Iterator[str]:
    yield from cells([*csv.reader(io.StringIO(content.decode(), newline=""), strict=True)])


def read_xlsx(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).to_python():
            yield from map(str, row)


def leaves(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for name, item in value.items():
                yield name
                yield from leaves(item)
        case list():
            for item in value:
                yield from leaves(item)


@cache
def _validator() -> Any:
    return jsonschema.Draft202012Validator(json.loads(schema_text()))


def read_json(content: bytes) -> Iterator[str]:
    value = json.loads(content)
    _validator().validate(value)
    yield from leaves(value)


def read_csl(content: bytes) -> Iterator[str]:
    items = json.loads(content)
    assert len(items) == 3
    yield from leaves(items)


def read_json_lines(content: bytes) -> Iterator[str]:
    lines = [json.loads(line) for line in content.decode().splitlines()]
    assert {line["kind"] for line in lines} <= {"document", "reference", "finding", "summary"}
    yield from leaves(lines)


def read_sarif(content: bytes) -> Iterator[str]:
    from tests.unit.reports.test_read_back import validate_sarif

    log = json.loads(content)
    validate_sarif(log)
    yield from leaves(log)


def read_markdown(content: bytes) -> Iterator[str]:
    """As GitHub renders it: tables, and links that are only addresses."""
    rules = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    allowed = {"inline", "text", "text_special", "code_inline", "link_open", "link_close"}
    for token in rules.parse(content.decode()):
        kind = re.sub(r"_(open|close)$", "", token.type)
        assert kind in {
            "heading",
            "paragraph",
            "inline",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        }
        shown = []
        for child in token.children or ():
            assert child.type in allowed, child.type
            if child.type == "link_open":
                assert str(child.attrs["href"]).startswith(("https://", "http://"))
            shown.append(child.content)
        text = "".join(shown)
        assert not re.search(r"(?i)https?://b\.example|\bwww\.b|\w@b\.example", text)
        yield text


def read_lines(pattern: str) -> Callable[[bytes], Iterator[str]]:
    def read(content: bytes) -> Iterator[str]:
        for line in content.decode().split("\n")[:-1]:
            assert re.fullmatch(pattern, line), line[:200]
            yield line

    return read


def read_text(content: bytes) -> Iterator[str]:
    yield re.sub(r"\s+", "", content.decode())


def read_ris(content: bytes) -> Iterator[str]:
    lines = content.decode().splitlines()
    assert sum(line.startswith("TY  - ") for line in lines) == 3
    assert sum(line.startswith("ER  - ") for line in lines) == 3
    for line in lines:
        assert not line or re.match(r"[A-Z][A-Z0-9]  - ", line), line[:80]
        yield line


def read_bibtex(content: bytes) -> Iterator[str]:
    library = bibtexparser.parse_string(content.decode())
    assert not library.failed_blocks
    assert len(library.entries) == 3
    for entry in library.entries:
        assert entry.entry_type != "evil"
        assert "\\input" not in content.decode()
        yield entry.key
        yield from (str(field.value) for field in entry.fields)


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "text": read_text,
    "json": read_json,
    "jsonl": read_json_lines,
    "html": read_html,
    "markdown": read_markdown,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "sarif": read_sarif,
    "junit": read_xml,
    "github": read_lines(
        r"::(error|warning|notice) file=[^:,]*(,line=\d+,col=\d+)?(,title=[^:,]*)?::.*"
    ),
    "concise": read_lines(r".*(: |\d+:\d+: )(error|warning|info) [a-z-]+ .*"),
    "ris": read_ris,
    "bibtex": read_bibtex,
    "csl-json": read_csl,
}


def test_every_format_has_a_reader() -> None:
    """A new format comes with a way to read it back. (Word files have tests of their own.)"""
    assert set(REPORTERS) - {"docx"} == set(READERS)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", HOSTILE, ids=ids)
def test_what_an_article_says_stays_text(name: str, text: str) -> None:
    content = report_bytes(name, text)
    shown = [*READERS[name](content)]
    assert any(BEFORE in one for one in shown)
    assert any(AFTER in one for one in shown) or len(text) > 1000  # some formats cut long texts
    assert not steering(name, content)


# Where it matters whether a text comes first: cells, lines, addresses.
@pytest.mark.parametrize("name", ["csv", "xlsx", "html", "markdown", "github", "concise", "ris"])
@pytest.mark.parametrize("text", HOSTILE, ids=ids)
def test_a_text_that_begins_as_something_else_stays_text(name: str, text: str) -> None:
    content = report_bytes(name, text, marked=False)
    assert [*READERS[name](content)]
    assert not steering(name, content)


def steering(name: str, content: bytes) -> list[str]:
    """The characters of a report that steer a terminal or cannot be seen."""
    if name == "xlsx":
        return []
    text = content.decode().replace("\r\n", "\n").replace("\n", "")
    return [*map(ascii, STEERING.findall(text))]
