"""Two lists of authors aligned: who changed, is missing, was added, was moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from refcheck.compare.names import (
    NameAgreement,
    compare_names,
    is_plainly_same,
    is_turned_round,
    same_family,
)
from refcheck.compare.order import longest_ascending
from refcheck.compare.thresholds import AUTHOR_REACH, LONG_NAME
from refcheck.frozen import dataclass
from refcheck.model.record import PersonName
from refcheck.text.folding import squashed
from refcheck.text.people.names import family_forms

__all__ = ["AuthorComparison", "AuthorPair", "align_authors"]

_NEARLY = (NameAgreement.SAME, NameAgreement.PART, NameAgreement.MISSPELT)


@dataclass(frozen=True, slots=True)
class AuthorPair:
    """A cited author, number `place` (from 1) in the list, and the recorded one in that role."""

    cited: PersonName
    recorded: PersonName
    place: int
    agreement: NameAgreement


@dataclass(frozen=True, slots=True)
class AuthorComparison:
    """What differs between two lists: `changed` never contains names that agree.

    `missing` and `added` are (number in its own list from 1, name); `moved` are cited names that
    have a different position in the record. `turned` are names that agree, with given and family
    name the other way round.
    """

    changed: tuple[AuthorPair, ...] = ()
    missing: tuple[tuple[int, PersonName], ...] = ()
    added: tuple[tuple[int, PersonName], ...] = ()
    moved: tuple[tuple[int, PersonName], ...] = ()
    turned: tuple[AuthorPair, ...] = ()


def align_authors(
    cited: Sequence[PersonName],
    recorded: Sequence[PersonName],
    *,
    cited_complete: bool = True,
    recorded_complete: bool = True,
) -> AuthorComparison:
    """Aligns two lists.

    A cited list that is cut ("et al.") may end anywhere, and may name the last author after the
    gap ("A, B, ... Z"); it may be longer than a record that is cut.
    """
    if not cited or not recorded:
        return AuthorComparison()
    if len(cited) <= len(recorded) and all(map(is_plainly_same, cited, recorded)):
        return AuthorComparison(missing=_after(cited, recorded) if cited_complete else ())
    places, differing = _assign(cited, recorded)
    turned = _turned(cited, recorded, places)
    if not differing and places == list(range(len(cited))):
        missing_at_end = _after(cited, recorded) if cited_complete else ()
        return AuthorComparison(missing=missing_at_end, turned=turned)
    in_order = set(longest_ascending(places))
    pairs = [
        AuthorPair(cited[at], recorded[to], at + 1, NameAgreement.INITIALS)
        for at, to in differing.items()
    ]
    moved = tuple(
        (at + 1, cited[at]) for at, to in enumerate(places) if to is not None and at not in in_order
    )
    missing: list[tuple[int, PersonName]] = []
    added: list[tuple[int, PersonName]] = []
    for ours, theirs in _gaps(places, in_order, len(recorded)):
        cut = ours.is_last and not cited_complete
        paired, left, over = _pair_gap(cited, recorded, ours.at, theirs, cut=cut)
        pairs += paired
        if recorded_complete or not ours.is_last:
            added += [(at + 1, cited[at]) for at in left]
        if not cut and (cited_complete or not _leads_to_last(ours, places, cited, recorded)):
            missing += [(to + 1, recorded[to]) for to in over]
    return AuthorComparison(_changed(pairs), tuple(missing), tuple(added), moved, turned)


def _after(
    cited: Sequence[PersonName], recorded: Sequence[PersonName]
) -> tuple[tuple[int, PersonName], ...]:
    """Returns the recorded names after as many as are cited, with their numbers."""
    return tuple(enumerate(recorded[len(cited) :], start=len(cited) + 1))


def _turned(
    cited: Sequence[PersonName], recorded: Sequence[PersonName], places: Sequence[int | None]
) -> tuple[AuthorPair, ...]:
    return tuple(
        AuthorPair(cited[at], recorded[to], at + 1, NameAgreement.SAME)
        for at, to in enumerate(places)
        if to is not None
        and not same_family(cited[at], recorded[to])
        and is_turned_round(cited[at], recorded[to])
    )


def _changed(pairs: Iterable[AuthorPair]) -> tuple[AuthorPair, ...]:
    differing = (pair for pair in pairs if pair.agreement is not NameAgreement.SAME)
    return tuple(sorted(differing, key=lambda pair: pair.place))


@dataclass(frozen=True, slots=True)
class _Gap:
    """Cited names without a partner, before the cited name at `stop` (None: at the end)."""

    at: tuple[int, ...]
    stop: int | None

    @property
    def is_last(self) -> bool:
        """Whether no aligned name comes after the gap."""
        return self.stop is None


def _assign(
    cited: Sequence[PersonName], recorded: Sequence[PersonName]
) -> tuple[list[int | None], dict[int, int]]:
    """For each cited name the place of the recorded one that it is, each used once; and, of
    these, the places of cited names whose initials differ, with those of the recorded ones."""
    places: list[int | None] = [
        at
        if at < len(recorded) and compare_names(name, recorded[at]) is NameAgreement.SAME
        else None
        for at, name in enumerate(cited)
    ]
    differing: dict[int, int] = {}
    if None not in places:
        return places, differing
    used = {to for to in places if to is not None}
    by_form: dict[str, list[int]] = {}
    for to, name in enumerate(recorded):
        for form in _looked_for(name) if to not in used else ():
            by_form.setdefault(form, []).append(to)
    for wanted in (NameAgreement.SAME, NameAgreement.INITIALS):
        for at, name in enumerate(cited):
            if places[at] is not None:
                continue
            found = _nearest(at, name, recorded, by_form, used, wanted)
            if found is not None:
                places[at] = found
                used.add(found)
                if wanted is NameAgreement.INITIALS:
                    differing[at] = found
    return places, differing


def _looked_for(name: PersonName) -> frozenset[str]:
    """Returns the forms of a family name, and the given name, which may be in its place."""
    given = squashed(name.given or "")
    return family_forms(name) | {given} if len(given) > 1 else family_forms(name)


def _nearest(
    at: int,
    name: PersonName,
    recorded: Sequence[PersonName],
    by_form: dict[str, list[int]],
    used: set[int],
    wanted: NameAgreement,
) -> int | None:
    choices = {to for form in _looked_for(name) for to in by_form.get(form, ()) if to not in used}
    near = sorted(choices, key=lambda to: abs(to - at))[:AUTHOR_REACH]
    return next((to for to in near if compare_names(name, recorded[to]) is wanted), None)


def _gaps(
    places: Sequence[int | None], in_order: set[int], recorded_count: int
) -> Iterator[tuple[_Gap, list[int]]]:
    """Yields the gaps between partners that are in order, with both sides' unpartnered names."""
    used = {to for to in places if to is not None}
    ours: list[int] = []
    begin = 0
    for at, to in enumerate(places):
        if to is None:
            ours.append(at)
        elif at in in_order:
            yield _Gap(tuple(ours), at), [r for r in range(begin, to) if r not in used]
            ours, begin = [], to + 1
    yield _Gap(tuple(ours), None), [r for r in range(begin, recorded_count) if r not in used]


