"""A list of authors after its changes: which names stay, and where new ones come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from refcheck.fixes.authors.names import family_as, person_as
from refcheck.fixes.changes import AuthorChange, Change
from refcheck.frozen import dataclass
from refcheck.model.document import MarkedReference
from refcheck.model.record import Contributor, GroupName, PersonName

__all__ = [
    "STYLE_SAMPLES",
    "AuthorListError",
    "Slot",
    "author_slots",
    "given_names",
    "joined",
    "shared_ends",
    "styled",
]

STYLE_SAMPLES: Final = 300  # entries of a file that show its style


class AuthorListError(Exception):
    """The changes do not fit the authors of the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A place in the list afterwards.

    Without `right`, the author at `index` of the list before stays or comes here. With it, `right`
    is written here, for the author at `index` (None: inserted).
    """

    index: int | None
    right: Contributor | None = None


def author_slots(authors: Sequence[Contributor], changes: Iterable[Change]) -> list[Slot]:
    """Returns the list of authors after the changes. Raises `AuthorListError`."""
    inserted: dict[int, list[AuthorChange]] = {}
    replaced: dict[int, AuthorChange] = {}
    for one in (one for change in changes for one in change.authors):
        if one.cited is None:
            inserted.setdefault(one.position, []).append(one)
            continue
        stands = authors[one.position] if one.position < len(authors) else None
        if (
            _is_several(one.cited)
            or stands != one.cited
            or replaced.setdefault(one.position, one) != one
        ):
            raise AuthorListError
    if any(not 0 <= position <= len(authors) for position in inserted):
        raise AuthorListError
    slots: list[Slot] = []
    for position in range(len(authors) + 1):
        slots += [_slot(authors, None, one.right) for one in inserted.get(position, ())]
        if position == len(authors):
            break
        change = replaced.get(position)
        if change is None:
            slots.append(Slot(index=position))
        elif change.right is not None:
            slots.append(_slot(authors, position, change.right))
    if not slots:
        raise AuthorListError
    return slots


# "Rajkumar R" of "Rajkumar R, Fam J", which are two names in the field of one.
_WITH_INITIALS: Final = re.compile(r"\s[A-Z]{1,3}\.?$")


def _is_several(name: Contributor) -> bool:
    """Returns whether what was read as one name are several, of which none may be lost."""
    match name:
        case GroupName():
            return ";" in name.name
        case PersonName():
            parts = (name.family, name.given or "", name.suffix or "")
            return any(";" in part for part in parts) or bool(_WITH_INITIALS.search(name.family))


def _slot(authors: Sequence[Contributor], index: int | None, right: Contributor | None) -> Slot:
    """Returns the place of a name; of one that only moves within the list, as it is written."""
    if right in authors:
        return Slot(index=authors.index(right))
    return Slot(index=index, right=right)


def styled(
    right: Contributor,
    cited: Contributor | None,
    authors: Sequence[Contributor],
    otherwise: Sequence[str] = (),
) -> Contributor:
    """Returns a new name as the list has its names; `cited` is the one that it replaces.

    `authors` are those of the entry as cited, `otherwise` given names of other entries.
    """
    if not isinstance(right, PersonName):
        return right
    others = [name for name in authors if isinstance(name, PersonName) and name is not cited]
    if isinstance(cited, PersonName) and not any(name.given for name in (cited, *others)):
        return replace(right, given=None, initials=None)
    family = family_as(right.family, (name.full_family for name in others))
    if isinstance(cited, PersonName) and cited.given and right.given == cited.given:
        return replace(right, family=family, initials=None)
    if isinstance(cited, PersonName) and len(others) < 2:
        others.append(cited)
    samples = [name.given for name in others if name.given]
    return replace(person_as(right, samples, otherwise=otherwise), family=family)


def joined(written: Sequence[str], slots: Sequence[Slot], gaps: Sequence[str], usual: str) -> str:
    """Returns the names with what was between them before; `usual` where that is not known.

    `written` may be longer than `slots` by one that stays at the end ("others").
    """
    pieces = [written[0]]
    for at in range(1, len(written)):
        gap = usual
        if at < len(slots):
            before, after = slots[at - 1].index, slots[at].index
            if before is not None and after == before + 1:
                gap = gaps[before]
        pieces += [gap, written[at]]
    return "".join(pieces)


def shared_ends(old: str, new: str) -> tuple[int, int]:
    """Returns how many characters two texts share at their beginnings, and then at their ends."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    left = most - head
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    return head, tail


def given_names(references: Sequence[MarkedReference]) -> tuple[str, ...]:
    """Returns the given names of a file, which show how it writes them."""
    return tuple(
        name.given
        for one in references[:STYLE_SAMPLES]
        if one.record
        for name in one.record.authors
        if isinstance(name, PersonName) and name.given
    )
