"""The rules for the place in the journal: volume, issue, pages or article number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.compare.locators import (
    PageRange,
    is_publisher_item,
    page_ranges,
    roman_value,
    same_issue,
    same_locator,
    same_volume,
    volume_of,
)
from refcheck.model.finding import Field, Finding, Severity
from refcheck.text.folding import squashed, words

__all__ = ["IssueMismatch", "PagesLast", "PagesMismatch", "VolumeMismatch"]

_ELECTRONIC = re.compile(r"(?<=\d)e\d{1,4}$")


class VolumeMismatch:
    """The printed volume is another one than the record's.

    It leads a reader to the wrong place: an error. Roman numerals, "Vol.", a series letter that is
    left out, and a supplement that stands with the volume or with the issue are no difference, and
    neither is a volume that the record does not have yet.

    **Example.** `Pharmacol Res. 2015;89:23-35` for volume 99.

    **How to mend it.** Print the record's volume.
    """

    id: ClassVar[str] = "volume-mismatch"
    title: ClassVar[str] = "Another volume than in the record"
    field: ClassVar[Field] = Field.VOLUME
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the volumes' numbers differ."""
        cited, right = comparison.cited.volume, comparison.record.volume
        if cited is None or right is None or same_volume(cited, right):
            return
        if volume_of(cited).number.isalpha():
            return  # "PP", "Publish Ahead of Print": printed before there was a volume
        if comparison.stands_elsewhere(right) or comparison.is_other_place(cited):
            return
        if comparison.is_doubtful(self.field) and _is_pages(comparison, cited):
            return
        if any(str(roman_value(word)) == right for word in words(comparison.text)):
            return  # "xxiv/7" read as 7
        message = f"The record has volume {right}, which the reference does not print."
        yield _finding(self.id, self.field, Severity.ERROR, comparison, message, cited, (right,))


class IssueMismatch:
    """The printed issue is another one than the record's.

    With volume and page the work can still be found: a warning. Double issues, parts and
    supplements agree where one of the two leaves a part out; a missing issue is no difference.

    **Example.** `2015;99(3):23-35` for issue 2.

    **How to mend it.** Print the record's issue, or leave the issue out where the journal's pages
    run through the volume.
    """

    id: ClassVar[str] = "issue-mismatch"
    title: ClassVar[str] = "Another issue than in the record"
    field: ClassVar[Field] = Field.ISSUE
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the issues cannot be the same."""
        cited, right = comparison.cited.issue, comparison.record.issue
        if cited is None or right is None or same_issue(cited, right):
            return
        if not any(char.isdigit() for char in right) or comparison.stands_elsewhere(right):
            return
        supplement = volume_of(comparison.record.volume or "").rest
        if comparison.is_other_place(cited) or (supplement and same_issue(cited, supplement)):
            return
        message = f"The record has issue {right}, which the reference does not print."
        yield _finding(self.id, self.field, Severity.WARNING, comparison, message, cited, (right,))


class PagesMismatch:
    """The printed first page, or the article number, is another one than the record's.

    It leads a reader to the wrong place: an error. Shortened ranges, letters before a number that
    one of the two leaves out (`e31095`, `31095`), and pages counted within an article that has a
    number (`1-12`) are no difference. The publisher's item identifiers that stand in records of
    articles ahead of print are not pages.

    **Example.** `Pharmacol Res. 2015;99:32-35` for pages 23-35.

    **How to mend it.** Print the record's pages.
    """

    id: ClassVar[str] = "pages-mismatch"
    title: ClassVar[str] = "Another first page than in the record"
    field: ClassVar[Field] = Field.PAGES
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the first pages differ."""
        cited = comparison.cited.pages
        ours, theirs = _places(comparison)
        if cited is None or ours is None or not theirs or _met(ours, theirs):
            return
        if _is_ahead(comparison, ours) or _is_issue(comparison, cited):
            return
        if any(_is_other_count(ours, place, comparison) for place in theirs):
            return
        right = _locators(comparison)
        firsts = [page_ranges(text)[0].first for text in right]
        if any(comparison.stands_elsewhere(first, without=cited) for first in firsts):
            return
        message = f"The record has {right[0]}, which the reference does not print."
        yield _finding(self.id, self.field, Severity.ERROR, comparison, message, cited, right)


