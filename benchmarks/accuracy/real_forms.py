"""What references in real articles have, and generated ones lacked: seen by reading real lists.

Each form is as right as what it replaces. Those of an entry come before a style prints it, those
of a line after it. They draw from a source of chance of their own, so that a seed makes the same
references, but for these, whether they are asked for or not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from .entries import Entry, Habit, Mistake
from .own_names import OWN_NAMES
from .pool import Pool
from .printing import compact, printed_authors

__all__ = [
    "REAL_WORKS",
    "dress_entry",
    "dress_line",
    "own_chance",
    "place_elsewhere",
    "without_gaps",
]

_WITHOUT_TITLES = frozenset({"acs", "mdpi", "elsevier", "nature"})
_COMPACT = frozenset({"nlm", "ama", "plos", "lancet", "bmc", "springer", "cse"})
_VERSIONED = re.compile(r"(10\.12688/[a-z\d]+\.\d+)\.(\d)")
_ASM_NUMBER = re.compile(r"e0\d{6}")


def own_chance(chance: random.Random) -> random.Random:
    """A source of chance that depends on another one, and takes nothing from it."""
    return random.Random(hash(chance.getstate()[1]))


# --- of an entry ----------------------------------------------------------------------------------


def _own_name(entry: Entry, _habit: Habit, chance: random.Random) -> Entry:
    """ "PNAS", "Environ Sci Pollut Res", "G3: Genes|Genomes|Genetics"."""
    names = OWN_NAMES.get(entry.abbreviation)
    return replace(entry, journal="", abbreviation=chance.choice(names)) if names else entry


def _no_title(entry: Entry, habit: Habit, _chance: random.Random) -> Entry:
    """Styles of chemistry and physics print no titles."""
    whole = entry.authors and entry.volume and entry.first
    return replace(entry, title="") if whole and habit.style in _WITHOUT_TITLES else entry


def _no_volume(entry: Entry, _habit: Habit, chance: random.Random) -> Entry:
    """ "2021;1-5": cited ahead of print, with the pages of the proof."""
    if not entry.volume or not entry.doi:
        return entry
    last = str(chance.randrange(4, 16))
    return replace(entry, volume="", issue="", first="1", last=last, date="")


def _no_pages(entry: Entry, _habit: Habit, _chance: random.Random) -> Entry:
    """ "PLoS One. 2014;9."."""
    return replace(entry, first="", last="") if entry.volume else entry


def _version(entry: Entry, _habit: Habit, chance: random.Random) -> Entry:
    """Another version of an article that has several, by its DOI."""
    found = _VERSIONED.fullmatch(entry.doi)
    if not found:
        return entry
    others = [version for version in "1234" if version != found[2]]
    return replace(entry, doi=f"{found[1]}.{chance.choice(others)}")


def _hyphenated(entry: Entry, _habit: Habit, _chance: random.Random) -> Entry:
    """ "e0001322" as "e00013-22"."""
    if not _ASM_NUMBER.fullmatch(entry.first) or entry.last:
        return entry
    return replace(entry, first=f"{entry.first[:-2]}-{entry.first[-2:]}")


_OfEntry = Callable[[Entry, Habit, random.Random], Entry]
_OF_ENTRY: dict[str, tuple[tuple[str, ...], _OfEntry]] = {
    # the name of the form, the fields that it changes, the change
    "own name": (("journal",), _own_name),
    "no title": (("title",), _no_title),
    "no volume": (("volume", "issue", "pages"), _no_volume),
    "no pages": (("pages",), _no_pages),
    "version": (("doi",), _version),
    "hyphenated number": (("pages",), _hyphenated),
}


def dress_entry(
    entry: Entry, habit: Habit, mistakes: tuple[Mistake, ...], chance: random.Random
) -> tuple[Entry, str]:
    """The entry in one such form and its name; as it is, and "", where none fits.

    A field with a planted error is left alone.
    """
    wrong = {mistake.field for mistake in mistakes}
    names = [name for name, (fields, _) in _OF_ENTRY.items() if wrong.isdisjoint(fields)]
    for name in chance.sample(names, len(names)):
        changed = _OF_ENTRY[name][1](entry, habit, chance)
        if changed != entry:
            return changed, name
    return entry, ""


# --- of a line ------------------------------------------------------------------------------------


def _notice(line: str, entry: Entry, _habit: Habit, chance: random.Random) -> str:
    """ "... [published correction appears in J Foo. 2013;100(2):123]"."""
    journal = entry.abbreviation or entry.journal
    volume, page = int(entry.volume) + 1, chance.randrange(100, 999)
    place = f"{journal}. {entry.year + 1};{volume}({chance.randrange(1, 12)}):{page}"
    kind = chance.choice(
        (
            "[published correction appears in {}]",
            "[Erratum in: {}]",
            "[published erratum appears in {}]",
            "(Erratum in: {})",
            "[correction in {}]",
        )
    ).format(place)
    title = f"{entry.title}."
    if title in line and chance.random() < 0.6:
        return line.replace(title, f"{entry.title} {kind}.", 1)
    return f"{line} {kind}."


def _degrees(line: str, entry: Entry, habit: Habit, chance: random.Random) -> str:
    """ "Smith AB, MD, Jones CD, PhD." with all names or the first alone."""
    degrees = ("MD", "PhD", "MPH", "MD, PhD", "RN", "MSc", "FRCP", "DrPH")
    names = [compact(name) for name in printed_authors(entry, habit) if not name.group]
    for name in names if chance.random() < 0.7 else names[:1]:
        line = line.replace(name, f"{name}, {chance.choice(degrees)}", 1)
    return line


def _et_al(line: str, entry: Entry, habit: Habit, chance: random.Random) -> str:
    """The forms of a cut list: "and others", "& al.", "+5 more", "e outros", "и др."."""
    left = len(entry.authors) - len(printed_authors(entry, habit))
    forms = (
        " and others", " & al.", ", et alii", " and colleagues", f", +{left} more", ", ET AL",
        f", and {left} others", ", et. al", " und andere", " e outros", " y otros", " i inni",
        ", и др", ", 等", ", ...", f" … +{left} authors", " et al.,", ", [et al.]",
    )  # fmt: skip
    return re.sub(r",? et al\b", chance.choice(forms), line, count=1)


def _comma_suffix(line: str, entry: Entry, habit: Habit, chance: random.Random) -> str:
    """ "Lamb JC, IV" for "Lamb JC 4th"."""
    forms = {"Jr": ("Jr", "Jr."), "3rd": ("III", "3rd"), "4th": ("IV", "4th"), "2nd": ("II",)}
    for name in printed_authors(entry, habit):
        if name.suffix in forms:
            bare = compact(replace(name, suffix=""))
            line = line.replace(compact(name), f"{bare}, {chance.choice(forms[name.suffix])}", 1)
    return line


def _no_stop(line: str, entry: Entry, _habit: Habit, _chance: random.Random) -> str:
    """The title runs into the journal: "... gen. nov J Foo 2012"."""
    return line.replace(f"{entry.title}. ", f"{entry.title} ", 1) if entry.title else line


_OfLine = Callable[[str, Entry, Habit, random.Random], str]
_OF_LINE: dict[str, tuple[Callable[[Entry, Habit], bool], _OfLine]] = {
    # the name of the form, where it can be, the change
    "notice": (lambda entry, _habit: entry.volume.isdecimal() and bool(entry.first), _notice),
    "degrees": (lambda entry, habit: habit.style in _COMPACT and bool(entry.authors), _degrees),
    "cut list": (
        lambda entry, habit: (
            habit.style in _COMPACT and len(entry.authors) > len(printed_authors(entry, habit)) > 0
        ),
        _et_al,
    ),
    "suffix": (
        lambda entry, habit: (
            habit.style in _COMPACT and any(name.suffix for name in printed_authors(entry, habit))
        ),
        _comma_suffix,
    ),
    "no stop": (lambda _entry, habit: habit.style in _COMPACT, _no_stop),
}


def dress_line(line: str, entry: Entry, habit: Habit, chance: random.Random) -> tuple[str, str]:
    """The line with one such form and its name; as it is, and "", where none fits."""
    fitting = [name for name, (fits, _) in _OF_LINE.items() if fits(entry, habit)]
    if not fitting:
        return line, ""
    name = chance.choice(fitting)
    changed = _OF_LINE[name][1](line, entry, habit, chance)
    return changed, name if changed != line else ""


def without_gaps(line: str) -> str:
    """The line without the colon of a volume that is not there: "2021;:1-5" as "2021;1-5"."""
    return line.replace(";:", ";").replace(" :", " ")


# --- works beside the article ---------------------------------------------------------------------


def _data_set(entry: Entry, chance: random.Random) -> str:
    """The data of an article under its title, in a repository."""
    number, year = chance.randrange(10**6, 10**7), entry.year + chance.choice((-1, 0, 0, 1))
    archive, doi = chance.choice(
        (
            ("figshare", f"10.6084/m9.figshare.{number}.v{chance.randrange(1, 4)}"),
            ("Figshare", f"10.6084/m9.figshare.{number}"),
            ("Zenodo", f"10.5281/zenodo.{number}"),
            ("Dryad Digital Repository", f"10.5061/dryad.{number % 10**5}"),
            ("Mendeley Data, V1", f"10.17632/{number}.1"),
            ("Harvard Dataverse", f"10.7910/DVN/{number % 10**5}"),
        )
    )
    title = chance.choice(("{}", "Data from: {}", "{} [dataset]")).format(entry.title)
    names = ", ".join(map(compact, entry.authors[: chance.randrange(1, 4)]))
    address = f" https://doi.org/{doi}" if chance.random() < 0.6 else ""
    return f"{names}. {title}. {archive}. {year}.{address}"


def _meeting_abstract(entry: Entry, chance: random.Random) -> str:
    """The abstract of a talk about the same work, years before the article."""
    names = ", ".join(map(compact, entry.authors[:3]))
    year, number = entry.year - chance.choice((1, 1, 2)), chance.randrange(100, 9000)
    volume = chance.randrange(12, 90)
    place = chance.choice(
        (
            f"J Clin Oncol. {year};{volume}(15_suppl):abstr {number}.",
            f"[abstract] Circulation. {year};{volume}(Suppl 2):S{number % 900}.",
            f"Eur Heart J. {year};{volume}(Abstract Supplement):{number % 900}.",
            f"Presented at: Annual Meeting of the American Society of Hematology; {year}; Atlanta.",
            f"Poster P{number} presented at the European Congress of Radiology, Vienna, {year}.",
            f"[abstract]. Gut {year};{volume} Suppl 1:A{number % 300}.",
        )
    )
    return f"{names}. {entry.title}. {place}"


REAL_WORKS: dict[str, Callable[[Entry, random.Random], str]] = {
    "data set": _data_set,
    "meeting abstract": _meeting_abstract,
}


def place_elsewhere(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """The right title and authors at a made-up place: journal, year, volume and pages are wrong.

    What language models make up most often.
    """
    while True:
        journal, abbreviation = chance.choice(pool.journals)
        if abbreviation != entry.abbreviation:
            break
    first = chance.randrange(11, 1900)
    return replace(
        entry,
        journal=journal,
        abbreviation=abbreviation,
        year=entry.year + chance.choice((-5, -4, -3, 3, 4)),
        date="",
        volume=str(chance.randrange(3, 160)),
        issue=str(chance.randrange(1, 13)),
        first=str(first),
        last=str(first + chance.randrange(3, 14)),
        doi="",
        pmid="",
        pmc="",
        ahead=False,
    )
