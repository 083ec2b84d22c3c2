"""Corrections in files of tagged lines: the value of a tag is replaced, everything else stays.

`formats` says which tags each format has.
"""

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
from refcheck.fixes.titles import word_edits
from refcheck.model.document import MarkedReference
from refcheck.model.finding import Field
from refcheck.revisions.author_lists import STYLE_SAMPLES
from refcheck.revisions.entries import CannotWriteError, EntryFile
from refcheck.revisions.tagged.authors import TaggedAuthors
from refcheck.revisions.tagged.lines import TagFormat, TaggedLine, tagged_lines
from refcheck.text.works.identifiers import normalise_doi

__all__ = ["TaggedEditor"]

Piece = tuple[int, int, str]

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_RANGE: Final = re.compile(r"\d\s?(?:-{1,2}|[‐‑–—])\s?\w")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_DASH: Final = re.compile(r"\s?(?:-{1,2}|[‐‑–—])\s?")


class TaggedEditor:
    """The places of the tags in one file, and its style."""

    def __init__(self, file: EntryFile, tags: TagFormat) -> None:
        self._file, self._text, self._tags = file, file.text, tags
        self._known: dict[tuple[str, ...], list[str]] = {}

    def edits(self, entry: MarkedReference, changes: Sequence[Change]) -> Iterable[Piece]:
        """Returns the pieces to replace, as `Editor` says."""
        lines = self._lines(entry)
        change = changes[0]
        match change.field:
            case Field.AUTHOR:
                return list(self._authors.edits(entry, lines, changes))
            case Field.TITLE | Field.VOLUME | Field.ISSUE:
                return list(self._value(lines, change))
            case Field.JOURNAL:
                return list(self._journal(lines, change))
            case Field.YEAR:
                return list(self._year(lines, change))
            case Field.PAGES:
                return list(self._pages(lines, change))
            case Field.DOI:
                return list(self._doi(lines, change))
            case Field.PMID:
                return [self._pmid(lines, change)]
            case _:
                raise CannotWriteError("the format has no field for it")

    @cached_property
    def _authors(self) -> TaggedAuthors:
        return TaggedAuthors(self._file, self._tags, self._values(*self._tags.authors))

    def _value(self, lines: Sequence[TaggedLine], change: Change) -> Iterator[Piece]:
        line = self._one(lines, change)
        if line is None:
            tag = self._usual(self._tags.fields[change.field])
            yield self._added(lines, tag, change.value)
        elif change.field is Field.TITLE:
            yield from word_edits(self._text, line.value, line.end, change.value)
        else:
            yield line.value, line.end, change.value

    def _lines(self, entry: MarkedReference) -> list[TaggedLine]:
        return tagged_lines(self._text, entry.start, entry.end, self._tags.line)

    def _with(self, lines: Sequence[TaggedLine], *tags: str) -> list[TaggedLine]:
        """Returns the lines of these tags that have a value, those of the first tag first."""
        return [
            line
            for tag in tags
            for line in lines
            if line.tag.upper() == tag and line.value < line.end
        ]

    def _one(self, lines: Sequence[TaggedLine], change: Change) -> TaggedLine | None:
        """Returns the line that a field is read from; None where it is to be added."""
        found = self._with(lines, *self._tags.fields[change.field])
        if not found and change.cited is not None:
            raise CannotWriteError("it is not in a field of the entry")
        return found[0] if found else None

    @cached_property
    def _sample(self) -> list[list[TaggedLine]]:
        return [self._lines(one) for one in self._file.references[:STYLE_SAMPLES]]

    def _values(self, *tags: str) -> list[str]:
        if tags not in self._known:
            self._known[tags] = [
                line.text(self._text) for lines in self._sample for line in self._with(lines, *tags)
            ]
        return self._known[tags]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(line.tag.upper() for lines in self._sample for line in lines)

    def _usual(self, tags: Sequence[str]) -> str:
        return max(tags, key=lambda tag: self._counts[tag])

    def _journal(self, lines: Sequence[TaggedLine], change: Change) -> Iterator[Piece]:
        tags = self._tags.fields[Field.JOURNAL]
        cited = self._with(lines, *tags)
        if change.cited is not None:
            cited = [line for line in cited if line.text(self._text) != change.record.title]
        if not cited:
            self._one(lines, change)
            tag = self._usual(tags)
            yield self._added(lines, tag, self._named(change, None, tag))
            return
        right = (change.record.container_title or "", *change.record.container_variants)
        for line in cited:
            name = line.text(self._text)
            same = compare_journals(name, right) is JournalAgreement.SAME
            if not same and (line is cited[0] or self._is_same(name, change, line)):
                yield line.value, line.end, self._named(change, name, line.tag.upper())

    def _is_same(self, name: str, change: Change, line: TaggedLine) -> bool:
        """Returns whether a further name is of the journal that is cited, and not of a series."""
        if line.tag.upper() in ("T3", "BT", "B"):
            return False
        agreement = compare_journals(name, (change.cited or "",))
        return agreement in (JournalAgreement.SAME, JournalAgreement.MISSPELT) or (
            line.tag.upper() in ("JO", "JA", "J1", "J2", "JF", "JT", "TA")
        )

    def _named(self, change: Change, cited: str | None, tag: str) -> str:
        samples = [name for name in self._values(tag) if name != cited]
        if tag in ("JA", "J1", "J2", "TA") and not samples:
            samples = ["J Clin Med"]  # what these tags are for
        return journal_as(cited, change.record, samples) or change.value

    def _year(self, lines: Sequence[TaggedLine], change: Change) -> Iterator[Piece]:
        tags = self._tags.fields[Field.YEAR]
        found = self._with(lines, *tags)
        if not found:
            self._one(lines, change)
            yield self._added(lines, self._usual(tags[:1]), change.value)
            return
        for line in found:
            year = _YEAR.search(self._text, line.value, line.end)
            if year is None:
                if line is found[0]:
                    yield line.value, line.end, change.value
            elif line is found[0] or year[0] == change.cited:
                yield year.start(), year.end(), change.value

    def _pages(self, lines: Sequence[TaggedLine], change: Change) -> Iterator[Piece]:
        tags = self._tags.fields[Field.PAGES]
        first = next(iter(self._with(lines, *tags)), None)
        last_tag = self._tags.last_page
        last = next(iter(self._with(lines, last_tag)), None) if last_tag else None
        if first is None:
            if change.cited is not None or last is not None:
                raise CannotWriteError("it is not in a field of the entry")
            yield from self._new_pages(lines, change)
            return
        cited = first.text(self._text)
        if first.tag.upper() == "C7" and _RANGE.search(change.value):
            raise CannotWriteError("the entry has an article number, and the work has pages")
        separate = last_tag is not None and first.tag.upper() != "C7" and not _RANGE.search(cited)
        if not separate:
            samples = [text for text in self._values(*tags) if text != cited]
            yield first.value, first.end, pages_as(cited, change.value, samples)
            return
        ends = f"{cited}-{last.text(self._text)}" if last else None
        begin, *rest = _DASH.split(pages_as(ends, change.value, ("1-2",)), maxsplit=1)
        yield first.value, first.end, begin
        if last is not None and rest:
            yield last.value, last.end, rest[0]
        elif last is not None:
            yield last.start, last.after, ""
        elif rest and last_tag is not None and self._values(last_tag):
            yield first.after, first.after, self._line_of(lines, last_tag, rest[0])

    def _new_pages(self, lines: Sequence[TaggedLine], change: Change) -> Iterator[Piece]:
        tag, last_tag = self._tags.fields[Field.PAGES][0], self._tags.last_page
        pages = pages_as(None, change.value, self._values(tag))
        begin, *rest = _DASH.split(pages, maxsplit=1)
        if last_tag is None or not rest:
            yield self._added(lines, tag, pages)
            return
        yield self._added(lines, tag, begin)
        yield self._added(lines, last_tag, rest[0])

    def _doi(self, lines: Sequence[TaggedLine], change: Change) -> Iterator[Piece]:
        tags = self._tags.fields[Field.DOI]
        cited = normalise_doi(change.cited or "")
        found = False
        for line in self._with(lines, *tags, *self._tags.links):
            for doi in _DOI.finditer(self._text, line.value, line.end):
                bare = doi[0].rstrip(".,;)")
                if cited and normalise_doi(bare) == cited:
                    found = True
                    yield doi.start(), doi.start() + len(bare), change.value
        if found:
            return
        own = [
            line for line in self._with(lines, *tags) if self._tags.label in line.text(self._text)
        ]
        if own and change.cited is not None:  # malformed
            old = own[0].text(self._text).removesuffix(self._tags.label)
            yield own[0].value, own[0].value + len(old), change.value
        elif change.cited is not None:
            raise CannotWriteError("it is not in a field of the entry")
        else:
            yield self._added(lines, self._usual(tags[:1]), f"{change.value}{self._tags.label}")

    def _pmid(self, lines: Sequence[TaggedLine], change: Change) -> Piece:
        of_pmc = change.value[:3].upper() == "PMC"
        tags = self._tags.pmc if of_pmc else self._tags.fields[Field.PMID]
        if not tags:
            raise CannotWriteError("the format has no field for it")
        if change.cited is not None:
            cited = re.compile(rf"(?<![\w]){re.escape(change.cited)}(?!\w)")
            for line in self._with(lines, *tags, *self._tags.links):
                if number := cited.search(self._text, line.value, line.end):
                    return number.start(), number.end(), change.value
            raise CannotWriteError("it is not in a field of the entry")
        if self._with(lines, *tags):
            raise CannotWriteError(f"another number is in its field ({tags[0]})")
        return self._added(lines, tags[0], change.value)

    def _added(self, lines: Sequence[TaggedLine], tag: str, value: str) -> Piece:
        """Returns the edit that puts a line at the end of an entry."""
        last = lines[-1]
        if last.tag.upper() == self._tags.last:
            return last.start, last.start, self._line_of(lines, tag, value)
        line = self._line_of(lines, tag, value)
        if last.end == last.after:  # the file ends without a line end
            end = self._line_end(lines)
            return last.after, last.after, f"{end}{line.removesuffix(end)}"
        return last.after, last.after, line

    def _line_of(self, lines: Sequence[TaggedLine], tag: str, value: str) -> str:
        """Returns a line as those of the entry are: what is between tag and value, how it ends."""
        model = next(line for line in lines if line.value < line.end)
        head = self._text[model.start : model.value]
        at = head.index(model.tag)
        mark = head[at + len(model.tag) :]
        width = len(model.tag) + len(mark) - len(mark.lstrip(" "))
        written = tag if not model.tag.islower() else tag.lower()
        return f"{head[:at]}{written.ljust(width)}{mark.lstrip(' ')}{value}{self._line_end(lines)}"

    def _line_end(self, lines: Sequence[TaggedLine]) -> str:
        tail = self._text[lines[0].end : lines[0].after]
        return tail[len(tail.rstrip("\r\n")) :] or "\n"
