"""Cited pages from the string in an article to the finding."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.growth import grows_in_proportion
from tests.standin.web import WebTransport
from tests.unit.pipeline.cascade.test_behind_dois import OUTSIDE

from refcheck import pipeline
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.links.source import Links
from refcheck.lookup.links.wayback import WAYBACK
from refcheck.model.document import Span
from refcheck.model.finding import Severity
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import CheckedReference, Lookup, LookupStatus, SourceStatus, Verdict
from refcheck.pipeline.cascade.web_pages import cited_page
from refcheck.pipeline.provider import open_page_lookup
from refcheck.settings import Settings
from refcheck.text.works.archives import is_archived

PAGE = "http://www.who.int/news/malaria"
COPY = f"http://web.archive.org/web/20200919044612/{PAGE}"
CITED = (
    f"World Health Organization. Malaria. Geneva; 2019 [cited 2020 Jan 3]. Available from: {PAGE}."
)


def checked(
    folder: Path, patch: pytest.MonkeyPatch, web: WebTransport, *lines: str, offline: bool = False
) -> list[CheckedReference]:
    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
    config = LookupConfig(
        cache_dir=folder, pace_dir=folder, transport=web, timing=timing, offline=offline
    )

    async def sleep(_seconds: float) -> None:
        await asyncio.sleep(0)

    def opened(*_: object) -> Links:
        return Links(config, WAYBACK.config(config), print, find=web.find, sleep=sleep)

    patch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))
    patch.setattr("refcheck.pipeline.run.open_page_lookup", opened)
    report = asyncio.run(
        pipeline.check_strings(list(lines), Settings(links=True), provider=OUTSIDE)
    )
    return list(report.references)


def test_a_page_that_is_gone_is_a_warning_with_its_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = WebTransport(copies={PAGE: COPY})
    (reference,) = checked(tmp_path, monkeypatch, web, CITED)
    (finding,) = [each for each in reference.findings if each.rule == "link-dead"]
    assert finding.severity is Severity.WARNING
    assert finding.cited == PAGE
    assert finding.expected == (COPY.replace("http", "https", 1),)
    assert finding.fix is None
    assert finding.message == (
        f"The page {PAGE} is gone (www.who.int answers GET with HTTP 404). The Internet Archive "
        f"has a copy of 2020-09-19: {COPY.replace('http', 'https', 1)}"
    )
    assert reference.verdict is Verdict.UNCHECKED  # as without --links
    assert web.requests[-1].url.params["timestamp"] == "20200103"


def test_a_copy_in_the_reference_makes_it_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"{CITED} Archived at https://perma.cc/ABCD-1234."
    (reference,) = checked(tmp_path, monkeypatch, WebTransport(), line)
    (finding,) = [each for each in reference.findings if each.rule == "link-dead"]
    assert finding.severity is Severity.INFO


@pytest.mark.parametrize(
    "web",
    [
        WebTransport({PAGE: 200}),
        WebTransport({PAGE: 403}),
        WebTransport({PAGE: 429}),
        WebTransport({PAGE: 503}),
        WebTransport({PAGE: "https://www.who.int/login"}, faults={"www.who.int": "hang"}),
        WebTransport(numbers={"www.who.int": "10.0.0.1"}),
    ],
)
def test_what_is_not_certainly_gone_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: WebTransport
) -> None:
    (reference,) = checked(tmp_path, monkeypatch, web, CITED)
    assert [each.rule for each in reference.findings if each.rule == "link-dead"] == []
    assert reference.lookup is not None
    assert reference.lookup.sources[-1].source == "links"


def test_the_report_says_what_was_asked_and_is_never_incomplete_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = WebTransport({PAGE: 403})
    (reference,) = checked(tmp_path, monkeypatch, web, CITED)
    assert reference.lookup is not None
    came = reference.lookup.sources[-1]
    assert (came.source, came.status, came.required) == ("links", SourceStatus.UNAVAILABLE, False)
    assert reference.lookup.searches[-1].query == PAGE
    assert reference.lookup.searches[-1].error == "www.who.int answers GET with HTTP 403"


def test_offline_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    web = WebTransport()
    (reference,) = checked(tmp_path, monkeypatch, web, CITED, offline=True)
    assert not web.requests
    assert not web.found
    assert [each.rule for each in reference.findings if each.rule == "link-dead"] == []


def cited(text: str, url: str | None, *, source: str | None = None, **more: object) -> Reference:
    string = ReferenceString(
        number=1,
        list_number=1,
        label=None,
        raw=text,
        span=Span(start=0, end=len(text), line=1, column=1),
        source=source,
    )
    record = replace(BibliographicRecord(url=url), **more)  # type: ignore[arg-type]
    return Reference(string=string, parsed=ParsedString(record=record))


OPEN = Lookup(status=LookupStatus.OUT_OF_SCOPE)
FOUND = Lookup(status=LookupStatus.MATCHED)


@pytest.mark.parametrize(
    ("url", "kind", "lookup", "is_asked"),
    [
        (PAGE, WorkType.WEBPAGE, OPEN, True),
        (PAGE, WorkType.WEBPAGE, FOUND, True),
        (PAGE, WorkType.ARTICLE_JOURNAL, OPEN, True),
        (PAGE, WorkType.ARTICLE_JOURNAL, FOUND, False),
        (None, WorkType.WEBPAGE, OPEN, False),
        ("https://doi.org/10.1371/journal.pone.0000030", WorkType.BOOK, OPEN, False),
        ("https://journals.plos.org/x?id=10.1371/journal.pone.0000030", WorkType.BOOK, OPEN, False),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", WorkType.BOOK, OPEN, False),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3180370/", WorkType.BOOK, OPEN, False),
        ("https://arxiv.org/abs/2001.00001", WorkType.PREPRINT, OPEN, False),
        (COPY, WorkType.WEBPAGE, OPEN, False),
        ("https://archive.ph/AbCd1", WorkType.WEBPAGE, OPEN, False),
        ("https://archive.org/details/book", WorkType.BOOK, OPEN, True),
        ("http://example.org/" + "a" * 3_000, WorkType.WEBPAGE, OPEN, False),
        ("http://example.org/\ud800", WorkType.WEBPAGE, OPEN, False),
        ("http://example.org/\x1b[31m", WorkType.WEBPAGE, OPEN, False),
    ],
)
def test_which_pages_are_asked(
    url: str | None, kind: WorkType, lookup: Lookup, is_asked: bool
) -> None:
    assert (cited_page(cited(f"A page. {url}", url, type=kind), lookup) is not None) is is_asked


@pytest.mark.parametrize(
    ("text", "source", "url", "others"),
    [
        (
            "A. http://x.org/a/ b/c.html (2020)",
            None,
            "http://x.org/a/",
            ("http://x.org/a/b/c.html",),
        ),
        ("A. http://x.org/a page.pdf. 2020", None, "http://x.org/a", ("http://x.org/apage.pdf",)),
        ("A. http://x.org/a?id= 7.", None, "http://x.org/a?id=", ("http://x.org/a?id=7",)),
        ("A. http://x.org/a Accessed 2020.", None, "http://x.org/a", ()),
        ("A. http://x.org/a. Accessed 2020/1/3.", None, "http://x.org/a", ()),
        ("A. http://x.org/a (2020).", None, "http://x.org/a", ()),
        # joined by the parser, perhaps wrongly
        ("A. http://x.org/a/ b.html", None, "http://x.org/a/b.html", ("http://x.org/a/",)),
        (
            "A. http://x.org/a-b/c",
            "A. http://x.org/a-\nb/c",
            "http://x.org/a-b/c",
            ("http://x.org/ab/c",),
        ),
        ("A. http://x.org/a)", None, "http://x.org/a)", ("http://x.org/a",)),
        ("A. http://x.org/a_", None, "http://x.org/a_", ("http://x.org/a",)),
        ("A. http://x.org/a", None, "http://x.org/a", ()),
    ],
)
def test_the_layout_may_have_damaged_an_address(
    text: str, source: str | None, url: str, others: tuple[str, ...]
) -> None:
    page = cited_page(cited(text, url, source=source, type=WorkType.WEBPAGE), OPEN)
    assert page is not None
    assert page.others == others


def test_it_is_opt_in() -> None:
    assert open_page_lookup(Settings(sources=("all",))) is None
    assert open_page_lookup(Settings(links=True)) is not None


def test_an_address_that_goes_on_is_not_called_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "World Health Organization. Malaria. 2019. http://www.who.int/news/ malaria/page.html"
    web = WebTransport({"http://www.who.int/news/malaria/page.html": 200})
    (reference,) = checked(tmp_path, monkeypatch, web, line)
    assert [each.rule for each in reference.findings if each.rule == "link-dead"] == []


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "A. http://x.org/a " + "b/ " * n,
        lambda n: "A. http://x.org/a/" + "-\n" * n,
        lambda n: "A. http://x.org/" + "a " * n,
        lambda n: "A. http://x.org/a " + "." * n + "/",
        lambda n: "http://x.org/a " * n,
        lambda n: "A. http://x.org/" + "%2" * n,
        lambda n: "web.archive.org" * n,
    ],
)
def test_hostile_references_take_no_time(text: Callable[[int], str]) -> None:
    def work(size: int) -> None:
        reference = cited(text(size), "http://x.org/a", source=text(size), type=WorkType.WEBPAGE)
        cited_page(reference, OPEN)
        is_archived(text(size))

    assert grows_in_proportion(work, 20_000)


def test_a_hostile_address_takes_no_time() -> None:
    def work(size: int) -> None:
        url = "http://x.org/" + "a-" * size
        cited_page(cited(f"A. {url[:-1]} b", url, type=WorkType.WEBPAGE), OPEN)

    assert grows_in_proportion(work, 20_000)
