"""Cited web pages: which references have one, how its address may be damaged, what is known of it.

That a page is gone says nothing against the work: the verdict stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from refcheck.lookup.page_lookup import CitedPage
from refcheck.model.record import WorkType
from refcheck.model.reference import Reference
from refcheck.model.report import (
    Link,
    LinkState,
    Lookup,
    LookupStatus,
    SourceOutcome,
    SourceStatus,
)
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.archives import is_archived
from refcheck.text.works.identifiers import find_identifiers, normalise_doi

if TYPE_CHECKING:
    from refcheck.lookup.page_lookup import PageLookup
    from refcheck.lookup.provider import LookupProvider
    from refcheck.pipeline.lookups.reference_lookup import LookupState

__all__ = ["applied", "cited_page", "look_at_pages"]

_SOURCE: Final = "links"
_NAME: Final = "web pages"
# An address with one of these is that of a work, and is looked up by it.
_IDENTIFIERS: Final = frozenset({"pmid", "pmcid", "arxiv"})
_LONGEST: Final = 2_000  # characters of an address
_LONGEST_TEXT: Final = 10_000  # characters of a reference in which its address is looked for
_MOST_FORMS: Final = 3
_NEXT: Final = lazy_regex(r"\s+([^\s<>\"]{1,300})")
# What goes on behind a blank: "page.html", "flu/about", "?id=7"; not "Accessed" or "2019".
_GOES_ON: Final = lazy_regex(
    r"[^.,;:]*[/=?&#~_%]|\S+\.(?:html?|pdf|php|aspx?|jsp)\b", re.IGNORECASE
)
_OPEN_END: Final = "/-_=&?%."
_BROKEN: Final = lazy_regex(r"[-\u00ad\u2010]\s*\n\s*")
_AT_END: Final = ".,;:)]}>\"'\u201d\u2019"


def cited_page(reference: Reference, lookup: Lookup) -> CitedPage | None:
    """Returns the page that a reference cites, and is worth a question.

    Not one that its identifiers lead to, not the copy of an archive, and not that of a journal
    article that a source has.
    """
    record = reference.record
    url = record.url
    if not url or not _can_be_sent(url) or is_archived(url) or _is_identifier(url):
        return None
    is_article = record.type is WorkType.ARTICLE_JOURNAL
    if is_article and lookup.status is LookupStatus.MATCHED:
        return None
    forms = dict.fromkeys(form for form in _forms(url, reference) if _can_be_sent(form))
    others = tuple(form for form in forms if form != url)
    return CitedPage(url=url, others=others[:_MOST_FORMS], date=record.accessed or record.issued)


def _can_be_sent(url: str) -> bool:
    """Returns whether an address is not too long, and has neither controls nor halves of
    characters."""
    return len(url) <= _LONGEST and url.isprintable()


def _is_identifier(url: str) -> bool:
    return normalise_doi(url) is not None or any(
        each.valid and each.kind in _IDENTIFIERS for each in find_identifiers(url)
    )


def _forms(url: str, reference: Reference) -> Iterator[str]:
    """Yields what the address may have been: a layout breaks it at a line end, a sentence ends
    behind it, and a parser may have joined too much or too little."""
    text = reference.string.text[:_LONGEST_TEXT]
    place = text.find(url)
    if place >= 0 and (following := _NEXT.match(text, place + len(url))):
        if url[-1] in _OPEN_END or _GOES_ON.match(following[1]):
            yield f"{url}{following[1].rstrip(_AT_END)}"
    elif place < 0 and (shorter := _printed_part(url, text)):
        yield shorter
    source = (reference.string.source or "")[:_LONGEST_TEXT]
    for found in _BROKEN.finditer(source):
        before = source[: found.start()].rsplit(None, 1)[-1:] or [""]
        start = url.find(f"{before[0]}-") if before[0] else -1
        if start >= 0:
            end = start + len(before[0])
            yield f"{url[:end]}{url[end + 1 :]}"
    if url[-1] in _AT_END or url[-1] in "-_":
        yield url.rstrip(f"{_AT_END}-_")


def _printed_part(url: str, text: str) -> str | None:
    """Returns the longest beginning of an address that is in the text without a blank; None where
    that is not even its host."""
    scheme_end = url.find("://") + 3
    host_end = url.find("/", scheme_end)
    for end in range(len(url) - 1, max(host_end, scheme_end), -1):
        if url[:end] in text:
            return url[:end]
    return None


async def look_at_pages(
    states: Sequence[LookupState], provider: LookupProvider, pages: PageLookup
) -> None:
    """Ask about the pages that references cite, all of them together."""
    from refcheck.pipeline.lookups.reference_lookup import lookup_of

    cited = [
        (state, page)
        for state in states
        if (page := cited_page(state.reference, lookup_of(state, provider))) is not None
    ]
    if not cited:
        return
    links = await pages.look_at([page for _, page in cited])
    for (state, _), link in zip(cited, links, strict=True):
        state.link = link


def applied(lookup: Lookup, link: Link | None) -> Lookup:
    """Returns the lookup with what is known of the cited page. It decides nothing."""
    if link is None:
        return lookup
    statuses = {
        LinkState.THERE: SourceStatus.FOUND,
        LinkState.GONE: SourceStatus.NOT_FOUND,
        LinkState.UNKNOWN: SourceStatus.UNAVAILABLE,
    }
    came = SourceOutcome(source=_SOURCE, status=statuses[link.state], name=_NAME)
    return replace(
        lookup,
        link=link,
        searches=(*lookup.searches, *link.searches),
        sources=(*lookup.sources, came),
    )
