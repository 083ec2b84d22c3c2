"""What a reference prints of a work before it is put into a style, and a list's house rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .records import Name, Record, without_markup
from .wording import page_range

__all__ = ["Entry", "Habit", "Mistake", "Reference", "entry_of", "is_locator"]

# "2013 Dec 10", "2013 Dec", "2013 Nov-Dec"; others are no dates that articles print.
_PRINTABLE_DATE = re.compile(r"\d{4} [A-Z][a-z]{2}(?: \d{1,2}|-[A-Z][a-z]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The values of one reference. `date` is PubMed's own date text where it is to be printed."""

    authors: tuple[Name, ...]
    title: str
    journal: str  # full title; empty where it is not known
    abbreviation: str
    year: int
    date: str = ""
    volume: str = ""
    issue: str = ""
    first: str = ""
    last: str = ""
    doi: str = ""
    pmid: str = ""
    pmc: str = ""
    ahead: bool = False
    bracketed: bool = False  # a title that PubMed translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A planted error: what is printed, and what would be right."""

    field: str
    kind: str
    cited: str
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How one article prints its references. Shares are chances from 0 to 1."""

    style: str
    journal_form: str  # "abbreviated", "dotted", "full"
    shown: int  # authors before "et al." (0: all)
    limit: int  # only longer lists are cut
    short_pages: bool
    dash: str
    quotes: bool
    accents: str  # "kept", "lost", "transliterated"
    title_case: str  # "kept", "title", "sentence"
    doi_share: float
    doi_form: str
    pmid_share: float
    pmid_form: str
    full_date: bool
    issue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One printed reference and the truth about it.

    `pmid` None: it is made up, or (`outside`) a work that PubMed does not list. `entry` holds the
    values as they are printed (None for those other works), `shown` those of its authors that are.
    """

    text: str
    style: str
    kind: str  # "correct", "erroneous", or the kind of invention or of other work
    pmid: str | None = None
    entry: Entry | None = None
    journal: str = ""
    shown: tuple[Name, ...] = ()
    outside: bool = False
    mistakes: tuple[Mistake, ...] = ()
    variations: tuple[str, ...] = field(default=())
    real_form: str = ""  # what it has of real articles, see `real_forms.py`

    @property
    def invented(self) -> bool:
        """Whether there is no such work."""
        return self.pmid is None and not self.outside

    @property
    def moved(self) -> bool:
        """Whether it is a real work at a made-up place."""
        return self.kind == "elsewhere"


def is_locator(pages: str) -> bool:
    """Whether this is a page or article number, and not a publisher's item identifier.

    PubMed keeps "S0020-6539(24)00047-9" or "bjsports-2020-103" where pages are not assigned yet.
    """
    first, last = page_range(pages)
    short = max(len(first), len(last)) <= 10
    return short and any(map(str.isdecimal, first)) and "-" not in first and "(" not in pages


def entry_of(record: Record) -> Entry:
    """The record's own values."""
    title = without_markup(record.title).rstrip()
    bracketed = title.startswith("[") and title.rstrip(".").endswith("]")
    title = title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title
    pages = record.pages if is_locator(record.pages) else ""
    first, last = page_range(pages) if pages else ("", "")
    return Entry(
        authors=record.authors,
        title=title.strip("[]") if bracketed else title,
        journal=record.journal,
        abbreviation=record.abbreviation,
        year=record.year,
        date=record.pubdate if _PRINTABLE_DATE.fullmatch(record.pubdate) else "",
        volume=record.volume,
        issue=record.issue,
        first=first,
        last=last,
        doi=record.doi if record.doi.startswith("10.") else "",
        pmid=record.pmid,
        pmc=record.pmc,
        ahead=not record.volume and not pages,
        bracketed=bracketed,
    )
