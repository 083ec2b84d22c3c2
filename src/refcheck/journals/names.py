"""What is written by hand: how journals were called before, and what else they are called.

renames.tsv   old name, new name, year (empty where it is not known)
aliases.tsv   NLM's name, another name
keys.tsv      a key, and NLM's names of the journals that one of these names makes it the key of;
              made of the other two by tools/write_journal_keys.py, as making the keys takes longer
              than a short run takes to look for some of them
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from refcheck.frozen import dataclass

__all__ = ["Rename", "renamed", "written_journals", "written_names"]

_MOST_STEPS = 4  # Q J Crude Drug Res, Int J Pharmacogn, Pharm Biol: few have more names


@dataclass(frozen=True, slots=True)
class Rename:
    """A journal has been called `new` instead of `old` since a year, where that is known."""

    old: str
    new: str
    since: int | None


def written_journals(key: str) -> Sequence[str]:
    """Returns NLM's names of the journals that have this key here."""
    return _by_key().get(key, ())


def renamed(old: str, new: str) -> Rename | None:
    """Returns how one journal became another, where it did, with the year of the last step."""
    reached = {old: Rename(old, old, None)}
    for _ in range(_MOST_STEPS):
        for name in tuple(reached):
            for step in _later().get(name, ()):
                reached.setdefault(step.new, Rename(old, step.new, step.since))
        if new in reached and new != old:
            return reached[new]
    return None


def written_names() -> Iterator[tuple[str, str]]:
    """Yields each name that is written by hand, and NLM's of its journal."""
    for old, new, _ in _rows("renames.tsv"):
        yield old, old
        yield new, new
    for name, other in _rows("aliases.tsv"):
        yield other, name


@lru_cache(maxsize=1)
def _by_key() -> Mapping[str, Sequence[str]]:
    return {key: journals for key, *journals in _rows("keys.tsv")}


@lru_cache(maxsize=1)
def _later() -> Mapping[str, Sequence[Rename]]:
    """What each journal became."""
    later: defaultdict[str, list[Rename]] = defaultdict(list)
    for old, new, year in _rows("renames.tsv"):
        later[old].append(Rename(old, new, int(year) if year else None))
    return later


def _rows(file: str) -> Iterator[list[str]]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")
