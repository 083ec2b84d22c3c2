"""A reference and its record side by side, with what several rules need to know of the two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from refcheck.checks.thresholds import AUTHOR_LIMITS, SURE_OF_FIELD, TITLE_START_CHARS
from refcheck.compare.authors import AuthorComparison, align_authors
from refcheck.compare.groups import TornGroup, torn_groups
from refcheck.compare.journals.names import JournalAgreement, compare_journals
from refcheck.compare.locators import page_ranges, publisher_items, same_issue, same_volume
from refcheck.frozen import dataclass
from refcheck.model.document import Span
from refcheck.model.finding import Field
from refcheck.model.outcome import Candidate
from refcheck.model.record import BibliographicRecord, PartialDate, PersonName
from refcheck.model.reference import Reference
from refcheck.text.folding import squashed, words
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.names import written

__all__ = [
    "SOURCE_NAME",
    "Comparison",
    "may_be_misparsed",
]

SOURCE_NAME: Final = "the source"  # where nobody says what it is called
_LINK = lazy_regex(r"(?:https?://|www\.|\bdoi:?\s?|\b10\.\d{4,9}/)\S{1,400}", re.I)
# Words that say that a list of authors is cut, for parses that have missed them.
_CUT = lazy_regex(
    r"\bet\s?al\b|\band others\b|\bu\.\s?a\.|\by cols?\b|\be cols?\b|…|\.\s?\.\s?\.", re.I
)


@dataclass(frozen=True, eq=False)  # one is itself alone, so that what is said of it can be cached
class Comparison:
    """One parse of a reference, and the record that it matched.

    `other_works` are the candidates that an identifier of the reference led to and that are a
    different work. `url` is where the record can be read, `source_name` what users call the source.
    What several rules ask for is worked out when the first one does.
    """

    reference: Reference
    cited: BibliographicRecord
    record: BibliographicRecord
    other_works: tuple[Candidate, ...] = ()
    url: str | None = None
    source_name: str = SOURCE_NAME

    @cached_property
    def raw(self) -> str:
        """The reference as cited, on one line, without the notices that are printed in it."""
        return self.reference.text

    @property
    def span(self) -> Span:
        """The place of the reference."""
        return self.reference.string.span

    @cached_property
    def torn(self) -> tuple[TornGroup, ...]:
        """The groups of the record whose names were taken for persons."""
        return torn_groups(self.cited.authors, self.record.authors)

    @cached_property
    def authors(self) -> AuthorComparison:
        """The persons of both aligned, without those that are pieces of a group's name."""
        cited, record, recorded = self.cited, self.record, self.record.persons
        pieces = {
            at for each in self.torn for at in range(each.place, each.place + len(each.cited))
        }
        ours = [
            name
            for place, name in enumerate(cited.authors, start=1)
            if isinstance(name, PersonName) and place not in pieces
        ]
        return align_authors(
            ours,
            recorded,
            cited_complete=_is_complete(self.raw, cited, record, len(recorded)),
            recorded_complete=record.authors_complete and not _is_limited(record, len(recorded)),
        )

    @cached_property
    def text(self) -> str:
        """The reference as cited, without links and DOIs, which contain words and numbers too."""
        return _LINK.sub(" ", self.raw)

    @cached_property
    def author_text(self) -> str:
        """The text before the title, where the authors are; all of it where no title is found."""
        return _author_text(self.raw, self.cited, self.record)

    @property
    def has_same_locator(self) -> bool:
        """Whether volume and first page are cited, and are those of the record."""
        cited, record = self.cited, self.record
        if not (cited.volume and record.volume and cited.pages and record.pages):
            return False
        ours, theirs = page_ranges(cited.pages), page_ranges(record.pages)
        return same_volume(cited.volume, record.volume) and ours[:1] == theirs[:1]

    def may_be_misparsed(self, field: Field) -> bool:
        """Returns whether the parser may well have the field wrong.

        Then a rule may accept an explanation by the parsing that would otherwise be too generous.
        """
        return may_be_misparsed(self.reference, field)

    def is_from_other_fields(self, text: str, *, journal: bool = True, title: bool = False) -> bool:
        """Returns whether all words of a text are words of the record's authors, locators or
        journal.

        With `title`, of its title too. Such a piece was parsed into the wrong field.
        """
        record = self.record
        texts = [written(name) for name in record.authors]
        texts += [name.given for name in record.persons if name.given]
        texts += [each for each in (record.volume, record.issue, record.pages, record.doi) if each]
        if journal:
            texts += [record.container_title or "", *record.container_variants]
        texts += [str(year) for date in record.dates for year in date.years]
        if title and record.title:
            texts.append(record.title)
        return set(words(text)) - {"and"} <= {word for each in texts for word in words(each)}

    def is_extra(self, text: str) -> bool:
        """Returns whether the words of a text are in the reference once more than the title, the
        authors and the journal of the record account for: the reference has them in addition."""
        left = Counter(words(self.text))
        record, journal = self.record, self.cited.container_title
        names = tuple(filter(None, (record.container_title, *record.container_variants)))
        left.subtract(words(record.title or ""))
        left.subtract(word for name in record.authors for word in words(written(name)))
        if journal and compare_journals(journal, names) is JournalAgreement.SAME:
            left.subtract(words(journal))
        else:
            left.subtract({word for name in names for word in words(name)})
        return all(left[word] > 0 for word in words(text))

    def is_in_unparsed_text(self, value: str, without: str | None = None) -> bool:
        """Returns whether the record's value is in the text where the parser has found no field.

        Then the parse is in doubt, not the article: "2014;12(3):45" parsed with volume 3. Words of
        fields that agree with the record do not count, nor do links, nor the cited value itself
        where it is given as `without` ("1011-1016" for "1016-21").
        """
        wanted = words(value)
        if not wanted:
            return False
        left = Counter(words(self.text))
        for text in (*_agreed(self.cited, self.record), without or ""):
            left.subtract(words(text))
        return all(left[word] > 0 for word in wanted)

    def is_other_locator(self, value: str) -> bool:
        """Returns whether what was parsed as volume or issue is the record's first page, or a piece
        of an item number: "12, Art. No. 4951", "S1878-8750(22)00123-4"."""
        key, record = squashed(value), self.record
        if record.volume and record.pages and len(key) > len(record.volume):
            first = page_ranges(record.pages)[:1]  # "16968791" of "16:968791"
            if first and key == squashed(record.volume) + first[0].first:
                return True
        pages = [place for text in (self.record.pages,) if text for place in page_ranges(text)]
        return any(key == place.first for place in pages) or any(
            key in item for item in publisher_items(self.text)
        )


