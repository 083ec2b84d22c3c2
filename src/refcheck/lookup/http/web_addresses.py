"""Which addresses of web pages may be asked: those of the open web, and nothing within a network.

An article is a stranger's, and so are the addresses in it, the names that they resolve to, and
where their servers lead. None may make this machine ask itself, its network, or the service that
tells a machine in a cloud its keys. What is not certainly open is not asked.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import quote, urlsplit

import httpx

from refcheck.frozen import dataclass
from refcheck.lookup.http.errors import ServiceError

__all__ = ["ClosedError", "Resolve", "WebAddress", "is_public", "resolve", "web_address"]

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_LONGEST: Final = 2_000  # characters of an address; servers take about 8,000
_PORTS: Final = {"http": 80, "https": 443}
_HOST: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
# The last part of a name has letters: "127.1", "0x7f.1" and "2130706433" are addresses in numbers.
_LAST: Final = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
# Names that are nobody's in the open (RFC 6761, 6762, 7686, 8375, 9476, and what networks use).
_CLOSED_NAMES: Final = """
    alt arpa corp example home internal intranet invalid lan local localdomain localhost mail onion
    private test
"""
_CLOSED: Final = frozenset(_CLOSED_NAMES.split())
# Neither controls, blanks and backslashes nor halves of characters, which cannot be sent.
_OUTSIDE: Final = re.compile(r"[\x00-\x20\x7f\\\u0085\u00a0\u2028\u2029\ud800-\udfff]")
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"  # characters of an address that are sent as they are

# Azure's channel to its machines is a public address; the relays of 6to4 lead anywhere. No page has
# an address for protocols (192.0.0.0/24, 2001::/23), and which of them Python calls global depends
# on its version: 192.0.0.8 in 3.11, 2001:20::1 in 3.13.
_CLOSED_V4: Final = tuple(map(IPv4Network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")))
_OPEN_V6: Final = IPv6Network("2000::/3")
# Addresses that contain another one (Teredo in 2001::/23, 6to4), and those for documents.
_CLOSED_V6: Final = tuple(
    map(IPv6Network, ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20"))
)


class ClosedError(ServiceError):
    """An address is not asked, whatever stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """The parts of an address, read once: what is checked is what is asked.

    `host` is in ASCII and lower case, `target` the path with the query.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host, with the port where it is not the usual one."""
        usual = self.port == _PORTS[self.scheme]
        return self.host if usual else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    def at(self, number: str) -> str:
        """Returns the address with the number that the host was resolved to in its place."""
        host = f"[{number}]" if ":" in number else number
        return f"{self.scheme}://{host}:{self.port}{self.target}"


def web_address(text: str) -> WebAddress:
    """Returns the parts of an address as it is printed or as a server names it.

    Only `http` and `https`, at their ports; a name, and one of the open web; no login. One that
    begins with "www." is one of `http`. Raises `ClosedError`.
    """
    text = text.strip()
    if text[:4].lower() == "www.":
        text = f"http://{text}"
    if len(text) > _LONGEST:
        raise ClosedError("the address is too long")
    if _OUTSIDE.search(text):
        raise ClosedError("the address is not valid")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ClosedError("the address is not valid") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ClosedError("only http and https are asked")
    if "@" in parts.netloc:
        raise ClosedError("the address has a login in it")
    if port not in (None, *_PORTS.values()):
        raise ClosedError(f"port {port} is not asked")
    target = quote(parts.path or "/", safe=_KEPT)
    if parts.query:
        target += f"?{quote(parts.query, safe=_KEPT)}"
    return WebAddress(
        scheme=scheme, host=_host(parts.hostname or ""), port=port or _PORTS[scheme], target=target
    )


def _host(text: str) -> str:
    """Returns the name of a host in ASCII. Raises `ClosedError`."""
    name = text.removesuffix(".")
    if not name.isascii():
        try:
            name = httpx.URL(scheme="http", host=name).raw_host.decode("ascii")
        except (httpx.InvalidURL, UnicodeError):
            raise ClosedError("the name of the server is not valid") from None
    name = name.lower()
    last = name.rpartition(".")[2]
    if ":" in name or re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        raise ClosedError("the server is given by a number, not by its name")
    if last in _CLOSED or "." not in name:
        raise ClosedError("the name of the server is not one of the open web")
    if len(name) > 253 or not _HOST.fullmatch(name) or not _LAST.fullmatch(last):
        raise ClosedError("the name of the server is not valid")
    return name


def is_public(number: str) -> bool:
    """Returns whether an IP address is one of the open internet.

    Not private, loopback, link-local (so not 169.254.169.254 of the clouds), shared, multicast,
    reserved or for documents; and none in IPv6 that contains another address.
    """
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    match address:
        case IPv4Address():
            return not any(address in network for network in _CLOSED_V4)
        case IPv6Address():
            return address in _OPEN_V6 and not any(address in network for network in _CLOSED_V6)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Returns the IP addresses of a host, those of IPv4 first. Raises `socket.gaierror`.

    The dot at the end keeps the resolver from trying the names of the local network.
    """
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(f"{host}.", port, type=socket.SOCK_STREAM)
    numbers = dict.fromkeys(str(address[0]) for *_, address in found)
    return sorted(numbers, key=lambda number: ":" in number)
