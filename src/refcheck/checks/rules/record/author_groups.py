"""The rule for groups that sign: another group, or one whose name was made a person's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from refcheck.checks.author_misparses import is_not_a_group, is_not_a_name
from refcheck.checks.comparison import Comparison
from refcheck.checks.rule import Needs, Severities
from refcheck.checks.rules.record.authors import author_finding, groups_of
from refcheck.compare.names import same_group
from refcheck.model.finding import Field, Finding, Severity
from refcheck.model.record import GroupName
from refcheck.text.folding import squashed
from refcheck.text.people.names import written

__all__ = ["AuthorGroup"]

_SHOWN_GROUPS = 3


class AuthorGroup:
    """The reference names a group as author that is not the one in PubMed, or makes a person of it.

    "The", word order, "study group" for "investigators", acronyms and shortened names are harmless,
    and so is a group that only one of the two names in addition to persons. Programs that take a
    group for a person print "Group TSR" for the SPRINT Research Group; such a name is found in no
    index. Persons can be cited for a work that only a group signs in PubMed, but PubMed cannot
    confirm them: a warning.

    **Example.** `Diabetes Prevention Program Research Group` for `UK Prospective Diabetes Study
    (UKPDS) Group`; `Association WM` for the World Medical Association.

    **How to fix it.** Name the group as PubMed does.
    """

    id: ClassVar[str] = "author-group"
    title: ClassVar[str] = "Wrong group author"
    field: ClassVar[Field] = Field.AUTHOR
    severities: ClassVar[Severities] = {
        Severity.ERROR: "where the group is the only author cited, or its name was made a person's",
        Severity.WARNING: "where persons are cited as well, or in place of the group",
    }
    needs: ClassVar[Needs] = Needs.RECORD
    compares: ClassVar[frozenset[Field]] = frozenset({Field.AUTHOR})

    def check(self, comparison: Comparison) -> Iterator[Finding]:
        """Yields a finding for each cited group that agrees with none of the record's, and for each
        of the record's that is cited as a person."""
        recorded = groups_of(comparison.record.authors)
        if not recorded:
            return
        for torn in comparison.torn:
            if _is_whole_in_source(comparison, torn.group):
                continue
            shown = ", ".join(written(name, in_full=True) for name in torn.cited)
            message = (
                f"The author is a group, {torn.group.name}, in {comparison.source_name}; the"
                f" reference has made a person’s name of it: {shown}."
            )
            right = [torn.group.name]
            yield author_finding(self, comparison, shown, right, message, Severity.ERROR)
        if _has_persons_for_group(comparison):
            yield self._of_persons(comparison, recorded)
        else:
            yield from self._of_groups(comparison, [group.name for group in recorded])

    def _of_groups(self, comparison: Comparison, names: Sequence[str]) -> Iterator[Finding]:
        alone = not comparison.cited.persons
        torn = {name for each in comparison.torn for name in each.cited}
        for cited in groups_of(comparison.cited.authors):
            if cited in torn or any(same_group(cited.name, name) for name in names):
                continue
            if is_not_a_group(comparison, cited):
                continue
            message = (
                f"The group is {' or '.join(names[:_SHOWN_GROUPS])} in {comparison.source_name},"
                f" {cited.name} in the reference."
            )
            severity = Severity.ERROR if alone else Severity.WARNING
            yield author_finding(self, comparison, cited.name, names, message, severity)

    def _of_persons(self, comparison: Comparison, recorded: Sequence[GroupName]) -> Finding:
        names = [group.name for group in recorded]
        cited = ", ".join(written(name) for name in comparison.cited.persons)
        message = (
            f"In {comparison.source_name} only a group signs the work,"
            f" {' and '.join(names[:_SHOWN_GROUPS])}; the persons in the reference could not be"
            " compared."
        )
        return author_finding(
            self, comparison, cited, names, message, Severity.WARNING, fixed=False
        )


def _is_whole_in_source(comparison: Comparison, group: GroupName) -> bool:
    """Returns whether the reference has the group's name as it is, and only its format takes it
    apart: `author = {Jos Kleijnen and ROBIS Group}`. The title may have the name too, which says
    nothing."""
    text = squashed(comparison.reference.string.raw)
    for title in (comparison.record.title, comparison.cited.title):
        if title:
            text = text.replace(squashed(title), "")
    return squashed(group.name) in text


def _has_persons_for_group(comparison: Comparison) -> bool:
    """Returns whether persons alone are cited for a work of which the record has groups alone."""
    cited, record = comparison.cited, comparison.record
    if comparison.torn or not cited.persons or record.persons or groups_of(cited.authors):
        return False
    names = [group.name for group in groups_of(record.authors)]
    # A name of the group that was parsed into another field is cited all the same
    if any(squashed(name) in squashed(comparison.author_text) for name in names):
        return False
    return not all(is_not_a_name(comparison, name) for name in cited.persons)
