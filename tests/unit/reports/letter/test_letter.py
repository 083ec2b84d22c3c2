"""The letter to authors: its text, its template, its Word file."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache

import docx
import pytest
from docx.document import Document
from tests.unit.reports.samples import clean, flawed, summary_of, unreadable
from tests.unit.reports.test_escaping import BEFORE, HOSTILE, hostile_report, ids

from refcheck.errors import UsageError
from refcheck.reports import REPORTERS, LetterTemplate, ReportOptions
from refcheck.reports.letter.document import letter_document
from refcheck.reports.letter.template import MOST_CHARACTERS, _answer, letter_text, refuse_broken
from refcheck.reports.letter.view import letter_view

VIEW = letter_view(flawed(), ReportOptions())


def written(*reports: object, options: ReportOptions | None = None) -> bytes:
    """What the reporter writes."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    reporter = REPORTERS["docx"].open(stream, options or ReportOptions())
    reporter.begin()
    for report in reports:
        reporter.document(report)  # type: ignore[arg-type]
    reporter.end(summary_of(*reports))  # type: ignore[arg-type]
    stream.flush()
    return stream.buffer.getvalue()  # type: ignore[attr-defined, no-any-return]


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_each_reference_with_a_finding_is_asked_about() -> None:
    shown = paragraphs(written(flawed()))
    assert shown[0] == "Queries on the references of with-errors.txt"
    headings = [one for one in shown if one.startswith("Reference ") and ":" not in one]
    assert headings == ["Reference 2", "Reference 3", "Reference 4", "Reference 5", "Reference 6"]
    whole = "\n".join(shown)
    assert "PubMed gives the year as" in whole
    assert "Please check it, or send us a copy." in whole


def test_what_was_not_checked_is_said_with_its_reason() -> None:
    whole = "\n".join(paragraphs(written(flawed())))
    assert "Not checked" in whole
    assert "Reference 8: not covered by PubMed (a book: PubMed does not list it)." in whole


def test_nothing_to_ask() -> None:
    whole = "\n".join(paragraphs(written(clean())))
    assert "have nothing to ask" in whole
    assert "Not checked" not in whole


def test_an_unreadable_document_has_no_letter_and_two_have_no_file() -> None:
    assert written(unreadable()) == b""
    with pytest.raises(ValueError, match="one document"):
        written(clean(), clean())


def test_a_manuscript_is_written_instead_but_not_with_a_template() -> None:
    options = ReportOptions(manuscript=lambda _report: b"copy")
    assert written(flawed(), options=options) == b"copy"
    template = LetterTemplate(name="a.md", text="Hello")
    options = ReportOptions(manuscript=lambda _report: b"copy", letter_template=template)
    assert paragraphs(written(flawed(), options=options)) == ["Hello"]
    options = ReportOptions(manuscript=lambda _report: None)
    assert len(paragraphs(written(flawed(), options=options))) > 10


# --- templates ------------------------------------------------------------------------------------


def test_a_template_has_the_variables_of_the_letter() -> None:
    template = LetterTemplate(
        name="a.md",
        text="{{ file }}: {{ counts.references }}\n{% for one in references %}\n"
        "{{ one.name }} {{ one.queries[0].rule }}\n{% endfor %}",
    )
    text = letter_text(template, VIEW)
    assert text.startswith("with-errors.txt: 10\n2 ")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n{{ missing }}", 2, "'missing' is undefined"),
        ("a\n\n{{ file.missing }}", 3, "no attribute 'missing'"),
        ("{{ file.__class__ }}", 1, "unsafe"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("a\n{{ references.append(1) }}", 2, "unsafe"),
        ("a\n{{ counts.update({'a': 1}) }}", 2, "unsafe"),
        ("{{ ''|attr('__class__') }}", 1, "unsafe"),
        ('{% include "/etc/passwd" %}', 1, "no loader"),
        ('a\n{% import "os" as os %}', 2, "no loader"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{{ range(10 ** 9) }}", 1, "Range too big"),
        ("{{ references[900].text }}", 1, "has no element 900"),
        ("{{ 'a' + 1 }}", 1, "str"),
        ("{{ cycler.__init__.__globals__ }}", 1, "unsafe"),
        ("{{ self._TemplateReference__context }}", 1, ""),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", None, "nested too deeply"),
        ("{% for a in range(99999) %}{{ 'x' * 99 }}{% endfor %}", None, "more than 1,000,000"),
    ],
)
def test_what_a_template_may_not_do(text: str, line: int | None, reason: str) -> None:
    answer = _answer(text, VIEW)
    assert "text" not in answer
    assert answer["line"] == line
    assert reason in answer["reason"]


