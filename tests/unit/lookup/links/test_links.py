"""Which cited pages are gone, which copies there are, and what says nothing of a page."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.standin.web import FAULTS, WebTransport

from refcheck.lookup.cache import admin
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.links.pages import PageService
from refcheck.lookup.links.source import TEXT_FORM, Links
from refcheck.lookup.links.wayback import WAYBACK, WaybackService
from refcheck.lookup.page_lookup import CitedPage
from refcheck.lookup.query import Query
from refcheck.model.record import PartialDate
from refcheck.model.report import Link, LinkState

PAGE, OTHER = "http://www.who.int/page", "https://example.org/other"
COPY = "https://web.archive.org/web/20130919044612/http://www.who.int/page"
THERE, GONE, UNKNOWN = LinkState.THERE, LinkState.GONE, LinkState.UNKNOWN


def looked_at(
    folder: Path,
    web: WebTransport,
    *pages: str | CitedPage,
    pauses: list[float] | None = None,
    **more: Any,
) -> list[Link]:
    async def sleep(seconds: float) -> None:
        if pauses is not None:
            pauses.append(seconds)
        await asyncio.sleep(0)

    timing = Timing(attempts=2, first_pause=0.001, longest_wait=0.01, failing=0, whole=0.2)
    config = LookupConfig(cache_dir=folder, pace_dir=folder, transport=web, timing=timing, **more)

    async def run() -> list[Link]:
        links = Links(config, WAYBACK.config(config), lambda _: None, find=web.find, sleep=sleep)
        try:
            cited = [CitedPage(url=each) if isinstance(each, str) else each for each in pages]
            return list(await links.look_at(cited))
        finally:
            await links.aclose()

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LookupConfig, "interval", property(lambda _: 0.0001))


def test_a_page_that_is_there_is_one_question(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 200})
    (link,) = looked_at(tmp_path, web, PAGE)
    assert link.state is THERE
    assert web.asked == [f"HEAD {PAGE}"]


@pytest.mark.parametrize(
    ("answers", "state", "asked"),
    [
        ((404, 404), GONE, "HEAD GET"),
        ((410, 410), GONE, "HEAD GET"),
        ((404, 410), GONE, "HEAD GET"),
        ((404, 200), THERE, "HEAD GET"),  # HEAD is not understood
        ((404, 403), UNKNOWN, "HEAD GET"),
        ((404, 503), UNKNOWN, "HEAD GET"),
        ((405, 200), THERE, "HEAD GET"),
        ((501, 206), THERE, "HEAD GET"),
        ((403, 200), THERE, "HEAD GET"),
        ((405, 404, 404), GONE, "HEAD GET GET"),
        ((405, 404, 200), THERE, "HEAD GET GET"),
        ((403, 404, 403), UNKNOWN, "HEAD GET GET"),
        ((500, 410, 404), GONE, "HEAD GET GET"),
        ((204,), THERE, "HEAD"),
        *(((status, status), UNKNOWN, "HEAD GET") for status in (304, 400, 401, 402, 403, 405)),
        *(((status, status), UNKNOWN, "HEAD GET") for status in (406, 409, 418, 421, 451, 429)),
        *(((status, status), UNKNOWN, "HEAD GET") for status in (500, 502, 503, 504, 520, 999)),
    ],
)
def test_only_two_clear_answers_make_a_page_gone(
    tmp_path: Path, answers: tuple[int, ...], state: LinkState, asked: str
) -> None:
    web = WebTransport({PAGE: answers})
    pauses: list[float] = []
    (link,) = looked_at(tmp_path, web, PAGE, pauses=pauses)
    assert link.state is state
    ours = [each for each in web.requests if each.url.path == "/page"]
    assert [each.method for each in ours] == asked.split()
    # Before a page is called gone some seconds go by.
    assert (5.0 in pauses) == (state is GONE or 404 in answers[:-1])


def test_a_redirect_to_a_page_that_is_gone(tmp_path: Path) -> None:
    web = WebTransport({PAGE: "https://www.who.int/new"})
    (link,) = looked_at(tmp_path, web, PAGE)
    assert link.state is GONE


def test_a_name_that_nobody_has(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 200}, unknown=frozenset({"www.who.int"}))
    pauses: list[float] = []
    (link,) = looked_at(tmp_path, web, PAGE, pauses=pauses)
    assert (link.state, link.reason) == (GONE, "no server has the name www.who.int")
    assert web.found.count("www.who.int") == 2
    assert 5.0 in pauses


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_could_not_check(tmp_path: Path, fault: str) -> None:
    web = WebTransport(faults={"www.who.int": fault})  # where every page is 404
    link, other = looked_at(tmp_path, web, PAGE, OTHER)
    assert link.state is UNKNOWN
    assert link.reason
    assert other.state is GONE
    (link,) = looked_at(tmp_path, WebTransport({PAGE: 200}), PAGE)  # it was not cached
    assert link.state is THERE


def test_without_a_network_nothing_is_gone(tmp_path: Path) -> None:
    web = WebTransport(faults={"*": "no network"})
    assert {each.state for each in looked_at(tmp_path, web, PAGE, OTHER)} == {UNKNOWN}


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "ftp://example.org/x", "http://example.org:8080/"],
)
def test_what_is_not_asked_is_not_gone(tmp_path: Path, url: str) -> None:
    web = WebTransport()
    (link,) = looked_at(tmp_path, web, url)
    assert link.state is UNKNOWN
    assert not web.requests
    assert not web.found


def test_the_other_forms_of_an_address_are_tried_before_it_is_gone(tmp_path: Path) -> None:
    damaged = CitedPage(url=PAGE, others=(f"{PAGE}/one.html", f"{PAGE}/two.html"))
    (link,) = looked_at(tmp_path / "a", WebTransport({f"{PAGE}/two.html": 200}), damaged)
    assert link.state is THERE
    (link,) = looked_at(tmp_path / "b", WebTransport({f"{PAGE}/two.html": 403}), damaged)
    assert link.state is UNKNOWN
    (link,) = looked_at(tmp_path / "c", WebTransport(), damaged)
    assert (link.state, len(link.searches)) == (GONE, 4)
    web = WebTransport({PAGE: 200})
    looked_at(tmp_path / "d", web, damaged)
    assert len(web.requests) == 1


# --- copies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "stamp"),
    [
        (PartialDate(year=2020, month=1, day=3), "20200103"),
        (PartialDate(year=2020, month=11), "20201101"),
        (PartialDate(year=2020), "20200701"),
        (None, None),
    ],
)
def test_a_copy_is_asked_for_near_the_date(
    tmp_path: Path, when: PartialDate | None, stamp: str | None
) -> None:
    web = WebTransport(copies={PAGE: COPY.replace("https", "http", 1)})
    (link,) = looked_at(tmp_path, web, CitedPage(url=PAGE, date=when), email="a@b.example")
    assert link.copy is not None
    assert (link.copy.url, link.copy.day) == (COPY, date(2013, 9, 19))
    request = web.requests[-1]
    assert str(request.url).startswith("https://archive.org/wayback/available?")
    assert request.url.params["url"] == PAGE
    assert request.url.params.get("timestamp") == stamp


def test_only_pages_that_are_gone_are_asked_for(tmp_path: Path) -> None:
    web = WebTransport({PAGE: 200, OTHER: 403}, copies={PAGE: COPY})
    looked_at(tmp_path, web, PAGE, OTHER)
    assert not any(each.url.host == "archive.org" for each in web.requests)


@pytest.mark.parametrize(
    "copy",
    [
        None,
        "http://web.archive.org/web/20130919044612/http://www.who.int/another",
        "http://web.archive.org/web/20130919044612/http://evil.example.org/page",
        "http://web.archive.org/web/20139919044612/http://www.who.int/page",
        "http://web.archive.org/web/2013/http://www.who.int/page",
        "http://web.archive.org.evil.example/web/20130919044612/http://www.who.int/page",
        "javascript:alert(1)",
        "http://web.archive.org/web/20130919044612/http://www.who.int/page\x1b[31m",
    ],
)
def test_what_is_no_copy(tmp_path: Path, copy: str | None) -> None:
    copies = {PAGE: copy} if copy else {}
    (link,) = looked_at(tmp_path, WebTransport(copies=copies), PAGE)
    assert (link.state, link.copy) == (GONE, None)
    assert link.searches[-1].error is not None
    (link,) = looked_at(tmp_path, WebTransport(copies={PAGE: COPY}), PAGE)  # it was not cached
    assert link.copy is not None


@pytest.mark.parametrize(
    "page",
    [
        *("http://www.who.int:80/page", "https://who.int/page/", "http://WWW.WHO.INT/page"),
        *("http://who.int/Page", "https://www.who.int/page"),
    ],
)
def test_the_archive_writes_addresses_in_its_own_way(tmp_path: Path, page: str) -> None:
    copy = f"http://web.archive.org/web/20130919044612/{page}"
    (link,) = looked_at(tmp_path, WebTransport(copies={PAGE: copy}), PAGE)
    assert link.copy is not None


OTHERS_ANSWER = json.dumps(
    {"url": OTHER, "archived_snapshots": {"closest": {"available": True, "url": COPY}}}
)


@pytest.mark.parametrize(
    "fault",
    [
        *("429", "403", "500", "503", "504", "404", "", "<html></html>", "{", "[]", "null", "7"),
        *('{"archived_snapshots": []}', '{"archived_snapshots": {"closest": 7}}', "{}"),
        OTHERS_ANSWER,
    ],
)
def test_faults_of_the_archive_leave_the_page_gone(tmp_path: Path, fault: str) -> None:
    (link,) = looked_at(tmp_path, WebTransport(copies={"*": fault}), PAGE)
    assert (link.state, link.copy) == (GONE, None)
    (link,) = looked_at(tmp_path, WebTransport(copies={PAGE: COPY}), PAGE)
    assert link.copy is not None


# --- the cache ------------------------------------------------------------------------------------


def test_answers_are_cached_exported_and_used_offline(tmp_path: Path) -> None:
    one, two, text = (tmp_path / name for name in ("one", "two", "text"))
    web = WebTransport({PAGE: 200, f"{PAGE}/x": 403}, copies={OTHER: COPY.replace(PAGE, OTHER)})
    looked_at(one, web, PAGE, OTHER, f"{PAGE}/x")
    assert admin.export(one, text, TEXT_FORM, print) == 3
    assert admin.import_(two, text, TEXT_FORM, print) == 3
    silent = WebTransport()
    there, gone, refused, new = looked_at(
        two, silent, PAGE, OTHER, f"{PAGE}/x", f"{PAGE}/y", offline=True
    )
    assert [each.state for each in (there, gone, refused, new)] == [THERE, GONE, UNKNOWN, UNKNOWN]
    assert gone.copy is not None
    assert "offline" in refused.reason
    assert not silent.requests
    assert not silent.found


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b"null", b'{"there": 1, "said": []}', b"7"])
def test_what_cannot_be_read_is_damaged(payload: bytes) -> None:
    cached = CachedResponse(
        query=Query("web-page", PAGE), payload=payload, retrieved=1.0, short_lived=False
    )
    with pytest.raises(DamagedResponseError):
        PageService(lambda: pytest.fail("asked")).read(cached)
    with pytest.raises(DamagedResponseError):
        WaybackService().read(cached)


def test_many_pages_go_side_by_side_and_keep_their_order(tmp_path: Path) -> None:
    urls = [f"http://s{n}.example.org/" for n in range(40)]
    web = WebTransport(dict.fromkeys(urls[::2], 200))
    links = looked_at(tmp_path, web, *urls)
    assert [each.url for each in links] == urls
    assert [each.state for each in links] == [THERE, GONE] * 20
