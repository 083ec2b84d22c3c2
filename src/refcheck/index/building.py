"""Builds an index and brings it up to date, so that it is valid whenever the machine stops.

Each file becomes a segment of its own in `parts/`, which stays there until all are merged: a build
that was stopped goes on with the next file. A new state of the index is in new files, and counts
from the moment when its manifest takes the place of the old one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np

from refcheck.errors import IndexDataError, InputError, UsageError
from refcheck.index.files.opening import is_nlm_file
from refcheck.index.parts import UNFINISHED, Task, is_made, made
from refcheck.index.records.hashes import U32
from refcheck.index.records.packing import MAPPING
from refcheck.index.storage import layout
from refcheck.index.storage.manifest import Manifest, Source, read_manifest, write_manifest
from refcheck.index.storage.merging import MOST_ROWS, merge
from refcheck.index.storage.segment import Segment
from refcheck.index.storage.vocabulary import (
    DICTIONARY,
    FREQUENCIES,
    load_dictionary,
    make_vocabulary,
)

__all__ = ["Progress", "build", "found_files", "update"]

_PARTS: Final = "parts"
_SEGMENT, _REPLACED = "segment-", "replaced-"

Progress = Callable[[str, int, int], None]  # what is done, how many of how many


def found_files(given: Sequence[str]) -> list[Path]:
    """Returns the files that are named, and those in folders that are, in the order of their names.

    Raises `UsageError` where there is nothing.
    """
    found: dict[str, Path] = {}
    for name in given:
        path = Path(name)
        if path.is_dir():
            inside = [each for each in sorted(path.iterdir()) if is_nlm_file(each)]
        elif path.exists():
            inside = [path]
        else:
            raise InputError(name, "there is no such file or folder")
        for each in inside:
            if each.name in found and found[each.name].resolve() != each.resolve():
                raise UsageError(f"there are two files by the name of {each.name}")
            found[each.name] = each
    if not found:
        raise UsageError("there is no file to read: PubMed's are called pubmed26n0001.xml.gz")
    return [found[name] for name in sorted(found)]


def build(folder: Path, files: Sequence[Path], jobs: int, progress: Progress) -> Manifest:
    """Build an index of `files` in `folder`, or go on where it was stopped.

    Raises `UsageError` where there is an index already that has not these files.
    """
    with _locked(folder):
        before = read_manifest(folder)
        if before is not None:
            if all(_source(path) in before.sources for path in files):
                return before
            raise UsageError(
                f"{folder} has an index: 'refcheck index update' adds files, and a new one is built"
                " in another folder"
            )
        _clear(folder, None)
        make_vocabulary(folder, files)
        parts = _parts(folder, files, jobs, progress)
        manifest = _written(folder, parts, files, None, progress)
        shutil.rmtree(folder / _PARTS, ignore_errors=True)
        return manifest


def update(folder: Path, files: Sequence[Path], jobs: int, progress: Progress) -> Manifest:
    """Add files to an index. Those that it has already are passed over."""
    with _locked(folder):
        before = read_manifest(folder)
        if before is None:
            raise UsageError(f"{folder} has no index: 'refcheck index build' makes one")
        _clear(folder, before)
        new = [path for path in files if _source(path) not in before.sources]
        if not new:
            return before
        parts = _parts(folder, new, jobs, progress)
        manifest = _written(folder, parts, new, before, progress)
        _clear(folder, manifest)
        shutil.rmtree(folder / _PARTS, ignore_errors=True)
        return manifest


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let no other process write to the index."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        with lock:
            yield
    except Timeout:
        raise UsageError(f"another process is writing to {folder}") from None
    except OSError as error:
        raise IndexDataError.of(str(error.filename or folder), error, writing=True) from error


def _clear(folder: Path, manifest: Manifest | None) -> None:
    """Remove what was left by a process that was stopped, and what no reader needs any more."""
    kept = {*manifest.segments, *manifest.replaced} if manifest else set()
    for path in folder.iterdir():
        if path.name.startswith((_SEGMENT, _REPLACED)) and path.name not in kept:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    for path in (folder / _PARTS).glob(f"*{UNFINISHED}"):
        shutil.rmtree(path, ignore_errors=True)


def _source(path: Path) -> Source:
    try:
        return Source(name=path.name, size=path.stat().st_size)
    except OSError as error:
        raise InputError.of(str(path), error) from error


# --- parts ----------------------------------------------------------------------------------------


def _parts(folder: Path, files: Sequence[Path], jobs: int, progress: Progress) -> list[Path]:
    """Returns the folders of the segments of all files; those that are there are not made again."""
    today = date.today()
    (folder / _PARTS).mkdir(exist_ok=True)
    tasks = [
        Task(path=path, folder=folder / _PARTS / path.name, index=folder, today=today)
        for path in files
    ]
    waiting = [task for task in tasks if not is_made(task)]
    done = len(tasks) - len(waiting)
    for task in made(waiting, min(jobs, len(waiting))):
        done += 1
        progress(task.path.name, done, len(tasks))
    return [task.folder for task in tasks]


# --- the new state --------------------------------------------------------------------------------


def _written(
    folder: Path,
    parts: Sequence[Path],
    files: Sequence[Path],
    before: Manifest | None,
    progress: Progress,
) -> Manifest:
    """Merge the parts into the base, or with the changes so far; then make that the index."""
    dictionary = load_dictionary(folder)
    base = Segment(folder / before.segments[0], dictionary) if before else None
    changes = before.segments[1:] if before else ()
    segments = [Segment(path, dictionary) for path in (*(folder / one for one in changes), *parts)]
    if sum(map(len, segments)) > 4 * MOST_ROWS:
        raise UsageError(f"an index has at most {MOST_ROWS:,} records")
    number = before.number + 1 if before else 1
    name = f"{_SEGMENT}{number:06}"
    progress("merging", 0, 1)
    merge(segments, folder / (name + UNFINISHED), {"mapping": MAPPING})
    (folder / (name + UNFINISHED)).rename(folder / name)
    layout.synced(folder)
    progress("merging", 1, 1)
    merged = Segment(folder / name, dictionary)
    names = (before.segments[0], name) if before else (name,)
    buried = _replaced(base, merged) if base else ()
    replaced = [f"{_REPLACED}{number:06}-{at}.u32" for at in range(len(buried))]
    for file, rows in zip(replaced, buried, strict=True):
        layout.write_synced(folder / file, rows.tobytes())
    tables = [layout.read_table(part) for part in parts]
    days = [date.fromisoformat(day) for table in tables if (day := table.get("revised"))]
    days += [before.revised] if before and before.revised else []
    checked = {
        name: layout.checksum(folder / name) for name in (FREQUENCIES, DICTIONARY, *replaced)
    }
    manifest = Manifest(
        segments=names,
        replaced=tuple(replaced),
        sources=(*(before.sources if before else ()), *map(_source, files)),
        records=len(merged) + (len(base) if base else 0) - sum(map(len, buried)),
        revised=max(days, default=None),
        built=date.today(),
        skipped=sum(table["skipped"][0] for table in tables) + (before.skipped if before else 0),
        mapping=min(MAPPING, before.mapping if before else MAPPING),
        checksums={name: (found.size, found.checksum) for name, found in checked.items()},
        number=number,
    )
    write_manifest(folder, manifest)
    return manifest


def _replaced(base: Segment, changes: Segment) -> tuple[U32, U32]:
    """Returns the rows of the base that the changes replace or delete, and those of the changes
    that are of a lower version than the base has."""
    deleted = changes.array(layout.DELETED, np.uint32)
    _, of_base, of_changes = np.intersect1d(
        base.pmids, changes.pmids, assume_unique=True, return_indices=True
    )
    lower = (
        changes.array(layout.VERSIONS, np.uint8)[of_changes]
        < base.array(layout.VERSIONS, np.uint8)[of_base]
    )
    lower &= ~np.isin(changes.pmids[of_changes], deleted)
    gone = np.flatnonzero(np.isin(base.pmids, deleted, assume_unique=True))
    dead = np.union1d(of_base[~lower], gone).astype(np.uint32)
    return dead, of_changes[lower].astype(np.uint32)
