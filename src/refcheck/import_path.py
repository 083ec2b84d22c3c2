"""Keeps the working directory off the import path: a stranger's `json.py` may lie in it.

Imports nothing but `os` and `sys`, which every interpreter has loaded before it looks at the import
path: anything else, `__future__` too, would be looked for in the working directory first.
"""

import os
import sys

__all__ = ["leave_working_directory", "trusted"]


def leave_working_directory() -> None:
    """Remove the working directory, and what depends on it, from the import path of this process.

    What is imported already keeps its place: the package's own modules are found all the same.
    """
    sys.path[:] = trusted(sys.path)


def trusted(entries: "list[str]") -> "list[str]":
    """Returns those of `entries` that are absolute, and neither the working directory nor named
    from it.

    `site` makes the relative entries of PYTHONPATH ("", ".", "lib") absolute, so they are worked
    out again. A working directory that is gone cannot be imported from.
    """
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib is not loaded yet
    except OSError:
        return [entry for entry in entries if os.path.isabs(entry)]  # noqa: PTH117
    named = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    relative = {_real(os.path.join(here, entry)) for entry in named if not os.path.isabs(entry)}  # noqa: PTH117, PTH118
    refused = relative | {_real(here)}
    return [entry for entry in entries if os.path.isabs(entry) and _real(entry) not in refused]  # noqa: PTH117


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
