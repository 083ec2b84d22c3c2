"""Drafts of output files: a killed run leaves one, and the next run takes it away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from refcheck import drafts
from refcheck.cli.output import open_output
from refcheck.drafts import new_draft, replace_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and locks of POSIX")

WRITES = """
import sys, time
from pathlib import Path
from refcheck.cli.output import open_output
with open_output(Path(sys.argv[1]), machine=True) as stream:
    stream.write("half")
    stream.flush()
    print("writing", flush=True)
    time.sleep(60)
"""


def writing(target: Path) -> subprocess.Popen[str]:
    """A process that has begun to write `target`."""
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", WRITES, str(target)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def end(process: subprocess.Popen[str], number: int) -> None:
    process.send_signal(number)
    process.communicate(timeout=30)


def put(target: Path) -> None:
    with open_output(target, machine=True) as stream:
        stream.write("whole")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_what_a_killed_run_left_is_cleaned_up_by_the_next(tmp_path: Path, number: int) -> None:
    end(writing(tmp_path / "report.json"), number)
    assert len(names(tmp_path)) == 1
    put(tmp_path / "report.json")
    assert names(tmp_path) == ["report.json"]


def test_a_run_that_still_writes_keeps_its_draft(tmp_path: Path) -> None:
    process = writing(tmp_path / "report.json")
    (draft,) = names(tmp_path)
    put(tmp_path / "report.json")
    put(tmp_path / "other.json")
    assert names(tmp_path) == [draft, "other.json", "report.json"]
    assert (tmp_path / draft).read_text() == "half"
    end(process, signal.SIGKILL)
    put(tmp_path / "other.json")
    assert names(tmp_path) == ["other.json", "report.json"]


def test_within_one_process_too(tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    with open_output(target, machine=True) as stream:
        stream.write("first")
        put(target)
        assert target.read_text() == "whole"
    assert target.read_text() == "first"
    assert names(tmp_path) == ["report.json"]


def test_a_draft_is_safe_until_it_has_its_name(tmp_path: Path) -> None:
    """Also between the end of writing and the renaming, when its own handle is closed."""
    draft = new_draft(tmp_path / "report.json")
    os.close(draft.handle)
    put(tmp_path / "other.json")
    assert draft.path.exists()
    draft.release()
    put(tmp_path / "other.json")
    assert names(tmp_path) == ["other.json"]


@pytest.mark.parametrize(
    "name",
    [
        ".report.json.abcdefgh",
        ".report.json.abcdefgh.tmp",
        "report.json.abcdefgh.refcheck-draft",
        ".report.json.abc.refcheck-draft",
        ".refcheck-draft",
    ],
)
def test_files_of_others_stay(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("somebody's")
    put(tmp_path / "report.json")
    assert (tmp_path / name).read_text() == "somebody's"


def test_what_is_no_file_stays_and_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / ".a.abcdefgh.refcheck-draft"
    folder.mkdir()
    pipe = tmp_path / ".b.abcdefgh.refcheck-draft"
    os.mkfifo(pipe)
    kept = tmp_path / "kept.txt"
    kept.write_text("mine")
    link = tmp_path / ".c.abcdefgh.refcheck-draft"
    link.symlink_to(kept)
    put(tmp_path / "report.json")
    assert folder.is_dir()
    assert pipe.exists()
    assert link.is_symlink()
    assert kept.read_text() == "mine"


def test_without_locks_only_old_drafts_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_LOCKS", False)
    old = tmp_path / ".a.abcdefgh.refcheck-draft"
    new = tmp_path / ".b.abcdefgh.refcheck-draft"
    for path in (old, new):
        path.write_text("")
    os.utime(old, (0, 0))
    put(tmp_path / "report.json")
    assert names(tmp_path) == [new.name, "report.json"]


def test_a_draft_that_another_run_took_away_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    really = drafts._is_still

    def first_is_gone(name: str, handle: int) -> bool:
        asked.append(name)
        if len(asked) == 1:
            Path(name).unlink()
        return really(name, handle)

    monkeypatch.setattr(drafts, "_is_still", first_is_gone)
    put(tmp_path / "report.json")
    assert len(asked) == 2
    assert (tmp_path / "report.json").read_text() == "whole"
    assert names(tmp_path) == ["report.json"]


def test_a_file_is_replaced_whole_with_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "citation.jsonl"
    replace_file(target, b"first")
    target.chmod(0o640)
    replace_file(target, b"second")
    assert target.read_bytes() == b"second"
    assert target.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["citation.jsonl"]


def test_a_file_with_this_content_is_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "citation.jsonl"
    replace_file(target, b"same")
    before = target.stat()
    replace_file(target, b"same")
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_cannot_be_replaced_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        replace_file(tmp_path / "folder", b"x")
    assert names(tmp_path) == ["folder"]
