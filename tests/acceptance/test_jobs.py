"""Several processes: the same bytes as one, whatever the documents are and whatever happens."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests import warm
from tests.checkout import copy_folders

from refcheck.reports import REPORTERS

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="only on POSIX")

LIST = """@article{serafini,
  author = {Serafini, Gianluca and Howland, Robert H.},
  title = {The role of ketamine in treatment-resistant depression: a systematic review},
  journal = {Curr Neuropharmacol}, year = {2014}, volume = {12}, pages = {444--61},
}
"""
ENTRY = """TY  - JOUR
AU  - Serafini, Gianluca
TI  - The role of ketamine in treatment-resistant depression: a systematic review
JO  - Curr Neuropharmacol
PY  - 2014
VL  - 12
SP  - 444
ER  -
"""
SUPPRESSED = """# On ketamine

As shown before [1, 3].

## References

<!-- refcheck: ignore[year-*] the proofs had it -->
1. Serafini G, Howland RH, Rovedi F, Girardi P, Amore M. The role of ketamine in treatment-resistant
   depression: a systematic review. Curr Neuropharmacol. 2013;12:444-61.
<!-- refcheck: ignore[volume-mismatch] nothing of the kind -->
2. Hasselmann HW. Ketamine as an antidepressant? Curr Neuropharmacol. 2014;12:57-70.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles, lists that have a work in common, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("jobs")
    copy_folders(ROOT, folder, "seeds", "cache")
    (folder / "refcheck.toml").write_text(
        'cache-dir = "cache"\n[[suppress]]\npmid = "24851083"\nrules = ["doi-available"]\n'
        'reason = "known"\n[[suppress]]\npmid = "1"\nrules = ["year-mismatch"]\nreason = "none"\n'
    )
    files = {
        "a.bib": LIST,
        "b.ris": ENTRY,
        "broken.pdf": "%PDF-1.4 nothing else",
        "broken.docx": "PK\x03\x04",
        "empty.txt": "",
        "no list.txt": "There is nothing to cite.\n",
        "suppressed.md": SUPPRESSED,
        "z.bib": LIST,
    }
    for name, content in files.items():
        (folder / "seeds" / name).write_text(content)
    (folder / "cache" / "damaged.jsonl").write_text("{}\n")
    return folder


def surroundings() -> dict[str, str]:
    """The environment without any setting."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_", "PYTHON"))
    }


def results(folder: Path, line: str, jobs: int | str, stdin: str = "") -> object:
    """What a command line comes to: its output, messages, status, and the files that it wrote."""
    written = folder / f"out-{jobs}"
    shutil.rmtree(written, ignore_errors=True)
    written.mkdir()
    done = subprocess.run(  # noqa: S603
        [*warm.command(), *line.replace("OUT", f"out-{jobs}/report").split(), "--jobs", str(jobs)],
        cwd=folder,
        env=surroundings(),
        input=stdin.encode(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    files = {path.name: content(path) for path in written.rglob("*") if path.is_file()}
    name = f"out-{jobs}".encode()
    return done.stdout, done.stderr.replace(name, b"OUT"), done.returncode, files


def content(path: Path) -> object:
    """The bytes of a file; of an Office file those of its parts, but for when it was made."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name != "docProps/core.xml"]
        return {name: archive.read(name) for name in parts}


def same_for_all(folder: Path, line: str, *jobs: int, stdin: str = "") -> None:
    first = results(folder, line, 1, stdin)
    for number in jobs:
        assert results(folder, line, number, stdin) == first


@pytest.mark.parametrize("how", REPORTERS)
def test_every_report_has_the_same_bytes(folder: Path, how: str) -> None:
    same_for_all(folder, f"check seeds missing.txt --offline --format {how} -o OUT.{how}", 2)


