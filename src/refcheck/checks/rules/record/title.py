"""The rules for titles: a different title, and words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Rule, Severities, always, finding
from refcheck.checks.thresholds import (
    LEAST_GROUP_WORDS,
    LEAST_MISSING_LETTERS,
    MOST_ADDED_WORDS,
    MOST_TRANSLATED_SIMILARITY,
)
from refcheck.compare.names import same_group
from refcheck.compare.titles import (
    TitleAgreement,
    TitleComparison,
    appears_in,
    compare_titles,
    is_incomparable,
)
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName
from refcheck.text.folding import squashed, words

__all__ = ["TitleMismatch", "TitleWording", "is_group_of_work"]

# More differences than this are counted in a message, not quoted.
_MOST_QUOTED = 4


class TitleMismatch:
    """The title is that of a different work, while the rest of the reference agrees with PubMed.

    It leads a reader to the wrong paper: an error. A title in a different language than the one in
    PubMed, which often has only a translation, cannot be compared and is not reported.

    **Example.** `Statins and the risk of fracture` for `Ketamine and suicidal ideation in
    depression: jumping the gun?`.

    **How to fix it.** Use the title in PubMed, or find the reference of the work that you mean.
    """

    id: ClassVar[str] = "title-mismatch"
    title: ClassVar[str] = "Wrong title"
    field: ClassVar[Field] = Field.TITLE
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.TITLE})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the titles have little in common."""
        compared = _compared(comparison, TitleAgreement.OTHER)
        if compared is None:
            return
        message = f"The title is “{_right(compared)}” in {comparison.source_name}."
        yield _title_finding(self, comparison, compared, message)


class TitleWording:
    """Some words of the title are not the same as in PubMed.

    The work can still be found: a warning. Case, punctuation, hyphens, articles, Greek letters,
    markup, British and American spelling, numerals in words, a subtitle that is left out, a
    translation in brackets and notes after the title make no difference.

    **Example.** `Two cellular hypotheses explain the initiation of ...` for `Two cellular
    hypotheses explaining the initiation of ...`.

    **How to fix it.** Use the wording in PubMed.
    """

    id: ClassVar[str] = "title-wording"
    title: ClassVar[str] = "Different wording of the title"
    field: ClassVar[Field] = Field.TITLE
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.TITLE})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding that quotes the words."""
        compared = _compared(comparison, TitleAgreement.WORDING, TitleAgreement.SIBLING)
        if compared is None:
            return
        message = f"The wording of the title differs: {_quoted(compared, comparison.source_name)}."
        yield _title_finding(self, comparison, compared, message)


def _compared(comparison: Comparison, *wanted: TitleAgreement) -> TitleComparison | None:
    """Returns the comparison of titles that agree in a wanted way; None where the parse is at
    fault."""
    cited, record = comparison.cited, comparison.record
    if not cited.title or not record.title:
        return None
    recorded = (record.title, *record.title_variants)
    compared = compare_titles(cited.title, recorded)
    if compared is None or compared.agreement not in wanted:
        return None
    if comparison.is_from_other_fields(cited.title):
        return None
    if compared.similarity < MOST_TRANSLATED_SIMILARITY and is_incomparable(
        cited.title, compared.recorded
    ):
        return None
    if any(appears_in(title, comparison.raw) for title in recorded) and not _is_added(
        cited.title, compared
    ):
        return None
    left = tuple(
        pair
        for pair in compared.differences
        if not _is_misparsed(comparison, *pair) and not is_group_of_work(comparison, *pair)
    )
    if compared.differences and not left:
        return None
    return replace(compared, differences=left)


def _is_added(cited: str, compared: TitleComparison) -> bool:
    """Returns whether a few words are next to the record's title, and no mark divides them:
    "Orthopedic Nasopharyngeal carcinoma in childhood". After a mark is a different field."""
    cited_words = cited.split()
    return any(
        not recorded
        and not any(char.isdigit() for char in added)
        and _is_next_to_title(cited_words, added)
        for added, recorded in compared.differences
    )


def _is_next_to_title(cited_words: Sequence[str], added: str) -> bool:
    size = len(words(added))
    if not 0 < size <= MOST_ADDED_WORDS:
        return False
    for at in range(len(cited_words) - size + 1):
        run = cited_words[at : at + size]
        if words(" ".join(run)) == words(added):
            before = at > 0 and cited_words[at - 1][-1].isalpha()
            after = at + size < len(cited_words) and run[-1][-1].isalpha()
            return before or after
    return False


def _is_misparsed(comparison: Comparison, cited: str, recorded: str) -> bool:
    """Returns whether the parser made a difference: words of a different field are in the title, or
    the title's beginning or end is in a different field."""
    if cited:
        if comparison.is_from_other_fields(cited, journal=False):
            return True
        return comparison.is_from_other_fields(cited) and not comparison.is_extra(cited)
    parsed, missing = squashed(comparison.cited.title or ""), squashed(recorded)
    title = squashed(comparison.record.title or "")
    at_end = title.startswith((parsed + missing, missing + parsed))
    is_left = squashed(comparison.raw).count(missing) > parsed.count(missing)
    return at_end and len(missing) >= LEAST_MISSING_LETTERS and is_left


def is_group_of_work(comparison: Comparison, cited: str, recorded: str) -> bool:
    """Returns whether the only difference is the name of the group that signs the work, which one
    of the titles leaves out: "World Medical Association Declaration of Helsinki"."""
    if cited and recorded:
        return False
    authors = (*comparison.cited.authors, *comparison.record.authors)
    groups = [name.name for name in authors if isinstance(name, GroupName)]
    groups += [each.group.name for each in comparison.torn]
    run = (cited or recorded).removesuffix(" s")
    return len(run.split()) >= LEAST_GROUP_WORDS and any(
        squashed(run) == squashed(name) or same_group(name, run) for name in groups
    )


def _quoted(compared: TitleComparison, source: str) -> str:
    shown = [
        f"{source} has “{recorded}”, the reference “{cited}”"
        if cited and recorded
        else f"“{recorded}” is missing"
        if recorded
        else f"“{cited}” is not in the title in {source}"
        for cited, recorded in compared.differences[:_MOST_QUOTED]
    ]
    more = len(compared.differences) - _MOST_QUOTED
    return "; ".join(shown) + (f"; and {more} more" if more > 0 else "")


def _right(compared: TitleComparison) -> str:
    """Returns the recorded title as a reference cites it, without a full stop."""
    return compared.recorded.removesuffix(".")


def _title_finding(
    rule: Rule, comparison: Comparison, compared: TitleComparison, message: str
) -> Finding:
    right = _right(compared)
    return finding(
        rule,
        message,
        cited=comparison.cited.title,
        expected=(right,),
        fix=right,
        url=comparison.url,
        span=comparison.span,
    )
