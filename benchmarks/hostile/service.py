"""A service that answers to do harm: `python benchmarks/hostile/service.py FORM SIZE`

The first line of standard output is the address. Whatever is asked for, the answer is of one form;
SIZE is the number of bytes of its body, unpacked.
"""

from __future__ import annotations

import contextlib
import gzip
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["FORMS"]

_PIECE = 1_000_000


def zeros(size: int) -> bytes:
    """So many zeros, packed."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    pieces = [packer.compress(bytes(_PIECE)) for _ in range(size // _PIECE)]
    return b"".join(pieces) + packer.flush()


def filled(before: bytes, piece: bytes, after: bytes = b"") -> Callable[[int], bytes]:
    """A function that makes a body of one piece over and over."""
    return lambda size: before + piece * (size // len(piece)) + after


def attributes(size: int) -> bytes:
    """One tag with as many attributes as fit."""
    return b"<eSearchResult " + b" ".join(b'a%d="1"' % n for n in range(size // 12)) + b"/>"


# The body of each form, and how it says that it is packed.
FORMS: Mapping[str, tuple[Callable[[int], bytes], str]] = {
    "gzip": (zeros, "gzip"),
    "gzip twice": (lambda size: gzip.compress(zeros(size)), "gzip, gzip"),
    "gzip three times": (
        lambda size: gzip.compress(gzip.compress(zeros(size))),
        "gzip, gzip, gzip",
    ),
    "empty tags": (filled(b"<eSearchResult>", b"<a/>", b"</eSearchResult>"), ""),
    "empty records": (
        filled(b"<PubmedArticleSet>", b"<PubmedArticle/>", b"</PubmedArticleSet>"),
        "",
    ),
    "attributes": (attributes, ""),
    "a long attribute": (filled(b'<eSearchResult a="', b"x", b'"/>'), ""),
    "nested tags": (filled(b"<eSearchResult>", b"<a>"), ""),
    "a long integer in JSON": (filled(b'{"error":', b"9", b"}"), ""),
    "nested JSON": (filled(b'{"error":', b"["), ""),
    "lines": (filled(b"", b"|\xe2\x80\xa8"), ""),
    "endless": (filled(b"", b" "), "endless"),
    "drops": (filled(b"", b" "), "drops"),
    "headers": (filled(b"", b" "), "headers"),
}


class Handler(BaseHTTPRequestHandler):
    """Gives everybody the same answer."""

    protocol_version = "HTTP/1.1"
    body = b""
    way = ""

    def do_POST(self) -> None:
        """Take a request, whatever it is, and answer it."""
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.close_connection = True
        with contextlib.suppress(OSError):
            for part in self._answer():
                self.wfile.write(part)

    def _answer(self) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        match self.way:
            case "endless":
                yield b"Transfer-Encoding: chunked\r\n\r\n"
                while True:
                    yield b"%x\r\n%b\r\n" % (len(self.body), self.body)
            case "drops":
                yield b"Content-Length: 1000000000\r\n\r\n"
                while True:
                    time.sleep(0.1)
                    yield b" "
            case "headers":
                while True:
                    yield b"X-A: " + b"1" * 60_000 + b"\r\n"
            case encoding:
                if encoding:
                    yield b"Content-Encoding: %b\r\n" % encoding.encode()
                yield b"Content-Length: %d\r\n\r\n" % len(self.body)
                yield self.body

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


def main(form: str, size: int) -> None:
    """Serve one form of this size until the process is ended."""
    make, Handler.way = FORMS[form]
    Handler.body = make(size)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
