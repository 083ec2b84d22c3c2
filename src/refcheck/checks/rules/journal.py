"""The rules for journals: a different journal, and a misspelt name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Rule, Severities, always, finding
from refcheck.checks.thresholds import (
    DISTINCT_JOURNAL_WORDS,
    LEAST_TITLE_WORDS,
    LONG_WORD_CHARS,
    MOST_CUT_JOURNAL_WORDS,
)
from refcheck.compare.journals import (
    JournalAgreement,
    compare_journals,
    journal_appears_in,
    journal_left_over,
)
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import BibliographicRecord
from refcheck.text.folding import folded, words

__all__ = ["JournalMismatch", "JournalMisspelt"]

_SENTENCE_END = re.compile(r"[.?!]\s{1,3}")


class JournalMismatch:
    """The work appeared in a different journal.

    The reference leads a reader to the wrong place: an error. Full, abbreviated, former and
    translated names, acronyms, "The", "&", and a place in brackets make no difference; an
    abbreviation is accepted if it shortens the words of the name in the same order. Leaving out a
    noun or an adjective makes it a different name.

    **Example.** `J Psychopharmacol. 2015;99:23-35` for `Pharmacol Res. 2015;99:23-35`.

    **How to fix it.** Replace the journal with the one in PubMed.
    """

    id: ClassVar[str] = "journal-mismatch"
    title: ClassVar[str] = "Wrong journal"
    field: ClassVar[Field] = Field.JOURNAL
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where no name of the journal agrees."""
        agreement = _agreement(comparison)
        if agreement is JournalAgreement.SECTION and comparison.has_same_locator:
            return
        different = agreement in (JournalAgreement.SECTION, JournalAgreement.OTHER)
        if different and not _is_misparsed(comparison):
            right, cited = _names(comparison.record)[0], comparison.cited.container_title
            message = f"{comparison.source_name} gives the journal as {right}, not {cited}."
            yield _journal_finding(self, comparison, message)


class JournalMisspelt:
    """The name of the journal is misspelt by a letter or two.

    The journal can still be recognised: a warning.

    **Example.** `J Afect Disord` for `J Affect Disord`.

    **How to fix it.** Spell the name as PubMed does.
    """

    id: ClassVar[str] = "journal-misspelt"
    title: ClassVar[str] = "Misspelt journal"
    field: ClassVar[Field] = Field.JOURNAL
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the names differ by a typo."""
        misspelt = _agreement(comparison) is JournalAgreement.MISSPELT
        if misspelt and not _is_misparsed(comparison):
            right, cited = _names(comparison.record)[0], comparison.cited.container_title
            message = f"The journal is spelt {right} in {comparison.source_name}, not {cited}."
            yield _journal_finding(self, comparison, message)


def _names(record: BibliographicRecord) -> tuple[str, ...]:
    """The names of the record's journal, the one to use in a reference first."""
    names = [*record.container_variants[:1], record.container_title, *record.container_variants[1:]]
    return tuple(dict.fromkeys(name for name in names if name))


def _agreement(comparison: Comparison) -> JournalAgreement | None:
    """How the names agree; None where one side has none."""
    cited, recorded = comparison.cited.container_title, _names(comparison.record)
    return compare_journals(cited, recorded) if cited and recorded else None


def _is_misparsed(comparison: Comparison) -> bool:
    """Whether the parser, not the article, has the journal wrong."""
    cited, recorded = comparison.cited.container_title or "", _names(comparison.record)
    # Too much was parsed: "a review. J Affect Disord", "Okada K, Ouchi K. Pediatr Infect Dis J"
    if all(map(_has_digit, words(cited))):
        return True  # "2023Sep"
    if _is_after_a_title(cited, recorded) or _is_cut(comparison, cited, recorded):
        return True
    first = comparison.reference.record.container_title
    is_first = first is None or first == cited  # the parser's doubt is of the likeliest parse
    unsure = is_first and comparison.may_be_misparsed(Field.JOURNAL)
    if unsure and _is_badly_cut(comparison, cited, recorded):
        return True
    for rest in journal_left_over(cited, recorded):
        named = " ".join(word for word in rest.split() if not _has_digit(word))
        if comparison.is_from_other_fields(named, journal=False, title=True):
            return True
    # Names and initials before the title, and words in it ("Cancer"), are not the journal's
    before, _, after = comparison.text.rpartition(comparison.cited.title or "\0")
    text = after or before
    title = folded(comparison.record.title or "")  # of a comment, it names a journal too
    whole = " " + folded(comparison.text).replace(title or "\0", " ") + " "
    return any(
        # Long names are nowhere by chance: "J Clin. Neurosci" parsed as title and journal
        (len(words(name)) >= DISTINCT_JOURNAL_WORDS and f" {folded(name)} " in whole)
        # Too little was parsed: "J Women Health Nurs" of "Korean J Women Health Nurs"
        or journal_appears_in(text, (name,), recorded, longer_than=len(words(cited)))
        or journal_appears_in(text.replace(cited, " "), (name,), recorded)
        for name in recorded
    )


def _is_badly_cut(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether a journal that the parser is unsure of begins at the wrong word: after the end of
    the title ("rest and confinement"), before it ("Moench). G3" for "G3"), or inside the right name
    ("Based Complement. Altern. Med." of "Evid. Based Complement. Altern. Med.")."""
    title = folded(comparison.record.title or "")
    if len(words(cited)) > 1 and f" {folded(cited)} " in f" {title} ":
        return True
    tail = cited.rpartition(")")[2].strip(" .") if cited.count(")") > cited.count("(") else ""
    if tail and compare_journals(tail, recorded) is JournalAgreement.SAME:
        return True
    before = comparison.text.rpartition(cited)[0].split()
    heads = (
        " ".join(before[-size:]) for size in range(1, min(MOST_CUT_JOURNAL_WORDS, len(before)) + 1)
    )
    return any(
        compare_journals(f"{head} {cited}", recorded) is JournalAgreement.SAME for head in heads
    )


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_after_a_title(cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether a whole title was parsed into the journal: "Clinical practice in immunotherapy 2022.
    Phys. Ther."; but "Eur. J. Pain" is not "J. Pain" after a title."""
    for mark in _SENTENCE_END.finditer(cited):
        head = cited[: mark.start()]
        long_words = [word for word in words(head) if len(word) >= LONG_WORD_CHARS]
        is_text = len(long_words) >= LEAST_TITLE_WORDS
        if is_text and compare_journals(cited[mark.end() :], recorded) is JournalAgreement.SAME:
            return True
    return False


def _is_cut(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether the text has more of the name than was parsed: "Posture" of "Gait. Posture"."""
    parsed, text = words(cited), f" {folded(comparison.text)} "
    for name in map(words, recorded):
        ends = (
            at + len(parsed) for at in range(1, len(name)) if name[at : at + len(parsed)] == parsed
        )
        if any(f" {' '.join(name[:end])} " in text for end in ends):
            return True
    return False


def _journal_finding(rule: Rule, comparison: Comparison, message: str) -> Finding:
    names = _names(comparison.record)
    return finding(
        rule,
        message,
        cited=comparison.cited.container_title,
        expected=names,
        fix=names[0],
        url=comparison.url,
        span=comparison.span,
    )
