"""The rules that compare the citations in the text with the list of references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from refcheck.checks.rule import Needs, Severities, always, finding
from refcheck.checks.rules.article.list_completeness import cited_beyond, unlisted_names
from refcheck.checks.rules.article.list_order import lists_of, name_of
from refcheck.checks.swallowed_labels import swallowed_labels
from refcheck.checks.thresholds import MOST_UNCITED
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName, PersonName
from refcheck.model.reference import Reference
from refcheck.model.report import Citation, CitationKind, Mention
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = ["CitationName", "CitationUnlisted", "CitationYear", "ReferenceUncited"]

_NAMED: Final = lazy_regex(r"(.+) ((?:1[5-9]|20)\d\d)([a-z]?)")
_MOST_YEARS: Final = 3  # of an author's other works, in a message


class CitationUnlisted:
    """The text cites a work that is not in the list of references.

    A number, a name with its year, or a key in the text leads nowhere. Either the reference is
    missing from the list, or the citation has a typo.

    **Example.** `... as others have found [12].` in an article whose list ends with number 11.

    **How to fix it.** Add the reference to the list, or correct the citation.
    """

    id: ClassVar[str] = "citation-unlisted"
    title: ClassVar[str] = "Cited work not in the reference list"
    field: ClassVar[Field] = Field.CITATION
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding for each work that is cited and not in the list, where it is first."""
        if not references:
            return
        beyond = {str(number) for number in cited_beyond(references, citations)}
        beyond.update(unlisted_names(citations))  # the end of the list is lost: reported once
        for numbers in swallowed_labels(references).values():  # reported at the entry
            beyond.update(map(str, numbers))
        unlisted: dict[str, list[Citation]] = {}
        for citation in citations:
            if citation.kind is CitationKind.AUTHOR_YEAR and citation.references:
                continue  # the work is there, under a different name or year: a rule by itself
            for part in citation.missing:
                if part not in beyond:
                    unlisted.setdefault(part, []).append(citation)
        for part, places in unlisted.items():
            message = _is_not_listed(part, len(places)) + _others_of(part, references)
            yield finding(self, message, cited=part, span=places[0].span)


def _is_not_listed(part: str, times: int) -> str:
    what = f"Reference {part}" if part.isdigit() else part
    often = f" {times} times" if times > 1 else ""
    return f"{what} is cited{often} in the text but is not in the reference list."


def _others_of(part: str, references: Sequence[Reference]) -> str:
    """Returns what the list has of the author who is named: " For Kedem, the list has 1958 and
    1961." """
    named = _NAMED.fullmatch(part)
    if named is None:
        return ""
    author = fold(named[1])
    years = sorted({_year_of(one) for one in references if fold(_short(one)) == author} - {""})
    shown = f" For {named[1]}, the list has {' and '.join(years)}."
    return shown if 0 < len(years) <= _MOST_YEARS else ""


class ReferenceUncited:
    """A reference in the list is not cited anywhere in the text.

    It is reported only where the text cites most of the list, so that further reading, a
    bibliography or an article without citations is not reported. Citations inside figures and
    tables that the document has as pictures cannot be seen.

    **Example.** Number 14 of a list of 30, while all others are cited.

    **How to fix it.** Cite the reference where it belongs, or remove it from the list.
    """

    id: ClassVar[str] = "reference-uncited"
    title: ClassVar[str] = "Reference not cited in the text"
    field: ClassVar[Field] = Field.CITATION
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding for each reference that no citation points to."""
        cited = {number for citation in citations for number in citation.references}
        for of_list in lists_of(references):
            uncited = [one for one in of_list if one.string.number not in cited]
            if not 0 < len(uncited) <= MOST_UNCITED * len(of_list):
                continue
            for reference in uncited:
                yield finding(
                    self,
                    f"{_named_reference(reference)} is not cited in the text.",
                    span=reference.string.span,
                    references=(reference.string.number,),
                )


class CitationYear:
    """A citation in the text and the reference in the list have different years.

    Name and year in the text lead to no work in the list, but the list has a work by these authors
    whose year differs by a typo.

    **Example.** `(Mvumi et al., 1998)`, while the list has `Mvumi B, ... 1988`.

    **How to fix it.** Check which year is right, and correct the text or the list.
    """

    id: ClassVar[str] = "citation-year"
    title: ClassVar[str] = "Year differs between citation and reference"
    field: ClassVar[Field] = Field.CITATION
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding for each work that is cited with a different year, where first."""
        for named, reference, citation in _nearly_listed(references, citations):
            part, year = named[0], _year_of(reference)
            if year not in {"", named[2]}:
                listed = f"{_short(reference)} {year}"
                yield finding(
                    self,
                    f"The text cites {part}, but the reference list has {listed}.",
                    cited=part,
                    expected=(year,),
                    span=citation.span,
                    references=(reference.string.number,),
                )


class CitationName:
    """A citation in the text and the reference in the list spell the author's name differently.

    **Example.** `(Drapper et al., 2020)`, while the list has `Draper FC, ... 2020`.

    **How to fix it.** Check which spelling is right, and correct the text or the list.
    """

    id: ClassVar[str] = "citation-name"
    title: ClassVar[str] = "Name differs between citation and reference"
    field: ClassVar[Field] = Field.CITATION
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.ARTICLE

    def check(
        self,
        references: Sequence[Reference],
        citations: Sequence[Citation],
        _mentions: Sequence[Mention],
    ) -> Iterator[Finding]:
        """Yields one finding for each work that is cited under a different name, where first."""
        for named, reference, citation in _nearly_listed(references, citations):
            if _year_of(reference) in {"", named[2]}:
                name = _short(reference)
                yield finding(
                    self,
                    f"The text cites {named[1]} {named[2]}, but the reference list has {name}.",
                    cited=named[1],
                    expected=(name,),
                    span=citation.span,
                    references=(reference.string.number,),
                )


def _nearly_listed(
    references: Sequence[Reference], citations: Iterable[Citation]
) -> Iterator[tuple[re.Match[str], Reference, Citation]]:
    """Yields what author-year citations name that is not quite what the list has.

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
    """Returns the first author as a citation names it."""
    authors = reference.record.authors
    match authors[:1]:
        case (PersonName() as person,):
            return person.full_family
        case (GroupName() as group,):
            return group.name
        case _:
            return name_of(reference)


def _named_reference(reference: Reference) -> str:
    """Returns a reference as a reader finds it: by its number, or by its name and year."""
    year = _year_of(reference)
    if reference.string.label is None and reference.record.authors and year:
        return f"{_short(reference)} {year}"
    return f"Reference {name_of(reference)}"
