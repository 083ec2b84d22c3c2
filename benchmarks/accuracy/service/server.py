"""The service on a real connection, for the benchmarks and, with faults, for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from .behaviour import Reply

__all__ = ["Handler", "serve"]


class Handler(BaseHTTPRequestHandler):
    """Answers each request with what `answer` says; subclasses say it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 20

    def answer(self, endpoint: str, fields: Mapping[str, str]) -> None:
        """Answer one request, by `send` or otherwise."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Answer a GET."""
        self._handle(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer a form POST."""
        self._handle(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def _handle(self, query: str) -> None:
        endpoint = urlsplit(self.path).path.rsplit("/", 1)[-1].split(".")[0]
        try:
            self.answer(endpoint, dict(parse_qsl(query, keep_blank_values=True)))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def send(self, reply: Reply) -> None:
        """Send a whole reply."""
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)
        self.wfile.flush()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def serve(handler: type[Handler], port: int) -> None:
    """Say the address on standard output, and serve until interrupted."""
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
