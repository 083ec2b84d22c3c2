"""References and the citations of them, for the tests of the rules that compare the two."""

from __future__ import annotations

from refcheck.checks.rule import CitationRule
from refcheck.model.document import Span
from refcheck.model.finding import Finding
from refcheck.model.record import (
    BibliographicRecord,
    DateKind,
    PartialDate,
    PersonName,
    PublicationDate,
)
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import Citation, CitationKind

__all__ = ["check", "cited", "named", "numbered", "reference"]


def reference(
    number: int,
    label: str | None = "numbered",
    *,
    raw: str | None = None,
    in_list: int = 1,
    author: str = "",
    year: int = 0,
) -> Reference:
    date = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year or 2015))
    record = BibliographicRecord(
        authors=(PersonName(family=author),) if author else (),
        dates=(date,) if year else (),
    )
    return Reference(
        string=ReferenceString(
            number=number,
            list_number=in_list,
            label=f"{number}." if label == "numbered" else label,
            raw=raw or f"Author{number} A. Title of the work number {number}. J Med. 2015;9:1.",
            span=Span(start=9000 + number * 100, end=9090 + number * 100, line=number, column=1),
        ),
        parsed=ParsedString(record=record),
    )


def numbered(count: int) -> list[Reference]:
    return [reference(number) for number in range(1, count + 1)]


def cited(*groups: object, kind: CitationKind = CitationKind.NUMERIC) -> list[Citation]:
    """Citations by their numbers; strings are parts that lead nowhere."""
    found = []
    for place, group in enumerate(groups):
        parts = group if isinstance(group, tuple) else (group,)
        found.append(
            Citation(
                text=f"[{','.join(map(str, parts))}]",
                span=Span(start=place * 10, end=place * 10 + 5, line=place + 1, column=1),
                references=tuple(part for part in parts if isinstance(part, int)),
                missing=tuple(part for part in parts if isinstance(part, str)),
                kind=kind,
            )
        )
    return found


def named(*groups: object) -> list[Citation]:
    return cited(*groups, kind=CitationKind.AUTHOR_YEAR)


def check(
    rule: CitationRule, references: list[Reference], citations: list[Citation]
) -> list[Finding]:
    return list(rule.check(references, citations, ()))
