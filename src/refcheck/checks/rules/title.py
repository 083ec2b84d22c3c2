"""The rules for titles: another title, and words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.compare.titles import (
    TitleAgreement,
    TitleComparison,
    appears_in,
    compare_titles,
    is_incomparable,
)
from refcheck.model.finding import Field, Finding, Severity
from refcheck.text.folding import squashed, words

__all__ = ["TitleMismatch", "TitleWording"]

# More differing stretches than this are counted, not quoted.
_QUOTED = 4
# A title in another language can look like the translation, but never so much.
_TRANSLATED = 0.8
# So many words before or behind a title can have been added; more are another field's.
_ADDED = 3


class TitleMismatch:
    """The printed title is that of another work, while the rest agrees with the record.

    It leads a reader to the wrong paper: an error. A title in another language than the record's,
    which PubMed keeps in translation, cannot be compared and is not reported.

    **Example.** `Statins and the risk of fracture` for `Ketamine and suicidal ideation in
    depression: jumping the gun?`.

    **How to mend it.** Print the record's title, or look for the work that you mean.
    """

    id: ClassVar[str] = "title-mismatch"
    title: ClassVar[str] = "Another title than in the record"
    field: ClassVar[Field] = Field.TITLE
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the titles have little in common."""
        compared = _compared(comparison, TitleAgreement.OTHER)
        if compared is None:
            return
        message = "The record has another title, with few of the printed words."
        yield _finding(self.id, Severity.ERROR, comparison, compared, message)


class TitleWording:
    """Some words of the printed title are others than in the record.

    The work can still be found: a warning. Case, punctuation, hyphens, articles, Greek letters,
    markup, British and American spelling, numerals in words, a subtitle that is left out, a
    translation in brackets and notes behind the title are no difference.

    **Example.** `Two cellular hypotheses explain the initiation of ...` for `Two cellular
    hypotheses explaining the initiation of ...`.

    **How to mend it.** Print the record's words.
    """

    id: ClassVar[str] = "title-wording"
    title: ClassVar[str] = "Words of the title differ"
    field: ClassVar[Field] = Field.TITLE
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding that quotes the words."""
        compared = _compared(comparison, TitleAgreement.WORDING, TitleAgreement.SIBLING)
        if compared is None:
            return
        message = f"Words of the title differ: {_quoted(compared)}."
        yield _finding(self.id, Severity.WARNING, comparison, compared, message)


def _compared(comparison: Comparison, *wanted: TitleAgreement) -> TitleComparison | None:
    """The comparison of titles that agree in a wanted way; None where the reading is at fault."""
    cited, record = comparison.cited, comparison.record
    if not cited.title or not record.title:
        return None
    recorded = (record.title, *record.title_variants)
    compared = compare_titles(cited.title, recorded)
    if compared is None or compared.agreement not in wanted:
        return None
    if comparison.is_other_field(cited.title):
        return None
    if compared.similarity < _TRANSLATED and is_incomparable(cited.title, compared.recorded):
        return None
    if any(appears_in(title, comparison.raw) for title in recorded) and not _is_added(
        cited.title, compared
    ):
        return None
    kept = tuple(pair for pair in compared.differences if not _is_misread(comparison, *pair))
    if compared.differences and not kept:
        return None
    return replace(compared, differences=kept)


def _is_added(cited: str, compared: TitleComparison) -> bool:
    """Whether a few words stand beside the record's title, and no mark divides them:
    "Orthopedic Nasopharyngeal carcinoma in childhood". Behind a mark is another field."""
    printed = cited.split()
    return any(
        not recorded and not any(char.isdigit() for char in added) and _is_beside(printed, added)
        for added, recorded in compared.differences
    )


def _is_beside(printed: Sequence[str], added: str) -> bool:
    size = len(words(added))
    if not 0 < size <= _ADDED:
        return False
    for at in range(len(printed) - size + 1):
        run = printed[at : at + size]
        if words(" ".join(run)) == words(added):
            before = at > 0 and printed[at - 1][-1].isalpha()
            behind = at + size < len(printed) and run[-1][-1].isalpha()
            return before or behind
    return False


def _is_misread(comparison: Comparison, cited: str, recorded: str) -> bool:
    """Whether a difference is one of the reading: words of another field read into the title, or
    the title's beginning or end read into another field."""
    if cited:
        if comparison.is_other_field(cited, journal=False):
            return True
        return comparison.is_other_field(cited) and not comparison.is_surplus(cited)
    read, missing = squashed(comparison.cited.title or ""), squashed(recorded)
    title = squashed(comparison.record.title or "")
    at_end = title.startswith((read + missing, missing + read))
    stands = squashed(comparison.raw).count(missing) > read.count(missing)
    return at_end and len(missing) > 3 and stands


def _quoted(compared: TitleComparison) -> str:
    shown = [
        f"“{cited}” is “{recorded}” in the record"
        if cited and recorded
        else f"“{recorded}” is missing"
        if recorded
        else f"“{cited}” is too much"
        for cited, recorded in compared.differences[:_QUOTED]
    ]
    more = len(compared.differences) - _QUOTED
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


def _finding(
    rule: str, severity: Severity, comparison: Comparison, compared: TitleComparison, message: str
) -> Finding:
    right = compared.recorded.removesuffix(".")
    return Finding(
        rule=rule,
        field=Field.TITLE,
        severity=severity,
        message=message,
        cited=comparison.cited.title,
        expected=(right,),
        fix=right,
        url=comparison.url,
        span=comparison.span,
    )
