"""Recorded answers of services, each given to refcheck's own client and reader of that service.

A recording is `NAME.meta.json` (request, status, headers) and `NAME.body.*` in a folder that is
named after the service. Three things can come of it: an answer, "not listed", "could not ask".
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import runpy
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from refcheck.lookup.config import LookupConfig, Timing
from refcheck.lookup.http.client import Client, Reply
from refcheck.lookup.http.errors import ServiceError

__all__ = ["VARIABLE", "Came", "Reader", "Recording", "asked", "expected", "recordings"]

VARIABLE = "REFCHECK_SOURCE_RECORDINGS"  # the folder with a folder of recordings for each service


class Came(StrEnum):
    """What can come of asking a service."""

    ANSWER = "answer"
    NOT_LISTED = "not listed"
    COULD_NOT_ASK = "could not ask"


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded answer. `address` is what was asked, as far as that is known."""

    source: str
    name: str
    status: int
    content_type: str | None
    address: str
    text: str

    @property
    def json(self) -> Any:
        """The body as JSON; None where it is not JSON."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.source}/{self.name}"


Reader = Callable[[Recording], Came]


def recordings(folder: Path) -> Iterator[Recording]:
    """Yields all recordings in a folder, in the order of their names."""
    for described in sorted(folder.glob("*/*.meta.json")):
        meta = json.loads(described.read_text(encoding="utf-8"))
        name = described.name.removesuffix(".meta.json")
        body = next(iter(described.parent.glob(f"{name}.body.*")), None)
        yield Recording(
            source=described.parent.name,
            name=name,
            status=meta["status"] or 200,  # a file, which has none
            content_type=(meta.get("headers") or {}).get("content-type"),
            address=(meta["request"] or {}).get("address") or "",
            text=body.read_text(encoding="utf-8") if body else "",
        )


@cache
def _rules(folder: Path) -> Mapping[str, Any]:
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it reads all recordings, and counts them
        return runpy.run_path(str(folder / "three_answers.py"))


def expected(folder: Path, recording: Recording) -> Came:
    """Returns what the rules beside the recordings make of one.

    A question that the service does not accept, a redirect, and "no copy, or it was not looked for"
    are no answers. Where doi.org's list of agencies does not know a DOI, it names no agency, and
    the handle decides.
    """
    meta = {"status": recording.status}
    match _rules(folder)["judge"](recording.source, meta, recording.text):
        case "answer":
            return Came.ANSWER
        case "not listed" | "ask the handle":
            return Came.NOT_LISTED
        case _:
            return Came.COULD_NOT_ASK


def asked(
    recording: Recording, read: Callable[[Reply], Came], *, answers: tuple[int, ...] = ()
) -> Came:
    """Returns what refcheck's client and `read` make of a recording, as if it came from the
    network."""
    headers = {"Content-Type": recording.content_type or "application/json"}

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(
            recording.status, headers=headers, stream=httpx.ByteStream(recording.text.encode())
        )

    async def ask() -> Came:
        with TemporaryDirectory() as folder:
            config = LookupConfig(
                base_url="https://service.example/",
                service=recording.source,
                transport=httpx.MockTransport(answer),
                timing=Timing(attempts=1),
                rate=10_000,
                cache_dir=Path(folder),
                pace_dir=Path(folder),
            )
            client = Client(config, lambda _message: None)
            try:
                return await client.get("", {}, read, answers=answers)
            except ServiceError:
                return Came.COULD_NOT_ASK
            finally:
                await client.aclose()

    return asyncio.run(ask())
