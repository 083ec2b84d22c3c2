"""Labels a list of authors whose first one alone is inverted: "Smith, A., C. Jones & E. Lee"."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.label_repair.people.full_names import (
    NamedPerson,
    begin_title,
    is_initial,
    labels_of_persons,
    letters_of,
)
from refcheck.parsing.label_repair.people.persons import PARTICLES, is_and, is_suffix
from refcheck.parsing.thresholds import PLAIN_FAMILY_WORDS
from refcheck.parsing.tokens import Token

__all__ = ["ends_list", "is_cut", "label_inverted_first", "label_list"]

_CUT = ("et", "al", "others")  # after the names of a list that is cut


def label_inverted_first(_text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "Smith, A.B., C.D. Jones, E. van der Berg & F. Lee 2019.": the labeller, which sees three
    tokens at a time, goes on with the first form of a name. Each name after the first must begin
    with initials, or nearly each have one after a given name ("Gary W Falk")."""
    persons = _persons(tokens)
    if not persons:
        return False
    label_list(tokens, labels, persons)
    return True


def label_list(tokens: Sequence[Token], labels: list[str], persons: Sequence[NamedPerson]) -> None:
    """Label the persons of a list from the first token on, and what follows them, where that is not
    how they are labelled."""
    end = persons[-1].end
    wanted = labels_of_persons(persons)
    if wanted != labels[:end]:
        labels[:end] = wanted
        _label_what_follows(tokens, labels, end)


def _label_what_follows(tokens: Sequence[Token], labels: list[str], place: int) -> None:
    """The end of a cut list is no name, a year after the names is the year, and what was taken for
    names before the title begins it."""
    while place < len(tokens) and (is_and(tokens[place]) or tokens[place].word.lower in _CUT):
        labels[place] = "O"
        place += 1
    if place < len(tokens) and tokens[place].word.kind == "Y":
        labels[place] = "year"
        place += 1
    if "title" in labels[place:]:
        begin_title(labels, place)


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list; none if it has another form, or does not end where a title
    or a year may begin."""
    first = _inverted(tokens)
    if first is None:
        return []
    found = [first]
    place = first.end
    while place < len(tokens):
        joined = is_and(tokens[place])
        place += joined
        if found[1:] and is_cut(tokens, place):
            break
        person = _upright(tokens, place)
        if person is None:
            return []
        found.append(person)
        place = person.end
        if joined or ends_list(tokens, place):
            break
    if not _are_sure(tokens, found):
        return []
    return [first, *(_with_second_name(tokens, first, person) for person in found[1:])]


def _with_second_name(
    tokens: Sequence[Token], first: NamedPerson, person: NamedPerson
) -> NamedPerson:
    """Returns "B. Timothy Walsh" with two given names, in a list that has them in full: "Insel,
    Thomas R., B. Timothy Walsh, and ...". In "Smith, A., M. García Márquez" both are family
    names."""
    start, border = person.given
    words = tokens[border : person.family[1]]
    is_lone = border - start == 1 and _is_initial(tokens[start])
    if not (is_lone and len(words) == 2 and _is_given(tokens[first.given[0]])):
        return person
    if not all(_is_given(word) and word.word.kind != "l" for word in words):
        return person
    return person._replace(given=(start, border + 1), family=(border + 1, person.family[1]))


def _are_sure(tokens: Sequence[Token], persons: Sequence[NamedPerson]) -> bool:
    """Returns whether the list ends where it may, and its names show their form."""
    end = persons[-1].end
    if not (ends_list(tokens, end) or is_cut(tokens, end)):
        return False
    others = persons[1:]
    marked = sum(person.has_initial for person in others)
    return len(others) - marked <= 1 and marked > len(others) - marked


def ends_list(tokens: Sequence[Token], end: int) -> bool:
    """Returns whether a list of names ends before a token: at a stop, a year, a bracket."""
    mark = tokens[end - 1].word.after
    if mark.startswith((".", ":")):
        return True
    if end >= len(tokens):
        return True
    word = tokens[end].word
    return word.kind == "Y" or (bool(word.before) and word.before[0] in "(“\"'‘")


def is_cut(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].word.lower in _CUT


def _inverted(tokens: Sequence[Token]) -> NamedPerson | None:
    """Returns the first person: "Smith, A. B.," or "van der Berg, Nicholas J,"."""
    family = 0
    while family < min(PLAIN_FAMILY_WORDS, len(tokens)):
        token = tokens[family]
        if not (_is_family(token) or _is_particle(token)) or token.word.before:
            return None
        family += 1
        if token.word.after:
            break
    if not family or tokens[family - 1].word.after != "," or not _is_family(tokens[family - 1]):
        return None
    place = family
    while place < min(family + PLAIN_FAMILY_WORDS, len(tokens)):
        token = tokens[place]
        if not (_is_initial(token) or (place == family and _is_given(token))):
            return None
        place += 1
        if "," in token.word.after or (place < len(tokens) and is_and(tokens[place])):
            return _named(tokens, (family, place), (0, family))
        if token.word.after not in ("", "."):
            return None
    return None


def _upright(tokens: Sequence[Token], start: int) -> NamedPerson | None:
    """Returns a person named from a place on: "C. D. Jones", "W.L. DE OLIVEIRA", "Gary W Falk"."""
    place = start
    while place < len(tokens) and (
        _is_initial(tokens[place]) or (place == start and _is_given(tokens[place]))
    ):
        if tokens[place].word.after not in ("", "."):
            return None
        place += 1
    family = place
    while place < min(family + PLAIN_FAMILY_WORDS, len(tokens)):
        token = tokens[place]
        named = _is_family(token) or _is_particle(token) or is_suffix(token)
        if not named or token.word.before:
            return None
        place += 1
        if token.word.after or ends_list(tokens, place) or is_and(tokens[place]):
            break
    if start == family or family == place or not _is_family(tokens[place - 1]):
        return None
    after = tokens[place - 1].word.after
    if after not in ("", ",") and not after.startswith((".", ":")):
        return None
    return _named(tokens, (start, family), (family, place))


def _named(tokens: Sequence[Token], given: tuple[int, int], family: tuple[int, int]) -> NamedPerson:
    return NamedPerson(given, family, any(_is_initial(tokens[place]) for place in range(*given)))


def _is_particle(token: Token) -> bool:
    """ "de", "DE"; "E" is an initial."""
    return token.word.lower in PARTICLES and not _is_initial(token)


def _is_initial(token: Token) -> bool:
    return is_initial(token) and not token.word.before


def _is_given(token: Token) -> bool:
    """ "Alan", "Hans-Peter": a name in full, which capitals alone are not."""
    return _is_family(token) and not letters_of(token).isupper()


def _is_family(token: Token) -> bool:
    """ "Jones", "O'Brien", "MÜNCHOW"."""
    letters = letters_of(token)
    return token.word.core[:1].isupper() and len(letters) > 1 and letters.isalpha()
