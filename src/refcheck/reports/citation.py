"""A record in one line, as a reference list prints it, and its parts."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.formats.reference_string import source_line
from refcheck.model.record import BibliographicRecord, Contributor
from refcheck.text.people.names import written

__all__ = ["authors_line", "citation_line"]


def authors_line(authors: Sequence[Contributor], *, complete: bool, most: int | None = None) -> str:
    """`Rajkumar R, Fam J, et al.`; `most` names are given, however many there are."""
    names = [written(author) for author in authors[:most]]
    if names and (not complete or len(names) < len(authors)):
        names.append("et al.")
    return ", ".join(names)


def citation_line(record: BibliographicRecord, *, most: int = 3) -> str:
    """Returns the work in one line, with as many authors as `most` at most."""
    authors = authors_line(record.authors, complete=record.authors_complete, most=most)
    title = (record.title or "").rstrip(".")
    parts = (authors.rstrip("."), title, source_line(record))
    line = ". ".join(part for part in parts if part)
    return line.replace("?.", "?").replace("!.", "!")
