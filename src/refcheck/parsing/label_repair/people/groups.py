"""Labels a group that signs after persons, where the labeller took its name for the title."""

from __future__ import annotations

from collections.abc import Sequence

from refcheck.parsing.label_repair.people.persons import is_and
from refcheck.parsing.normalisers.names import may_be_group
from refcheck.parsing.thresholds import GROUP_NAME_TOKENS, TITLE_AFTER_GROUP_TOKENS
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import GROUP_SMALL_WORDS, SIGNING_GROUPS
from refcheck.text.people.organisations import is_organisation

__all__ = ["label_group_after_persons"]

_PERSON = ("family", "given")
_ENDS = (".", ",", ";", ".,", ":")


def label_group_after_persons(text: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Smith J, Lee H, German Nutrition Society. Protein intake ...": the list of names goes on
    where its last one ends in a comma. What follows in capitals, up to a stop or a comma, is a
    group if it has a word by which groups call themselves and a title comes after it."""
    if "title" not in labels:
        return
    start = _torn_from(tokens, labels, labels.index("title"))
    if not start or not _goes_on(tokens, labels, start):
        return
    while (end := _name_ends(text, tokens, labels, start)) is not None:
        first = "I" if labels[start - 1][1:] == "group" and is_and(tokens[start]) else "B"
        labels[start:end] = [f"{first}group", *["Igroup"] * (end - start - 1)]
        if tokens[end - 1].word.after[-1:] in (".", ":"):
            return
        start = end


def _torn_from(tokens: Sequence[Token], labels: Sequence[str], title: int) -> int:
    """Returns where the name begins that the title was cut out of: "European Society | of Regional
    Anaesthesia." is one."""
    start = title
    if title and not tokens[title].word.before and not is_and(tokens[title]):
        while start and labels[start - 1][1:] == "group" and not tokens[start - 1].word.after:
            start -= 1
            if labels[start] == "Bgroup":
                break
    return start


def _goes_on(tokens: Sequence[Token], labels: Sequence[str], start: int) -> bool:
    """Returns whether the names before a place are no whole list: a comma is after the last one,
    or an "and"."""
    joined = is_and(tokens[start])
    before = start - 1
    if labels[before] == "O" and is_and(tokens[before]):
        joined = True
        before -= 1
    if before < 0:
        return False
    part = labels[before][1:]
    comma = tokens[before].word.after[-1:] in (",", ";")
    after_persons = part == "group" and "Bfamily" in labels[:before]
    return (comma or joined) and (part in _PERSON or after_persons)


def _name_ends(text: str, tokens: Sequence[Token], labels: Sequence[str], start: int) -> int | None:
    """Returns the place after the name of a group that begins at a place, with a title after it."""
    capitals = True
    for place in range(start, min(start + GROUP_NAME_TOKENS, len(tokens))):
        word = tokens[place].word
        if labels[place] not in ("title", "Bgroup", "Igroup") or word.before.strip("&"):
            return None
        capitals = capitals and _is_of_name(tokens[place])
        if not word.after:
            continue
        if word.after not in _ENDS or place == start or not _may_end(word.after, labels, start):
            return None
        begin = start + is_and(tokens[start])
        name = text[tokens[begin].start : tokens[place].end].rstrip(" .,;:")
        known = capitals and (may_be_group(name) or is_organisation(name))
        known = known or word.lower in SIGNING_GROUPS
        after = labels[place + 1 : place + 1 + TITLE_AFTER_GROUP_TOKENS]
        titled = len(after) == TITLE_AFTER_GROUP_TOKENS and set(after) == {"title"}
        return place + 1 if known and titled else None
    return None


def _may_end(mark: str, labels: Sequence[str], start: int) -> bool:
    """Returns whether a mark may end a list of names. A colon does where initials come last:
    "Smith J, Study Group: Sleep"; in "J. Smith, The Study Group: Sleep" it is of the title."""
    return mark != ":" or labels[start - 1][1:] == "given"


def _is_of_name(token: Token) -> bool:
    core = token.word.core
    return core[:1].isupper() or token.word.lower in GROUP_SMALL_WORDS or is_and(token)
