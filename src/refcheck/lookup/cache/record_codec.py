"""Mapped records as bytes: stored in the cache beside a response, which then is not mapped again.

Mapping a record's XML takes six times as long as reading this form. It begins with a fingerprint of
the code that mapped it; bytes that other code has written are not read, and the response is mapped
anew. So a better mapping reaches old responses at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import is_dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson

from refcheck.model import record as model
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    Notice,
    NoticeKind,
    PartialDate,
    PersonName,
    PublicationDate,
    RecordKey,
    WorkType,
)
from refcheck.text import dates, folding, identifiers

__all__ = ["RecordCodec"]

_EVERY_MAPPING_USES = (model, dates, folding, identifiers)
_LENGTH = 8


class RecordCodec:
    """Packs the records that the `mapping` modules of a service make of its responses."""

    def __init__(self, *mapping: ModuleType) -> None:
        self._modules = (*mapping, *_EVERY_MAPPING_USES)

    @cached_property
    def _fingerprint(self) -> bytes:
        digest = hashlib.blake2b(digest_size=_LENGTH)
        for module in self._modules:
            try:
                digest.update(Path(module.__file__ or "").read_bytes())
            except OSError:  # packed into an archive: nothing is known of the code
                return b""
        return digest.digest()

    def pack(self, record: BibliographicRecord) -> bytes | None:
        """Returns the bytes of a record; None if the code that mapped it cannot be told."""
        if not self._fingerprint:
            return None
        return self._fingerprint + orjson.dumps(_said(record))

    def unpack(self, form: bytes | None) -> BibliographicRecord | None:
        """Returns the record; None if this code has not written the bytes."""
        if not form or not self._fingerprint or not form.startswith(self._fingerprint):
            return None
        try:
            said: dict[str, Any] = orjson.loads(memoryview(form)[_LENGTH:])
            return _record(said)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None


def _said(value: Any) -> Any:
    """Dataclasses as dictionaries of what they say: `None` and empty fields are left out."""
    if isinstance(value, tuple):
        return [_said(item) for item in value]
    if not is_dataclass(value):
        return value
    parts = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
    return {name: _said(part) for name, part in parts if part is not None and part != ()}


def _record(said: dict[str, Any]) -> BibliographicRecord:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    values["type"] = WorkType(said["type"])
    if "key" in said:
        values["key"] = RecordKey(**said["key"])
    for name in ("authors", "editors"):
        if name in said:
            values[name] = tuple(map(_contributor, said[name]))
    if "dates" in said:
        values["dates"] = tuple(map(_date, said["dates"]))
    if "notices" in said:
        values["notices"] = tuple(map(_notice, said["notices"]))
    if "accessed" in said:
        values["accessed"] = PartialDate(**said["accessed"])
    return BibliographicRecord(**values)


def _contributor(said: dict[str, Any]) -> Contributor:
    return GroupName(**said) if "name" in said else PersonName(**said)


def _date(said: dict[str, Any]) -> PublicationDate:
    until = said.get("until")
    return PublicationDate(
        kind=DateKind(said["kind"]),
        date=PartialDate(**said["date"]),
        until=PartialDate(**until) if until else None,
        text=said.get("text"),
    )


def _notice(said: dict[str, Any]) -> Notice:
    kind = NoticeKind(said["kind"])
    return Notice(kind=kind, source=said.get("source"), pmid=said.get("pmid"), url=said.get("url"))
