"""Names of journals: one name in full, abbreviated, as an acronym, with and without its place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from refcheck.text.similarity import folded

__all__ = [
    "JournalAgreement",
    "compare_journals",
    "is_preprint_server",
    "journal_left_over",
    "journal_stands_in",
]

_COMPARED_LENGTH = 400
_COMPARED_WORDS = 40
_WORDS = (
    "the of and in for on to a an at by from with de la le les des du d l et en el los las y del da"
    " do dos das e der die das des und fur fuer im zur van het een voor i og della di dei delle il"
    " its"
)
_STOP_WORDS = frozenset(_WORDS.split())
_BRACKETS = re.compile(r"[\[(][^\[\]()]{0,120}(?:[\])]|$)")
# "Zhonghua zhong liu za zhi [Chinese journal of oncology]"
_TRANSLATED = re.compile(r"\[([^\[\]]{8,120})\]")
# "The Journal of neuroscience : the official journal of ...", "Title = Parallel title"; but
# "Circulation: Heart Failure" is one name, and not "Circulation".
_SUBTITLE = re.compile(r"\s[:=]\s|[:;]\s(?=(?:the|an?|official|journal|publication)\b)", re.I)
_SECTION = re.compile(r"^(?:[a-h]|[ivx]{1,4}|\d|sect|section|part|ser|series)$")
_SPELLING = ((re.compile(r"ae|oe"), "e"), (re.compile(r"our"), "or"), (re.compile(r"ise"), "ize"))
_PREPRINT = re.compile(
    r"\b(?:bio|med|psy|chem|soc|engr|eco)rxiv\b|\bpsyarxiv\b|\barxiv\b"
    r"|\bresearch square\b|\bres sq\b|\bssrn\b|\bpreprints?\b|\bosf\b",
    re.I,
)


class JournalAgreement(Enum):
    """How a printed name of a journal agrees with the recorded ones, the best first."""

    SAME = "same"
    SECTION = (
        "section"  # a name that goes on where the other ends: "Biochim Biophys Acta Mol Cell Res"
    )
    MISSPELT = "misspelt"
    OTHER = "other"


_RANK = {agreement: rank for rank, agreement in enumerate(JournalAgreement)}


def is_preprint_server(name: str) -> bool:
    """Whether a container is a server for preprints ("medRxiv", "Research Square")."""
    return _is_preprint_server(name[:_COMPARED_LENGTH])


@lru_cache(maxsize=4096)
def _is_preprint_server(name: str) -> bool:
    return _PREPRINT.search(name) is not None


def compare_journals(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    """The best agreement of a printed name with any recorded one; None where a side is empty."""
    return _compare(cited[:_COMPARED_LENGTH], tuple(name[:_COMPARED_LENGTH] for name in recorded))


def journal_stands_in(text: str, recorded: tuple[str, ...]) -> bool:
    """Whether one of the names stands in a text, in full or abbreviated.

    Names of one word must stand there as they are. For texts whose journal was not read right.
    """
    return any(True for _ in _stretches(text, recorded))


def journal_left_over(cited: str, recorded: tuple[str, ...]) -> list[str]:
    """What else stands in a printed name that holds a recorded one, for each place where it does.

    "ancient times]. Zhongguo Zhen Jiu" leaves "ancient times", "Eur J Pain" leaves "eur" for
    "J Pain": the caller knows whether the rest belongs to another field.
    """
    found = _significant(cited[: 4 * _COMPARED_LENGTH], _COMPARED_WORDS * 8)
    stretches = dict.fromkeys(_stretches(cited, recorded))
    return [" ".join(found[:start] + found[end:]) for start, end in stretches]


def _stretches(text: str, recorded: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The stretches of significant words (start, end) in which a recorded name stands."""
    found = _significant(text[: 4 * _COMPARED_LENGTH], _COMPARED_WORDS * 8)
    for name in recorded:
        for form in _forms(name[:_COMPARED_LENGTH]):
            if len(form) == 1 and (len(form[0]) < 4 or form[0] not in found):
                continue
            size = len(form)
            for at in range(len(found) - size + 1):
                if all(map(_is_abbreviated, found[at : at + size], form)):
                    yield at, at + size


