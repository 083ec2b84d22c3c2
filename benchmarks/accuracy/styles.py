"""Citation styles: each a function that prints an `Entry` as one line.

`STYLES` gives each style's function, the forms of journal titles that go with it, and how many
authors it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .entries import Entry, Habit
from .printing import (
    compact,
    family_first,
    given_first,
    inverted,
    journal_of,
    letters,
    listed,
    pages_of,
    shown_authors,
    stop,
    upright,
)

__all__ = ["STYLES", "Style"]

_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May",
    "Jun": "June", "Jul": "July", "Aug": "August", "Sep": "September", "Oct": "October",
    "Nov": "November", "Dec": "December",
}  # fmt: skip
_DATE = re.compile(r"(\d{4}) ([A-Z][a-z]{2})(?: (\d{1,2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One style. `cuts` are pairs (longest list shown whole, authors shown of a longer one)."""

    write: Callable[[Entry, Habit], str]
    cuts: tuple[tuple[int, int], ...]
    journals: tuple[str, ...]
    weight: float = 1.0
    numbered: bool = True
    issues: bool = True  # whether it prints issue numbers


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _journal(entry: Entry, habit: Habit) -> str:
    return journal_of(entry, habit.journal_form)


# --- the Vancouver family -------------------------------------------------------------------------


def _compact_authors(entry: Entry, habit: Habit, et_al: str = ", et al") -> str:
    names, cut = shown_authors(entry, habit)
    return ", ".join(map(compact, names)) + (et_al if cut else "")


def _number(entry: Entry, habit: Habit) -> str:
    """Volume and issue: "12(3)", "12(Suppl 1)", "12 Suppl 1"."""
    if not entry.issue or not habit.issue:
        return entry.volume
    if entry.issue.startswith(("Suppl", "Pt")) and entry.volume and habit.short_pages:
        return f"{entry.volume} {entry.issue}"
    return f"{entry.volume}({entry.issue})"


def _nlm_place(entry: Entry, habit: Habit, gap: str = "") -> str:
    """ "2012 Mar 5;99(2):23-35"."""
    date = entry.date if habit.full_date and entry.date else str(entry.year)
    pages = pages_of(entry, habit)
    place = _number(entry, habit) + (f":{gap}{pages}" if pages else "")
    return f"{date};{gap}{place}" if place else date


def _nlm(entry: Entry, habit: Habit) -> str:
    title = f"[{entry.title}]." if entry.bracketed else stop(entry.title)
    ahead = " Epub ahead of print." if entry.ahead else ""
    return _joined(
        stop(_compact_authors(entry, habit)),
        title,
        stop(_journal(entry, habit)),
        f"{_nlm_place(entry, habit)}.{ahead}",
    )


def _ama(entry: Entry, habit: Habit) -> str:
    if entry.ahead:
        place = f"Published online {_long_date(entry)}."
    else:
        place = f"{_nlm_place(entry, habit)}."
    return _joined(
        stop(_compact_authors(entry, habit)),
        stop(entry.title),
        stop(_journal(entry, habit)),
        place,
    )


def _long_date(entry: Entry) -> str:
    found = _DATE.fullmatch(entry.date)
    if not found:
        return str(entry.year)
    year, month, day = found.groups()
    return (
        f"{_MONTHS.get(month, month)} {day}, {year}"
        if day
        else f"{_MONTHS.get(month, month)} {year}"
    )


