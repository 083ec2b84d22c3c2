"""One printed reference out of one record: harmless variation, errors, a style."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import wording
from .entries import Entry, Habit, Mistake, Reference, entry_of
from .inventions import invent
from .mistakes import plant
from .other_works import print_other_work
from .pool import Pool
from .printing import journal_of, printed_authors
from .real_forms import (
    REAL_WORKS,
    dress_entry,
    dress_line,
    own_chance,
    place_elsewhere,
    without_gaps,
)
from .records import Name, Record
from .styles import STYLES
from .untidy import untidy
from .variations import vary

__all__ = [
    "Rates",
    "choose_habit",
    "dress",
    "is_usable",
    "print_entry",
    "print_invention",
    "print_other",
    "print_record",
]

_SECOND_MISTAKE = 0.12
_OWN_CUTS = frozenset({"apa6", "apa7", "mla"})  # styles that cut lists in a way of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Shares: of erroneous references among the real, of made-up ones and of other works among all.

    `untidy` is the share of lines that hands have changed without making them wrong, `real_forms`
    that of references with what real articles have and the rest lacks (`real_forms.py`).
    """

    errors: float = 0.3
    invented: float = 1 / 12
    outside: float = 1 / 20
    untidy: float = 0.1
    even: bool = False
    real_forms: float = 0.0


def is_usable(record: Record) -> bool:
    """Whether a reference can be made of it: whole, and not damaged in the export."""
    damaged = any(
        char in f"{name.family}{name.group}" for name in record.authors for char in "?(<&/:"
    ) or any(
        not name.group and (name.initials in ("al.", "") or len(name.family.split()) > 4)
        for name in record.authors
    )
    entry = entry_of(record)
    return bool(
        not record.partial
        and not damaged
        and entry.abbreviation
        and entry.title
        and "math" not in entry.title
        and "<" not in entry.title
        and len(record.authors) < 60
        and (entry.ahead or (entry.volume and entry.first))
        and len(entry.volume) < 15
    )


def choose_habit(chance: random.Random, styles: Sequence[str] = ()) -> Habit:
    """The house rules of one article's list, in one of these styles (none: in any)."""
    names = list(styles) or list(STYLES)
    style = chance.choices(names, [STYLES[name].weight for name in names])[0]
    limit, shown = chance.choice(STYLES[style].cuts)
    if style not in _OWN_CUTS and chance.random() < 0.15:
        limit = shown = chance.randint(1, 10)
    return Habit(
        style=style,
        journal_form=chance.choice(STYLES[style].journals),
        shown=shown,
        limit=limit,
        short_pages=chance.random() < 0.45,
        dash=chance.choice(("-", "-", "-", "–", "–", "–", "‑", "−")),
        quotes=chance.random() < 0.6,
        accents=chance.choices(("kept", "lost", "transliterated"), (80, 15, 5))[0],
        title_case=chance.choices(("kept", "title", "sentence"), (70, 12, 18))[0],
        doi_share=chance.choice((0.0, 0.0, 0.3, 0.95)),
        doi_form=chance.choice(tuple(_DOI_FORMS)),
        pmid_share=chance.choices((0.0, 0.9), (85, 15))[0],
        pmid_form=chance.choice(tuple(_PMID_FORMS)),
        full_date=chance.random() < 0.35,
        issue=chance.random() < 0.75,
    )


def print_record(
    record: Record, habit: Habit, pool: Pool, rates: Rates, chance: random.Random
) -> Reference:
    """A reference of a real record, with errors in a share of them."""
    entry, variations = vary(entry_of(record), record, habit, chance)
    mistakes: list[Mistake] = []
    wanted = 0 if chance.random() >= rates.errors else 1 + (chance.random() < _SECOND_MISTAKE)
    for _ in range(wanted):
        planted = plant(entry, record.years, habit, pool, chance, even=rates.even)
        known = {mistake.field for mistake in mistakes}
        if planted and planted[1].field not in known and _is_seen(*planted, entry, habit):
            entry = planted[0]
            mistakes.append(planted[1])
    own = own_chance(chance)
    forced = {mistake.field for mistake in mistakes}
    dressed = dress(entry, habit)
    text = print_entry(dressed, habit, chance, forced)
    if chance.random() < rates.untidy:
        text, change = untidy(text, chance)
        variations = (*variations, change)
    form = ""
    if own.random() < rates.real_forms:
        dressed, text, form = _in_real_form(entry, text, habit, mistakes, own)
    return Reference(
        text=text,
        entry=dressed,
        journal=journal_of(dressed, habit.journal_form),
        shown=printed_authors(dressed, habit),
        style=habit.style,
        kind="erroneous" if mistakes else "correct",
        pmid=record.pmid,
        mistakes=tuple(mistakes),
        variations=variations,
        real_form=form,
    )


