"""`python -m benchmarks.accuracy.service RECORDS [--journals FILE]... [--port N]`

The first line of standard output is the address. `GET /requests` gives the number of requests so
far by endpoint, as JSON.
"""

from __future__ import annotations

import argparse
import gc
import json
from collections import Counter
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


def esearch(index: Index, fields: dict[str, str]) -> str:
    """The XML of a search."""
    search = Search(index)
    pmids = search.run(fields.get("term", ""))
    start = int(fields.get("retstart", "0"))
    listed = pmids[start : start + min(int(fields.get("retmax", "20")), _MOST_HITS)]
    ids = "".join(f"<Id>{pmid}</Id>\n" for pmid in listed)
    errors = _listed("PhraseNotFound", search.dropped)
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
    requests: ClassVar[Counter[str]] = Counter()

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
        match endpoint:
            case "esearch":
                self._send(_document("eSearchResult", esearch(self.index, fields)), "text/xml")
            case "efetch":
                self._send(_document("PubmedArticleSet", efetch(self.index, fields)), "text/xml")
            case "ecitmatch":
                self._send(answer_lines(self.index, fields.get("bdata", "")), "text/plain")
            case _:
                self.send_error(404)

    def _send(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=UTF-8")
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
    options = parser.parse_args()
    gc.disable()  # millions of small objects that all stay
    records = with_journals(load_records(options.records), load_journals(options.journals))
    Handler.index = Index(records)
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
