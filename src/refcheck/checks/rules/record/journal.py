"""The rules for journals: a different journal, and a misspelt name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from refcheck.checks.comparison import Comparison
from refcheck.checks.journals import (
    JournalDifference,
    JournalJudgement,
    journal_names,
    judge_journal,
)
from refcheck.checks.rule import ANY_FIELD, Needs, Rule, Severities, always, finding
from refcheck.checks.thresholds import (
    DISTINCT_JOURNAL_WORDS,
    LEAST_TITLE_WORDS,
    LONG_WORD_CHARS,
    MOST_CUT_JOURNAL_WORDS,
)
from refcheck.compare.journals.names import (
    JournalAgreement,
    compare_journals,
    journal_appears_in,
    journal_left_over,
)
from refcheck.journals.relation import Standing, relate
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import WorkType
from refcheck.text.folding import folded, words
from refcheck.text.patterns import lazy_regex
from refcheck.text.words import word_set
from refcheck.text.works.dates import month_number

__all__ = ["JournalMismatch", "JournalMissing", "JournalMisspelt"]

# What is no journal after a title: "9(3), pp. 26-31", "vol. 9, no. 3, Suppl 1".
_LOCATOR_WORDS = word_set("vol volume no nr num number issue p pp pg page pages suppl pt art e s")
_SENTENCE_END = lazy_regex(r"[.?!]\s{1,3}")


class JournalMismatch:
    """The work appeared in a different journal.

    The reference leads a reader to the wrong place. It is an error where the cited name is known as
    that of a different journal, or where nothing else agrees: volume, first page or identifier.
    Otherwise it is a warning, because the name may be one that refcheck does not know; and it is
    one where the name could abbreviate the journal's, but is the name of a different journal.

    Full, abbreviated, older and newer names, acronyms, "The", "&", and a place in brackets make no
    difference. refcheck has a table of the journals in NLM's catalogue, and knows what many of them
    were called before; `refcheck data info` shows its date. A name that only leaves out words
    (`Environ Sci Pollut Res`) gets a note where title, volume and first page agree and no other
    journal could be meant.

    **Example.** `J Psychopharmacol. 2015;99:23-35` for `Pharmacol Res. 2015;99:23-35`.

    **How to fix it.** Replace the journal with the one in PubMed.
    """

    id: ClassVar[str] = "journal-mismatch"
    title: ClassVar[str] = "Wrong journal"
    field: ClassVar[Field] = Field.JOURNAL
    severities: ClassVar[Severities] = MappingProxyType(
        {
            Severity.ERROR: "the name is that of a different journal, or nothing else agrees",
            Severity.WARNING: "the name is not known, or could also be meant as an abbreviation",
        }
    )
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.JOURNAL})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where no name of the journal agrees."""
        judged = judge_journal(comparison)
        said = _said(comparison, judged) if judged else None
        if said and not _is_misparsed(comparison):
            yield _journal_finding(self, comparison, *said)


def _said(comparison: Comparison, judged: JournalJudgement) -> tuple[str, Severity] | None:
    """Returns what is said of a journal that does not agree, and how severe it is."""
    source = comparison.source_name
    right, cited = journal_names(comparison.record)[0], comparison.cited.container_title
    match judged.difference:
        case JournalDifference.OTHER:
            return f"{source} gives the journal as {right}, not {cited}.", Severity.ERROR
        case JournalDifference.CONFUSED:
            message = f"{cited} is a different journal; {source} has {right}."
            return message, Severity.WARNING
        case JournalDifference.UNKNOWN:
            message = f"{source} gives the journal as {right}; “{cited}” is not a known name of it."
            return message, Severity.WARNING
        case _:
            return None


class JournalMisspelt:
    """The name of the journal is misspelt by a letter or two.

    The journal can still be recognised: a warning. If what is printed is the name of a different
    journal (`Neurology` for `Nephrology`), `journal-mismatch` is reported instead.

    **Example.** `J Afect Disord` for `J Affect Disord`.

    **How to fix it.** Spell the name as PubMed does.
    """

    id: ClassVar[str] = "journal-misspelt"
    title: ClassVar[str] = "Misspelt journal"
    field: ClassVar[Field] = Field.JOURNAL
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.JOURNAL})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where the names differ by a typo."""
        judged = judge_journal(comparison)
        misspelt = judged is not None and judged.difference is JournalDifference.MISSPELT
        if misspelt and not _is_misparsed(comparison):
            right, cited = (
                journal_names(comparison.record)[0],
                comparison.cited.container_title,
            )
            message = f"The journal is spelt {right} in {comparison.source_name}, not {cited}."
            yield _journal_finding(self, comparison, message, Severity.WARNING)


class JournalMissing:
    """The reference names no journal.

    It was found, because its title, volume and pages are there, but a reader cannot look it up: a
    warning. Nothing is reported where a DOI, PMID, PMCID or address leads to the work, and where
    there are other words after the title, which may be a journal that could not be read.

    **Example.** `Rajkumar R. Ketamine and suicidal ideation in depression. 2015;99:23-35.`

    **How to fix it.** Add the journal from PubMed.
    """

    id: ClassVar[str] = "journal-missing"
    title: ClassVar[str] = "Missing journal"
    field: ClassVar[Field] = Field.JOURNAL
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = ANY_FIELD

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where neither a journal nor a word that may be one is cited."""
        cited, record = comparison.cited, comparison.record
        if cited.doi or cited.pmid or cited.pmcid or cited.url:
            return
        # What was read as one may be the end of the title: "rest and confinement"
        read, title = cited.container_title, folded(record.title or "")
        if read and (folded(read) not in title or f" {folded(read)} " not in f" {title} "):
            return
        names = journal_names(record)
        if not names or record.type is not WorkType.ARTICLE_JOURNAL:
            return
        if _has_only_numbers_after_the_title(comparison, names):
            message = f"The reference names no journal; {comparison.source_name} has {names[0]}."
            yield _journal_finding(self, comparison, message, Severity.WARNING)


