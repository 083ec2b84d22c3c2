"""Writes corrected files: whole or not at all, with a copy of what was there before."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import Final

from refcheck.cli.git_index import is_in_git
from refcheck.drafts import clean_up, deleted_on_error, replace_file
from refcheck.errors import OutputError, os_error_words
from refcheck.revisions.revision import RevisedFile

__all__ = ["write_revised"]

_WRITABLE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_SUFFIX: Final = ".bak"
_MOST_BACKUPS: Final = 1_000


def write_revised(file: RevisedFile) -> Path | None:
    """Write the new content of a file, through a link if it is one.

    Returns the copy of the old content, which git makes needless: None where the nearest repository
    has it. Raises `OutputError`, with the file as it was, where it cannot be written or has changed
    since it was read.
    """
    target = Path(os.path.realpath(file.path))
    try:
        if target.read_bytes() != file.before:
            raise OutputError(f"{file.path}: it has changed since it was read; nothing was written")
        # An administrator may write into every file: what counts is what its owner has set.
        if not (os.access(target, os.W_OK) and target.stat().st_mode & _WRITABLE):
            raise OutputError(f"{file.path}: cannot be written: it is read-only")
        clean_up(target.parent)
        if is_in_git(target, file.before):
            replace_file(target, file.after)
            return None
        backup = _backup(target)
        with deleted_on_error(backup):
            replace_file(target, file.after)
    except OSError as error:
        reason = os_error_words(error, writing=True)
        raise OutputError(f"{file.path}: cannot be written: {reason}") from error
    return backup


def _backup(target: Path) -> Path:
    """Copy a file next to itself, under a name that nothing has yet. Raises `OSError`, and then
    there is no copy."""
    for number in range(1, _MOST_BACKUPS):
        name = f"{target.name}{_SUFFIX}" if number == 1 else f"{target.name}{_SUFFIX}{number}"
        backup = target.with_name(name)
        try:
            stream = backup.open("xb")
        except FileExistsError:
            continue
        with deleted_on_error(backup):
            with stream, target.open("rb") as source:
                shutil.copyfileobj(source, stream)
            shutil.copystat(target, backup)
        return backup
    raise FileExistsError(f"{target}{_SUFFIX}")
