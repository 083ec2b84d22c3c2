"""The rules for the year: none of the record's dates, or that of the online publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.rules.article.completeness import says_undated
from refcheck.checks.thresholds import MOST_YEARS_BETWEEN_VERSIONS, MOST_YEARS_TO_PRINT
from refcheck.compare.deposits import is_living_book, is_other_version, is_versioned
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import DateKind, PartialDate, PublicationDate, WorkType
from refcheck.text.patterns import lazy_regex

__all__ = ["YearElectronic", "YearMismatch", "YearMissing"]

_YEAR = lazy_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_WHERE = {DateKind.PRINT: "in print", DateKind.ELECTRONIC: "online"}
_MONTH_NAMES = (
    "January February March April May June July August September October November December"
)
_MONTHS = _MONTH_NAMES.split()


class YearMismatch:
    """The year is none of those in which the work was published.

    Every date in PubMed counts: that of the issue, each year of a double issue ("2013 Dec-2014
    Jan"), and that of the online publication. A year just before or after is an error too, except
    for articles that are published in versions (F1000Research, Wellcome Open Research, preprints)
    and for books that are updated all the time (StatPearls, GeneReviews), where PubMed knows only
    the latest year.

    **Example.** `Pharmacol Res. 2012;99:23-35`, where volume 99 appeared in 2015.

    **How to fix it.** Use the year of the issue.
    """

    id: ClassVar[str] = "year-mismatch"
    title: ClassVar[str] = "Wrong year"
    field: ClassVar[Field] = Field.YEAR
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.YEAR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where no date of the record is in the cited year."""
        issued, dates = comparison.cited.issued, _publication_dates(comparison)
        if issued is None or not dates or any(issued.year in date.years for date in dates):
            return
        if _may_come(comparison, issued.year, dates) or _is_of_version(comparison, dates):
            return
        if is_living_book(comparison.record):
            return  # `year-electronic` says that the year goes on with each edition
        years = list(dict.fromkeys(str(year) for date in dates for year in sorted(date.years)))
        if any(comparison.is_in_unparsed_text(year) for year in years):
            return
        published = " and ".join(map(_published, dates))
        yield finding(
            self,
            f"According to {comparison.source_name} the work was published {published};"
            f" the reference has {issued.year}.",
            cited=str(issued.year),
            expected=years,
            fix=years[0] if len(years) == 1 else None,
            url=comparison.url,
            span=comparison.span,
        )


class YearMissing:
    """The reference has no year.

    Readers and indexes need it: a warning. A year in the title is not the year of the work. A
    reference that has an identifier, or says that it is undated or in press, is not reported; one
    without any year is reported by `reference-incomplete`.

    **Example.** `Zika virus infection, Cambodia, 2010. Emerg Infect Dis 18: 349-351`, published in
    2012.

    **How to fix it.** Add the year in PubMed.
    """

    id: ClassVar[str] = "year-missing"
    title: ClassVar[str] = "Missing year"
    field: ClassVar[Field] = Field.YEAR
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.YEAR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the only year in the text is one of the title."""
        cited, title = comparison.cited, comparison.record.title
        dates = _publication_dates(comparison)
        if cited.issued or cited.doi or cited.pmid or cited.pmcid or not title or not dates:
            return
        text = comparison.text
        if not _YEAR.search(text) or says_undated(text):
            return
        left = Counter(_YEAR.findall(text)) - Counter(_YEAR.findall(title))
        if left or (cited.volume is None and cited.pages is None):
            return
        years = list(dict.fromkeys(str(year) for date in dates for year in sorted(date.years)))
        yield finding(
            self,
            f"The reference has no year; {comparison.source_name} has {years[0]}.",
            expected=years,
            url=comparison.url,
            span=comparison.span,
        )


class YearElectronic:
    """The year is that of the online publication, and the printed issue is from a different year.

    Both are right; most journals ask for the year of the issue. The same note is given where the
    year is that of another version of an article that is published in versions, or of an earlier
    edition of a book that is updated all the time.

    **Example.** `J Affect Disord. 2013;156:24-35`, published online on 10 December 2013 and in
    print in 2014.

    **How to fix it.** Nothing needs to be done, unless your journal asks for the year of the issue.
    """

    id: ClassVar[str] = "year-electronic"
    title: ClassVar[str] = "Year of the online publication"
    field: ClassVar[Field] = Field.YEAR
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.YEAR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a note that names both dates."""
        issued, dates = comparison.cited.issued, _publication_dates(comparison)
        if issued is None or not dates:
            return
        if not any(issued.year in date.years for date in dates):
            if message := _other_edition(comparison, dates):
                yield finding(
                    self,
                    message,
                    cited=str(issued.year),
                    expected=dict.fromkeys(str(date.date.year) for date in dates),
                    url=comparison.url,
                    span=comparison.span,
                )
            return
        met = [date for date in dates if issued.year in date.years]
        others = [date for date in dates if issued.year not in date.years]
        if not met or not others or any(date.kind is DateKind.PRINT for date in met):
            return
        if others[0].kind is met[0].kind:
            message = (
                f"{comparison.source_name} has two dates of online publication,"
                f" {_shown(met[0])} and {_shown(others[0])}."
            )
        else:
            message = (
                "The year is that of the online publication: the work was published"
                f" {_published(met[0])} and {_published(others[0])}."
            )
        yield finding(
            self,
            message,
            cited=str(issued.year),
            expected=dict.fromkeys(str(date.date.year) for date in dates),
            url=comparison.url,
            span=comparison.span,
        )


def _other_edition(comparison: Comparison, dates: Sequence[PublicationDate]) -> str | None:
    """Returns what to say of a year that is not the record's, and that a version or an edition
    has."""
    year = dates[0].date.year
    if is_living_book(comparison.record):
        return (
            f"The year goes on with each update of the book: {comparison.source_name} has {year}"
            " for the latest."
        )
    if _is_of_version(comparison, dates):
        return (
            f"The work was published in versions: {comparison.source_name} has {year} for the one"
            " that it lists."
        )
    return None


def _is_of_version(comparison: Comparison, dates: Sequence[PublicationDate]) -> bool:
    """Returns whether the year can be that of another version: within a few years of those in the
    record, of an article or preprint that is published in versions."""
    issued, cited, record = comparison.cited.issued, comparison.cited.doi, comparison.record.doi
    if issued is None or record is None:
        return False
    in_versions = is_versioned(record) or (cited is not None and is_other_version(cited, record))
    if not in_versions and comparison.record.type is not WorkType.PREPRINT:
        return False
    years = [year for date in dates for year in date.years]
    return any(abs(issued.year - year) <= MOST_YEARS_BETWEEN_VERSIONS for year in years)


def _publication_dates(comparison: Comparison) -> list[PublicationDate]:
    """Returns the dates that a reference may cite, that of the issue first."""
    dates = [date for date in comparison.record.dates if date.kind is not DateKind.PUBMED]
    return sorted(dates, key=lambda date: date.kind is not DateKind.PRINT)


def _may_come(comparison: Comparison, year: int, dates: Sequence[PublicationDate]) -> bool:
    """Returns whether the record is still ahead of print, and the reference knows the issue
    already."""
    cited, record = comparison.cited, comparison.record
    latest = max(max(date.years) for date in dates)
    in_print = record.volume is None and (cited.volume or "").isdigit()
    return record.ahead_of_print and in_print and latest < year <= latest + MOST_YEARS_TO_PRINT


def _published(date: PublicationDate) -> str:
    """Returns how and when: "online on 10 December 2013", "in print from March to April 1975"."""
    if date.until is not None and date.until != date.date:
        when = "from"
    else:
        when = "on" if date.date.day else "in"
    return f"{_WHERE[date.kind]} {when} {_shown(date)}"


def _shown(date: PublicationDate) -> str:
    """Returns a date in words: "10 December 2013", "December 1998 to January 1999", "Summer
    1986"."""
    if date.until is None or date.until == date.date:
        return _written(date.date)
    if date.until.year == date.date.year and not date.date.day:
        first = _written(date.date).removesuffix(f" {date.date.year}")
        return f"{first} to {_written(date.until)}"
    return f"{_written(date.date)} to {_written(date.until)}"


def _written(date: PartialDate) -> str:
    parts = (
        str(date.day) if date.day else None,
        _MONTHS[date.month - 1] if date.month else date.season,
        str(date.year),
    )
    return " ".join(part for part in parts if part)