def _lancet(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    authors = ", ".join(map(compact, names)) + (", et al." if cut else ".")
    issue = f" ({entry.issue})" if habit.issue and entry.issue else ""
    pages = f": {pages_of(entry, habit)}" if entry.first else ""
    place = (
        f"{entry.year}; {entry.volume}{issue}{pages}."
        if entry.volume
        else f"{entry.year}; published online."
    )
    return _joined(
        authors if names else "",
        stop(entry.title),
        _journal(entry, habit),
        place,
    )


def _plos(entry: Entry, habit: Habit) -> str:
    return _joined(
        stop(_compact_authors(entry, habit)),
        stop(entry.title),
        stop(_journal(entry, habit)),
        f"{_nlm_place(entry, habit).replace(':', ': ')}.",
    )


def _springer(entry: Entry, habit: Habit) -> str:
    pages = f":{pages_of(entry, habit)}" if entry.first else ""
    authors = _compact_authors(entry, habit, " et al")
    place = f"{_number(entry, habit)}{pages}".strip()
    return _joined(
        f"{authors} ({entry.year})".strip(),
        stop(entry.title),
        _journal(entry, habit),
        place,
    )


# --- author and year ------------------------------------------------------------------------------


def _apa_authors(entry: Entry, habit: Habit) -> str:
    names = [family_first(name) for name in entry.authors]
    if habit.limit and len(names) > habit.limit:
        return f"{', '.join(names[: habit.shown])}, . . . {names[-1]}"
    return listed(names, ", & ")


def _apa(entry: Entry, habit: Habit) -> str:
    authors = _apa_authors(entry, habit)
    title = f"[{entry.title}]" if entry.bracketed else entry.title
    head = (
        f"{stop(authors)} ({entry.year}). {stop(title)}"
        if authors
        else f"{stop(title)} ({entry.year})."
    )
    issue = f"({entry.issue})" if habit.issue and entry.issue else ""
    pages = f", {pages_of(entry, habit)}" if entry.first else ""
    place = (
        f", {entry.volume}{issue}{pages}"
        if entry.volume
        else (pages or ". Advance online publication")
    )
    return f"{head} {_journal(entry, habit)}{place}.".replace("..", ".")


def _harvard(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [family_first(name, "") for name in names]
    authors = f"{', '.join(printed)} et al." if cut else listed(printed, " and ")
    issue = f"({entry.issue})" if habit.issue and entry.issue else ""
    volume = f", {entry.volume}{issue}" if entry.volume else ""
    pages = f", {'pp' if entry.last else 'p'}. {pages_of(entry, habit)}" if entry.first else ""
    quote = ("‘", "’") if habit.quotes else ("'", "'")
    head = f"{authors} ({entry.year})" if authors else f"({entry.year})"
    return f"{head} {quote[0]}{entry.title}{quote[1]}, {_journal(entry, habit)}{volume}{pages}."


def _chicago(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [inverted(names[0]), *map(upright, names[1:])] if names else []
    authors = f"{', '.join(printed)}, et al" if cut else listed(printed, ", and ")
    issue = f" ({entry.issue})" if habit.issue and entry.issue else ""
    pages = f": {pages_of(entry, habit)}" if entry.first else ""
    quote = ("“", "”") if habit.quotes else ('"', '"')
    head = f"{stop(authors)} {entry.year}." if authors else f"{entry.year}."
    volume = f" {entry.volume}" if entry.volume else ""
    title = f"{quote[0]}{stop(entry.title)}{quote[1]}"
    return f"{head} {title} {_journal(entry, habit)}{volume}{issue}{pages}."


def _mla(entry: Entry, habit: Habit) -> str:
    names, quote = entry.authors, ("“", "”") if habit.quotes else ('"', '"')
    if len(names) > 2:
        authors = f"{inverted(names[0])}, et al."
    else:
        authors = (
            stop(listed([inverted(names[0]), *map(upright, names[1:])], ", and ")) if names else ""
        )
    parts = [
        f"vol. {entry.volume}" if entry.volume else "",
        f"no. {entry.issue}" if entry.issue and habit.issue else "",
        _mla_date(entry, habit),
        f"{'pp' if entry.last else 'p'}. {pages_of(entry, habit)}" if entry.first else "",
    ]
    title = f"{quote[0]}{stop(entry.title)}{quote[1]} {_journal(entry, habit)}"
    return f"{authors} {', '.join([title, *(part for part in parts if part)])}.".strip()


def _mla_date(entry: Entry, habit: Habit) -> str:
    found = _DATE.fullmatch(entry.date) if habit.full_date else None
    if not found:
        return str(entry.year)
    year, month, day = found.groups()
    month = month if month in ("May",) else f"{month}."
    return " ".join(part for part in (day, month, year) if part)


# --- numbered, name before or after ---------------------------------------------------------------


def _ieee(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [given_first(name) for name in names]
    authors = (
        f"{', '.join(printed)}, et al."
        if cut
        else listed(printed, ", and " if len(printed) > 2 else " and ")
    )
    quote = ("“", "”") if habit.quotes else ('"', '"')
    found = _DATE.fullmatch(entry.date) if habit.full_date else None
    date = f"{found[2]}. {found[1]}".replace("May.", "May") if found else str(entry.year)
    parts = [
        _journal(entry, habit),
        f"vol. {entry.volume}" if entry.volume else "",
        f"no. {entry.issue}" if entry.issue and habit.issue else "",
        f"{'pp' if entry.last else 'p'}. {pages_of(entry, habit)}" if entry.first else "",
        date,
    ]
    title = (
        f"{quote[0]}{entry.title},{quote[1]}"
        if entry.title[-1] not in "?!"
        else f"{quote[0]}{entry.title}{quote[1]}"
    )
    return (
        f"{f'{authors}, ' if authors else ''}{title} {', '.join(part for part in parts if part)}."
    )


def _nature(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [family_first(name) for name in names]
    authors = f"{', '.join(printed)} et al." if cut else listed(printed, " & ")
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f", {pages_of(entry, habit)}" if entry.first else ""
    place = f"{_journal(entry, habit)}{volume}{pages} ({entry.year})."
    return _joined(stop(authors), stop(entry.title), place)


def _cell(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [family_first(name, "") for name in names]
    authors = f"{', '.join(printed)}, et al." if cut else listed(printed, ", and ")
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f", {pages_of(entry, habit)}" if entry.first else ""
    place = stop(f"{_journal(entry, habit)}{volume}{pages}")
    return f"{authors} ({entry.year}). {stop(entry.title)} {place}".lstrip()


def _elsevier(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    authors = ", ".join(given_first(name, "") for name in names) + (", et al." if cut else "")
    title = entry.title if entry.title[-1:] in "?!" else f"{entry.title},"
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f" {pages_of(entry, habit)}" if entry.first else ""
    place = f"{_journal(entry, habit)}{volume} ({entry.year}){pages}."
    return _joined(f"{authors}," if authors else "", title, place)


def _acs(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    authors = "; ".join(map(family_first, names)) + ("; et al" if cut else "")
    issue = f" ({entry.issue})" if habit.issue and entry.issue else ""
    volume = f", {entry.volume}{issue}" if entry.volume else ""
    pages = f", {pages_of(entry, habit)}" if entry.first else ""
    place = f"{_journal(entry, habit)} {entry.year}{volume}{pages}."
    return _joined(stop(authors), stop(entry.title), place)


def _abnt(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [
        name.group.upper()
        if name.group
        else f"{name.family.upper()}, {letters(name, '.', ' ')}".rstrip(", ")
        for name in names
    ]
    authors = f"{'; '.join(printed)}{' et al.' if cut else ''}"
    parts = [
        _journal(entry, habit),
        f"v. {entry.volume}" if entry.volume else "",
        f"n. {entry.issue}" if entry.issue and habit.issue else "",
        f"p. {pages_of(entry, habit)}" if entry.first else "",
        str(entry.year),
    ]
    place = f"{', '.join(part for part in parts if part)}."
    return _joined(stop(authors), stop(entry.title), place)


# --- of one publisher -----------------------------------------------------------------------------


def _bmc(entry: Entry, habit: Habit) -> str:
    """ "Smith J, Doe A: Title. J Foo 2012, 99:23-35."."""
    authors = _compact_authors(entry, habit, ", et al.")
    pages = f":{pages_of(entry, habit)}" if entry.first else ""
    volume = f", {_number(entry, habit)}{pages}" if entry.volume else pages.replace(":", ", ")
    place = f"{_journal(entry, habit)} {entry.year}{volume}."
    return _joined(f"{authors}:" if authors else "", stop(entry.title), place)


def _mdpi(entry: Entry, habit: Habit) -> str:
    """ "Smith, J.; Doe, A. Title. J. Foo 2012, 99, 23-35."."""
    names, cut = shown_authors(entry, habit)
    authors = "; ".join(family_first(name, "") for name in names) + ("; et al" if cut else "")
    volume = f", {entry.volume}" if entry.volume else ""
    pages = f", {pages_of(entry, habit)}" if entry.first else ""
    place = f"{_journal(entry, habit)} {entry.year}{volume}{pages}."
    return _joined(stop(authors), stop(entry.title), place)


def _frontiers(entry: Entry, habit: Habit) -> str:
    """ "Smith, J., and Doe, A. (2012). Title. J. Foo 99, 23-35."."""
    names, cut = shown_authors(entry, habit)
    printed = [family_first(name) for name in names]
    authors = f"{', '.join(printed)}, et al." if cut else listed(printed, ", and ")
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f", {pages_of(entry, habit)}" if entry.first else ""
    place = stop(f"{_journal(entry, habit)}{volume}{pages}")
    return f"{authors} ({entry.year}). {stop(entry.title)} {place}".lstrip()


def _cse(entry: Entry, habit: Habit) -> str:
    """ "Smith J, Doe A. 2012. Title. J Foo. 99(2):23-35."."""
    pages = f":{pages_of(entry, habit)}" if entry.first else ""
    place = f"{_number(entry, habit)}{pages}" if entry.volume else pages.lstrip(":")
    return _joined(
        stop(_compact_authors(entry, habit)),
        f"{entry.year}.",
        stop(entry.title),
        stop(_journal(entry, habit)),
        stop(place),
    )


def _full_names(entry: Entry, habit: Habit) -> str:
    """ "John Smith and Anna Doe. Title. J Foo, vol. 99, no. 2, pp. 23-35, March 2012."."""
    names, cut = shown_authors(entry, habit)
    printed = [upright(name) for name in names]
    last = ", and " if len(printed) > 2 else " and "
    authors = f"{', '.join(printed)}, et al" if cut else listed(printed, last)
    found = _DATE.fullmatch(entry.date) if habit.full_date else None
    parts = [
        _journal(entry, habit),
        f"vol. {entry.volume}" if entry.volume else "",
        f"no. {entry.issue}" if entry.issue and habit.issue else "",
        f"{'pp' if entry.last else 'p'}. {pages_of(entry, habit)}" if entry.first else "",
        f"{_MONTHS.get(found[2], found[2])} {found[1]}" if found else str(entry.year),
    ]
    place = f"{', '.join(part for part in parts if part)}."
    return _joined(stop(authors), stop(entry.title), place)


def _gost(entry: Entry, habit: Habit) -> str:
    """ "Smith J., Doe A. Title // J Foo. – 2012. – Vol. 99, No. 2. – P. 23-35."."""
    names, cut = shown_authors(entry, habit)
    printed = [name.group or f"{name.family} {letters(name, '.', '')}".strip() for name in names]
    authors = ", ".join(printed) + (" et al." if cut else "")
    number = f", No. {entry.issue}" if entry.issue and habit.issue else ""
    parts = [
        f"{_journal(entry, habit).rstrip('.')}.",
        f"{entry.year}.",
        f"Vol. {entry.volume}{number}." if entry.volume else "",
        f"P. {pages_of(entry, habit)}." if entry.first else "",
    ]
    place = " – ".join(part for part in parts if part)
    return _joined(authors, f"{entry.title.rstrip('.')} //", place)


_ABBREVIATED = ("abbreviated", "abbreviated", "abbreviated", "dotted", "full")
_SHORT = ("abbreviated", "full")
_FULL = ("full", "full", "full", "abbreviated")
_DOTTED = ("dotted", "abbreviated", "full")


def _style(
    write: Callable[[Entry, Habit], str],
    journals: tuple[str, ...],
    *cuts: tuple[int, int],
    weight: float = 1.0,
    numbered: bool = True,
    issues: bool = True,
) -> Style:
    return Style(
        write=write,
        cuts=cuts,
        journals=journals,
        weight=weight,
        numbered=numbered,
        issues=issues,
    )


STYLES: dict[str, Style] = {
    "nlm": _style(_nlm, _ABBREVIATED, (6, 6), (0, 0), (3, 3), weight=4),
    "ama": _style(_ama, _SHORT, (6, 3), weight=3),
    "lancet": _style(_lancet, _SHORT, (6, 3), (4, 3)),
    "plos": _style(_plos, _ABBREVIATED, (6, 6), (5, 5)),
    "springer": _style(_springer, _SHORT, (0, 0), (3, 3), (6, 3)),
    "apa6": _style(_apa, _FULL, (7, 6), numbered=False),
    "apa7": _style(_apa, _FULL, (20, 19), numbered=False),
    "harvard": _style(_harvard, _FULL, (0, 0), (3, 1), (6, 3), numbered=False),
    "chicago": _style(_chicago, _FULL, (10, 7), numbered=False),
    "mla": _style(_mla, _FULL, (2, 1), numbered=False),
    "ieee": _style(_ieee, _DOTTED, (6, 1), (0, 0), (3, 3)),
    "nature": _style(_nature, ("dotted", "abbreviated"), (5, 1), issues=False),
    "cell": _style(_cell, _DOTTED, (10, 10), (10, 7), issues=False),
    "elsevier": _style(_elsevier, ("dotted", "full"), (0, 0), (6, 6), issues=False),
    "acs": _style(_acs, ("dotted", "full"), (10, 10), (0, 0)),
    "abnt": _style(_abnt, _FULL, (3, 1), (0, 0), numbered=False),
    "bmc": _style(_bmc, _ABBREVIATED, (0, 0), (6, 6), (30, 30), weight=2),
    "mdpi": _style(_mdpi, _DOTTED, (0, 0), (10, 10), issues=False),
    "frontiers": _style(_frontiers, _DOTTED, (6, 6), (0, 0), issues=False),
    "cse": _style(_cse, _ABBREVIATED, (10, 10), (0, 0), numbered=False),
    "full names": _style(_full_names, _FULL, (3, 3), (0, 0)),
    "gost": _style(_gost, _SHORT, (4, 3), (0, 0), weight=0.5),
}
