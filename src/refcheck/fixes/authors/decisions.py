"""Which authors to replace, insert and remove, for the findings on the authors of a reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from refcheck.compare.authors import AuthorComparison, AuthorPair, align_authors
from refcheck.compare.names import NameAgreement
from refcheck.fixes.changes import AuthorChange
from refcheck.fixes.thresholds import MOST_MISSING_AT_END
from refcheck.frozen import dataclass
from refcheck.model.finding import Finding
from refcheck.model.record import BibliographicRecord, Contributor, PersonName
from refcheck.text.people.names import written

__all__ = ["AUTHOR_RULES", "AuthorFixes", "author_fixes"]

# The rules whose findings these changes can settle.
AUTHOR_RULES = frozenset(
    {
        "author-first",
        "author-other",
        "author-misspelt",
        "author-missing",
        "author-added",
        "author-order",
        "author-initials",
        "author-inverted",
    }
)
_RULES = {
    NameAgreement.MISSPELT: "author-misspelt",
    NameAgreement.PART: "author-misspelt",
    NameAgreement.INITIALS: "author-initials",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorFixes:
    """The changes for one finding, and whether they can only be these ("safe").

    `reason` says why there are none, as in `Unfixed`.
    """

    changes: tuple[AuthorChange, ...] = ()
    safe: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Difference:
    """A change with the rule that it settles; `at_end`: after the last author that is cited."""

    rule: str
    change: AuthorChange
    at_end: bool = False


def author_fixes(
    cited: BibliographicRecord,
    record: BibliographicRecord,
    findings: Sequence[Finding],
    shown: int | None = None,
) -> dict[Finding, AuthorFixes]:
    """Returns what to change for each of the findings, which are those of `AUTHOR_RULES`.

    `shown` is the number of authors that the list has before "et al." (None: as many as are cited
    here).
    """
    ours, theirs = cited.persons, record.persons
    groups = len(ours) < len(cited.authors) or len(theirs) < len(record.authors)
    compared = align_authors(
        ours,
        theirs,
        cited_complete=cited.authors_complete,
        recorded_complete=record.authors_complete,
    )
    if compared.moved and groups:
        return {one: AuthorFixes(reason=_GROUPS) for one in findings}
    if compared.moved:
        return _of_order(findings, compared, ours, theirs)
    differences = list(_differences(compared, ours, theirs))
    fixes = {one: _settled(one, differences) for one in findings}
    if not cited.authors_complete:
        if groups and any(_counts(fix.changes) for fix in fixes.values()):
            return {one: AuthorFixes(reason=_GROUPS) for one in findings}
        fixes = _as_long(fixes, ours, theirs, shown)
    return {one: _among_all(fix, cited) for one, fix in fixes.items()}


def _counts(changes: Sequence[AuthorChange]) -> bool:
    """Returns whether names are inserted or removed."""
    return any(change.cited is None or change.right is None for change in changes)


def _among_all(fixes: AuthorFixes, cited: BibliographicRecord) -> AuthorFixes:
    """Returns the changes with positions among all authors, where there are groups too."""
    places = [at for at, name in enumerate(cited.authors) if isinstance(name, PersonName)]
    if len(places) == len(cited.authors):
        return fixes
    after = places[-1] + 1 if places else 0
    return replace(
        fixes,
        changes=tuple(
            replace(
                change,
                position=places[change.position] if change.position < len(places) else after,
            )
            for change in fixes.changes
        ),
    )


_GROUPS = "a group is among the authors"
_SEVERAL = "the authors differ in several ways"
_UNCLEAR = "the names could not be matched one by one"


def _of_order(
    findings: Sequence[Finding],
    compared: AuthorComparison,
    ours: Sequence[PersonName],
    theirs: Sequence[PersonName],
) -> dict[Finding, AuthorFixes]:
    """Returns the changes that put the authors, as they are cited, in the order of the record."""
    alone = len(findings) == 1 and findings[0].rule == "author-order"
    if not alone or compared.changed or compared.missing or compared.added or compared.turned:
        return {one: AuthorFixes(reason=_SEVERAL) for one in findings}
    sorted_names: list[PersonName] = []
    left = list(ours)
    for name in theirs:
        same = [one for one in left if not _differ(one, name)]
        if len(same) > 1 and len({written(one) for one in same}) > 1:
            return {findings[0]: AuthorFixes(reason=_UNCLEAR)}
        if same:
            sorted_names.append(same[0])
            left.remove(same[0])
    if left or len(sorted_names) != len(ours):
        return {findings[0]: AuthorFixes(reason=_UNCLEAR)}
    changes = tuple(
        AuthorChange(position=at, cited=before, right=after)
        for at, (before, after) in enumerate(zip(ours, sorted_names, strict=True))
        if before != after
    )
    return {findings[0]: AuthorFixes(changes=changes)}


def _differ(cited: PersonName, recorded: PersonName) -> bool:
    return bool(
        (compared := align_authors([cited], [recorded])).changed
        or compared.missing
        or compared.added
    )


def _differences(
    compared: AuthorComparison, ours: Sequence[PersonName], theirs: Sequence[PersonName]
) -> Iterator[_Difference]:
    """Yields the changes of a list whose authors are in order."""
    for pair in compared.changed:
        rule = _RULES.get(pair.agreement) or _other_rule(pair)
        yield _Difference(rule, _replacement(pair))
    for pair in compared.turned:
        right = replace(pair.recorded, given=pair.recorded.given or pair.recorded.initials)
        change = AuthorChange(position=pair.place - 1, cited=pair.cited, right=right)
        yield _Difference("author-inverted", change)
    for place, name in compared.added:
        if isinstance(name, PersonName):
            change = AuthorChange(position=place - 1, cited=name, right=None)
            yield _Difference("author-added", change)
    yield from _missing(compared, ours, theirs)


def _other_rule(pair: AuthorPair) -> str:
    return "author-first" if pair.place == 1 else "author-other"


def _missing(
    compared: AuthorComparison, ours: Sequence[PersonName], theirs: Sequence[PersonName]
) -> Iterator[_Difference]:
    """Yields the authors to insert, each before the cited author that follows in the record."""
    missing = {place for place, _ in compared.missing}
    extra = {place - 1 for place, _ in compared.added}
    position = 0
    for place, name in enumerate(theirs, start=1):
        while position in extra:
            position += 1
        if place in missing:
            at = min(position, len(ours))
            rule = "author-first" if place == 1 else "author-missing"
            change = AuthorChange(position=at, cited=None, right=name)
            yield _Difference(rule, change, at_end=at >= len(ours))
        else:
            position += 1


def _replacement(pair: AuthorPair) -> AuthorChange:
    """Returns the change of one name that keeps of it what is right."""
    cited, recorded = pair.cited, pair.recorded
    right: Contributor = recorded
    match pair.agreement:
        case NameAgreement.MISSPELT | NameAgreement.PART if cited.given:
            right = replace(recorded, given=cited.given, initials=None, suffix=cited.suffix)
        case NameAgreement.INITIALS:
            right = replace(
                recorded, family=cited.family, particle=cited.particle, suffix=cited.suffix
            )
        case _:
            pass
    return AuthorChange(position=pair.place - 1, cited=cited, right=right)


def _settled(finding: Finding, differences: Sequence[_Difference]) -> AuthorFixes:
    """Returns the changes that settle a finding: all of its rule, or those of the names in it."""
    own = [one for one in differences if one.rule == finding.rule]
    named = [one for one in own if one.change.cited and written(one.change.cited) == finding.cited]
    chosen = named or [one for one in own if _is_in(one.change, finding)]
    if not chosen:
        return AuthorFixes(reason=_UNCLEAR)
    at_end = sum(one.at_end for one in chosen)
    return AuthorFixes(
        changes=tuple(one.change for one in chosen), safe=at_end <= MOST_MISSING_AT_END
    )


def _is_in(change: AuthorChange, finding: Finding) -> bool:
    """Returns whether a finding on several names has the one that is changed."""
    if change.cited is not None:
        return written(change.cited) in (finding.cited or "")
    return change.right is not None and any(
        written(change.right) in text for text in finding.expected
    )


def _as_long(
    fixes: dict[Finding, AuthorFixes],
    ours: Sequence[PersonName],
    theirs: Sequence[PersonName],
    shown: int | None,
) -> dict[Finding, AuthorFixes]:
    """Returns the changes of a cut list so that "et al." comes after as many authors as before."""
    every = [change for fix in fixes.values() for change in fix.changes]
    inserted = sum(change.cited is None for change in every)
    removed = sum(change.right is None for change in every)
    wanted = shown or len(ours)
    grown = len(ours) + inserted - removed - wanted
    if not every or inserted == removed or (grown > 0) != (inserted > removed):
        return fixes
    finding = next(
        one
        for one, fix in fixes.items()
        if any((change.cited is None) != (change.right is None) for change in fix.changes)
    )
    if grown > 0:
        changed = {change.position for change in every if change.cited is not None}
        last = [at for at in range(len(ours) - 1, -1, -1) if at not in changed][:grown]
        more = [AuthorChange(position=at, cited=ours[at], right=None) for at in sorted(last)]
    else:
        seen = len(ours) + inserted - removed
        more = [
            AuthorChange(position=len(ours), cited=None, right=name)
            for name in theirs[seen : seen - grown]
        ]
    fix = fixes[finding]
    return fixes | {finding: replace(fix, changes=(*fix.changes, *more))}
