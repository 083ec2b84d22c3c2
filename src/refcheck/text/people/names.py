"""Names of persons and groups: their parts, and the forms in which one name is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from refcheck.model.record import Contributor, GroupName, PersonName
from refcheck.text.folding import folded, squashed, squeeze
from refcheck.text.patterns import has_any, lazy_regex
from refcheck.text.words import word_set

__all__ = [
    "COMMON_FAMILY_NAMES",
    "PARTICLES",
    "bare_spellings",
    "family_forms",
    "full_forms",
    "full_spellings",
    "initial_forms",
    "read_name",
    "written",
]

# Particles that a source may put before the family name, after the given name, or leave out.
PARTICLES = word_set(
    "af al am an auf av bin ben d da dal dalla das de degli dei del della den der des di do dos du"
    " e el en het ibn la las le les lo los of op san st t te ten ter the tho thoe thor ul van ver"
    " vom von y zu zum zur"
)
# The commonest family names of China, Korea and Vietnam, folded: they tell the family name from
# the given name where a source and a reference have them the other way round.
COMMON_FAMILY_NAMES = word_set(
    "bai bui cai cao chan chang chen cheng cheung cho choi chow chu cui dai dang deng ding do"
    " dong du duan duong fan fang fu gao gong gu guo han hao he ho hong hou hu huang huynh hwang"
    " jang jeong jia jiang jin jung kang kim kong kwon lai lam lau le lee lei leung li liang"
    " liao lim lin liu long lu luo luu lv ma mai mao meng ngo nguyen nie pan park peng pham phan"
    " qian qin qiu ren shao shen shi shin song su sun tan tang tao tian tran truong tsai tseng"
    " vo vu wan wang wei wen wong wu xia xiang xiao xie xiong xu xue yan yang yao ye yi yin yoon"
    " yu yuan zeng zhang zhao zheng zhong zhou zhu zou"
)
_SUFFIXES = word_set("jr jnr junior sr snr senior ii iii iv 2nd 3rd 4th 2d 3d phd md")

# What a letter becomes where diacritics are spelt out instead of dropped: "Müller", "Mueller".
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "đ": "dj", "ð": "dh"}
    | {"č": "ch", "š": "sh", "ž": "zh", "ć": "c", "ş": "sh", "ç": "ch", "ñ": "ny", "ý": "i"}
)
# Pinyin "Lü" is keyed as "Lv", and is in passports as "Lyu".
_TRANSCRIPTIONS = (_SPELT_OUT, str.maketrans({"ü": "v"}), str.maketrans({"ü": "yu"}))
# "Mueller" and "Muller" where neither side has the dots; not "Michael", "Samuel", "Joel", "Boer".
_UMLAUT_LEFT = lazy_regex(r"(?<=[aou])e(?=[b-df-hj-np-tv-z]{2}|[b-df-hj-np-tv-z][a-z]{2})")
# In German names: "Mueller", "Schroeder", "Kuehn", "Koenig"; not "Spoelstra" or "Waeng" ("Wang").
_GERMAN = lazy_regex(r"(?:e[lnr]|ert|mann|ch|ck|tz|h[lmn]|rg|ss|ig|ke)$")
_RUSSIAN_END = lazy_regex(r"sk(?:ii|ij|iy|yi|yy|y)$")
_OF_VARIANTS = ("ae", "oe", "ue", "sk")  # a name of ASCII without one of these has one spelling
_HYPHEN = lazy_regex(r"[-‐‑–'’]")
_CAPITALS = lazy_regex(r"[^\W\d_](?:[a-z](?=[A-Z]|$))?")
_INITIALS = lazy_regex(r"(?:[^\W\d_]\.?-?){1,4}")
_INITIAL = lazy_regex(r"(?:[^\W\d_]\.-?){1,3}")


def written(name: Contributor, *, in_full: bool = False) -> str:
    """Returns the name in one line: "van der Berg JK", "ACTT-2 Study Group".

    `in_full` prefers the given name to the initials ("van der Berg Jan Karel").
    """
    match name:
        case GroupName():
            return name.name
        case PersonName():
            given = name.given or name.initials if in_full else name.initials or name.given
            parts = (name.full_family, given, name.suffix)
            return " ".join([part for part in parts if part])


def read_name(text: str) -> Contributor | None:
    """Returns a name as reference managers write it: "Family, Given, Suffix", or a group without
    comma.

    >>> read_name("King, Martin Luther, Jr.")
    PersonName(family='King', given='Martin Luther', initials=None, particle=None, suffix='Jr.')
    """
    parts = [squeeze(part) for part in text.split(",")]
    parts = parts if parts[0] else parts[1:]
    if not parts or not parts[0]:
        return None
    if len(parts) == 1:
        return _uninverted(parts[0])
    if len(parts) > 3:  # "Department of Health, Education, and Welfare, Washington"
        return GroupName(name=squeeze(text))
    if not any(parts[1:]):  # "World Health Organization,": EndNote's mark of a group
        return GroupName(name=parts[0])
    family, given, suffix = (*parts, "")[:3]
    return PersonName(family=family, given=given or None, suffix=suffix or None)


def _uninverted(name: str) -> Contributor:
    """ "Fam J", "J. Fam", or a name without any initials, which is a group's."""
    words = name.split(" ")
    if len(words) == 1:
        return GroupName(name=name) if name.isupper() else PersonName(family=name)
    if _are_initials(words[-1], most=3 if len(words) == 2 else 1) and len(words) <= 4:
        return PersonName(family=" ".join(words[:-1]), given=words[-1])
    if (len(words) <= 4 and _INITIAL.fullmatch(words[-2])) or _INITIAL.fullmatch(words[0]):
        return PersonName(family=words[-1], given=" ".join(words[:-1]))
    return GroupName(name=name)


