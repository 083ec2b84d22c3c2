"""Labels a list of authors in a plain form, "Smith AB, van der Berg C.", from its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from refcheck.parsing.thresholds import PLAIN_FAMILY_WORDS, PLAIN_LIST_PERSONS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import SUFFIXES_AFTER_INITIALS
from refcheck.text.patterns import lazy_regex
from refcheck.text.words import word_set

__all__ = ["PARTICLES", "is_and", "is_suffix", "label_plain_list"]

PARTICLES = word_set(
    "von van der den de del della di da dal das do dos du la le ten ter el al und zu zur y e i bin"
    " ben ibn t af av d dei los las"
)
_WITHIN = word_set("y e")
_INITIALS = lazy_regex(r"[^\W\d_a-z]{1,4}|[^\W\d_a-z]{1,2}[-‐][^\W\d_a-z]{1,2}")
_FAMILY_WORD = lazy_regex(r"[^\W\d_][\w'’‐-]*")


class _Person(NamedTuple):
    """Places of tokens, ends exclusive: of the whole name, and of its initials and suffix."""

    start: int
    end: int
    given: int
    given_end: int


def label_plain_list(_text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "Ortega y Gasset J, Sukarno, C. D. Green. Sleep.": each name of the list, whatever the
    labeller made of it, where at least two have initials."""
    persons = _persons(tokens)
    enough = len(persons) >= PLAIN_LIST_PERSONS or _is_of_two_names(tokens, persons)
    if not enough:
        return False
    end = persons[-1].end
    if _is_wrong(labels, persons):
        labels[:end] = ["O"] * end
        for person in persons:
            _label(labels, person)
    _label_journal(tokens, labels, end)
    return True


def _is_of_two_names(tokens: Sequence[Token], persons: Sequence[_Person]) -> bool:
    """Returns whether the only person is one such as "Ramón y Cajal S", whom the labeller takes for
    two."""
    return len(persons) == 1 and any(
        tokens[place].word.core in _WITHIN for place in range(persons[0].start, persons[0].given)
    )


def _is_wrong(labels: Sequence[str], persons: Sequence[_Person]) -> bool:
    """Returns whether the labels have other names than the list."""
    for person in persons:
        for place in range(person.start, person.end):
            if labels[place] != _wanted(person, place):
                return True
    return False


def _label(labels: list[str], person: _Person) -> None:
    for place in range(person.start, person.end):
        labels[place] = _wanted(person, place)


def _wanted(person: _Person, place: int) -> str:
    """A name begins with its initials in "C. D. Green", else with its family name."""
    if person.given <= place < person.given_end:
        return "Bgiven" if place == person.start else "Igiven"
    return "Bfamily" if place == person.start else "Ifamily"


def _label_journal(tokens: Sequence[Token], labels: list[str], end: int) -> None:
    """ "Smith AB, Jones CD, Nature, 2019, 8, 425": what was taken for the last author is the
    journal, where nothing else is one and a comma parts them."""
    if "title" in labels or "container" in labels or tokens[end - 1].word.after != ",":
        return
    stop = next((p for p in range(end, len(tokens)) if tokens[p].word.kind in "YN"), end)
    if end < stop <= end + PLAIN_FAMILY_WORDS and all(
        name[0] in "BIO" for name in labels[end:stop]
    ):
        labels[end:stop] = ["container"] * (stop - end)


def _persons(tokens: Sequence[Token]) -> list[_Person]:
    """Returns the persons of the list. A name without initials counts only between two others:
    "eLife" is a journal in "van der Donk WA, eLife, 2019"."""
    found: list[_Person] = []
    place = 0
    while (person := _person(tokens, place)) is not None:
        if not found and (person.given == person.given_end or person.given == person.start):
            return []  # "Sukarno,": only among others; "C. D. Green,": the labeller knows these
        mark = tokens[person.end - 1].word.after
        place = person.end
        joined = place < len(tokens) and is_and(tokens[place])
        if not (mark or joined or _ends_list(tokens, place)):
            break  # "Smith AB, Using T cells to ..."
        found.append(person)
        if joined:
            place += 1
        elif mark not in (",", ";", ".,", ".;"):
            break
    while found and found[-1].given == found[-1].given_end:
        found.pop()
    return found


def _ends_list(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether what follows a list follows at a place: nothing, a year, "et al", a
    bracket."""
    if place >= len(tokens):
        return True
    word = tokens[place].word
    return word.kind in "YD" or word.before[:1] == "(" or word.lower == "et"


def is_and(token: Token) -> bool:
    """Returns whether a token is the "and" or "&" before an author."""
    return token.word.core == "and" or (not token.word.core and token.word.before == "&")


def _person(tokens: Sequence[Token], start: int) -> _Person | None:
    """Returns the person who is named from a place on: "van der Berg AB Jr,", "C. D. Green,", or
    "Sukarno," without initials."""
    place = start
    while place < len(tokens) and _is_stopped_initial(tokens[place]):
        place += 1
    given = (start, place)
    family = place
    while place < min(family + PLAIN_FAMILY_WORDS, len(tokens)):
        word = tokens[place].word
        if not _FAMILY_WORD.fullmatch(word.core) or word.before.strip("'’"):
            return None
        if place > family and given[0] == given[1] and _INITIALS.fullmatch(word.core):
            end = place + 1
            if not word.after and end < len(tokens) and is_suffix(tokens[end]):
                end += 1
            return (
                _Person(start, end, place, end) if tokens[end - 1].word.after[:2] != ".," else None
            )
        if not (word.core[0].isupper() or word.lower in PARTICLES or word.core[1:2] in "'’"):
            return None
        if word.after:
            after_and = start > 0 and is_and(tokens[start - 1])
            ends = word.after == "," or (word.after == "." and after_and)
            whole = word.core[0].isupper() and not _INITIALS.fullmatch(word.core) and ends
            if given[0] == given[1] and (place > family or word.after != ","):
                return None
            return _Person(start, place + 1, *given) if whole else None
        place += 1
    return None


def _is_stopped_initial(token: Token) -> bool:
    return token.word.after == "." and len(token.word.core) == 1 and token.word.core.isupper()


def is_suffix(token: Token) -> bool:
    """Returns whether a token is what follows a name: "Jr", "III"."""
    return token.word.core in SUFFIXES_AFTER_INITIALS
