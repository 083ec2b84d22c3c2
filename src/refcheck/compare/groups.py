"""Groups whose name was taken for a person's: "Group TSR", "Canada, Health", "Food", "Drug A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refcheck.compare.names import same_group
from refcheck.compare.thresholds import (
    CUT_GROUP_INITIALS,
    GROUP_INITIALS_LETTERS,
    TORN_GROUP_PIECES,
)
from refcheck.frozen import dataclass
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.text.folding import squashed, words
from refcheck.text.people.names import written
from refcheck.text.words import word_set

__all__ = ["TornGroup", "is_torn_group", "torn_groups"]

# Words that initials of a group leave out or have: "NI on D", "NIoD", "NID".
_SMALL = word_set("the a an and of for on in to at by with de du des der die und la las los et y")
# The last words of groups, by which one that was cut to a few initials is known: "Committee AD".
_GROUP_NOUNS = word_set(
    "academy administration agency alliance association board bureau center centers centre"
    " coalition collaboration collaborative collaborators college commission committee"
    " confederation congress consortium cooperative council department federation force foundation"
    " group groups initiative institute institutes investigators ministry network office"
    " organisation organization panel party programme program project registry service services"
    " society task team trial trialists union university"
)


@dataclass(frozen=True, slots=True)
class TornGroup:
    """A group of the record, and what the reference made of its name: one person or several
    authors in a row, from number `place` (from 1) in the list on."""

    group: GroupName
    cited: tuple[Contributor, ...]
    place: int


def torn_groups(
    cited: Sequence[Contributor], recorded: Sequence[Contributor]
) -> tuple[TornGroup, ...]:
    """Returns the groups of a record whose names the reference has taken apart.

    `cited` and `recorded` are the authors of both, groups and persons. A group that the reference
    also names properly is not torn.
    """
    groups = [name for name in recorded if isinstance(name, GroupName)]
    if not groups:
        return ()
    named = [name.name for name in cited if isinstance(name, GroupName)]
    return tuple(
        found
        for group in groups
        if not any("".join(words(name)) == "".join(words(group.name)) for name in named)
        for found in _pieces_of(group, cited, recorded)
    )


def _pieces_of(
    group: GroupName, cited: Sequence[Contributor], recorded: Sequence[Contributor]
) -> Iterator[TornGroup]:
    """Yields the first author, or the first authors in a row, that are the group's name."""
    for place, name in enumerate(cited):
        if isinstance(name, GroupName) and _is_noun_with_initials(name, group.name):
            yield TornGroup(group, (name,), place + 1)
            return
        if isinstance(name, PersonName):
            if name not in recorded and is_torn_group(name, group.name):
                yield TornGroup(group, (name,), place + 1)
                return
        elif place + 1 == len(cited):
            return
        for end in range(place + 2, min(place + TORN_GROUP_PIECES, len(cited)) + 1):
            if _is_row(cited[place:end], group.name):
                yield TornGroup(group, tuple(cited[place:end]), place + 1)
                return


def _is_noun_with_initials(cited: GroupName, group: str) -> bool:
    """Returns whether a name that was read as a group's is one taken apart all the same: "Committee
    ADAPP", which is no acronym that the group uses, but the initials of its other words."""
    family, _, given = cited.name.partition(" ")
    letters = squashed(given)
    if " " in given or not given.isupper() or letters in words(group):
        return False
    person = PersonName(family=family, given=given)
    return _GROUP_NOUNS.issuperset(words(family)) and is_torn_group(person, group)


def _is_row(row: Sequence[Contributor], group: str) -> bool:
    """Returns whether authors in a row are the words of a group: "Food", "Drug Administration"."""
    if all(isinstance(name, GroupName) for name in row):
        return False
    parsed = [word for name in row for word in words(written(name, in_full=True))]
    return sorted(_significant(parsed)) == sorted(_significant(words(group)))


def is_torn_group(person: PersonName, group: str) -> bool:
    """Returns whether a cited person is the name of a group taken apart.

    The family name is the end or the beginning of the group's name, the given names are the rest or
    its initials: "Group TSR" is "The SPRINT Research Group", "World HO" the "World Health
    Organization", "Abuse, National Institute on Drug" the institute.
    """
    family, whole = words(person.full_family), words(group)
    given = person.given or person.initials or ""
    if not family or not whole:
        return False
    if _is_whole(family, words(given), whole):
        return True
    letters = squashed(given)
    return bool(letters) and any(_fits(letters, rest, family) for rest in _rests(family, whole))


def _is_whole(family: Sequence[str], given: Sequence[str], group: Sequence[str]) -> bool:
    """Returns whether the parts of the person have the words of the group, each once."""
    ours = _significant([*given, *family])
    if len(ours) < 2 and not _GROUP_NOUNS.issuperset(ours):
        return False
    if sorted(ours) == sorted(_significant(group)):
        return True
    # "Group, SPRINT Trial" is the "SPRINT Research Group"
    noun = set(family) <= _GROUP_NOUNS and any(len(word) > 1 for word in given)
    return noun and same_group(" ".join([*given, *family]), " ".join(group))


def _significant(parts: Sequence[str]) -> list[str]:
    return [word for word in parts if word not in _SMALL]


def _rests(family: Sequence[str], group: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yields what is left of a group's name without the family name at its end or beginning."""
    size = len(family)
    if tuple(group[-size:]) == tuple(family):
        yield group[:-size]
    start = 1 if group[0] == "the" and family[0] != "the" else 0
    if tuple(group[start : start + size]) == tuple(family):
        yield group[start + size :]


def _fits(letters: str, rest: Sequence[str], family: Sequence[str]) -> bool:
    """Returns whether letters are the initials of the words that are left, small words or none.

    Two letters at least, or one after a word that groups use ("Clinic M" may be a person) or after
    two words ("World Medical A"). Reference managers may keep only two of many: "Committee AD".
    """
    known = _GROUP_NOUNS.issuperset(family)
    if len(letters) < GROUP_INITIALS_LETTERS and not known and len(family) < 2:
        return False
    reached, longest = {0}, 0
    for word in ("the", *rest):
        follow = {at + 1 for at in reached if letters[at : at + 1] == word[0]}
        reached = follow | reached if word in _SMALL or word.isdigit() else follow
        longest = max(longest, *reached, 0)
    cut = known and longest == len(letters) >= CUT_GROUP_INITIALS
    return cut or len(letters) in reached
