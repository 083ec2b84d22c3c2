"""`refcheck serve`: its options, and how it starts and ends."""

from __future__ import annotations

import builtins
import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from refcheck.cli.app import run
from refcheck.web import server
from refcheck.web.guard import Address

CHECKOUT = Path(__file__).parents[4]


class Opened:
    closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the server would be started with."""
    calls: list[dict[str, Any]] = []

    def listen(host: str, port: int) -> tuple[Opened, Address]:
        return Opened(), Address(host=host, port=port or 4321)

    def run_server(
        settings: Any, _opened: Any, address: Address, *, token: Any, ready: Any, tell_bug: Any
    ) -> None:
        calls.append({"settings": settings, "address": address, "token": token})
        ready()
        tell_bug(KeyError("secret"))

    monkeypatch.setattr(server, "listen", listen)
    monkeypatch.setattr(server, "serve", run_server)
    monkeypatch.delenv("REFCHECK_TOKEN", raising=False)
    return calls


def test_this_computer_alone_by_default(
    started: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--offline"]) == 0
    (call,) = started
    assert call["address"] == Address(host="127.0.0.1", port=8765)
    assert call["token"] is None
    assert call["settings"].offline
    told = capsys.readouterr()
    assert told.out == "http://127.0.0.1:8765/\n"
    assert "Ctrl-C ends refcheck" in told.err
    assert "Token" not in told.err
    assert "this is a bug in refcheck" in told.err
    assert "KeyError; please report it" in told.err
    assert "secret" not in told.err


def test_other_computers_need_a_token(
    started: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--host", "10.0.0.7", "--port", "0", "--name", "Refs.example.org"]) == 0
    (call,) = started
    assert call["address"].names == ("refs.example.org",)
    assert len(call["token"]) >= 32
    told = capsys.readouterr()
    assert told.out == "http://10.0.0.7:4321/\n"
    assert f"Token: {call['token']}" in told.err
    assert "not encrypted" in told.err


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.7"])
def test_the_token_of_the_environment_is_used_and_not_printed(
    started: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    host: str,
) -> None:
    monkeypatch.setenv("REFCHECK_TOKEN", "correct-horse-battery")
    assert run(["serve", "--host", host]) == 0
    assert started[0]["token"] == "correct-horse-battery"
    told = capsys.readouterr()
    assert "correct" not in told.out + told.err
    assert "REFCHECK_TOKEN" not in os.environ


@pytest.mark.parametrize("token", ["short", "x" * 15, "x" * 10 + "\x07" + "x" * 10])
def test_a_token_that_can_be_guessed_is_refused(
    started: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    token: str,
) -> None:
    monkeypatch.setenv("REFCHECK_TOKEN", token)
    assert run(["serve", "--host", "10.0.0.7"]) == 2
    assert not started
    assert "REFCHECK_TOKEN needs at least 16 characters" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--name", "refs"], "--name needs --host"),
        (["--host", "10.0.0.7", "--name", "refs:80"], "--name needs the name of a computer"),
        (["--host", "10.0.0.7", "--name", "http://x/"], "--name needs the name of a computer"),
        (["--host", "10.0.0.7", "--name", ""], "--name needs the name of a computer"),
        (["--port", "70000"], "--port"),
        (["--port", "x"], "--port"),
    ],
)
def test_wrong_options(
    started: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    reason: str,
) -> None:
    assert run(["serve", *options]) == 2
    assert not started
    assert reason in capsys.readouterr().err


def test_the_browser_is_opened_on_request(
    started: list[dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def open_page(url: str) -> bool:
        opened.append(url)
        return len(opened) == 1

    monkeypatch.setattr("webbrowser.open", open_page)
    assert run(["serve", "--open"]) == 0
    assert "no browser" not in capsys.readouterr().err
    assert run(["serve", "--open"]) == 0
    assert opened == ["http://127.0.0.1:8765/"] * 2
    assert "no browser could be opened" in capsys.readouterr().err


def test_a_folder_of_the_cache_is_meant_from_here(
    started: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["serve", "--offline", "--cache-dir", "answers"]) == 0
    assert started[0]["settings"].cache_dir == tmp_path / "answers"


def test_the_extra_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name == "uvicorn":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    assert run(["serve"]) == 2
    assert "pip install 'refcheck-biblio[web]'" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["example.org", "", "127.0.0.1:80", "999.1.1.1", "http://x"])
def test_only_addresses_can_be_served_at(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", host]) == 2
    assert "--host needs an address of this computer" in capsys.readouterr().err


def waits_for_a_check(address: str) -> http.client.HTTPConnection:
    """A browser that follows a long check."""
    place = address.removeprefix("http://").strip("/\n")
    lines = "\n".join(f"{n}. Smith J. A title. J Urol. 2012;{n}:1-9." for n in range(1, 4_000))
    body = '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + lines + "\r\n--b--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=b", "Origin": f"http://{place}"}
    connection = http.client.HTTPConnection(place)
    connection.request("POST", "/jobs", body, kind)
    answer = connection.getresponse()
    answer.read()
    connection.request("GET", f"{answer.headers['location']}/events")
    assert connection.getresponse().readline() == b"event: progress\n"
    return connection


@pytest.mark.enable_socket
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_a_server_starts_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    def command(*options: str) -> list[str]:
        return [sys.executable, "-m", "refcheck", "serve", "--offline", *options]

    with subprocess.Popen(  # noqa: S603
        command("--port", "0"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        waiting = waits_for_a_check(address)
        port = address.rstrip("/\n").rpartition(":")[2]
        taken = subprocess.run(  # noqa: S603
            command("--port", port), cwd=tmp_path, capture_output=True, text=True, check=False
        )
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
        waiting.close()
    assert address.startswith("http://127.0.0.1:")
    assert process.returncode == 130
    assert told == "Open the address in a browser. Ctrl-C ends refcheck.\n"
    assert taken.returncode == 2
    assert f"port {port} of 127.0.0.1 cannot be used: address already in use" in taken.stderr
    assert "--port 0" in taken.stderr
