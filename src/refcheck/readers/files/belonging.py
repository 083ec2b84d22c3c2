"""Which files of a folder belong to a document there: its parts, its bibliographies, its list."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from refcheck.errors import InputError
from refcheck.readers.content import content_of

__all__ = ["files_that_belong"]


def _latex(path: str, content: bytes) -> Sequence[str]:
    from refcheck.readers.latex.reader import files_read_by_latex

    return files_read_by_latex(path, content)


def _markdown(path: str, content: bytes) -> Sequence[str]:
    from refcheck.readers.markdown import files_read_by_markdown

    return files_read_by_markdown(path, content)


# The documents that read files next to them, and what tells which.
_READ: Final[dict[str, Callable[[str, bytes], Sequence[str]]]] = {
    ".tex": _latex,
    ".ltx": _latex,
    ".md": _markdown,
    ".markdown": _markdown,
    ".qmd": _markdown,
    ".rmd": _markdown,
}


def files_that_belong(paths: Iterable[str], known: set[str]) -> set[str]:
    """Returns the absolute paths of the files that documents among `paths` read.

    `paths` are the files of one folder, in order; `known` are files that belong to documents of
    folders above, which are parts themselves. Of two documents that read each other, the second
    belongs to the first.
    """
    found: set[str] = set()
    for path in paths:
        reads = _READ.get(os.path.splitext(path)[1].lower())  # noqa: PTH122
        own = os.path.abspath(path)  # noqa: PTH100
        if reads is None or own in known or own in found or not os.path.isfile(path):  # noqa: PTH113
            continue
        folder = os.path.dirname(own)  # noqa: PTH120
        try:
            names = reads(path, content_of(path))
        except (OSError, InputError):  # whoever reads it says what is wrong with it
            continue
        named = (os.path.normpath(os.path.join(folder, name)) for name in names)  # noqa: PTH118
        found.update(name for name in named if name != own and name.startswith(folder + os.sep))
    return found
