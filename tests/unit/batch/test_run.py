"""A batch from its input to its folder: every row once, whoever does it and however often."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.batching import lines, parquet, printed, rows
from tests.nlm_files import RECORDS

from refcheck.batch import checking, local, work
from refcheck.batch.sources import Columns
from refcheck.errors import OutputError, RefcheckError, UsageError
from refcheck.index.provider import PubMedIndex
from refcheck.pipeline import check_strings
from refcheck.settings import Settings

Run = Callable[..., Any]


def test_every_string_has_one_row_in_order(
    run: Run, tmp_path: Path, strings: Sequence[str]
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    outcome = run("in.jsonl", "out")
    found = rows(tmp_path / "out")
    assert [row["number"] for row in found] == list(range(1, len(strings) + 1))
    assert [row["id"] for row in found] == [f"r{number}" for number in range(1, len(strings) + 1)]
    assert [row["raw"] for row in found] == [" ".join(text.split()) for text in strings]
    assert {row["path"] for row in found} == {str(tmp_path / "in.jsonl")}
    assert {row["status"] for row in found} == {"ok"}
    assert outcome.counts.references == len(strings)
    assert outcome.partitions == 6
    by_pmid = found[-2]
    assert by_pmid["lookup"]["pmid"] == RECORDS[7].pmid
    for number, row in enumerate(found[:40]):
        assert row["lookup"]["pmid"] == row["pmid"] == RECORDS[number].pmid
    assert found[40]["lookup"]["status"] == "out_of_scope"


def test_the_findings_are_those_of_a_check(
    run: Run, tmp_path: Path, index: Path, strings: Sequence[str]
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    run("in.jsonl", "out")
    found = rows(tmp_path / "out", "findings")
    settings = Settings(index=index, offline=True)
    provider = PubMedIndex(index)
    expected = [
        (number, finding.rule, finding.message, list(finding.expected))
        for number, text in enumerate(strings, 1)
        for checked in asyncio.run(check_strings([text], settings, provider=provider)).references
        for finding in checked.findings
    ]
    assert [
        (row["number"], row["rule"], row["message"], row["expected"]) for row in found
    ] == expected
    wrong = next(row for row in found if row["rule"] == "year-mismatch")
    assert wrong["references"] == [wrong["number"]]
    raw = rows(tmp_path / "out")[wrong["number"] - 1]["raw"]
    assert raw[wrong["span"]["start"] : wrong["span"]["end"]] == wrong["cited"]


def test_how_they_are_divided_changes_nothing(
    run: Run, tmp_path: Path, strings: Sequence[str]
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    run("in.jsonl", "whole", size=1000)
    for size in (7, 54):
        run("in.jsonl", f"by{size}", size=size)
        for table in ("references", "findings"):
            assert rows(tmp_path / f"by{size}", table) == rows(tmp_path / "whole", table)


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_give_the_same(
    run: Run, tmp_path: Path, strings: Sequence[str], jobs: int
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    told: list[tuple[int, int]] = []
    run("in.jsonl", "alone")
    outcome = run("in.jsonl", "many", jobs=jobs, progress=lambda *done: told.append(done))
    for table in ("references", "findings"):
        assert rows(tmp_path / "many", table) == rows(tmp_path / "alone", table)
    assert told[0] == (0, len(strings))
    assert max(told) == (len(strings), len(strings))
    assert outcome.counts.references == len(strings)


def test_parquet_is_read_as_lines_are(run: Run, tmp_path: Path, strings: Sequence[str]) -> None:
    lines(tmp_path / "in.jsonl", strings)
    parquet(tmp_path / "in.parquet", strings)
    run("in.jsonl", "lines")
    run("in.parquet", "parquet")
    ours, theirs = rows(tmp_path / "parquet"), rows(tmp_path / "lines")
    assert [row | {"path": ""} for row in ours] == [row | {"path": ""} for row in theirs]


def test_a_run_goes_on_where_it_was_killed(
    run: Run, tmp_path: Path, strings: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    run("in.jsonl", "whole")
    done: list[int] = []
    real = work.do_partition

    class KilledError(BaseException):
        """As a process is that is killed: nothing is tidied up."""

    def killed(job: Any, partition: Any, heard: Any) -> Any:
        if len(done) == 3:
            folder = tmp_path / "part" / "references"
            (folder / f"_unfinished-part-{partition.number:05}.1").write_bytes(b"PAR1")
            raise KilledError
        done.append(partition.number)
        return real(job, partition, heard)

    monkeypatch.setattr(local, "do_partition", killed)
    with pytest.raises(KilledError):
        run("in.jsonl", "part")
    assert len(rows(tmp_path / "part")) == 30
    monkeypatch.setattr(local, "do_partition", lambda *given: done.append(-1) or real(*given))
    outcome = run("in.jsonl", "part")
    assert done == [0, 1, 2, -1, -1, -1]
    assert outcome.before == 3
    assert outcome.counts.references == len(strings)
    for table in ("references", "findings"):
        assert rows(tmp_path / "part", table) == rows(tmp_path / "whole", table)
    assert not list((tmp_path / "part").rglob("_unfinished*"))
    assert run("in.jsonl", "part").before == 6


def test_a_process_that_is_killed_changes_nothing(
    run: Run, tmp_path: Path, strings: Sequence[str]
) -> None:
    lines(tmp_path / "in.jsonl", list(strings) * 3)
    run("in.jsonl", "alone", size=60)
    killed = []
    workers: list[local._Worker] = []
    made = local._Worker.__init__

    def remembered(worker: local._Worker, job: Any) -> None:
        made(worker, job)
        workers.append(worker)

    def progress(done: int, _every: int) -> None:
        if not killed and done > 0:
            process = next(one._process for one in workers if one._process is not None)
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local._Worker, "__init__", remembered)
        outcome = run("in.jsonl", "many", jobs=2, size=60, progress=progress)
    assert killed
    assert not outcome.left
    for table in ("references", "findings"):
        assert rows(tmp_path / "many", table) == rows(tmp_path / "alone", table)


def test_a_partition_that_ends_every_process_is_left(
    run: Run, tmp_path: Path, strings: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    with monkeypatch.context() as patch:
        patch.setattr("refcheck.processes._START", "raise SystemExit")
        outcome = run("in.jsonl", "out", jobs=2, size=40)
    assert [reason for _, reason in outcome.left] == [
        "the process checking this part was killed, perhaps for lack of memory"
    ] * 2
    assert not rows(tmp_path / "out")
    assert not run("in.jsonl", "out", size=40).left
    assert len(rows(tmp_path / "out")) == len(strings)


def test_a_run_can_be_given_up(run: Run, tmp_path: Path, strings: Sequence[str]) -> None:
    lines(tmp_path / "in.jsonl", list(strings)[:50])
    for jobs in (1, 2):
        stop = threading.Event()
        with pytest.raises(local.StoppedError):
            run(
                "in.jsonl",
                f"out{jobs}",
                jobs=jobs,
                stop=stop,
                progress=lambda done, _, stop=stop: done and stop.set(),
            )
        assert 0 <= len(rows(tmp_path / f"out{jobs}")) < 50
        run("in.jsonl", f"out{jobs}")
        assert len(rows(tmp_path / f"out{jobs}")) == 50


def test_another_input_or_other_settings_are_refused(
    run: Run, tmp_path: Path, strings: Sequence[str]
) -> None:
    path = lines(tmp_path / "in.jsonl", strings)
    lines(tmp_path / "other.jsonl", strings)
    run("in.jsonl", "out")
    before = rows(tmp_path / "out")
    for message, given, more in (
        ("of another input", "other.jsonl", {}),
        ("with another --partition-rows: 10, not 20", "in.jsonl", {"size": 20}),
        ("another --select: none, not year-", "in.jsonl", {"settings": {"select": ["year-*"]}}),
        ("another --ignore: none, not pages", "in.jsonl", {"settings": {"ignore": ["pages-*"]}}),
        ("another --id-column: id, not n", "in.jsonl", {"columns": Columns(reference="reference")}),
        ("another --no-suppressions", "in.jsonl", {"settings": {"suppressions": False}}),
    ):
        with pytest.raises(UsageError, match=message):
            run(given, "out", **more)  # type: ignore[arg-type]
    lines(path, strings[:-1])
    with pytest.raises(UsageError, match="the input has changed since; give another folder"):
        run("in.jsonl", "out")
    assert rows(tmp_path / "out") == before


def test_folders_of_others_are_refused(run: Run, tmp_path: Path, strings: Sequence[str]) -> None:
    lines(tmp_path / "in.jsonl", strings)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for output, message in (
        ("mine", "has files that no batch wrote; give another folder"),
        ("file", "a file is in its place"),
    ):
        with pytest.raises(UsageError, match=message):
            run("in.jsonl", output)
    run("in.jsonl", "empty")
    (tmp_path / "empty" / "_batch" / "plan.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="written by another version of refcheck"):
        run("in.jsonl", "empty")
    (tmp_path / "locked").mkdir(mode=0o500)
    if os.access(tmp_path / "locked", os.W_OK):  # root may
        return
    with pytest.raises(OutputError, match="cannot be written"):
        run("in.jsonl", "locked/out")


def test_nothing_may_be_sent(run: Run, tmp_path: Path, strings: Sequence[str]) -> None:
    lines(tmp_path / "in.jsonl", strings)
    for settings in ({}, {"offline": True}, {"cache_dir": str(tmp_path)}):
        with pytest.raises(UsageError, match="a batch sends nothing: give --index DIR"):
            run("in.jsonl", "out", index=None, settings=settings)
    with pytest.raises(UsageError, match="has no index"):
        run("in.jsonl", "out", index=tmp_path)
    assert not (tmp_path / "out").exists()


def test_cached_answers_will_do(run: Run, tmp_path: Path) -> None:
    cited = "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: "
    cited += "Jumping the gun? Pharmacol Res. 2015;99:23-35."
    lines(tmp_path / "in.jsonl", [cited, printed(0)] * 3)
    cache = Path(__file__).parents[3] / "cache"
    settings = {"offline": True, "cache_dir": str(cache)}
    outcome = run("in.jsonl", "out", index=None, settings=settings, size=2, jobs=2)
    found = rows(tmp_path / "out")
    assert [row["lookup"]["status"] for row in found] == ["matched", "not_cached"] * 3
    assert outcome.counts.unanswered == 3


def test_a_fault_of_refcheck_is_one_row(
    run: Run, tmp_path: Path, strings: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines(tmp_path / "in.jsonl", strings)
    real = checking.check_apart

    async def failing(some: Any, *rest: Any) -> Any:
        if any("zeppelins" in one.text for one in some):
            raise ZeroDivisionError
        return await real(some, *rest)

    monkeypatch.setattr(checking, "check_apart", failing)
    outcome = run("in.jsonl", "out", size=1000)
    found = rows(tmp_path / "out")
    failed = [row for row in found if row["error"]]
    assert [row["number"] for row in failed] == [41]
    assert "this is a bug in refcheck: ZeroDivisionError" in failed[0]["error"]
    assert failed[0]["raw"] == strings[40]
    assert len(found) == len(strings)
    assert outcome.counts.unreadable == 1


def test_what_goes_wrong_in_a_process_is_said_here(
    run: Run, tmp_path: Path, index: Path, strings: Sequence[str]
) -> None:
    import io
    import pickle

    from refcheck import processes
    from refcheck.batch.sources import Kind, Partition

    path = lines(tmp_path / "in.jsonl", strings)
    run("in.jsonl", "out")
    job = work.Job(
        settings=Settings(index=index, offline=True),
        columns=Columns(reference="reference"),
        output=str(tmp_path / "out"),
    )
    there = Partition(number=0, kind=Kind.LINES, paths=(str(path),), rows=4)
    gone = Partition(number=1, kind=Kind.LINES, paths=(str(tmp_path / "gone.jsonl"),), rows=4)
    requests, answers = io.BytesIO(), io.BytesIO()
    for partition in (gone, there):
        processes.send(requests, pickle.dumps((job, partition)))
    requests.seek(0)
    local.serve(requests, answers)
    answers.seek(0)
    said = []
    while (message := processes.receive(answers)) is not None:
        said.append(pickle.loads(message))  # noqa: S301
    assert isinstance(said[0], RefcheckError)
    assert str(said[0]).endswith("gone.jsonl: there is no such file")
    assert said[1] == 4
    assert said[2].references == 4
