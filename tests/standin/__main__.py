"""The stand-in as a server: `python -m tests.standin --records cache/records --port 8411`.

Give refcheck `--eutils-url http://127.0.0.1:8411/`. With `--port 0` a free port is taken; the
address is printed on the first line of standard output. `--log FILE` gets one line of JSON a
request: the time, the endpoint, and whether a key, a tool and an e-mail address came with it.
"""

from __future__ import annotations

import argparse
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from urllib.parse import parse_qsl, urlsplit

from tests.standin.behaviour import Behaviour, Reply
from tests.standin.faults import Broken, Fault, StandIn
from tests.standin.library import Library


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the stand-in, and does on the wire what it says."""

    protocol_version = "HTTP/1.1"
    standin: StandIn
    lock = Lock()
    log: Path | None = None

    def do_GET(self) -> None:
        """Answer a GET."""
        self._handle(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer a form POST."""
        self._handle(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def _handle(self, query: str) -> None:
        endpoint = urlsplit(self.path).path.rsplit("/", 1)[-1].split(".")[0]
        fields = dict(parse_qsl(query, keep_blank_values=True))
        with self.lock:
            answer = self.standin.handle(endpoint, fields)
            self._write_log(endpoint, fields)
        try:
            if isinstance(answer, Reply):
                self._send(answer.status, dict(answer.headers), answer.body)
            else:
                self._fail(answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _write_log(self, endpoint: str, fields: dict[str, str]) -> None:
        if self.log:
            came = {name: name in fields for name in ("api_key", "tool", "email")}
            with self.log.open("a") as file:
                file.write(json.dumps({"at": time.time(), "endpoint": endpoint, **came}) + "\n")

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _fail(self, answer: Broken) -> None:
        self.close_connection = True
        body = answer.reply.body
        match answer.kind:
            case "hang":
                time.sleep(600)
            case "garbled":
                self._send(200, {"Content-Encoding": "gzip"}, b"no gzip")
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

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


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
    Handler.standin = StandIn(
        Behaviour(library, limit=options.limit, keys=keys),
        [Fault.parse(fault) for fault in options.fault],
    )
    Handler.log = options.log
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
