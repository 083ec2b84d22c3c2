"""An index that is open: its segments as one, and its journals."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from refcheck.errors import IndexDataError, UsageError
from refcheck.index.records.hashes import U32, U64, Kind, hash_of, mixed
from refcheck.index.records.journals import JournalNames
from refcheck.index.records.stems import Frequencies
from refcheck.index.storage.manifest import Manifest, read_manifest
from refcheck.index.storage.segment import Segment
from refcheck.index.storage.vocabulary import load_dictionary, load_vocabulary
from refcheck.model.record import BibliographicRecord
from refcheck.regular_files import read_regular

__all__ = ["Index", "Place"]

Place = tuple[int, int]  # the number of a segment, and a row of it


class Index:
    """The index in a folder, for reading. Raises `UsageError` where there is none, and
    `IndexDataError` where it is damaged."""

    def __init__(self, folder: Path) -> None:
        found = read_manifest(folder)
        if found is None:
            raise UsageError(f"{folder} has no index: 'refcheck index build' makes one")
        self.folder = folder
        self.manifest: Manifest = found
        dictionary = load_dictionary(folder)
        self.segments = [Segment(folder / name, dictionary) for name in found.segments]
        for segment, name in zip(self.segments, found.replaced, strict=False):
            segment.bury(_replaced(folder / name))

    @property
    def date(self) -> date:
        """The day up to which the index knows PubMed."""
        return self.manifest.date

    def __len__(self) -> int:
        return self.manifest.records

    @cached_property
    def frequencies(self) -> Frequencies:
        """How frequent the words of titles are."""
        return load_vocabulary(self.folder).frequencies

    @cached_property
    def journals(self) -> JournalNames:
        """The journals of all segments, by name."""
        return JournalNames(form for segment in self.segments for form in segment.journal_forms())

    def record(self, place: Place) -> BibliographicRecord:
        """Returns a record."""
        segment, row = place
        return self.segments[segment].record(row)

    def pmid(self, place: Place) -> int:
        """Returns the PMID of a record."""
        segment, row = place
        return int(self.segments[segment].pmids[row])

    def of_pmid(self, pmid: int) -> Place | None:
        """Returns where the record of a PMID is."""
        for number, segment in enumerate(self.segments):
            row = segment.row_of(pmid)
            if row is not None:
                return number, row
        return None

    def of_identifier(self, kind: Kind, value: str) -> list[Place]:
        """Returns where the records with a DOI or a PMCID are."""
        return self.of_key(kind, hash_of(value))

    def of_key(self, kind: Kind, *parts: int) -> list[Place]:
        """Returns where the records with a key are."""
        return [
            (number, row)
            for number, rows in enumerate(self.rows_of_key(kind, *parts))
            for row in rows.tolist()
        ]

    def rows_of_key(self, kind: Kind, *parts: int) -> list[U32]:
        """Returns the rows with a key, of each segment."""
        arrays: list[U64] = [np.array([part], dtype=np.uint64) for part in parts]
        key = int(mixed(kind, *arrays)[0])
        return [segment.rows_of(key) for segment in self.segments]


def _replaced(path: Path) -> U32:
    try:
        content = read_regular(path)
        return np.frombuffer(content, dtype=np.uint32)
    except OSError as error:
        raise IndexDataError.of(str(path), error) from error
    except ValueError:
        raise IndexDataError(str(path), "is damaged") from None