def _are_initials(word: str, *, most: int) -> bool:
    """Returns whether a word is initials: "JA" after one word, else "J" or "J.A." ("Study Group
    UK")."""
    letters = sum(map(str.isalpha, word))
    short = letters <= most or ("." in word and letters <= 4)
    return bool(short and word.isupper() and _INITIALS.fullmatch(word))


@lru_cache(maxsize=16384)
def full_spellings(full_family: str) -> frozenset[str]:
    """Returns the family name with its particles, in every spelling."""
    return _spellings(full_family, squashed)


@lru_cache(maxsize=16384)
def bare_spellings(full_family: str) -> frozenset[str]:
    """Returns the family name without particles, in every spelling."""
    if full_family.isascii() and " " not in folded(full_family):
        return full_spellings(full_family)  # of one word nothing is left out, as most are
    return _spellings(full_family, _without_particles)


def _spellings(family: str, key: Callable[[str], str]) -> frozenset[str]:
    form = key(family)
    if family.isascii() and not has_any(form, _OF_VARIANTS):
        return frozenset((form,) if form else ())  # as most are
    forms = {form}
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
    while end - start > 1 and parts[start] in PARTICLES:
        start += 1
    while end - start > 1 and parts[end - 1] in _SUFFIXES:
        end -= 1
    return "".join(parts[start:end])


@lru_cache(maxsize=16384)
def _all_forms(full_family: str) -> frozenset[str]:
    full, bare = full_spellings(full_family), bare_spellings(full_family)
    return full if full == bare else full | bare  # of most names both are the same


def family_forms(person: PersonName) -> frozenset[str]:
    """Returns every form of the family name that may be the same name: "van der Berg", "Berg",
    "Müller" and "Mueller", "García-López" and "Garcia Lopez". Folded, without spaces; never empty
    strings."""
    return _all_forms(person.full_family)


def full_forms(person: PersonName) -> frozenset[str]:
    """Returns the forms of the family name that keep its particles, as in `family_forms`."""
    return full_spellings(person.full_family)


@lru_cache(maxsize=16384)
def _initial_forms(given: str) -> frozenset[str]:
    """Returns every form of a given name's initials: "Jean-Pierre" is "jp" and "j", "JOHN" also
    "j"."""
    tokens = [token for token in re.split(r"[\s.,]+", given) if token]
    tokens = [token for token in tokens if squashed(token) not in _SUFFIXES] or tokens
    # "J van der", but not the "D" of "C. D."
    tokens = [part for part in tokens if not (part.islower() and part in PARTICLES)] or tokens
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
    """Returns whether a word is a run of initials: "JK", "JKL", and "YuA" as of Cyrillic names."""
    return token[-1:].isupper() and len(token) <= (3 if token.isupper() else 4)


def initial_forms(person: PersonName) -> frozenset[str]:
    """Returns every way to write the person's initials, folded, without dots ("jp" and "j")."""
    forms: frozenset[str] = frozenset()
    if person.given:
        forms = _initial_forms(person.given)
    if person.initials:
        forms |= _initial_forms(person.initials)
    return forms
