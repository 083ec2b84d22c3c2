"""BibTeX and biblatex files (`.bib`); the file's own text is the document's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from refcheck.formats.bibtex.entry_types import KNOWN_TYPES
from refcheck.formats.bibtex.inheritance import Allowance, resolved
from refcheck.formats.bibtex.latex import decode as from_latex
from refcheck.formats.bibtex.records import from_bibtex
from refcheck.formats.bibtex.scanner import ScannedEntry, scan
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.formats.normalise import normalise
from refcheck.formats.reference_string import marked_reference
from refcheck.model.document import (
    DefectKind,
    Document,
    EntryDefect,
    MarkedReference,
    SuppressionComment,
)
from refcheck.readers.io import decode
from refcheck.readers.suppression_comments import blanked, on_references
from refcheck.text.spelling import did_you_mean

__all__ = ["read_bib"]

# Blocks that look like entries and are not: data for others, settings of styles.
_NO_WORKS: Final = frozenset({"xdata", "set", "control", "ieeetranbstctl", "bibnote"})
_COMMENT: Final = re.compile(
    r"(?<![%\\])%++[ \t]{0,9}refcheck[ \t]{0,9}:([^\n\r]*)"
    r"|@comment\s{0,9}[{(]\s{0,9}refcheck[ \t]{0,9}:([^{}()@]{0,2000})[})]",
    re.I,
)
_NOTES: Final = ("note", "annote", "addendum", "howpublished", "eprint", "bibsource", "mrnumber")


def read_bib(path: str, content: bytes) -> Document:
    """Read a .bib file; every entry is a reference, a broken one too.

    Raises `InputError` where the bytes are not text.
    """
    text = decode(path, content)
    comments = list(_line_comments(text))
    text = blanked(text, comments) if comments else text  # BibTeX has no comments in an entry
    allowance = Allowance(text)
    found = list(scan(text, allowance))
    fields = [field for one in found for field in one.suppressions]
    comments = sorted((*comments, *fields), key=lambda one: one.start)
    references = tuple(_references(found, allowance))
    if not comments:
        return Document(path=path, text=text, references=references)
    text = blanked(text, map(partial(_with_comma, text), comments))
    references, others = on_references(references, comments, text)
    return Document(path=path, text=text, references=references, suppressions=others)


def _line_comments(text: str) -> Iterator[SuppressionComment]:
    """Yields the lines `% refcheck: ...` and the blocks `@comment{refcheck: ...}`."""
    for found in _COMMENT.finditer(text):
        said = found[1] if found[1] is not None else found[2]
        yield SuppressionComment(start=found.start(), end=found.end(), text=said)


def _with_comma(text: str, field: SuppressionComment) -> SuppressionComment:
    """Returns the place of a field with the comma after it, which would be one too many."""
    end = field.end + (text[field.end : field.end + 1] == ",")
    return replace(field, end=end)


def _references(found: Sequence[ScannedEntry], allowance: Allowance) -> Iterator[MarkedReference]:
    """Yields the works among the entries of a .bib file, in order, with what they inherit from each
    other."""
    known: dict[str, BibEntry] = {}
    for one in found:
        known.setdefault(one.entry.key.lower(), one.entry)
    for one in found:
        if one.entry.type not in _NO_WORKS:
            inherited, complete = resolved(one.entry, known, allowance)
            reference = _reference(one, inherited, tuple(_faults(one, complete=complete)))
            defects = tuple(_defects(one))
            yield replace(reference, defects=defects) if defects else reference


def _defects(one: ScannedEntry) -> Iterator[EntryDefect]:
    """Yields what is wrong with the entry as it is written."""
    kind = one.entry.type
    if kind not in KNOWN_TYPES:
        meant = did_you_mean(kind, sorted(KNOWN_TYPES))
        hint = f" ({meant})" if meant.startswith("did you mean") else ""
        yield EntryDefect(
            kind=DefectKind.TYPE,
            message=f"There is no entry type @{kind}{hint.replace('?', '?')}.",
            start=0,
            end=1 + len(kind),
            cited=kind,
        )
    yield from one.defects


def _faults(one: ScannedEntry, *, complete: bool) -> Iterator[str]:
    """Yields what of an entry could not be put together."""
    for name in dict.fromkeys(one.unfilled):
        yield f"The @string macros of its {name} stand for too long a text and were not filled in."
    if not complete:
        yield "What it inherits from other entries is too long and was not taken over."


def _reference(one: ScannedEntry, whole: BibEntry, faults: tuple[str, ...]) -> MarkedReference:
    written = from_bibtex(whole)
    record = written.record
    if not (record.title or record.authors or record.container_title or written.doi or record.url):
        return MarkedReference(  # nothing in it could be read: its text is all there is
            start=one.start,
            end=one.end,
            id=one.entry.key or None,
            key=one.entry.key or None,
            record=normalise(written).record if one.whole else None,
            printed=from_latex(" ".join(whole.fields.values())) or None,
            faults=faults,
        )
    notes = " ; ".join(from_latex(whole.fields[name]) for name in _NOTES if name in whole.fields)
    key = one.entry.key or None
    found = marked_reference(one.start, one.end, written, id=key, key=key, notes=notes)
    return replace(found, faults=faults) if faults else found
