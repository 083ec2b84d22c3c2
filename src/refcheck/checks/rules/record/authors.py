"""The rules for authors: whether the persons and groups cited are those of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

from refcheck.checks.author_misparses import (
    family_name_is_in_text,
    is_not_a_name,
    recorded_form_is_in_text,
)
from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Rule, Severities, always, finding
from refcheck.checks.thresholds import LEAST_GROUP_MEMBERS, MOST_SEPARATE_AUTHORS
from refcheck.compare.authors import AuthorPair
from refcheck.compare.names import NameAgreement
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName, PersonName
from refcheck.text.people.names import written

__all__ = [
    "AuthorAdded",
    "AuthorFirst",
    "AuthorInitials",
    "AuthorMissing",
    "AuthorMisspelt",
    "AuthorOrder",
    "AuthorOther",
    "author_finding",
    "groups_of",
]

# Names in a message: a longer row is cut. The values of a finding are whole.
_MOST_NAMES = 12
_SHOWN_OF_MANY = 10


class AuthorFirst:
    """The first author in the reference is not the first author in PubMed.

    Readers and indexes find a work by its first author, so this is an error. A first author who is
    only misspelt is reported by `author-misspelt`, one who has changed places with a co-author by
    `author-order`.

    **Example.** `Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression ...`, where
    PubMed lists `Rajkumar R` first.

    **How to fix it.** Put the right first author first. If the reference means a different work,
    correct the fields that led to this one.
    """

    id: ClassVar[str] = "author-first"
    title: ClassVar[str] = "Wrong first author"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding where a different name comes first, or the first one is missing."""
        source = comparison.source_name
        for pair in _others(comparison):
            if pair.place == 1:
                message = (
                    f"The first author is {written(pair.recorded)} in {source},"
                    f" {written(pair.cited)} in the reference."
                )
                yield _pair_finding(self, comparison, pair, message)
        if any(place == 1 for place, _ in _missing(comparison)):
            first = written(comparison.record.persons[0])
            message = f"The first author in {source}, {first}, is missing from the reference."
            yield author_finding(self, comparison, None, [first], message, fixed=False)


class AuthorOther:
    """An author of the record, not the first, has been replaced by someone else.

    The reference names the wrong person and leaves the right one out: an error.

    **Example.** `Rajkumar R, Smith J, Yeo EY`, where PubMed lists `Rajkumar R, Fam J, Yeo EY`.

    **How to fix it.** Replace the name with the one in PubMed.
    """

    id: ClassVar[str] = "author-other"
    title: ClassVar[str] = "Wrong author"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a finding for each wrong name, one for all where there are many."""
        source = comparison.source_name
        pairs = [pair for pair in _others(comparison) if pair.place != 1]
        if len(pairs) <= MOST_SEPARATE_AUTHORS:
            for pair in pairs:
                message = (
                    f"Author {pair.place} is {written(pair.recorded)} in {source},"
                    f" {written(pair.cited)} in the reference."
                )
                yield _pair_finding(self, comparison, pair, message)
            return
        cited = ", ".join(written(pair.cited) for pair in pairs)
        right = ", ".join(written(pair.recorded) for pair in pairs)
        message = f"{len(pairs)} authors are different: {source} has {right}."
        yield author_finding(self, comparison, cited, [right], message)


class AuthorMisspelt:
    """The family name of an author is not spelt as in PubMed.

    A misspelt name is not found in indexes: an error. A compound name that lacks a part
    (`Garcia J` for `Garcia Lopez J`) is a warning, since its owner may use both.

    Differences in case, hyphens, spaces, apostrophes, diacritics and their usual transcriptions
    (`Müller`, `Mueller`), particles, suffixes, and the order of given and family name are not
    reported.

    **Example.** `Hasselman G` for `Hasselmann G`.

    **How to fix it.** Spell the name as in PubMed, unless the article itself shows that PubMed is
    wrong.
    """

    id: ClassVar[str] = "author-misspelt"
    title: ClassVar[str] = "Misspelt family name"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = {
        Severity.ERROR: "where the spelling differs",
        Severity.WARNING: "where a part of a compound name is missing",
    }
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a finding for each misspelt name."""
        for pair in comparison.authors.changed:
            if pair.agreement not in (NameAgreement.MISSPELT, NameAgreement.PART):
                continue
            if family_name_is_in_text(comparison, pair.recorded):
                continue
            partly = pair.agreement is NameAgreement.PART
            severity = Severity.WARNING if partly else Severity.ERROR
            message = (
                f"The family name of author {pair.place} is {pair.recorded.full_family} in"
                f" {comparison.source_name}, {pair.cited.full_family} in the reference."
            )
            yield _pair_finding(self, comparison, pair, message, severity)


