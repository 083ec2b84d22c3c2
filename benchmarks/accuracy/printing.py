"""Parts of references that several styles print alike: names, journals, pages."""

from __future__ import annotations

from collections.abc import Sequence

from .entries import Entry, Habit
from .records import Name
from .wording import (
    dotted,
    full_journal,
    initial_letters,
    shortened,
    written_out,
)

__all__ = [
    "compact",
    "family_first",
    "given_first",
    "inverted",
    "journal_of",
    "letters",
    "listed",
    "pages_of",
    "printed_authors",
    "shown_authors",
    "stop",
    "upright",
]


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


def stop(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."


def pages_of(entry: Entry, habit: Habit) -> str:
    if not entry.last:
        return entry.first
    last = shortened(entry.first, entry.last) if habit.short_pages else entry.last
    return f"{entry.first}{habit.dash}{last}"


def letters(name: Name, dot: str, gap: str) -> str:
    """ "JA", "J.A.", "J. A.", with hyphens inside where the name has them."""
    parts = initial_letters(name)
    if not dot:
        return "".join(parts).replace("-", "")
    return gap.join(f"{letter}{dot}" for letter in parts).replace(f"{gap}-", "-")


def compact(name: Name) -> str:
    """ "Smith JA Jr"."""
    if name.group:
        return name.group
    return " ".join(part for part in (name.family, letters(name, "", ""), name.suffix) if part)


def family_first(name: Name, gap: str = " ") -> str:
    """ "Smith, J. A., Jr."."""
    if name.group:
        return name.group
    given = letters(name, ".", gap)
    suffix = (
        f", {stop(name.suffix) if name.suffix in ('Jr', 'Sr') else name.suffix}"
        if name.suffix
        else ""
    )
    return f"{name.family}, {given}{suffix}" if given else f"{name.family}{suffix}"


def given_first(name: Name, gap: str = " ") -> str:
    """ "J. A. Smith"."""
    if name.group:
        return name.group
    suffix = (
        f" {stop(name.suffix) if name.suffix in ('Jr', 'Sr') else name.suffix}"
        if name.suffix
        else ""
    )
    return f"{letters(name, '.', gap)} {name.family}{suffix}".strip()


def listed(names: Sequence[str], last: str, comma: str = ", ") -> str:
    """Names one after the other, `last` before the last one (", & ")."""
    if len(names) < 2:
        return "".join(names)
    return comma.join(names[:-1]) + last + names[-1]


def inverted(name: Name) -> str:
    if name.group:
        return name.group
    suffix = f", {name.suffix}" if name.suffix else ""
    return f"{name.family}, {written_out(name)}{suffix}"


def upright(name: Name) -> str:
    if name.group:
        return name.group
    return " ".join(part for part in (written_out(name), name.family, name.suffix) if part)
