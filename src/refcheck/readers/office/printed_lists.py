"""The lists of references that reference managers print: their entries, and whether they are whole.

A field may print a part of a list alone: its neighbours were typed, or lost their field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from refcheck.readers.office.paragraphs import Paragraph

__all__ = ["ListEntry", "PrintedList", "lists_to_take"]

# "[12]", "12.", "(12)", "12)", or a bare number before a tab: what a style prints before an entry.
_LABEL: Final = re.compile(r"\s*(\[[^\[\]\n]{1,12}\]|\(\d{1,4}\)|\d{1,4}[.)]|\d{1,4}(?=\t))\s*")
_ONLY_LABEL: Final = re.compile(r"\s*(?:\[[^\[\]\n]{1,12}\]|\(?\d{1,4}[.)]?)\s*")
_NUMBER: Final = re.compile(r"\d{1,4}")
# A year, and numbers of a volume or pages, or an identifier: "2014;12(5):444-61", "99:23".
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PLACE: Final = re.compile(
    r"\d\s?[:(]\s?\w{0,3}\d|\d[-–]\d|\bdoi\b|https?:|\bpp?\.\s?\d|\bISBN\b", re.I
)
_TELLING: Final = re.compile(r"\d|\b[A-Z]{1,3}[.,]")  # of an entry: a number, or initials
_LEAST_TYPED: Final = 40  # characters of an entry that was typed next to the list
_MOST_TYPED: Final = 1_500
_FEW: Final = 5  # entries: so few, in a document without citations of a manager, are left over


class ListEntry(NamedTuple):
    """An entry of a printed list: its paragraph, where its words begin in it, its label."""

    paragraph: Paragraph
    start: int
    label: str | None


@dataclass(slots=True)
class PrintedList:
    """The paragraphs of a printed list of references: which, and from where in the first one."""

    paragraphs: Sequence[Paragraph]

    def entries(self) -> list[ListEntry]:
        """Returns the entries. A style may print labels into cells of a table of their own."""
        entries: list[ListEntry] = []
        label: str | None = None
        for paragraph in self.paragraphs:
            words = paragraph.text
            if _ONLY_LABEL.fullmatch(words):
                label = words.strip()
                continue
            if sum(map(str.isalnum, words)) < 3 or _is_heading(words):
                continue
            found = _LABEL.match(words)
            if found and found.end() < len(words):
                entries.append(ListEntry(paragraph, found.end(), found[1]))
            else:
                own = label or paragraph.label.strip() or None
                entries.append(ListEntry(paragraph, len(words) - len(words.lstrip()), own))
            label = None
        return entries


def lists_to_take(
    paragraphs: Sequence[Paragraph], lists: Sequence[PrintedList], *, citing: bool
) -> list[list[ListEntry]]:
    """Returns the entries of the lists of a document, each with what was typed before and after it.

    None of a field that prints no entry ("There are no sources in the current document."), and
    none where a few entries are all that is left of a manager (`citing` is false) and more of them
    are elsewhere: then the whole list is to be found in the text.
    """
    places = {id(one): place for place, one in enumerate(paragraphs)}
    taken = {id(one) for each in lists for one in each.paragraphs}
    found: list[list[ListEntry]] = []
    for each in lists:
        entries = each.entries()
        if not any(_TELLING.search(one.paragraph.text) for one in entries):
            continue
        first, last = places[id(entries[0].paragraph)], places[id(entries[-1].paragraph)]
        before = _typed(reversed(paragraphs[:first]), entries[0].label, -1, taken)
        after = _typed(paragraphs[last + 1 :], entries[-1].label, 1, taken)
        taken.update(id(one.paragraph) for one in (*before, *after))
        found.append([*reversed(before), *entries, *after])
    count = sum(map(len, found))
    if not citing and count < _FEW and _typed_elsewhere(paragraphs, taken) > count:
        return []
    return found


def _typed_elsewhere(paragraphs: Iterable[Paragraph], taken: set[int]) -> int:
    """Returns how many paragraphs outside of the lists look like entries."""
    return sum(id(one) not in taken and _looks_typed(one.text) for one in paragraphs)


def _looks_typed(words: str) -> bool:
    """Returns whether words are as long as an entry, and have a year and numbers of a volume or
    pages."""
    length = _LEAST_TYPED <= len(words) <= _MOST_TYPED
    return length and bool(_YEAR.search(words)) and bool(_PLACE.search(words))


def _typed(
    paragraphs: Iterable[Paragraph], label: str | None, step: int, taken: set[int]
) -> list[ListEntry]:
    """Returns the entries that were typed next to a list, nearest first: their labels go on."""
    found: list[ListEntry] = []
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        entries = PrintedList([paragraph]).entries()
        if not entries or id(paragraph) in taken or not _goes_on(label, entries[0], step):
            break
        found += entries
        label = entries[0].label
    return found


def _goes_on(label: str | None, one: ListEntry, step: int) -> bool:
    """Returns whether a paragraph is the next entry of a list (`step` 1), or the one before
    (-1)."""
    if not _looks_typed(one.paragraph.text):
        return False
    if label is None or one.label is None:
        return label is None and one.label is None
    number, other = _NUMBER.search(label), _NUMBER.search(one.label)
    return bool(number and other and int(other[0]) == int(number[0]) + step)


def _is_heading(words: str) -> bool:
    """Returns whether a paragraph is too short and too bare for an entry ("References")."""
    return len(words.split()) <= 4 and not any(map(str.isdigit, words)) and "." not in words
