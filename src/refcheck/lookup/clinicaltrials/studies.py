"""A study as ClinicalTrials.gov describes it: read from a reply, cached, and mapped to a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from refcheck.formats.normalise import Written, normalise
from refcheck.frozen import dataclass
from refcheck.lookup.cache.entries import CachedResponse, DamagedResponseError
from refcheck.lookup.cache.text_form import LinePerResponse, TextForm
from refcheck.lookup.members import mappings, string, strings, year_of
from refcheck.lookup.query import Query
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    GroupName,
    PartialDate,
    PublicationDate,
    RecordKey,
)

__all__ = [
    "ENDPOINT",
    "FIELDS",
    "SOURCE",
    "TEXT_FORM",
    "StudyResponse",
    "cached_study",
    "nct_numbers",
    "read_cached",
    "studies_in",
    "study_of",
]

SOURCE: Final = "clinicaltrials"
ENDPOINT: Final = "clinicaltrials-study"
FIELDS: Final = (
    *("NCTId", "NCTIdAlias", "BriefTitle", "OfficialTitle", "Acronym", "LeadSponsorName"),
    *("OrgFullName", "StartDate", "StudyFirstPostDate"),
)
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9])NCT[\s:-]?(\d{8})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyResponse:
    """What the registry has under a number; None where it does not know the number."""

    record: BibliographicRecord | None
    retrieved: date


def nct_numbers(record: BibliographicRecord) -> tuple[str, ...]:
    """Returns the NCT numbers that a reference prints, each once."""
    texts = (*record.numbers, record.url or "", record.title or "")
    found = (f"NCT{match[1]}" for text in texts for match in _NUMBER.finditer(text[:2000]))
    return tuple(dict.fromkeys(found))


def studies_in(numbers: Sequence[str]) -> Callable[[bytes], dict[str, Any]]:
    """Returns what reads a reply: the members of each study that are used, by the number asked for;
    None for one that is not in the list, which may be a former number.

    A study that was registered twice has former numbers (`nctIdAliases`). Raises `ServiceError`.
    """
    from refcheck.lookup.http.errors import RetryableError

    def read(body: bytes) -> dict[str, Any]:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise RetryableError(
                "ClinicalTrials.gov answers with what is not JSON, or breaks off"
            ) from None
        studies = answer.get("studies") if isinstance(answer, dict) else None
        if not isinstance(studies, list) or answer.get("nextPageToken"):
            raise RetryableError("ClinicalTrials.gov answers with a list that is not whole")
        found: dict[str, Any] = dict.fromkeys(numbers)
        for study in mappings(studies):
            trimmed = _trimmed(study)
            for number in (trimmed.get("id"), *trimmed.get("aliases", ())):
                if number in found:
                    found[number] = trimmed
        return found

    return read


def study_of(number: str) -> Callable[[int, bytes], dict[str, Any] | None]:
    """Returns what reads a reply about one number: the one place where it may not be known.

    A former number is redirected to that of today: the trial exists. Raises `ServiceError`.
    """
    from refcheck.lookup.http.errors import RetryableError, ServiceError

    def read(status: int, body: bytes) -> dict[str, Any] | None:
        if status == 404:
            if body[:200].strip().lower() == f"nct number {number} not found".lower().encode():
                return None
            raise ServiceError("ClinicalTrials.gov answers with an error (HTTP 404)")
        if 300 <= status < 400:
            return {"id": number}
        try:
            study = json.loads(body)
        except (ValueError, RecursionError):
            study = None
        trimmed = _trimmed(study) if isinstance(study, dict) else {}
        if number not in (trimmed.get("id"), *trimmed.get("aliases", ())):
            raise RetryableError("ClinicalTrials.gov answers about another trial, or breaks off")
        return trimmed

    return read


def _trimmed(study: Mapping[str, Any]) -> dict[str, Any]:
    protocol = _object(study, "protocolSection")
    named = _object(protocol, "identificationModule")
    status = _object(protocol, "statusModule")
    sponsor = _object(_object(protocol, "sponsorCollaboratorsModule"), "leadSponsor")
    titles = (string(named.get(name)) for name in ("briefTitle", "officialTitle", "acronym"))
    years = (
        _year(_object(status, name)) for name in ("startDateStruct", "studyFirstPostDateStruct")
    )
    organization = _object(named, "organization").get("fullName")
    kept = {
        "id": (string(named.get("nctId")) or "").upper(),
        "aliases": [alias.upper() for alias in strings(named.get("nctIdAliases"))],
        "titles": [title for title in titles if title],
        "sponsors": list(dict.fromkeys(strings([sponsor.get("name"), organization]))),
        "years": sorted({year for year in years if year}),
    }
    return {name: value for name, value in kept.items() if value}


def _object(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = value.get(name)
    return inner if isinstance(inner, dict) else {}


def _year(value: Mapping[str, Any]) -> int | None:
    return year_of((string(value.get("date")) or "")[:4])


def _record_of(study: Mapping[str, Any]) -> BibliographicRecord:
    number = string(study.get("id")) or ""
    titles = strings(study.get("titles"))
    years = study.get("years")
    known = [year for each in years if (year := year_of(each))] if isinstance(years, list) else []
    record = BibliographicRecord(
        key=RecordKey(source=SOURCE, id=number),
        authors=tuple(GroupName(name=name) for name in strings(study.get("sponsors"))[:1]),
        title=titles[0] if titles else None,
        title_variants=titles[1:],
        dates=tuple(
            PublicationDate(kind=DateKind.ELECTRONIC, date=PartialDate(year=year)) for year in known
        ),
        numbers=(number, *strings(study.get("aliases"))),
        url=f"https://clinicaltrials.gov/study/{number}",
    )
    return normalise(Written(record=record)).record


def cached_study(query: Query, study: object, retrieved: float) -> CachedResponse:
    """Returns the entry of a study, or of None; a new number may be known next week."""
    return CachedResponse(
        query=query,
        payload=json.dumps(study, ensure_ascii=False, separators=(",", ":")).encode(),
        retrieved=retrieved,
        short_lived=not study,
    )


def read_cached(cached: CachedResponse) -> StudyResponse:
    """Returns the response in an entry. Raises `DamagedResponseError`."""
    try:
        study = json.loads(cached.payload)
    except ValueError:
        raise DamagedResponseError("it is not JSON") from None
    if study is None:
        return StudyResponse(record=None, retrieved=cached.day)
    named = (study.get("id"), *strings(study.get("aliases"))) if isinstance(study, dict) else ()
    if cached.query.text not in named:
        raise DamagedResponseError("it is another study")
    return StudyResponse(record=_record_of(study), retrieved=cached.day)


def _members(cached: CachedResponse) -> dict[str, Any]:
    return {"answer": json.loads(cached.payload)}


def _read_line(query: Query, line: Mapping[str, Any], retrieved: float) -> CachedResponse:
    return cached_study(query, line["answer"], retrieved)


def _lines() -> Iterator[LinePerResponse]:
    yield LinePerResponse(
        endpoint=ENDPOINT,
        noun="registered trials",
        file_name=f"{ENDPOINT}.jsonl",
        members=_members,
        read=_read_line,
        optional=True,
    )


TEXT_FORM = TextForm(lines=tuple(_lines()))
