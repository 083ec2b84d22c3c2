"""The works that author-year markers point to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from refcheck.compare.similarity import is_typo
from refcheck.extraction.body_text import BodyText
from refcheck.extraction.intext.author_year.index import AuthorYearIndex, Work
from refcheck.extraction.intext.author_year.markers import AuthorYearMarker, NameWord
from refcheck.extraction.thresholds import (
    GIVEN_BEFORE_SCORE,
    LATER_NAME_AGREEMENT,
    LETTER_SCORE,
    LONE_LETTER_PENALTY,
    MOST_LINKED,
    NAME_SCORE,
    NEAR_AGREEMENT,
    NEAR_YEARS,
    NUMBER_SCORE,
    OTHERS_SCORE,
    PERSON_WORDS,
    REMEMBERED_MARKERS,
    SURE_AGREEMENT,
    TITLE_SCORE,
    TITLE_WORDS,
    TYPO_COMPARISONS,
    TYPO_LETTERS,
    TYPO_SCORE,
    WRONG_NUMBER_PENALTY,
)
from refcheck.extraction.words import NOT_INITIALS, SENTENCE_OPENERS, TITLE_JOINING
from refcheck.model.reference import Reference
from refcheck.text.folding import fold
from refcheck.text.patterns import lazy_regex

__all__ = ["AuthorYearLink", "AuthorYearLinker"]

# "in Canada; Smith (2010)": a name after a semicolon is mostly a further author ("SILVA; SMITH"):
# all the authors of the work have to be named where it is taken for the first.
_AFTER_NAME: Final = lazy_regex(r"['’]s\b|et(?<=\set)\sal\b")
_NAME_BEFORE: Final = lazy_regex(r"(?<!\w)[^\W\d_a-z][^\W\d_]{1,38}(?=\s?\Z)")


class AuthorYearLink(NamedTuple):
    """A marker with the works that it points to (indices), and how sure they are.

    `differs` tells that name or year are not quite those of the work, `misdated` that the year is
    not.
    """

    marker: AuthorYearMarker
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
        """Whether it is a citation whatever the list contains: "(Smith et al., 2010)"."""
        marker = self.marker
        if not marker.year or any(len(name.split()) > PERSON_WORDS for name in self.names):
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


class AuthorYearLinker:
    """Links the markers of one document to its references."""

    def __init__(self, index: AuthorYearIndex, references: Sequence[Reference]) -> None:
        self._index = index
        self._ends = [reference.string.span.end for reference in references]
        self._lists = [reference.string.list_number for reference in references]
        self._by_year: defaultdict[str, list[Work]] = defaultdict(list)
        for work in index.works:
            for year in work.years[:1]:
                self._by_year[year].append(work)
        self._compared = 0
        self._known: dict[tuple[object, ...], tuple[list[_Fit], bool]] = {}

    def link(self, marker: AuthorYearMarker) -> Iterator[AuthorYearLink]:
        """Yields the marker's works, one link for each letter of its year ("2012a,b").

        Of two years, that of the edition and that of the original work ("1900/1953"), either may
        be the list's; "2009/2011" may cite two works.
        """
        for letter in marker.letters or ("",):
            one = self._one(marker, letter)
            other = self._one(marker._replace(year=marker.second_year, second_year=""), "")
            if not marker.second_year or not other.works or other.differs:
                yield one
            elif not one.works or one.differs:
                yield other
            else:
                yield from (one, other) if set(one.works).isdisjoint(other.works) else (one,)

    def _one(self, marker: AuthorYearMarker, letter: str) -> AuthorYearLink:
        names = tuple((word.text, word.parted) for word in marker.words)
        key = (names, marker.year, letter, marker.others, marker.bounded)
        if key not in self._known:
            if len(self._known) >= REMEMBERED_MARKERS:
                self._known.clear()
            fits = list(self._fits(marker, letter))
            self._known[key] = (fits, False) if fits else (list(self._near(marker)), True)
        fits, differs = self._known[key]
        return self._linked(marker, letter, fits, differs=differs)

    def _linked(
        self, marker: AuthorYearMarker, letter: str, fits: Sequence[_Fit], *, differs: bool
    ) -> AuthorYearLink:
        """Returns the marker with the works that fit it best."""
        if not fits:
            words = _without_opener(marker.words)
            start = marker.start if marker.follows else words[0].start
            return AuthorYearLink(marker, start, _first_names(words), letter, ())
        best = max(fit.score for fit in fits)
        first = min(fit.first for fit in fits if fit.score == best)
        works = list(
            dict.fromkeys(fit.work.place for fit in fits if (fit.score, fit.first) == (best, first))
        )
        works = self._nearest(works, marker.start)
        start = marker.start if marker.follows else marker.words[first].start
        names = _first_names(marker.words[first:])
        if differs and len(works) > 1:
            return AuthorYearLink(marker, start, names, letter, ())
        misdated = differs and not self._index.works[works[0]].prints(marker.year)
        found = tuple(works[:MOST_LINKED])
        return AuthorYearLink(marker, start, names, letter, found, differs, misdated)

    def _nearest(self, works: list[int], offset: int) -> list[int]:
        """Returns, of works in several lists, those of the next list after the marker."""
        if len(works) < 2:
            return works
        later = [work for work in works if self._ends[work] > offset]
        lists = [self._lists[work] for work in later or works]
        chosen = min(lists) if later else max(lists)
        return [work for work in works if self._lists[work] == chosen]

    def second_look(
        self, links: Sequence[AuthorYearLink], cited: Collection[int]
    ) -> list[AuthorYearLink]:
        """Returns the links, with those of another year than the list's kept to works that are
        not `cited` otherwise.

        "Tica (2002, 2004)", where the list has Tica 2004 alone: the former is not in the list. But
        "Cintra et al., 2005", where the one work of Cintra and others is of 1994, means that one.
        """
        looked = []
        for link in links:
            if link.misdated and not set(link.works).isdisjoint(cited):
                link = link._replace(works=(), differs=False, misdated=False)
            looked.append(link if link.works else self._with_other_year(link, cited))
        return looked

    def by_name(self, body: BodyText, cited: Collection[int]) -> Iterator[tuple[int, int, int]]:
        """Yields places (start, end, work) where a work that nothing else cites is called by its
        name.

        "Winkler's scale", "as Coombe et al. have it": without a year, where the list has one work
        of this author alone.
        """
        alone: dict[str, int] = {}
        for work in self._index.works:
            name = work.words[0] if work.words else ""
            known = work.place in cited or len(name) < TYPO_LETTERS
            if not known and len(self._index.named(name)) == 1:
                alone[name] = work.place
        if not alone:
            return
        for match in body.find(_AFTER_NAME):
            before = _NAME_BEFORE.search(body.text, max(0, match.start() - 40), match.start())
            place = alone.get(fold(before[0]).replace(" ", "")) if before else None
            if before is not None and place is not None:
                yield before.start(), match.end(), place

    def _with_other_year(self, link: AuthorYearLink, cited: Collection[int]) -> AuthorYearLink:
        marker = link.marker
        if not link.is_sure:
            return link
        fits: dict[int, _Fit] = {}
        for first, names in _readings(marker.words):
            for key in _keys(names[0]):
                for work in self._index.named(key):
                    score = _agreement(work, key, names, marker, first)
                    if score >= SURE_AGREEMENT and work.place not in cited:
                        fits.setdefault(work.place, _Fit(score, first, work))
            break
        return self._linked(marker, link.letter, list(fits.values()), differs=True)

    def _fits(self, marker: AuthorYearMarker, letter: str) -> Iterator[_Fit]:
        """Yields the works of the marker's year whose authors or first words it names."""
        for first, names in _readings(marker.words):
            least = LATER_NAME_AGREEMENT if marker.words[first].parted in {";", "&"} else 0.0
            seen: set[int] = set()
            for key in _keys(names[0]):
                for work in self._index.of_year(key, marker.year):
                    if work.place not in seen:
                        seen.add(work.place)
                        score = _agreement(work, key, names, marker, first)
                        if score > least:
                            yield _Fit(score + _dated(work, marker.year, letter), first, work)

    def _near(self, marker: AuthorYearMarker) -> Iterator[_Fit]:
        """Yields the works that would fit with another year, or with a letter changed in the
        name."""
        if not marker.year:
            return
        for first, names in _readings(marker.words):
            if first and not marker.others and len(names) < 2:
                break
            for key in _keys(names[0]):
                for work in self._index.named(key):
                    if _is_near(work, marker.year):
                        score = _agreement(work, key, names, marker, first)
                        if score >= NEAR_AGREEMENT:
                            yield _Fit(score, first, work)
            if first == 0 and (marker.bounded or marker.others):
                yield from self._misspelt(names, marker)

    def _misspelt(self, names: Sequence[list[str]], marker: AuthorYearMarker) -> Iterator[_Fit]:
        name = "".join(names[0])
        if len(name) < TYPO_LETTERS or self._compared > TYPO_COMPARISONS:
            return
        for work in self._by_year.get(marker.year, ()):
            self._compared += 1
            for form in work.names[0] if work.names else ():
                if len(form) >= TYPO_LETTERS and form[0] == name[0] and is_typo(name, form):
                    score = _agreement(work, form, names, marker, 0)
                    if score >= NEAR_AGREEMENT:
                        yield _Fit(score, 0, work)


