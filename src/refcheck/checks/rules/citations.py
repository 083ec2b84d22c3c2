"""The rules that hold the text against the list, and the list against the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from refcheck.checks.rule import CitationRule
from refcheck.checks.rules.list_completeness import ListIncomplete, cited_beyond, unlisted_names
from refcheck.checks.rules.lists import list_finding, lists_of, name_of
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName, PersonName
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind, Mention
from refcheck.text.folding import fold
from refcheck.text.labels import lower_digits

__all__ = [
    "CITATION_RULES",
    "CitationName",
    "CitationOrder",
    "CitationRange",
    "CitationUnlisted",
    "CitationYear",
    "ListMissing",
    "ReferenceUncited",
]

_NUMBERED: Final = frozenset({CitationKind.NUMERIC, CitationKind.SUPERSCRIPT})
_NAMED: Final = re.compile(r"(.+) ((?:1[5-9]|20)\d\d)([a-z]?)")


class CitationUnlisted:
    """The text cites what is not in the list of references.

    A number, a name with its year, or a key in the text leads nowhere. Either the reference was
    taken out of the list or never put in, or the citation has a slip. This rule works offline.

    **Example.** `... as others have found [12].` in an article whose list ends with number 11.

    **How to mend it.** Add the reference to the list, or correct the citation.
    """

    id: ClassVar[str] = "citation-unlisted"
    title: ClassVar[str] = "The text cites what is not in the list"
    field: ClassVar[Field] = Field.CITATION
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding for each work that is cited and not in the list, at its first place."""
        if not references:
            return
        beyond = {str(number) for number in cited_beyond(references, citations)}
        beyond.update(unlisted_names(citations))  # the end of the list is lost: said once
        unlisted: dict[str, list[Citation]] = {}
        for citation in citations:
            if citation.kind is CitationKind.AUTHOR_YEAR and citation.references:
                continue  # the work is there, under another name or year: a rule by itself
            for part in citation.missing:
                if part not in beyond:
                    unlisted.setdefault(part, []).append(citation)
        for part, places in unlisted.items():
            text = _is_not_listed(part, len(places)) + _others_of(part, references)
            yield _finding(self, places[0], text, Severity.ERROR, cited=part)


def _is_not_listed(part: str, times: int) -> str:
    what = f"Reference {part}" if part.isdigit() else part
    often = f" {times} times" if times > 1 else ""
    return f"{what} is cited{often} in the text but is not in the list."


def _others_of(part: str, references: Sequence[Reference]) -> str:
    """What the list has of the author who is named: " Of Kedem it has 1958 and 1961." """
    named = _NAMED.fullmatch(part)
    if named is None:
        return ""
    author = fold(named[1])
    years = sorted({_year_of(one) for one in references if fold(_short(one)) == author} - {""})
    return f" Of {named[1]} it has {' and '.join(years)}." if 0 < len(years) <= _FEW_YEARS else ""


_FEW_YEARS: Final = 3


class ReferenceUncited:
    """A reference of the list is cited nowhere in the text.

    It is reported only where the text cites most of the list, so that further reading, a
    bibliography or an article without markers raises no alarm. Citations within figures and
    tables that the format of the document keeps as pictures are not seen. This rule works offline.

    **Example.** Number 14 of a list of 30, while all others are cited.

    **How to mend it.** Cite the reference where it belongs, or take it out of the list.
    """

    id: ClassVar[str] = "reference-uncited"
    title: ClassVar[str] = "A reference is cited nowhere in the text"
    field: ClassVar[Field] = Field.CITATION
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding for each reference that no citation points to."""
        cited = {number for citation in citations for number in citation.references}
        for of_list in lists_of(references):
            uncited = [one for one in of_list if one.string.number not in cited]
            if not 0 < len(uncited) <= _MOST_UNCITED * len(of_list):
                continue
            for reference in uncited:
                text = f"{_named_reference(reference)} is cited nowhere in the text."
                yield list_finding(self, reference, text)


_MOST_UNCITED: Final = 0.2  # of a list; where more is uncited, the text does not cite by markers


class CitationOrder:
    """The numbers do not appear in the text in their order.

    In most numbered styles the first work that the text cites is number 1, the next new one number
    2, and so on. It is reported only where nearly all numbers keep this order; lists in the order
    of the alphabet raise no alarm. This rule works offline.

    **Example.** `... [1] ... [2] ... [7] ... [3] ... [4]`: 7 is cited before 3.

    **How to mend it.** Number list and citations anew, or see whether the number is a slip.
    """

    id: ClassVar[str] = "citation-order"
    title: ClassVar[str] = "The numbers are not cited in their order"
    field: ClassVar[Field] = Field.CITATION
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding for each number that is cited before a lower one is."""
        names = {reference.string.number: name_of(reference) for reference in references}
        lists = {one.string.number: one.string.list_number for one in references}
        first: dict[int, dict[int, Citation]] = {}
        for citation in citations:
            if citation.kind in _NUMBERED or _NUMBERS.fullmatch(citation.text):
                for number in sorted(citation.references):
                    first.setdefault(lists[number], {}).setdefault(number, citation)
        sizes = Counter(lists.values())
        for in_list, appearances in first.items():
            if len(appearances) < _MOST_CITED * sizes[in_list]:
                continue  # an excerpt, or markers that were not recognised
            for number, lower in _early(list(appearances)):
                text = f"Reference {names[number]} is cited before {names[lower]}."
                place = appearances[number]
                yield _finding(
                    self,
                    place,
                    text,
                    Severity.WARNING,
                    cited=names[number],
                    references=(lower, number),
                )


