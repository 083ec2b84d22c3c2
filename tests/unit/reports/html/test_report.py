"""The HTML report: complete, well formed, without anything from elsewhere, whatever is in it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from tests.unit.reports import samples
from tests.unit.reports.test_formats import HOSTILE, everything, hostile

from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.report import DocumentReport
from refcheck.reports import REPORTERS, ReportOptions


def written(*reports: DocumentReport, **options: Any) -> str:
    stream = io.StringIO()
    reporter = REPORTERS["html"].open(stream, ReportOptions(**options))
    reporter.begin()
    for report in reports:
        reporter.document(report)
    reporter.end(samples.summary_of(*reports))
    return stream.getvalue()


def shown(page: str) -> str:
    """All that a reader sees."""
    root = html.fromstring(page)
    for style in root.xpath("//style"):
        style.getparent().remove(style)
    return " ".join(root.text_content().split())


def test_every_reference_and_every_alarm_is_on_the_page() -> None:
    reports = everything()
    text = shown(written(*reports))
    for report in reports:
        assert report.path in text
        for checked in report.references:
            for finding in checked.findings:
                if finding.severity is not Severity.INFO:
                    assert finding.message in text
        if report.error:
            assert report.error in text
    page = html.fromstring(written(*reports))
    numbers = {one.get("id") for one in page.xpath("//article | //details//li")}
    for index, report in enumerate(reports, 1):
        for checked in report.references:
            number = checked.reference.string.number
            unchecked = checked.verdict is not None and checked.verdict.value == "unchecked"
            assert f"d{index}-r{number}" in numbers or unchecked


def test_it_is_accessible_as_far_as_markup_can_tell() -> None:
    page = html.fromstring(written(*everything()))
    assert page.get("lang") == "en"
    assert page.xpath("//title/text()")
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in page.xpath("//@aria-labelledby | //a[starts-with(@href, '#')]/@href"):
        assert target.lstrip("#") in ids
    for box in page.xpath("//input"):
        assert box.getparent().tag == "label"
    for plot in page.xpath("//svg"):
        assert plot.get("aria-label")


def test_nothing_is_loaded_or_run() -> None:
    page = written(*everything())
    root = html.fromstring(page)
    assert not root.xpath(
        "//script | //link | //img | //iframe | //object | //@onclick | //@action"
    )
    assert {form.get("method") for form in root.xpath("//form")} == {"dialog"}  # sends nothing
    policy = root.xpath("//meta[@http-equiv]/@content")[0]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "@import" not in style[1]
    assert "url(" not in style[1]
    assert not root.xpath("//@style")


def test_what_an_article_says_stays_text() -> None:
    page = written(hostile())
    root = html.fromstring(page)
    assert not root.xpath("//script | //a[starts-with(@href, 'http://b.example')]")
    assert page.count("</html>") == 1
    assert "<script>alert(1)</script>" in shown(page)
    for char in ("\x1b", "\x00", "\u202e"):
        assert char in HOSTILE
        assert char not in page
    page.encode()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(url: str) -> None:
    report = samples.flawed()
    finding = Finding(
        rule="doi-mismatch", field=Field.DOI, severity=Severity.ERROR, message="Wrong.", url=url
    )
    checked = replace(report.references[0], findings=(finding,))
    root = html.fromstring(written(replace(report, references=(checked,))))
    assert url not in root.xpath("//a/@href")


def test_differences_are_marked_on_both_sides() -> None:
    root = html.fromstring(written(samples.flawed()))
    assert root.xpath("//mark[@class='worse']")
    assert root.xpath("//mark[@class='better']")


def test_several_documents_have_an_overview_with_plots() -> None:
    one = html.fromstring(written(samples.flawed()))
    assert not one.xpath("//table | //svg")
    several = html.fromstring(written(samples.flawed(), samples.clean()))
    assert len(several.xpath("//table//tbody/tr")) == 2
    assert several.xpath("//svg")


def test_without_lookups_all_references_are_shown() -> None:
    report = samples.extracted()
    root = html.fromstring(written(report, checked=False))
    assert len(root.xpath("//article")) == len(report.references)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_the_whole_reference_is_beside_its_record_with_the_differences_marked() -> None:
    (article,) = html.fromstring(written(samples.flawed())).xpath("//article[@id='d1-r2']")
    cited, recorded = article.xpath(".//p[@class='raw']")
    string = samples.flawed().references[1].reference.string
    assert text_of(cited) == string.text
    assert "2015;99:23-35" in text_of(recorded)
    assert [text_of(one) for one in cited.xpath("mark[@class='worse']")] == ["w", "2"]
    assert [text_of(one) for one in recorded.xpath("mark[@class='better']")] == ["e", "5"]


def test_a_value_that_is_marked_in_the_whole_is_not_shown_again() -> None:
    (article,) = html.fromstring(written(samples.flawed())).xpath("//article[@id='d1-r2']")
    values = [text_of(one) for one in article.xpath(".//dl")]
    assert not any("2012" in one for one in values)
    assert any("10.1016/j.jad.2013.11.014" in one for one in values)  # not in the reference


def test_a_corrected_reference_and_what_to_ask_can_be_copied() -> None:
    page = html.fromstring(written(one_wrong("2012", "2015")))
    corrected, asked = map(text_of, page.xpath("//article//p[@class='copy']"))
    assert corrected == samples.flawed().references[1].reference.string.text.replace("2012", "2015")
    assert asked.startswith("Reference 2: PubMed gives the year as “2015”")
    assert "still to be decided" not in shown(written(one_wrong("2012", "2015")))


def test_a_corrected_reference_says_what_remains() -> None:
    report = one_wrong("2012", "2015")
    checked = report.references[0]
    other = Finding(
        rule="retracted", field=Field.STATUS, severity=Severity.ERROR, message="Retracted."
    )
    report = replace(report, references=(replace(checked, findings=(*checked.findings, other)),))
    assert "(still to be decided: retracted)" in shown(written(report))


def test_nothing_is_corrected_where_nothing_can_be() -> None:
    report = samples.flawed()
    for number in (3, 4, 5):  # ambiguous, not found, possibly made up
        page = html.fromstring(written(replace(report, references=(report.references[number],))))
        assert "Corrected" not in text_of(page.xpath("//article")[0])


def one_wrong(cited: str, right: str) -> DocumentReport:
    """An article with one reference, of which the year alone is wrong."""
    report = samples.flawed()
    checked = report.references[1]
    record = checked.reference.record
    record = replace(
        record, dates=samples.printed(int(cited)), authors=samples.people("Rajkumar R", "Daw GS")
    )
    parsed = replace(checked.reference.parsed, record=record)
    finding = replace(checked.findings[0], expected=(right,), cited=cited)
    reference = replace(checked.reference, parsed=parsed)
    checked = replace(checked, reference=reference, findings=(finding,))
    return replace(report, references=(checked,), findings=())


def test_each_rule_has_a_box_and_a_style_rule_of_its_own() -> None:
    titles = {"year-mismatch": "Wrong year"}
    page = written(samples.flawed(), rule_titles=titles)
    root = html.fromstring(page)
    boxes = root.xpath("//fieldset[@class='rules']//input/@id")
    rules = {
        finding.rule
        for checked in samples.flawed().references
        for finding in checked.findings
        if checked.findings[0].severity is not Severity.INFO
    } | {one.rule for one in samples.flawed().findings}
    assert {box.removeprefix("rule-") for box in boxes} == rules
    assert "Wrong year [year-mismatch] 1" in shown(page)
    for rule in rules:
        assert f":has(#rule-{rule}:checked) .filtered.k-" in page


def test_a_rule_with_an_odd_name_does_not_leave_its_style_rule() -> None:
    report = samples.flawed()
    finding = replace(report.references[1].findings[0], rule="x{}</style><b>, .Y")
    page = written(
        replace(report, references=(replace(report.references[1], findings=(finding,)),))
    )
    assert "#rule-x-style-b-y:checked" in page
    assert not html.fromstring(page).xpath("//b")


def test_plots_have_their_numbers_as_text_and_count_retractions() -> None:
    report = samples.flawed()
    retracted = Finding(
        rule="retracted", field=Field.STATUS, severity=Severity.ERROR, message="Retracted."
    )
    first = replace(report.references[0], findings=(retracted,))
    report = replace(report, references=(first, *report.references[1:]))
    root = html.fromstring(written(report, samples.clean()))
    labels = root.xpath("//svg/@aria-label")
    assert [one.partition(". ")[0] for one in labels] == [
        "Errors by field",
        "References with errors, by year",
        "References with errors, by journal",
        "Retracted works, by article",
    ]
    assert labels[-1].endswith("seeds/with-errors.txt: 1")
