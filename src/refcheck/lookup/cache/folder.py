"""The folder that responses are stored in, and words for what is wrong with one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from refcheck.errors import CacheError, os_error_words

__all__ = ["make_folder", "odd_in_cache", "reason", "refuse_unusable"]

# How the names of the files and folders of a cache begin, and what those of text files contain.
_RECORDS = "records"
_CACHE_NAMES = ("answers.sqlite", _RECORDS)
_LINES = ".jsonl"


def odd_in_cache(directory: Path) -> list[Path]:
    """Returns what lies in the place of the files of a cache in `directory`, and is not a file or a
    folder.

    These are links, pipes and devices. Raises `OSError`.
    """
    if not directory.is_dir():
        return []
    named = [
        entry
        for entry in os.scandir(directory)
        if entry.name.lstrip(".").startswith(_CACHE_NAMES) or _LINES in entry.name
    ]
    records = directory / _RECORDS
    if records.is_dir() and not records.is_symlink():
        named += os.scandir(records)
    return [
        Path(entry.path)
        for entry in named
        if not (entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False))
    ]


def refuse_unusable(directory: Path) -> None:
    """Raise `CacheError` where there is something else in the place of the folder, or where it may
    not be looked into; not where there is none."""
    try:
        is_folder = stat.S_ISDIR(directory.stat().st_mode)
        if is_folder:
            os.stat(os.path.join(directory, os.curdir))  # noqa: PTH116, PTH118 - `Path` drops "."
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise CacheError(f"{directory}: {reason(error)}") from None
    if not is_folder:
        raise CacheError(f"{directory}: it is a file, not a folder")


def make_folder(directory: Path) -> None:
    """Make the folder where there is none. Raises `CacheError`."""
    refuse_unusable(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CacheError(f"{directory}: the folder cannot be made: {reason(error)}") from None


def reason(error: OSError) -> str:
    """Returns in a few words why a file or folder cannot be used."""
    return os_error_words(error, writing=True)
