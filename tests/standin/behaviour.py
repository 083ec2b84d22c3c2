"""What the stand-in answers when it is well: ESearch, EFetch and ECitMatch over a library.

It keeps the service's oddities (docs in the manual and observed by clients): errors inside of
HTTP 200, dropped search terms, ecitmatch's tolerance of wrong authors and years, its vanishing
lines, the JSON of refused requests.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.standin.library import Holding, Library, plain
from tests.standin.search import Search

_LISTED = 5  # ecitmatch lists so many candidates, and only counts more


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One HTTP answer."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/xml"})
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came: endpoint name ("esearch"), fields, time."""

    endpoint: str
    fields: Mapping[str, str]
    at: float


@dataclass(slots=True)
class Behaviour:
    """Answers requests. `limit` is the number allowed in any second; `keys` the keys that are good
    (None: every key is)."""

    library: Library
    limit: int | None = None
    keys: frozenset[str] | None = None
    clock: Callable[[], float] = time.monotonic
    requests: list[Request] = field(default_factory=list)
    _recent: deque[float] = field(default_factory=deque)

    def answer(self, endpoint: str, fields: Mapping[str, str]) -> Reply:
        """The reply to one request."""
        now = self.clock()
        self.requests.append(Request(endpoint=endpoint, fields=dict(fields), at=now))
        key = fields.get("api_key")
        if key is not None and (not key or (self.keys is not None and key not in self.keys)):
            return bad_key(key)
        left = self._left(now)
        if left < 0:
            return too_fast(fields.get("api_key") or "192.0.2.1", self.limit or 3)
        reply = self.well(endpoint, fields)
        return _with_rate(reply, self.limit, left) if self.limit else reply

    def _left(self, now: float) -> int:
        if self.limit is None:
            return 1
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        self._recent.append(now)
        return self.limit - len(self._recent)

    def well(self, endpoint: str, fields: Mapping[str, str]) -> Reply:
        """The answer of a service that is well, whatever was asked before."""
        if fields.get("db", "pubmed") != "pubmed":
            error = f"<ERROR>Invalid db name specified: {escape(fields['db'])}</ERROR>"
            return _xml(f"<eSearchResult>{error}</eSearchResult>")
        match endpoint:
            case "esearch":
                return self._esearch(fields)
            case "efetch":
                return self._efetch(fields)
            case "ecitmatch":
                return self._ecitmatch(fields)
        return Reply(status=404, body=b"Not Found")

    def _esearch(self, fields: Mapping[str, str]) -> Reply:
        search = Search(self.library)
        pmids = search.run(fields.get("term", ""))
        retmax = min(int(fields.get("retmax", "20")), 9999)
        ids = "".join(f"<Id>{pmid}</Id>\n" for pmid in pmids[:retmax])
        errors = "".join(
            f"<PhraseNotFound>{escape(phrase)}</PhraseNotFound>" for phrase in search.dropped
        )
        parts = [
            f"<Count>{len(pmids)}</Count><RetMax>{len(pmids[:retmax])}</RetMax><RetStart>0</RetStart>",
            f"<IdList>\n{ids}</IdList><TranslationSet/>",
            f"<QueryTranslation>{escape(fields.get('term', ''))}</QueryTranslation>",
            f"<ErrorList>{errors}</ErrorList>" if errors else "",
            ""
            if pmids
            else "<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>",
        ]
        return _xml(f"<eSearchResult>{''.join(parts)}</eSearchResult>", "eSearchResult")

    def _efetch(self, fields: Mapping[str, str]) -> Reply:
        pmids = [pmid.strip() for pmid in fields.get("id", "").split(",")]
        held = [self.library.holdings[pmid].xml for pmid in pmids if pmid in self.library.holdings]
        return _xml(
            f"<PubmedArticleSet>\n{chr(10).join(held)}\n</PubmedArticleSet>", "PubmedArticleSet"
        )

    def _ecitmatch(self, fields: Mapping[str, str]) -> Reply:
        lines = []
        for line in fields.get("bdata", "").split("\r"):
            parts = line.split("|")
            if len(parts) < 6:
                continue
            journal, year, volume, page, author, key = (part.strip() for part in parts[:6])
            result = self._citation(journal, year, volume, page, author)
            if not journal and not result.isdecimal():
                break
            author = "" if result.startswith("NOT_FOUND") else author
            lines.append("|".join((journal, year, volume, page, author, key, result)))
        body = "".join(f"{line}\n" for line in lines).encode()
        return Reply(headers={"Content-Type": "text/plain; charset=UTF-8"}, body=body)

    def _citation(self, journal: str, year: str, volume: str, page: str, author: str) -> str:
        """Journal, volume and page decide; author and year help only where one of them lacks."""
        titled = [
            held for held in self.library.holdings.values() if plain(journal) in held.journals
        ]
        if not titled:
            return "NOT_FOUND;INVALID_JOURNAL"
        found = [held for held in titled if _fits(held, year, volume, page, author)]
        if not found:
            return "NOT_FOUND"
        if len(found) == 1:
            return found[0].pmid
        if len(found) > _LISTED:
            return f"AMBIGUOUS ({len(found)} citations)"
        return "AMBIGUOUS " + ",".join(held.pmid for held in found)


def _fits(held: Holding, year: str, volume: str, page: str, author: str) -> bool:
    if volume and page:
        return (held.volume, held.page) == (volume.lower(), page.lower())
    if volume and held.volume != volume.lower():
        return False
    if page and held.page != page.lower():
        return False
    return (not year or held.year == year) and (not author or plain(author) in held.values["au"])


def _xml(text: str, root: str = "eSearchResult") -> Reply:
    doctype = (
        f'<!DOCTYPE {root} PUBLIC "-//NLM//DTD {root}//EN" "https://dtd.nlm.nih.gov/{root}.dtd">'
    )
    body = f'<?xml version="1.0" encoding="UTF-8" ?>\n{doctype}\n{text}\n'
    return Reply(headers={"Content-Type": "text/xml; charset=UTF-8"}, body=body.encode())


def _with_rate(reply: Reply, limit: int | None, left: int) -> Reply:
    rate = {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(left)}
    return Reply(status=reply.status, headers={**reply.headers, **rate}, body=reply.body)


def too_fast(caller: str, limit: int, retry_after: str | None = None) -> Reply:
    """HTTP 429 with a line of JSON, whatever was asked for."""
    body = (
        f'{{"error":"API rate limit exceeded","api-key":"{caller}","count":"26","limit":"{limit}"}}'
    )
    headers = {"Content-Type": "application/json"}
    if retry_after is not None:
        headers["Retry-After"] = retry_after
    return Reply(status=429, headers=headers, body=body.encode())


def bad_key(key: str) -> Reply:
    """HTTP 400; the key is echoed."""
    body = f'{{"error":"API key invalid","api-key":"{key}","type":"invalid","status":"unknown"}}'
    return Reply(status=400, headers={"Content-Type": "application/json"}, body=body.encode())
