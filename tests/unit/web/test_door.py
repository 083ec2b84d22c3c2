"""The token of a server that other computers can reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.unit.web.serving import RIGHT, checked, served, upload, words

from refcheck.web.door import Door, new_token
from refcheck.web.guard import Address

TOKEN = "correct-horse-battery"
OFFICE = Address(host="127.0.0.1", port=8765, names=("refs.example.org",))


@pytest.fixture
def client() -> Iterator[TestClient]:
    with served(token=TOKEN) as client:
        yield client


def log_in(client: TestClient, token: str, **options: object) -> object:
    return client.post("/login", files={"token": (None, token)}, **options)  # type: ignore[arg-type]


def test_nothing_answers_before_the_token(client: TestClient) -> None:
    for path in ("/", "/jobs/x", "/jobs/x/report", "/jobs/x/events", "/jobs/x/report.csv"):
        answer = client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/login"
    assert upload(client, text=RIGHT).status_code == 403
    assert client.post("/jobs/x/remove").status_code == 403
    assert client.get("/login").status_code == 200
    assert client.get("/static/style.css").status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], f"{TOKEN}x", TOKEN.upper(), "é" * 30])
def test_a_wrong_token_is_refused(client: TestClient, token: str) -> None:
    answer = log_in(client, token)
    assert answer.status_code == 403  # type: ignore[attr-defined]
    assert "That is not the token" in words(answer)  # type: ignore[arg-type]
    assert "set-cookie" not in answer.headers  # type: ignore[attr-defined]
    assert client.get("/").status_code == 303


def test_the_right_one_opens_everything_until_the_log_out(client: TestClient) -> None:
    answer = log_in(client, f" {TOKEN}\n")
    assert answer.status_code == 303  # type: ignore[attr-defined]
    cookie = answer.headers["set-cookie"].lower()  # type: ignore[attr-defined]
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie
    assert "secure" not in cookie
    assert TOKEN not in cookie
    assert client.get("/").status_code == 200
    assert client.get("/login").headers["location"] == "/"
    job = checked(client, text=RIGHT)
    assert client.get(job).status_code == 200
    assert "Log out" in client.get(job).text
    client.post("/logout")
    assert client.get("/").status_code == 303


def test_behind_a_proxy_with_tls_the_cookie_stays_there() -> None:
    origin = "https://refs.example.org"
    with served(token=TOKEN, address=OFFICE, headers={"Origin": origin}) as client:
        answer = log_in(client, TOKEN, headers={"Host": "refs.example.org"})
    assert "secure" in answer.headers["set-cookie"].lower()  # type: ignore[attr-defined]


def test_the_pass_of_another_run_or_a_made_up_one_opens_nothing(client: TestClient) -> None:
    with served(token=TOKEN) as other:
        cookie = log_in(other, TOKEN).headers["set-cookie"].partition(";")[0]  # type: ignore[attr-defined]
    for one in (cookie, f"refcheck-8765={TOKEN}", "refcheck-8765=", "refcheck-8765=é"):
        answer = client.get("/", headers={"Cookie": one.encode()})  # type: ignore[dict-item]
        assert answer.status_code == 303


def test_without_a_token_there_is_no_login() -> None:
    with served() as client:
        assert client.get("/login").headers["location"] == "/"
        assert log_in(client, "x").headers["location"] == "/"  # type: ignore[attr-defined]
        assert client.post("/logout").status_code == 303


def test_a_large_login_form_is_refused(client: TestClient) -> None:
    assert log_in(client, "x" * 20_000).status_code == 413  # type: ignore[attr-defined]


def test_tokens_are_different_and_not_shown() -> None:
    made = {new_token() for _ in range(10)}
    assert len(made) == 10
    assert all(len(one) >= 32 for one in made)
    assert TOKEN not in repr(Door(token=TOKEN, port=1))
