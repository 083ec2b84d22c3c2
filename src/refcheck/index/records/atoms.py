"""What of a record or a reference keys are made of: journal, years, volume, page, authors, title.

Both sides come through here, so that whatever agrees in print agrees in numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from refcheck.index.records.hashes import hash_of
from refcheck.index.records.stems import LONGEST_TITLE
from refcheck.model.record import BibliographicRecord, DateKind, GroupName
from refcheck.text.folding import fold, squashed

__all__ = [
    "FIRST_YEAR",
    "Atoms",
    "atoms_of",
    "first_page",
    "journal_hash",
    "name_hash",
    "page_hash",
    "title_words",
    "volume_hash",
]

FIRST_YEAR: Final = 1780  # years are stored as a byte that counts from here
_LAST_YEAR: Final = FIRST_YEAR + 255
_LONGEST: Final = 60  # characters of a name
_PAGE_END: Final = re.compile(r"[-–—‑−,;:\s]")
_PUBLISHED: Final = (DateKind.PRINT, DateKind.ELECTRONIC)
_CITED_AUTHORS: Final = 2


class Atoms(NamedTuple):
    """Hashes of what a record or a reference says; 0 where it says nothing of the kind.

    `years` are those of the issue and of the electronic form; `words` those of the title, folded
    and in order.
    """

    years: tuple[int, ...]
    volume: int
    issue: int
    page: int
    authors: tuple[int, ...]
    words: Sequence[str]


def atoms_of(record: BibliographicRecord) -> Atoms:
    """Returns what a record says, but for its journal."""
    return Atoms(
        years=_years(record),
        volume=volume_hash(record.volume),
        issue=volume_hash(record.issue),
        page=page_hash(record.pages),
        authors=tuple(
            name_hash((name.name if isinstance(name, GroupName) else name.full_family)[:_LONGEST])
            for name in record.authors[:_CITED_AUTHORS]
        ),
        words=title_words(record.title or ""),
    )


def title_words(title: str) -> list[str]:
    """Returns the folded words of a title."""
    return fold(title[:LONGEST_TITLE]).split()


def _years(record: BibliographicRecord) -> tuple[int, ...]:
    years = []
    for date in record.dates:
        if date.kind in _PUBLISHED:
            years.append(date.date.year)
            if date.until:
                years.append(date.until.year)
    return _ordered(*years)


@lru_cache(maxsize=1 << 12)
def _ordered(*years: int) -> tuple[int, ...]:
    return tuple(sorted({year for year in years if FIRST_YEAR < year <= _LAST_YEAR}))


@lru_cache(maxsize=1 << 16)
def name_hash(name: str) -> int:
    """Returns the hash of a family name or of a group; 0 for one without letters."""
    letters = squashed(name)
    return hash_of(letters) if letters else 0


@lru_cache(maxsize=1 << 13)
def _place_hash(word: str) -> int:
    return hash_of(word)


@lru_cache(maxsize=1 << 14)
def volume_hash(text: str | None) -> int:
    """Returns the hash of a volume's or an issue's first word ("12 Suppl 1": 12)."""
    words = fold(text[:_LONGEST]).split() if text else ()
    return _place_hash(words[0].lstrip("0") or "0") if words else 0


def first_page(pages: str) -> str:
    """Returns the first page of "24-35", "S5-9"; an article's number whole."""
    return _PAGE_END.split(pages.strip()[:_LONGEST], maxsplit=1)[0]


@lru_cache(maxsize=1 << 14)
def page_hash(pages: str | None) -> int:
    """Returns the hash of a first page; 0 where there is none."""
    page = fold(first_page(pages)).replace(" ", "") if pages else ""
    return _place_hash(page.lstrip("0") or "0") if page else 0


def journal_hash(nlm_id: str | None, name: str) -> int:
    """Returns what a journal is known by: NLM's number for it, or its name."""
    return hash_of(f"nlm {nlm_id}" if nlm_id else f"name {fold(name)}")
