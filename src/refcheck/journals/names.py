"""What is written by hand: how journals were called before, and what else they are called.

renames.tsv   old name, new name, year (empty where it is not known)
aliases.tsv   NLM's name, another name
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final

from refcheck.compare.journals.forms import form_of
from refcheck.frozen import dataclass
from refcheck.journals.table import journal_key
from refcheck.text.folding import folded

__all__ = ["Names", "Rename", "written_names"]

_PACKAGE: Final = "refcheck.journals"
_MOST_STEPS: Final = 4  # Q J Crude Drug Res, Int J Pharmacogn, Pharm Biol: few have more names


@dataclass(frozen=True, slots=True)
class Rename:
    """A journal has been called `new` instead of `old` since a year, where that is known."""

    old: str
    new: str
    since: int | None


class Names:
    """The renames and aliases of journals."""

    def __init__(self, renames: tuple[Rename, ...], aliases: tuple[tuple[str, str], ...]) -> None:
        self._later: defaultdict[str, list[Rename]] = defaultdict(list)
        self._by_key: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for rename in renames:
            self._later[rename.old].append(rename)
            for name in (rename.old, rename.new):
                self._by_key[_key(name)][name] = None
        for name, other in aliases:
            self._by_key[_key(other)][name] = None

    def find(self, key: str) -> tuple[str, ...]:
        """NLM's names of the journals that have this key here."""
        return tuple(self._by_key.get(key, ()))

    def renamed(self, old: str, new: str) -> Rename | None:
        """Returns how one journal became another, where it did, with the year of the last step."""
        reached = {old: Rename(old, old, None)}
        for _ in range(_MOST_STEPS):
            for name in tuple(reached):
                for step in self._later.get(name, ()):
                    reached.setdefault(step.new, Rename(old, step.new, step.since))
            if new in reached and new != old:
                return reached[new]
        return None


def _key(name: str) -> str:
    return journal_key(form_of(folded(name).split()))


def _rows(file: str) -> Iterator[list[str]]:
    text = files(_PACKAGE).joinpath(file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@lru_cache(maxsize=1)
def written_names() -> Names:
    """Returns the renames and aliases that are built in."""
    return Names(
        tuple(
            Rename(old, new, int(year) if year else None) for old, new, year in _rows("renames.tsv")
        ),
        tuple((name, other) for name, other in _rows("aliases.tsv")),
    )
