"""What a service says of the text form of its responses: which files, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse
from refcheck.lookup.query import Query

__all__ = ["FilePerResponse", "LinePerResponse", "TextForm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePerResponse:
    """An endpoint whose responses are the lines of one file, each a JSON object.

    `members` returns what such an object says beyond the query and the date; `read` makes the
    response of it again, and raises `ValueError`, `KeyError` or `TypeError` if it is not one.
    `optional`: there is no such file, and no count of it, where there are no such responses.
    """

    endpoint: str
    noun: str
    file_name: str
    members: Callable[[CachedResponse], Mapping[str, Any]]
    read: Callable[[Query, Mapping[str, Any], float], CachedResponse]
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePerResponse:
    """An endpoint whose responses are XML files of their own, named by the text of the query.

    `is_name` says which texts can be the name of a file; `lines` returns the lines of the file
    below its declaration; `read` makes the response of the bytes of a file, and raises `ValueError`
    or `XMLError` if it is not one.
    """

    endpoint: str
    noun: str
    folder: str
    is_name: Callable[[str], bool]
    lines: Callable[[CachedResponse], Sequence[str]]
    read: Callable[[Query, bytes, float], CachedResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextForm:
    """The text form of a service's responses. A `noun` is what users call them ("searches")."""

    lines: tuple[LinePerResponse, ...]
    files: FilePerResponse | None = None

    @property
    def nouns(self) -> dict[str, str]:
        """What users call the responses of each endpoint."""
        files = {self.files.endpoint: self.files.noun} if self.files else {}
        return files | {line.endpoint: line.noun for line in self.lines}
