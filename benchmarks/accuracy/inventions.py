"""Made-up references of several kinds. None of them is the reference of any work.

invented       everything made up, but the journal
stolen title   a real title with other authors, in another journal, year and place
stolen names   real authors with a title that none of them wrote
stolen place   journal, volume and pages of a real article, the rest made up
chimera        authors of one work, half a title of two others, the journal of another
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from .entries import Entry, entry_of
from .pool import Pool
from .records import Name, plain

__all__ = ["KINDS", "invent"]

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
        issue=str(chance.randrange(1, 13)),
        first=str(first),
        last=str(first + chance.randrange(3, 14)),
        doi=_made_up_doi(chance),
        pmid="",
        pmc="",
        ahead=False,
        bracketed=False,
    )


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


def _invented(pool: Pool, chance: random.Random) -> Entry:
    made = replace(_real(pool, chance), authors=_names(pool, chance), title=_title(chance))
    return _elsewhere(made, pool, chance)


def _stolen_title(pool: Pool, chance: random.Random) -> Entry:
    return _elsewhere(replace(_real(pool, chance), authors=_names(pool, chance)), pool, chance)


def _stolen_names(pool: Pool, chance: random.Random) -> Entry:
    return _elsewhere(replace(_real(pool, chance), title=_title(chance)), pool, chance)


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


def _chimera(pool: Pool, chance: random.Random) -> Entry:
    one, two = _real(pool, chance), _real(pool, chance)
    first, second = one.title.split(), two.title.split()
    title = " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]]).rstrip(",:;")
    return _elsewhere(replace(_real(pool, chance), title=title), pool, chance)


KINDS: dict[str, Callable[[Pool, random.Random], Entry]] = {
    "invented": _invented,
    "stolen title": _stolen_title,
    "stolen names": _stolen_names,
    "stolen place": _stolen_place,
    "chimera": _chimera,
}