def _in_real_form(
    entry: Entry, text: str, habit: Habit, mistakes: Sequence[Mistake], own: random.Random
) -> tuple[Entry, str, str]:
    """The entry as it is printed, its line, and the real form of one of the two."""
    if own.random() < 0.5:
        changed, form = dress_entry(entry, habit, tuple(mistakes), own)
        if form:
            dressed = dress(changed, habit)
            forced = {mistake.field for mistake in mistakes} | (
                {"doi"} if form == "version" else set()
            )
            return dressed, without_gaps(print_entry(dressed, habit, own, forced)), form
    dressed = dress(entry, habit)
    return dressed, *dress_line(text, dressed, habit, own)


def _is_seen(wrong: Entry, mistake: Mistake, right: Entry, habit: Habit) -> bool:
    """Whether the error can be seen in print: a style may leave out authors or issues."""
    if mistake.field in ("doi", "pmid"):
        return True
    write = STYLES[habit.style].write
    before, after = write(right, habit), write(wrong, habit)
    if mistake.field == "author":
        name, line = (mistake.cited, after) if mistake.cited else (mistake.right, before)
        if name.split()[0].lower() not in line.lower():
            return False
    return before != after


def print_invention(habit: Habit, pool: Pool, rates: Rates, chance: random.Random) -> Reference:
    """A reference of no work at all, or of a real one at a made-up place."""
    kind, entry = invent(pool, chance)
    own = own_chance(chance)
    forced = {"doi", "pmid"} if kind == "stolen identifier" else set()
    if not forced:
        entry = replace(entry, doi=entry.doi if chance.random() < 0.5 else "")
    dressed = dress(entry, habit)
    text = print_entry(dressed, habit, chance, forced)
    if own.random() < rates.real_forms:
        kind = "elsewhere"
        moved = place_elsewhere(entry_of(own.choice(pool.records)), pool, own)
        dressed = dress(moved, habit)
        text = print_entry(dressed, habit, own, set())
    return Reference(
        text=text,
        entry=dressed,
        journal=journal_of(dressed, habit.journal_form),
        shown=printed_authors(dressed, habit),
        style=habit.style,
        kind=kind,
    )


def print_other(habit: Habit, pool: Pool, rates: Rates, chance: random.Random) -> Reference:
    """A reference of a work that PubMed does not list."""
    kind, text = print_other_work(habit, pool, chance)
    own = own_chance(chance)
    if own.random() < rates.real_forms:
        kind = own.choice(list(REAL_WORKS))
        text = REAL_WORKS[kind](entry_of(own.choice(pool.records)), own)
    return Reference(text=text, style=habit.style, kind=kind, outside=True)


# --- house rules ----------------------------------------------------------------------------------


def dress(entry: Entry, habit: Habit) -> Entry:
    """The entry as the list's house rules print it."""
    title = entry.title
    if habit.title_case == "title":
        title = wording.in_title_case(title)
    elif habit.title_case == "sentence":
        title = wording.in_sentence_case(title)
    title = wording.typographic(title) if habit.quotes else title
    change = _ACCENTS.get(habit.accents)
    authors = tuple(_spelt(name, change) for name in entry.authors) if change else entry.authors
    if habit.quotes:
        authors = tuple(replace(name, family=name.family.replace("'", "’")) for name in authors)
    return replace(entry, title=title, authors=authors)


_ACCENTS = {"lost": wording.unaccented, "transliterated": wording.transliterated}


def _spelt(name: Name, change: Callable[[str], str]) -> Name:
    return replace(
        name, family=change(name.family), given=wording.unaccented(name.given),
        initials=wording.unaccented(name.initials), group=change(name.group),
    )  # fmt: skip


_DOI_FORMS: dict[str, str] = {
    "doi:": "doi:{}", "doi: .": "doi: {}.", "https": "https://doi.org/{}", "dx": "http://dx.doi.org/{}",
    "DOI": "DOI: {}", "bare https.": "https://doi.org/{}.", "Available": "Available from: https://doi.org/{}",
}  # fmt: skip
_PMID_FORMS: dict[str, str] = {
    "PMID:": "PMID: {}.",
    "PMID": "PMID {}",
    "PubMed PMID": "PubMed PMID: {}.",
    "brackets": "[PMID: {}]",
    "PMID and PMC": "PMID: {}; PMCID: {}.",
}


def print_entry(entry: Entry, habit: Habit, chance: random.Random, forced: set[str]) -> str:
    """The line with its identifiers; those of a planted error (`forced`) are always printed."""
    parts = [STYLES[habit.style].write(entry, habit)]
    if entry.doi and ("doi" in forced or entry.ahead or chance.random() < habit.doi_share):
        doi = entry.doi.upper() if chance.random() < 0.02 else entry.doi
        parts.append(_DOI_FORMS[habit.doi_form].format(doi))
    if entry.pmid and ("pmid" in forced or chance.random() < habit.pmid_share):
        form = (
            habit.pmid_form
            if entry.pmc and "pmid" not in forced
            else habit.pmid_form.split(" and ")[0]
        )
        form = form if form in _PMID_FORMS else "PMID:"
        parts.append(_PMID_FORMS[form].format(entry.pmid, entry.pmc))
    return " ".join(" ".join(parts).split())
