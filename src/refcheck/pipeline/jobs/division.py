"""How many processes a run is worth, and which documents go to a process together."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from typing import Final

from refcheck.frozen import dataclass
from refcheck.process_pool import cores
from refcheck.readers.files.inputs import STANDARD_INPUT, InMemory

__all__ = ["Division", "division"]

# A process takes as long to start as some 100 references take to check, of which a text has one
# every 200 bytes, and an article of any format 30 or more.
_BYTES_WORTH: Final = 100_000
_DOCUMENTS_WORTH: Final = 8
# Documents that go to a process together: so many that asking for them costs little, so few that
# all processes are done at about the same time and the memory for what comes back is bounded.
_MOST_DOCUMENTS: Final = 14
_MOST_BYTES: Final = 1_000_000
_LEAST_CHUNKS: Final = 2  # for each process, where there are as many documents
# What these lead to may be something else in another process: its own standard input.
_OF_THIS_PROCESS: Final = ("/dev/", "/proc/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Into how many processes a run is divided, and how its documents are.

    `folder` is what paths are relative to; `sizes` are in bytes, one for each of `inputs`.
    """

    processes: int
    folder: str
    inputs: Sequence[str | InMemory]
    sizes: Sequence[int]

    def chunks(self) -> Iterator[list[str | InMemory]]:
        """Yields the documents in the order of the run, those together that go to one process."""
        parts = _LEAST_CHUNKS * self.processes
        most = max(1, min(_MOST_DOCUMENTS, len(self.inputs) // parts))
        most_bytes = min(_MOST_BYTES, sum(self.sizes) // parts)
        chunk: list[str | InMemory] = []
        held = 0
        for source, size in zip(self.inputs, self.sizes, strict=True):
            if chunk and (len(chunk) >= most or held + size > most_bytes):
                yield chunk
                chunk, held = [], 0
            chunk.append(source)
            held += size
        if chunk:
            yield chunk


def division(inputs: Sequence[str | InMemory], jobs: int | None) -> Division | None:
    """Returns how a run is divided; None where this process does all of it.

    `jobs` is the most processes that there may be; None: as many as there are cores, as far as the
    documents are worth starting them. A run that reads from a pipe is not divided: nobody else
    could be given its end.
    """
    if len(inputs) < 2 or jobs == 1:
        return None
    sizes = []
    for source in inputs:
        size = _size(source)
        if size is None:
            return None
        sizes.append(size)
    if jobs is None:
        worth = max(sum(sizes) // _BYTES_WORTH, len(inputs) // _DOCUMENTS_WORTH)
        jobs = min(cores(), worth)
    processes = min(jobs, len(inputs))
    try:
        folder = os.getcwd()  # noqa: PTH109
    except OSError:  # it has been removed
        return None
    if processes < 2:
        return None
    return Division(processes=processes, folder=folder, inputs=inputs, sizes=sizes)


def _size(source: str | InMemory) -> int | None:
    """Returns the size of a file, 0 of what is none; None where it is a pipe, or may be one."""
    if isinstance(source, InMemory):
        return len(source.content)
    if source == STANDARD_INPUT:
        return None
    try:
        if os.path.abspath(source).startswith(_OF_THIS_PROCESS):  # noqa: PTH100
            return None
        found = os.stat(source)  # noqa: PTH116
    except (OSError, ValueError):  # the report says why
        return 0
    return None if stat.S_ISFIFO(found.st_mode) else found.st_size
