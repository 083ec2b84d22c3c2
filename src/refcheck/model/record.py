"""A work's bibliographic data: the same type for what an article cites and what a source has.

Names follow CSL 1.0.2 where CSL has one (https://docs.citationstyles.org/en/stable/specification.html).
"""

from __future__ import annotations

from enum import StrEnum

from refcheck.frozen import dataclass
from refcheck.model.identifiers import DOI, ISBN, ISSN, PMCID, PMID

__all__ = [
    "BibliographicRecord",
    "Contributor",
    "DateKind",
    "GroupName",
    "Notice",
    "NoticeKind",
    "PartialDate",
    "PersonName",
    "PublicationDate",
    "RecordKey",
    "WorkType",
]


class WorkType(StrEnum):
    """Kinds of works; the values are CSL item types."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_NEWSPAPER = "article-newspaper"
    ARTICLE_MAGAZINE = "article-magazine"
    PREPRINT = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"
    LEGISLATION = "legislation"
    PAPER_CONFERENCE = "paper-conference"
    PATENT = "patent"
    REPORT = "report"
    SOFTWARE = "software"
    STANDARD = "standard"
    THESIS = "thesis"
    WEBPAGE = "webpage"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """One person.

    `given` is as printed or as recorded ("J. A.", "John A", "JA"); `initials` only where a source
    gives them apart. `particle` is a non-dropping particle that stands apart from `family`
    ("van der"); one that a source prints as part of the family name stays there.
    """

    family: str
    given: str | None = None
    initials: str | None = None
    particle: str | None = None
    suffix: str | None = None

    @property
    def full_family(self) -> str:
        """The family name with its particle before it ("van der Berg")."""
        return f"{self.particle} {self.family}" if self.particle else self.family


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupName:
    """A group, committee, organisation or study that signs as an author."""

    name: str


Contributor = PersonName | GroupName


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date to the precision in which it is known. `season` is free text ("Spring", "Dec-Jan")."""

    year: int
    month: int | None = None
    day: int | None = None
    season: str | None = None


class DateKind(StrEnum):
    """What a date of a record is the date of."""

    PRINT = "print"  # the journal issue (PubMed: PubDate)
    ELECTRONIC = "electronic"  # published ahead of, or without, print (PubMed: ArticleDate)
    PUBMED = "pubmed"  # entered into PubMed; never printed in a reference


# Under names of their own: every record is asked for its date, and enumerations are slow to ask.
_PRINT, _ELECTRONIC = DateKind.PRINT, DateKind.ELECTRONIC


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """One date of a record; `until` is the end of a range ("2013 Dec-2014 Jan")."""

    kind: DateKind
    date: PartialDate
    until: PartialDate | None = None
    text: str | None = None

    @property
    def years(self) -> frozenset[int]:
        """Every year that the date covers."""
        last = self.until.year if self.until else self.date.year
        return frozenset(range(self.date.year, max(last, self.date.year) + 1))


class NoticeKind(StrEnum):
    """How two records are tied by a notice; the values are PubMed's RefType words, but for
    `WITHDRAWN_IN`, which only Crossref has."""

    RETRACTION_IN = "RetractionIn"
    RETRACTION_OF = "RetractionOf"
    PARTIAL_RETRACTION_IN = "PartialRetractionIn"
    PARTIAL_RETRACTION_OF = "PartialRetractionOf"
    EXPRESSION_OF_CONCERN_IN = "ExpressionOfConcernIn"
    EXPRESSION_OF_CONCERN_FOR = "ExpressionOfConcernFor"
    ERRATUM_IN = "ErratumIn"
    ERRATUM_FOR = "ErratumFor"
    CORRECTED_AND_REPUBLISHED_IN = "CorrectedandRepublishedIn"
    CORRECTED_AND_REPUBLISHED_FROM = "CorrectedandRepublishedFrom"
    RETRACTED_AND_REPUBLISHED_IN = "RetractedandRepublishedIn"
    RETRACTED_AND_REPUBLISHED_FROM = "RetractedandRepublishedFrom"
    REPUBLISHED_IN = "RepublishedIn"
    REPUBLISHED_FROM = "RepublishedFrom"
    UPDATE_IN = "UpdateIn"
    UPDATE_OF = "UpdateOf"
    COMMENT_IN = "CommentIn"
    COMMENT_ON = "CommentOn"
    WITHDRAWN_IN = "WithdrawnIn"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKey:
    """What a record is known by: the source that has it, and the source's own identifier.

    RecordKey(source="pubmed", id="25982932")
    """

    source: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One tie of a record to another: what it is, as the source words it, and the other's PMID.

    `url` is where the other can be read. `by` is who says so, where that is not the source of the
    record, and `date` since when it holds.
    """

    kind: NoticeKind
    source: str | None = None
    pmid: PMID | None = None
    url: str | None = None
    by: str | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BibliographicRecord:
    """The data of one work. `None` and empty mean "not said", never "has none".

    `key` identifies the record of a source; a work as an article cites it has none.

    `authors_complete` is false where the list is cut ("et al.") or the source says so.
    `container_title` is the title as printed, or the full title of a record; `container_variants`
    are all other forms that are equally right (MedlineTA, ISO 4, former titles).
    `pages` has pages or an article number as printed ("24-35", "e31095"); `elocations` are
    further locators of a record (article numbers, publisher item identifiers). `notices` are those
    of a source of records, or those that the reference itself prints; `notes` are the words of the
    latter, and of what else is printed in a reference and is none of its fields. `numbers` are
    those of registries, standards bodies and patent offices ("NCT02422186", "ISO 15189:2012").
    Identifiers are in their normal forms, which the functions of `text.identifiers` make.
    """

    key: RecordKey | None = None
    type: WorkType = WorkType.DOCUMENT
    authors: tuple[Contributor, ...] = ()
    authors_complete: bool = True
    editors: tuple[Contributor, ...] = ()
    title: str | None = None
    title_variants: tuple[str, ...] = ()
    container_title: str | None = None
    container_variants: tuple[str, ...] = ()
    dates: tuple[PublicationDate, ...] = ()
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    elocations: tuple[str, ...] = ()
    edition: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    language: str | None = None
    doi: DOI | None = None
    pmid: PMID | None = None
    pmcid: PMCID | None = None
    url: str | None = None
    accessed: PartialDate | None = None
    isbn: tuple[ISBN, ...] = ()
    issn: tuple[ISSN, ...] = ()
    nlm_id: str | None = None
    publication_types: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    notes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    ahead_of_print: bool = False

    @property
    def persons(self) -> list[PersonName]:
        """The authors that are persons, in order."""
        return [name for name in self.authors if isinstance(name, PersonName)]

    @property
    def issued(self) -> PartialDate | None:
        """The date to cite: of the issue where there is one, else the electronic one."""
        electronic = None
        for date in self.dates:
            kind = date.kind
            if kind is _PRINT:
                return date.date
            if kind is _ELECTRONIC and electronic is None:
                electronic = date.date
        return electronic