_NUMBERS: Final = re.compile(r"[\[\]()\s\d,;–—-]{1,300}")
_FEWEST: Final = 6  # numbers; a shorter list is in order, or out of it, by chance
_MOST_CITED: Final = 0.6  # of a list has to be cited
_IN_ORDER: Final = 0.9  # of the numbers that keep the order: then it is the order of citation


def _early(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The numbers that come too early, each with the next one that should have come before."""
    # What is cited before the first of all stands in an abstract, or in a list of figures.
    numbers = numbers[numbers.index(min(numbers)) :] if numbers else numbers
    kept = _longest_ascending(numbers)
    if len(numbers) < _FEWEST or len(kept) < _IN_ORDER * len(numbers):
        return
    in_order = set(kept)
    following: list[int] = []
    for number in reversed(numbers):
        if number in in_order:
            following.append(number)
        elif following and number > following[-1]:
            yield number, following[-1]


def _longest_ascending(numbers: Sequence[int]) -> list[int]:
    """The longest part of the numbers that ascends (by patience sorting)."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tails, number)
        before.append(places[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [number]
        places[pile : pile + 1] = [place]
    kept: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        kept.append(numbers[place])
        place = before[place]
    return kept[::-1]


class CitationYear:
    """A citation in the text has another year than the list.

    Name and year in the text lead to no work of the list, but the list has a work of these authors
    that differs in its year by a slip. This rule works offline.

    **Example.** `(Mvumi et al., 1998)`, while the list has `Mvumi B, ... 1988`.

    **How to mend it.** See which year is right, and correct the text or the list.
    """

    id: ClassVar[str] = "citation-year"
    title: ClassVar[str] = "A citation has another year than the list"
    field: ClassVar[Field] = Field.CITATION
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding for each work that is cited with another year, at its first place."""
        for named, reference, place in _nearly_listed(references, citations):
            part, year, number = named[0], _year_of(reference), reference.string.number
            if year not in {"", named[2]}:
                text = f"The text cites {part}, the list has {_short(reference)} {year}."
                yield _finding(
                    self,
                    place,
                    text,
                    Severity.WARNING,
                    cited=part,
                    expected=(year,),
                    references=(number,),
                )


class CitationName:
    """A citation in the text spells the author's name in another way than the list.

    This rule works offline.

    **Example.** `(Drapper et al., 2020)`, while the list has `Draper FC, ... 2020`.

    **How to mend it.** See which spelling is right, and correct the text or the list.
    """

    id: ClassVar[str] = "citation-name"
    title: ClassVar[str] = "A citation spells a name in another way than the list"
    field: ClassVar[Field] = Field.CITATION
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding for each work that is cited under another name, at its first place."""
        for named, reference, place in _nearly_listed(references, citations):
            if _year_of(reference) in {"", named[2]}:
                name, number = _short(reference), reference.string.number
                text = f"The text cites {named[1]} {named[2]}, the list has {name}."
                yield _finding(
                    self,
                    place,
                    text,
                    Severity.WARNING,
                    cited=named[1],
                    expected=(name,),
                    references=(number,),
                )


class CitationRange:
    """A range of numbers in the text runs backwards.

    Only its two ends can be told; what was meant between them cannot. This rule works offline.

    **Example.** `[12-9]`

    **How to mend it.** See which numbers are meant: `[9-12]`, `[12-19]`, or `[12, 9]`.
    """

    id: ClassVar[str] = "citation-range"
    title: ClassVar[str] = "A range of numbers runs backwards"
    field: ClassVar[Field] = Field.CITATION
    needs_record: ClassVar[bool] = False

    def check(
        self,
        _references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding for each range whose end is below its beginning."""
        for citation in citations:
            if citation.kind in _NUMBERED:
                for first, last in _RANGE.findall(lower_digits(citation.text)):
                    if int(last) < int(first):
                        text = f"The range {first}-{last} runs backwards."
                        cited = f"{first}-{last}"
                        yield _finding(
                            self,
                            citation,
                            text,
                            Severity.WARNING,
                            cited=cited,
                            references=citation.references,
                        )


_RANGE: Final = re.compile(r"(\d{1,5})\]?\s?[-–—−‐‑‒]\s?\[?(\d{1,5})")


class ListMissing:
    """The article names studies or other sources but gives no list of references.

    It speaks of studies, reports or papers in passing, or prints identifiers of works, and no list
    of references was found in it. Nothing can be checked but the identifiers. This rule works
    offline.

    **Example.** `According to a 2019 study in JAMA Psychiatry, ...` in an article without a list.

    **How to mend it.** Give the sources in a list. If the article has one, it was not recognised: a
    heading of its own ("References") makes it easier to find.
    """

    id: ClassVar[str] = "list-missing"
    title: ClassVar[str] = "Sources are named, but there is no list"
    field: ClassVar[Field] = Field.LIST
    needs_record: ClassVar[bool] = False

    def check(
        self,
        references: Sequence[Reference],
        _citations: Sequence[Citation],
        mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yield one finding at the first source that is named in an article without a list."""
        if references or not mentions:
            return
        many = f"{len(mentions)} sources" if len(mentions) > 1 else "a source"
        yield Finding(
            rule=self.id,
            field=self.field,
            severity=Severity.INFO,
            message=f"The article names {many} in passing, but has no list of references.",
            cited=mentions[0].text,
            span=mentions[0].span,
        )


def _nearly_listed(
    references: Sequence[Reference], citations: Iterable[Citation]
) -> Iterator[tuple[re.Match[str], Reference, Citation]]:
    """What author-year citations name that is not quite what the list has.

    Each as name, year and letter (`_NAMED`), with the work that is meant and its first place.
    """
    parts: dict[str, Citation] = {}
    for citation in citations:
        if citation.kind is CitationKind.AUTHOR_YEAR and citation.references:
            for part in citation.missing:
                parts.setdefault(part, citation)
    by_number = {reference.string.number: reference for reference in references}
    for part, place in parts.items():
        named = _NAMED.fullmatch(part)
        if named is not None:
            yield named, by_number[place.references[0]], place


def _year_of(reference: Reference) -> str:
    issued = reference.record.issued
    return str(issued.year) if issued else ""


def _short(reference: Reference) -> str:
    """The first author as a citation names it."""
    authors = reference.record.authors
    match authors[:1]:
        case (PersonName() as person,):
            return person.full_family
        case (GroupName() as group,):
            return group.name
        case _:
            return name_of(reference)


def _named_reference(reference: Reference) -> str:
    """A reference as a reader finds it: by its number, or by its name and year."""
    year = _year_of(reference)
    if reference.string.label is None and reference.record.authors and year:
        return f"{_short(reference)} {year}"
    return f"Reference {name_of(reference)}"


def _finding(
    rule: CitationRule,
    citation: Citation,
    message: str,
    severity: Severity,
    *,
    cited: str,
    expected: tuple[str, ...] = (),
    references: Sequence[int] = (),
) -> Finding:
    """A finding at a citation, about the references of these numbers."""
    return Finding(
        rule=rule.id,
        field=rule.field,
        severity=severity,
        message=message,
        cited=cited,
        expected=expected,
        span=citation.span,
        references=tuple(references),
    )


CITATION_RULES: Final[tuple[CitationRule, ...]] = (
    ListIncomplete(),
    ListMissing(),
    CitationUnlisted(),
    ReferenceUncited(),
    CitationOrder(),
    CitationYear(),
    CitationName(),
    CitationRange(),
)