@pytest.mark.parametrize(
    "line",
    [
        "check seeds --offline --verbose",
        "check seeds/empty.txt missing.txt seeds/with-errors.md seeds/a.bib --offline",
        "check missing.txt gone.txt --offline",
        "check seeds --no-lookup --format json",
        "check seeds --offline --why 2",
        "check seeds --offline --select author-*,list-*",
        "check seeds --offline --sources all --format json",
        "check seeds --offline --cache-dir none",
        "check seeds --offline --index none",
        "extract seeds missing.txt --format json",
        "extract seeds --format text",
        "bibtex seeds missing.txt",
        "bibtex seeds --from record --offline",
        "check empty-folder --offline",
        "check seeds/with-errors.md --offline",
        "check seeds/with-errors.md - --offline",
        "check - --offline",
    ],
)
def test_every_command_does_the_same(folder: Path, line: str) -> None:
    (folder / "empty-folder").mkdir(exist_ok=True)
    same_for_all(folder, line, 3, stdin=SUPPRESSED)


def test_a_baseline_knows_the_same(folder: Path) -> None:
    for jobs in (1, 2):
        line = f"baseline update seeds --offline -o known-{jobs}.json"
        assert results(folder, line, jobs)[2] == 3  # type: ignore[index]
    known = [(folder / f"known-{jobs}.json").read_bytes() for jobs in (1, 2)]
    assert known[0] == known[1]
    assert b"seeds/with-errors.md" in known[0]
    same_for_all(folder, "check seeds --offline --baseline known-1.json --format json", 2)


def test_imported_lists_that_cannot_be_used_are_said_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "refcheck").mkdir()
    for name in ("journals.gz", "retractions.sqlite"):
        (tmp_path / "refcheck" / name).write_text("nothing of the kind")
    said = []
    for jobs in (1, 2):
        line = f"check seeds --offline --exit-zero --jobs {jobs}"
        with started(folder, line) as process:  # one that has not looked for them before
            said.append(process.communicate(timeout=120))
    assert said[0] == said[1]
    assert said[0][1].count(b"cannot be used") == 2


# --- what comes from outside ----------------------------------------------------------------------


@pytest.fixture
def many(folder: Path, tmp_path: Path) -> Path:
    """So many articles that a run of them can be met in the middle."""
    copy_folders(folder, tmp_path, "cache")
    text = (folder / "seeds" / "with-errors.md").read_text()
    (tmp_path / "articles").mkdir()
    for number in range(100):
        (tmp_path / "articles" / f"{number:03}.md").write_text(text)
    return tmp_path


def _processes(group: int) -> list[int]:
    return [
        process for process in _all_processes() if process != group and _group(process) == group
    ]


def _all_processes() -> list[int]:
    if Path("/proc/self").exists():  # small systems with it have no `ps`
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    listed = subprocess.run(["ps", "-e", "-o", "pid="], capture_output=True, check=True)  # noqa: S607
    return [int(process) for process in listed.stdout.split()]


def _group(process: int) -> int | None:
    try:
        return os.getpgid(process)
    except OSError:  # it has ended meanwhile
        return None


def _until(condition: object) -> None:
    deadline = time.monotonic() + 60
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def started(folder: Path, line: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "refcheck", *line.split()],
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@posix
@pytest.mark.parametrize(
    "command", ["check articles --offline --cache-dir cache", "extract articles"]
)
def test_ctrl_c_ends_all_processes_quietly(many: Path, command: str) -> None:
    with started(many, f"{command} --jobs 2 --format jsonl") as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert len(_processes(process.pid)) == 2
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, b"")
    _until(lambda: not _processes(process.pid))


@posix
def test_a_run_that_is_killed_leaves_no_process(many: Path) -> None:
    with started(many, "extract articles --jobs 2 --format jsonl") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    _until(lambda: not _processes(process.pid))


@posix
def test_what_a_killed_process_was_at_is_not_lost(many: Path) -> None:
    line = "check articles --offline --cache-dir cache --exit-zero --format jsonl"
    with started(many, f"{line} --jobs 2") as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        for number in _processes(process.pid):
            os.kill(number, signal.SIGKILL)
        assert process.stderr is not None
        rest, err = process.stdout.read(), process.stderr.read()
    with started(many, f"{line} --jobs 1") as alone:
        whole, _ = alone.communicate(timeout=300)
    assert (process.returncode, err) == (0, b"")
    assert first + rest == whole
