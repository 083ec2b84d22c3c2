"""The rules for authors: whether the persons and groups printed are those of the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.comparison import Comparison, persons
from refcheck.checks.misreading import (
    is_literal,
    is_misread,
    is_no_group,
    is_no_name,
    is_printed,
    is_title_start,
)
from refcheck.compare.authors import AuthorPair
from refcheck.compare.names import NameAgreement, same_group
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName, PersonName
from refcheck.text.names import written

__all__ = [
    "AuthorAdded",
    "AuthorFirst",
    "AuthorGroup",
    "AuthorInitials",
    "AuthorMissing",
    "AuthorMisspelt",
    "AuthorOrder",
    "AuthorOther",
]

# More findings of one rule than this are told in one.
_APART = 3
# Fewer names behind the last author are authors, more can be the members of a group that signs.
_MEMBERS = 3


class AuthorFirst:
    """The reference begins with another author than the record.

    Readers and indexes find a work by its first author, so this is an error. A first author who is
    only misspelt, or has changed places with another, is reported by `author-misspelt` or
    `author-order`.

    **Example.** `Fam J, Yeo EY, Dawe GS. Ketamine and suicidal ideation in depression ...` where
    the record begins with `Rajkumar R`.

    **How to mend it.** Put the record's first author first, or make sure that the work that you
    mean is the one that was found.
    """

    id: ClassVar[str] = "author-first"
    title: ClassVar[str] = "Another first author than in the record"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding where another name stands first, or the first one is missing."""
        for pair in _others(comparison):
            if pair.place == 1:
                yield _pair_finding(self.id, comparison, pair, _first_message(pair.recorded))
        if any(place == 1 for place, _ in _missing(comparison)):
            first = persons(comparison.record)[0]
            yield _finding(
                self.id, comparison, None, [written(first)], _first_message(first), fixed=False
            )


def _first_message(first: PersonName) -> str:
    return f"The record's first author is {written(first)}, who is not named here."


class AuthorOther:
    """At the place of one of the record's authors, not the first, stands another name.

    It names a wrong person, and leaves a right one out: an error.

    **Example.** `Rajkumar R, Smith J, Yeo EY` where the record has `Rajkumar R, Fam J, Yeo EY`.

    **How to mend it.** Replace the name by the record's.
    """

    id: ClassVar[str] = "author-other"
    title: ClassVar[str] = "Another author than in the record"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a finding for each wrong name, one for all where there are many."""
        pairs = [pair for pair in _others(comparison) if pair.place != 1]
        if len(pairs) <= _APART:
            for pair in pairs:
                name = written(pair.recorded)
                message = f"Author {pair.place} is {name} in the record, who is not named here."
                yield _pair_finding(self.id, comparison, pair, message)
            return
        yield _finding(
            self.id,
            comparison,
            ", ".join(written(pair.cited) for pair in pairs),
            [", ".join(written(pair.recorded) for pair in pairs)],
            f"{len(pairs)} authors are others in the record, who are not named here.",
        )


class AuthorMisspelt:
    """An author's family name is spelt otherwise than in the record.

    Indexes do not find a misspelt name: an error. A compound name of which a part is missing
    (`Garcia J` for `Garcia Lopez J`) is a warning, since its owner may use both.

    Case, hyphens, spaces, apostrophes, diacritics and their usual transcriptions (`Müller`,
    `Mueller`), particles on either side, suffixes, and given and family name in the other order are
    no difference.

    **Example.** `Hasselman G` for `Hasselmann G`.

    **How to mend it.** Spell the name as the record does, unless the article itself proves
    the record wrong.
    """

    id: ClassVar[str] = "author-misspelt"
    title: ClassVar[str] = "An author's family name is misspelt"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a finding for each misspelt name."""
        for pair in comparison.authors.changed:
            if pair.agreement not in (NameAgreement.MISSPELT, NameAgreement.PART):
                continue
            if is_printed(comparison, pair.recorded):
                continue
            partly = pair.agreement is NameAgreement.PART
            yield _pair_finding(
                self.id,
                comparison,
                pair,
                f"The record spells author {pair.place} {pair.recorded.full_family}.",
                severity=Severity.WARNING if partly else Severity.ERROR,
            )


class AuthorMissing:
    """An author of the record is not printed, although the list is not cut there.

    A list that ends with "et al." may end anywhere.

    **Example.** `Rajkumar R, Yeo EY, Dawe GS` where the record has `Rajkumar R, Fam J, Yeo EY,
    Dawe GS`.

    **How to mend it.** Add the author, or end the list with "et al.".
    """

    id: ClassVar[str] = "author-missing"
    title: ClassVar[str] = "An author is missing"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding for all missing authors but the first of the list."""
        names = [written(name) for place, name in _missing(comparison) if place != 1]
        if not names:
            return
        shown = _listed(names)
        what = "this author" if len(names) == 1 else f"these {len(names)} authors"
        cut = not comparison.cited.authors_complete
        sure = "Before authors that are printed" if cut else "The list is not cut, and"
        message = f"{sure} the record also has {what}: {shown}."
        yield _finding(self.id, comparison, None, [shown], message, fixed=False)


class AuthorAdded:
    """An author is printed whom the record does not have.

    It credits a person who did not write the work: an error. Records that are cut themselves (as
    those of the years before 2000 with many authors) prove nothing behind the cut, and three names
    or more behind the last author of a record that a group signs are its members.

    **Example.** `Rajkumar R, Fam J, Smith J, Yeo EY, Dawe GS` where the record has no `Smith J`.

    **How to mend it.** Leave the name out, unless the article itself proves the record wrong.
    """

    id: ClassVar[str] = "author-added"
    title: ClassVar[str] = "An author is printed whom the record does not have"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding for all added authors."""
        added = [name for _, name in comparison.authors.added if not is_no_name(comparison, name)]
        if not added or _are_members(comparison):
            return
        names = _listed([written(name) for name in added])
        yield _finding(
            self.id, comparison, names, [], f"The record has no such author: {names}.", fixed=False
        )


