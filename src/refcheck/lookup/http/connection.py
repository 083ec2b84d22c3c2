"""The way to the service: the proxy and the certificates that the environment names.

httpx would read the environment itself. It stops at what it cannot use with errors of many kinds,
which do not say which variable it was. So the variables are read here, with the rules that httpx
has, and each that cannot be used is named.
"""

from __future__ import annotations

import os
import re
import ssl
import stat
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address, ip_network
from pathlib import Path
from socket import gaierror
from urllib.parse import urlsplit

import httpx

from refcheck.frozen import dataclass
from refcheck.lookup.config import LookupConfig
from refcheck.lookup.http.errors import RefusedError

__all__ = ["Connection", "certificates", "open_connection", "proxy_for", "why_unreachable"]

CERTIFICATES, CERTIFICATE_FOLDER, KEY_LOG = "SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"
_LARGEST_CERTIFICATES = 20_000_000  # bytes; the certificates of every known authority take 0.3 MB
_LAST_PORT = 65_535
_HOST = re.compile(r"(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?|[\da-f:.]*:[\da-f:.]*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What carries requests, and by whose word: `proxy` is the variable that names the proxy."""

    transport: httpx.AsyncBaseTransport
    proxy: str | None = None

    @property
    def way(self) -> str:
        """The proxy, to be put behind the name of the host."""
        return f" through the proxy that {self.proxy} names" if self.proxy else ""


def open_connection(config: LookupConfig) -> Connection:
    """Returns everything for a connection but the connection itself.

    Raises `RefusedError`, with the variable of the environment that cannot be used.
    """
    if config.transport is not None:
        return Connection(transport=config.transport)
    context = certificates()
    named = proxy_for(config.base_url)
    if named is None:
        return Connection(transport=httpx.AsyncHTTPTransport(verify=context))
    variable, address = named
    proxy = _proxy(variable, address)
    try:
        transport = httpx.AsyncHTTPTransport(verify=context, proxy=proxy)
    except ImportError:
        raise RefusedError(
            f"{variable} names a SOCKS proxy, which needs a package that is not installed: "
            "pip install 'httpx[socks]'"
        ) from None
    return Connection(transport=transport, proxy=variable)


# --- proxies --------------------------------------------------------------------------------------


def proxy_for(address: str) -> tuple[str, str] | None:
    """Returns the variable that names the proxy for an address, and its value; None without a
    proxy."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None  # the request will say that the address is not valid
    proxies = urllib.request.getproxies()
    value = (proxies.get(parts.scheme) or proxies.get("all") or "").strip()
    if not value or _goes_past_proxies(host, port, proxies.get("no", "")):
        return None
    return _variable(parts.scheme if proxies.get(parts.scheme) else "all"), value


def _variable(kind: str) -> str:
    """Returns the name of the variable that `urllib.request.getproxies` took: lower case goes
    first."""
    wanted = f"{kind}_proxy"
    if os.environ.get(wanted):
        return wanted
    found = (name for name, value in os.environ.items() if name.lower() == wanted and value)
    return next(found, "the system")


def _goes_past_proxies(host: str, port: int | None, exceptions: str) -> bool:
    """Returns whether NO_PROXY names the host: by name, domain, address or network (`fe80::/10`).

    What cannot be understood in it names nobody.
    """
    names = [name.strip() for name in exceptions.split(",")]
    if "*" in names:
        return True
    try:
        if urllib.request.proxy_bypass(f"{host}:{port}" if port else host):
            return True
        address = ip_address(host)
    except (OSError, ValueError):
        return False
    for name in names:
        try:
            if address in ip_network(name.translate({ord("["): None, ord("]"): None}), False):
                return True
        except ValueError:
            continue
    return False


def _proxy(variable: str, address: str) -> httpx.Proxy:
    """Returns the proxy of an address that may be anything. What it has is not quoted: a password
    may be in it."""
    scheme, mark, _ = address.partition("://")
    if mark and scheme.lower() not in ("http", "https", "socks5", "socks5h"):
        raise RefusedError(
            f"{variable} names a kind of proxy that cannot be used: it has to begin with http://, "
            "https:// or socks5://"
        )
    try:
        proxy = httpx.Proxy(address if mark else f"http://{address}")
        port = proxy.url.port
        usable = _HOST.fullmatch(proxy.url.raw_host.decode("ascii")) and (
            port is None or 0 < port <= _LAST_PORT
        )
    except (httpx.InvalidURL, ValueError, TypeError):
        usable = None
    if not usable:
        raise RefusedError(
            f"{variable} is not the address of a proxy: it has to look like http://host:port"
        )
    return proxy


# --- certificates ---------------------------------------------------------------------------------


def certificates() -> ssl.SSLContext:
    """Returns the context of secure connections, as the environment wants it.

    It is made for http addresses too: a setting that is broken is better said the first time.
    """
    probe = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if log := os.environ.get(KEY_LOG):
        with _named(KEY_LOG, "cannot be written"):
            _require(Path(log), missing=True, device=True)
            probe.keylog_filename = log
    if file := os.environ.get(CERTIFICATES):
        with _named(CERTIFICATES, "holds no certificates that can be used"):
            _require(Path(file))
            probe.load_verify_locations(cafile=file)
    elif (folders := os.environ.get(CERTIFICATE_FOLDER)) and not any(
        os.path.isdir(folder)  # noqa: PTH112 - it never raises, whatever the name
        for folder in folders.split(os.pathsep)
    ):
        raise RefusedError(f"{CERTIFICATE_FOLDER} names no folder that there is")
    try:
        return httpx.create_ssl_context()
    except (OSError, ValueError) as error:
        raise RefusedError(f"secure connections cannot be set up: {_words(error)}") from None


@contextmanager
def _named(variable: str, otherwise: str) -> Iterator[None]:
    """Say of what goes wrong which variable it was."""
    try:
        yield
    except FileNotFoundError:
        raise RefusedError(f"{variable} names a file or folder that does not exist") from None
    except ssl.SSLError:
        raise RefusedError(f"what {variable} names {otherwise}") from None
    except (OSError, ValueError) as error:
        raise RefusedError(f"what {variable} names {otherwise}: {_words(error)}") from None


def _require(file: Path, *, missing: bool = False, device: bool = False) -> None:
    """Let no pipe be opened, which may wait for ever, nor anything that is endless.

    `missing`: the file need not exist; `device`: it may be /dev/null and its like.
    """
    try:
        found = file.stat()
    except FileNotFoundError:
        if missing:
            return
        raise
    usable = stat.S_ISREG(found.st_mode) or (device and stat.S_ISCHR(found.st_mode))
    if not usable:
        raise ValueError("it is a folder" if stat.S_ISDIR(found.st_mode) else "it is not a file")
    if not missing and found.st_size > _LARGEST_CERTIFICATES:
        raise ValueError("it is far too large")


def _words(error: Exception) -> str:
    text = (error.strerror or "") if isinstance(error, OSError) else str(error)
    return (text or type(error).__name__).lower()


# --- connections that do not come about -----------------------------------------------------------


def why_unreachable(error: BaseException) -> str:
    """Why there was no connection, in words; empty where that is not known.

    httpx tells it in the errors behind its own, whose texts may have the address.
    """
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                return f"its certificate is not trusted: {cause.verify_message}{_own_authorities()}"
            case ssl.SSLError() if cause.reason:
                return f"no secure connection: {cause.reason.replace('_', ' ').lower()}"
            case gaierror():
                return "its name is not known"
            case ConnectionRefusedError():
                return "nothing listens there"
            case OSError() if cause.errno and cause.strerror:
                return cause.strerror.lower()
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Returns the errors behind one, the last first; of several at once the first."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        if isinstance(cause, BaseExceptionGroup):
            cause = cause.exceptions[0]
        else:
            cause = cause.__cause__ or cause.__context__
    return reversed(chain)


def _own_authorities() -> str:
    used = next((name for name in (CERTIFICATES, CERTIFICATE_FOLDER) if os.environ.get(name)), None)
    return f" ({used} says whom to trust)" if used else ""
