"""Harmless variation: forms of a reference that are as right as the record's own."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from dataclasses import replace

from . import wording
from .entries import Entry, Habit
from .records import Record

__all__ = ["vary"]


def vary(
    entry: Entry, record: Record, habit: Habit, chance: random.Random
) -> tuple[Entry, tuple[str, ...]]:
    """The entry with the variation that references of one list differ by, and what it was."""
    done: list[str] = []
    for name, share, change in _VARIATIONS:
        if chance.random() < share:
            varied = change(entry, record, habit, chance)
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


def _the_added(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    """ "The Lancet", "The Journal of Foo"; not where the title has one."""
    if not entry.journal.startswith(("Journal of", "Lancet", "American journal", "British")):
        return entry
    return replace(entry, journal=f"The {entry.journal}")


def _no_place(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    """ "Clin Oncol (R Coll Radiol)" without its bracket."""
    return replace(entry, abbreviation=entry.abbreviation.partition(" (")[0])


def _capital_journal(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    return replace(entry, journal=entry.journal.upper(), abbreviation=entry.abbreviation.upper())


def _language(entry: Entry, record: Record, _habit: Habit, chance: random.Random) -> Entry:
    """ "Title [in German]", "Title [Article in German]"."""
    language = _LANGUAGES.get(record.languages[0] if record.languages else "")
    if not entry.bracketed or not language:
        return entry
    note = chance.choice(("[in {}]", "[Article in {}]", "(in {})", "[{}]")).format(language)
    return replace(entry, title=f"{entry.title} {note}", bracketed=False)


_LANGUAGES = {
    "ger": "German", "fre": "French", "spa": "Spanish", "chi": "Chinese", "rus": "Russian",
    "jpn": "Japanese", "ita": "Italian", "pol": "Polish", "dut": "Dutch", "por": "Portuguese",
}  # fmt: skip


def _title_note(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    note = chance.choice(("[see comments]", "[letter]", "[review]", "(review)", "[abstract]"))
    return replace(entry, title=f"{entry.title} {note}")


def _entities(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    """ "A &amp; B", "&alpha;", "&#945;": what was copied out of a web page's source."""
    title = html.escape(entry.title, quote=False)
    if chance.random() < 0.5:
        title = title.translate(_NAMED)
    else:
        title = re.sub("[α-ω]", lambda found: f"&#{ord(found[0])};", title)
    return replace(entry, title=title)


_NAMED = str.maketrans(
    {"α": "&alpha;", "β": "&beta;", "γ": "&gamma;", "µ": "&micro;", "±": "&plusmn;"}
)


def _formula(entry: Entry, _record: Record, _habit: Habit, _chance: random.Random) -> Entry:
    """ "CO2" and "H2O" with lowered digits."""
    lowered = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    title = re.sub(
        r"\b(?:CO|H|O|SO|NO|PM|VO|TiO|SiO)\d(?:O\b|\b)",
        lambda found: found[0].translate(lowered),
        entry.title,
    )
    return replace(entry, title=title)


def _supplement(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    """ "Suppl 1" as "Suppl. 1", "Supplement 1", "S1"."""
    word = chance.choice(("Suppl. ", "Supplement ", "suppl ", "Supp ", "S"))
    return replace(entry, issue=re.sub(r"^Suppl (?=\d+$)", word, entry.issue))


def _article_number(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    """ "e31095" as "Article e31095", "Art. No. e31095"; "1042" as "Article 1042"."""
    if entry.last or not re.fullmatch(r"[a-z]?\d{4,}", entry.first):
        return entry
    return replace(
        entry, first=chance.choice(("Article ", "Article ID ", "Art. No. ")) + entry.first
    )


# Given names that are common family names as well.
_EITHER = frozenset({"Wei", "Jin", "Hao", "Yi", "Yu", "Lin", "Fang", "Yan", "Fan", "Lei", "Tao"})


def _family_last(entry: Entry, _record: Record, _habit: Habit, chance: random.Random) -> Entry:
    """One author with the given name where the others have the family name ("Wei L" for "Li W"), if
    either can be the family name; else it is a mistake ("Gregor T" for "Thalhammer G")."""
    whole = [
        at
        for at, name in enumerate(entry.authors)
        if name.given in _EITHER and re.fullmatch(r"[A-Z][a-z]+", name.family)
    ]
    if not whole:
        return entry
    at = chance.choice(whole)
    name = entry.authors[at]
    crossed = replace(name, family=name.given, given=name.family, initials=name.family[0])
    return replace(entry, authors=(*entry.authors[:at], crossed, *entry.authors[at + 1 :]))


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
    ("the added", 0.05, _the_added),
    ("no place", 0.25, _no_place),
    ("capital journal", 0.01, _capital_journal),
    ("language", 0.3, _language),
    ("title note", 0.008, _title_note),
    ("entities", 0.02, _entities),
    ("formula", 0.3, _formula),
    ("supplement", 0.5, _supplement),
    ("article number", 0.06, _article_number),
    ("family last", 0.008, _family_last),
)
