"""Repairs the labels of names where the form of the list leaves no doubt."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.thresholds import (
    ELLIPSIS_STOPS,
    FAMILY_NAME_WORDS,
    FIRST_AUTHOR_LEAST,
    FIRST_AUTHOR_MOST,
    INITIALS_TOKENS,
    LONG_LIST_PERSONS,
    SIGNING_GROUP_TOKENS,
)
from refcheck.parsing.tokens import Token, Word
from refcheck.parsing.words import AND_WORDS, OTHER_AUTHORS, SUFFIXES_AFTER_INITIALS

__all__ = [
    "begin_list",
    "bridge_gap",
    "close_list",
    "complete_list",
    "end_of_authors",
    "gap_in_authors",
    "join_families",
]

_WITHIN = frozenset(["e", "y"])  # "Oliveira e Castro PD" is one person
_DOTS = frozenset(".…")
_OF_PERSONS = frozenset(["Bfamily", "Ifamily", "Bgiven", "Igiven"])


def gap_in_authors(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> bool:
    """Returns whether authors are left out before the last: "Lei, C., . . . Chen, H. (2015)"."""
    return _may_have_gap(text) and _gap(tokens, labels) is not None


def _may_have_gap(text: str) -> bool:
    return "…" in text or ". ." in text or ".." in text


def end_of_authors(tokens: Sequence[Token]) -> int | None:
    """Returns the place after a list of the form "Owen MJ, Sawa A, Mortensen PB." that begins the
    string, if it ends in a full stop there."""
    place = 0
    while (given := _initials_after(tokens, place)) is not None:
        place = given + 1
        if tokens[given].word.after[:1] != ",":
            return place if tokens[given].word.after == "." else None
    return None


def _gap(tokens: Sequence[Token], labels: Sequence[str]) -> tuple[int, int] | None:
    """Returns the places of an ellipsis after an author, `end` exclusive (with the "&" that
    follows)."""
    end = stops = ellipses = (
        0  # of the stretch of punctuation that is read, and what it still contains
    )
    for place, token in enumerate(tokens):
        word = token.word
        if place >= end:
            end = place + 1
            while end < len(tokens) and not tokens[end].word.core.strip("&"):
                end += 1
            dots = "".join(t.word.before for t in tokens[place:end])
            stops, ellipses = dots.count("."), dots.count("…")
        is_gap = (
            not word.core
            and not _DOTS.isdisjoint(word.before + word.after)
            and (stops >= ELLIPSIS_STOPS or ellipses > 0)
        )
        if is_gap and place and labels[place - 1][0] in "BI":
            return place, end
        stops -= word.before.count(".")
        ellipses -= word.before.count("…")
    return None


def bridge_gap(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """The author after an ellipsis: "Lei, C., . . . Chen, H. (2015)"."""
    gap = _gap(tokens, labels) if _may_have_gap(text) else None
    if gap is None:
        return
    start, end = gap
    family = _family_before_comma(tokens, end)
    if family is None:
        return
    given = _end_of_initials(tokens, family + 1)
    if given == family + 1:
        return
    labels[start:end] = ["O"] * (end - start)
    labels[end : family + 1] = ["Bfamily", *["Ifamily"] * (family - end)]
    labels[family + 1 : given] = ["Igiven"] * (given - family - 1)


def _family_before_comma(tokens: Sequence[Token], start: int) -> int | None:
    """Returns the place of the last word of a family name that begins at `start` and ends in a
    comma."""
    for place in range(start, min(start + FAMILY_NAME_WORDS, len(tokens))):
        word = tokens[place].word
        if not _is_of_family(word):
            return None
        if word.after == ",":
            return place
        if word.after:
            return None
    return None


def _end_of_initials(tokens: Sequence[Token], start: int) -> int:
    """Returns the place after the initials ("X.-D.", "D. R., Jr.") that begin at `start`."""
    place = start
    while place < len(tokens) and place - start < INITIALS_TOKENS:
        word = tokens[place].word
        if word.before or not (
            (word.kind == "I" and word.after[:1] == ".")
            or (place > start and word.core in SUFFIXES_AFTER_INITIALS)
        ):
            break
        place += 1
        if "," in word.after and not (
            place < len(tokens) and tokens[place].word.core in SUFFIXES_AFTER_INITIALS
        ):
            break
    return place


def _is_of_family(word: Word) -> bool:
    return (
        not word.before
        and word.kind in "CUlI"
        and word.lower not in AND_WORDS
        and len(word.core) > 1
    )


def complete_list(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """A long list of the form "Smith J, van der Berg AB, ..." is names to its end: the labeller,
    which sees three tokens at a time, loses its way in a list of a thousand."""
    if len(labels) < 2 * LONG_LIST_PERSONS or labels[0] != "Bfamily":
        return
    found = list(_persons(tokens))
    if len(found) >= LONG_LIST_PERSONS:
        for start, given in found:
            _label_person(labels, start, given)


def _persons(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Returns where each family name begins and its initials are, from the first token on."""
    found: list[tuple[int, int]] = []
    place = 0
    while (given := _initials_after(tokens, place)) is not None:
        found.append((place, given))
        place = given + 1
        if "," not in tokens[given].word.after:
            break
    return found


