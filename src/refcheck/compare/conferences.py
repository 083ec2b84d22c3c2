"""Names of conferences: whether a cited one is a series of proceedings that a source lists.

A source lists the proceedings of a conference as a serial ("Proc IEEE Comput Soc Conf Comput Vis
Pattern Recognit"), and references name the meeting: "2018 IEEE/CVF Conference on Computer Vision
and Pattern Recognition (CVPR)", "CVPR". What counts is what the meeting is about.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from refcheck.compare.journals.abbreviations import initials, is_abbreviated
from refcheck.compare.thresholds import (
    CONFERENCE_ACRONYM_LEAST,
    CONFERENCE_ACRONYM_MOST,
    CONFERENCE_PART_WORDS,
    CONFERENCE_WORDS,
)
from refcheck.text.folding import folded
from refcheck.text.patterns import lazy_regex
from refcheck.text.words import word_set

__all__ = ["is_same_conference"]

# Words that make a name one of a conference.
_MEETING = word_set(
    "proceedings proc conference conf symposium symp workshop workshops meeting meet congress"
    " kongress summit summits colloquium"
)
# What is left out when two names are compared: of the kind of meeting, and of its count.
_LEFT_OUT = _MEETING | word_set(
    "of the on in for and a an at held annual annu international int intl joint jt advances adv"
)
_SOCIETY = lazy_regex(r"\bcomput(?:er)? soc(?:iety)?\b")
_ORDINAL = lazy_regex(
    r"\d+(?:st|nd|rd|th)?|[ivxl]+|(?:twenty|thirty|forty|fifty)?-?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:twent|thirt|fort|fift)ieth"
    r"|tenth|eleventh|twelfth|\w+teenth|twenty|thirty|forty|fifty"
)
# "IEEE/CVF", "(CVPR)", "SIGKDD", "ICML": societies and acronyms, where other words are left.
_ACRONYM = lazy_regex(r"\b[A-Z]{2,}[A-Za-z]?\b|\b[A-Z][a-z]*[A-Z]+\w*\b")
_BREAK = lazy_regex(r"\s?[:=]\s|\.\s+(?=[A-Z\[(])|\s[-–—]\s|,\s")
# Series that publish the proceedings of many conferences, and those that are best known by letters
# that are not the initials of their name. Facts, by NLM's abbreviation.
_SERIES = frozenset(
    {
        "proc mach learn res", "lect notes comput sci", "ceur workshop proc", "ifmbe proc",
        "proc spie int soc opt eng", "aip conf proc", "j phys conf ser",
        "stud health technol inform",
    }
)  # fmt: skip
_NAMED = frozenset({"adv neural inf process syst", "inf process med imaging"})
_BY_ACRONYM = {
    "neurips": "adv neural inf process syst", "nips": "adv neural inf process syst",
    "icml": "proc mach learn res", "aistats": "proc mach learn res", "midl": "proc mach learn res",
    "mlhc": "proc mach learn res", "colt": "proc mach learn res", "uai": "uncertain artif intell",
    "acl": "proc conf assoc comput linguist meet", "naacl": "proc conf", "kdd": "kdd",
    "chi": "proc sigchi conf hum factor comput syst", "www": "proc int world wide web conf",
    "bibm": "proceedings ieee int conf bioinformatics biomed", "ijcai": "ijcai u s",
    "embc": "annu int conf ieee eng med biol soc", "psb": "pac symp biocomput",
    "biocomputing": "pac symp biocomput", "aaai": "proc aaai conf artif intell",
    "cvpr": "proc ieee comput soc conf comput vis pattern recognit",
}  # fmt: skip


def is_same_conference(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether a cited name of a conference, or its acronym, is a recorded series of
    proceedings.

    `recorded` are the names of the series, abbreviated and in full. A name without any word for a
    meeting is of a journal, and never the same: "Artificial Intelligence" is not the AAAI's.
    """
    names = {folded(name) for name in recorded}
    if _is_by_acronym(cited, names):
        return True
    if not names & (_SERIES | _NAMED) and not any(map(_is_meeting, names)):
        return False
    if _is_initials(cited, recorded):
        return True
    if not _is_meeting(folded(cited)) and not names & _NAMED:
        return False
    if names & _SERIES:
        return True
    subjects = [subject for part in _parts(cited) if (subject := _subject(part))]
    return any(
        _agree(ours, theirs)
        for name in recorded
        for part in _parts(name)
        if (theirs := _subject(part))
        for ours in subjects
    )


def _is_meeting(name: str) -> bool:
    return not _MEETING.isdisjoint(name.split())


def _is_by_acronym(cited: str, names: Set[str]) -> bool:
    """Returns whether the cited name is, or ends in brackets with, an acronym of the series."""
    words = [word for word in folded(cited).split() if not word.isdigit()]
    return len(words) == 1 and _BY_ACRONYM.get(words[0]) in names


def _is_initials(cited: str, recorded: Sequence[str]) -> bool:
    """Returns whether a cited acronym ("CVPR", "ISBI 2017") is made of the initials of a recorded
    name, those of "International Conference" among them or not."""
    words = [word for word in folded(cited).split() if not word.isdigit()]
    if len(words) != 1 or not (
        CONFERENCE_ACRONYM_LEAST <= len(words[0]) <= CONFERENCE_ACRONYM_MOST
    ):
        return False
    for name in recorded:
        theirs = [word for word in folded(name).split() if word not in ("proc", "ieee", "acm")]
        if words[0] in (initials(theirs), initials(_without(theirs, _LEFT_OUT))):
            return True
    return False


@lru_cache(maxsize=2048)
def _parts(name: str) -> tuple[str, ...]:
    """Returns the name, and what its marks part: "KDD : proceedings. International Conference on
    ..."."""
    parts = [name, *(part for part in _BREAK.split(name) if part)]
    return tuple(dict.fromkeys(parts))


@lru_cache(maxsize=2048)
def _subject(name: str) -> tuple[str, ...]:
    """Returns what a meeting is about: its words without kind, count, society and acronyms."""
    words = _without(_SOCIETY.sub(" ", folded(_ACRONYM.sub(" ", name))).split(), _LEFT_OUT)
    return tuple(words or _without(folded(name).split(), _LEFT_OUT))


def _without(words: Sequence[str], left_out: frozenset[str]) -> list[str]:
    return [word for word in words if word not in left_out and not _ORDINAL.fullmatch(word)]


def _agree(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Returns whether two subjects have the same words, or a long one has all of the other's."""
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < CONFERENCE_WORDS:
        return list(shorter) == list(longer)
    if len(shorter) != len(longer) and len(shorter) < CONFERENCE_PART_WORDS:
        return False
    return all(any(_is_word(word, other) for other in longer) for word in shorter)


def _is_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return is_abbreviated(short, long)
