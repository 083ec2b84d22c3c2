"""Finds and reads the settings file that holds in a folder, whoever wrote it.

The folder may be a stranger's, so the file is read within limits, and whatever is wrong with it is
a `SettingsError`, in one line that names the file.
"""

from __future__ import annotations

import errno
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import Final

from refcheck.errors import SettingsError, os_error_words
from refcheck.text.patterns import lazy_regex

__all__ = ["DEEPEST", "LARGEST", "nearest_table", "own_table"]

OWN_FILE: Final = "refcheck.toml"
PROJECT_FILE: Final = "pyproject.toml"

# tomllib takes seconds for a megabyte, and a time that grows with the square of the parts of a key:
# `a.a.a...` of 20 kB takes 7 s. Both limits are far above what projects have.
LARGEST: Final = 512 * 1024  # bytes
DEEPEST: Final = 16  # dots in one key

# Strings (which may end in up to five quotes) and comments, also those that do not end: what is
# left has dots in keys and numbers only.
_HIDDEN: Final = lazy_regex(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}+|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}+|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_BETWEEN_KEYS: Final = lazy_regex(r"[=,{}\[\]\n]")


def nearest_table(directory: Path) -> tuple[Path, dict[str, object]] | None:
    """Returns the nearest settings file from `directory` upwards, and what it says; None without
    one.

    It is a `refcheck.toml`, or a `pyproject.toml` with a table `tool.refcheck`. Raises
    `SettingsError` where one of them cannot be used.
    """
    for folder in (directory, *directory.parents):
        own = folder / OWN_FILE
        if _is_there(own):
            return own, _load(own, _read(own))
        project = folder / PROJECT_FILE
        table = _tool_table(project) if _is_file(project) else None
        if table is not None:
            return project, table
    return None


def own_table(path: Path) -> dict[str, object] | None:
    """Returns what the user's own settings file says; None if there is none.

    Raises `SettingsError` where it cannot be used.
    """
    return _load(path, _read(path)) if _is_there(path) else None


def _is_there(own: Path) -> bool:
    """Returns whether the file that only refcheck reads is there. Raises where it is not a file."""
    try:
        mode = own.stat().st_mode
    except FileNotFoundError:
        if own.is_symlink():
            raise SettingsError(f"{own}: the link leads to no file") from None
        return False
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise SettingsError(f"{own}: the link leads to itself") from None
        return False  # in a folder further up that may not be looked into
    except ValueError:  # a path that no system call takes
        return False
    if not stat.S_ISREG(mode):
        raise SettingsError(f"{own}: it is {'a folder' if stat.S_ISDIR(mode) else 'not a file'}")
    return True


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _tool_table(project: Path) -> dict[str, object] | None:
    content = _read(project)
    if b"refcheck" not in content:  # other programs' files are not read, and may be broken
        return None
    tools = _load(project, content).get("tool")
    table = tools.get("refcheck") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{project}: tool.refcheck has to be a table, [tool.refcheck]")
    return table


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise SettingsError(f"{path}: {os_error_words(error)}") from None
    if len(content) > LARGEST:
        raise SettingsError(f"{path}: it is larger than {LARGEST // 1024} kB")
    return content


def _load(path: Path, content: bytes) -> dict[str, object]:
    """Returns the one place where what tomllib raises is put into words."""
    import tomllib

    try:
        # TOML has no byte order mark, but editors on Windows write one.
        return _parsed(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from None
    except RecursionError:
        raise SettingsError(f"{path}: it is nested too deeply") from None
    except ValueError:  # of int: more than sys.get_int_max_str_digits
        raise SettingsError(f"{path}: it has a number with too many digits") from None


@lru_cache(maxsize=2)  # a run reads the same file more than once
def _parsed(text: str) -> dict[str, object]:
    import tomllib

    keys = _BETWEEN_KEYS.split(_HIDDEN.sub("_", text))
    if max(key.count(".") for key in keys) > DEEPEST:
        raise RecursionError
    return tomllib.loads(text)
