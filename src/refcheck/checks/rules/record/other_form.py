"""The note on forms: how the cited value differs from the record's, where both are right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.journals import (
    JournalDifference,
    JournalJudgement,
    journal_names,
    judge_journal,
)
from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.rules.record.title import is_group_of_work
from refcheck.compare.locators import page_ranges, same_issue, same_volume, volume_of
from refcheck.compare.titles import TitleAgreement, compare_titles
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName, PersonName
from refcheck.text.folding import squashed, words
from refcheck.text.works.titles import leading_number

__all__ = ["OtherForm"]

_Note = tuple[Field, str, str | None, str]  # field, message, cited, recorded


class OtherForm:
    """A field has a different form in PubMed, and both forms are right.

    A note only, which shows you what was compared. Case, punctuation, diacritics, abbreviated
    journals and shortened pages are not worth a note.

    **Example.** `Ketamine and suicidal ideation in depression` for `Ketamine and suicidal ideation
    in depression: Jumping the gun?`, or pages 1-13 of an article with the number e31095.

    **How to fix it.** Nothing needs to be done.
    """

    id: ClassVar[str] = "other-form"
    title: ClassVar[str] = "Different form, equally correct"
    field: ClassVar[Field] = Field.TITLE
    severities: ClassVar[Severities] = always(Severity.INFO)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset(
        {Field.AUTHOR, Field.TITLE, Field.JOURNAL, Field.VOLUME, Field.PAGES}
    )

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a note for each field that is cited in such a form."""
        notes = (*_titles(comparison), *_journals(comparison), *_locators(comparison))
        for field, message, cited, recorded in (*notes, *_groups(comparison)):
            yield finding(
                self,
                message,
                field=field,
                cited=cited,
                expected=(recorded,),
                url=comparison.url,
                span=comparison.span,
            )


def _titles(comparison: Comparison) -> Iterator[_Note]:
    cited, recorded = comparison.cited.title, comparison.record.title
    if not cited or not recorded:
        return
    variants = comparison.record.title_variants
    compared = compare_titles(cited, (recorded, *variants))
    if compared is None:
        return
    right = compared.recorded.removesuffix(".")
    numbers = leading_number(cited), leading_number(right)
    if compared.agreement is TitleAgreement.SAME and numbers.count(None) == 1:
        where = "the reference" if numbers[0] else comparison.source_name
        message = f"The title has a number before it in {where}, {numbers[0] or numbers[1]}."
        yield Field.TITLE, message, cited, right
    elif compared.differences and all(
        is_group_of_work(comparison, *pair) for pair in compared.differences
    ):
        message = "The title is cited without the name of the group, or has it in addition."
        yield Field.TITLE, message, cited, right
    elif compared.agreement is TitleAgreement.SAME and compared.recorded in variants:
        message = (
            f"The title is in its original language; {comparison.source_name} also has a"
            " translation."
        )
        yield Field.TITLE, message, cited, recorded
    elif compared.agreement is TitleAgreement.PART:
        longer = len(words(cited)) > len(words(right))
        message = (
            f"The title has a subtitle that is not in {comparison.source_name}."
            if longer
            else "The title is cited without its subtitle."
        )
        yield Field.TITLE, message, cited, right


def _journals(comparison: Comparison) -> Iterator[_Note]:
    cited, names = comparison.cited.container_title, journal_names(comparison.record)
    if not cited or squashed(cited) in map(squashed, names):
        return
    judged = judge_journal(comparison)
    if judged is None:
        return
    if message := _of_journal(cited, names[0], judged, comparison.source_name):
        yield Field.JOURNAL, message, cited, names[0]


def _of_journal(cited: str, right: str, judged: JournalJudgement, source: str) -> str | None:
    rename = judged.rename
    match judged.difference:
        case JournalDifference.NONE:
            return f"“{cited}” is a different form of the journal’s name, {right}."
        case JournalDifference.RENAMED if rename is not None and rename.since is not None:
            return f"{rename.old} has been called {rename.new} since {rename.since}."
        case JournalDifference.RENAMED:
            return f"The journal is {right} in {source}; it is also known as {cited}."
        case JournalDifference.SHORTENED:
            return f"“{cited}” is short for the journal’s name, {right}."
        case JournalDifference.SECTION:
            return f"The journal is {right} in {source}; “{cited}” differs only in the section."
        case _:
            return None


def _locators(comparison: Comparison) -> Iterator[_Note]:
    cited, record = comparison.cited, comparison.record
    if cited.pages and record.pages:
        ours, theirs = page_ranges(cited.pages)[:1], page_ranges(record.pages)[:1]
        if ours and theirs and ours[0].first == "1" and theirs[0].is_article:
            message = (
                "The pages are counted within the article;"
                f" {comparison.source_name} has the article number {record.pages}."
            )
            yield Field.PAGES, message, cited.pages, record.pages
    if cited.volume and record.volume and same_volume(cited.volume, record.volume):
        missing = volume_of(record.volume).rest
        issue = cited.issue or volume_of(cited.volume).rest
        if missing and not (issue and same_issue(issue, missing)):
            message = (
                f"The volume is cited without its supplement or part; {comparison.source_name} has"
                f" {record.volume}."
            )
            yield Field.VOLUME, message, cited.volume, record.volume


def _groups(comparison: Comparison) -> Iterator[_Note]:
    """Yields a group that signs with persons, and that the reference leaves out."""
    if not comparison.cited.authors_complete:
        return
    if comparison.torn or any(isinstance(name, GroupName) for name in comparison.cited.authors):
        return
    if not any(isinstance(name, PersonName) for name in comparison.record.authors):
        return  # `author-group` says that the persons could not be compared
    groups = [name.name for name in comparison.record.authors if isinstance(name, GroupName)]
    if groups and comparison.cited.authors:
        shown = " and ".join(groups[:3])
        yield (
            Field.AUTHOR,
            f"{comparison.source_name} also lists a group as author: {shown}.",
            None,
            groups[0],
        )
