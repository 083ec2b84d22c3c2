"""From a path to a `Document`: which files are inputs, and what is read as which format."""

from __future__ import annotations

from dataclasses import replace

from refcheck.errors import InputError
from refcheck.model.document import Document
from refcheck.readers.content import content_of, standard_input
from refcheck.readers.files.detection import recognise
from refcheck.readers.files.inputs import STANDARD_INPUT, InMemory, find_inputs
from refcheck.readers.files.missing import missing_reason
from refcheck.readers.registry import FORMATS, Format

__all__ = [
    "FORMATS",
    "STANDARD_INPUT",
    "Format",
    "InMemory",
    "find_inputs",
    "read",
    "read_content",
    "to_document",
]


def read(source: str | InMemory) -> Document:
    """Read one input: the file at a path (`-`: standard input), or a document in memory.

    Raises `InputError` where there is no such file, it may not be read, or it has no text.
    """
    if isinstance(source, InMemory):
        return _read_in_memory(source)
    return to_document(source, read_content(source))


def read_content(path: str) -> bytes:
    """Returns the bytes of the file at a path (`-`: of standard input).

    Raises `InputError` where there is no such file, or it may not be read.
    """
    try:
        return standard_input(path) if path == STANDARD_INPUT else content_of(path)
    except FileNotFoundError as error:
        raise InputError(path, missing_reason(path)) from error
    except OSError as error:
        raise InputError.of(path, error) from error
    except ValueError as error:  # a NUL byte in the path itself
        raise InputError(path, "is not a path of a file") from error


def to_document(path: str, content: bytes) -> Document:
    """Returns what is in the bytes of the file at a path. Raises `InputError` where it has no
    text."""
    return recognise(path, content).read(path, content)


def _read_in_memory(source: InMemory) -> Document:
    """Read a document that lies in no folder: what it names next to itself is not there.

    Its path is only a name. A text that says `\\input{notes}` would otherwise get at the files of
    the folder that refcheck runs in. Raises `InputError`.
    """
    try:
        document = recognise(source.path, source.content).read(STANDARD_INPUT, source.content)
    except InputError as error:
        raise InputError(source.path, error.reason) from error
    return replace(document, path=source.path)
