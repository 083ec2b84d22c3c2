"""Labels lists of authors whose initials come first, without full stops: "A B Smith, C Jones"."""

from __future__ import annotations

from collections.abc import Sequence

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
from refcheck.parsing.label_repair.people.persons import PARTICLES, is_and, is_suffix
from refcheck.parsing.normalisers.names import may_be_group
from refcheck.parsing.thresholds import (
    FIRST_TITLE_WORDS,
    INITIALS_LETTERS,
    PLAIN_FAMILY_WORDS,
    SURE_LIST_PERSONS,
)
from refcheck.parsing.tokens import Token

__all__ = ["label_initials_first"]


def label_initials_first(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "A B Smith, C D van der Berg and E Lee. Sleep.": the labeller gives initials to the name
    before them. Each name must begin with initials; of two, one must have them apart, or be
    labelled as a name: "B Cells, T Cells" is a title."""
    if text[1:2].islower():
        return False  # no initials, as with most
    persons = _persons(tokens)
    if not persons or not _are_sure(text, tokens, persons, labels):
        return bool(persons)
    label_list(tokens, labels, persons)
    return True


def _are_sure(
    text: str, tokens: Sequence[Token], persons: Sequence[NamedPerson], labels: Sequence[str]
) -> bool:
    """Returns whether what looks like persons is nothing else: "A Review", "R Core Team (2010)"."""
    end = persons[-1].end
    apart = any(person.given[1] - person.given[0] > 1 for person in persons)
    if len(persons) > 1:
        named = labels[0] in ("Bfamily", "Bgiven")
        return apart or named or len(persons) >= SURE_LIST_PERSONS
    is_before_year = end < len(tokens) and tokens[end].word.kind == "Y"
    is_short = end == 2 and is_initial(tokens[0]) and labels[0] != "title" and is_before_year
    is_before_title = is_before_year or tokens[end - 1].word.after == ","
    group = may_be_group(text[: tokens[end - 1].end])
    return (is_short or apart) and is_before_title and not group


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list; none if it has another form, or does not end where a title
    or a year may begin."""
    found: list[NamedPerson] = []
    place = 0
    while (person := _person(tokens, place)) is not None:
        found.append(person)
        place = person.end
        if ends_list(tokens, place) or is_cut(tokens, place):
            return found
        joined = is_and(tokens[place])
        if not joined and tokens[place - 1].word.after not in (",", ";"):
            return []
        place += joined
    return found if _begins_title(tokens, place) else []


def _begins_title(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether a title goes on from a place after a comma: "Sleep and mood", but not "Carol
    van der Berg"."""
    for token in tokens[place : place + FIRST_TITLE_WORDS]:
        word = token.word
        if word.kind == "l" and word.lower not in PARTICLES:
            return not is_and(token) or token is not tokens[place]
        if word.after:
            return False
    return False


def _person(tokens: Sequence[Token], start: int) -> NamedPerson | None:
    """Returns the person who is named from a place on: "A B Smith", "CD van der Berg"."""
    family = start
    while family < len(tokens) and _is_initials(tokens[family]):
        family += 1
    place = family
    while place < min(family + PLAIN_FAMILY_WORDS, len(tokens)):
        token = tokens[place]
        if not _is_family(token) or token.word.before:
            return None
        place += 1
        if token.word.after or ends_list(tokens, place) or is_and(tokens[place]):
            break
        if is_cut(tokens, place):
            break
    if start == family or family == place or tokens[place - 1].word.core.islower():
        return None
    return NamedPerson((start, family), (family, place), has_initial=True)


def _is_initials(token: Token) -> bool:
    """ "A", "AB", "J-P", with no sign after it."""
    word = token.word
    letters = letters_of(token)
    if word.before or word.after or len(letters) > INITIALS_LETTERS or is_suffix(token):
        return False
    return letters.isalpha() and letters.isupper()


def _is_family(token: Token) -> bool:
    """ "Jones", "O'Brien", "el-Shabrawi", "de", "MÜNCHOW"."""
    core = token.word.core
    if token.word.lower in PARTICLES and not is_initial(token):
        return True
    letters = letters_of(token)
    begins = core[:1].isupper() or core[2:3] == "-" or core[1:2] in ("'", "’")
    return begins and len(letters) > 1 and letters.isalpha()
