"""No environment ends a run: what cannot be used in it is said, and what is not needed ignored."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from pathlib import Path

import httpx
import pytest

from refcheck.lookup.config import LookupConfig
from refcheck.lookup.http.connection import Connection, open_connection, why_unreachable
from refcheck.lookup.http.errors import RefusedError

HTTP = "http://eutils.test/"
HTTPS = "https://eutils.test/"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but what a test sets."""
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("SSL"):
            monkeypatch.delenv(name)


def connect(url: str = HTTPS) -> Connection:
    connection = open_connection(LookupConfig(base_url=url))
    asyncio.run(connection.transport.aclose())
    return connection


def test_without_a_proxy() -> None:
    assert connect().proxy is None
    assert connect().way == ""


@pytest.mark.parametrize(
    ("variable", "url"),
    [
        ("HTTPS_PROXY", HTTPS),
        ("https_proxy", HTTPS),
        ("HTTP_PROXY", HTTP),
        ("ALL_PROXY", HTTP),
        ("all_proxy", HTTPS),
    ],
)
@pytest.mark.parametrize("value", ["http://p.test:3128", "p.test:3128", " https://u:pw@p.test/ "])
def test_the_proxy_of_an_address(
    variable: str, url: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert connect(url).proxy == variable
    assert variable in connect(url).way


def test_the_proxy_of_another_scheme_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "nonsense://")
    assert connect(HTTPS).proxy is None


@pytest.mark.parametrize(
    "value",
    [
        *("http://", "http://:8080", ":8080", "http://h:port", "http://h:99999", "http://h:0"),
        *("http://h:-1", "http://[::1", "http://a b:80", "http://user:s3cret@", "http:h:80"),
        *("//h:80", "http://h\x01:80", "http://\udcff:1", "%%%", "?", "http://" + "a" * 70_000),
        *(
            "http://h:1:2",
            "http://ex%41mple:1",
            "socks5://",
            "http://@",
            "http://..",
            "http://\u202e",
        ),
    ],
)
def test_a_proxy_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", value)
    with pytest.raises(RefusedError, match="HTTPS_PROXY is not the address") as caught:
        connect()
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("value", ["socks://h:1", "socks4://h:1", "ftp://h:1", "://", "HTTP2://h"])
def test_a_kind_of_proxy_that_cannot_be_used(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", value)
    with pytest.raises(RefusedError, match="ALL_PROXY names a kind of proxy"):
        connect()


def test_a_socks_proxy_needs_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    with pytest.raises(RefusedError, match=r"^ALL_PROXY names a SOCKS proxy.*httpx\[socks\]"):
        connect()


@pytest.mark.parametrize(
    ("value", "url", "past"),
    [
        ("fe80::/10", HTTPS, False),
        ("fe80::/10", "http://[fe80::1]:8080/", True),
        ("127.0.0.0/8, ::1", "http://127.0.0.9/", True),
        ("[::1]", "http://[::1]/", True),
        ("eutils.test", HTTPS, True),
        (".test", HTTPS, True),
        ("other.test,*", HTTPS, True),
        ("eutils.test:8443", "https://eutils.test:8443/", True),
        ("[,/,http://[,;;,999.1.1.1/77,\udcff", HTTPS, False),
        ("example", HTTPS, False),
    ],
)
def test_addresses_that_go_past_the_proxy(
    value: str, url: str, past: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://p.test:1")
    monkeypatch.setenv("NO_PROXY", value)
    assert (connect(url).proxy is None) is past


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"])
@pytest.mark.parametrize("url", [HTTP, HTTPS])
@pytest.mark.parametrize("name", ["missing/file", "\udcff/x"])
def test_a_path_that_is_not_there(
    variable: str, url: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"{tmp_path}/{name}")
    with pytest.raises(RefusedError, match=variable):
        connect(url)


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSLKEYLOGFILE"])
def test_a_folder_and_a_pipe_where_a_file_should_be(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, words in ((tmp_path, "it is a folder"), (pipe, "it is not a file")):
        monkeypatch.setenv(variable, str(path))
        with pytest.raises(RefusedError, match=f"{variable}.*{words}"):
            connect()


@pytest.mark.parametrize("content", [b"", b"\0\xff garbage", b"-----BEGIN CERTIFICATE-----\nAA\n"])
def test_a_file_without_certificates(
    content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "certificates.pem"
    file.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(RefusedError, match="SSL_CERT_FILE names holds no certificates"):
        connect()


def test_a_file_of_endless_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "certificates.pem"
    with file.open("wb") as stream:
        stream.truncate(1_000_000_000)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(RefusedError, match=r"SSL_CERT_FILE names .* far too large"):
        connect()


def test_settings_that_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import certifi

    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    assert connect().proxy is None
    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("SSL_CERT_DIR", f"/missing{os.pathsep}{tmp_path}")
    assert connect().proxy is None


def failed(cause: BaseException) -> httpx.ConnectError:
    """An error as httpx raises it: the cause lies behind errors of the libraries in between."""
    try:
        try:
            raise OSError("All connection attempts failed") from ExceptionGroup("", [cause])  # type: ignore[type-var]
        except OSError as error:
            raise httpx.ConnectError("s3cret") from error
    except httpx.ConnectError as error:
        return error


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "nothing listens there"),
        (socket.gaierror(-2, "Name or service not known"), "its name is not known"),
        (OSError(101, "Network is unreachable"), "network is unreachable"),
        (OSError("odd"), ""),
        (ValueError("s3cret"), ""),
    ],
)
def test_why_there_was_no_connection(cause: Exception, words: str) -> None:
    assert why_unreachable(failed(cause)) == words


def test_a_certificate_that_nobody_trusts(monkeypatch: pytest.MonkeyPatch) -> None:
    cause = ssl.SSLCertVerificationError(1, "x")
    cause.verify_message = "self-signed certificate"
    words = "its certificate is not trusted: self-signed certificate"
    assert why_unreachable(failed(cause)) == words
    monkeypatch.setenv("SSL_CERT_DIR", "/certificates")
    assert why_unreachable(failed(cause)) == f"{words} (SSL_CERT_DIR says whom to trust)"
    cause = ssl.SSLError(1, "x")  # type: ignore[assignment]
    cause.reason = "WRONG_VERSION_NUMBER"
    assert why_unreachable(failed(cause)) == "no secure connection: wrong version number"
