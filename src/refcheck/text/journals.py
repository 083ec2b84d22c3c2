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
_ELISION = re.compile(r"\b(?:d|l|dell|nell|sull)['’](?=\w)", re.I)  # "Cahiers d'études"
_TRANSLATED = re.compile(r"\[([^\[\]]{8,120})\]")
# "The Journal of neuroscience : the official journal of ...", "Title = Parallel title"; but
# "Circulation: Heart Failure" is one name, and not "Circulation".
_SUBTITLE = re.compile(r"\s[:=/]\s|[:;]\s(?=(?:the|an?|official|journal|publication)\b)", re.I)
_SECTION = re.compile(r"^(?:[a-h]|[ivx]{1,4}|\d|sect|section|part|ser|series)$")
# A name goes on behind a mark: "Acta crystallographica. Section D, Biological crystallography".
_MARK = re.compile(r"(?<=\w)[.:;,](?=\s+\w)")
# "Angiology. Published online January 16, 2024", "Am J Emerg Med. Advance online publication"
_ONLINE = re.compile(
    r"[.,;:(\[\s]{1,4}(?:(?:advanced?|early|first) (?:online|access|view)\b|(?:e-?pub|online|publi"
    r"shed|available)(?: (?:first|online|ahead|before|early)\b|$)|in press\b).{0,80}$",
    re.I,
)
_SPELLING = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"our(?=$|s$|al$|ed$|ing$)"), "or"),  # not "journal"
    (re.compile(r"ise"), "ize"),
)
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

_Words = tuple[str, ...]


class _Fit(Enum):
    """How one printed word agrees with the recorded one."""

    SAME = "same"
    SLIP = "slip"
    OTHER = "other"


def is_preprint_server(name: str) -> bool:
    """Whether a container is a server for preprints ("medRxiv", "Research Square")."""
    return _is_preprint_server(name[:_COMPARED_LENGTH])


@lru_cache(maxsize=4096)
def _is_preprint_server(name: str) -> bool:
    return _PREPRINT.search(name) is not None


