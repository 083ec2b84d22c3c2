"""Names of authors: whether a cited and a recorded name can be the same one."""

from __future__ import annotations

from enum import Enum

from rapidfuzz import fuzz

from refcheck.compare.similarity import is_typo
from refcheck.compare.thresholds import (
    CUT_NAME_LETTERS,
    GIVEN_NAME_LETTERS,
    GROUP_ACRONYM_LETTERS,
    MOST_INITIALS,
    SAME_GROUP,
    SHARED_PART_LETTERS,
    SHORT_GIVEN_NAME,
    TYPO_NAME_LETTERS,
    TYPO_SPELLING_LETTERS,
)
from refcheck.model.record import PersonName
from refcheck.text.folding import squashed, words
from refcheck.text.people.names import (
    COMMON_FAMILY_NAMES,
    PARTICLES,
    bare_spellings,
    family_forms,
    full_spellings,
    initial_forms,
)
from refcheck.text.words import word_set

__all__ = [
    "NameAgreement",
    "compare_names",
    "has_wrong_family",
    "is_plainly_same",
    "is_prefix_pair",
    "is_turned_round",
    "same_family",
    "same_group",
]


class NameAgreement(Enum):
    """How a cited name agrees with the recorded one, the best first."""

    SAME = "same"
    INITIALS = "initials"  # the family name agrees, the initials do not
    PART = "part"  # a part of a compound family name is missing or added
    MISSPELT = "misspelt"
    OTHER = "other"


def same_family(cited: PersonName, recorded: PersonName) -> bool:
    """Returns whether two family names are the same one in different writings.

    Particles may be left out on one side, but not be different ones ("Al-Dajani", "Am-Dajani").
    """
    if cited.family == recorded.family and cited.particle == recorded.particle:
        return True
    one, other = cited.full_family, recorded.full_family
    if one == other:
        return True
    ours, theirs = full_spellings(one), full_spellings(other)
    return not (
        ours.isdisjoint(theirs)
        and ours.isdisjoint(bare_spellings(other))
        and theirs.isdisjoint(bare_spellings(one))
    )


def is_prefix_pair(one: str, other: str) -> bool:
    """Returns whether one of two strings begins with the other."""
    return one.startswith(other) or other.startswith(one)


def _same_initials(cited: PersonName, recorded: PersonName) -> bool:
    """Returns whether the initials can be the same person's; unknown ones can.

    Leaving out later given names is harmless ("Smith J", "Smith JKL"), and PubMed kept two letters
    at most until about 2016 (manual: "Initials"), so the shorter may begin the longer either way.
    """
    if cited.given == recorded.initials or _is_dotted(cited.given, recorded.initials):
        return True
    ours, theirs = initial_forms(cited), initial_forms(recorded)
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return True
    return any(is_prefix_pair(_latin(one), _latin(other)) for one in ours for other in theirs)


def _is_dotted(given: str | None, initials: str | None) -> bool:
    """Returns whether one or two initials are cited with marks between them: "J. A.", "J-A"."""
    if not given or not initials or len(initials) > 2 or not initials.isupper():
        return False
    return given.replace(".", "").replace(" ", "").replace("-", "") == initials


def _latin(initials: str) -> str:
    """Cyrillic initials come as "Y" or "I" ("Yuri", "Iurii")."""
    return initials.replace("y", "i")


def is_plainly_same(cited: PersonName, recorded: PersonName) -> bool:
    """Returns whether family name and initials agree, but for case, diacritics and marks; most
    names do."""
    if cited.family != recorded.family or cited.particle != recorded.particle:
        ours = squashed(cited.full_family)
        if not ours or ours != squashed(recorded.full_family):
            return False
    return _same_initials(cited, recorded)


def compare_names(cited: PersonName, recorded: PersonName) -> NameAgreement:
    """Returns how a cited person agrees with a recorded one."""
    if same_family(cited, recorded):
        if _same_initials(cited, recorded) or _is_double_given(cited, recorded):
            return NameAgreement.SAME
        return NameAgreement.INITIALS
    if is_turned_round(cited, recorded) or _is_split_elsewhere(cited, recorded):
        return NameAgreement.SAME
    if _is_part(cited, recorded):
        return NameAgreement.PART
    if _is_misspelt(cited, recorded):
        return NameAgreement.MISSPELT
    return NameAgreement.OTHER


def _is_double_given(cited: PersonName, recorded: PersonName) -> bool:
    """Returns a given name of two syllables in one word: "Wei-Qi", "Weiqi", cited as "WQ" and
    "W"."""
    ours, theirs = squashed(cited.given or ""), squashed(recorded.given or "")
    return len(ours) >= GIVEN_NAME_LETTERS and ours == theirs


def is_turned_round(cited: PersonName, recorded: PersonName) -> bool:
    """Returns whether given and family name are swapped: "Wei Zhang" cited as family "Wei", given
    "Zhang".

    It does not say on which side.
    """
    given, family = cited.given or "", recorded.given or ""
    if squashed(given) and squashed(given) in family_forms(recorded):
        if not family:
            return squashed(cited.full_family)[:1] in {form[0] for form in initial_forms(recorded)}
        return squashed(cited.full_family)[:1] == squashed(family)[:1]
    if _is_spelt(family) and squashed(family) in family_forms(cited):
        return squashed(given)[:1] == squashed(recorded.full_family)[:1]
    return False


def _is_spelt(given: str) -> bool:
    """Returns whether a given name is a word, not initials: "Fu", but not "JP"."""
    letters = len(squashed(given))
    return letters >= GIVEN_NAME_LETTERS or (letters == SHORT_GIVEN_NAME and given[-1:].islower())


