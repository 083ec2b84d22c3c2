"""Names of journals: whether a cited name is a recorded one, in full, abbreviated or an acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from itertools import accumulate
from typing import Final

from refcheck.compare.conferences import is_same_conference
from refcheck.compare.journals.abbreviations import Fit, Writings, fit, initials
from refcheck.compare.journals.forms import (
    BRACKETS,
    DESIGNATORS,
    SECTION_TITLE,
    JournalForm,
    KnownForm,
    Words,
    cited_forms,
    form_of,
    is_section,
    known_forms,
    name_forms,
)
from refcheck.compare.similarity import is_typo
from refcheck.compare.thresholds import (
    ACRONYM_LEAST,
    ACRONYM_MOST,
    CUT_ACRONYM_LEAST,
    FOUND_JOURNAL_LETTERS,
    JOURNAL_LENGTH,
    LONG_JOURNAL_WORD,
    MERGED_FIRST_LETTERS,
    MERGED_LETTERS,
    MERGED_WORDS,
    PLACE_LETTERS,
    SEARCHED_LENGTH,
    SEARCHED_WORDS,
    SECTION_NAME_WORDS,
    SHORTENED_LETTERS,
)
from refcheck.text.folding import folded, squashed
from refcheck.text.patterns import has_any, lazy_regex

__all__ = [
    "JournalAgreement",
    "compare_journals",
    "is_preprint_server",
    "journal_appears_in",
    "journal_left_over",
]


# A name goes on after a mark: "Acta crystallographica. Section D, Biological crystallography".
_MARK = lazy_regex(r"(?<=\w)[.:;,](?=\s+\w)")
_PREPRINT = lazy_regex(
    r"\b(?:bio|med|psy|chem|soc|engr|eco)rxiv\b|\bpsyarxiv\b|\barxiv\b"
    r"|\bresearch square\b|\bres sq\b|\bssrn\b|\bpreprints?\b|\bosf\b",
    re.I,
)


# One of these is in whatever `_PREPRINT` finds.
_PREPRINT_HINTS: Final = ("rxiv", "square", "res sq", "ssrn", "preprint", "osf")

# A name of nothing but words, perhaps abbreviated: it has one form, compared as a whole.
_PLAIN: Final = lazy_regex(r"\w[\w .]*")
_UNREACHED: Final = 1_000  # more typos than a name can have


class JournalAgreement(Enum):
    """How a cited name of a journal agrees with the recorded ones, the best first."""

    SAME = "same"
    SECTION = "section"  # one goes on where the other ends: "Biochim Biophys Acta Mol Cell Res"
    MISSPELT = "misspelt"
    OTHER = "other"


_RANK = {agreement: rank for rank, agreement in enumerate(JournalAgreement)}
_ALIKE = (JournalAgreement.SAME, JournalAgreement.MISSPELT)


def is_preprint_server(name: str) -> bool:
    """Returns whether a container is a server for preprints ("medRxiv", "Research Square")."""
    return _is_preprint_server(name[:JOURNAL_LENGTH])


@lru_cache(maxsize=4096)
def _is_preprint_server(name: str) -> bool:
    return has_any(name.casefold(), _PREPRINT_HINTS) and _PREPRINT.search(name) is not None


def compare_journals(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    """Returns the best agreement of a cited name with any recorded one; None where a side is
    empty."""
    if not cited:
        return None
    cited = cited[:JOURNAL_LENGTH]
    name = folded(cited)
    if cited in recorded and name:
        return JournalAgreement.SAME  # as most are
    if name in map(folded, recorded) and _PLAIN.fullmatch(cited):
        return JournalAgreement.SAME  # without brackets or marks nothing is misspelt
    # In one order, since callers put first what they prefer, and the answer is remembered.
    return _compare(cited, tuple(sorted({name[:JOURNAL_LENGTH] for name in recorded})))


def journal_appears_in(text: str, recorded: tuple[str, ...], *, longer_than: int = 0) -> bool:
    """Returns whether one of a journal's names is in a text, in full or abbreviated.

    Names of one word must be there as they are. For references whose journal was parsed wrongly.
    `recorded` are all of its names: "Journla" is not a way to write "J" for "Journal". Only forms
    of more than `longer_than` words count.
    """
    cores = {form.core for name in recorded for form in name_forms(name[:JOURNAL_LENGTH])}
    found = (core for core, _, _ in _runs(text, recorded))
    return any(core in cores and len(core) > longer_than for core in found)


def journal_left_over(cited: str, recorded: tuple[str, ...]) -> list[str]:
    """Returns what else a cited name contains that contains a recorded one, for each place where it
    does.

    "ancient times]. Zhongguo Zhen Jiu" leaves "ancient times", "Eur J Pain" leaves "eur" for
    "J Pain": the caller knows whether the rest belongs to another field.
    """
    found = _running(cited)
    places = dict.fromkeys((start, end) for _, start, end in _runs(cited, recorded))
    return [" ".join(found[:start] + found[end:]) for start, end in places]


def _running(text: str) -> Words:
    """Returns the words of running text that count."""
    found = folded(text[:SEARCHED_LENGTH]).split()[:SEARCHED_WORDS]
    return form_of(found).core


def _runs(text: str, recorded: tuple[str, ...]) -> Iterator[tuple[Words, int, int]]:
    """Yields the runs of words that are a recorded name: (its words, start, end)."""
    found = _running(text)
    for known in known_forms(tuple(name[:JOURNAL_LENGTH] for name in recorded)):
        core = known.form.core
        if not core or (
            len(core) == 1 and (len(core[0]) < FOUND_JOURNAL_LETTERS or core[0] not in found)
        ):
            continue
        size, (first, *rest) = len(core), known.core
        for at in range(len(found) - size + 1):
            if _fit(found[at], first, known) is not Fit.SAME:
                continue
            pairs = zip(found[at + 1 : at + size], rest, strict=True)
            if all(_fit(word, each, known) is Fit.SAME for word, each in pairs):
                yield core, at, at + size


def _fit(word: str, writings: Writings, known: KnownForm) -> Fit:
    return fit(word, writings, in_full=known.in_full, shortened=False)


# --- comparing ------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _compare(cited: str, recorded: tuple[str, ...]) -> JournalAgreement | None:
    forms, known = cited_forms(cited), known_forms(recorded)
    if not forms or not known:
        return None
    found = _best(forms, known)
    if found is JournalAgreement.SECTION and (section := SECTION_TITLE.search(cited)):
        found = _compare(cited[: section.end()], recorded) or found
    if found is JournalAgreement.OTHER and _begins(cited, recorded):
        found = JournalAgreement.SECTION
    if found not in _ALIKE and is_same_conference(cited, recorded):
        found = JournalAgreement.SAME
    if found is not JournalAgreement.SAME:
        return found
    if _is_place_misspelt(cited, recorded) or _is_small_word_misspelt(forms, known):
        return JournalAgreement.MISSPELT
    return found


def _best(forms: Sequence[JournalForm], known: Sequence[KnownForm]) -> JournalAgreement:
    """Returns the best agreement of any two forms. Those of as many words decide, where they agree
    at all: "The Quarterl journal of medicine" is not the same because "Q J" stands for two
    words."""
    best = alike = JournalAgreement.OTHER
    longest = 0
    for ours in forms:
        for theirs in known:
            found = _compare_forms(ours, theirs)
            best = _better(best, found)
            size = len(ours.core)
            if size != len(theirs.form.core) or size < longest or found not in _ALIKE:
                continue
            alike = found if size > longest else _better(alike, found)
            longest = size
    return alike if alike is JournalAgreement.MISSPELT else best


def _better(one: JournalAgreement, other: JournalAgreement) -> JournalAgreement:
    """Returns the better of two agreements, which mostly are the same one."""
    return one if one is other or _RANK[one] < _RANK[other] else other


def _begins(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether a recorded name goes on, after a mark, where the cited one ends.

    "Biochimica et biophysica acta. Molecular cell research" has a section; "Indian journal of
    psychological medicine" has none, and "Indian J Psychol" is a different journal.
    """
    heads = tuple(
        name[: mark.start()] for name in recorded for mark in _MARK.finditer(name) if mark.start()
    )
    if not heads or any(is_section(form.core[-1]) for form in cited_forms(cited) if form.core):
        return False  # "Acta Crystallogr D" is not a part of "Acta crystallographica. Section E"
    return _compare(cited, heads) is JournalAgreement.SAME


