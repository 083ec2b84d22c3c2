"""Whether git has a file as it is: read from git's index, without running git.

A stranger's folder may have a `.git` whose settings name programs, which git would run.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from refcheck.regular_files import read_regular

__all__ = ["is_in_git"]

_LARGEST: Final = 100_000_000  # bytes of an index; a million files have that
_LONGEST: Final = 10_000  # bytes of the file that a `.git` file is
_HEADER: Final = struct.Struct(">4sII")
_STAT: Final = 40  # bytes before the hash of an entry
_HASH: Final = 20
_EXTENDED: Final = 0x4000


def is_in_git(path: Path, content: bytes) -> bool:
    """Returns whether the nearest repository has exactly these bytes of the file in its index, so
    that it can be restored; False where that cannot be told."""
    try:
        real = Path(os.path.realpath(path))
        found = _repository(real.parent)
        if found is None:
            return False
        root, index = found
        wanted = real.relative_to(root).as_posix().encode()
        digest = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).digest()
        if index.stat().st_size > _LARGEST:
            return False
        return any(name == wanted and one == digest for name, one in _entries(read_regular(index)))
    except (OSError, ValueError, struct.error, IndexError):
        return False


def _repository(folder: Path) -> tuple[Path, Path] | None:
    """Returns the folder of the working tree, and the index of the repository."""
    for each in (folder, *folder.parents):
        git = each / ".git"
        if git.is_dir():
            return each, git / "index"
        if git.is_file():  # of a worktree or a submodule: "gitdir: /path"
            text = git.read_bytes()[:_LONGEST].decode("utf-8", "replace")
            target = text.partition("gitdir:")[2].strip()
            return (each, Path(os.path.join(each, target)) / "index") if target else None  # noqa: PTH118
    return None


def _entries(index: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yields the name and the hash of each file of an index (gitformat-index, versions 2 to 4)."""
    signature, version, count = _HEADER.unpack_from(index)
    if signature != b"DIRC" or version not in (2, 3, 4):
        return
    place, name = _HEADER.size, b""
    for _ in range(count):
        digest = index[place + _STAT : place + _STAT + _HASH]
        at = place + _STAT + _HASH
        (flags,) = struct.unpack_from(">H", index, at)
        at += 4 if version > 2 and flags & _EXTENDED else 2
        if version == 4:
            cut, at = _variable(index, at)
            end = index.index(b"\0", at)
            name = name[: len(name) - cut] + index[at:end]
            place = end + 1
        else:
            end = index.index(b"\0", at)
            name = index[at:end]
            place += (end - place) // 8 * 8 + 8
        yield name, digest


def _variable(index: bytes, at: int) -> tuple[int, int]:
    """Returns a number of variable width, as git writes offsets, and the place after it."""
    value = index[at] & 0x7F
    while index[at] & 0x80:
        at += 1
        value = ((value + 1) << 7) | (index[at] & 0x7F)
    return value, at + 1
