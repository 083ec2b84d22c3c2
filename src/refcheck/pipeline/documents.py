"""One document on its way: everything that needs no source, and the report of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from refcheck import checks, readers
from refcheck.checks.run_duplicates import RunDuplicates
from refcheck.checks.suppressing import PlacedSuppression, Suppressing
from refcheck.errors import InputError
from refcheck.formats.bibtex import entry_keys
from refcheck.frozen import dataclass
from refcheck.model.document import Document
from refcheck.model.finding import Finding
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.model.report import (
    CheckedReference,
    Citation,
    DocumentReport,
    DocumentStatus,
    Mention,
)
from refcheck.pipeline.findings.suppression_places import placed_suppressions
from refcheck.readers.files.inputs import STANDARD_INPUT, InMemory
from refcheck.text.typography import whole_characters

__all__ = [
    "Prepared",
    "citation_keys",
    "parsed_list",
    "prepare",
    "prepare_strings",
    "prepared_from",
    "report",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document after everything that needs no source: `error` says why it is unreadable.

    `layout` knows the lines, pages and paths of the document, and not its text.
    """

    path: str
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[PlacedSuppression, ...] = ()
    error: str | None = None
    layout: Document = field(default_factory=lambda: Document(path="", text=""))


def prepare(source: str | InMemory) -> Prepared:
    """Read a document, cut out its references, parse them, link the citations, check its list.

    Raises `ModelError`; an input that cannot be read is said in `error`.
    """
    try:
        document = readers.read(source)
    except InputError as error:
        path = source if isinstance(source, str) else source.path
        return Prepared(path=path, error=error.reason)
    return prepared_from(document)


def prepared_from(document: Document) -> Prepared:
    """Returns what `prepare` makes of a document that has been read. Raises `ModelError`."""
    from refcheck import extraction

    path = document.path
    found = extraction.find_lists(document)
    references = tuple(parsed_list(found.strings))
    suppressions = placed_suppressions(document, references)
    document = replace(document, references=None)  # they have been taken over
    citations = tuple(extraction.find_citations(document, references))
    mentions = tuple(extraction.find_mentions(document, references, citations))
    layout = document.without_text()
    del document  # the text of a long list is as large as all that is made of it from here on
    return Prepared(
        path=path,
        layout=layout,
        references=references,
        citations=citations,
        mentions=mentions,
        suppressions=suppressions,
        findings=(
            *checks.check_list(references),
            *checks.check_headings(found.unlisted),
            *checks.check_citations(references, citations, () if found.unlisted else mentions),
        ),
    )


def prepare_strings(strings: Sequence[str]) -> Prepared:
    """Returns a document of nothing but these references, a line for each. Raises `ModelError`."""
    lines = [" ".join(whole_characters(string).split()) for string in strings]
    layout = Document(path=STANDARD_INPUT, text="\n".join(lines))
    found, start = [], 0
    for number, raw in enumerate(lines, 1):
        span = layout.span(start, start + len(raw))
        string = ReferenceString(number=number, list_number=1, label=None, raw=raw, span=span)
        found.append(string)
        start = span.end + 1
    references = tuple(parsed_list(found))
    return Prepared(path=STANDARD_INPUT, references=references, layout=layout.without_text())


def parsed_list(strings: Sequence[ReferenceString]) -> list[Reference]:
    """Returns the references with their fields: those that the format gives, else those that are
    read. Raises `ModelError`."""
    printed = [
        (string.arranged or string.raw, string.link_text)
        for string in strings
        if string.record is None
    ]
    read = _read(printed)
    return [
        Reference(
            string=string,
            parsed=next(read) if string.record is None else ParsedString(record=string.record),
        )
        for string in strings
    ]


def _read(printed: list[tuple[str, str]]) -> Iterator[ParsedString]:
    if not printed:
        return iter(())
    from refcheck import parsing

    return iter(parsing.parse_list(printed))


def citation_keys(references: Sequence[Reference]) -> list[str]:
    """Returns a unique citation key for each reference of a document: its own, if it has one."""
    return entry_keys(
        [reference.record for reference in references],
        [reference.string.key for reference in references],
    )


def report(
    prepared: Prepared,
    duplicates: RunDuplicates,
    references: tuple[CheckedReference, ...],
    of_mentions: Sequence[Finding] = (),
    *,
    suppressing: Suppressing,
    is_last: bool,
) -> DocumentReport:
    """Returns the report of a document whose references are done, with what its mentions lead to.

    `duplicates` knows the works of the run so far, and learns those of this document; `suppressing`
    knows what is not reported. `is_last`: of the run.
    """
    if prepared.error is not None:
        status = DocumentStatus.UNREADABLE
    elif not references:
        status = DocumentStatus.NO_REFERENCES
    else:
        status = DocumentStatus.OK
    repeated = duplicates.find(
        prepared.path, references, prepared.findings, is_list=prepared.layout.is_list
    )
    whole = DocumentReport(
        path=prepared.path,
        status=status,
        error=prepared.error,
        references=references,
        citations=prepared.citations,
        mentions=prepared.mentions,
        findings=(*prepared.findings, *repeated, *of_mentions),
    )
    return suppressing.applied(whole, prepared.suppressions, is_last=is_last)