def _readings(words: Sequence[NameWord]) -> Iterator[tuple[int, list[list[str]]]]:
    """Yields the names of a marker, read from each word on that may be the first of them.

    "Ortega y Gasset" and "Smith-Jones" are one name, else two.
    """
    joined = any(word.text == "y" or _HYPHEN.search(word.text) for word in words)
    for first, word in enumerate(words):
        if first and word.parted == "&":
            continue
        for apart in (False, True) if joined else (False,):
            names = _split(words[first:], apart=apart)
            if names and names[0]:
                yield first, names


_HYPHEN: Final = lazy_regex(r"[-‐‑–]")


def _split(words: Sequence[NameWord], *, apart: bool = False) -> list[list[str]]:
    """Returns the words name by name, folded; those joined by "y" or a hyphen too, if `apart`."""
    names: list[list[str]] = []
    for place, word in enumerate(words):
        if place == 0 or word.parted or (apart and words[place - 1].text == "y"):
            names.append([])
        if not apart:
            names[-1] += fold(_bare(word.text)).split()
        elif word.text != "y":
            first, *others = _HYPHEN.split(_bare(word.text))
            names[-1] += fold(first).split()
            names += (fold(other).split() for other in others)
    return [name for name in names if name]


def _bare(word: str) -> str:
    """Returns a word without the "'s" of a possessive and without a break of the line."""
    word = word.rstrip("'’")
    if word[-2:] in {"'s", "’s"}:
        word = word[:-2]
    return "".join(word.replace("-\n", "").split()) if "\n" in word else word


