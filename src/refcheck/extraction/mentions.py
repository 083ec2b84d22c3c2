"""Sources named in passing: bare identifiers and links in the running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.model.document import Document
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, Mention

__all__ = ["find_mentions"]


def find_mentions(
    document: Document, references: Sequence[Reference], citations: Sequence[Citation]
) -> Iterator[Mention]:
    """Every source that the running text names outside of its lists, in order."""
    yield from ()