def _is_place_misspelt(cited: str, recorded: tuple[str, ...]) -> bool:
    """Returns whether the place in brackets has a typo: "Christ. Nurse (yMsore)"."""
    if not BRACKETS.search(cited):
        return False
    ours = [squashed(text) for text in BRACKETS.findall(cited)]
    theirs = [squashed(text) for name in recorded for text in BRACKETS.findall(name)]
    return any(
        len(one) >= PLACE_LETTERS
        and not any(
            other.startswith(one) or (one.startswith(other) and len(one) - len(other) > 1)
            for other in theirs
        )
        and any(is_typo(one, other) for other in theirs)
        for one in ours
    )


def _compare_forms(ours: JournalForm, known: KnownForm) -> JournalAgreement:
    theirs = known.form
    core, recorded = ours.core, theirs.core
    if core == recorded or "".join(ours.words) == "".join(theirs.words):
        return JournalAgreement.SAME
    if _is_acronym(core, recorded) or _is_acronym(recorded, core) or _repeats(core, recorded):
        return JournalAgreement.SAME
    reached = _align(ours, known)
    if (typos := reached.get((len(ours.words), len(theirs.words)))) is not None:
        if typos:
            return JournalAgreement.MISSPELT
        if max(len(core), len(recorded)) > 1 or len(core[0]) >= LONG_JOURNAL_WORD:
            return JournalAgreement.SAME
        return JournalAgreement.OTHER
    return _compare_ends(ours, theirs, reached)


