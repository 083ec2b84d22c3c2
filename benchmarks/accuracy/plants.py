"""A bibliography in BibTeX, half of its entries right, half with what language models make up.

Benchmarks of hallucinated references (HALLMARK and its like) plant such errors in entries with few
fields: title, authors with their given names, journal, year, often a DOI. Each kind changes a real
entry in one way, or is made up of nothing.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .articles import Article
from .entries import Entry, entry_of
from .inventions import KINDS, subject
from .measure import Rate, rate
from .pool import Pool
from .printing import upright
from .records import Name, Record, plain
from .references import is_usable
from .wording import full_journal

__all__ = ["PLANTS", "Plants", "judge_plants", "plants", "plants_table"]

_SPECIAL = re.compile(r"([&%$#_{}])")
_KEY = re.compile(r"@\w+\{(\w+),")
_LENGTH = 40  # entries in one file
_ALARM = ("warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plants:
    """The files, and the kind of each entry by its key; "valid" are those of real works."""

    articles: tuple[Article, ...]
    kinds: Mapping[str, str]
    texts: Mapping[str, str]


def plants(records: Sequence[Record], count: int, seed: int) -> Plants:
    """Make so many entries; the same ones for the same seed."""
    chance = random.Random(seed)
    usable = [record for record in records if is_usable(record) and record.journal]
    pool = Pool.of(usable)
    named = [record for record in usable if _has_given_names(record)] or usable
    kinds: dict[str, str] = {}
    texts: dict[str, str] = {}
    for number in range(count):
        key = f"entry{number:05}"
        entry = entry_of(chance.choice(named))
        kind = "valid" if chance.random() < 0.5 else chance.choice(list(PLANTS))
        if kind != "valid":
            entry = PLANTS[kind](entry, pool, chance)
        kinds[key] = kind
        texts[key] = _bibtex(key, entry, chance, with_doi=kind == "made-up DOI")
    keys = list(texts)
    articles = tuple(
        Article(
            name=f"plants{start // _LENGTH:04}.bib",
            text="\n".join(texts[key] for key in keys[start : start + _LENGTH]),
            references=(),
            layout="BibTeX",
        )
        for start in range(0, count, _LENGTH)
    )
    return Plants(articles=articles, kinds=kinds, texts=texts)


def _has_given_names(record: Record) -> bool:
    return any(len(name.given.split(" ")[0]) > 1 for name in record.authors)


def _bibtex(key: str, entry: Entry, chance: random.Random, *, with_doi: bool) -> str:
    venue = "booktitle" if entry.journal.startswith("Proceedings of the International") else ""
    fields = {
        "title": entry.title,
        "author": " and ".join(map(_signed, entry.authors)),
        venue or "journal": full_journal(entry.journal) or entry.abbreviation,
        "year": str(entry.year),
    }
    if entry.volume and chance.random() < 0.5:
        fields["volume"] = entry.volume
        fields["pages"] = f"{entry.first}--{entry.last}" if entry.last else entry.first
    if entry.doi and (chance.random() < 0.6 or with_doi):
        fields["doi"] = entry.doi
    lines = [
        f"  {name} = {{{value if name in ('doi', 'author') else _escaped(value)}}}"
        for name, value in fields.items()
        if value
    ]
    kind = "inproceedings" if venue else "article"
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _signed(name: Name) -> str:
    return f"{{{_escaped(name.group)}}}" if name.group else _escaped(upright(name))


# --- what is planted ------------------------------------------------------------------------------


def _other(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """Some other real entry."""
    while True:
        other = entry_of(chance.choice(pool.records))
        if plain(other.title) != plain(entry.title) and other.authors:
            return other


def _other_authors(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    return replace(entry, authors=_other(entry, pool, chance).authors[: len(entry.authors) + 1])


def _turned_authors(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """The same names in another order, another first."""
    if len({plain(name.family) for name in entry.authors}) < 2:
        return _other_authors(entry, pool, chance)
    return replace(entry, authors=(*entry.authors[1:], entry.authors[0]))


def _added_author(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    at = chance.randrange(len(entry.authors) + 1)
    extra = replace(pool.person(chance), suffix="")
    return replace(entry, authors=(*entry.authors[:at], extra, *entry.authors[at:]))


def _placeholders(entry: Entry, _pool: Pool, chance: random.Random) -> Entry:
    names = (("John", "Doe"), ("Jane", "Smith"), ("Alice", "Johnson"), ("Robert", "Brown"))
    shown = names[: chance.randrange(2, 5)]
    people = tuple(Name(family=family, given=given, initials=given[0]) for given, family in shown)
    return replace(entry, authors=people)


def _near_title(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """One word that counts exchanged for a word of another title."""
    heavy: list[int] = []
    while not heavy:
        words = entry.title.split()
        heavy = [at for at, word in enumerate(words) if re.fullmatch(r"[a-z]{6,}", word)]
        entry = entry if heavy else _other(entry, pool, chance)
    at = chance.choice(heavy)
    return replace(
        entry, title=" ".join([*words[:at], subject(pool, chance).split()[0], *words[at + 1 :]])
    )


def _other_venue(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    own = set(plain(entry.journal).split())
    while True:
        journal, abbreviation = chance.choice(pool.journals)
        if not set(plain(journal).split()) & own - {"of", "the", "and", "journal"}:
            return replace(entry, journal=journal, abbreviation=abbreviation)


def _no_venue(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """A journal that nobody publishes."""
    word = subject(pool, chance).split()[-1].capitalize()
    name = chance.choice(("International Journal of Advanced {} Studies", "Journal of Novel {}"))
    return replace(entry, journal=name.format(word), abbreviation="")


def _other_year(entry: Entry, _pool: Pool, chance: random.Random) -> Entry:
    return replace(entry, year=entry.year + chance.choice((-4, -3, 3, 4, 5)), volume="")


def _future(entry: Entry, _pool: Pool, chance: random.Random) -> Entry:
    return replace(entry, year=chance.randrange(2030, 2035), volume="")


def _made_up_doi(entry: Entry, _pool: Pool, chance: random.Random) -> Entry:
    return replace(entry, doi=f"10.1016/j.x{chance.randrange(10**6)}.{chance.randrange(10**5)}")


def _chimera(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """The title of one work, the authors of another, at the place of the second."""
    return replace(_other(entry, pool, chance), title=entry.title, doi="")


def _merged(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """Title, authors and journal of three works."""
    made = _other_venue(_other_authors(entry, pool, chance), pool, chance)
    return replace(made, year=entry.year + 1, volume="", doi="")


def _elsewhere(entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """The right title and authors; journal, year, volume and pages of another work."""
    other = _other(entry, pool, chance)
    return replace(other, title=entry.title, authors=entry.authors, doi="", pmid="")


def _plausible(_entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    return KINDS["fluent"](pool, chance)


def _conference(_entry: Entry, pool: Pool, chance: random.Random) -> Entry:
    """A made-up paper in the proceedings of a made-up conference."""
    made = KINDS["fluent"](pool, chance)
    topic = subject(pool, chance).title()
    name = f"Proceedings of the International Conference on {topic}"
    return replace(made, journal=name, abbreviation="", volume="", doi="")


PLANTS: dict[str, Callable[[Entry, Pool, random.Random], Entry]] = {
    "other authors": _other_authors,
    "turned authors": _turned_authors,
    "added author": _added_author,
    "placeholder authors": _placeholders,
    "near title": _near_title,
    "other venue": _other_venue,
    "no such venue": _no_venue,
    "other year": _other_year,
    "future year": _future,
    "made-up DOI": _made_up_doi,
    "chimera": _chimera,
    "merged": _merged,
    "elsewhere": _elsewhere,
    "plausible": _plausible,
    "conference": _conference,
}


# --- what came of it ------------------------------------------------------------------------------


def judge_plants(
    made: Plants, report: Mapping[str, Any]
) -> tuple[dict[str, Rate], dict[str, Rate], list[str]]:
    """Return the shares with an alarm and those with an error by kind, and what to look at.

    A valid entry with an alarm is a false alarm; a planted one is found where it has an error, or
    is called suspect.
    """
    alarms: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    look_at: list[str] = []
    seen = {
        match[1]: item
        for each in report["documents"]
        for item in each["references"]
        if (match := _KEY.match(item["raw"]))
    }
    for key, kind in made.kinds.items():
        item = seen.get(key, {"findings": (), "verdict": "not extracted"})
        found = [
            finding
            for finding in item["findings"]
            if finding["severity"] in _ALARM and finding["field"] not in ("status", "list")
        ]
        alarms[kind] += bool(found)
        errors[kind] += any(finding["severity"] == "error" for finding in found)
        if bool(found) is (kind == "valid"):
            rules = ", ".join(finding["rule"] for finding in found) or "no alarm"
            entry = " ".join(made.texts[key].split())
            look_at.append(f"{kind}: {rules}: {item['verdict']}: {entry}")
    totals = Counter(made.kinds.values())
    return (
        {kind: rate(alarms[kind], totals[kind]) for kind in sorted(totals)},
        {kind: rate(errors[kind], totals[kind]) for kind in sorted(totals)},
        look_at,
    )


def plants_table(alarms: Mapping[str, Rate], errors: Mapping[str, Rate]) -> str:
    """Return the shares for a person."""
    lines = ["| kind | with an alarm | with an error |", "| --- | --- | --- |"]
    planted = [kind for kind in alarms if kind != "valid"]
    together = {
        name: rate(
            sum(rates[kind].hits for kind in planted), sum(rates[kind].total for kind in planted)
        )
        for name, rates in (("alarms", alarms), ("errors", errors))
    }
    rows = [(kind, alarms[kind], errors[kind]) for kind in alarms]
    rows.append(("all planted", together["alarms"], together["errors"]))
    for kind, alarm, error in rows:
        lines.append(f"| {kind} | {_cell(alarm)} | {_cell(error)} |")
    return "\n".join(lines)


def _cell(share: Rate) -> str:
    return f"{share.hits} / {share.total} ({share.low:.3f}-{share.high:.3f})"