class AuthorMissing:
    """An author is missing, and the list of authors is not shortened at that point.

    A list that ends with "et al." may stop after any author.

    **Example.** `Rajkumar R, Yeo EY, Dawe GS`, where PubMed lists `Rajkumar R, Fam J, Yeo EY,
    Dawe GS`.

    **How to fix it.** Add the author, or end the list with "et al.".
    """

    id: ClassVar[str] = "author-missing"
    title: ClassVar[str] = "Missing author"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding for all missing authors but the first of the list."""
        names = [written(name) for place, name in _missing(comparison) if place != 1]
        if not names:
            return
        what = "Missing author" if len(names) == 1 else f"{len(names)} missing authors"
        message = f"{what}: {comparison.source_name} also lists {_in_words(names)}, "
        if comparison.cited.authors_complete:
            message += "and the reference has no “et al.”."
        else:
            message += "before authors that the reference does name."
        yield author_finding(self, comparison, None, [", ".join(names)], message, fixed=False)


class AuthorAdded:
    """The reference names an author whom PubMed does not list.

    It credits a person who did not write the work: an error. Where PubMed's own list is cut (as in
    many records from before 2000), names after the cut are not reported; neither are three or more
    names after the last author of a work that a group signs, who may be its members.

    **Example.** `Rajkumar R, Fam J, Smith J, Yeo EY, Dawe GS`, where PubMed does not list
    `Smith J`.

    **How to fix it.** Remove the name, unless the article itself shows that PubMed is wrong.
    """

    id: ClassVar[str] = "author-added"
    title: ClassVar[str] = "Extra author"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding for all added authors."""
        added = [
            name for _, name in comparison.authors.added if not is_not_a_name(comparison, name)
        ]
        if not added or _are_members(comparison):
            return
        added_names = [written(name) for name in added]
        what = "Extra author" if len(added) == 1 else f"{len(added)} extra authors"
        message = f"{what}: {comparison.source_name} does not list {_in_words(added_names)}."
        yield author_finding(self, comparison, ", ".join(added_names), [], message, fixed=False)


class AuthorOrder:
    """The authors are not in the same order as in PubMed.

    The order shows who did what, and the first name is how the work is found: an error.

    **Example.** `Fam J, Rajkumar R, Yeo EY`, where PubMed has `Rajkumar R, Fam J, Yeo EY`.

    **How to fix it.** Put the authors in the order that PubMed has.
    """

    id: ClassVar[str] = "author-order"
    title: ClassVar[str] = "Authors in the wrong order"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.ERROR)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields one finding for all authors who have changed places."""
        if not comparison.authors.moved:
            return
        cited = ", ".join(written(name) for name in comparison.cited.persons)
        right = [written(name) for name in comparison.record.persons]
        message = f"The authors are in the wrong order: {comparison.source_name} has"
        message += f" {_listed(right)}."
        yield author_finding(self, comparison, cited, [", ".join(right)], message)


class AuthorInitials:
    """The family name is right, but the initials are not those in PubMed.

    Fewer given names are harmless (`Smith J` for `Smith JKL`), and so are full given names for
    initials. PubMed itself recorded at most two initials until about 2016. Different letters, or
    letters in a different order, may name a different person: a warning.

    **Example.** `Smith KJ` for `Smith JK`.

    **How to fix it.** Use the initials in PubMed, unless the article itself shows that they are
    wrong.
    """

    id: ClassVar[str] = "author-initials"
    title: ClassVar[str] = "Wrong initials"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = always(Severity.WARNING)
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a finding for each author with different initials."""
        for pair in comparison.authors.changed:
            if pair.agreement is not NameAgreement.INITIALS:
                continue
            if recorded_form_is_in_text(comparison, pair):
                continue
            message = (
                f"Author {pair.place} is {written(pair.recorded)} in {comparison.source_name},"
                f" {written(pair.cited)} in the reference: the initials differ."
            )
            yield _pair_finding(self, comparison, pair, message)


@lru_cache(maxsize=16)  # the rules for the first author and for the others ask
def _others(comparison: Comparison) -> tuple[AuthorPair, ...]:
    return tuple(
        pair
        for pair in comparison.authors.changed
        if pair.agreement is NameAgreement.OTHER
        and not family_name_is_in_text(comparison, pair.recorded)
        and not is_not_a_name(comparison, pair.cited)
    )


@lru_cache(maxsize=16)
def _missing(comparison: Comparison) -> tuple[tuple[int, PersonName], ...]:
    return tuple(
        (place, name)
        for place, name in comparison.authors.missing
        if not family_name_is_in_text(comparison, name)
    )


def _are_members(comparison: Comparison) -> bool:
    """Returns whether the names cited after the record's last one can be members of its group."""
    places = [place for place, _ in comparison.authors.added]
    count = len(comparison.cited.persons)
    at_end = places == list(range(count - len(places) + 1, count + 1))
    enough = len(places) >= LEAST_GROUP_MEMBERS
    return at_end and enough and bool(groups_of(comparison.record.authors))


def groups_of(names: Sequence[object]) -> list[GroupName]:
    """Returns the names that are groups."""
    return [name for name in names if isinstance(name, GroupName)]


def _listed(names: Sequence[str]) -> str:
    """Names in a row; a long row is cut."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:_SHOWN_OF_MANY])} and {len(names) - _SHOWN_OF_MANY} more"


def _in_words(names: Sequence[str]) -> str:
    """Names as a sentence has them: "Fam J", "Fam J and Yeo EY", "Fam J, Yeo EY and Dawe GS"."""
    if not 1 < len(names) <= _MOST_NAMES:
        return _listed(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _right(pair: AuthorPair) -> str:
    """Returns the record's name in the form of the cited one: full given names stay full."""
    if pair.agreement is not NameAgreement.MISSPELT or not pair.cited.given:
        return written(pair.recorded)
    return f"{pair.recorded.full_family} {pair.cited.given}"


def _pair_finding(
    rule: Rule,
    comparison: Comparison,
    pair: AuthorPair,
    message: str,
    severity: Severity | None = None,
) -> Finding:
    return author_finding(rule, comparison, written(pair.cited), [_right(pair)], message, severity)


def author_finding(
    rule: Rule,
    comparison: Comparison,
    cited: str | None,
    expected: Sequence[str],
    message: str,
    severity: Severity | None = None,
    *,
    fixed: bool = True,
) -> Finding:
    """Returns a finding about authors; where just one value would be right it is the fix, if
    `fixed`."""
    return finding(
        rule,
        message,
        severity=severity,
        cited=cited,
        expected=expected,
        fix=expected[0] if fixed and len(expected) == 1 else None,
        url=comparison.url,
        span=comparison.span,
    )
