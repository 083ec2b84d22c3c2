"""Files next to a document that it names: bibliographies, and parts of its text.

Only what is in the document's own folder or below it is opened: no absolute path, no `..`, no
link that leads out, nothing but plain files, and nothing for a document from standard input.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from refcheck.errors import InputError
from refcheck.frozen import dataclass
from refcheck.model.document import Document, Link, MarkedReference, Places

__all__ = [
    "Entry",
    "bibliographies_next_to",
    "cited",
    "content_next_to",
    "entries_of",
    "missing_bibliography",
    "with_entries_after",
]

_MAX_BYTES: Final = 50_000_000
_MOST_BIBLIOGRAPHIES: Final = 100  # the largest books have one a chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reference that is in another file: its source text, and where that is.

    `place` is the file and the line ("refs.bib:12"); offsets of `marked` count from the beginning
    of `text`.
    """

    text: str
    place: str
    marked: MarkedReference


def content_next_to(path: str, name: str) -> bytes | None:
    """Returns the bytes of the file that the document at `path` calls `name`; None where it may not
    be read or is not there."""
    if path == "-" or not name or "\0" in name or "\\" in name or ":" in name:
        return None
    if os.path.isabs(name) or ".." in name.split("/") or name.startswith("~"):  # noqa: PTH117
        return None
    folder = os.path.dirname(path) or "."  # noqa: PTH120
    target = os.path.join(folder, name)  # noqa: PTH118
    try:
        inside = os.path.realpath(folder) + os.sep
        if not os.path.realpath(target).startswith(inside):
            return None
        status = os.stat(target)  # noqa: PTH116
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
            return None
        with open(target, "rb") as file:  # noqa: PTH123
            return file.read(_MAX_BYTES)
    except (OSError, ValueError):
        return None


def bibliography_next_to(path: str, name: str) -> list[Entry] | None:
    """Returns the entries of the bibliography `name` next to the document; None where there is
    none.

    Raises `InputError` where the bibliography cannot be read.
    """
    from refcheck.readers.files.detection import recognise

    content = content_next_to(path, name)
    if content is None:
        return None
    try:
        found = recognise(name, content)
        if not found.is_list:
            return None
        return entries_of(found.read(name, content), name)
    except InputError as error:
        raise InputError(path, f"its bibliography {_shown(name)} {error.reason}") from error


def bibliographies_next_to(path: str, names: Iterable[str]) -> list[list[Entry]]:
    """Returns the entries of each bibliography next to the document, each read once.

    Raises `InputError` where one cannot be read, or where there are far too many or too large ones.
    """
    found: list[list[Entry]] = []
    length = 0
    for name in dict.fromkeys(os.path.normpath(name) for name in names):
        if len(found) == _MOST_BIBLIOGRAPHIES:
            raise InputError(path, f"names more than {_MOST_BIBLIOGRAPHIES} bibliographies")
        entries = bibliography_next_to(path, name)
        if entries is not None:
            found.append(entries)
            length += sum(len(entry.text) for entry in entries)
        if length > _MAX_BYTES:
            raise InputError(
                path, f"its bibliographies contain more than {_MAX_BYTES // 1_000_000} MB"
            )
    return found


def missing_bibliography(path: str, name: str) -> InputError:
    """Returns what is said of a document whose citations need the bibliography `name`."""
    return InputError(path, f"its bibliography {_shown(name)} is not next to it")


def _shown(name: str) -> str:
    """Returns a name from a document, on one line."""
    return "".join(char if char.isprintable() else "?" for char in name[:100])


def entries_of(document: Document, name: str) -> list[Entry]:
    """Returns the references of a document, each with its own piece of the text."""
    return [
        Entry(
            text=document.text[one.start : one.end],
            place=f"{name}:{document.span(one.start, one.end).line}",
            marked=replace(one, start=0, end=one.end - one.start),
        )
        for one in document.references or ()
    ]


def cited(known: Iterable[Entry], keys: Iterable[str]) -> list[Entry]:
    """Returns the entries with these keys, in the order of the first citation; for `*` all of them.

    Of several with one key the first is taken, as the programs that print the list do.
    """
    by_key: dict[str, Entry] = {}
    for entry in known:
        by_key.setdefault(entry.marked.id or "", entry)
    wanted = list(dict.fromkeys(keys))
    chosen = {key: by_key[key] for key in wanted if key in by_key}
    return [*{**chosen, **by_key}.values()] if "*" in wanted else [*chosen.values()]


def with_entries_after(
    path: str,
    text: str,
    entries: Iterable[Entry],
    *,
    own: Sequence[MarkedReference] = (),
    links: Sequence[Link] = (),
    places: Sequence[tuple[int, str]] = (),
) -> Document:
    """Returns the document of an article whose entries are elsewhere.

    Its text is the article's, then, below an empty line each, the entries' source text; a place in
    those has the entry's file and line as its path.
    """
    pieces = [text, "" if text.endswith("\n") else "\n"]
    length = len(pieces[0]) + len(pieces[1])
    references = list(own)
    paths = list(places)
    list_number = 1 + max((one.list_number for one in own), default=0)
    for entry in entries:
        pieces += ["\n", entry.text, "\n"]
        start = length + 1
        paths.append((start, entry.place))
        marked = entry.marked
        references.append(
            replace(marked, start=start, end=start + marked.end, list_number=list_number)
        )
        length = start + len(entry.text) + 1
    return Document(
        path=path,
        text="".join(pieces) if len(references) > len(own) else text,
        places=Places(paths),
        is_joined=True,
        references=tuple(references),
        links=tuple(links),
    )
