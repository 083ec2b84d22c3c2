"""Labels a list of authors parted by semicolons: "MEIER, Hans; KUNZ, Eva: Knees."."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.label_repair.people.full_names import (
    NamedPerson,
    begin_title,
    is_initial,
    labels_of_persons,
    letters_of,
)
from refcheck.parsing.label_repair.people.inverted_first import is_cut
from refcheck.parsing.label_repair.people.persons import PARTICLES
from refcheck.parsing.thresholds import PLAIN_FAMILY_WORDS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import AND_WORDS
from refcheck.text.patterns import lazy_regex

__all__ = ["label_parted"]

# How such a list begins; few strings do.
_FORM = lazy_regex(r"[^,;:()\d]{2,60}+,\s[^,;:()\d]{1,60}+[;:(]")
_ENDS = (":", ".:")


def label_parted(text: str, tokens: Sequence[Token], labels: list[str]) -> bool:
    """ "MEIER, Hans; VON DER KUNZ, E M: Sleep. In: Gut": family name and given names of each person
    are parted by a comma, two persons by a semicolon, and a colon or bracket ends the list. What is
    before the colon and was taken for the title is a name; one person alone must be labelled so."""
    persons = _persons(tokens) if _FORM.match(text) else []
    if not persons:
        return False
    end = persons[-1].end
    wanted = labels_of_persons(persons)
    first_given = persons[0].given[0]
    named = labels[0] == "Bfamily" and labels[first_given] == "Igiven"
    if wanted == labels[:end] or (len(persons) == 1 and not named):
        return True
    labels[:end] = wanted
    if "title" in labels[end:]:
        begin_title(labels, end)
    return True


def _persons(tokens: Sequence[Token]) -> list[NamedPerson]:
    """Returns the persons of the list; none if it has another form."""
    found: list[NamedPerson] = []
    place = 0
    while (person := _person(tokens, place)) is not None:
        found.append(person)
        place = person.end
        mark = tokens[place - 1].word.after
        if (
            mark in _ENDS
            or _ends_with_particle(tokens[place - 1])
            or (not mark.strip(".") and _is_bracket(tokens, place))
        ):
            return found
        if mark not in (";", ".;"):
            return []
        if is_cut(tokens, place):
            return found
    return []


def _ends_with_particle(token: Token) -> bool:
    """Returns whether a list ends with "SOUZA, Maria de."."""
    return token.word.after == "." and token.word.core in PARTICLES


def _is_bracket(tokens: Sequence[Token], place: int) -> bool:
    """Returns whether "(2010)" or "(Hrsg.)" follows."""
    return place < len(tokens) and tokens[place].word.before == "("


def _person(tokens: Sequence[Token], start: int) -> NamedPerson | None:
    """Returns the person named from a place on: "VON DER KUNZ, Eva M.;"."""
    family = start
    while family < min(start + PLAIN_FAMILY_WORDS, len(tokens)) and _is_word(tokens[family]):
        family += 1
        if tokens[family - 1].word.after:
            break
    if family in (start, len(tokens)) or tokens[family - 1].word.after != ",":
        return None
    given, stopped = family, False
    while given < min(family + PLAIN_FAMILY_WORDS, len(tokens)) and _is_word(tokens[given]):
        token = tokens[given]
        if stopped and not is_initial(token):
            return None  # "SMITH, A. Sleep: a review"
        given += 1
        stopped = stopped or token.word.after == "."
        if token.word.after not in ("", ".") or _ends_with_particle(token):
            break
    if given == family or tokens[given - 1].word.after == ",":
        return None
    return NamedPerson((family, given), (start, family), has_initial=False)


def _is_word(token: Token) -> bool:
    """Returns whether a token is a word of a name: "MEIER", "O'Brien", "van", "A."."""
    word = token.word
    is_name = word.core[:1].isupper() or (word.lower in PARTICLES and word.core not in AND_WORDS)
    return is_name and not word.before and letters_of(token, stops=True).isalpha()
