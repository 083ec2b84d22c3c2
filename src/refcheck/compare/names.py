"""Names of authors: the forms in which one name is written, and whether two are the same one."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz

from refcheck.compare.similarity import folded, is_slip, squashed, words
from refcheck.model.record import Contributor, GroupName, PersonName

__all__ = [
    "NameAgreement",
    "compare_names",
    "family_forms",
    "full_forms",
    "initial_forms",
    "is_prefix_pair",
    "same_family",
    "same_group",
    "written",
]


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Particles that a source may put before the family name, behind the given name, or leave out.
_PARTICLES = _word_set(
    "af al am an auf av bin ben d da dal dalla das de degli dei del della den der des di do dos du"
    " e el en het ibn la las le les lo los of op san st t te ten ter the tho thoe thor ul van ver"
    " vom von y zu zum zur"
)
_SUFFIXES = _word_set("jr jnr junior sr snr senior ii iii iv 2nd 3rd 4th 2d 3d phd md")

# What a letter becomes where diacritics are spelt out instead of dropped: "Müller", "Mueller".
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "đ": "dj", "ð": "dh"}
    | {"č": "ch", "š": "sh", "ž": "zh", "ć": "c", "ş": "sh", "ç": "ch", "ñ": "ny", "ý": "i"}
)
# Pinyin "Lü" is keyed as "Lv", and stands in passports as "Lyu".
_TRANSCRIPTIONS = (_SPELT_OUT, str.maketrans({"ü": "v"}), str.maketrans({"ü": "yu"}))
# "Mueller" and "Muller" where neither side kept the dots; not "Michael", "Samuel", "Joel", "Boer".
_UMLAUT_LEFT = re.compile(r"(?<=[aou])e(?=[b-df-hj-np-tv-z]{2}|[b-df-hj-np-tv-z][a-z]{2})")
# In German names: "Mueller", "Schroeder", "Kuehn", "Koenig"; not "Spoelstra" or "Waeng" ("Wang").
_GERMAN = re.compile(r"(?:e[lnr]|ert|mann|ch|ck|tz|h[lmn]|rg|ss|ig|ke)$")
_RUSSIAN_END = re.compile(r"sk(?:ii|ij|iy|yi|yy|y)$")
_HYPHEN = re.compile(r"[-‐‑–'’]")
_CAPITALS = re.compile(r"[^\W\d_](?:[a-z](?=[A-Z]|$))?")


class NameAgreement(Enum):
    """How a printed name agrees with the recorded one, the best first."""

    SAME = "same"
    INITIALS = "initials"  # the family name agrees, the initials do not
    PART = "part"  # a part of a compound family name is missing or too much
    MISSPELT = "misspelt"
    OTHER = "other"


@lru_cache(maxsize=16384)
def _full_forms(full_family: str) -> frozenset[str]:
    """The family name with its particles, in every spelling."""
    return _spellings(full_family, squashed)


@lru_cache(maxsize=16384)
def _bare_forms(full_family: str) -> frozenset[str]:
    """The family name without particles, in every spelling."""
    return _spellings(full_family, _without_particles)


def _spellings(family: str, key: Callable[[str], str]) -> frozenset[str]:
    forms = {key(family)}
    if not family.isascii():
        lowered = family.casefold()
        forms |= {key(lowered.translate(table)) for table in _TRANSCRIPTIONS}
    for form in tuple(forms):
        if ("ae" in form or "oe" in form or "ue" in form) and _GERMAN.search(form):
            forms.add(_UMLAUT_LEFT.sub("", form))
        if "sk" in form:
            forms.add(_RUSSIAN_END.sub("ski", form))
    forms.discard("")
    return frozenset(forms)


def _without_particles(family: str) -> str:
    parts = folded(family).split()
    start, end = 0, len(parts)
    while end - start > 1 and parts[start] in _PARTICLES:
        start += 1
    while end - start > 1 and parts[end - 1] in _SUFFIXES:
        end -= 1
    return "".join(parts[start:end])


@lru_cache(maxsize=16384)
def _all_forms(full_family: str) -> frozenset[str]:
    return _full_forms(full_family) | _bare_forms(full_family)


def family_forms(person: PersonName) -> frozenset[str]:
    """Every form of the family name that may be the same name: "van der Berg", "Berg", "Müller"
    and "Mueller", "García-López" and "Garcia Lopez". Folded, without spaces; never empty strings.
    """
    return _all_forms(person.full_family)


def full_forms(person: PersonName) -> frozenset[str]:
    """The forms of the family name that keep its particles, as in `family_forms`."""
    return _full_forms(person.full_family)


def same_family(cited: PersonName, recorded: PersonName) -> bool:
    """Whether two family names are the same one in different writings.

    Particles may be left out on one side, but not be others ("Al-Dajani", "Am-Dajani").
    """
    one, other = cited.full_family, recorded.full_family
    if one == other:
        return True
    ours, theirs = _full_forms(one), _full_forms(other)
    return not (
        ours.isdisjoint(theirs)
        and ours.isdisjoint(_bare_forms(other))
        and theirs.isdisjoint(_bare_forms(one))
    )


@lru_cache(maxsize=16384)
def _initial_forms(given: str) -> frozenset[str]:
    """The readings of a given name as initials: "Jean-Pierre" is "jp" and "j", "JOHN" also "j"."""
    tokens = [token for token in re.split(r"[\s.,]+", given) if token]
    tokens = [token for token in tokens if squashed(token) not in _SUFFIXES] or tokens
    # "J van der", but not the "D" of "C. D."
    tokens = [part for part in tokens if not (part.islower() and part in _PARTICLES)] or tokens
    spelt, short = "", ""
    for token in tokens:
        if _is_capital_run(token):
            letters = first = "".join(squashed(char)[:1] for char in _CAPITALS.findall(token))
        else:
            letters = "".join(squashed(part)[:1] for part in _HYPHEN.split(token))
            first = letters[:1]
        spelt += letters
        short += first
    forms = {spelt, short}
    if len(tokens) == 1 and tokens[0].isupper() and len(tokens[0]) == 4:
        forms.add(squashed(tokens[0]))  # "JEAN" is a name, "MJHL" are initials
    return frozenset(forms - {""})


def _is_capital_run(token: str) -> bool:
    """Whether a word is a run of initials: "JK", "JKL", and "YuA" as of Cyrillic names."""
    return token[-1:].isupper() and len(token) <= (3 if token.isupper() else 4)


def initial_forms(person: PersonName) -> frozenset[str]:
    """Every way to write the person's initials, folded, without dots ("jp" and "j")."""
    forms: frozenset[str] = frozenset()
    if person.given:
        forms = _initial_forms(person.given)
    if person.initials:
        forms |= _initial_forms(person.initials)
    return forms