def has_wrong_family(cited: PersonName, recorded: PersonName) -> bool:
    """Returns whether a cited name, turned round, has its given name for the family name, as far as
    can be told: "Xiaoming Z" for "Zhang XM". It is the record that is wrong with "Jian F" for "Fu
    J".

    "Wei Zhang", where either may be the family name, is not wrong.
    """
    if not is_turned_round(cited, recorded) or not _is_abbreviated(cited.given or ""):
        return False
    return squashed(cited.full_family) not in COMMON_FAMILY_NAMES


def _is_abbreviated(given: str) -> bool:
    """Returns whether given names are initials at most: "J", "J.-P.", "XM"."""
    return bool(given) and given == given.upper() and len(squashed(given)) <= MOST_INITIALS


def _is_split_elsewhere(cited: PersonName, recorded: PersonName) -> bool:
    """Returns the line between given and family name is drawn elsewhere: "Garcia Lopez J", "Lopez
    JG"."""
    ours, theirs = words(cited.full_family), words(recorded.full_family)
    if len(ours) == len(theirs) or not ours or not theirs:
        return False
    longer, shorter = (ours, theirs) if len(ours) > len(theirs) else (theirs, ours)
    if longer[-len(shorter) :] != shorter and longer[: len(shorter)] != shorter:
        return False
    left_over = longer[: -len(shorter)] if longer[-len(shorter) :] == shorter else ()
    if not left_over:
        return False
    holder = recorded if longer is ours else cited
    if set(left_over) <= set(words(holder.given or "")):
        return True  # "Torkar" with the given names "Drole A"
    initials = "".join(sorted(part[0] for part in left_over))
    return any(
        all(letter in form[1:] or form == letter for letter in initials)
        for form in initial_forms(holder)
    )


def _is_part(cited: PersonName, recorded: PersonName) -> bool:
    ours, theirs = set(words(cited.full_family)), set(words(recorded.full_family))
    shared = {word for word in ours & theirs - PARTICLES if len(word) >= SHARED_PART_LETTERS}
    return bool(shared) and (ours <= theirs or theirs <= ours) and _same_initials(cited, recorded)


def _is_misspelt(cited: PersonName, recorded: PersonName) -> bool:
    ours, theirs = squashed(cited.full_family), squashed(recorded.full_family)
    if is_typo(ours, theirs):
        return min(len(ours), len(theirs)) >= TYPO_NAME_LETTERS or _same_initials(cited, recorded)
    if len(ours) > 1 and any(
        is_typo(one, theirs) for one in family_forms(cited) if len(one) >= TYPO_SPELLING_LETTERS
    ):
        return _same_initials(cited, recorded)
    return min(len(ours), len(theirs)) >= CUT_NAME_LETTERS and is_prefix_pair(ours, theirs)


_GROUP_WORDS = word_set(
    "the a an of for on in and behalf et al study group groups investigators investigator"
    " collaborators collaboration collaborative committee consortium trial trialists team network"
    " working writing task force members participants program programme project"
)


def same_group(cited: str, recorded: str) -> bool:
    """Returns whether two names of groups can be the same group's.

    Articles, word order, "study group" against "investigators", and a name that is a part of the
    other or its acronym are harmless ("UKPDS Group" for
    "UK Prospective Diabetes Study (UKPDS) Group").
    """
    ours, theirs = _group_parts(cited), _group_parts(recorded)
    if "".join(ours) == "".join(theirs):
        return True
    own = {word for word in ours if word not in _GROUP_WORDS}
    if not own and ours:
        return True  # "the Investigators" can be any
    other = {word for word in theirs if word not in _GROUP_WORDS} or set(theirs)
    if not own or not other or _SHORT_COUNTRIES.issuperset(own):
        return False
    if own <= other or other <= own or _is_acronym(own, theirs) or _is_acronym(other, ours):
        return True
    return fuzz.token_sort_ratio(" ".join(sorted(own)), " ".join(sorted(other))) >= SAME_GROUP


# Names of countries that groups write out or not: "US", "U.S.", "United States Preventive Services
# Task Force"; and their acronyms have both letters of them: "USPSTF".
_COUNTRIES = (
    (("united", "states", "of", "america"), "us"),
    (("united", "states"), "us"),
    (("united", "kingdom"), "uk"),
    (("great", "britain"), "uk"),
    (("european", "union"), "eu"),
    (("united", "nations"), "un"),
    (("u", "s", "a"), "us"),
    (("u", "s"), "us"),
    (("u", "k"), "uk"),
    (("usa",), "us"),
)
_SHORT_COUNTRIES = frozenset(short for _, short in _COUNTRIES)


def _group_parts(name: str) -> tuple[str, ...]:
    """Returns the words of a group's name, with countries in their short form."""
    parts = words(name)
    for spelt, short in _COUNTRIES:
        at = next((at for at in range(len(parts)) if parts[at : at + len(spelt)] == spelt), None)
        if at is not None:
            parts = (*parts[:at], short, *parts[at + len(spelt) :])
    return parts


def _initial(part: str) -> str:
    return part if part in _SHORT_COUNTRIES else part[0]


def _is_acronym(own: set[str], spelt: tuple[str, ...]) -> bool:
    if len(own) != 1:
        return False
    (word,) = own
    letters = "".join(map(_initial, spelt))
    significant = "".join(
        _initial(part) for part in spelt if part not in {"the", "of", "for", "and", "on"}
    )
    return len(word) >= GROUP_ACRONYM_LETTERS and (
        letters.startswith(word) or significant.startswith(word)
    )
