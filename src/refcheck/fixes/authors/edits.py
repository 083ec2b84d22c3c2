"""The edit that makes the printed authors of a reference those of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from refcheck.fixes.authors.names import (
    NameForm,
    form_of_names,
    given_as_written,
    has_full_given,
    name_as_written,
    without_accents,
)
from refcheck.fixes.authors.printed import AuthorList, PrintedName, find_authors
from refcheck.fixes.changes import AuthorChange, Change, Edit
from refcheck.fixes.list_style import NameStyle
from refcheck.frozen import dataclass
from refcheck.model.record import BibliographicRecord, Contributor, PersonName

__all__ = ["author_edits"]


@dataclass(frozen=True, slots=True)
class _Item:
    """A name of the new list: as it is in the text, and its place in the old one if it was there;
    `text` None: not written yet."""

    name: Contributor
    text: str | None = None
    place: int | None = None


def author_edits(
    text: str, cited: BibliographicRecord, changes: Sequence[Change], style: NameStyle
) -> tuple[Edit, ...]:
    """Returns the edit that makes all changes of the authors; none where they are not found as they
    are cited, or where the list does not show how to write them."""
    dots = next((form.dots for form in (style.rest, style.first) if form), None)
    authors = find_authors(text, cited, dots)
    ops = [one for change in changes for one in change.authors]
    if authors is None or _is_beyond(authors, ops):
        return ()
    items = _new_items(text, authors, ops)
    if not items:
        return ()
    style = _own_style(authors, style)
    written = _joined(authors, _written(text, authors, items, style), style)
    if written is None:
        return ()
    start, end = authors.names[0].start, authors.names[-1].end
    written = _ended(written, text, end, authors)
    edit = _trimmed(text, start, end, written, tuple(changes))
    return (edit,) if edit else ()


def _is_beyond(authors: AuthorList, ops: Sequence[AuthorChange]) -> bool:
    """Returns whether names are to be inserted or removed where some are left out in the middle, or
    two changes are about the same name."""
    counts = [op for op in ops if op.cited is None or op.right is None]
    places = [op.position for op in ops if op.cited is not None]
    outside = any(op.position > len(authors.names) for op in ops)
    return bool(counts and authors.has_gap) or len(places) != len(set(places)) or outside


def _new_items(text: str, authors: AuthorList, ops: Sequence[AuthorChange]) -> list[_Item]:
    inserted: dict[int, list[_Item]] = {}
    replaced: dict[int, AuthorChange] = {}
    for op in ops:
        if op.cited is None and op.right is not None:
            inserted.setdefault(op.position, []).append(_Item(op.right))
        else:
            replaced[op.position] = op
    items: list[_Item] = []
    for at in range(len(authors.names) + 1):
        items += inserted.get(at, [])
        if at == len(authors.names):
            break
        if at not in replaced:
            items.append(_kept(text, authors, at, at))
        elif (right := replaced[at].right) is not None:
            items.append(_replaced(text, authors, at, right))
    return items


def _kept(text: str, authors: AuthorList, at: int, place: int) -> _Item:
    printed = authors.names[at]
    return _Item(printed.name, text[printed.start : printed.end], place)


def _replaced(text: str, authors: AuthorList, at: int, right: Contributor) -> _Item:
    """Returns the new name in a place: another one of the list as it is there, or one to write."""
    for other, printed in enumerate(authors.names):
        if printed.name == right and other != at and authors.names[at].name != right:
            same_form = printed.form.family_first == authors.names[at].form.family_first
            moved = _kept(text, authors, other, at)
            return moved if same_form else replace(moved, text=None)
    return _Item(right, None, at)


def _own_style(authors: AuthorList, style: NameStyle) -> NameStyle:
    """Returns the style with what the reference itself shows first."""
    people = [name for name in authors.names if isinstance(name.name, PersonName)]
    first = form_of_names([name.form for name in people[:1]], style.first)
    rest = form_of_names([name.form for name in people[1:]], style.rest or first)
    first = _completed(first, rest)
    return replace(
        style,
        first=first,
        rest=_completed(rest, first),
        separator=authors.separator or style.separator or _plain(authors.pair_separator),
        last=authors.last_separator or style.last,
        pair=authors.pair_separator or style.pair,
    )


def _plain(pair: str | None) -> str | None:
    """Returns what is between two names of a pair if it can be so between more: "Smith J, Doe A"
    and "Smith, J.; Doe, A." but not "Smith and Doe"."""
    return pair if pair and not any(char.isalpha() or char == "&" for char in pair) else None


def _completed(form: NameForm | None, other: NameForm | None) -> NameForm | None:
    if form is None or other is None:
        return form or other
    return replace(
        form,
        dots=other.dots if form.dots is None else form.dots,
        gap=other.gap if form.gap is None else form.gap,
        full=form.full or other.full,
        capitals=other.capitals if form.capitals is None else form.capitals,
    )


def _written(
    text: str, authors: AuthorList, items: Sequence[_Item], style: NameStyle
) -> list[_Item] | None:
    """Returns the items with their texts; None where there is no form to write one in."""
    result: list[_Item] = []
    for at, item in enumerate(items):
        form = style.first if at == 0 else style.rest
        if item.text is None or _turns(authors, item, at):
            if form is None:
                return None
            printed = authors.names[item.place] if item.place is not None else None
            new = _rewritten(text, printed, item.name, form, style) if printed else None
            new = new or name_as_written(item.name, form, accents=style.accents)
            item = replace(item, text=new)
        result.append(item)
    return result


def _turns(authors: AuthorList, item: _Item, at: int) -> bool:
    """Returns whether a name has come to a place where names are the other way round: "Smith, John,
    and Anna Doe"."""
    if item.place is None or len(authors.names) < 2:
        return False
    first, rest = authors.names[0].form, authors.names[1].form
    differ = first.family_first != rest.family_first
    return differ and (at == 0) != (item.place == 0)


