"""Turns labelled tokens, or a plain block of names, into contributors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from refcheck.frozen import maker
from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.parsing.normalisers.source import NAME_LABELS
from refcheck.parsing.thresholds import (
    GIVEN_FIRST_WORDS,
    GROUP_NAME_WORDS,
    INITIALS_LETTERS,
    NAME_GAP_TOKENS,
    NAMES_CHARACTERS,
)
from refcheck.parsing.tokens import Token
from refcheck.parsing.words import NAME_SUFFIXES
from refcheck.text.patterns import lazy_regex
from refcheck.text.people.organisations import is_organisation
from refcheck.text.words import word_set

__all__ = ["contributors", "is_cut", "may_be_group", "same_names", "split_names"]

_person_of = maker(PersonName)
# A given name in full: with a vowel among its small letters, and of more than those that are cut
# ("Th.", "Geo.", "Chas.").
_FULL_NAME = lazy_regex(r"(?:[^\W\d_]+-)?[^\W\d_a-z](?=[^aeiouy.]*[aeiouyà-ÿ])[^\W\d_A-Z]{3,}\.")
_CUT_NAMES = word_set("chas thos alex benj theod fred robt saml danl josh nath ferd aug andr")
_SUFFIX_ENDS = frozenset("rRIVdh., ")
_CUT = lazy_regex(
    r"\bet\.?\s{0,2}al\b|\bu\.\s?a\.(?=[\s,:;]|$)|\band others\b|\be(?:t)? (?:cols?|colab)\b"
    r"|\by (?:cols?|otros)\b|\be outros\b|\bи др\b|…|\bet coll?\b|\bi (?:in|wsp)\.|\bm\.?\s?fl\."
    r"|\ba kol\.|\bve ark\.|\bdkk\b|\bés mtsai\b",
    re.IGNORECASE,
)
# One of these is in whatever `_CUT` finds; to look for them costs a tenth.
_CUT_HINT = lazy_regex(
    r"al|u\.|others|col|outros|otros|и др|…|i in\.|i wsp|fl\.|a kol|ve ark|dkk|mtsai"
)
_PARTS = {label: label[1:] for label in NAME_LABELS}
_AFTER_PLAIN = frozenset(["", ",", ";", "."])
_EDGE = " \t,;:&/()[]<>–—-=*†‡§"
_AROUND_GIVEN = _EDGE + "'’\"“”"
_AROUND_FAMILY = _AROUND_GIVEN + "."


def is_cut(text: str) -> bool:
    """Returns whether `text`, what comes after the last author, says that the list goes on."""
    lower = text.lower()
    return _CUT_HINT.search(lower) is not None and _CUT.search(text) is not None


def contributors(
    text: str, tokens: Sequence[Token], labels: Sequence[str]
) -> tuple[Contributor, ...]:
    """Returns the persons and groups that the labels mark, in order."""
    made: list[Contributor] = []
    of_last: list[int] = []
    for places in _persons(labels):
        plain = _plain_person(text, tokens, labels, places)
        person = plain or _contributor(text, tokens, labels, places)
        if person is not None:
            made.append(person)
            of_last = places
    last = made[-1] if made else None
    if isinstance(last, PersonName) and last.given and last.given.endswith("."):
        comma = any("," in tokens[place].word.after for place in of_last[:-1])
        given = _unstopped(last.given, made[:-1], comma=comma)
        if given != last.given:
            made[-1] = replace(last, given=given)
    return tuple(made)


def same_names(labels: Sequence[str], others: Sequence[str]) -> bool:
    """Returns whether two ways to label one string mark the same persons and groups."""
    for one, other in zip(labels, others, strict=True):
        if one != other and (one in NAME_LABELS or other in NAME_LABELS):
            return False
    return True


def _unstopped(given: str, others: Sequence[Contributor], *, comma: bool) -> str:
    """`given` without a full stop that ends the list of authors and not the name.

    "Fam J, Dawe GS." and "Abood S." and "SOUZA, M. C. de." and "Smith, John." but "Smith, J." and
    "Zheng Y., Lan X." and "Smith, Chas."
    """
    word = given.rpartition(" ")[2]
    if word.islower() or (_FULL_NAME.fullmatch(word) and word[:-1].lower() not in _CUT_NAMES):
        return given[:-1]
    if given.count(".") > 1:
        return given
    forms = [other.given for other in others if isinstance(other, PersonName) and other.given]
    stops = any(form.endswith(".") for form in forms) if forms else comma
    return given if stops else given[:-1]


def _persons(labels: Sequence[str]) -> list[list[int]]:
    """Returns the places of the tokens of each person."""
    found: list[list[int]] = []
    for place, label in enumerate(labels):
        if label in NAME_LABELS:
            if label[0] == "B" or not found:
                found.append([place])
            else:
                found[-1].append(place)
    return found


def _plain_person(
    text: str, tokens: Sequence[Token], labels: Sequence[str], places: list[int]
) -> PersonName | None:
    """Returns the person of "Smith AB,", "Smith, A. B." or "A. B. Smith", where nothing needs a
    closer look, as with most; else None."""
    order = _plain_order(labels, places)
    if order is None:
        return None
    named, first, last = order
    family, initials = tokens[named].word, tokens[last].word
    if family.before or family.after not in _AFTER_PLAIN or not family.core[:1].isalpha():
        return None
    if family.core in NAME_SUFFIXES or initials.core in NAME_SUFFIXES:
        return None
    given = _between(text, tokens, (first, last)).strip(_AROUND_GIVEN)
    return _person_of(family=family.core, given=given) if _are_initials(given) else None


def _plain_order(labels: Sequence[str], places: list[int]) -> tuple[int, int, int] | None:
    """Returns the place of the family name, and the first and last of the given names, where the
    former is one word before or behind the latter, and nothing is between them."""
    start, end = places[0], places[-1]
    others = len(places) - 1
    if not others or end - start != others:
        return None
    rest = labels[start + 1 : end + 1]
    if labels[start] == "Bfamily" and rest.count("Igiven") == others:
        return start, start + 1, end
    if labels[start] == "Bgiven" and rest[-1] == "Ifamily" and rest.count("Igiven") == others - 1:
        return end, start, end - 1
    return None


def _are_initials(given: str) -> bool:
    """Returns whether given names are so few capitals that they can be nothing but initials."""
    if not given.isupper():
        return False
    return len(given.replace(".", "").replace(" ", "")) <= INITIALS_LETTERS


def _contributor(
    text: str, tokens: Sequence[Token], labels: Sequence[str], places: list[int]
) -> Contributor | None:
    parts = _parts(tokens, labels, places)
    if "group" in parts:
        name = _between(text, tokens, parts["group"]).strip(_EDGE + ".")
        name = name.removesuffix(" et al").rstrip(_EDGE)  # "Smith … ISO00": repaired, not printed
        name += ")" * (name.count("(") - name.count(")"))  # "... and Prevention (CDC)"
        return GroupName(name=name) if name else None
    family = given = ""
    if "family" in parts:
        family = _between(text, tokens, parts["family"]).strip(_AROUND_FAMILY)
        if family[:2] == "t " and text[tokens[parts["family"][0]].start] in "'’":
            family = f"'{family}"  # "'t Hooft"
    if "given" in parts:
        given = _between(text, tokens, parts["given"]).strip(_AROUND_GIVEN)
    if not given:
        return GroupName(name=family) if _is_group(family) else _person(family, None)
    if group := _organisation(text, tokens, places, family, given):
        return GroupName(name=group)
    return _person(family, given)


def _parts(
    tokens: Sequence[Token], labels: Sequence[str], places: Sequence[int]
) -> dict[str, tuple[int, int]]:
    """Returns the first and the last place of each part of a name, without stray tokens far off."""
    parts: dict[str, tuple[int, int]] = {}
    for place in places:
        part = _PARTS[labels[place]]
        if "given" in parts and _is_suffix(tokens[place]):
            part = max(parts, key=parts.__getitem__)  # "Sites JW Jr", "J. W. Sites Jr"
        known = parts.get(part)
        if known is None:
            parts[part] = (place, place)
        elif place - known[1] <= NAME_GAP_TOKENS:
            parts[part] = (known[0], place)
    return parts


def _organisation(
    text: str, tokens: Sequence[Token], places: list[int], family: str, given: str
) -> str | None:
    """Returns the organisation's name that was parsed as a person: "Canada, Health"."""
    if _are_initials(given):
        return None
    printed = _between(text, tokens, (places[0], places[-1])).strip(_EDGE + ".")
    names = (printed, f"{given} {family}") if "," in printed else (printed,)
    return next((name for name in names if is_organisation(name)), None)


