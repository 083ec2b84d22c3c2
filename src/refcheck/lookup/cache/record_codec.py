"""Mapped records as bytes: stored in the cache beside a response, which then is not mapped again.

Mapping a record's XML takes six times as long as reading this form. It begins with the version of
the mapping that made it; bytes of another version are not read, and the response is mapped anew. So
a better mapping reaches old responses at once, and other changes of the code leave them alone.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import orjson

from refcheck.frozen import maker
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

__all__ = ["RecordCodec"]


# By their values: asking an enumeration takes five times as long.
_TYPES = {kind.value: kind for kind in WorkType}
_DATES = {kind.value: kind for kind in DateKind}
_NOTICES = {kind.value: kind for kind in NoticeKind}
# What a record has that says nothing, in the order of its fields: a call by name looks for every
# name that is not in its place, and letter by letter for one that is equal but not the same object.
_UNSAID = {field.name: field.default for field in fields(BibliographicRecord)}
_OF_PARTS = ("authors", "editors", "dates", "notices")
_OF_TEXTS = tuple(
    name for name, unsaid in _UNSAID.items() if unsaid == () and name not in _OF_PARTS
)

_record_of = maker(BibliographicRecord)
_person_of = maker(PersonName)
_published_of = maker(PublicationDate)
_date_of = maker(PartialDate)


class RecordCodec:
    """Packs the records that version `version` of a service's mapping makes of its responses."""

    def __init__(self, version: int) -> None:
        self._head = b"record %d\n" % version

    def is_current(self, form: bytes) -> bool:
        """Returns whether bytes were written by this version of the mapping."""
        return form.startswith(self._head)

    def pack(self, record: BibliographicRecord) -> bytes:
        """Returns the bytes of a record."""
        return self._head + orjson.dumps(_said(record))

    def unpack(self, form: bytes | None) -> BibliographicRecord | None:
        """Returns the record; None if this version of the mapping has not written the bytes."""
        if not form or not self.is_current(form):
            return None
        try:
            said: dict[str, Any] = orjson.loads(memoryview(form)[len(self._head) :])
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
    values: dict[str, Any] = _UNSAID | said
    for name in _OF_TEXTS:
        if name in said:
            values[name] = tuple(said[name])
    values["type"] = _TYPES[said["type"]]
    if "key" in said:
        values["key"] = RecordKey(**said["key"])
    for name in ("authors", "editors"):
        if name in said:
            values[name] = _contributors(said[name])
    if "dates" in said:
        values["dates"] = tuple([_publication_date(each) for each in said["dates"]])
    if "notices" in said:
        values["notices"] = tuple([_notice(each) for each in said["notices"]])
    if "accessed" in said:
        values["accessed"] = _partial_date(said["accessed"])
    return _record_of(**values)


def _contributors(said: list[dict[str, Any]]) -> tuple[Contributor, ...]:
    return tuple(
        [
            GroupName(name=each["name"])
            if "name" in each
            else _person_of(
                family=each["family"],
                given=each.get("given"),
                initials=each.get("initials"),
                particle=each.get("particle"),
                suffix=each.get("suffix"),
            )
            for each in said
        ]
    )


def _publication_date(said: dict[str, Any]) -> PublicationDate:
    until = said.get("until")
    return _published_of(
        kind=_DATES[said["kind"]],
        date=_partial_date(said["date"]),
        until=_partial_date(until) if until else None,
        text=said.get("text"),
    )


def _partial_date(said: dict[str, Any]) -> PartialDate:
    get = said.get
    return _date_of(year=said["year"], month=get("month"), day=get("day"), season=get("season"))


def _notice(said: dict[str, Any]) -> Notice:
    kind = _NOTICES[said["kind"]]
    return Notice(kind=kind, source=said.get("source"), pmid=said.get("pmid"), url=said.get("url"))
