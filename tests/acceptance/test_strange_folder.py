"""Nothing of the folder that refcheck runs in, or that an input lies in, is ever run.

The folder holds a module for every name of the standard library, for every library that refcheck
depends on and for whatever an interpreter looks for when it starts. Each of them leaves a mark.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import refcheck
from refcheck.parsing import parse_lines
from refcheck.processes import DEPENDENCIES
from refcheck.readers.pdf import worker as pdf_worker

SOURCE = Path(refcheck.__file__).parents[1]
LINE = "Nutt DJ. Ecstasy: how dangerous is it? J Psychopharmacol. 2009;23(1):3-5."
NAMES = (
    set(sys.stdlib_module_names)
    | set(DEPENDENCIES)
    | {"sitecustomize", "usercustomize", "_virtualenv", "refcheck", "numpy", "PIL", "brotli"}
    | {"zstandard", "h2", "socksio", "simplejson", "certifi", "httpcore", "anyio", "shellingham"}
)
HOSTILE = "open({mark!r}, 'a').write({name!r} + ' '); raise ImportError('of a stranger')\n"


def hostile(folder: Path, *, without: frozenset[str] = frozenset()) -> Path:
    """Fill `folder` with modules that leave a mark when they run, and give back the mark."""
    mark = folder / "RAN"
    for name in NAMES - without:
        text = HOSTILE.format(mark=str(mark), name=name)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    for name in {"encodings", "json", "lxml"} - without:
        (folder / name).mkdir()
        text = HOSTILE.format(mark=str(mark), name=name)
        (folder / name / "__init__.py").write_text(text, encoding="utf-8")
    pth = "import sys; " + HOSTILE.format(mark=str(mark), name=".pth")
    (folder / "evil.pth").write_text(pth, encoding="utf-8")
    (folder / "pyvenv.cfg").write_text(f"home = {folder}\n", encoding="utf-8")
    for site in ("lib/site-packages", "lib"):
        (folder / site).mkdir(parents=True, exist_ok=True)
        (folder / site / "sitecustomize.py").write_text(HOSTILE.format(mark=str(mark), name=site))
    (folder / "references.txt").write_text(f"{LINE}\n" * 500, encoding="utf-8")
    (folder / "paper.pdf").write_bytes(paper())
    return mark


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """What `python -m` itself imports before it comes to refcheck; it would be run."""
    folder = tmp_path_factory.mktemp("probe")
    (folder / "probe.py").write_text("import sys; print(*sys.modules)", encoding="utf-8")
    loaded = run(folder, sys.executable, "-S", "-m", "probe").stdout.split()
    assert "json" not in loaded
    return frozenset({"refcheck", *loaded})


def paper() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    file = io.BytesIO()
    page = canvas.Canvas(file)
    for place, text in enumerate(["References", f"1. {LINE}", f"2. {LINE}"]):
        page.drawString(72, 700 - 14 * place, text)
    page.save()
    return file.getvalue()


def run(folder: Path, *command: str | Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, with nothing of this run's own import path."""
    surroundings = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(  # noqa: S603 - the commands are those of the tests below
        [str(word) for word in command],
        cwd=folder,
        env={**surroundings, "REFCHECK_OFFLINE": "1", **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# Every kind of process: one that reads PDFs, and several that parse.
WORK = [
    ("check", "paper.pdf", "--cache-dir", "kept", "--format", "json"),
    ("parse", "references.txt", "--jobs", "2"),
]


def test_the_command_runs_nothing_of_the_working_directory(tmp_path: Path) -> None:
    mark = hostile(tmp_path)
    for words in WORK:
        done = run(tmp_path, Path(sys.executable).parent / "refcheck", *words)
        assert not mark.exists(), mark.read_text()
        assert "Ecstasy" in done.stdout, done.stderr


def test_python_m_runs_nothing_once_it_has_found_refcheck(
    tmp_path: Path, before: frozenset[str]
) -> None:
    mark = hostile(tmp_path, without=before)
    for words in WORK:
        done = run(tmp_path, sys.executable, "-m", "refcheck", *words)
        assert not mark.exists(), mark.read_text()
        assert "Ecstasy" in done.stdout, done.stderr


def test_python_m_with_a_safe_path_runs_nothing(tmp_path: Path) -> None:
    mark = hostile(tmp_path)
    done = run(tmp_path, sys.executable, "-P", "-m", "refcheck", *WORK[0])
    assert not mark.exists(), mark.read_text()
    assert "Ecstasy" in done.stdout, done.stderr


def test_an_input_in_a_strange_folder(tmp_path: Path) -> None:
    stranger, here = tmp_path / "stranger", tmp_path / "here"
    stranger.mkdir()
    here.mkdir()
    mark = hostile(stranger)
    program = Path(sys.executable).parent / "refcheck"
    for words in (("extract", "paper.pdf"), ("parse", "references.txt", "--jobs", "2")):
        done = run(here, program, words[0], stranger / words[1], *words[2:])
        assert not mark.exists(), mark.read_text()
        assert "Ecstasy" in done.stdout, done.stderr


@pytest.mark.parametrize("named", ["", ".", "{folder}", "lib", "{elsewhere}:.:", "::lib"])
def test_workers_of_a_program_that_has_the_folder_on_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """As in a notebook, in `python -c`, and with a PYTHONPATH that has an empty entry."""
    mark = hostile(tmp_path)
    monkeypatch.chdir(tmp_path)
    named = named.format(folder=tmp_path, elsewhere=tmp_path.parent).replace(":", os.pathsep)
    monkeypatch.setenv("PYTHONPATH", named)
    monkeypatch.setattr(
        sys, "path", ["", ".", str(tmp_path), "lib", str(tmp_path / "lib"), *sys.path]
    )
    monkeypatch.setattr(pdf_worker, "_WORKER", pdf_worker._Worker())
    assert "Ecstasy" in pdf_worker.read_apart("paper.pdf", paper()).text
    pdf_worker._WORKER.close()
    assert len(list(parse_lines([LINE] * 450, jobs=2))) == 450
    assert not mark.exists(), mark.read_text()


def test_a_working_directory_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setattr(pdf_worker, "_WORKER", pdf_worker._Worker())
    assert "Ecstasy" in pdf_worker.read_apart("paper.pdf", paper()).text
    pdf_worker._WORKER.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the libraries, and no refcheck."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=False)
    [packages] = folder.glob("lib/python*/site-packages")
    libraries = [entry for entry in sys.path if "site-packages" in entry]
    (packages / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return folder / "bin" / "python"


@pytest.mark.skipif(sys.platform == "win32", reason="lays out a virtual environment as on Unix")
@pytest.mark.parametrize("place", ["elsewhere", "in its own folder"])
def test_a_tree_that_is_not_installed(
    tmp_path: Path, bare: Path, place: str, before: frozenset[str]
) -> None:
    """Also where it is run from the folder it lies in, with a stranger's modules beside it."""
    tree, folder = tmp_path / "tree", tmp_path / "folder"
    shutil.copytree(SOURCE / "refcheck", tree / "refcheck")
    folder.mkdir()
    if place == "in its own folder":
        folder = tree
    mark = hostile(folder, without=before)
    path = {} if place == "in its own folder" else {"PYTHONPATH": str(tree)}
    for words in WORK:
        done = run(folder, bare, "-m", "refcheck", *words, **path)
        assert not mark.exists(), mark.read_text()
        assert "Ecstasy" in done.stdout, done.stderr