def _is_suffix(token: Token) -> bool:
    return token.word.core in NAME_SUFFIXES


def _between(text: str, tokens: Sequence[Token], ends: tuple[int, int]) -> str:
    return text[tokens[ends[0]].start : tokens[ends[1]].end]


def _person(family: str, given: str | None) -> PersonName | None:
    """Returns the person, with a suffix taken off the one or the other: "Sites Jr", "JW Jr", "JA
    3rd"."""
    given, suffix = _split_suffix(given) if given else (None, None)
    if not suffix:
        rest, suffix = _split_suffix(family)
        family = rest or family
    if not family:
        family, given = (given or "").strip(_EDGE + "."), None
    if not _has_letters(family):
        return None
    if given and not _has_letters(given):
        given = None
    return _person_of(family=family, given=given, suffix=suffix)


def _has_letters(name: str) -> bool:
    """Returns whether any letter or digit is in it; mostly one begins it."""
    return name[:1].isalnum() or any(char.isalnum() for char in name)


def _split_suffix(name: str) -> tuple[str | None, str | None]:
    """Returns the name without the suffix at its end, and the suffix; both may be missing."""
    if name[-1:] not in _SUFFIX_ENDS:
        return name, None
    rest, _, last = name.rstrip(" .,").replace(",", " ").rpartition(" ")
    if last not in NAME_SUFFIXES or (last.isupper() and len(last) == 2 and not rest.strip(_EDGE)):
        return name, None  # "JR" and "SR" by themselves are initials
    return name[: len(rest)].strip(_EDGE) or None, last


