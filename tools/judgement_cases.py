"""Cases for measuring matching and checks: references made from real records, with known errors.

Each case holds a reference, the candidates that a search could have led to, and the truth. What is
varied harmlessly must not alarm; what is planted must be found.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from refcheck.model.document import Span
from refcheck.model.outcome import Candidate, Via
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
from refcheck.model.reference import ParsedString, Reference, ReferenceString
from refcheck.text.titles import information

_RETRIEVED = date(2026, 1, 1)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


# --- records --------------------------------------------------------------------------------------


def load(path: Path) -> list[BibliographicRecord]:
    """Every record of a JSON Lines file (gzip) that can be cited: title, year, journal."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = (to_record(json.loads(line)) for line in lines)
        return [each for each in records if each.title and each.dates and _journals(each)]


def to_record(item: dict[str, Any]) -> BibliographicRecord:
    """One JSON record as `BibliographicRecord`."""
    full, abbreviated, iso = (item.get(key) for key in ("journal", "journal_abbrev", "iso_abbrev"))
    names = [name for name in (full, abbreviated, iso) if name]
    return BibliographicRecord(
        type=WorkType.ARTICLE_JOURNAL,
        authors=tuple(_author(author) for author in item["authors"] or ()),
        authors_complete=item.get("authors_complete") != "N",
        title=item["title"],
        title_variants=tuple(filter(None, (item.get("vernacular_title"),))),
        container_title=names[0] if names else None,
        container_variants=tuple(names[1:]),
        dates=tuple(_dates(item)),
        volume=item.get("volume"),
        issue=item.get("issue"),
        pages=item.get("pages"),
        elocations=tuple(filter(None, (item.get("pii"),))),
        doi=(item.get("doi") or "").lower() or None,
        pmid=item["pmid"],
        publication_types=tuple(item.get("pubtypes") or ()),
        ahead_of_print=bool(item.get("epub_ahead")),
    )


def _author(author: dict[str, Any]) -> Contributor:
    if "collective" in author:
        return GroupName(name=author["collective"])
    return PersonName(
        family=author["family"],
        given=author["given"],
        initials=author["initials"],
        suffix=author["suffix"],
    )


def _dates(item: dict[str, Any]) -> Iterator[PublicationDate]:
    if item.get("year"):
        years = [int(year) for year in re.findall(r"\b(?:1[89]|20)\d\d\b", item["pubdate"] or "")]
        until = PartialDate(year=years[-1]) if len(years) > 1 else None
        yield PublicationDate(
            kind=DateKind.PRINT,
            date=PartialDate(year=item["year"]),
            until=until,
            text=item["pubdate"],
        )
    if found := re.match(r"\d{4}", item.get("epub_date") or ""):
        yield PublicationDate(
            kind=DateKind.ELECTRONIC,
            date=PartialDate(year=int(found.group())),
            text=item["epub_date"],
        )


def _journals(record: BibliographicRecord) -> list[str]:
    return [name for name in (record.container_title, *record.container_variants) if name]


class Library:
    """Records with the indexes that find those that are easily taken for one another."""

    def __init__(self, records: Sequence[BibliographicRecord]) -> None:
        self.records = records
        self._by_author: dict[str, list[int]] = defaultdict(list)
        self._by_volume: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, record in enumerate(records):
            if record.authors:
                self._by_author[_first_family(record)].append(at)
            if record.volume:
                self._by_volume[(_journals(record)[-1].casefold(), record.volume)].append(at)
            for pair in _title_pairs(record):
                self._by_word[pair].append(at)

    def like(self, record: BibliographicRecord, rng: random.Random) -> list[BibliographicRecord]:
        """Up to four other records: same first author, same volume, and similar titles."""
        places: set[int] = set()
        groups = [
            self._by_author[_first_family(record)] if record.authors else [],
            self._by_volume[(_journals(record)[-1].casefold(), record.volume or "")],
            *(
                self._by_word[pair]
                for pair in _title_pairs(record)[:6]
                if len(self._by_word[pair]) < 40
            ),
        ]
        for group in groups:
            others = [at for at in group[:200] if self.records[at].pmid != record.pmid]
            if others:
                places.add(rng.choice(others))
        return [self.records[at] for at in sorted(places)[:4]]

    def any(self, rng: random.Random) -> BibliographicRecord:
        """Any record at all."""
        return rng.choice(self.records)


def _first_family(record: BibliographicRecord) -> str:
    first = record.authors[0]
    return first.family if isinstance(first, PersonName) else first.name


