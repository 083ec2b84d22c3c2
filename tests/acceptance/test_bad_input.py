"""Bad input: one clear line and an exit status, and everything else is still reported.

Every test runs the real command in a process of its own (`tests/warm.py`). The full sizes (50 MB of
text and the like) are in `benchmarks/bad_input.py`; here they are small enough for every day.
"""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests import warm

ENTRIES = """\
1. Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the gun? Pharmacol Res. 2015;99:23-35.
2. Katalinic N, Lai R, Somogyi A, Mitchell PB, Glue P, Loo CK. Ketamine as a new treatment for depression: a review of its efficacy and adverse effects. Aust N Z J Psychiatry. 2013;47(8):710-27.
"""  # noqa: E501 - one reference a line, as articles print them
ARTICLE = f"Ketamine and mood\n\nIt works within hours [1,2].\n\nReferences\n\n{ENTRIES}"


def _rights_hold() -> bool:
    """Whether a file without any rights is shut: not for root, and not on every system."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        return not os.access(file.name, os.R_OK)


needs_rights = pytest.mark.skipif(not _rights_hold(), reason="everything may be read here")
posix = pytest.mark.skipif(os.name == "nt", reason="only on POSIX")


def refcheck(
    folder: Path, *arguments: str | Path, stdin: bytes = b"", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command in `folder`, with no settings but its own."""
    return subprocess.run(  # noqa: S603
        [*warm.command(), *map(str, arguments)],
        cwd=folder,
        env=surroundings(folder, environ),
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in `folder`."""
    return subprocess.run(  # noqa: S603
        ["bash", "-c", line],  # noqa: S607
        cwd=folder,
        env=surroundings(folder, {}),
        capture_output=True,
        timeout=60,
        check=False,
    )


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The command line of a process that starts as people start it."""
    return [sys.executable, "-m", "refcheck", *map(str, arguments)]


def surroundings(folder: Path, environ: dict[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("REFCHECK_", "NCBI_", "PYTHON"))
    }
    return kept | {"REFCHECK_CACHE_DIR": str(folder / "cache-of-the-test")} | environ


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """The one line on standard error."""
    text = done.stderr.decode()
    assert text.endswith("\n"), "nothing was said"
    assert text.count("\n") == 1, text
    assert text.startswith("refcheck: ")
    return text.strip()


def documents(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.stdout)["documents"]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article in it."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


CHECK = ("check", "--no-lookup", "--format", "json")


ROOT = Path(__file__).resolve().parents[2]
RIGHT_KEY, WRONG_KEY = "0123456789abcdef", "fedcba9876543210"


@contextmanager
def service(log: Path, *options: str) -> Iterator[str]:
    """A service on this machine that knows the project's own records; its base address."""
    records = str(ROOT / "cache" / "records")
    arguments = ["--records", records, "--key", RIGHT_KEY, "--log", str(log), *options]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.standin", *arguments], cwd=ROOT, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().decode().strip()
        finally:
            process.terminate()


def asked(log: Path) -> list[str]:
    """The endpoints that were asked, in order."""
    return [json.loads(line)["endpoint"] for line in log.read_text().splitlines()]


def everything_written(folder: Path) -> bytes:
    """What stands in any file below a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


# --- inputs ---------------------------------------------------------------------------------------


def test_a_missing_file_among_good_ones(folder: Path) -> None:
    done = refcheck(folder, *CHECK, "missing.txt", "article.txt")
    assert done.returncode == 3
    assert said(done) == "refcheck: missing.txt: there is no such file"
    missing, article = documents(done)
    assert (missing["path"], missing["status"]) == ("missing.txt", "unreadable")
    assert missing["error"] == "there is no such file"
    assert (article["status"], len(article["references"])) == ("ok", 2)


def test_exit_zero_leaves_only_what_could_not_be_done(folder: Path) -> None:
    assert refcheck(folder, *CHECK, "missing.txt", "article.txt", "--exit-zero").returncode == 0
    assert refcheck(folder, *CHECK, "missing.txt", "--exit-zero").returncode == 2


@pytest.mark.parametrize("how", ["text", "json"])
@pytest.mark.parametrize("name", ["check", "extract"])
def test_only_missing_files(folder: Path, name: str, how: str) -> None:
    done = refcheck(folder, name, "a.txt", "b.txt", "--format", how)
    assert done.returncode == 2
    reason = "there is no such file"
    assert said(done) == f"refcheck: a.txt: {reason}; b.txt: {reason}"
    if how == "text":
        assert done.stdout == b""
    else:
        assert [document["status"] for document in documents(done)] == ["unreadable"] * 2


def test_many_missing_files_are_still_one_line(folder: Path) -> None:
    done = refcheck(folder, "check", *(f"{number}.txt" for number in range(50)))
    assert done.returncode == 2
    assert said(done).endswith("; and 47 more inputs")


@pytest.mark.parametrize("name", ["bibtex", "extract --text", "parse"])
def test_a_missing_file_for_the_other_commands(folder: Path, name: str) -> None:
    done = refcheck(folder, *name.split(), "missing.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said(done) == "refcheck: missing.txt: there is no such file"


@pytest.mark.parametrize("name", ["bibtex", "extract --text"])
def test_a_missing_file_among_good_ones_for_the_other_commands(folder: Path, name: str) -> None:
    done = refcheck(folder, *name.split(), "missing.txt", "article.txt")
    assert done.returncode == 3
    assert said(done) == "refcheck: missing.txt: there is no such file"
    assert b"Katalinic" in done.stdout


@pytest.mark.parametrize("name", ["check", "extract", "bibtex", "extract --text", "parse"])
def test_an_empty_name(folder: Path, name: str) -> None:
    assert said(refcheck(folder, *name.split(), "")) == "refcheck: '': there is no such file"


@needs_rights
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text(ARTICLE)
    secret.chmod(0)
    done = refcheck(folder, *CHECK, ".")
    assert done.returncode == 3
    assert said(done) == "refcheck: ./secret.txt: no permission to read it"
    assert refcheck(folder, "check", "secret.txt").returncode == 2


@needs_rights
def test_a_folder_that_may_not_be_read(folder: Path) -> None:
    secret = folder / "secret"
    secret.mkdir(mode=0)
    try:
        done = refcheck(folder, *CHECK, ".")
    finally:
        secret.chmod(0o700)
    assert done.returncode == 3
    assert "secret" in said(done)


@pytest.mark.parametrize("name", ["check", "extract", "bibtex", "extract --text"])
def test_a_folder_with_nothing_to_read(folder: Path, name: str) -> None:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "photo.png").write_bytes(b"\x89PNG\r\n")
    done = refcheck(folder, *name.split(), "pictures")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said(done) == "refcheck: pictures: it contains no file that refcheck can read"


def test_a_folder_with_nothing_to_read_beside_a_good_file(folder: Path) -> None:
    (folder / "pictures").mkdir()
    done = refcheck(folder, *CHECK, "pictures", "article.txt")
    assert done.returncode == 0
    assert said(done) == "refcheck: warning: pictures: it contains no file that refcheck can read"


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"An article without a list.\n"],
    ids=["empty", "line ends", "byte order mark", "UTF-16 mark", "no list"],
)
def test_a_file_without_references(folder: Path, content: bytes) -> None:
    (folder / "empty.txt").write_bytes(content)
    done = refcheck(folder, *CHECK, "empty.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert documents(done)[0]["status"] == "no_references"
    assert refcheck(folder, "check", "empty.txt").returncode == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "is a damaged ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "is an old Word"),
        (bytes(range(256)) * 40, "binary data"),
        (b"\x00" * 1_000, "NUL bytes"),
        (ARTICLE.encode("utf-16-le"), "UTF-16 without a byte order mark"),
    ],
    ids=["PDF", "ZIP", "old Word", "binary", "NUL", "UTF-16 without its mark"],
)
def test_what_is_no_text(folder: Path, content: bytes, reason: str) -> None:
    (folder / "odd.txt").write_bytes(content)
    alone = refcheck(folder, "check", "odd.txt")
    assert alone.returncode == 2
    assert reason in said(alone)
    together = refcheck(folder, *CHECK, "odd.txt", "article.txt")
    assert together.returncode == 3
    assert [document["status"] for document in documents(together)] == ["unreadable", "ok"]


def test_a_stray_nul_and_invalid_bytes_do_not_stop_it(folder: Path) -> None:
    damaged = ARTICLE.encode().replace(b"hours", b"ho\x00urs \xff\xfe\xc3" + b" later" * 200)
    (folder / "damaged.txt").write_bytes(damaged + b"\x80")
    done = refcheck(folder, *CHECK, "damaged.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(documents(done)[0]["references"]) == 2


def test_a_path_given_twice_is_read_once(folder: Path) -> None:
    done = refcheck(folder, *CHECK, "article.txt", "./article.txt", ".", folder / "article.txt")
    assert done.returncode == 0
    assert [document["path"] for document in documents(done)] == ["article.txt"]


@posix
def test_links_that_go_in_circles(folder: Path) -> None:
    (folder / "circle").mkdir()
    (folder / "circle" / "back").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    done = refcheck(folder, *CHECK, ".")
    assert done.returncode == 3
    assert "self.txt: " in said(done)
    readable = [document for document in documents(done) if document["status"] == "ok"]
    assert [document["path"] for document in readable] == ["./article.txt"]


@posix
def test_a_path_that_is_no_utf8(folder: Path) -> None:
    name = os.fsdecode(b"Man\xe9n.txt")
    (folder / name).write_text(ARTICLE, encoding="utf-8")
    for how in ("text", "json"):
        done = refcheck(folder, "check", "--no-lookup", "--format", how, ".")
        assert (done.returncode, done.stderr) == (0, b"")
        done.stdout.decode()


def test_standard_input(folder: Path) -> None:
    done = refcheck(folder, *CHECK, "-", stdin=ARTICLE.encode())
    assert done.returncode == 0
    assert documents(done)[0]["path"] == "-"
    assert len(documents(done)[0]["references"]) == 2
    assert refcheck(folder, *CHECK, "-").returncode == 0


# --- markup and archives --------------------------------------------------------------------------

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE article [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>
<article><front/><body><p>&c;</p></body></article>"""
REACHING = b"""<?xml version="1.0"?>
<!DOCTYPE article [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<article><front/><body><p>&a;</p></body></article>"""


def packed(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", '<c><rootfile full-path="a.opf"/></c>')
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("laughs.xml", LAUGHS, "declares XML entities"),
        ("reaching.xml", REACHING, "declares XML entities"),
        ("cut.xml", b"<article><front><article-meta>", "broken or incomplete XML"),
        ("deep.xml", b"<article><front/>" + b"<sec>" * 5_000, "nested too deeply"),
        ("deep.html", b"<html>" + b"<div>" * 5_000, "nested too deeply"),
        ("wide.html", b"<table>" + b"<tr><td>" * 1_300_000, "a million tags"),
        ("bomb.epub", packed("a.opf", bytes(60_000_000)), "far more than its size"),
        ("empty.epub", packed("a.opf", b"<package/>"), "without pages"),
        ("other.epub", packed("b.opf", b"<package/>"), "lacks the part a.opf"),
    ],
)
def test_markup_that_would_do_harm(folder: Path, name: str, content: bytes, reason: str) -> None:
    (folder / name).write_bytes(content)
    done = refcheck(folder, *CHECK, name, "article.txt")
    assert done.returncode == 3
    assert reason in said(done)
    assert [document["status"] for document in documents(done)] == ["unreadable", "ok"]


