"""What is written by hand: how journals were called before, and what else they are called.

renames.tsv   old name, new name, year (empty where it is not known)
aliases.tsv   NLM's name, another name
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from refcheck.compare.journals.forms import form_of
from refcheck.frozen import dataclass
from refcheck.journals.table import journal_key
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex

__all__ = ["Names", "Rename", "written_names"]

_WORD: Final = lazy_regex(r"[^\W_]+")
_NONE: Final[set[int]] = set()
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
        written = []  # each name, and NLM's of its journal
        for rename in renames:
            self._later[rename.old].append(rename)
            written += [(rename.old, rename.old), (rename.new, rename.new)]
        self._written = written + [(other, name) for name, other in aliases]
        # All keys take longer to make than a short run takes to look for some of them by a word.
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        for number, (name, _) in enumerate(self._written):
            for word in _WORD.findall(_searched(name)):
                self._by_word[word].add(number)

    def find(self, key: str) -> tuple[str, ...]:
        """NLM's names of the journals that have this key here."""
        numbers: set[int] | None = None
        for word in reversed(key.split()):  # the last one is of fewer names than "journal"
            having = self._by_word.get(word, _NONE)
            numbers = having if numbers is None else numbers & having
            if not numbers:
                return ()
        written = (self._written[number] for number in sorted(numbers or ()))
        return tuple(dict.fromkeys(journal for name, journal in written if _key(name) == key))

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


def _searched(name: str) -> str:
    """Returns a name so that it has all words of its key."""
    return name.lower() if name.isascii() else folded(name)


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    return journal_key(form_of(folded(name).split()))


def _rows(file: str) -> Iterator[list[str]]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
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