def _title_pairs(record: BibliographicRecord) -> list[tuple[str, str]]:
    words = [word for word in re.findall(r"\w+", (record.title or "").casefold()) if len(word) > 4]
    return list(zip(words, words[1:], strict=False))


# --- harmless variation ---------------------------------------------------------------------------


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
        family = _plain(family)
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


def _plain(text: str) -> str:
    import unicodedata

    return "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )


_UMLAUTS: dict[str, str | int | None] = {"ü": "ue", "ö": "oe", "ä": "ae", "ø": "oe"}
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "kappa": "κ", "delta": "δ"}
_BRITISH = {
    "tumor": "tumour", "pediatric": "paediatric", " hemo": " haemo", "randomized": "randomised",
    "randomised": "randomized", "anesthe": "anaesthe", "behavior": "behaviour",
    "center ": "centre ", " edema": " oedema", "meta-analysis": "metaanalysis", " esophag": " oesophag",
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
    name = rng.choice(_journals(record))
    if rng.random() < 0.2:
        name = re.sub(r" ?\([^)]*\)", "", name)
    if rng.random() < 0.1:
        name = name.replace("&", "and") if "&" in name else name.replace(" and ", " & ")
    if rng.random() < 0.2:
        name = name.title()
    if name == _journals(record)[-1] and rng.random() < 0.2:
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


# --- known errors ---------------------------------------------------------------------------------

Plant = Callable[
    [BibliographicRecord, BibliographicRecord, Library, random.Random], BibliographicRecord | None
]


def _with_author(
    cited: BibliographicRecord, at: int, name: Contributor | None
) -> BibliographicRecord:
    names = list(cited.authors)
    names[at : at + 1] = [] if name is None else [name]
    return replace(cited, authors=tuple(names))


def _slip(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    kind = rng.choice("swap drop double other".split())
    if kind == "swap" and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    letter = rng.choice("abdegiklmnoprstu")
    return word[:at] + letter + word[at + (kind == "other") :]


def _misspelt(cited: BibliographicRecord, *rest: Any) -> BibliographicRecord | None:
    rng: random.Random = rest[-1]
    persons = [at for at, name in enumerate(cited.authors) if isinstance(name, PersonName)]
    persons = [at for at in persons if len(_family(cited, at)) > 3]
    if not persons:
        return None
    at = rng.choice(persons)
    wrong = _slip(_family(cited, at), rng)
    if _plain(wrong).casefold() == _plain(_family(cited, at)).casefold():
        return None
    return _with_author(cited, at, replace(cited.authors[at], family=wrong))


def _family(cited: BibliographicRecord, at: int) -> str:
    name = cited.authors[at]
    return name.family if isinstance(name, PersonName) else ""


def _dropped(
    cited: BibliographicRecord, record: BibliographicRecord, *rest: Any
) -> BibliographicRecord | None:
    rng: random.Random = rest[-1]
    last = len(cited.authors) - (0 if cited.authors_complete else 1)
    if last < 2 or not all(isinstance(name, PersonName) for name in cited.authors):
        return None
    return _with_author(cited, rng.randrange(last), None)


def _added(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    donor = library.any(rng).authors
    if not cited.authors or not donor or not isinstance(donor[0], PersonName):
        return None
    if not all(isinstance(name, PersonName) for name in cited.authors):
        return None
    if any(donor[0].family == _family(record, at) for at in range(len(record.authors))):
        return None
    at = rng.randrange(len(cited.authors))
    name = PersonName(family=donor[0].family, given=donor[0].initials)
    return replace(cited, authors=(*cited.authors[:at], name, *cited.authors[at:]))


def _swapped(cited: BibliographicRecord, *rest: Any) -> BibliographicRecord | None:
    rng: random.Random = rest[-1]
    if len(cited.authors) < 2:
        return None
    at = rng.randrange(len(cited.authors) - 1)
    one, other = cited.authors[at : at + 2]
    if not (isinstance(one, PersonName) and isinstance(other, PersonName)):
        return None
    if one.family == other.family:
        return None
    return _with_author(_with_author(cited, at, other), at + 1, one)


def _initials(
    cited: BibliographicRecord, record: BibliographicRecord, *rest: Any
) -> BibliographicRecord | None:
    rng: random.Random = rest[-1]
    persons = [
        at for at, name in enumerate(cited.authors) if isinstance(name, PersonName) and name.given
    ]
    if not persons:
        return None
    at = rng.choice(persons)
    given = getattr(cited.authors[at], "given", "") or ""
    letters = "".join(part[0] for part in re.findall(r"[A-Z]", given)) or given[:1].upper()
    place = rng.randrange(len(letters[:2]))
    letter = rng.choice([each for each in "ABCDEFGHJKLMNPRSTW" if each not in letters])
    wrong = letters[:place] + letter + letters[place + 1 :]
    return _with_author(cited, at, replace(cited.authors[at], given=wrong))


def _replaced_author(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    donor = library.any(rng).authors
    if not cited.authors or not donor or not isinstance(donor[0], PersonName):
        return None
    at = rng.randrange(len(cited.authors))
    if not isinstance(cited.authors[at], PersonName):
        return None
    if any(donor[0].family == _family(record, each) for each in range(len(record.authors))):
        return None
    return _with_author(cited, at, PersonName(family=donor[0].family, given=donor[0].initials))


def _year(
    cited: BibliographicRecord, record: BibliographicRecord, *rest: Any
) -> BibliographicRecord | None:
    rng: random.Random = rest[-1]
    right = {year for each in record.dates for year in each.years}
    issued = cited.issued
    wrong = (issued.year if issued else 2000) + rng.choice((-1, 1, -1, 1, 2, -2, 10, -10))
    if wrong in right:
        return None
    date_ = PublicationDate(kind=DateKind.PRINT, date=PartialDate(year=wrong))
    return replace(cited, dates=(date_,))


def _journal(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    donor = library.any(rng)
    if set(_journals(donor)) & set(_journals(record)):
        return None
    return replace(cited, container_title=_journals(donor)[-1])


def _words(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    words = (cited.title or "").split()
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    others = [
        word for word in (library.any(rng).title or "").split() if len(word) > 4 and word.isalpha()
    ]
    if not long or len(words) < 5 or not others:
        return None
    at = rng.choice(long)
    if rng.random() < 0.3:
        del words[at]
    else:
        words[at] = rng.choice(others).lower()
    title = " ".join(words)
    return (
        None if title.casefold() == (cited.title or "").casefold() else replace(cited, title=title)
    )


def _title(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    if not (cited.volume and cited.pages):
        return None  # what is left would fit many works
    title = library.any(rng).title or ""
    return None if title.startswith("[") else replace(cited, title=title.removesuffix("."))


def _transposed(number: str, rng: random.Random) -> str | None:
    """A number with two digits changed about, or one digit changed."""
    if len(number) > 1 and rng.random() < 0.5:
        at = rng.randrange(len(number) - 1)
        wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    else:
        at = rng.randrange(len(number))
        wrong = number[:at] + rng.choice("123456789") + number[at + 1 :]
    return wrong if wrong != number and wrong.lstrip("0") == wrong else None


def _volume(cited: BibliographicRecord, *rest: Any) -> BibliographicRecord | None:
    if not cited.volume or not cited.volume.isdigit():
        return None
    wrong = _transposed(cited.volume, rest[-1])
    return replace(cited, volume=wrong) if wrong else None


def _issue(cited: BibliographicRecord, *rest: Any) -> BibliographicRecord | None:
    if not cited.issue or not cited.issue.isdigit():
        return None
    wrong = _transposed(cited.issue, rest[-1])
    return replace(cited, issue=wrong) if wrong else None


def _page(cited: BibliographicRecord, *rest: Any) -> BibliographicRecord | None:
    if not cited.pages or not (found := re.match(r"e?(\d{2,})", cited.pages)):
        return None
    wrong = _transposed(found.group(1), rest[-1])
    if not wrong:
        return None
    return replace(cited, pages=cited.pages[: found.start(1)] + wrong + cited.pages[found.end(1) :])


def _last_page(cited: BibliographicRecord, *rest: Any) -> BibliographicRecord | None:
    if not cited.pages or not (found := re.fullmatch(r"(\d+)([-–])(\d+)", cited.pages)):
        return None
    wrong = _transposed(found.group(3), rest[-1])
    return replace(cited, pages=f"{found.group(1)}-{wrong}") if wrong else None


def _doi(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    doi = library.any(rng).doi
    return replace(cited, doi=doi) if doi and record.doi and doi != record.doi else None


def _pmid(
    cited: BibliographicRecord, record: BibliographicRecord, library: Library, rng: random.Random
) -> BibliographicRecord | None:
    pmid = library.any(rng).pmid
    return replace(cited, pmid=pmid) if pmid != record.pmid else None


# What is planted -> (the field where it must be found, how).
PLANTS: dict[str, tuple[str, Plant]] = {
    "author misspelt": ("author", _misspelt),
    "author dropped": ("author", _dropped),
    "author added": ("author", _added),
    "authors swapped": ("author", _swapped),
    "author replaced": ("author", _replaced_author),
    "initials": ("author", _initials),
    "year": ("year", _year),
    "journal": ("journal", _journal),
    "title words": ("title", _words),
    "title": ("title", _title),
    "volume": ("volume", _volume),
    "issue": ("issue", _issue),
    "first page": ("pages", _page),
    "last page": ("pages", _last_page),
    "doi": ("doi", _doi),
    "pmid": ("pmid", _pmid),
}


# --- invented references --------------------------------------------------------------------------


def invent(
    library: Library, rng: random.Random
) -> tuple[BibliographicRecord, list[BibliographicRecord]]:
    """A reference to no work, put together from real ones, and the records that it borrows from."""
    one, two, three = (library.any(rng) for _ in range(3))
    base = cite(one, rng)
    kind = rng.choice(("borrowed title", "borrowed authors", "new title", "own place"))
    near = library.like(one, rng)
    borrowed = [each for each in near if each.authors and one.authors]
    near = [each for each in borrowed if not _share_author(each, one)]
    if _share_author(one, two) or _share_author(one, three):
        return invent(library, rng)  # too near to a real work
    if kind == "borrowed authors" and near:
        two = near[0]  # an author of the field, with a title of the field that is not hers
    other = cite(two, rng)
    cited = replace(
        base,
        authors=other.authors,
        authors_complete=other.authors_complete,
        doi=None,
        pmid=None,
    )
    if kind in {"borrowed title", "borrowed authors"}:
        place = cite(three, rng)
        cited = replace(
            cited,
            container_title=place.container_title,
            dates=place.dates,
            volume=place.volume,
            issue=place.issue,
            pages=place.pages,
        )
    elif kind == "new title":
        words = (base.title or "").split()
        half = (two.title or "").removesuffix(".").split()
        title = " ".join(words[: len(words) // 2] + half[len(half) // 2 :])
        cited = replace(cited, title=title, volume=str(rng.randrange(1, 90)), pages=_any_pages(rng))
    else:
        cited = replace(cited, title=three.title, pages=_any_pages(rng))
    return cited, [one, two, three]


def _share_author(one: BibliographicRecord, other: BibliographicRecord) -> bool:
    families = [
        {name.family for name in each.authors if isinstance(name, PersonName)}
        for each in (one, other)
    ]
    return bool(families[0] & families[1])


def _any_pages(rng: random.Random) -> str:
    first = rng.randrange(1, 1800)
    return f"{first}-{first + rng.randrange(2, 15)}"


# --- cases ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """`truth` is the cited record (None: invented); `planted` the name of the error, or None."""

    reference: Reference
    candidates: tuple[Candidate, ...]
    truth: BibliographicRecord | None
    planted: str | None = None


def _short(name: PersonName, dot: str, gap: str) -> str:
    parts = re.findall(r"\w+", name.given or "")
    letters = "".join(part if part.isupper() and len(part) < 4 else part[0] for part in parts)
    return gap.join(letter + dot for letter in letters)


def _listed(cited: BibliographicRecord, one: Callable[[PersonName], str], last: str) -> str:
    names = [one(each) if isinstance(each, PersonName) else each.name for each in cited.authors]
    if not cited.authors_complete:
        return ", ".join([*names, "et al"])
    if last and len(names) > 1:
        return ", ".join(names[:-1]) + last + names[-1]
    return ", ".join(names)


def _vancouver(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family} {_short(each, '', '')}".strip(), "")
    parts = (
        names,
        cited.title,
        cited.container_title,
        f"{year};{cited.volume or ''}{issue}{':' if pages else ''}{pages}",
    )
    return ". ".join(part.strip(". ") for part in parts if part)


def _apa(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {_short(each, '.', ' ')}", ", & ")
    place = ", ".join(part for part in (f"{cited.volume or ''}{issue}", pages) if part)
    return f"{names.rstrip('.')}. ({year}). {cited.title}. {cited.container_title}, {place}"


def _harvard(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {_short(each, '.', '')}", " and ")
    volume = f", vol. {cited.volume}" if cited.volume else ""
    number = f", no. {issue[1:-1]}" if issue else ""
    place = f", pp. {pages}" if pages else ""
    return f"{names} ({year}) '{cited.title}', {cited.container_title}{volume}{number}{place}"


def _ieee(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{_short(each, '.', ' ')} {each.full_family}", " and ")
    volume = f", vol. {cited.volume}" if cited.volume else ""
    number = f", no. {issue[1:-1]}" if issue else ""
    place = f", pp. {pages}" if pages else ""
    return f"{names}, \u201c{cited.title},\u201d {cited.container_title}{volume}{number}{place}, {year}"


def _nature(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {_short(each, '.', ' ')}", " & ")
    place = ", ".join(part for part in (cited.volume, pages) if part)
    return f"{names} {cited.title}. {cited.container_title} {place} ({year})"


def _chicago(cited: BibliographicRecord, issue: str, year: str, pages: str) -> str:
    names = _listed(cited, lambda each: f"{each.full_family}, {each.given or ''}", ", and ")
    number = f", no. {issue[1:-1]}" if issue else ""
    place = f": {pages}" if pages else ""
    text = f"{names.rstrip('.')}. \u201c{cited.title}.\u201d {cited.container_title}"
    return f"{text} {cited.volume or ''}{number} ({year}){place}"


_STYLES = (_vancouver, _vancouver, _vancouver, _apa, _harvard, _ieee, _nature, _chicago)


def render(cited: BibliographicRecord, rng: random.Random) -> str:
    """The reference as a line of text, in one of the usual styles."""
    issued = cited.issued
    style = rng.choice(_STYLES) if cited.title else _vancouver
    issue = f"({cited.issue})" if cited.issue else ""
    text = style(cited, issue, str(issued.year) if issued else "", cited.pages or "")
    tail = [f"doi:{cited.doi}"] if cited.doi else []
    tail += [f"PMID: {cited.pmid}"] if cited.pmid else []
    return ". ".join(part.strip(". ") for part in (text, *tail)) + "."


def reference_of(
    cited: BibliographicRecord, parse: Callable[[str], ParsedString] | None, rng: random.Random
) -> Reference:
    """The cited record as the pipeline would hand it over, read by `parse` where it is given."""
    raw = render(cited, rng)
    span = Span(start=0, end=len(raw), line=1, column=1)
    string = ReferenceString(number=1, list_number=1, label="1.", raw=raw, span=span)
    return Reference(string=string, parsed=parse(raw) if parse else ParsedString(record=cited))


def candidate_of(record: BibliographicRecord) -> Candidate:
    """The record as a search for the title leads to it."""
    return Candidate(record=record, source="pubmed", via=Via.TITLE, asked="", retrieved=_RETRIEVED)


def make_cases(
    library: Library,
    count: int,
    seed: int,
    parse: Callable[[str], ParsedString] | None = None,
    again: float = 0.0,
) -> Iterator[Case]:
    """About `count` cases: a third right, a twelfth invented, the rest with one known error.

    `again` is the chance of a second error beside the first.
    """
    rng = random.Random(seed)  # noqa: S311 -- cases must be the same in each run
    kinds = list(PLANTS)
    while count > 0:
        draw = rng.random()
        if draw < 0.085:
            cited, lent = invent(library, rng)
            near = [other for each in lent[:1] for other in library.like(each, rng)]
            pool = {record.pmid: candidate_of(record) for record in (*lent, *near)}
            yield Case(reference_of(cited, parse, rng), tuple(pool.values()), None)
            count -= 1
            continue
        record = library.any(rng)
        planted = rng.choice(kinds) if draw > 0.4 else None
        changed: BibliographicRecord | None = cite(record, rng)
        if planted and changed:
            changed = PLANTS[planted][1](changed, record, library, rng)
        if changed is None or (not changed.authors and information(record.title or "") < 20):
            continue
        if planted and rng.random() < again:
            second = PLANTS[rng.choice(kinds)][1](changed, record, library, rng)
            changed = second or changed
        untitled = planted not in {"title", "title words"} and rng.random() < 0.03
        if untitled and changed.volume and changed.pages and changed.authors:
            changed = replace(changed, title=None)  # as old journals print references
        pool = {each.pmid: candidate_of(each) for each in (record, *library.like(record, rng))}
        reference = reference_of(changed, parse, rng)
        yield Case(reference, tuple(pool.values()), record, planted)
        count -= 1
