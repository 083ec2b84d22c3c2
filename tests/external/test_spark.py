"""Batches on Spark: the same rows as from local processes, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.batching import Row, lines, printed, rows
from tests.external.conftest import program
from tests.nlm_files import RECORDS, article, write_file

from refcheck.index.building import build, found_files

pytestmark = [pytest.mark.external, pytest.mark.enable_socket]

COUNT = 120
FRAME = """
import json, sys
from pyspark.sql import SparkSession
import refcheck
session = SparkSession.builder.master("local[2]").getOrCreate()
frame = session.read.json("in.jsonl").repartition(3)
try:
    refcheck.check_dataframe(frame, column="citation", index="index")
except refcheck.UsageError as error:
    print(error)
checked = refcheck.check_dataframe(frame, id_column="id", index="index")
found = {row["id"]: row.asDict(recursive=True) for row in checked.collect()}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index, a table, and what local processes make of it."""
    program("java")
    folder = tmp_path_factory.mktemp("home")
    write_file(folder / "files" / "pubmed26n0001.xml.gz", map(article, RECORDS))
    build(folder / "index", found_files([str(folder / "files")]), 1, lambda *_: None)
    texts: list[object] = [printed(number, year=number % 4) for number in range(COUNT - 3)]
    lines(folder / "in.jsonl", [*texts, None, "?", "A. Zeppelins. J Nothing. 2015;25:9471-9479."])
    _run(folder, "in.jsonl", "local", "--engine", "local", "--jobs", "2")
    return folder


def _command(*arguments: str) -> Sequence[str]:
    program = [sys.executable, "-m", "refcheck", "batch", *arguments, "--index", "index"]
    return [*program, "--id-column", "id", "--partition-rows", "10"]


def _run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own program
        _command(*arguments), cwd=folder, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 3, done.stderr  # of a row without a text
    return done.stdout


def _same(home: Path, name: str) -> None:
    for table in ("references", "findings"):
        assert rows(home / name, table) == rows(home / "local", table)


def test_spark_gives_the_same_rows(home: Path) -> None:
    said = _run(home, "in.jsonl", "spark", "--engine", "spark", "--jobs", "2")
    assert said.startswith(f"references  {COUNT - 1}\n")
    assert len(rows(home / "spark")) == COUNT
    _same(home, "spark")
    again = _run(home, "in.jsonl", "spark", "--engine", "spark")
    assert "done before 12 of 12 partitions" in again


def test_one_engine_goes_on_with_what_the_other_began(home: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own program
        _command("in.jsonl", "both", "--engine", "local", "--jobs", "1"),
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not list(home.glob("both/_batch/part-*.json")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    _run(home, "in.jsonl", "both", "--engine", "spark", "--jobs", "2")
    _same(home, "both")


def test_a_worker_that_is_killed_changes_nothing(home: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own program
        _command("in.jsonl", "killed", "--engine", "spark", "--jobs", "2"),
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not list(home.glob("killed/_batch/part-*.json")):
        time.sleep(0.01)
    killed = _python_workers(process.pid)
    for worker in killed:
        os.kill(worker, signal.SIGKILL)
    _, errors = process.communicate(timeout=600)
    assert killed
    assert process.returncode == 3, errors
    _same(home, "killed")


def _python_workers(parent: int) -> list[int]:
    """Returns the processes of Spark that run Python: the children of its daemon."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    table = [line.split(None, 2) for line in listed.splitlines()]
    known = {parent}
    while True:
        more = {int(pid) for pid, above, _ in table if int(above) in known} - known
        if not more:
            break
        known |= more
    daemons = {int(pid) for pid, _, args in table if "pyspark" in args and "daemon" in args} & known
    return [int(pid) for pid, above, _ in table if int(above) in daemons and int(pid) in known]


def test_a_dataframe_is_checked(home: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", FRAME],
        cwd=home,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},  # else Spark takes any python3
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    refused, found = done.stdout.splitlines()
    assert refused == "there is no column 'citation'; the DataFrame has id, reference"
    local: list[Row] = rows(home / "local")
    findings: list[Row] = rows(home / "local", "findings")
    checked = json.loads(found)
    assert len(checked) == COUNT
    for row in local:
        other = checked[row["id"]]
        rules = [finding["rule"] for finding in findings if finding["number"] == row["number"]]
        assert [finding["rule"] for finding in other.pop("findings")] == rules
        where = {"path": None, "number": None}
        if row["error"]:
            where |= {"error": "there is no text in the column"}
        assert {**row, **where} == other


def test_without_spark_its_command_is_named(home: Path) -> None:
    code = (
        "import sys; sys.modules['pyspark'] = None; from refcheck.cli.app import run;"
        " sys.exit(run(['batch', 'in.jsonl', 'out', '--index', 'index', '--engine', 'spark']))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "refcheck: Spark needs an extra: pip install 'refcheck-biblio[spark]'\n"


def test_a_master_that_is_not_there_is_one_line_of_ours(home: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        _command("in.jsonl", "nowhere", "--engine", "spark", "--master", "no-such-master"),
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 2
    said = [line for line in done.stderr.splitlines() if line.startswith("refcheck: ")]
    assert len(said) == 1
    assert said[0].startswith("refcheck: Spark cannot be started: ")
