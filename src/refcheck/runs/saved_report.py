"""A JSON report of an earlier run, as far as two runs are compared by it.

The file may be anything: every value is looked at before it is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final

import orjson

from refcheck.frozen import dataclass

__all__ = [
    "NotAReport",
    "SavedDocument",
    "SavedFinding",
    "SavedReference",
    "SavedReport",
    "read_report",
]

_SCHEMA: Final = "refcheck-report/2"
_FIRST_SCHEMA: Final = "refcheck-report/1"
# A reference takes 3 to 5 kB, 60 objects and 150 values. A list of empty objects would take
# twenty times its size in memory.
_MOST_OBJECTS: Final = 4_000_000
_MOST_VALUES: Final = 12_000_000


class NotAReport(Exception):  # noqa: N818 - it says what the file is
    """The content of a file is not a report that this version compares; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFinding:
    """A finding. `state` is "open", or "known" or "suppressed" where it does not count."""

    rule: str
    field: str
    severity: str
    cited: str | None
    expected: tuple[str, ...]
    message: str
    state: str = "open"
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReference:
    """A reference. `record` is the matched record as CSL-JSON, `matched` what its source calls it;
    `lookup` and `verdict` are None where nothing was looked up."""

    number: int
    key: str
    raw: str
    doi: str | None = None
    pmid: str | None = None
    lookup: str | None = None
    matched: tuple[str, str] | None = None
    retrieved: str | None = None
    record: Mapping[str, Any] = field(default_factory=dict)
    verdict: str | None = None
    findings: tuple[SavedFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedDocument:
    """A document; `cites` are the markers of its text."""

    path: str
    status: str
    references: tuple[SavedReference, ...] = ()
    findings: tuple[SavedFinding, ...] = ()
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReport:
    """A report: the version of refcheck that wrote it, its documents, what weakened the check."""

    version: str
    documents: tuple[SavedDocument, ...]
    weakened_by: tuple[str, ...] = ()


def read_report(content: bytes) -> SavedReport:
    """Returns the report that a file in JSON, or in JSON lines, contains. Raises `NotAReport`."""
    if content.count(b"{") + content.count(b"[") > _MOST_OBJECTS:
        raise NotAReport("it has more objects than a report that refcheck can compare")
    if content.count(b",") > _MOST_VALUES:
        raise NotAReport("it has more values than a report that refcheck can compare")
    first = content.partition(b"\n")[0]
    try:
        if b'"kind"' in first[:200]:
            return _of_lines(content)
        return _of_whole(_members(orjson.loads(content), "the report"))
    except orjson.JSONDecodeError:
        raise NotAReport("it is not JSON, or it is damaged") from None


def _of_whole(whole: Mapping[str, Any]) -> SavedReport:
    _require_schema(whole)
    settings = whole.get("settings_from")
    weakens = _members(settings, "settings_from").get("weakens") if settings else None
    return SavedReport(
        version=_text(whole, "version", "the report"),
        documents=tuple(
            _document(item, f"documents[{place}]")
            for place, item in enumerate(_items(whole, "documents", "the report"))
        ),
        weakened_by=_texts(weakens),
    )


def _of_lines(content: bytes) -> SavedReport:
    """JSON lines: each reference, then its document, and the summary with the version last."""
    documents: list[SavedDocument] = []
    waiting: list[SavedReference] = []
    version = ""
    for place, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        where = f"line {place}"
        item = _members(orjson.loads(line), where)
        _require_schema(item)
        match item.get("kind"):
            case "reference":
                waiting.append(_reference(item, where))
            case "document":
                documents.append(_document(item, where, waiting))
                waiting = []
            case "summary":
                version = _text(item, "version", where)
            case _:
                raise NotAReport(f"it is damaged: {where} is of no known kind")
    if waiting:
        raise NotAReport("it is damaged: it ends within a document")
    return SavedReport(version=version, documents=tuple(documents))


def _require_schema(whole: Mapping[str, Any]) -> None:
    schema = whole.get("schema")
    if schema == _FIRST_SCHEMA:
        raise NotAReport(
            "it is a report of schema 1, of an earlier version of refcheck: check the articles"
            " again"
        )
    if schema != _SCHEMA:
        raise NotAReport("it is not a JSON report of refcheck")


def _document(
    item: Any, where: str, references: list[SavedReference] | None = None
) -> SavedDocument:
    members = _members(item, where)
    if references is None:
        references = [
            _reference(each, f"{where}.references[{place}]")
            for place, each in enumerate(_items(members, "references", where))
        ]
    cites = members.get("citations")
    return SavedDocument(
        path=_text(members, "path", where),
        status=_text(members, "status", where),
        references=tuple(references),
        findings=tuple(_findings(members, where)),
        cites=tuple(
            str(each.get("text"))
            for each in (cites if isinstance(cites, list) else ())
            if isinstance(each, dict)
        ),
    )


def _reference(item: Any, where: str) -> SavedReference:
    members = _members(item, where)
    number = members.get("number")
    if type(number) is not int:
        raise NotAReport(f"it is damaged: {where}.number is not a number")
    csl = _members(members.get("csl", {}), f"{where}.csl")
    lookup = _members(members.get("lookup", {}), f"{where}.lookup")
    source, identifier = _optional(lookup, "source"), _optional(lookup, "id")
    record = lookup.get("record")
    return SavedReference(
        number=number,
        key=_text(members, "key", where),
        raw=_text(members, "raw", where),
        doi=_optional(csl, "DOI"),
        pmid=_optional(csl, "PMID"),
        lookup=_optional(lookup, "status"),
        matched=(source, identifier) if source and identifier else None,
        retrieved=_optional(lookup, "retrieved"),
        record=record if isinstance(record, dict) else {},
        verdict=_optional(members, "verdict"),
        findings=tuple(_findings(members, where)),
    )


def _findings(members: Mapping[str, Any], where: str) -> Iterator[SavedFinding]:
    for place, item in enumerate(_items(members, "findings", where)):
        yield _finding(item, f"{where}.findings[{place}]")
    if "suppressed" in members:
        for place, item in enumerate(_items(members, "suppressed", where)):
            yield _finding(item, f"{where}.suppressed[{place}]", "suppressed")


def _finding(item: Any, where: str, state: str = "open") -> SavedFinding:
    members = _members(item, where)
    numbers = members.get("references")
    return SavedFinding(
        rule=_text(members, "rule", where),
        field=_text(members, "field", where),
        severity=_text(members, "severity", where),
        cited=_optional(members, "cited"),
        expected=_texts(members.get("expected")),
        message=_text(members, "message", where),
        state="known" if members.get("known") is True else state,
        references=tuple(
            each for each in (numbers if isinstance(numbers, list) else ()) if type(each) is int
        ),
    )


def _members(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise NotAReport(f"it is damaged: {where} is not an object")
    return value


def _items(members: Mapping[str, Any], name: str, where: str) -> list[Any]:
    value = members.get(name)
    if not isinstance(value, list):
        raise NotAReport(f"it is damaged: {where} has no list of {name}")
    return value


def _text(members: Mapping[str, Any], name: str, where: str) -> str:
    value = members.get(name)
    if not isinstance(value, str):
        raise NotAReport(f"it is damaged: {where} has no {name}")
    return value


def _optional(members: Mapping[str, Any], name: str) -> str | None:
    value = members.get(name)
    return value if isinstance(value, str) else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
