"""Which addresses of web pages may be asked, in every form in which they can be written."""

from __future__ import annotations

import asyncio
import socket

import pytest

from refcheck.lookup.http.web_addresses import ClosedError, is_public, resolve, web_address


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://www.who.int/news/item?id=7#top", "http://www.who.int/news/item?id=7"),
        ("https://example.org", "https://example.org/"),
        (" HTTPS://Example.ORG./A%20b ", "https://example.org/A%20b"),
        ("www.cdc.gov/flu", "http://www.cdc.gov/flu"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://example.org:/", "http://example.org/"),
        ("https://bücher.example.org/é", "https://xn--bcher-kva.example.org/%C3%A9"),
        ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://a_b.example.org/x(1)[2]", "https://a_b.example.org/x(1)[2]"),
        ("https://example.org/a?q=<b>\"'", "https://example.org/a?q=%3Cb%3E%22'"),
        ("https://example.org//evil.example.org", "https://example.org//evil.example.org"),
        ("https://example.org/?u=http://127.0.0.1/", "https://example.org/?u=http://127.0.0.1/"),
    ],
)
def test_addresses_of_the_open_web(text: str, url: str) -> None:
    assert web_address(text).url == url


NUMBERS = [
    *("127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.00", "10.0.0.1", "192.168.1.1", "172.16.0.1"),
    *("169.254.169.254", "169.254.169.254.", "100.100.100.200", "168.63.129.16", "8.8.8.8"),
    *("2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1", "0x7F.1", "0177.0.0.1", "0177.1"),
    *("127.0.0.0x1", "127.0.0.01", "3232235777", "0xA9FEA9FE", "2852039166", "0251.0376.0251.0376"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[fe80::1]"),
    *("[fe80::1%25eth0]", "[fc00::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    *("[2001:4860:4860::8888]", "[::127.0.0.1]", "1.2.3.4.5", "example.0x", "example.7"),
    *("１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1", "１２７．０．０．１"),
]
NAMES = [
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "printer",
        "a.localhost",
        "router.local",
        "x.internal",
    ),
    *("metadata.google.internal", "nas.lan", "wiki.corp", "x.home.arpa", "1.0.0.127.in-addr.arpa"),
    *("x.intranet", "x.localdomain", "x.test", "x.example", "x.invalid", "x.onion", "db.private"),
    *("kubernetes.default.svc.cluster.local", "", ".", "..", "-a.example.org", "a..example.org"),
    *("a-.example.org", "exa mple.org", "example.org\\@localhost", "example.org%00.localhost"),
    *(
        "127%2e0%2e0%2e1",
        "%6c%6f%63%61%6c%68%6f%73%74",
        "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
        "loc\u00adalhost",
        "a" * 64 + ".org",
    ),
    *("localhost\u3002", "example.org\u2044evil", "example.org\uff0fevil", "x." * 130 + "org"),
    *("example.c", "example.-org", "xn--a.xn--", "exam\x00ple.org", "example.org\t.evil"),
]


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", NUMBERS + NAMES)
def test_hosts_that_are_not_asked(scheme: str, host: str) -> None:
    with pytest.raises(ClosedError):
        web_address(f"{scheme}://{host}/x")


@pytest.mark.parametrize(
    "text",
    [
        *("ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "data:text/html,x"),
        *("javascript:alert(1)", "//example.org/", "example.org/x", "http:/example.org", "http:"),
        *("http://user@example.org/", "http://user:pw@example.org/", "http://@example.org/"),
        *("http://example.org@127.0.0.1/", "http://127.0.0.1@example.org/", "http://a:b@[::1]/"),
        *("http://example.org:22/", "http://example.org:8080/", "http://example.org:0/"),
        *("http://example.org:65536/", "http://example.org:-1/", "http://example.org:x/"),
        *("http://example.org:80:80/", "http://[::1", "http://[x]/", "http://exa[mple.org/"),
        *(
            "http://example.org/a b",
            "http://example.org/\r\nHost: x",
            "http://example.org/\n"[:-1] + "\x00",
        ),
        *("http:\\\\example.org\\x", "http://example.org\\@evil.org/", "ht\ntp://example.org/"),
        *(
            "http://example.org/" + "a" * 2_000,
            "",
            " ",
            "http://",
            "http://?",
            "http://#",
            *("http:///x", "http://example.org/\ud800", "http://exam\udcffple.org/"),
        ),
    ],
)
def test_addresses_that_are_not_asked(text: str) -> None:
    with pytest.raises(ClosedError):
        web_address(text)


@pytest.mark.parametrize(
    "number",
    [
        *("0.0.0.1", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1"),
        *("127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255"),
        *("192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "fc00::1", "fd00:ec2::254", "fe80::1"),
        *("fe80::1%eth0", "fec0::1", "ff02::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1"),
        *("2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "4000::1", "", "x", "1.2.3"),
        *("0177.0.0.1", "0x7f.0.0.1", "2130706433"),
        # Some of these are global for Python 3.11, others for 3.13.
        *("192.0.0.8", "192.0.0.9", "192.0.0.255", "2001:1::1", "2001:3::1", "2001:4:112::1"),
        *("2001:20::1", "2001:30::1"),
    ],
)
def test_numbers_that_are_not_of_the_open_internet(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        *("8.8.8.8", "151.101.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"),
        *("2a00:1450::1", "2001:200::1"),
    ],
)
def test_numbers_of_the_open_internet(number: str) -> None:
    assert is_public(number)


def test_the_local_network_has_no_part_in_names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def getaddrinfo(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append((host, port))
        six = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2606:4700::1111", port, 0, 0))
        four = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", port))
        return [six, four, four]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert asyncio.run(resolve("example.org", 443)) == ["8.8.8.8", "2606:4700::1111"]
    assert asked == [("example.org.", 443)]
