"""Records from `citation` in the JSON-LD of a page (https://schema.org/citation)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from refcheck.formats.normalise import Written
from refcheck.formats.web.fields import dates_in, name_in
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    GroupName,
    PersonName,
    WorkType,
)

__all__ = ["from_schema_org", "string_of"]


def from_schema_org(item: Mapping[str, Any], title: str, address: str | None) -> Written:
    """Returns the record in an item, which is called `title` and is at `address`."""
    part: Any = item.get("isPartOf")
    volume, issue, container = string_of(item, "volumeNumber"), string_of(item, "issueNumber"), None
    for _ in range(4):  # an article is part of an issue, that of a volume, that of a journal
        part = part[0] if isinstance(part, list) and part else part
        if isinstance(part, str):
            container = part
        if not isinstance(part, dict):
            break
        volume = volume or string_of(part, "volumeNumber")
        issue = issue or string_of(part, "issueNumber")
        container = string_of(part, "name") or container
        part = part.get("isPartOf")
    begin, end = string_of(item, "pageStart"), string_of(item, "pageEnd")
    authors = item.get("author")
    record = BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL if container else WorkType.DOCUMENT,
        authors=tuple(
            name
            for one in (authors if isinstance(authors, list) else [authors])
            if (name := _author(one)) is not None
        ),
        title=title,
        container_title=container,
        dates=dates_in(string_of(item, "datePublished")),
        volume=volume,
        issue=issue,
        pages=string_of(item, "pagination") or ("-".join(filter(None, (begin, end))) or None),
        url=address,
    )
    return Written(record=record)


def _author(value: Any) -> Contributor | None:
    if isinstance(value, dict):
        if value.get("@type") == "Organization" and (name := string_of(value, "name")):
            return GroupName(name=name)
        family = string_of(value, "familyName")
        if family:
            return PersonName(family=family, given=string_of(value, "givenName"))
        value = value.get("name")
    return name_in(value) if isinstance(value, str) else None


def string_of(item: Mapping[str, Any], *names: str) -> str | None:
    """Returns the first of these members that is text or a number, or a list that begins so."""
    for name in names:
        value = item.get(name)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