def _is_small_word_misspelt(forms: Sequence[JournalForm], known: Sequence[KnownForm]) -> bool:
    """Returns whether only a small word has a typo: "Infection control an hospital
    epidemiology"."""
    return any(
        ours.core == theirs.form.core
        and ours.words != theirs.form.words
        and len(ours.words) == len(theirs.form.words)
        and all(
            one == word or is_typo(one, word)
            for one, word in zip(ours.words, theirs.form.words, strict=True)
        )
        for ours in forms
        for theirs in known
    ) and not any(ours.words == theirs.form.words for ours in forms for theirs in known)


def _compare_ends(
    ours: JournalForm, theirs: JournalForm, reached: dict[tuple[int, int], int]
) -> JournalAgreement:
    """Names of which one goes on where the other ends: with a letter, or with a section's name."""
    size = len(ours.words), len(theirs.words)
    for (at, to), typos in reached.items():
        if typos or (at < size[0] and to < size[1]):
            continue
        shorter, rest = (
            (theirs.words, ours.words[at:]) if at < size[0] else (ours.words, theirs.words[to:])
        )
        if min(at, to) == 0 or (len(ours.core) == 1 and len(shorter[0]) < LONG_JOURNAL_WORD):
            continue
        if at < size[0] and all(is_section(word) or word in DESIGNATORS for word in rest):
            return JournalAgreement.SAME
        goes_on = at < size[0] and len(theirs.core) >= SECTION_NAME_WORDS
        if goes_on or is_section(shorter[-1]) or is_section(rest[0]) or rest[0] in DESIGNATORS:
            return JournalAgreement.SECTION
    return JournalAgreement.OTHER


