"""Citation styles: each a function that prints an `Entry` as one line.

`STYLES` gives each style's function, the forms of journal titles that go with it, and how many
authors it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.entries import Entry, Habit
from benchmarks.accuracy.records import Name
from benchmarks.accuracy.wording import (
    dotted,
    full_journal,
    initial_letters,
    shortened,
    written_out,
)

__all__ = ["STYLES", "Style", "journal_of", "printed_authors", "shown_authors"]

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


def shown_authors(entry: Entry, habit: Habit) -> tuple[tuple[Name, ...], bool]:
    """The authors that are printed, and whether the list is cut."""
    cut = bool(habit.limit) and len(entry.authors) > habit.limit
    return (entry.authors[: habit.shown] if cut else entry.authors), cut


def printed_authors(entry: Entry, habit: Habit) -> tuple[Name, ...]:
    """All authors that stand in the reference, whatever the style does with a long list."""
    names, cut = entry.authors, bool(habit.limit) and len(entry.authors) > habit.limit
    if habit.style == "mla":
        return names[:1] if len(names) > 2 else names
    if habit.style.startswith("apa"):
        return (*names[: habit.shown], names[-1]) if cut else names
    return names[: habit.shown] if cut else names


def journal_of(entry: Entry, form: str) -> str:
    """The journal in the form that the list uses, or in the only form that is known."""
    if form == "full" and entry.journal:
        return full_journal(entry.journal)
    if not entry.abbreviation:
        return full_journal(entry.journal)
    return dotted(entry.abbreviation, entry.journal) if form == "dotted" else entry.abbreviation


def _journal(entry: Entry, habit: Habit) -> str:
    return journal_of(entry, habit.journal_form)


def _stop(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."


def _pages(entry: Entry, habit: Habit) -> str:
    if not entry.last:
        return entry.first
    last = shortened(entry.first, entry.last) if habit.short_pages else entry.last
    return f"{entry.first}{habit.dash}{last}"


def _letters(name: Name, dot: str, gap: str) -> str:
    """ "JA", "J.A.", "J. A.", with hyphens inside where the name has them."""
    letters = initial_letters(name)
    if not dot:
        return "".join(letters).replace("-", "")
    return gap.join(f"{letter}{dot}" for letter in letters).replace(f"{gap}-", "-")


def _compact(name: Name) -> str:
    """ "Smith JA Jr"."""
    if name.group:
        return name.group
    return " ".join(part for part in (name.family, _letters(name, "", ""), name.suffix) if part)


def _family_first(name: Name, gap: str = " ") -> str:
    """ "Smith, J. A., Jr."."""
    if name.group:
        return name.group
    given = _letters(name, ".", gap)
    suffix = (
        f", {_stop(name.suffix) if name.suffix in ('Jr', 'Sr') else name.suffix}"
        if name.suffix
        else ""
    )
    return f"{name.family}, {given}{suffix}" if given else f"{name.family}{suffix}"


def _given_first(name: Name, gap: str = " ") -> str:
    """ "J. A. Smith"."""
    if name.group:
        return name.group
    suffix = (
        f" {_stop(name.suffix) if name.suffix in ('Jr', 'Sr') else name.suffix}"
        if name.suffix
        else ""
    )
    return f"{_letters(name, '.', gap)} {name.family}{suffix}".strip()


def _listed(names: Sequence[str], last: str, comma: str = ", ") -> str:
    """Names one after the other, `last` before the last one (", & ")."""
    if len(names) < 2:
        return "".join(names)
    return comma.join(names[:-1]) + last + names[-1]


# --- the Vancouver family -------------------------------------------------------------------------


def _compact_authors(entry: Entry, habit: Habit, et_al: str = ", et al") -> str:
    names, cut = shown_authors(entry, habit)
    return ", ".join(map(_compact, names)) + (et_al if cut else "")


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
    pages = _pages(entry, habit)
    place = _number(entry, habit) + (f":{gap}{pages}" if pages else "")
    return f"{date};{gap}{place}" if place else date


def _nlm(entry: Entry, habit: Habit) -> str:
    title = f"[{entry.title}]." if entry.bracketed else _stop(entry.title)
    ahead = " Epub ahead of print." if entry.ahead else ""
    parts = (
        _stop(_compact_authors(entry, habit)), title, _stop(_journal(entry, habit)),
        f"{_nlm_place(entry, habit)}.{ahead}",
    )  # fmt: skip
    return " ".join(part for part in parts if part)


def _ama(entry: Entry, habit: Habit) -> str:
    if entry.ahead:
        place = f"Published online {_long_date(entry)}."
    else:
        place = f"{_nlm_place(entry, habit)}."
    parts = (
        _stop(_compact_authors(entry, habit)), _stop(entry.title), _stop(_journal(entry, habit)), place,
    )  # fmt: skip
    return " ".join(part for part in parts if part)


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
    authors = ", ".join(map(_compact, names)) + (", et al." if cut else ".")
    issue = f" ({entry.issue})" if habit.issue and entry.issue else ""
    pages = f": {_pages(entry, habit)}" if entry.first else ""
    place = (
        f"{entry.year}; {entry.volume}{issue}{pages}."
        if entry.volume
        else f"{entry.year}; published online."
    )
    parts = (authors if names else "", _stop(entry.title), _journal(entry, habit), place)
    return " ".join(part for part in parts if part)


def _plos(entry: Entry, habit: Habit) -> str:
    parts = (
        _stop(_compact_authors(entry, habit)), _stop(entry.title), _stop(_journal(entry, habit)),
        f"{_nlm_place(entry, habit).replace(':', ': ')}.",
    )  # fmt: skip
    return " ".join(part for part in parts if part)


def _springer(entry: Entry, habit: Habit) -> str:
    pages = f":{_pages(entry, habit)}" if entry.first else ""
    authors = _compact_authors(entry, habit, " et al")
    place = f"{_number(entry, habit)}{pages}".strip()
    parts = (f"{authors} ({entry.year})".strip(), _stop(entry.title), _journal(entry, habit), place)
    return " ".join(part for part in parts if part)


# --- author and year ------------------------------------------------------------------------------


def _apa_authors(entry: Entry, habit: Habit) -> str:
    names = [_family_first(name) for name in entry.authors]
    if habit.limit and len(names) > habit.limit:
        return f"{', '.join(names[: habit.shown])}, . . . {names[-1]}"
    return _listed(names, ", & ")


def _apa(entry: Entry, habit: Habit) -> str:
    authors = _apa_authors(entry, habit)
    title = f"[{entry.title}]" if entry.bracketed else entry.title
    head = (
        f"{_stop(authors)} ({entry.year}). {_stop(title)}"
        if authors
        else f"{_stop(title)} ({entry.year})."
    )
    issue = f"({entry.issue})" if habit.issue and entry.issue else ""
    pages = f", {_pages(entry, habit)}" if entry.first else ""
    place = (
        f", {entry.volume}{issue}{pages}"
        if entry.volume
        else (pages or ". Advance online publication")
    )
    return f"{head} {_journal(entry, habit)}{place}.".replace("..", ".")


def _harvard(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [_family_first(name, "") for name in names]
    authors = f"{', '.join(printed)} et al." if cut else _listed(printed, " and ")
    issue = f"({entry.issue})" if habit.issue and entry.issue else ""
    volume = f", {entry.volume}{issue}" if entry.volume else ""
    pages = f", {'pp' if entry.last else 'p'}. {_pages(entry, habit)}" if entry.first else ""
    quote = ("‘", "’") if habit.quotes else ("'", "'")
    head = f"{authors} ({entry.year})" if authors else f"({entry.year})"
    return f"{head} {quote[0]}{entry.title}{quote[1]}, {_journal(entry, habit)}{volume}{pages}."


def _chicago(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [_inverted(names[0]), *map(_upright, names[1:])] if names else []
    authors = f"{', '.join(printed)}, et al" if cut else _listed(printed, ", and ")
    issue = f" ({entry.issue})" if habit.issue and entry.issue else ""
    pages = f": {_pages(entry, habit)}" if entry.first else ""
    quote = ("“", "”") if habit.quotes else ('"', '"')
    head = f"{_stop(authors)} {entry.year}." if authors else f"{entry.year}."
    volume = f" {entry.volume}" if entry.volume else ""
    return f"{head} {quote[0]}{_stop(entry.title)}{quote[1]} {_journal(entry, habit)}{volume}{issue}{pages}."


def _inverted(name: Name) -> str:
    if name.group:
        return name.group
    suffix = f", {name.suffix}" if name.suffix else ""
    return f"{name.family}, {written_out(name)}{suffix}"


def _upright(name: Name) -> str:
    if name.group:
        return name.group
    return " ".join(part for part in (written_out(name), name.family, name.suffix) if part)


def _mla(entry: Entry, habit: Habit) -> str:
    names, quote = entry.authors, ("“", "”") if habit.quotes else ('"', '"')
    if len(names) > 2:
        authors = f"{_inverted(names[0])}, et al."
    else:
        authors = (
            _stop(_listed([_inverted(names[0]), *map(_upright, names[1:])], ", and "))
            if names
            else ""
        )
    parts = [
        f"vol. {entry.volume}" if entry.volume else "",
        f"no. {entry.issue}" if entry.issue and habit.issue else "",
        _mla_date(entry, habit),
        f"{'pp' if entry.last else 'p'}. {_pages(entry, habit)}" if entry.first else "",
    ]
    title = f"{quote[0]}{_stop(entry.title)}{quote[1]} {_journal(entry, habit)}"
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
    printed = [_given_first(name) for name in names]
    authors = (
        f"{', '.join(printed)}, et al."
        if cut
        else _listed(printed, ", and " if len(printed) > 2 else " and ")
    )
    quote = ("“", "”") if habit.quotes else ('"', '"')
    found = _DATE.fullmatch(entry.date) if habit.full_date else None
    date = f"{found[2]}. {found[1]}".replace("May.", "May") if found else str(entry.year)
    parts = [
        _journal(entry, habit),
        f"vol. {entry.volume}" if entry.volume else "",
        f"no. {entry.issue}" if entry.issue and habit.issue else "",
        f"{'pp' if entry.last else 'p'}. {_pages(entry, habit)}" if entry.first else "",
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
    printed = [_family_first(name) for name in names]
    authors = f"{', '.join(printed)} et al." if cut else _listed(printed, " & ")
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f", {_pages(entry, habit)}" if entry.first else ""
    return f"{f'{_stop(authors)} ' if authors else ''}{_stop(entry.title)} {_journal(entry, habit)}{volume}{pages} ({entry.year})."


def _cell(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [_family_first(name, "") for name in names]
    authors = f"{', '.join(printed)}, et al." if cut else _listed(printed, ", and ")
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f", {_pages(entry, habit)}" if entry.first else ""
    place = _stop(f"{_journal(entry, habit)}{volume}{pages}")
    return f"{authors} ({entry.year}). {_stop(entry.title)} {place}".lstrip()


def _elsevier(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    authors = ", ".join(_given_first(name, "") for name in names) + (", et al." if cut else "")
    title = entry.title if entry.title[-1] in "?!" else f"{entry.title},"
    volume = f" {entry.volume}" if entry.volume else ""
    pages = f" {_pages(entry, habit)}" if entry.first else ""
    return f"{f'{authors}, ' if authors else ''}{title} {_journal(entry, habit)}{volume} ({entry.year}){pages}."


def _acs(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    authors = "; ".join(map(_family_first, names)) + ("; et al" if cut else "")
    issue = f" ({entry.issue})" if habit.issue and entry.issue else ""
    volume = f", {entry.volume}{issue}" if entry.volume else ""
    pages = f", {_pages(entry, habit)}" if entry.first else ""
    return f"{f'{_stop(authors)} ' if authors else ''}{_stop(entry.title)} {_journal(entry, habit)} {entry.year}{volume}{pages}."


def _abnt(entry: Entry, habit: Habit) -> str:
    names, cut = shown_authors(entry, habit)
    printed = [
        name.group.upper()
        if name.group
        else f"{name.family.upper()}, {_letters(name, '.', ' ')}".rstrip(", ")
        for name in names
    ]
    authors = f"{'; '.join(printed)}{' et al.' if cut else ''}"
    parts = [
        _journal(entry, habit),
        f"v. {entry.volume}" if entry.volume else "",
        f"n. {entry.issue}" if entry.issue and habit.issue else "",
        f"p. {_pages(entry, habit)}" if entry.first else "",
        str(entry.year),
    ]
    return f"{f'{_stop(authors)} ' if authors else ''}{_stop(entry.title)} {', '.join(part for part in parts if part)}."


_ABBREVIATED = ("abbreviated", "abbreviated", "abbreviated", "dotted", "full")
_FULL = ("full", "full", "full", "abbreviated")

STYLES: dict[str, Style] = {
    "nlm": Style(write=_nlm, cuts=((6, 6), (0, 0), (3, 3)), journals=_ABBREVIATED, weight=4),
    "ama": Style(write=_ama, cuts=((6, 3),), journals=("abbreviated", "abbreviated", "full"), weight=3),
    "lancet": Style(write=_lancet, cuts=((6, 3), (4, 3)), journals=("abbreviated", "full"), weight=1),
    "plos": Style(write=_plos, cuts=((6, 6), (5, 5)), journals=_ABBREVIATED, weight=1),
    "springer": Style(write=_springer, cuts=((0, 0), (3, 3), (6, 3)), journals=("abbreviated", "full"), weight=1),
    "apa6": Style(write=_apa, cuts=((7, 6),), journals=_FULL, weight=1, numbered=False),
    "apa7": Style(write=_apa, cuts=((20, 19),), journals=_FULL, weight=1, numbered=False),
    "harvard": Style(write=_harvard, cuts=((0, 0), (3, 1), (6, 3)), journals=_FULL, weight=1, numbered=False),
    "chicago": Style(write=_chicago, cuts=((10, 7),), journals=_FULL, weight=1, numbered=False),
    "mla": Style(write=_mla, cuts=((2, 1),), journals=_FULL, weight=1, numbered=False),
    "ieee": Style(write=_ieee, cuts=((6, 1), (0, 0), (3, 3)), journals=("dotted", "abbreviated", "full"), weight=1),
    "nature": Style(write=_nature, cuts=((5, 1),), journals=("dotted", "abbreviated"), weight=1),
    "cell": Style(write=_cell, cuts=((10, 10), (10, 7)), journals=("dotted", "abbreviated", "full"), weight=1),
    "elsevier": Style(write=_elsevier, cuts=((0, 0), (6, 6)), journals=("dotted", "full"), weight=1),
    "acs": Style(write=_acs, cuts=((10, 10), (0, 0)), journals=("dotted", "full"), weight=1),
    "abnt": Style(write=_abnt, cuts=((3, 1), (0, 0)), journals=_FULL, weight=1, numbered=False),
}  # fmt: skip