def _without_opener(words: Sequence[NameWord]) -> Sequence[NameWord]:
    """Returns names without the word that begins the sentence: "As Smith et al. (2010) say"."""
    return words[1:] if len(words) > 1 and words[0].text in SENTENCE_OPENERS else words


def _first_names(words: Sequence[NameWord]) -> tuple[str, ...]:
    """Returns the names as the marker prints them, for a report."""
    names: list[str] = []
    for place, word in enumerate(words):
        if place == 0 or word.parted:
            names.append(_bare(word.text))
        else:
            names[-1] += f" {_bare(word.text)}"
    return tuple(names)


def _keys(name: Sequence[str]) -> list[str]:
    """Returns the forms under which a name may be in the index: whole, without initials, its first
    word."""
    family = [word for word in name if len(word) > 1] or list(name)
    keys = ["".join(name), "".join(family), family[0], family[-1], _without_genitive(family[-1])]
    return list(dict.fromkeys(keys))


def _without_genitive(name: str) -> str:
    """Returns a name without the "s" that German and the Nordic languages put: "Webers (2010)"."""
    return name[:-1] if len(name) >= TYPO_LETTERS and name[-1] == "s" else name


def _is_near(work: Work, year: str) -> bool:
    """Returns whether a year is the work's but for a typo: the year before or after, or one
    digit."""
    if not work.years:
        return False
    own = work.years[0]
    one_digit = sum(a != b for a, b in zip(own, year, strict=True)) == 1
    turned = sorted(own) == sorted(year) and own[:2] == year[:2]
    return own != year and (one_digit or turned or abs(int(own) - int(year)) <= NEAR_YEARS)


