"""The levels of a comparison, one a field, and what several of them say together.

What each level is worth is in `weights`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from refcheck.compare.deposits import is_data_deposit
from refcheck.compare.meeting_abstracts import AbstractSign, abstract_sign
from refcheck.frozen import dataclass
from refcheck.matching.thresholds import IDENTIFIER_CHARACTERS
from refcheck.model.record import BibliographicRecord, WorkType
from refcheck.text.patterns import lazy_regex

__all__ = ["FIELDS", "CitedWork", "Features"]

# The first column of the table of weights.
FIELDS: Final = (
    "title",
    "first author",
    "co-authors",
    "year",
    "journal",
    "volume",
    "issue",
    "page",
    "identifier",
    "kind",
)


# Identifiers and addresses, and the words around them.
_IDENTIFIER_ALONE: Final = lazy_regex(
    r"(?:https?://\S++|www\.\S++|(?:doi|dx\.doi|pubmed|ncbi|pmc)\.[a-z]\S++|10\.\d{4,9}/\S++|PMC\d+"
    r"|(?:doi|pmid|pmcid|pubmed|medline|central|id|no|nr|number|url|link|full text|free|article"
    r"|available (?:from|at)|at|see|in)\b|[\W\d_])++",
    re.IGNORECASE,
)


class CitedWork:
    """What a reference shows of the kind of its work, whichever parse is right.

    It is the same for every candidate, and worked out when it is first asked for: a candidate that
    has the cited place needs none of it.
    """

    def __init__(self, parses: Sequence[BibliographicRecord] = (), text: str = "") -> None:
        self.parses = parses  # the likeliest first
        self.text = text  # of the reference

    @property
    def type(self) -> WorkType:
        """The kind of work, as the likeliest parse has it."""
        return self.parses[0].type if self.parses else WorkType.DOCUMENT

    @cached_property
    def is_data(self) -> bool:
        """Whether data are cited, and not an article."""
        return any(map(is_data_deposit, self.parses))

    @cached_property
    def abstract(self) -> AbstractSign | None:
        """What shows that the abstract of a talk is cited."""
        return abstract_sign(self.parses[0], self.text) if self.parses else None

    @cached_property
    def is_identifier_alone(self) -> bool:
        """Whether nothing is cited but an identifier: "PMID: 8906787", the address of a record."""
        if any(parse.title or parse.authors or parse.container_title for parse in self.parses):
            return False  # as with most
        return (
            len(self.text) <= IDENTIFIER_CHARACTERS
            and _IDENTIFIER_ALONE.fullmatch(self.text) is not None
        )

    @property
    def may_be_article(self) -> bool:
        """Whether it is no chapter, report or the like: those have the title of an article without
        being it."""
        return self.type in (WorkType.ARTICLE_JOURNAL, WorkType.DOCUMENT)


@dataclass(frozen=True, slots=True)
class Features:
    """The level of each field; the field names are the first column of the table of weights."""

    title: str | None
    first_author: str | None
    co_authors: str | None
    year: str | None
    journal: str | None
    volume: str | None
    issue: str | None
    page: str | None
    identifier: str | None
    kind: str | None

    def levels(self) -> tuple[tuple[str, str], ...]:
        """(field, level) of every field that says something."""
        pairs = zip(FIELDS, self.each(), strict=True)
        return tuple([(field, level) for field, level in pairs if level is not None])

    def each(self) -> tuple[str | None, ...]:
        """The level of every field, in the order of `FIELDS`."""
        return (
            self.title,
            self.first_author,
            self.co_authors,
            self.year,
            self.journal,
            self.volume,
            self.issue,
            self.page,
            self.identifier,
            self.kind,
        )

    @property
    def has_same_names(self) -> bool:
        """Whether title and authors are those of the record, which tells one work from all others.

        A short title ("Asthma") needs co-authors who all agree.
        """
        first = self.first_author in {"same, long", "same, short"}
        if self.kind is not None or self.title is None or not first:
            return False
        if self.title in {"same, long", "same, medium"}:
            return self.co_authors in {None, "all, many", "all, few", "most"}
        return self.title == "same, short" and self.co_authors == "all, many"

    @property
    def has_other_place(self) -> bool:
        """Whether the cited place is a different one: the journal, and volume and page as far as
        they can be compared, else the year; or both volume and page."""
        if self.has_same_locator:
            return False
        if self.volume == self.page == "other":
            return True
        wrong = {self.volume, self.page, None if self.volume or self.page else self.year}
        return self.journal == "other" and "other" in wrong

    @property
    def is_elsewhere(self) -> bool:
        """Whether the work is the cited one, and every part of its place is different."""
        return self.has_same_names and self.has_other_place

    @property
    def fits_text(self) -> bool:
        """Whether nothing that the reference prints speaks against the record."""
        return not any(
            (
                self.title in {"other", "sibling", "some words"},
                self.first_author == "other",
                self.journal == "other",
                self.volume == "other",
                self.page == "other",
            )
        )

    @property
    def fits_in_full(self) -> bool:
        """Whether title, journal and first page are the record's, and nothing speaks against it."""
        titled = self.title is not None and self.title.startswith("same")
        return titled and self.journal == "same" and self.has_same_page and self.fits_text

    @property
    def has_same_page(self) -> bool:
        """Whether the first page is the record's."""
        return self.page in {"same, long", "same, short"}

    @property
    def has_same_locator(self) -> bool:
        """Whether volume or first page are the record's."""
        return self.volume == "same" or self.has_same_page
