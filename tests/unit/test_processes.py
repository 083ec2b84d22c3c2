"""Processes of refcheck's own: what they may import from, and how the two sides talk."""

from __future__ import annotations

import io
import re
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


def test_messages_are_whole_or_none() -> None:
    stream = io.BytesIO()
    processes.send(stream, b"first")
    processes.send(stream, b"")
    whole = stream.getvalue()
    read = io.BytesIO(whole)
    assert [processes.receive(read) for _ in range(3)] == [b"first", b"", None]
    assert processes.receive(io.BytesIO(whole[:10])) is None