@lru_cache(maxsize=8192)
def _compare(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    best: JournalAgreement | None = None
    for name in recorded:
        for theirs in _forms(name):
            for ours in _forms(cited):
                agreement = _compare_forms(ours, theirs)
                if agreement is JournalAgreement.SAME:
                    return agreement
                if best is None or _RANK[agreement] < _RANK[best]:
                    best = agreement
    return best


@lru_cache(maxsize=8192)
def _forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The significant words of the name as a whole, without brackets, and of each of its parts."""
    name = html.unescape(name) if "&" in name else name
    name = name.replace("&", " and ").replace("'", "").replace("’", "")
    bare = _BRACKETS.sub(" ", name)
    texts = [bare, name, *_SUBTITLE.split(bare), *_TRANSLATED.findall(name)]
    forms = dict.fromkeys(_significant(text) for text in texts)
    return tuple(form for form in forms if form)


def _significant(name: str, limit: int = _COMPARED_WORDS) -> tuple[str, ...]:
    """The words that count; single letters in a row are one ("U S A" and "USA")."""
    merged: list[str] = []
    alone = False
    for word in folded(name).split()[:limit]:
        if len(word) == 1 and word.isalpha() and alone:
            merged[-1] += word
            continue
        alone = len(word) == 1 and word.isalpha()
        merged.append(word)
    return tuple(word for word in merged if word not in _STOP_WORDS) or tuple(merged)


def _compare_forms(ours: tuple[str, ...], theirs: tuple[str, ...]) -> JournalAgreement:
    if ours == theirs or "".join(ours) == "".join(theirs):
        return JournalAgreement.SAME
    if len(ours) == len(theirs):
        if all(map(_is_abbreviated, ours, theirs)) and (len(ours) > 1 or _is_long(ours, theirs)):
            return JournalAgreement.SAME
        if _is_misspelt(ours, theirs):
            return JournalAgreement.MISSPELT
        return JournalAgreement.OTHER
    return _compare_lengths(*sorted((ours, theirs), key=len))


def _is_misspelt(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    if len(ours) == 1:
        return _is_nearly(ours[0], theirs[0])
    pairs = zip(ours, theirs, strict=True)
    return all(_is_abbreviated(one, other) or _is_nearly(one, other) for one, other in pairs)


def _is_long(*names: tuple[str, ...]) -> bool:
    """One word is seldom abbreviated: "Neuropsychopharmacol", but "Cell" is not "Cellulose"."""
    return min(len(name[0]) for name in names) >= 8


def _compare_lengths(shorter: tuple[str, ...], longer: tuple[str, ...]) -> JournalAgreement:
    """Names of unequal length: acronyms, a section letter more, or a name that goes on."""
    if _is_acronym(shorter, longer) or _is_spelt_out(shorter, longer):
        return JournalAgreement.SAME
    if not all(map(_is_abbreviated, shorter, longer)):
        return JournalAgreement.OTHER
    if all(_SECTION.match(word) for word in longer[len(shorter) :]):
        return JournalAgreement.SAME
    if len(shorter) >= 3 or _SECTION.match(shorter[-1]):
        return JournalAgreement.SECTION
    return JournalAgreement.OTHER


def _is_spelt_out(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether some words of the shorter name are the initials of several words of the longer one.

    "Proc Natl Acad Sci USA" and "... of the United States of America"; "MMWR" and "MMWR Morb
    Mortal Wkly Rep", where the acronym is followed by what it stands for.
    """
    if len(shorter) == 1:
        return longer[0] == shorter[0] and _initials(longer[1:]) == shorter[0]
    place = 0
    for word in shorter:
        if place < len(longer) and _is_abbreviated(word, longer[place]):
            place += 1
        elif len(word) > 1 and _initials(longer[place : place + len(word)]) == word:
            place += len(word)
        else:
            return False
    return place == len(longer)


def _initials(name: tuple[str, ...]) -> str:
    return "".join(word[0] for word in name)


def _spelling(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=16384)
def _is_abbreviated(one: str, other: str) -> bool:
    """Whether one word can be an abbreviation of the other, or both are the same.

    By truncation ("affect", "affective"; "psychiat", "psychiatry") or by contraction that keeps the
    first letter and the order of letters ("natl", "national"; "dtsch", "deutsche"). "Psychol" and
    "psychiatr" are neither.
    """
    if one == other:
        return True
    short, long = sorted((_spelling(one), _spelling(other)), key=len)
    if long.startswith(short):
        return True
    if short[0] != long[0] or len(short) < 3 or len(long) - len(short) < 2:
        return False
    return _is_contraction(short, long)


def _is_contraction(short: str, long: str) -> bool:
    letters = iter(long)
    return short[-1] in long[-2:] and all(letter in letters for letter in short)


def _is_nearly(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the pen that makes no other word of the field:
    "afect" and "affect"; never "neurosci" and "neurol", whose beginnings alone are alike."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5:
        return False
    allowed = 1 if max(len(one), len(other)) <= 8 else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one word is the initials of the other's words: "NEJM", "JAMA", "PNAS", "DMW"."""
    if len(short) != 1 or not 3 <= len(short[0]) <= 8 or len(long) < len(short[0]) - 1:
        return False
    initials = _initials(long)
    return short[0] == initials or (len(short[0]) >= 4 and initials.startswith(short[0]))
