"""The rules for the numbers of a list and for works that are in it twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import ClassVar, NamedTuple

from refcheck.checks.rule import Needs, Rule, Severities, always, finding
from refcheck.checks.thresholds import MOST_MISSING_BEFORE_HUNDREDS
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.reference import Reference
from refcheck.text.labels import begins_hundred, label_number, label_numbers, label_part
from refcheck.text.patterns import lazy_regex

__all__ = [
    "ListDisorder",
    "ListGap",
    "ListRepeat",
    "Numbered",
    "lists_of",
    "name_of",
    "numbered_of",
]


_NAMED = lazy_regex(r"[^\W\d_]{2,}[^\d]*\s")


class Numbered(NamedTuple):
    """A reference with the number of its label."""

    number: int
    reference: Reference


def lists_of(references: Sequence[Reference]) -> list[list[Reference]]:
    """Returns the references list by list."""
    return [list(group) for _, group in groupby(references, key=lambda one: one.string.list_number)]


def numbered_of(references: Sequence[Reference]) -> list[Numbered]:
    """Returns the references of one list that have a number; none where all have the same one.

    Markdown counts "1. 1. 1." by itself when the article is shown.
    """
    found = []
    for reference in references:
        number = label_number(reference.string.label)
        if number is not None:
            found.append(Numbered(number, reference))
    same = len({one.number for one in found}) == 1
    return [] if same and len(found) > 1 else found


def name_of(reference: Reference) -> str:
    """Returns the number of a reference as the reader of the article knows it, or the id of its
    study ("Berman 2000")."""
    label = reference.string.label
    numbers = label_numbers(label)
    if label and _NAMED.match(label):
        return label
    return numbers[0] if len(numbers) == 1 else str(reference.string.number)


class ListGap:
    """A number is missing in the list of references.

    The numbers jump, or the list does not begin with 1. Either a reference was lost, or the
    references after the gap have the wrong numbers, and so do all citations of them in the text.

    **Example.** Reference 4 is followed by reference 6.

    **How to fix it.** Look for the missing reference in an earlier draft, or renumber the list and
    the citations in the text.
    """

    id: ClassVar[str] = "list-gap"
    title: ClassVar[str] = "Missing number in the reference list"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each gap, at the reference after it."""
        before = 0
        for references_of_list in lists_of(references):
            numbered = numbered_of(references_of_list)
            if numbered and numbered[0].number not in {0, 1, before + 1}:
                message = (
                    f"The list begins with number {numbered[0].number} instead of {before + 1}."
                )
                yield _numbered_finding(self, numbered[0], message)
            broken = set(_out_of_place(numbered))
            straight = [one for place, one in enumerate(numbered) if place not in broken]
            known = {one.number for one in numbered}
            for last, following in pairwise(straight):
                missing = [n for n in range(last.number + 1, following.number) if n not in known]
                if missing and not _begins_anew(len(missing), following.number):
                    yield _numbered_finding(self, following, _gap(missing, following.number))
            before = max(known, default=before)


def _begins_anew(missing: int, following: int) -> bool:
    """Returns whether a second numbering begins, and no numbers are missing."""
    return missing > MOST_MISSING_BEFORE_HUNDREDS and begins_hundred(following)


def _gap(missing: Sequence[int], following: int) -> str:
    if len(missing) == 1:
        return f"Number {missing[0]} is missing before reference {following}."
    return f"Numbers {missing[0]} to {missing[-1]} are missing before reference {following}."


class ListRepeat:
    """Two references in one list have the same number.

    A citation of this number leads to two works.

    **Example.** `3. Miller OH ...` and, further down, `3. Serafini G ...`

    **How to fix it.** Renumber the list and the citations in the text.
    """

    id: ClassVar[str] = "list-repeat"
    title: ClassVar[str] = "Repeated number in the reference list"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each further reference with a number that was there before."""
        for references_of_list in lists_of(references):
            first: dict[int, Reference] = {}
            for one in numbered_of(references_of_list):
                if one.number in first and label_part(one.reference.string.label) in {None, "a"}:
                    message = (
                        f"Number {one.number} is used for more than one reference in this list."
                    )
                    yield _numbered_finding(self, one, message, first[one.number])
                first.setdefault(one.number, one.reference)


class ListDisorder:
    """The numbers in the list are not in order.

    A reference has a higher number than the next one, or a lower one than some reference before it.

    **Example.** 1, 2, 4, 3, 5.

    **How to fix it.** Check which works the text means by these numbers, and renumber the list.
    """

    id: ClassVar[str] = "list-disorder"
    title: ClassVar[str] = "Reference numbers out of order"
    field: ClassVar[Field] = Field.LIST
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(self, references: Sequence[Reference]) -> Iterator[Finding]:
        """Yields one finding for each reference whose number is out of order."""
        for references_of_list in lists_of(references):
            numbered = numbered_of(references_of_list)
            counts = Counter(one.number for one in numbered)
            for place in _out_of_place(numbered):
                one = numbered[place]
                if counts[one.number] > 1:
                    continue  # a repeat, which is a rule by itself
                highest = max((each.number for each in numbered[:place]), default=one.number)
                where = (
                    f"after number {highest}"
                    if one.number < highest
                    else f"before number {numbered[place + 1].number}"
                )
                message = f"Number {one.number} is out of order: it comes {where}."
                yield _numbered_finding(self, one, message)


def _out_of_place(numbered: Sequence[Numbered]) -> list[int]:
    """Returns the positions in a list whose number breaks the order: above the next one, or below
    the last.

    1, 2, 4, 3, 5 breaks it at 4; 17, 81, 19 at 81; 1, 2, 3, 2, 5 at the second 2 (which
    `ListRepeat` reports).
    """
    broken: list[int] = []
    highest = -1
    for place, (number, _) in enumerate(numbered):
        following = numbered[place + 1].number if place + 1 < len(numbered) else number
        leaps = highest >= 0 and highest < following < number > highest + 1
        if leaps or number < highest:
            broken.append(place)
        else:
            highest = number
    return broken


def _numbered_finding(
    rule: Rule, one: Numbered, message: str, other: Reference | None = None
) -> Finding:
    """Returns a finding at a numbered reference, and about a second one if given."""
    about = (one.reference, other) if other else (one.reference,)
    return finding(
        rule,
        message,
        cited=str(one.number),
        span=one.reference.string.span,
        references=sorted(each.string.number for each in about),
    )