def test_files_of_many_kinds_in_one_folder(folder: Path) -> None:
    page = "".join(f"<li>{entry[3:]}" for entry in ENTRIES.splitlines())
    (folder / "page.html").write_text(f"<p>It works.</p><h2>References</h2><ol>{page}</ol>")
    (folder / "named.pdf").write_text(f"<html><h2>References</h2><ol>{page}</ol></html>")
    (folder / "feed.xml").write_text("<rss/>")
    (folder / "package.json").write_text('{"name": "x"}')
    done = refcheck(folder, *CHECK, ".")
    assert (done.returncode, done.stderr) == (0, b"")
    found = {one["path"]: len(one["references"]) for one in documents(done)}
    assert found == {"./article.txt": 2, "./named.pdf": 2, "./page.html": 2}
    done = refcheck(folder, *CHECK, "feed.xml", "package.json", "page.html")
    assert done.returncode == 3
    assert [document["status"] for document in documents(done)] == ["unreadable"] * 2 + ["ok"]


# --- sizes ----------------------------------------------------------------------------------------


def test_thousands_of_numbered_lines(folder: Path) -> None:
    steps = "".join(f"{number}. Stir well.\n" for number in range(1, 10_001))
    (folder / "steps.txt").write_text(steps)
    done = refcheck(folder, *CHECK, "steps.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert documents(done)[0]["references"] == []


def test_thousands_of_siblings_in_one_list(folder: Path) -> None:
    """Works that nearly all checks for doubles take for the same."""
    line = "{0}. Loo CK. Ketamine in practice and in theory. Lancet. 2018;{0}:1-2.\n"
    entries = "".join(line.format(number) for number in range(1, 2_001))
    (folder / "siblings.txt").write_text(f"References\n\n{entries}")
    done = refcheck(folder, *CHECK, "siblings.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(documents(done)[0]["references"]) == 2_000


@pytest.mark.parametrize(
    "piece", ["Ketamine was given to 32 adults in 2013. ", "a", " ", ".", "[(", "1. ", "\n1\n"]
)
def test_long_lines(folder: Path, piece: str) -> None:
    text = f"References\n\n1. {piece * (200_000 // len(piece))}\n"
    (folder / "long.txt").write_text(text)
    assert refcheck(folder, *CHECK, "long.txt").returncode == 0
    (folder / "line.txt").write_text(text.replace("\n", " "))
    parsed = refcheck(folder, "parse", "line.txt")
    assert (parsed.returncode, parsed.stdout.count(b"\n")) == (0, 1)


def test_a_reference_with_three_thousand_authors(folder: Path) -> None:
    authors = ", ".join(f"Loo{'abcdefghij'[number % 10]} CK" for number in range(3_000))
    reference = f"{authors}. Ketamine in practice. Lancet. 2018;1(2):3-4."
    (folder / "authors.txt").write_text(f"{ARTICLE}3. {reference}\n")
    done = refcheck(folder, *CHECK, "authors.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert documents(done)[0]["references"][2]["raw"] == reference


# --- outputs --------------------------------------------------------------------------------------


def test_output_that_cannot_be_written(folder: Path) -> None:
    done = refcheck(folder, "check", "article.txt", "-o", "missing/report.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said(done) == (
        "refcheck: missing/report.txt: cannot be written: there is no such folder"
    )
    assert not (folder / "cache-of-the-test").exists(), "the work had begun"


def test_the_article_is_not_overwritten(folder: Path) -> None:
    done = refcheck(folder, "bibtex", "article.txt", "-o", "article.txt")
    assert done.returncode == 2
    assert "one of the inputs" in said(done)
    assert (folder / "article.txt").read_text() == ARTICLE


def test_an_article_found_in_a_folder_is_not_overwritten(folder: Path) -> None:
    done = refcheck(folder, "extract", ".", "-o", "article.txt")
    assert done.returncode == 2
    assert "one of the inputs" in said(done)
    assert (folder / "article.txt").read_text() == ARTICLE


@needs_rights
def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    done = refcheck(folder, "check", "article.txt", "-o", "locked/report.txt")
    assert done.returncode == 2
    assert said(done).endswith("cannot be written: permission denied")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("name", ["check --no-lookup", "extract", "bibtex", "parse"])
def test_a_full_disk(folder: Path, name: str) -> None:
    done = refcheck(folder, *name.split(), "article.txt", "-o", "/dev/full")
    assert done.returncode == 2
    assert said(done) == "refcheck: /dev/full: cannot be written: no space left on device"
    with Path("/dev/full").open("wb") as full:
        status = subprocess.run(  # noqa: S603
            [*warm.command(), *name.split(), "article.txt"],
            cwd=folder,
            env=surroundings(folder, {}),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert status.returncode == 2
    assert b"standard output: cannot be written: no space left on device" in status.stderr


@posix
@pytest.mark.parametrize(
    "arguments",
    [
        "check --no-lookup many.txt",
        "check --no-lookup --format json many.txt",
        "extract many.txt",
        "bibtex many.txt",
        "parse many.txt",
        "parse --jobs 2 many.txt",
        "schema",
        "--help",
    ],
)
def test_a_closed_pipe(folder: Path, arguments: str) -> None:
    (folder / "many.txt").write_text(f"References\n\n{ENTRIES * 200}")
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(  # noqa: S603
            [*warm.command(), *arguments.split()],
            cwd=folder,
            env=surroundings(folder, {}),
            stdout=writing,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@posix
def test_a_reader_that_has_seen_enough(folder: Path) -> None:
    (folder / "many.txt").write_text(ENTRIES * 2_000)
    line = f"{sys.executable} -m refcheck parse many.txt | head -n 3"
    done = shell(folder, f"set -o pipefail; {line}; echo ${{PIPESTATUS[0]}}")
    *items, status = done.stdout.decode().splitlines()
    assert len([json.loads(item) for item in items]) == 3
    assert (status, done.stderr) == ("141", b"")


@posix
def test_no_standard_streams_at_all(folder: Path) -> None:
    for closed, status in ((">&-", 2), ("2>&-", 0), ("<&-", 0)):
        line = f"{sys.executable} -m refcheck check --no-lookup article.txt {closed}"
        done = shell(folder, line)
        assert done.returncode == status, (closed, done.stderr)
        assert b"Traceback" not in done.stderr
    line = f"{sys.executable} -m refcheck check - <&-"
    done = shell(folder, line)
    assert done.returncode == 2
    assert "-: " in said(done)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_a_terminal_of_another_encoding(folder: Path, encoding: str) -> None:
    (folder / "names.txt").write_text(
        ARTICLE.replace("Rajkumar", "Šimková–Łęcka"), encoding="utf-8"
    )
    done = refcheck(folder, "check", "--no-lookup", "-v", "names.txt", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    done = refcheck(folder, *CHECK, "names.txt", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Šimková" in documents(done)[0]["references"][0]["raw"]


STEERING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"


@pytest.mark.parametrize(
    "arguments",
    ["check --no-lookup", "check --no-lookup --color", "check --offline -v", "extract", "explain"],
)
def test_control_sequences_never_reach_the_terminal(folder: Path, arguments: str) -> None:
    text = ARTICLE.replace("Katalinic N", f"Kata{STEERING}linic N").replace(
        "2013", f"20{STEERING}13"
    )
    name = f"odd{STEERING}.txt" if os.name == "posix" else "odd.txt"
    (folder / name).write_text(text, encoding="utf-8")
    done = refcheck(folder, *arguments.split(), name)
    for stream in (done.stdout.decode(), done.stderr.decode()):
        assert "\x1b]" not in stream
        assert "\x1b[2J" not in stream
        assert not set(stream) & {"\x07", "\x9b", "\u202e"}


# --- the cache ------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["a file", "below a file"])
def test_a_cache_folder_that_cannot_be(folder: Path, where: str) -> None:
    (folder / "taken").write_text("")
    cache = "taken" if where == "a file" else "taken/cache"
    with service(folder.parent / f"{folder.name}.log") as address:
        done = refcheck(
            folder, "check", "article.txt", "--cache-dir", cache, "--eutils-url", address
        )
    assert done.returncode in (0, 1)
    lines = done.stderr.decode().splitlines()
    assert any("taken" in line and "goes on without it" in line for line in lines)
    assert b"2 references" in done.stdout


@needs_rights
def test_a_cache_folder_that_may_not_be_written(folder: Path) -> None:
    locked = folder / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with service(folder.parent / f"{folder.name}.log") as address:
        done = refcheck(
            folder, "check", "article.txt", "--cache-dir", locked, "--eutils-url", address
        )
    assert done.returncode in (0, 1)
    assert b"goes on without it" in done.stderr
    assert b"2 references" in done.stdout


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 4 MB."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)  # noqa: S603
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607


@pytest.mark.parametrize("free", [0, 40_000, 100_000], ids="{} bytes free".format)
def test_a_cache_on_a_full_disk(folder: Path, small_disk: Path, free: int) -> None:
    """Full before the file is made, while it is laid out, and with the first answers."""
    article = ROOT / "seeds" / "with-errors.md"
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"." * ((4 << 20) - free))
    arguments = ["check", article, "--format", "json", "--cache-dir", small_disk / "cache"]
    with service(folder.parent / f"{folder.name}.log") as address:
        arguments += ["--rate", "1000", "--eutils-url", address]
        full = refcheck(folder, *arguments)
        assert full.returncode == 1
        assert "the cache cannot be used" in said(full)
        assert "goes on without it" in said(full)
        ballast.unlink()
        roomy = refcheck(folder, *arguments)
    assert (roomy.returncode, roomy.stderr) == (1, b"")
    assert documents(full) == documents(roomy)


# --- interrupts -----------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("arguments", ["parse -", "check -", "bibtex -", "extract --text -"])
def test_ctrl_c_is_quiet(folder: Path, arguments: str) -> None:
    with subprocess.Popen(  # noqa: S603
        command(arguments.split()),
        cwd=folder,
        env=surroundings(folder, {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b"Loo CK. Ketamine.\n")
        process.stdin.flush()
        wait_until_it_reads(process)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, b"")


def wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has taken in its whole standard input and sleeps."""
    if Path("/proc").is_dir():  # documents are read in a thread of their own
        threads = Path(f"/proc/{process.pid}/task")
        wait_for(lambda: any("pipe" in one.read_text() for one in threads.glob("*/wchan")))
    else:
        time.sleep(2)


# --- the service ----------------------------------------------------------------------------------


def test_a_wrong_key_is_said_in_words_and_never_shown(folder: Path) -> None:
    log = folder.parent / f"{folder.name}.log"
    with service(log) as address:
        done = refcheck(
            folder,
            *("check", "article.txt", "--format", "json", "--eutils-url", address),
            NCBI_API_KEY=WRONG_KEY,
            NCBI_EMAIL="ana@library.example",
        )
    assert done.returncode == 3
    assert "key" in done.stderr.decode().lower()
    lookups = [reference["lookup"] for reference in documents(done)[0]["references"]]
    assert [lookup["status"] for lookup in lookups] == ["unavailable"] * 2
    for text in (done.stdout, done.stderr, everything_written(folder)):
        assert WRONG_KEY.encode() not in text
        assert b"ana@library.example" not in text


def test_a_server_that_only_a_settings_file_names_gets_no_key(folder: Path) -> None:
    """The stand-in refuses this key: it is answered because the key is not sent."""
    with service(folder.parent / f"{folder.name}.log") as address:
        (folder / "refcheck.toml").write_text(f'eutils-url = "{address}"\n')
        arguments = ("check", "article.txt", "--rate", "100")
        key = {"NCBI_API_KEY": WRONG_KEY, "REFCHECK_EMAIL": "ana@library.example"}
        done = refcheck(folder, *arguments, **key)
        assert done.returncode == 0
        assert "127.0.0.1 is not sent your API key and your e-mail address" in done.stderr.decode()
        assert "refcheck.toml weakens this check: eutils-url." in done.stdout.decode()
        named = refcheck(folder, *arguments, "--eutils-url", address, "--refresh", **key)
        assert named.returncode == 3
        assert "weakens" not in named.stdout.decode()


def test_what_was_answered_before_ctrl_c_is_not_asked_again(folder: Path) -> None:
    log = folder.parent / f"{folder.name}.log"
    arguments = ["check", "article.txt", "--format", "json", "-o", "report.json", "--rate", "100"]
    with (
        service(log, "--fault", "hang@efetch:1") as address,
        subprocess.Popen(  # noqa: S603
            command([*arguments, "--eutils-url", address]),
            cwd=folder,
            env=surroundings(folder, {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        wait_for(lambda: log.exists() and "efetch" in asked(log))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert not (folder / "report.json").exists()
    before = asked(log)
    log.unlink()
    with service(log) as address:
        done = refcheck(folder, *arguments, "--eutils-url", address)
    assert done.stderr == b""
    report = json.loads((folder / "report.json").read_text())
    first = report["documents"][0]["references"][0]["lookup"]
    assert (first["status"], first["pmid"]) == ("matched", "25982932")
    assert before.count("ecitmatch") == 1
    assert "ecitmatch" not in asked(log)


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened, but not for ever."""
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)
