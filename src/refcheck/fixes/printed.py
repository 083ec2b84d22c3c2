"""The edits in a printed reference: each value in its place, as its list writes it.

Offsets count characters of the text that is given. What is not found in exactly one place is in no
edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from refcheck.fixes.authors.edits import author_edits
from refcheck.fixes.authors.printed import find_authors
from refcheck.fixes.changes import Change, Edit, FixPlan
from refcheck.fixes.journals.edits import journal_edits
from refcheck.fixes.list_style import IdentifierForm, ListStyle
from refcheck.fixes.pages import page_form, split_pages
from refcheck.fixes.places import find_value, find_value_outside
from refcheck.fixes.titles import title_edits
from refcheck.model.finding import Field
from refcheck.model.record import BibliographicRecord

__all__ = ["NOT_FOUND", "corrected", "edits", "unplaced"]

NOT_FOUND = "its place in the reference could not be told"
_FORMS = {
    Field.DOI: IdentifierForm(before="doi:", after=""),
    Field.PMID: IdentifierForm(before="PMID: ", after="."),
}
_LINK = re.compile(r"(?:https?://|www\.)[^\s\]>]{1,2000}", re.IGNORECASE)
_PAGE = re.compile(r"\w+(?:\.\w+)?")


def corrected(text: str, edits: Iterable[Edit]) -> str:
    """Returns the text with the edits made. Raises ValueError where two of them overlap."""
    pieces: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < place:
            raise ValueError(f"two edits overlap at {edit.start}")
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:]])


def unplaced(plan: FixPlan, made: Iterable[Edit]) -> list[Change]:
    """Returns the changes of a plan that none of the edits makes."""
    there = {id(change) for edit in made for change in edit.changes}
    return [change for change in plan.changes if id(change) not in there]


def edits(text: str, plan: FixPlan, style: ListStyle) -> tuple[Edit, ...]:
    """Returns the edits that make the changes of a plan in the text of its reference, in order.

    The text is the reference as people read it, on one line or with its line breaks, without its
    label. A change whose value is not found in just one place is in none of them.
    """
    places = _Places(text, plan.cited)
    made: list[Edit] = []
    of_authors = [change for change in plan.changes if change.field is Field.AUTHOR]
    if of_authors:
        made += author_edits(text, plan.cited, of_authors, style.names)
    for change in plan.changes:
        if change.field is not Field.AUTHOR:
            made += _edits_of(text, change, places, style)
    return _apart(made)


def _apart(made: Sequence[Edit]) -> tuple[Edit, ...]:
    """Returns the edits in order, without the changes of those that overlap."""
    inner = sorted(made, key=lambda one: (one.start, one.end))
    bad = {
        id(change)
        for one, other in pairwise(inner)
        if other.start < one.end
        for change in (*one.changes, *other.changes)
    }
    return tuple(one for one in inner if not any(id(each) in bad for each in one.changes))


class _Places:
    """Where the fields of a reference are that have words or a form of their own."""

    def __init__(self, text: str, cited: BibliographicRecord) -> None:
        self._text = text
        self.title = find_value(text, cited.title, Field.TITLE) if cited.title else None
        title = [self.title] if self.title else []
        authors = find_authors(text, cited)
        span = [(authors.names[0].start, authors.names[-1].end)] if authors else []
        links = [found.span() for found in _LINK.finditer(text)]
        links += [
            found.span()
            for value in (cited.doi, cited.pmid, cited.pmcid)
            if value
            for found in _bounded(value).finditer(text)
        ]
        journal = cited.container_title
        self.journal = (
            find_value_outside(text, journal, Field.JOURNAL, [*title, *span]) if journal else None
        )
        self.taken = [*title, *span, *links, *([self.journal] if self.journal else [])]

    def of(self, change: Change) -> tuple[int, int] | None:
        """Returns the place of a number: a year, a volume, an issue or pages."""
        if not change.cited:
            return None
        found = find_value_outside(self._text, change.cited, change.field, self.taken)
        if found is None and change.field is Field.YEAR:
            return self._lettered_year(change.cited)
        return found

    def _lettered_year(self, year: str) -> tuple[int, int] | None:
        """Returns the year of "2012a"."""
        found = [
            each.span(1)
            for each in re.finditer(rf"(?<!\w)({re.escape(year)})[a-z](?!\w)", self._text)
        ]
        return found[0] if len(found) == 1 else None


def _bounded(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(value)}(?![\w])", re.IGNORECASE)


def _edits_of(text: str, change: Change, places: _Places, style: ListStyle) -> Sequence[Edit]:
    match change.field:
        case Field.YEAR | Field.VOLUME | Field.ISSUE:
            found = places.of(change)
            return [_edit(found, change.value, change)] if found else []
        case Field.PAGES:
            found = places.of(change)
            return list(_pages(text, found, change, style)) if found else []
        case Field.TITLE:
            return (title_edits(text, places.title, change) or ()) if places.title else ()
        case Field.JOURNAL:
            return journal_edits(text, places.journal, change, style) if places.journal else ()
        case Field.DOI | Field.PMID:
            return _identifier(text, change, style)
        case _:
            return ()


def _edit(place: tuple[int, int], text: str, change: Change) -> Edit:
    return Edit(start=place[0], end=place[1], text=text, changes=(change,))


def _pages(text: str, place: tuple[int, int], change: Change, style: ListStyle) -> Iterator[Edit]:
    """Yields the edits of the first and the last page; what is between them stays."""
    cited, right = text[slice(*place)], split_pages(change.value)
    words = list(_PAGE.finditer(cited))
    if right is None or not 1 <= len(words) <= 2:  # "e1-e9, e12", "1162-72; discussion 1173"
        if change.cited == cited:
            yield _edit(place, change.value, change)
        return
    lettered = not right.first.isdecimal()
    form = page_form(cited).or_else(style.pages, lettered=lettered)
    first = place[0] + words[0].start(), place[0] + words[0].end()
    if len(words) == 1:
        dash = form.dash or "-"
        whole = right.last and style.pages.ranges  # the wrong page says nothing of the list
        new = f"{right.first}{dash}{form.last_page(right)}" if whole else right.first
        yield _edit(first, new, change)
        return
    last = place[0] + words[1].start(), place[0] + words[1].end()
    if right.last is None:
        yield _edit((first[0], last[1]), right.first, change)
        return
    for where, new in ((first, right.first), (last, form.last_page(right))):
        if text[slice(*where)] != new:
            yield _edit(where, new, change)


def _identifier(text: str, change: Change, style: ListStyle) -> list[Edit]:
    """Returns the edits that replace an identifier wherever it is, or add it at the end."""
    if change.cited:
        found = list(_bounded(change.cited).finditer(text))
        return [_edit(each.span(), _as_cased(each[0], change.value), change) for each in found]
    form = (style.doi if change.field is Field.DOI else style.pmid) or _FORMS[change.field]
    end = len(text.rstrip())
    gap = "" if text[:end][-1:].isspace() else " "
    stop = "" if text[:end].endswith((".", "]", ")", "/")) or not text[:end] else "."
    # A full stop would become a part of an address: "https://doi.org/10.1000/1."
    stop = "" if re.search(r"10\.\d{4,9}/\S+$", text[:end]) else stop
    return [_edit((end, end), f"{stop}{gap}{form.before}{change.value}{form.after}", change)]


def _as_cased(cited: str, value: str) -> str:
    """Returns a DOI with the letters that it begins with as they are cited: "10.3233/THC-2009"."""
    same = 0
    for one, other in zip(cited, value, strict=False):
        if one.casefold() != other.casefold():
            break
        same += 1
    return cited[:same] + value[same:]
