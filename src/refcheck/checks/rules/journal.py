"""The rules for journals: another journal, and a misspelt name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from refcheck.checks.comparison import Comparison
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
# So many words of a name can be read into the title before it: "Evid." of five words.
_CUT_OFF = 3
# No journal has so many long words before a full stop.
_TITLE_WORDS = 4


class JournalMismatch:
    """The printed journal is another one than the record's.

    It leads a reader to the wrong place: an error. Full, abbreviated, former and translated names,
    acronyms, "The", "&", and the place in brackets are no difference; any abbreviation counts that
    shortens the words of the name in their order. A noun or adjective left out makes another name.

    **Example.** `J Psychopharmacol. 2015;99:23-35` for `Pharmacol Res. 2015;99:23-35`.

    **How to mend it.** Print the record's journal.
    """

    id: ClassVar[str] = "journal-mismatch"
    title: ClassVar[str] = "Another journal than in the record"
    field: ClassVar[Field] = Field.JOURNAL
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where no name of the journal agrees."""
        agreement = _agreement(comparison)
        if agreement is JournalAgreement.SECTION and comparison.has_same_place:
            return
        another = agreement in (JournalAgreement.SECTION, JournalAgreement.OTHER)
        if another and not _is_misread(comparison):
            printed = comparison.cited.container_title
            name = _names(comparison.record)[0]
            message = f"The work appeared in {name}, of which “{printed}” is no form."
            yield _finding(self.id, Severity.ERROR, comparison, message)


class JournalMisspelt:
    """The journal's name is spelt otherwise than in the record, by a letter or two.

    The journal can be recognised: a warning.

    **Example.** `J Afect Disord` for `J Affect Disord`.

    **How to mend it.** Spell it as the record does.
    """

    id: ClassVar[str] = "journal-misspelt"
    title: ClassVar[str] = "The journal's name is misspelt"
    field: ClassVar[Field] = Field.JOURNAL
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where the names differ by a slip of the pen."""
        misspelt = _agreement(comparison) is JournalAgreement.MISSPELT
        if misspelt and not _is_misread(comparison):
            message = f"The record spells it {_names(comparison.record)[0]}."
            yield _finding(self.id, Severity.WARNING, comparison, message)


def _names(record: BibliographicRecord) -> tuple[str, ...]:
    """The names of the record's journal, the one to print in a reference first."""
    names = [*record.container_variants[:1], record.container_title, *record.container_variants[1:]]
    return tuple(dict.fromkeys(name for name in names if name))


def _agreement(comparison: Comparison) -> JournalAgreement | None:
    """How the names agree; None where one side has none."""
    cited, recorded = comparison.cited.container_title, _names(comparison.record)
    return compare_journals(cited, recorded) if cited and recorded else None


def _is_misread(comparison: Comparison) -> bool:
    """Whether the reading, not the article, has the journal wrong."""
    cited, recorded = comparison.cited.container_title or "", _names(comparison.record)
    # Too much was read: "a review. J Affect Disord", "Okada K, Ouchi K. Pediatr Infect Dis J"
    if all(map(_has_digit, words(cited))):
        return True  # "2023Sep"
    if _is_behind_a_title(cited, recorded) or _is_cut(comparison, cited, recorded):
        return True
    first = comparison.reference.record.container_title
    is_first = first is None or first == cited  # the parser's doubt is of the likeliest reading
    doubtful = is_first and comparison.is_doubtful(Field.JOURNAL)
    if doubtful and _is_badly_cut(comparison, cited, recorded):
        return True
    for rest in journal_left_over(cited, recorded):
        named = " ".join(word for word in rest.split() if not _has_digit(word))
        if comparison.is_other_field(named, journal=False, title=True):
            return True
    # Names and initials before the title, and words in it ("Cancer"), are not the journal's
    before, _, behind = comparison.text.rpartition(comparison.cited.title or "\0")
    text = behind or before
    title = folded(comparison.record.title or "")  # of a comment, it names a journal too
    printed = " " + folded(comparison.text).replace(title or "\0", " ") + " "
    return any(
        # Long names stand nowhere by chance: "J Clin. Neurosci" read as title and journal
        (len(words(name)) > 2 and f" {folded(name)} " in printed)
        # Too little was read: "J Women Health Nurs" of "Korean J Women Health Nurs"
        or journal_appears_in(text, (name,), recorded, longer_than=len(words(cited)))
        or journal_appears_in(text.replace(cited, " "), (name,), recorded)
        for name in recorded
    )


def _is_badly_cut(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether a journal that the parser is in doubt of begins at the wrong word: behind the end of
    the title ("rest and confinement"), before it ("Moench). G3" for "G3"), or amid the right name
    ("Based Complement. Altern. Med." of "Evid. Based Complement. Altern. Med.")."""
    title = folded(comparison.record.title or "")
    if len(words(cited)) > 1 and f" {folded(cited)} " in f" {title} ":
        return True
    tail = cited.rpartition(")")[2].strip(" .") if cited.count(")") > cited.count("(") else ""
    if tail and compare_journals(tail, recorded) is JournalAgreement.SAME:
        return True
    before = comparison.text.rpartition(cited)[0].split()
    heads = (" ".join(before[-size:]) for size in range(1, min(_CUT_OFF, len(before)) + 1))
    return any(
        compare_journals(f"{head} {cited}", recorded) is JournalAgreement.SAME for head in heads
    )


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_behind_a_title(cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether a whole title was read into the journal: "Clinical practice in immunotherapy 2022.
    Phys. Ther."; but "Eur. J. Pain" is no "J. Pain" behind a title."""
    for mark in _SENTENCE_END.finditer(cited):
        head = cited[: mark.start()]
        is_text = len([word for word in words(head) if len(word) > 3]) >= _TITLE_WORDS
        if is_text and compare_journals(cited[mark.end() :], recorded) is JournalAgreement.SAME:
            return True
    return False


def _is_cut(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether the name stands in the text as far as it was read: "Posture" of "Gait. Posture"."""
    read, printed = words(cited), f" {folded(comparison.text)} "
    for name in map(words, recorded):
        ends = (at + len(read) for at in range(1, len(name)) if name[at : at + len(read)] == read)
        if any(f" {' '.join(name[:end])} " in printed for end in ends):
            return True
    return False


def _finding(rule: str, severity: Severity, comparison: Comparison, message: str) -> Finding:
    names = _names(comparison.record)
    return Finding(
        rule=rule,
        field=Field.JOURNAL,
        severity=severity,
        message=message,
        cited=comparison.cited.container_title,
        expected=names,
        fix=names[0],
        url=comparison.url,
        span=comparison.span,
    )
