"""Whether every file of an index is as it was written, and every record can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from refcheck.errors import IndexDataError, UsageError
from refcheck.frozen import dataclass
from refcheck.index.storage import layout
from refcheck.index.storage.manifest import read_manifest

__all__ = ["Checked", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file: its path within the index, its size, and what is wrong with it (None: nothing)."""

    path: str
    size: int
    reason: str | None


def verify(folder: Path) -> Iterator[Checked]:
    """Reads every file of an index again, and yields what was found of each.

    Raises `UsageError` where there is no index, and `IndexDataError` where its manifest is damaged.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise UsageError(f"{folder} has no index: 'refcheck index build' makes one")
    for name, (size, checksum) in manifest.checksums.items():
        yield _checked(folder, name, size, checksum)
    for segment in manifest.segments:
        try:
            files = layout.read_table(folder / segment)["files"]
        except IndexDataError as error:
            yield Checked(path=f"{segment}/{layout.TABLE}", size=0, reason=error.reason)
            continue
        for name, (size, checksum) in files.items():
            yield _checked(folder, f"{segment}/{name}", int(size), str(checksum))


def _checked(folder: Path, name: str, size: int, checksum: str) -> Checked:
    try:
        found = layout.checksum(folder / name)
    except OSError as error:
        reason = IndexDataError.of(name, error).reason
        return Checked(path=name, size=size, reason=reason)
    if found.size != size:
        reason = f"has {found.size:,} bytes instead of {size:,}"
        return Checked(path=name, size=size, reason=reason)
    damaged = found.checksum != checksum
    return Checked(path=name, size=size, reason="is damaged" if damaged else None)
