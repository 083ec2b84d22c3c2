"""A printed reference as it is checked against a record, for the tests of fixes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.pairs import RECORD

from refcheck.checks import check_record, check_reference, verdict
from refcheck.model.document import Span
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference, ReferenceString
from refcheck.model.report import (
    CheckedReference,
    DocumentReport,
    DocumentStatus,
    Lookup,
    LookupStatus,
)
from refcheck.parsing import parse
from refcheck.pipeline.documents import prepare
from refcheck.readers.files.inputs import InMemory

__all__ = ["RIGHT", "checked_document", "checked_text"]

# The reference to `RECORD` without an error.
RIGHT = (
    "Rajkumar R, Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression: Jumping the"
    " gun? Pharmacol Res. 2015;99(2):23-35."
)


def checked_text(
    text: str,
    record: BibliographicRecord | None = RECORD,
    *,
    number: int = 1,
    confidence: float = 1.0,
    status: LookupStatus = LookupStatus.MATCHED,
) -> CheckedReference:
    """Returns the reference with the findings that the record gives; None: there is no match."""
    span = Span(start=0, end=len(text), line=number, column=1)
    string = ReferenceString(number=number, list_number=1, label=None, raw=text, span=span)
    reference = Reference(string=string, parsed=parse(text))
    if record is None:
        lookup = Lookup(status=status)
        findings = check_reference(reference)
    else:
        lookup = Lookup(status=status, record=record, confidence=confidence)
        findings = [*check_reference(reference, record), *check_record(reference, record)]
    return CheckedReference(
        reference=reference,
        key=f"key{number}",
        lookup=lookup,
        findings=tuple(findings),
        verdict=verdict(lookup, findings),
    )


def checked_document(
    path: str, content: bytes, records: Sequence[BibliographicRecord | None] = ()
) -> DocumentReport:
    """Returns the report of a document whose references have these records, in order (none given:
    all of them that of `RECORD`)."""
    is_file = Path(path).is_file()  # which may name others
    prepared = prepare(path if is_file else InMemory(path=path, content=content))
    known = records or [RECORD] * len(prepared.references)
    assert prepared.error is None
    assert len(known) == len(prepared.references)
    return DocumentReport(
        path=path,
        status=DocumentStatus.OK,
        references=tuple(
            _checked(reference, record)
            for reference, record in zip(prepared.references, known, strict=True)
        ),
    )


def _checked(reference: Reference, record: BibliographicRecord | None) -> CheckedReference:
    if record is None:
        lookup = Lookup(status=LookupStatus.NOT_FOUND)
        findings = check_reference(reference)
    else:
        lookup = Lookup(status=LookupStatus.MATCHED, record=record, confidence=1.0)
        findings = [*check_reference(reference, record), *check_record(reference, record)]
    return CheckedReference(
        reference=reference,
        key=f"key{reference.string.number}",
        lookup=lookup,
        findings=tuple(findings),
        verdict=verdict(lookup, findings),
    )
