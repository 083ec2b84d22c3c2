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
    assert not root.xpath("//script | //link | //img | //iframe | //object | //form | //@onclick")
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
