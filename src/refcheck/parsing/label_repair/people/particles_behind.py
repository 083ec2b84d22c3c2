"""Labels lists of authors whose particles are behind the initials: "SILVA, J. A. da; LEE, B."."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from refcheck.parsing.label_repair.people.full_names import NamedPerson, letters_of
from refcheck.parsing.label_repair.people.inverted_first import is_cut, label_list
from refcheck.parsing.label_repair.people.persons import PARTICLES, is_and
from refcheck.parsing.thresholds import INITIALS_LETTERS, PLAIN_FAMILY_WORDS
from refcheck.parsing.tokens import Token
from refcheck.text.patterns import lazy_regex

__all__ = ["label_particles_behind"]

_BEHIND = PARTICLES - {"und", "y", "e", "i", "t", "af", "av", "d", "al", "el"}
# A particle before a sign; few strings have one.
_HINT = lazy_regex(
    r"\s(?:d[aeiou]s?|del|del?la|v[ao]n|[dt]e[nr]|zur?|l[ae]|l[ao]s)(?:[,.;:]|\s[(&ae])"
)
_BETWEEN = frozenset([",", ";", ".,", ".;"])
_ENDS = frozenset([".", ":", ".:"])


def label_particles_behind(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "SILVA, J. A. da; SOUZA, M. de. Sono.", "Oliveira FA da, Santos JR dos. Sono.": a particle
    between initials and a sign belongs to the given names; the labeller begins a name or the title
    with it. All names of the list must be inverted, and one at least have such a particle."""
    persons = _persons(tokens) if _HINT.search(text) else []
    if not any(_is_behind(tokens[person.end - 1]) for person in persons):
        return False
    label_list(tokens, labels, persons)
    return True


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list; none if it has another form, or does not end where a title
    or a year may begin."""
    found: list[NamedPerson] = []
    place = 0
    while (person := _person(tokens, place)) is not None:
        found.append(person)
        place = person.end
        mark = tokens[place - 1].word.after
        if place >= len(tokens) or is_cut(tokens, place):
            return found
        joined = is_and(tokens[place])
        if not joined and (mark in _ENDS or tokens[place].word.before == "("):
            return found
        if not joined and mark not in _BETWEEN:
            return []
        place += joined
    return []


def _person(tokens: Sequence[Token], start: int) -> NamedPerson | None:
    """Returns the person named from a place on: "SILVA, J. A. da;", "Berg J van den,"."""
    family = start
    while family < min(start + PLAIN_FAMILY_WORDS, len(tokens)) and _is_family(tokens[family]):
        if family > start and _is_initials(tokens[family]):
            break
        family += 1
        if tokens[family - 1].word.after:
            break
    if family == start or tokens[family - 1].word.after not in ("", ","):
        return None
    given = _end_of_run(tokens, family, _is_initials)
    if given == family:
        return None
    behind = _end_of_run(tokens, given, _is_behind, between=("",))
    if tokens[given - 1].word.after in ("", ".") and behind > given and _closes(tokens, behind):
        given = behind
    return NamedPerson((family, given), (start, family), has_initial=True)


def _end_of_run(
    tokens: Sequence[Token],
    start: int,
    belongs: Callable[[Token], bool],
    between: tuple[str, ...] = ("", "."),
) -> int:
    """Returns the place after the tokens that belong together, the last of which alone may have
    another sign after it than `between`."""
    place = start
    while place < len(tokens) and belongs(tokens[place]):
        place += 1
        if tokens[place - 1].word.after not in between:
            break
    return place


def _closes(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether a name ends before a place: at a sign, an "and", a bracket."""
    if tokens[place - 1].word.after or place == len(tokens):
        return True
    return is_and(tokens[place]) or tokens[place].word.before == "(" or is_cut(tokens, place)


def _is_family(token: Token) -> bool:
    word = token.word
    named = word.core[:1].isupper() or (word.lower in _BEHIND and word.core.islower())
    return named and not word.before and letters_of(token, stops=True).isalpha()


def _is_initials(token: Token) -> bool:
    """ "J.", "A.", "FA", "J.-P."."""
    letters = letters_of(token, stops=True)
    short = len(letters) <= INITIALS_LETTERS and not token.word.before
    return short and letters.isalpha() and letters.isupper()


def _is_behind(token: Token) -> bool:
    return token.word.core in _BEHIND and not token.word.before
