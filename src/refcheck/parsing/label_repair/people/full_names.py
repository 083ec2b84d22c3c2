"""Labels a list of authors in full, "Alan B. Smith, Carol Jones.", from its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from refcheck.parsing.label_repair.people.persons import PARTICLES, is_and, is_suffix
from refcheck.parsing.thresholds import PLAIN_FAMILY_WORDS, SURE_MIDDLE_INITIALS
from refcheck.parsing.tokens import Token

__all__ = [
    "NamedPerson",
    "begin_title",
    "is_initial",
    "label_full_names",
    "labels_of_persons",
    "letters_of",
]

_WITHIN_NAMES: Final = str.maketrans("", "", "-‐‑'’`´")
_CUT: Final = ("et", "al")  # after the names of a list that is cut


class NamedPerson(NamedTuple):
    """Places of tokens, ends exclusive: of the given names, and of the family name."""

    given: tuple[int, int]
    family: tuple[int, int]
    has_initial: bool

    @property
    def end(self) -> int:
        return max(self.given[1], self.family[1])


def label_full_names(_text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "Alan B. Smith, Carol Jones. Sleep.": the labeller, which sees three tokens at a time, takes
    "B." for the end of a name. The list must have two middle initials with full stops, or one in
    what was taken for a name: "Smith J. Depression, Bipolar Disorder. Lancet" has a title there."""
    persons = _persons(tokens)
    initials = sum(person.has_initial for person in persons)
    if not initials:
        return False
    end = persons[-1].end
    if initials < SURE_MIDDLE_INITIALS and any(
        labels[place][0] not in "BI" for place in range(persons[0].end)
    ):
        return True
    wanted = labels_of_persons(persons)
    if wanted == labels[:end]:
        return True
    labels[:end] = wanted
    place = end
    while place < len(labels) and tokens[place].word.lower in _CUT:
        labels[place] = "O"
        place += 1
    while place < len(labels) and labels[place][0] in "BIO" and "title" in labels[place:]:
        if tokens[place].word.kind in "YD" or not tokens[place].word.core:
            break
        labels[place] = "title"
        place += 1
    return True


def labels_of_persons(persons: Sequence[NamedPerson]) -> list[str]:
    """Returns the labels of all tokens up to the last person's, who must be the last one named."""
    labels = ["O"] * persons[-1].end
    for person in persons:
        for part, (start, stop) in (("given", person.given), ("family", person.family)):
            labels[start:stop] = [f"I{part}"] * (stop - start)
        first = min(person.given[0], person.family[0])
        labels[first] = f"B{labels[first][1:]}"
    return labels


def begin_title(labels: list[str], place: int) -> None:
    """Label as the title what was taken for names from a place on."""
    while place < len(labels) and labels[place][0] in "BI":
        labels[place] = "title"
        place += 1


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list; none if it does not end where a title may begin."""
    found: list[NamedPerson] = []
    place = 0
    while place < len(tokens):
        person = _inverted(tokens) if not place else None
        person = person or _person(tokens, place)
        if person is None:
            return []
        found.append(person)
        place = person.end
        mark = tokens[place - 1].word.after
        if place < len(tokens) and is_and(tokens[place]):
            place += 1
        elif mark == "." or (not mark and _is_year(tokens, place)):
            return found
        elif mark not in (",", ";"):
            return []
        elif place < len(tokens) and tokens[place].word.lower == "et":
            return found
    return []


def _is_year(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].word.kind == "Y"


def _inverted(tokens: Sequence[Token]) -> NamedPerson | None:
    """Returns the first person of "Smith, Alan B., and Carol D. Jones"."""
    if len(tokens) < 4 or tokens[0].word.after != "," or not _is_name(tokens[0]):
        return None
    place = 1
    while place < 4 and _is_name(tokens[place]) and not tokens[place].word.after:
        place += 1
    initial = is_initial(tokens[place]) and tokens[place].word.after == ".,"
    given_ends = initial or (_is_name(tokens[place]) and tokens[place].word.after == ",")
    if not given_ends or place + 1 >= len(tokens) or not is_and(tokens[place + 1]):
        return None
    return NamedPerson((1, place + 1), (0, 1), has_initial=initial)


def _person(tokens: Sequence[Token], start: int) -> NamedPerson | None:
    """Returns the person who is named from a place on: "Alan B. Smith", "Eva van der Berg Jr."."""
    place = start
    initials = 0
    while place < len(tokens) and place - start < PLAIN_FAMILY_WORDS:
        token = tokens[place]
        if place == start and not (_is_name(token) and not token.word.after):
            return None
        if place > start and is_initial(token) and token.word.after == ".":
            initials += 1
        elif initials or place - start >= 1:
            break
        place += 1
    family = place
    while place < min(family + PLAIN_FAMILY_WORDS, len(tokens)):
        token = tokens[place]
        if not (_is_name(token) or token.word.lower in PARTICLES) or token.word.before:
            return None
        place += 1
        if token.word.after or (place < len(tokens) and _ends(tokens[place])):
            break
    if place == family or not _is_name(tokens[place - 1]):
        return None
    if not initials and not any(token.word.lower in PARTICLES for token in tokens[family:place]):
        family = place - 1  # "Seth Copen Goldstein"
    return NamedPerson((start, family), (family, place), has_initial=initials > 0)


def _ends(token: Token) -> bool:
    """Returns whether a name ends before a token."""
    return is_and(token) or token.word.kind == "Y" or is_suffix(token) or token.word.lower == "et"


def _is_name(token: Token) -> bool:
    """ "Alan", "O'Brien", "Garcia-Lopez"."""
    word = token.word
    letters = word.core.replace("-", "").replace("'", "").replace("’", "")
    capital = word.core[:1].isupper() and not letters.isupper() and not is_suffix(token)
    return capital and len(letters) > 1 and letters.isalpha()


def letters_of(token: Token, *, stops: bool = False) -> str:
    """Returns a word without the signs within names, and, with `stops`, without full stops."""
    letters = token.word.core.translate(_WITHIN_NAMES)
    return letters.replace(".", "") if stops else letters


def is_initial(token: Token) -> bool:
    """Returns whether a token is one capital letter."""
    return len(token.word.core) == 1 and token.word.core.isupper()
