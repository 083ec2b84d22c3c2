"""One file of PubMed's made into a segment of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import zstandard

from refcheck.index.files.reading import Deleted, Read, Skipped, read_file
from refcheck.index.records.hashes import U32
from refcheck.index.records.packing import MAPPING, pack
from refcheck.index.records.record_keys import Rows
from refcheck.index.records.stems import Frequencies
from refcheck.index.storage.merging import GONE, moved
from refcheck.index.storage.writing import SegmentWriter

__all__ = ["write_part"]

_LEVEL: Final = 3  # of zstandard: level 12 takes seven times as long, and saves 10 bytes a record


@dataclass(slots=True)
class _Part:
    """The records of a file, in its order: of each PMID the highest version counts, of equal ones
    the last."""

    rows: Rows
    packer: zstandard.ZstdCompressor
    today: date
    blobs: list[bytes] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)
    kept: dict[int, int] = field(default_factory=dict)  # the row of each PMID
    deleted: set[int] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    revised: date | None = None

    def take(self, found: Read | Deleted | Skipped) -> None:
        """Take in what is in the file next."""
        match found:
            case Read():
                self._add(found)
            case Deleted():
                self.deleted.update(found.pmids)
            case Skipped():
                self.skipped.append(found.reason)

    def _add(self, found: Read) -> None:
        pmid, row = int(found.record.pmid or 0), len(self.rows)
        number = self.rows.add(found.record)
        self.blobs.append(number + self.packer.compress(pack(found.record)))
        self.versions.append(found.version)
        before = self.kept.get(pmid)
        if before is None or found.version >= self.versions[before]:
            self.kept[pmid] = row
        if found.revised and found.revised <= self.today:
            self.revised = max(self.revised or found.revised, found.revised)

    def places(self) -> tuple[list[int], U32]:
        """Returns the PMIDs that stay, in order, and the new row of each row."""
        pmids = sorted(self.kept.keys() - self.deleted)
        places = np.full(len(self.rows), GONE, dtype=np.uint32)
        places[[self.kept[pmid] for pmid in pmids]] = np.arange(len(pmids), dtype=np.uint32)
        return pmids, places


def write_part(
    path: Path,
    folder: Path,
    frequencies: Frequencies,
    dictionary: zstandard.ZstdCompressionDict | None,
    today: date,
) -> None:
    """Read a file and write its segment into `folder`, which does not exist yet.

    Raises `InputError` where the file cannot be used.
    """
    packer = zstandard.ZstdCompressor(
        level=_LEVEL, dict_data=dictionary, write_content_size=True, write_dict_id=False
    )
    part = _Part(rows=Rows(frequencies), packer=packer, today=today)
    for found in read_file(path):
        part.take(found)
    pmids, places = part.places()
    keys = moved(part.rows.keys(), places)
    keys.sort()
    words = moved(part.rows.words(), places)
    words.sort()
    old = [part.kept[pmid] for pmid in pmids]
    notes: dict[str, Any] = {
        "mapping": MAPPING,
        "source": [path.name, path.stat().st_size],
        "revised": part.revised.isoformat() if part.revised else None,
        "skipped": [len(part.skipped), *part.skipped[:1]],
    }
    with SegmentWriter(folder, len(keys)) as writer:
        versions = np.array(part.versions, dtype=np.uint8)[old]
        writer.write_rows(np.array(pmids, dtype=np.uint32), versions, part.rows.sidecar()[old])
        writer.write_records([part.blobs[row] for row in old], 0)
        writer.write_keys(keys)
        writer.write_words(words)
        writer.finish(part.rows.journals, sorted(part.deleted), notes)