def _align(ours: JournalForm, known: KnownForm) -> dict[tuple[int, int], int]:
    """Align a cited form with a recorded one: (words used of each) -> typos needed to get there.

    Words correspond to each other in their order. Small words may be left out, a word may stand for
    several ("healthcare", "health care"; "USA"), and so may the letter of a section before its
    name. Every other word has its counterpart: a noun left out makes a different journal.
    """
    theirs = known.form
    letters = sum(map(len, ours.core)), sum(len(each[0]) for each in known.core)
    shortened = abs(letters[0] - letters[1]) > SHORTENED_LETTERS
    reached = {(0, 0): 0}
    rows = {0}  # of most names of different journals, no word of one is a word of the other
    for at in range(len(ours.words) + 1):
        if at not in rows:
            continue
        for to in range(len(theirs.words) + 1):
            if (typos := reached.get((at, to))) is None:
                continue
            for steps in _steps(ours, known, at, to, shortened=shortened):
                place, more = steps
                if typos + more < reached.get(place, _UNREACHED):
                    reached[place] = typos + more
                    rows.add(place[0])
    return reached


def _steps(
    ours: JournalForm, known: KnownForm, at: int, to: int, *, shortened: bool
) -> Iterator[tuple[tuple[int, int], int]]:
    theirs = known.form
    here, there = at < len(ours.words), to < len(theirs.words)
    # Of two letters of sections, neither may be left out.
    if here and (ours.small[at] or (_is_loose(ours, at) and not _is_section_at(theirs, to))):
        yield (at + 1, to), 0
    if there and (theirs.small[to] or (_is_loose(theirs, to) and not _is_section_at(ours, at))):
        yield (at, to + 1), 0
    if not (here and there):
        return
    found = fit(ours.words[at], known.writings[to], in_full=known.in_full, shortened=shortened)
    if found is not Fit.OTHER:
        yield (at + 1, to + 1), int(found)
    for size in _merged(ours.words[at], theirs, to):
        yield (at + 1, to + size), 0
    for size in _merged(theirs.words[to], ours, at):
        yield (at + size, to + 1), 0


def _is_loose(form: JournalForm, at: int) -> bool:
    """Returns whether a word is the letter of a section whose name follows: "Acta Crystallogr F
    Struct"."""
    return 1 < at < len(form.words) - 1 and is_section(form.words[at])


def _is_section_at(form: JournalForm, at: int) -> bool:
    return at < len(form.words) and is_section(form.words[at])


def _merged(word: str, form: JournalForm, at: int) -> Iterator[int]:
    """Yields how many words of a form one word stands for: written as one, or by their initials."""
    first = form.words[at]
    if len(word) < 2 or word[0] != first[0] or first.startswith(word):
        return  # "Am" is American, not American Medical
    cut = len(first) >= MERGED_FIRST_LETTERS and len(word) > len(first) + MERGED_LETTERS
    for size, joined in enumerate(accumulate(form.words[at : at + MERGED_WORDS]), start=1):
        if joined == word or (cut and joined.startswith(word)):
            if size > 1:
                yield size
            return
    taken = ""
    for size, (each, small) in enumerate(zip(form.words[at:], form.small[at:], strict=True), 1):
        taken += "" if small else each[0]
        if not word.startswith(taken):
            return
        if taken == word:
            yield size
            return


def _repeats(core: Words, recorded: Words) -> bool:
    """Returns whether an acronym is followed by what it stands for: "MMWR Morb Mortal Wkly Rep"."""
    shorter, longer = sorted((core, recorded), key=len)
    return len(shorter) == 1 and longer[0] == shorter[0] and initials(longer[1:]) == shorter[0]


def _is_acronym(short: Words, long: Words) -> bool:
    """Returns whether one word is the initials of the other's words: "NEJM", "JAMA", "PNAS", "DMW",
    "TPAMI" of "IEEE Transactions on Pattern Analysis and Machine Intelligence"."""
    long = long[1:] if long[0] == "ieee" else long
    if len(short) != 1 or not ACRONYM_LEAST <= len(short[0]) <= ACRONYM_MOST:
        return False
    letters, acronym = initials(long), short[0]
    return acronym == letters or (len(acronym) >= CUT_ACRONYM_LEAST and letters.startswith(acronym))
