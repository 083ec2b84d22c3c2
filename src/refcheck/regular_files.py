"""Reads files from folders that may be a stranger's.

In the place of a file there may be a pipe, from which nothing ever comes, or a device, which never
ends.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

__all__ = ["NOT_A_FILE", "is_irregular", "open_regular", "read_regular"]

NOT_A_FILE = "it is not a file"
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # a pipe is opened without waiting for its writer


def open_regular(path: Path) -> BinaryIO:
    """Opens a file for reading its bytes; a link is followed.

    Raises `OSError`, also where there is something else than a file.
    """
    file = open(path, "rb", opener=_opened)  # noqa: SIM115 - `Path.open` has no opener
    try:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, NOT_A_FILE, str(path))
    except BaseException:
        file.close()
        raise
    return file


def read_regular(path: Path) -> bytes:
    """Returns the bytes of a file. Raises `OSError` as `open_regular` does."""
    with open_regular(path) as file:
        return file.read()


def is_irregular(path: Path) -> bool:
    """Returns whether there is something that is not a file, for libraries that open it themselves;
    False where there is nothing, or nothing that may be looked at."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)