def is_prefix_pair(one: str, other: str) -> bool:
    """Whether one of two strings begins with the other."""
    return one.startswith(other) or other.startswith(one)


def _same_initials(cited: PersonName, recorded: PersonName) -> bool:
    """Whether the initials can be the same person's; unknown ones can.

    Leaving out later given names is harmless ("Smith J", "Smith JKL"), and PubMed kept two letters
    at most until about 2016 (manual: "Initials"), so the shorter may begin the longer either way.
    """
    if cited.given == recorded.initials:
        return True
    ours, theirs = initial_forms(cited), initial_forms(recorded)
    if not ours or not theirs or not ours.isdisjoint(theirs):
        return True
    return any(is_prefix_pair(_latin(one), _latin(other)) for one in ours for other in theirs)


def _latin(initials: str) -> str:
    """Cyrillic initials come as "Y" or "I" ("Yuri", "Iurii")."""
    return initials.replace("y", "i")


def compare_names(cited: PersonName, recorded: PersonName) -> NameAgreement:
    """How a printed person agrees with a recorded one."""
    if same_family(cited, recorded):
        if _same_initials(cited, recorded) or _is_double_given(cited, recorded):
            return NameAgreement.SAME
        return NameAgreement.INITIALS
    if _is_turned_round(cited, recorded) or _is_split_elsewhere(cited, recorded):
        return NameAgreement.SAME
    if _is_part(cited, recorded):
        return NameAgreement.PART
    if _is_misspelt(cited, recorded):
        return NameAgreement.MISSPELT
    return NameAgreement.OTHER


