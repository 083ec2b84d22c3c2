"""Reading the file of Retraction Watch: CSV with a row for each notice, several for some papers.

Known forms: an unnamed last column, `M/D/YYYY 0:00` for dates, `0` for no PMID, `unavailable` for
no DOI, UTF-8 or (older copies) Latin-1.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from refcheck.frozen import dataclass
from refcheck.text.folding import folded
from refcheck.text.works.identifiers import normalise_doi, normalise_pmid

__all__ = ["LONGEST_TITLE", "Nature", "Row", "is_header", "read_rows"]

LONGEST_TITLE: Final = 80  # characters, folded: enough to tell another paper
_NEEDED: Final = (
    *("Title", "RetractionDate", "RetractionDOI", "OriginalPaperDOI", "OriginalPaperPubMedID"),
    "RetractionNature",
)


class Nature(StrEnum):
    """What a row says became of a paper; the values are the words of the file, in lower case."""

    RETRACTION = "retraction"
    PARTIAL = "partial retraction"
    CONCERN = "expression of concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One notice about one paper. `doi`, `pmid` and `title` (folded, its beginning) are the
    paper's, `notice` is the DOI of the notice."""

    nature: Nature
    day: date
    notice: str | None = None
    doi: str | None = None
    pmid: str | None = None
    title: str = ""


def is_header(line: str) -> bool:
    """Returns whether a line begins such a file."""
    try:
        return set(_NEEDED) <= set(next(csv.reader([line]), []))
    except csv.Error:  # any file may come here: in a compressed one a "\r" may be between letters
        return False


def read_rows(lines: Iterable[str]) -> Iterator[Row | None]:
    """Yields the rows below the header that `lines` begin with; None for each broken one."""
    reader = csv.reader(lines)
    names = next(reader, [])
    places = {name: names.index(name) for name in _NEEDED}
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a field without end, say
            yield None
            continue
        if values:
            yield _row(values, places)


def _row(values: list[str], places: dict[str, int]) -> Row | None:
    if len(values) <= max(places.values()):
        return None
    value = {name: values[place].strip() for name, place in places.items()}
    day = _day(value["RetractionDate"])
    nature = " ".join(value["RetractionNature"].lower().split())
    row_doi = normalise_doi(value["OriginalPaperDOI"])
    pmid = normalise_pmid(value["OriginalPaperPubMedID"])
    if day is None or nature not in set(Nature) or not (row_doi or pmid):
        return None
    return Row(
        nature=Nature(nature),
        day=day,
        notice=normalise_doi(value["RetractionDOI"]),
        doi=row_doi,
        pmid=pmid,
        title=folded(value["Title"])[:LONGEST_TITLE],
    )


def _day(text: str) -> date | None:
    """Returns the date in "3/15/2022 0:00" or "2022-03-15"."""
    words = text.split()
    try:
        if "/" in text:
            month, day, year = map(int, words[0].split("/"))
            return date(year, month, day)
        return date.fromisoformat(words[0][:10])
    except (ValueError, IndexError, OverflowError):
        return None