def _label_person(labels: list[str], start: int, given: int) -> None:
    labels[start : given + 1] = ["Bfamily", *["Ifamily"] * (given - start - 1), "Igiven"]


def _initials_after(tokens: Sequence[Token], place: int) -> int | None:
    """Returns where the initials of a person are whose family name begins at `place`."""
    for given in range(place + 1, min(place + FAMILY_NAME_WORDS, len(tokens))):
        before, word = tokens[given - 1].word, tokens[given].word
        if before.after or before.kind not in "CUlI":
            return None
        if before.lower in AND_WORDS and not (before.core in _WITHIN and given - 1 > place):
            return None
        if word.core in SUFFIXES_AFTER_INITIALS or (
            given - 1 > place and before.kind == "I" and before.core.isupper()
        ):
            return None
        if word.kind == "U" and before.core.isupper():
            return None  # "VAN DIJK, T."
        if not word.before and _is_initials(word) and word.after[:1] in (",", ".", ";", ":"):
            return given
    return None


def _is_initials(word: Word) -> bool:
    """ "J", "JW", "JCRA"."""
    return word.kind == "I" or (word.kind == "U" and len(word.core) == 4 and word.core.isalpha())


def join_families(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """Families of several words that were torn: "Utkan Karasu A,", "De Los Reyes, A., & "."""
    place = 0
    while place < len(tokens) and labels[place] in _OF_PERSONS:
        given = _initials_after(tokens, place)
        if given is not None:
            end = given + 1
        else:
            family = _family_before_comma(tokens, place)
            end = _end_of_initials(tokens, family + 1) if family is not None else place
            if family is None or end == family + 1:
                return
            given = family + 1
        if not _OF_PERSONS.issuperset(labels[place:end]):
            return
        if end < len(labels) and labels[end] in ("Ifamily", "Igiven"):
            return  # "Hix, S., A. Noury and G. Roland": another order of names
        _label_person(labels, place, given)
        labels[given:end] = ["Igiven"] * (end - given)
        if tokens[end - 1].word.after[-1:] not in (",", ";"):
            return
        place = end
        while place < len(tokens) and tokens[place].word.core in ("and", "&"):
            place += 1


def begin_list(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Smith, John, and Bob Doe.": the first of two, where the labeller found the second alone."""
    first = next((place for place, name in enumerate(labels) if name[0] in "BI"), 0)
    if not FIRST_AUTHOR_LEAST <= first <= FIRST_AUTHOR_MOST or any(
        name != "O" for name in labels[:first]
    ):
        return
    words = [token.word for token in tokens[:first]]
    commas = words[0].after == "," and words[-2].after == ","
    if commas and words[-1].core in AND_WORDS and all(word.kind in "CI" for word in words[:-1]):
        labels[: first - 1] = ["Bfamily", *["Igiven"] * (first - 2)]


def close_list(_text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Smith Q, and others. Novel ..." and "Rosales RL on behalf of the ABC Investigators." """
    if "title" not in labels:
        return
    start = labels.index("title")
    if start == 0 or start + 2 >= len(tokens) or labels[start - 1][0] not in "BI":
        return
    words = [token.word.lower for token in tokens[start : start + 4]]
    if words[0] in AND_WORDS and words[1] in OTHER_AUTHORS:
        labels[start : start + 2] = ["O", "O"]
    elif words[:3] == ["on", "behalf", "of"]:
        name = start + (4 if words[3:] == ["the"] else 3)
        end = next((p for p in range(name, len(tokens)) if tokens[p].word.after[:1] == "."), name)
        if name < end < name + SIGNING_GROUP_TOKENS:
            labels[start:name] = ["O"] * (name - start)
            labels[name : end + 1] = ["Bgroup", *["Igroup"] * (end - name)]
