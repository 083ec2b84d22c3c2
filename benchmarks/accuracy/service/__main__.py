"""`python -m benchmarks.accuracy.service RECORDS [--journals FILE]... [--port N] [--limit N]`

The first line of standard output is the address. `GET /requests` gives the number of requests so
far by endpoint, as JSON. `--limit` refuses more than so many requests in a second, with HTTP 429.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections import Counter, deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape

from ..records import load_journals, load_records, with_journals
from .citations import answer_lines
from .index import Index
from .record_xml import record_xml
from .search import Search

_MOST_HITS = 9999
_LAST_START = 9998
_TOO_FAR = (
    "Search Backend failed: Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch "
    "can only retrieve the first 9,999 records matching the query."
)


def esearch(index: Index, fields: dict[str, str]) -> str:
    """The XML of a search."""
    search = Search(index)
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


def efetch(index: Index, fields: dict[str, str]) -> str:
    """The XML of records; PMIDs that there are not are passed over without a word."""
    asked = dict.fromkeys(pmid.strip() for pmid in fields.get("id", "").split(","))
    held = [record_xml(index.records[index.pmids[pmid]]) for pmid in asked if pmid in index.pmids]
    return "<PubmedArticleSet>\n" + "\n".join(held) + "\n</PubmedArticleSet>"


class Handler(BaseHTTPRequestHandler):
    """Answers the E-utilities' endpoints and counts them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 20
    index: Index
    limit: int = 0  # requests in a second; 0: any number
    requests: ClassVar[Counter[str]] = Counter()
    _recent: ClassVar[deque[float]] = deque()

    def do_GET(self) -> None:
        """Answer a GET."""
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer a form POST."""
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def _answer(self, query: str) -> None:
        endpoint = urlsplit(self.path).path.rsplit("/", 1)[-1].split(".")[0]
        fields = dict(parse_qsl(query, keep_blank_values=True))
        if endpoint == "requests":
            self._send(json.dumps(self.requests), "application/json")
            return
        self.requests[endpoint] += 1
        if self.limit and not self._in_time():
            self._refuse()
            return
        match endpoint:
            case "esearch":
                self._send(_document("eSearchResult", esearch(self.index, fields)), "text/xml")
            case "efetch":
                self._send(_document("PubmedArticleSet", efetch(self.index, fields)), "text/xml")
            case "ecitmatch":
                self._send(answer_lines(self.index, fields.get("bdata", "")), "text/plain")
            case _:
                self.send_error(404)

    def _in_time(self) -> bool:
        """Whether this request is one of those that a second allows."""
        now = time.monotonic()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        self._recent.append(now)
        return len(self._recent) <= self.limit

    def _refuse(self) -> None:
        """HTTP 429 with a line of JSON, whatever was asked for."""
        said = {
            "error": "API rate limit exceeded",
            "api-key": self.client_address[0],
            "count": str(len(self._recent)),
            "limit": str(self.limit),
        }
        self._send(json.dumps(said), "application/json", status=429)

    def _send(self, text: str, kind: str, status: int = 200) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=UTF-8")
        if self.limit:
            left = max(0, self.limit - len(self._recent))
            self.send_header("X-RateLimit-Limit", str(self.limit))
            self.send_header("X-RateLimit-Remaining", str(left))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _document(root: str, text: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n'
        f'<!DOCTYPE {root} PUBLIC "-//NLM//DTD {root}//EN" "https://dtd.nlm.nih.gov/{root}.dtd">\n'
        f"{text}\n"
    )


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--journals", type=Path, action="append", default=[])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--limit", type=int, default=0, help="requests in a second")
    options = parser.parse_args()
    gc.disable()  # millions of small objects that all stay
    titles = load_journals(options.journals)
    records = with_journals(load_records(options.records), titles)
    Handler.index, Handler.limit = Index(records, titles), options.limit
    gc.freeze()
    gc.enable()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
