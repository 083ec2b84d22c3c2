"""The rule for references that lack what a reader needs to find the work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.model.reference import Reference
from refcheck.text.patterns import lazy_regex

__all__ = ["ReferenceIncomplete", "says_undated"]

_YEAR = lazy_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_UNDATED = lazy_regex(
    r"\bn\.\s?d\.|\bundated\b|\bin press\b|\bforthcoming\b|\bahead of print\b", re.I
)


class ReferenceIncomplete:
    """The reference lacks what a reader needs to find the work.

    It has neither an author nor a title, or it has no year, or, for an article in a journal, it has
    neither a title nor a volume or pages. A DOI, PMID or PMCID makes up for all of these.

    **Example.** `Rajkumar R, Fam J. Pharmacol Res.`

    **How to fix it.** Complete the reference from the article itself.
    """

    id: ClassVar[str] = "reference-incomplete"
    title: ClassVar[str] = "Incomplete reference"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, reference: Reference) -> Iterator[Finding]:
        """Yields one finding that names everything that is missing."""
        cited = reference.record
        if cited.doi or cited.pmid or cited.pmcid or cited.url:
            return
        missing = list(_missing(cited, reference.string.text))
        if missing:
            yield finding(
                self,
                f"The reference has no {' and no '.join(missing)}.",
                span=reference.string.span,
            )


def says_undated(text: str) -> bool:
    """Returns whether a reference says itself why it has no year: "n.d.", "in press"."""
    return _UNDATED.search(text) is not None


def _missing(cited: BibliographicRecord, raw: str) -> Iterator[str]:
    if not cited.authors and not cited.title and not cited.editors:
        yield "author or title"
    if cited.issued is None and not _YEAR.search(raw) and not says_undated(raw):
        yield "year"
    if cited.container_title and not cited.title and not (cited.volume or cited.pages):
        yield "title, volume or pages"
