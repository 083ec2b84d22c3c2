"""The stand-in as a server: `python -m tests.standin --records cache/records --port 8411`.

Give refcheck `--eutils-url http://127.0.0.1:8411/`. With `--port 0` a free port is taken; the
address is printed on the first line of standard output. `--log FILE` gets one line of JSON a
request: the time, the endpoint, and whether a key, a tool and an e-mail address came with it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import ClassVar

from benchmarks.accuracy.service.behaviour import Behaviour, Reply
from benchmarks.accuracy.service.server import Handler, serve
from tests.standin.faults import Broken, Fault, StandIn
from tests.standin.library import Library


class FaultyHandler(Handler):
    """Hands each request to the stand-in, and does on the wire what it says."""

    wbufsize = 0  # a reply that is cut off or slow has to leave as it is written
    standin: StandIn
    lock: ClassVar[Lock] = Lock()
    log: Path | None = None

    def answer(self, endpoint: str, fields: Mapping[str, str]) -> None:
        """Answer one request, or fail as the fault says."""
        with self.lock:
            answer = self.standin.handle(endpoint, fields)
            self._write_log(endpoint, fields)
        if isinstance(answer, Reply):
            self.send(answer)
        else:
            self._fail(answer)

    def _write_log(self, endpoint: str, fields: Mapping[str, str]) -> None:
        if self.log:
            came = {name: name in fields for name in ("api_key", "tool", "email")}
            with self.log.open("a") as file:
                file.write(json.dumps({"at": time.time(), "endpoint": endpoint, **came}) + "\n")

    def _fail(self, answer: Broken) -> None:
        self.close_connection = True
        body = answer.reply.body
        match answer.kind:
            case "hang":
                time.sleep(600)
            case "garbled":
                self.send(Reply(headers={"Content-Encoding": "gzip"}, body=b"no gzip"))
            case "cut":
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[: len(body) // 2])
            case "slow" | "oversized":
                self.send_response(200)
                self.send_header("Content-Length", str(1 << 40))
                self.end_headers()
                while True:
                    self.wfile.write(b" " if answer.kind == "slow" else b" " * (1 << 20))
                    time.sleep(1.0 if answer.kind == "slow" else 0.0)


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=Path, action="append", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fault", action="append", default=[], help="name@endpoint:times")
    parser.add_argument("--limit", type=int, help="requests a second before HTTP 429")
    parser.add_argument("--key", action="append", help="a good API key (default: every one is)")
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    library = Library.from_paths(options.records)
    keys = frozenset(options.key) if options.key else None
    FaultyHandler.standin = StandIn(
        Behaviour(library, limit=options.limit, keys=keys),
        [Fault.parse(fault) for fault in options.fault],
    )
    FaultyHandler.log = options.log
    serve(FaultyHandler, options.port)


if __name__ == "__main__":
    main()
