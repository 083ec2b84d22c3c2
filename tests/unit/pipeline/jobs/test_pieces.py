"""A large document in several processes: the same as in one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from refcheck import process_pool, processes
from refcheck.lookup.provider import LookupProvider
from refcheck.model.report import DocumentReport
from refcheck.pipeline import check_documents, extract_documents, open_provider
from refcheck.pipeline.jobs import pieces
from refcheck.pipeline.progress import Progress
from refcheck.readers.files.inputs import InMemory
from refcheck.settings import Settings

ENTRIES = [
    "Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in "
    "treatment-resistant depression: a systematic review. Curr Neuropharmacol. 2014;12:444-61.",
    "Hasselmann HW. Ketamine as an antidepressant? Curr Neuropharmacol. 2014;12:57-70.",
    "Hasselmann HW. Ketamine and its future. Curr Neuropharmacol. 2014;12:71-9.",
    "Lee K. Zinc. Lancet. 2010;375:77-9.",
]
LIST = [f"{number}. {ENTRIES[number % 4]}" for number in range(1, 12)]
TEXT = "\n".join(["It is known [1, 3-5, 99] (PMID: 24851083).", "", "References", "", *LIST])
BIBTEX = "".join(
    f"@article{{a{number}, title = {{Zinc, part {number}}}, author = {{Lee, K}}, year = 2010}}\n"
    for number in range(11)
)
DOCUMENTS = [
    InMemory(path="article.txt", content=TEXT.encode()),
    InMemory(path="list.bib", content=BIBTEX.encode()),
]


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small documents count as large ones, and processes are started, which is safe anywhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pieces, "_WORTH", 3)
    monkeypatch.setattr(pieces, "_TOGETHER", 2)
    monkeypatch.setattr(process_pool, "fork", lambda _: None)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the processes are asked to do."""
    tasks: list[Any] = []
    whole = process_pool._Worker.ask

    def ask(worker: Any, chunk: Any) -> Any:
        tasks.extend(chunk)
        return whole(worker, chunk)

    monkeypatch.setattr(process_pool._Worker, "ask", ask)
    return tasks


def checked(
    document: InMemory, jobs: int, provider: LookupProvider | None = None, **settings: Any
) -> tuple[list[DocumentReport], list[str], Progress]:
    warnings: list[str] = []
    progress: list[Progress] = []

    async def collect() -> list[DocumentReport]:
        reports = check_documents(
            [document],
            Settings(cache_dir=Path("cache"), **settings),
            provider=provider,
            warn=warnings.append,
            progress=progress.append,
            jobs=jobs,
        )
        return [report async for report in reports]

    return asyncio.run(collect()), warnings, progress[-1]


@pytest.mark.parametrize("settings", [{"offline": True}, {"lookup": False}])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.path)
def test_the_report_is_that_of_one_process(
    document: InMemory, settings: dict[str, Any], asked: list[Any]
) -> None:
    alone = checked(document, 1, **settings)
    assert asked == []
    assert checked(document, 2, **settings) == alone
    assert [type(one).__name__ for one in asked] == ["Strings"] * 6 + ["Prepared"] * 6
    (report,) = alone[0]
    assert len(report.references) == 11
    assert len({one.key for one in report.references}) == 11


def test_a_document_by_itself_is_parsed_in_pieces(asked: list[Any]) -> None:
    assert list(extract_documents(DOCUMENTS[:1], jobs=2)) == list(extract_documents(DOCUMENTS[:1]))
    assert [type(one).__name__ for one in asked] == ["Strings"] * 6


def test_without_an_event_loop(asked: list[Any]) -> None:
    """As the command checks a single document."""

    def reports(jobs: int) -> list[DocumentReport]:
        async def collect() -> None:
            settings = Settings(offline=True, cache_dir=Path("cache"))
            found.extend([one async for one in check_documents(DOCUMENTS[:1], settings, jobs=jobs)])

        found: list[DocumentReport] = []
        run = collect()
        with suppress(StopIteration):
            while run.send(None) is None:
                pass
        return found

    assert reports(2) == reports(1)
    assert len(asked) == 12


def test_where_a_service_is_asked_only_parsing_is_shared(asked: list[Any]) -> None:
    service = open_provider(Settings(offline=True, cache_dir=Path("cache")))
    assert checked(DOCUMENTS[0], 2, service) == checked(DOCUMENTS[0], 1, service)
    assert {type(one).__name__ for one in asked} == {"Strings"}


@pytest.mark.parametrize(
    ("worth", "jobs"), [(6, 2), (3, 1)], ids=["a small document", "one process"]
)
def test_no_process_is_started_for_nothing(
    monkeypatch: pytest.MonkeyPatch, asked: list[Any], worth: int, jobs: int
) -> None:
    monkeypatch.setattr(pieces, "_WORTH", worth)
    checked(DOCUMENTS[0], jobs, offline=True)
    assert asked == []


@pytest.mark.parametrize(("jobs", "processes"), [(2, 2), (3, 3), (9, 3), (None, 3)])
def test_as_many_processes_as_it_is_worth(
    monkeypatch: pytest.MonkeyPatch, jobs: int | None, processes: int
) -> None:
    monkeypatch.setattr(process_pool, "cores", lambda: 4)
    numbers = []
    begin: Callable[..., None] = process_pool.Pool.__init__

    def noted(pool: Any, module: str, number: int, **rest: Any) -> None:
        numbers.append(number)
        begin(pool, module, number, **rest)

    monkeypatch.setattr(process_pool.Pool, "__init__", noted)
    list(extract_documents(DOCUMENTS[:1], jobs=jobs))
    assert numbers == [processes]


def test_where_there_can_be_no_process_this_one_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "start", lambda *_: None)
    assert checked(DOCUMENTS[0], 2, offline=True) == checked(DOCUMENTS[0], 1, offline=True)


def test_what_ends_every_process_is_done_by_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_START", "raise SystemExit")
    assert checked(DOCUMENTS[0], 2, offline=True) == checked(DOCUMENTS[0], 1, offline=True)


def test_a_folder_that_is_gone_does_no_harm(tmp_path: Path, asked: list[Any]) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        folder.rmdir()
        assert len(next(iter(extract_documents(DOCUMENTS[:1], jobs=2))).references) == 11
    assert asked == []


def test_the_processes_are_gone_when_the_run_is_over() -> None:
    before = threading.active_count()
    checked(DOCUMENTS[0], 2, offline=True)
    assert threading.active_count() == before


def test_a_damaged_cache_is_said_by_one_process_and_by_several(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "search.jsonl").write_text("nothing of the kind\n")
    alone, several = (checked(DOCUMENTS[0], jobs, offline=True)[1] for jobs in (1, 2))
    assert alone
    assert several == alone
