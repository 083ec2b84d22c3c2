"""`tools/confirm_live.py`, with stand-ins for the services."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

import confirm_live

EMAIL = "doe@example.org"


def ran(
    folder: Path, answer: Callable[[httpx.Request], httpx.Response]
) -> tuple[int, list[httpx.Request], list[float]]:
    requests: list[httpx.Request] = []
    waits: list[float] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer(request)

    with httpx.Client(transport=httpx.MockTransport(handle)) as client:
        return confirm_live.run(folder, client, EMAIL, waits.append), requests, waits


def as_expected(request: httpx.Request) -> httpx.Response:
    path, database = request.url.path, request.url.params.get("db")
    body: dict[str, Any] | list[Any]
    match request.url.host, path.rpartition("/")[2]:
        case "eutils.ncbi.nlm.nih.gov", "einfo.fcgi":
            fields = [{"name": "ALL"}, {"name": "ISBN"}]
            body = {"einforesult": {"dbinfo": [{"dbname": database, "fieldlist": fields}]}}
        case "eutils.ncbi.nlm.nih.gov", _:
            body = {"esearchresult": {"count": "1" if "978030" in str(request.url) else "0"}}
        case "www.ebi.ac.uk", _:
            body = {"hitCount": 3}
        case "archive.org", _:
            body = {"archived_snapshots": {"closest": {"url": "http://web.archive.org/x"}}}
        case "pmc.ncbi.nlm.nih.gov", _:
            return httpx.Response(400, json={"status": "error", "email": EMAIL})
        case _:
            body = {"message": {}}
    return httpx.Response(200, json=body, headers={"X-API-Pool": "polite-array"})


def test_each_question_is_asked_once_and_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent, requests, waits = ran(tmp_path, as_expected)
    number = len(list(confirm_live.questions()))
    assert silent == 0
    assert len(requests) == number == len(list(tmp_path.glob("*/*.meta.json")))
    hosts = {request.url.host for request in requests}
    assert waits == [1.0] * (number - len(hosts))  # to the same host
    out = capsys.readouterr().out
    assert "2 fields: ALL ISBN" in out
    assert "ISBN as 9780306406157: 1 found, so the field works" in out
    assert "ISBN as 0306406152: 0 found, so the field is NOT understood" in out
    assert "_MOST_WORKS in lookup/doi/services.py (now 20) may be 50" in out
    assert "a copy is found at http://web.archive.org/x" in out
    assert "201 identifiers: HTTP 400, application/json" in out


def test_recordings_have_no_address_and_are_not_asked_for_again(tmp_path: Path) -> None:
    ran(tmp_path, as_expected)
    for file in tmp_path.glob("*/*"):
        assert EMAIL not in file.read_text(encoding="utf-8")
    meta = json.loads((tmp_path / "crossref" / "list-of-20.meta.json").read_text("utf-8"))
    assert meta["status"] == 200
    assert meta["headers"]["x-api-pool"] == "polite-array"
    assert meta["request"]["address"].startswith("https://api.crossref.org/works?filter=doi%3A10.")
    _, requests, _ = ran(tmp_path, as_expected)
    assert requests == []


@pytest.mark.parametrize(
    "reply",
    [
        httpx.Response(429, text="<html><h1>429</h1></html>", headers={"Retry-After": "7"}),
        httpx.Response(200, text="<html>login</html>"),
        httpx.Response(200, text=""),
        httpx.Response(200, text='{"message": {"items": ['),
        httpx.Response(200, json=[1]),
        httpx.Response(200, json={"einforesult": {"dbinfo": []}, "esearchresult": 1}),
        httpx.Response(504, text="<html>"),
        httpx.Response(301, headers={"Location": "http://127.0.0.1/"}),
    ],
    ids=["429", "html", "empty", "cut", "list", "odd", "504", "redirect"],
)
def test_no_answer_ends_it_early(
    tmp_path: Path, reply: httpx.Response, capsys: pytest.CaptureFixture[str]
) -> None:
    silent, requests, _ = ran(
        tmp_path,
        lambda _: httpx.Response(reply.status_code, headers=reply.headers, content=reply.content),
    )
    assert silent == 0
    assert len(requests) == len(list(confirm_live.questions()))
    said = capsys.readouterr().out
    assert ("asked too often (7)" in said) == (reply.status_code == 429)


def test_a_dead_network_is_said_and_nothing_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    silent, _, _ = ran(tmp_path, refuse)
    assert silent == len(list(confirm_live.questions()))
    assert list(tmp_path.iterdir()) == []
    assert "no answer: ConnectError: no route" in capsys.readouterr().out


def test_names_are_unique() -> None:
    names = [(each.service, each.name) for each in confirm_live.questions()]
    assert len(names) == len(set(names))
    assert all(each.url.startswith("https://") for each in confirm_live.questions())
