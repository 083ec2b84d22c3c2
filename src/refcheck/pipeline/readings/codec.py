"""A prepared document as bytes, and back: compressed JSON, which makes nothing but values.

Each object is a list: the number of its class, then, for each field that has not its default, the
number of the field and its value. No names are in it, and nothing that could be run. The numbers
change with the classes, and with them the version of refcheck that a reading belongs to.
"""

from __future__ import annotations

import dataclasses
import json
import zlib
from array import array
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple

from refcheck.checks.suppressing import PlacedSuppression
from refcheck.frozen import maker
from refcheck.model.document import DefectKind, Document, EntryDefect, Places, Span
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import (
    BibliographicRecord,
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
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Citation, CitationKind, Mention
from refcheck.model.suppression import Suppression, SuppressionOrigin
from refcheck.pipeline.documents import Prepared

__all__ = ["packed", "unpacked"]

_LEVEL: Final = 1  # of compression: higher ones take three times as long for a tenth less
_TUPLE: Final = 0
_ENUMERATIONS: Final[tuple[type[Enum], ...]] = (
    CitationKind,
    DateKind,
    DefectKind,
    Field,
    NoticeKind,
    Severity,
    SuppressionOrigin,
    WorkType,
)
_OF_FIELDS: Final[tuple[type, ...]] = (
    BibliographicRecord,
    Citation,
    Document,
    EntryDefect,
    Finding,
    GroupName,
    Mention,
    Notice,
    ParsedString,
    PartialDate,
    PersonName,
    PlacedSuppression,
    Prepared,
    PublicationDate,
    RecordKey,
    Reference,
    ReferenceString,
    Span,
    Suppression,
)
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


class _Maker(NamedTuple):
    """What makes an object, and the names of what it is given; None: it is given one value."""

    make: Callable[..., Any]
    names: list[str] | None


def packed(prepared: Prepared) -> bytes:
    """Returns a document as bytes. Raises `TypeError` where it has something that is no value."""
    text = json.dumps(_taken_apart(prepared), separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), _LEVEL)


def unpacked(content: bytes) -> Prepared:
    """Returns the document again. Raises `ValueError` where the bytes are damaged."""
    try:
        made: Any = _put_together(json.loads(zlib.decompress(content)))
    except (zlib.error, ValueError, TypeError, LookupError, RecursionError) as error:
        raise ValueError("it is damaged") from error
    if made.__class__ is not Prepared:
        raise ValueError("it is no document")
    return made


def _taken_apart(value: Any) -> Any:
    kind = value.__class__
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [_TUPLE, *map(_taken_apart, value)]
    fields = _FIELDS[kind]
    if fields is None:
        return _parts(value)
    apart: list[Any] = [_NUMBERS[kind]]
    for index, name, default in fields:
        part = getattr(value, name)
        if part is not default and part != default:
            apart += (index, _taken_apart(part))
    return apart


def _parts(value: Any) -> Any:
    """Returns what is no plain value and no class of fields."""
    if isinstance(value, Enum):
        return [_NUMBERS[value.__class__], value.value]
    if isinstance(value, str):  # a scanner's own kind of string
        return str(value)
    if isinstance(value, date):
        return [_NUMBERS[date], value.isoformat()]
    if isinstance(value, Places):
        return [_NUMBERS[Places], [_TUPLE, *(part for pair in value for part in pair)]]
    if isinstance(value, array):
        return [_TUPLE, *value]
    raise TypeError(f"{type(value).__name__} is no value of a reading")


def _put_together(apart: Any) -> Any:
    if apart.__class__ is not list:
        return apart
    number = apart[0]
    if number == _TUPLE:
        return tuple([_put_together(x) if x.__class__ is list else x for x in apart[1:]])
    make, names = _MAKERS[number]
    if names is None:
        return make(_put_together(apart[1]))
    given = {}
    for at in range(1, len(apart), 2):
        part = apart[at + 1]
        given[names[apart[at]]] = _put_together(part) if part.__class__ is list else part
    return make(**given)


def _places(parts: tuple[Any, ...]) -> Places:
    return Places(zip(parts[::2], parts[1::2], strict=True))


def _fields_of(kind: type) -> list[tuple[int, str, object]]:
    """Returns number, name and default of the fields; one that has no default equals none."""
    fields = [field for field in dataclasses.fields(kind) if field.init]
    return [(index, field.name, field.default) for index, field in enumerate(fields)]


class _Makers(dict[int, _Maker]):
    """What makes an object of the class of a number, made when the first one is needed."""

    def __missing__(self, number: int) -> _Maker:
        kind = _CLASSES[number - 1]
        if kind in _OF_FIELDS:
            self[number] = _Maker(maker(kind), [name for _, name, _ in _fields_of(kind)])
        else:
            others: dict[type, Callable[..., Any]] = {date: date.fromisoformat, Places: _places}
            self[number] = _Maker(others.get(kind, kind), None)
        return self[number]


class _KnownFields(dict[type, list[tuple[int, str, object]] | None]):
    """The fields of a class; None for those that are taken apart in another way."""

    def __missing__(self, kind: type) -> list[tuple[int, str, object]] | None:
        self[kind] = _fields_of(kind) if kind in _OF_FIELDS else None
        return self[kind]


_CLASSES: Final = (*_OF_FIELDS, *_ENUMERATIONS, date, Places)
_NUMBERS: Final = {kind: number for number, kind in enumerate(_CLASSES, 1)}
_MAKERS: Final = _Makers()
_FIELDS: Final = _KnownFields()
