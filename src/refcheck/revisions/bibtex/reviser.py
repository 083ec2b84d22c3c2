"""Corrections in a .bib file: keys, order, comments, macros and layout stay as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.fixes.changes import Change
from refcheck.fixes.journals.values import journal_as
from refcheck.fixes.pages import pages_as
from refcheck.formats.bibtex.latex import decode, decode_verbatim, encode_verbatim
from refcheck.formats.bibtex.places import EntryPlaces, FieldPlace, entry_places
from refcheck.formats.bibtex.scanner import ScannedEntry, scan
from refcheck.frozen import dataclass
from refcheck.model.document import MarkedReference
from refcheck.model.finding import Field
from refcheck.model.report import DocumentReport
from refcheck.readers.bibliography.bib import read_bib
from refcheck.revisions.author_lists import STYLE_SAMPLES, AuthorListError
from refcheck.revisions.bibtex.latex import LatexStyle, style_of
from refcheck.revisions.bibtex.layout import delimiters, new_field
from refcheck.revisions.bibtex.names import NameStyle, author_edit, given_names, new_authors
from refcheck.revisions.bibtex.values import literal, title_edits, token_edit, value_of
from refcheck.revisions.entries import CannotWriteError, EntryFile, revise_entries
from refcheck.revisions.revision import Plans, Revision

__all__ = ["BibEditor", "revise_bib"]

Piece = tuple[int, int, str]

_JOURNALS: Final = ("journal", "journaltitle", "booktitle", "series", "howpublished")
_SHORT_JOURNALS: Final = ("shortjournal", "journalabbr", "journal-iso", "journalabbreviation")
_PAGES: Final = ("pages", "eid", "articleno", "article-number")
_NAMES: Final = {
    Field.VOLUME: ("volume",),
    Field.ISSUE: ("number", "issue"),
}
_LINKS: Final = ("url", "note", "eprint", "annote", "howpublished")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s{}\"]+")
_RANGE: Final = re.compile(r"\d\s?(?:-|–|\{?\\textendash)")
_PAGE_WORD: Final = re.compile(r"pp?\.?(?:~|\\,|\s){0,3}(?=\w?\d)", re.IGNORECASE)
_FEW: Final = 3  # entries with pages
_PARENTS: Final = ("crossref", "xdata")


def revise_bib(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a .bib file with the changes of the plans made; see `revision.Reviser`."""
    return revise_entries(path, content, report, plans, read=read_bib, editor=BibEditor)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry that is written into: its places, the text in it, and how it writes accents."""

    places: EntryPlaces
    style: LatexStyle


class BibEditor:
    """The places of the fields in one .bib file, and its style."""

    def __init__(self, file: EntryFile) -> None:
        self._text = file.text
        self._scanned: dict[int, ScannedEntry] = {one.start: one for one in scan(file.text)}
        entries = self._scanned.values()
        self._keys = Counter(one.entry.key.lower() for one in entries)
        self._parents = {
            key.strip().lower()
            for one in entries
            for name in _PARENTS
            for key in one.entry.fields.get(name, "").split(",")
            if key.strip()
        }

    def edits(self, entry: MarkedReference, changes: Sequence[Change]) -> Iterable[Piece]:
        """Returns the pieces to replace, as `Editor` says."""
        found = self._entry(entry)
        change = changes[0]
        match change.field:
            case Field.AUTHOR:
                return [self._authors(found, changes)]
            case Field.TITLE:
                return self._title(found, change)
            case Field.JOURNAL:
                return list(self._journal(found, change))
            case Field.YEAR:
                return list(self._year(found, change))
            case Field.PAGES:
                return [self._pages(found, change)]
            case Field.VOLUME | Field.ISSUE:
                return [self._number(found, change)]
            case Field.DOI:
                return list(self._doi(found, change))
            case Field.PMID:
                return [self._pmid(found, change)]
            case _:
                raise CannotWriteError("a .bib file has no field for it")

    def _entry(self, entry: MarkedReference) -> _Entry:
        scanned = self._scanned.get(entry.start)
        places = entry_places(self._text, entry.start, entry.end)
        if scanned is None or places is None:
            raise CannotWriteError("the entry is broken: a brace or a comma is missing in it")
        names = {field.name.lower() for field in places.fields}
        if names != scanned.entry.fields.keys():
            raise CannotWriteError("the entry is broken: a brace or a comma is missing in it")
        key = scanned.entry.key.lower()
        if self._keys[key] > 1:
            raise CannotWriteError("several entries have its key")
        if key in self._parents:
            raise CannotWriteError("other entries take its fields over (crossref)")
        style = style_of(self._text[entry.start : entry.end], self._file_style)
        return _Entry(places=places, style=style)

    @cached_property
    def _file_style(self) -> LatexStyle:
        return style_of(self._text)

    @cached_property
    def _sample(self) -> list[ScannedEntry]:
        return [one for one in self._scanned.values() if one.whole][:STYLE_SAMPLES]

    @cached_property
    def _name_style(self) -> NameStyle:
        found = [given_names(one.entry.fields.get("author", "")) for one in self._sample]
        told = [comma for comma, _ in found if comma is not None]
        given = tuple(name for _, names in found for name in names)
        return NameStyle(comma=sum(told) * 2 >= len(told), given=given)

    @cached_property
    def _journal_names(self) -> tuple[str, ...]:
        names = (
            one.entry.fields.get(name)
            for one in self._sample
            for name in ("journal", "journaltitle")
        )
        return tuple(decode(name) for name in names if name)

    @cached_property
    def _page_samples(self) -> tuple[str, ...]:
        return tuple(pages for one in self._sample if (pages := one.entry.fields.get("pages")))

    def _authors(self, entry: _Entry, changes: Sequence[Change]) -> Piece:
        field = self._own(entry, changes[0], "author")
        try:
            if field is None:
                return self._added(
                    entry, "author", new_authors(changes, entry.style, self._name_style)
                )
            value = value_of(self._text, field)
            if value is None:
                raise CannotWriteError("its authors are put together of macros")
            return author_edit(value, changes, entry.style, self._name_style)
        except AuthorListError:
            raise CannotWriteError("the names could not be told apart") from None

    def _title(self, entry: _Entry, change: Change) -> list[Piece]:
        field = self._own(entry, change, "title")
        if entry.places.field("subtitle") is not None:
            raise CannotWriteError("the title is in two fields, title and subtitle")
        if field is None:
            return [self._added(entry, "title", entry.style.encode(change.value))]
        value = value_of(self._text, field)
        if value is None or not value.delimiter:
            return [self._literal(entry, field, entry.style.encode(change.value))]
        return title_edits(value, change.value, entry.style)

    def _journal(self, entry: _Entry, change: Change) -> Iterator[Piece]:
        field = self._own(entry, change, *_JOURNALS)
        if field is None:
            usual = Counter(
                name
                for one in self._sample
                for name in ("journal", "journaltitle")
                if name in one.entry.fields
            )
            name = usual.most_common(1)[0][0] if usual else "journal"
            yield self._added(entry, name, entry.style.encode(self._named(change, None)))
            return
        cited = self._plain(entry, field)
        named = self._named(change, cited)
        if named != cited:  # a macro may stand for the right name
            yield self._replaced(entry, field, entry.style.encode(named))
        right = (change.record.container_title or "", *change.record.container_variants)
        for other in entry.places.fields:
            name = other.name.lower()
            if other is field or name not in (*_JOURNALS[:2], *_SHORT_JOURNALS):
                continue
            plain = self._plain(entry, other)
            if plain and compare_journals(plain, right) is not JournalAgreement.SAME:
                yield self._replaced(entry, other, entry.style.encode(self._named(change, plain)))

    def _named(self, change: Change, cited: str | None) -> str:
        return journal_as(cited, change.record, self._journal_names) or change.value

    def _year(self, entry: _Entry, change: Change) -> Iterator[Piece]:
        fields = [
            field for name in ("year", "date") if (field := entry.places.field(name)) is not None
        ]
        if not fields:
            self._own(entry, change, "year", "date")
            dated = sum("date" in one.entry.fields for one in self._sample)
            by_year = sum("year" in one.entry.fields for one in self._sample)
            yield self._added(entry, "date" if dated > by_year else "year", change.value)
            return
        for field in fields:
            value = value_of(self._text, field)
            if value is None:
                yield self._literal(entry, field, change.value)
                continue
            years = list(_YEAR.finditer(value.raw))
            if field is not fields[0] and not any(each[0] == change.cited for each in years):
                continue
            if "/" in value.raw or any(each[0] != years[0][0] for each in years):
                raise CannotWriteError("its date is a range")
            if not years:
                yield value.start, value.end, change.value
            for each in years:
                yield value.start + each.start(), value.start + each.end(), change.value

    def _pages(self, entry: _Entry, change: Change) -> Piece:
        field = self._own(entry, change, *_PAGES)
        raw = self._raw(field) if field else None
        samples = [one for one in self._page_samples if one != raw]
        if not any(map(_RANGE.search, (raw or "", *samples))) and len(samples) < _FEW:
            samples.append("1--2")  # as BibTeX has them
        pages = pages_as(raw, change.value, samples)
        if field is None:
            return self._added(entry, "pages", pages)
        if field.name.lower() != "pages" and _RANGE.search(pages):
            raise CannotWriteError("the entry has an article number, and the work has pages")
        value = value_of(self._text, field)
        word = _PAGE_WORD.match(value.raw) if value and raw else None
        if value and word:
            return value.start + word.end(), value.end, pages
        return self._replaced(entry, field, pages)

    def _number(self, entry: _Entry, change: Change) -> Piece:
        names = _NAMES[change.field]
        field = self._own(entry, change, *names)
        raw = entry.style.encode(change.value)
        if field is None:
            usual = Counter(
                name for one in self._sample for name in names if name in one.entry.fields
            )
            return self._added(entry, usual.most_common(1)[0][0] if usual else names[0], raw)
        value = value_of(self._text, field)
        if value is None:
            return self._literal(entry, field, raw)
        return token_edit(value, change.cited, raw)

    def _doi(self, entry: _Entry, change: Change) -> Iterator[Piece]:
        cited = (change.cited or "").lower()
        field = entry.places.field("doi")
        raw = self._as_doi(field, change.value)
        found = list(self._with_doi(entry, cited)) if cited else []
        for each, start, end in found:
            if each is not field:
                yield start, end, raw
        if field is None:
            if cited and not found:
                raise CannotWriteError("it is not in a field of the entry")
            if not found:
                yield self._added(entry, "doi", raw)
            return
        value = value_of(self._text, field)
        if value is None:
            yield self._literal(entry, field, raw)
        elif (old := _DOI.search(value.raw)) and cited:
            yield value.start + old.start(), value.start + old.end(), raw
        else:
            yield (
                (value.start, value.end, raw)
                if value.delimiter
                else self._literal(entry, field, raw)
            )

    def _as_doi(self, field: FieldPlace | None, doi: str) -> str:
        """Returns a DOI as LaTeX, its underscores escaped where the file does so."""
        raw = encode_verbatim(doi)
        old = self._raw(field) if field else None
        samples = (one.entry.fields.get("doi", "") for one in self._sample)
        escaped = r"\_" in old if old and "_" in old else any(r"\_" in each for each in samples)
        return raw.replace("_", r"\_") if escaped else raw

    def _with_doi(self, entry: _Entry, cited: str) -> Iterator[tuple[FieldPlace, int, int]]:
        """Yields where the fields of an entry cite a DOI."""
        for field in entry.places.fields:
            value = value_of(self._text, field)
            if value is None or field.name.lower() not in ("doi", *_LINKS):
                continue
            for found in _DOI.finditer(value.raw):
                bare = found[0].rstrip(".,;)")
                if decode_verbatim(bare).lower() == cited:
                    start = value.start + found.start()
                    yield field, start, start + len(bare)

    def _pmid(self, entry: _Entry, change: Change) -> Piece:
        of_pmc = change.value[:3].upper() == "PMC"
        names = ("pmcid", "pmc") if of_pmc else ("pmid",)
        field = entry.places.field(*names)
        if field is not None:
            value = value_of(self._text, field)
            if value is None:
                return self._literal(entry, field, change.value)
            number = re.search(r"\d{1,9}", value.raw)
            digits = change.value[3:] if of_pmc else change.value
            if number is None or not change.cited:
                return token_edit(value, None, change.value)
            return value.start + number.start(), value.start + number.end(), digits
        if not change.cited:
            return self._added(entry, names[0], change.value)
        for other in entry.places.fields:
            value = value_of(self._text, other)
            if value is None or other.name.lower() not in _LINKS:
                continue
            cited = re.search(rf"(?<!\d){re.escape(change.cited)}(?!\d)", value.raw)
            if cited:
                return value.start + cited.start(), value.start + cited.end(), change.value
        raise CannotWriteError("it is not in a field of the entry")

    def _own(self, entry: _Entry, change: Change, *names: str) -> FieldPlace | None:
        """Returns the first of these fields that has a value; None where there is none and it is to
        be added."""
        found = [field for name in names if (field := entry.places.field(name)) is not None]
        filled = [field for field in found if self._plain(entry, field)]
        if filled:
            return filled[0]
        if change.cited is None or (change.authors and not found and not self._inherits(entry)):
            return found[0] if found else None
        if self._inherits(entry):
            raise CannotWriteError("it is in another entry, which this one refers to (crossref)")
        raise CannotWriteError("it is not in a field of the entry")

    def _inherits(self, entry: _Entry) -> bool:
        return entry.places.field(*_PARENTS) is not None

    def _raw(self, field: FieldPlace) -> str:
        value = value_of(self._text, field)
        return value.raw if value else ""

    def _plain(self, entry: _Entry, field: FieldPlace) -> str:
        """Returns what a field says, its macros filled in."""
        scanned = self._scanned[entry.places.start].entry.fields
        return decode(scanned.get(field.name.lower(), ""))

    def _replaced(self, entry: _Entry, field: FieldPlace, raw: str) -> Piece:
        value = value_of(self._text, field)
        if value is None:
            return self._literal(entry, field, raw)
        return token_edit(value, None, raw)

    def _literal(self, entry: _Entry, field: FieldPlace, raw: str) -> Piece:
        return literal(field, raw, delimiters(self._text, entry.places))

    def _added(self, entry: _Entry, name: str, raw: str) -> Piece:
        empty = entry.places.field(name)
        if empty is not None:
            value = value_of(self._text, empty)
            return (value.start, value.end, raw) if value else self._literal(entry, empty, raw)
        place, new = new_field(self._text, entry.places, name, raw)
        return place, place, new
