"""How a cited name of a journal stands to the journal of a record, by what is known of journals."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from refcheck.compare.thresholds import JOURNAL_LENGTH
from refcheck.frozen import dataclass
from refcheck.journals.authority import aliased, find_journals, possible_journals
from refcheck.journals.names import Rename, renamed
from refcheck.text.folding import folded

__all__ = ["Relation", "Standing", "relate"]


class Standing(Enum):
    """How a cited name stands to a recorded journal."""

    ONE = "one"  # it is another of its names
    RENAMED = "renamed"  # it is its older or newer name
    ANOTHER = "another"  # it is the name of another journal
    UNKNOWN = "unknown"  # no journal is known by it


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing, with the rename or the other journal's name where there is one.

    `both_known`: the recorded journal is known too, so that the two cannot be one under a name that
    nobody has written down here. `by_hand`: that it is another name of the journal is written down.
    """

    standing: Standing
    rename: Rename | None = None
    other: str | None = None
    both_known: bool = False
    by_hand: bool = False


def relate(cited: str, recorded: tuple[str, ...]) -> Relation:
    """Returns how a cited name stands to the journal that has the recorded names."""
    return _relate(cited[:JOURNAL_LENGTH], tuple(name[:JOURNAL_LENGTH] for name in recorded))


@lru_cache(maxsize=8192)
def _relate(cited: str, recorded: tuple[str, ...]) -> Relation:
    if folded(cited) in map(folded, recorded):
        return Relation(Standing.ONE, by_hand=True)
    # "Clinical Oncology" for "Clinical oncology (Royal College of Radiologists (Great Britain))"
    bare = folded(cited).removeprefix("the ")
    if any(bare == folded(name.partition(" (")[0]) for name in recorded):
        return Relation(Standing.ONE)
    theirs = [journal.name for journal in find_journals(cited)]
    if not theirs:
        return Relation(Standing.UNKNOWN)
    found = {journal.name for name in recorded for journal in find_journals(name)}
    own = found | set(recorded)
    if not own.isdisjoint(possible_journals(cited)):
        return Relation(Standing.ONE, by_hand=not own.isdisjoint(aliased(cited)))
    for name in theirs:
        for each in sorted(own):
            if rename := renamed(name, each) or renamed(each, name):
                return Relation(Standing.RENAMED, rename=rename)
    return Relation(Standing.ANOTHER, other=theirs[0], both_known=bool(found))
