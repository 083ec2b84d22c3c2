"""A server to test: without a socket, and with checks in a thread of this process."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
from starlette.testclient import TestClient

from refcheck.processes import receive
from refcheck.settings import Settings
from refcheck.web.app import build_app
from refcheck.web.guard import Address
from refcheck.web.jobs import Runner
from refcheck.web.limits import Limits
from refcheck.web.messages import Message, Task, unpack
from refcheck.web.worker import answer

CHECKOUT = Path(__file__).parents[3]
SEED = CHECKOUT / "seeds" / "ketamine-for-depression.txt"
HOME = "http://127.0.0.1:8765"
OFFLINE = Settings(offline=True, cache_dir=CHECKOUT / "cache")
# With a wrong word in the title ("explain") and a right reference, from the cached responses.
WRONG = (
    "Miller OH, Moran JT, Hall BJ. Two cellular hypotheses explain the initiation of ketamine's"
    " antidepressant actions: Direct inhibition and disinhibition. Neuropharmacology."
    " 2016;100:17-26."
)
RIGHT = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the"
    " gun? Pharmacol Res. 2015;99:23-35."
)


async def run_here(task: Task, take: Callable[[Message], None]) -> None:
    """Does a check in a thread."""
    answers = BytesIO()
    await asyncio.to_thread(answer, task, answers)
    answers.seek(0)
    while (packed := receive(answers)) is not None:
        take(unpack(packed))


async def never(_task: Task, _take: Callable[[Message], None]) -> None:
    """A check that does not end by itself."""
    await asyncio.Event().wait()


@contextmanager
def served(
    *,
    run: Runner = run_here,
    address: Address | None = None,
    headers: dict[str, str] | None = None,
    **options: Any,
) -> Iterator[TestClient]:
    """A browser in front of a server: it says where its requests come from, as browsers do."""
    where = address or Address(host="127.0.0.1", port=8765)
    app = build_app(OFFLINE, where, run=run, **options)
    own = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"} if headers is None else headers
    with TestClient(
        app, base_url=HOME, headers=own, follow_redirects=False, raise_server_exceptions=False
    ) as client:
        yield client


def upload(
    client: TestClient, *files: tuple[str, bytes], text: str = "", **options: Any
) -> httpx.Response:
    """The answer to the form of the first page."""
    given = [("file", one) for one in files] or [("file", ("", b""))]
    return client.post("/jobs", files=given, data={"text": text}, **options)


def checked(client: TestClient, *files: tuple[str, bytes], text: str = "") -> str:
    """The address of a check that is over."""
    response = upload(client, *files, text=text)
    assert response.status_code == 303, response.text
    job = str(response.headers["location"])
    events = client.get(f"{job}/events").text
    assert events.endswith("event: over\ndata: {}\n\n")
    return job


def words(response: httpx.Response) -> str:
    """What a page says, without its tags."""
    body = response.text.partition("<main")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def small(**changes: Any) -> Limits:
    """Limits with some of them changed."""
    return Limits(**changes)
