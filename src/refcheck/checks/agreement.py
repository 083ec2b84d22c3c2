"""The fields of a reference that are settled at a glance, so that most rules need not look closer.

A field is settled where reference and record plainly have the same value, or where one of the two
has none to compare. Every rule on records declares what it `compares`; where all of that is
settled, it has nothing to say and is not asked. Half of all references agree in everything, and
most others differ in one field.

A test here may be as strict as it likes: a field that is not settled is only compared in full. It
must never settle a field on which a rule that compares it would have a finding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from refcheck.checks.comparison import Comparison
from refcheck.compare.locators import is_publisher_item, page_ranges
from refcheck.compare.names import is_plainly_same
from refcheck.compare.thresholds import JOURNAL_LENGTH
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.model.finding import Field
from refcheck.model.record import DateKind, GroupName, NoticeKind, PersonName
from refcheck.text.folding import folded
from refcheck.text.patterns import has_any
from refcheck.text.works.titles import leading_number

__all__ = ["settled_fields"]

# Under names of their own: every reference is asked about, and enumerations are slow to ask.
_PRINT, _PUBMED = DateKind.PRINT, DateKind.PUBMED
# What ties a work to others and changes nothing about it.
_HARMLESS: Final = frozenset(
    {
        NoticeKind.COMMENT_IN,
        NoticeKind.COMMENT_ON,
        NoticeKind.UPDATE_OF,
        NoticeKind.REPUBLISHED_FROM,
    }
)
_MARKED_TYPES: Final = frozenset({"retracted publication", "published erratum"})
# One of these is in every title that says what became of its work: "RETRACTED: ...", "WITHDRAWN:
# ...", "TEMPORARY REMOVAL: ...". Without the letters of which there are several ("i", "ı").
_MARKS: Final = ("retracted", "thdrawn", "thdrawal", "remov")


def settled_fields(comparison: Comparison) -> frozenset[Field]:
    """Returns the fields on which no rule that compares them has anything to say."""
    return frozenset([field for field, is_settled in _TESTS if is_settled(comparison)])


def _authors(comparison: Comparison) -> bool:
    """Every name is the one in its place, of persons alone; the list may end with "et al."."""
    ours, theirs = comparison.cited.authors, comparison.record.authors
    if len(ours) != len(theirs) and (comparison.cited.authors_complete or len(ours) > len(theirs)):
        return False
    for name in theirs:  # `any` and `all` cost half as much again
        if isinstance(name, GroupName):
            return False
    for cited, recorded in zip(ours, theirs, strict=False):
        if not (isinstance(cited, PersonName) and isinstance(recorded, PersonName)):
            return False
        if not is_plainly_same(cited, recorded):
            return False
    return True


def _title(comparison: Comparison) -> bool:
    """The words are those of the record's title, and both have a number before them or neither."""
    cited, record = comparison.cited.title, comparison.record
    if not cited or not record.title:
        return True
    compared = compare_titles(cited, (record.title, *record.title_variants))
    if compared is None:
        return True
    if compared.agreement is not TitleAgreement.SAME:
        return False
    if compared.recorded in record.title_variants:
        return False
    right = compared.recorded.removesuffix(".")
    return cited == right or (leading_number(cited) is None) == (leading_number(right) is None)


def _journal(comparison: Comparison) -> bool:
    """The name is one of the record's, word for word."""
    cited, record = comparison.cited.container_title, comparison.record
    if not cited:
        return True
    recorded = (record.container_title, *record.container_variants)
    if len(cited) > JOURNAL_LENGTH:
        return False
    if cited in recorded:
        return True
    name = folded(cited)
    return any(each and folded(each) == name and len(each) <= JOURNAL_LENGTH for each in recorded)


def _year(comparison: Comparison) -> bool:
    """The year is one of the printed issue, or of every date that the record has."""
    issued = comparison.cited.issued
    if issued is None:
        return False
    year, dates = issued.year, comparison.record.dates
    settled = True
    for date in dates:
        if date.kind is _PUBMED:
            continue
        if year == date.date.year or year in date.years:
            if date.kind is _PRINT:
                return True
        else:
            settled = False
    return settled


def _volume(comparison: Comparison) -> bool:
    """The volume is the same plain number: "12", not "12 Suppl 1"."""
    cited, right = comparison.cited.volume, comparison.record.volume
    return not cited or not right or (cited == right and cited.isdecimal())


def _issue(comparison: Comparison) -> bool:
    cited, right = comparison.cited.issue, comparison.record.issue
    return cited is None or right is None or cited == right


def _pages(comparison: Comparison) -> bool:
    """The first and last pages are those of the record's pages, however they are written."""
    cited, right = comparison.cited.pages, comparison.record.pages
    if not cited:
        return True
    if not right or is_publisher_item(right):
        return False
    ours = page_ranges(cited)
    return bool(ours) and ours == page_ranges(right)


def _doi(comparison: Comparison) -> bool:
    """The DOI is the record's, and no identifier has led to a different work."""
    cited, right = comparison.cited.doi, comparison.record.doi
    return not comparison.other_works and (cited is None or right is None or cited == right)


def _pmid(comparison: Comparison) -> bool:
    """PMID and PMCID are the record's, and no identifier has led to a different work."""
    cited, record = comparison.cited, comparison.record
    pairs = ((cited.pmid, record.pmid), (cited.pmcid, record.pmcid))
    return not comparison.other_works and all(
        ours is None or right is None or ours == right for ours, right in pairs
    )


def _status(comparison: Comparison) -> bool:
    """Nothing became of the work after it was published."""
    record = comparison.record
    if record.notices and any(notice.kind not in _HARMLESS for notice in record.notices):
        return False
    for kind in record.publication_types:
        if kind.casefold() in _MARKED_TYPES:
            return False
    return not has_any((record.title or "").casefold(), _MARKS)


_TESTS: Final[tuple[tuple[Field, Callable[[Comparison], bool]], ...]] = (
    (Field.AUTHOR, _authors),
    (Field.TITLE, _title),
    (Field.JOURNAL, _journal),
    (Field.YEAR, _year),
    (Field.VOLUME, _volume),
    (Field.ISSUE, _issue),
    (Field.PAGES, _pages),
    (Field.DOI, _doi),
    (Field.PMID, _pmid),
    (Field.STATUS, _status),
)
