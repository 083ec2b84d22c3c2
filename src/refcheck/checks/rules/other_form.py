"""The note on forms: which form of the record's value is the printed one, where both are right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.compare.journals import JournalAgreement, compare_journals
from refcheck.compare.locators import page_ranges, same_issue, same_volume, volume_of
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName
from refcheck.text.folding import squashed, words

__all__ = ["OtherForm"]

_Note = tuple[Field, str, str | None, str]  # field, message, printed, recorded


class OtherForm:
    """A field is printed in another form than in the record, and both forms are right.

    A note only: it says which form was met, so that you can see what was compared. Case,
    punctuation, diacritics, abbreviated journals and shortened pages are not worth a note.

    **Example.** `Ketamine and suicidal ideation in depression` for `Ketamine and suicidal ideation
    in depression: Jumping the gun?`, or pages 1-13 of an article with the number e31095.

    **How to mend it.** Nothing needs to be done.
    """

    id: ClassVar[str] = "other-form"
    title: ClassVar[str] = "Another form than in the record, and as good"
    field: ClassVar[Field] = Field.TITLE
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a note for each field that is printed in such a form."""
        notes = (*_titles(comparison), *_journals(comparison), *_places(comparison))
        for field, message, printed, recorded in (*notes, *_groups(comparison)):
            yield Finding(
                rule=self.id,
                field=field,
                severity=Severity.INFO,
                message=message,
                cited=printed,
                expected=(recorded,),
                url=comparison.url,
                span=comparison.span,
            )


def _titles(comparison: Comparison) -> Iterator[_Note]:
    printed, recorded = comparison.cited.title, comparison.record.title
    if not printed or not recorded:
        return
    variants = comparison.record.title_variants
    compared = compare_titles(printed, (recorded, *variants))
    if compared is None:
        return
    right = compared.recorded.removesuffix(".")
    if compared.agreement is TitleAgreement.SAME and compared.recorded in variants:
        message = "The title in its own language; the record also has a translation."
        yield Field.TITLE, message, printed, recorded
    elif compared.agreement is TitleAgreement.PART:
        longer = len(words(printed)) > len(words(right))
        what = "goes on with a subtitle" if longer else "leaves out the subtitle"
        yield Field.TITLE, f"The title {what}.", printed, right


def _journals(comparison: Comparison) -> Iterator[_Note]:
    printed, record = comparison.cited.container_title, comparison.record
    names = [name for name in (*record.container_variants, record.container_title) if name]
    if not printed or not names or squashed(printed) in map(squashed, names):
        return
    agreement = compare_journals(printed, tuple(names))
    if agreement is JournalAgreement.SAME:
        message = f"A form of the journal's name {names[0]}."
    elif agreement is JournalAgreement.SECTION and comparison.has_same_place:
        message = f"The name with or without its section; the record has {names[0]}."
    else:
        return
    yield Field.JOURNAL, message, printed, names[0]


def _places(comparison: Comparison) -> Iterator[_Note]:
    cited, record = comparison.cited, comparison.record
    if cited.pages and record.pages:
        ours, theirs = page_ranges(cited.pages)[:1], page_ranges(record.pages)[:1]
        if ours and theirs and ours[0].first == "1" and theirs[0].is_article:
            message = f"Pages counted within the article, whose number is {record.pages}."
            yield Field.PAGES, message, cited.pages, record.pages
    if cited.volume and record.volume and same_volume(cited.volume, record.volume):
        missing = volume_of(record.volume).rest
        printed = cited.issue or volume_of(cited.volume).rest
        if missing and not (printed and same_issue(printed, missing)):
            message = f"The volume without its supplement or part: {record.volume}."
            yield Field.VOLUME, message, cited.volume, record.volume


def _groups(comparison: Comparison) -> Iterator[_Note]:
    """A group that signs beside persons, and that the reference leaves out."""
    if not comparison.cited.authors_complete:
        return
    if any(isinstance(name, GroupName) for name in comparison.cited.authors):
        return
    groups = [name.name for name in comparison.record.authors if isinstance(name, GroupName)]
    if groups and comparison.cited.authors:
        shown = " and ".join(groups[:3])
        yield Field.AUTHOR, f"The record also names a group: {shown}.", None, groups[0]
