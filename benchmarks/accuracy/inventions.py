"""Made-up references of several kinds. None of them is the reference of any work.

invented            everything made up, but the journal
fluent              the same, of real phrases and at a plausible place of the journal
stolen title        a real title with other authors, in another journal, year and place
retold              a real title with other authors, in its own journal, at another place
stolen names        real authors with a title that none of them wrote, elsewhere
stolen journal      real authors in their own journal, with a title that none of them wrote
stolen place        journal, volume and pages of a real article, the rest made up
stolen identifier   made up, but with the DOI, the PMID or both of a real article
chimera             authors of one work, half a title of two others, the journal of another
two works           authors and journal of one work, the title of another
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .entries import Entry, entry_of
from .pool import Pool
from .records import Name, plain

__all__ = ["KINDS", "invent", "subject"]

_SUBJECTS = (
    "bright light exposure",
    "home-based telemonitoring",
    "intermittent fasting",
    "oral zinc acetate",
    "low-dose naltrexone",
    "peer-led coaching",
    "aquatic exercise",
    "vagal nerve pulses",
    "dietary nitrate loading",
    "pharmacist-led deprescribing",
    "mirror feedback",
    "school-based screening",
    "saffron extract",
    "early palliative visits",
    "robotic gait support",
    "nurse-led triage",
    "high-flow humidified air",
    "melatonin at bedtime",
    "weekly group singing",
    "ultrasound-guided blocks",
)
_OUTCOMES = (
    "postural stability",
    "wound closure",
    "readmission rates",
    "sleep continuity",
    "serum ferritin",
    "handgrip strength",
    "caregiver burden",
    "cortisol awakening response",
    "arterial stiffness",
    "postoperative ileus",
    "verbal fluency",
    "symptom burden",
    "glomerular filtration",
    "jump height",
    "medication errors",
    "neonatal weight gain",
    "tear film stability",
    "fear of falling",
    "bone turnover",
)
_GROUPS = (
    "shift-working paramedics",
    "adults with gout",
    "late preterm infants",
    "survivors of cardiac arrest",
    "patients on haemodialysis",
    "adolescents with migraine",
    "retired athletes",
    "women after hysterectomy",
    "people with Charcot-Marie-Tooth disease",
    "rural veterans",
    "children with cleft palate",
    "older adults with tinnitus",
    "kidney transplant recipients",
    "students of dentistry",
)
_FRAMES = (
    "Effects of {a} on {b} in {c}: a randomized crossover trial",
    "{A} and {b} in {c}",
    "Does {a} improve {b} in {c}? A pragmatic cluster trial",
    "{A} versus usual care for {b} among {c}: results at 18 months",
    "Predictors of {b} in {c} treated with {a}",
    "Association between {a} and {b}: a registry study of {c}",
    "{A} for {c}: feasibility, safety and change in {b}",
)


def invent(pool: Pool, chance: random.Random) -> tuple[str, Entry]:
    """The kind and the entry of one made-up reference."""
    kind = chance.choice(list(KINDS))
    return kind, KINDS[kind](pool, chance)


def _title(chance: random.Random) -> str:
    subject, outcome, group = (chance.choice(words) for words in (_SUBJECTS, _OUTCOMES, _GROUPS))
    frame = chance.choice(_FRAMES)
    return frame.format(a=subject, A=subject[0].upper() + subject[1:], b=outcome, c=group)


def _names(pool: Pool, chance: random.Random) -> tuple[Name, ...]:
    names = [
        replace(pool.person(chance), suffix="")
        for _ in range(chance.choice((1, 2, 3, 4, 4, 5, 6, 8)))
    ]
    return tuple({plain(name.family): name for name in names}.values())


def _elsewhere(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """The entry in another journal, at a place where nothing is known to be."""
    journal, abbreviation = chance.choice(pool.journals)
    first = chance.randrange(11, 1900)
    return replace(
        entry,
        journal=journal,
        abbreviation=abbreviation,
        year=pool.year(abbreviation, chance),
        date="",
        volume=str(chance.randrange(3, 160)),
        **_made_up_place(first, chance),
    )


def _made_up_place(first: int, chance: random.Random) -> dict[str, Any]:
    """Where in a volume a work is that does not exist, and that no identifier leads to it."""
    return {
        "issue": str(chance.randrange(1, 13)),
        "first": str(first),
        "last": str(first + chance.randrange(3, 14)),
        "doi": _made_up_doi(chance),
        "pmid": "",
        "pmc": "",
        "ahead": False,
        "bracketed": False,
    }


def _made_up_doi(chance: random.Random) -> str:
    prefix = chance.choice((1016, 1186, 1111, 3389))
    return f"10.{prefix}/{chance.randrange(10**7, 10**8)}.{chance.randrange(999)}"


def _real(pool: Pool, chance: random.Random) -> Entry:
    """Some real entry with a journal, a place and a title long enough to be somebody's own."""
    while True:
        record = chance.choice(pool.records)
        entry = entry_of(record)
        people = [name for name in entry.authors if name.family and name.initials.isalpha()]
        if len(entry.title.split()) > 7 and people and entry.volume and entry.first:
            return entry


