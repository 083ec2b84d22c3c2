"""The rules for the year: none of the record's dates, or the electronic one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import DateKind, PartialDate, PublicationDate

__all__ = ["YearElectronic", "YearMismatch"]

# A record that is still ahead of print gets its issue, and its year, within this time.
_YEARS_TO_PRINT = 2
_WHERE = {DateKind.PRINT: "in print", DateKind.ELECTRONIC: "electronically"}
_MONTH_NAMES = (
    "January February March April May June July August September October November December"
)
_MONTHS = _MONTH_NAMES.split()


class YearMismatch:
    """The printed year is none of the dates at which the work was published.

    Each date that the record has counts: of the issue, of every year of a double issue ("2013
    Dec-2014 Jan"), and of the electronic publication. There is no tolerance beyond them: an error.

    **Example.** `Pharmacol Res. 2012;99:23-35` where volume 99 appeared in 2015.

    **How to mend it.** Print the year of the issue.
    """

    id: ClassVar[str] = "year-mismatch"
    title: ClassVar[str] = "Another year than any of the record's dates"
    field: ClassVar[Field] = Field.YEAR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where no date of the record has the printed year."""
        issued, dates = comparison.cited.issued, _printed_dates(comparison)
        if issued is None or not dates or any(issued.year in date.years for date in dates):
            return
        if _may_come(comparison, issued.year, dates):
            return
        years = list(dict.fromkeys(str(year) for date in dates for year in sorted(date.years)))
        if any(comparison.stands_elsewhere(year) for year in years):
            return
        yield Finding(
            rule=self.id,
            field=Field.YEAR,
            severity=Severity.ERROR,
            message=_mismatch(issued.year, dates),
            cited=str(issued.year),
            expected=tuple(years),
            fix=years[0] if len(years) == 1 else None,
            url=comparison.url,
            span=comparison.span,
        )


class YearElectronic:
    """The printed year is that of the electronic publication, and the issue is of another year.

    Both are right; most journals ask for the year of the issue.

    **Example.** `J Affect Disord. 2013;156:24-35`, published online on 10 December 2013, in print
    in 2014.

    **How to mend it.** Nothing needs to be done.
    """

    id: ClassVar[str] = "year-electronic"
    title: ClassVar[str] = "The year is that of the electronic publication"
    field: ClassVar[Field] = Field.YEAR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a note that names both dates."""
        issued, dates = comparison.cited.issued, _printed_dates(comparison)
        if issued is None:
            return
        met = [date for date in dates if issued.year in date.years]
        others = [date for date in dates if issued.year not in date.years]
        if not met or not others or any(date.kind is DateKind.PRINT for date in met):
            return
        yield Finding(
            rule=self.id,
            field=Field.YEAR,
            severity=Severity.INFO,
            message=f"The year of the electronic publication, {_shown(met[0])};"
            f" {_WHERE[others[0].kind]} {_shown(others[0])}.",
            cited=str(issued.year),
            expected=tuple(dict.fromkeys(str(date.date.year) for date in dates)),
            url=comparison.url,
            span=comparison.span,
        )


def _printed_dates(comparison: Comparison) -> list[PublicationDate]:
    """The dates that a reference may print, that of the issue first."""
    dates = [date for date in comparison.record.dates if date.kind is not DateKind.PUBMED]
    return sorted(dates, key=lambda date: date.kind is not DateKind.PRINT)


def _may_come(comparison: Comparison, year: int, dates: Sequence[PublicationDate]) -> bool:
    """Whether the record is still ahead of print, and the reference knows the issue already."""
    cited, record = comparison.cited, comparison.record
    latest = max(max(date.years) for date in dates)
    in_print = record.volume is None and (cited.volume or "").isdigit()
    return record.ahead_of_print and in_print and latest < year <= latest + _YEARS_TO_PRINT


def _mismatch(year: int, dates: Sequence[PublicationDate]) -> str:
    shown = " and ".join(
        f"{_WHERE[date.kind]} {_preposition(date)} {_shown(date)}" for date in dates
    )
    return f"The work was published {shown}, and not in {year}."


def _preposition(date: PublicationDate) -> str:
    return "on" if date.date.day and date.until is None else "in"


def _shown(date: PublicationDate) -> str:
    """A date in words: "10 December 2013", "December 1998 to January 1999", "Summer 1986"."""
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
