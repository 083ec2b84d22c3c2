"""Processes of refcheck's own: what they may import from, and how the two sides talk."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from refcheck import processes

SOURCE = Path(processes.__file__).parent
STARTS = re.compile(
    r"\b(subprocess\.(?!Popen\[|TimeoutExpired)\w+|multiprocessing|ProcessPool\w*|os\.(?:fork|exec\w*|spawn\w*|"
    r"posix_spawn\w*|system|popen)|create_subprocess_\w+|runpy)\b"
)


def test_every_library_is_named() -> None:
    """A library that is not could not be imported where it lies apart from the interpreter's."""
    wanted = {
        re.split(r"[^\w.-]", line, maxsplit=1)[0].lower().replace("_", "-")
        for line in requires("refcheck-biblio") or ()
        if "extra ==" not in line or "'pdf'" in line or '"pdf"' in line
    }
    providers = packages_distributions()
    named = {
        distribution.lower().replace("_", "-")
        for module in processes.DEPENDENCIES
        for distribution in providers.get(module, ())
    }
    assert wanted <= named


def test_processes_are_started_in_one_place() -> None:
    found = {
        path.name: STARTS.findall(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")
    }
    assert {name for name, calls in found.items() if calls} == {"processes.py"}


def test_the_libraries_folders_are_passed_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "apart" / "lxml").mkdir(parents=True)
    (tmp_path / "apart" / "lxml" / "__init__.py").touch()
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "yaml.py").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "here" / "httpx.py").touch()
    monkeypatch.chdir(tmp_path / "here")
    path = [str(tmp_path / name) for name in ("here", "apart", "other", "plain")]
    monkeypatch.setattr(sys, "path", ["", *path])
    processes._folders.cache_clear()
    try:
        assert processes._folders() == (path[1], path[3])
    finally:
        processes._folders.cache_clear()


@pytest.mark.parametrize("attribute", ["executable", "frozen"])
def test_where_there_can_be_no_process(monkeypatch: pytest.MonkeyPatch, attribute: str) -> None:
    value = {"executable": "", "frozen": True}[attribute]
    monkeypatch.setattr(sys, attribute, value, raising=False)
    assert processes.start("refcheck.parsing.parallel", "serve") is None


FORKING = """
import os, sys, threading, time
from refcheck import processes

def serve(requests, answers):
    print("nothing is said")
    while (message := processes.receive(requests)) is not None:
        if message == b"fail":
            raise ValueError
        processes.send(answers, message + b" " + str(os.getpid()).encode())

def asked(process, message):
    processes.send(process.stdin, message)
    return processes.receive(process.stdout)

sys.stdout.write("in the buffer of both; ")
one, two = processes.fork(serve), processes.fork(serve)
for process in (one, two):
    assert asked(process, b"hello") == b"hello %d" % process.pid
assert asked(one, b"fail") is None
one.stdin.close()
assert one.wait() == 0
one.kill()  # is no more
two.kill()
assert two.wait() == two.wait() == -9
three = processes.fork(serve)
three.stdin.close()
assert three.wait() == 0
threading.Thread(target=time.sleep, args=[0.2]).start()
assert processes.fork(serve) is None
print("done")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there")
def test_a_fork_answers_and_is_gone() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", FORKING], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("in the buffer of both; done\n", "")


def test_elsewhere_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert processes.fork(lambda _requests, _answers: None) is None


def test_messages_are_whole_or_none() -> None:
    stream = io.BytesIO()
    processes.send(stream, b"first")
    processes.send(stream, b"")
    whole = stream.getvalue()
    read = io.BytesIO(whole)
    assert [processes.receive(read) for _ in range(3)] == [b"first", b"", None]
    assert processes.receive(io.BytesIO(whole[:10])) is None
