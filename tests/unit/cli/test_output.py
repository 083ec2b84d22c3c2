"""Where results go: whole or not at all, and in an encoding that can hold them."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
from pathlib import Path

import pytest

from refcheck.cli.output import open_output, silence_stdout, wants_color
from refcheck.errors import OutputError


def put(text: str, target: Path, *, inputs: tuple[str, ...] = ()) -> None:
    with open_output(target, machine=False, inputs=inputs) as stream:
        stream.write(text)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    with open_output(target, machine=False) as stream:
        stream.write("Zoë\r\n")
        assert not target.exists()
    assert target.read_bytes() == "Zoë\r\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


def test_a_run_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def fail() -> None:
        with open_output(target, machine=False) as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_rights_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("")
    old.chmod(0o640)
    put("new", old)
    assert old.stat().st_mode & 0o777 == 0o640
    before = os.umask(0o027)
    try:
        put("new", tmp_path / "new.txt")
    finally:
        os.umask(before)
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("real.txt")
    put("new", link)
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_device_is_written_to_and_not_replaced() -> None:
    put("anything", Path(os.devnull))
    assert not Path(os.devnull).is_file()


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: there is no such folder"):
        put("", tmp_path / "missing" / "report.txt")


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="part of its path is a file, not a folder"):
        put("", tmp_path / "file" / "report.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: it is a folder"):
        put("", tmp_path)


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="cannot be written: permission denied"):
        put("new", target)
    assert target.read_text() == "old"


def test_an_article_found_in_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    article = tmp_path / "d" / "e" / "article.txt"
    article.write_text("words")
    (tmp_path / "alias.md").symlink_to(article)
    for target in (
        article,
        tmp_path / "alias.md",
        tmp_path / "d" / ".." / "d" / "e" / "article.txt",
    ):
        with pytest.raises(OutputError, match="one of the inputs"):
            put("", target, inputs=(str(tmp_path / "d"),))
    assert article.read_text() == "words"


def test_what_is_no_article_in_the_folder_may_be_written_again(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text("old")
    put("new", report, inputs=(str(tmp_path), "-", "missing.txt"))
    assert report.read_text() == "new"


def test_an_input_is_not_overwritten(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("words")
    with pytest.raises(OutputError, match="one of the inputs"):
        put("", article, inputs=("missing.txt", str(article)))
    assert article.read_text() == "words"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk() -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written: no space left on device"):
        put("anything", Path("/dev/full"))


def standard_output(monkeypatch: pytest.MonkeyPatch, encoding: str) -> io.BytesIO:
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding=encoding, newline="\r\n")
    monkeypatch.setattr(sys, "stdout", stream)
    return content


def test_what_people_read_fits_their_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    content = standard_output(monkeypatch, "ascii")
    with open_output(None, machine=False) as stream:
        stream.write("Zoë\n")
    assert content.getvalue() == b"Zo?\r\n"


def test_what_programs_read_is_utf8_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    content = standard_output(monkeypatch, "ascii")
    with open_output(None, machine=True) as stream:
        stream.write("Zoë\n")
    assert content.getvalue() == "Zoë\n".encode()


def test_standard_output_may_be_any_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.StringIO()
    monkeypatch.setattr(sys, "stdout", content)
    with open_output(None, machine=True) as stream:
        stream.write("Zoë\n")
    assert content.getvalue() == "Zoë\n"


def test_a_closed_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="closed"), open_output(None, machine=True):
        pass


class Broken(io.StringIO):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        raise self.error


def test_a_closed_pipe_is_left_to_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    with pytest.raises(BrokenPipeError), open_output(None, machine=True):
        pass


def test_any_other_trouble_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(OSError("odd")))
    with (
        pytest.raises(OutputError, match="standard output: cannot be written: odd"),
        open_output(None, machine=True),
    ):
        pass


@pytest.mark.parametrize("target", [None, "report.txt", os.devnull])
@pytest.mark.parametrize("error", [OSError(5, "odd"), ImportError("odd"), TimeoutError("odd")])
def test_what_goes_wrong_elsewhere_is_not_an_error_of_the_output(
    target: str | None, error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    place = tmp_path / target if target else None

    def fail() -> None:
        with open_output(place, machine=True) as stream:
            stream.write("half")
            raise error

    with pytest.raises(type(error), match="odd"):
        fail()
    assert [*tmp_path.iterdir()] == []


def test_an_error_of_writing_is_one_of_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patched:
            patched.setattr(os, name, full)
            with pytest.raises(OutputError, match="cannot be written: no space left on device"):
                put("new", tmp_path / "report.txt")
        assert [*tmp_path.iterdir()] == []


def test_rights_that_cannot_be_set_lose_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "chmod", refuse)
    put("new", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "new"


def test_a_folder_that_takes_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(OutputError, match="no permission to create a file in its folder"):
        put("new", tmp_path / "report.txt")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="open files of POSIX")
@pytest.mark.parametrize("folder", ["/dev/fd", "/proc/self/fd", "link"])
def test_an_open_pipe_of_the_process_is_written_to(folder: str, tmp_path: Path) -> None:
    """As shells hand it over for `-o >(command)`."""
    if folder == "/proc/self/fd" and not Path(folder).exists():
        pytest.skip("Linux only")
    (tmp_path / "link").symlink_to("/dev/fd")
    reading, writing = os.pipe()
    put("Zoë", (tmp_path / folder) / str(writing))
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.read() == "Zoë".encode()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="open files of POSIX")
def test_what_stands_in_an_open_file_already_stays(tmp_path: Path) -> None:
    """As in `(echo before; refcheck ... -o /dev/stdout) > file`."""
    with (tmp_path / "file").open("w") as stream:
        stream.write("before, ")
        stream.flush()
        put("behind", Path(f"/dev/fd/{stream.fileno()}"))
    assert (tmp_path / "file").read_text() == "before, behind"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="open files of POSIX")
def test_an_open_file_that_is_none() -> None:
    with pytest.raises(OutputError, match="/dev/fd/987: cannot be written: "):
        put("", Path("/dev/fd/987"))
    with pytest.raises(OutputError, match="cannot be written: "):
        put("", Path("/dev/fd/x"))


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_named_pipe_is_written_to_when_somebody_reads(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    put("Zoe" * 100_000, pipe)
    reader.join(timeout=10)
    assert read == ["Zoe" * 100_000]


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_named_pipe_that_nobody_reads_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("refcheck.cli.output._PATIENCE", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="no program reads from this pipe"):
        put("", tmp_path / "pipe")


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_that_leads_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OutputError, match="cannot be written: too many levels"):
        put("", tmp_path / "a")


@pytest.mark.parametrize(
    ("choice", "terminal", "environ", "color"),
    [
        (None, True, {"TERM": "xterm"}, True),
        (None, False, {"TERM": "xterm"}, False),
        (None, True, {"NO_COLOR": "1"}, False),
        (None, True, {"NO_COLOR": ""}, True),
        (None, True, {"TERM": "dumb"}, False),
        (True, False, {"NO_COLOR": "1"}, True),
        (False, True, {}, False),
    ],
)
def test_colour(choice: bool | None, terminal: bool, environ: dict[str, str], color: bool) -> None:
    stream = Terminal() if terminal else io.StringIO()
    assert wants_color(choice, stream, environ) is color


def test_silence_needs_no_real_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    silence_stdout()
    monkeypatch.setattr(sys, "stdout", None)
    silence_stdout()
