"""Files in folders of strangers: nothing else is read, and nothing is waited for."""

import os
from pathlib import Path

import pytest

from refcheck.drafts import replace_file
from refcheck.regular_files import is_irregular, open_regular, read_regular

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")


def test_a_file_is_read_through_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a\r\nb")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert read_regular(tmp_path / "file") == b"a\r\nb"
    assert read_regular(tmp_path / "link") == b"a\r\nb"
    with open_regular(tmp_path / "file") as file:
        assert file.read(1) == b"a"


def test_a_missing_file_and_a_folder_are_called_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "none")
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path)


@pipes
@pytest.mark.parametrize("linked", [False, True])
def test_a_pipe_is_not_waited_for(tmp_path: Path, linked: bool) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    if linked:
        pipe = tmp_path / "link"
        pipe.symlink_to("pipe")
    with pytest.raises(OSError, match="it is not a file"):
        read_regular(pipe)
    assert is_irregular(pipe)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device")
def test_a_device_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/zero")
    with pytest.raises(OSError, match="it is not a file"):
        read_regular(tmp_path / "link")


def test_what_is_irregular(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not is_irregular(tmp_path / "file")
    assert not is_irregular(tmp_path / "none")
    assert is_irregular(tmp_path)


@pipes
def test_a_pipe_in_the_place_of_a_result_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="it is not a file"):
        replace_file(tmp_path / "pipe", b"new")
    assert (tmp_path / "pipe").is_fifo()