def compare_journals(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    """The best agreement of a printed name with any recorded one; None where a side is empty."""
    return _compare(cited[:_COMPARED_LENGTH], tuple(name[:_COMPARED_LENGTH] for name in recorded))


def journal_stands_in(text: str, wanted: tuple[str, ...], recorded: tuple[str, ...] = ()) -> bool:
    """Whether one of the wanted names stands in a text, in full or abbreviated.

    Names of one word must stand there as they are. For texts whose journal was not read right.
    `recorded` are all names of the same journal: "Journla" is no way to write "J" for "Journal".
    """
    forms = {form for name in wanted for form in _forms(name[:_COMPARED_LENGTH])}
    return any(form in forms for form, _, _ in _stretches(text, (*wanted, *recorded)))


def journal_left_over(cited: str, recorded: tuple[str, ...]) -> list[str]:
    """What else stands in a printed name that holds a recorded one, for each place where it does.

    "ancient times]. Zhongguo Zhen Jiu" leaves "ancient times", "Eur J Pain" leaves "eur" for
    "J Pain": the caller knows whether the rest belongs to another field.
    """
    found = _significant(cited[: 4 * _COMPARED_LENGTH], _COMPARED_WORDS * 8)
    places = dict.fromkeys((start, end) for _, start, end in _stretches(cited, recorded))
    return [" ".join(found[:start] + found[end:]) for start, end in places]


def _stretches(text: str, recorded: tuple[str, ...]) -> Iterator[tuple[_Words, int, int]]:
    """The stretches of significant words in which a recorded name stands: (form, start, end)."""
    found = _significant(text[: 4 * _COMPARED_LENGTH], _COMPARED_WORDS * 8)
    for form, known in _known(tuple(name[:_COMPARED_LENGTH] for name in recorded)):
        if len(form) == 1 and (len(form[0]) < 4 or form[0] not in found):
            continue
        size = len(form)
        for at in range(len(found) - size + 1):
            if all(
                _fit(*pair) is _Fit.SAME for pair in zip(found[at : at + size], known, strict=True)
            ):
                yield form, at, at + size


@lru_cache(maxsize=8192)
def _compare(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    pairs = [(ours, *theirs) for ours in _printed_forms(cited) for theirs in _known(recorded)]
    if not pairs:
        return None
    # "The Quarterl journal of medicine" is not the same name because "Q J" stands for two words
    equal = {_compare_words(*pair) for pair in pairs if len(pair[0]) == len(pair[1])}
    if best := equal & {JournalAgreement.SAME, JournalAgreement.MISSPELT}:
        return min(best, key=_RANK.__getitem__)
    unequal = {_compare_lengths(*pair) for pair in pairs if len(pair[0]) != len(pair[1])}
    found = min(equal | unequal, key=_RANK.__getitem__)
    if found is JournalAgreement.OTHER and _begins(cited, recorded):
        return JournalAgreement.SECTION
    return found


def _begins(cited: str, recorded: tuple[str, ...]) -> bool:
    """Whether a recorded name goes on, behind a mark, where the printed one ends.

    "Biochimica et biophysica acta. Molecular cell research" has a section; "Indian journal of
    psychological medicine" has none, and "Indian J Psychol" is another journal.
    """
    heads = tuple(
        name[: mark.start()] for name in recorded for mark in _MARK.finditer(name) if mark.start()
    )
    return bool(heads) and _compare(cited, heads) is JournalAgreement.SAME


def _printed_forms(cited: str) -> tuple[_Words, ...]:
    """The forms of a printed name, with and without a note that it has appeared online."""
    names = dict.fromkeys((_ONLINE.sub("", cited), cited))
    return tuple(dict.fromkeys(form for name in names for form in _forms(name, printed=True)))


@lru_cache(maxsize=8192)
def _known(recorded: tuple[str, ...]) -> tuple[tuple[_Words, tuple[_Words, ...]], ...]:
    """Each form of the recorded names, with all that is known of each of its words.

    Of "Journal of affective disorders" and "J Affect Disord" the words are known as ("journal",
    "j"), ("affective", "affect") and ("disorders", "disord"), the longest first.
    """
    forms = list(dict.fromkeys(form for name in recorded for form in _forms(name)))
    return tuple(
        (
            form,
            tuple(
                tuple(sorted(set(each), key=len, reverse=True)) for each in zip(*alike, strict=True)
            ),
        )
        for form in forms
        for alike in [[other for other in forms if _is_same_name(form, other)]]
    )


def _is_same_name(one: _Words, other: _Words) -> bool:
    return len(one) == len(other) and all(map(_is_abbreviated, one, other))


@lru_cache(maxsize=8192)
def _forms(name: str, *, printed: bool = False) -> tuple[_Words, ...]:
    """The significant words of the name as a whole, without brackets, and of each of its parts.

    Of a printed name, not the parts behind the first: "J Neurrol Phys Ther : JNPT" has a slip.
    """
    name = html.unescape(name) if "&" in name else name
    name = _ELISION.sub("", name.replace("&", " and ")).replace("'", "").replace("’", "")
    bare = _BRACKETS.sub(" ", name)
    parts = _SUBTITLE.split(bare)
    texts = [bare, name, *(parts[:1] if printed else parts), *_TRANSLATED.findall(name)]
    texts += [text.replace("-", "") for text in (bare, parts[0]) if "-" in text]
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
    last = len(merged) - 1
    return tuple(
        word
        for at, word in enumerate(merged)
        # "Drug Des" ends with no article, and "An Med Interna" are annals
        if word not in _STOP_WORDS or at == last or (at == 0 and word == "an")
    )


def _compare_words(ours: _Words, theirs: _Words, known: tuple[_Words, ...]) -> JournalAgreement:
    """Names of as many words."""
    if ours == theirs or "".join(ours) == "".join(theirs):
        return JournalAgreement.SAME
    pairs = list(zip(ours, known, strict=True))
    fits = {_fit(*pair) for pair in pairs}
    if any(len(each[0]) - len(word) > 1 for word, each in pairs):
        # Among abbreviated words, "Cell." is one of "Cells"
        fits = {_fit(*pair) for pair in pairs if not pair[1][0].startswith(pair[0])} or {_Fit.SAME}
    if fits == {_Fit.SAME} and (len(ours) > 1 or _is_long(ours, theirs)):
        return JournalAgreement.SAME
    if _Fit.SLIP in fits and _Fit.OTHER not in fits:
        return JournalAgreement.MISSPELT
    return JournalAgreement.OTHER


@lru_cache(maxsize=16384)
def _fit(word: str, known: _Words) -> _Fit:
    """How a printed word agrees with a word of a name, known by its writings, the longest first.

    The longest decides where it is known: "associaation" begins with "assoc", but not so
    "association". An abbreviation saves two letters at least (ISO 4): "affectiv" is none.
    """
    full = known[0]
    if word in known or _spelling(word) in map(_spelling, known):
        return _Fit.SAME
    if _is_end_lost(word, full) or _is_end_lost(full, word):
        return _Fit.SLIP
    if full.startswith(word) or word.startswith(full):
        return _Fit.SAME
    if any(_is_nearly(word, each) or _is_nearly_short(word, each) for each in known):
        return _Fit.SLIP
    if _is_abbreviated(word, full):
        return _Fit.SAME
    return _Fit.SLIP if _is_abbreviation_slip(word, full) else _Fit.OTHER


def _is_nearly_short(word: str, abbreviation: str) -> bool:
    """A letter lost from an abbreviation, "bhav" of "behav", is no other abbreviation."""
    return len(word) == 4 and len(abbreviation) == 5 and OSA.distance(word, abbreviation) == 1


def _is_end_lost(one: str, other: str) -> bool:
    return len(one) >= 3 and len(other) - len(one) == 1 and other.startswith(one)


def _is_abbreviation_slip(word: str, full: str) -> bool:
    """Whether an abbreviation has a slip: "inaect" for "infect" of "infectious"."""
    return len(word) < len(full) and any(
        _is_nearly(word, full[:size]) for size in range(len(word) - 1, len(word) + 2)
    )


def _is_long(*names: tuple[str, ...]) -> bool:
    """One word is seldom abbreviated: "Neuropsychopharmacol", but "Cell" is not "Cellulose"."""
    return min(len(name[0]) for name in names) >= 8


def _compare_lengths(ours: _Words, theirs: _Words, known: tuple[_Words, ...]) -> JournalAgreement:
    """Names of unequal length: acronyms, a section letter more, or a printed name that goes on.

    Every other word of the record's name has its counterpart: abbreviations leave out articles,
    prepositions and conjunctions only.
    """
    shorter, longer = sorted((ours, theirs), key=len)
    if "".join(ours) == "".join(theirs):
        return JournalAgreement.SAME
    if _is_acronym(shorter, longer) or _is_spelt_out(shorter, longer):
        return JournalAgreement.SAME
    if any(_fit(*pair) is not _Fit.SAME for pair in zip(ours, known, strict=False)):
        return JournalAgreement.OTHER
    if all(_SECTION.match(word) for word in longer[len(shorter) :]):
        return JournalAgreement.SAME
    goes_on = len(ours) > len(theirs) >= 3 or _SECTION.match(shorter[-1])
    if goes_on or _SECTION.match(longer[len(shorter)]):
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


@lru_cache(maxsize=16384)
def _is_nearly(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the pen that makes no other word of the field:
    "afect" and "affect", "clni" and "clin"; never "neurosci" and "neurol", "nurs" and "nutr"."""
    shortest = min(len(one), len(other))
    if shortest < 3:
        return False
    if shortest < 5:
        return sorted(one) == sorted(other) and OSA.distance(one, other, score_cutoff=1) <= 1
    allowed = 1 if max(len(one), len(other)) <= 8 else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one word is the initials of the other's words: "NEJM", "JAMA", "PNAS", "DMW"."""
    if len(short) != 1 or not 3 <= len(short[0]) <= 8 or len(long) < len(short[0]) - 1:
        return False
    initials = _initials(long)
    return short[0] == initials or (len(short[0]) >= 4 and initials.startswith(short[0]))
