"""Who may ask: names of the server, other sites, and the headers of every answer."""

from __future__ import annotations

import pytest
from tests.unit.web.serving import HOME, RIGHT, checked, served, upload, words

from refcheck.web.guard import HEADERS, PAGE_POLICY, Address

LOCAL = Address(host="127.0.0.1", port=8765)
OFFICE = Address(host="192.168.1.20", port=8765, names=("refs.example.org",))
EVERYWHERE = Address(host="0.0.0.0", port=8765, names=("refs",))  # noqa: S104


@pytest.mark.parametrize(
    ("address", "host", "accepted"),
    [
        (LOCAL, "127.0.0.1:8765", True),
        (LOCAL, "localhost:8765", True),
        (LOCAL, "LocalHost:8765", True),
        (LOCAL, "[::1]:8765", True),
        (LOCAL, "127.0.0.1", False),
        (LOCAL, "localhost", False),
        (LOCAL, "127.0.0.1:80", False),
        (LOCAL, "localhost:8766", False),
        (LOCAL, "attacker.example:8765", False),
        (LOCAL, "localhost.attacker.example:8765", False),
        (LOCAL, "127.0.0.1.nip.io:8765", False),
        (LOCAL, "127.0.0.1:8765@attacker.example", False),
        (LOCAL, "attacker.example#127.0.0.1:8765", False),
        (LOCAL, "localhost.:8765", False),
        (LOCAL, "2130706433:8765", False),
        (LOCAL, "192.168.1.20:8765", False),
        (LOCAL, "", False),
        (LOCAL, ":8765", False),
        (LOCAL, "::1:8765", False),
        (LOCAL, "[::1]", False),
        (Address(host="127.0.0.1", port=80), "localhost", True),
        (OFFICE, "192.168.1.20:8765", True),
        (OFFICE, "refs.example.org:8765", True),
        (OFFICE, "Refs.Example.org", True),
        (OFFICE, "refs.example.org:80", False),
        (OFFICE, "localhost:8765", False),
        (OFFICE, "192.168.1.21:8765", False),
        (OFFICE, "attacker.example:8765", False),
        (EVERYWHERE, "10.1.2.3:8765", True),
        (EVERYWHERE, "[fe80::1]:8765", True),
        (EVERYWHERE, "localhost:8765", True),
        (EVERYWHERE, "refs:8765", True),
        (EVERYWHERE, "10.1.2.3:80", False),
        (EVERYWHERE, "attacker.example:8765", False),
        (EVERYWHERE, "10.1.2.3.nip.io:8765", False),
    ],
)
def test_names_of_the_server(address: Address, host: str, accepted: bool) -> None:
    assert address.accepts(host) is accepted


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765/"),
        ("0.0.0.0", "http://127.0.0.1:8765/"),  # noqa: S104
        ("::", "http://[::1]:8765/"),
        ("::1", "http://[::1]:8765/"),
        ("10.0.0.7", "http://10.0.0.7:8765/"),
    ],
)
def test_the_address_for_a_browser(host: str, url: str) -> None:
    assert Address(host=host, port=8765).url == url


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("host", ["attacker.example:8765", "attacker.example", "127.0.0.1:1"])
def test_another_host_is_refused(method: str, host: str) -> None:
    with served() as client:
        answer = client.request(method, "/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Use the one that it printed" in words(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://attacker.example"},
        {"Origin": "http://127.0.0.1:8766"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://localhost:8765"},
        {"Origin": "http://127.0.0.1:8765.attacker.example"},
        {"Origin": f"{HOME}/"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": HOME, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://attacker.example", "Sec-Fetch-Site": "same-origin"},
        {"Referer": f"{HOME}/"},
    ],
)
def test_a_form_of_another_site_is_refused(headers: dict[str, str]) -> None:
    with served(headers=headers) as client:
        for path in ("/jobs", "/login", "/logout", "/jobs/x/remove"):
            answer = client.post(path, files={"file": ("a.txt", b"x")})
            assert answer.status_code == 403
            assert "came from another site" in words(answer)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": HOME},
        {"Origin": HOME.upper().replace("HTTP", "http")},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": HOME, "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_of_its_own_is_taken(headers: dict[str, str]) -> None:
    with served(headers=headers) as client:
        assert upload(client, text=RIGHT).status_code == 303


@pytest.mark.parametrize(
    ("site", "mode", "target", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
        ("same-site", "no-cors", "script", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),
        ("none", "navigate", "document", 200),
        ("same-origin", "no-cors", "style", 200),
    ],
)
def test_parts_of_other_sites_get_nothing(site: str, mode: str, target: str, status: int) -> None:
    sent = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": target}
    with served(headers=sent) as client:
        assert client.get("/").status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    with served() as client:
        answer = client.request(method, "/jobs")
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


def test_every_answer_has_the_headers() -> None:
    with served() as client:
        job = checked(client, text=RIGHT)
        answers = [
            *(client.get(path) for path in ("/", job, f"{job}/report.csv", "/nothing", "/login")),
            client.get(f"{job}/events"),
            client.post("/jobs", content=b"?"),
            client.get("/", headers={"Host": "attacker.example"}),
        ]
        for answer in answers:
            for name, value in HEADERS.items():
                assert answer.headers[name] == value
    assert "'unsafe" not in PAGE_POLICY
    assert PAGE_POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "frame-ancestors 'none'" in PAGE_POLICY


def test_the_report_can_do_nothing() -> None:
    with served() as client:
        job = checked(client, text=RIGHT)
        headers = client.get(f"{job}/report").headers
        policy = headers["content-security-policy"]
        text = client.get(f"{job}/report").text
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox;")
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'none'" in policy
    style = policy.partition("style-src ")[2].partition(";")[0]
    assert f"style-src {style}" in text  # the page's own policy names the same style
    assert headers["x-content-type-options"] == "nosniff"
