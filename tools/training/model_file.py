"""Reads and writes the labeller's model: the file format "lCRF" of CRFsuite 0.12.

CRFsuite writes a model only when it has trained one; here attributes are added to it afterwards.
The format is that of `crf1d_model.c` and `cqdb.c`: a header, the features (one weight each), the
names of labels and attributes as constant databases, and for each label and attribute the numbers
of its features.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Model", "read", "write"]

_HEADER: Final = struct.Struct("<4sI4sIIIIIIIII")
_CHUNK: Final = struct.Struct("<4sII")  # its name, its size, how many it has
_FEATURE: Final = struct.Struct("<IIId")  # type, attribute or label, label, weight
_DATABASE: Final = struct.Struct("<4sIIIII")
_TABLES: Final = 256
_BYTE_ORDER: Final = 0x62445371
_OF_STATE: Final = 0  # the types of a feature: of an attribute and a label, or of two labels
_OF_TRANSITION: Final = 1
_WORD: Final = 0xFFFFFFFF
_UNUSED_LABELS: Final = 2  # for which CRFsuite keeps a place


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """`labels`: the database of labels as it is in the file. `weights` are those that an attribute
    has for labels, `transitions` those from label to label."""

    version: int
    labels: bytes
    label_count: int
    weights: dict[bytes, dict[int, float]]
    transitions: tuple[tuple[int, int, float], ...]


def read(content: bytes) -> Model:
    """Returns the model in the bytes of a file."""
    header = _HEADER.unpack_from(content)
    version, label_count, attribute_count = header[3], header[5], header[6]
    features, labels, attributes = header[7:10]
    names = dict(_names(content, attributes))
    weights: dict[bytes, dict[int, float]] = {names[n]: {} for n in range(attribute_count)}
    transitions = []
    _, size, _ = _CHUNK.unpack_from(content, features)
    for kind, source, label, weight in _FEATURE.iter_unpack(
        content[features + _CHUNK.size : features + size]
    ):
        if kind == _OF_STATE:
            weights[names[source]][label] = weight
        else:
            transitions.append((source, label, weight))
    return Model(
        version=version,
        labels=content[labels:attributes],
        label_count=label_count,
        weights=weights,
        transitions=tuple(transitions),
    )


def _names(content: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yields the numbers and names of a database: its records are in front of its tables."""
    place = start + _DATABASE.size + 8 * _TABLES
    tables = struct.iter_unpack("<II", content[start + _DATABASE.size : place])
    end = start + min(offset for offset, count in tables if count)
    while place < end:
        number, length = struct.unpack_from("<II", content, place)
        yield number, content[place + 8 : place + 7 + length]
        place += 8 + length


def write(model: Model) -> bytes:
    """Returns the bytes of a file with the model."""
    features, of_attributes, of_labels = _features(model)
    parts = [features, model.labels, _database(list(model.weights))]
    starts = [_HEADER.size]
    for part in parts:
        starts.append(starts[-1] + len(part))
    starts[-1] += -starts[-1] % 4
    content = b"".join(parts).ljust(starts[-1] - _HEADER.size, b"\0")
    references = _references(b"LFRF", of_labels, starts[-1], unused=_UNUSED_LABELS)
    starts.append(starts[-1] + len(references))
    content += references + _references(b"AFRF", of_attributes, starts[-1])
    counts = (0, model.label_count, len(model.weights))
    head = (b"lCRF", _HEADER.size + len(content), b"FOMC", model.version, *counts, *starts)
    return _HEADER.pack(*head) + content


def _features(model: Model) -> tuple[bytes, list[list[int]], list[list[int]]]:
    """Returns the weights as they are in the file, and the numbers of those of each attribute and
    of the transitions from each label."""
    packed: list[bytes] = []
    of_attributes: list[list[int]] = []
    of_labels: list[list[int]] = [[] for _ in range(model.label_count)]
    for number, weights in enumerate(model.weights.values()):
        of_attributes.append(list(range(len(packed), len(packed) + len(weights))))
        packed += [_FEATURE.pack(_OF_STATE, number, *each) for each in weights.items()]
    for source, label, weight in model.transitions:
        of_labels[source].append(len(packed))
        packed.append(_FEATURE.pack(_OF_TRANSITION, source, label, weight))
    size = _CHUNK.size + _FEATURE.size * len(packed)
    return _CHUNK.pack(b"FEAT", size, len(packed)) + b"".join(packed), of_attributes, of_labels


def _references(name: bytes, lists: Sequence[Sequence[int]], start: int, unused: int = 0) -> bytes:
    """Returns the lists of numbers of features, with where in the file each begins."""
    count = len(lists) + unused
    place = start + _CHUNK.size + 4 * count
    offsets, packed = [], []
    for numbers in lists:
        offsets.append(place)
        packed.append(struct.pack(f"<{len(numbers) + 1}I", len(numbers), *numbers))
        place += len(packed[-1])
    offsets += [0] * unused
    head = _CHUNK.pack(name, place - start, count)
    return head + struct.pack(f"<{count}I", *offsets) + b"".join(packed)


def _database(names: Sequence[bytes]) -> bytes:
    """Returns the database in which CRFsuite looks up the number of a name, and the other way."""
    place = _DATABASE.size + 8 * _TABLES
    records, offsets = [], []
    tables: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
    for number, name in enumerate(names):
        key = name + b"\0"
        code = jenkins_hash(key)
        tables[code % _TABLES].append((code, place))
        offsets.append(place)
        records.append(struct.pack("<II", number, len(key)) + key)
        place += len(records[-1])
    heads, buckets = [], []
    for table in tables:
        size = 2 * len(table)
        heads.append(struct.pack("<II", place if table else 0, size))
        buckets.append(_buckets(table, size))
        place += len(buckets[-1])
    size = place + 4 * len(names)
    head = _DATABASE.pack(b"CQDB", size, 0, _BYTE_ORDER, len(names), place)
    numbers = struct.pack(f"<{len(names)}I", *offsets)
    return b"".join((head, *heads, *records, *buckets, numbers))


def _buckets(table: Sequence[tuple[int, int]], size: int) -> bytes:
    """Returns a hash table with open addressing, in which a free place has no offset."""
    places: list[tuple[int, int]] = [(0, 0)] * size
    for code, offset in table:
        place = (code >> 8) % size
        while places[place][1]:
            place = (place + 1) % size
        places[place] = (code, offset)
    return b"".join(struct.pack("<II", *each) for each in places)


def jenkins_hash(key: bytes) -> int:
    """Returns Bob Jenkins's `hashlittle` of a name (lookup3.c, 2006, public domain)."""
    a = b = c = (0xDEADBEEF + len(key)) & _WORD
    while len(key) > 12:
        x, y, z = struct.unpack_from("<III", key)
        a, b, c = _mixed((a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD)
        key = key[12:]
    if not key:
        return c
    x, y, z = struct.unpack("<III", key.ljust(12, b"\0"))
    return _finished((a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD)


def _rotated(word: int, count: int) -> int:
    return ((word << count) | (word >> (32 - count))) & _WORD


def _mixed(a: int, b: int, c: int) -> tuple[int, int, int]:
    for count in (4, 6, 8, 16, 19, 4):
        a, b, c = b, c, a  # each round has the next word in the place of the first
        c = ((c - b) & _WORD) ^ _rotated(b, count)
        b = (b + a) & _WORD
    return a, b, c


def _finished(a: int, b: int, c: int) -> int:
    for count in (14, 11, 25, 16, 4, 14, 24):
        c = ((c ^ b) - _rotated(b, count)) & _WORD
        a, b, c = b, c, a
    return b
