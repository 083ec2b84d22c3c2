"""Whether a record, read back after it was written, is the right one, and otherwise as before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.compare.locators import page_ranges, same_issue, same_volume
from refcheck.fixes.changes import Change
from refcheck.fixes.titles import is_right_title
from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord, Contributor, GroupName, PersonName
from refcheck.revisions.author_lists import AuthorListError, Slot, author_slots
from refcheck.text.folding import squashed
from refcheck.text.people.names import initial_forms
from refcheck.text.works.identifiers import normalise_doi, normalise_pmcid, normalise_pmid

__all__ = ["broken_changes"]


def broken_changes(
    before: BibliographicRecord,
    after: BibliographicRecord,
    changes: Mapping[Field, Sequence[Change]],
) -> tuple[Field, ...]:
    """Returns the fields whose changes are to be taken back: those that do not have the right value
    afterwards; all of them where a field that nobody wanted to change is different."""
    rest = _without(before, changes) != _without(after, changes)
    if rest:
        return tuple(changes)
    return tuple(name for name in changes if not _is_right(before, after, name, changes[name]))


# The fields of a record that a change of each field may alter; a DOI is in addresses, too.
_ALTERED: Final[Mapping[Field, Mapping[str, object]]] = {
    Field.AUTHOR: {"authors": (), "authors_complete": True},
    Field.YEAR: {"dates": ()},
    Field.JOURNAL: {"container_title": None, "container_variants": ()},
    Field.TITLE: {"title": None},
    Field.VOLUME: {"volume": None},
    Field.ISSUE: {"issue": None},
    Field.PAGES: {"pages": None},
    Field.DOI: {"doi": None, "url": None},
    Field.PMID: {"pmid": None, "pmcid": None, "url": None},
}


def _without(
    record: BibliographicRecord, changes: Mapping[Field, Sequence[Change]]
) -> BibliographicRecord:
    """Returns the record without the fields that change."""
    altered = {name: value for field in changes for name, value in _ALTERED[field].items()}
    return replace(record, **altered)  # type: ignore[arg-type] # names of its fields


def _is_right(
    before: BibliographicRecord,
    after: BibliographicRecord,
    name: Field,
    changes: Sequence[Change],
) -> bool:
    value = changes[0].value
    match name:
        case Field.AUTHOR:
            return _are_right_authors(before, after, changes)
        case Field.YEAR:
            return _is_right_year(before, after, value)
        case Field.JOURNAL:
            return _is_right_journal(before, after, changes[0].record)
        case Field.TITLE:
            return is_right_title(after.title or "", value)
        case Field.VOLUME:
            return same_volume(after.volume or "", value)
        case Field.ISSUE:
            return same_issue(after.issue or "", value)
        case Field.PAGES:
            return _are_right_pages(before, after, value)
        case Field.DOI:
            return after.doi is not None and after.doi == normalise_doi(value)
        case Field.PMID:
            right = {after.pmid, after.pmcid} - {None}
            return bool({normalise_pmid(value), normalise_pmcid(value)} & right)
        case _:
            return False


def _are_right_pages(before: BibliographicRecord, after: BibliographicRecord, value: str) -> bool:
    """Returns whether the pages are right; a file that gives first pages alone may go on so."""
    written, right = page_ranges(after.pages or ""), page_ranges(value)
    if written == right:
        return True
    only_first = all(each.last is None for each in page_ranges(before.pages or ""))
    firsts = [each.first for each in written] == [each.first for each in right[:1]]
    return only_first and firsts and written[0].last is None


def _is_right_year(before: BibliographicRecord, after: BibliographicRecord, value: str) -> bool:
    """Returns whether the year is right, and month and day are as before. They may come to be read:
    from "DA  - 2015/09/01/", now that "PY  - 2015" has the same year."""
    was, now = before.issued, after.issued
    if now is None or str(now.year) != value:
        return False
    if was is None or (was.month is None and was.season is None):
        return True
    return (was.month, was.day, was.season) == (now.month, now.day, now.season)


def _is_right_journal(
    before: BibliographicRecord, after: BibliographicRecord, record: BibliographicRecord
) -> bool:
    right = tuple(name for name in (record.container_title, *record.container_variants) if name)
    if not after.container_title or not right:
        return False
    others = [name for name in after.container_variants if name not in before.container_variants]
    return all(
        compare_journals(name, right) is JournalAgreement.SAME
        for name in (after.container_title, *others)
    )


def _are_right_authors(
    before: BibliographicRecord, after: BibliographicRecord, changes: Sequence[Change]
) -> bool:
    try:
        slots = author_slots(before.authors, changes)
    except AuthorListError:
        return False
    return len(slots) == len(after.authors) and all(
        _is_right_author(wanted, name, None if slot.index is None else before.authors[slot.index])
        if slot.right is not None
        else name == wanted
        for (wanted, slot), name in zip(_wanted(before, slots), after.authors, strict=True)
    )


def _wanted(
    before: BibliographicRecord, slots: Sequence[Slot]
) -> Iterator[tuple[Contributor, Slot]]:
    for slot in slots:
        yield (slot.right or before.authors[slot.index or 0]), slot


def _is_right_author(
    wanted: Contributor, written: Contributor, replaced: Contributor | None
) -> bool:
    """Returns whether a name is the wanted one; without given names where the replaced one has
    none."""
    match wanted, written:
        case PersonName(), PersonName():
            same = squashed(wanted.full_family) == squashed(written.full_family)
            initials = initial_forms(wanted)
            bare = isinstance(replaced, PersonName) and not replaced.given and not written.given
            return same and (not initials or bare or bool(initials & initial_forms(written)))
        case GroupName(), GroupName():
            return squashed(wanted.name) == squashed(written.name)
        case _:
            return False