def may_be_misparsed(reference: Reference, field: Field) -> bool:
    """Returns whether the parser may well have a field of the reference wrong."""
    return reference.confidence_in(field) < SURE_OF_FIELD


def _author_text(raw: str, cited: BibliographicRecord, record: BibliographicRecord) -> str:
    starts = (
        title.lstrip("[")[:TITLE_START_CHARS].casefold()
        for title in (record.title, cited.title)
        if title
    )
    places = (raw.casefold().find(start) for start in starts)
    return raw[: next((place for place in places if place > 0), None)]


def _is_complete(
    raw: str, cited: BibliographicRecord, record: BibliographicRecord, count: int
) -> bool:
    """Returns whether the cited list of authors is not cut, where the record names `count`
    persons."""
    if not cited.authors_complete or len(cited.authors) >= count:
        return cited.authors_complete
    return _CUT.search(_author_text(raw, cited, record)) is None


def _is_limited(record: BibliographicRecord, count: int) -> bool:
    issued = record.issued
    return issued is not None and any(
        first <= issued.year <= last and count >= limit for first, last, limit in AUTHOR_LIMITS
    )


def _agreed(cited: BibliographicRecord, record: BibliographicRecord) -> Iterator[str]:
    """Yields the texts of the fields that were parsed and of which nothing speaks against the
    parse."""
    yield from (written(name) for name in cited.authors)
    yield from (text for text in (cited.title, cited.publisher, cited.edition) if text)
    if cited.volume and record.volume and same_volume(cited.volume, record.volume):
        yield cited.volume
    if cited.issue and record.issue and same_issue(cited.issue, record.issue):
        yield cited.issue
    if (
        cited.pages
        and record.pages
        and page_ranges(cited.pages)[:1] == page_ranges(record.pages)[:1]
    ):
        yield cited.pages
    if cited.issued and any(cited.issued.year in date.years for date in record.dates):
        yield _text(cited.issued)
    if cited.accessed:
        yield _text(cited.accessed)


def _text(date: PartialDate) -> str:
    return " ".join(str(part) for part in (date.year, date.month, date.day) if part)
