"""How `refcheck serve` does when many articles come at once.

    python benchmarks/serve_load.py [ARTICLES] [REQUESTS_A_SECOND]

Starts the stand-in for PubMed and a server on loopback, sends all articles at the same moment, each
as a user of its own, and follows them to their reports. Meanwhile it asks for the first page again
and again: how long that takes is what another user notices. Linux.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
RECORDS = ROOT / "benchmarks" / "accuracy" / "small_records.jsonl"
REFERENCES = 30
WRONG = 10  # one in so many has a wrong year
LOOK = 0.1  # seconds between two looks at the first page and at the memory


@dataclass(slots=True)
class Seen:
    """What was measured: times in seconds, memory in MB."""

    finished: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    memory: float = 0.0
    counts: list[str] = field(default_factory=list)


def main(articles: int, rate: float) -> None:
    """Run it and print the figures."""
    records = map(json.loads, RECORDS.read_text(encoding="utf-8").splitlines())
    works = [one for one in records if one.get("volume") and one.get("pages")]
    texts = [article(works, number) for number in range(articles)]
    service = ("-m", "benchmarks.accuracy.service", str(RECORDS))
    with tempfile.TemporaryDirectory() as cache, started(*service) as (url, _):
        options = ("--eutils-url", url, "--cache-dir", cache, "--rate", str(rate))
        with started("-m", "refcheck", "serve", "--port", "0", *options) as (home, pid):
            began = time.perf_counter()
            seen = asyncio.run(measure(home.rstrip("/"), pid, texts))
            seconds = time.perf_counter() - began
        requests = sum(json.loads(httpx.get(f"{url}requests").text).values())
    found = sum(int(one.partition(" ")[0]) for one in seen.counts)
    print(
        f"{articles} articles at once, {found} of {articles * REFERENCES} references: "
        f"{seconds:.1f} s; the first report after {min(seen.finished):.1f} s, half of them after "
        f"{statistics.median(seen.finished):.1f} s; {requests} requests to the service"
    )
    print(
        f"another user's page meanwhile: {statistics.median(seen.pages) * 1000:.0f} ms in the "
        f"middle, {max(seen.pages) * 1000:.0f} ms at most ({len(seen.pages)} times)"
    )
    print(f"{seen.memory:.0f} MB at most, of the server and its checks together")


def article(works: Sequence[Any], number: int) -> str:
    """Returns an article with a list of its own."""
    chance = random.Random(number)
    lines = [
        f"{place}. {printed(work, wrong=chance.randrange(WRONG) == 0)}"
        for place, work in enumerate(chance.sample(list(works), REFERENCES), 1)
    ]
    return "An article\n\nIt says this [1-30].\n\nReferences\n\n" + "\n".join(lines) + "\n"


def printed(work: Any, *, wrong: bool) -> str:
    """Returns a reference in the style of many journals."""
    names = [
        one.get("collective") or f"{one.get('family', '')} {one.get('initials', '')}".strip()
        for one in work["authors"][:6]
    ]
    authors = f"{', '.join(filter(None, names))}. " if any(names) else ""
    year = work["year"] + 1 if wrong else work["year"]
    title = work["title"].rstrip(".")
    return f"{authors}{title}. {work['journal_abbrev']}. {year};{work['volume']}:{work['pages']}."


@contextmanager
def started(*command: str) -> Iterator[tuple[str, int]]:
    """A program that says its address on its first line, and its process."""
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        yield (process.stdout.readline().strip() if process.stdout else ""), process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


async def measure(home: str, pid: int, texts: Sequence[str]) -> Seen:
    """Send all articles, follow them, and look at the page and the memory meanwhile."""
    seen = Seen()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=home, headers={"Origin": home}, limits=limits, timeout=900
    ) as client:
        began = time.perf_counter()
        looks = asyncio.create_task(look(client, pid, seen))
        async with asyncio.TaskGroup() as users:
            for number, text in enumerate(texts):
                users.create_task(use(client, number, text, began, seen))
        looks.cancel()
    return seen


async def use(client: httpx.AsyncClient, number: int, text: str, began: float, seen: Seen) -> None:
    """Do what one user does: send an article, wait, read the report."""
    files = {"file": (f"{number}.txt", text.encode())}
    sent = await client.post("/jobs", files=files)
    job = sent.headers["location"]
    async with client.stream("GET", f"{job}/events") as events:
        async for line in events.aiter_lines():
            if line == "event: over":
                break
    (await client.get(f"{job}/report")).raise_for_status()
    seen.finished.append(time.perf_counter() - began)
    page = await client.get(job)
    counts = re.search(r'id="counts">([^<]*)', page.text)
    seen.counts.append(counts[1] if counts else "0")


async def look(client: httpx.AsyncClient, pid: int, seen: Seen) -> None:
    """Ask for the first page as another user would, and add the memory up."""
    while True:
        began = time.perf_counter()
        (await client.get("/")).raise_for_status()
        seen.pages.append(time.perf_counter() - began)
        seen.memory = max(seen.memory, memory(pid))
        await asyncio.sleep(LOOK)


def memory(pid: int) -> float:
    """Returns what a process and those that it has started hold, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = " ".join(
            (task / "children").read_text() for task in Path(f"/proc/{pid}/task").iterdir()
        )
    except OSError:  # it has ended meanwhile
        return 0.0
    own = re.search(r"VmRSS:\s*(\d+)", status)
    return (int(own[1]) / 1000 if own else 0.0) + sum(map(memory, map(int, children.split())))


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 20,
        float(sys.argv[2]) if len(sys.argv) > 2 else 3.0,
    )
