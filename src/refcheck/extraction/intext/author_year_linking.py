"""The works that author-year markers point to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.compare.similarity import is_typo
from refcheck.extraction.body_text import RunningText
from refcheck.extraction.intext.author_year_index import AuthorsIndex, Work
from refcheck.extraction.intext.author_year_markers import NamedMarker, NamedWord
from refcheck.model.reference import Reference
from refcheck.text.folding import fold

__all__ = ["NamedLink", "NamedLinker"]

_MOST_LINKED: Final = 3  # works that fit a marker equally well
_NEAR: Final = 1  # years that a slip may be off
_SURE: Final = 2.5  # of agreement, where the year is quite another one
_LONG_NAMES: Final = 3  # words of a person's name at most
_LONG_NAME: Final = 5  # letters from which on a slip of the pen is told from another name
_REMEMBERED: Final = 20_000  # markers whose works are kept: a text names a work again and again
_MOST_SLIPS: Final = 200_000  # names that are compared letter by letter in one document
# "in Canada; Smith (2010)": a name behind a semicolon is mostly a further author ("SILVA; SMITH"):
# all the authors of the work have to be named where it is taken for the first.
_LEAST_BEHIND: Final = 2.4
_BEHIND_NAME: Final = re.compile(r"['’]s\b|et(?<=\set)\sal\b")
_NAME_BEFORE: Final = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]{1,38}(?=\s?\Z)")
_TITLES: Final = 3  # words that have to agree where an entry is cited by its title


_JOINING: Final = frozenset(("and", "und", "y", "e", "et", "og", "och", "en"))


class NamedLink(NamedTuple):
    """A marker with the works that it points to (indices), and how sure they are.

    `differs` tells that name or year are not quite those of the work, `misdated` that the year is
    not.
    """

    marker: NamedMarker
    start: int
    names: tuple[str, ...]
    letter: str
    works: tuple[int, ...]
    differs: bool = False
    misdated: bool = False

    @property
    def named(self) -> str:
        """Name and year as the marker has them: "Smith 2010a"."""
        return f"{self.names[0]} {self.marker.year}{self.letter}".strip()

    @property
    def is_sure(self) -> bool:
        """Whether it is a citation whatever the list holds: "(Smith et al., 2010)"."""
        marker = self.marker
        if not marker.year or any(len(name.split()) > _LONG_NAMES for name in self.names):
            return False
        return marker.others or (
            len(self.names) > 1
            and marker.words[-1].parted == "&"
            and (marker.bounded or marker.bracket)
        )


class _Fit(NamedTuple):
    """How well a work fits a marker read from some word on."""

    score: float
    first: int
    work: Work


class NamedLinker:
    """Links the markers of one document to its references."""

    def __init__(self, index: AuthorsIndex, references: Sequence[Reference]) -> None:
        self._index = index
        self._ends = [reference.string.span.end for reference in references]
        self._lists = [reference.string.list_number for reference in references]
        self._by_year: defaultdict[str, list[Work]] = defaultdict(list)
        for work in index.works:
            for year in work.years[:1]:
                self._by_year[year].append(work)
        self._slips = 0
        self._known: dict[tuple[object, ...], tuple[list[_Fit], bool]] = {}

    def link(self, marker: NamedMarker) -> Iterator[NamedLink]:
        """The marker's works, one link for each letter of its year ("2012a,b")."""
        for letter in marker.letters or ("",):
            yield self._one(marker, letter)

    def _one(self, marker: NamedMarker, letter: str) -> NamedLink:
        names = tuple((word.text, word.parted) for word in marker.words)
        key = (names, marker.year, letter, marker.others, marker.bounded)
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            fits = list(self._fits(marker, letter))
            self._known[key] = (fits, False) if fits else (list(self._near(marker)), True)
        fits, differs = self._known[key]
        return self._linked(marker, letter, fits, differs=differs)

    def _linked(
        self, marker: NamedMarker, letter: str, fits: Sequence[_Fit], *, differs: bool
    ) -> NamedLink:
        """The marker with the works that fit it best."""
        if not fits:
            return NamedLink(marker, marker.start, _first_names(marker.words), letter, ())
        best = max(fit.score for fit in fits)
        first = min(fit.first for fit in fits if fit.score == best)
        works = list(
            dict.fromkeys(fit.work.place for fit in fits if (fit.score, fit.first) == (best, first))
        )
        works = self._nearest(works, marker.start)
        start = marker.start if marker.follows else marker.words[first].start
        names = _first_names(marker.words[first:])
        if differs and len(works) > 1:
            return NamedLink(marker, start, names, letter, ())
        misdated = differs and not self._index.works[works[0]].prints(marker.year)
        found = tuple(works[:_MOST_LINKED])
        return NamedLink(marker, start, names, letter, found, differs, misdated)

    def _nearest(self, works: list[int], offset: int) -> list[int]:
        """Of works that several lists hold, those of the next list behind the marker."""
        if len(works) < 2:
            return works
        behind = [work for work in works if self._ends[work] > offset]
        lists = [self._lists[work] for work in behind or works]
        chosen = min(lists) if behind else max(lists)
        return [work for work in works if self._lists[work] == chosen]

    def second_look(self, links: Sequence[NamedLink], cited: Collection[int]) -> list[NamedLink]:
        """The links, with those of another year than the list's kept to works not `cited` else.

        "Tica (2002, 2004)", where the list has Tica 2004 alone: the former is not in the list. But
        "Cintra et al., 2005", where the one work of Cintra and others is of 1994, means that one.
        """
        looked = []
        for link in links:
            if link.misdated and not set(link.works).isdisjoint(cited):
                link = link._replace(works=(), differs=False, misdated=False)
            looked.append(link if link.works else self._with_other_year(link, cited))
        return looked

    def by_name(
        self, running: RunningText, cited: Collection[int]
    ) -> Iterator[tuple[int, int, int]]:
        """Places (start, end, work) where a work that nothing else cites is called by its name.

        "Winkler's scale", "as Coombe et al. have it": without a year, where the list has one work
        of this author alone.
        """
        alone: dict[str, int] = {}
        for work in self._index.works:
            name = work.words[0] if work.words else ""
            known = work.place in cited or len(name) < _LONG_NAME
            if not known and len(self._index.named(name)) == 1:
                alone[name] = work.place
        if not alone:
            return
        for match in running.find(_BEHIND_NAME):
            before = _NAME_BEFORE.search(running.text, max(0, match.start() - 40), match.start())
            place = alone.get(fold(before[0]).replace(" ", "")) if before else None
            if before is not None and place is not None:
                yield before.start(), match.end(), place

    def _with_other_year(self, link: NamedLink, cited: Collection[int]) -> NamedLink:
        marker = link.marker
        if not link.is_sure:
            return link
        fits: dict[int, _Fit] = {}
        for first, names in _readings(marker.words):
            for key in _keys(names[0]):
                for work in self._index.named(key):
                    score = _agreement(work, key, names, marker, first)
                    if score >= _SURE and work.place not in cited:
                        fits.setdefault(work.place, _Fit(score, first, work))
            break
        return self._linked(marker, link.letter, list(fits.values()), differs=True)

    def _fits(self, marker: NamedMarker, letter: str) -> Iterator[_Fit]:
        """The works of the marker's year whose authors or first words it names."""
        for first, names in _readings(marker.words):
            least = _LEAST_BEHIND if marker.words[first].parted in {";", "&"} else 0.0
            seen: set[int] = set()
            for key in _keys(names[0]):
                for work in self._index.of_year(key, marker.year):
                    if work.place not in seen:
                        seen.add(work.place)
                        score = _agreement(work, key, names, marker, first)
                        if score > least:
                            yield _Fit(score + _dated(work, marker.year, letter), first, work)

    def _near(self, marker: NamedMarker) -> Iterator[_Fit]:
        """The works that would fit with another year, or with a letter changed in the name."""
        if not marker.year:
            return
        for first, names in _readings(marker.words):
            if first and not marker.others and len(names) < 2:
                break
            for key in _keys(names[0]):
                for work in self._index.named(key):
                    if _is_near(work, marker.year):
                        score = _agreement(work, key, names, marker, first)
                        if score >= 2:
                            yield _Fit(score, first, work)
            if first == 0 and (marker.bounded or marker.others):
                yield from self._misspelt(names, marker)

    def _misspelt(self, names: Sequence[list[str]], marker: NamedMarker) -> Iterator[_Fit]:
        name = "".join(names[0])
        if len(name) < _LONG_NAME or self._slips > _MOST_SLIPS:
            return
        for work in self._by_year.get(marker.year, ()):
            self._slips += 1
            for form in work.names[0] if work.names else ():
                if len(form) >= _LONG_NAME and form[0] == name[0] and is_typo(name, form):
                    score = _agreement(work, form, names, marker, 0)
                    if score >= 2:
                        yield _Fit(score, 0, work)


