"""Whatever an article or a server writes, only servers of the open web are asked by their names."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urljoin

import httpx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refcheck.lookup.http.web_addresses import ClosedError, is_public, web_address

_PIECES = st.sampled_from(
    [
        *(
            "http://",
            "https://",
            "HTTP:",
            "//",
            "/",
            "\\",
            "@",
            ":",
            ":80",
            ":443",
            ":22",
            "?",
            "#",
        ),
        *(
            "#",
            "[",
            "]",
            "::1",
            "::ffff:",
            "%",
            "%2e",
            "%00",
            ".",
            "..",
            "。",
            "．",
            "0x",
            "127",
            "1",
        ),
        *("127.0.0.1", "2130706433", "0177", "localhost", "example", "org", "com", "ⓛ", "１", "-"),
        *(
            "xn--",
            "user",
            "pw",
            " ",
            "\t",
            "\n",
            "\r",
            "\x00",
            "\u202e",
            "\ud800",
            "é",
            "ß",
            "internal",
        ),
    ]
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map("".join))


@given(_TEXTS, st.booleans())
@settings(max_examples=400, deadline=None)
@example("http://example.org#@127.0.0.1/", False)
@example("http://example.org?@127.0.0.1/", False)
@example("http://example.org\\@127.0.0.1/", False)
@example("//127.0.0.1", True)
def test_what_is_asked_is_a_name_of_the_open_web(text: str, redirected: bool) -> None:
    try:
        if redirected:
            text = urljoin("https://www.who.int/page", text)
        address = web_address(text)
    except ClosedError:
        return
    except ValueError:
        assert redirected  # `urljoin` does not take it, which `WebPages` says in its own words
        return
    assert address.scheme in ("http", "https")
    assert address.port in (80, 443)
    assert re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+", address.host)
    assert not address.host.rpartition(".")[2].isdecimal()
    # Whoever reads the address again reads the same server: nothing is told apart differently.
    again = httpx.URL(address.url)
    host = again.raw_host.decode()
    assert (host, again.port or address.port) == (address.host, address.port)
    assert again.userinfo == b""
    sent = httpx.URL(address.at("8.8.8.8"))
    assert (sent.host, sent.raw_path) == ("8.8.8.8", again.raw_path)
    assert web_address(address.url) == address


@given(st.ip_addresses())
@settings(max_examples=500, deadline=None)
def test_a_number_of_the_open_internet_is_global(number: object) -> None:
    if is_public(str(number)):
        assert ip_address(str(number)).is_global


@given(st.ip_addresses(v=4))
@settings(max_examples=300, deadline=None)
def test_no_number_within_another_is_open(number: object) -> None:
    four = str(number)
    packed = f"{int(ip_address(four)):08x}"
    first, last = packed[:4], packed[4:]
    for within in (
        f"::ffff:{four}",
        f"::{four}",
        f"64:ff9b::{four}",
        f"2002:{first}:{last}::1",
        f"2001:0:{first}:{last}::1",
    ):
        assert not is_public(within)