def _pair_gap(
    cited: Sequence[PersonName],
    recorded: Sequence[PersonName],
    ours: Sequence[int],
    theirs: Sequence[int],
    *,
    cut: bool,
) -> tuple[list[AuthorPair], list[int], list[int]]:
    """Pair the names of one gap: nearly equal ones first, then those in the same position.

    Returns the pairs, the cited names left over and the recorded ones left over.
    """
    pairs: list[AuthorPair] = []
    left, over = list(ours), list(theirs)
    start = 0
    for at in ours:
        reach = range(start, min(start + AUTHOR_REACH, len(over)))
        own = _own_place(at, ours, theirs)
        for index in sorted(reach, key=lambda index: over[index] != own):
            agreement = _nearly(cited[at], recorded[over[index]], in_place=over[index] == own)
            if agreement is not None:
                pairs.append(AuthorPair(cited[at], recorded[over[index]], at + 1, agreement))
                left.remove(at)
                del over[index]
                start = index
                break
    if left and over and (len(left) == len(over) or (cut and len(left) < len(over))):
        for at, to in zip(left, over, strict=False):
            pairs.append(AuthorPair(cited[at], recorded[to], at + 1, NameAgreement.OTHER))
        left, over = [], over[len(left) :]
    return pairs, left, over


def _own_place(at: int, ours: Sequence[int], theirs: Sequence[int]) -> int | None:
    """Returns the recorded place that a cited name of a gap would have if none were left out."""
    index = ours.index(at)
    return theirs[index] if index < len(theirs) else None


def _nearly(cited: PersonName, recorded: PersonName, *, in_place: bool) -> NameAgreement | None:
    """Returns how two names agree if they can be one; in a different position, a short name is
    never a typo ("Wang Y" instead of "Zhang S" is not one of the "Yang Y" that follows)."""
    agreement = compare_names(cited, recorded)
    if agreement not in _NEARLY:
        return None
    if agreement is NameAgreement.MISSPELT and not in_place:
        return agreement if min(len(cited.family), len(recorded.family)) >= LONG_NAME else None
    return agreement


def _leads_to_last(
    gap: _Gap,
    places: Sequence[int | None],
    cited: Sequence[PersonName],
    recorded: Sequence[PersonName],
) -> bool:
    """Returns whether only the last author of all comes after the gap ("A, B, ... Z")."""
    return gap.stop == len(cited) - 1 and places[gap.stop] == len(recorded) - 1