# --- blocks of names without labels ---------------------------------------------------------------

_GROUP = lazy_regex(
    r"\b(?:universit\w{1,4}|association|organi[sz]ation|committee|society|group|consortium|"
    r"institut\w{0,3}|department|ministry|ministerio|bank|council|commission|collaboration|agency|"
    r"office|cent(?:er|re)|federation|foundation|inc|ltd|corporation|company|team|bureau|academy|"
    r"board|united|national|international|european|american)\b",
    re.IGNORECASE,
)
_ROLE = lazy_regex(
    r"[\s,;(\[]{0,4}(?:\bet\.?\s?al\b.*|\bu\.\s?a\b.*|\(?\b(?:eds?|editors?|hrsg|hg|orgs?|coords?)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_JOIN = lazy_regex(r"\s?(?:;|,?\s?(?:\band\b|&|\bund\b|\bet\b|\by\b|\be\b(?!\.))\s)\s{0,2}")


_BODY = lazy_regex(
    r"\b(?:investigators?|network|initiative|trial\w{0,4}|stud(?:y|ies)|force|panel|party|union|"
    r"regist\w{1,3}|programme?|service|nations|ministerium|minist\w{1,6}|bundes\w{2,40}|"
    r"gesellschaft|instituto|soci\w{2,8}|comit\w{1,3}|directors|experts|writing|college|school)\b",
    re.IGNORECASE,
)


def may_be_group(name: str) -> bool:
    """Returns whether a word is in `name` by which groups call themselves."""
    return _GROUP.search(name) is not None or _BODY.search(name) is not None


def _is_group(name: str) -> bool:
    """Returns whether a name without given names is a group's: "Cancer Research UK", "World
    Bank"."""
    words = [word for word in name.split() if word[0].isupper()]
    return len(words) >= GROUP_NAME_WORDS or (" " in name and _GROUP.search(name) is not None)


def split_names(block: str) -> tuple[Contributor, ...] | None:
    """Returns the contributors of a block of names ("Noll JN, Smith A, editors"); None if not
    plain."""
    block = _ROLE.sub("", block[:NAMES_CHARACTERS]).strip(" ,;:()")
    if not block:
        return None
    if _GROUP.search(block):
        return (GroupName(name=block),)
    people: list[Contributor] = []
    for part in filter(None, _JOIN.split(block)):
        found = _people(part.strip(" ,"))
        if found is None:
            return None
        people.extend(found)
    return tuple(people)


def _people(part: str) -> list[PersonName] | None:
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    people: list[PersonName] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        following = pieces[place + 1] if place + 1 < len(pieces) else ""
        if not re.search(r"[\s.]", piece.rstrip(".")) and not _is_initials(piece):
            if not following:
                return None if len(pieces) > 1 else [PersonName(family=piece.rstrip("."))]
            if not _is_initials(following) and len(pieces) > 2:
                return None
            people.append(PersonName(family=piece, given=following))
            place += 2
            continue
        person = _one(piece, following)
        if person is None:
            return None
        people.append(person[0])
        place += person[1]
    return people


def _one(piece: str, following: str) -> tuple[PersonName, int] | None:
    """Returns the person in a piece between commas, and how many pieces it takes."""
    words = re.findall(r"[^\s.]{1,60}\.?", piece)
    flags = [_is_initials(word) for word in words]
    if len(words) < 2 or re.search(r"\d", piece):
        return None
    if flags[-1] and not flags[0]:  # Denizli A
        first = flags.index(True)
        return (_named(words, first, family_first=True), 1) if all(flags[first:]) else None
    if flags[0] and not flags[-1]:  # J. B. Hainsworth
        return _named(words, flags.index(False), family_first=False), 1
    if following and _is_initials(following):  # van der Berg, J.
        return PersonName(family=piece, given=following), 2
    if len(words) > GIVEN_FIRST_WORDS or not words[0][0].isupper() or flags[-1]:
        return None
    cut = next((i for i, word in enumerate(words) if i and word[0].islower()), len(words) - 1)
    return _named(words, cut, family_first=False), 1  # Henrik van der Berg


def _named(words: list[str], cut: int, *, family_first: bool) -> PersonName:
    left, right = " ".join(words[:cut]), " ".join(words[cut:])
    family, given = (left, right) if family_first else (right, left)
    return PersonName(family=family.rstrip("."), given=given)


def _is_initials(word: str) -> bool:
    letters = re.sub(r"\W", "", word)
    return bool(letters) and letters.isupper() and len(letters) <= INITIALS_LETTERS
