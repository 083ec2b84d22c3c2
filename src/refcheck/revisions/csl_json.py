"""Corrections in CSL-JSON: the value of a member is replaced, and nothing is written anew."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.fixes.changes import Change
from refcheck.fixes.journals.values import journal_as
from refcheck.fixes.pages import pages_as
from refcheck.fixes.titles import title_as
from refcheck.formats.json_places import JsonPlace, elements, members, value_at
from refcheck.model.document import MarkedReference
from refcheck.model.finding import Field
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.model.report import DocumentReport
from refcheck.readers.bibliography.csl_json import read_csl_json
from refcheck.revisions.author_lists import (
    STYLE_SAMPLES,
    AuthorListError,
    author_slots,
    given_names,
    joined,
    shared_ends,
    styled,
)
from refcheck.revisions.entries import CannotWriteError, EntryFile, revise_entries
from refcheck.revisions.revision import Plans, Revision
from refcheck.text.works.identifiers import normalise_doi

__all__ = ["CslEditor", "revise_csl_json"]

Piece = tuple[int, int, str]

_MEMBERS: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TITLE: ("title",),
    Field.JOURNAL: ("container-title",),
    Field.VOLUME: ("volume",),
    Field.ISSUE: ("issue",),
    Field.PAGES: ("page", "page-first", "article-number"),
    Field.DOI: ("DOI",),
    Field.PMID: ("PMID",),
    Field.YEAR: ("issued",),
    Field.AUTHOR: ("author",),
}
_SHORT_JOURNALS: Final = (
    "container-title-short",
    "journalAbbreviation",
    "short-container-title",
)
_LINKS: Final = ("URL", "note", "source")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DOI: Final = re.compile(r"10\.\d{4,9}\\?/[^\s\"<>]+")
_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ESCAPED: Final = re.compile(r"\\u[0-9a-fA-F]{4}")


def revise_csl_json(path: str, content: bytes, report: DocumentReport, plans: Plans) -> Revision:
    """Returns a CSL-JSON file with the changes of the plans made; see `revision.Reviser`."""
    return revise_entries(path, content, report, plans, read=read_csl_json, editor=CslEditor)


class CslEditor:
    """The places of the members in one file, and how it writes text."""

    def __init__(self, file: EntryFile) -> None:
        self._file, self._text = file, file.text

    def edits(self, entry: MarkedReference, changes: Sequence[Change]) -> Iterable[Piece]:
        """Returns the pieces to replace, as `Editor` says."""
        # The last one of a name counts, as for every reader of JSON.
        item = {one.name: one for one in members(self._text, entry.start)}
        change = changes[0]
        match change.field:
            case Field.AUTHOR:
                return list(self._authors(entry, item, changes))
            case Field.JOURNAL:
                return list(self._journal(item, change))
            case Field.YEAR:
                return [self._year(item, change)]
            case Field.DOI:
                return list(self._doi(item, change))
            case Field.PMID:
                return [self._pmid(item, change)]
            case Field.TITLE | Field.PAGES | Field.VOLUME | Field.ISSUE:
                return [self._value(item, change)]
            case _:
                raise CannotWriteError("CSL-JSON has no field for it")

    def _value(self, item: Mapping[str, JsonPlace], change: Change) -> Piece:
        place = self._own(item, change)
        old = _first_text(place.value) if place else None
        match change.field:
            case Field.TITLE:
                new = title_as(old, change.value) if old else change.value
            case Field.PAGES:
                samples = [one for one in self._samples("page") if one != old]
                new = pages_as(old, change.value, samples)
            case _:
                new = change.value
        if place is None:
            return self._added(item, _MEMBERS[change.field][0], self._string(new))
        return self._replaced(place, new)

    def _own(self, item: Mapping[str, JsonPlace], change: Change) -> JsonPlace | None:
        """Returns the member that a field is read from; None where it is to be added."""
        names = _MEMBERS[change.field]
        found = [item[name] for name in names if name in item]
        filled = [one for one in found if _first_text(one.value) or isinstance(one.value, dict)]
        if filled:
            return filled[0]
        if change.cited is not None:
            raise CannotWriteError("it is not in a field of the entry")
        return found[0] if found else None

    def _replaced(self, place: JsonPlace, new: str) -> Piece:
        """Returns the edit of a text, of the first one in an array, or of a number."""
        start, end, value = place.start, place.end, place.value
        if isinstance(value, list):
            first = next(elements(self._text, start), None)
            if first is None:
                return start, end, f"[{self._string(new)}]"
            start, end, value = first.start, first.end, first.value
        number = isinstance(value, int) and not isinstance(value, bool)
        if number and new.isdecimal() and str(int(new)) == new:
            return start, end, new
        return start, end, self._string(new)

    @cached_property
    def _escapes(self) -> bool:
        escaped = len(_ESCAPED.findall(self._text))
        return escaped > len(_NON_ASCII.findall(self._text)) or not self._file.encoding.can("ł中")

    @cached_property
    def _escapes_slash(self) -> bool:
        return r"\/" in self._text

    @cached_property
    def _escapes_in_capitals(self) -> bool:
        return re.search(r"\\u[0-9a-f]{0,3}[A-F]", self._text) is not None

    def _string(self, text: str) -> str:
        """Returns a text as this file writes strings."""
        written = json.dumps(text, ensure_ascii=self._escapes)
        if self._escapes and self._escapes_in_capitals:
            written = _ESCAPED.sub(lambda found: rf"\u{found[0][2:].upper()}", written)
        return written.replace("/", r"\/") if self._escapes_slash else written

    def _items(self) -> Iterator[Mapping[str, JsonPlace]]:
        for one in self._file.references[:STYLE_SAMPLES]:
            if self._text[one.start : one.start + 1] == "{":
                yield {member.name: member for member in members(self._text, one.start)}

    @cached_property
    def _sample(self) -> list[Mapping[str, JsonPlace]]:
        return list(self._items())

    def _samples(self, *names: str) -> list[str]:
        found = (one[name].value for one in self._sample for name in names if name in one)
        return [text for value in found if (text := _first_text(value))]

    def _journal(self, item: Mapping[str, JsonPlace], change: Change) -> Iterator[Piece]:
        right = (change.record.container_title or "", *change.record.container_variants)
        shorts = [item[name] for name in _SHORT_JOURNALS if name in item]
        try:
            place = self._own(item, change)
        except CannotWriteError:
            if not shorts:
                raise
            place = None
        if place is not None:
            old = _first_text(place.value)
            yield self._replaced(place, self._named(change, old, "container-title"))
        elif not shorts:
            yield self._added(
                item,
                "container-title",
                self._string(self._named(change, None, "container-title")),
            )
        for short in shorts:
            old = _first_text(short.value)
            if old and compare_journals(old, right) is not JournalAgreement.SAME:
                yield self._replaced(short, self._named(change, old, *_SHORT_JOURNALS))

    def _named(self, change: Change, cited: str | None, *names: str) -> str:
        samples = [name for name in self._samples(*names) if name != cited]
        if not samples and names == _SHORT_JOURNALS:
            samples = ["J Clin Med"]  # what these members are for
        return journal_as(cited, change.record, samples) or change.value

    def _year(self, item: Mapping[str, JsonPlace], change: Change) -> Piece:
        place = self._own(item, change)
        if place is None:
            value = f'{{"date-parts": [[{change.value}]]}}'
            return self._added(item, "issued", value)
        date = {one.name: one for one in members(self._text, place.start)}
        parts = date.get("date-parts")
        if parts is not None and isinstance(parts.value, list):
            first = next(elements(self._text, parts.start), None)
            year = next(elements(self._text, first.start), None) if first else None
            if year is not None and len(parts.value) == 1:
                text = isinstance(year.value, str)
                return year.start, year.end, f'"{change.value}"' if text else change.value
            raise CannotWriteError("its date is a range")
        for name in ("raw", "literal"):
            if name in date and isinstance(date[name].value, str):
                found = list(_YEAR.finditer(self._text, date[name].start, date[name].end))
                if len(found) == 1:
                    return found[0].start(), found[0].end(), change.value
        raise CannotWriteError("its date has a form of its own")

    def _doi(self, item: Mapping[str, JsonPlace], change: Change) -> Iterator[Piece]:
        raw = self._string(change.value)[1:-1]
        cited = normalise_doi(change.cited or "")
        found = False
        for name in ("DOI", *_LINKS):
            place = item.get(name)
            if place is None or not isinstance(place.value, str) or not cited:
                continue
            for doi in _DOI.finditer(self._text, place.start, place.end):
                bare = doi[0].rstrip(".,;)")
                if normalise_doi(bare.replace(r"\/", "/")) == cited:
                    found = True
                    yield doi.start(), doi.start() + len(bare), raw
        if found:
            return
        place = self._own(item, change)
        if place is None:
            yield self._added(item, "DOI", self._string(change.value))
        else:
            yield self._replaced(place, change.value)

    def _pmid(self, item: Mapping[str, JsonPlace], change: Change) -> Piece:
        name = "PMCID" if change.value[:3].upper() == "PMC" else "PMID"
        place = item.get(name)
        if place is not None:
            return self._replaced(place, change.value)
        if change.cited is None:
            return self._added(item, name, self._string(change.value))
        cited = re.compile(rf"(?<!\w){re.escape(change.cited)}(?!\w)")
        for link in (item[each] for each in _LINKS if each in item):
            number = cited.search(self._text, link.start, link.end)
            if number:
                return number.start(), number.end(), change.value
        raise CannotWriteError("it is not in a field of the entry")

    def _added(self, item: Mapping[str, JsonPlace], name: str, value: str) -> Piece:
        """Returns the edit that puts a member after the last one of an item."""
        places = sorted(item.values(), key=lambda one: one.start)
        if name in item:
            return item[name].start, item[name].end, value
        if not places:
            raise CannotWriteError("the item has no members")
        last = places[-1]
        gap = self._text[places[-2].end : last.name_start] if len(places) > 1 else ", "
        name_end = value_at(self._text, last.name_start).end
        colon = self._text[name_end : last.start]
        return last.end, last.end, f'{gap}"{name}"{colon}{value}'

    def _authors(
        self, entry: MarkedReference, item: Mapping[str, JsonPlace], changes: Sequence[Change]
    ) -> Iterator[Piece]:
        authors = entry.record.authors if entry.record else ()
        place = item.get("author")
        if place is None or not isinstance(place.value, list):
            raise CannotWriteError("the entry has no authors to take the form of names from")
        names = list(elements(self._text, place.start))
        try:
            slots = author_slots(authors, changes)
        except AuthorListError:
            raise CannotWriteError("the names could not be told apart") from None
        if len(names) != len(authors) or not names:
            raise CannotWriteError("the names could not be told apart")
        raws = [self._text[one.start : one.end] for one in names]
        gaps = [self._text[one.end : other.start] for one, other in pairwise(names)]
        written: list[str] = []
        for slot in slots:
            if slot.right is None:
                written.append(raws[slot.index or 0])
                continue
            cited = authors[slot.index] if slot.index is not None else None
            right = styled(slot.right, cited, authors, self._given)
            written.append(self._name(right, slot.index, names, authors))
        usual = Counter(gaps).most_common(1)[0][0] if gaps else ", "
        start, end = names[0].start, names[-1].end
        new = joined(written, slots, gaps, usual)
        head, tail = shared_ends(self._text[start:end], new)
        yield start + head, end - tail, new[head : len(new) - tail]

    def _name(
        self,
        name: Contributor,
        index: int | None,
        names: Sequence[JsonPlace],
        authors: Sequence[Contributor],
    ) -> str:
        """Returns the object of a name: as that of the name it replaces, or of another one."""
        persons = [at for at, one in enumerate(authors) if isinstance(one, PersonName)]
        at = index if index is not None else persons[-1] if persons else 0
        model = list(members(self._text, names[at].start))
        match name:
            case GroupName():
                return f'{{"literal": {self._string(name.name)}}}'
            case PersonName():
                values = self._parts(name, model)
        pieces: list[str] = []
        kept = [one for one in model if one.name in values or index is not None]
        if not {"family", "given"} & {one.name for one in kept}:
            return "{" + ", ".join(f'"{k}": {self._string(v)}' for k, v in values.items()) + "}"
        place = names[at].start
        for one in model:
            if one not in kept or (one.name in _PARTS and one.name not in values):
                continue
            lead = self._text[place : one.start] if not pieces else self._lead(model, one)
            value = values.get(one.name)
            same = value is None or value == one.value
            written = self._text[one.start : one.end] if same else self._string(value or "")
            pieces.append(f"{lead}{written}")
        return "".join(pieces) + self._text[model[-1].end : names[at].end]

    def _lead(self, model: Sequence[JsonPlace], one: JsonPlace) -> str:
        at = model.index(one)
        return self._text[model[at - 1].end : one.start]

    def _parts(self, name: PersonName, model: Sequence[JsonPlace]) -> dict[str, str]:
        """Returns the members of a person; a particle has its own only where the file has one."""
        parts = {"family": name.full_family}
        for one in model:
            if one.name in _PARTICLES and isinstance(one.value, str) and one.value:
                family = name.full_family.removeprefix(f"{one.value} ")
                if family != name.full_family:
                    parts = {"family": family, one.name: one.value}
        given = name.given or name.initials
        if given:
            parts["given"] = given
        if name.suffix:
            parts["suffix"] = name.suffix
        return parts

    @cached_property
    def _given(self) -> tuple[str, ...]:
        return given_names(self._file.references)


_PARTICLES: Final = ("non-dropping-particle", "dropping-particle")
_PARTS: Final = frozenset(("family", "given", "suffix", *_PARTICLES))


def _first_text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None
