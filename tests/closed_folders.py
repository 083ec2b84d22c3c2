"""A folder that may not be looked into, whoever runs the tests: root may look into all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

__all__ = ["close"]

_CALLS = ("stat", "lstat", "open", "listdir", "scandir", "unlink", "mkdir", "replace")


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse whatever is in `folder`, and to list it."""

    def refusing(call: Callable[..., Any], is_list: bool) -> Callable[..., Any]:
        def refuse(path: Any = ".", *args: Any, **options: Any) -> Any:
            name = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
            if name.startswith(f"{folder}{os.sep}") or (is_list and name == str(folder)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
            return call(path, *args, **options)

        return refuse

    for name in _CALLS:
        call = refusing(getattr(os, name), name in ("listdir", "scandir"))
        monkeypatch.setattr(os, name, call)
    monkeypatch.setattr("io.open", refusing(open, is_list=False))
