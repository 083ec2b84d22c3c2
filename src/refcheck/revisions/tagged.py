"""Corrections in files of tagged lines: the value of a tag is replaced, everything else stays.

`ris`, `nbib` and `endnote_tagged` say which tags their formats have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.fixes.changes import Change
from refcheck.fixes.journal_values import journal_as
from refcheck.fixes.page_values import pages_as
from refcheck.model.document import MarkedReference
from refcheck.model.finding import Field
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.revisions.author_lists import AuthorListError, author_slots, styled
from refcheck.revisions.entries import CannotWriteError, EntryFile
from refcheck.revisions.tagged_lines import TaggedLine, tagged_lines, word_edits
from refcheck.text.identifiers import normalise_doi

__all__ = ["TagFormat", "TaggedEditor"]

Piece = tuple[int, int, str]

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_RANGE: Final = re.compile(r"\d\s?(?:-{1,2}|[‐‑–—])\s?\w")
_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_LAST_INITIALS: Final = re.compile(r"\s[A-Z]{1,4}$")  # "Fam JK", "World Health Organization"
_SAMPLES: Final = 300  # entries of a file that show its style
_DASH: Final = re.compile(r"\s?(?:-{1,2}|[‐‑–—])\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFormat:
    """The tags of a format, the ones that its reader takes first at the front.

    `authors` have a person each; `short_authors` the same persons with initials ("AU" after "FAU");
    `about_author` further lines on the author before them. `last_page` is a tag of its own. `links`
    may contain identifiers. `added` are the tags of identifiers that are added. `last` ends an
    entry.
    """

    line: re.Pattern[str]
    fields: dict[Field, tuple[str, ...]]
    authors: tuple[str, ...]
    short_authors: tuple[str, ...] = ()
    about_author: tuple[str, ...] = ()
    last_page: str | None = None
    links: tuple[str, ...] = ()
    pmc: tuple[str, ...] = ()
    label: str = ""
    last: str | None = None


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
                return list(self._authors(entry, lines, changes))
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
        return [self._lines(one) for one in self._file.references[:_SAMPLES]]

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

    def _authors(
        self, entry: MarkedReference, lines: Sequence[TaggedLine], changes: Sequence[Change]
    ) -> Iterator[Piece]:
        authors = entry.record.authors if entry.record else ()
        blocks = list(self._author_blocks(lines))
        try:
            slots = author_slots(authors, changes)
        except AuthorListError:
            raise CannotWriteError("the names could not be told apart") from None
        if len(blocks) != len(authors):
            raise CannotWriteError("the names could not be told apart")
        if not blocks:
            raise CannotWriteError("the entry has no authors to take the form of names from")
        new: list[str] = []
        for slot in slots:
            if slot.right is None:
                new.append(self._block(blocks[slot.index or 0]))
                continue
            cited = authors[slot.index] if slot.index is not None else None
            model = blocks[slot.index if slot.index is not None else 0]
            right = styled(slot.right, cited, authors, self._given)
            new.append(self._with_name(model, right, slot.right, whole=slot.index is not None))
        old = [self._block(block) for block in blocks]
        yield from _differences(blocks, old, new)

    def _author_blocks(self, lines: Sequence[TaggedLine]) -> Iterator[list[TaggedLine]]:
        """Yields the lines of each author: those of the name, and what is said of its owner."""
        full, short = self._tags.authors, self._tags.short_authors
        block: list[TaggedLine] = []
        for line in lines:
            tag = line.tag.upper()
            repeated = any(each.tag.upper() == tag for each in block)
            alone = tag in short and (not block or repeated)
            if alone or (tag in full and line.value < line.end):
                if block:
                    yield block
                block = [line]
            elif block and (tag in short or tag in self._tags.about_author):
                block.append(line)
            elif block:
                yield block
                block = []
        if block:
            yield block

    def _block(self, block: Sequence[TaggedLine]) -> str:
        return self._text[block[0].start : block[-1].after]

    def _with_name(
        self, block: Sequence[TaggedLine], name: Contributor, right: Contributor, *, whole: bool
    ) -> str:
        """Returns the lines of an author with another name in them; without what is said of its
        owner, unless the name is `whole` the same person's."""
        pieces: list[str] = []
        for line in block:
            tag = line.tag.upper()
            if tag in self._tags.about_author:
                pieces += [self._text[line.start : line.after]] if whole else []
                continue
            short = tag in self._tags.short_authors
            value = _short(right) if short else self._written(name)
            head, tail = self._text[line.start : line.value], self._text[line.end : line.after]
            pieces.append(f"{head}{value}{tail}")
        return "".join(pieces)

    def _written(self, name: Contributor) -> str:
        match name:
            case GroupName():
                return name.name
            case PersonName():
                given = name.given or name.initials or ""
                order, mark = self._order
                names = [name.full_family, given][::order]
                suffix = name.suffix if mark.startswith(",") else None
                return mark.join(part for part in (*names, suffix or "") if part)

    @cached_property
    def _order(self) -> tuple[int, str]:
        """Whether the family name comes first (1) or last (-1), and what is between the two."""
        values = self._values(*self._tags.authors)
        commas = sum("," in value for value in values)
        if values and commas * 2 < len(values):
            turned = sum(_LAST_INITIALS.search(value) is not None for value in values)
            return (1 if turned * 2 > len(values) else -1), " "
        compact = sum(re.search(r",\S", value) is not None for value in values)
        return 1, "," if compact * 2 > max(commas, 1) else ", "

    @cached_property
    def _given(self) -> tuple[str, ...]:
        return tuple(
            name.given
            for one in self._file.references[:_SAMPLES]
            if one.record
            for name in one.record.authors
            if isinstance(name, PersonName) and name.given
        )

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


def _differences(
    blocks: Sequence[Sequence[TaggedLine]], old: Sequence[str], new: Sequence[str]
) -> Iterator[Piece]:
    """Yields the edits that make the blocks of lines `old` the lines `new`."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        begin = blocks[start][0].start if start < len(blocks) else blocks[-1][-1].after
        stop = blocks[end - 1][-1].after if end > start else begin
        yield begin, stop, "".join(new[first:last])


def _short(name: Contributor) -> str:
    """ "Rajkumar R", as PubMed's "AU" has it."""
    if isinstance(name, GroupName):
        return name.name
    letters = name.initials or "".join(
        part[0] for part in re.split(r"[\s.-]+", name.given or "") if part
    )
    return " ".join(part for part in (name.full_family, letters, name.suffix or "") if part)
