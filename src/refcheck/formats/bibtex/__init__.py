"""Records as BibTeX, and BibTeX entries as records.

writer    the file: entries and their fields (the only importer of bibtexparser)
scanner   the entries of a file, with their places
fields    an entry's fields from a record, and back
records   a record from an entry of any program
names     the author field
titles    capitals that styles would lower
latex     text as LaTeX, and back (the only importer of pylatexenc)
keys      the keys of the entries
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from refcheck.formats.bibtex.fields import carried
from refcheck.formats.bibtex.keys import KeyRing, entry_keys, is_key
from refcheck.formats.bibtex.writer import BibEntry
from refcheck.model.record import BibliographicRecord

__all__ = ["KeyRing", "carried", "entry_keys", "is_key", "to_bibtex"]


def to_bibtex(
    records: Sequence[BibliographicRecord],
    *,
    keys: Sequence[str] | None = None,
    raw: Sequence[str | None] | None = None,
    others: Sequence[Sequence[str]] | None = None,
    unicode: bool = False,
) -> str:
    """Returns one entry per record, in order, as the text of a .bib file.

    `keys` must be as many as the records and different from each other (default: `entry_keys`).
    `raw` are the printed strings: one whose record has no title goes whole into the `note` of its
    entry, so that nothing is lost. `others` are keys and numbers that the work has elsewhere: keys
    go into `ids`, where biblatex finds them, others into a note. Characters that have no LaTeX form
    stay as they are; with `unicode` all but the characters that LaTeX itself reads do.
    """
    from refcheck.formats.bibtex import writer
    from refcheck.formats.bibtex.fields import to_fields

    names = list(keys) if keys is not None else entry_keys(records)
    strings = list(raw) if raw is not None else [None] * len(records)
    more = others if others is not None else [()] * len(records)
    return writer.write(
        _with_others(to_fields(record, key, string, unicode=unicode), also)
        for record, key, string, also in zip(records, names, strings, more, strict=True)
    )


def _with_others(entry: BibEntry, others: Sequence[str]) -> BibEntry:
    from refcheck.formats.bibtex.latex import encode

    if not others:
        return entry
    keys = [each for each in others if is_key(each)]
    numbers = [each for each in others if not is_key(each)]
    fields = dict(entry.fields)
    if keys:
        fields["ids"] = ",".join(keys)
    if numbers:
        fields["annote"] = encode(f"Other identifiers: {'; '.join(numbers)}")
    return replace(entry, fields=fields)
