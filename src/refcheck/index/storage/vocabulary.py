"""What an index fixes when it is begun: how frequent words are, and the dictionary that records are
compressed with. Both are made of a sample of the first files, and never again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import zstandard

from refcheck.errors import IndexDataError
from refcheck.frozen import dataclass
from refcheck.index.files.reading import Read, read_file, sampled_titles
from refcheck.index.records.packing import pack
from refcheck.index.records.stems import Frequencies
from refcheck.index.storage import layout
from refcheck.regular_files import read_regular

__all__ = ["DICTIONARY", "FREQUENCIES", "Vocabulary", "load_vocabulary", "make_vocabulary"]

FREQUENCIES, DICTIONARY = "word-frequencies.tsv", "dictionary.bin"
_FILES: Final = 24  # of a baseline, spread over all of it: words change with the decades
_TITLES: Final = 30_000  # of each: all
_PACKED: Final = 1500  # records of each for the dictionary
_DICTIONARY_SIZE: Final = 112_640  # bytes: zstandard's own choice
_LEAST_PACKED: Final = 200  # a dictionary of fewer is worth nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What all segments of an index share."""

    frequencies: Frequencies
    dictionary: zstandard.ZstdCompressionDict | None


def make_vocabulary(folder: Path, files: Sequence[Path]) -> None:
    """Write the vocabulary of an index, made of a sample of `files`, if it is not there."""
    if (folder / FREQUENCIES).exists() and (folder / DICTIONARY).exists():
        return
    step = max(1, len(files) // _FILES)
    chosen = files[::step][:_FILES]
    titles = (title for path in chosen for title in sampled_titles(path, _TITLES))
    frequencies = Frequencies.counted(titles)
    packed = [form for path in chosen for form in islice(_packed(path), _PACKED)]
    layout.write_synced(folder / DICTIONARY, _dictionary(packed))
    layout.write_synced(folder / FREQUENCIES, frequencies.written().encode())


def _packed(path: Path) -> Iterator[bytes]:
    return (pack(found.record) for found in read_file(path) if isinstance(found, Read))


def _dictionary(packed: Sequence[bytes]) -> bytes:
    if len(packed) < _LEAST_PACKED:
        return b""
    size = min(_DICTIONARY_SIZE, sum(map(len, packed)) // 10)
    try:
        return zstandard.train_dictionary(size, list(packed)).as_bytes()
    except zstandard.ZstdError:  # too little, or too much alike, to learn from
        return b""


def load_vocabulary(folder: Path) -> Vocabulary:
    """Returns the vocabulary of an index. Raises `IndexDataError`."""
    return Vocabulary(frequencies=_frequencies(folder), dictionary=load_dictionary(folder))


def load_dictionary(folder: Path) -> zstandard.ZstdCompressionDict | None:
    """Returns what records are compressed with; None where nothing was learnt."""
    path = folder / DICTIONARY
    try:
        content = read_regular(path)
        return zstandard.ZstdCompressionDict(content) if content else None
    except OSError as error:
        raise IndexDataError.of(str(path), error) from error
    except zstandard.ZstdError:
        raise IndexDataError(str(path), "is damaged") from None


def _frequencies(folder: Path) -> Frequencies:
    path = folder / FREQUENCIES
    try:
        return Frequencies.read(read_regular(path).decode())
    except OSError as error:
        raise IndexDataError.of(str(path), error) from error
    except ValueError:
        raise IndexDataError(str(path), "is damaged") from None