def _is_double_given(cited: PersonName, recorded: PersonName) -> bool:
    """A given name of two syllables in one word: "Wei-Qi", "Weiqi", printed as "WQ" and "W"."""
    ours, theirs = squashed(cited.given or ""), squashed(recorded.given or "")
    return len(ours) > 2 and ours == theirs


def _is_turned_round(cited: PersonName, recorded: PersonName) -> bool:
    """Given and family name change places: "Wei Zhang" printed as family "Wei", given "Zhang"."""
    given, family = cited.given or "", recorded.given or ""
    if squashed(given) and squashed(given) in family_forms(recorded):
        if not family:
            return squashed(cited.full_family)[:1] in {form[0] for form in initial_forms(recorded)}
        return squashed(cited.full_family)[:1] == squashed(family)[:1]
    if len(squashed(family)) > 2 and squashed(family) in family_forms(cited):
        return squashed(given)[:1] == squashed(recorded.full_family)[:1]
    return False


def _is_split_elsewhere(cited: PersonName, recorded: PersonName) -> bool:
    """The line between given and family name is drawn elsewhere: "Garcia Lopez J", "Lopez JG"."""
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
    shared = {word for word in ours & theirs if word not in _PARTICLES and len(word) > 2}
    return bool(shared) and (ours <= theirs or theirs <= ours) and _same_initials(cited, recorded)


def _is_misspelt(cited: PersonName, recorded: PersonName) -> bool:
    ours, theirs = squashed(cited.full_family), squashed(recorded.full_family)
    if is_slip(ours, theirs):
        return min(len(ours), len(theirs)) > 3 or _same_initials(cited, recorded)
    if len(ours) > 1 and any(is_slip(one, theirs) for one in family_forms(cited) if len(one) > 4):
        return _same_initials(cited, recorded)
    return min(len(ours), len(theirs)) > 4 and is_prefix_pair(ours, theirs)


_GROUP_WORDS = _word_set(
    "the a an of for on in and behalf et al study group groups investigators investigator"
    " collaborators collaboration collaborative committee consortium trial trialists team network"
    " working writing task force members participants program programme project"
)


def same_group(cited: str, recorded: str) -> bool:
    """Whether two names of groups can be the same group's.

    Articles, word order, "study group" against "investigators", and a name that is a part of the
    other or its acronym are harmless ("UKPDS Group" for
    "UK Prospective Diabetes Study (UKPDS) Group").
    """
    ours, theirs = words(cited), words(recorded)
    if "".join(ours) == "".join(theirs):
        return True
    own = {word for word in ours if word not in _GROUP_WORDS}
    if not own and ours:
        return True  # "the Investigators" can be any
    other = {word for word in theirs if word not in _GROUP_WORDS} or set(theirs)
    if not own or not other:
        return False
    if own <= other or other <= own or _is_acronym(own, theirs) or _is_acronym(other, ours):
        return True
    return fuzz.token_sort_ratio(" ".join(sorted(own)), " ".join(sorted(other))) >= 80


def _is_acronym(own: set[str], spelt: tuple[str, ...]) -> bool:
    if len(own) != 1:
        return False
    (word,) = own
    letters = "".join(part[0] for part in spelt)
    significant = "".join(
        part[0] for part in spelt if part not in {"the", "of", "for", "and", "on"}
    )
    return len(word) > 2 and (letters.startswith(word) or significant.startswith(word))


def written(name: Contributor) -> str:
    """The name as reports show it: "van der Berg JK", "ACTT-2 Study Group"."""
    match name:
        case GroupName():
            return name.name
        case PersonName():
            given = name.initials or name.given
            parts = (name.full_family, given, name.suffix)
            return " ".join(part for part in parts if part)