class PagesLast:
    """The printed last page is another one than the record's, while the first page is right.

    The work can be found: a warning.

    **Example.** `24-53` for `24-35`.

    **How to mend it.** Print the record's pages.
    """

    id: ClassVar[str] = "pages-last"
    title: ClassVar[str] = "Another last page than in the record"
    field: ClassVar[Field] = Field.PAGES
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where only the last pages differ."""
        cited = comparison.cited.pages
        ours, theirs = _places(comparison)
        if cited is None or ours is None or ours.last is None or _is_ahead(comparison, ours):
            return
        met = _met(ours, theirs)
        lasts = {place.last for place in theirs if place.last} if met and met.last else set()
        if not lasts or any(same_locator(_inner(ours.last), _inner(last)) for last in lasts):
            return
        right = _locators(comparison)
        message = f"The record has {right[0]}: the first page agrees, the last does not."
        yield _finding(self.id, self.field, Severity.WARNING, comparison, message, cited, right[:1])


def _locators(comparison: Comparison) -> tuple[str, ...]:
    """The pages and article numbers of the record that can be printed, the pages first."""
    record = comparison.record
    found = (text for text in (record.pages, *record.elocations) if text is not None)
    texts = (text for text in found if not is_publisher_item(text))
    return tuple(text for text in texts if page_ranges(text))


def _places(comparison: Comparison) -> tuple[PageRange | None, list[PageRange]]:
    """The printed range that counts, and all of the record's."""
    cited = comparison.cited.pages
    ours = page_ranges(cited) if cited and not is_publisher_item(cited) else ()
    theirs = [place for text in _locators(comparison) for place in page_ranges(text)]
    return (ours[0] if ours else None), theirs


def _met(ours: PageRange, theirs: list[PageRange]) -> PageRange | None:
    return next((place for place in theirs if same_locator(ours.first, place.first)), None)


def _inner(last: str) -> str:
    """The last page without electronic pages behind it: "1134-1146.e6" ends in print at 1146."""
    return _ELECTRONIC.sub("", last)


def _is_ahead(comparison: Comparison, ours: PageRange) -> bool:
    """Whether the pages are those of a version ahead of print: from 1, and in no volume."""
    in_no_volume = comparison.cited.volume is None and comparison.record.volume is not None
    return in_no_volume and (ours.first == "1" or ours.is_article)


def _is_issue(comparison: Comparison, cited: str) -> bool:
    """Whether what was read as pages is the record's issue: "24(13-14)"."""
    issue = comparison.record.issue
    return (
        issue is not None and squashed(cited) == squashed(issue) and f"({cited})" in comparison.raw
    )


def _is_pages(comparison: Comparison, cited: str) -> bool:
    """Whether what was read as a volume is a range, and no pages were read: "2021;1-5"."""
    ranges = page_ranges(cited)
    return comparison.cited.pages is None and bool(ranges) and ranges[0].last is not None


def _is_other_count(ours: PageRange, theirs: PageRange, comparison: Comparison) -> bool:
    """Whether one side counts pages within the article ("1-12") and the other numbers the article
    ("e31095"), or the number is a part of the DOI, as publishers make them."""
    number = ours.first.lstrip("abcdefghijklmnopqrstuvwxyz")
    if ours.is_article and number and squashed(comparison.record.doi or "").endswith(number):
        return True
    within = [place for place in (ours, theirs) if place.first == "1"]
    numbered = [place for place in (ours, theirs) if place.is_article]
    return bool(within) and bool(numbered)


def _finding(
    rule: str,
    field: Field,
    severity: Severity,
    comparison: Comparison,
    message: str,
    cited: str,
    right: tuple[str, ...],
) -> Finding:
    return Finding(
        rule=rule,
        field=field,
        severity=severity,
        message=message,
        cited=cited,
        expected=right,
        fix=right[0] if len(right) == 1 else None,
        url=comparison.url,
        span=comparison.span,
    )
