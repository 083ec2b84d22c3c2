"""What the E-utilities answer when all is well: ESearch, EFetch and ECitMatch over a collection.

The tests and the benchmarks use the same: the tests add faults (`tests/standin`). It has the
service's oddities: errors inside of HTTP 200, search terms that are left out, ecitmatch's tolerance
of wrong authors and years, its lines that vanish, the JSON of refused requests.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from .citations import answer_lines
from .collection import Collection
from .search import Search

__all__ = ["Behaviour", "Reply", "Request", "bad_key", "too_fast"]

_MOST_HITS = 9999
_LAST_START = 9998
_TOO_FAR = (
    "Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch "
    "can only retrieve the first 9,999 records matching the query."
)


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

    library: Collection
    limit: int | None = None
    keys: frozenset[str] | None = None
    clock: Callable[[], float] = time.monotonic
    requests: list[Request] = field(default_factory=list)
    _recent: deque[float] = field(default_factory=deque)

    def answer(self, endpoint: str, fields: Mapping[str, str]) -> Reply:
        """Return the reply to one request."""
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
        if not self.limit:
            return 1
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        self._recent.append(now)
        return self.limit - len(self._recent)

    def well(self, endpoint: str, fields: Mapping[str, str]) -> Reply:
        """Return the answer of a service that is well, whatever was asked before."""
        if fields.get("db", "pubmed") != "pubmed":
            error = f"<ERROR>Invalid db name specified: {escape(fields['db'])}</ERROR>"
            return _xml(f"<eSearchResult>{error}</eSearchResult>", "eSearchResult")
        match endpoint:
            case "esearch":
                return _xml(esearch(self.library, fields), "eSearchResult")
            case "efetch":
                return _xml(efetch(self.library, fields), "PubmedArticleSet")
            case "ecitmatch":
                lines = answer_lines(self.library.index, fields.get("bdata", ""))
                return Reply(
                    headers={"Content-Type": "text/plain; charset=UTF-8"}, body=lines.encode()
                )
        return Reply(status=404, body=b"Not Found")


def esearch(library: Collection, fields: Mapping[str, str]) -> str:
    """Return the XML of a search."""
    search = Search(library.index)
    pmids = search.run(fields.get("term", ""))
    start = int(fields.get("retstart", "0"))
    if start > _LAST_START:
        return f"<eSearchResult><ERROR>{escape(_TOO_FAR)}</ERROR></eSearchResult>"
    listed = pmids[:_MOST_HITS][start : start + int(fields.get("retmax", "20"))]
    if fields.get("rettype") == "count":
        return f"<eSearchResult><Count>{len(pmids)}</Count></eSearchResult>"
    ids = "".join(f"<Id>{pmid}</Id>\n" for pmid in listed)
    errors = _listed("PhraseNotFound", search.dropped) + _listed("FieldNotFound", search.fields)
    warnings = _listed("PhraseIgnored", search.ignored)
    warnings += _listed("QuotedPhraseNotFound", search.quoted)
    if not pmids:
        warnings += "<OutputMessage>No items found.</OutputMessage>"
    return (
        f"<eSearchResult><Count>{len(pmids)}</Count><RetMax>{len(listed)}</RetMax>"
        f"<RetStart>{start}</RetStart><IdList>\n{ids}</IdList><TranslationSet/>"
        f"<QueryTranslation>{escape(fields.get('term', ''))}</QueryTranslation>"
        + (f"<ErrorList>{errors}</ErrorList>" if errors else "")
        + (f"<WarningList>{warnings}</WarningList>" if warnings else "")
        + "</eSearchResult>"
    )


def _listed(tag: str, phrases: list[str]) -> str:
    return "".join(f"<{tag}>{escape(phrase)}</{tag}>" for phrase in phrases)


def efetch(library: Collection, fields: Mapping[str, str]) -> str:
    """Return the XML of records; PMIDs that there are not are passed over without a word."""
    asked = dict.fromkeys(pmid.strip() for pmid in fields.get("id", "").split(","))
    held = filter(None, map(library.xml_of, asked))
    return "<PubmedArticleSet>\n" + "\n".join(held) + "\n</PubmedArticleSet>"


def _xml(text: str, root: str) -> Reply:
    doctype = (
        f'<!DOCTYPE {root} PUBLIC "-//NLM//DTD {root}//EN" "https://dtd.nlm.nih.gov/{root}.dtd">'
    )
    body = f'<?xml version="1.0" encoding="UTF-8" ?>\n{doctype}\n{text}\n'
    return Reply(headers={"Content-Type": "text/xml; charset=UTF-8"}, body=body.encode())


def _with_rate(reply: Reply, limit: int | None, left: int) -> Reply:
    rate = {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(left)}
    return Reply(status=reply.status, headers={**reply.headers, **rate}, body=reply.body)


def too_fast(caller: str, limit: int, retry_after: str | None = None) -> Reply:
    """Return HTTP 429 with a line of JSON, whatever was asked for."""
    body = (
        f'{{"error":"API rate limit exceeded","api-key":"{caller}","count":"26","limit":"{limit}"}}'
    )
    headers = {"Content-Type": "application/json"}
    if retry_after is not None:
        headers["Retry-After"] = retry_after
    return Reply(status=429, headers=headers, body=body.encode())


def bad_key(key: str) -> Reply:
    """Return HTTP 400; the key is echoed."""
    body = f'{{"error":"API key invalid","api-key":"{key}","type":"invalid","status":"unknown"}}'
    return Reply(status=400, headers={"Content-Type": "application/json"}, body=body.encode())