def test_an_error_in_a_template_names_it_and_its_line() -> None:
    with pytest.raises(UsageError, match=r"^a\.md, line 2: 'x' is undefined$"):
        letter_text(LetterTemplate(name="a.md", text="a\n{{ x }}"), VIEW)
    with pytest.raises(UsageError, match=r"^a\.md, line 2: "):
        refuse_broken(LetterTemplate(name="a.md", text="a\n{% for %}"))
    with pytest.raises(UsageError, match="nested too deeply"):
        refuse_broken(LetterTemplate(name="a.md", text="{{ " + "(" * 5000 + ")" * 5000 + " }}"))
    refuse_broken(LetterTemplate(name="a.md", text="{{ x }}"))


def test_a_template_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.reports.letter.template._SECONDS", 1.5)
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(UsageError, match="takes more than 2 s or too much memory"):
        letter_text(LetterTemplate(name="a.md", text=loops), VIEW)


def test_a_template_without_end_of_memory_is_stopped() -> None:
    text = "{{ 'x' * 99999999999 }}"
    with pytest.raises(UsageError, match=r"a\.md"):
        letter_text(LetterTemplate(name="a.md", text=text), VIEW)


def test_a_template_needs_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.processes.start", lambda *_: None)
    with pytest.raises(UsageError, match="no process can be started"):
        letter_text(LetterTemplate(name="a.md", text="Hello"), VIEW)
    assert len(letter_text(None, VIEW)) < MOST_CHARACTERS


# --- the Word file --------------------------------------------------------------------------------


def test_headings_items_and_paragraphs() -> None:
    content = letter_document("# A\n\nOne\ntwo\n\n- item\n* more\n#not\n\n## B", "Title")
    document = docx.Document(io.BytesIO(content))
    shown = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
    assert shown == [
        ("Heading 1", "A"),
        ("Normal", "One\ntwo"),
        ("List Bullet", "item"),
        ("List Bullet", "more"),
        ("Normal", "#not"),
        ("Heading 2", "B"),
    ]
    assert document.core_properties.author == "refcheck"


def test_what_no_xml_can_hold_is_left_out() -> None:
    text = 'A <b> & ]]> \x00\x1b[31m \ud800 \ufffe {{ x }} =HYPERLINK("a")'
    (shown,) = paragraphs(letter_document(text, "T\x00"))
    assert shown.startswith("A <b> & ]]>")
    assert shown.isprintable()
    assert '{{ x }} =HYPERLINK("a")' in shown


def headings(document: Document) -> Counter[str]:
    """How many headings of each level there are, by the identifiers of their styles."""
    styles = Counter(one._p.style or "" for one in document.paragraphs)
    return Counter({name: count for name, count in styles.items() if name.startswith("Heading")})


@cache
def usual_headings() -> Counter[str]:
    """Those of the same article with nothing hostile in it."""
    found = headings(docx.Document(io.BytesIO(written(hostile_report("x")))))
    assert found["Heading1"] > 0
    assert found["Heading2"] > 0
    return found


@pytest.mark.parametrize("marked", [True, False], ids=["inside", "at the beginning"])
@pytest.mark.parametrize("text", HOSTILE, ids=ids)
def test_nothing_of_a_hostile_article_gets_through(text: str, marked: bool) -> None:
    """What an article says is text, in the lines that quote it and nowhere else."""
    report = hostile_report(text, marked=marked)
    document = docx.Document(io.BytesIO(written(report, options=ReportOptions(verbose=True))))
    assert all(one.text.replace("\n", "").isprintable() for one in document.paragraphs)
    assert headings(document) == usual_headings()
    xml = document.element.xml
    assert not re.search("<script|w:hyperlink|instrText|w:drawing|w:object", xml)
    if marked:
        assert BEFORE in "".join(one.text for one in document.paragraphs)
