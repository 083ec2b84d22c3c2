"""Records as somebody cites them rightly: the harmless variation of real reference lists."""

from __future__ import annotations

import random
import re
import unicodedata

from judgement.records import journals
from refcheck.model.record import (
    BibliographicRecord,
    Contributor,
    DateKind,
    GroupName,
    PartialDate,
    PersonName,
    PublicationDate,
    WorkType,
)

__all__ = ["cite", "plain"]


def cite(record: BibliographicRecord, rng: random.Random) -> BibliographicRecord:
    """The record as somebody cites it rightly, in one of the usual dresses."""
    authors, complete = _cited_authors(record, rng)
    printed = [date for date in record.dates if date.kind is not DateKind.PUBMED]
    issued = rng.choice(printed) if rng.random() < 0.2 else printed[0]
    year = issued.until.year if issued.until and rng.random() < 0.3 else issued.date.year
    with_doi = record.doi is not None and rng.random() < 0.25
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        authors=authors,
        authors_complete=complete and record.authors_complete,
        title=_cited_title(record.title or "", rng),
        container_title=_cited_journal(record, rng),
        dates=(PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=year)),),
        volume=record.volume,
        issue=record.issue if rng.random() < 0.5 else None,
        pages=_cited_pages(record.pages, rng),
        doi=record.doi if with_doi else None,
        pmid=record.pmid if rng.random() < 0.08 else None,
    )


def _cited_authors(
    record: BibliographicRecord, rng: random.Random
) -> tuple[tuple[Contributor, ...], bool]:
    style = rng.choice(("vancouver", "dots", "full", "apa"))
    shown = rng.choice((len(record.authors), 6, 3, 1, 10))
    names = record.authors
    if rng.random() < 0.3:  # a group beside persons is often left out
        names = tuple(name for name in names if isinstance(name, PersonName)) or names
    cut = names[:shown]
    return tuple(_cited_name(name, style, rng) for name in cut), len(cut) == len(names)


def _cited_name(name: Contributor, style: str, rng: random.Random) -> Contributor:
    if isinstance(name, GroupName):
        return GroupName(name=f"the {name.name}" if rng.random() < 0.3 else name.name)
    initials = name.initials or ""
    family, particle = name.family, None
    if rng.random() < 0.1:
        family = family.translate(str.maketrans(_UMLAUTS))
    elif rng.random() < 0.3:
        family = plain(family)
    if rng.random() < 0.15:
        family = family.replace("-", " ")
    if (found := re.match(r"((?:van|de|der|von|den|del|di) )+", family)) and rng.random() < 0.4:
        particle, family = found.group().strip(), family[found.end() :]
    given: str | None = initials
    if style in {"dots", "apa"}:
        given = " ".join(f"{letter}." for letter in initials)
    elif style == "full" and name.given:
        given = name.given
    elif rng.random() < 0.1:
        given = initials[:1]
    return PersonName(family=family, given=given or None, particle=particle, suffix=name.suffix)


def plain(text: str) -> str:
    """The text without diacritics."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )


_UMLAUTS: dict[str, str | int | None] = {"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe"}
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "kappa": "κ", "delta": "δ"}
_BRITISH = {
    "tumor": "tumour", "pediatric": "paediatric", " hemo": " haemo", "randomized": "randomised",
    "randomised": "randomized", "anesthe": "anaesthe", "behavior": "behaviour",
    "center ": "centre ", " edema": " oedema", "meta-analysis": "metaanalysis",
    " esophag": " oesophag",
}  # fmt: skip


def _cited_title(title: str, rng: random.Random) -> str:
    title = title.removesuffix(".")
    if title.startswith("[") and title.endswith("]") and rng.random() < 0.4:
        title = title[1:-1]
    if rng.random() < 0.2:
        title = title.title()
    elif rng.random() < 0.2:
        title = title.capitalize()
    for plain, other in (_GREEK | _BRITISH).items():
        if plain in title and rng.random() < 0.3:
            title = title.replace(plain, other)
    if rng.random() < 0.1:
        title = title.replace("-", rng.choice(("–", " ")))
    if rng.random() < 0.05 and (found := re.search(r"[:?] ", title)) and found.start() > 30:
        title = title[: found.start()]
    return title


def _cited_journal(record: BibliographicRecord, rng: random.Random) -> str:
    name = rng.choice(journals(record))
    if rng.random() < 0.2:
        name = re.sub(r" ?\([^)]*\)", "", name)
    if rng.random() < 0.1:
        name = name.replace("&", "and") if "&" in name else name.replace(" and ", " & ")
    if rng.random() < 0.2:
        name = name.title()
    if name == journals(record)[-1] and rng.random() < 0.2:
        name = re.sub(r"(\w{2,})(?= |$)", r"\1.", name)
    return name.split(" : ")[0] if rng.random() < 0.5 else name


def _cited_pages(pages: str | None, rng: random.Random) -> str | None:
    if pages is None or not (found := re.fullmatch(r"(\d+)-(\d+)", pages)):
        return pages
    first, last = found.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if rng.random() < 0.4 and len(first) == len(last):
        same = 0
        while same < len(first) - 1 and first[same] == last[same]:
            same += 1
        last = last[same:]
    return first + rng.choice(("-", "–", "-")) + last if rng.random() < 0.95 else first
