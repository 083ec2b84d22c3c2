"""The manifest of an index: which segments it has, of which files, and up to which day."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Final

import orjson

from refcheck.errors import IndexDataError
from refcheck.frozen import dataclass
from refcheck.index.storage import layout
from refcheck.regular_files import read_regular

__all__ = ["MANIFEST", "Manifest", "Source", "read_manifest", "write_manifest"]

MANIFEST: Final = "index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file that is in an index."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index has.

    `segments` are the folders of its segments, the base first; `replaced` the files that list the
    rows of each that a later one replaces; `revised` the day of the last change to a record in it;
    `built` when it was last written; `skipped` how many records could not be used. `checksums` are
    those of the files that are in no segment.
    """

    segments: tuple[str, ...]
    replaced: tuple[str, ...]
    sources: tuple[Source, ...]
    records: int
    revised: date | None
    built: date
    skipped: int
    mapping: int
    checksums: dict[str, tuple[int, str]]
    number: int = 1

    @property
    def date(self) -> date:
        """The day up to which the index knows PubMed."""
        return min(self.revised or self.built, self.built)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make a manifest the one of the index, all at once."""
    said = {"format": layout.FORMAT, **asdict(manifest)}
    layout.write_synced(folder / MANIFEST, orjson.dumps(said, option=orjson.OPT_INDENT_2) + b"\n")


def read_manifest(folder: Path) -> Manifest | None:
    """Returns the manifest of an index; None where the folder has none.

    Raises `IndexDataError` where it is damaged, or written by another version.
    """
    path = folder / MANIFEST
    try:
        said = orjson.loads(read_regular(path))
        if said.pop("format") != layout.FORMAT:
            raise IndexDataError(
                str(folder), "was built by another version of refcheck: build it again"
            )
        return _read(Manifest(**said))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise IndexDataError.of(str(path), error) from error
    except (ValueError, TypeError, KeyError, AttributeError):
        raise IndexDataError(str(path), "is damaged") from None


def _read(said: Manifest) -> Manifest:
    """Returns the manifest with values of their types, which JSON does not have."""
    return replace(
        said,
        segments=tuple(map(str, said.segments)),
        replaced=tuple(map(str, said.replaced)),
        sources=tuple(Source(**source) for source in said.sources),  # type: ignore[arg-type]
        revised=date.fromisoformat(str(said.revised)) if said.revised else None,
        built=date.fromisoformat(str(said.built)),
        records=int(said.records),
        checksums={
            str(name): (int(size), str(sum_)) for name, (size, sum_) in said.checksums.items()
        },
    )
