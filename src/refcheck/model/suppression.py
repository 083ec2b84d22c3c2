"""What somebody asks not to be told of: a comment in the article, or an entry of the settings."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from refcheck.frozen import dataclass
from refcheck.model.document import Span
from refcheck.model.finding import Finding

__all__ = ["Suppressed", "Suppression", "SuppressionOrigin"]


class SuppressionOrigin(StrEnum):
    """Who asks: the less the user has to do with it, the less it may hide."""

    ARTICLE = "article"  # the checked file itself
    SETTINGS = "settings"  # a settings file of the folder, perhaps a stranger's
    OWN = "own-settings"  # the user's own settings, or the program that uses refcheck as a library


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """What is asked not to be reported, why, and until when (the last day).

    `rules` are rule ids, patterns of them (`author-*`) or `all`. A comment is about the reference
    or the line that it belongs to, or about the `whole_document`; `span` is its place. An entry of
    the settings is about the references with a citation key, a DOI, a PMID or a piece of their
    text; `path` is the file. `fault` says why it cannot be applied.
    """

    rules: tuple[str, ...]
    reason: str
    until: date | None = None
    origin: SuppressionOrigin = SuppressionOrigin.ARTICLE
    whole_document: bool = False
    span: Span | None = None
    path: str | None = None
    key: str | None = None
    doi: str | None = None
    pmid: str | None = None
    text: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A finding that is put aside, and what asked for it."""

    finding: Finding
    suppression: Suppression
