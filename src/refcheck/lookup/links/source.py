"""Cited web pages: each asked by itself, and the archive about those that are gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from refcheck.lookup.cache.text_form import TextForm
from refcheck.lookup.caching_provider import Source
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.links.pages import ENDPOINT, PageResponse, PageService
from refcheck.lookup.links.pages import LINE as OF_PAGES
from refcheck.lookup.links.wayback import LINE as OF_COPIES
from refcheck.lookup.links.wayback import WAYBACK, CopyResponse, WaybackService, copy_query
from refcheck.lookup.page_lookup import CitedPage
from refcheck.lookup.query import Query
from refcheck.model.outcome import NotCached, Search, Stage, Unavailable
from refcheck.model.report import ArchivedCopy, Link, LinkState

if TYPE_CHECKING:
    from refcheck.lookup.http.web_addresses import Resolve
    from refcheck.lookup.http.web_pages import WebPages

__all__ = ["TEXT_FORM", "Links"]

TEXT_FORM: Final = TextForm(lines=(OF_PAGES, OF_COPIES))
_OF_PAGE: Final = Stage(name="cited web page")
_OF_COPY: Final = Stage(name="archived copy")

PageAnswer = PageResponse | Unavailable | NotCached
CopyAnswer = CopyResponse | Unavailable | NotCached


class Links:
    """The `PageLookup` of a run. `web` says how pages are asked, `archive` how the archive is.

    `find` stands in for the resolver of names, and `sleep` for the clock, in tests.
    """

    def __init__(
        self,
        web: LookupConfig,
        archive: LookupConfig,
        warn: Callable[[str], None],
        *,
        find: Resolve | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._web = web
        self._find = find
        self._sleep = sleep
        self._opened: WebPages | None = None
        self._pages: Source[PageResponse] = Source(web, PageService(self._open, sleep), warn)
        self._copies: Source[CopyResponse] = Source(archive, WaybackService(), warn)

    def _open(self) -> WebPages:
        from refcheck.lookup.http.web_addresses import resolve
        from refcheck.lookup.http.web_pages import WebPages

        if self._opened is None:
            self._opened = WebPages(self._web, find=self._find or resolve, sleep=self._sleep)
        return self._opened

    async def aclose(self) -> None:
        """Give back connections and files."""
        if self._opened is not None:
            await self._opened.aclose()
        await self._pages.aclose()
        await self._copies.aclose()

    async def look_at(self, pages: Sequence[CitedPage]) -> Sequence[Link]:
        """Returns what is known of each page, in the same order.

        One that is not there under the printed address may be there under another form of it: it
        is gone only if it is under none.
        """
        answers = await self._pages.ask(_query(page.url) for page in pages)
        missing = [page for page in pages if _is_gone(answers[_query(page.url)])]
        answers |= await self._pages.ask(_query(url) for page in missing for url in page.others)
        links = [_link(page, answers, self._pages.was_cached) for page in pages]
        wanted = {
            link.url: copy_query(link.url, page.date)
            for link, page in zip(links, pages, strict=True)
            if link.state is LinkState.GONE
        }
        copies = await self._copies.ask(wanted.values())
        return [
            _with_copy(link, copies[wanted[link.url]], self._copies.was_cached(wanted[link.url]))
            if link.state is LinkState.GONE
            else link
            for link in links
        ]


def _query(url: str) -> Query:
    return Query(ENDPOINT, url)


def _is_gone(answer: PageAnswer) -> bool:
    return isinstance(answer, PageResponse) and not answer.there


def _link(
    page: CitedPage, answers: Mapping[Query, PageAnswer], was_cached: Callable[[Query], bool]
) -> Link:
    """Returns what the answers come to: gone only if every form of the address is."""
    asked = [query for url in (page.url, *page.others) if (query := _query(url)) in answers]
    why = ""
    searches = tuple(_search(query, answers[query], was_cached(query)) for query in asked)
    for query in asked:
        match answers[query]:
            case PageResponse(there=True):
                return Link(url=page.url, state=LinkState.THERE, searches=searches)
            case Unavailable(reason=reason) | NotCached(reason=reason):
                return Link(url=page.url, state=LinkState.UNKNOWN, reason=reason, searches=searches)
            case PageResponse(said=said) if query == _query(page.url):
                why = said[-1] if said else ""
            case PageResponse():
                pass
    return Link(url=page.url, state=LinkState.GONE, reason=why, searches=searches)


def _search(query: Query, answer: PageAnswer, cached: bool) -> Search:
    """Returns the question and its answer as an explanation shows them."""
    if not isinstance(answer, PageResponse):
        return Search(stage=_OF_PAGE, endpoint="HEAD, GET", query=query.text, error=answer.reason)
    state = "is there" if answer.there else "is gone"
    return Search(
        stage=_OF_PAGE,
        endpoint="HEAD, GET",
        query=query.text,
        ids=(f"{state}: {'; '.join(answer.said)}",),
        id_name="the page",
        cached=cached,
        retrieved=answer.retrieved,
    )


def _with_copy(link: Link, answer: CopyAnswer, cached: bool) -> Link:
    if not isinstance(answer, CopyResponse):
        search = Search(stage=_OF_COPY, endpoint=WAYBACK.name, query=link.url, error=answer.reason)
        return replace(link, searches=(*link.searches, search))
    search = Search(
        stage=_OF_COPY,
        endpoint=WAYBACK.name,
        query=link.url,
        ids=(answer.url,),
        id_name="copy",
        cached=cached,
        retrieved=answer.retrieved,
    )
    return replace(
        link,
        copy=ArchivedCopy(url=answer.url, day=answer.day),
        searches=(*link.searches, search),
    )