class AuthorOrder:
    """The authors are printed in another order than in the record.

    The order says who did what, and the first name is how the work is found: an error.

    **Example.** `Fam J, Rajkumar R, Yeo EY` where the record has `Rajkumar R, Fam J, Yeo EY`.

    **How to mend it.** Put the authors in the record's order.
    """

    id: ClassVar[str] = "author-order"
    title: ClassVar[str] = "The authors stand in another order"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield one finding for all authors who have changed places."""
        moved = comparison.authors.moved
        if not moved:
            return
        names = _listed([written(name) for _, name in moved])
        right = _listed([written(name) for name in persons(comparison.record)])
        verb = "stands" if len(moved) == 1 else "stand"
        yield _finding(
            self.id,
            comparison,
            _listed([written(name) for name in persons(comparison.cited)]),
            [right],
            f"In the record {names} {verb} at another place among the authors.",
        )


class AuthorInitials:
    """An author's initials are others than in the record, the family name being the same.

    Fewer given names are harmless (`Smith J` for `Smith JKL`), and so are full given names for
    initials. PubMed itself kept two initials at most until about 2016. Other letters, or letters in
    another order, may name another person: a warning.

    **Example.** `Smith KJ` for `Smith JK`.

    **How to mend it.** Print the record's initials, unless the article itself proves them wrong.
    """

    id: ClassVar[str] = "author-initials"
    title: ClassVar[str] = "An author's initials differ"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a finding for each author with other initials."""
        for pair in comparison.authors.changed:
            if pair.agreement is not NameAgreement.INITIALS or is_misread(pair):
                continue
            if not (is_literal(comparison, pair) or is_title_start(comparison, pair)):
                yield _pair_finding(
                    self.id,
                    comparison,
                    pair,
                    f"The record has {written(pair.recorded)}.",
                    severity=Severity.WARNING,
                )


class AuthorGroup:
    """A group signs the printed reference that is not the one of the record.

    "The", word order, "study group" for "investigators", acronyms and shortened names are harmless,
    and so is a group that only one of the two names beside persons.

    **Example.** `Diabetes Prevention Program Research Group` for `UK Prospective Diabetes Study
    (UKPDS) Group`.

    **How to mend it.** Name the group as the record does.
    """

    id: ClassVar[str] = "author-group"
    title: ClassVar[str] = "Another group than in the record"
    field: ClassVar[Field] = Field.AUTHOR
    needs_record: ClassVar[bool] = True

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yield a finding for each printed group that agrees with none of the record's."""
        recorded = _groups(comparison.record.authors)
        if not recorded:
            return
        alone = not persons(comparison.cited)
        for cited in _groups(comparison.cited.authors):
            if any(same_group(cited.name, group.name) for group in recorded):
                continue
            if is_no_group(comparison, cited):
                continue
            names = [group.name for group in recorded]
            yield _finding(
                self.id,
                comparison,
                cited.name,
                names,
                f"In the record the group is {' or '.join(names[:3])}.",
                severity=Severity.ERROR if alone else Severity.WARNING,
            )


def _others(comparison: Comparison) -> list[AuthorPair]:
    return [
        pair
        for pair in comparison.authors.changed
        if pair.agreement is NameAgreement.OTHER
        and not is_printed(comparison, pair.recorded)
        and not is_no_name(comparison, pair.cited)
    ]


def _missing(comparison: Comparison) -> list[tuple[int, PersonName]]:
    return [
        (place, name)
        for place, name in comparison.authors.missing
        if not is_printed(comparison, name)
    ]


def _are_members(comparison: Comparison) -> bool:
    """Whether the printed names behind the record's last one can be members of its group."""
    places = [place for place, _ in comparison.authors.added]
    count = len(persons(comparison.cited))
    at_end = places == list(range(count - len(places) + 1, count + 1))
    return at_end and len(places) >= _MEMBERS and bool(_groups(comparison.record.authors))


def _groups(names: Sequence[object]) -> list[GroupName]:
    return [name for name in names if isinstance(name, GroupName)]


def _listed(names: Sequence[str]) -> str:
    """Names in a row; a long row is cut."""
    if len(names) <= 12:
        return ", ".join(names)
    return f"{', '.join(names[:10])} and {len(names) - 10} more"


def _right(pair: AuthorPair) -> str:
    """The record's name in the dress of the printed one: full given names stay full."""
    if pair.agreement is not NameAgreement.MISSPELT or not pair.cited.given:
        return written(pair.recorded)
    return f"{pair.recorded.full_family} {pair.cited.given}"


def _pair_finding(
    rule: str,
    comparison: Comparison,
    pair: AuthorPair,
    message: str,
    severity: Severity = Severity.ERROR,
) -> Finding:
    return _finding(
        rule, comparison, written(pair.cited), [_right(pair)], message, severity=severity
    )


def _finding(
    rule: str,
    comparison: Comparison,
    cited: str | None,
    expected: Sequence[str],
    message: str,
    *,
    severity: Severity = Severity.ERROR,
    fixed: bool = True,
) -> Finding:
    return Finding(
        rule=rule,
        field=Field.AUTHOR,
        severity=severity,
        message=message,
        cited=cited,
        expected=tuple(expected),
        fix=expected[0] if fixed and len(expected) == 1 else None,
        url=comparison.url,
        span=comparison.span,
    )
