"""`refcheck batch` as it is started: exit status, messages, and what is printed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests import warm
from tests.batching import lines, printed, rows
from tests.nlm_files import RECORDS, article, write_file

from refcheck.index.building import build, found_files

RIGHT = 4
INVENTED = "Halvorsen TK. Zeppelins and lighthouse keepers. J Nothing. 2015;25:9471-9479."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index, and tables of references."""
    folder = tmp_path_factory.mktemp("home")
    write_file(folder / "files" / "pubmed26n0001.xml.gz", map(article, RECORDS[:60]))
    build(folder / "index", found_files([str(folder / "files")]), 1, lambda *_: None)
    lines(folder / "right.jsonl", [printed(0), printed(RIGHT)])
    lines(folder / "wrong.jsonl", [printed(0), printed(RIGHT, year=4), INVENTED])
    lines(folder / "part.jsonl", [printed(0), None])
    lines(folder / "none.jsonl", [None, 5])
    return folder


def _run(folder: Path, *arguments: str, status: int, **more: str) -> tuple[str, str]:
    done = subprocess.run(  # noqa: S603 - our own program
        [*warm.command(), "batch", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, **more},
    )
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def test_the_exit_status_is_that_of_a_check(home: Path, tmp_path: Path) -> None:
    for number, (name, options, status) in enumerate(
        (
            ("right.jsonl", (), 0),
            ("wrong.jsonl", (), 1),
            ("wrong.jsonl", ("--ignore", "year-mismatch"), 0),
            ("wrong.jsonl", ("--exit-zero",), 0),
            ("right.jsonl", ("--fail-on", "info"), 1),
            ("part.jsonl", (), 3),
            ("part.jsonl", ("--exit-zero",), 0),
        )
    ):
        out = str(tmp_path / str(number))
        said, errors = _run(home, name, out, "--index", "index", *options, status=status)
        assert errors == ""
        assert f"written to  {out}\n" in said
    said, _ = _run(home, "part.jsonl", str(tmp_path / "5"), "--index", "index", status=3)
    assert said.splitlines()[:2] == ["references  1", "verified    1"]
    assert "unreadable  1 rows" in said
    assert "done before 1 of 1 partitions" in said


def test_bad_input_gets_one_line(home: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    index = ("--index", "index")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    for arguments, message in (
        (("nowhere.jsonl", out, *index), "nowhere.jsonl: there is no such file"),
        (("right.jsonl", out), "a batch sends nothing: give --index DIR"),
        (("right.jsonl", out, "--index", "nowhere"), "has no index"),
        (("right.jsonl", out, *index, "--column", "text"), "no column 'text' (--column)"),
        (("right.jsonl", out, *index, "--engine", "ray"), "--engine cannot be 'ray'"),
        (("right.jsonl", out, *index, "--jobs", "0"), "--jobs is 0, not between 1 and"),
        (
            ("right.jsonl", out, *index, "--partition-rows", "0"),
            "--partition-rows is '0', not a whole number of 1 or more",
        ),
        (("right.jsonl", str(tmp_path / "taken"), *index), "has files that no batch wrote"),
        (("right.jsonl", "", *index), "OUTPUT must be the path of a folder"),
        (("", out, *index), "INPUT must be a path"),
        (("files", out, *index), "it contains nothing that refcheck can read"),
        (("none.jsonl", out, *index), "none.jsonl: there is nothing in the column"),
        (("s3", out, *index), "s3: there is no such file"),
    ):
        said, errors = _run(home, *arguments, status=2)
        assert said == ""
        assert errors.count("\n") == 1, (arguments, errors)
        assert errors.startswith("refcheck: ")
        assert message in errors


@pytest.mark.parametrize("missing", ["pyarrow", "fsspec"])
def test_without_the_extra_its_command_is_named(tmp_path: Path, missing: str) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None; from refcheck.cli.app import run;"
        " sys.exit(run(['batch', 'a.jsonl', 'out', '--index', 'index']))"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "refcheck: a batch needs an extra: pip install 'refcheck-biblio[batch]'\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_what_is_done(home: Path, tmp_path: Path, jobs: str) -> None:
    count = 2000
    path = lines(tmp_path / "in.jsonl", [printed(number % 50) for number in range(count)])
    command = ["batch", str(path), "out", "--index", str(home / "index"), "--partition-rows", "25"]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "refcheck", *command, "--jobs", jobs],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not list(tmp_path.glob("out/_batch/part-*.json")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said, errors = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said == ""
    assert errors == "stopped; the same command goes on from here\n"
    assert 0 < len(rows(tmp_path / "out")) < count
