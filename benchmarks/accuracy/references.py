"""One printed reference out of one record: harmless variation, errors, a style."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import wording
from .entries import Entry, Habit, Mistake, Reference, entry_of
from .inventions import invent
from .mistakes import plant
from .pool import Pool
from .printing import journal_of, printed_authors
from .records import Name, Record
from .styles import STYLES

__all__ = ["Rates", "choose_habit", "is_usable", "print_invention", "print_record"]

_SECOND_MISTAKE = 0.12


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The share of erroneous references among the real, of made-up ones among all."""

    errors: float = 0.3
    invented: float = 1 / 12
    even: bool = False


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


def choose_habit(chance: random.Random) -> Habit:
    """The house rules of one article's list."""
    names = list(STYLES)
    style = chance.choices(names, [STYLES[name].weight for name in names])[0]
    limit, shown = chance.choice(STYLES[style].cuts)
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
    entry, variations = _vary(entry_of(record), record, habit, chance)
    mistakes: list[Mistake] = []
    wanted = 0 if chance.random() >= rates.errors else 1 + (chance.random() < _SECOND_MISTAKE)
    for _ in range(wanted):
        planted = plant(entry, record.years, habit, pool, chance, even=rates.even)
        if planted and planted[1].field not in {mistake.field for mistake in mistakes}:
            entry = planted[0]
            mistakes.append(planted[1])
    forced = {mistake.field for mistake in mistakes}
    dressed = _dressed(entry, habit)
    return Reference(
        text=_printed(dressed, habit, chance, forced),
        entry=dressed,
        journal=journal_of(dressed, habit.journal_form),
        shown=printed_authors(dressed, habit),
        style=habit.style,
        kind="erroneous" if mistakes else "correct",
        pmid=record.pmid,
        mistakes=tuple(mistakes),
        variations=variations,
    )


def print_invention(habit: Habit, pool: Pool, chance: random.Random) -> Reference:
    """A reference of no work at all."""
    kind, entry = invent(pool, chance)
    entry = replace(entry, doi=entry.doi if chance.random() < 0.5 else "")
    dressed = _dressed(entry, habit)
    return Reference(
        text=_printed(dressed, habit, chance, set()),
        entry=dressed,
        journal=journal_of(dressed, habit.journal_form),
        shown=printed_authors(dressed, habit),
        style=habit.style,
        kind=kind,
        pmid=None,
    )


# --- slips of one reference -----------------------------------------------------------------------


def _vary(
    entry: Entry, record: Record, habit: Habit, chance: random.Random
) -> tuple[Entry, tuple[str, ...]]:
    """The entry with the variation that references of one list differ by, and what it was."""
    done: list[str] = []
    for name, share, vary in _VARIATIONS:
        if chance.random() < share:
            varied = vary(entry, record, habit, chance)
            if varied != entry:
                entry = varied
                done.append(name)
    return entry, tuple(done)


_Vary = Callable[[Entry, Record, Habit, random.Random], Entry]


def _epub_year(entry: Entry, record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    year = record.epub[:4]
    return replace(entry, year=int(year), date="") if year.isdecimal() else entry


def _second_year(entry: Entry, record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    """The second year of "2013 Dec-2014 Jan"."""
    second = entry.year + 1
    return replace(entry, year=second, date="") if str(second) in record.pubdate else entry


def _ahead(entry: Entry, record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    year = record.epub[:4]
    if not year.isdecimal() or not entry.doi:
        return entry
    return replace(
        entry, year=int(year), date="", volume="", issue="", first="", last="", ahead=True
    )


def _no_issue(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, issue="") if entry.volume and entry.first else entry


def _first_page_only(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, last="")


def _one_initial(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(
        entry,
        authors=tuple(
            replace(name, initials=name.initials[:1], given="") for name in entry.authors
        ),
    )


def _no_suffix(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, authors=tuple(replace(name, suffix="") for name in entry.authors))


def _no_group(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    people = tuple(name for name in entry.authors if not name.group)
    return replace(entry, authors=people) if people else entry


def _hyphen_lost(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    gap = chance.choice((" ", "‐"))
    return replace(
        entry,
        authors=tuple(
            replace(name, family=name.family.replace("-", gap)) for name in entry.authors
        ),
    )


def _accents_lost(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(
        entry,
        authors=tuple(
            replace(name, family=wording.unaccented(name.family)) for name in entry.authors
        ),
    )


def _particle(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    """ "van der Berg" as "Van der Berg", as many journals print it."""
    return replace(
        entry,
        authors=tuple(
            replace(name, family=name.family[:1].upper() + name.family[1:])
            for name in entry.authors
        ),
    )


def _no_subtitle(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, title=wording.main_title(entry.title))


def _other_spelling(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, title=wording.other_spelling(entry.title))


def _greek(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, title=wording.greek(entry.title))


def _vernacular(entry: Entry, record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    if not entry.bracketed or not record.vernacular or record.source == "summary-text":
        return entry
    return replace(entry, title=record.vernacular.rstrip("."), bracketed=False)


def _colon_as_dash(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    mark = chance.choice((" - ", " – ", "—", ". "))
    main, colon, rest = entry.title.partition(": ")
    return replace(entry, title=f"{main}{mark}{rest[:1].upper()}{rest[1:]}") if colon else entry


def _hyphens(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    """ "meta-analysis" as "metaanalysis", "follow-up" as "follow up"."""
    title = entry.title.replace("eta-analys", "etaanalys").replace("ollow-up", "ollow up")
    return replace(entry, title=title)


def _ampersand(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, journal=entry.journal.replace(" and ", " & "))


def _the_journal(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, journal=entry.journal.removeprefix("The "))


_VARIATIONS: tuple[tuple[str, float, _Vary], ...] = (
    ("electronic year", 0.15, _epub_year),
    ("second year", 0.5, _second_year),
    ("ahead of print", 0.015, _ahead),
    ("no issue", 0.08, _no_issue),
    ("first page only", 0.02, _first_page_only),
    ("one initial", 0.02, _one_initial),
    ("no suffix", 0.3, _no_suffix),
    ("no group", 0.25, _no_group),
    ("hyphen lost", 0.04, _hyphen_lost),
    ("accents lost", 0.05, _accents_lost),
    ("particle", 0.25, _particle),
    ("no subtitle", 0.015, _no_subtitle),
    ("spelling", 0.08, _other_spelling),
    ("greek", 0.3, _greek),
    ("vernacular", 0.3, _vernacular),
    ("colon", 0.03, _colon_as_dash),
    ("hyphens", 0.04, _hyphens),
    ("ampersand", 0.15, _ampersand),
    ("the", 0.4, _the_journal),
)


# --- house rules ----------------------------------------------------------------------------------


def _dressed(entry: Entry, habit: Habit) -> Entry:
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


def _printed(entry: Entry, habit: Habit, chance: random.Random, forced: set[str]) -> str:
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
