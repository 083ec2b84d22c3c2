"""Keeps patterns compiled from one run to the next: compiling them is a third of a short run.

Python has no public way to save a compiled pattern, and what is used here of `re` is its own. So it
is used only in the versions of Python it was tested with, everything else is compiled as usual, and
`_sre` examines the code that it is given. A pattern is found by all of its text: what is kept is
right for any version of refcheck, and out of date for none.

The command writes the file. The library, and processes that are started afresh, only read it.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from refcheck.errors import NoHomeError

__all__ = ["PatternStore"]

_TESTED = (3, 11) <= sys.version_info < (3, 14) and sys.implementation.name == "cpython"
# Refcheck has some 600. Of many more, most are left by its other versions: the file is begun anew.
_MOST = 2_000


class _Code(NamedTuple):
    """What a pattern is compiled to, as `_sre` takes it."""

    flags: int
    code: memoryview
    groups: int
    names: dict[str, int]


class PatternStore:
    """Compiled patterns in a file, which is read when the first of them is needed.

    `is_read_only`: nothing is added to them.
    """

    def __init__(self, path: Path | None = None, *, is_read_only: bool = False) -> None:
        self._path = path
        self._is_read_only = is_read_only
        self._kept: dict[tuple[str, int], _Code] | None = None
        self._new: dict[tuple[str, int], _Code] = {}

    def compile(self, pattern: str, flags: int = 0) -> re.Pattern[str]:
        """Returns what `re.compile` returns."""
        if not _TESTED:
            return re.compile(pattern, flags)
        if self._kept is None:
            with suppress(NoHomeError):
                self._kept = _read(self._file)
            self._kept = self._kept or {}
        key = (pattern, int(flags))
        kept = self._kept.get(key)
        if kept is not None:
            with suppress(RuntimeError, TypeError, ValueError, OverflowError):  # it is damaged
                return _made(pattern, kept)
        if self._is_read_only:
            return re.compile(pattern, flags)
        new = self._new[key] = _compiled(pattern, flags)
        return _made(pattern, new)

    def save(self) -> None:
        """Write what has been compiled since the file was read, for the next run.

        Where that is not possible, the next run compiles again.
        """
        if not self._new:
            return
        kept = self._kept or {}
        if len(kept) + len(self._new) > _MOST:
            kept = {}
        with suppress(OSError, NoHomeError):
            _write(self._file, kept | self._new)
        self._new = {}

    @property
    def _file(self) -> Path:
        if self._path is None:
            self._path = _default_path()
        return self._path


def _default_path() -> Path:
    """Returns where compiled patterns are, for this version of Python."""
    from refcheck.user_folders import cache_folder

    version = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{sys.byteorder}"
    return cache_folder() / f"patterns-{version}"


def _compiled(pattern: str, flags: int) -> _Code:
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    code = array("I", _compiler._code(parsed, flags))  # noqa: SLF001 - see above
    state = parsed.state
    flags |= state.flags
    return _Code(int(flags), memoryview(code).cast("B"), state.groups - 1, dict(state.groupdict))


def _made(pattern: str, kept: _Code) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]

    names: list[str | None] = [None] * (kept.groups + 1)
    for name, number in kept.names.items():
        names[number] = name
    code = kept.code.cast("I").tolist()
    made: Any = _sre.compile(pattern, kept.flags, code, kept.groups, kept.names, tuple(names))
    return made  # type: ignore[no-any-return]


def _read(path: Path) -> dict[tuple[str, int], _Code]:
    """Returns the patterns of a file; none where there is no such file, or it is damaged."""
    try:
        content = path.read_bytes()
        start = content.find(b"\n") + 1
        at = content.find(b"\n", start) + 1
        whole = memoryview(content)
        if content[: start - 1] != _sum(whole[start:]):
            return {}
        kept = {}
        for pattern, flags, all_flags, size, groups, names in json.loads(content[start:at]):
            kept[pattern, flags] = _Code(all_flags, whole[at : at + size], groups, names)
            at += size
    except (OSError, ValueError, TypeError):
        return {}
    return kept if at == len(content) else {}


def _sum(content: bytes | memoryview) -> bytes:
    """Returns what tells a damaged file, whose patterns would find other things, from a whole
    one."""
    return f"{zlib.crc32(content):08x}".encode()


def _write(path: Path, kept: dict[tuple[str, int], _Code]) -> None:
    """Replace the file at once: another run may be reading it. Raises `OSError`."""
    from refcheck.drafts import clean_up, replace_file

    index = [
        (pattern, flags, code.flags, len(code.code), code.groups, code.names)
        for (pattern, flags), code in kept.items()
    ]
    rest = json.dumps(index).encode() + b"\n" + b"".join(code.code for code in kept.values())
    path.parent.mkdir(parents=True, exist_ok=True)
    clean_up(path.parent)
    replace_file(path, _sum(rest) + b"\n" + rest)