# The words that follow a preposition in a title: "in patients with chronic heart failure".
_PHRASE = re.compile(
    r"\b(?:of|in|for|with|on|by|after|between) "
    r"((?:[a-z][a-z-]{2,} ){1,3}[a-z][a-z-]{3,})(?=[:.?,]|$)"
)
_FLUENT = (
    "{A}: implications for {b}",
    "The role of {a} in {b}",
    "Association of {a} with {b}: a systematic review and meta-analysis",
    "{A} and the risk of {b}: a nationwide cohort study",
    "Impact of {a} on {b}",
    "Efficacy and safety of {a} for {b}: a randomised, double-blind, placebo-controlled trial",
    "Mechanisms linking {a} to {b}",
    "Current concepts in {a} and {b}",
)


def subject(pool: Pool, chance: random.Random) -> str:
    """Some words out of a real title that can stand in another one."""
    while True:
        found = _PHRASE.search(chance.choice(pool.records).title)
        if found and found[1].split()[0] not in ("the", "and", "their", "its"):
            return found[1]


def _fluent_title(pool: Pool, chance: random.Random) -> str:
    one, other = subject(pool, chance), subject(pool, chance)
    return chance.choice(_FLUENT).format(a=one, A=one[0].upper() + one[1:], b=other)


def _at_home(entry: Entry, chance: random.Random) -> Entry:
    """The entry on other pages of another issue of its own journal, near its own year."""
    away = chance.choice((-3, -2, -1, 1, 2, 3))
    volume, first = str(chance.randrange(3, 160)), chance.randrange(11, 1900)
    if entry.volume.isdecimal() and int(entry.volume) + away > 0:
        volume = str(int(entry.volume) + away)
    return replace(
        entry,
        year=min(entry.year + away, 2025),
        date="",
        volume=volume,
        **_made_up_place(first, chance),
    )


def _invented(pool: Pool, chance: random.Random) -> Entry:
    made = replace(_real(pool, chance), authors=_names(pool, chance), title=_title(chance))
    return _elsewhere(made, pool, chance)


def _fluent(pool: Pool, chance: random.Random) -> Entry:
    title = _fluent_title(pool, chance)
    made = replace(_real(pool, chance), authors=_names(pool, chance), title=title)
    return _at_home(made, chance)


def _stolen_title(pool: Pool, chance: random.Random) -> Entry:
    return _elsewhere(replace(_real(pool, chance), authors=_names(pool, chance)), pool, chance)


def _retold(pool: Pool, chance: random.Random) -> Entry:
    return _at_home(replace(_real(pool, chance), authors=_names(pool, chance)), chance)


def _stolen_names(pool: Pool, chance: random.Random) -> Entry:
    return _elsewhere(replace(_real(pool, chance), title=_title(chance)), pool, chance)


def _stolen_journal(pool: Pool, chance: random.Random) -> Entry:
    return _at_home(replace(_real(pool, chance), title=_fluent_title(pool, chance)), chance)


def _stolen_place(pool: Pool, chance: random.Random) -> Entry:
    real = _real(pool, chance)
    return replace(
        real,
        authors=_names(pool, chance),
        title=_title(chance),
        doi="",
        pmid="",
        pmc="",
        bracketed=False,
    )


def _stolen_identifier(pool: Pool, chance: random.Random) -> Entry:
    made, real = _fluent(pool, chance), _real(pool, chance)
    kept = chance.choice(("doi", "pmid", "both"))
    doi = made.doi if kept == "pmid" or not real.doi else real.doi
    return replace(made, doi=doi, pmid="" if kept == "doi" and real.doi else real.pmid)


def _chimera(pool: Pool, chance: random.Random) -> Entry:
    one, two = _real(pool, chance), _real(pool, chance)
    first, second = one.title.split(), two.title.split()
    title = " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]]).rstrip(",:;")
    return _elsewhere(replace(_real(pool, chance), title=title), pool, chance)


def _two_works(pool: Pool, chance: random.Random) -> Entry:
    return _at_home(replace(_real(pool, chance), title=_real(pool, chance).title), chance)


KINDS: dict[str, Callable[[Pool, random.Random], Entry]] = {
    "invented": _invented,
    "fluent": _fluent,
    "stolen title": _stolen_title,
    "retold": _retold,
    "stolen names": _stolen_names,
    "stolen journal": _stolen_journal,
    "stolen place": _stolen_place,
    "stolen identifier": _stolen_identifier,
    "chimera": _chimera,
    "two works": _two_works,
}
