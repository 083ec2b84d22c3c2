"""Works outside PubMed of each kind, and who lists each.

The shares are those of references of articles in PubMed Central that are outside of PubMed, and of
what registries list of each kind, as far as either could be counted or is known.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from refcheck.text.works.identifiers import normalise_isbn

from ..inventions import subject
from ..other_works import CONFERENCES, UNLISTED
from ..pool import Pool
from ..records import Name

__all__ = ["KINDS", "SHARES", "Work", "make", "of_list"]

FIRST_YEAR, _LAST_YEAR = 1975, 2023
_PUBLISHERS: Final = (
    ("Cambridge", "Cambridge University Press"), ("Oxford", "Oxford University Press"),
    ("New York", "Guilford Press"), ("London", "Routledge"), ("Boca Raton", "CRC Press"),
)  # fmt: skip
_BODIES: Final = (
    ("World Health Organization", "Geneva"), ("Department of Health", "London"),
    ("Statistics Canada", "Ottawa"), ("Australian Institute of Health and Welfare", "Canberra"),
    ("National Institute for Health and Care Excellence", "London"),
)  # fmt: skip
_UNIVERSITIES: Final = (
    ("University of Toronto", "Toronto"), ("University of Cape Town", "Cape Town"),
    ("University of Michigan", "Ann Arbor"), ("University of Otago", "Dunedin"),
)  # fmt: skip
_SERVERS: Final = ("bioRxiv", "medRxiv", "Research Square", "arXiv")
_REPOSITORIES: Final = (("Zenodo", "10.5281/zenodo"), ("Dryad", "10.5061/dryad"),
                        ("figshare", "10.6084/m9.figshare"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A work: what is printed of it, and which sources list it (none: nobody does)."""

    kind: str
    number: int
    title: str
    year: int
    names: tuple[Name, ...] = ()
    body: str = ""  # an organisation that signs
    container: str = ""
    editors: tuple[Name, ...] = ()
    volume: int | None = None
    first: int | None = None
    place: str = ""
    publisher: str = ""
    edition: int = 1
    isbn: str = ""
    doi: str = ""
    prints_doi: bool = False
    nct: str = ""
    nbk: str = ""
    url: str = ""
    listed_by: frozenset[str] = frozenset()

    @property
    def is_listed(self) -> bool:
        """Whether some source lists the work itself."""
        return bool(self.listed_by)


# Of 10,000 references outside PubMed, so many are of each kind (biomedical articles of all fields).
SHARES: Final[Mapping[str, int]] = {
    "article": 3900, "book": 2600, "chapter": 900, "web page": 1000, "report": 550, "thesis": 250,
    "paper": 250, "preprint": 200, "data set": 120, "software": 130, "trial": 100,
}  # fmt: skip


def make(kind: str, number: int, pool: Pool, chance: random.Random) -> Work:
    """Returns a work of a kind, with a number of its own."""
    return KINDS[kind](number, pool, chance)


def of_list(pool: Pool, chance: random.Random, size: int, first: int) -> list[Work]:
    """Returns the works outside PubMed of one list of references, of kinds as they are cited."""
    kinds = chance.choices(list(SHARES), list(SHARES.values()), k=size)
    return [make(kind, first + at, pool, chance) for at, kind in enumerate(kinds)]


def _base(kind: str, number: int, pool: Pool, chance: random.Random, most: int = 4) -> Work:
    one, other = subject(pool, chance), subject(pool, chance)
    frame = chance.choice(("{A} and {b}", "{A} in {b}", "The role of {a} in {b}", "{A}: {b}"))
    return Work(
        kind=kind,
        number=number,
        title=frame.format(A=one[0].upper() + one[1:], a=one, b=other),
        year=chance.randint(FIRST_YEAR, _LAST_YEAR),
        names=tuple(pool.person(chance) for _ in range(chance.randint(1, most))),
    )


def _registered(work: Work, chance: random.Random, share: float, printed: float) -> Work:
    """Returns a work that is in Crossref with this chance; its DOI is printed with that."""
    if chance.random() >= share:
        return work
    return replace(
        work,
        doi=f"10.5555/outside.{work.number}",
        prints_doi=chance.random() < printed,
        listed_by=work.listed_by | {"crossref"},
    )


def _also(work: Work, source: str, chance: random.Random, share: float) -> Work:
    found = chance.random() < share
    return replace(work, listed_by=work.listed_by | {source}) if found else work


def _article(number: int, pool: Pool, chance: random.Random) -> Work:
    work = replace(
        _base("article", number, pool, chance),
        container=chance.choice(UNLISTED),
        volume=chance.randrange(3, 120),
        first=chance.randrange(100, 900),
    )
    work = _registered(work, chance, 0.7, 0.38)
    return _also(work, "europepmc", chance, 0.3)