def _has_only_numbers_after_the_title(comparison: Comparison, names: tuple[str, ...]) -> bool:
    """Returns whether the title is cited as recorded, and only a place follows: "... in rice.
    9:26"."""
    text, title = f" {folded(comparison.raw)} ", folded(comparison.record.title or "")
    before, found, after = text.rpartition(f" {title} ")
    left = (word for word in after.split() if word.isalpha() and not month_number(word))
    if not (title and found and after.strip()) or not _LOCATOR_WORDS.issuperset(left):
        return False
    return not journal_appears_in(before, names)


@lru_cache(maxsize=16)  # the rule for a place that is wrong as a whole asks too
def _is_misparsed(comparison: Comparison) -> bool:
    """Returns whether the parser, not the article, has the journal wrong."""
    cited, recorded = comparison.cited.container_title or "", journal_names(comparison.record)
    if _ends_with_another(cited, recorded):
        return False
    # Too much was parsed: "a review. J Affect Disord", "Okada K, Ouchi K. Pediatr Infect Dis J"
    if all(map(_has_digit, words(cited))):
        return True  # "2023Sep"
    if _is_after_a_title(cited, recorded) or _is_cut(comparison, cited, recorded):
        return True
    if _begins_in_title(comparison, cited, recorded):
        return True
    first = comparison.reference.record.container_title
    is_first = first is None or first == cited  # the parser's doubt is of the likeliest parse
    unsure = is_first and comparison.may_be_misparsed(Field.JOURNAL)
    if unsure and _is_badly_cut(comparison, cited, recorded):
        return True
    for rest in filter(None, journal_left_over(cited, recorded)):
        named = " ".join(word for word in rest.split() if not _has_digit(word))
        if comparison.is_from_other_fields(named, journal=False, title=True):
            return True
    # Names and initials before the title, and words in it ("Cancer"), are not the journal's
    before, _, after = comparison.text.rpartition(comparison.cited.title or "\0")
    text = after or before
    title = folded(comparison.record.title or "")  # of a comment, it names a journal too
    whole = " " + folded(comparison.text).replace(title or "\0", " ") + " "
    return (
        # Long names are nowhere by chance: "J Clin. Neurosci" parsed as title and journal
        any(
            len(words(name)) >= DISTINCT_JOURNAL_WORDS and f" {folded(name)} " in whole
            for name in recorded
        )
        # Too little was parsed: "J Women Health Nurs" of "Korean J Women Health Nurs"
        or journal_appears_in(text, recorded, longer_than=len(words(cited)))
        or journal_appears_in(text.replace(cited, " "), recorded)
    )


def _is_badly_cut(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether a journal that the parser is unsure of begins at the wrong word: after the
    end of the title ("rest and confinement"), before it ("Moench). G3" for "G3"), or inside the
    right name ("Based Complement. Altern. Med." of "Evid. Based Complement. Altern. Med.")."""
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


def _begins_in_title(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether the end of the record's title was parsed into the journal: "landraces.
    G3"."""
    title = f" {folded(comparison.record.title or '')} "
    ends = (cited[mark.end() :] for mark in _SENTENCE_END.finditer(cited))
    return any(
        compare_journals(end, recorded) is JournalAgreement.SAME
        and title.endswith(f" {folded(cited[: -len(end)])} ")
        for end in ends
        if end.strip()
    )


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_after_a_title(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether a whole title was parsed into the journal: "Clinical practice in
    immunotherapy 2022. Phys. Ther."; but "Eur. J. Pain" is not "J. Pain" after a title."""
    for mark in _SENTENCE_END.finditer(cited):
        head = cited[: mark.start()]
        long_words = [word for word in words(head) if len(word) >= LONG_WORD_CHARS]
        is_text = len(long_words) >= LEAST_TITLE_WORDS
        if is_text and compare_journals(cited[mark.end() :], recorded) is JournalAgreement.SAME:
            return True
    return False


def _ends_with_another(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether the journal after the end of a title is a different one, however it is
    parsed: "a reservoir plant. Pharm. Rev." is not Pharmacogn Rev."""
    ends = (cited[mark.end() :] for mark in _SENTENCE_END.finditer(cited))
    return any(
        compare_journals(end, recorded) is JournalAgreement.SAME
        and relate(end, recorded).standing is Standing.ANOTHER
        for end in ends
    )


def _is_cut(comparison: Comparison, cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether the text has more of the name than was parsed: "Posture" of "Gait.
    Posture"."""
    parsed, text = words(cited), f" {folded(comparison.text)} "
    for name in map(words, recorded):
        ends = (
            at + len(parsed) for at in range(1, len(name)) if name[at : at + len(parsed)] == parsed
        )
        if any(f" {' '.join(name[:end])} " in text for end in ends):
            return True
    return False


def _journal_finding(
    rule: Rule, comparison: Comparison, message: str, severity: Severity
) -> Finding:
    names = journal_names(comparison.record)
    return finding(
        rule,
        message,
        severity=severity,
        cited=comparison.cited.container_title,
        expected=names,
        fix=names[0],
        url=comparison.url,
        span=comparison.span,
    )