def _readings(words: Sequence[NamedWord]) -> Iterator[tuple[int, list[list[str]]]]:
    """The names of a marker, read from each word on that may be the first of them."""
    for first, word in enumerate(words):
        if first and word.parted == "&":
            continue
        names = _split(words[first:])
        if names and names[0]:
            yield first, names


def _split(words: Sequence[NamedWord]) -> list[list[str]]:
    """The words name by name, folded."""
    names: list[list[str]] = []
    for place, word in enumerate(words):
        if place == 0 or word.parted:
            names.append([])
        names[-1] += fold(_bare(word.text)).split()
    return [name for name in names if name]


def _bare(word: str) -> str:
    """A word without the "'s" of a possessive and without a break of the line."""
    word = word.rstrip("'’")
    if word[-2:] in {"'s", "’s"}:
        word = word[:-2]
    return "".join(word.replace("-\n", "").split()) if "\n" in word else word


def _first_names(words: Sequence[NamedWord]) -> tuple[str, ...]:
    """The names as the marker prints them, for a report."""
    names: list[str] = []
    for place, word in enumerate(words):
        if place == 0 or word.parted:
            names.append(_bare(word.text))
        else:
            names[-1] += f" {_bare(word.text)}"
    return tuple(names)


def _keys(name: Sequence[str]) -> list[str]:
    """The forms under which a name may be in the index: whole, without initials, its first word."""
    family = [word for word in name if len(word) > 1] or list(name)
    keys = ["".join(name), "".join(family), family[0], family[-1]]
    return list(dict.fromkeys(keys))


