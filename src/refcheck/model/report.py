"""What is reported of a document and of each of its references."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum

from refcheck.frozen import dataclass
from refcheck.model.document import Span
from refcheck.model.finding import Finding, Severity
from refcheck.model.outcome import Scored, Search
from refcheck.model.record import BibliographicRecord, Notice
from refcheck.model.reference import Reference
from refcheck.model.suppression import Suppressed

__all__ = [
    "ArchivedCopy",
    "ChapterBook",
    "CheckedReference",
    "Citation",
    "CitationKind",
    "DocumentReport",
    "DocumentStatus",
    "Link",
    "LinkState",
    "Lookup",
    "LookupStatus",
    "Mention",
    "SettingsFile",
    "SourceOutcome",
    "SourceStatus",
    "Summary",
    "Suspicion",
    "Verdict",
]


class DocumentStatus(StrEnum):
    """Whether a document could be read and has a list."""

    OK = "ok"
    NO_REFERENCES = "no_references"
    UNREADABLE = "unreadable"


class LookupStatus(StrEnum):
    """How the lookup of one reference ended."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"
    NOT_CACHED = "not_cached"
    OUT_OF_SCOPE = "out_of_scope"
    SKIPPED = "skipped"


class SourceStatus(StrEnum):
    """What one source answered for one reference."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"
    NOT_CACHED = "not_cached"
    NOT_ASKED = "not_asked"


class Verdict(StrEnum):
    """What became of one reference."""

    VERIFIED = "verified"
    MISMATCHED = "mismatched"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    SUSPECT = "suspect"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """A source that could be asked ("pubmed"), and what came of it.

    `required`: a run without its answer is incomplete: it is the main source, or the user asked for
    it by its name. `name` is what users call it.
    """

    source: str
    status: SourceStatus
    required: bool = False
    name: str = ""


class LinkState(StrEnum):
    """What is known of a cited web page."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"  # it could not be asked, and nothing is known


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedCopy:
    """A copy of a web page that an archive has: where it can be read, and of which day it is."""

    url: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A cited web page: its address as printed, whether it is there, and a copy if it is gone.

    `reason` says why nothing is known, or what was said of a page that is gone; `searches` is every
    question that was asked.
    """

    url: str
    state: LinkState
    reason: str = ""
    copy: ArchivedCopy | None = None
    searches: tuple[Search, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterBook:
    """The book that a chapter is said to be in, where a source has the book and none the chapter.

    `name` is what users call the source, `url` where its record can be read.
    """

    record: BibliographicRecord
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The lookup of one reference. `record` is the matched record; `candidates` are best first.

    `retrieved` is the date of the oldest response used, `reason` a line for the user, `searches` is
    every query that was sent, in order, `sources` what came of each source. `exhaustive` is true of
    a work that was not found where it claims to be an article in a journal and a year that the
    source lists, and every search for it was answered completely.

    `source_name` is what users call the source that was asked, `terms` what a report has to say of
    its data, `url` where the matched record can be read. `unknown_dois` are the printed DOI, which
    does not exist, and the other forms of it that were tried and do not exist either. `unlisted_by`
    are the names of the sources that were searched for a work outside the first one, and have none.
    `notices` are those on a work that nobody has decided, by its printed identifier and its title.
    `second_records` are what further sources have of a work that another one of them has matched.
    `link` is the cited web page, where it was asked about. `book` is that of a chapter.
    """

    status: LookupStatus
    reason: str | None = None
    source: str | None = None
    confidence: float | None = None
    retrieved: date | None = None
    record: BibliographicRecord | None = None
    candidates: tuple[Scored, ...] = ()
    searches: tuple[Search, ...] = field(default=(), compare=False)
    exhaustive: bool = False
    sources: tuple[SourceOutcome, ...] = ()
    source_name: str = "The source"
    terms: str | None = None
    url: str | None = None
    unknown_dois: tuple[str, ...] = ()
    unlisted_by: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    second_records: tuple[BibliographicRecord, ...] = ()
    link: Link | None = None
    book: ChapterBook | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """How strong the suspicion is that a work was made up, all from 0 to 1.

    `nearest` is how much of the nearest record is in the reference, `complete` the share of the
    searches that were answered completely; `strength` is what reports are sorted by.
    """

    strength: float
    nearest: float
    complete: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReference:
    """A reference with its citation key, its lookup, its findings and its verdict.

    `lookup` and `verdict` are None where the document alone was read (`extract`). `suppressed` are
    the findings that were put aside: the verdict is that which it would be with them. `suspicion`
    is that against a work that is called possibly made up, else None.
    """

    reference: Reference
    key: str
    lookup: Lookup | None = None
    findings: tuple[Finding, ...] = ()
    verdict: Verdict | None = None
    suppressed: tuple[Suppressed, ...] = ()
    suspicion: Suspicion | None = None


class CitationKind(StrEnum):
    """How a marker in the text points to the list."""

    NUMERIC = "numeric"  # [3-5], (3)
    SUPERSCRIPT = "superscript"  # a raised 3-5, or one glued to a word in extracted text
    AUTHOR_YEAR = "author-year"  # (Smith et al., 2010)
    KEY = "key"  # [@smith2010], \cite{smith2010}
    LINK = "link"  # the format ties it to an entry: <xref rid="b3">


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A marker in the running text ("[3-5]") and the numbers of the references it points to.

    `missing` are the parts of it that point to no entry ("12", "Smith 2010", a key).
    """

    text: str
    span: Span
    references: tuple[int, ...]
    kind: CitationKind = CitationKind.NUMERIC
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A source named in passing; `ids` are the identifiers it has, as (kind, value).

    `lookup` is what they lead to; None where nothing was looked up.
    """

    text: str
    span: Span
    ids: tuple[tuple[str, str], ...] = ()
    lookup: Lookup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReport:
    """Everything that is reported of one input. `error` says why it is unreadable.

    `suppressed` are the findings on the document that were put aside.
    """

    path: str
    status: DocumentStatus
    error: str | None = None
    references: tuple[CheckedReference, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of a whole run. `documents` counts unreadable ones too.

    `without_list` are the documents that were read and have no references; `errors`, `warnings` and
    `notes` the findings of each severity, on references and on documents. `retracted` are the
    references to a retracted work, whatever their verdict; `duplicates` those to a work that the
    list had before. `suppressed` are the findings that were put aside: no other count has them.
    `known` are the findings of each severity that a baseline has; they count among the others as
    well. `worst` is the highest severity of those that it does not have; `incomplete` is true where
    a source could not be asked, an offline answer was missing, or one of several inputs is
    unreadable.
    """

    documents: int = 0
    without_list: int = 0
    unreadable: int = 0
    references: int = 0
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    retracted: int = 0
    duplicates: int = 0
    suppressed: int = 0
    known: tuple[tuple[Severity, int], ...] = ()
    worst: Severity | None = None
    incomplete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFile:
    """The settings file that a run used, as seen from the working directory.

    `weakens` are the keys in it that can hide what is wrong with an article, and that neither an
    option nor the environment has overruled.
    """

    path: str
    weakens: tuple[str, ...] = ()
