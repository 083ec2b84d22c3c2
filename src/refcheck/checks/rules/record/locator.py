"""The rules for locators, where a work is in its journal: volume, issue, pages, article number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Rule, Severities, always, finding
from refcheck.checks.thresholds import TITLE_PAGE_CHARS
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
from refcheck.text.patterns import lazy_regex

__all__ = ["IssueMismatch", "PagesLast", "PagesMismatch", "VolumeMismatch"]

_ELECTRONIC = lazy_regex(r"(?<=\d)e\d{1,4}$")


class VolumeMismatch:
    """The work is in a different volume of the journal.

    The reference leads a reader to the wrong place: an error. Roman numerals, "Vol.", a series
    letter that is left out, and a supplement that is given with the volume or with the issue make
    no difference. Nothing is reported where PubMed does not have the volume yet.

    **Example.** `Pharmacol Res. 2015;89:23-35` for volume 99.

    **How to fix it.** Use the volume in PubMed.
    """

    id: ClassVar[str] = "volume-mismatch"
    title: ClassVar[str] = "Wrong volume"
    field: ClassVar[Field] = Field.VOLUME
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.VOLUME})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the volumes' numbers differ."""
        cited, right = comparison.cited.volume, comparison.record.volume
        if cited is None or right is None or same_volume(cited, right):
            return
        if volume_of(cited).number.isalpha():
            return  # "PP", "Publish Ahead of Print": cited before there was a volume
        if comparison.is_other_locator(cited):
            return
        # "14(8):281" has volume 14, whatever the record has: its 8 is the issue
        issue = comparison.cited.issue if _is_before_issue(comparison) else None
        if comparison.is_in_unparsed_text(right, without=issue):
            return
        if comparison.may_be_misparsed(self.field) and _is_pages(comparison, cited):
            return
        if any(str(roman_value(word)) == right for word in words(comparison.text)):
            return  # "xxiv/7" parsed as 7
        yield _locator_finding(self, comparison, "The volume is", cited, (right,))


class IssueMismatch:
    """The work is in a different issue of the journal.

    With volume and page it can still be found: a warning. Double issues, parts and supplements
    agree where one of the two leaves a part out; a missing issue is not reported.

    **Example.** `2015;99(3):23-35` for issue 2.

    **How to fix it.** Use the issue in PubMed, or leave the issue out if the pages of the journal
    are numbered through the volume.
    """

    id: ClassVar[str] = "issue-mismatch"
    title: ClassVar[str] = "Wrong issue"
    field: ClassVar[Field] = Field.ISSUE
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.ISSUE})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the issues cannot be the same."""
        cited, right = comparison.cited.issue, comparison.record.issue
        if cited is None or right is None or same_issue(cited, right):
            return
        if not any(char.isdigit() for char in right) or comparison.is_in_unparsed_text(right):
            return
        if _is_of_other_place(comparison):
            return
        supplement = volume_of(comparison.record.volume or "").rest
        if comparison.is_other_locator(cited) or (supplement and same_issue(cited, supplement)):
            return
        yield _locator_finding(self, comparison, "The issue is", cited, (right,))


def _is_of_other_place(comparison: Comparison) -> bool:
    """Returns whether the issue was read from another place than the record's, which follows.

    "Busch F (2018). 'Title'. Int J Psychoanal. Vol. 99 (3), 569-89. J Psychol. 2019;64:621-3": a
    review whose title says where the work that it reviews is.
    """
    cited, right = comparison.cited.volume, comparison.record.volume
    if cited is None or right is None or same_volume(cited, right):
        return False
    return comparison.is_in_unparsed_text(right)


class PagesMismatch:
    """The work begins on a different page, or has a different article number.

    The reference leads a reader to the wrong place: an error. Shortened ranges, letters before a
    number that one of the two leaves out (`e31095`, `31095`), and pages counted within an article
    that has a number (`1-12`) make no difference. The publisher's item identifiers in records of
    articles ahead of print are not pages.

    **Example.** `Pharmacol Res. 2015;99:32-35` for pages 23-35.

    **How to fix it.** Use the pages or the article number in PubMed.
    """

    id: ClassVar[str] = "pages-mismatch"
    title: ClassVar[str] = "Wrong first page or article number"
    field: ClassVar[Field] = Field.PAGES
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.PAGES})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the first pages differ."""
        cited = comparison.cited.pages
        ours, theirs = _page_ranges(comparison)
        if cited is None or ours is None or not theirs or _met(ours, theirs):
            return
        if _is_ahead(comparison, ours) or _is_issue(comparison, cited):
            return
        if _is_volume(comparison, cited) or _is_in_title(comparison, ours):
            return
        if any(_is_other_count(ours, each, comparison) for each in theirs):
            return
        right = _locators(comparison)
        firsts = [page_ranges(text)[0].first for text in right]
        if any(comparison.is_in_unparsed_text(first, without=cited) for first in firsts):
            return
        yield _locator_finding(self, comparison, _subject(right[0]), cited, right)


