"""Labels lists of authors whose capitals tell the family names: "NOVÁK, Jan, Petr SVOBODA"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refcheck.parsing.label_repair.people.full_names import (
    NamedPerson,
    is_initial,
    letters_of,
)
from refcheck.parsing.label_repair.people.inverted_first import (
    ends_list,
    is_cut,
    label_list,
)
from refcheck.parsing.label_repair.people.persons import PARTICLES
from refcheck.parsing.thresholds import PLAIN_FAMILY_WORDS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AND_WORDS
from refcheck.text.words import word_set

__all__ = ["label_capitals"]

_AND = AND_WORDS | word_set("a i és og och en &")
_SMALL = PARTICLES - _AND


def label_capitals(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "NOVÁK, Jan, Petr SVOBODA a Eva DVOŘÁKOVÁ. Spánek.", as ISO 690 has it: the first name is
    inverted, and capitals show the family name of each."""
    if not text[:2].isupper():
        return False
    persons = _persons(tokens)
    if not persons:
        return False
    label_list(tokens, labels, persons)
    return True


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list, two at least; none if it has another form."""
    first = _inverted(tokens)
    if first is None:
        return []
    found = [first]
    place = first.end
    while True:
        joined = place < len(tokens) and _is_and(tokens[place])
        if not joined and tokens[place - 1].word.after not in (",", ";", ".,"):
            return []
        place += joined
        if found[1:] and _is_cut(tokens, place):
            return found
        person = _upright(tokens, place)
        if person is None:
            return []
        found.append(person)
        place = person.end
        if ends_list(tokens, place) or _is_cut(tokens, place):
            return found


def _inverted(tokens: Sequence[Token]) -> NamedPerson | None:
    """Returns the first person: "NOVÁK, Jan,", "VAN DER BERG, Eva M"."""
    family = _end(tokens, 0, _is_family)
    if not family or tokens[family - 1].word.after != ",":
        return None
    given = _end(tokens, family, _is_given)
    return NamedPerson((family, given), (0, family), has_initial=False) if given > family else None


def _upright(tokens: Sequence[Token], start: int) -> NamedPerson | None:
    """Returns a person named from a place on: "Eva M. VAN DER BERG", "Jan de VRIES"."""
    given = _end(tokens, start, _is_given)
    if given == start or tokens[given - 1].word.after not in ("", "."):
        return None
    family = _end(tokens, given, _is_family)
    if family == given or not _is_in_capitals(tokens[family - 1]):
        return None
    return NamedPerson((start, given), (given, family), has_initial=False)


def _end(tokens: Sequence[Token], start: int, belongs: Callable[[Token], bool]) -> int:
    """Returns the place after the words of a name, the last of which alone may have a sign."""
    place = start
    while place < min(start + PLAIN_FAMILY_WORDS, len(tokens)) and belongs(tokens[place]):
        place += 1
        if tokens[place - 1].word.after not in ("", ".") or _stops(tokens[place - 1]):
            break
    return place


def _stops(token: Token) -> bool:
    """Returns whether a full stop ends the list, and not an initial."""
    return token.word.after == "." and not is_initial(token)


def _is_cut(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether "et al." follows, and not "Al HACKEL"."""
    return is_cut(tokens, place) and not tokens[place].word.core.istitle()


def _is_and(token: Token) -> bool:
    return (token.word.core or token.word.before) in _AND


def _is_given(token: Token) -> bool:
    """ "Jan", "Wen-Hsien", "S", "J.-P."."""
    letters = letters_of(token, stops=True)
    is_name = token.word.core[:1].isupper() and not token.word.before and letters.isalpha()
    return is_name and (is_initial(token) or not _is_in_capitals(token))


def _is_family(token: Token) -> bool:
    return not token.word.before and (token.word.core in _SMALL or _is_in_capitals(token))


def _is_in_capitals(token: Token) -> bool:
    """ "NOVÁK", "LI", "O'BRIEN", "McDONALD"."""
    letters = letters_of(token, stops=True).removeprefix("Mc")
    return len(letters) > 1 and letters.isalpha() and letters.isupper()
