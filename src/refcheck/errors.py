"""Every error that refcheck raises on purpose, and what each one means to the person who ran it.

    RefcheckError               the root; its text is one line, fit to be shown as it is
    ├── UsageError              bad options, settings or arguments                        (exit 2)
    │   ├── SettingsError       a settings file or environment value that cannot be used
    │   └── NoHomeError         the user has no home folder; what is only kept is not kept
    ├── InputError              one input that cannot be read; `reason` goes into its report
    ├── OutputError             the report cannot be written where it was asked for       (exit 2)
    ├── IndexDataError          an index of PubMed is damaged or cannot be written        (exit 2)
    ├── CacheError              the cache cannot be used; the run goes on without it
    └── ModelError              the parser's model is missing or damaged                  (exit 2)

A source that could not be asked is no exception but a value: `model.outcome.Unavailable`.
"""

from __future__ import annotations

import errno
from typing import Final

__all__ = [
    "CacheError",
    "IndexDataError",
    "InputError",
    "ModelError",
    "NoHomeError",
    "OutputError",
    "RefcheckError",
    "SettingsError",
    "UsageError",
    "named",
    "os_error_words",
]


_FILE_IN_PATH: Final = "part of its path is a file, not a folder"
# What the system says of a path, in words for its user; all else is said as the system says it.
_READING: Final = {
    FileNotFoundError: "there is no such file",
    NotADirectoryError: _FILE_IN_PATH,
    PermissionError: "no permission to read it",
    IsADirectoryError: "is a folder",
}
_WRITING: Final = {
    FileNotFoundError: "there is no such folder",
    NotADirectoryError: _FILE_IN_PATH,
    FileExistsError: "a file is in its place",
    IsADirectoryError: "it is a folder",
}
_LONGEST_PATH: Final = 300  # characters that a line shows of one


def named(path: str) -> str:
    """Returns an input as a line names it: a very long path without its middle, and one that
    nobody would see in quotation marks."""
    if len(path) > _LONGEST_PATH:
        return f"{path[: _LONGEST_PATH // 3]}…{path[-_LONGEST_PATH // 2 :]}"
    return path if path.strip() else repr(path)


def os_error_words(error: OSError, *, writing: bool = False) -> str:
    """Returns in plain words why the system could not read or write something."""
    if error.errno == errno.ENAMETOOLONG:
        return "its path is longer than the system allows"
    known = (_WRITING if writing else _READING).get(type(error))
    return known or (error.strerror or str(error) or "unknown error").lower()


class RefcheckError(Exception):
    """Root of the tree. `str(error)` is one line, without control characters or secrets."""


class UsageError(RefcheckError):
    """The command cannot be carried out as it was given."""


class SettingsError(UsageError):
    """A value in a settings file or in the environment cannot be used."""


class NoHomeError(UsageError):
    """The user has no home folder, and so no folder for what is kept or imported."""


class IndexDataError(RefcheckError):
    """An index of PubMed cannot be used: `path` is what of it, `reason` says why in words."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{named(path)}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[IndexDataError], tuple[str, str], dict[str, object]]:
        return type(self), (self.path, self.reason), self.__dict__

    @classmethod
    def of(cls, path: str, error: OSError, *, writing: bool = False) -> IndexDataError:
        """Returns the error that says why the system could not read or write `path`."""
        return cls(path, os_error_words(error, writing=writing))


class InputError(RefcheckError):
    """One input cannot be read.

    `path` is the input as it was given; `reason` says why, without the path.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{named(path)}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str], dict[str, object]]:
        return type(self), (self.path, self.reason), self.__dict__

    @classmethod
    def of(cls, path: str, error: OSError) -> InputError:
        """Returns the error that says why the system could not open or read `path`."""
        return cls(path, os_error_words(error))


class OutputError(RefcheckError):
    """The output cannot be written."""


class CacheError(RefcheckError):
    """The cache of responses cannot be opened, read or written."""


class ModelError(RefcheckError):
    """The parser's model is missing, damaged or not the one this version was built with."""
