"""The command that the acceptance tests start is the real one, in all that they look at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests import warm

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")
COLD = (sys.executable, "-m", "refcheck")
LINE = "Loo CK. Ketamine in practice. Lancet. 2018;1:2.\n"


def ended(
    folder: Path, program: tuple[str, ...], *words: str, **environ: str
) -> tuple[int, bytes, bytes]:
    """How a command ends, and what it prints."""
    done = subprocess.run(  # noqa: S603
        [*program, *words],
        cwd=folder,
        env=os.environ | environ,
        input=LINE.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "line",
    ["--version", "check article.txt --no-lookup", "parse -", "extract missing.txt", "chekc", ""],
)
def test_it_ends_and_prints_as_the_command_does(tmp_path: Path, line: str) -> None:
    (tmp_path / "article.txt").write_text(f"References\n\n1. {LINE}", encoding="utf-8")
    real = ended(tmp_path, COLD, *line.split())
    assert ended(tmp_path, warm.command(), *line.split()) == real


def test_the_environment_is_that_of_the_run(tmp_path: Path) -> None:
    line = ("check", "missing.txt")
    for value in ("often", "seldom"):
        status, _, said = ended(tmp_path, warm.command(), *line, REFCHECK_RATE=value)
        assert (status, value in said.decode()) == (2, True)
    assert b"there is no such file" in ended(tmp_path, warm.command(), *line)[2]


def test_what_an_interpreter_reads_at_its_start_is_heeded(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(f"References\n\n1. Šimková {LINE}", encoding="utf-8")
    line = ("extract", "article.txt")
    _, printed, _ = ended(tmp_path, warm.command(), *line, PYTHONIOENCODING="utf-16")
    assert "Šimková" in printed.decode("utf-16")


def test_ctrl_c_reaches_the_command(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: S603
        [*warm.command(), "parse", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(LINE.encode())
        process.stdin.flush()
        assert b"Ketamine" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)  # with its input open: at the end of that it would end by itself
        assert process.stderr
        err = process.stderr.read()
    assert (process.returncode, err) == (130, b"")