def _paper(number: int, pool: Pool, chance: random.Random) -> Work:
    work = replace(
        _base("paper", number, pool, chance),
        container=chance.choice(CONFERENCES),
        place=chance.choice(("Lille", "Kyoto", "Vienna", "Glasgow")),
        first=chance.randrange(100, 900),
    )
    return _registered(work, chance, 0.6, 0.43)


def _book(number: int, pool: Pool, chance: random.Random) -> Work:
    place, publisher = chance.choice(_PUBLISHERS)
    work = _base("book", number, pool, chance, most=3)
    work = replace(
        work, place=place, publisher=publisher, edition=chance.choice((1, 1, 2, 3)),
        isbn=_isbn(chance) if chance.random() < 0.1 else "",
    )  # fmt: skip
    work = _also(_registered(work, chance, 0.3, 0.23), "nlmcatalog", chance, 0.65)
    return _also(work, "openlibrary", chance, 0.7) if work.isbn else work


def _chapter(number: int, pool: Pool, chance: random.Random) -> Work:
    place, publisher = chance.choice(_PUBLISHERS)
    one = subject(pool, chance)
    work = replace(
        _base("chapter", number, pool, chance),
        container=chance.choice(("Handbook of {}", "Principles of {}")).format(one),
        editors=tuple(pool.person(chance) for _ in range(chance.randint(1, 3))),
        first=chance.randrange(3, 700),
        place=place,
        publisher=publisher,
    )
    return _registered(work, chance, 0.45, 0.29)


def _report(number: int, pool: Pool, chance: random.Random) -> Work:
    body, place = chance.choice(_BODIES)
    work = replace(
        _base("report", number, pool, chance), names=(), body=body, place=place, publisher=body
    )
    return _also(work, "nlmcatalog", chance, 0.4)


def _thesis(number: int, pool: Pool, chance: random.Random) -> Work:
    university, place = chance.choice(_UNIVERSITIES)
    work = replace(_base("thesis", number, pool, chance, most=1), place=place, publisher=university)
    return _also(work, "europepmc", chance, 0.2)


def _web_page(number: int, pool: Pool, chance: random.Random) -> Work:
    body, _ = chance.choice(_BODIES)
    url = f"https://www.example.org/health/{number}"
    return replace(_base("web page", number, pool, chance), names=(), body=body, url=url)


def _preprint(number: int, pool: Pool, chance: random.Random) -> Work:
    server = chance.choice(_SERVERS)
    work = replace(_base("preprint", number, pool, chance), container=server)
    year = chance.randint(2016, _LAST_YEAR)
    prints = chance.random() < 0.8
    if server == "arXiv":
        doi = f"10.48550/arxiv.{year % 100:02}{chance.randrange(1, 13):02}.{number:05}"
        return replace(
            work, year=year, doi=doi, prints_doi=prints, listed_by=frozenset({"datacite"})
        )
    return replace(
        work,
        year=year,
        doi=f"10.1101/{year}.03.04.{number:08}",
        prints_doi=prints,
        listed_by=frozenset({"crossref", "europepmc"}),
    )


def _data_set(number: int, pool: Pool, chance: random.Random) -> Work:
    repository, prefix = chance.choice(_REPOSITORIES)
    work = replace(_base("data set", number, pool, chance), publisher=repository)
    return replace(
        work,
        title=f"Data from: {work.title}",
        year=chance.randint(2012, _LAST_YEAR),
        doi=f"{prefix}.{number}",
        prints_doi=True,
        listed_by=frozenset({"datacite"}),
    )


def _software(number: int, pool: Pool, chance: random.Random) -> Work:
    work = replace(_base("software", number, pool, chance), publisher="Zenodo")
    name = f"lib{work.names[0].family.lower()}{number}"
    work = replace(work, title=f"{name}: {work.title}", year=chance.randint(2012, _LAST_YEAR))
    if chance.random() < 0.5:
        return replace(work, publisher="", url=f"https://github.com/example/{name}")
    return replace(
        work, doi=f"10.5281/zenodo.{number}", prints_doi=True, listed_by=frozenset({"datacite"})
    )


def _trial(number: int, pool: Pool, chance: random.Random) -> Work:
    work = replace(_base("trial", number, pool, chance), names=(), body="Alpine Trust")
    return replace(
        work,
        year=chance.randint(2005, _LAST_YEAR),
        nct=f"NCT{number:08}",
        listed_by=frozenset({"clinicaltrials"}),
    )


def _isbn(chance: random.Random) -> str:
    body = f"978{chance.randrange(10**9):09}"
    return next(found for n in range(10) if (found := normalise_isbn(f"{body}{n}")))


KINDS: Final[dict[str, Callable[[int, Pool, random.Random], Work]]] = {
    "article": _article,
    "paper": _paper,
    "book": _book,
    "chapter": _chapter,
    "report": _report,
    "thesis": _thesis,
    "web page": _web_page,
    "preprint": _preprint,
    "data set": _data_set,
    "software": _software,
    "trial": _trial,
}
