"""What a rule has to say about a reference or a list."""

from __future__ import annotations

from enum import StrEnum

from refcheck.frozen import dataclass
from refcheck.model.document import Span

__all__ = ["Field", "Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters. Compare with `rank`, not with `<`."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 (info), 1 (warning) or 2 (error)."""
        return ("info", "warning", "error").index(self.value)


class Field(StrEnum):
    """The part of a reference that a finding is about."""

    AUTHOR = "author"
    YEAR = "year"
    JOURNAL = "journal"
    TITLE = "title"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "pages"
    DOI = "doi"
    PMID = "pmid"
    RECORD = "record"
    STATUS = "status"
    CITATION = "citation"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding.

    `cited` is the value that the article prints (None: it prints none), `expected` every value that
    would be right, the best first; `fix` the one to put in its place where there is just one.
    `message` is one sentence for an editor or a nurse. `span` is the exact place, `url` the
    evidence. `references` are the numbers of the references that a finding of a document is about;
    one of a reference is about that reference. `known` is true where a baseline has it.
    `duplicate_of` is the reference that one of a duplicate repeats: the path of its document (""
    for the same one) and its number.
    """

    rule: str
    field: Field
    severity: Severity
    message: str
    cited: str | None = None
    expected: tuple[str, ...] = ()
    fix: str | None = None
    url: str | None = None
    span: Span | None = None
    references: tuple[int, ...] = ()
    known: bool = False
    duplicate_of: tuple[str, int] | None = None