def _rewritten(
    text: str, printed: PrintedName, right: Contributor, form: NameForm, style: NameStyle
) -> str | None:
    """Returns a name of which one part alone is changed; None where all of it is."""
    cited = printed.name
    if not isinstance(cited, PersonName) or not isinstance(right, PersonName):
        return None
    if printed.given is None or printed.form.family_first != form.family_first:
        return None
    whole = text[printed.start : printed.end]
    if cited.given == right.given and cited.full_family != right.full_family:
        family = right.full_family.upper() if form.capitals else right.full_family
        family = family if style.accents else without_accents(family)
        return _put(whole, printed.start, printed.family, family)
    if cited.full_family == right.full_family:
        given = given_as_written(right, replace(form, full=_is_full(printed, form)))
        given = given if style.accents else without_accents(given)
        return _put(whole, printed.start, printed.given, given)
    return None


def _is_full(printed: PrintedName, form: NameForm) -> bool:
    """Returns whether a wrong given name is to be written out, as the list does where it can."""
    given = printed.name.given if isinstance(printed.name, PersonName) else None
    return form.full or has_full_given(given or "")


def _put(whole: str, offset: int, place: tuple[int, int], new: str) -> str:
    start, end = place[0] - offset, place[1] - offset
    return whole[:start] + new + whole[end:]


def _joined(authors: AuthorList, items: Sequence[_Item] | None, style: NameStyle) -> str | None:
    """Returns the new list in one text, with what was between names that are still next to each
    other."""
    if items is None:
        return None
    pieces = [items[0].text or ""]
    for at in range(1, len(items)):
        between = _between(authors, items, at, style)
        if between is None:
            return None
        pieces += [between, items[at].text or ""]
    return "".join(pieces)


def _between(authors: AuthorList, items: Sequence[_Item], at: int, style: NameStyle) -> str | None:
    is_last = at + 1 == len(items) and not authors.et_al
    before, after = items[at - 1].place, items[at].place
    if before is not None and after == before + 1:
        was_last = after + 1 == len(authors.names) and not authors.et_al
        was_pair = was_last and len(authors.names) == 2
        if was_last == is_last and was_pair == (is_last and len(items) == 2):
            return authors.between[before]
    if not is_last:
        return style.separator
    if len(items) == 2:
        return style.pair or _plain(style.separator if style.last == style.separator else None)
    return style.last or (style.separator if style.pair == style.separator else None)


def _ended(written: str, text: str, end: int, authors: AuthorList) -> str:
    """Returns the list with one full stop at its end, where there was one: that of an initial may
    be both ("Smith, J. A. Title")."""
    had = text[end - 1] == "."
    following = text[end : end + 1]
    if not had and written.endswith(".") and following == ".":
        return written[:-1]
    closes = not authors.et_al and text[end : end + 2].startswith(" ") and text[end + 1] != "("
    if had and not written.endswith(".") and closes:
        return f"{written}."
    return written


def _trimmed(text: str, start: int, end: int, new: str, changes: tuple[Change, ...]) -> Edit | None:
    """Returns the edit without what is the same on either side, in whole words."""
    old = text[start:end]
    if old == new:
        return None
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    while head and (_inside(old, head) or _inside(new, head)):
        head -= 1
    tail = 0
    most = min(len(old), len(new)) - head
    while tail < most and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while tail and (_inside(old, len(old) - tail) or _inside(new, len(new) - tail)):
        tail -= 1
    return Edit(
        start=start + head,
        end=end - tail,
        text=new[head : len(new) - tail],
        changes=changes,
    )


def _inside(text: str, place: int) -> bool:
    """Returns whether a place is within a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
