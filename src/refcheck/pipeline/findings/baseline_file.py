"""The file with the known findings: opened for a run, or before it is rewritten."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from refcheck.errors import InputError, UsageError, os_error_words
from refcheck.readers.content import content_of

if TYPE_CHECKING:
    from refcheck.runs.baseline import Baseline

__all__ = ["open_baseline", "open_baseline_if_any", "shown_path"]

# A line takes some 300 bytes: 150,000 findings.
_MOST_BYTES = 50_000_000


def open_baseline(path: Path) -> Baseline:
    """Returns the known findings. Raises `UsageError` with a line that says what to do."""
    found = open_baseline_if_any(path)
    if found is None:
        shown = shown_path(path)
        raise UsageError(
            f"{shown}: there is no such file; to make it: refcheck baseline update"
            f" -o {shlex.quote(shown)} PATH"
        )
    return found


def open_baseline_if_any(path: Path) -> Baseline | None:
    """Returns the known findings; None where there is no such file. Raises `UsageError`."""
    from refcheck.runs.baseline import NotABaseline, read_baseline

    shown = shown_path(path)
    try:
        content = content_of(str(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{shown}: {os_error_words(error)}") from None
    except InputError as error:
        raise UsageError(f"{shown}: {error.reason}") from None
    if len(content) > _MOST_BYTES:
        raise UsageError(f"{shown}: it is larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        return read_baseline(content)
    except NotABaseline as error:
        raise UsageError(f"{shown}: {error}") from None


def shown_path(path: Path) -> str:
    """Returns a path as people type it: from the current folder, if it is in it."""
    try:
        inside = path.is_relative_to(Path.cwd())
    except OSError:
        inside = False
    return str(path.relative_to(Path.cwd()) if inside else path)
