"""What the system says of a path, in words."""

from __future__ import annotations

import errno
import os

import pytest

from refcheck.errors import InputError, named, os_error_words


def error_of(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize(
    ("number", "reading", "writing"),
    [
        (errno.ENOENT, "there is no such file", "there is no such folder"),
        (errno.EACCES, "no permission to read it", "permission denied"),
        (errno.EISDIR, "is a folder", "it is a folder"),
        (
            errno.ENOTDIR,
            "part of its path is a file, not a folder",
            "part of its path is a file, not a folder",
        ),
        (errno.EEXIST, "file exists", "a file is in its place"),
        (errno.ENOSPC, "no space left on device", "no space left on device"),
        (
            errno.ENAMETOOLONG,
            "its path is longer than the system allows",
            "its path is longer than the system allows",
        ),
    ],
)
def test_an_error_of_the_system_in_words(number: int, reading: str, writing: str) -> None:
    assert os_error_words(error_of(number)) == reading
    assert os_error_words(error_of(number), writing=True) == writing


def test_an_error_without_a_number_or_words() -> None:
    assert os_error_words(OSError("It broke")) == "it broke"
    assert os_error_words(OSError()) == "unknown error"


def test_an_input_error_names_the_input_and_the_reason() -> None:
    error = InputError.of("a.txt", error_of(errno.ENOENT))
    assert (error.path, error.reason) == ("a.txt", "there is no such file")
    assert str(error) == "a.txt: there is no such file"


def test_a_path_that_nobody_would_see_is_quoted() -> None:
    assert [named(path) for path in ("", " ", " a", "a b")] == ["''", "' '", " a", "a b"]