def _is_near(work: Work, year: str) -> bool:
    """Whether a year is the work's but for a slip: the year before or after, or one digit."""
    if not work.years:
        return False
    own = work.years[0]
    one_digit = sum(a != b for a, b in zip(own, year, strict=True)) == 1
    turned = sorted(own) == sorted(year) and own[:2] == year[:2]
    return own != year and (one_digit or turned or abs(int(own) - int(year)) <= _NEAR)


def _dated(work: Work, year: str, letter: str) -> float:
    """How well year and letter agree."""
    score = 1.0 if work.is_of(year) else 0.0
    if letter and work.letter:
        return score + (3.0 if letter == work.letter else -3.0)
    return score - (0.25 if letter or work.letter else 0.0)


def _agreement(
    work: Work, key: str, names: Sequence[list[str]], marker: NamedMarker, first: int
) -> float:
    """How well the names of a marker agree with a work found under the first of them; 0: not."""
    flat = [word for name in names for word in name]
    title = _repeats(work.words, marker.words[first:])
    whole = "".join(names[0])
    forms = work.names[0] if work.names else frozenset()
    if whole in forms or whole in work.alias:
        score = 2.0
    elif title >= min(_TITLES, len(flat)):
        return 2.5 + min(title, 9) / 10
    elif key in forms and _are_initials(names[0], key):
        score = 2.0
    elif key in forms and len(names[0]) > 1 and first == 0 and "".join(names[0]).endswith(key):
        score = 1.0  # a given name or another word before the family name
    elif is_typo(whole, key):
        score = 1.5
    else:
        return 0.0
    return score + _others(work, names[1:], marker)


def _others(work: Work, names: Iterable[list[str]], marker: NamedMarker) -> float:
    """How well the further names agree with the further authors, and their number."""
    others = ["".join(name) for name in names]
    if not work.names:
        return 0.0
    known = [any(_named(name, forms) for forms in work.names[1:]) for name in others]
    score = 1.0 if others and all(known) else 0.0
    if others and not any(known):
        score -= 1.0
    if marker.others:
        many = len(work.names) > len(others) + 1 or not work.complete
        return score + (0.5 if many else -0.5)
    return score + (0.5 if len(work.names) == len(others) + 1 else -0.25)


def _named(name: str, forms: Iterable[str]) -> bool:
    return any(name == form or (name.endswith(form) and len(form) > 3) for form in forms)


def _are_initials(name: Sequence[str], key: str) -> bool:
    """Whether all of a name but the key are initials: "J Smith", "Smith JM"."""
    return all(len(word) <= 2 or word == key for word in name)


def _repeats(words: Sequence[str], printed: Sequence[NamedWord]) -> int:
    """How many words of a marker are the first ones of an entry, if all are; else 0."""
    flat = [word for one in printed for word in fold(_bare(one.text)).split()]
    flat = [word for word in flat if word not in _JOINING]
    own = [word for word in words if word not in _JOINING]
    return len(flat) if flat and flat == own[: len(flat)] else 0