def _dated(work: Work, year: str, letter: str) -> float:
    """Returns how well year and letter agree."""
    score = 1.0 if work.is_of(year) else 0.0
    if letter and work.letter:
        return score + (LETTER_SCORE if letter == work.letter else -LETTER_SCORE)
    return score - (LONE_LETTER_PENALTY if letter or work.letter else 0.0)


def _agreement(
    work: Work, key: str, names: Sequence[list[str]], marker: AuthorYearMarker, first: int
) -> float:
    """Returns how well the names of a marker agree with a work found under the first of them; 0:
    not."""
    flat = [word for name in names for word in name]
    title = _repeats(work.words, marker.words[first:])
    whole = "".join(names[0])
    forms = work.names[0] if work.names else frozenset()
    if whole in forms or whole in work.alias:
        score = NAME_SCORE
    elif title >= min(TITLE_WORDS, len(flat)):
        return TITLE_SCORE + min(title, 9) / 10
    elif key in forms and _are_initials(names[0], key):
        score = NAME_SCORE
    elif key in forms and len(names[0]) > 1 and first == 0 and "".join(names[0]).endswith(key):
        score = GIVEN_BEFORE_SCORE  # a given name or another word before the family name
    elif is_typo(whole, key) or (_without_genitive(whole) == key and key in forms):
        score = TYPO_SCORE
    else:
        return 0.0
    return score + _others(work, names[1:], marker)


def _others(work: Work, names: Iterable[list[str]], marker: AuthorYearMarker) -> float:
    """Returns how well the further names agree with the further authors, and their number."""
    others = ["".join(name) for name in names]
    if not work.names:
        return 0.0
    known = [any(_named(name, forms) for forms in work.names[1:]) for name in others]
    score = OTHERS_SCORE if others and all(known) else 0.0
    if others and not any(known):
        score -= OTHERS_SCORE
    if marker.others:
        many = len(work.names) > len(others) + 1 or not work.complete
        return score + (NUMBER_SCORE if many else -NUMBER_SCORE)
    return score + (NUMBER_SCORE if len(work.names) == len(others) + 1 else -WRONG_NUMBER_PENALTY)


def _named(name: str, forms: Iterable[str]) -> bool:
    return any(name == form or (name.endswith(form) and len(form) > 3) for form in forms)


def _are_initials(name: Sequence[str], key: str) -> bool:
    """Returns whether all of a name but the key are initials: "J Smith", "Smith JM"."""
    return all((len(word) <= 2 and word not in NOT_INITIALS) or word == key for word in name)


def _repeats(words: Sequence[str], printed: Sequence[NameWord]) -> int:
    """Returns how many words of a marker are the first ones of an entry, if all are; else 0."""
    flat = [word for one in printed for word in fold(_bare(one.text)).split()]
    flat = [word for word in flat if word not in TITLE_JOINING]
    own = [word for word in words if word not in TITLE_JOINING]
    return len(flat) if flat and flat == own[: len(flat)] else 0
