"""The documents of a run from other processes: what this one does with them."""

from __future__ import annotations

import asyncio
import io
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from refcheck import process_pool, processes
from refcheck.errors import IndexDataError, UsageError
from refcheck.lookup.provider import LookupProvider
from refcheck.model.report import DocumentReport, DocumentStatus
from refcheck.pipeline import check_documents, extract_documents, open_provider
from refcheck.pipeline.jobs import worker
from refcheck.pipeline.jobs.worker import Answered, Begin
from refcheck.pipeline.progress import Progress
from refcheck.readers.files.inputs import InMemory
from refcheck.settings import Settings

TEXT = """References

1. Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in treatment-resistant
   depression: a systematic review. Curr Neuropharmacol. 2014;12:444-61.
2. Hasselmann HW. Ketamine as an antidepressant? Current state and future perspectives.
   Curr Neuropharmacol. 2014;12:57-70.
"""
INPUTS: list[str | InMemory] = [
    InMemory(path=f"{place}.txt", content=TEXT.replace("444", str(440 + place)).encode())
    for place in range(7)
]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text(TEXT, encoding="utf-8")


@pytest.fixture(autouse=True)
def _started_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not forked, which depends on how many threads the tests run in."""
    monkeypatch.setattr(process_pool, "fork", lambda _: None)


def checked(
    inputs: Sequence[str | InMemory],
    jobs: int,
    provider: LookupProvider | None = None,
    **settings: Any,
) -> tuple[list[DocumentReport], list[str], list[Progress]]:
    warnings: list[str] = []
    progress: list[Progress] = []

    async def collect() -> list[DocumentReport]:
        reports = check_documents(
            inputs,
            Settings(cache_dir=Path("cache"), **settings),
            provider=provider,
            warn=warnings.append,
            progress=progress.append,
            jobs=jobs,
        )
        return [report async for report in reports]

    return asyncio.run(collect()), warnings, progress


@pytest.mark.parametrize("settings", [{"offline": True}, {"lookup": False}])
def test_the_same_is_said_of_all(settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("refcheck.pipeline.read_ahead._WINDOW_REFERENCES", 3)
    inputs = [*INPUTS, "file.txt", "none.txt"]
    alone, together = checked(inputs, 1, **settings), checked(inputs, 2, **settings)
    assert together[:2] == alone[:2]
    assert together[2][-1] == alone[2][-1]
    assert len(together[0]) == 9


def test_a_service_is_asked_by_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others prepare the documents."""
    service = open_provider(Settings(offline=True, cache_dir=Path("cache")))
    begun: list[Begin] = []
    whole = process_pool.packed

    def packed(value: object) -> bytes:
        if isinstance(value, Begin):
            begun.append(value)
        return whole(value)

    monkeypatch.setattr(process_pool, "packed", packed)
    together = checked(INPUTS, 2, service)
    assert [one.settings for one in begun] == [None, None]
    assert together == checked(INPUTS, 1, service)


def test_documents_by_themselves() -> None:
    assert list(extract_documents(INPUTS, jobs=2)) == list(extract_documents(INPUTS))


def test_where_there_can_be_no_process_this_one_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "start", lambda *_: None)
    assert checked(INPUTS, 2, offline=True) == checked(INPUTS, 1, offline=True)
    assert list(extract_documents(INPUTS, jobs=2)) == list(extract_documents(INPUTS))


@pytest.mark.parametrize("settings", [{"offline": True}, None])
def test_a_document_that_ends_every_process_is_unreadable(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any] | None
) -> None:
    monkeypatch.setattr(processes, "_START", "raise SystemExit")
    reports = (
        checked(INPUTS, 2, **settings)[0]
        if settings is not None
        else list(extract_documents(INPUTS, jobs=2))
    )
    assert [one.path for one in reports] == [f"{place}.txt" for place in range(7)]
    assert {one.status for one in reports} == {DocumentStatus.UNREADABLE}
    assert "was ended" in (reports[0].error or "")


def test_an_index_that_cannot_be_used_ends_the_run() -> None:
    with pytest.raises((IndexDataError, UsageError)) as alone:
        checked(INPUTS, 1, index=Path("none"))
    with pytest.raises(type(alone.value)) as together:
        checked(INPUTS, 2, index=Path("none"))
    assert str(together.value) == str(alone.value)


# --- the other side -------------------------------------------------------------------------------


def answers(begin: Begin, *chunks: list[str | InMemory]) -> list[Any]:
    requests, replies = io.BytesIO(), io.BytesIO()
    for message in (begin, *chunks):
        processes.send(requests, pickle.dumps(message))
    requests.seek(0)
    worker.serve(requests, replies)
    replies.seek(0)
    return [
        one
        for reply in iter(lambda: processes.receive(replies), None)
        for one in pickle.loads(reply)  # noqa: S301
    ]


def test_a_process_goes_to_the_folder_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    (prepared,) = answers(Begin(folder=str(tmp_path)), ["file.txt"])
    assert (prepared.error, len(prepared.references)) == (None, 2)


def test_warnings_come_with_the_document_that_they_came_up_with(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "search.jsonl").write_text("nothing of the kind\n")
    settings = Settings(offline=True, cache_dir=Path("cache"))
    first, second = answers(
        Begin(folder=str(tmp_path), settings=settings), [INPUTS[0]], [INPUTS[1]]
    )
    assert isinstance(first, Answered)
    assert "cache/search.jsonl:1: not used" in first.warnings[0]
    assert second.warnings == ()
    assert not first.no_journals
    assert not first.no_retractions
