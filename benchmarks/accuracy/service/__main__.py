"""`python -m benchmarks.accuracy.service RECORDS [--journals FILE]... [--port N] [--limit N]`

The first line of standard output is the address. `GET /requests` gives the number of requests so
far by endpoint, as JSON. `--limit` refuses more than so many requests in a second, with HTTP 429.
"""

from __future__ import annotations

import argparse
import gc
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from ..records import load_journals, load_records, with_journals
from .behaviour import Behaviour, Reply
from .collection import Records
from .server import Handler, serve


class CountingHandler(Handler):
    """Answers the E-utilities' endpoints and counts them."""

    behaviour: Behaviour
    counts: ClassVar[Counter[str]] = Counter()

    def answer(self, endpoint: str, fields: Mapping[str, str]) -> None:
        """Answer one request, or say how many there were."""
        if endpoint == "requests":
            body = json.dumps(self.counts).encode()
            self.send(Reply(headers={"Content-Type": "application/json"}, body=body))
            return
        self.counts[endpoint] += 1
        self.send(self.behaviour.answer(endpoint, fields))
        self.behaviour.requests.clear()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--journals", type=Path, action="append", default=[])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--limit", type=int, help="requests in a second")
    options = parser.parse_args()
    gc.disable()  # millions of small objects that all stay
    titles = load_journals(options.journals)
    records = with_journals(load_records(options.records), titles)
    CountingHandler.behaviour = Behaviour(Records(records, titles), limit=options.limit)
    gc.freeze()
    gc.enable()
    serve(CountingHandler, options.port)


if __name__ == "__main__":
    main()
