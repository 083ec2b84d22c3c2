"""The rules for entries of a list that name no work, or that could be read only in part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.swallowed_labels import swallowed_labels
from refcheck.checks.thresholds import (
    LEAST_COMPARED_ENTRIES,
    LEAST_ENTRY_CHARS,
    LEAST_ENTRY_WORDS,
    LEAST_LONG_ENTRY_CHARS,
    LONG_ENTRY_FACTOR,
    MANY_AUTHORS,
)
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import LONGEST_PARSED, Reference
from refcheck.text.lengths import has_at_least, median
from refcheck.text.patterns import lazy_regex
from refcheck.text.works.locators import locator_count

__all__ = ["EntryDoubtful", "EntryUnread"]

_WORD: Final = lazy_regex(r"[^\W\d_]{2,}")
_DATED: Final = lazy_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


class EntryDoubtful:
    """An entry of the list is too short or too long to be one reference.

    An entry that is too short was counted because it is between references or has a number of the
    list, but it does not name a work. Often a line was lost when the article was copied, or a
    heading or a note has got into the list. An entry that gives two places of publication, or is
    many times as long as the others, is probably several references that were not told apart: their
    fields may be mixed; so is one with the label of the next number in it. Of one that is longer
    than any reference only the beginning was parsed: the article has often lost its line breaks.

    **Example.** `14. Ibid.`; `9. Jeschke P. Pest Manag Sci. 2018;74:2389-96; Calcaterra A. J Pharm
    Biomed Anal. 2018;147:323-40.`

    **How to fix it.** Complete the reference, or remove the line from the list; give each work an
    entry of its own.
    """

    id: ClassVar[str] = "entry-doubtful"
    title: ClassVar[str] = "Entry too short or too long to be one reference"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each entry that names no work, or was parsed only in part."""
        usual = _usual_lengths(references)
        swallowed = swallowed_labels(references)
        for reference in references:
            length, cited = len(reference.string.raw), None
            if reference.string.record is None and length > LONGEST_PARSED:
                message = (
                    f"This entry is too long to be a reference: of its {length:,} characters only"
                    f" the first {LONGEST_PARSED:,} were parsed."
                )
            elif not _is_broken(reference) and _is_too_short(reference):
                message, cited = "This entry is too short to be a reference.", reference.string.text
            elif numbers := swallowed.get(reference.string.number):
                message = _swallowed(numbers)
            elif several := _several(reference, usual.get(reference.string.list_number, 0)):
                message = several
            else:
                continue
            yield finding(
                self,
                message,
                cited=cited,
                span=reference.string.span,
                references=(reference.string.number,),
            )


def _is_broken(reference: Reference) -> bool:
    """Returns whether a finding of its own says why the entry is short."""
    string = reference.string
    return bool(string.faults or string.defects)


def _usual_lengths(references: Sequence[Reference]) -> dict[int, float]:
    """Returns the median length of the entries of each list that has enough of them."""
    lengths: defaultdict[int, list[int]] = defaultdict(list)
    for reference in references:
        lengths[reference.string.list_number].append(len(reference.string.raw))
    return {
        number: median(of_list)
        for number, of_list in lengths.items()
        if len(of_list) >= LEAST_COMPARED_ENTRIES
    }


def _swallowed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"This entry seems to include reference {numbers[0]}, whose label is within it."
    return (
        f"This entry seems to include references {numbers[0]} to {numbers[-1]}, whose labels are"
        " within it."
    )


def _several(reference: Reference, usual: float) -> str | None:
    """Returns why an entry is probably several references; None where it is not."""
    if reference.string.record is not None:
        return None
    raw = reference.string.raw
    places = locator_count(raw)
    if places > 1:
        return (
            f"This entry seems to be {places} references: it gives {places} places of publication."
        )
    length = len(raw)
    few = len(reference.record.authors) < MANY_AUTHORS
    if usual and few and length > max(LEAST_LONG_ENTRY_CHARS, LONG_ENTRY_FACTOR * usual):
        return (
            f"This entry is {length / usual:.0f} times as long as most in the list: it is probably"
            " more than one reference."
        )
    return None


def _is_too_short(reference: Reference) -> bool:
    record = reference.record
    if record.doi or record.pmid or record.pmcid or record.url:
        return False
    raw = reference.string.text
    if not has_at_least(LEAST_ENTRY_CHARS, str.isalnum, raw):
        return True
    return len(_WORD.findall(raw)) < LEAST_ENTRY_WORDS and not _DATED.search(raw)


class EntryUnread:
    """A part of an entry could not be read.

    The file defines this part in a way that would make the entry thousands of times longer, such as
    BibTeX's `@string` macros that refer to each other many times over. The rest of the entry is
    checked without it.

    **Example.** `@string{a = b # b # b # b}` and so on for ten macros, then `title = j`.

    **How to fix it.** Write the value itself into the entry.
    """

    id: ClassVar[str] = "entry-unread"
    title: ClassVar[str] = "Part of an entry could not be read"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each part that its reader could not read."""
        for reference in references:
            for fault in reference.string.faults:
                yield finding(
                    self,
                    fault,
                    span=reference.string.span,
                    references=(reference.string.number,),
                )