class PagesLast:
    """The first page is right, but the last page is different.

    The work can be found: a warning.

    **Example.** `24-53` for `24-35`.

    **How to fix it.** Use the pages in PubMed.
    """

    id: ClassVar[str] = "pages-last"
    title: ClassVar[str] = "Wrong last page"
    field: ClassVar[Field] = Field.PAGES
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.PAGES})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where only the last pages differ."""
        cited = comparison.cited.pages
        ours, theirs = _page_ranges(comparison)
        if cited is None or ours is None or ours.last is None or _is_ahead(comparison, ours):
            return
        met = _met(ours, theirs)
        # "1563-5; author reply 1565-6" may be cited as 1563-6
        lasts = {each.last or each.first for each in theirs} if met and met.last else set()
        if not lasts or any(same_locator(_inner(ours.last), _inner(last)) for last in lasts):
            return
        right = _locators(comparison)[:1]
        yield _locator_finding(self, comparison, _subject(right[0]), cited, right)


def _subject(pages: str) -> str:
    """Returns how a sentence about these pages, or this article number, begins."""
    first = page_ranges(pages)[0]
    if first.last is not None:
        return "The pages are"
    return "The article number is" if first.is_article else "The page is"


def _locators(comparison: Comparison) -> tuple[str, ...]:
    """Returns the pages and article numbers of the record that can be cited, the pages first."""
    record = comparison.record
    found = (text for text in (record.pages, *record.elocations) if text is not None)
    texts = (text for text in found if not is_publisher_item(text))
    return tuple(text for text in texts if page_ranges(text))


def _page_ranges(comparison: Comparison) -> tuple[PageRange | None, list[PageRange]]:
    """Returns the cited range that counts, and all of the record's."""
    cited = comparison.cited.pages
    ours = page_ranges(cited) if cited and not is_publisher_item(cited) else ()
    theirs = [place for text in _locators(comparison) for place in page_ranges(text)]
    return (ours[0] if ours else None), theirs


def _met(ours: PageRange, theirs: list[PageRange]) -> PageRange | None:
    return next((place for place in theirs if same_locator(ours.first, place.first)), None)


def _inner(last: str) -> str:
    """Returns the last page without electronic pages after it: "1134-1146.e6" ends in print at
    1146."""
    return _ELECTRONIC.sub("", last)


def _is_ahead(comparison: Comparison, ours: PageRange) -> bool:
    """Returns whether the pages are those of a version ahead of print: from 1, and in no volume."""
    in_no_volume = comparison.cited.volume is None and comparison.record.volume is not None
    return in_no_volume and (ours.first == "1" or ours.is_article)


def _is_issue(comparison: Comparison, cited: str) -> bool:
    """Returns whether what was parsed as pages is the record's issue: "24(13-14)"."""
    issue = comparison.record.issue
    return (
        issue is not None and squashed(cited) == squashed(issue) and f"({cited})" in comparison.raw
    )


def _is_before_issue(comparison: Comparison) -> bool:
    """Returns whether volume and issue are printed together, as styles do: "14(8)"."""
    volume, issue = comparison.cited.volume, comparison.cited.issue
    if not volume or not issue:
        return False
    pattern = rf"(?<!\d){re.escape(volume)}\s?\(\s?{re.escape(issue)}\s?\)"
    return re.search(pattern, comparison.text) is not None


def _is_volume(comparison: Comparison, cited: str) -> bool:
    """Returns whether what was parsed as pages is the record's volume, and none was parsed:
    "Frontiers in Oncology 12."."""
    volume = comparison.record.volume
    return comparison.cited.volume is None and volume is not None and same_volume(cited, volume)


def _is_in_title(comparison: Comparison, ours: PageRange) -> bool:
    """Returns whether the pages are those of the work that the record's title names: "Comment on
    Rochmah et al. ... Int. J. Environ. Res. Public Health 2021, 18, 7552."."""
    named = words(comparison.record.title or "")
    return len(ours.first) >= TITLE_PAGE_CHARS and ours.first in named


def _is_pages(comparison: Comparison, cited: str) -> bool:
    """Returns whether what was parsed as a volume is a range, and no pages were parsed:
    "2021;1-5"."""
    ranges = page_ranges(cited)
    return comparison.cited.pages is None and bool(ranges) and ranges[0].last is not None


def _is_other_count(ours: PageRange, theirs: PageRange, comparison: Comparison) -> bool:
    """Returns whether one side counts pages within the article ("1-12") and the other numbers the
    article ("e31095"), or the number is a part of the DOI, as publishers make them."""
    number = ours.first.lstrip("abcdefghijklmnopqrstuvwxyz")
    if ours.is_article and number and squashed(comparison.record.doi or "").endswith(number):
        return True
    within = [place for place in (ours, theirs) if place.first == "1"]
    numbered = [place for place in (ours, theirs) if place.is_article]
    return bool(within) and bool(numbered)


def _locator_finding(
    rule: Rule, comparison: Comparison, subject: str, cited: str, right: tuple[str, ...]
) -> Finding:
    return finding(
        rule,
        f"{subject} {right[0]} in {comparison.source_name}, {cited} in the reference.",
        cited=cited,
        expected=right,
        fix=right[0] if len(right) == 1 else None,
        url=comparison.url,
        span=comparison.span,
    )
