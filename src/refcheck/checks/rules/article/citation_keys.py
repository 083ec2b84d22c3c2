"""The rule for the citation keys of a bibliography file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference

__all__ = ["KeyDuplicate"]


class KeyDuplicate:
    """Two entries of a bibliography file have the same citation key.

    BibTeX and Biber use the first entry and drop the other, so the citations of the second work
    lead to the first. In the report and in BibTeX output the second key gets a suffix.

    **Example.** `@article{smith2010, ...}` and, further down, `@book{smith2010, ...}`

    **How to fix it.** Give one of the entries another key, and correct the citations of that work.
    If both entries are of the same work, delete one of them.
    """

    id: ClassVar[str] = "key-duplicate"
    title: ClassVar[str] = "Citation key used twice"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each entry whose key an entry before it has."""
        first: dict[str, int] = {}
        for reference in references:
            string = reference.string
            if string.key is None:
                continue
            before = first.setdefault(string.key, string.number)
            if before != string.number:
                yield finding(
                    self,
                    f"References {before} and {string.number} have the same citation key,"
                    f" {string.key}.",
                    cited=string.key,
                    span=string.span,
                    references=(before, string.number),
                )
